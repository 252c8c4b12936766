/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "term/grid.h"

#include <string.h>

#include "term/term_i.h"

static const GridRect all = { 0, 0, 3, 10 };

static void
assert_row(const Grid *grid, const char *expected)
{
	g_autofree char *dump = grid_dump(grid, false);
	g_auto(GStrv) rows = g_strsplit(dump, "\n", -1);
	g_assert_cmpstr(rows[0], ==, expected);
}

static void
test_text(void)
{
	g_autoptr(Grid) grid = grid_new(3, 10);
	g_assert_cmpint(
		grid_text(grid, all, 0, 1, "ab", -1, PEN(ROLE_LINK)), ==, 3);
	assert_row(grid, " ab");
	/* Cut at the rectangle, never half a wide character. */
	GridRect r = { 0, 2, 1, 3 };
	g_assert_cmpint(
		grid_text(grid, r, 0, 2, "日本", -1, PEN(ROLE_NORMAL)), ==, 4);
	assert_row(grid, " a日");
	/* Left of the rectangle nothing is written. */
	grid_text(grid, r, 0, 0, "xyzw", -1, PEN(ROLE_NORMAL));
	assert_row(grid, " azw");
	g_assert_cmpint(
		grid_text(grid, all, 99, 0, "x", -1, PEN(ROLE_NORMAL)), ==, 1);
}

static void
test_wide(void)
{
	g_autoptr(Grid) grid = grid_new(3, 10);
	grid_text(grid, all, 0, 0, "日本語", -1, PEN(ROLE_NORMAL));
	grid_text(grid, all, 0, 1, "x", -1, PEN(ROLE_NORMAL));
	assert_row(grid, " x本語");
	grid_text(grid, all, 0, 3, "é", -1, PEN(ROLE_NORMAL));
	assert_row(grid, " x é語");
	grid_fill(grid, (GridRect){ 0, 5, 1, 5 }, PEN(ROLE_BAR));
	assert_row(grid, " x é");
	grid_text(grid, all, 0, 0, "🇩🇪e\xcc\x81", -1, PEN(ROLE_NORMAL));
	g_assert_cmpint(grid_at(grid, 0, 0)->width, ==, 2);
	g_assert_cmpint(grid_at(grid, 0, 2)->width, ==, 1);
}

/* What is not written cuts nothing. */
static void
test_halves(void)
{
	g_autoptr(Grid) grid = grid_new(3, 10);
	GridRect narrow = { 0, 0, 1, 2 };
	grid_text(grid, all, 0, 0, "日本", -1, PEN(ROLE_NORMAL));
	grid_text(grid, all, 0, 1, "", -1, PEN(ROLE_NORMAL));
	grid_text(grid, narrow, 0, 1, "語", -1, PEN(ROLE_NORMAL));
	assert_row(grid, "日本");
	GridCell line = grid_cell("│", PEN(ROLE_BORDER));
	GridCell x = grid_cell("x", PEN(ROLE_BORDER));
	grid_put(grid, 0, 1, &line);
	assert_row(grid, " │本");
	grid_put(grid, 0, 2, &x);
	assert_row(grid, " │x");
	grid_put(grid, 0, 10, &x);
	/* What a cell had before is gone from all its bytes. */
	grid_text(grid, all, 1, 0, "e\xcc\x81", -1, PEN(ROLE_NORMAL));
	grid_text(grid, all, 1, 0, "e", -1, PEN(ROLE_NORMAL));
	grid_text(grid, all, 2, 0, "e", -1, PEN(ROLE_NORMAL));
	g_assert_cmpmem(grid_at(grid, 1, 0), sizeof(GridCell),
		grid_at(grid, 2, 0), sizeof(GridCell));
}

/* Both halves look alike, whichever a bar covers. */
static void
test_restyled_halves(void)
{
	g_autoptr(Grid) grid = grid_new(3, 10);
	grid_text(grid, all, 0, 0, "日本語", -1, PEN(ROLE_NORMAL));
	grid_restyle(grid, (GridRect){ 0, 1, 1, 2 }, ROLE_CURSOR, 0);
	grid_restyle(grid, (GridRect){ 0, 5, 1, 1 }, ROLE_BAR, 0);
	g_autofree char *dump = grid_dump(grid, true);
	g_assert_cmpstr(dump, ==, "日本語\n\n\n--\n0: 2-3 cursor\n");
}

static void
test_looks(void)
{
	g_autoptr(Grid) grid = grid_new(3, 10);
	Pen pen = PEN(ROLE_LINK);
	pen.link = grid_link(grid, "https://a/");
	pen.attrs = ATTR_BOLD;
	g_assert_cmpint(grid_link(grid, "https://a/"), ==, pen.link);
	grid_text(grid, all, 1, 2, "ab", -1, pen);
	grid_restyle(grid, (GridRect){ 2, 0, 1, 10 }, ROLE_CURSOR, 0);
	grid->cursor_row = 2;
	grid->cursor_col = 0;
	g_autofree char *dump = grid_dump(grid, true);
	g_assert_cmpstr(dump, ==,
		"\n  ab\n\n--\n1: 2-3 link+b ->https://a/\n"
		"2: 0-9 cursor\ncursor 2,0\n");
	g_assert_null(grid_at(grid, 3, 0));
	g_assert_null(grid_at(grid, 0, -1));
}

/* A link keeps its number, and no other gets it while it may be on screen. */
static void
test_links(void)
{
	g_autoptr(Grid) grid = grid_new(3, 10);
	guint16 a = grid_link(grid, "https://a/");
	g_assert_cmpint(a, >, 0);
	g_assert_cmpint(grid_link(grid, "https://a/"), ==, a);
	g_assert_cmpstr(grid_url(grid, &(GridCell){ .link = a }), ==,
		"https://a/");
	g_assert_null(grid_url(grid, &(GridCell){ .link = 0 }));
	grid_reset(grid, 3, 10);
	int got = 0;
	for (int i = 0; i < GRID_LINKS + 10; i++) {
		g_autofree char *url = g_strdup_printf("https://b/%d", i);
		guint16 link = grid_link(grid, url);
		g_assert_cmpint(link, !=, a);
		got += link > 0;
	}
	g_assert_cmpint(got, ==, GRID_LINKS - 1);
	grid_reset(grid, 3, 10);
	g_assert_cmpint(grid_link(grid, "https://b/0"), >, 0);
	grid_reset(grid, 3, 10);
	/* Those of the first frame and of the second are free now. */
	g_assert_cmpint(grid_link(grid, "https://c/"), >, 0);
	g_assert_cmpstr(grid_url(grid, &(GridCell){ .link = a }), !=,
		"https://a/");
}

static void
test_ascii(void)
{
	g_assert_cmpint(ascii_likeness(0x2502), ==, '|');
	g_assert_cmpint(ascii_likeness(0x2500), ==, '-');
	g_assert_cmpint(ascii_likeness(0x250c), ==, '+');
	g_assert_cmpint(ascii_likeness(0xe9), ==, 'e');
	g_assert_cmpint(ascii_likeness(0x65e5), ==, '?');
	g_assert_cmpint(ascii_likeness(0x1b), ==, '?');
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/grid/text", test_text);
	g_test_add_func("/grid/wide", test_wide);
	g_test_add_func("/grid/halves", test_halves);
	g_test_add_func("/grid/restyled-halves", test_restyled_halves);
	g_test_add_func("/grid/looks", test_looks);
	g_test_add_func("/grid/links", test_links);
	g_test_add_func("/grid/ascii", test_ascii);
	return g_test_run();
}
