/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/twice.h"

#include "base/text.h"

enum { FEWEST = 2 };

/* What windows-1252 has from 0x80 to 0x9F; Latin-1 has control characters. */
static const guint16 cp1252[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026,
	0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
	0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
	0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

/* The byte that was taken for C, or 0. */
static guchar
byte_of(gunichar c)
{
	if (c < 0x100)
		return (guchar)c;
	for (guint i = 0; i < G_N_ELEMENTS(cp1252); i++)
		if (cp1252[i] == c)
			return (guchar)(0x80 + i);
	return 0;
}

/* The character whose bytes the characters at *P were, or 0; *P is then
 * after them. */
static gunichar
character(const char **p, const char *end)
{
	char bytes[4];
	gssize n = 0, wanted = 1;
	const char *s = *p;
	for (; n < wanted && s < end; s += g_utf8_skip[(guchar)*s]) {
		guchar byte = byte_of(g_utf8_get_char(s));
		if (n == 0)
			wanted = g_utf8_skip[byte];
		if (byte < 0x80 || wanted > (gssize)sizeof bytes)
			return 0;
		bytes[n++] = (char)byte;
	}
	gunichar c = n == wanted ? g_utf8_get_char_validated(bytes, n) : 0;
	if (c < 0x80 || c > 0x10FFFF)
		return 0;
	*p = s;
	return c;
}

char *
twice_mend(const char *s, gsize len, gsize *new_len)
{
	const char *end = s + len, *copied = s;
	g_autoptr(GString) out = NULL;
	guint found = 0;
	for (const char *p;
		(p = copied + text_ascii_len(copied, (gsize)(end - copied))) <
		end;) {
		const char *at = p;
		gunichar c = character(&p, end);
		if (!c)
			return NULL;
		if (!out)
			out = g_string_sized_new(len);
		g_string_append_len(out, copied, at - copied);
		g_string_append_unichar(out, c);
		copied = p;
		found++;
	}
	if (found < FEWEST)
		return NULL;
	g_string_append_len(out, copied, end - copied);
	*new_len = out->len;
	return g_string_free(g_steal_pointer(&out), FALSE);
}
