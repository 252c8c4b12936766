/* SPDX-License-Identifier: MIT
 *
 * What a reader sees of a page: links, code, find, places after a resize.
 */
#include <config.h>

#include "show.h"

#include <string.h>

static PageOptions
at_width(int width)
{
	return (PageOptions){ .width = width, .link_numbers = true };
}

static char *
text_of(const char *html, const PageOptions *options)
{
	g_auto(Shown) shown = show(html, "x.html", options);
	check_promises(shown.page, options, html);
	return page_to_text(shown.page);
}

static void
assert_text(const char *html, PageOptions options, const char *expected)
{
	g_autofree char *text = text_of(html, &options);
	g_assert_cmpstr(text, ==, expected);
}

static void
test_link_mark_is_apart(void)
{
	assert_text("<p><a href='http://a.example/'>Word</a>, and "
		    "<a href='http://a.example/'>again</a>; two "
		    "<a href='http://b.example/'>link</a>s.</p>",
		at_width(60), "Word [1], and again [1]; two links [2].\n");
}

static void
test_link_mark_stays_on_its_line(void)
{
	assert_text("<p>aaaa <a href='http://a.example/'>bbbb</a></p>",
		at_width(11), "aaaa\nbbbb [1]\n");
}

static void
test_no_link_numbers(void)
{
	PageOptions o = at_width(60);
	o.link_numbers = false;
	assert_text(
		"<p><a href='http://a.example/'>Word</a>.</p>", o, "Word.\n");
}

static void
test_link_line(void)
{
	PageOptions o = at_width(20);
	g_auto(Shown) s = show("<p>one</p><p>two</p>"
			       "<p><a href='http://a.example/'>x</a></p>",
		"x.html", &o);
	g_assert_cmpuint(page_link_line(s.page, 1), ==, 4);
	g_assert_cmpuint(page_link_line(s.page, 7), ==, 0);
	g_assert_cmpuint(page_link_line(s.page, -1), ==, 0);
}

static void
test_link_line_is_the_first(void)
{
	PageOptions o = at_width(20);
	g_auto(Shown) s = show("<p><a href='http://a.example/'>x</a></p>"
			       "<p><a href='http://b.example/'>y</a></p>"
			       "<p><a href='http://a.example/'>x</a></p>"
			       "<p><a href='http://b.example/'>y</a></p>",
		"x.html", &o);
	g_assert_cmpuint(page_link_line(s.page, 1), ==, 0);
	g_assert_cmpuint(page_link_line(s.page, 2), ==, 2);
}

/* A picture in a link leads where the link does, and is found there. */
static void
test_linked_picture(void)
{
	static const char html[] =
		"<p>one</p><p><a href='http://a.example/'>"
		"<img src='http://b.example/b.png' alt='Bay'></a> "
		"<img src='http://c.example/c.png' alt='Cape'></p>"
		/* Each in the other, on the first line of neither. */
		"<a href='http://b.example/b.png'>x "
		"<img src='http://a.example/' alt='Delta'></a>";
	PageOptions o = at_width(60);
	assert_text(html, o,
		"one\n\n[image: Bay] [1] [image: Cape] [3]\n\n"
		"x [image: Delta] [2]\n");
	g_auto(Shown) s = show(html, "x.html", &o);
	g_assert_cmpuint(page_link_line(s.page, 1), ==, 2);
	g_assert_cmpuint(page_link_line(s.page, 2), ==, 4);
	g_auto(Shown) first = show(
		"<a href='http://a.example/'><img src='http://b.example/'></a>"
		"<p>two</p><a href='http://c.example/'>"
		"<img src='http://d.example/'></a>",
		"x.html", &o);
	g_assert_cmpuint(page_link_line(first.page, 2), ==, 0);
	g_assert_cmpuint(page_link_line(first.page, 4), ==, 4);
	g_auto(Shown) both = show(
		"<a href='http://a.example/'><img src='http://b.example/'></a>"
		"<a href='http://b.example/'><img src='http://a.example/'></a>",
		"x.html", &o);
	g_assert_cmpuint(page_link_line(both.page, 1), ==, 0);
}

