/* SPDX-License-Identifier: MIT
 *
 * Cleaning of text that comes from outside: the one function that all
 * foreign text passes before it is stored, put into a document or shown.
 *
 * Clean text is valid UTF-8 in NFC without C0 (but "\n" in TEXT_BLOCK), DEL,
 * C1, bidi controls, zero-width and format characters, tag characters, the
 * supplementary variation selectors (term marks cells with them),
 * noncharacters and characters that wcwidth() does not know (these become
 * U+FFFD).  Emoji ZWJ sequences are reduced to their first emoji, skin tones,
 * U+FE0F and keycap marks are dropped; ZWJ and ZWNJ stay between letters of
 * scripts that need them.  At most three combining marks stand on a base; a
 * leading one gets U+25CC.  So every layer counts the same columns for it.
 */
#ifndef COURANT_BASE_TEXT_H
#define COURANT_BASE_TEXT_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
	TEXT_LINE,  /* runs of white space and line ends become one space,
		     * none at either end (U+00A0 and U+3000 are not) */
	TEXT_BLOCK, /* "\n" stays ("\r\n", "\r", U+2028 become "\n"), a tab
		     * becomes spaces up to the next multiple of 8 columns */
	TEXT_INLINE /* as TEXT_BLOCK, but tabs and newlines become one space
		     * each and nothing is collapsed or trimmed: a piece of a
		     * line */
} TextShape;

/* Returns S (LEN bytes, or -1 for NUL-terminated; NULL counts as empty),
 * cleaned; never NULL.  Invalid bytes become U+FFFD. */
char *text_clean(const char *s, gssize len, TextShape shape);

/* Appends the cleaned S to OUT.  Printable ASCII is copied as it is. */
void text_clean_append(
	GString *out, const char *s, gssize len, TextShape shape);

/* True if text_clean() would return S unchanged. */
bool text_is_clean(const char *s, gssize len, TextShape shape);

/* What C means as it stands in feeds: 0x80 to 0x9F, as a byte or as the
 * number of a character, are of windows-1252 (as in HTML 5); other characters,
 * and the five that windows-1252 lacks, are returned as they are. */
gunichar text_cp1252(gunichar c);

/* How many of the LEN bytes of S are ASCII and not NUL, up to the first that
 * is neither.  Eight at a time: most text is nothing else. */
gsize text_ascii_len(const char *s, gsize len);

/* g_utf8_validate_len(), several times as fast on what is mostly ASCII. */
bool text_is_utf8(const char *s, gsize len);

/* Number of words in clean text: runs of non-space; each CJK character
 * counts as half a word (rounded up), as reading times are reckoned. */
gsize text_words(const char *s, gssize len);

#endif
