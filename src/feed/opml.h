/* SPDX-License-Identifier: MIT
 *
 * OPML 1.0/2.0 in and out.  An imported list is hostile: only http(s)
 * addresses come in, commands and filters are dropped.
 */
#ifndef COURANT_FEED_OPML_H
#define COURANT_FEED_OPML_H

#include <glib.h>

/* What OPML has no words for goes into attributes of a namespace of ours. */
typedef struct {
	char *url, *title, *site; /* title, site may be NULL */
	char **groups;   /* "Tech/Rust", …; NULL-terminated, may be empty */
	char *words;     /* other words of the subscription's line, or NULL */
	char *published; /* for opml_write(): its title where TITLE, the
			  * reader's own, is NULL; or NULL */
} OpmlOutline;

void opml_outline_free(OpmlOutline *outline);

/* Array of OpmlOutline in document order, duplicates merged; NULL and ERROR
 * if the bytes are no OPML.  *SKIPPED (may be NULL) counts what was left out.
 */
GPtrArray *opml_parse(
	const char *data, gsize len, int *skipped, GError **error);

/* OPML 2.0 with nested groups; newly allocated. */
char *opml_write(const char *title, const GPtrArray *outlines);

#endif
