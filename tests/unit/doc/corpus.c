/* SPDX-License-Identifier: MIT
 *
 * Other people's bodies: nothing that can be seen is lost, and every link
 * is in the list.
 */
#include <config.h>

#include "tests/lib/golden.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/text.h"
#include "doc/doc.h"

static GPtrArray *
files_below(const char *dir, const char *const *endings)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GQueue) todo = g_queue_new();
	g_queue_push_tail(todo, g_strdup(dir));
	for (char *path; (path = g_queue_pop_head(todo)); g_free(path)) {
		GDir *d = g_dir_open(path, 0, NULL);
		for (const char *n; d && (n = g_dir_read_name(d));)
			g_queue_push_tail(
				todo, g_build_filename(path, n, NULL));
		if (d)
			g_dir_close(d);
		for (guint i = 0; !d && endings[i]; i++)
			if (g_str_has_suffix(path, endings[i]))
				g_ptr_array_add(found, g_strdup(path));
	}
	return found;
}

static Doc *
load(const char *path, DocFormat format, char **data, gsize *len)
{
	if (!g_file_get_contents(path, data, len, NULL))
		return NULL;
	DocSource source = { .format = format,
		.base = "https://base.example/x" };
	return doc_new(*data, *len, &source);
}

typedef struct {
	guint tokens, found;
} Score;

/* Letters and digits of TEXT. */
static char *
letters(const char *text)
{
	g_autofree char *line = text_clean(text, -1, TEXT_LINE);
	GString *s = g_string_new(NULL);
	for (char *p = line; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		if (g_unichar_isalnum(c))
			g_string_append_unichar(s, c);
	}
	return g_string_free(s, FALSE);
}

enum { STRIDE = 24, AHEAD = 3000 };

/* How many of WANT's bytes stand in HAVE in the same order; where they part,
 * the next piece of WANT is looked for a little ahead. */
static Score
compare(const char *want, const char *have)
{
	Score score = { .tokens = (guint)strlen(want) };
	const char *w = want, *h = have;
	while (*w) {
		if (*w == *h) {
			score.found++;
			w++;
			h++;
			continue;
		}
		gsize n = MIN(strlen(w), STRIDE);
		g_autofree char *piece = g_strndup(w, n);
		const char *hit = g_strstr_len(h, AHEAD, piece);
		if (hit)
			h = hit;
		else
			w++;
	}
	return score;
}

static bool
is_unseen(const xmlNode *n)
{
	static const char *const names[] = { "script", "style", "head", "title",
		"svg", "select", "template", "button", "textarea", "noframes",
		"object", "video", "audio", "iframe", "canvas", "math", "rp",
		NULL };
	if (g_strv_contains(names, (const char *)n->name))
		return true;
	for (xmlAttr *a = n->properties; a; a = a->next) {
		const char *v =
			a->children ? (const char *)a->children->content : NULL;
		if (strcmp((const char *)a->name, "hidden") == 0)
			return true;
		if (v && strcmp((const char *)a->name, "style") == 0 &&
			strstr(v, "display") && strstr(v, "none"))
			return true;
	}
	return false;
}

/* libxml2's own text content, without what nobody sees. */
static void
visible_text(xmlNode *node, GString *out, GPtrArray *hrefs)
{
	for (xmlNode *n = node; n; n = n->next) {
		if (n->type == XML_TEXT_NODE)
			g_string_append(out, (const char *)n->content);
		if (n->type != XML_ELEMENT_NODE || is_unseen(n))
			continue;
		xmlChar *href = xmlGetProp(n, (const xmlChar *)"href");
		if (href && strcmp((const char *)n->name, "a") == 0 &&
			g_str_has_prefix((char *)href, "http"))
			g_ptr_array_add(hrefs, g_strdup((char *)href));
		xmlFree(href);
		g_string_append_c(out, ' ');
		visible_text(n->children, out, hrefs);
		g_string_append_c(out, ' ');
	}
}