static void
test_long_word_is_split(void)
{
	assert_text("<p>ab abcdefghijklmnopqrstuvwxyz</p>", at_width(10),
		"ab\nabcdefghij\nklmnopqrst\nuvwxyz\n");
}

static void
test_wide_characters(void)
{
	assert_text("<p>日本語日本語日本語</p>", at_width(11),
		"日本語日本\n語日本語\n");
}

static void
test_code_scrolls_or_is_marked(void)
{
	const char *html = "<pre>0123456789abcdef\n\n  x</pre>";
	PageOptions o = at_width(12);
	assert_text(html, o, "  0123456789abcdef\n\n    x\n");
	o.wrap_code = true;
	assert_text(html, o, "  0123456789\n  ↪ abcdef\n\n    x\n");
	o.ascii = true;
	assert_text(html, o, "  0123456789\n  \\ abcdef\n\n    x\n");
}

static void
test_code_in_narrow_cells(void)
{
	static const char html[] = "<table><tr><th>a<th>b<tr><td>abcdef<td>abc"
				   "<pre>a bb 日本</pre></table>";
	for (int width = 10; width < 24; width++) {
		PageOptions o = at_width(width);
		o.wrap_code = true;
		g_auto(Shown) s = show(html, "x.html", &o);
		check_promises(s.page, &o, html);
	}
}

static void
test_author_colours(void)
{
	PageOptions o = at_width(60);
	g_auto(Shown) s =
		show("<pre><code><span style='color:#ff0000'>fn</span> main"
		     "</code></pre>",
			"x.html", &o);
	const PageLine *line = page_line(s.page, 0);
	g_assert_true(line->code);
	g_assert_cmpuint(line->n_spans, ==, 3);
	g_assert_cmpint(line->spans[1].rgb, ==, 0xff0000);
	g_assert_cmpint(line->spans[1].len, ==, 2);
	g_assert_cmpint(line->spans[2].rgb, ==, -1);
}

static void
test_measure_is_centred(void)
{
	PageOptions o = at_width(20);
	o.measure = 10;
	o.centre = true;
	assert_text("<p>aaaa bbbb cccc</p><p>d</p>", o,
		"     aaaa bbbb\n     cccc\n\n     d\n");
	o.centre = false;
	assert_text("<p>aaaa bbbb cccc</p>", o, "aaaa bbbb\ncccc\n");
}

static void
test_rtl_is_aligned_right(void)
{
	assert_text("<p>שלום עולם</p><p>left</p>", at_width(20),
		"           שלום עולם\n\nleft\n");
}

static void
test_headings(void)
{
	PageOptions o = at_width(40);
	g_auto(Shown) s = show("<h2>One <a href='http://a.example/'>x</a>"
			       "</h2><p>p</p><h3>Two</h3><p>q</p>",
		"x.html", &o);
	guint32 n;
	const PageHeading *h = page_headings(s.page, &n);
	g_assert_cmpuint(n, ==, 2);
	g_assert_cmpstr(h[0].text, ==, "One x");
	g_assert_cmpint(h[0].level, ==, 2);
	g_assert_cmpuint(h[0].line, ==, 0);
	g_assert_cmpuint(page_line(s.page, 0)->heading, ==, 2);
	g_assert_cmpstr(page_line(s.page, h[1].line)->text, ==, "Two");
	g_assert_cmpuint(page_line(s.page, h[1].line)->heading, ==, 3);
}

static void
test_resize_keeps_the_place(void)
{
	GString *html = g_string_new(NULL);
	for (int i = 0; i < 200; i++)
		g_string_append_printf(html,
			"<p>Paragraph %d with words to wrap here.</p>", i);
	PageOptions narrow = at_width(20), wide = at_width(100);
	g_auto(Shown) a = show(html->str, "x.html", &narrow);
	g_autoptr(Page) b = page_new(a.doc, &wide);
	for (guint32 i = 0; i < page_n_lines(b); i++) {
		if (page_line(b, i)->len == 0)
			continue;
		guint32 at = page_line_at(a.page, page_line(b, i)->source);
		guint32 back = page_line_at(b, page_line(a.page, at)->source);
		g_assert_cmpuint(back, ==, i);
	}
	g_string_free(html, TRUE);
}

