/* SPDX-License-Identifier: MIT
 *
 * Comparing what two sides make of a text, spaces and signs aside.
 */
#ifndef COURANT_TESTS_LETTERS_H
#define COURANT_TESTS_LETTERS_H

#include <glib.h>

/* Letters and digits of S (LEN bytes), folded, appended to OUT. */
void letters_append(GString *out, const char *s, gsize len);

/* How many bytes of WANTED, from its start, stand in HAVE in this order. */
gsize letters_in_order(const char *wanted, const char *have);

#endif
