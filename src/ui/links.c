/* SPDX-License-Identifier: MIT
 *
 * The pane of links: every link of the open article under its headings, with
 * its host, whether it was opened, and who else points to it.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"

enum { ALSO_PER_LINK = 2 };

static void
row_free(gpointer data)
{
	LinksRow *row = data;
	g_free(row->words);
	g_free(row);
}

void
links_init(Ui *ui)
{
	ui->links.rows = g_ptr_array_new_with_free_func(row_free);
	ui->links.selected = g_hash_table_new(NULL, NULL);
}

void
links_free(Ui *ui)
{
	g_ptr_array_unref(ui->links.rows);
	g_hash_table_unref(ui->links.selected);
}

static LinksRow *
add_row(Links *links, int number, const char *text)
{
	LinksRow *row = g_new0(LinksRow, 1);
	row->number = number;
	row->text = text;
	g_ptr_array_add(links->rows, row);
	return row;
}

/* ALSO is in the order of the links: NEXT is the first that was not looked
 * at. */
static void
add_also(Links *links, const GPtrArray *also, guint *next, int number)
{
	for (; also && *next < also->len; (*next)++) {
		const StoreAlso *a = also->pdata[*next];
		if (a->number > number)
			return;
		if (a->number < number)
			continue;
		LinksRow *row = add_row(links, 0, NULL);
		row->also = true;
		/* L10N: another feed and its article point to this link. */
		row->words = g_strdup_printf(
			_("also in %s: %s"), a->feed_title, a->title);
		row->text = row->words;
	}
}

/* OPENED knows of those links that are in the store. */
static bool
was_opened(Ui *ui, const char *url, GHashTable *opened)
{
	gpointer known;
	return g_hash_table_lookup_extended(opened, url, NULL, &known)
		? known != NULL
		: store_link_when_opened(ui->store, url) != 0;
}

static void
add_link(Ui *ui, const DocLink *link, GHashTable *opened)
{
	const char *text = *link->text ? link->text : link->url;
	LinksRow *row = add_row(&ui->links, link->number, text);
	row->host = link->host;
	row->opened = was_opened(ui, link->url, opened);
}

static void
settle(Ui *ui, int towards)
{
	Links *links = &ui->links;
	int i = links->list.cursor;
	int n = (int)links->rows->len;
	while (i >= 0 && i < n && !((LinksRow *)links->rows->pdata[i])->number)
		i += towards;
	if (i >= 0 && i < n)
		list_go(&links->list, i);
	else if (towards > 0 && n)
		settle(ui, -1);
	else
		for (i = 0; i < n; i++)
			if (((LinksRow *)links->rows->pdata[i])->number) {
				list_go(&links->list, i);
				break;
			}
}

GPtrArray *
links_also(Ui *ui, gint64 article)
{
	return article ? store_also(ui->store, article, ALSO_PER_LINK, NULL)
		       : NULL;
}

void
links_reload(Ui *ui)
{
	gint64 id = ui->article.id;
	g_autoptr(GPtrArray) also = links_also(ui, id);
	g_autoptr(GHashTable) opened =
		store_links_opened(ui->store, id, NULL);
	links_show(ui, also, opened);
}

void
links_show(Ui *ui, const GPtrArray *also, GHashTable *opened)
{
	Links *links = &ui->links;
	const DocLink *current = links_current(ui);
	int number = current ? current->number : 0;
	g_ptr_array_set_size(links->rows, 0);
	g_hash_table_remove_all(links->selected);
	links->list = (List){ .height = links->list.height };
	if (!ui->article.doc)
		return;
	const GPtrArray *all = doc_links(ui->article.doc);
	const char *heading = "";
	guint next = 0;
	for (guint i = 0; i < all->len; i++) {
		const DocLink *link = all->pdata[i];
		if (strcmp(link->heading, heading) != 0) {
			heading = link->heading;
			add_row(links, 0, heading);
		}
		add_link(ui, link, opened);
		add_also(links, also, &next, link->number);
	}
	links->list.rows = (int)links->rows->len;
	if (number)
		links_go(ui, number);
	settle(ui, 1);
	ui->dirty = true;
}

const DocLink *
links_current(const Ui *ui)
{
	const Links *links = &ui->links;
	if (!ui->article.doc || links->list.cursor >= (int)links->rows->len)
		return NULL;
	const LinksRow *row = links->rows->pdata[links->list.cursor];
	const GPtrArray *all = doc_links(ui->article.doc);
	return row->number && row->number <= (int)all->len
		? all->pdata[row->number - 1]
		: NULL;
}

void
links_go(Ui *ui, int number)
{
	Links *links = &ui->links;
	for (guint i = 0; i < links->rows->len; i++)
		if (((LinksRow *)links->rows->pdata[i])->number == number)
			list_go(&links->list, (int)i);
}

