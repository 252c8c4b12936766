/* SPDX-License-Identifier: MIT
 *
 * The table of elements, and the walk from a feed's root to its entries.
 */
#include <config.h>

#include "feed/scope.h"

#include "base/text.h"
#include "feed/date.h"
#include "feed/person.h"
#include "url/url.h"

#include <stdlib.h>
#include <string.h>

/* How deep media groups and the like may nest. */
#define MAX_NESTED 64

/* Sorted by namespace and name. */
static const struct Element {
	Ns ns;
	const char *name;
	Handler handler;
	int arg;
} elements[] = {
	{ NS_CORE, "abstract", core_summary, 3 },
	{ NS_CORE, "author", core_person, 0 },
	{ NS_CORE, "body", core_content, 1 },
	{ NS_CORE, "category", core_category, 0 },
	{ NS_CORE, "cloud", extra_keep, 0 },
	{ NS_CORE, "comments", rss_comments, 3 },
	{ NS_CORE, "content", core_content, 0 },
	{ NS_CORE, "contributor", core_person, 1 },
	{ NS_CORE, "copyright", core_rights, 3 },
	{ NS_CORE, "created", core_created, 0 },
	{ NS_CORE, "description", core_summary, 3 },
	{ NS_CORE, "docs", extra_keep, 1 },
	{ NS_CORE, "enclosure", rss_enclosure, 0 },
	{ NS_CORE, "fullitem", core_content, 1 },
	{ NS_CORE, "generator", core_generator, 0 },
	{ NS_CORE, "guid", rss_guid, 0 },
	{ NS_CORE, "icon", core_icon, 0 },
	{ NS_CORE, "id", core_id, 3 },
	{ NS_CORE, "image", rss_image, 4 },
	{ NS_CORE, "info", core_info, 0 },
	{ NS_CORE, "issued", core_published, 2 },
	{ NS_CORE, "keywords", media_keywords, 0 },
	{ NS_CORE, "language", core_language, 0 },
	{ NS_CORE, "lastbuilddate", core_updated, 3 },
	{ NS_CORE, "link", core_link, 5 },
	{ NS_CORE, "logo", core_picture, 4 },
	{ NS_CORE, "managingeditor", core_late_author, 1 },
	{ NS_CORE, "modified", core_updated, 3 },
	{ NS_CORE, "newlocation", extra_keep, 1 },
	{ NS_CORE, "pubdate", core_published, 3 },
	{ NS_CORE, "published", core_published, 3 },
	{ NS_CORE, "rating", extra_keep, 0 },
	{ NS_CORE, "redirect", media_group, 0 },
	{ NS_CORE, "rights", core_rights, 3 },
	{ NS_CORE, "skipdays", rss_skip_days, 0 },
	{ NS_CORE, "skiphours", rss_skip_hours, 0 },
	{ NS_CORE, "source", rss_source, 0 },
	{ NS_CORE, "subtitle", core_subtitle, 3 },
	{ NS_CORE, "summary", core_summary, 3 },
	{ NS_CORE, "tagline", core_subtitle, 3 },
	{ NS_CORE, "textinput", extra_keep, 0 },
	{ NS_CORE, "title", core_title, 3 },
	{ NS_CORE, "ttl", rss_ttl, 0 },
	{ NS_CORE, "updated", core_updated, 3 },
	{ NS_CORE, "webmaster", core_publisher, 0 },
	{ NS_CONTENT, "encoded", core_content, 1 },
	{ NS_DC, "author", core_person, 0 },
	{ NS_DC, "contributor", core_person, 1 },
	{ NS_DC, "creator", core_person, 0 },
	{ NS_DC, "date", core_date, 1 },
	{ NS_DC, "description", core_summary, 2 },
	{ NS_DC, "identifier", core_id, 1 },
	{ NS_DC, "language", core_language, 0 },
	{ NS_DC, "publisher", core_publisher, 0 },
	{ NS_DC, "rights", core_rights, 2 },
	{ NS_DC, "subject", core_category, 0 },
	{ NS_DC, "title", core_title, 2 },
	{ NS_DCTERMS, "created", core_created, 0 },
	{ NS_DCTERMS, "creator", core_person, 0 },
	{ NS_DCTERMS, "date", core_date, 1 },
	{ NS_DCTERMS, "issued", core_published, 2 },
	{ NS_DCTERMS, "modified", core_updated, 2 },
	{ NS_DCTERMS, "valid", extra_valid, 0 },
	{ NS_FEEDBURNER, "browserfriendly", core_info, 0 },
	{ NS_FEEDBURNER, "origlink", core_link, 4 },
	{ NS_ITUNES, "author", core_late_author, 0 },
	{ NS_ITUNES, "block", extra_block, 0 },
	{ NS_ITUNES, "category", media_category, 0 },
	{ NS_ITUNES, "duration", media_duration, 0 },
	{ NS_ITUNES, "episode", media_number, 0 },
	{ NS_ITUNES, "explicit", media_explicit, 0 },
	{ NS_ITUNES, "image", core_picture, 3 },
	{ NS_ITUNES, "keywords", media_keywords, 1 },
	{ NS_ITUNES, "link", core_link, 1 },
	{ NS_ITUNES, "new-feed-url", extra_keep, 1 },
	{ NS_ITUNES, "owner", core_person, 1 },
	{ NS_ITUNES, "season", media_number, 1 },
	{ NS_ITUNES, "subtitle", core_subtitle, 2 },
	{ NS_ITUNES, "summary", core_summary, 2 },
	{ NS_ITUNES, "title", core_title, 1 },
	{ NS_MEDIA, "category", media_topic, 0 },
	{ NS_MEDIA, "content", media_content, 0 },
	{ NS_MEDIA, "credit", core_person, 1 },
	{ NS_MEDIA, "description", core_summary, 1 },
	{ NS_MEDIA, "group", media_group, 0 },
	{ NS_MEDIA, "keywords", media_keywords, 0 },
	{ NS_MEDIA, "license", extra_keep, 0 },
	{ NS_MEDIA, "player", media_player, 0 },
	{ NS_MEDIA, "rating", extra_keep, 0 },
	{ NS_MEDIA, "restriction", extra_keep, 0 },
	{ NS_MEDIA, "thumbnail", core_picture, 3 },
	{ NS_MEDIA, "title", core_title, 1 },
	{ NS_PODCAST, "alternateenclosure", media_group, 0 },
	{ NS_PODCAST, "chapters", media_link, 0 },
	{ NS_PODCAST, "episode", media_number, 0 },
	{ NS_PODCAST, "funding", media_link, 0 },
	{ NS_PODCAST, "person", media_person, 0 },
	{ NS_PODCAST, "season", media_number, 1 },
	{ NS_PODCAST, "transcript", media_link, 0 },
	{ NS_PSC, "chapters", media_chapters, 0 },
	{ NS_SLASH, "comments", rss_comment_count, 0 },
	{ NS_SY, "updatefrequency", rss_period, 1 },
	{ NS_SY, "updateperiod", rss_period, 0 },
	{ NS_THR, "in-reply-to", extra_keep, 0 },
	{ NS_THR, "total", rss_comment_count, 0 },
	{ NS_WFW, "comment", extra_keep, 1 },
	{ NS_WFW, "commentrss", rss_comments, 0 },
	{ NS_XHTML, "body", core_content, 1 },
	{ NS_XHTML, "div", core_content, 1 },
};

