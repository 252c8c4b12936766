/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "doc/internal.h"
#include "url/url.h"

/* PageSpan's link number has 16 bits. */
enum { MAX_LINKS = 65535, MAX_TEXT = 300, MAX_AROUND = 60 };

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* The host and the path of an address as most are: nothing to resolve, to
 * strip or to mend.  NULL if HREF is none.  Spares them many parses. */
static const char *
ordinary_host(const char *href, const char **path)
{
	gsize n = g_str_has_prefix(href, "https://") ? 8
		: g_str_has_prefix(href, "http://")  ? 7
						     : 0;
	if (!n)
		return NULL;
	gsize host = strspn(href + n, LOWER DIGITS "-.");
	*path = href + n + host;
	if (host < 4 || !g_ascii_isalnum(href[n]) || **path != '/' ||
		strstr(href + n, "xn--") || strstr(*path, "/.") ||
		strstr(*path, "//"))
		return NULL;
	gsize rest = strspn(*path, LOWER UPPER DIGITS "-_./");
	return !(*path)[rest] && n + host + rest <= URL_MAX ? href + n : NULL;
}

/* URL is stripped. */
static char *
key_of(const char *url)
{
	const char *fragment = strchr(url, '#');
	g_autofree char *key = url_key_of_stripped(url);
	return g_strconcat(key ? key : url, fragment, NULL);
}

/* What key_of() says about an ordinary address. */
static char *
ordinary_key(const char *host)
{
	gsize n = strlen(host);
	while (host[n - 1] == '/')
		n--;
	char *key = g_malloc(strlen("https://") + n + 1);
	memcpy(key, "https://", strlen("https://"));
	memcpy(key + strlen("https://"), host, n);
	key[strlen("https://") + n] = '\0';
	return key;
}

static void
link_free(gpointer data)
{
	DocLink *link = data;
	g_free(link->url);
	g_free(link->original);
	g_free(link->text);
	g_free(link->host);
	g_free(link->heading);
	g_free(link);
}

