/* SPDX-License-Identifier: MIT
 *
 * Line editing, list and layout arithmetic, letters for hints, and the table
 * of commands.
 */
#include <locale.h>
#include <string.h>

#include "ui/state.h"

static void
test_commands(void)
{
	for (CommandId id = 0; id < N_COMMANDS; id++) {
		const CommandInfo *info = command_info(id);
		bool setting = info->flags & COMMAND_CONF;
		if (ui_handles(id) == setting)
			g_test_message("%s", info->name);
		g_assert_true(ui_handles(id) != setting);
	}
}

static void
run_all(Edit *edit, const CommandId *commands, gsize n)
{
	for (gsize i = 0; i < n; i++)
		g_assert_true(edit_run(edit, commands[i]));
}

static void
test_edit(void)
{
	static const struct {
		const char *text;
		CommandId commands[4];
		gsize n;
		const char *result;
		gsize at;
	} cases[] = {
		{ "ab", { CMD_EDIT_BACKSPACE }, 1, "a", 1 },
		{ "ab", { CMD_EDIT_START, CMD_EDIT_DELETE }, 2, "b", 0 },
		{ "eins zwei", { CMD_EDIT_KILL_WORD }, 1, "eins ", 5 },
		{ "eins zwei", { CMD_EDIT_WORD_LEFT, CMD_EDIT_KILL_END }, 2,
			"eins ", 5 },
		{ "eins zwei",
			{ CMD_EDIT_KILL_WORD, CMD_EDIT_START, CMD_EDIT_YANK },
			3, "zweieins ", 4 },
		{ "ab", { CMD_EDIT_TRANSPOSE }, 1, "ba", 2 },
		{ "aä", { CMD_EDIT_LEFT }, 1, "aä", 1 },
		{ "日本", { CMD_EDIT_BACKSPACE }, 1, "日", 3 },
		{ "e\xcc\x81x", { CMD_EDIT_LEFT, CMD_EDIT_LEFT }, 2,
			"e\xcc\x81x", 0 },
		{ "a b", { CMD_EDIT_START, CMD_EDIT_KILL_WORD_RIGHT }, 2, " b",
			0 },
		{ "abc", { CMD_EDIT_LEFT, CMD_EDIT_KILL_START }, 2, "c", 0 },
		{ "",
			{ CMD_EDIT_BACKSPACE, CMD_EDIT_DELETE,
				CMD_EDIT_TRANSPOSE, CMD_EDIT_YANK },
			4, "", 0 },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Edit edit;
		edit_init(&edit);
		edit_set(&edit, cases[i].text);
		run_all(&edit, cases[i].commands, cases[i].n);
		g_assert_cmpstr(edit.text->str, ==, cases[i].result);
		g_assert_cmpuint(edit.at, ==, cases[i].at);
		edit_clear(&edit);
	}
}

static void
test_edit_insert(void)
{
	Edit edit;
	edit_init(&edit);
	edit_set(&edit, "set ");
	edit_insert(&edit, "layout\nrows\x1b[31m");
	g_assert_cmpstr(edit.text->str, ==, "set layout rows[31m");
	edit_replace(&edit, 4, "x");
	g_assert_cmpstr(edit.text->str, ==, "set x");
	g_autofree char *huge = g_strnfill(EDIT_MAX + 1, 'x');
	edit_insert(&edit, huge);
	g_assert_cmpstr(edit.text->str, ==, "set x");
	edit_clear(&edit);
}

static void
test_list(void)
{
	List list = { .rows = 100, .height = 10, .margin = 2 };
	list_move(&list, CMD_DOWN, 8);
	g_assert_cmpint(list.cursor, ==, 8);
	g_assert_cmpint(list.top, ==, 1);
	list_move(&list, CMD_PAGE_DOWN, 0);
	g_assert_cmpint(list.cursor, ==, 17);
	list_move(&list, CMD_BOTTOM, 0);
	g_assert_cmpint(list.cursor, ==, 99);
	g_assert_cmpint(list.top, ==, 90);
	list_move(&list, CMD_DOWN, 99999);
	g_assert_cmpint(list.cursor, ==, 99);
	list_move(&list, CMD_TOP, 0);
	g_assert_cmpint(list.cursor, ==, 0);
	list_move(&list, CMD_SCROLL_DOWN, 3);
	g_assert_cmpint(list.top, ==, 3);
	g_assert_cmpint(list.cursor, ==, 5);
	list_shift(&list, 0, 7);
	g_assert_cmpint(list.top, ==, 10);
	g_assert_cmpint(list.cursor, ==, 12);
	List none = { .height = 5, .margin = 2 };
	list_move(&none, CMD_BOTTOM, 0);
	g_assert_cmpint(none.cursor, ==, 0);
}

static bool
inside(GridRect r, int rows, int cols)
{
	return r.row >= 0 && r.col >= 0 && r.rows >= 0 && r.cols >= 0 &&
		r.row + r.rows <= rows && r.col + r.cols <= cols;
}

static void
check_layout(const LayoutWish *wish)
{
	Layout layout;
	layout_make(wish, &layout);
	for (PaneId i = 0; i < N_PANES; i++) {
		g_assert_true(inside(
			layout.frame[i], MAX(wish->rows, 1), wish->cols));
		g_assert_true(inside(
			layout.text[i], MAX(wish->rows, 1) + 1, wish->cols));
	}
	if (wish->focus == PANE_FEEDS || wish->article || wish->focus < 2)
		g_assert_cmpint(layout.frame[wish->focus].rows, >, 0);
}

