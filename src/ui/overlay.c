/* SPDX-License-Identifier: MIT
 *
 * A page of lines over the panes: help, errors, information.  Searchable.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/breaks.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/width.h"

void
overlay_close(Ui *ui)
{
	Overlay *o = g_steal_pointer(&ui->overlay);
	if (!o)
		return;
	g_free(o->title);
	g_free(o->needle);
	g_ptr_array_unref(o->lines);
	g_array_unref(o->roles);
	g_free(o);
	ui->dirty = true;
}

void
overlay_open(Ui *ui, const char *title)
{
	overlay_close(ui);
	Overlay *o = g_new0(Overlay, 1);
	o->title = g_strdup(title);
	o->lines = g_ptr_array_new_with_free_func(g_free);
	o->roles = g_array_new(FALSE, TRUE, sizeof(guint8));
	ui->overlay = o;
	ui->dirty = true;
}

/* How much of the LEN bytes at S goes into ROOM columns: whole words if there
 * are any; BREAKS is breaks_find()'s. */
static gsize
piece(const char *s, gsize len, const char *breaks, int room)
{
	gsize most = (gsize)(width_prefix(s, (gssize)len, room, NULL) - s);
	if (most == len)
		return len;
	for (gsize n = most; n > strspn(s, " "); n--)
		if (breaks[n])
			return n;
	return MAX(most, 1);
}

/* What is too long goes on below, a little to the right. */
static void
add_wrapped(Ui *ui, const char *line, guint8 role)
{
	enum { HANG = 4, LEAST = 12 };
	Overlay *o = ui->overlay;
	gsize len = strlen(line), at = 0;
	int room = MAX(ui->layout.body.cols - 4, LEAST), indent = 0;
	int hang = MIN((int)strspn(line, " ") + HANG, LEAST / 2);
	g_autofree char *breaks = g_malloc0(len + 1);
	breaks_find(line, len, breaks);
	do {
		gsize n =
			piece(line + at, len - at, breaks + at, room - indent);
		g_ptr_array_add(o->lines,
			g_strdup_printf(
				"%*s%.*s", indent, "", (int)n, line + at));
		g_array_append_val(o->roles, role);
		indent = hang;
		at += n;
		at += strspn(line + at, " ");
	} while (at < len);
	o->list.rows = (int)o->lines->len;
}

void
overlay_line(Ui *ui, Role role, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *line = g_strdup_vprintf(format, args);
	va_end(args);
	g_autofree char *clean = text_clean(line, -1, TEXT_INLINE);
	add_wrapped(ui, clean, (guint8)role);
}

static void
scroll(Overlay *o, int by)
{
	int most = MAX(o->list.rows - MAX(o->list.height, 1), 0);
	o->list.top = CLAMP(o->list.top + by, 0, most);
}

static char *
folded(const char *text)
{
	g_autofree char *all =
		g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
	return g_utf8_casefold(all ? all : text, -1);
}

static bool
has(const char *line, const char *needle)
{
	g_autofree char *fold = folded(line);
	return strstr(fold, needle) != NULL;
}

static void
find(Ui *ui, int from, int by)
{
	Overlay *o = ui->overlay;
	int n = o->list.rows;
	g_autofree char *needle = folded(o->needle);
	for (int i = 0; n && i < n; i++) {
		int at = (((from + by * i) % n) + n) % n;
		if (!has(o->lines->pdata[at], needle))
			continue;
		o->list.cursor = at;
		if (at < o->list.top || at >= o->list.top + o->list.height)
			scroll(o, at - o->list.top - o->list.height / 3);
		return;
	}
	ui_say(ui, _("“%s” is not on this page."), o->needle);
}

void
overlay_find(Ui *ui, const char *needle)
{
	Overlay *o = ui->overlay;
	g_clear_pointer(&o->needle, g_free);
	if (!*needle)
		return;
	o->needle = g_strdup(needle);
	find(ui, o->list.top, 1);
}

bool
overlay_command(Ui *ui, CommandId command, int count)
{
	Overlay *o = ui->overlay;
	int n = CLAMP(count, 1, 100000), page = MAX(o->list.height - 1, 1);
	switch (command) {
	case CMD_DOWN:
	case CMD_SCROLL_DOWN:
		scroll(o, n);
		return true;
	case CMD_UP:
	case CMD_SCROLL_UP:
		scroll(o, -n);
		return true;
	case CMD_PAGE_DOWN:
		scroll(o, n * page);
		return true;
	case CMD_PAGE_UP:
		scroll(o, -n * page);
		return true;
	case CMD_HALF_PAGE_DOWN:
		scroll(o, n * page / 2);
		return true;
	case CMD_HALF_PAGE_UP:
		scroll(o, -n * page / 2);
		return true;
	case CMD_TOP:
		scroll(o, n - 1 - o->list.top);
		return true;
	case CMD_BOTTOM:
		scroll(o, o->list.rows);
		return true;
	case CMD_SEARCH_NEXT:
	case CMD_SEARCH_PREV:
		if (o->needle)
			find(ui,
				o->list.cursor +
					(command == CMD_SEARCH_NEXT ? 1 : -1),
				command == CMD_SEARCH_NEXT ? 1 : -1);
		return true;
	default:
		return false;
	}
}

void
overlay_paint(Ui *ui, Grid *grid)
{
	Overlay *o = ui->overlay;
	int widest = 20;
	for (guint i = 0; i < o->lines->len; i++)
		widest = MAX(widest, width_text(o->lines->pdata[i], -1));
	GridRect rect =
		paint_box(ui, grid, (int)o->lines->len, widest, o->title);
	o->list.height = rect.rows;
	scroll(o, 0);
	g_autofree char *needle = o->needle ? folded(o->needle) : NULL;
	for (int i = 0; i < rect.rows; i++) {
		int at = o->list.top + i;
		if (at >= o->list.rows)
			break;
		Role role = g_array_index(o->roles, guint8, at);
		g_autofree char *cut =
			width_cut(o->lines->pdata[at], rect.cols);
		grid_text(
			grid, rect, rect.row + i, rect.col, cut, -1, PEN(role));
		if (needle && has(o->lines->pdata[at], needle))
			grid_restyle(grid,
				(GridRect){
					rect.row + i, rect.col, 1, rect.cols },
				at == o->list.cursor ? ROLE_MATCH_CURRENT
						     : ROLE_MATCH,
				0);
	}
	if (conf_bool(ui->conf, OPT_LINEAR)) {
		grid->cursor_row = rect.row;
		grid->cursor_col = rect.col;
	}
}
