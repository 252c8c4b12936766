/* SPDX-License-Identifier: MIT
 *
 * OPML: notes in the header.
 */
#include <config.h>

#include "feed/opml.h"

#include "base/i18n.h"
#include "base/text.h"
#include "feed/encoding.h"
#include "feed/ns.h"
#include "feed/repair.h"
#include "url/url.h"

#include <libxml/parser.h>
#include <stdbool.h>
#include <string.h>

#define MAX_OUTLINES 20000
#define MAX_GROUP 200
#define MAX_DEPTH 30

void
opml_outline_free(OpmlOutline *o)
{
	g_free(o->words);
	g_free(o->published);
	g_free(o->url);
	g_free(o->title);
	g_free(o->site);
	g_strfreev(o->groups);
	g_free(o);
}

static void
outline_free(gpointer p)
{
	opml_outline_free(p);
}

typedef struct {
	GPtrArray *list;
	GHashTable *seen; /* URL → OpmlOutline, borrowed */
	int skipped;
} Reader;

/* A line of text from an attribute, NULL if absent or empty. */
static char *
line_attr(const xmlNode *node, const char *name)
{
	g_autofree char *raw = ns_attr(node, name);
	char *line = raw ? text_clean(raw, -1, TEXT_LINE) : NULL;

	if (line && !*line)
		g_clear_pointer(&line, g_free);
	return line;
}

static void
add_group(OpmlOutline *o, const char *group)
{
	guint n = g_strv_length(o->groups);

	if (!*group || g_strv_contains((const char *const *)o->groups, group) ||
		n > 50)
		return;
	o->groups = g_renew(char *, o->groups, n + 2);
	o->groups[n] = g_strdup(group);
	o->groups[n + 1] = NULL;
}

/* category="/Tech/Rust,/News" */
static void
add_categories(OpmlOutline *o, const xmlNode *node)
{
	g_autofree char *all = line_attr(node, "category");
	g_auto(GStrv) parts = all ? g_strsplit(all, ",", 50) : NULL;

	for (char **p = parts; p && *p; p++) {
		char *name = g_strstrip(*p);

		while (*name == '/')
			name++;
		if (strlen(name) <= MAX_GROUP)
			add_group(o, name);
	}
}

static char *
feed_url(const xmlNode *node)
{
	g_autofree char *raw = ns_attr(node, "xmlUrl");
	g_autofree char *url = NULL;
	g_autofree char *filter = ns_attr(node, "filtercmd");

	if (!raw || !*raw || (filter && *filter))
		return NULL;
	url = g_ascii_strncasecmp(raw, "feed:", 5) == 0
		? url_from_user(raw)
		: url_resolve(NULL, raw);
	return url && url_is_web(url) ? g_steal_pointer(&url) : NULL;
}

/* Ours: courant:name="" where the reader gave no title. */
static char *
title_of(const xmlNode *node)
{
	g_autofree char *name = ns_attr(node, "name");
	char *title = NULL;

	if (name && !*name)
		return NULL;
	title = line_attr(node, "title");
	return title ? title : line_attr(node, "text");
}

static void
add_feed(Reader *r, const xmlNode *node, const char *group)
{
	char *url = feed_url(node);
	OpmlOutline *o;
	g_autofree char *site = NULL;

	if (!url || r->list->len >= MAX_OUTLINES) {
		r->skipped++;
		g_free(url);
		return;
	}
	o = g_hash_table_lookup(r->seen, url);
	if (!o) {
		o = g_new0(OpmlOutline, 1);
		o->url = g_strdup(url);
		o->groups = g_new0(char *, 1);
		o->title = title_of(node);
		o->words = line_attr(node, "settings");
		site = line_attr(node, "htmlUrl");
		o->site = site ? url_resolve(NULL, site) : NULL;
		g_ptr_array_add(r->list, o);
		g_hash_table_insert(r->seen, o->url, o);
	}
	if (group)
		add_group(o, group);
	add_categories(o, node);
	g_free(url);
}

static bool
is_feed(const xmlNode *node)
{
	g_autofree char *url = ns_attr(node, "xmlUrl");

	return url && *url;
}

static void
read_outlines(Reader *r, const xmlNode *node, const char *group, int depth)
{
	for (; node && depth < MAX_DEPTH; node = node->next) {
		g_autofree char *name = NULL;
		g_autofree char *path = NULL;

		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (g_ascii_strcasecmp((const char *)node->name, "outline") !=
			0) {
			read_outlines(r, node->children, group, depth + 1);
			continue;
		}
		if (is_feed(node)) {
			add_feed(r, node, group);
			read_outlines(r, node->children, group, depth + 1);
			continue;
		}
		name = line_attr(node, "text");
		if (!name)
			name = line_attr(node, "title");
		if (!node->children)
			r->skipped++;
		if (name)
			g_strdelimit(name, "/", '-');
		path = group && name ? g_strconcat(group, "/", name, NULL)
				     : g_strdup(name ? name : group);
		if (path && strlen(path) > MAX_GROUP)
			g_clear_pointer(&path, g_free);
		read_outlines(
			r, node->children, path ? path : group, depth + 1);
	}
}

