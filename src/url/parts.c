/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "url/url_i.h"

#include <string.h>

/* The part of S before the first byte of STOPS. */
static Part
until(const char *s, const char *stops)
{
	return (Part){ s, strcspn(s, stops) };
}

static void
split_authority(Part authority, Parts *parts)
{
	const char *s = authority.s, *end = s + authority.len;
	const char *at = memrchr(s, '@', authority.len);
	if (at) {
		parts->user = (Part){ s, (gsize)(at - s) };
		s = at + 1;
	}
	const char *colon = end;
	while (colon > s && g_ascii_isdigit(colon[-1]))
		colon--;
	if (colon > s && colon[-1] == ':') {
		parts->port = (Part){ colon, (gsize)(end - colon) };
		end = colon - 1;
	}
	parts->host = (Part){ s, (gsize)(end - s) };
}

bool
parts_of(const char *url, Parts *parts)
{
	*parts = (Parts){ .scheme = until(url, ":/?#") };
	const char *p = url + parts->scheme.len;
	if (parts->scheme.len == 0 || *p != ':')
		return false;
	p++;
	if (p[0] == '/' && p[1] == '/') {
		Part authority = until(p + 2, "/?#");
		split_authority(authority, parts);
		p = authority.s + authority.len;
	}
	parts->path = until(p, "?#");
	p += parts->path.len;
	if (*p == '?') {
		parts->query = until(p + 1, "#");
		p += 1 + parts->query.len;
	}
	if (*p == '#')
		parts->fragment = until(p + 1, "");
	return true;
}

bool
part_is(Part part, const char *s)
{
	return part.s && part.len == strlen(s) &&
		memcmp(part.s, s, part.len) == 0;
}

char *
part_decode(Part part)
{
	return g_uri_unescape_segment(part.s, part.s + part.len, NULL);
}