typedef struct {
	Ns ns;
	const char *name;
} Key;

static int
compare(const void *key, const void *element)
{
	const Key *k = key;
	const struct Element *e = element;

	return k->ns != e->ns ? (k->ns < e->ns ? -1 : 1)
			      : strcmp(k->name, e->name);
}

/* A scope's base and language are those of the element that is being read. */
static void
inherit(Scope *s, const xmlNode *node, char **base, char **lang)
{
	char *own;

	if (!node->properties)
		return;
	*base = scope_own_base(s, node);
	if (*base)
		s->base = *base;
	own = scope_lang(node);
	if (own) {
		*lang = own;
		s->lang = own;
	}
}

void
scope_element(Scope *s, const xmlNode *node)
{
	char name[NS_NAME_MAX];
	Key key = { ns_element(s->walk->root, node, name), name };
	const struct Element *e = bsearch(&key, elements,
		G_N_ELEMENTS(elements), sizeof elements[0], compare);

	if (e && e->handler)
		e->handler(s, node, e->arg);
}

void
scope_children(Scope *s, const xmlNode *node)
{
	for (node = node->children; node; node = node->next)
		if (node->type == XML_ELEMENT_NODE)
			scope_element(s, node);
}

static bool
is_named(const Walk *w, const xmlNode *node, const char *wanted)
{
	char name[NS_NAME_MAX];
	Ns ns;

	if (node->type != XML_ELEMENT_NODE)
		return false;
	ns = ns_element(w->root, node, name);
	return (ns == NS_CORE || ns == NS_RDF) && strcmp(name, wanted) == 0;
}

