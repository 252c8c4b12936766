/* SPDX-License-Identifier: MIT
 *
 * Moves, attributes, links and scrolling as bytes.
 */
#include <config.h>

#include <string.h>

#include "term/term_i.h"

#define ROWS 24
#define COLS 80

static Caps caps;

static void
frame_begin(Frame *f)
{
	caps = (Caps){ .wraps_late = true, .goes_to_column = true };
	*f = (Frame){ .caps = &caps,
		.bytes = g_string_new(NULL),
		.rows = ROWS,
		.cols = COLS };
}

static void
assert_bytes(Frame *f, const char *expected)
{
	g_assert_cmpstr(f->bytes->str, ==, expected);
	g_string_free(f->bytes, TRUE);
}

static const struct {
	int from_row, from_col, row, col;
	const char *bytes;
} moves[] = {
	{ 3, 5, 3, 5, "" },
	{ 3, 5, 3, 0, "\r" },
	{ 3, 5, 3, 6, "\033[C" },
	{ 3, 5, 3, 15, "\033[10C" },
	{ 3, 5, 3, 2, "\b\b\b" },
	{ 3, 50, 3, 40, "\033[10D" },
	{ 3, 5, 4, 0, "\r\n" },
	{ 3, 5, 4, 5, "\n" },
	{ 3, 5, 9, 0, "\033[10H" },
	{ 3, 5, 0, 0, "\033[H" },
	{ 3, 5, 2, 7, "\033[3;8H" },
	/* Behind the last column the cursor is where the terminal thinks. */
	{ 3, COLS, 3, COLS - 1, "\033[80G" },
	{ 3, COLS, 3, 0, "\r" },
	{ 3, -1, 3, 7, "\033[8G" },
	{ -1, -1, 3, 7, "\033[4;8H" },
	{ -1, -1, 0, 0, "\033[H" },
};

static void
test_moves(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(moves); i++) {
		Frame f;
		frame_begin(&f);
		f.row = moves[i].from_row;
		f.col = moves[i].from_col;
		frame_move(&f, moves[i].row, moves[i].col);
		assert_bytes(&f, moves[i].bytes);
	}
}

/* Terminals without CSI n G, and those that wrap at once. */
static void
test_old_terminals(void)
{
	Frame f;
	frame_begin(&f);
	caps.goes_to_column = caps.wraps_late = false;
	f.row = 3;
	f.col = COLS - 1;
	frame_text(&f, "x", 1, 1);
	frame_move(&f, 3, 7);
	assert_bytes(&f, "x\033[4;8H");
	frame_begin(&f);
	f.row = 3;
	f.col = 5;
	frame_scroll(&f, 1, 9, 2);
	frame_scroll(&f, 1, 9, -2);
	assert_bytes(&f,
		"\033[2;10r\033[10H\n\n\033[r"
		"\033[2;10r\033[2H\033M\033M\033[r");
}

static void
test_scroll(void)
{
	Frame f;
	frame_begin(&f);
	caps.scrolls_by = true;
	frame_scroll(&f, 1, 9, 1);
	frame_scroll(&f, 1, 9, -3);
	frame_move(&f, 0, 0);
	assert_bytes(
		&f, "\033[2;10r\033[S\033[r\033[2;10r\033[3T\033[r\033[H");
}

/* Where emoji or marks were written the cursor may be elsewhere. */
static void
test_doubt(void)
{
	Frame f;
	frame_begin(&f);
	frame_text(&f, "x", 1, 1);
	frame_doubt(&f);
	frame_move(&f, 0, 1);
	frame_text(&f, "y", 1, 78);
	frame_doubt(&f);
	frame_move(&f, 0, 79);
	assert_bytes(&f, "x\033[2Gy\033[1;80H");
}

static const struct {
	Sgr from, to;
	const char *bytes;
} changes[] = {
	{ { 0, -1, -1, false }, { 0, -1, -1, false }, "" },
	{ { 0, -1, -1, true }, { 0, -1, -1, false }, "\033[m" },
	{ { 0, -1, -1, false }, { 1 << 1, -1, -1, false }, "\033[1m" },
	{ { 1 << 1, -1, -1, false }, { 1 << 3, -1, -1, false },
		"\033[0;3m" },
	{ { 1 << 1, -1, -1, false }, { 1 << 2, -1, -1, false },
		"\033[0;2m" },
	{ { 1 << 1 | 1 << 2, 4, 5, false }, { 1 << 2, 4, 5, false },
		"\033[22;2m" },
	{ { 0, 1, -1, false }, { 0, -1, -1, false }, "\033[m" },
	{ { 0, 1, -1, false }, { 0, 15, 4, false }, "\033[97;44m" },
	{ { 0, 1, 2, false }, { 0, -1, 2, false }, "\033[39m" },
	{ { 0, -1, -1, false }, { 0, 200, 0x101ff14, false },
		"\033[38;5;200;48;2;1;255;20m" },
	{ { 1 << 1, 3, -1, true }, { 1 << 4 | 1 << 9, 3, -1, false },
		"\033[0;4;9;33m" },
};

