/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "doc/html.h"

#define SPACE " \t\r\n\f"

const char *
style_value(const char *style, const char *name)
{
	gsize n = strlen(name);
	const char *value = NULL;
	bool important = false;
	for (const char *p = style; p && *p; p += strcspn(p, ";")) {
		p += strspn(p, ";" SPACE);
		if (g_ascii_strncasecmp(p, name, n) != 0)
			continue;
		const char *v = p + n + strspn(p + n, SPACE);
		if (*v != ':')
			continue;
		v += 1 + strspn(v + 1, SPACE);
		gsize len = strcspn(v, ";");
		bool insists = memchr(v, '!', len) != NULL;
		if (len && (insists || !important)) {
			value = v;
			important = insists;
		}
	}
	return value;
}

bool
style_is(const char *style, const char *name, const char *word)
{
	const char *value = style_value(style, name);
	return value && g_ascii_strncasecmp(value, word, strlen(word)) == 0;
}

bool
style_is_bold(const char *style)
{
	const char *weight = style_value(style, "font-weight");
	return weight &&
		(g_ascii_tolower(*weight) == 'b' ||
			g_ascii_strtod(weight, NULL) >= 600);
}

bool
style_is_italic(const char *style)
{
	return style_is(style, "font-style", "italic") ||
		style_is(style, "font-style", "oblique");
}

bool
style_is_below(const char *style, const char *name, double limit)
{
	const char *value = style_value(style, name);
	char *unit;
	double number = value ? g_ascii_strtod(value, &unit) : 0;
	return value && unit > value && number >= 0 && number < limit &&
		(number == 0 || g_ascii_strncasecmp(unit, "px", 2) == 0);
}

/* A height of nothing alone is not enough: pages unfold answers from it. */
bool
style_hides(const char *style)
{
	if (!style)
		return false;
	if (style_is(style, "display", "none") ||
		style_is(style, "visibility", "hidden"))
		return true;
	return style_is_below(style, "max-height", 1) &&
		style_is(style, "overflow", "hidden") &&
		(style_value(style, "mso-hide") ||
			style_is_below(style, "opacity", 1) ||
			style_is_below(style, "font-size", 2));
}