void
links_opened(Ui *ui, int number)
{
	for (guint i = 0; i < ui->links.rows->len; i++) {
		LinksRow *row = ui->links.rows->pdata[i];
		if (row->number == number)
			row->opened = true;
	}
	ui->dirty = true;
}

static void
title(Ui *ui, GString *out)
{
	guint n = ui->article.doc ? doc_links(ui->article.doc)->len : 0;
	/* L10N: title of the pane of links, with their number. */
	g_string_append_printf(out, _("Links %u"), n);
	guint selected = g_hash_table_size(ui->links.selected);
	if (selected)
		g_string_append_printf(out,
			ngettext(" · %u selected", " · %u selected", selected),
			selected);
}

static int
number_width(const Ui *ui)
{
	guint n = ui->article.doc ? doc_links(ui->article.doc)->len : 0;
	return n > 999 ? 5 : n > 99 ? 4 : 3;
}

static void
paint_link(Ui *ui, Grid *grid, GridRect rect, int at, const LinksRow *row)
{
	const DocLink *link =
		doc_links(ui->article.doc)->pdata[row->number - 1];
	int wide = number_width(ui);
	bool selected = g_hash_table_contains(
		ui->links.selected, GINT_TO_POINTER(row->number));
	g_autofree char *number = g_strdup_printf(
		"%*d%s", wide, row->number, selected ? "+" : " ");
	int marks = 2;
	int host = MIN(width_text(row->host, -1), rect.cols / 3);
	int text = rect.cols - wide - 1 - host - marks - 2;
	g_autofree char *words = width_cut(row->text, MAX(text, 1));
	g_autofree char *site = width_cut(row->host, host);
	Pen pen = PEN(row->opened ? ROLE_LINK_VISITED : ROLE_LINK);
	pen.link = grid_link(grid, link->url);
	grid_text(grid, rect, at, rect.col, number, -1, PEN(ROLE_LINK_NUMBER));
	grid_text(grid, rect, at, rect.col + wide + 1, words, -1, pen);
	int col = rect.col + rect.cols - host - marks - 1;
	grid_text(grid, rect, at, col, site, -1, PEN(ROLE_META));
	if (row->opened)
		grid_text(grid, rect, at, rect.col + rect.cols - marks,
			ui_mark(ui, "✓", "x"), -1, PEN(ROLE_META));
}

static void
paint_row(Ui *ui, Grid *grid, GridRect rect, int at, const LinksRow *row)
{
	if (row->number) {
		paint_link(ui, grid, rect, at, row);
		return;
	}
	int indent = row->also ? number_width(ui) + 3 : 1;
	g_autofree char *words =
		width_cut(row->text, MAX(rect.cols - indent - 1, 1));
	grid_text(grid, rect, at, rect.col + indent, words, -1,
		PEN(row->also ? ROLE_META : ROLE_HEADING3));
}

static void
paint(Ui *ui, Grid *grid, GridRect rect)
{
	Links *links = &ui->links;
	links->list.height = rect.rows;
	list_go(&links->list, links->list.cursor);
	/* The heading over the first link is worth a row. */
	if (links->list.cursor == 1 && rect.rows > 2)
		links->list.top = 0;
	if (!links->rows->len)
		grid_text(grid, rect, rect.row, rect.col + 1, _("No links."),
			-1, PEN(ROLE_META));
	for (int i = 0; i < rect.rows; i++) {
		int at = links->list.top + i;
		if (at >= (int)links->rows->len)
			break;
		paint_row(ui, grid, rect, rect.row + i, links->rows->pdata[at]);
		if (at == links->list.cursor)
			paint_cursor(ui, grid, rect, rect.row + i, PANE_LINKS);
	}
}

static bool
move(Ui *ui, CommandId command, int count)
{
	List *list = &ui->links.list;
	int before = list->cursor;
	bool steps = command == CMD_DOWN || command == CMD_UP;
	for (int i = 0; steps && i < CLAMP(count, 1, 10000); i++) {
		list_move(list, command, 1);
		settle(ui, command == CMD_DOWN ? 1 : -1);
	}
	if (steps)
		return true;
	if (!list_move(list, command, count))
		return false;
	settle(ui, list->cursor < before ? -1 : 1);
	return true;
}

static char *
address(Ui *ui, char **name)
{
	const DocLink *link = links_current(ui);
	if (!link)
		return NULL;
	*name = g_strdup(link->text);
	return g_strdup(link->url);
}

static void
open(Ui *ui)
{
	ui_run_line(ui, "open-browser");
}

const PaneOps links_pane = {
	.context = CTX_LINKS,
	.title = title,
	.paint = paint,
	.move = move,
	.open = open,
	.address = address,
};
