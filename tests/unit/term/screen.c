/* SPDX-License-Identifier: MIT
 *
 * What a reader's terminal shows after each grid, character by character and
 * link by link, whatever was chosen to be sent.
 */
#include <config.h>

#include <locale.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/color.h"
#include "base/width.h"
#include "emulator.h"

static const TermOptions options = { .hyperlinks = TERM_ON,
	.colors = TERM_ON,
	.mouse = true,
	.set_title = true };

static const char *const words[] = { "Rust", "Trends", "漢字", "e\xcc\x81té",
	"aaa", "aaa", "日本語", "weekly", "→", "bbbb", "🦀", "🇩🇪", "           ",
	"═════════" };

#define DOC_ROWS 400

static Pen
pen_of(guint r)
{
	static const guint8 attrs[] = { 0, 0, 0, ATTR_STRIKE, ATTR_ITALIC,
		ATTR_DIM, ATTR_BOLD | ATTR_UNDERLINE, ATTR_REVERSE };
	return (Pen){
		.role = r & 1 ? ROLE_NORMAL : ROLE_STRONG,
		.attrs = attrs[(r >> 1) % G_N_ELEMENTS(attrs)],
		.rgb = r >> 4 & 7 ? -1 : (gint32)(r * 0x3f1d),
	};
}

/* Of a document each line has a few words, some of them links. */
static void
paint_line(Grid *grid, int row, guint line, guint seed)
{
	GridRect all = { 0, 0, grid->rows, grid->cols };
	guint r = line * 2654435761u + seed;
	int col = 0;
	for (int i = 0; i < 20 && col < grid->cols; i++) {
		r = r * 1103515245u + 12345u;
		Pen pen = pen_of(r >> 20 & 0xff);
		const char *word = words[(r >> 8) % G_N_ELEMENTS(words)];
		if ((r >> 24) % 5 == 0) {
			char url[64];
			g_snprintf(url, sizeof url, "https://example.org/%u",
				(r >> 12) % 300);
			pen.link = grid_link(grid, url);
			pen.role = ROLE_LINK;
		}
		col = grid_text(grid, all, row, col, word, -1, pen);
		col = grid_text(
			grid, all, row, col, " ", 1, PEN(ROLE_NORMAL));
	}
}

static void
paint(Grid *grid, int offset, int seed)
{
	grid_reset(grid, grid->rows, grid->cols);
	for (int row = 0; row < grid->rows; row++)
		paint_line(grid, row, (guint)(row + offset), (guint)seed);
}

typedef struct {
	int offset, seed; /* of the article below */
	int list, bar; /* the list above it */
	int cursor;    /* of the terminal, from the top left; -1: hidden */
} View;

/* A list, a line between, an article; bars in both. */
static void
paint_view(Grid *grid, const View *v)
{
	int third = grid->rows / 3;
	GridRect all = { 0, 0, grid->rows, grid->cols };
	paint(grid, v->offset % DOC_ROWS, v->seed);
	for (int row = 0; row < third; row++) {
		grid_fill(grid, (GridRect){ row, 0, 1, grid->cols },
			PEN(ROLE_NORMAL));
		paint_line(grid, row, (guint)(row + v->list) * 7, 99);
	}
	for (int col = 0; col < grid->cols; col++)
		grid_text(grid, all, third, col, "─", -1, PEN(ROLE_BORDER));
	grid_restyle(grid,
		(GridRect){ v->bar % grid->rows, 0, 1, grid->cols / 2 },
		ROLE_CURSOR, 0);
	grid_fill(grid, (GridRect){ grid->rows - 1, 3, 1, grid->cols / 2 },
		PEN(ROLE_BAR));
	if (v->cursor >= 0) {
		grid->cursor_row = v->cursor / grid->cols % grid->rows;
		grid->cursor_col = v->cursor % grid->cols;
	}
}

