/* SPDX-License-Identifier: MIT
 *
 * Inputs made to take for ever, each so long that quadratic work would take
 * minutes of work: the test's timer would end it.  cmark's own list, and the
 * same in HTML.
 */
#include <config.h>

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/time.h>

#include "doc/doc.h"

enum {
	SECONDS = 120, /* of the processor, for one case with sanitizers */
	MARKDOWN_LENGTH = 127 * 1024, /* the longest that cmark gets whole */
	HTML_LENGTH = DOC_MAX_BODY - 1024,
	NODES_A_BYTE = 4
};

typedef struct {
	const char *name;
	DocFormat format;
	const char *before, *middle, *after; /* BEFORE and AFTER N times each */
} Case;

#define TEN_TIMES(s) s s s s s s s s s s
#define A_HUNDRED(s) TEN_TIMES(TEN_TIMES(s))
#define WIDE_TABLE "> " A_HUNDRED("|a") "\n> " A_HUNDRED("|-")
/* As deep as libxml2 takes it, about. */
#define DEEP(s) A_HUNDRED(s s s s s s s s)

static const Case cases[] = {
	{ "strong-emphasis", DOC_MARKDOWN, "*a **a ", "b", " a** a*" },
	{ "emphasis-unopened", DOC_MARKDOWN, "a_ ", "", "" },
	{ "emphasis-unclosed", DOC_MARKDOWN, "_a ", "", "" },
	{ "links-unopened", DOC_MARKDOWN, "a]", "", "" },
	{ "links-unclosed", DOC_MARKDOWN, "[a", "", "" },
	{ "links-unclosed-address", DOC_MARKDOWN, "[a](b", "", "" },
	{ "links-unclosed-angle", DOC_MARKDOWN, "[a](<b", "", "" },
	{ "emphasis-mismatched", DOC_MARKDOWN, "*a_ ", "", "" },
	{ "emphasis-by-three", DOC_MARKDOWN, "a***b* ", "c", "" },
	{ "links-and-emphasis", DOC_MARKDOWN, "[ a_ ", "", "" },
	{ "brackets", DOC_MARKDOWN, "[", "a", "]" },
	{ "images-unclosed", DOC_MARKDOWN, "![[]()", "", "" },
	{ "images", DOC_MARKDOWN, "![", "a", "](b)" },
	{ "quotes", DOC_MARKDOWN, "> ", "a", "" },
	{ "ticks", DOC_MARKDOWN, "e`", "", "" },
	{ "ticks-unclosed", DOC_MARKDOWN, "`a``b```c", "", "" },
	{ "lists", DOC_MARKDOWN, "* ", "a", "" },
	{ "list-lines", DOC_MARKDOWN, "- a\n\n", "", "" },
	{ "html-unclosed", DOC_MARKDOWN, "a <!-- b ", "", "" },
	{ "html-declarations", DOC_MARKDOWN, "a <!A ", "", "" },
	{ "html-instructions", DOC_MARKDOWN, "a <?b ", "", "" },
	{ "entities", DOC_MARKDOWN, "&amp", "", "" },
	{ "references", DOC_MARKDOWN, "[a]: b\n", "[a]", "" },
	{ "footnotes", DOC_MARKDOWN, "[^a] ", "\n\n[^a]: b", "" },
	{ "footnote-definitions", DOC_MARKDOWN, "[^a]: b\n", "", "" },
	{ "tildes", DOC_MARKDOWN, "~a ~~b ", "", "" },
	{ "tildes-escaped", DOC_MARKDOWN, "\\~", "", "" },
	{ "bare-addresses", DOC_MARKDOWN, "www.a.b ", "", "" },
	{ "bare-mail", DOC_MARKDOWN, "a@b", "", "" },
	{ "bare-brackets", DOC_MARKDOWN, "http://a.b/(", "", "" },
	{ "table-rows", DOC_MARKDOWN, "a|b\n-|-\n", "", "" },
	{ "table-bars", DOC_MARKDOWN, "|", "\n|-|\n", "|" },
	{ "table-short-rows", DOC_MARKDOWN, "", WIDE_TABLE, "\na" },
	{ "table-delimiters", DOC_MARKDOWN, "|-", "|", "" },
	{ "tasks", DOC_MARKDOWN, "- [ ] a\n", "", "" },
	{ "shortcodes", DOC_MARKDOWN, "{{< a ", "", "" },

	{ "html-tags", DOC_HTML, "<div>", "a", "</div>" },
	{ "html-tags-unclosed", DOC_HTML, "<div>a", "", "" },
	{ "html-inline", DOC_HTML, "<b>", "a", "</b>" },
	{ "html-inline-unclosed", DOC_HTML, "<i>a", "", "" },
	{ "html-inline-joined", DOC_HTML, "<i>a</i>", "", "" },
	{ "html-code-joined", DOC_HTML, "<code>a</code>", "", "" },
	{ "html-inline-deep", DOC_HTML, "", DEEP("<i>"), "<p>a" },
	{ "html-inline-pieces", DOC_HTML, "", DEEP("<i>"), "<i>a</i> " },
	{ "html-mixed", DOC_HTML, "<b><p><i>", "a", "</p>" },
	{ "html-anchors", DOC_HTML, "<a href=b>a", "", "" },
	{ "html-angle", DOC_HTML, "<", "a", "" },
	{ "html-open-tag", DOC_HTML, "<a ", "", "" },
	{ "html-attributes", DOC_HTML, " a=b", "", "" },
	{ "html-quotes", DOC_HTML, "<a b=\"", "", "" },
	{ "html-comments", DOC_HTML, "<!-- a ", "", "" },
	{ "html-declared", DOC_HTML, "<!a ", "", "" },
	{ "html-conditions", DOC_HTML, "<![if a]>", "", "" },
	{ "html-cdata", DOC_HTML, "<![CDATA[a", "", "" },
	{ "html-cdata-ends", DOC_HTML, "<![CDATA[", "a", "]]>" },
	{ "html-scripts", DOC_HTML, "<script>a", "", "" },
	{ "html-styles", DOC_HTML, "<style></", "", "" },
	{ "html-entities", DOC_HTML, "&amp", "", "" },
	{ "html-references", DOC_HTML, "&#x", "", "" },
	{ "html-lists", DOC_HTML, "<ul><li>", "a", "</ul>" },
	{ "html-items", DOC_HTML, "<li>a", "", "" },
	{ "html-quoted", DOC_HTML, "<blockquote>", "a", "</blockquote>" },
	{ "html-q", DOC_HTML, "<q>", "a", "</q>" },
	{ "html-tables", DOC_HTML, "<table><tr><td>", "a", "</table>" },
	{ "html-rows", DOC_HTML, "<tr><td>a<td>b", "", "" },
	{ "html-spans", DOC_HTML,
		"<table><tr><th colspan=9999999 rowspan=9999999>a<td>b", "",
		"" },
	{ "html-headings", DOC_HTML, "<h1>", "a", "</h1>" },
	{ "html-breaks", DOC_HTML, "a<br><br>", "", "" },
	{ "html-footnotes", DOC_HTML,
		"<a href='#fn1'>1</a><li id=fn1>a<a href='#fnref1'>b</a>", "",
		"" },
	{ "html-local-links", DOC_HTML, "<a href='#a'>b</a>", "", "" },
	{ "html-pictures", DOC_HTML, "<img src=a>", "", "" },
	{ "html-code", DOC_HTML, "<pre><code>a", "", "" },
	{ "html-code-spans", DOC_HTML, "<pre>", "<span style='color:#123'>a",
		"</span>" },
	{ "html-details", DOC_HTML, "<details><summary>a", "", "" },
	{ "html-definitions", DOC_HTML, "<dl><dt>a<dd>b", "", "" },
	{ "html-figures", DOC_HTML, "<figure><figcaption>a", "", "" },
	{ "html-direction", DOC_HTML, "<div dir=rtl><p dir=ltr>a", "", "" },
	{ "html-maths", DOC_HTML, "<math><mi>", "a", "</math>" },
	{ "html-players", DOC_HTML, "", DEEP("<object>"), "<p>a" },
	{ "html-frames", DOC_HTML, "<iframe src='//a.b/c'>", "", "" },
	{ "html-marks", DOC_HTML, "\xCC\x81", "", "" },
	{ "html-numbers", DOC_HTML, "", "<ol>", "<li>a" },
	{ "html-tabs", DOC_HTML, "", "<pre>", "\t" },

	{ "text-quotes", DOC_TEXT, "> ", "a", "" },
	{ "text-items", DOC_TEXT, "- a\n", "", "" },
	{ "text-addresses", DOC_TEXT, "http://a.b/(", "", "" },
	{ "text-tabs", DOC_TEXT, "\ta", "", "" },
	{ "text-indents", DOC_TEXT, "  a\n", "", "" },
	{ "guess", DOC_GUESS, "<a*[", "", "" },
};

