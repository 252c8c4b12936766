/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/text.h"
#include "base/width.h"

#include <locale.h>
#include <string.h>
#include <unigbrk.h>
#include <wchar.h>

static const struct {
	const char *s;
	int width;
} cases[] = {
	{ "", 0 },
	{ "hello", 5 },
	{ "Grüße", 5 },
	{ "日本語", 6 },
	{ "한", 2 },
	{ "ｱ", 1 },
	{ "Ａ", 2 },
	{ "👨", 2 },
	{ "❤", 1 },
	{ "🇩🇪", 2 },
	{ "क्षि", 3 },
	{ "ع", 1 },
	{ "שלום", 4 },
	{ "q\u0301\u0302", 1 },
	{ "…", 1 },
	{ "±§·", 3 }, /* ambiguous: narrow */
	{ "\u25cc\u0301", 1 },
	{ "\ufffd", 1 },
	{ "\u00a0\u3000", 3 },
};

static void
test_text(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].s);
		g_assert_true(text_is_clean(cases[i].s, -1, TEXT_INLINE));
		g_assert_cmpint(width_text(cases[i].s, -1), ==, cases[i].width);
	}
}

/* ncurses asks wcwidth(): for everything that may come, the answer must be
 * ours. */
static void
test_agrees_with_wcwidth(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8")) {
		g_test_skip("no locale C.UTF-8");
		return;
	}
	for (gunichar c = 0x20; c < 0x110000; c++) {
		char s[8] = "";
		if (c >= 0xd800 && c < 0xe000)
			continue;
		g_unichar_to_utf8(c, s);
		g_autofree char *clean = text_clean(s, -1, TEXT_INLINE);
		for (const char *p = clean; *p; p += strlen(p)) {
			gunichar out = g_utf8_get_char(p);
			if (wcwidth((wchar_t)out) != width_char(out))
				g_test_message("U+%04X", out);
			g_assert_cmpint(
				wcwidth((wchar_t)out), ==, width_char(out));
		}
	}
	setlocale(LC_CTYPE, "C");
}

static const struct {
	const char *s;
	int columns;
	const char *prefix;
} prefixes[] = {
	{ "hello", 3, "hel" },
	{ "hello", 9, "hello" },
	{ "hello", 0, "" },
	{ "日本語", 3, "日" },
	{ "日本語", 1, "" },
	{ "xé\u0323y", 2, "xé\u0323" },
	{ "aq\u0301b", 1, "a" },
	{ "aq\u0301b", 2, "aq\u0301" },
	{ "🇩🇪🇫🇷", 3, "🇩🇪" },
	{ "🇩🇪🇫🇷", 1, "" },
	{ "षि", 1, "" },
};

static void
test_prefix(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
		int used = -1;
		const char *s = prefixes[i].s;
		const char *end =
			width_prefix(s, -1, prefixes[i].columns, &used);
		g_autofree char *got = g_strndup(s, end - s);
		g_assert_cmpstr(got, ==, prefixes[i].prefix);
		g_assert_cmpint(used, ==, width_text(got, -1));
	}
}

static void
test_cut(void)
{
	static const struct {
		const char *s;
		int columns;
		const char *cut;
	} cuts[] = {
		{ "hello", 5, "hello" },
		{ "hello", 4, "hel…" },
		{ "hello", 1, "…" },
		{ "hello", 0, "" },
		{ "hello", -3, "" },
		{ "日本語", 5, "日本…" },
		{ "日本語", 4, "日…" },
		{ "", 3, "" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cuts); i++) {
		g_autofree char *cut = width_cut(cuts[i].s, cuts[i].columns);
		g_assert_cmpstr(cut, ==, cuts[i].cut);
	}
}

/* Our clusters are those of UAX #29 as far as clean text has them. */
static void
test_clusters(void)
{
	static const char *const texts[] = { "hello wörld", "q\u0301\u0302r",
		"🇩🇪🇫🇷🇬", "한국어", "क्षि का", "שָׁלוֹם", "a\nb", "日本", "👨👍🎉",
		"বা লা", "ก็ที่", "م\u200cخ" };
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		const char *s = texts[i], *end = s + strlen(s);
		g_autofree char *expected = g_malloc0(strlen(s));
		u8_grapheme_breaks((const uint8_t *)s, strlen(s), expected);
		for (const char *p = s; p < end;) {
			const char *next = width_next_cluster(p, end);
			g_assert_true(next == end || expected[next - s]);
			while (++p < next)
				g_assert_false(expected[p - s]);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/width/text", test_text);
	g_test_add_func("/width/agrees-with-wcwidth", test_agrees_with_wcwidth);
	g_test_add_func("/width/prefix", test_prefix);
	g_test_add_func("/width/cut", test_cut);
	g_test_add_func("/width/clusters", test_clusters);
	return g_test_run();
}
