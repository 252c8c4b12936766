/* SPDX-License-Identifier: MIT
 *
 * From article to article: next, next unread across feeds, reading on, back
 * to what was read before; headings.
 */
#include <config.h>

#include "ui/state.h"

#include "base/i18n.h"
#include "ui/article.h"

static void
show(Ui *ui, const StoreRow *row)
{
	gint64 id = row->id;
	articles_go(ui, row);
	bool list = ui->focus == PANE_FEEDS;
	article_open(ui, id);
	if (list || ui->focus == PANE_LINKS)
		ui_focus(ui, PANE_ARTICLE);
}

/* The row next to FROM in the list that QUERY and the list's order give. */
static StoreRow *
neighbour(Ui *ui, const Query *query, const StoreRow *from, int by)
{
	g_autoptr(GPtrArray) rows =
		store_list(ui->store, query, ui->articles.sort, from, by, NULL);
	if (!rows || !rows->len)
		return NULL;
	return g_ptr_array_steal_index(rows, by > 0 ? 0 : rows->len - 1);
}

/* Where in the list the reader is: the open article, if the cursor is on it
 * or away from the list; else the cursor. */
static StoreRow *
here(Ui *ui)
{
	if (ui->focus != PANE_ARTICLES && ui->focus != PANE_FEEDS &&
		ui->article.id) {
		StoreRow *row = articles_find(ui, ui->article.id);
		if (row)
			return row;
	}
	return articles_current(ui);
}

gint64
flow_likely_next(Ui *ui)
{
	const GPtrArray *rows = ui->articles.rows;
	const StoreRow *row = articles_current(ui), *next = NULL;
	bool list = ui->focus == PANE_ARTICLES || ui->focus == PANE_FEEDS;
	if (row && list && row->id != ui->article.id)
		return row->id;
	row = here(ui);
	guint at = 0;
	while (at < rows->len && rows->pdata[at] != row)
		at++;
	for (at++; at < rows->len; at++) {
		row = rows->pdata[at];
		if (row->unread || ui->article_by_article)
			return row->id;
		if (!next)
			next = row;
	}
	return next ? next->id : 0;
}

bool
flow_open_next(Ui *ui, int by)
{
	StoreRow *from = here(ui);
	ui->article_by_article = true;
	if (!from)
		return false;
	articles_go(ui, from);
	CommandId way = by > 0 ? CMD_DOWN : CMD_UP;
	int before = ui->articles.list.cursor;
	articles_pane.move(ui, way, ABS(by));
	StoreRow *row = articles_current(ui);
	if (row == from || ui->articles.list.cursor == before) {
		ui_say(ui,
			by > 0 ? _("This is the last article.")
			       : _("This is the first article."));
		return false;
	}
	if (ui->focus != PANE_ARTICLES || ui->article.id)
		show(ui, row);
	return true;
}

void
do_article(Ui *ui, const Command *c)
{
	int n = CLAMP(c->count, 1, 100000);
	flow_open_next(ui, c->id == CMD_NEXT_ARTICLE ? n : -n);
}

static Query *
unread_of(Ui *ui)
{
	g_autoptr(Query) unread =
		query_parse("is:unread", QUERY_PLAIN, NULL, NULL);
	g_autoptr(Query) list =
		query_both(ui->articles.query, ui->articles.filter);
	return query_both(list, unread);
}

/* The next feed in the list of feeds that has something unread. */
static bool
enter_unread_feed(Ui *ui, int by, bool wrap)
{
	const GPtrArray *rows = ui->feeds.rows;
	int n = (int)rows->len, at = feeds_row_of(ui, &ui->articles.view);
	at = at < 0 ? 0 : at;
	for (int i = 1; i < n; i++) {
		int to = at + by * i;
		if (!wrap && (to < 0 || to >= n))
			return false;
		const FeedsRow *row = rows->pdata[((to % n) + n) % n];
		if (row->kind != FEEDS_FEED || row->unread < 1)
			continue;
		View view = view_copy(&row->view);
		articles_show(ui, &view);
		view_clear(&view);
		return true;
	}
	return false;
}

static StoreRow *
find_unread(Ui *ui, int by)
{
	marks_settle(ui);
	g_autoptr(Query) query = unread_of(ui);
	StoreRow *from = here(ui);
	StoreRow *row = neighbour(ui, query, from, by);
	if (!row && from)
		row = neighbour(ui, query, NULL, by);
	if (row && from && row->id == from->id && from->id == ui->article.id)
		g_clear_pointer(&row, store_row_free);
	return row;
}

static bool
flow_next_unread(Ui *ui, int by)
{
	StoreRow *current = articles_current(ui);
	StoreRow *row = NULL;
	ui->article_by_article = false;
	/* The article under the cursor counts if it is not open yet. */
	if (current && current->unread && by > 0 &&
		current->id != ui->article.id && ui->focus != PANE_ARTICLE)
		row = store_row(ui->store, current->id, NULL);
	if (!row)
		row = find_unread(ui, by);
	if (!row && enter_unread_feed(ui, by, true)) {
		g_autoptr(Query) query = unread_of(ui);
		row = neighbour(ui, query, NULL, by > 0 ? 1 : -1);
	}
	if (!row) {
		ui_say(ui, _("Nothing unread is left."));
		return false;
	}
	show(ui, row);
	store_row_free(row);
	return true;
}

