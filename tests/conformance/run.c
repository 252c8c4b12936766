/* SPDX-License-Identifier: MIT
 *
 * Runs courant's parser over other parsers' test feeds (../shared/corpus or
 * $COURANT_CORPUS) and compares the dump with what those tests expect.
 * Prints passed/failed of each suite and, for the red ones, the reason; fails
 * when a suite falls below its floor.  With -v all red ones, else some.
 */
#include <config.h>

#include "tests/conformance/compare.h"
#include "tests/conformance/expect.h"
#include "tests/conformance/rows.h"
#include "tests/lib/golden.h"

#include "feed/feed.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static bool verbose;

static json_t *
dump(const char *data, gsize len, const char *type, const char *base)
{
	g_autoptr(Feed) feed = feed_parse(data, len, type, base, NULL);
	g_autofree char *text = feed ? feed_to_json(feed) : NULL;

	return text ? json_loads(text, 0, NULL) : NULL;
}

static void
count(Suite *s, const char *path, bool good, const char *why)
{
	if (good) {
		s->passed++;
		return;
	}
	s->failed++;
	g_ptr_array_add(
		s->red, g_strdup_printf("%s: %s", path, why ? why : ""));
}

static void
walk(const char *dir, GPtrArray *files)
{
	GDir *d = g_dir_open(dir, 0, NULL);
	const char *name;

	while (d && (name = g_dir_read_name(d)) != NULL) {
		char *path = g_build_filename(dir, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			walk(path, files);
			g_free(path);
		} else {
			g_ptr_array_add(files, path);
		}
	}
	g_clear_pointer(&d, g_dir_close);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
files_below(const char *folder)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *dir =
		g_build_filename(corpus_dir(), "conformance", folder, NULL);

	walk(dir, files);
	g_ptr_array_sort(files, by_name);
	return files;
}

static const char *
short_name(const char *path)
{
	return path + strlen(corpus_dir()) + strlen("/conformance/");
}

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
		"http://127.0.0.1:8097/tests/%s", short_name(path) + 11);
	if (location && *location) {
		g_autoptr(GUri) uri =
			g_uri_parse(base, G_URI_FLAGS_ENCODED, NULL);
		g_autoptr(GUri) to = g_uri_parse_relative(
			uri, location, G_URI_FLAGS_ENCODED, NULL);

		g_free(base);
		base = g_uri_to_string(to);
	}
	d = dump(data, len, type, base);
	s = is_field_condition(expression) ? fields : other;
	e = d ? expect_evaluate(expression, d, &why) : EXPECT_FALSE;
	if (e == EXPECT_UNREADABLE)
		s->outside++;
	else
		count(s, short_name(path), e == EXPECT_TRUE,
			d ? why : "no feed");
}

#define MAX_INDEX 8
#define HERE "file://tests/data/"

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

static bool
check_leaf(const json_t *expected, const json_t *d, const Row *row,
	const int *index, char **why)
{
	g_auto(GStrv) places = g_strsplit(row->ours, "|", -1);
	const json_t *got = NULL;
	const char *text = json_string_value(expected);

	/* What their run made of the place of its files. */
	if (text && g_str_has_prefix(text, HERE))
		return true;

	for (char **p = places; *p; p++) {
		const json_t *value = find(d, *p, index);

		if (compare_equal(expected, value) ||
			same_language(*p, expected, value))
			return true;
		if (!got)
			got = value;
	}
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

/* The feed beside an expectation: the same name with another ending, or for
 * snapshots the folder of the same name. */
static char *
feed_beside(const char *path, const char *ending)
{
	static const char *const endings[] = { ".xml", ".rss", ".atom",
		".json" };
	g_autofree char *stem = g_strndup(path, strlen(path) - strlen(ending));
	g_auto(GStrv) in_out = g_strsplit(stem, "/output/", 2);
	g_auto(GStrv) snap = g_strsplit(stem, "-snapshots/snapshots/", 2);

	if (snap[0] && snap[1])
		return g_strdup_printf("%s/%s/feed.xml", snap[0], snap[1]);
	for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *beside = in_out[1]
			? g_strdup_printf("%s/input/%s%s", in_out[0], in_out[1],
				  endings[i])
			: g_strdup_printf("%s%s", stem, endings[i]);

		if (strcmp(beside, path) != 0 &&
			g_file_test(beside, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&beside);
	}
	return NULL;
}

static void
json_file(const JsonSuite *js, const char *path)
{
	g_autofree char *feed = feed_beside(path, js->ending);
	g_autofree char *data = NULL;
	g_autofree char *why = NULL;
	g_autoptr(json_t) expected = json_load_file(path, 0, NULL);
	g_autoptr(json_t) d = NULL;
	g_autofree char *base = NULL;
	const char *url;
	bool seen = false, good = true;
	gsize len;

	if (!feed || !expected || !g_file_get_contents(feed, &data, &len, NULL))
		return;
	url = json_get_string(expected, "url");
	if (!url) {
		g_autofree char *name = g_path_get_basename(feed);

		base = g_strconcat(HERE, name, NULL);
	}
	d = dump(data, len, NULL, url ? url : base);
	for (const Row *row = js->rows; row->theirs; row++) {
		int index[MAX_INDEX] = { 0 };

		good = check_row(expected, row->theirs, d, row, index, 0, &seen,
			       &why) &&
			good;
	}
	if (seen)
		count(js->suite, short_name(path), good, why);
	else
		js->suite->outside++;
}

static void
json_suite(const JsonSuite *js)
{
	g_autoptr(GPtrArray) files = files_below(js->folder);

	for (guint i = 0; i < files->len; i++)
		if (g_str_has_suffix(files->pdata[i], js->ending))
			json_file(js, files->pdata[i]);
}

/* Prints and frees; true if the floor holds. */
static bool
report(Suite *s)
{
	int all = s->passed + s->failed;
	double rate = all ? 100.0 * s->passed / all : 100;

	printf("%-20s %4d of %4d passed, %5.1f %% (at least %.1f), %d not "
	       "comparable\n",
		s->name, s->passed, all, rate, s->floor, s->outside);
	for (guint i = 0; s->red && i < s->red->len; i++)
		if (verbose || i < 10)
			printf("  red  %s\n", (const char *)s->red->pdata[i]);
	if (s->red)
		g_ptr_array_unref(s->red);
	return rate >= s->floor;
}

static bool
run_feedparser(void)
{
	Suite fields = { "feedparser fields", 97.0,
		.red = g_ptr_array_new_with_free_func(g_free) };
	Suite other = { "feedparser other", 87,
		.red = g_ptr_array_new_with_free_func(g_free) };
	g_autoptr(GPtrArray) files = files_below("feedparser");
	bool good;

	for (guint i = 0; i < files->len; i++)
		feedparser_file(&fields, &other, files->pdata[i]);
	good = report(&fields);
	return report(&other) && good;
}

int
main(int argc, char **argv)
{
	bool good = true;

	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	if (!corpus_dir()) {
		puts("skipped: the corpus is not here");
		return 77;
	}
	good = run_feedparser();
	for (const JsonSuite *js = json_suites; js->folder; js++) {
		if (!js->suite->red)
			js->suite->red = g_ptr_array_new_with_free_func(g_free);
		json_suite(js);
		if (js[1].suite != js->suite)
			good = report(js->suite) && good;
	}
	xmlCleanupParser();
	return good ? 0 : 1;
}
