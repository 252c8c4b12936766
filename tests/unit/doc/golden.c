/* SPDX-License-Identifier: MIT
 *
 * tests/golden/doc-*: bodies and the trees, links and exports they give.
 */
#include <config.h>

#include "tests/lib/golden.h"

#include "doc/doc.h"

static void
append_meta(GString *out, const DocMeta *m)
{
	if (m->title)
		g_string_append_printf(out, "title: %s\n", m->title);
	if (m->author)
		g_string_append_printf(out, "author: %s\n", m->author);
	if (m->date)
		g_string_append_printf(
			out, "date: %" G_GINT64_FORMAT "\n", m->date);
	if (m->draft)
		g_string_append(out, "draft\n");
	for (char **t = m->tags; t && *t; t++)
		g_string_append_printf(out, "tag: %s\n", *t);
}

static void
append_links(GString *out, const Doc *doc)
{
	const GPtrArray *links = doc_links(doc);
	for (guint i = 0; i < links->len; i++) {
		const DocLink *l = links->pdata[i];
		g_string_append_printf(out, "%d %s | %s | %s | %s\n", l->number,
			l->url, l->text, l->host, l->heading);
	}
}

static char *
render(const char *data, gsize len, DocFormat format)
{
	DocSource source = { .format = format,
		.base = "https://example.net/post/" };
	g_autoptr(Doc) doc = doc_new(data, len, &source);
	GString *out = g_string_new(NULL);
	append_meta(out, doc_meta(doc));
	g_autofree char *tree = doc_dump(doc);
	g_autofree char *text = doc_text(doc);
	g_autofree char *markdown = doc_to_markdown(doc);
	g_string_append(out, tree);
	append_links(out, doc);
	g_string_append_printf(
		out, "-- text\n%s\n-- markdown\n%s", text, markdown);
	return g_string_free(out, FALSE);
}

static char *
render_html(const char *name, const char *data, gsize len)
{
	return render(data, len, DOC_HTML);
}

static char *
render_markdown(const char *name, const char *data, gsize len)
{
	return render(data, len, DOC_MARKDOWN);
}

static char *
render_text(const char *name, const char *data, gsize len)
{
	return render(data, len, DOC_TEXT);
}

static char *
render_page_as(const char *data, gsize len,
	char *(*to_page)(const Doc *doc, const DocHead *head))
{
	DocSource source = { .format = DOC_HTML,
		.base = "https://example.net/post/" };
	g_autoptr(Doc) doc = doc_new(data, len, &source);
	DocHead head = { .source = "The <feed> #1 *",
		.url = "https://user:pass@example.net/post/?utm_source=x" };
	return to_page(doc, &head);
}

static char *
render_page(const char *name, const char *data, gsize len)
{
	return render_page_as(data, len, doc_to_page);
}

static char *
render_markdown_page(const char *name, const char *data, gsize len)
{
	return render_page_as(data, len, doc_to_markdown_page);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	golden_add("doc-html", ".out", render_html);
	golden_add("doc-markdown", ".out", render_markdown);
	golden_add("doc-export", ".out", render_page);
	golden_add("doc-export", ".md.out", render_markdown_page);
	golden_add("doc-text", ".out", render_text);
	return g_test_run();
}
