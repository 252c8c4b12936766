/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/json.h"

#include "base/clock.h"

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

void
json_write_line(FILE *out, const json_t *object)
{
	json_dumpf(object, out, JSON_COMPACT);
	fputc('\n', out);
	fflush(out);
}
