/* SPDX-License-Identifier: MIT
 *
 * What page.h promises, on other people's pages and feeds.
 */
#include <config.h>

#include "show.h"

#include "tests/lib/golden.h"
#include "tests/lib/letters.h"

#include <stdarg.h>
#include <string.h>

static const int widths[] = { 20, 40, 80, 132 };

static void complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

static void
complain(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *words = g_strdup_vprintf(format, args);
	va_end(args);
	g_test_message("%s", words);
	g_test_fail();
}

static char *
page_letters(const Page *page)
{
	GString *out = g_string_new(NULL);
	for (guint32 i = 0; i < page_n_lines(page); i++) {
		const PageLine *line = page_line(page, i);
		for (guint32 s = 0; s < line->n_spans; s++)
			if (line->spans[s].role != ROLE_LINK_NUMBER)
				letters_append(out,
					line->text + line->spans[s].start,
					line->spans[s].len);
	}
	return g_string_free(out, FALSE);
}

static bool
has_kind(cmark_node *root, Kind kind)
{
	cmark_iter *iter = cmark_iter_new(root);
	bool found = false;
	while (!found && cmark_iter_next(iter) != CMARK_EVENT_DONE)
		found = kind_of(cmark_iter_get_node(iter)).kind == kind;
	cmark_iter_free(iter);
	return found;
}

static void
check_text(const Shown *shown, const char *name, int width)
{
	g_autofree char *text = doc_text(shown->doc);
	GString *wanted = g_string_new(NULL);
	letters_append(wanted, text, strlen(text));
	g_autofree char *have = page_letters(shown->page);
	gsize n = letters_in_order(wanted->str, have);
	if (n < wanted->len) {
		complain("%s at %d: not shown from \"%.60s\"", name, width,
			wanted->str + n);
	}
	g_string_free(wanted, TRUE);
}

static bool
is_seen(const Shown *shown, GHashTable *seen, int number)
{
	const DocLink *link = doc_links(shown->doc)->pdata[number - 1];
	return g_hash_table_contains(seen, GINT_TO_POINTER(number)) ||
		(link->around &&
			g_hash_table_contains(
				seen, GINT_TO_POINTER(link->around)));
}

/* Every link that stands in the tree can be seen and followed; of a picture in
 * a link, the link. */
static void
check_links(const Shown *shown, const char *name, int width)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	for (guint32 i = 0; i < page_n_lines(shown->page); i++) {
		const PageLine *line = page_line(shown->page, i);
		for (guint32 s = 0; s < line->n_spans; s++)
			g_hash_table_add(
				seen, GUINT_TO_POINTER(line->spans[s].link));
	}
	cmark_iter *iter = cmark_iter_new(doc_root(shown->doc));
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		int number = doc_link_number(shown->doc, node);
		if (number > 0 && !is_seen(shown, seen, number))
			complain("%s at %d: link %d is not shown (%s)", name,
				width, number, cmark_node_get_url(node));
	}
	cmark_iter_free(iter);
}

static void
check_body(const char *data, const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
		PageOptions o = { .width = widths[i], .link_numbers = true };
		o.wrap_code = widths[i] != 132;
		g_auto(Shown) shown = show(data, name, &o);
		check_promises(shown.page, &o, name);
		if (widths[i] != 40 && widths[i] != 80)
			continue;
		check_links(&shown, name, widths[i]);
		if (!has_kind(doc_root(shown.doc), KIND_TABLE))
			check_text(&shown, name, widths[i]);
	}
}

/* A feed's bodies are what its CDATA sections hold. */
static void
check_feed(char *data, const char *name)
{
	char *at = data;
	for (;;) {
		char *start = strstr(at, "<![CDATA[");
		char *end = start ? strstr(start, "]]>") : NULL;
		if (!end)
			break;
		*end = '\0';
		check_body(start + 9, name);
		at = end + 3;
	}
}

static void
check_file(const char *path)
{
	g_autofree char *data = NULL;
	gsize len = 0;
	if (!g_file_get_contents(path, &data, &len, NULL))
		return;
	if (g_str_has_suffix(path, ".xml") || g_str_has_suffix(path, ".rss") ||
		g_str_has_suffix(path, ".atom"))
		check_feed(data, path);
	else
		check_body(data, path);
}

static void
check_folder(const char *path)
{
	GDir *dir = g_dir_open(path, 0, NULL);
	if (!dir)
		return;
	for (const char *n; (n = g_dir_read_name(dir));) {
		g_autofree char *inner = g_build_filename(path, n, NULL);
		if (g_file_test(inner, G_FILE_TEST_IS_DIR))
			check_folder(inner);
		else
			check_file(inner);
	}
	g_dir_close(dir);
}

static void
test_folder(gconstpointer folder)
{
	const char *corpus = corpus_dir();
	if (!corpus) {
		g_test_skip("no corpus");
		return;
	}
	g_autofree char *path = g_build_filename(corpus, folder, NULL);
	check_folder(path);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	static const char *const folders[] = { "html-bodies", "feeds-real",
		"newsletters-md", "seeds", "rust-trends" };
	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path =
			g_strconcat("/page/corpus/", folders[i], NULL);
		g_test_add_data_func(path, folders[i], test_folder);
	}
	return g_test_run();
}
