/* SPDX-License-Identifier: MIT */
#include "golden.h"

#include <string.h>

typedef struct {
	char *name, *in, *out;
	GoldenRender render;
} GoldenCase;

const char *
golden_top_srcdir(void)
{
	const char *dir = g_getenv("top_srcdir");
	return dir ? dir : ".";
}

const char *
corpus_dir(void)
{
	static char *dir;
	if (!dir)
		dir = g_build_filename(golden_top_srcdir(), "..", "shared",
			"corpus", NULL);
	return g_file_test(dir, G_FILE_TEST_IS_DIR) ? dir : NULL;
}

static void
case_free(gpointer data)
{
	GoldenCase *c = data;
	g_free(c->name);
	g_free(c->in);
	g_free(c->out);
	g_free(c);
}

static void
case_run(gconstpointer data)
{
	const GoldenCase *c = data;
	g_autofree char *input = NULL, *expected = NULL;
	gsize len = 0;
	g_autoptr(GError) error = NULL;
	g_file_get_contents(c->in, &input, &len, &error);
	g_assert_no_error(error);
	g_autofree char *got = c->render(c->name, input, len);
	if (g_getenv("GOLDEN_UPDATE")) {
		g_assert_true(g_file_set_contents(c->out, got, -1, NULL));
		return;
	}
	g_file_get_contents(c->out, &expected, NULL, &error);
	g_assert_no_error(error);
	if (strcmp(got, expected) != 0)
		g_test_message("%s:\n%s", c->in, got);
	g_assert_cmpstr(got, ==, expected);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

guint
golden_add(const char *folder, const char *out, GoldenRender render)
{
	g_autofree char *dir = g_build_filename(golden_top_srcdir(), "tests",
		"golden", folder, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	GDir *d = g_dir_open(dir, 0, NULL);
	g_assert_nonnull(d);
	for (const char *n; (n = g_dir_read_name(d));)
		if (g_str_has_suffix(n, ".in"))
			g_ptr_array_add(names, g_strndup(n, strlen(n) - 3));
	g_dir_close(d);
	g_ptr_array_sort(names, by_name);
	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i];
		GoldenCase *c = g_new0(GoldenCase, 1);
		c->name = g_strdup(name);
		c->in = g_strdup_printf("%s/%s.in", dir, name);
		c->out = g_strdup_printf("%s/%s%s", dir, name, out);
		c->render = render;
		g_autofree char *path = g_strdup_printf("/golden/%s/%s%s",
			folder, name, out);
		g_test_add_data_func_full(path, c, case_run, case_free);
	}
	return names->len;
}