static char *
found(const char *html, const char *needle, int width)
{
	PageOptions o = at_width(width);
	g_auto(Shown) s = show(html, "x.html", &o);
	g_autoptr(GArray) matches = page_find(s.page, needle);
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < matches->len; i++) {
		PageMatch *m = &g_array_index(matches, PageMatch, i);
		g_string_append_printf(out, "%u:%u:%.*s|", m->match, m->line,
			(int)m->len,
			page_line(s.page, m->line)->text + m->start);
	}
	return g_string_free(out, FALSE);
}

static void
assert_found(
	const char *html, const char *needle, int width, const char *expected)
{
	g_autofree char *got = found(html, needle, width);
	g_assert_cmpstr(got, ==, expected);
}

static void
test_find(void)
{
	assert_found("<p>Café, CAFE, cafeteria</p>", "cafe", 60,
		"0:0:Café|1:0:CAFE|2:0:cafe|");
	assert_found("<p>Straße</p>", "STRASSE", 60, "0:0:Straße|");
	assert_found("<p>nothing</p>", "", 60, "");
	assert_found("<p>nothing</p>", "xyz", 60, "");
	assert_found("<p>aaaa</p>", "aa", 60, "0:0:aa|1:0:aa|");
}

static void
test_find_crosses_lines(void)
{
	assert_found("<p>one two three four</p>", "two  three", 10,
		"0:0:two|0:1:three|");
	assert_found("<blockquote>one two three</blockquote>", "two three", 11,
		"0:0:two|0:1:three|");
	assert_found("<p>one</p><p>two</p>", "one two", 60, "");
}

static void
test_ansi(void)
{
	PageOptions o = at_width(60);
	g_auto(Shown) s = show("<p>a <b>b</b> "
			       "<a href='http://a.example/'>c</a></p>",
		"x.html", &o);
	Look looks[N_ROLES];
	for (int i = 0; i < N_ROLES; i++)
		looks[i] = (Look){ COLOR_DEFAULT, COLOR_DEFAULT, 0 };
	looks[ROLE_STRONG].attrs = ATTR_BOLD;
	g_autofree char *plain = page_to_ansi(s.page, looks, false);
	g_assert_cmpstr(plain, ==, "a \033[0;1mb\033[0m c [1]\n");
	g_autofree char *links = page_to_ansi(s.page, looks, true);
	/* The number is part of the link: its address stands there once. */
	const char *start = "\033]8;id=1;http://a.example/\033\\c";
	g_assert_nonnull(strstr(links, start));
	g_assert_true(g_str_has_suffix(links, "[1]\033]8;;\033\\\n"));
}

static void
test_table_fits_or_becomes_records(void)
{
	const char *html = "<table><tr><th>Name<th>What it does"
			   "<tr><td>courant<td>reads newsletters"
			   "</table>";
	assert_text(html, at_width(60),
		"Name    │ What it does\n"
		"────────┼──────────────────\n"
		"courant │ reads newsletters\n");
	assert_text(html, at_width(12),
		"Name:\n  courant\nWhat it\n  does:\n  reads\n"
		"  newsletter\n  s\n");
}

static void
test_table_counts_rows_of_nothing(void)
{
	static const char below[] = "Name │ Value\n─────┼──────\n"
				    "a    │     1\nb    │\n"
				    "─────┼──────\nc    │     2\n";
	assert_text("<table><tr><th>Name<th>Value"
		    "<tr><td rowspan=2>one<td>1<tr><td>"
		    "<tr><td>two<td>2</table>",
		at_width(40),
		"Name │ Value\n─────┼──────\n"
		"one  │     1\ntwo  │     2\n");
	assert_text("<table><tr><th>Name<th>Value"
		    "<tr><td rowspan=2>a<br>b<td rowspan=2>1<tr></tr>"
		    "<tr><td>c<td>2</table>",
		at_width(40), below);
}

static void
test_table_uses_the_pane(void)
{
	static const char html[] =
		"<p>Text that is filled up to the measure.</p><table><tr>"
		"<th>First</th><th>Second</th></tr><tr><td>one two three</td>"
		"<td>four five six</td></tr></table>";
	PageOptions o = at_width(60);
	o.measure = 20;
	assert_text(html, o,
		"Text that is filled\nup to the measure.\n\n"
		"First         │ Second\n"
		"──────────────┼──────────────\n"
		"one two three │ four five six\n");
	o.width = 26;
	assert_text(html, o,
		"Text that is filled\nup to the measure.\n\n"
		"First       │ Second\n"
		"────────────┼─────────────\n"
		"one two     │ four five\n"
		"three       │ six\n");
}

