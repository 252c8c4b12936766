/* SPDX-License-Identifier: MIT
 *
 * Suites: notes in the header.
 */
#include <config.h>

#include "tests/conformance/suite.h"

#include "feed/feed.h"
#include "tests/lib/golden.h"

#include <stdio.h>
#include <string.h>

json_t *
suite_dump(const char *data, gsize len, const char *type, const char *base)
{
	g_autoptr(Feed) feed = feed_parse(data, len, type, base, NULL);
	g_autofree char *text = feed ? feed_to_json(feed) : NULL;

	return text ? json_loads(text, 0, NULL) : NULL;
}

const char *
suite_short_name(const char *path)
{
	return path + strlen(corpus_dir()) + strlen("/conformance/");
}

void
suite_count(Suite *s, const char *path, bool good, const char *why)
{
	if (good) {
		s->passed++;
		return;
	}
	s->failed++;
	if (!s->red)
		s->red = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(s->red,
		g_strdup_printf(
			"%s: %s", suite_short_name(path), why ? why : ""));
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

GPtrArray *
suite_files(const char *folder)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *dir =
		g_build_filename(corpus_dir(), "conformance", folder, NULL);

	walk(dir, files);
	g_ptr_array_sort(files, by_name);
	return files;
}

/* Why the case of a line "PATH: …" is red, by the list of those that are
 * known to be; NULL if it is not in it. */
static char *
known_reason(const char *line)
{
	static char *list;
	g_autofree char *key = NULL;
	const char *at;

	if (!list) {
		g_autofree char *file = g_build_filename(golden_top_srcdir(),
			"tests", "conformance", "known.txt", NULL);

		if (!g_file_get_contents(file, &list, NULL, NULL))
			list = g_strdup("");
	}
	key = g_strdup_printf(
		"\n%.*s", (int)(strstr(line, ": ") + 2 - line), line);
	at = strstr(list, key);
	at = at ? at + strlen(key) : NULL;
	return at ? g_strndup(at, strcspn(at, "\n")) : NULL;
}

static void
print_red(const char *line)
{
	g_autofree char *reason = known_reason(line);

	printf("  red  %s\n       %s\n", line,
		reason ? reason : "NOT in the list of those that are known");
}

bool
suite_report(Suite *s, bool verbose)
{
	int all = s->passed + s->failed;
	double rate = all ? 100.0 * s->passed / all : 100;

	printf("%-20s %4d of %4d passed, %5.1f %% (at least %.1f), %d not "
	       "comparable\n",
		s->name, s->passed, all, rate, s->floor, s->outside);
	for (guint i = 0; s->red && i < s->red->len; i++)
		if (verbose || i < 10)
			print_red(s->red->pdata[i]);
	g_clear_pointer(&s->red, g_ptr_array_unref);
	return rate >= s->floor;
}
