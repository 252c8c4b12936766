/* SPDX-License-Identifier: MIT
 *
 * Keys as numbers and as words.  term reads them, conf binds them.  A key is
 * a character, or one of the named keys, with KEY_ALT added where held.
 * Written: "j", "ä", "Space", "^D", "Tab", "S-Tab", "Enter", "Esc", "Down",
 * "PgDn", "F1", "M-x" (Alt).  Control characters are themselves ("^D" = 4);
 * Enter is 13.
 */
#ifndef COURANT_BASE_KEY_H
#define COURANT_BASE_KEY_H

#include <glib.h>

typedef guint32 Key;

#define KEY_ALT 0x400000u

enum {
	KEYS_NAMED = 0x200000,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN,
	K_INSERT, K_DELETE, K_BACKSPACE, K_BACKTAB, K_F1,
	K_F12 = K_F1 + 11,
	K_PASTE /* bracketed paste: the text comes beside it */
};

/* 0 if the word names no key. */
Key key_parse(const char *word);

/* Newly allocated; key_parse() of it gives KEY again. */
char *key_word(Key key);

#endif
