/* SPDX-License-Identifier: MIT
 *
 * In clean text a grapheme cluster is a character with the marks after it,
 * a pair of regional indicators, or a character with a spacing mark: what
 * else UAX #29 joins (emoji sequences) text.c has taken out.  A cluster is
 * never wider than two columns, so it fits on any line.
 */
#include <config.h>

#include "base/width.h"

#include "base/base_i.h"

#include <string.h>

static bool
is_ascii_char(guchar c)
{
	return c >= 0x20 && c < 0x7f;
}

static ucs4_t
next_char(const guint8 **p, const guint8 *end)
{
	ucs4_t c;
	*p += char_decode(&c, *p, end);
	return c;
}

static gsize
length_of(const char *s, gssize len)
{
	return len < 0 ? strlen(s) : (gsize)len;
}

static bool
is_regional(ucs4_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

int
width_char(gunichar c)
{
	return c < 0x110000 ? char_info(c) & GLYPH_WIDTH : 1;
}

int
width_text(const char *s, gssize len)
{
	const guint8 *p = (const guint8 *)s, *end = p + length_of(s, len);
	int width = 0;
	while (p < end) {
		if (is_ascii_char(*p)) {
			width++;
			p++;
		} else {
			width += char_info(next_char(&p, end)) & GLYPH_WIDTH;
		}
	}
	return width;
}

/* End of the cluster at S, its columns added to *WIDTH. */
static const guint8 *
cluster_end(const guint8 *s, const guint8 *end, int *width)
{
	const guint8 *p = s;
	ucs4_t first = next_char(&p, end);
	int columns = char_info(first) & GLYPH_WIDTH;
	bool pair = is_regional(first);
	while (p < end && *p >= 0x80) {
		const guint8 *next = p;
		ucs4_t c = next_char(&next, end);
		guint8 info = char_info(c);
		bool joined = (info & GLYPH_WIDTH) == 0 ||
			(info & GLYPH_MARK) || (pair && is_regional(c));
		if (!joined || columns + (info & GLYPH_WIDTH) > 2)
			break;
		pair = false;
		columns += info & GLYPH_WIDTH;
		p = next;
	}
	*width += columns;
	return p;
}

const char *
width_next_cluster(const char *s, const char *end)
{
	int width = 0;
	if (s >= end)
		return end;
	if (is_ascii_char(*s) && (s + 1 == end || is_ascii_char(s[1])))
		return s + 1;
	return (const char *)cluster_end(
		(const guint8 *)s, (const guint8 *)end, &width);
}

const char *
width_prefix(const char *s, gssize len, int columns, int *used)
{
	const guint8 *p = (const guint8 *)s, *end = p + length_of(s, len);
	int width = 0;
	while (p < end) {
		int wider = width;
		const guint8 *next;
		if (is_ascii_char(*p) && (p + 1 == end || p[1] < 0x80)) {
			next = p + 1;
			wider++;
		} else {
			next = cluster_end(p, end, &wider);
		}
		if (wider > columns)
			break;
		width = wider;
		p = next;
	}
	if (used)
		*used = width;
	return (const char *)p;
}

char *
width_cut(const char *s, int columns)
{
	static const char ellipsis[] = "…";
	if (columns <= 0)
		return g_strdup("");
	const char *fits = width_prefix(s, -1, columns, NULL);
	if (*fits == '\0')
		return g_strdup(s);
	const char *end = width_prefix(s, -1, columns - 1, NULL);
	return g_strdup_printf("%.*s%s", (int)(end - s), s, ellipsis);
}
