/* SPDX-License-Identifier: MIT
 *
 * Commands that move in panes, between them, and change how they stand.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"

void
do_move(Ui *ui, const Command *c)
{
	if (ui->menu)
		menu_command(ui, c->id, c->count);
	else if (ui->overlay)
		overlay_command(ui, c->id, c->count);
	else
		ui_pane(ui->focus)->move(ui, c->id, c->count);
}

void
do_open(Ui *ui, const Command *c)
{
	if (ui->menu)
		menu_command(ui, c->id, c->count);
	else if (ui->overlay)
		overlay_close(ui);
	else
		ui_pane(ui->focus)->open(ui);
}

void
do_focus_out(Ui *ui, const Command *c)
{
	int to = (int)ui->focus - MAX(c->count, 1);
	ui_focus(ui, (PaneId)MAX(to, 0));
}

static void
step_in(Ui *ui)
{
	if (ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES)
		ui_pane(ui->focus)->open(ui);
	else if (ui->focus == PANE_ARTICLE)
		ui_focus(ui, PANE_LINKS);
}

void
do_focus_in(Ui *ui, const Command *c)
{
	for (int i = 0; i < CLAMP(c->count, 1, N_PANES); i++)
		step_in(ui);
}

void
do_next_pane(Ui *ui, const Command *c)
{
	int by = c->id == CMD_NEXT_PANE ? 1 : -1;
	int last = ui->article.doc ? PANE_LINKS : PANE_ARTICLES;
	int n = last + 1, to = (int)ui->focus + by * (MAX(c->count, 1) % n);
	ui_focus(ui, (PaneId)((to + n) % n));
}

static const char *const pane_names[N_PANES] = { "feeds", "articles", "article",
	"links" };

void
do_focus(Ui *ui, const Command *c)
{
	for (PaneId i = 0; i < N_PANES; i++)
		if (g_str_equal(c->args[0], pane_names[i])) {
			ui_focus(ui, i);
			return;
		}
	ui_complain(ui, _("There is no pane “%s”; there are %s."), c->args[0],
		"feeds, articles, article, links");
}

void
do_back(Ui *ui, const Command *c)
{
	if (ui->menu)
		menu_close(ui);
	else if (ui->overlay)
		overlay_close(ui);
	else if (ui->zoom)
		do_zoom(ui, c);
	else if (ui->focus == PANE_LINKS)
		ui_focus(ui, PANE_ARTICLE);
	else if (ui->focus == PANE_ARTICLE && ui->article.alone)
		ui_effect(ui, UI_QUIT);
	else if (ui->focus == PANE_ARTICLE)
		ui_focus(ui, PANE_ARTICLES);
	else if (ui->focus == PANE_ARTICLES && ui->articles.filter)
		articles_filter(ui, NULL, NULL, 0);
	else if (ui->focus == PANE_ARTICLES && search_leave(ui))
		return;
	else if (ui->focus == PANE_ARTICLES)
		ui_focus(ui, PANE_FEEDS);
	else
		ui_effect(ui, UI_QUIT);
}

void
do_zoom(Ui *ui, const Command *c)
{
	ui->zoom = !ui->zoom;
	ui_relayout(ui);
}

void
do_layout(Ui *ui, const Command *c)
{
	static const char *const names[] = { "auto", "columns", "rows",
		"single" };
	int now = conf_int(ui->conf, OPT_LAYOUT);
	const char *name = c->n_args ? c->args[0] : names[(now + 1) % 4];
	g_autofree char *line = g_strdup_printf("set layout %s", name);
	ui_run_line(ui, line);
}

void
do_pane_size(Ui *ui, const Command *c)
{
	int sign;
	int split = layout_split_of(&ui->layout, ui->focus, &sign);
	if (c->id == CMD_PANE_EQUAL) {
		memset(ui->split, 0, sizeof ui->split);
	} else if (split < 0) {
		ui_say(ui, _("There is only this pane."));
		return;
	} else {
		int now = ui->split[split]
			? ui->split[split]
			: layout_share(&ui->layout, (SplitId)split);
		int by = c->id == CMD_PANE_WIDER ? 5 : -5;
		ui->split[split] =
			CLAMP(now + sign * by * CLAMP(c->count, 1, 20), 5, 95);
	}
	ui_relayout(ui);
}

void
do_links(Ui *ui, const Command *c)
{
	bool shown = ui->layout.frame[PANE_LINKS].rows > 0;
	if (!ui->article.doc) {
		ui_focus(ui, PANE_LINKS);
	} else if (!shown) {
		ui->links.wanted = true;
		ui->links.hidden = false;
		ui_focus(ui, PANE_LINKS);
	} else if (ui->focus != PANE_LINKS) {
		ui_focus(ui, PANE_LINKS);
	} else {
		ui->links.wanted = false;
		ui->links.hidden = true;
		ui_focus(ui, PANE_ARTICLE);
	}
}

void
do_clear(Ui *ui, const Command *c)
{
	if (ui->article.needle)
		article_unlight(ui);
	else if (g_hash_table_size(ui->articles.selected))
		g_hash_table_remove_all(ui->articles.selected);
	else if (g_hash_table_size(ui->links.selected))
		g_hash_table_remove_all(ui->links.selected);
	else if (ui->articles.filter)
		articles_filter(ui, NULL, NULL, 0);
	ui->article.link = 0;
}

static void
set_sort(Ui *ui, Menu *menu, const MenuItem *item)
{
	g_autofree char *line = g_strdup_printf("set sort %s", item->value);
	menu_close(ui);
	ui->articles.sorted = true;
	ui_run_line(ui, line);
}

void
do_sort(Ui *ui, const Command *c)
{
	static const struct {
		const char *name, *words;
	} orders[] = {
		{ "newest", N_("newest first") },
		{ "oldest", N_("oldest first") },
		{ "arrived", N_("latest arrived first") },
		{ "title", N_("by title") },
		{ "feed", N_("by feed") },
		{ "shortest", N_("shortest first") },
		{ "longest", N_("longest first") },
	};
	if (c->n_args) {
		g_autofree char *line =
			g_strdup_printf("set sort %s", c->args[0]);
		ui->articles.sorted = true;
		ui_run_line(ui, line);
		return;
	}
	Menu *menu = menu_open(ui, _("Sort"), set_sort);
	for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
		MenuItem *item =
			menu_add(menu, _(orders[i].words), orders[i].name, i);
		item->key = orders[i].name[0];
		item->checked = i == ui->articles.sort;
	}
}

void
do_show_read(Ui *ui, const Command *c)
{
	bool feeds = ui->focus == PANE_FEEDS;
	ui_run_line(ui, feeds ? "set show-read-feeds!" : "set show-read!");
	if (feeds)
		ui_say(ui, "%s",
			conf_bool(ui->conf, OPT_SHOW_READ_FEEDS)
				? _("All feeds are listed.")
				: _("Only feeds with unread articles are "
				    "listed."));
	else
		ui_say(ui, "%s",
			conf_bool(ui->conf, OPT_SHOW_READ)
				? _("All articles are listed.")
				: _("Only unread articles are listed."));
}

static void
run_item(Ui *ui, Menu *menu, const MenuItem *item)
{
	g_autofree char *line = g_strdup(item->value);
	menu_close(ui);
	ui_run_line(ui, line);
}

void
do_menu(Ui *ui, const Command *c)
{
	Context context = ui_context(ui);
	Menu *menu = menu_open(ui, _("What to do"), run_item);
	for (CommandId id = 0; id < N_COMMANDS; id++) {
		const CommandInfo *info = command_info(id);
		/* Who opens the menu can move already. */
		if (!(info->contexts & (1u << context)) ||
			g_str_equal(
				info->group, command_info(CMD_DOWN)->group) ||
			(info->flags & COMMAND_CONF) || strchr(info->args, '<'))
			continue;
		const char *keys =
			keymap_keys(conf_keymap(ui->conf), context, id);
		g_autofree char *text = g_strdup_printf(
			"%-10s %s", keys ? keys : "", _(info->help));
		menu_add(menu, text, info->name, id);
	}
}
