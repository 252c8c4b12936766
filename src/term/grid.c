/* SPDX-License-Identifier: MIT
 *
 * Cells.  A wide character owns two: the right one is empty with width 0.
 * Whoever overwrites half of one blanks the other half.
 */
#include <config.h>

#include "term/grid.h"

#include <string.h>

#include "base/width.h"
#include "term/term_i.h"

#define MAX_SIDE 2000

static const GridCell blank = { .rgb = -1, .width = 1 };

Grid *
grid_new(int rows, int cols)
{
	Grid *grid = g_new0(Grid, 1);
	grid->links = grid_links_new();
	grid_reset(grid, rows, cols);
	return grid;
}

void
grid_free(Grid *grid)
{
	if (!grid)
		return;
	grid_links_free(grid->links);
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
	for (int col = 0; rows && col < cols; col++)
		grid->cells[col] = blank;
	for (int row = 1; row < rows; row++)
		memcpy(&grid->cells[(gsize)row * cols], grid->cells,
			(gsize)cols * sizeof blank);
	grid_links_frame(grid->links);
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
	memset(cell->text, 0, sizeof cell->text);
	cell->width = 1;
}

/* What was written is in columns FROM to TO: blanks the halves of wide
 * characters that it left on either side.  HALF: FROM was a right one. */
static void
cut_wide(Grid *grid, int row, int from, int to, bool half)
{
	GridCell *left = half ? grid_at(grid, row, from - 1) : NULL;
	GridCell *right = grid_at(grid, row, to);
	if (left)
		blank_text(left);
	if (right && right->width == 0)
		blank_text(right);
}

static bool
is_right_half(Grid *grid, int row, int col)
{
	const GridCell *cell = grid_at(grid, row, col);
	return cell && cell->width == 0;
}

static GridCell
dressed(Pen pen)
{
	return (GridCell){ .rgb = pen.rgb,
		.link = pen.link,
		.role = (guint8)pen.role,
		.attrs = (guint8)pen.attrs,
		.width = 1 };
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

/* The cluster from TEXT to END; EMPTY is a cell as it is dressed. */
static void
put(GridCell *cell, const char *text, const char *end, int width,
	const GridCell *empty)
{
	gsize len = (gsize)(end - text);
	*cell = *empty;
	memcpy(cell->text, text,
		len < sizeof cell->text ? len : fitting(text, end));
	if (width == 2) {
		cell[0].width = 2;
		cell[1] = *empty;
		cell[1].width = 0;
	}
}

/* Printable ASCII from TEXT on, up to MOST columns, without a last one that
 * a mark may follow: nearly all there is, and a cell each.  CELL may be
 * NULL.  Returns how many. */
static int
put_ascii(GridCell *cell, const char *text, const char *end, int most,
	const GridCell *empty)
{
	int n = 0;
	for (; n < most && text + n < end; n++) {
		const char *c = text + n;
		if (*c < 0x20 || *c >= 0x7f || (c + 1 < end && c[1] & 0x80))
			break;
		if (!cell)
			continue;
		cell[n] = *empty;
		/* A space is a blank, so that equal looks are equal cells. */
		cell[n].text[0] = *c == ' ' ? '\0' : *c;
	}
	return n;
}

int
grid_text(Grid *grid, GridRect rect, int row, int col, const char *text,
	gssize len, Pen pen)
{
	const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
	GridRect r = clip(grid, rect);
	bool visible = row >= r.row && row < r.row + r.rows, half = false;
	int first = -1;
	GridCell empty = dressed(pen);
	while (text < end && col < r.col + r.cols) {
		GridCell *cell = visible && col >= r.col
			? grid_at(grid, row, col)
			: NULL;
		if (cell && first < 0) {
			first = col;
			half = cell->width == 0;
		}
		int right = col < r.col ? r.col : r.col + r.cols;
		int n = put_ascii(cell, text, end, right - col, &empty);
		col += n;
		text += n;
		if (n > 0)
			continue;
		const char *next = width_next_cluster(text, end);
		int width = MIN(width_text(text, next - text), 2);
		if (col + width > r.col + r.cols)
			break;
		if (width > 0 && cell)
			put(cell, text, next, width, &empty);
		col += width;
		text = next;
	}
	if (first >= 0 && col > first)
		cut_wide(grid, row, first, col, half);
	return col;
}

GridCell
grid_cell(const char *glyph, Pen pen)
{
	GridCell cell = dressed(pen);
	g_strlcpy(cell.text, glyph, sizeof cell.text);
	return cell;
}

void
grid_put(Grid *grid, int row, int col, const GridCell *cell)
{
	GridCell *to = grid_at(grid, row, col);
	if (!to)
		return;
	bool half = to->width == 0;
	*to = *cell;
	if (half || is_right_half(grid, row, col + 1))
		cut_wide(grid, row, col, col + 1, half);
}

void
grid_fill(Grid *grid, GridRect rect, Pen pen)
{
	GridRect r = clip(grid, rect);
	GridCell empty = dressed(pen);
	if (r.cols == 0)
		return;
	for (int row = r.row; row < r.row + r.rows; row++) {
		bool half = is_right_half(grid, row, r.col);
		for (int col = r.col; col < r.col + r.cols; col++)
			*grid_at(grid, row, col) = empty;
		cut_wide(grid, row, r.col, r.col + r.cols, half);
	}
}

void
grid_restyle(Grid *grid, GridRect rect, Role role, guint16 attrs)
{
	GridRect r = clip(grid, rect);
	for (int row = r.row; row < r.row + r.rows; row++) {
		/* A wide character goes with its left half. */
		int to = r.col + r.cols;
		int from = r.col + is_right_half(grid, row, r.col);
		to += is_right_half(grid, row, to);
		for (int col = from; col < to; col++) {
			GridCell *cell = grid_at(grid, row, col);
			cell->role = role;
			cell->attrs = attrs;
			cell->rgb = -1;
		}
	}
}

guint16
grid_link(Grid *grid, const char *url)
{
	return grid_links_get(grid->links, url);
}

const char *
grid_url(const Grid *grid, const GridCell *cell)
{
	return grid_links_url(grid->links, cell->link);
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
			g_string_append_printf(out, " ->%s", grid_url(grid, c));
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
