/* SPDX-License-Identifier: MIT
 *
 * A cell as the terminal has it: its look and its bytes.
 */
#include <config.h>

#include <wchar.h>

#include "base/color.h"
#include "base/width.h"
#include "term/term_i.h"

/* Colours of authors that are remembered. */
#define REDUCED_MOST 4096

static guint
sgr_attrs(const Term *term, guint attrs, bool colored)
{
	static const struct {
		guint attr, code;
	} codes[] = { { ATTR_BOLD, 1 }, { ATTR_DIM, 2 }, { ATTR_ITALIC, 3 },
		{ ATTR_UNDERLINE, 4 }, { ATTR_REVERSE, 7 },
		{ ATTR_STRIKE, 9 } };
	guint bits = 0;
	attrs &= term->caps.attrs & ~(colored ? term->caps.colorless : 0);
	for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
		if (attrs & codes[i].attr)
			bits |= 1u << codes[i].code;
	return bits;
}

/* An author's colour as the terminal has it.  Which is nearest takes a while
 * to find out. */
static Color
author_color(Term *term, gint32 rgb)
{
	gpointer key = GINT_TO_POINTER(rgb), found;
	if (g_hash_table_lookup_extended(term->reduced, key, NULL, &found))
		return GPOINTER_TO_INT(found);
	if (g_hash_table_size(term->reduced) >= REDUCED_MOST)
		g_hash_table_remove_all(term->reduced);
	Color c = color_reduce(COLOR_RGB(rgb), term->colors);
	g_hash_table_insert(term->reduced, key, GINT_TO_POINTER(c));
	return c;
}

void
cell_colors(Term *term)
{
	g_hash_table_remove_all(term->reduced);
	for (int i = 0; i < N_ROLES; i++) {
		Look *look = &term->looks[i];
		term->reduced_looks[i] = (Look){
			.fg = color_reduce(look->fg, term->colors),
			.bg = color_reduce(look->bg, term->colors),
			.attrs = look->attrs,
		};
	}
	term->repaint = true;
}

Dress
cell_dress(Term *term, const GridCell *cell)
{
	const Look *look = &term->reduced_looks[MIN(cell->role, N_ROLES - 1)];
	guint attrs = look->attrs | cell->attrs;
	Sgr sgr = { .fg = look->fg, .bg = look->bg };
	if (cell->rgb >= 0)
		sgr.fg = author_color(term, cell->rgb);
	sgr.attrs = sgr_attrs(term, attrs, sgr.fg >= 0 || sgr.bg >= 0);
	bool shows = attrs & (ATTR_UNDERLINE | ATTR_REVERSE | ATTR_STRIKE);
	return (Dress){ sgr,
		!cell->link && !shows &&
			(sgr.bg < 0 || term->caps.erases_in_color) };
}

/* The gate: no control, format or selector character passes, and none that the
 * C library takes for wider or narrower than the grid. */
static gunichar
gate(const Term *term, gunichar c, int width)
{
	if (!term->utf8)
		return ascii_likeness(c);
	bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) ||
		(c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
		(c >= 0xe0000 && c <= 0xe0fff);
	return control || wcwidth((wchar_t)c) != width ? '?' : c;
}

/* Terminals count these differently: emoji, and what became wide as such;
 * other wide characters begin with the radicals of CJK. */
#define EMOJI_FIRST 0x1f000
#define EMOJI_STYLE 0xfe0f
#define JOINER 0x200d
#define CJK_FIRST 0x2e80

gsize
cell_bytes(const Term *term, const GridCell *cell, char out[CELL_BYTES],
	bool *doubt)
{
	const char *p = cell->text;
	int used = 0, limit = MAX(cell->width, 1);
	gsize n = 0;
	*doubt = false;
	while (*p && used < limit) {
		gunichar c = g_utf8_get_char(p);
		int width = MIN(MAX(width_char(c), 1), limit - used);
		c = gate(term, c, width);
		*doubt |= c >= EMOJI_FIRST || (width == 2 && c < CJK_FIRST);
		n += g_unichar_to_utf8(c, out + n);
		used += wcwidth((wchar_t)c) == 2 ? 2 : 1;
		p += g_utf8_skip[(guchar)*p];
		for (; *p && width_char(c = g_utf8_get_char(p)) == 0;
			p += g_utf8_skip[(guchar)*p]) {
			*doubt |= c == JOINER || c == EMOJI_STYLE;
			if (n + 4 <= CELL_BYTES - 8 && term->utf8 &&
				gate(term, c, 0) == c)
				n += g_unichar_to_utf8(c, out + n);
		}
	}
	for (; used < limit; used++)
		out[n++] = ' ';
	return n;
}
