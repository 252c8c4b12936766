/* SPDX-License-Identifier: MIT
 *
 * Where a line of clean text may be broken: UAX #14 as libunistring does it,
 * with a fast path for ASCII, and with no break between a space and the
 * French signs » ! ? ; : that follow it, nor after « and its space, nor
 * after hyphens that start a word ("--all"), nor in "50 %"; but with one
 * before the slash that starts a path, and none behind it ("./configure").
 */
#ifndef COURANT_BASE_BREAKS_H
#define COURANT_BASE_BREAKS_H

#include <glib.h>

enum { BREAK_NONE, BREAK_ALLOWED, BREAK_MANDATORY };

/* OUT[i] tells for each of the LEN bytes of S whether a line may end before
 * byte i; BREAK_MANDATORY stands on each "\n", which belongs to neither line.
 * OUT has room for LEN bytes. */
void breaks_find(const char *s, gsize len, char *out);

#endif