static void
make_tables(Doc *doc)
{
	doc->links = g_ptr_array_new_with_free_func(link_free);
	doc->by_href =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	doc->by_key =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

typedef struct {
	char *url, *original, *key, *host;
} Target;

static void
target_clear(Target *t)
{
	g_free(t->url);
	g_free(t->original);
	g_free(t->key);
	g_free(t->host);
}

/* Takes over what is in TARGET. */
static int
number_of(Doc *doc, Target *t, DocLinkKind kind)
{
	int number = GPOINTER_TO_INT(g_hash_table_lookup(doc->by_key, t->key));
	if (number || doc->links->len >= MAX_LINKS) {
		target_clear(t);
		return number;
	}
	DocLink *link = g_new0(DocLink, 1);
	link->kind = kind;
	link->url = t->url;
	link->original = t->original;
	link->host = t->host ? t->host : url_host(t->url);
	link->text = g_strdup("");
	link->heading = g_strdup("");
	g_ptr_array_add(doc->links, link);
	link->number = (int)doc->links->len;
	g_hash_table_insert(doc->by_key, t->key, GINT_TO_POINTER(link->number));
	return link->number;
}

static int
number_slowly(Doc *doc, const char *href, DocLinkKind kind)
{
	g_autofree char *original = url_resolve(doc->base, href);
	if (!original)
		return 0;
	g_autofree char *stripped = url_strip(original);
	char *url = url_outgoing(stripped ? stripped : original);
	if (!url)
		return 0;
	Target t = { .url = url,
		.original = g_steal_pointer(&original),
		.key = key_of(url) };
	return number_of(doc, &t, kind);
}

static int
number_quickly(Doc *doc, const char *href, const char *host, const char *path,
	DocLinkKind kind)
{
	Target t = { .url = g_strdup(href),
		.original = g_strdup(href),
		.key = ordinary_key(host) };
	if (path - host > 4 && memcmp(host, "www.", 4) == 0)
		host += 4;
	t.host = g_strndup(host, path - host);
	return number_of(doc, &t, kind);
}

int
links_number(Doc *doc, const char *href, DocLinkKind kind)
{
	if (!href)
		return 0;
	if (!doc->links)
		make_tables(doc);
	gpointer known;
	if (g_hash_table_lookup_extended(doc->by_href, href, NULL, &known))
		return GPOINTER_TO_INT(known);
	const char *path, *host = ordinary_host(href, &path);
	int number = host ? number_quickly(doc, href, host, path, kind)
			  : number_slowly(doc, href, kind);
	g_hash_table_insert(
		doc->by_href, g_strdup(href), GINT_TO_POINTER(number));
	return number;
}

void
links_set_around(Doc *doc, int number, int around)
{
	DocLink *link = doc->links->pdata[number - 1];
	if (!link->around && number != around)
		link->around = around;
}

const DocLink *
links_get(const Doc *doc, int number)
{
	if (number < 1 || !doc->links || (guint)number > doc->links->len)
		return NULL;
	return doc->links->pdata[number - 1];
}

void
links_attach(Doc *doc, cmark_node *node, int number)
{
	const DocLink *link = links_get(doc, number);
	if (!link)
		return;
	cmark_node_set_url(node, link->url);
	cmark_node_set_user_data(node, GINT_TO_POINTER(number));
}

int
doc_link_number(const Doc *doc, cmark_node *node)
{
	if (!node)
		return 0;
	if (kind_of(node).kind == KIND_EMBED)
		node = cmark_node_first_child(node);
	cmark_node_type type = cmark_node_get_type(node);
	if (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE)
		return 0;
	return GPOINTER_TO_INT(cmark_node_get_user_data(node));
}

/* Words that say nothing without their sentence. */
static bool
says_nothing(const char *text)
{
	static const char *const words[] = { "", "here", "this", "link",
		"[link]", "more", "read more", "click here", "read", "source",
		"via", "this link", "this one", "article", "post", "details",
		"learn more", "see more", "website", "pdf", "video", "hier",
		"ici", "aquí", "qui", "→", "»", "#", "¶", "↗", "[…]", "…",
		NULL };
	g_autofree char *lower = g_utf8_casefold(text, -1);
	gsize len = strlen(lower);
	while (len && strchr(".:,!)", lower[len - 1]))
		lower[--len] = '\0';
	return g_strv_contains(words, lower);
}

char *
links_some_words(const char *s, glong n, bool at_end)
{
	glong len = g_utf8_strlen(s, -1);
	if (len <= n)
		return g_strdup(s);
	if (at_end) {
		const char *from = g_utf8_offset_to_pointer(s, len - n);
		const char *space = strchr(from, ' ');
		return g_strconcat("…", space ? space + 1 : from, NULL);
	}
	const char *to = g_utf8_offset_to_pointer(s, n);
	const char *cut = g_strrstr_len(s, to - s, " ");
	g_autofree char *head = g_strndup(s, (cut ? cut : to) - s);
	return g_strconcat(head, "…", NULL);
}

typedef struct {
	char *heading; /* the last one passed */
	int level;
	cmark_node *top; /* the last inline whose words around were asked for */
	char *before, *after;
} Place;

static cmark_node *
block_of(cmark_node *node)
{
	while (node && cmark_node_get_type(node) >= CMARK_NODE_FIRST_INLINE)
		node = cmark_node_parent(node);
	return node;
}

/* Finds what stands around TOP, a part of a paragraph; links inside the same
 * part share the work. */
static void
look_around(Place *place, cmark_node *top)
{
	if (place->top == top)
		return;
	g_autoptr(GString) before = g_string_new(NULL);
	g_autoptr(GString) after = g_string_new(NULL);
	int budget = 8;
	for (cmark_node *n = cmark_node_previous(top); n && budget--;
		n = cmark_node_previous(n)) {
		g_autoptr(GString) part = g_string_new(NULL);
		node_text(n, part);
		g_string_prepend(before, part->str);
		if (before->len > 4 * MAX_AROUND)
			break;
	}
	budget = 8;
	for (cmark_node *n = cmark_node_next(top);
		n && budget-- && after->len < 4 * MAX_AROUND;
		n = cmark_node_next(n))
		node_text(n, after);
	place->top = top;
	g_free(place->before);
	place->before = links_some_words(before->str, MAX_AROUND, true);
	g_free(place->after);
	place->after = links_some_words(after->str, MAX_AROUND / 2, false);
}

/* "See the draft here, please" for the link "here". */
static char *
words_around(Place *place, cmark_node *node, const char *text)
{
	cmark_node *block = block_of(node), *top = node;
	while (cmark_node_parent(top) != block)
		top = cmark_node_parent(top);
	look_around(place, top);
	return g_strstrip(g_strconcat(place->before, text, place->after, NULL));
}

char *
links_file_name(const char *url)
{
	g_autofree char *path = g_strdup(url);
	path[strcspn(path, "?#")] = '\0';
	gsize len = strlen(path);
	while (len && path[len - 1] == '/')
		path[--len] = '\0';
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	g_autofree char *plain = g_uri_unescape_string(name, NULL);
	bool is_text = plain && g_utf8_validate(plain, -1, NULL);
	return text_clean(is_text ? plain : name, -1, TEXT_LINE);
}

static char *
words_of(const DocLink *link, cmark_node *node, Place *place)
{
	g_autofree char *line = node_line(node);
	if (cmark_node_get_type(node) == CMARK_NODE_IMAGE) {
		const char *title = cmark_node_get_title(node);
		return *line     ? g_steal_pointer(&line)
			: *title ? g_strdup(title)
				 : links_file_name(link->url);
	}
	if (!says_nothing(line))
		return links_some_words(line, MAX_TEXT, false);
	g_autofree char *around = words_around(place, node, line);
	return *around ? g_steal_pointer(&around) : links_file_name(link->url);
}

static void
describe(DocLink *link, cmark_node *node, Place *place)
{
	if (!link || *link->text)
		return;
	g_free(link->text);
	link->text = words_of(link, node, place);
	g_free(link->heading);
	link->heading = g_strdup(place->heading ? place->heading : "");
	link->heading_level = place->level;
}

static void
describe_code(const Doc *doc, cmark_node *node, const Place *place)
{
	gsize n;
	const CodeRun *runs = code_runs(doc, node, &n);
	const char *code = cmark_node_get_literal(node);
	for (gsize i = 0; i < n; i++) {
		DocLink *link = runs[i].link
			? doc->links->pdata[runs[i].link - 1]
			: NULL;
		if (!link || *link->text)
			continue;
		g_free(link->text);
		link->text = g_strndup(code + runs[i].start, runs[i].len);
		g_strdelimit(link->text, "\n", ' ');
		g_free(link->heading);
		link->heading = g_strdup(place->heading ? place->heading : "");
		link->heading_level = place->level;
	}
}

static void
visit(Doc *doc, cmark_node *node, Place *place)
{
	cmark_node_type type = cmark_node_get_type(node);
	int number = 0;
	if (type == CMARK_NODE_HEADING) {
		g_free(place->heading);
		g_autofree char *line = node_line(node);
		place->heading = links_some_words(line, MAX_TEXT, false);
		place->level = cmark_node_get_heading_level(node);
	} else if (type == CMARK_NODE_CODE_BLOCK) {
		describe_code(doc, node, place);
	} else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
		number = doc_link_number(doc, node);
	}
	if (number)
		describe(doc->links->pdata[number - 1], node, place);
}

void
links_words(Doc *doc)
{
	if (doc->words_known || !doc->links)
		return;
	doc->words_known = true;
	Place place = { 0 };
	cmark_iter *iter = cmark_iter_new(doc->root);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
		if (e == CMARK_EVENT_ENTER)
			visit(doc, cmark_iter_get_node(iter), &place);
	cmark_iter_free(iter);
	g_free(place.heading);
	g_free(place.before);
	g_free(place.after);
}

const GPtrArray *
doc_links(const Doc *doc)
{
	/* The words are found out when first asked for. */
	Doc *self = (Doc *)(gsize)doc;
	if (!self->links)
		make_tables(self);
	links_words(self);
	return self->links;
}
