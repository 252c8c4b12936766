/* SPDX-License-Identifier: MIT
 *
 * The first start: a newsletter to read offline, and a list of feeds to
 * begin with.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"

static const struct {
	const char *url, *title;
	bool chosen;
} starters[] = {
	{ "https://rust-trends.com/rss.xml", "Rust Trends", true },
	{ "https://this-week-in-rust.org/rss.xml", "This Week in Rust", true },
	{ "https://blog.rust-lang.org/feed.xml", "Rust Blog", true },
	{ "https://blog.rust-lang.org/inside-rust/feed.xml", "Inside Rust",
		true },
	{ "https://www.ralfj.de/blog/feed.xml", "Ralf's Ramblings", false },
	{ "https://smallcultfollowing.com/babysteps/atom.xml", "Baby Steps",
		false },
	{ "https://fasterthanli.me/index.xml", "fasterthanli.me", false },
	{ "https://without.boats/index.xml", "Without boats", false },
	{ "https://os.phil-opp.com/rss.xml", "Writing an OS in Rust", false },
};

static void
subscribe(Ui *ui, Menu *menu, const MenuItem *item)
{
	guint n = 0;
	for (guint i = 0; i < menu->items->len; i++) {
		const MenuItem *each = menu->items->pdata[i];
		if (!each->checked)
			continue;
		static const char *const groups[] = { "Rust", NULL };
		UiEffect *effect = ui_effect(ui, UI_SUBSCRIBE);
		effect->url = g_strdup(each->value);
		effect->path = g_strdup(each->text);
		effect->argv = ui_strv(groups);
		effect->value = n > 0;
		n++;
	}
	menu_close(ui);
	if (!n) {
		ui_hint(ui, false,
			_("No feed was taken; <add> adds one at any time."));
		return;
	}
}

static void
welcome_offer(Ui *ui)
{
	Menu *menu = menu_open(ui, _("Feeds to begin with"), subscribe);
	menu->multi = true;
	for (guint i = 0; i < G_N_ELEMENTS(starters); i++)
		menu_add(menu, starters[i].title, starters[i].url, i)->checked =
			starters[i].chosen;
}

void
ui_welcome(Ui *ui)
{
	g_autofree char *text = newsletter_text(ui);
	article_read(ui,
		&(UiText){ .data = text,
			.len = strlen(text),
			.name = "welcome.md" });
	welcome_offer(ui);
}
