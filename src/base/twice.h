/* SPDX-License-Identifier: MIT
 *
 * Text that was UTF-8, was taken for windows-1252 (or Latin-1) and was made
 * UTF-8 once more: "â€™" for "’", "Ã©" for "é".
 *
 * Conservative: a text is mended only if all that it has beyond ASCII, at
 * least two places, reads as UTF-8 that way.  One proper "é", or one "â€™" in
 * a text about such accidents, and it is left alone.
 */
#ifndef COURANT_BASE_TWICE_H
#define COURANT_BASE_TWICE_H

#include <glib.h>

/* S is valid UTF-8 of LEN bytes.  What it was, newly allocated, and its
 * length; NULL if it is to be left alone, which most text shows with its
 * first character beyond ASCII. */
char *twice_mend(const char *s, gsize len, gsize *new_len);

#endif
