/* SPDX-License-Identifier: MIT
 *
 * Folders of Markdown as feeds.
 */
#include <config.h>

#include "fetch/folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/lib/golden.h"

enum { MAX = 1024 * 1024 };

typedef struct {
	char *dir;
	GPtrArray *made; /* paths in it */
} Fixture;

static void
set_up(Fixture *fx, gconstpointer data)
{
	fx->dir = g_dir_make_tmp("courant-folder-XXXXXX", NULL);
	fx->made = g_ptr_array_new_with_free_func(g_free);
}

/* Files last made go first, then the folders, the first made last. */
static void
tear_down(Fixture *fx, gconstpointer data)
{
	for (guint i = fx->made->len; i-- > 0;)
		g_remove(fx->made->pdata[i]);
	g_ptr_array_unref(fx->made);
	g_assert_cmpint(g_rmdir(fx->dir), ==, 0);
	g_free(fx->dir);
}

static void
put(Fixture *fx, const char *name, const char *text)
{
	char *path = g_build_filename(fx->dir, name, NULL);
	g_autofree char *parent = g_path_get_dirname(path);
	if (g_mkdir(parent, 0700) == 0)
		g_ptr_array_insert(fx->made, 0, g_steal_pointer(&parent));
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_ptr_array_add(fx->made, path);
}

static char *
read_folder(const Fixture *fx, gsize max)
{
	gsize len = 0;
	g_autoptr(GError) error = NULL;
	char *feed = folder_to_feed(fx->dir, max, &len, &error);
	g_assert_no_error(error);
	g_assert_cmpint(strlen(feed), ==, len);
	return feed;
}

static guint
entries_of(const char *feed)
{
	g_auto(GStrv) parts = g_strsplit(feed, "\"content_html\"", -1);
	return g_strv_length(parts) - 1;
}

static void
test_names(Fixture *fx, gconstpointer data)
{
	put(fx, "a.md",
		"---\ntitle: ! 'Issue #50'\n"
		"date: 2025-01-02\n---\ntext");
	put(fx, "b.smd", "---\ntitle: Zine\ndate: 2025-01-03\n---\nt");
	put(fx, "2025-02-01-bundle/index.md", "Text of a bundle.");
	put(fx, "c.md",
		"---\ntitle: \"!Bang\"\n"
		"date: 2024-01-01\n---\ntext");
	put(fx, "404.md", "There is nothing here.");
	put(fx, "README.md", "How to build this.");
	g_autofree char *feed = read_folder(fx, MAX);
	static const char *const in_order[] = {
		"\"title\":\"2025-02-01-bundle\"", "\"title\":\"Zine\"",
		"\"title\":\"Issue #50\"", "\"title\":\"!Bang\""
	};
	const char *at = feed;
	for (gsize i = 0; i < G_N_ELEMENTS(in_order); i++) {
		at = strstr(at, in_order[i]);
		g_assert_nonnull(at);
	}
	g_assert_null(strstr(feed, "nothing here"));
	g_assert_null(strstr(feed, "How to build"));
}

/* What would be waited for without an end is passed over. */
static void
test_undated(Fixture *fx, gconstpointer data)
{
	put(fx, "one.md", "First words.");
	put(fx, "two.md", "Second words.");
	g_ptr_array_add(fx->made, g_build_filename(fx->dir, "pipe.md", NULL));
	g_assert_cmpint(mkfifo(fx->made->pdata[2], 0600), ==, 0);
	g_autofree char *feed = read_folder(fx, MAX);
	g_assert_nonnull(strstr(feed, "First words"));
	g_assert_nonnull(strstr(feed, "Second words"));
	g_assert_null(strstr(feed, "pipe"));
}

static void
test_too_much(Fixture *fx, gconstpointer data)
{
	g_autofree char *words = g_strnfill(1000, 'w');
	for (int i = 0; i < 10; i++) {
		g_autofree char *name = g_strdup_printf("%d.md", i);
		put(fx, name, words);
	}
	g_autofree char *feed = read_folder(fx, 3000);
	guint n = entries_of(feed);
	g_assert_cmpint(n, >, 0);
	g_assert_cmpint(n, <=, 3);
}

/* Newsletters as people keep them: two with front matter, two without. */
static void
test_seeds(Fixture *fx, gconstpointer data)
{
	const char *corpus = corpus_dir();
	g_autofree char *seeds =
		corpus ? g_build_filename(corpus, "seeds", NULL) : NULL;
	GDir *from = seeds ? g_dir_open(seeds, 0, NULL) : NULL;
	if (!from)
		return g_test_skip("no corpus");
	const char *name;
	while ((name = g_dir_read_name(from))) {
		g_autofree char *path = g_build_filename(seeds, name, NULL);
		g_autofree char *text = NULL;
		g_autofree char *to = g_strconcat(name, ".md", NULL);
		g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
		put(fx, to, text);
	}
	g_dir_close(from);
	g_autofree char *feed = read_folder(fx, MAX);
	g_assert_cmpint(entries_of(feed), ==, fx->made->len);
	g_assert_nonnull(strstr(feed, "Enterprise Breakthrough Year"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, fn)                                                          \
	g_test_add("/fetch/folder/" name, Fixture, NULL, set_up, fn, tear_down)
	ADD("names", test_names);
	ADD("undated", test_undated);
	ADD("too-much", test_too_much);
	ADD("seeds", test_seeds);
	return g_test_run();
}