void
do_unread(Ui *ui, const Command *c)
{
	int by = c->id == CMD_NEXT_UNREAD ? 1 : -1;
	for (int i = 0; i < CLAMP(c->count, 1, 1000); i++)
		if (!flow_next_unread(ui, by))
			return;
}

void
do_read_on(Ui *ui, const Command *c)
{
	if (ui->focus == PANE_FEEDS || ui->focus == PANE_LINKS) {
		ui_pane(ui->focus)->move(ui, CMD_PAGE_DOWN, 1);
		return;
	}
	const StoreRow *row = articles_current(ui);
	if (ui->focus == PANE_ARTICLES && row && row->id != ui->article.id) {
		articles_pane.open(ui);
		return;
	}
	if (ui->focus == PANE_ARTICLES)
		ui_focus(ui, PANE_ARTICLE);
	if (!article_at_end(ui)) {
		article_pane.move(ui, CMD_PAGE_DOWN, 1);
		return;
	}
	const StoreArticle *article = ui->article.article;
	if (article &&
		feeds_mark_read(ui, article->row.feed_id) == MARK_READ_END)
		marks_read(ui, ui->article.id);
	flow_next_unread(ui, 1);
}

void
do_feed(Ui *ui, const Command *c)
{
	bool unread =
		c->id == CMD_NEXT_UNREAD_FEED || c->id == CMD_PREV_UNREAD_FEED;
	int by = c->id == CMD_NEXT_FEED || c->id == CMD_NEXT_UNREAD_FEED ? 1
									 : -1;
	const GPtrArray *rows = ui->feeds.rows;
	int left = CLAMP(c->count, 1, 10000);
	int at = feeds_row_of(ui, &ui->articles.view), found = -1;
	for (int i = at + by; left && i >= 0 && i < (int)rows->len; i += by) {
		const FeedsRow *row = rows->pdata[i];
		if (row->kind != FEEDS_FEED || (unread && row->unread < 1))
			continue;
		found = i;
		left--;
	}
	if (found < 0) {
		ui_say(ui,
			by > 0 ? _("There is no feed after this one.")
			       : _("There is no feed before this one."));
		return;
	}
	View view = view_copy(&((FeedsRow *)rows->pdata[found])->view);
	articles_show(ui, &view);
	view_clear(&view);
	if (ui->focus == PANE_ARTICLE || ui->focus == PANE_LINKS)
		ui_focus(ui, PANE_ARTICLES);
}

void
do_history(Ui *ui, const Command *c)
{
	bool back = c->id == CMD_HISTORY_BACK;
	GArray *from = back ? ui->back : ui->forward;
	GArray *to = back ? ui->forward : ui->back;
	gint64 id = 0, open = ui->article.id;
	for (int i = 0; i < MAX(c->count, 1) && from->len; i++) {
		if (open)
			g_array_append_val(to, open);
		id = open = g_array_index(from, gint64, from->len - 1);
		g_array_set_size(from, from->len - 1);
	}
	if (!id) {
		ui_say(ui,
			back ? _("Nothing was read before this.")
			     : _("Nothing was read after this."));
		return;
	}
	ui->in_history = true;
	article_open(ui, id);
	ui->in_history = false;
	StoreRow *row = articles_find(ui, id);
	if (row)
		articles_go(ui, row);
	ui_focus(ui, PANE_ARTICLE);
}

static void
go_heading(Ui *ui, const PageHeading *heading)
{
	int head = (int)ui->article.head->len;
	ui->article.list.top = 0;
	article_pane.move(ui, CMD_TOP, (int)heading->line + head + 1);
}

void
do_heading(Ui *ui, const Command *c)
{
	guint32 n = 0, first, end;
	const PageHeading *headings =
		ui->article.page ? page_headings(ui->article.page, &n) : NULL;
	article_lines_shown(ui, &first, &end);
	int by = c->id == CMD_NEXT_HEADING ? 1 : -1, at = -1;
	for (guint32 i = 0; i < n; i++) {
		if (by < 0 && headings[i].line < first)
			at = (int)i;
		if (by > 0 && headings[i].line > first && at < 0)
			at = (int)i;
	}
	if (at < 0) {
		ui_say(ui,
			by > 0 ? _("There is no heading below.")
			       : _("There is no heading above."));
		return;
	}
	at += by * (CLAMP(c->count, 1, 10000) - 1);
	go_heading(ui, &headings[CLAMP(at, 0, (int)n - 1)]);
}

static void
choose_heading(Ui *ui, Menu *menu, const MenuItem *item)
{
	guint32 n = 0, at = (guint32)item->number;
	const PageHeading *headings =
		ui->article.page ? page_headings(ui->article.page, &n) : NULL;
	menu_close(ui);
	if (at < n)
		go_heading(ui, &headings[at]);
	ui_focus(ui, PANE_ARTICLE);
}

void
do_outline(Ui *ui, const Command *c)
{
	guint32 n = 0;
	const PageHeading *headings =
		ui->article.page ? page_headings(ui->article.page, &n) : NULL;
	if (!n) {
		ui_say(ui, _("The article has no headings."));
		return;
	}
	Menu *menu = menu_open(ui, _("Headings"), choose_heading);
	for (guint32 i = 0; i < n; i++) {
		g_autofree char *text = g_strdup_printf("%*s%s",
			2 * (headings[i].level - 1), "", headings[i].text);
		menu_add(menu, text, NULL, i);
	}
}
