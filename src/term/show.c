/* SPDX-License-Identifier: MIT
 *
 * A grid to the terminal: cells that changed are told to curses, which finds
 * out what to send; what it writes goes through filter.c.
 */
#include <config.h>

#include <curses.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include "base/buf.h"
#include "base/color.h"
#include "base/width.h"
#include "term/term_i.h"

/* Frames of this size on are bracketed where the terminal knows how. */
#define BIG_FRAME 1000

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

/* Forgets what was shown: the next grid is sent whole. */
static void
show_forget(Term *term)
{
	g_clear_pointer(&term->shown, g_free);
	term->shown_rows = term->shown_cols = 0;
}

void
show_colors(Term *term)
{
	g_hash_table_remove_all(term->pairs);
	term->n_pairs = 0;
	term->n_rgb = 0;
	if (term->colors > 0)
		reset_color_pairs();
	show_forget(term);
	term->repaint = true;
}

static int
distance(guint32 a, guint32 b)
{
	int d = 0;
	for (int shift = 0; shift < 24; shift += 8)
		d += abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
	return d;
}

/* The number that stands for a colour; the likest one when all are taken. */
static int
virtual_number(Term *term, guint32 rgb)
{
	int best = 0;
	for (int i = 0; i < term->n_rgb; i++)
		if (distance(rgb, term->rgb[i]) <
			distance(rgb, term->rgb[best]))
			best = i;
	if (term->n_rgb > 0 && term->rgb[best] == rgb)
		return RGB_FIRST + best;
	if (term->n_rgb == RGB_SLOTS)
		return RGB_FIRST + best;
	term->rgb[term->n_rgb] = rgb;
	return RGB_FIRST + term->n_rgb++;
}

static int
color_number(Term *term, Color c)
{
	c = color_reduce(c, term->colors);
	/* With a direct-colour entry the number is the colour, but for the
	 * first eight. */
	if (COLORS > 256)
		return c < 8 ? c : (int)color_rgb(c);
	if (term->virtual_colors && c >= RGB_FIRST)
		return virtual_number(term, color_rgb(c));
	return c;
}

static int
get_pair(Term *term, Color fg, Color bg)
{
	if (term->colors == 0 || (fg == COLOR_DEFAULT && bg == COLOR_DEFAULT))
		return 0;
	gint64 key = (gint64)fg << 32 | (guint32)bg;
	gpointer found = g_hash_table_lookup(term->pairs, &key);
	if (found)
		return GPOINTER_TO_INT(found);
	if (term->n_pairs + 1 >= COLOR_PAIRS)
		return 0;
	int pair = ++term->n_pairs;
	init_extended_pair(
		pair, color_number(term, fg), color_number(term, bg));
	g_hash_table_insert(term->pairs, g_memdup2(&key, sizeof key),
		GINT_TO_POINTER(pair));
	return pair;
}

static attr_t
curses_attrs(guint attrs)
{
	static const struct {
		guint ours;
		attr_t theirs;
	} map[] = { { ATTR_BOLD, A_BOLD }, { ATTR_ITALIC, A_ITALIC },
		{ ATTR_UNDERLINE, A_UNDERLINE }, { ATTR_REVERSE, A_REVERSE },
		{ ATTR_DIM, A_DIM } };
	attr_t a = A_NORMAL;
	for (gsize i = 0; i < G_N_ELEMENTS(map); i++)
		if (attrs & map[i].ours)
			a |= map[i].theirs;
	return a;
}

typedef struct {
	attr_t attrs;
	int pair;
	wchar_t link;  /* selector, or 0 */
	cchar_t blank; /* so dressed */
} Dress;

static Dress
dress_of(Term *term, const GridCell *cell)
{
	const Look *look = &term->looks[MIN(cell->role, N_ROLES - 1)];
	Color fg = cell->rgb >= 0 ? COLOR_RGB(cell->rgb) : look->fg;
	Dress d = { .attrs = curses_attrs(look->attrs | cell->attrs),
		.pair = get_pair(term, fg, look->bg),
		.link = cell->link ? (wchar_t)(LINK_SELECTOR + cell->link - 1)
				   : 0 };
	wchar_t blank[3] = { ' ', d.link, 0 };
	setcchar(&d.blank, blank, d.attrs, 0, &d.pair);
	return d;
}

