/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "base/twice.h"
#include "doc/internal.h"

static void
build(Doc *doc, const char *data, gsize len, const DocSource *source)
{
	HtmlOptions html = { .whole_page = source->whole_page };
	switch (doc->format) {
	case DOC_MARKDOWN:
		markdown_build(doc, data, len);
		break;
	case DOC_TEXT:
		plain_build(doc, data, len);
		break;
	case DOC_HTML:
	case DOC_GUESS:
		html_build(doc, data, len, html);
		break;
	}
}

/* The title is shown above the text: not twice. */
static void
drop_title(Doc *doc, const char *title)
{
	cmark_node *first = cmark_node_first_child(doc->root);
	if (!title || !first ||
		cmark_node_get_type(first) != CMARK_NODE_HEADING)
		return;
	g_autofree char *line = node_line(first);
	g_autofree char *wanted = text_clean(title, -1, TEXT_LINE);
	g_autofree char *a = g_utf8_casefold(line, -1);
	g_autofree char *b = g_utf8_casefold(wanted, -1);
	if (*a && strcmp(a, b) == 0) {
		cmark_node_unlink(first);
		cmark_node_free(first);
	}
}

/* N bytes at most, and no character cut in two. */
static gsize
cut(const char *data, gsize len, gsize max)
{
	if (len <= max)
		return len;
	while (max > 0 && ((guchar)data[max] & 0xC0) == 0x80)
		max--;
	return max;
}

static void
skip_mark(const char **data, gsize *len)
{
	if (*len >= 3 && memcmp(*data, "\xEF\xBB\xBF", 3) == 0) {
		*data += 3;
		*len -= 3;
	}
}

Doc *
doc_new(const char *data, gsize len, const DocSource *source)
{
	Doc *doc = g_new0(Doc, 1);
	doc->root = cmark_node_new(CMARK_NODE_DOCUMENT);
	doc->base = g_strdup(source->base);
	gsize valid_len = cut(data, len, DOC_MAX_BODY);
	g_autofree char *valid = prepass_utf8(data, valid_len, &valid_len);
	const char *text = valid ? valid : data;
	g_autofree char *once = twice_mend(text, valid_len, &valid_len);
	text = once ? once : text;
	skip_mark(&text, &valid_len);
	doc->format = source->format == DOC_GUESS
		? guess_format(text, valid_len, source->name)
		: source->format;
	g_autofree char *plain = NULL;
	if (doc->format == DOC_HTML && !source->whole_page)
		plain = tagless_text(text, valid_len, &valid_len);
	if (plain) {
		doc->format = DOC_TEXT;
		text = plain;
	} else if (doc->format != DOC_HTML) {
		gsize front = frontmatter_read(text, valid_len, &doc->meta);
		text += front;
		valid_len -= front;
	}
	if (doc->format == DOC_MARKDOWN && valid_len > DOC_MAX_MARKDOWN)
		doc->format = DOC_TEXT;
	build(doc, text, valid_len, source);
	drop_title(doc, source->title);
	if (doc->format != DOC_HTML)
		drop_title(doc, doc->meta.title);
	return doc;
}

void
doc_free(Doc *doc)
{
	if (!doc)
		return;
	cmark_node_free(doc->root);
	g_free(doc->meta.title);
	g_free(doc->meta.author);
	g_free(doc->meta.description);
	g_free(doc->meta.language);
	g_free(doc->meta.slug);
	g_free(doc->meta.url);
	g_strfreev(doc->meta.tags);
	g_free(doc->base);
	g_clear_pointer(&doc->links, g_ptr_array_unref);
	g_clear_pointer(&doc->by_href, g_hash_table_unref);
	g_clear_pointer(&doc->by_key, g_hash_table_unref);
	g_clear_pointer(&doc->code, g_ptr_array_unref);
	g_free(doc);
}

cmark_node *
doc_root(const Doc *doc)
{
	return doc->root;
}

const DocMeta *
doc_meta(const Doc *doc)
{
	return &doc->meta;
}
