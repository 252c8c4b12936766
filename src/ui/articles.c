/* SPDX-License-Identifier: MIT
 *
 * The pane of articles: a window of rows on a list that is paged by key, so
 * that it costs the same however long the list is.  Rows stay in the window
 * until the list is opened anew, even if they do not match any more.
 */
#include <config.h>

#include "ui/state.h"

#include "base/i18n.h"

enum { PAGE_ROWS = 100, MOST_ROWS = 2000 };

static void
row_free(gpointer data)
{
	store_row_free(data);
}

static GPtrArray *
new_rows(void)
{
	return g_ptr_array_new_with_free_func(row_free);
}

void
articles_init(Ui *ui)
{
	Articles *a = &ui->articles;
	a->rows = new_rows();
	a->selected = g_hash_table_new_full(
		g_int64_hash, g_int64_equal, g_free, NULL);
	a->total = -1;
}

void
articles_free(Ui *ui)
{
	Articles *a = &ui->articles;
	g_ptr_array_unref(a->rows);
	g_hash_table_unref(a->selected);
	g_clear_pointer(&a->query, query_unref);
	g_clear_pointer(&a->filter, query_unref);
	g_clear_pointer(&a->shown, query_unref);
	g_clear_pointer(&a->filter_text, g_free);
	view_clear(&a->view);
}

static GPtrArray *
fetch(Ui *ui, const StoreRow *from, int limit)
{
	GError *error = NULL;
	GPtrArray *rows = store_list(ui->store, ui->articles.shown,
		ui->articles.sort, from, limit, &error);
	if (rows)
		return rows;
	ui_fail(ui, error);
	return new_rows();
}

static void
take(GPtrArray *to, GPtrArray *from)
{
	g_ptr_array_set_free_func(from, NULL);
	for (guint i = 0; i < from->len; i++)
		g_ptr_array_add(to, from->pdata[i]);
	g_ptr_array_unref(from);
}

static void
more_below(Ui *ui)
{
	Articles *a = &ui->articles;
	StoreRow *last = a->rows->pdata[a->rows->len - 1];
	GPtrArray *rows = fetch(ui, last, PAGE_ROWS);
	a->at_end = rows->len < PAGE_ROWS;
	take(a->rows, rows);
	a->list.rows = (int)a->rows->len;
	guint extra =
		a->list.top > PAGE_ROWS ? (guint)a->list.top - PAGE_ROWS : 0;
	if (a->rows->len > MOST_ROWS && extra) {
		g_ptr_array_remove_range(a->rows, 0, extra);
		list_shift(&a->list, 0, -(int)extra);
		a->at_start = false;
	}
}

static void
more_above(Ui *ui)
{
	Articles *a = &ui->articles;
	GPtrArray *rows = fetch(ui, a->rows->pdata[0], -PAGE_ROWS);
	int added = (int)rows->len;
	a->at_start = added < PAGE_ROWS;
	take(rows, g_steal_pointer(&a->rows));
	a->rows = rows;
	g_ptr_array_set_free_func(rows, row_free);
	list_shift(&a->list, 0, added);
	int most = a->list.top + a->list.height + PAGE_ROWS;
	if (rows->len > MOST_ROWS && (int)rows->len > most) {
		g_ptr_array_set_size(rows, most);
		a->list.rows = most;
		a->at_end = false;
	}
}

/* Fills the window around the cursor: at most two queries. */
static void
fill(Ui *ui)
{
	Articles *a = &ui->articles;
	int ahead = MAX(a->list.height, 20);
	if (!a->rows->len)
		return;
	if (!a->at_end && a->list.cursor + ahead >= a->list.rows)
		more_below(ui);
	if (!a->at_start && a->list.cursor < ahead)
		more_above(ui);
}

static void
load_edge(Ui *ui, bool end)
{
	Articles *a = &ui->articles;
	GPtrArray *rows = fetch(ui, NULL, end ? -PAGE_ROWS : PAGE_ROWS);
	g_ptr_array_unref(a->rows);
	a->rows = rows;
	a->at_start = !end || rows->len < PAGE_ROWS;
	a->at_end = end || rows->len < PAGE_ROWS;
	a->list.rows = (int)rows->len;
	list_go(&a->list, end ? a->list.rows - 1 : 0);
}