static guint
count_missing(const Doc *doc, const GPtrArray *hrefs)
{
	guint missing = 0;
	g_autoptr(GHashTable) have = g_hash_table_new(g_str_hash, g_str_equal);
	const GPtrArray *links = doc_links(doc);
	for (guint i = 0; i < links->len; i++) {
		const DocLink *l = links->pdata[i];
		char *host = strstr(l->original, "://");
		g_hash_table_add(have, host ? host : l->original);
	}
	for (guint i = 0; i < hrefs->len; i++) {
		const char *h = strstr(hrefs->pdata[i], "://");
		/* Feedburner's share row is left out on purpose. */
		if (!h || g_hash_table_contains(have, h) || strstr(h, "/~ff/"))
			continue;
		/* Another spelling of a known target. */
		bool known = false;
		for (guint j = 0; j < links->len && !known; j++) {
			const DocLink *l = links->pdata[j];
			known = *l->host && strstr(h, l->host) != NULL;
		}
		if (!known) {
			g_test_message("missing: %s", (char *)hrefs->pdata[i]);
			missing++;
		}
	}
	return missing;
}

static void
check_file(const char *path, Score *all, guint *missing)
{
	g_autofree char *data = NULL;
	gsize len = 0;
	g_autoptr(Doc) doc = load(path, DOC_HTML, &data, &len);
	if (!doc || !g_utf8_validate(data, (gssize)len, NULL))
		return;
	htmlDocPtr xml = htmlReadMemory(data, (int)len, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET);
	if (!xml)
		return;
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) hrefs = g_ptr_array_new_with_free_func(g_free);
	visible_text(xmlDocGetRootElement(xml), text, hrefs);
	xmlFreeDoc(xml);
	g_autofree char *ours = doc_text(doc);
	g_autofree char *want = letters(text->str);
	g_autofree char *have = letters(ours);
	Score s = compare(want, have);
	if (s.found < 0.98 * s.tokens)
		g_test_message("%s: %u of %u letters", path, s.found, s.tokens);
	all->tokens += s.tokens;
	all->found += s.found;
	*missing += count_missing(doc, hrefs);
}

static void
test_nothing_lost(void)
{
	static const char *const endings[] = { ".html", ".htm", NULL };
	if (!corpus_dir()) {
		g_test_skip("no corpus");
		return;
	}
	g_autofree char *dir =
		g_build_filename(corpus_dir(), "html-bodies", NULL);
	g_autoptr(GPtrArray) files = files_below(dir, endings);
	Score all = { 0 };
	guint missing = 0;
	for (guint i = 0; i < files->len; i++)
		check_file(files->pdata[i], &all, &missing);
	g_test_message("%u files, %u of %u letters, %u links missing",
		files->len, all.found, all.tokens, missing);
	g_assert_cmpuint(files->len, >, 0);
	/* What is left out: share rows, marks beside headings, ways back from
	 * footnotes, and text that the reader sees as a label. */
	g_assert_cmpfloat(all.found, >, 0.99 * all.tokens);
	g_assert_cmpuint(missing, <, 20);
}

static void
test_pathological(void)
{
	static const char *const endings[] = { ".md", ".txt", ".html", NULL };
	if (!corpus_dir()) {
		g_test_skip("no corpus");
		return;
	}
	g_autofree char *dir =
		g_build_filename(corpus_dir(), "markdown-spec", NULL);
	g_autoptr(GPtrArray) files = files_below(dir, endings);
	for (guint i = 0; i < files->len; i++)
		for (DocFormat f = DOC_GUESS; f <= DOC_TEXT; f++) {
			g_autofree char *data = NULL;
			gsize len = 0;
			g_autoptr(Doc) doc =
				load(files->pdata[i], f, &data, &len);
			if (!doc)
				continue;
			g_autofree char *html = doc_to_html(doc);
			g_assert_true(g_utf8_validate(html, -1, NULL));
		}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/corpus/nothing-lost", test_nothing_lost);
	g_test_add_func("/doc/corpus/pathological", test_pathological);
	return g_test_run();
}
