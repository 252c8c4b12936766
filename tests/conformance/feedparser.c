/* SPDX-License-Identifier: MIT
 *
 * feedparser's test feeds with their expectation in a comment.
 */
#include <config.h>

#include "tests/conformance/expect.h"
#include "tests/conformance/runners.h"
#include "tests/conformance/suite.h"

#include <string.h>

/* The rest of the line after KEY in the first comment; NULL if absent. */
static char *
comment_value(const char *data, gsize len, const char *key)
{
	const char *at = g_strstr_len(data, (gssize)MIN(len, 4096), key);
	const char *end;

	if (!at)
		return NULL;
	at += strlen(key);
	end = strpbrk(at, "\r\n");
	return g_strstrip(g_strndup(at, end ? (gsize)(end - at) : strlen(at)));
}

/* Comments of feeds in 16-bit encodings and the like, as ASCII. */
static char *
readable(const char *data, gsize len)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; i < MIN(len, 8192); i++)
		if (data[i])
			g_string_append_c(out, data[i]);
	return g_string_free(out, FALSE);
}

static bool
is_field_condition(const char *expression)
{
	return strstr(expression, "feed[") || strstr(expression, "feed.") ||
		strstr(expression, "entries");
}

static char *
header(const char *text, const char *name)
{
	g_autofree char *key = g_strdup_printf("%s:", name);

	return comment_value(text, strlen(text), key);
}

static void
feedparser_file(Suite *fields, Suite *other, const char *path)
{
	g_autofree char *data = NULL, *text = NULL, *expression = NULL;
	g_autofree char *type = NULL, *location = NULL, *base = NULL,
			*why = NULL;
	g_autoptr(json_t) d = NULL;
	Suite *s;
	gsize len;
	char *end;
	Expectation e;

	if (!g_file_get_contents(path, &data, &len, NULL))
		return;
	text = readable(data, len);
	expression = comment_value(text, strlen(text), "Expect:");
	if (!expression)
		return;
	end = strstr(expression, "-->");
	if (end)
		*end = '\0';
	type = header(text, "Content-type");
	location = header(text, "Content-Location");
	base = g_strdup_printf(
		"http://127.0.0.1:8097/tests/%s", suite_short_name(path) + 11);
	if (location && *location) {
		g_autoptr(GUri) uri =
			g_uri_parse(base, G_URI_FLAGS_ENCODED, NULL);
		g_autoptr(GUri) to = g_uri_parse_relative(
			uri, location, G_URI_FLAGS_ENCODED, NULL);

		g_free(base);
		base = g_uri_to_string(to);
	}
	d = suite_dump(data, len, type, base);
	s = is_field_condition(expression) ? fields : other;
	e = d ? expect_evaluate(expression, d, &why) : EXPECT_FALSE;
	if (e == EXPECT_UNREADABLE)
		s->outside++;
	else
		suite_count(s, path, e == EXPECT_TRUE, d ? why : "no feed");
}

bool
feedparser_run(bool verbose)
{
	Suite fields = { "feedparser fields", 98.0 };
	Suite other = { "feedparser other", 95 };
	g_autoptr(GPtrArray) files = suite_files("feedparser");
	bool good;

	for (guint i = 0; i < files->len; i++)
		feedparser_file(&fields, &other, files->pdata[i]);
	good = suite_report(&fields, verbose);
	return suite_report(&other, verbose) && good;
}