static void
test_code_uses_the_pane(void)
{
	PageOptions o = at_width(40);
	o.measure = 20;
	o.wrap_code = true;
	assert_text("<pre>a line of code for the whole pane</pre>", o,
		"  a line of code for the whole pane\n");
	assert_text("<pre>a line of code for the whole pane and more</pre>", o,
		"  a line of code for the whole pane and\n  ↪ more\n");
}

static void
test_footnote_mark_in_ascii(void)
{
	static const char html[] =
		"<p>Word<sup id='r1'><a href='#fn1'>1</a></sup>.</p>"
		"<ol class='footnotes'><li id='fn1'>Note "
		"<a href='#r1'>^</a></li></ol>";
	PageOptions o = at_width(40);
	assert_text(html, o, "Word¹.\n\n────────────\n 1. Note\n");
	o.ascii = true;
	assert_text(html, o, "Word[^1].\n\n------------\n 1. Note\n");
}

static void
test_raised_and_lowered(void)
{
	PageOptions o = at_width(40);
	assert_text("<p>x<sup>2</sup> H<sub>2</sub>O 2<sup>n+1</sup> "
		    "x<sup>ab</sup> a<sub>i,j</sub> 1<sup>st</sup></p>",
		o, "x² H₂O 2ⁿ⁺¹ x^ab a_i,j 1st\n");
	assert_text("<p>2<sup>2<sup>5</sup></sup> 2<sup>a<sub>i</sub></sup> "
		    "2<sup><sup>3</sup></sup></p>",
		o, "2^(2⁵) 2^(a_i) 2³\n");
	/* Several styles in one. */
	assert_text("<p>x<sup><i>1<b>2</b></i></sup></p>", o, "x^12\n");
	assert_text("<p>x<sup><b><i>12</i></b></sup></p>", o, "x¹²\n");
	o.ascii = true;
	assert_text("<p>2<sup>2<sup>5</sup></sup></p>", o, "2^(2^5)\n");
}

static void
test_small_headings_are_told_apart(void)
{
	PageOptions o = at_width(40);
	assert_text("<p>a</p><h3>b</h3><p>c</p>", o, "a\n\nb\nc\n");
	o.plain = true;
	assert_text("<p>a</p><h3>b</h3><p>c</p><h2>d</h2><p>e</p>", o,
		"a\n\nb\n\nc\n\nd\n─\ne\n");
}

static void
test_rule_in_narrow_list(void)
{
	static const char html[] =
		"<ul><li>a<ul><li><hr>b<ul><li><ol><li><hr>c</ol></ul></ul>";
	for (int width = 10; width < 24; width++) {
		PageOptions o = at_width(width);
		g_auto(Shown) s = show(html, "x.html", &o);
		check_promises(s.page, &o, html);
	}
}

static void
test_deep_nesting_stays_in_the_width(void)
{
	GString *html = g_string_new(NULL);
	for (int i = 0; i < 90; i++)
		g_string_append(html, i % 2 ? "<blockquote>" : "<ul><li>");
	g_string_append(html, "deep words inside");
	PageOptions o = at_width(10);
	g_auto(Shown) s = show(html->str, "x.html", &o);
	check_promises(s.page, &o, "deep");
	g_autofree char *text = page_to_text(s.page);
	g_assert_nonnull(strstr(text, "deep"));
	g_string_free(html, TRUE);
}

#define SMALL_TABLE                                                            \
	"<table role=table><tr><td>aaaa bbbb cccc<td>eeee ffff gggg"           \
	"<tr><td>iiii<td>m n o p q</table>"

#define WIDE_TABLE                                                             \
	"<table role=table><tr><th>aaaaaaaaaaaa<th>bbbbbbbbbbbb"               \
	"<th>cccccccccccc<tr><td>%s<td>b<td>c</table>"

