/* SPDX-License-Identifier: MIT
 *
 * Cells.  A wide character owns two: the right one is empty with width 0.
 * Whoever overwrites half of one blanks the other half.
 */
#include <config.h>

#include "term/grid.h"

#include <string.h>

#include "base/width.h"

#define MAX_SIDE 2000

static const GridCell blank = { .rgb = -1, .width = 1 };

Grid *
grid_new(int rows, int cols)
{
	Grid *grid = g_new0(Grid, 1);
	grid->links = g_ptr_array_new_with_free_func(g_free);
	grid_reset(grid, rows, cols);
	return grid;
}

void
grid_free(Grid *grid)
{
	if (!grid)
		return;
	g_ptr_array_unref(grid->links);
	g_free(grid->cells);
	g_free(grid);
}

void
grid_reset(Grid *grid, int rows, int cols)
{
	rows = CLAMP(rows, 0, MAX_SIDE);
	cols = CLAMP(cols, 0, MAX_SIDE);
	gsize n = (gsize)rows * cols;
	if (rows != grid->rows || cols != grid->cols || !grid->cells)
		grid->cells = g_renew(GridCell, grid->cells, n + 1);
	grid->rows = rows;
	grid->cols = cols;
	for (gsize i = 0; i < n; i++)
		grid->cells[i] = blank;
	g_ptr_array_set_size(grid->links, 0);
	grid->cursor_row = grid->cursor_col = -1;
}

GridCell *
grid_at(Grid *grid, int row, int col)
{
	if (row < 0 || col < 0 || row >= grid->rows || col >= grid->cols)
		return NULL;
	return &grid->cells[(gsize)row * grid->cols + col];
}

static GridRect
clip(const Grid *grid, GridRect r)
{
	int bottom = MIN(r.row + r.rows, grid->rows);
	int right = MIN(r.col + r.cols, grid->cols);
	r.row = MAX(r.row, 0);
	r.col = MAX(r.col, 0);
	r.rows = MAX(bottom - r.row, 0);
	r.cols = MAX(right - r.col, 0);
	return r;
}

static void
blank_text(GridCell *cell)
{
	cell->text[0] = '\0';
	cell->width = 1;
}

/* Blanks the halves that stick out on either side of columns FROM to TO. */
static void
cut_wide(Grid *grid, int row, int from, int to)
{
	GridCell *cell = grid_at(grid, row, from);
	if (cell && cell->width == 0 && from > 0) {
		blank_text(cell);
		blank_text(cell - 1);
	}
	cell = grid_at(grid, row, to);
	if (cell && cell->width == 0) {
		blank_text(cell);
		blank_text(cell - 1);
	}
}

static void
dress(GridCell *cell, Pen pen)
{
	cell->role = pen.role;
	cell->attrs = pen.attrs;
	cell->rgb = pen.rgb;
	cell->link = pen.link;
}

static void
put(Grid *grid, int row, int col, const char *text, gsize len, int width,
	Pen pen)
{
	cut_wide(grid, row, col, col + width);
	GridCell *cell = grid_at(grid, row, col);
	dress(cell, pen);
	len = MIN(len, sizeof cell->text - 1);
	/* A space is a blank, so that equal looks are equal cells. */
	if (len == 1 && *text == ' ')
		len = 0;
	memcpy(cell->text, text, len);
	cell->text[len] = '\0';
	cell->width = width;
	if (width == 2) {
		dress(&cell[1], pen);
		cell[1].text[0] = '\0';
		cell[1].width = 0;
	}
}

/* The bytes of a cluster that a cell has room for: whole characters. */
static gsize
fitting(const char *s, const char *end)
{
	const char *p = s;
	while (p < end) {
		const char *next = p + g_utf8_skip[(guchar)*p];
		if (next > end ||
			next - s > (int)sizeof(((GridCell *)0)->text) - 1)
			break;
		p = next;
	}
	return p - s;
}

static bool
is_ascii(const char *s, const char *end)
{
	return *s >= 0x20 && *s < 0x7f && (s + 1 == end || (guchar)s[1] < 0x80);
}

