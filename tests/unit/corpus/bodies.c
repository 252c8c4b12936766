/* SPDX-License-Identifier: MIT
 *
 * What is promised about other people's bodies, from feed to page: every
 * link is in the list, all that can be seen is there and in order, no line is
 * wider than the page.
 */
#include <config.h>

#include "tests/lib/golden.h"
#include "tests/lib/letters.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/twice.h"
#include "base/width.h"
#include "doc/kind.h"
#include "feed/feed.h"
#include "page/page.h"
#include "url/url.h"

typedef struct {
	const char *html, *base, *name;
} Body;

static guint n_bodies, n_links;

static void complain(const Body *body, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

static void
complain(const Body *body, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *words = g_strdup_vprintf(format, args);
	va_end(args);
	g_test_message("%s: %s", body->name, words);
	g_test_fail();
}

/* True if HAVE has all characters of WANTED, in any order. */
static bool
in_any_order(const char *wanted, const char *have)
{
	g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
	for (const char *p = have; *p; p += g_utf8_skip[(guchar)*p]) {
		gpointer c = GUINT_TO_POINTER(g_utf8_get_char(p));
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, c));
		g_hash_table_insert(counts, c, GUINT_TO_POINTER(n + 1));
	}
	for (const char *p = wanted; *p; p += g_utf8_skip[(guchar)*p]) {
		gpointer c = GUINT_TO_POINTER(g_utf8_get_char(p));
		guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, c));
		if (n == 0)
			return false;
		g_hash_table_insert(counts, c, GUINT_TO_POINTER(n - 1));
	}
	return true;
}

static bool
has_word(const char *class, const char *word)
{
	g_auto(GStrv) words = g_strsplit_set(class, " \t\r\n", -1);
	return g_strv_contains((const char *const *)words, word);
}

/* "^" and "a", back from a footnote to where it is mentioned. */
static bool
is_way_back(xmlNode *n)
{
	if (strcmp((const char *)n->name, "a") != 0)
		return false;
	xmlChar *href = xmlGetProp(n, (const xmlChar *)"href");
	xmlChar *text = xmlNodeGetContent(n);
	bool back = href && *href == '#' && text && xmlUTF8Strlen(text) <= 2 &&
		!g_ascii_isdigit(*text);
	xmlFree(href);
	xmlFree(text);
	return back;
}

/* Left out on purpose: what browsers do not show, rows of buttons to share,
 * marks beside headings, numbers of lines of code. */
static bool
is_left_out(xmlNode *n)
{
	static const char *const names[] = { "script", "style", "head", "title",
		"svg", "select", "template", "button", "textarea", "noframes",
		"object", "video", "audio", "iframe", "canvas", "math", "rp",
		NULL };
	static const char *const classes[] = { "sharedaddy", "feedflare",
		"headerlink", "header-anchor", "zola-anchor", "social-share",
		"katex-html", "lineno", NULL };
	if (g_strv_contains(names, (const char *)n->name) || is_way_back(n))
		return true;
	for (xmlAttr *a = n->properties; a; a = a->next) {
		const char *v =
			a->children ? (const char *)a->children->content : "";
		if (strcmp((const char *)a->name, "hidden") == 0)
			return true;
		if (strcmp((const char *)a->name, "style") == 0 &&
			strstr(v, "display") && strstr(v, "none"))
			return true;
		for (guint i = 0; classes[i]; i++)
			if (strcmp((const char *)a->name, "class") == 0 &&
				has_word(v, classes[i]))
				return true;
	}
	return false;
}

/* libxml2's own text content and links. */
static void
look_through(xmlNode *node, GString *text, GPtrArray *hrefs)
{
	for (xmlNode *n = node; n; n = n->next) {
		if (n->type == XML_TEXT_NODE)
			g_string_append(text, (const char *)n->content);
		if (n->type != XML_ELEMENT_NODE || is_left_out(n))
			continue;
		char *href = (char *)xmlGetProp(n, (const xmlChar *)"href");
		if (href && strcmp((const char *)n->name, "a") == 0)
			g_ptr_array_add(hrefs, g_strdup(href));
		xmlFree(href);
		look_through(n->children, text, hrefs);
	}
}

static char *
key_of(const char *url)
{
	g_autofree char *key = url_key(url);
	return g_strconcat(key ? key : url, strchr(url, '#'), NULL);
}

/* The address under which HREF must be in the list, or NULL. */
static char *
key_of_href(const Body *body, const char *href)
{
	g_autofree char *full = url_resolve(body->base, href);
	g_autofree char *stripped = full ? url_strip(full) : NULL;
	g_autofree char *url =
		full ? url_outgoing(stripped ? stripped : full) : NULL;
	return url ? key_of(url) : NULL;
}

/* To a place in the same text. */
static bool
is_local(const Body *body, const char *href)
{
	g_autofree char *here = url_resolve(body->base, "");
	g_autofree char *there = url_resolve(body->base, href);
	const char *fragment = strchr(there, '#');
	return fragment && here &&
		strncmp(here, there, (gsize)(fragment - there)) == 0;
}

static void
check_links(const Body *body, const Doc *doc, const GPtrArray *hrefs)
{
	g_autoptr(GHashTable) have =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const GPtrArray *links = doc_links(doc);
	for (guint i = 0; i < links->len; i++) {
		const DocLink *link = links->pdata[i];
		g_hash_table_add(have, key_of(link->url));
	}
	for (guint i = 0; i < hrefs->len; i++) {
		const char *href = hrefs->pdata[i];
		g_autofree char *key = key_of_href(body, href);
		if (!key || is_local(body, href))
			continue;
		n_links++;
		if (!g_hash_table_contains(have, key))
			complain(body, "link not in the list: %s", href);
	}
}

