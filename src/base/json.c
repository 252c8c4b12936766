/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/json.h"

#include "base/clock.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void
json_put_string(json_t *object, const char *key, const char *value)
{
	if (!value)
		return;
	g_autofree char *valid = g_utf8_validate(value, -1, NULL)
		? NULL
		: g_utf8_make_valid(value, -1);
	json_object_set_new(object, key, json_string(valid ? valid : value));
}

void
json_put_time(json_t *object, const char *key, gint64 t)
{
	if (t == 0)
		return;
	g_autofree char *time = clock_rfc3339(t);
	json_put_string(object, key, time);
}

const char *
json_get_string(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

gint64
json_get_int(const json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* What a terminal might act on, or what turns text around. */
static bool
must_be_escaped(gunichar c)
{
	return (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E ||
		c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
		(c >= 0x2066 && c <= 0x2069);
}

char *
json_text(const json_t *value, gsize flags)
{
	char *text = json_dumps(value, flags);
	GString *line = g_string_new(NULL);
	const char *p = text ? text : "";
	while (*p) {
		gsize ascii = 0;
		while (p[ascii] > 0 && p[ascii] < 0x7F)
			ascii++;
		g_string_append_len(line, p, (gssize)ascii);
		p += ascii;
		if (!*p)
			break;
		gunichar c = g_utf8_get_char(p);
		const char *next = p + g_utf8_skip[(guchar)*p];
		if (must_be_escaped(c))
			g_string_append_printf(line, "\\u%04x", c);
		else
			g_string_append_len(line, p, next - p);
		p = next;
	}
	free(text);
	g_string_append_c(line, '\n');
	return g_string_free(line, FALSE);
}

char *
json_line(const json_t *object)
{
	return json_text(object, JSON_COMPACT);
}

void
json_write_line(FILE *out, const json_t *object)
{
	g_autofree char *line = json_line(object);
	fputs(line, out);
	fflush(out);
}
