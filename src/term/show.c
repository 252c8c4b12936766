/* SPDX-License-Identifier: MIT
 *
 * A grid to the terminal: what differs from the screen is written.
 */
#include <config.h>

#include <string.h>

#include "base/buf.h"
#include "term/term_i.h"

/* Frames of this many bytes on are bracketed where the terminal knows how. */
#define BIG_FRAME 1000
#define FRAME_BEGIN "\033[?2026h"
#define FRAME_END "\033[?2026l"

/* Fewer columns than this are sooner written than passed or erased. */
#define GAP_LEAST 5
#define RUN_LEAST 8

/* Regions that scroll in one frame. */
#define SCROLLS_MOST 4

/* Writes all of it to the terminal itself. */
static void
term_write(Term *term, const char *data, gsize len)
{
	if (!term->gone && !buf_write_all(term->tty, data, len))
		term->gone = true;
}

void
term_puts(Term *term, const char *text)
{
	term_write(term, text, strlen(text));
}

static bool
same_dress(const GridCell *a, const GridCell *b)
{
	return a->link == b->link && a->role == b->role &&
		a->attrs == b->attrs && a->rgb == b->rgb;
}

static bool
same_cell(const GridCell *a, const GridCell *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* How many cells from the first on are the same in A and B. */
static int
same_cells(const GridCell *a, const GridCell *b, int n)
{
	int i = 0;
	while (i < n && same_cell(&a[i], &b[i]))
		i++;
	return i;
}

static bool
is_blank(const GridCell *cell)
{
	return !*cell->text && cell->width == 1;
}

static bool
is_plain(const GridCell *cell)
{
	return cell->width == 1 && cell->text[0] >= 0x20 &&
		cell->text[0] < 0x7f && !cell->text[1];
}

/* Blanks and the lines of frames are what runs are made of. */
static bool
repeats(const Term *term, const GridCell *cell)
{
	bool line = memcmp(cell->text, "\xe2\x94", 2) == 0 && !cell->text[3];
	return term->caps.repeats && keys_repeats(term->keys) && !cell->link &&
		(is_blank(cell) || is_plain(cell) || line);
}

/* Of a wide character that the terminal takes for narrow the right half is
 * not written. */
static void
blank_below(Frame *f)
{
	int row = f->row, col = f->col;
	frame_text(f, "  ", 2, 2);
	frame_move(f, row, col);
}

static void
put_cell(Term *term, const GridCell *cell)
{
	char bytes[CELL_BYTES];
	bool doubt = false;
	gsize n = 1;
	if (is_blank(cell))
		bytes[0] = ' ';
	else if (is_plain(cell) && term->utf8)
		bytes[0] = cell->text[0];
	else
		n = cell_bytes(term, cell, bytes, &doubt);
	if (doubt && cell->width == 2)
		blank_below(&term->frame);
	frame_text(&term->frame, bytes, n, MAX(cell->width, 1));
	if (doubt)
		frame_doubt(&term->frame);
}

/* N cells like the first, for which ERASABLE columns may be erased, if any. */
static void
put_run(Term *term, const GridCell *cell, int n, int erasable)
{
	Frame *f = &term->frame;
	if (n >= RUN_LEAST && repeats(term, cell)) {
		put_cell(term, cell);
		frame_repeat(f, n - 1);
	} else if (n > RUN_LEAST && erasable && is_blank(cell) &&
		term->caps.erases_chars) {
		frame_erase(f, erasable);
	} else {
		for (int i = 0, row = f->row, col = f->col; i < n; i++) {
			frame_move(f, row, col + i);
			put_cell(term, cell);
		}
	}
}

static int
run_length(const GridCell *cells, int n)
{
	int i = 1;
	while (i < n && cells->width == 1 && same_cell(&cells[i], cells))
		i++;
	return i;
}

/* Writes the columns FROM to TO of a row but for those that stand. */
static void
put_row(Term *term, int row, const GridCell *cells, int from, int to)
{
	const GridCell *shown = &term->shown[(gsize)row * term->cols];
	const GridCell *before = NULL;
	Dress d = { .erasable = false };
	for (int col = from, n; col < to; col += n) {
		const GridCell *cell = &cells[col];
		bool redress = !before || !same_dress(cell, before);
		n = same_cells(cell, &shown[col], to - col);
		if (n >= GAP_LEAST || (n > 0 && redress))
			continue;
		frame_move(&term->frame, row, col);
		if (redress) {
			d = cell_dress(term, cell);
			frame_dress(&term->frame, &d.sgr, cell->link);
		}
		n = run_length(cell, to - col);
		/* What is left of a wide character that is erased by half
		 * takes the blank before it along when it is overwritten. */
		bool half = col + n < term->cols && !shown[col + n].width;
		put_run(term, cell, n, d.erasable ? n + half : 0);
		n *= MAX(cell->width, 1);
		before = cell;
	}
}

/* The first of the blanks at the end of a row that can be erased at once. */
static int
tail_start(Term *term, const GridCell *cells, int n)
{
	const GridCell *last = &cells[n - 1];
	if (!is_blank(last) || !cell_dress(term, last).erasable)
		return n;
	int start = n - 1;
	while (start > 0 && same_cell(&cells[start - 1], last))
		start--;
	return start;
}

static void
erase_tail(Term *term, int row, const GridCell *cells, int col)
{
	Dress d = cell_dress(term, &cells[col]);
	frame_move(&term->frame, row, col);
	frame_dress(&term->frame, &d.sgr, 0);
	frame_erase_rest(&term->frame);
}

/* Sends what changed of a row and takes it over into what is shown. */
static void
update_row(Term *term, int row, const GridCell *cells, int n)
{
	GridCell *shown = &term->shown[(gsize)row * term->cols];
	int from = same_cells(cells, shown, n), to = n;
	if (from == n)
		return;
	while (same_cell(&cells[to - 1], &shown[to - 1]))
		to--;
	/* A wide character is written whole. */
	while (from > 0 && cells[from].width == 0)
		from--;
	int tail = MAX(tail_start(term, cells, n), from);
	bool erase = to - tail >= GAP_LEAST;
	put_row(term, row, cells, from, erase ? tail : to);
	if (erase)
		erase_tail(term, row, cells, tail);
	memcpy(shown, cells, (gsize)n * sizeof *cells);
}

/* Behind the last cell of the screen some terminals scroll: it stays blank,
 * and with it the wide character that would end there. */
static void
update_last_row(Term *term, int row, const GridCell *cells, int n)
{
	g_autofree GridCell *most = g_memdup2(cells, (gsize)n * sizeof *cells);
	if (--n > 0 && most[n].width == 0) {
		memset(most[n - 1].text, 0, sizeof most->text);
		most[n - 1].width = 1;
	}
	update_row(term, row, most, n);
}

/* Text and look of a row, roughly: equal rows have equal ones. */
static guint32
hash_row(const GridCell *cells, int n)
{
	guint64 hash = 0, factor = 0x9e3779b97f4a7c15u;
	for (int col = 0; col < n; col++, factor += 0xda942042e4dd58b6u) {
		guint64 text;
		memcpy(&text, cells[col].text, sizeof text);
		hash += (text ^ (guint64)cells[col].role << 56) * factor;
	}
	return (guint32)(hash >> 32);
}

/* What is on the screen where something was erased, looking like NORMAL. */
static GridCell
dress_to_erase(Term *term)
{
	GridCell cell = { .rgb = -1, .width = 1 };
	Dress d = cell_dress(term, &cell);
	frame_dress(&term->frame, &d.sgr, 0);
	/* Else it is like no cell, so that all differ. */
	cell.width = d.erasable ? 1 : 3;
	return cell;
}

static void
fill(Term *term, int row, int rows, const GridCell *cell)
{
	GridCell *to = &term->shown[(gsize)row * term->cols];
	for (gsize i = 0; i < (gsize)rows * term->cols; i++)
		to[i] = *cell;
	for (int i = row; i < row + rows; i++)
		term->hashes[i] = hash_row(
			&term->shown[(gsize)i * term->cols], term->cols);
}

static void
scroll_rows(Term *term, const Scroll *s)
{
	int n = ABS(s->by), rest = s->last - s->first + 1 - n;
	int from = s->by > 0 ? s->first + n : s->first;
	int to = s->by > 0 ? s->first : s->first + n;
	GridCell cell = dress_to_erase(term);
	frame_scroll(&term->frame, s->first, s->last, s->by);
	memmove(&term->shown[(gsize)to * term->cols],
		&term->shown[(gsize)from * term->cols],
		(gsize)rest * term->cols * sizeof cell);
	memmove(&term->hashes[to], &term->hashes[from],
		(gsize)rest * sizeof *term->hashes);
	fill(term, s->by > 0 ? s->last + 1 - n : s->first, n, &cell);
}

/* Scrolls what only moved, as long as that saves something. */
static void
scroll_moved(Term *term, const guint32 *hashes, int rows)
{
	Scroll s;
	for (int i = 0; i < SCROLLS_MOST && term->caps.scrolls &&
		scroll_find(term->hashes, hashes, rows, &s);
		i++)
		scroll_rows(term, &s);
}

static const GridCell *
grid_row(const Grid *grid, int row)
{
	return &grid->cells[(gsize)row * grid->cols];
}

static void
update(Term *term, const Grid *grid)
{
	int n = MIN(grid->cols, term->cols), rows = MIN(grid->rows, term->rows);
	g_autofree guint32 *hashes = g_new(guint32, rows + 1);
	for (int row = 0; row < rows; row++) {
		const GridCell *new = grid_row(grid, row);
		const GridCell *shown = &term->shown[(gsize)row * term->cols];
		bool same = memcmp(new, shown, (gsize)n * sizeof *new) == 0;
		hashes[row] = same ? term->hashes[row] : hash_row(new, n);
	}
	scroll_moved(term, hashes, rows);
	for (int row = 0; row < rows; row++) {
		bool late = term->caps.wraps_late || row < term->rows - 1;
		(late ? update_row : update_last_row)(
			term, row, grid_row(grid, row), n);
		term->hashes[row] = hashes[row];
	}
}

/* Begins with an empty screen. */
static void
start_over(Term *term)
{
	gsize n = (gsize)term->rows * term->cols;
	Frame *f = &term->frame;
	f->rows = term->rows;
	f->cols = term->cols;
	frame_forget(f);
	GridCell cell = dress_to_erase(term);
	frame_clear(f);
	term->shown = g_renew(GridCell, term->shown, n);
	term->hashes = g_renew(guint32, term->hashes, term->rows);
	fill(term, 0, term->rows, &cell);
	term->repaint = false;
}

static void
place_cursor(Term *term, const Grid *grid)
{
	bool visible = grid->cursor_row >= 0 && grid->cursor_row < term->rows &&
		grid->cursor_col >= 0 && grid->cursor_col < term->cols;
	Frame *f = &term->frame;
	if (visible)
		frame_move(f, grid->cursor_row, grid->cursor_col);
	if (term->cursor != visible && term->caps.show) {
		if (visible)
			g_string_append(f->bytes, term->caps.show);
		else
			g_string_prepend(f->bytes, term->caps.hide);
	}
	term->cursor = visible;
}

static void
send_frame(Term *term)
{
	GString *bytes = term->frame.bytes;
	bool bracket = keys_synchronised(term->keys) && bytes->len >= BIG_FRAME;
	if (bracket) {
		g_string_prepend(bytes, FRAME_BEGIN);
		g_string_append(bytes, FRAME_END);
	}
	if (bytes->len)
		term_write(term, bytes->str, bytes->len);
	g_string_truncate(bytes, 0);
}

void
term_show(Term *term, const Grid *grid)
{
	if (term->away || term->gone)
		return;
	Frame *f = &term->frame;
	bool links = term->options.hyperlinks == TERM_ON && term->utf8;
	f->links = links ? grid->links : NULL;
	if (term->repaint || term->links != grid->links ||
		term->rows != f->rows || term->cols != f->cols)
		start_over(term);
	term->links = grid->links;
	update(term, grid);
	frame_end(f);
	place_cursor(term, grid);
	send_frame(term);
}
