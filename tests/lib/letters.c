/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "tests/lib/letters.h"

void
letters_append(GString *out, const char *s, gsize len)
{
	g_autofree char *valid = g_utf8_make_valid(s, (gssize)len);
	g_autofree char *folded = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL);
	for (const char *p = folded; *p; p += g_utf8_skip[(guchar)*p]) {
		gunichar c = g_utf8_get_char(p);
		if (g_unichar_isalnum(c))
			g_string_append_unichar(out, c);
	}
}

gsize
letters_in_order(const char *wanted, const char *have)
{
	const char *w = wanted;
	for (; *w && *have; have += g_utf8_skip[(guchar)*have])
		if (g_utf8_get_char(w) == g_utf8_get_char(have))
			w += g_utf8_skip[(guchar)*w];
	return (gsize)(w - wanted);
}
