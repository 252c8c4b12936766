/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "base/twice.h"
#include "doc/internal.h"
#include "url/url.h"

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

static bool
says(cmark_node *node, const char *folded)
{
	g_autofree char *line = node_line(node);
	g_autofree char *lower = g_utf8_casefold(line, -1);
	return strcmp(lower, folded) == 0;
}

/* True if something in NODE leads elsewhere than to the document itself. */
static bool
leads_on(const Doc *doc, cmark_node *node)
{
	g_autofree char *here = doc->base ? url_key(doc->base) : NULL;
	bool found = false;
	cmark_iter *iter = cmark_iter_new(node);
	while (!found && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		const DocLink *link = links_get(
			doc, doc_link_number(doc, cmark_iter_get_node(iter)));
		g_autofree char *there = link ? url_key(link->url) : NULL;
		found = link && (!here || g_strcmp0(here, there) != 0);
	}
	cmark_iter_free(iter);
	return found;
}

/* The title is shown above the text: not twice.  It may come after a mail's
 * first words or a picture, and as the first paragraph. */
static void
drop_title(Doc *doc, const char *title)
{
	enum { NEAR = 4 };
	g_autofree char *clean = text_clean(title, -1, TEXT_LINE);
	g_autofree char *folded = g_utf8_casefold(clean, -1);
	cmark_node *node = cmark_node_first_child(doc->root);
	for (int i = 0; node && i < NEAR && *folded; i++) {
		cmark_node_type type = cmark_node_get_type(node);
		bool first = type == CMARK_NODE_PARAGRAPH && i == 0 &&
			cmark_node_next(node);
		if ((type == CMARK_NODE_HEADING || first) &&
			says(node, folded) && !leads_on(doc, node)) {
			cmark_node_unlink(node);
			cmark_node_free(node);
			return;
		}
		node = cmark_node_next(node);
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
	g_clear_pointer(&doc->enclosures, g_ptr_array_unref);
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