static const char *
text_of(const Emulator *em, int row, int col)
{
	const EmCell *cell = &em->cells[row * em->cols + col];
	return *cell->text ? cell->text : " ";
}

static const struct {
	guint attr, code;
} attr_codes[] = { { ATTR_BOLD, 1 }, { ATTR_DIM, 2 }, { ATTR_ITALIC, 3 },
	{ ATTR_UNDERLINE, 4 }, { ATTR_REVERSE, 7 }, { ATTR_STRIKE, 9 } };

static void
compare_look(Pty *pty, const GridCell *cell, const EmCell *em)
{
	const Look *look = &pty->term->looks[cell->role];
	int colors = term_colors(pty->term);
	Color fg = color_reduce(
		cell->rgb < 0 ? look->fg : COLOR_RGB(cell->rgb), colors);
	Color bg = color_reduce(look->bg, colors);
	const Caps *caps = &pty->term->caps;
	guint attrs = (look->attrs | cell->attrs) & caps->attrs;
	if (fg >= 0 || bg >= 0)
		attrs &= ~caps->colorless;
	guint shows = ATTR_REVERSE | ATTR_UNDERLINE | ATTR_STRIKE, seen = 0;
	for (gsize i = 0; i < G_N_ELEMENTS(attr_codes); i++)
		if (em->sgr.attrs & 1u << attr_codes[i].code)
			seen |= attr_codes[i].attr;
	g_assert_cmpint(em->sgr.bg, ==, bg);
	g_assert_cmphex(seen & shows, ==, attrs & shows);
	/* An erased blank has no attributes that do not show. */
	if (!*cell->text && !(attrs & shows))
		return;
	g_assert_cmpint(em->sgr.fg, ==, fg);
	g_assert_cmphex(seen, ==, attrs);
}

/* A flag is one cell of the grid and two of the terminal. */
static void
compare_cell(Pty *pty, Grid *grid, int row, int col)
{
	const GridCell *cell = grid_at(grid, row, col);
	const EmCell *em = &pty->em.cells[row * grid->cols + col];
	g_autofree char *shown = g_strdup(text_of(&pty->em, row, col));
	if (cell->width == 2 && col + 1 < grid->cols && !em[1].right) {
		char *joined = g_strconcat(
			shown, text_of(&pty->em, row, col + 1), NULL);
		g_free(shown);
		shown = joined;
	}
	g_assert_cmpstr(shown, ==, *cell->text ? cell->text : " ");
	compare_look(pty, cell, em);
	bool links = pty->term->options.hyperlinks == TERM_ON;
	g_assert_cmpstr(em->link, ==, links ? grid_url(grid, cell) : NULL);
}

static void
compare(Pty *pty, Grid *grid)
{
	/* Behind the last cell some terminals would scroll. */
	if (pty->em.wraps_at_once) {
		int row = grid->rows - 1, col = grid->cols - 1;
		grid_fill(grid, (GridRect){ row, col, 1, 1 },
			PEN(ROLE_NORMAL));
		grid_at(grid, row, col)->width = 0;
		g_assert_cmpstr(text_of(&pty->em, row, col), ==, " ");
	}
	for (int row = 0; row < grid->rows; row++)
		for (int col = 0; col < grid->cols; col++)
			if (grid_at(grid, row, col)->width > 0)
				compare_cell(pty, grid, row, col);
	if (grid->cursor_row >= 0) {
		g_assert_cmpint(pty->em.row, ==, grid->cursor_row);
		g_assert_cmpint(pty->em.col, ==, grid->cursor_col);
	}
	g_assert_cmpint(pty->em.hidden, ==,
		grid->cursor_row < 0 && pty->term->caps.hide);
	if (pty->em.wrong)
		g_test_message("%s", pty->em.other->str);
	g_assert_cmpint(pty->em.wrong, ==, 0);
}

