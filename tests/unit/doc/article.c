/* SPDX-License-Identifier: MIT
 *
 * The article of a whole page: what belongs to it is read, the page around
 * it is not.
 */
#include <config.h>

#include "tests/lib/golden.h"

#include <string.h>

#include "doc/doc.h"

#define PROSE                                                                  \
	"The harbour master kept his ledgers, his lamps, and his silence; "    \
	"ships came, ships went, and no one asked why. When the fog lay on "   \
	"the water he rang the bell himself, once a minute, until it rose."

/* A page with all that stands around an article. */
static const char before[] =
	"<!doctype html><html><head><title>The ledger | Harbour "
	"News</title></head><body><header class=site-header><a href=/>Harbour "
	"News</a><nav><ul><li><a href=/a>Politics, near and far</a><li><a "
	"href=/b>Sport, tides, weather</a></ul></nav></header><div "
	"class=banner>We value your privacy, your time, and your data, says "
	"the banner.</div><div class=wrap><div class=main-column><h1>The "
	"ledger</h1><div class=byline>By Ada Quay</div><div "
	"class=post-content>";
static const char after[] =
	"<div class=share-buttons><a href=/s>Share this on every "
	"network</a></div></div><div class=related><h3>Related</h3><ul><li><a "
	"href=/r1>Ten things, all of them about fog</a><li><a "
	"href=/r2>A lamp, a bell, a boat</a></ul></div></div><div "
	"class=sidebar><p>Subscribe to our letter, it comes by boat, every "
	"week, with news, and with offers.</p><form><input name=q><button>"
	"Search</button></form></div></div><div id=comments><p>First, as "
	"always, says a commenter, who has more to say, and says it.</p>"
	"</div><footer><p>All rights reserved, all wrongs too, says the "
	"footer, at length.</p></footer></body></html>";

static Doc *
read_page(const char *page)
{
	DocSource source = { .format = DOC_HTML,
		.base = "https://base.example/x",
		.whole_page = true };
	return doc_new(page, strlen(page), &source);
}

static Doc *
read_between(const char *body)
{
	g_autofree char *page = g_strconcat(before, body, after, NULL);
	return read_page(page);
}

static void
test_surroundings(void)
{
	g_autoptr(Doc) doc =
		read_between("<p>" PROSE "</p><h2>The "
			     "bell</h2><p>" PROSE "</p><p>"
			     "<a href=/more>More</a> of it. " PROSE "</p>");
	g_autofree char *text = doc_text(doc);
	g_assert_cmpstr(
		text, ==, PROSE "\nThe bell\n" PROSE "\nMore of it. " PROSE);
	g_assert_cmpuint(doc_links(doc)->len, ==, 1);
	g_assert_cmpstr(doc_meta(doc)->author, ==, "Ada Quay");
}

static void
test_breaks(void)
{
	g_autoptr(Doc) doc =
		read_between(PROSE "<br><br>" PROSE "<br><br>" PROSE);
	g_autofree char *text = doc_text(doc);
	g_assert_nonnull(strstr(text, "harbour master"));
	g_assert_null(strstr(text, "Subscribe"));
	g_assert_null(strstr(text, "Related"));
}

static void
test_layout_table(void)
{
	g_autoptr(Doc) doc = read_page(
		"<body><table><tr><td><a href=/1>Home</a><br><a href=/2>News"
		"</a><br><a href=/3>About us</a></td><td><p>" PROSE
		"</p><p>" PROSE "</p><p>" PROSE "</p></td></tr></table>");
	g_autofree char *text = doc_text(doc);
	g_assert_cmpstr(text, ==, PROSE "\n" PROSE "\n" PROSE);
}

static void
test_data_stays(void)
{
	g_autoptr(Doc) doc =
		read_between("<p>" PROSE "</p><table><thead><tr>"
			     "<th>Ship<th>Port</thead><tr><td><a "
			     "href=/k>Kea</a><td><a href=/o>Oban"
			     "</a></table><pre><code>ls -la\n"
			     "</code></pre><p>" PROSE "</p><p>" PROSE "</p>");
	g_autofree char *text = doc_text(doc);
	g_assert_nonnull(strstr(text, "Oban"));
	g_assert_nonnull(strstr(text, "ls -la"));
}

static void
test_hidden(void)
{
	g_autoptr(Doc) doc = read_between(
		"<p>" PROSE "</p><p style='display:block;float:none'>" PROSE
		"</p><p style='display: none'>Unseen, as it is, by all</p>");
	g_autofree char *text = doc_text(doc);
	g_assert_cmpstr(text, ==, PROSE "\n" PROSE);
}