static void
test_layout(void)
{
	static const int sizes[][2] = { { 3, 1 }, { 10, 40 }, { 16, 60 },
		{ 24, 80 }, { 30, 110 }, { 50, 200 }, { 100, 300 } };
	for (gsize s = 0; s < G_N_ELEMENTS(sizes); s++)
		for (int bits = 0; bits < 1024; bits++) {
			LayoutWish wish = { .rows = sizes[s][0],
				.cols = sizes[s][1],
				.layout = bits & 3,
				.focus = (PaneId)((bits >> 2) & 3),
				.article = bits & 16 || ((bits >> 2) & 3) > 1,
				.bar = bits & 32,
				.zoom = (bits & 192) == 192,
				.feeds = (bits >> 8) % 3,
				.links = (bits >> 6) % 3 };
			wish.split[SPLIT_LIST] = bits & 512 ? 95 : 5;
			wish.split[SPLIT_ROWS] = bits & 512 ? 5 : 95;
			check_layout(&wish);
		}
}

static void
test_layout_kinds(void)
{
	LayoutWish wish = { .rows = 30,
		.cols = 110,
		.article = true,
		.bar = true,
		.focus = PANE_ARTICLE };
	Layout layout;
	layout_make(&wish, &layout);
	g_assert_cmpint(layout.layout, ==, LAYOUT_COLUMNS);
	g_assert_true(layout.boxed);
	wish.cols = 99;
	layout_make(&wish, &layout);
	g_assert_cmpint(layout.layout, ==, LAYOUT_ROWS);
	wish.cols = 40;
	layout_make(&wish, &layout);
	g_assert_cmpint(layout.layout, ==, LAYOUT_SINGLE);
	g_assert_cmpint(layout.frame[PANE_ARTICLES].rows, ==, 0);
}

static void
test_divider(void)
{
	LayoutWish wish = {
		.rows = 40, .cols = 120, .article = true, .focus = PANE_ARTICLE
	};
	Layout layout;
	layout_make(&wish, &layout);
	GridRect list = layout.frame[PANE_ARTICLES];
	int at = layout_split_at(&layout, 10, list.cols - 1);
	g_assert_cmpint(at, ==, SPLIT_LIST);
	wish.split[at] = layout_percent(&layout, (SplitId)at, 10, 59);
	layout_make(&wish, &layout);
	g_assert_cmpint(layout.frame[PANE_ARTICLES].cols, ==, 60);
}

/* What nobody has moved takes no more room than it needs. */
static void
test_fit(void)
{
	LayoutWish wish = { .rows = 42,
		.cols = 160,
		.article = true,
		.link_rows = 2,
		.focus = PANE_ARTICLE };
	Layout layout;
	layout_make(&wish, &layout);
	g_assert_cmpint(layout.text[PANE_LINKS].rows, ==, 2);
	g_assert_cmpint(layout.text[PANE_FEEDS].cols, >=, 26);
	wish.link_rows = 100;
	layout_make(&wish, &layout);
	g_assert_cmpint(layout.text[PANE_LINKS].rows, ==, 10);
	for (int split = 0; split < N_SPLITS; split++) {
		if (split == SPLIT_ROWS)
			continue;
		wish.split[split] = 40;
		layout_make(&wish, &layout);
		g_assert_cmpint(
			ABS(layout_share(&layout, split) - 40), <=, 1);
	}
}

static void
test_hints(void)
{
	g_autoptr(GPtrArray) few = hints_labels("abc", 3);
	g_assert_cmpuint(few->len, ==, 3);
	g_assert_cmpstr(few->pdata[2], ==, "c");
	g_autoptr(GPtrArray) many = hints_labels("abc", 10);
	g_assert_cmpstr(many->pdata[0], ==, "aaa");
	g_autoptr(GHashTable) set = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < many->len; i++)
		g_assert_true(g_hash_table_add(set, many->pdata[i]));
	g_autoptr(GPtrArray) none = hints_labels("a", 3);
	g_assert_cmpuint(none->len, ==, 0);
}

static void
test_view(void)
{
	static const char *const texts[] = { "all\n\n", "feed\n12",
		"group\nRust/Official\n", "search\nMine\nrust is:unread" };
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		View view;
		g_assert_true(view_from_text(texts[i], &view));
		g_autofree char *back = view_to_text(&view);
		g_assert_cmpstr(back, ==, texts[i]);
		view_clear(&view);
	}
	View view;
	g_assert_false(view_from_text("feed\nx", &view));
	g_assert_false(view_from_text("", &view));
	g_assert_cmpint(view.kind, ==, VIEW_ALL);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ui/every-command-is-carried-out", test_commands);
	g_test_add_func("/ui/edit", test_edit);
	g_test_add_func("/ui/edit/insert", test_edit_insert);
	g_test_add_func("/ui/list", test_list);
	g_test_add_func("/ui/layout", test_layout);
	g_test_add_func("/ui/layout/kinds", test_layout_kinds);
	g_test_add_func("/ui/layout/divider", test_divider);
	g_test_add_func("/ui/layout/fit", test_fit);
	g_test_add_func("/ui/hints", test_hints);
	g_test_add_func("/ui/view", test_view);
	return g_test_run();
}
