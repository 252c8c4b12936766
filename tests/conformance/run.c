/* SPDX-License-Identifier: MIT
 *
 * Runs courant's parser over other parsers' test feeds (../shared/corpus) and
 * compares the dump with what those tests expect.
 * Prints passed/failed of each suite and, for the red ones, what differs and
 * why (known.txt); fails when a suite falls below its floor.  With -v all red
 * ones, else some.
 */
#include <config.h>

#include "tests/conformance/check.h"
#include "tests/conformance/rows.h"
#include "tests/conformance/runners.h"
#include "tests/lib/golden.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static bool verbose;

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
	bool seen = false, good;
	gsize len;

	if (!feed || !expected || !g_file_get_contents(feed, &data, &len, NULL))
		return;
	url = json_get_string(expected, "url");
	if (!url) {
		g_autofree char *name = g_path_get_basename(feed);

		base = g_strconcat("file://tests/data/", name, NULL);
	}
	d = suite_dump(data, len, NULL, url ? url : base);
	good = check_rows(expected, d, js->rows, &seen, &why);
	if (seen)
		suite_count(js->suite, path, good, why);
	else
		js->suite->outside++;
}

static void
json_suite(const JsonSuite *js)
{
	g_autoptr(GPtrArray) files = suite_files(js->folder);

	for (guint i = 0; i < files->len; i++)
		if (g_str_has_suffix(files->pdata[i], js->ending))
			json_file(js, files->pdata[i]);
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
	good = feedparser_run(verbose);
	good = foreign_run(verbose) && good;
	good = plain_run(verbose) && good;
	for (const JsonSuite *js = json_suites; js->folder; js++) {
		json_suite(js);
		if (js[1].suite != js->suite)
			good = suite_report(js->suite, verbose) && good;
	}
	xmlCleanupParser();
	return good ? 0 : 1;
}