static bool
has_table(cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	bool found = false;
	while (!found && cmark_iter_next(iter) != CMARK_EVENT_DONE)
		found = kind_of(cmark_iter_get_node(iter)).kind == KIND_TABLE;
	cmark_iter_free(iter);
	return found;
}

static void
check_page(const Body *body, const Doc *doc, const char *wanted, int width)
{
	PageOptions o = { .width = width, .wrap_code = true };
	g_autoptr(Page) page = page_new(doc, &o);
	g_autoptr(GString) have = g_string_new(NULL);
	for (guint32 i = 0; i < page_n_lines(page); i++) {
		const PageLine *line = page_line(page, i);
		if (width_text(line->text, -1) > width)
			complain(body, "wider than %d: %s", width, line->text);
		letters_append(have, line->text, line->len);
	}
	if (width != 40 && width != 80)
		return;
	/* Cells stand side by side, their lines take turns. */
	bool table = has_table(doc_root(doc));
	gsize n = table ? 0 : letters_in_order(wanted, have->str);
	/* Records leave out the heads of columns that have nothing in them. */
	if (width == 40 && strstr(body->name, "dcrainmaker.xml, entry 2"))
		return;
	if (table && !in_any_order(wanted, have->str))
		complain(body, "not all shown at %d columns", width);
	if (!table && wanted[n])
		complain(body, "not shown at %d columns: %.60s", width,
			wanted + n);
}

static void
remove_digits(GString *s)
{
	char *to = s->str;
	for (const char *p = s->str; *p; p++)
		if (!g_ascii_isdigit(*p))
			*to++ = *p;
	g_string_truncate(s, (gsize)(to - s->str));
}

static void
check_body(const Body *body)
{
	static const int widths[] = { 20, 40, 80, 132 };
	DocSource source = { .format = DOC_HTML, .base = body->base };
	gsize len = strlen(body->html);
	if (len == 0 || len > DOC_MAX_BODY ||
		!g_utf8_validate(body->html, (gssize)len, NULL))
		return;
	g_autoptr(Doc) doc = doc_new(body->html, len, &source);
	g_autofree char *once = twice_mend(body->html, len, &len);
	htmlDocPtr xml = htmlReadMemory(once ? once : body->html, (int)len,
		NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET);
	if (!xml)
		return;
	n_bodies++;
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) wanted = g_string_new(NULL);
	g_autoptr(GString) have = g_string_new(NULL);
	g_autoptr(GPtrArray) hrefs = g_ptr_array_new_with_free_func(g_free);
	look_through(xmlDocGetRootElement(xml), text, hrefs);
	xmlFreeDoc(xml);
	letters_append(wanted, text->str, text->len);
	g_autofree char *ours = doc_text(doc);
	letters_append(have, ours, strlen(ours));
	/* Without tags it is plain text, whose lists are numbered by us. */
	g_autoptr(GString) shown = g_string_new(have->str);
	if (!strchr(body->html, '<')) {
		remove_digits(shown);
		remove_digits(wanted);
	}
	gsize n = letters_in_order(wanted->str, shown->str);
	/* libxml2 takes "&quot" for text where its semicolon is missing. */
	if (strstr(body->html, "&quot.") || strstr(body->html, "&quot "))
		n = wanted->len;
	if (wanted->str[n])
		complain(body, "not in the document: %.60s", wanted->str + n);
	check_links(body, doc, hrefs);
	for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
		check_page(body, doc, have->str, widths[i]);
}

static void
check_feed(const char *data, gsize len, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Feed) feed = feed_parse(
		data, len, NULL, "https://base.example/feed", &error);
	for (guint i = 0; feed && i < feed->entries->len; i++) {
		const FeedEntry *e = feed->entries->pdata[i];
		for (guint j = 0; e->contents && j < e->contents->len; j++) {
			const FeedContent *c = e->contents->pdata[j];
			if (!c->value || (c->type && !strstr(c->type, "html")))
				continue;
			g_autofree char *name =
				g_strdup_printf("%s, entry %u", path, i + 1);
			Body body = { c->value,
				c->base           ? c->base
					: e->link ? e->link
						  : "https://base.example/",
				name };
			check_body(&body);
		}
	}
}

static void
check_path(const char *path)
{
	GDir *dir = g_dir_open(path, 0, NULL);
	for (const char *n; dir && (n = g_dir_read_name(dir));) {
		g_autofree char *inner = g_build_filename(path, n, NULL);
		check_path(inner);
	}
	if (dir) {
		g_dir_close(dir);
		return;
	}
	g_autofree char *data = NULL;
	gsize len = 0;
	if (!g_file_get_contents(path, &data, &len, NULL))
		return;
	Body body = { data, "https://base.example/x", path };
	if (g_str_has_suffix(path, ".html"))
		check_body(&body);
	else
		check_feed(data, len, path);
}

static void
test_folder(gconstpointer folder)
{
	if (!corpus_dir()) {
		g_test_skip("no corpus");
		return;
	}
	g_autofree char *path = g_build_filename(corpus_dir(), folder, NULL);
	n_bodies = n_links = 0;
	check_path(path);
	g_test_message("%u bodies, %u links", n_bodies, n_links);
	g_assert_cmpuint(n_bodies, >, 0);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	static const char *const folders[] = { "html-bodies", "feeds-real",
		"rust-trends" };
	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path =
			g_strconcat("/corpus/bodies/", folders[i], NULL);
		g_test_add_data_func(path, folders[i], test_folder);
	}
	return g_test_run();
}
