/* SPDX-License-Identifier: MIT
 *
 * The examples of CommonMark's and GitHub's specifications: the document is
 * cmark's own tree.  What cmark does not know (GitHub's additions) and what
 * it hands through (HTML) must be the tree of the HTML that the
 * specification gives.
 */
#include <config.h>

#include "tests/lib/golden.h"
#include "tests/unit/doc/tree.h"

#include <string.h>

#include "doc/doc.h"

#define BASE "https://base.example/x"

static const char fence[] = "````````````````````````````````";

typedef struct {
	char *markdown, *html;
	bool extension;
	int number;
} Example;

typedef struct {
	const char *file;
	const int *exceptions; /* numbers, 0 at the end */
	guint least;           /* examples in it */
} Spec;

static bool
has_html(cmark_node *root)
{
	bool found = false;
	cmark_iter *iter = cmark_iter_new(root);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node_type type =
			cmark_node_get_type(cmark_iter_get_node(iter));
		found |= type == CMARK_NODE_HTML_BLOCK ||
			type == CMARK_NODE_HTML_INLINE;
	}
	cmark_iter_free(iter);
	return found;
}

static char *
tree_of(const char *text, DocFormat format)
{
	DocSource source = { .format = format, .base = BASE };
	g_autoptr(Doc) doc = doc_new(text, strlen(text), &source);
	return tree_text(doc_root(doc), NULL);
}

static char *
wanted_tree(const Example *e)
{
	cmark_node *root = cmark_parse_document(
		e->markdown, strlen(e->markdown), CMARK_OPT_DEFAULT);
	char *tree = e->extension || has_html(root) ? tree_of(e->html, DOC_HTML)
						    : tree_text(root, BASE);
	cmark_node_free(root);
	return tree;
}

static bool
is_excepted(const Spec *spec, int number)
{
	for (const int *n = spec->exceptions; *n; n++)
		if (*n == number)
			return true;
	return false;
}

static void
check_example(const Spec *spec, const Example *e)
{
	/* A rule at the start would be taken for front matter. */
	g_autofree char *source = g_strconcat("\n", e->markdown, NULL);
	g_autofree char *ours = tree_of(source, DOC_MARKDOWN);
	g_autofree char *want = wanted_tree(e);
	bool same = strcmp(ours, want) == 0;
	if (same == is_excepted(spec, e->number)) {
		g_test_message("%s %d: %s\nwanted:\n%sgot:\n%s", spec->file,
			e->number, e->markdown, want, ours);
		g_test_fail();
	}
}

/* Lines up to one that is STOP; "→" is a tab. */
static char *
read_until(char ***line, const char *stop)
{
	g_autoptr(GString) s = g_string_new(NULL);
	for (; **line && strcmp(**line, stop) != 0; ++*line)
		g_string_append_printf(s, "%s\n", **line);
	*line += **line != NULL;
	g_string_replace(s, "→", "\t", 0);
	return g_string_free(g_steal_pointer(&s), FALSE);
}

static guint
check_spec(const Spec *spec, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	Example e = { 0 };
	for (char **line = lines; *line;) {
		const char *first = *line++;
		if (!g_str_has_prefix(first, fence) ||
			!strstr(first, " example"))
			continue;
		e.number++;
		e.extension = !g_str_has_suffix(first, " example");
		e.markdown = read_until(&line, ".");
		e.html = read_until(&line, fence);
		check_example(spec, &e);
		g_free(e.markdown);
		g_free(e.html);
	}
	return (guint)e.number;
}

/* Headings and links with nothing in them vanish. */
static const int commonmark[] = { 79, 484, 487, 0 };
/* The same; what is in <title> and <style> is not shown. */
static const int github[] = { 49, 653, 0 };

static const Spec specs[] = {
	{ "markdown-spec/cmark/test/spec.txt", commonmark, 600 },
	{ "markdown-spec/cmark-gfm/test/spec.txt", github, 600 },
};

static void
test_spec(gconstpointer data)
{
	const Spec *spec = data;
	g_autofree char *text = NULL;
	g_autofree char *path = corpus_dir()
		? g_build_filename(corpus_dir(), spec->file, NULL)
		: NULL;
	if (!path || !g_file_get_contents(path, &text, NULL, NULL)) {
		g_test_skip("no corpus");
		return;
	}
	g_assert_cmpuint(check_spec(spec, text), >=, spec->least);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_data_func("/doc/spec/commonmark", &specs[0], test_spec);
	g_test_add_data_func("/doc/spec/github", &specs[1], test_spec);
	return g_test_run();
}
