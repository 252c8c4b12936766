/* SPDX-License-Identifier: MIT
 *
 * Pages over the panes: how the feeds fare, what is known of an article,
 * messages, most linked; the command line.
 */
#include <config.h>

#include "ui/state.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/width.h"
#include "url/url.h"

static gint
worst_first(gconstpointer a, gconstpointer b)
{
	const StoreFeed *x = *(StoreFeed *const *)a;
	const StoreFeed *y = *(StoreFeed *const *)b;
	bool failed_x = x->last_error || x->gone;
	bool failed_y = y->last_error || y->gone;
	return (int)failed_y - (int)failed_x;
}

static void
gone_line(Ui *ui)
{
	g_autofree char *words = keys_expand(ui, CTX_FEEDS,
		_("Gone for good, says its server; <refresh> asks once "
		  "more."));
	overlay_line(ui, ROLE_ERROR, "    %s", words);
}

static void
feed_lines(Ui *ui, const StoreFeed *feed)
{
	bool failed = feed->last_error || feed->gone;
	g_autofree char *ok = format_age(feed->last_ok);
	g_autofree char *next = format_age(feed->next_due);
	overlay_line(ui, failed ? ROLE_STRONG : ROLE_NORMAL, "%s %s",
		failed ? ui_mark(ui, "✗", "!") : ui_mark(ui, "✓", " "),
		feed->label);
	if (feed->gone)
		gone_line(ui);
	else if (feed->last_error)
		overlay_line(ui, ROLE_ERROR, "    %s", feed->last_error);
	if (feed->gone)
		overlay_line(ui, ROLE_META, _("    last success %s"), ok);
	else if (feed->next_due && feed->next_due <= clock_now())
		overlay_line(ui, ROLE_META,
			_("    last success %s · next try when you refresh"),
			ok);
	else
		overlay_line(ui, ROLE_META,
			_("    last success %s · next try %s"), ok,
			feed->next_due ? next : _("when you refresh"));
}

void
do_errors(Ui *ui, const Command *c)
{
	g_autoptr(GPtrArray) feeds =
		g_ptr_array_copy(ui->feeds.all, NULL, NULL);
	g_ptr_array_set_free_func(feeds, NULL);
	g_ptr_array_sort(feeds, worst_first);
	overlay_open(ui, _("How the feeds fare"));
	if (!feeds->len)
		overlay_line(ui, ROLE_NORMAL, "%s", _("No subscriptions yet."));
	for (guint i = 0; i < feeds->len; i++)
		feed_lines(ui, feeds->pdata[i]);
}

void
do_messages(Ui *ui, const Command *c)
{
	overlay_open(ui, _("Messages"));
	for (guint i = 0; i < ui->messages->len; i++)
		overlay_line(
			ui, ROLE_NORMAL, "%s", (char *)ui->messages->pdata[i]);
	if (!ui->messages->len)
		overlay_line(ui, ROLE_NORMAL, "%s", _("None so far."));
	overlay_command(ui, CMD_BOTTOM, 1);
}

static void
fact(Ui *ui, const char *name, const char *value)
{
	int pad = MAX(12 - width_text(name, -1), 0);
	if (value && *value)
		overlay_line(ui, ROLE_NORMAL, "%s%*s %s", name, pad, "", value);
}

static void
fact_date(Ui *ui, const char *name, gint64 t)
{
	g_autofree char *date = t ? clock_rfc3339(t) : NULL;
	fact(ui, name, date);
}

static void
feed_info(Ui *ui, const StoreFeed *feed)
{
	g_autofree char *groups = g_strjoinv(", ", feed->groups);
	g_autofree char *counts = g_strdup_printf(
		_("%d unread of %d"), (int)feed->unread, (int)feed->total);
	g_autofree char *address = url_hide_passwords(feed->url);
	g_autofree char *fetched =
		url_hide_passwords(feed->effective ? feed->effective : "");
	overlay_open(ui, feed->label);
	fact(ui, _("Title"), feed->title);
	fact(ui, _("Address"), address);
	fact(ui, _("Fetched from"), fetched);
	fact(ui, _("Site"), feed->site);
	fact(ui, _("Groups"), groups);
	fact(ui, _("Settings"), feed->settings);
	fact(ui, _("Articles"), counts);
	fact_date(ui, _("Last success"), feed->last_ok);
	fact_date(ui, _("Next try"), feed->next_due);
	fact(ui, _("Error"), feed->last_error);
}