/* The gate: no control, format or selector character passes, and none of
 * which curses would think otherwise than the grid. */
static gunichar
gate(const Term *term, gunichar c, int width)
{
	if (c < 0x80 && !term->utf8)
		return ascii_likeness(c);
	bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) ||
		(c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
		(c >= 0xe0000 && c <= 0xe0fff);
	if (control)
		return '?';
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };
	bool known = wcrtomb(bytes, (wchar_t)c, &state) != (size_t)-1;
	if (!known || (!term->utf8 && c >= 0x80))
		return ascii_likeness(c);
	return wcwidth((wchar_t)c) == width ? c : '?';
}

/* The characters of a cell as curses has them: one for each that takes room
 * (flags are two).  Returns how many. */
static int
make_chars(Term *term, const GridCell *cell, const Dress *d, cchar_t out[2])
{
	const char *p = *cell->text ? cell->text : " ";
	int used = 0, limit = MAX(cell->width, 1), count = 0;
	if (limit == 1 && *p >= 0x20 && *p < 0x7f && !p[1]) {
		out[0] = d->blank;
		out[0].chars[0] = *p;
		return 1;
	}
	while (*p && used < limit) {
		wchar_t text[CCHARW_MAX + 1] = { 0 };
		int n = 0;
		gunichar c = g_utf8_get_char(p);
		int width = MIN(MAX(width_char(c), 1), limit - used);
		text[n++] = (wchar_t)gate(term, c, width);
		p += g_utf8_skip[(guchar)*p];
		for (; *p && width_char(c = g_utf8_get_char(p)) == 0;
			p += g_utf8_skip[(guchar)*p])
			if (n < CCHARW_MAX - 1 && term->utf8 &&
				gate(term, c, 0) == c)
				text[n++] = (wchar_t)c;
		used += wcwidth(text[0]) == 2 ? 2 : 1;
		if (d->link)
			text[n++] = d->link;
		setcchar(&out[count++], text, d->attrs, 0, &d->pair);
	}
	if (used < limit)
		out[count++] = d->blank;
	return count;
}

static bool
same_dress(const GridCell *a, const GridCell *b)
{
	return a->link == b->link && a->role == b->role &&
		a->attrs == b->attrs && a->rgb == b->rgb;
}

static void
put_row(Term *term, int row, int from, int to)
{
	const GridCell *cells = &term->shown[(gsize)row * term->cols];
	cchar_t chars[128];
	int n = 0, start = from;
	Dress d = { 0 };
	const GridCell *before = NULL;
	for (int col = from; col < to; col++) {
		if (cells[col].width == 0)
			continue;
		if (!before || !same_dress(before, &cells[col]))
			d = dress_of(term, &cells[col]);
		before = &cells[col];
		if (n + 2 > (int)G_N_ELEMENTS(chars)) {
			mvadd_wchnstr(row, start, chars, n);
			start = col;
			n = 0;
		}
		n += make_chars(term, &cells[col], &d, &chars[n]);
	}
	if (n > 0)
		mvadd_wchnstr(row, start, chars, n);
}

/* Slots for the links on the grid, by the number that cells use. */
static guint8 *
link_table(Term *term, const Grid *grid)
{
	guint8 *table = g_new0(guint8, grid->links->len + 1);
	link_slots_frame(&term->links);
	bool wanted = term->options.hyperlinks == TERM_ON && term->utf8;
	for (guint i = 0; wanted && i < grid->links->len; i++)
		table[i + 1] =
			link_slots_get(&term->links, grid->links->pdata[i]);
	return table;
}

/* The cells of a row with the slots of their links; ROOM is used for a row
 * that has some. */
static const GridCell *
row_to_show(const Grid *grid, int row, int n, const guint8 *links,
	GridCell *room)
{
	const GridCell *cells = &grid->cells[(gsize)row * grid->cols];
	if (!grid->links->len)
		return cells;
	memcpy(room, cells, (gsize)n * sizeof *cells);
	for (int col = 0; col < n; col++)
		room[col].link = links[MIN(room[col].link, grid->links->len)];
	return room;
}

