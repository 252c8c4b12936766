/* SPDX-License-Identifier: MIT
 *
 * The table behind char_info().  libunistring's widths are corrected in the
 * few places where it counts otherwise than the C library and so ncurses
 * (tests/unit/base/width.c compares all characters).
 */
#include <config.h>

#include "base/base_i.h"

#include <unictype.h>
#include <uninorm.h>
#include <uniwidth.h>

#include <stdbool.h>

guint8 *char_blocks[0x110000 / CHAR_BLOCK];

typedef struct {
	ucs4_t first, last;
} Range;

/* Format characters that are dropped though they are not of category Cf, and
 * those whose category differs between Unicode versions. */
static const Range dropped[] = {
	{ 0x034f, 0x034f },   /* combining grapheme joiner */
	{ 0x115f, 0x1160 },   /* Hangul fillers */
	{ 0x17b4, 0x17b5 },   /* Khmer inherent vowels */
	{ 0x180b, 0x180f },   /* Mongolian selectors and separator */
	{ 0x20e3, 0x20e3 },   /* keycap */
	{ 0x3164, 0x3164 },   /* Hangul filler */
	{ 0xfe00, 0xfe0f },   /* variation selectors */
	{ 0xffa0, 0xffa0 },   /* halfwidth Hangul filler */
	{ 0x1f3fb, 0x1f3ff }, /* skin tones */
	{ 0xe0000, 0xe0fff }, /* tags, supplementary variation selectors */
};

/* Cf, yet seen: signs that enclose the digits after them. */
static const Range visible[] = {
	{ 0x0600, 0x0605 },
	{ 0x06dd, 0x06dd },
	{ 0x070f, 0x070f },
	{ 0x0890, 0x0891 },
	{ 0x08e2, 0x08e2 },
	{ 0x110bd, 0x110bd },
	{ 0x110cd, 0x110cd },
};

static const Range narrower[] = {
	{ 0x0cbf, 0x0cbf },
	{ 0x0cc6, 0x0cc6 },
	{ 0x11a07, 0x11a08 },
	{ 0x11c3f, 0x11c3f },
};

static const Range wider[] = { { 0x3248, 0x324f }, { 0x4dc0, 0x4dff } };

/* Scripts in which ZWJ and ZWNJ choose the shape of a letter. */
static const Range joining[] = {
	{ 0x0600, 0x08ff }, /* Arabic, Syriac, Thaana, N'Ko, Mandaic */
	{ 0x0900, 0x0dff }, /* Devanagari to Sinhala */
	{ 0x1000, 0x109f }, /* Myanmar */
	{ 0x1780, 0x18af }, /* Khmer, Mongolian */
	{ 0x1b00, 0x1b7f }, /* Balinese */
	{ 0xa800, 0xa82f }, /* Syloti Nagri */
	{ 0xa840, 0xa87f }, /* Phags-pa */
	{ 0xa980, 0xa9df }, /* Javanese */
	{ 0xfb50, 0xfdff }, /* Arabic presentation forms */
	{ 0xfe70, 0xfefc }, { 0x10a00, 0x10a5f }, /* Kharoshthi */
	{ 0x11000, 0x11fff },                     /* Brahmi and its children */
	{ 0x1e900, 0x1e95f },                     /* Adlam */
};

static bool
in_ranges(ucs4_t c, const Range *ranges, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

#define IN(c, ranges) in_ranges((c), (ranges), G_N_ELEMENTS(ranges))

static bool
is_dropped(ucs4_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe ||
		(c >= 0xfdd0 && c <= 0xfdef) || IN(c, dropped))
		return true;
	return !IN(c, visible) && uc_is_general_category(c, UC_FORMAT);
}

static bool
is_unknown(ucs4_t c)
{
	return uc_is_general_category(c, UC_UNASSIGNED) ||
		uc_is_general_category(c, UC_SURROGATE) || c == 0x2028 ||
		c == 0x2029;
}

static bool
is_hangul_tail(ucs4_t c)
{
	return (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7ff);
}

static guint8
width_of(ucs4_t c)
{
	if (IN(c, narrower))
		return 0;
	if (IN(c, wider))
		return 2;
	if (IN(c, visible))
		return 1;
	int width = uc_width(c, "UTF-8");
	return width < 0 ? 0 : width;
}

/* True for a character that NFC replaces even when it stands alone. */
static bool
is_decomposed(ucs4_t c)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int n = uc_canonical_decomposition(c, parts);
	if (n < 0 || (c >= 0xac00 && c <= 0xd7a3))
		return false;
	return n != 2 || uc_composition(parts[0], parts[1]) != c;
}

static guint8
flags_of(ucs4_t c)
{
	if (is_dropped(c))
		return GLYPH_DROPPED;
	if (is_unknown(c))
		return GLYPH_UNKNOWN | 1;
	guint8 flags = width_of(c);
	bool mark = uc_is_general_category(c, UC_MARK);
	if (mark || is_hangul_tail(c))
		flags |= GLYPH_MARK;
	if (IN(c, joining) && (mark || uc_is_general_category(c, UC_LETTER)))
		flags |= GLYPH_JOINING;
	if (uc_is_property_extended_pictographic(c))
		flags |= GLYPH_EMOJI;
	if (is_decomposed(c))
		flags |= GLYPH_DECOMPOSED;
	return flags;
}

const guint8 *
char_block_make(guint number)
{
	guint8 *block = g_malloc(CHAR_BLOCK);
	for (guint i = 0; i < CHAR_BLOCK; i++)
		block[i] = flags_of(number * CHAR_BLOCK + i);
	/* Another thread may have been faster: its block is as good. */
	if (!g_atomic_pointer_compare_and_exchange(
		    &char_blocks[number], NULL, block)) {
		g_free(block);
		block = g_atomic_pointer_get(&char_blocks[number]);
	}
	return block;
}
