/* SPDX-License-Identifier: MIT
 *
 * Which encoding the bytes of a feed or page are in, and their conversion to
 * UTF-8.  Order: byte order mark, HTTP charset, XML declaration, the <meta> of
 * a page, UTF-8, what the bytes look like (guess.h), windows-1252; but bytes that are valid
 * UTF-8 with something beyond ASCII win over any 8-bit label, since such labels
 * are mostly wrong.  A label is taken if browsers take it (WHATWG Encoding), or
 * feeds were seen with it; any other counts as none.  What was made UTF-8
 * twice is mended (base/twice.h).
 */
#ifndef COURANT_FEED_ENCODING_H
#define COURANT_FEED_ENCODING_H

#include <glib.h>

/* Valid UTF-8 without NUL and without byte order mark, newly allocated.
 * *NAME (static or interned) is the encoding taken, in lower case; *FAULT is
 * set to static words if the label was wrong or bytes were bad, else left. */
char *encoding_to_utf8(const char *data, gsize len, const char *content_type,
	gsize *out_len, const char **name, const char **fault);

#endif
