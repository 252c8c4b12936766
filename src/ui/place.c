/* SPDX-License-Identifier: MIT
 *
 * Where the reader is, kept in the state: list, article, pane, sizes.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

static const char *const split_names[N_SPLITS] = {
	"split-feeds",
	"split-list",
	"split-rows",
	"split-links",
};

static char *
folded_text(const Ui *ui)
{
	g_autoptr(GList) names = g_hash_table_get_keys(ui->feeds.folded);
	names = g_list_sort(names, (GCompareFunc)(gpointer)strcmp);
	g_autoptr(GString) out = g_string_new(NULL);
	for (GList *n = names; n; n = n->next)
		g_string_append_printf(out, "%s\n", (char *)n->data);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
keep(Ui *ui, const char *name, const char *value)
{
	if (g_strcmp0(state_get(ui->state, name), value) != 0)
		state_set(ui->state, name, value);
}

static void
keep_int(Ui *ui, const char *name, gint64 value)
{
	if (state_get_int(ui->state, name, 0) != value)
		state_set_int(ui->state, name, value);
}

/* A line that is being typed, for the history that it would come into. */
static void
keep_typed(Ui *ui)
{
	const Prompt *p = &ui->prompt;
	bool typed = p->on && p->history && p->edit.text->len;
	keep(ui, "typed", typed ? p->edit.text->str : NULL);
	keep(ui, "typed-for", typed ? p->history : NULL);
}

static void
restore_typed(Ui *ui)
{
	g_autofree char *line = g_strdup(state_get(ui->state, "typed"));
	g_autofree char *history = g_strdup(state_get(ui->state, "typed-for"));
	if (line && history)
		state_history_add(ui->state, history, line,
			conf_int(ui->conf, OPT_HISTORY));
	keep_typed(ui);
}

void
place_save(Ui *ui)
{
	g_autofree char *view = view_to_text(&ui->articles.view);
	g_autofree char *folded = folded_text(ui);
	const StoreRow *row = articles_current(ui);
	keep(ui, "view", view);
	keep(ui, "folded", folded);
	keep_int(ui, "row", row ? row->id : 0);
	keep_int(ui, "article", ui->article.id);
	keep_int(ui, "pane", (gint64)ui->focus);
	for (SplitId i = 0; i < N_SPLITS; i++)
		keep_int(ui, split_names[i], ui->split[i]);
	keep_typed(ui);
}

static bool
start_view(Ui *ui, View *view)
{
	static const ViewKind kinds[] = {
		[START_FEEDS] = VIEW_ALL,
		[START_ALL] = VIEW_ALL,
		[START_UNREAD] = VIEW_UNREAD,
		[START_STARRED] = VIEW_STARRED,
		[START_TODAY] = VIEW_TODAY,
	};
	int start = conf_int(ui->conf, OPT_START_VIEW);
	*view = (View){ .kind = VIEW_ALL };
	if (start == START_LAST) {
		const char *last = state_get(ui->state, "view");
		return last && view_from_text(last, view);
	}
	if (start == START_QUERY) {
		view->kind = VIEW_SEARCH;
		view->text = g_strdup(conf_string(ui->conf, OPT_START_QUERY));
	} else {
		view->kind = kinds[start];
	}
	return false;
}

static void
restore_reading(Ui *ui)
{
	gint64 id = state_get_int(ui->state, "row", 0);
	gint64 article = state_get_int(ui->state, "article", 0);
	gint64 pane = state_get_int(ui->state, "pane", PANE_ARTICLES);
	g_autoptr(StoreRow) row =
		id > 0 ? store_row(ui->store, id, NULL) : NULL;
	if (row)
		articles_go(ui, row);
	if (article > 0)
		article_open(ui, article);
	if (pane >= 0 && pane < N_PANES &&
		(pane < PANE_ARTICLE || ui->article.doc))
		ui->focus = (PaneId)pane;
}

void
place_restore(Ui *ui)
{
	const char *folded = state_get(ui->state, "folded");
	g_auto(GStrv) names = g_strsplit(folded ? folded : "", "\n", -1);
	for (char **n = names; *n; n++)
		if (**n)
			g_hash_table_add(ui->feeds.folded, g_strdup(*n));
	for (SplitId i = 0; i < N_SPLITS; i++)
		ui->split[i] = (int)CLAMP(
			state_get_int(ui->state, split_names[i], 0), 0, 95);
	View view;
	bool last = start_view(ui, &view);
	feeds_rebuild(ui);
	articles_show(ui, &view);
	view_clear(&view);
	if (conf_int(ui->conf, OPT_START_VIEW) == START_FEEDS)
		ui->focus = PANE_FEEDS;
	if (last)
		restore_reading(ui);
	restore_typed(ui);
	ui_relayout(ui);
}
