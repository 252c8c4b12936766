/* SPDX-License-Identifier: MIT
 *
 * A list to choose from, over the panes.  Items may have a key of their own.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"

static void
item_free(gpointer data)
{
	MenuItem *item = data;
	g_free(item->text);
	g_free(item->value);
	g_free(item);
}

static void
menu_free(Menu *menu)
{
	g_free(menu->title);
	g_free(menu->word);
	g_ptr_array_unref(menu->items);
	g_free(menu);
}

Menu *
menu_open(Ui *ui, const char *title,
	void (*accept)(Ui *ui, Menu *menu, const MenuItem *item))
{
	menu_close(ui);
	Menu *menu = g_new0(Menu, 1);
	menu->title = g_strdup(title);
	menu->items = g_ptr_array_new_with_free_func(item_free);
	menu->accept = accept;
	ui->menu = menu;
	ui->dirty = true;
	return menu;
}

MenuItem *
menu_add(Menu *menu, const char *text, const char *value, gint64 number)
{
	MenuItem *item = g_new0(MenuItem, 1);
	item->text = g_strdup(text);
	item->value = g_strdup(value);
	item->number = number;
	g_ptr_array_add(menu->items, item);
	menu->list.rows = (int)menu->items->len;
	return item;
}

void
menu_close(Ui *ui)
{
	if (ui->menu)
		menu_free(g_steal_pointer(&ui->menu));
	ui->dirty = true;
}

static MenuItem *
current(const Menu *menu)
{
	return menu->list.cursor < (int)menu->items->len
		? menu->items->pdata[menu->list.cursor]
		: NULL;
}

static void
choose(Ui *ui)
{
	Menu *menu = ui->menu;
	const MenuItem *item = current(menu);
	if (item && menu->accept)
		menu->accept(ui, menu, item);
	else
		menu_close(ui);
}

bool
menu_command(Ui *ui, CommandId command, int count)
{
	if (command == CMD_OPEN) {
		choose(ui);
		return true;
	}
	return list_move(&ui->menu->list, command, count);
}

static bool
choose_by_key(Ui *ui, Key key)
{
	Menu *menu = ui->menu;
	for (guint i = 0; i < menu->items->len; i++) {
		const MenuItem *item = menu->items->pdata[i];
		if (!item->key || (Key)item->key != key)
			continue;
		list_go(&menu->list, (int)i);
		choose(ui);
		return true;
	}
	return false;
}

bool
menu_key(Ui *ui, Key key)
{
	Menu *menu = ui->menu;
	if (menu->multi && (key == ' ' || key == 'x')) {
		MenuItem *item = current(menu);
		if (item)
			item->checked = !item->checked;
		list_move(&menu->list, CMD_DOWN, 1);
		return true;
	}
	return choose_by_key(ui, key);
}

/* Columns before the texts: marks and keys, if there are any. */
static int
lead(const Menu *menu)
{
	bool marks = false, keys = false;
	for (guint i = 0; i < menu->items->len; i++) {
		const MenuItem *item = menu->items->pdata[i];
		marks = marks || item->checked;
		keys = keys || item->key;
	}
	return menu->multi ? 4 : (marks || keys ? 2 : 0) + (keys ? 2 : 0);
}

static int
widest(const Menu *menu)
{
	int most = width_text(menu->title, -1) + 2;
	int before = lead(menu);
	for (guint i = 0; i < menu->items->len; i++) {
		const MenuItem *item = menu->items->pdata[i];
		most = MAX(most, width_text(item->text, -1) + before);
	}
	return most;
}

static void
paint_item(Ui *ui, Grid *grid, GridRect rect, int row, const MenuItem *item)
{
	const Menu *menu = ui->menu;
	const char *check = item->checked ? ui_mark(ui, "✓", "x") : " ";
	g_autofree char *mark =
		menu->multi ? g_strdup_printf("[%s]", check) : g_strdup(check);
	char key[2] = { item->key ? item->key : ' ', '\0' };
	int col = rect.col + lead(menu);
	grid_text(grid, rect, row, rect.col, mark, -1,
		PEN(item->checked ? ROLE_SELECTED : ROLE_NORMAL));
	if (item->key)
		grid_text(grid, rect, row, rect.col + 2, key, -1,
			PEN(ROLE_KEYCAP));
	int room = rect.col + rect.cols - col;
	g_autofree char *text = width_cut(item->text, MAX(room, 1));
	grid_text(grid, rect, row, col, text, -1, PEN(ROLE_NORMAL));
}

static GridRect
box_of(Ui *ui, Grid *grid)
{
	return paint_box(ui, grid, MAX((int)ui->menu->items->len, 1),
		widest(ui->menu), ui->menu->title);
}

void
menu_paint(Ui *ui, Grid *grid)
{
	Menu *menu = ui->menu;
	GridRect rect = box_of(ui, grid);
	menu->place = rect;
	menu->list.height = rect.rows;
	list_go(&menu->list, menu->list.cursor);
	for (int i = 0; i < rect.rows; i++) {
		int at = menu->list.top + i;
		if (at >= (int)menu->items->len)
			break;
		paint_item(
			ui, grid, rect, rect.row + i, menu->items->pdata[at]);
		if (at == menu->list.cursor)
			paint_cursor(ui, grid, rect, rect.row + i, ui->focus);
	}
}

void
menu_click(Ui *ui, int row, int col, bool twice)
{
	Menu *menu = ui->menu;
	GridRect r = menu->place;
	int at = menu->list.top + row - r.row;
	if (row < r.row || row >= r.row + r.rows || col < r.col ||
		col >= r.col + r.cols || at >= menu->list.rows) {
		menu_close(ui);
		return;
	}
	bool again = at == menu->list.cursor;
	list_go(&menu->list, at);
	if (twice || again)
		choose(ui);
}