/* Cells of one look are the same bytes: grid.c leaves none behind a text. */
static int
same_from_start(const GridCell *a, const GridCell *b, int n)
{
	int i = 0;
	while (i < n && memcmp(&a[i], &b[i], sizeof *a) == 0)
		i++;
	return i;
}

static int
same_to_end(const GridCell *a, const GridCell *b, int n)
{
	while (n > 0 && memcmp(&a[n - 1], &b[n - 1], sizeof *a) == 0)
		n--;
	return n;
}

/* Takes a row over into what is shown; tells curses what changed. */
static void
update_row(Term *term, const Grid *grid, int row, const guint8 *links,
	GridCell *room)
{
	GridCell *shown = &term->shown[(gsize)row * term->cols];
	int n = MIN(grid->cols, term->cols);
	const GridCell *cells = row_to_show(grid, row, n, links, room);
	if (memcmp(cells, shown, (gsize)n * sizeof *cells) == 0)
		return;
	int from = same_from_start(cells, shown, n);
	int to = same_to_end(cells, shown, n);
	memcpy(&shown[from], &cells[from],
		(gsize)(to - from) * sizeof *cells);
	/* A wide character is told whole. */
	while (from > 0 && shown[from].width == 0)
		from--;
	put_row(term, row, from, to);
}

static void
make_shown(Term *term)
{
	if (term->shown && term->shown_rows == term->rows &&
		term->shown_cols == term->cols)
		return;
	gsize n = (gsize)term->rows * term->cols;
	g_free(term->shown);
	term->shown = g_new0(GridCell, n);
	/* Like no cell, so that all differ. */
	for (gsize i = 0; i < n; i++)
		term->shown[i].width = 3;
	term->shown_rows = term->rows;
	term->shown_cols = term->cols;
	erase();
}

static void
place_cursor(Term *term, const Grid *grid)
{
	bool visible = grid->cursor_row >= 0 && grid->cursor_row < term->rows &&
		grid->cursor_col >= 0 && grid->cursor_col < term->cols;
	leaveok(stdscr, !visible);
	if (term->cursor != visible)
		curs_set(visible);
	term->cursor = visible;
	if (visible)
		move(grid->cursor_row, grid->cursor_col);
}

/* What curses wrote into the memory file, which keeps its pages for the next
 * frame: giving them back takes longer than writing them. */
static char *
take_memory(Term *term, gsize *len)
{
	off_t size = lseek(term->memory, 0, SEEK_CUR);
	*len = size > 0 ? size : 0;
	char *data = g_malloc(*len + 1);
	ssize_t n = pread(term->memory, data, *len, 0);
	*len = n > 0 ? n : 0;
	lseek(term->memory, 0, SEEK_SET);
	return data;
}

static void
send_frame(Term *term, const char *data, gsize len)
{
	FilterTables tables = { .links = &term->links,
		.rgb = term->rgb,
		.n_rgb = term->n_rgb,
		.repeats = term->repeats && keys_repeats(term->keys),
		.rows = term->rows,
		.sgr = &term->sgr,
		.wanted = &term->wanted };
	g_autoptr(GString) out = g_string_sized_new(len + 64);
	bool bracket = keys_synchronised(term->keys) && len >= BIG_FRAME;
	if (bracket)
		g_string_append(out, "\033[?2026h");
	filter_frame(&tables, data, len, out);
	if (bracket)
		g_string_append(out, "\033[?2026l");
	if (out->len)
		term_write(term, out->str, out->len);
}

void
term_show(Term *term, const Grid *grid)
{
	if (term->away || term->gone)
		return;
	set_term(term->screen);
	if (term->repaint) {
		show_forget(term);
		clearok(curscr, TRUE);
		term->sgr.unknown = true;
		term->repaint = false;
	}
	fflush(term->out_file);
	dup2(term->memory, term->out);
	make_shown(term);
	g_autofree guint8 *links = link_table(term, grid);
	g_autofree GridCell *room = g_new(GridCell, term->cols);
	for (int row = 0; row < MIN(grid->rows, term->rows); row++)
		update_row(term, grid, row, links, room);
	place_cursor(term, grid);
	wnoutrefresh(stdscr);
	doupdate();
	fflush(term->out_file);
	dup2(term->tty, term->out);
	gsize len;
	g_autofree char *data = take_memory(term, &len);
	send_frame(term, data, len);
}