static char *
source_of(const Case *c)
{
	gsize length =
		c->format == DOC_MARKDOWN ? MARKDOWN_LENGTH : HTML_LENGTH;
	/* Shadow memory makes each step many times as dear. */
	const char *sanitized = g_getenv("SANITIZED");
	if (sanitized && *sanitized)
		length /= 8;
	gsize unit = strlen(c->before) + strlen(c->after);
	gsize n = length / unit;
	GString *s = g_string_sized_new(length + 64);
	for (gsize i = 0; i < n; i++)
		g_string_append(s, c->before);
	g_string_append(s, c->middle);
	for (gsize i = 0; i < n; i++)
		g_string_append(s, c->after);
	return g_string_free(s, FALSE);
}

static gsize
count_nodes(cmark_node *root)
{
	gsize n = 0;
	cmark_iter *iter = cmark_iter_new(root);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		n++;
	cmark_iter_free(iter);
	return n;
}

/* Waiting for a busy machine does not count. */
static void
set_timer(int seconds)
{
	struct itimerval limit = { .it_value = { .tv_sec = seconds } };
	setitimer(ITIMER_PROF, &limit, NULL);
}

static void
test_case(gconstpointer data)
{
	const Case *c = data;
	g_autofree char *source = source_of(c);
	DocSource how = { .format = c->format, .base = "https://a.b/c" };
	set_timer(SECONDS);
	g_autoptr(Doc) doc = doc_new(source, strlen(source), &how);
	g_assert_cmpuint(
		count_nodes(doc_root(doc)), <, NODES_A_BYTE * strlen(source));
	doc_links(doc);
	g_autofree char *text = doc_text(doc);
	g_autofree char *html = doc_to_html(doc);
	g_autofree char *markdown = doc_to_markdown(doc);
	g_assert_true(g_utf8_validate(markdown, -1, NULL));
	set_timer(0);
}

