/* SPDX-License-Identifier: MIT
 *
 * 64 bits of anything, for noticing changes and for keys of things that
 * nobody gains from forging.  Kept in files: they never change.
 */
#ifndef COURANT_BASE_HASH_H
#define COURANT_BASE_HASH_H

#include <glib.h>

guint64 hash_bytes(guint64 seed, const void *data, gsize len);
guint64 hash_string(guint64 seed, const char *s); /* NULL differs from "" */

#endif
