/* SPDX-License-Identifier: MIT
 *
 * What text.c, width.c and breaks.c know about a character: one byte each,
 * in blocks that are made from libunistring's tables when they are first
 * asked for, so that starting costs nothing and the hot loops only look up.
 */
#ifndef COURANT_BASE_BASE_I_H
#define COURANT_BASE_BASE_I_H

#include <glib.h>
#include <unistr.h>

enum {
	GLYPH_WIDTH = 3,          /* mask: columns, 0 to 2 */
	GLYPH_DROPPED = 1 << 2,   /* never in clean text */
	GLYPH_UNKNOWN = 1 << 3,   /* becomes U+FFFD */
	GLYPH_MARK = 1 << 4,      /* combines with what stands before it */
	GLYPH_EMOJI = 1 << 5,     /* may be joined into an emoji sequence */
	GLYPH_JOINING = 1 << 6,   /* letter or mark of a script that uses ZWJ */
	GLYPH_DECOMPOSED = 1 << 7 /* not the NFC form */
};
/* A character with none of these is copied as it is. */
#define GLYPH_SPECIAL                                                          \
	(GLYPH_DROPPED | GLYPH_UNKNOWN | GLYPH_MARK | GLYPH_DECOMPOSED)

#define CHAR_BLOCK 256
extern guint8 *char_blocks[0x110000 / CHAR_BLOCK];
const guint8 *char_block_make(guint number);

static inline guint8
char_info(ucs4_t c)
{
	const guint8 *block =
		g_atomic_pointer_get(&char_blocks[c / CHAR_BLOCK]);
	if (G_UNLIKELY(!block))
		block = char_block_make(c / CHAR_BLOCK);
	return block[c % CHAR_BLOCK];
}

/* u8_mbtouc(), with a short way for two and three well-formed bytes. */
static inline int
char_decode(ucs4_t *c, const guint8 *p, const guint8 *end)
{
	if (p[0] >= 0xc2 && p[0] < 0xe0 && end - p > 1 &&
		(p[1] & 0xc0) == 0x80) {
		*c = (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
		return 2;
	}
	/* Not E0 and ED, which begin overlong forms and surrogates. */
	if (p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed && end - p > 2 &&
		(p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
		*c = (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 |
			(p[2] & 0x3fu);
		return 3;
	}
	return u8_mbtouc(c, p, end - p);
}

#endif