static void
article_info(Ui *ui, const StoreArticle *s)
{
	g_autofree char *labels = g_strjoinv(", ", s->row.labels);
	g_autofree char *tags = g_strjoinv(", ", s->tags);
	overlay_open(ui, s->row.title);
	fact(ui, _("Feed"), s->row.feed_title);
	fact(ui, _("Author"), s->row.author);
	fact(ui, _("Address"), s->row.url);
	fact(ui, _("About"), s->external);
	fact(ui, _("Comments"), s->comments);
	fact_date(ui, _("Published"), s->row.published);
	fact_date(ui, _("Updated"), s->row.updated);
	fact_date(ui, _("First seen"), s->row.first_seen);
	fact(ui, _("Labels"), labels);
	fact(ui, _("Categories"), tags);
	fact(ui, _("Identity"), s->guid);
	fact(ui, _("Language"), s->language);
}

void
do_info(Ui *ui, const Command *c)
{
	const FeedsRow *row = feeds_current(ui);
	if (ui->focus == PANE_FEEDS && row) {
		const StoreFeed *feed = feeds_find(ui, row->view.feed);
		if (feed)
			feed_info(ui, feed);
		else
			ui_say(ui, _("There is no feed here."));
		return;
	}
	g_autoptr(GArray) ids = articles_chosen(ui, 1);
	g_autoptr(StoreArticle) s = ids->len
		? store_article(ui->store, g_array_index(ids, gint64, 0), NULL)
		: NULL;
	if (s)
		article_info(ui, s);
	else
		ui_say(ui, _("There is no article here."));
}

static void
choose_most(Ui *ui, Menu *menu, const MenuItem *item)
{
	g_autofree char *url = g_strdup(item->value);
	menu_close(ui);
	output_open(ui, url, "link");
}

void
do_most_linked(Ui *ui, const Command *c)
{
	enum { MOST = 100, DAYS = 7 };
	int days =
		c->n_args ? (int)g_ascii_strtoll(c->args[0], NULL, 10) : DAYS;
	GError *error = NULL;
	g_autoptr(GPtrArray) most = store_most_linked(ui->store, NULL,
		clock_now() - (gint64)CLAMP(days, 1, 10000) * 86400, MOST,
		&error);
	if (!most) {
		ui_fail(ui, error);
		return;
	}
	for (guint k = most->len; k > 0; k--)
		if (((StoreMost *)most->pdata[k - 1])->feeds < 2)
			g_ptr_array_remove_index(most, k - 1);
	if (!most->len) {
		ui_say(ui,
			ngettext("No link is shared by several feeds in the "
				 "last day.",
				"No link is shared by several feeds in the "
				"last %d days.",
				(gulong)days),
			days);
		return;
	}
	g_autofree char *title = g_strdup_printf(
		ngettext("Most linked in the last day",
			"Most linked in the last %d days", (gulong)days),
		days);
	Menu *menu = menu_open(ui, title, choose_most);
	for (guint i = 0; i < most->len; i++) {
		const StoreMost *m = most->pdata[i];
		g_autofree char *text = g_strdup_printf(
			ngettext("%3d feed   %s  %s", "%3d feeds  %s  %s",
				(gulong)m->feeds),
			m->feeds, m->text ? m->text : "", m->url);
		menu_add(menu, text, m->url, m->article)->checked =
			m->opened != 0;
	}
}

static void
run_typed(Ui *ui, const char *text)
{
	ui_run_line(ui, text);
}

void
do_command_line(Ui *ui, const Command *c)
{
	g_autofree char *text = g_strjoinv(" ", c->args);
	prompt_open(ui, ":", "commands", text, run_typed)->complete =
		complete_command;
}