static void
show(Pty *pty, Grid *grid)
{
	term_show(pty->term, grid);
	pty_sync(pty);
	compare(pty, grid);
}

static void
resize(Pty *pty, Grid *grid, int rows, int cols)
{
	TermEvent event;
	pty_resize(pty, rows, cols);
	bool resized = false;
	while (term_next(pty->term, &event))
		resized |= event.type == TERM_RESIZE;
	g_assert_true(resized);
	int r, c;
	term_size(pty->term, &r, &c);
	g_assert_cmpint(r, ==, rows);
	g_assert_cmpint(c, ==, cols);
	grid_reset(grid, rows, cols);
}

static void
dress(Term *term, Color bg)
{
	Look looks[N_ROLES];
	for (int i = 0; i < N_ROLES; i++)
		looks[i] = (Look){ COLOR_DEFAULT, bg, 0 };
	looks[ROLE_LINK] = (Look){ 4, bg, ATTR_UNDERLINE };
	looks[ROLE_STRONG] = (Look){ 208, bg, ATTR_BOLD };
	looks[ROLE_CURSOR] = (Look){ 3, bg, ATTR_REVERSE };
	looks[ROLE_BAR] = (Look){ COLOR_DEFAULT, 17, 0 };
	term_set_looks(term, looks);
}

/* A step of somebody who reads: what is shown comes from elsewhere in the
 * document, and the cursor's bar goes on. */
static void
take_step(Pty *pty, Grid *grid, View *v, GRand *rand, int step)
{
	switch (g_rand_int_range(rand, 0, 12)) {
	case 0:
	case 1:
		v->offset++;
		break;
	case 2:
		v->offset = MAX(v->offset - 1, 0);
		break;
	case 3:
		v->offset += grid->rows - 1;
		break;
	case 4:
		v->seed++;
		break;
	case 5:
		term_redraw(pty->term);
		break;
	case 6:
		v->offset = MAX(v->offset - 3, 0);
		break;
	case 7:
		v->list++;
		break;
	case 8:
		v->list = MAX(v->list - 2, 0);
		break;
	case 9:
		v->bar++;
		break;
	case 10:
		v->cursor = g_rand_int_range(rand, -400, 4000);
		break;
	default:
		if (step % 3 == 0)
			resize(pty, grid, g_rand_int_range(rand, 5, 40),
				g_rand_int_range(rand, 20, 120));
	}
}

static void
walk(const char *name, Color bg, const TermOptions *with)
{
	Pty *pty = pty_new(name, 24, 80, with);
	pty->em.keeps_background = pty->term->caps.erases_in_color;
	pty->em.wraps_at_once = !pty->term->caps.wraps_late;
	if (pty->term->caps.repeats)
		pty_repeats(pty);
	dress(pty->term, bg);
	g_autoptr(Grid) grid = grid_new(24, 80);
	GRand *rand = g_rand_new_with_seed(7);
	View v = { .seed = 1, .cursor = -1 };
	for (int step = 0; step < 200; step++) {
		take_step(pty, grid, &v, rand, step);
		paint_view(grid, &v);
		show(pty, grid);
	}
	g_rand_free(rand);
	pty_free(pty);
}

/* Each lacks something that another has: colours, erasing in colour, CSI b, X,
 * S or G, italics, the last column, regions that scroll. */
static void
test_walk(void)
{
	static const char *const names[] = { "xterm-256color", "tmux-256color",
		"screen", "linux", "rxvt", "vt100", "vt220", "ansi",
		"cons25" };
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		walk(names[i], COLOR_DEFAULT, &options);
		walk(names[i], 1, &options);
	}
	TermOptions plain = options;
	plain.colors = plain.hyperlinks = TERM_OFF;
	walk("xterm-256color", 1, &plain);
	g_setenv("COLORTERM", "truecolor", TRUE);
	walk("xterm-256color", COLOR_RGB(0x123456), &options);
	g_unsetenv("COLORTERM");
}

