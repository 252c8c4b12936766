/* SPDX-License-Identifier: MIT
 *
 * HTML to lines in megabytes a second: libxml2's parser alone, document and
 * lines, and w3m and lynx over the same files where they are installed.
 *
 * Usage: page FILE.html…
 */
#include <config.h>

#include "page/page.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS 10
#define PARSE_OPTIONS                                                          \
	(HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |      \
		HTML_PARSE_NONET | HTML_PARSE_COMPACT)

typedef struct {
	char *data, *path;
	gsize len;
} File;

typedef void (*Work)(const File *file);

static void
work_parse(const File *file)
{
	xmlFreeDoc(htmlReadMemory(
		file->data, (int)file->len, NULL, "UTF-8", PARSE_OPTIONS));
}

static void
work_doc(const File *file)
{
	DocSource source = { .format = DOC_HTML };
	doc_free(doc_new(file->data, file->len, &source));
}

static void
work_lines(const File *file)
{
	DocSource source = { .format = DOC_HTML };
	PageOptions options = { .width = 100, .link_numbers = true };
	g_autoptr(Doc) doc = doc_new(file->data, file->len, &source);
	page_free(page_new(doc, &options));
}

static void
run(const char *const argv[], const File *file)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new();
	for (int i = 0; argv[i]; i++)
		g_ptr_array_add(args, g_strdup(argv[i]));
	g_ptr_array_add(args, g_strdup(file->path));
	g_ptr_array_add(args, NULL);
	g_spawn_sync(NULL, (char **)args->pdata, NULL,
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
			G_SPAWN_STDERR_TO_DEV_NULL,
		NULL, NULL, NULL, NULL, NULL, NULL);
	for (guint i = 0; i < args->len; i++)
		g_free(args->pdata[i]);
}

static void
work_w3m(const File *file)
{
	static const char *const argv[] = { "w3m", "-dump", "-cols", "100",
		"-T", "text/html", NULL };
	run(argv, file);
}

static void
work_lynx(const File *file)
{
	static const char *const argv[] = { "lynx", "-dump", "-width=100",
		"-force_html", NULL };
	run(argv, file);
}

typedef struct {
	const char *name;
	Work work;
	int rounds;
	double speed; /* MB/s, the best round */
} Contest;

static double
measure(const GArray *files, Work work)
{
	gsize bytes = 0;
	gint64 start = g_get_monotonic_time();
	for (guint i = 0; i < files->len; i++) {
		work(&g_array_index(files, File, i));
		bytes += g_array_index(files, File, i).len;
	}
	gint64 took = MAX(g_get_monotonic_time() - start, 1);
	return (double)bytes / (double)took;
}

/* The rounds take turns, so that a busy machine slows all alike. */
static void
compete(const GArray *files, Contest *contests, gsize n)
{
	for (int round = 0; round < ROUNDS; round++)
		for (gsize i = 0; i < n; i++)
			if (round < contests[i].rounds)
				contests[i].speed = MAX(contests[i].speed,
					measure(files, contests[i].work));
}

static int
rounds_of(const char *program)
{
	g_autofree char *path = g_find_program_in_path(program);
	return path ? 1 : 0;
}

int
main(int argc, char **argv)
{
	g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(File));
	for (int i = 1; i < argc; i++) {
		File f = { .path = argv[i] };
		if (g_file_get_contents(argv[i], &f.data, &f.len, NULL) &&
			f.len <= DOC_MAX_BODY)
			g_array_append_val(files, f);
		else
			g_free(f.data);
	}
	Contest contests[] = {
		{ "htmlReadMemory", work_parse, ROUNDS, 0 },
		{ "document", work_doc, ROUNDS, 0 },
		{ "document and lines", work_lines, ROUNDS, 0 },
		{ "w3m -dump", work_w3m, rounds_of("w3m"), 0 },
		{ "lynx -dump", work_lynx, rounds_of("lynx"), 0 },
	};
	compete(files, contests, 3);
	compete(files, contests + 3, 2);
	for (gsize i = 0; i < G_N_ELEMENTS(contests); i++)
		if (contests[i].speed > 0)
			printf("%-20s %8.2f MB/s  %6.2f of the parser  "
			       "lines are %6.2f times as fast\n",
				contests[i].name, contests[i].speed,
				contests[i].speed / contests[0].speed,
				contests[2].speed / contests[i].speed);
	for (guint i = 0; i < files->len; i++)
		g_free(g_array_index(files, File, i).data);
	return 0;
}