static void
make_query(Ui *ui)
{
	Articles *a = &ui->articles;
	g_clear_pointer(&a->shown, query_unref);
	a->shown = query_both(a->query, a->filter);
	if (!conf_bool(ui->conf, OPT_SHOW_READ) &&
		a->view.kind != VIEW_STARRED && a->view.kind != VIEW_SEARCH) {
		g_autoptr(Query) unread =
			query_parse("is:unread", QUERY_PLAIN, NULL, NULL);
		Query *both = query_both(a->shown, unread);
		g_clear_pointer(&a->shown, query_unref);
		a->shown = both;
	}
}

static void
load_around(Ui *ui, const StoreRow *row)
{
	Articles *a = &ui->articles;
	GPtrArray *rows = fetch(ui, row, -PAGE_ROWS);
	a->at_start = rows->len < PAGE_ROWS;
	int cursor = (int)rows->len;
	StoreRow *here = store_row(ui->store, row->id, NULL);
	if (here)
		g_ptr_array_add(rows, here);
	GPtrArray *below = fetch(ui, row, PAGE_ROWS);
	a->at_end = below->len < PAGE_ROWS;
	take(rows, below);
	g_ptr_array_unref(a->rows);
	a->rows = rows;
	a->list.rows = (int)rows->len;
	a->list.top = cursor - MAX(a->list.height, 1) / 2;
	list_go(&a->list, cursor);
}

void
articles_restart(Ui *ui)
{
	Articles *a = &ui->articles;
	a->sort = a->sorted ? (StoreSort)conf_int(ui->conf, OPT_SORT)
			    : feeds_sort(ui, &a->view);
	make_query(ui);
	a->total = -1;
	a->list.top = 0;
	load_edge(ui, false);
	ui->dirty = true;
}

void
articles_show(Ui *ui, const View *view)
{
	Articles *a = &ui->articles;
	View copy = view_copy(view);
	view_clear(&a->view);
	a->view = copy;
	g_clear_pointer(&a->query, query_unref);
	g_clear_pointer(&a->filter, query_unref);
	g_clear_pointer(&a->filter_text, g_free);
	g_hash_table_remove_all(a->selected);
	a->query = view_query(&a->view);
	a->sorted = false;
	articles_restart(ui);
	int row = feeds_row_of(ui, &a->view);
	if (row >= 0)
		list_go(&ui->feeds.list, row);
}

/* The window need not reach to it. */
static bool
is_listed(const Ui *ui, gint64 id)
{
	if (articles_find(ui, id))
		return true;
	g_autofree char *text = g_strdup_printf("id:%" G_GINT64_FORMAT, id);
	g_autoptr(Query) one = query_parse(text, QUERY_PLAIN, NULL, NULL);
	g_autoptr(Query) both = query_both(ui->articles.shown, one);
	return store_count(ui->store, both, 1, NULL) > 0;
}

void
articles_filter(Ui *ui, Query *query, const char *text, gint64 stay)
{
	Articles *a = &ui->articles;
	const StoreRow *current = articles_current(ui);
	gint64 id = stay ? stay : current ? current->id : 0;
	g_clear_pointer(&a->filter, query_unref);
	a->filter = query;
	char *copy = query ? g_strdup(text) : NULL;
	g_free(a->filter_text);
	a->filter_text = copy;
	articles_restart(ui);
	g_autoptr(StoreRow) row =
		id && is_listed(ui, id) ? store_row(ui->store, id, NULL) : NULL;
	if (row)
		articles_go(ui, row);
}

/* What was in the window and is not among the fresh rows any more stays
 * behind the row that it stood behind. */
static GPtrArray *
merge(GPtrArray *old, GPtrArray *fresh)
{
	g_autoptr(GHashTable) known =
		g_hash_table_new(g_int64_hash, g_int64_equal);
	for (guint i = 0; i < fresh->len; i++)
		g_hash_table_add(known, &((StoreRow *)fresh->pdata[i])->id);
	GPtrArray *merged = new_rows();
	guint next = 0, o = 0;
	while (o < old->len) {
		StoreRow *row = old->pdata[o];
		if (g_hash_table_contains(known, &row->id)) {
			while (next < fresh->len &&
				((StoreRow *)fresh->pdata[next])->id != row->id)
				g_ptr_array_add(merged, fresh->pdata[next++]);
			if (next < fresh->len)
				g_ptr_array_add(merged, fresh->pdata[next++]);
		} else {
			g_ptr_array_add(merged, row);
			old->pdata[o] = NULL;
		}
		o++;
	}
	while (next < fresh->len)
		g_ptr_array_add(merged, fresh->pdata[next++]);
	return merged;
}