static bool
is_entry(const Walk *w, const xmlNode *node)
{
	return is_named(w, node, "item") || is_named(w, node, "entry");
}

/* RSS 1.0 and CDF say some things in the item's own attributes. */
static void
entry_attributes(Scope *s, const xmlNode *node)
{
	g_autofree char *about = ns_attr(node, "about");
	g_autofree char *href = ns_attr(node, "href");
	g_autofree char *url = scope_url(s, node, href);
	g_autofree char *changed = ns_attr(node, "lastmod");

	if (about && *about && scope_take(s, FIELD_ID, 2)) {
		g_free(s->entry->id);
		s->entry->id = text_clean(about, -1, TEXT_LINE);
	}
	if (url && scope_take(s, FIELD_LINK, 5)) {
		FeedLink *l = model_add_link(s->c.links, g_strdup(url));

		l->rel = g_strdup("alternate");
		s->entry->link = g_steal_pointer(&url);
	}
	s->entry->updated = date_parse(changed);
}

static void
open_late(Scope *s)
{
	s->late[0] = model_people();
	s->late[1] = model_people();
	s->late_tags = model_tags();
}

static void
close_late(Scope *s)
{
	for (int i = 0; i < 2; i++) {
		model_add_people(s->c.authors, s->late[i]);
		g_ptr_array_unref(s->late[i]);
	}
	model_take_tags(s->c.tags, s->late_tags);
}

static void read_entry(Scope *outer, const xmlNode *node);

static void
read_nested(Scope *outer, const xmlNode *node)
{
	for (const xmlNode *n = node->children; n; n = n->next)
		if (is_entry(outer->walk, n))
			read_entry(outer, n);
}

/* An entry around others that says nothing itself. */
static bool
is_wrapper(const Walk *w, const xmlNode *node)
{
	bool any = false;

	for (const xmlNode *n = node->children; n; n = n->next) {
		if (n->type == XML_ELEMENT_NODE && !is_entry(w, n))
			return false;
		any = any || n->type == XML_ELEMENT_NODE;
	}
	return any;
}

static void
read_entry(Scope *outer, const xmlNode *node)
{
	Walk *w = outer->walk;
	FeedEntry *e;
	Scope s;
	g_autofree char *base = NULL;
	g_autofree char *lang = NULL;

	if (w->feed->entries->len >= FEED_MAX_ENTRIES)
		return;
	if (is_wrapper(w, node)) {
		read_nested(outer, node);
		return;
	}
	e = model_entry();
	s = (Scope){ .walk = w,
		.entry = e,
		.c = model_common_of_entry(e),
		.base = outer->base,
		.lang = outer->lang };
	open_late(&s);
	inherit(&s, node, &base, &lang);
	if (node->properties)
		entry_attributes(&s, node);
	scope_children(&s, node);
	if (!e->language && lang && *lang)
		e->language = g_strdup(lang);
	close_late(&s);
	e->id_is_link = s.guid_rank && s.guid_rank == s.rank[FIELD_LINK];
	model_finish_entry(e);
	g_ptr_array_add(w->feed->entries, e);
	/* An entry whose end is missing holds those after it. */
	read_nested(outer, node);
}

