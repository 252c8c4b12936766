/* SPDX-License-Identifier: MIT
 *
 * Which encoding bytes without a label are in, by what is frequent in them.
 */
#ifndef COURANT_FEED_GUESS_H
#define COURANT_FEED_GUESS_H

#include <glib.h>

/* The name in lower case, static; NULL if nothing is clearly right.  Looks at
 * 64 KiB at most.  For bytes that are no UTF-8. */
const char *guess_encoding(const char *data, gsize len);

#endif
