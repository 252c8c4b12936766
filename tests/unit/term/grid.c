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
	grid_glyph(grid, 0, 1, "│", PEN(ROLE_BORDER));
	assert_row(grid, " │本");
	grid_glyph(grid, 0, 2, "x", PEN(ROLE_BORDER));
	assert_row(grid, " │x");
	grid_glyph(grid, 0, 10, "x", PEN(ROLE_BORDER));
	/* What a cell had before is gone from all its bytes. */
	grid_text(grid, all, 1, 0, "e\xcc\x81", -1, PEN(ROLE_NORMAL));
	grid_text(grid, all, 1, 0, "e", -1, PEN(ROLE_NORMAL));
	grid_text(grid, all, 2, 0, "e", -1, PEN(ROLE_NORMAL));
	g_assert_cmpmem(grid_at(grid, 1, 0), sizeof(GridCell),
		grid_at(grid, 2, 0), sizeof(GridCell));
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

static void
test_slots(void)
{
	LinkSlots slots = { 0 };
	link_slots_frame(&slots);
	int a = link_slots_get(&slots, "https://a/");
	g_assert_cmpint(a, >, 0);
	g_assert_cmpint(link_slots_get(&slots, "https://a/"), ==, a);
	g_assert_cmpint(link_slots_get(&slots, "https://a/ b"), ==, 0);
	g_assert_cmpint(link_slots_get(&slots, "https://ü/"), ==, 0);
	g_assert_cmpint(link_slots_get(&slots, ""), ==, 0);
	g_autofree char *path = g_strnfill(2083, 'a');
	g_autofree char *longest = g_strconcat("https://a/", path, NULL);
	g_assert_cmpint(link_slots_get(&slots, longest), ==, 0);
	/* The next frame fills the rest, but not what was just shown. */
	link_slots_frame(&slots);
	int got = 0;
	for (int i = 0; i < 300; i++) {
		g_autofree char *url = g_strdup_printf("https://b/%d", i);
		int slot = link_slots_get(&slots, url);
		g_assert_cmpint(slot, !=, a);
		got += slot > 0;
	}
	g_assert_cmpint(got, ==, LINK_SLOTS - 1);
	link_slots_clear(&slots);
}

static const struct {
	const char *in, *out;
} sequences[] = {
	{ "abc", "abc" },
	{ "\033(B\033[mabc", "abc" },
	{ "\033[1m\033(B\033[0;1mab\033(B\033[m", "\033[1mab" },
	{ "\033[1ma\033[22;3mb", "\033[1ma\033[0;3mb" },
	{ "\033[31ma\033[39;49m\033[mb", "\033[31ma\033[mb" },
	{ "\033[97;44ma\033[H\033[mb", "\033[97;44ma\033[H\033[mb" },
	{ "\033[44m\033[K\033[m", "\033[44m\033[K" },
	{ "\033[44m\n\033[mx", "\033[44m\n\033[mx" },
	{ "\033]104\ax", "\033]104\ax" },
	{ "aaaaaaaaaaaaaaaaaaaa", "a\033[19b" },
	{ "aaaaaaaaaa\xcc\x81", "a\033[8ba\xcc\x81" },
	{ "a\xf3\xa0\x84\x80"
	  "b",
		"\033]8;id=1;https://u/\a"
		"a"
		"\033]8;;\a"
		"b" },
	{ "a\xf3\xa0\x84\x80\033[31mb\xf3\xa0\x84\x80",
		"\033]8;id=1;https://u/\a"
		"a\033[31mb\033]8;;\a" },
	/* Only the last one of plain text has the mark or the link. */
	{ "abc\xcc\x81 d", "abc\xcc\x81 d" },
	{ "xya\xf3\xa0\x84\x80", "xy\033]8;id=1;https://u/\aa\033]8;;\a" },
	{ "xyaaaaaaaaaaaz", "xya\033[10bz" },
	{ "xyaaaaaaaaaaa\xf3\xa0\x84\x80",
		"xya\033[9b\033]8;id=1;https://u/\aa\033]8;;\a" },
	{ "\033[31mab\033[32mcd\033[38;5;200;48;2;1;20;255;1;2;3;4;7;9me",
		"\033[31mab\033[32mcd"
		"\033[1;2;3;4;7;9;38;5;200;48;2;1;20;255me" },
	/* Colons, as the entries for direct colour have them. */
	{ "\033[38:2::1:20:255m\033[48:2:9:8:7ma\033[1;38:5:200mb",
		"\033[38;2;1;20;255;48;2;9;8;7ma\033[1;38;5;200mb" },
	{ "a\xf3\xa0\x84\x81", "a" }, /* a slot that is not taken */
	{ "\xff\xfe", "\xff\xfe" },
	{ "\033", "\033" },
	{ "\033[", "\033[" },
	{ "\033[38;5;16mx", "\033[38;2;1;2;3mx" },
	{ "\033[38;5;17mx", "\033[38;5;17mx" },
	{ "──────────", "─\033[9b" },
	/* The same row again, the first column, the whole screen. */
	{ "\033[3;1Ha\033[3;9Hb\033[3;1Hc\033[4;2Hd",
		"\033[3Ha\033[9Gb\rc\033[4;2Hd" },
	{ "\033[5;9r\033[9;1H\n\033[1;24r\033[9;1H",
		"\033[5;9r\033[9H\n\033[r\033[9H" },
	/* A link goes on over a move, and not over what is erased. */
	{ "a\xf3\xa0\x84\x80\033[2;2Hb\xf3\xa0\x84\x80\033[K",
		"\033]8;id=1;https://u/\aa\033[2;2Hb\033]8;;\a\033[K" },
};

static void
test_filter(void)
{
	LinkSlots slots = { 0 };
	guint32 rgb[] = { 0x010203 };
	link_slots_frame(&slots);
	g_assert_cmpint(link_slots_get(&slots, "https://u/"), ==, 1);
	for (gsize i = 0; i < G_N_ELEMENTS(sequences); i++) {
		Sgr has = { 0, -1, -1, false }, wanted = has;
		FilterTables tables = { .links = &slots,
			.rgb = rgb,
			.n_rgb = 1,
			.repeats = true,
			.rows = 24,
			.sgr = &has,
			.wanted = &wanted };
		g_autoptr(GString) out = g_string_new(NULL);
		const char *in = sequences[i].in;
		filter_frame(&tables, in, strlen(in), out);
		g_assert_cmpstr(out->str, ==, sequences[i].out);
	}
	link_slots_clear(&slots);
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
	g_test_add_func("/grid/looks", test_looks);
	g_test_add_func("/grid/slots", test_slots);
	g_test_add_func("/grid/filter", test_filter);
	g_test_add_func("/grid/ascii", test_ascii);
	return g_test_run();
}