static void
test_sgr(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		sgr_change(out, &changes[i].from, &changes[i].to);
		g_assert_cmpstr(out->str, ==, changes[i].bytes);
	}
}

/* A link goes on over a move; what may not be sent is none. */
static void
test_links(void)
{
	static const Sgr plain = { 0, -1, -1, false };
	g_autoptr(Grid) grid = grid_new(3, 10);
	g_autofree char *longest = g_strnfill(2084, 'a');
	int a = grid_link(grid, "https://a/");
	const int none[] = { grid_link(grid, "https://b/ c"),
		grid_link(grid, "https://ü/"), grid_link(grid, ""),
		grid_link(grid, "https://\033[2J/"), grid_link(grid, longest) };
	Frame f;
	frame_begin(&f);
	f.links = grid->links;
	f.sgr = plain;
	frame_dress(&f, &plain, a);
	frame_text(&f, "a", 1, 1);
	frame_move(&f, 1, 1);
	frame_dress(&f, &plain, a);
	frame_text(&f, "b", 1, 1);
	for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
		frame_dress(&f, &plain, none[i]);
	frame_end(&f);
	g_autofree char *expected = g_strdup_printf(
		"\033]8;id=%x;https://a/\aa\nb\033]8;;\a", (guint)a);
	assert_bytes(&f, expected);
}

/* Another program may have left a link open. */
static void
test_forget(void)
{
	static const Sgr plain = { 0, -1, -1, false };
	g_autoptr(Grid) grid = grid_new(3, 10);
	Frame f;
	frame_begin(&f);
	f.sgr = plain;
	frame_forget(&f);
	frame_dress(&f, &plain, 0);
	frame_clear(&f);
	assert_bytes(&f, "\033[m\033[H\033[2J");
	frame_begin(&f);
	f.sgr = plain;
	f.links = grid->links;
	frame_forget(&f);
	frame_dress(&f, &plain, 0);
	frame_end(&f);
	assert_bytes(&f, "\033]8;;\a\033[m");
}

static const struct {
	const char *before, *after; /* a letter for each row */
	bool found;
	Scroll scroll;
} screens[] = {
	{ "abcdefgh", "abcdefgh", false, { 0 } },
	{ "abcdefgh", "bcdefghi", true, { 0, 7, 1 } },
	{ "abcdefgh", "xabcdefg", true, { 0, 7, -1 } },
	{ "TabcdefB", "TdefxyzB", true, { 1, 6, 3 } },
	{ "Tabcdef-uvwxB", "Tbcdefg-uvwxB", true, { 1, 6, 1 } },
	/* What stands is not spoilt for two rows. */
	{ "abcdTUVWX", "cdxdTUVWX", false, { 0 } },
	{ "abcdTUVWX", "TabcdUVWX", true, { 0, 4, -1 } },
	/* Blank rows look alike wherever they are. */
	{ "a.b.c.d.e", "x.y.z.u.v", false, { 0 } },
	{ "abc", "xyz", false, { 0 } },
	{ "", "", false, { 0 } },
};

static void
test_find(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(screens); i++) {
		guint32 before[32] = { 0 }, after[32] = { 0 };
		int rows = (int)strlen(screens[i].before);
		for (int row = 0; row < rows; row++) {
			before[row] = (guint32)screens[i].before[row];
			after[row] = (guint32)screens[i].after[row];
		}
		Scroll s = { 0 };
		g_assert_cmpint(scroll_find(before, after, rows, &s), ==,
			screens[i].found);
		g_assert_cmpmem(&s, sizeof s, &screens[i].scroll, sizeof s);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/frame/moves", test_moves);
	g_test_add_func("/frame/old-terminals", test_old_terminals);
	g_test_add_func("/frame/scroll", test_scroll);
	g_test_add_func("/frame/doubt", test_doubt);
	g_test_add_func("/frame/sgr", test_sgr);
	g_test_add_func("/frame/links", test_links);
	g_test_add_func("/frame/forget", test_forget);
	g_test_add_func("/frame/find", test_find);
	return g_test_run();
}