static xmlDoc *
load(const char *data, gsize len)
{
	const char *name, *fault = NULL;
	gsize n;
	g_autofree char *text =
		encoding_to_utf8(data, len, NULL, &n, &name, &fault);
	GString *xml = repair_xml(text, n, false, &fault);
	xmlDoc *doc = NULL;

	if (xml->len < G_MAXINT)
		doc = xmlReadMemory(xml->str, (int)xml->len, NULL, "UTF-8",
			XML_PARSE_RECOVER | XML_PARSE_NONET |
				XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
				XML_PARSE_COMPACT);
	g_string_free(xml, TRUE);
	return doc;
}

GPtrArray *
opml_parse(const char *data, gsize len, int *skipped, GError **error)
{
	xmlDoc *doc = load(data, len);
	const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
	Reader r = { 0 };

	if (!root ||
		(g_ascii_strcasecmp((const char *)root->name, "opml") != 0 &&
			g_ascii_strcasecmp(
				(const char *)root->name, "outline") != 0)) {
		xmlFreeDoc(doc);
		g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			_("this is not an OPML list of subscriptions"));
		return NULL;
	}
	r.list = g_ptr_array_new_with_free_func(outline_free);
	r.seen = g_hash_table_new(g_str_hash, g_str_equal);
	read_outlines(&r, root, NULL, 0);
	g_hash_table_unref(r.seen);
	xmlFreeDoc(doc);
	if (skipped)
		*skipped = r.skipped;
	return r.list;
}

/* Groups as a tree, in the order in which they first come. */
typedef struct {
	char *name;
	GPtrArray *groups;   /* Group */
	GHashTable *by_name; /* the same */
	GPtrArray *feeds;    /* OpmlOutline, borrowed */
} Group;

static void
group_free(gpointer p)
{
	Group *g = p;

	g_free(g->name);
	g_hash_table_unref(g->by_name);
	g_ptr_array_unref(g->groups);
	g_ptr_array_unref(g->feeds);
	g_free(g);
}

static Group *
group_new(const char *name)
{
	Group *g = g_new0(Group, 1);

	g->name = g_strdup(name);
	g->groups = g_ptr_array_new_with_free_func(group_free);
	g->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	g->feeds = g_ptr_array_new();
	return g;
}

static Group *
group_below(Group *g, const char *name)
{
	Group *below = g_hash_table_lookup(g->by_name, name);

	if (!below) {
		below = group_new(name);
		g_ptr_array_add(g->groups, below);
		g_hash_table_insert(g->by_name, below->name, below);
	}
	return below;
}

static void
sort_in(Group *top, OpmlOutline *o)
{
	if (!o->groups || !*o->groups)
		g_ptr_array_add(top->feeds, o);
	for (char **path = o->groups; path && *path; path++) {
		g_auto(GStrv) names = g_strsplit(*path, "/", MAX_DEPTH - 4);
		Group *g = top;

		for (char **name = names; *name; name++)
			if (**name)
				g = group_below(g, *name);
		g_ptr_array_add(g->feeds, o);
	}
}

static void
put_attr(GString *out, const char *name, const char *value)
{
	g_autofree char *clean =
		value ? text_clean(value, -1, TEXT_LINE) : NULL;
	g_autofree char *escaped =
		clean ? g_markup_escape_text(clean, -1) : NULL;

	if (escaped)
		g_string_append_printf(out, " %s=\"%s\"", name, escaped);
}

static void
write_feed(GString *out, const OpmlOutline *o, int indent)
{
	const char *title = o->title ? o->title
		: o->published       ? o->published
				     : o->url;

	g_string_append_printf(out, "%*s<outline type=\"rss\"", indent, "");
	put_attr(out, "text", title);
	put_attr(out, "title", title);
	put_attr(out, "xmlUrl", o->url);
	put_attr(out, "htmlUrl", o->site);
	if (!o->title)
		put_attr(out, "courant:name", "");
	put_attr(out, "courant:settings", o->words);
	g_string_append(out, "/>\n");
}

static void
write_group(GString *out, const Group *g, int indent)
{
	for (guint i = 0; i < g->feeds->len; i++)
		write_feed(out, g->feeds->pdata[i], indent);
	for (guint i = 0; i < g->groups->len; i++) {
		const Group *below = g->groups->pdata[i];

		g_string_append_printf(out, "%*s<outline", indent, "");
		put_attr(out, "text", below->name);
		put_attr(out, "title", below->name);
		g_string_append(out, ">\n");
		write_group(out, below, indent + 2);
		g_string_append_printf(out, "%*s</outline>\n", indent, "");
	}
}

char *
opml_write(const char *title, const GPtrArray *outlines)
{
	GString *out = g_string_new(
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<opml version=\"2.0\" xmlns:courant=\"" PACKAGE_URL
		"\">\n  <head>\n    <title>");
	g_autofree char *escaped = g_markup_escape_text(title ? title : "", -1);
	Group *top = group_new("");

	g_string_append_printf(
		out, "%s</title>\n  </head>\n  <body>\n", escaped);
	for (guint i = 0; i < outlines->len; i++)
		sort_in(top, outlines->pdata[i]);
	write_group(out, top, 4);
	group_free(top);
	g_string_append(out, "  </body>\n</opml>\n");
	return g_string_free(out, FALSE);
}