/* Each link tells its heading: together they must not take gigabytes. */
static void
test_heading_of_links(void)
{
	DocSource how = { .format = DOC_HTML, .base = "https://a.b/c" };
	g_autoptr(GString) s = g_string_new("<h1>");
	for (guint i = 0; i < 1000; i++)
		g_string_append_printf(s, "<a href=%u>words</a> ", i);
	g_autoptr(Doc) doc = doc_new(s->str, s->len, &how);
	const GPtrArray *links = doc_links(doc);
	g_assert_cmpuint(links->len, ==, 1000);
	for (guint i = 0; i < links->len; i++) {
		const DocLink *link = links->pdata[i];
		g_assert_true(g_str_has_prefix(link->heading, "words words "));
		g_assert_cmpuint(strlen(link->heading), <, 500);
	}
}

/* Links inside one part of a paragraph have the same words around them. */
static void
test_words_of_links(void)
{
	DocSource how = { .format = DOC_HTML, .base = "https://a.b/c" };
	g_autoptr(GString) s = g_string_new("<p>");
	while (s->len < HTML_LENGTH / 2)
		g_string_append(s, "words ");
	g_string_append(s, "<b>");
	for (guint i = 0; s->len < HTML_LENGTH; i++)
		g_string_append_printf(s, "<a href=%u>here</a> ", i);
	set_timer(SECONDS);
	g_autoptr(Doc) doc = doc_new(s->str, s->len, &how);
	const DocLink *link = doc_links(doc)->pdata[9];
	set_timer(0);
	g_assert_true(g_str_has_prefix(link->text, "…words words "));
	g_assert_true(g_str_has_suffix(link->text, " words here"));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path =
			g_strconcat("/doc/pathological/", cases[i].name, NULL);
		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func(
		"/doc/pathological/heading-of-links", test_heading_of_links);
	g_test_add_func(
		"/doc/pathological/words-of-links", test_words_of_links);
	return g_test_run();
}