/* Each kind of block in each other, twice. */
static void
test_blocks_in_blocks(void)
{
	static const char *const outer[] = { "%s", "<ul><li>%s</ul>",
		"<ol start=12345><li>%s</ol>", "<blockquote>%s</blockquote>",
		"<table role=table><tr><td>a<td>%s</table>", WIDE_TABLE,
		"<dl><dt>x<dd>%s</dl>", "<ol class=footnotes><li>%s</ol>",
		"<details><summary>x</summary>%s</details>",
		"<ul><li><input type=checkbox>%s</ul>",
		"<div dir=rtl>%s</div>" };
	static const char *const inner[] = { SMALL_TABLE,
		"<pre>some code that is long\nx</pre>",
		"<ul><li>aaaa bbbb cccc dddd<li>x</ul>", "<hr>x",
		"<h2>heading words that wrap</h2>x",
		"<ol start=99998><li>a<li><hr><li><pre>x y z x y z</pre></ol>",
		"<p dir=rtl>שלום עולם שלום עולם שלום</p>" };
	static const int widths[] = { 10, 11, 14, 20 };
	enum { OUTER = G_N_ELEMENTS(outer), INNER = G_N_ELEMENTS(inner) };
	for (guint i = 0; i < OUTER * OUTER * INNER; i++) {
		const char *const parts[] = { outer[i / INNER / OUTER],
			outer[i / INNER % OUTER], inner[i % INNER] };
		g_auto(GStrv) a = g_strsplit(parts[0], "%s", 2);
		g_auto(GStrv) b = g_strsplit(parts[1], "%s", 2);
		g_autofree char *html =
			g_strconcat(a[0], b[0], parts[2], b[1], a[1], NULL);
		for (guint w = 0; w < G_N_ELEMENTS(widths); w++) {
			PageOptions o = at_width(widths[w]);
			o.wrap_code = true;
			g_auto(Shown) s = show(html, "x.html", &o);
			check_promises(s.page, &o, html);
		}
	}
}

static void
test_empty(void)
{
	assert_text("", at_width(80), "");
	assert_text(
		"<ul></ul><table></table><pre></pre><hr>", at_width(80), "");
	PageOptions o = at_width(80);
	g_auto(Shown) s = show("", "x.html", &o);
	g_assert_null(page_line(s.page, 0));
	g_assert_cmpuint(page_line_at(s.page, 5), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	static const struct {
		const char *path;
		void (*test)(void);
	} tests[] = {
		{ "/page/link/apart", test_link_mark_is_apart },
		{ "/page/link/on-its-line", test_link_mark_stays_on_its_line },
		{ "/page/link/picture", test_linked_picture },
		{ "/page/link/off", test_no_link_numbers },
		{ "/page/link/line", test_link_line },
		{ "/page/link/first-line", test_link_line_is_the_first },
		{ "/page/fill/long-word", test_long_word_is_split },
		{ "/page/fill/wide", test_wide_characters },
		{ "/page/fill/rtl", test_rtl_is_aligned_right },
		{ "/page/code/long", test_code_scrolls_or_is_marked },
		{ "/page/code/in-narrow-cells", test_code_in_narrow_cells },
		{ "/page/code/colours", test_author_colours },
		{ "/page/measure", test_measure_is_centred },
		{ "/page/headings", test_headings },
		{ "/page/headings/plain", test_small_headings_are_told_apart },
		{ "/page/resize", test_resize_keeps_the_place },
		{ "/page/find/folded", test_find },
		{ "/page/find/across", test_find_crosses_lines },
		{ "/page/ansi", test_ansi },
		{ "/page/table/beyond-the-measure", test_table_uses_the_pane },
		{ "/page/table/rows-of-nothing",
			test_table_counts_rows_of_nothing },
		{ "/page/code/beyond-the-measure", test_code_uses_the_pane },
		{ "/page/footnote/ascii", test_footnote_mark_in_ascii },
		{ "/page/scripts", test_raised_and_lowered },
		{ "/page/table", test_table_fits_or_becomes_records },
		{ "/page/rule/in-narrow-list", test_rule_in_narrow_list },
		{ "/page/deep", test_deep_nesting_stays_in_the_width },
		{ "/page/blocks-in-blocks", test_blocks_in_blocks },
		{ "/page/empty", test_empty },
	};
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].test);
	return g_test_run();
}