static void
free_left(GPtrArray *rows)
{
	g_ptr_array_set_free_func(rows, NULL);
	for (guint i = 0; i < rows->len; i++)
		if (rows->pdata[i])
			store_row_free(rows->pdata[i]);
	g_ptr_array_unref(rows);
}

static int
index_of(const GPtrArray *rows, gint64 id)
{
	for (guint i = 0; i < rows->len; i++)
		if (((StoreRow *)rows->pdata[i])->id == id)
			return (int)i;
	return -1;
}

/* The rows that are there now in the part of the list that the window shows,
 * with one page more above and below. */
static GPtrArray *
fetch_window(Ui *ui)
{
	Articles *a = &ui->articles;
	int above = a->list.cursor + PAGE_ROWS;
	int below = a->list.rows - a->list.cursor + PAGE_ROWS;
	const StoreRow *here = a->rows->pdata[a->list.cursor];
	GPtrArray *rows = fetch(ui, here, -above);
	a->at_start = (int)rows->len < above;
	StoreRow *again = store_row(ui->store, here->id, NULL);
	if (again)
		g_ptr_array_add(rows, again);
	GPtrArray *rest = fetch(ui, here, below);
	a->at_end = (int)rest->len < below;
	take(rows, rest);
	return rows;
}

static void
refresh_state(Ui *ui, StoreRow **row)
{
	StoreRow *now = store_row(ui->store, (*row)->id, NULL);
	if (!now)
		return;
	store_row_free(*row);
	*row = now;
}

void
articles_reload(Ui *ui)
{
	Articles *a = &ui->articles;
	a->total = -1;
	ui->dirty = true;
	if (!a->rows->len) {
		load_edge(ui, false);
		return;
	}
	gint64 id = articles_current(ui)->id;
	GPtrArray *old = a->rows, *fresh = fetch_window(ui);
	a->rows = merge(old, fresh);
	g_ptr_array_set_free_func(fresh, NULL);
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < fresh->len; i++)
		g_hash_table_add(known, fresh->pdata[i]);
	for (guint i = 0; i < a->rows->len; i++)
		if (!g_hash_table_contains(known, a->rows->pdata[i]))
			refresh_state(ui, (StoreRow **)&a->rows->pdata[i]);
	g_ptr_array_unref(fresh);
	free_left(old);
	int before = a->list.cursor - a->list.top;
	a->list.rows = (int)a->rows->len;
	int row = index_of(a->rows, id);
	a->list.cursor = MAX(row, 0);
	/* At the very top, with the first row in sight, new rows come in
	 * above it, out of sight. */
	a->list.top = a->list.cursor - before;
	list_go(&a->list, a->list.cursor);
}

StoreRow *
articles_current(const Ui *ui)
{
	const Articles *a = &ui->articles;
	return a->list.cursor < (int)a->rows->len
		? a->rows->pdata[a->list.cursor]
		: NULL;
}

StoreRow *
articles_find(const Ui *ui, gint64 id)
{
	int i = index_of(ui->articles.rows, id);
	return i < 0 ? NULL : ui->articles.rows->pdata[i];
}

void
articles_go(Ui *ui, const StoreRow *row)
{
	Articles *a = &ui->articles;
	int i = index_of(a->rows, row->id);
	if (i < 0)
		load_around(ui, row);
	else
		list_go(&a->list, i);
	fill(ui);
	ui->dirty = true;
}

void
articles_update(Ui *ui, const gint64 *ids, gsize n)
{
	GPtrArray *rows = ui->articles.rows;
	for (gsize i = 0; i < n; i++) {
		int at = index_of(rows, ids[i]);
		if (at >= 0)
			refresh_state(ui, (StoreRow **)&rows->pdata[at]);
	}
	ui->dirty = true;
}

void
articles_drop(Ui *ui, const gint64 *ids, gsize n)
{
	Articles *a = &ui->articles;
	for (gsize i = 0; i < n; i++) {
		int at = index_of(a->rows, ids[i]);
		g_hash_table_remove(a->selected, &ids[i]);
		if (at < 0)
			continue;
		g_ptr_array_remove_index(a->rows, (guint)at);
		if (at < a->list.cursor)
			a->list.cursor--;
		a->list.rows--;
	}
	list_go(&a->list, a->list.cursor);
	fill(ui);
	ui->dirty = true;
}

