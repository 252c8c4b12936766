/* SPDX-License-Identifier: MIT
 *
 * Checking: notes in the header.
 */
#include <config.h>

#include "tests/conformance/check.h"

#include "tests/conformance/compare.h"

#include <string.h>

#define MAX_INDEX 8

/* The value at PATH, "[]" replaced by the indices in turn; borrowed. */
static const json_t *
find(const json_t *in, const char *path, const int *index)
{
	g_auto(GStrv) keys = g_strsplit(path, ".", -1);

	for (char **k = keys; *k && in; k++) {
		char *brackets = strstr(*k, "[]");
		char *colon = strchr(*k, '#');

		if (brackets)
			*brackets = '\0';
		if (colon)
			*colon++ = '\0';
		if (**k)
			in = json_object_get(in, *k);
		if (brackets)
			in = json_array_get(in, (size_t)*index++);
		if (colon)
			in = json_array_get(
				in, (size_t)g_ascii_strtoll(colon, NULL, 10));
	}
	return in;
}

/* Language tags know no case. */
static bool
same_language(const char *place, const json_t *e, const json_t *a)
{
	return g_str_has_suffix(place, "language") && json_is_string(e) &&
		json_is_string(a) &&
		g_ascii_strcasecmp(
			json_string_value(e), json_string_value(a)) == 0;
}

/* "0.91" and "rss091u": the digits in order. */
static bool
same_version(const char *place, const json_t *e, const json_t *a)
{
	const char *p = json_string_value(e), *q = json_string_value(a);

	if (strcmp(place, "version") != 0 || !p || !q)
		return false;
	for (q += strcspn(q, "0123456789"); *p; p++)
		if (g_ascii_isdigit(*p) && *p != *q++)
			return false;
	return true;
}

static bool
check_leaf(const json_t *expected, const json_t *d, const Row *row,
	const int *index, char **why)
{
	bool any = strchr(row->ours, '/') != NULL;
	g_auto(GStrv) places = g_strsplit(row->ours, any ? "/" : "|", -1);
	const json_t *got = NULL;

	for (char **p = places; *p && (any || !got); p++) {
		const json_t *value = find(d, *p, index);

		if (value &&
			(compare_equal(expected, value) ||
				same_version(*p, expected, value) ||
				same_language(*p, expected, value)))
			return true;
		got = got ? got : value;
	}
	if (!got && compare_equal(expected, NULL))
		return true;
	if (!*why) {
		g_autofree char *e = compare_show(expected);
		g_autofree char *a = compare_show(got);

		*why = g_strdup_printf(
			"%s: expected %s, got %s", row->theirs, e, a);
	}
	return false;
}

/* Checks all that the expectation has at the row's place; *SEEN if any. */
static bool
check_row(const json_t *in, const char *path, const json_t *d, const Row *row,
	int *index, int depth, bool *seen, char **why)
{
	const char *dot = strchr(path, '.');
	g_autofree char *key =
		dot ? g_strndup(path, (gsize)(dot - path)) : g_strdup(path);
	char *brackets = strstr(key, "[]");
	bool good = true;
	size_t i;
	json_t *element;

	if (brackets)
		*brackets = '\0';
	if (*key)
		in = json_object_get(in, key);
	if (!in || json_is_null(in) ||
		(json_is_string(in) && !*json_string_value(in)))
		return true;
	if (!brackets) {
		if (dot)
			return check_row(
				in, dot + 1, d, row, index, depth, seen, why);
		*seen = true;
		return check_leaf(in, d, row, index, why);
	}
	json_array_foreach((json_t *)(gintptr)in, i, element)
	{
		index[depth] = (int)i;
		if (dot)
			good = check_row(element, dot + 1, d, row, index,
				       depth + 1, seen, why) &&
				good;
		else {
			*seen = true;
			good = check_leaf(element, d, row, index, why) && good;
		}
	}
	return good;
}

/* No entry is lost, and none made up. */
static bool
check_count(const json_t *expected, const json_t *dump, char **why)
{
	static const char *const names[] = { "items", "entries" };
	const json_t *feed = json_object_get(expected, "feed");
	size_t ours = json_array_size(json_object_get(dump, "entries"));

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		const json_t *list =
			json_object_get(feed ? feed : expected, names[i]);
		size_t theirs = json_array_size(list);

		if (!list || theirs == ours)
			continue;
		if (!*why)
			*why = g_strdup_printf("expected %d entries, got %d",
				(int)theirs, (int)ours);
		return false;
	}
	return true;
}

bool
check_rows(const json_t *expected, const json_t *dump, const Row *rows,
	bool *seen, char **why)
{
	bool good = check_count(expected, dump, why);

	for (; rows->theirs; rows++) {
		int index[MAX_INDEX] = { 0 };

		good = check_row(expected, rows->theirs, dump, rows, index, 0,
			       seen, why) &&
			good;
	}
	return good;
}
