/* SPDX-License-Identifier: MIT
 *
 * Finding feeds: notes in the header.
 */
#include <config.h>

#include "feed/discover.h"

#include "base/text.h"
#include "feed/encoding.h"
#include "feed/html.h"
#include "url/url.h"

#include <stdbool.h>
#include <string.h>

#define MAX_PAGE (4u << 20)
#define MAX_CANDIDATES 50

static void
candidate_free(gpointer p)
{
	FeedCandidate *c = p;

	g_free(c->url);
	g_free(c->title);
	g_free(c);
}

static GPtrArray *
candidates(void)
{
	return g_ptr_array_new_with_free_func(candidate_free);
}

static void
add(GPtrArray *list, const char *base, const char *ref, const char *title,
	int how)
{
	g_autofree char *url = ref ? url_resolve(base, ref) : NULL;
	FeedCandidate *c;

	if (!url || !url_is_web(url) || list->len >= MAX_CANDIDATES)
		return;
	for (guint i = 0; i < list->len; i++)
		if (strcmp(((FeedCandidate *)list->pdata[i])->url, url) == 0)
			return;
	c = g_new0(FeedCandidate, 1);
	c->url = g_steal_pointer(&url);
	c->title = title && *title ? text_clean(title, -1, TEXT_LINE) : NULL;
	c->how = how;
	g_ptr_array_add(list, c);
}

static bool
is_feed_type(const char *type)
{
	static const char *const types[] = { "application/rss+xml",
		"application/atom+xml", "application/rdf+xml",
		"application/feed+json", "application/json",
		"application/x-rss+xml", "text/xml", "application/xml",
		"text/rss", NULL };
	g_autofree char *low = NULL;

	if (!type)
		return false;
	low = g_ascii_strdown(type, (gssize)strcspn(type, "; \t"));
	return g_strv_contains(types, low);
}

static bool
has_word(const char *list, const char *word)
{
	g_auto(GStrv) words = g_strsplit_set(list, " \t\r\n", -1);

	for (char **w = words; *w; w++)
		if (g_ascii_strcasecmp(*w, word) == 0)
			return true;
	return false;
}

/* What WordPress offers to programs, and feeds of comments. */
static bool
is_no_feed(const char *href)
{
	return strstr(href, "/wp-json") || strstr(href, "oembed");
}

static bool
advertises(const char *rel, const char *type, const char *href)
{
	if (!rel || !href || !*href || is_no_feed(href))
		return false;
	if (has_word(rel, "feed"))
		return true;
	return has_word(rel, "alternate") && !has_word(rel, "stylesheet") &&
		is_feed_type(type);
}

static char *
prop(const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	char *copy = value ? g_strstrip(g_strdup((const char *)value)) : NULL;

	xmlFree(value);
	return copy;
}

typedef struct {
	GPtrArray *links, *anchors;
	char *base;
} Page;

/* An address in the page's text that looks like a feed's. */
static bool
looks_like_feed(const char *href)
{
	static const char *const ends[] = { ".rss", ".atom", "/rss.xml",
		"/atom.xml", "/feed.xml", "/index.xml", "/feed.json", "/feed",
		"/feed/", "/rss", "/rss/", "/feeds", "/atom", ".rdf" };
	g_autofree char *path =
		g_ascii_strdown(href, (gssize)strcspn(href, "?#"));

	for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(path, ends[i]))
			return true;
	return false;
}

static void
look_at(Page *page, const xmlNode *node)
{
	g_autofree char *href = prop(node, "href");
	g_autofree char *rel = NULL;
	g_autofree char *type = NULL;
	g_autofree char *title = NULL;

	if (!href)
		return;
	if (xmlStrEqual(node->name, (const xmlChar *)"base")) {
		char *base = url_resolve(page->base, href);

		if (base) {
			g_free(page->base);
			page->base = base;
		}
		return;
	}
	rel = prop(node, "rel");
	type = prop(node, "type");
	title = prop(node, "title");
	if (advertises(rel, type, href))
		add(page->links, page->base, href, title, FOUND_LINK);
	else if (xmlStrEqual(node->name, (const xmlChar *)"a") &&
		looks_like_feed(href))
		add(page->anchors, page->base, href, NULL, FOUND_ANCHOR);
}