GArray *
articles_chosen(Ui *ui, int count)
{
	Articles *a = &ui->articles;
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	bool list = ui->focus == PANE_ARTICLES;
	if (!list && ui->article.id) {
		g_array_append_val(ids, ui->article.id);
		return ids;
	}
	for (int i = 0; i < MAX(count, 1); i++) {
		int at = a->list.cursor + i;
		if (at < (int)a->rows->len)
			g_array_append_val(
				ids, ((StoreRow *)a->rows->pdata[at])->id);
	}
	return ids;
}

static void
title(Ui *ui, GString *out)
{
	Articles *a = &ui->articles;
	g_autofree char *name = view_title(ui, &a->view);
	g_string_append(out, name);
	if (a->filter_text)
		g_string_append_printf(out, " & %s", a->filter_text);
	const StoreRow *row = articles_current(ui);
	GridRect rect = ui->layout.text[PANE_ARTICLES];
	if (row && a->view.kind != VIEW_FEED && format_is_brief(ui, rect))
		g_string_append_printf(out, " · %s", row->feed_title);
	guint n = g_hash_table_size(a->selected);
	if (n)
		g_string_append_printf(out,
			ngettext(" · %u selected", " · %u selected", n), n);
}

static void
paint_empty(Ui *ui, Grid *grid, GridRect rect)
{
	const Articles *a = &ui->articles;
	ViewKind kind = a->view.kind;
	const char *words = a->filter_text || kind == VIEW_SEARCH
		? _("Nothing matches.")
		: kind == VIEW_UNREAD ? _("Nothing unread is left.")
		: !ui->feeds.all->len
		? _("No subscriptions yet. <add> adds a feed or a site.")
		: kind == VIEW_ALL || kind == VIEW_FEED || kind == VIEW_GROUP
		? _("Nothing here yet. <refresh-all> fetches all feeds.")
		: _("Nothing here.");
	g_autofree char *text = keys_expand(ui, CTX_ARTICLES, words);
	g_autoptr(GPtrArray) lines = format_wrap(text, rect.cols - 2);
	for (guint i = 0; i < lines->len && (int)i < rect.rows; i++)
		grid_text(grid, rect, rect.row + (int)i, rect.col + 1,
			lines->pdata[i], -1, PEN(ROLE_META));
}

static void
paint(Ui *ui, Grid *grid, GridRect rect)
{
	Articles *a = &ui->articles;
	a->list.height = rect.rows;
	a->list.margin = conf_int(ui->conf, OPT_SCROLL_MARGIN);
	list_go(&a->list, a->list.cursor);
	fill(ui);
	if (!a->rows->len)
		paint_empty(ui, grid, rect);
	for (int i = 0; i < rect.rows; i++) {
		int at = a->list.top + i;
		if (at >= (int)a->rows->len)
			break;
		format_row(ui, grid, rect, rect.row + i, a->rows->pdata[at]);
		if (at == a->list.cursor)
			paint_cursor(
				ui, grid, rect, rect.row + i, PANE_ARTICLES);
	}
}

static bool
move(Ui *ui, CommandId command, int count)
{
	Articles *a = &ui->articles;
	if (command == CMD_TOP && !a->at_start)
		load_edge(ui, false);
	if (command == CMD_BOTTOM && !a->at_end)
		load_edge(ui, true);
	for (int want = a->list.cursor + MAX(count, 1) * a->list.height;
		count > 1 && want >= a->list.rows && !a->at_end &&
		a->list.rows < MOST_ROWS;)
		more_below(ui);
	if (!list_move(&a->list, command, count))
		return false;
	fill(ui);
	return true;
}

static void
open(Ui *ui)
{
	const StoreRow *row = articles_current(ui);
	if (!row)
		return;
	article_open(ui, row->id);
	ui_focus(ui, PANE_ARTICLE);
}

static char *
address(Ui *ui, char **name)
{
	const StoreRow *row = articles_current(ui);
	if (!row || !row->url)
		return NULL;
	*name = g_strdup(row->title);
	return g_strdup(row->url);
}

const PaneOps articles_pane = {
	.context = CTX_ARTICLES,
	.title = title,
	.paint = paint,
	.move = move,
	.open = open,
	.address = address,
};
