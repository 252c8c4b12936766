/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <string.h>

#include "doc/internal.h"

static bool
is_url_byte(char c)
{
	guchar u = (guchar)c;
	return u > 0x20 && u != '<' && u != '>' && u != '"' && u != 0x7F;
}

/* Without the stops, commas and brackets of the sentence around it. */
static gsize
trim(const char *s, gsize len)
{
	gsize open = 0, close = 0;
	for (gsize i = 0; i < len; i++) {
		open += s[i] == '(';
		close += s[i] == ')';
	}
	for (; len; len--) {
		char c = s[len - 1];
		if (c == ')' && close > open)
			close--;
		else if (!strchr("?!.,:;*_~'|]}", c))
			break;
	}
	return len;
}

static bool
has_host(const char *s, gsize len)
{
	gsize n = 0;
	while (n < len && s[n] != '/' && s[n] != '?' && s[n] != '#')
		n++;
	return n > 2 &&
		(memchr(s, '.', n) || memchr(s, ':', n) ||
			strncmp(s, "localhost", 9) == 0) &&
		s[0] != '.';
}

/* What may start a URL at P: bytes of scheme or "www.", 0 for nothing. */
static gsize
start_at(const char *p, gsize left, const char **prefix)
{
	static const struct {
		const char *start, *prefix;
		gsize scheme;
	} starts[] = { { "https://", "", 8 }, { "http://", "", 7 },
		{ "www.", "https://", 0 } };
	for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
		gsize n = strlen(starts[i].start);
		if (left > n &&
			g_ascii_strncasecmp(p, starts[i].start, n) == 0) {
			*prefix = starts[i].prefix;
			return starts[i].scheme ? starts[i].scheme : 1;
		}
	}
	return 0;
}

static bool
is_mail_byte(char c)
{
	return g_ascii_isalnum(c) || c == '.' || c == '-' || c == '_' ||
		c == '+';
}

/* A mail address around the "@" at AT; what is before FROM is taken. */
static bool
is_mail(const char *s, gsize len, gsize from, gsize at, AutoLink *link)
{
	gsize start = at, end = at + 1, dots = 0;
	while (start > from && is_mail_byte(s[start - 1]))
		start--;
	while (end < len && is_mail_byte(s[end]) && s[end] != '+') {
		dots += s[end] == '.' && end + 1 < len &&
			g_ascii_isalnum(s[end + 1]);
		end++;
	}
	while (end > at && s[end - 1] == '.')
		end--;
	if (start == at || !dots || !g_ascii_isalnum(s[at + 1]) ||
		!g_ascii_isalnum(s[end - 1]))
		return false;
	*link = (AutoLink){ start, end - start, "mailto:" };
	return true;
}

bool
autolink_next(const char *s, gsize len, gsize from, AutoLink *link)
{
	for (gsize i = from; i < len; i++) {
		if (s[i] == '@' && is_mail(s, len, from, i, link))
			return true;
		if (s[i] != 'h' && s[i] != 'w' && s[i] != 'H' && s[i] != 'W')
			continue;
		if (i > 0 && (g_ascii_isalnum(s[i - 1]) || s[i - 1] == '/'))
			continue;
		gsize skip = start_at(s + i, len - i, &link->prefix);
		if (!skip)
			continue;
		gsize n = 0;
		while (i + n < len && is_url_byte(s[i + n]))
			n++;
		gsize kept = trim(s + i, n);
		skip = skip == 1 ? 0 : skip;
		if (kept > skip && has_host(s + i + skip, kept - skip)) {
			link->start = i;
			link->len = kept;
			return true;
		}
		i += n;
	}
	return false;
}
