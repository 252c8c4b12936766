/* SPDX-License-Identifier: MIT
 *
 * Namespaces: notes in the header.
 */
#include <config.h>

#include "feed/ns.h"

#include <glib.h>
#include <string.h>

/* URIs in lower case without scheme, "www." and a closing "/" or "#". */
static const struct {
	const char *uri;
	Ns ns;
} uris[] = {
	{ "w3.org/2005/atom", NS_CORE },
	{ "purl.org/atom/ns", NS_CORE },
	{ "purl.org/rss/1.0", NS_CORE },
	{ "purl.org/net/rss1.1", NS_CORE },
	{ "my.netscape.com/rdf/simple/0.9", NS_CORE },
	{ "my.netscape.com/publish/formats/rss-0.91.dtd", NS_CORE },
	{ "backend.userland.com/rss", NS_CORE },
	{ "backend.userland.com/rss2", NS_CORE },
	{ "backend.userland.com/rss091", NS_CORE },
	{ "backend.userland.com/rss092", NS_CORE },
	{ "blogs.law.harvard.edu/tech/rss", NS_CORE },
	{ "rssboard.org/rss-specification", NS_CORE },
	{ "channel.netscape.com/rdf/simple/0.9", NS_CORE },
	{ "w3.org/1999/02/22-rdf-syntax-ns", NS_RDF },
	{ "purl.org/rss/1.0/modules/content", NS_CONTENT },
	{ "purl.org/dc/elements/1.1", NS_DC },
	{ "purl.org/dc/elements/1.0", NS_DC },
	{ "purl.org/dc/terms", NS_DCTERMS },
	{ "rssnamespace.org/feedburner/ext/1.0", NS_FEEDBURNER },
	{ "itunes.com/dtds/podcast-1.0.dtd", NS_ITUNES },
	{ "google.com/schemas/play-podcasts/1.0", NS_ITUNES },
	{ "search.yahoo.com/mrss", NS_MEDIA },
	{ "search.yahoo.com/rss", NS_MEDIA },
	{ "video.search.yahoo.com/mrss", NS_MEDIA },
	{ "tools.search.yahoo.com/mrss", NS_MEDIA },
	{ "podcastindex.org/namespace/1.0", NS_PODCAST },
	{ "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
		NS_PODCAST },
	{ "podlove.org/simple-chapters", NS_PSC },
	{ "purl.org/rss/1.0/modules/slash", NS_SLASH },
	{ "purl.org/rss/1.0/modules/syndication", NS_SY },
	{ "purl.org/syndication/thread/1.0", NS_THR },
	{ "wellformedweb.org/commentapi", NS_WFW },
	{ "w3.org/1999/xhtml", NS_XHTML },
};

static const struct {
	const char *prefix;
	Ns ns;
} prefixes[] = {
	{ "atom", NS_CORE },
	{ "atom10", NS_CORE },
	{ "rss", NS_CORE },
	{ "content", NS_CONTENT },
	{ "dc", NS_DC },
	{ "dcterms", NS_DCTERMS },
	{ "dct", NS_DCTERMS },
	{ "feedburner", NS_FEEDBURNER },
	{ "itunes", NS_ITUNES },
	{ "googleplay", NS_ITUNES },
	{ "media", NS_MEDIA },
	{ "podcast", NS_PODCAST },
	{ "psc", NS_PSC },
	{ "rdf", NS_RDF },
	{ "slash", NS_SLASH },
	{ "sy", NS_SY },
	{ "thr", NS_THR },
	{ "wfw", NS_WFW },
	{ "xhtml", NS_XHTML },
};

static Ns
by_prefix(const char *prefix, gsize len)
{
	for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++)
		if (strlen(prefixes[i].prefix) == len &&
			g_ascii_strncasecmp(prefixes[i].prefix, prefix, len) ==
				0)
			return prefixes[i].ns;
	return NS_OTHER;
}

static Ns
by_uri(const char *uri)
{
	g_autofree char *low = g_ascii_strdown(uri, -1);
	char *p = g_strstrip(low);
	gsize n;

	if (strstr(p, "://"))
		p = strstr(p, "://") + 3;
	if (g_str_has_prefix(p, "www."))
		p += 4;
	for (n = strlen(p); n > 0 && strchr("/#?", p[n - 1]);)
		p[--n] = '\0';
	for (gsize i = 0; i < G_N_ELEMENTS(uris); i++)
		if (strcmp(uris[i].uri, p) == 0)
			return uris[i].ns;
	return NS_OTHER;
}

/* What the declaration means is kept in it, plus one. */
static Ns
of_declaration(const xmlNode *root, xmlNs *ns)
{
	Ns found;

	if (ns->_private)
		return (Ns)(GPOINTER_TO_INT(ns->_private) - 1);
	found = ns->href ? by_uri((const char *)ns->href) : NS_OTHER;
	if (found == NS_OTHER && ns->prefix)
		found = by_prefix((const char *)ns->prefix,
			strlen((const char *)ns->prefix));
	if (found == NS_OTHER && root->ns &&
		(root->ns == ns || xmlStrEqual(root->ns->href, ns->href)))
		found = NS_CORE;
	ns->_private = GINT_TO_POINTER((int)found + 1);
	return found;
}

Ns
ns_element(const xmlNode *root, const xmlNode *node, char name[NS_NAME_MAX])
{
	const char *full = (const char *)node->name;
	const char *colon = node->ns ? NULL : strchr(full, ':');
	const char *local = colon ? colon + 1 : full;
	gsize i;

	for (i = 0; local[i] && i < NS_NAME_MAX - 1; i++)
		name[i] = g_ascii_tolower(local[i]);
	name[i] = '\0';
	if (node->ns)
		return of_declaration(root, node->ns);
	return colon ? by_prefix(full, (gsize)(colon - full)) : NS_CORE;
}

char *
ns_attr(const xmlNode *node, const char *name)
{
	for (xmlAttr *a = node->properties; a; a = a->next) {
		const char *full = (const char *)a->name;
		const char *colon = strrchr(full, ':');
		xmlChar *value;
		char *copy;

		if (g_ascii_strcasecmp(colon ? colon + 1 : full, name) != 0)
			continue;
		value = xmlNodeListGetString(node->doc, a->children, 1);
		copy = g_strdup(value ? (const char *)value : "");
		xmlFree(value);
		return g_strstrip(copy);
	}
	return NULL;
}
