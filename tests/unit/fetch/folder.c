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

static void
put(GPtrArray *made, const char *dir, const char *name, const char *text)
{
	char *path = g_build_filename(dir, name, NULL);
	g_autofree char *parent = g_path_get_dirname(path);
	if (g_mkdir(parent, 0700) == 0)
		g_ptr_array_insert(made, 0, g_steal_pointer(&parent));
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_ptr_array_add(made, path);
}

/* Files last made go first, then the folders, the first made last. */
static void
clear(GPtrArray *made, const char *dir)
{
	for (guint i = made->len; i-- > 0;)
		g_remove(made->pdata[i]);
	g_ptr_array_unref(made);
	g_assert_cmpint(g_rmdir(dir), ==, 0);
}

static char *
read_folder(const char *dir)
{
	gsize len = 0;
	g_autoptr(GError) error = NULL;
	char *feed = folder_to_feed(dir, &len, &error);
	g_assert_no_error(error);
	g_assert_cmpint(strlen(feed), ==, len);
	return feed;
}

static void
test_names(void)
{
	g_autofree char *dir = g_dir_make_tmp("courant-folder-XXXXXX", NULL);
	GPtrArray *made = g_ptr_array_new_with_free_func(g_free);
	put(made, dir, "a.md",
		"---\ntitle: ! 'Issue #50'\n"
		"date: 2025-01-02\n---\ntext");
	put(made, dir, "b.smd", "---\ntitle: Zine\ndate: 2025-01-03\n---\nt");
	put(made, dir, "2025-02-01-bundle/index.md", "Text of a bundle.");
	put(made, dir, "c.md",
		"---\ntitle: \"!Bang\"\n"
		"date: 2024-01-01\n---\ntext");
	put(made, dir, "404.md", "There is nothing here.");
	put(made, dir, "README.md", "How to build this.");
	g_autofree char *feed = read_folder(dir);
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
	clear(made, dir);
}

static void
test_undated(void)
{
	g_autofree char *dir = g_dir_make_tmp("courant-folder-XXXXXX", NULL);
	GPtrArray *made = g_ptr_array_new_with_free_func(g_free);
	put(made, dir, "one.md", "First words.");
	put(made, dir, "two.md", "Second words.");
	g_autofree char *feed = read_folder(dir);
	g_assert_nonnull(strstr(feed, "First words"));
	g_assert_nonnull(strstr(feed, "Second words"));
	clear(made, dir);
}

/* What would be waited for without an end is passed over. */
static void
test_pipe(void)
{
	g_autofree char *dir = g_dir_make_tmp("courant-folder-XXXXXX", NULL);
	GPtrArray *made = g_ptr_array_new_with_free_func(g_free);
	put(made, dir, "one.md", "First words.");
	g_ptr_array_add(made, g_build_filename(dir, "pipe.md", NULL));
	g_assert_cmpint(mkfifo(made->pdata[1], 0600), ==, 0);
	g_autofree char *feed = read_folder(dir);
	g_assert_nonnull(strstr(feed, "First words"));
	g_assert_null(strstr(feed, "pipe"));
	clear(made, dir);
}

/* Newsletters as people keep them: two with front matter, two without. */
static void
test_seeds(void)
{
	const char *corpus = corpus_dir();
	if (!corpus)
		return g_test_skip("no corpus");
	g_autofree char *seeds = g_build_filename(corpus, "seeds", NULL);
	GDir *from = g_dir_open(seeds, 0, NULL);
	if (!from)
		return g_test_skip("no seeds");
	g_autofree char *dir = g_dir_make_tmp("courant-folder-XXXXXX", NULL);
	GPtrArray *made = g_ptr_array_new_with_free_func(g_free);
	const char *name;
	while ((name = g_dir_read_name(from))) {
		g_autofree char *path = g_build_filename(seeds, name, NULL);
		g_autofree char *text = NULL;
		g_autofree char *to = g_strconcat(name, ".md", NULL);
		g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
		put(made, dir, to, text);
	}
	g_dir_close(from);
	g_autofree char *feed = read_folder(dir);
	g_auto(GStrv) items = g_strsplit(feed, "\"content_html\"", -1);
	g_assert_cmpint(g_strv_length(items) - 1, ==, made->len);
	g_assert_nonnull(strstr(feed, "Enterprise Breakthrough Year"));
	clear(made, dir);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fetch/folder/names", test_names);
	g_test_add_func("/fetch/folder/undated", test_undated);
	g_test_add_func("/fetch/folder/pipe", test_pipe);
	g_test_add_func("/fetch/folder/seeds", test_seeds);
	return g_test_run();
}