static void read_container(Scope *s, const xmlNode *node, int depth);

/* An element of the feed whose end is missing holds the entries after it. */
static void
read_swallowed(Scope *s, const xmlNode *node, int depth)
{
	if (depth > MAX_NESTED)
		return;
	for (const xmlNode *n = node->children; n; n = n->next)
		if (is_entry(s->walk, n))
			read_entry(s, n);
		else if (n->type == XML_ELEMENT_NODE)
			read_swallowed(s, n, depth + 1);
}

/* What stands in the root or the channel: entries, the channel itself, or
 * something about the feed. */
static void
read_child(Scope *s, const xmlNode *node, int depth)
{
	Walk *w = s->walk;

	if (is_entry(w, node))
		read_entry(s, node);
	else if (is_named(w, node, "channel") || is_named(w, node, "items"))
		read_container(s, node, depth + 1);
	else {
		scope_element(s, node);
		read_swallowed(s, node, depth);
	}
}

/* CDF says these in the channel's own attributes. */
static void
cdf_attributes(Scope *s, const xmlNode *node, char **base)
{
	char *own = ns_attr(node, "base");
	g_autofree char *href = ns_attr(node, "href");
	g_autofree char *changed = ns_attr(node, "lastmod");

	if (own && *own) {
		g_free(*base);
		*base = own;
		s->base = own;
	} else {
		g_free(own);
	}
	if (href && *href && !s->feed->link)
		s->feed->link = scope_url(s, node, href);
	s->feed->updated = date_parse(changed);
}