/* Runs of one character, which could be sent as a repetition. */
static void
test_runs(void)
{
	Pty *pty = pty_new("xterm-256color", 10, 80, &options);
	pty_repeats(pty);
	g_autoptr(Grid) grid = grid_new(10, 80);
	GridRect all = { 0, 0, 10, 80 };
	Pen pen = PEN(ROLE_LINK);
	pen.link = grid_link(grid, "https://example.org/");
	g_autofree char *run = g_strnfill(70, 'a');
	g_autofree char *blanks = g_strnfill(70, ' ');
	grid_text(grid, all, 1, 4, run, -1, pen);
	grid_text(grid, all, 2, 4, blanks, -1, pen);
	grid_text(grid, all, 2, 70, "x", -1, pen);
	for (int col = 4; col < 74; col++)
		grid_text(grid, all, 3, col, "─\xcc\x81", -1,
			PEN(ROLE_NORMAL));
	show(pty, grid);
	term_redraw(pty->term);
	show(pty, grid);
	pty_free(pty);
}

static void
assert_row(Pty *pty, int row, const char *expected)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (int col = 0; col < pty->em.cols; col++)
		if (!pty->em.cells[row * pty->em.cols + col].right)
			g_string_append(text, text_of(&pty->em, row, col));
	g_assert_cmpstr(g_strchomp(text->str), ==, expected);
}

/* A terminal that knows nothing of Unicode 9 and later takes emoji for
 * narrow: what stands beside them is in its place, and nothing of before. */
static void
test_narrow_emoji(void)
{
	Pty *pty = pty_new("xterm-256color", 3, 10, &options);
	pty->em.emoji = 1;
	g_autoptr(Grid) grid = grid_new(3, 10);
	GridRect all = { 0, 0, 3, 10 };
	static const char *const rows[] = { "abcdefghij", "✅cd🦀gh⭐",
		"ab🦀efgh✅" };
	static const char *const shown[] = { "abcdefghij", "✅ cd🦀 gh⭐",
		"ab🦀 efgh✅" };
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		grid_reset(grid, 3, 10);
		grid_text(grid, all, 1, 0, rows[i], -1, PEN(ROLE_NORMAL));
		grid_text(grid, all, 2, 0, "next", -1, PEN(ROLE_NORMAL));
		term_show(pty->term, grid);
		pty_sync(pty);
		assert_row(pty, 1, shown[i]);
		assert_row(pty, 2, "next");
	}
	pty_free(pty);
}

/* Another one takes for wide what is narrow: the next row stands. */
static void
test_wide_emoji(void)
{
	Pty *pty = pty_new("xterm-256color", 3, 10, &options);
	pty->em.emoji = 2;
	g_autoptr(Grid) grid = grid_new(3, 10);
	GridRect all = { 0, 0, 3, 10 };
	grid_text(grid, all, 0, 6, "🖥🖥🖥", -1, PEN(ROLE_NORMAL));
	grid_text(grid, all, 1, 0, "next", -1, PEN(ROLE_NORMAL));
	term_show(pty->term, grid);
	pty_sync(pty);
	assert_row(pty, 1, "next");
	assert_row(pty, 2, "");
	pty_free(pty);
}

static void
test_scroll_bytes(void)
{
	Pty *pty = pty_new("xterm-256color", 50, 200, &options);
	dress(pty->term, COLOR_DEFAULT);
	g_autoptr(Grid) grid = grid_new(50, 200);
	paint(grid, 0, 1);
	show(pty, grid);
	for (int i = 1; i < 10; i++) {
		paint(grid, i, 1);
		show(pty, grid);
		g_assert_cmpuint(pty->all->len, <, 1200);
	}
	show(pty, grid);
	g_assert_cmpuint(pty->all->len, <, 20);
	pty_free(pty);
}

