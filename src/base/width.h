/* SPDX-License-Identifier: MIT
 *
 * Display width of clean text (see text.h) in terminal columns.  Counts
 * wcwidth() per code point, which is what ncurses does.  Works in any locale:
 * the table is libunistring's with ambiguous characters narrow.
 */
#ifndef COURANT_BASE_WIDTH_H
#define COURANT_BASE_WIDTH_H

#include <glib.h>

/* Columns of one character: 0, 1 or 2. */
int width_char(gunichar c);

/* Columns of LEN bytes of S (-1: NUL-terminated). */
int width_text(const char *s, gssize len);

/* End of the longest prefix of S made of whole grapheme clusters that fits
 * into COLUMNS; *USED (may be NULL) gets its columns. */
const char *width_prefix(const char *s, gssize len, int columns, int *used);

/* S cut to COLUMNS with an ellipsis where something was cut off; newly
 * allocated.  Not padded. */
char *width_cut(const char *s, int columns);

/* End of the grapheme cluster that starts at S. */
const char *width_next_cluster(const char *s, const char *end);

#endif