static void
read_container(Scope *outer, const xmlNode *node, int depth)
{
	g_autofree char *base = NULL;
	g_autofree char *lang = NULL;
	const char *old_base = outer->base, *old_lang = outer->lang;

	if (depth > MAX_NESTED)
		return;
	inherit(outer, node, &base, &lang);
	if (strcmp(outer->feed->version, "cdf") == 0)
		cdf_attributes(outer, node, &base);
	if (lang && *lang && !outer->feed->language)
		outer->feed->language = g_strdup(lang);
	for (const xmlNode *n = node->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			read_child(outer, n, depth);
	outer->base = old_base;
	outer->lang = old_lang;
}

static const char *
rss_version(const xmlNode *root)
{
	static const struct {
		const char *said, *name;
	} versions[] = { { "0.90", "rss090" }, { "0.91", "rss091u" },
		{ "0.92", "rss092" }, { "0.93", "rss093" },
		{ "0.94", "rss094" } };
	g_autofree char *said = ns_attr(root, "version");

	if (!said)
		return "rss";
	for (gsize i = 0; i < G_N_ELEMENTS(versions); i++)
		if (g_str_has_prefix(said, versions[i].said))
			return versions[i].name;
	return said[0] == '2' ? "rss20" : said[0] == '1' ? "rss10" : "rss";
}

static bool
declares(const xmlNode *root, const char *part)
{
	for (const xmlNs *ns = root->nsDef; ns; ns = ns->next)
		if (ns->href && strstr((const char *)ns->href, part))
			return true;
	return false;
}

static const char *
rdf_version(const xmlNode *root)
{
	if (declares(root, "my.netscape.com/rdf/simple/0.9") ||
		declares(root, "channel.netscape.com/rdf/simple/0.9"))
		return "rss090";
	return "rss10";
}

static const char *
atom_version(const xmlNode *root)
{
	g_autofree char *said = ns_attr(root, "version");

	if (root->ns && strstr((const char *)root->ns->href, "2005/Atom"))
		return "atom10";
	if ((said && strcmp(said, "0.3") == 0) ||
		(root->ns &&
			strstr((const char *)root->ns->href, "purl.org/atom")))
		return "atom03";
	return "atom";
}

/* The feed's root in the tree: the document's, or one that something wraps. */
static const xmlNode *
find_root(const xmlNode *node, Walk *w, const char **version)
{
	char name[NS_NAME_MAX];

	for (int depth = 0; node && depth < 8; depth++) {
		w->root = node;
		ns_element(node, node, name);
		w->atom = false;
		if (strcmp(name, "rss") == 0) {
			*version = rss_version(node);
			return node;
		}
		if (strcmp(name, "rdf") == 0) {
			*version = rdf_version(node);
			return node;
		}
		if (strcmp(name, "feed") == 0 || strcmp(name, "entry") == 0) {
			*version = atom_version(node);
			w->atom = true;
			return node;
		}
		if (strcmp(name, "channel") == 0) {
			*version = declares(node, "purl.org/net/rss1.1")
				? "rss11"
				: xmlStrEqual(node->name,
					  (const xmlChar *)"CHANNEL")
				? "cdf"
				: "rss";
			return node;
		}
		for (node = node->children;
			node && node->type != XML_ELEMENT_NODE;)
			node = node->next;
	}
	return NULL;
}

/* What a feed without a title is called: a file by its name, the rest by
 * the host. */
static char *
name_of(const Feed *feed, const char *base)
{
	const char *slash = base ? strrchr(base, '/') : NULL;
	char *host;

	if (slash && g_str_has_prefix(base, "file:")) {
		const char *dot = strrchr(slash, '.');

		return text_clean(slash + 1,
			dot && dot > slash + 1 ? dot - slash - 1 : -1,
			TEXT_LINE);
	}
	host = url_host(feed->link ? feed->link : base ? base : "");
	if (!*host)
		g_clear_pointer(&host, g_free);
	return host;
}

/* Where a feed that was not fetched says that it is; newly allocated. */
static char *
find_self(const xmlNode *root, const xmlNode *node)
{
	char name[NS_NAME_MAX];

	for (node = node->children; node; node = node->next) {
		g_autofree char *rel = NULL;
		g_autofree char *href = NULL;
		bool is_element = node->type == XML_ELEMENT_NODE;

		if (is_element)
			ns_element(root, node, name);
		if (is_element && strcmp(name, "channel") == 0)
			return find_self(root, node);
		if (!is_element || strcmp(name, "link") != 0)
			continue;
		rel = ns_attr(node, "rel");
		href = ns_attr(node, "href");
		if (href && url_is_web(href) && g_strcmp0(rel, "self") == 0)
			return g_steal_pointer(&href);
	}
	return NULL;
}

static void
finish_feed(Feed *feed, const char *document, const char *base)
{
	if (feed->update_interval < 0)
		feed->update_interval = 0;
	if (!feed->link && feed->id && url_is_web(feed->id))
		feed->link = g_strdup(feed->id);
	if (!feed->image)
		feed->image = g_strdup(feed->icon);
	model_hand_down(feed, document);
	if (feed->authors->len == 0)
		model_add_people(feed->authors, feed->publishers);
	if (!feed->title || !*feed->title) {
		g_free(feed->title);
		feed->title = name_of(feed, base);
	}
}

Feed *
xmlfeed_read(xmlDoc *doc, const char *base)
{
	Walk w = { 0 };
	const char *version = NULL;
	const xmlNode *top = xmlDocGetRootElement(doc);
	const xmlNode *root = top ? find_root(top, &w, &version) : NULL;
	Scope s;

	if (!root)
		return NULL;
	w.feed = model_feed();
	w.feed->version = version;
	w.document = base && url_is_web(base) ? base : NULL;
	w.self = w.document ? NULL : find_self(root, root);
	s = (Scope){ .walk = &w,
		.feed = w.feed,
		.c = model_common_of_feed(w.feed),
		.base = w.document };
	open_late(&s);
	if (is_entry(&w, root))
		read_entry(&s, root);
	else
		read_container(&s, root, 0);
	close_late(&s);
	finish_feed(w.feed, w.document ? w.document : w.self, base);
	g_free(w.self);
	return w.feed;
}