static void
test_colors(void)
{
	g_setenv("COLORTERM", "truecolor", TRUE);
	Pty *pty = pty_new("xterm-256color", 10, 40, &options);
	g_unsetenv("COLORTERM");
	Look looks[N_ROLES] = { 0 };
	for (int i = 0; i < N_ROLES; i++)
		looks[i] = (Look){ COLOR_DEFAULT, COLOR_DEFAULT, 0 };
	looks[ROLE_LINK].fg = COLOR_RGB(0x123456);
	g_assert_cmpint(term_colors(pty->term), ==, 16777216);
	term_set_looks(pty->term, looks);
	g_autoptr(Grid) grid = grid_new(10, 40);
	GridRect all = { 0, 0, 10, 40 };
	grid_text(grid, all, 0, 0, "link", -1, PEN(ROLE_LINK));
	Pen author = { .role = ROLE_CODE, .rgb = 0xabcdef };
	grid_text(grid, all, 1, 0, "code", -1, author);
	show(pty, grid);
	g_assert_nonnull(strstr(pty->all->str, "38;2;18;52;86"));
	g_assert_nonnull(strstr(pty->all->str, "38;2;171;205;239"));
	pty_free(pty);
	pty = pty_new("xterm-256color", 10, 40, &options);
	g_assert_cmpint(term_colors(pty->term), ==, 256);
	term_set_looks(pty->term, looks);
	show(pty, grid);
	g_assert_null(strstr(pty->all->str, "38;2;"));
	g_assert_nonnull(strstr(pty->all->str, "38;5;"));
	pty_free(pty);
}

static void
test_no_color(void)
{
	TermOptions plain = options;
	plain.colors = TERM_AUTO;
	g_setenv("NO_COLOR", "1", TRUE);
	Pty *pty = pty_new("xterm-256color", 10, 40, &plain);
	g_unsetenv("NO_COLOR");
	g_assert_cmpint(term_colors(pty->term), ==, 0);
	g_autoptr(Grid) grid = grid_new(10, 40);
	Pen author = { .role = ROLE_CODE, .rgb = 0xabcdef };
	GridRect all = { 0, 0, 10, 40 };
	grid_text(grid, all, 1, 0, "code", -1, author);
	show(pty, grid);
	g_assert_null(strstr(pty->all->str, "38;"));
	pty_free(pty);
}

/* Bytes that must never come out, wherever they hide. */
static void
test_gate(void)
{
	static const char *const evil[] = { "\033[2J", "\a", "\x7f", "\xc2\x9b",
		"\xe2\x80\xae", "\xf3\xa0\x84\x80", "\n" };
	Pty *pty = pty_new("xterm-256color", 10, 40, &options);
	g_autoptr(Grid) grid = grid_new(10, 40);
	for (gsize i = 0; i < G_N_ELEMENTS(evil); i++)
		g_strlcpy(grid_at(grid, (int)i, 0)->text, evil[i], 15);
	GridCell *cell = grid_at(grid, 8, 0);
	strcpy(cell->text, "x");
	cell->link = grid_link(grid, "https://x/\033[2J");
	term_show(pty->term, grid);
	pty_sync(pty);
	if (pty->em.wrong)
		g_test_message("%s", pty->em.other->str);
	g_assert_cmpint(pty->em.wrong, ==, 0);
	g_assert_null(strstr(pty->all->str, "\033[2J\033[2J"));
	g_assert_null(strstr(pty->all->str, "\xe2\x80\xae"));
	g_assert_null(strstr(pty->all->str, "https://x/"));
	g_assert_cmpstr(text_of(&pty->em, 8, 0), ==, "x");
	pty_free(pty);
}

/* Nor behind a character that may come out; and none of them leads anywhere
 * by itself. */