static void
test_mail(void)
{
	g_autoptr(Doc) doc = read_page(
		"<table><tr><td><table><tr><td>The Bell, our letter"
		"</table><table><tr><td><p>" PROSE "</p><p>" PROSE
		"</p><p>" PROSE
		"</table><table><tr><td>You get this because you asked."
		"</table></table>");
	g_autofree char *text = doc_text(doc);
	g_assert_nonnull(strstr(text, "our letter"));
	g_assert_nonnull(strstr(text, "because you asked"));
}

/* Nothing that looks like an article: better everything than nothing. */
static void
test_short(void)
{
	static const char *const pages[] = { "<p>Hello, world", "Hello, world",
		"<body class=comment><div class=sidebar>Hello, world</div>",
		"<article><h1>Hello, world</h1></article>" };
	for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_autoptr(Doc) doc = read_page(pages[i]);
		g_autofree char *text = doc_text(doc);
		g_assert_nonnull(strstr(text, "Hello, world"));
	}
	g_autoptr(Doc) nothing = read_page("");
	g_assert_cmpuint(doc_links(nothing)->len, ==, 0);
}

static void
count_words(const char *text, GHashTable *counts)
{
	g_auto(GStrv) words = g_str_tokenize_and_fold(text, NULL, NULL);
	for (char **w = words; *w; w++) {
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, *w));
		g_hash_table_replace(
			counts, g_strdup(*w), GUINT_TO_POINTER(n + 1));
	}
}

static guint
total(GHashTable *counts)
{
	GHashTableIter iter;
	gpointer n;
	guint sum = 0;
	g_hash_table_iter_init(&iter, counts);
	while (g_hash_table_iter_next(&iter, NULL, &n))
		sum += GPOINTER_TO_UINT(n);
	return sum;
}

/* Harmonic mean of precision and recall over words. */
static double
f1(const char *want, const char *have)
{
	g_autoptr(GHashTable) a =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) b =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	count_words(want, a);
	count_words(have, b);
	GHashTableIter iter;
	gpointer word, n;
	guint common = 0;
	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &word, &n))
		common += MIN(GPOINTER_TO_UINT(n),
			GPOINTER_TO_UINT(g_hash_table_lookup(b, word)));
	guint all = total(a) + total(b);
	return all ? 2.0 * common / all : 1;
}

static double
score_of(const char *name, const char *want, const char *have)
{
	double score = f1(want, have);
	if (score < 0.9)
		g_test_message("%.3f %s", score, name);
	return score;
}

/* Articles of others in a page of ours. */
static void
test_corpus(void)
{
	static const char *const folders[] = { "readability",
		"omnivore-articles" };
	double sum = 0;
	guint n = 0;
	for (guint i = 0; corpus_dir() && i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *folder = g_build_filename(
			corpus_dir(), "html-bodies", folders[i], NULL);
		g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
		for (const char *name; dir && (name = g_dir_read_name(dir));) {
			g_autofree char *path = g_build_filename(
				folder, name, "expected.html", NULL);
			g_autofree char *body = NULL;
			if (!g_file_get_contents(path, &body, NULL, NULL))
				continue;
			DocSource source = { .format = DOC_HTML,
				.base = "https://base.example/x" };
			g_autoptr(Doc) plain =
				doc_new(body, strlen(body), &source);
			g_autoptr(Doc) found = read_between(body);
			g_autofree char *want = doc_text(plain);
			g_autofree char *have = doc_text(found);
			sum += score_of(name, want, have);
			n++;
		}
	}
	if (n == 0) {
		g_test_skip("no corpus");
		return;
	}
	g_test_message("%u articles, mean F1 %.3f", n, sum / n);
	g_assert_cmpfloat(sum / n, >, 0.94);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/article/surroundings", test_surroundings);
	g_test_add_func("/doc/article/breaks", test_breaks);
	g_test_add_func("/doc/article/layout-table", test_layout_table);
	g_test_add_func("/doc/article/data-stays", test_data_stays);
	g_test_add_func("/doc/article/hidden", test_hidden);
	g_test_add_func("/doc/article/mail", test_mail);
	g_test_add_func("/doc/article/short", test_short);
	g_test_add_func("/doc/article/corpus", test_corpus);
	return g_test_run();
}
