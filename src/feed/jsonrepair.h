/* SPDX-License-Identifier: MIT
 *
 * Makes JSON of what is nearly JSON, in one linear pass: raw control
 * characters and unknown escapes in strings, commas before a closing bracket,
 * and an end that is missing: then all whole items before the cut are kept.
 */
#ifndef COURANT_FEED_JSONREPAIR_H
#define COURANT_FEED_JSONREPAIR_H

#include <glib.h>

/* Newly allocated; for text that is no JSON as it stands. */
GString *jsonrepair(const char *text, gsize len);

#endif