static void
test_gate_for_marks(void)
{
	static const char *const evil[] = { "\xe2\x80\xae", "\xe2\x81\xa6",
		"\xf3\xa0\x80\x81", "\xf3\xa0\x84\x80" };
	Pty *pty = pty_new("xterm-256color", 10, 40, &options);
	g_autoptr(Grid) grid = grid_new(10, 40);
	for (gsize i = 0; i < G_N_ELEMENTS(evil); i++)
		g_snprintf(grid_at(grid, (int)i, 0)->text, 15, "x%s", evil[i]);
	GridCell *linked = grid_at(grid, 8, 0);
	strcpy(linked->text, "y\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81");
	linked->link = grid_link(grid, "https://example.org/");
	/* Nor is anything wider than its cell. */
	strcpy(grid_at(grid, 9, 0)->text, "\xe6\x97\xa5");
	grid_at(grid, 9, 0)->width = 1;
	strcpy(grid_at(grid, 9, 1)->text, "z");
	term_show(pty->term, grid);
	pty_sync(pty);
	for (gsize i = 0; i < G_N_ELEMENTS(evil); i++) {
		g_assert_null(strstr(pty->all->str, evil[i]));
		g_assert_cmpstr(text_of(&pty->em, (int)i, 0), ==, "x");
		g_assert_null(pty->em.cells[i * 40].link);
	}
	g_assert_cmpstr(pty->em.cells[8 * 40].link, ==, "https://example.org/");
	g_assert_cmpstr(text_of(&pty->em, 9, 0), ==, "?");
	g_assert_cmpstr(text_of(&pty->em, 9, 1), ==, "z");
	pty_free(pty);
}

static void
test_copy_and_title(void)
{
	Pty *pty = pty_new("xterm-256color", 10, 40, &options);
	g_autoptr(GError) error = NULL;
	g_assert_cmpstr(term_copy(pty->term, "https://x.org/ü", &error), ==,
		"terminal");
	term_title(pty->term, "Rust\033]0;evil\a Trends");
	g_autoptr(Grid) grid = grid_new(10, 40);
	show(pty, grid);
	g_assert_nonnull(
		strstr(pty->em.other->str, "52;c;aHR0cHM6Ly94Lm9yZy/DvA==\n"));
	g_assert_nonnull(strstr(pty->em.other->str, "2;Rust]0;evil Trends\n"));
	g_autofree char *big = g_strnfill(200 * 1024, 'x');
	g_assert_null(term_copy(pty->term, big, &error));
	g_assert_nonnull(error);
	pty_free(pty);
	/* A tmux that is not there any more. */
	g_setenv("TMUX", "/nonexistent/socket,1,0", TRUE);
	pty = pty_new("tmux-256color", 10, 40, &options);
	g_assert_cmpstr(term_copy(pty->term, "x", NULL), ==, "terminal");
	g_unsetenv("TMUX");
	pty_sync(pty);
	g_assert_nonnull(strstr(pty->em.other->str, "52;c;eA==\n"));
	pty_free(pty);
}

/* It is not seen on its way: it comes last and goes first. */
static void
test_cursor(void)
{
	Pty *pty = pty_new("xterm-256color", 10, 40, &options);
	g_autoptr(Grid) grid = grid_new(10, 40);
	paint(grid, 0, 1);
	show(pty, grid);
	g_assert_true(pty->em.hidden);
	paint(grid, 5, 1);
	grid->cursor_row = 2;
	grid->cursor_col = 7;
	show(pty, grid);
	g_assert_true(g_str_has_suffix(pty->all->str, "\033[?25h"));
	paint(grid, 0, 1);
	show(pty, grid);
	g_assert_true(g_str_has_prefix(pty->all->str, "\033[?25l"));
	term_suspend(pty->term);
	pty_sync(pty);
	g_assert_false(pty->em.hidden);
	pty_free(pty);
}