int
grid_text(Grid *grid, GridRect rect, int row, int col, const char *text,
	gssize len, Pen pen)
{
	const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
	GridRect r = clip(grid, rect);
	bool visible = row >= r.row && row < r.row + r.rows;
	while (text < end && col < r.col + r.cols) {
		const char *next = is_ascii(text, end)
			? text + 1
			: width_next_cluster(text, end);
		int width = MIN(width_text(text, next - text), 2);
		if (col + width > r.col + r.cols)
			break;
		if (width > 0 && visible && col >= r.col)
			put(grid, row, col, text, fitting(text, next), width,
				pen);
		col += width;
		text = next;
	}
	return col;
}

void
grid_fill(Grid *grid, GridRect rect, Pen pen)
{
	GridRect r = clip(grid, rect);
	if (r.cols == 0)
		return;
	for (int row = r.row; row < r.row + r.rows; row++) {
		cut_wide(grid, row, r.col, r.col + r.cols);
		for (int col = r.col; col < r.col + r.cols; col++) {
			GridCell *cell = grid_at(grid, row, col);
			blank_text(cell);
			dress(cell, pen);
		}
	}
}

void
grid_restyle(Grid *grid, GridRect rect, Role role, guint16 attrs)
{
	GridRect r = clip(grid, rect);
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++) {
			GridCell *cell = grid_at(grid, row, col);
			cell->role = role;
			cell->attrs = attrs;
			cell->rgb = -1;
		}
}

guint16
grid_link(Grid *grid, const char *url)
{
	for (guint i = grid->links->len; i-- > 0;)
		if (strcmp(grid->links->pdata[i], url) == 0)
			return i + 1;
	if (grid->links->len == G_MAXUINT16)
		return 0;
	g_ptr_array_add(grid->links, g_strdup(url));
	return grid->links->len;
}

static void
dump_row(const Grid *grid, int row, GString *out)
{
	const GridCell *cell = &grid->cells[(gsize)row * grid->cols];
	for (int col = 0; col < grid->cols; col++, cell++)
		if (cell->width > 0)
			g_string_append(out, *cell->text ? cell->text : " ");
	while (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

/* "3: 0-9 cursor, 12-30 link+bold ->URL" for what is not plain. */
static void
dump_looks(const Grid *grid, int row, GString *out)
{
	static const char letters[] = "biurds";
	const GridCell *cells = &grid->cells[(gsize)row * grid->cols];
	gsize start = out->len;
	for (int from = 0, to; from < grid->cols; from = to) {
		const GridCell *c = &cells[from];
		for (to = from + 1; to < grid->cols; to++)
			if (cells[to].role != c->role ||
				cells[to].attrs != c->attrs ||
				cells[to].rgb != c->rgb ||
				cells[to].link != c->link)
				break;
		if (c->role == ROLE_NORMAL && !c->attrs && c->rgb < 0 &&
			!c->link)
			continue;
		if (out->len == start)
			g_string_append_printf(out, "%d:", row);
		g_string_append_printf(
			out, " %d-%d %s", from, to - 1, role_name(c->role));
		if (c->attrs)
			g_string_append_c(out, '+');
		for (int i = 0; letters[i]; i++)
			if (c->attrs & 1 << i)
				g_string_append_c(out, letters[i]);
		if (c->rgb >= 0)
			g_string_append_printf(out, " #%06x", c->rgb);
		if (c->link)
			g_string_append_printf(out, " ->%s",
				(char *)grid->links->pdata[c->link - 1]);
	}
	if (out->len > start)
		g_string_append_c(out, '\n');
}

char *
grid_dump(const Grid *grid, bool roles)
{
	GString *out = g_string_new(NULL);
	for (int row = 0; row < grid->rows; row++)
		dump_row(grid, row, out);
	if (roles) {
		g_string_append(out, "--\n");
		for (int row = 0; row < grid->rows; row++)
			dump_looks(grid, row, out);
		if (grid->cursor_row >= 0)
			g_string_append_printf(out, "cursor %d,%d\n",
				grid->cursor_row, grid->cursor_col);
	}
	return g_string_free(out, FALSE);
}
