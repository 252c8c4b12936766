/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "ui/document.h"

#include <string.h>

static const struct {
	const char *mime;
	DocFormat format;
} formats[] = { { "text/html", DOC_HTML }, { "application/xhtml", DOC_HTML },
	{ "text/markdown", DOC_MARKDOWN }, { "text/x-markdown", DOC_MARKDOWN },
	{ "text/plain", DOC_TEXT } };

/* What GUESS says where the type is not known or not given. */
static DocFormat
format_of(const char *mime, DocFormat guess)
{
	for (gsize i = 0; mime && i < G_N_ELEMENTS(formats); i++)
		if (g_ascii_strncasecmp(mime, formats[i].mime,
			    strlen(formats[i].mime)) == 0)
			return formats[i].format;
	return guess;
}

static Doc *
body_of(const StoreArticle *a, TextKind kind)
{
	DocSource source = {
		.format = DOC_HTML, .base = a->row.url, .title = a->row.title
	};
	if (kind == TEXT_FULL && a->fulltext) {
		if (a->fulltext_url)
			source.base = a->fulltext_url;
		return doc_new(a->fulltext, strlen(a->fulltext), &source);
	}
	const char *body = a->body ? a->body : a->summary ? a->summary : "";
	if (a->base)
		source.base = a->base;
	if (a->body)
		source.format = format_of(a->type, DOC_HTML);
	return doc_new(body, strlen(body), &source);
}

/* Line for line, as it was received. */
static Doc *
source_of(const StoreArticle *a)
{
	const char *body = a->body ? a->body : a->summary ? a->summary : "";
	g_autofree char *text = g_markup_escape_text(body, -1);
	g_autofree char *html = g_strconcat("<pre>\n", text, "</pre>", NULL);
	DocSource source = { .format = DOC_HTML };
	return doc_new(html, strlen(html), &source);
}

Doc *
document_as(const StoreArticle *a, TextKind kind)
{
	Doc *doc = kind == TEXT_SOURCE ? source_of(a) : body_of(a, kind);
	for (guint i = 0; i < a->enclosures->len; i++) {
		const StoreEnclosure *e = a->enclosures->pdata[i];
		doc_add_enclosure(doc, e->url, e->type, e->length, e->title);
	}
	if (kind != TEXT_SOURCE)
		doc_list_enclosures(doc, a->duration);
	return doc;
}

Doc *
document_of_article(const StoreArticle *a)
{
	return document_as(a, TEXT_FULL);
}

static bool
same_enclosures(const GPtrArray *a, const GPtrArray *b)
{
	bool same = a->len == b->len;
	for (guint i = 0; same && i < a->len; i++) {
		const StoreEnclosure *x = a->pdata[i], *y = b->pdata[i];
		same = x->length == y->length && strcmp(x->url, y->url) == 0 &&
			g_strcmp0(x->type, y->type) == 0 &&
			g_strcmp0(x->title, y->title) == 0;
	}
	return same;
}

bool
document_is_same(const StoreArticle *a, const StoreArticle *b)
{
	const char *const pairs[][2] = { { a->row.url, b->row.url },
		{ a->row.title, b->row.title }, { a->type, b->type },
		{ a->base, b->base }, { a->body, b->body },
		{ a->summary, b->summary }, { a->fulltext, b->fulltext },
		{ a->fulltext_url, b->fulltext_url } };
	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
		if (g_strcmp0(pairs[i][0], pairs[i][1]) != 0)
			return false;
	return a->duration == b->duration &&
		same_enclosures(a->enclosures, b->enclosures);
}

Doc *
document_of_bytes(const char *data, gsize len, const char *mime,
	const char *name, const char *base)
{
	DocSource source = { .base = base,
		.name = name,
		.format = format_of(mime, DOC_GUESS),
		.whole_page = true };
	return doc_new(data, len, &source);
}

char *
document_links(const Doc *doc)
{
	const GPtrArray *links = doc_links(doc);
	GString *out = g_string_new(links->len ? "\n" : "");
	for (guint i = 0; i < links->len; i++) {
		const DocLink *link = links->pdata[i];
		g_string_append_printf(
			out, "[%d] %s\n", link->number, link->url);
	}
	return g_string_free(out, FALSE);
}

char *
document_plain(const Doc *doc, const PageOptions *options)
{
	g_autoptr(Page) page = page_new(doc, options);
	g_autofree char *text = page_to_text(page);
	g_autofree char *links =
		options->link_numbers ? document_links(doc) : NULL;
	return g_strconcat(text, links, NULL);
}

const char *
document_author(const char *author, const char *source)
{
	static const char *const nobody[] = { "", "unknown", "unknown author",
		"(unknown)", "anonymous", "none", "null", "n/a", "admin",
		"administrator", "noreply", "no-reply", NULL };
	if (!author || g_strcmp0(author, source) == 0)
		return NULL;
	g_autofree char *small = g_ascii_strdown(author, -1);
	return g_strv_contains(nobody, g_strstrip(small)) ? NULL : author;
}