static void
test_suspend(void)
{
	Pty *pty = pty_new("xterm-256color", 10, 40, &options);
	g_autoptr(Grid) grid = grid_new(10, 40);
	paint(grid, 0, 1);
	show(pty, grid);
	term_suspend(pty->term);
	term_show(pty->term, grid);
	pty_sync(pty);
	g_assert_nonnull(strstr(pty->all->str, "\033[?1049l"));
	g_assert_nonnull(strstr(pty->all->str, "\033[?2004l"));
	em_init(&pty->em, 10, 40);
	term_resume(pty->term);
	show(pty, grid);
	g_assert_nonnull(strstr(pty->all->str, "\033[?1049h"));
	pty_free(pty);
}

static void
test_ascii(void)
{
	setlocale(LC_ALL, "C");
	Pty *pty = pty_new("xterm-256color", 5, 20, &options);
	g_autoptr(Grid) grid = grid_new(5, 20);
	GridRect all = { 0, 0, 5, 20 };
	Pen pen = PEN(ROLE_NORMAL);
	pen.link = grid_link(grid, "https://example.org/");
	grid_text(grid, all, 0, 0, "┌─│é…日x", -1, pen);
	term_show(pty->term, grid);
	pty_sync(pty);
	GString *row = g_string_new(NULL);
	for (int col = 0; col < 8; col++)
		g_string_append(row, text_of(&pty->em, 0, col));
	g_assert_cmpstr(row->str, ==, "+-|e.? x");
	g_assert_null(pty->em.cells[0].link);
	g_string_free(row, TRUE);
	pty_free(pty);
	setlocale(LC_ALL, "C.UTF-8");
}

static void
test_refused(void)
{
	int fds[2];
	g_autoptr(GError) error = NULL;
	g_assert_cmpint(pipe(fds), ==, 0);
	g_assert_null(term_open_on(fds[0], fds[1], &options, &error));
	g_assert_nonnull(strstr(error->message, "needs a terminal"));
}

static int
first_free(void)
{
	int fd = dup(STDIN_FILENO);
	close(fd);
	return fd;
}

/* However many descriptors there are for it: none is left open. */
static void
test_too_few_descriptors(void)
{
	int master, slave;
	g_setenv("TERM", "xterm-256color", TRUE);
	g_assert_cmpint(openpty(&master, &slave, NULL, NULL, NULL), ==, 0);
	struct rlimit before, few;
	getrlimit(RLIMIT_NOFILE, &before);
	few = before;
	int free = first_free();
	for (int n = 0; n < 4; n++) {
		g_autoptr(GError) error = NULL;
		few.rlim_cur = (rlim_t)(free + n);
		setrlimit(RLIMIT_NOFILE, &few);
		g_assert_null(term_open_on(slave, slave, &options, &error));
		setrlimit(RLIMIT_NOFILE, &before);
		g_assert_nonnull(error);
		g_assert_cmpint(first_free(), ==, free);
	}
	close(slave);
	close(master);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_unsetenv("TMUX");
	g_unsetenv("COLORTERM");
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/screen/walk", test_walk);
	g_test_add_func("/screen/runs", test_runs);
	g_test_add_func("/screen/narrow-emoji", test_narrow_emoji);
	g_test_add_func("/screen/wide-emoji", test_wide_emoji);
	g_test_add_func("/screen/scroll-bytes", test_scroll_bytes);
	g_test_add_func("/screen/colors", test_colors);
	g_test_add_func("/screen/no-color", test_no_color);
	g_test_add_func("/screen/gate", test_gate);
	g_test_add_func("/screen/gate-for-marks", test_gate_for_marks);
	g_test_add_func("/screen/copy-and-title", test_copy_and_title);
	g_test_add_func("/screen/cursor", test_cursor);
	g_test_add_func("/screen/suspend", test_suspend);
	g_test_add_func("/screen/ascii", test_ascii);
	g_test_add_func("/screen/refused", test_refused);
	g_test_add_func(
		"/screen/too-few-descriptors", test_too_few_descriptors);
	return g_test_run();
}
