/* SPDX-License-Identifier: MIT
 *
 * From what the store or a file holds to a document: which body is read, as
 * what format, and which enclosures join the links and are listed after it.
 */
#ifndef COURANT_UI_DOCUMENT_H
#define COURANT_UI_DOCUMENT_H

#include "doc/doc.h"
#include "page/page.h"
#include "store/store.h"

typedef enum { TEXT_FEED, TEXT_FULL, TEXT_SOURCE, TEXT_KINDS } TextKind;

/* As the feed had it, with the fetched full text (if there is one), or the
 * body as it was received, which has the enclosures among its links only.
 * Never NULL. */
Doc *document_as(const StoreArticle *article, TextKind kind);

/* The article's full text if it was fetched, else its body, else its
 * summary; enclosures are the last links.  Never NULL. */
Doc *document_of_article(const StoreArticle *article);

/* True if all that document_of_article() looks at is the same in both. */
bool document_is_same(const StoreArticle *a, const StoreArticle *b);

/* DATA as MIME (may be NULL) or NAME (file name or address, may be NULL)
 * tell, else as it looks; HTML is taken for a whole page.  Never NULL. */
Doc *document_of_bytes(const char *data, gsize len, const char *mime,
	const char *name, const char *base);

/* The numbered addresses, one a line, after an empty line. */
char *document_links(const Doc *doc);
/* What is read off the screen: the page as plain text, and under it the
 * addresses if OPTIONS ask for their numbers. */
char *document_plain(const Doc *doc, const PageOptions *options);

/* The author's name if there is one to show: not NULL, not "Unknown" and
 * the like, not SOURCE, which is shown already (may be NULL). */
const char *document_author(const char *author, const char *source);

#endif
