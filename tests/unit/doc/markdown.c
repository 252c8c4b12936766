/* SPDX-License-Identifier: MIT
 *
 * Markdown that cmark is not given whole, or not at all.
 */
#include <config.h>

#include <glib.h>
#include <string.h>

#include "doc/doc.h"
#include "doc/kind.h"

static Doc *
parse(const char *source)
{
	DocSource s = { .format = DOC_MARKDOWN };
	return doc_new(source, strlen(source), &s);
}

static guint
count(const Doc *doc, cmark_node_type type)
{
	guint n = 0;
	cmark_node *node = cmark_node_first_child(doc_root(doc));
	for (; node; node = cmark_node_next(node))
		n += cmark_node_get_type(node) == type;
	return n;
}

/* Parted between its sections, not within their code. */
static void
test_long(void)
{
	enum { SECTIONS = 400 };
	g_autoptr(GString) source = g_string_new(NULL);
	for (int i = 0; i < SECTIONS; i++) {
		g_string_append_printf(
			source, "# Part %d\n\nText *here*.\n\n", i);
		g_string_append(source, "```sh\n");
		for (int line = 0; line < 40; line++)
			g_string_append(source, "# no heading\n\n");
		g_string_append(source, "```\n\n");
	}
	g_assert_cmpuint(source->len, >, 128 * 1024);
	g_assert_cmpuint(source->len, <, DOC_MAX_MARKDOWN);
	g_autoptr(Doc) doc = parse(source->str);
	g_assert_cmpuint(count(doc, CMARK_NODE_HEADING), ==, SECTIONS);
	g_assert_cmpuint(count(doc, CMARK_NODE_CODE_BLOCK), ==, SECTIONS);
	g_assert_cmpuint(count(doc, CMARK_NODE_PARAGRAPH), ==, SECTIONS);
}

/* What cannot be parted, and what opens too much at once, is plain text. */
static void
test_hostile(void)
{
	g_autoptr(GString) one = g_string_new("# Title\n\n");
	while (one->len < 200 * 1024)
		g_string_append(one, "*a ![");
	g_autoptr(Doc) long_line = parse(one->str);
	g_assert_cmpuint(count(long_line, CMARK_NODE_HEADING), ==, 0);

	g_autoptr(GString) deep = g_string_new("# Title\n\n");
	for (int i = 0; i < 100; i++)
		g_string_append(deep, "- ");
	g_autoptr(Doc) nested = parse(deep->str);
	g_assert_cmpuint(count(nested, CMARK_NODE_HEADING), ==, 0);

	g_autoptr(GString) open = g_string_new("# Title\n\n");
	for (int i = 0; i < 2000; i++)
		g_string_append(open, i % 9 ? "![[]()" : " \n![[]()");
	g_autoptr(Doc) images = parse(open->str);
	g_assert_cmpuint(count(images, CMARK_NODE_HEADING), ==, 0);
}

/* Pictures and cells as there are many in real texts. */
static void
test_much(void)
{
	enum { ROWS = 1000 };
	g_autoptr(GString) source = g_string_new("# Title\n\n");
	for (int i = 0; i < 2000; i++)
		g_string_append_printf(
			source, "![p](/%d.png)%s", i, i % 20 ? " " : "\n \n");
	g_string_append(source, "\n\n|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n");
	for (int i = 0; i < ROWS; i++)
		g_string_append_printf(source, "| row %d |||\n", i);
	g_autoptr(Doc) doc = parse(source->str);
	g_assert_cmpuint(count(doc, CMARK_NODE_HEADING), ==, 1);
	cmark_node *table = cmark_node_last_child(doc_root(doc));
	g_assert_cmpint(kind_of(table).kind, ==, KIND_TABLE);
	guint rows = 0;
	for (cmark_node *row = cmark_node_first_child(table); row;
		row = cmark_node_next(row))
		rows++;
	g_assert_cmpuint(rows, ==, ROWS + 1);
}

/* Only signs before a space open anything. */
static void
test_drawn_table(void)
{
	g_autofree char *line = g_strnfill(100, '-');
	g_autofree char *source = g_strconcat(
		"# Title\n\n```\n", line, "+", line, "\n```\n", NULL);
	g_autoptr(Doc) doc = parse(source);
	g_assert_cmpuint(count(doc, CMARK_NODE_HEADING), ==, 1);
}

/* What is drawn as a rule does not swallow the text below it. */
static void
test_rule_is_no_front_matter(void)
{
	static const struct {
		const char *source, *title, *text;
	} cases[] = {
		{ "---\nHello world\n\n---\nmore\n", NULL,
			"Hello world\nmore" },
		{ "---\n\n# One\n\nNote: this\n\n---\nmore\n", NULL,
			"One\nNote: this\nmore" },
		{ "+++\nso much\n+++\nmore\n", NULL, "+++ so much +++ more" },
		{ "---\n# from a tool\ntitle: One\n---\nmore\n", "One",
			"more" },
		{ "+++\n[extra]\na = 1\n+++\nmore\n", NULL, "more" },
		{ "---\r\n\"title\": One\r\n---\r\nmore\r\n", NULL, "more" },
		{ "---\n---\nmore\n", NULL, "more" },
		{ "---\n.title = \"One\",\n---\nmore\n", NULL, "more" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Doc) doc = parse(cases[i].source);
		g_autofree char *text = doc_text(doc);
		g_assert_cmpstr(text, ==, cases[i].text);
		g_assert_cmpstr(doc_meta(doc)->title, ==, cases[i].title);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/markdown/long", test_long);
	g_test_add_func("/doc/markdown/hostile", test_hostile);
	g_test_add_func("/doc/markdown/much", test_much);
	g_test_add_func(
		"/doc/markdown/rule-first", test_rule_is_no_front_matter);
	g_test_add_func("/doc/markdown/drawn-table", test_drawn_table);
	return g_test_run();
}
