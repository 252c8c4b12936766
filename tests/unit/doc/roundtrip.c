/* SPDX-License-Identifier: MIT
 *
 * The Markdown export, read again, is the same document.
 */
#include <config.h>

#include "tests/lib/golden.h"
#include "tests/unit/doc/tree.h"

#include <string.h>

#include "doc/doc.h"

#define BASE "https://base.example/x"

typedef struct {
	guint all, same;
} Score;

static Doc *
read_as(const char *data, gsize len, DocFormat format)
{
	DocSource source = { .format = format, .base = BASE };
	return doc_new(data, len, &source);
}

/* The line where A and B part. */
static void
tell_difference(const char *path, const char *a, const char *b)
{
	g_auto(GStrv) x = g_strsplit(a, "\n", -1);
	g_auto(GStrv) y = g_strsplit(b, "\n", -1);
	guint i = 0;
	while (x[i] && y[i] && strcmp(x[i], y[i]) == 0)
		i++;
	g_test_message(
		"%s\n< %s\n> %s", path, x[i] ? x[i] : "", y[i] ? y[i] : "");
}

static bool
comes_back(const char *data, gsize len, DocFormat format, const char *path)
{
	g_autoptr(Doc) doc = read_as(data, len, format);
	g_autofree char *markdown = doc_to_markdown(doc);
	if (strlen(markdown) > DOC_MAX_MARKDOWN)
		return true;
	/* No front matter: the text may start with a rule. */
	g_autofree char *body = g_strconcat("\n", markdown, NULL);
	g_autoptr(Doc) again = read_as(body, strlen(body), DOC_MARKDOWN);
	g_autofree char *a = tree_text(doc_root(doc), NULL);
	g_autofree char *b = tree_text(doc_root(again), NULL);
	bool same = strcmp(a, b) == 0;
	if (!same)
		tell_difference(path, a, b);
	return same;
}

static DocFormat
format_of(const char *path)
{
	if (g_str_has_suffix(path, ".md"))
		return DOC_MARKDOWN;
	if (g_str_has_suffix(path, ".html"))
		return DOC_HTML;
	return g_str_has_suffix(path, ".txt") ? DOC_GUESS : DOC_TEXT;
}

static void
read_below(const char *dir, Score *score)
{
	g_autoptr(GDir) d = g_dir_open(dir, 0, NULL);
	for (const char *name; d && (name = g_dir_read_name(d));) {
		g_autofree char *path = g_build_filename(dir, name, NULL);
		g_autofree char *data = NULL;
		gsize len;
		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			read_below(path, score);
		} else if (format_of(path) != DOC_TEXT &&
			g_file_get_contents(path, &data, &len, NULL)) {
			score->all++;
			score->same +=
				comes_back(data, len, format_of(path), path);
		}
	}
}

static void
test_corpus(gconstpointer folder)
{
	if (!corpus_dir()) {
		g_test_skip("no corpus");
		return;
	}
	Score score = { 0 };
	g_autofree char *dir = g_build_filename(corpus_dir(), folder, NULL);
	read_below(dir, &score);
	g_test_message("%s: %u of %u come back", (const char *)folder,
		score.same, score.all);
	g_assert_cmpuint(score.all, >, 0);
	g_assert_cmpuint(score.same * 100, >=, score.all * 98);
}

static void
test_cases(void)
{
	static const char *const cases[] = {
		"<h2> <a href='https://e.example/'>a</a><br>b</h2>",
		"<p>a<b>b</b>c <i> d </i>e<b>f</b><i>g</i><b><i>h</i></b></p>",
		"<p>x\xC2\xA0<b>y</b>\xC2\xA0z, <b>\xE3\x80\x80q</b></p>",
		"<p># no heading</p><p>1. no list</p><p>- no</p><p>+ no</p>",
		"<p>*a* _b_ `c` [d](e) &lt;i&gt; &amp;amp; \\ | ~~f~~</p>",
		"<ul><li>a</li></ul><ul><li>b</li></ul><pre>c</pre>",
		"<ol start=7><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
		"<ul><li><p>a</p><p>b</p></li><li>c<pre>d\n\n\ne</pre></li></"
		"ul>",
		"<blockquote><p>a</p><pre>``` x</pre><hr></blockquote>",
		"<table><tr><th>a|b</th><th align=right>c</th></tr>"
		"<tr><td><b>d</b></td><td>e<br>f</td></tr></table>",
		"<table><tr><td>a</td><td>b</td></tr>"
		"<tr><td>c</td><td>d</td></tr></table>",
		"<table><tr><th>a</th><td colspan=2>b</td></tr>"
		"<tr><th>c</th><td>d</td><td><ul><li>e</li></ul></td></tr>"
		"</table>",
		"<figure><img src='https://e.example/i.png' alt='p [q]'>"
		"<figcaption>c</figcaption></figure>",
		"<dl><dt>a</dt><dd>b</dd><dd><p>c</p><p>d</p></dd></dl>",
		"<details><summary>s</summary><p>t</p></details>",
		"<p>H<sub>2</sub>O x<sup>2</sup> <del>a</del><ins>b</ins> "
		"<mark>c</mark> <kbd>d</kbd> <q>e</q></p>",
		"<p>a<a class=footnote-ref href='#fn-1'>†</a></p><section "
		"class=footnotes><ol><li id=fn-1>b</li></ol></section>",
		"<p><code>`a``b`</code> <code> c </code><code>d</code></p>",
		"<p><a href='https://e.example/a(b' title='t&quot;u'>l</a></p>",
	};
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		if (!comes_back(cases[i], strlen(cases[i]), DOC_HTML, cases[i]))
			g_test_fail();
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/roundtrip/cases", test_cases);
	g_test_add_data_func(
		"/doc/roundtrip/html-bodies", "html-bodies", test_corpus);
	g_test_add_data_func(
		"/doc/roundtrip/newsletters-md", "newsletters-md", test_corpus);
	g_test_add_data_func(
		"/doc/roundtrip/rust-trends", "rust-trends", test_corpus);
	g_test_add_data_func("/doc/roundtrip/seeds", "seeds", test_corpus);
	return g_test_run();
}