static const xmlNode *
next_node(const xmlNode *node)
{
	if (node->children && node->type == XML_ELEMENT_NODE)
		return node->children;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static void
walk(Page *page, const xmlNode *node)
{
	static const char *const wanted[] = { "a", "base", "link", NULL };

	for (; node; node = next_node(node))
		if (node->type == XML_ELEMENT_NODE &&
			g_strv_contains(wanted, (const char *)node->name))
			look_at(page, node);
}

/* One link of a Link header: <url>; rel="alternate"; type="…" */
static void
header_link(GPtrArray *list, const char *base, const char *s, const char *end)
{
	const char *close = memchr(s, '>', (gsize)(end - s));
	g_autofree char *href =
		close ? g_strndup(s + 1, (gsize)(close - s - 1)) : NULL;
	g_autofree char *rest =
		close ? g_strndup(close + 1, (gsize)(end - close - 1)) : NULL;
	g_auto(GStrv) parts = rest ? g_strsplit(rest, ";", 16) : NULL;
	g_autofree char *rel = NULL;
	g_autofree char *type = NULL;
	g_autofree char *title = NULL;

	for (char **p = parts; p && *p; p++) {
		char *eq = strchr(*p, '=');
		char **slot;
		bool quoted;

		if (!eq)
			continue;
		*eq++ = '\0';
		g_strstrip(*p);
		slot = g_ascii_strcasecmp(*p, "rel") == 0      ? &rel
			: g_ascii_strcasecmp(*p, "type") == 0  ? &type
			: g_ascii_strcasecmp(*p, "title") == 0 ? &title
							       : NULL;
		g_strstrip(eq);
		quoted = *eq == '"';
		eq += quoted;
		eq[strcspn(eq, quoted ? "\"" : ",")] = '\0';
		if (slot && !*slot)
			*slot = g_strdup(eq);
	}
	if (href && advertises(rel, type, href))
		add(list, base, href, title, FOUND_LINK);
}

static void
read_header(GPtrArray *list, const char *base, const char *header)
{
	const char *s = header;

	while (s && (s = strchr(s, '<')) != NULL) {
		const char *end = strchr(s, '>');

		if (!end)
			return;
		end = strchr(end, '<');
		header_link(list, base, s, end ? end : s + strlen(s));
		s = end;
	}
}

GPtrArray *
discover_in_page(
	const char *html, gsize len, const char *link_header, const char *base)
{
	Page page = { candidates(), candidates(), g_strdup(base) };
	const char *name, *fault = NULL;
	gsize n;
	g_autofree char *text = encoding_to_utf8(
		html, MIN(len, MAX_PAGE), NULL, &n, &name, &fault);
	htmlDocPtr doc;

	read_header(page.links, base, link_header);
	doc = html_read("", text, n);
	if (doc && xmlDocGetRootElement(doc))
		walk(&page, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	for (guint i = 0; i < page.anchors->len; i++)
		add(page.links, NULL,
			((FeedCandidate *)page.anchors->pdata[i])->url, NULL,
			FOUND_ANCHOR);
	g_ptr_array_unref(page.anchors);
	g_free(page.base);
	return page.links;
}

GPtrArray *
discover_usual_places(const char *url)
{
	static const char *const places[] = { "rss.xml", "atom.xml", "feed.xml",
		"index.xml", "feed", "feed/", "feed.atom", "index.rss", "rss",
		"rss/", "rss/feed.xml", "feed.json", "feeds/all.atom.xml" };
	GPtrArray *list = candidates();
	g_autofree char *here = url_resolve(url, "./");
	g_autofree char *below = NULL;

	/* An address without a closing slash may be a folder, too. */
	if (url && *url && !g_str_has_suffix(url, "/") && !strpbrk(url, "?#") &&
		!strchr(strrchr(url, '/') ? strrchr(url, '/') : url, '.'))
		below = g_strconcat(url, "/", NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *at_root = g_strconcat("/", places[i], NULL);

		if (below)
			add(list, below, places[i], NULL, FOUND_USUAL_PLACE);
		if (here)
			add(list, here, places[i], NULL, FOUND_USUAL_PLACE);
		add(list, url, at_root, NULL, FOUND_USUAL_PLACE);
	}
	return list;
}

/* The address taken apart: host without "www.", and path segments. */
typedef struct {
	char *host, *query;
	GStrv part; /* NULL-terminated */
	guint n;
} Address;

static void
address_clear(Address *a)
{
	g_free(a->host);
	g_free(a->query);
	g_strfreev(a->part);
}

static bool
address_read(Address *a, const char *url)
{
	g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL);
	const char *host = uri ? g_uri_get_host(uri) : NULL;
	const char *path = uri ? g_uri_get_path(uri) : NULL;

	if (!host || !url_is_web(url))
		return false;
	a->host = g_ascii_strdown(
		g_str_has_prefix(host, "www.") ? host + 4 : host, -1);
	a->query = g_strdup(g_uri_get_query(uri));
	while (*path == '/')
		path++;
	a->part = g_strsplit(path, "/", 12);
	a->n = g_strv_length(a->part);
	while (a->n > 0 && !*a->part[a->n - 1])
		g_clear_pointer(&a->part[--a->n], g_free);
	return true;
}

static void G_GNUC_PRINTF(2, 3) known(GPtrArray *list, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *url = g_strdup_vprintf(format, args);
	va_end(args);
	add(list, NULL, url, NULL, FOUND_KNOWN_SITE);
}

static char *
query_value(const char *query, const char *key)
{
	g_auto(GStrv) pairs = query ? g_strsplit(query, "&", 64) : NULL;

	for (char **p = pairs; p && *p; p++)
		if (g_str_has_prefix(*p, key) && (*p)[strlen(key)] == '=')
			return g_strdup(*p + strlen(key) + 1);
	return NULL;
}

/* A channel's other names (/@name, /c/name) are known to its page only. */
static void
youtube(GPtrArray *list, const Address *a)
{
	static const char base[] = "https://www.youtube.com/feeds/videos.xml";
	g_autofree char *playlist = query_value(a->query, "list");

	if (playlist)
		known(list, "%s?playlist_id=%s", base, playlist);
	else if (a->n > 1 && strcmp(a->part[0], "channel") == 0)
		known(list, "%s?channel_id=%s", base, a->part[1]);
	else if (a->n > 1 && strcmp(a->part[0], "user") == 0)
		known(list, "%s?user=%s", base, a->part[1]);
}

/* A repository's pages, best first; those of one kind if that is asked for. */
static void
github(GPtrArray *list, const Address *a)
{
	static const char *const pages[] = { "releases", "commits", "tags",
		"discussions", "wiki" };

	if (a->n == 1)
		known(list, "https://github.com/%s.atom", a->part[0]);
	for (gsize i = 0; i < G_N_ELEMENTS(pages) && a->n > 1; i++) {
		bool asked = a->n > 2 && strcmp(a->part[2], pages[i]) == 0;
		g_autofree char *branch = a->n > 3 && i == 1
			? g_strjoinv("/", a->part + 3)
			: NULL;

		if (asked || (a->n == 2 && i < 3))
			known(list, "https://github.com/%s/%s/%s%s%s.atom",
				a->part[0], a->part[1], pages[i],
				branch ? "/" : "", branch ? branch : "");
	}
}

static void
gitlab(GPtrArray *list, const Address *a)
{
	if (a->n == 1)
		known(list, "https://gitlab.com/%s.atom", a->part[0]);
	else if (a->n == 2)
		known(list, "https://gitlab.com/%s/%s.atom", a->part[0],
			a->part[1]);
}

/* What the page shows is in its query: a search, the best of a week. */
static void
reddit(GPtrArray *list, const Address *a)
{
	g_autofree char *path = g_strjoinv("/", a->part);

	if (g_str_has_suffix(path, ".rss"))
		return;
	known(list, "https://www.reddit.com/%s%s.rss%s%s", path,
		*path ? "/" : "", a->query ? "?" : "",
		a->query ? a->query : "");
}

static void
substack(GPtrArray *list, const Address *a)
{
	bool home = strcmp(a->host, "substack.com") == 0;

	if (home && a->n > 0 && a->part[0][0] == '@')
		known(list, "https://%s.substack.com/feed", a->part[0] + 1);
	else if (strcmp(a->host, "open.substack.com") == 0 && a->n > 1)
		known(list, "https://%s.substack.com/feed", a->part[1]);
	else if (!home)
		known(list, "https://%s/feed", a->host);
}

static void
medium(GPtrArray *list, const Address *a)
{
	if (strcmp(a->host, "medium.com") != 0)
		known(list, "https://%s/feed", a->host);
	else if (a->n > 0 && strcmp(a->part[0], "feed") != 0)
		known(list, "https://medium.com/feed/%s", a->part[0]);
}

static void
vimeo(GPtrArray *list, const Address *a)
{
	if (a->n > 0)
		known(list, "https://vimeo.com/%s/videos/rss", a->part[0]);
}

/* Mastodon and its kin: https://host/@user, a post of hers, and
 * https://host/@user@home for one from elsewhere. */
static void
fediverse(GPtrArray *list, const Address *a)
{
	const char *user = a->n ? a->part[0] : "";
	const char *home = *user == '@' ? strchr(user + 1, '@') : NULL;

	if (*user != '@' || a->n > 2)
		return;
	if (home)
		known(list, "https://%s/%.*s.rss", home + 1, (int)(home - user),
			user);
	else if (!strchr(user, '.'))
		known(list, "https://%s/%s.rss", a->host, user);
}

static bool
is_host(const char *host, const char *site)
{
	gsize n = strlen(host), m = strlen(site);

	return strcmp(host, site) == 0 ||
		(n > m && host[n - m - 1] == '.' &&
			strcmp(host + n - m, site) == 0);
}

GPtrArray *
discover_known_site(const char *url)
{
	static const struct {
		const char *host;
		void (*look)(GPtrArray *, const Address *);
	} sites[] = {
		{ "youtube.com", youtube },
		{ "github.com", github },
		{ "gitlab.com", gitlab },
		{ "reddit.com", reddit },
		{ "substack.com", substack },
		{ "medium.com", medium },
		{ "vimeo.com", vimeo },
	};
	GPtrArray *list = candidates();
	Address a = { 0 };
	bool found = false;

	if (url && address_read(&a, url)) {
		for (gsize i = 0; i < G_N_ELEMENTS(sites); i++)
			if (is_host(a.host, sites[i].host)) {
				sites[i].look(list, &a);
				found = true;
			}
		if (!found)
			fediverse(list, &a);
	}
	address_clear(&a);
	return list;
}
