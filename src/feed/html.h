/* SPDX-License-Identifier: MIT
 *
 * The little HTML that feeds need: the visible text of a title, the look of
 * it, serialising inline markup of a feed's tree, and cleaning for the dump.
 * Whole articles are the doc room's.
 */
#ifndef COURANT_FEED_HTML_H
#define COURANT_FEED_HTML_H

#include <glib.h>
#include <libxml/HTMLparser.h>
#include <stdbool.h>

/* The tree of LEN bytes of HTML behind BEFORE, which is trusted; NULL if there
 * is none, else for xmlFreeDoc().  Takes no longer than its length asks for:
 * declarations are left out, and tags over 16 KiB become text. */
htmlDocPtr html_read(const char *before, const char *html, gsize len);

/* True if S is HTML rather than text: it has a closing, empty or void tag
 * and every tag in it is one of HTML's, or it has a character entity. */
bool html_looks_like(const char *s);

/* Visible text on one line, clean (text.h); newly allocated. */
char *html_visible(const char *html);

/* The same of about the first MAX bytes. */
char *html_visible_start(const char *html, gsize max);

/* Character references in S become characters; newly allocated. */
char *html_unescape(const char *s);

/* The children of NODE as HTML without namespaces; URLs below a nested
 * xml:base are resolved.  Newly allocated. */
char *html_serialise(const xmlNode *node, const char *base);

/* HTML with URLs resolved against BASE (may be NULL), and without scripts,
 * styles, frames, event handlers and URLs that url_resolve() refuses.
 * *URLS (may be NULL) counts the URLs left in it.  Newly allocated. */
char *html_clean(const char *html, const char *base, int *urls);

#endif
