/* SPDX-License-Identifier: MIT
 *
 * From a body to links and search text.
 */
#include <config.h>

#include "fetch/digest.h"

#include <string.h>

static const char *
keep(Digest *d, const char *text)
{
	return text ? g_string_chunk_insert(d->strings, text) : NULL;
}

/* Copies, as the tree is large. */
static void
copy_links(Digest *d, const GPtrArray *links)
{
	d->strings = g_string_chunk_new(links->len ? 2048 : 8);
	d->links = g_new0(StoreLink, links->len + 1);
	const char *heading = NULL, *kept = NULL;
	for (guint i = 0; i < links->len; i++) {
		const DocLink *l = links->pdata[i];
		if (l->heading != heading)
			kept = keep(d, heading = l->heading);
		d->links[i] = (StoreLink){
			.number = l->number,
			.kind = (StoreLinkKind)l->kind,
			.url = keep(d, l->url),
			.text = keep(d, l->text),
			.heading = kept,
			.heading_level = l->heading_level,
		};
	}
	d->doc.links = d->links;
	d->doc.n_links = links->len;
}

static Digest *
digest_doc(Doc *doc)
{
	Digest *d = g_new0(Digest, 1);
	copy_links(d, doc_links(doc));
	d->text = doc_text(doc);
	d->doc.text = d->text;
	d->doc.minutes = doc_minutes(doc);
	doc_free(doc);
	return d;
}

/* How doc is to read a body of that type. */
static DocFormat
digest_format(const char *type)
{
	if (!type || strstr(type, "html"))
		return DOC_HTML;
	if (strcmp(type, "text/markdown") == 0)
		return DOC_MARKDOWN;
	return g_str_has_prefix(type, "text/") ? DOC_TEXT : DOC_GUESS;
}

Doc *
digest_body(const FeedEntry *e, const char *feed_url)
{
	const FeedContent *c =
		e->contents && e->contents->len ? e->contents->pdata[0] : NULL;
	const char *body = c && c->value ? c->value : "";
	DocSource source = {
		.format = c ? digest_format(c->type) : DOC_TEXT,
		.base = c && c->base ? c->base
			: e->link    ? e->link
				     : feed_url,
		.title = e->title,
	};
	return doc_new(body, strlen(body), &source);
}

Digest *
digest_entry(const FeedEntry *e, const char *feed_url)
{
	Doc *doc = digest_body(e, feed_url);
	for (guint i = 0; e->enclosures && i < e->enclosures->len; i++) {
		const FeedLink *l = e->enclosures->pdata[i];
		doc_add_enclosure(
			doc, l->href, feed_link_type(l), l->length, l->title);
	}
	return digest_doc(doc);
}

Digest *
digest_of(Doc *doc, const StoreArticle *a)
{
	for (guint i = 0; a->enclosures && i < a->enclosures->len; i++) {
		const StoreEnclosure *e = a->enclosures->pdata[i];
		doc_add_enclosure(doc, e->url, e->type, e->length, e->title);
	}
	return digest_doc(doc);
}

Digest *
digest_article(const StoreArticle *a)
{
	const char *body = a->body ? a->body : "";
	DocSource source = {
		.format = digest_format(a->type),
		.base = a->base ? a->base : a->row.url,
		.title = a->row.title,
	};
	return digest_of(doc_new(body, strlen(body), &source), a);
}

void
digest_free(Digest *d)
{
	if (!d)
		return;
	g_string_chunk_free(d->strings);
	g_free(d->links);
	g_free(d->text);
	g_free(d);
}
