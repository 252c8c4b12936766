/* SPDX-License-Identifier: MIT
 *
 * What doc makes of an entry's body, in the form that the store takes.
 */
#ifndef COURANT_FETCH_DIGEST_H
#define COURANT_FETCH_DIGEST_H

#include "doc/doc.h"
#include "feed/feed.h"
#include "store/store.h"

typedef struct {
	StoreDoc doc; /* points into what follows */
	StoreLink *links;
	char *text;
	GStringChunk *strings;
} Digest;

/* An entry's best body as a document; doc_free() it. */
Doc *digest_body(const FeedEntry *entry, const char *feed_url);

/* Of an entry's best body, its enclosures among the links. */
Digest *digest_entry(const FeedEntry *entry, const char *feed_url);

/* Of an article that is in the store already. */
Digest *digest_article(const StoreArticle *article);

/* Of a document that is there already, and what is attached to ARTICLE;
 * takes DOC. */
Digest *digest_of(Doc *doc, const StoreArticle *article);

void digest_free(Digest *digest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digest, digest_free)

#endif
