/* SPDX-License-Identifier: MIT
 *
 * The door: looks at the bytes, has them repaired and read.
 */
#include <config.h>

#include "feed/feed.h"

#include "base/i18n.h"
#include "feed/balance.h"
#include "feed/encoding.h"
#include "feed/jsonfeed.h"
#include "feed/repair.h"
#include "feed/scope.h"

#include <libxml/parser.h>
#include <string.h>

#define PARSE_FLAGS                                                            \
	(XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |             \
		XML_PARSE_NOWARNING | XML_PARSE_COMPACT)

/* How far into the bytes the first telling tag is looked for. */
#define SNIFF_WINDOW 65536

typedef struct {
	const char *start;
	FeedSniff is;
	bool in_page; /* what a page begins with, or may be wrapped around */
} Tag;

static const Tag tags[] = {
	{ "rss", SNIFF_XML_FEED, true },
	{ "feed", SNIFF_XML_FEED, true },
	{ "rdf", SNIFF_XML_FEED, true },
	{ "channel", SNIFF_XML_FEED, false },
	{ "entry", SNIFF_XML_FEED, false },
	{ "opml", SNIFF_OPML, false },
	{ "html", SNIFF_HTML, true },
	{ "!doctype html", SNIFF_HTML, true },
	{ "body", SNIFF_HTML, true },
	{ "head", SNIFF_HTML, false },
	{ "title", SNIFF_HTML, false },
	{ "meta", SNIFF_HTML, false },
	{ "script", SNIFF_HTML, false },
};

/* NULL for one that tells nothing. */
static const Tag *
find_tag(const char *p, const char *end)
{
	const char *colon;
	gsize n = 0;

	while (p + n < end &&
		(g_ascii_isalnum(p[n]) || p[n] == ':' || p[n] == '-'))
		n++;
	colon = memchr(p, ':', n);
	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
		const Tag *t = &tags[i];
		gsize len = strlen(t->start);

		if ((gsize)(end - p) >= len &&
			g_ascii_strncasecmp(p, t->start, len) == 0 &&
			(*p == '!' || n == len || p[len] == ':'))
			return t;
		if (colon && (gsize)(p + n - colon - 1) == len &&
			g_ascii_strncasecmp(colon + 1, t->start, len) == 0)
			return t;
	}
	return NULL;
}

/* Some feeds come as the body of a page. */
static FeedSniff
sniff_text(const char *p, gsize len)
{
	const char *end = p + MIN(len, SNIFF_WINDOW);
	FeedSniff so_far = SNIFF_UNKNOWN;

	while (p < end && g_ascii_isspace(*p))
		p++;
	if (p < end && *p == '{')
		return SNIFF_JSON_FEED;
	while (p < end && (p = memchr(p, '<', (gsize)(end - p))) != NULL) {
		const Tag *tag;

		if (g_str_has_prefix(p, "<!--")) {
			p = memmem(p, (gsize)(end - p), "-->", 3);
			if (!p)
				break;
			continue;
		}
		tag = find_tag(++p, end);
		if (so_far == SNIFF_HTML &&
			(tag ? !tag->in_page : g_ascii_isalpha(*p)))
			break;
		if (tag && (tag->is != SNIFF_HTML || !tag->in_page))
			return tag->is;
		if (tag)
			so_far = SNIFF_HTML;
	}
	return so_far;
}

FeedSniff
feed_sniff(const char *data, gsize len)
{
	g_autofree char *text = NULL;
	const char *name, *fault = NULL;
	gsize n;

	text = encoding_to_utf8(
		data, MIN(len, SNIFF_WINDOW), NULL, &n, &name, &fault);
	return sniff_text(text, n);
}

/* What libxml2 has to say about a size goes to stderr in spite of the flags. */
static void
say_nothing(void *user, xmlErrorPtr error)
{
}

static xmlDoc *
read_tree(const GString *xml, bool *well_formed)
{
	xmlParserCtxt *ctxt = xmlNewParserCtxt();
	xmlDoc *doc = NULL;

	if (ctxt)
		ctxt->sax->serror = say_nothing;
	/* What is in memory and UTF-8 is read where it is, unless libxml2 is
	 * told that it is UTF-8. */
	if (ctxt && xml->len < G_MAXINT)
		doc = xmlCtxtReadDoc(ctxt, (const xmlChar *)xml->str, NULL,
			NULL, PARSE_FLAGS);
	*well_formed = ctxt && ctxt->wellFormed && ctxt->nsWellFormed;
	xmlFreeParserCtxt(ctxt);
	return doc;
}

static guint
count_entries(const Feed *feed)
{
	return feed ? feed->entries->len : 0;
}

typedef enum { REPAIR, WRAP, BALANCE } Effort;

static Feed *
read_xml(const char *text, gsize len, Effort effort, const char *base,
	const char **fault, bool *well_formed)
{
	GString *xml = repair_xml(text, len, effort >= WRAP, fault);
	if (effort == BALANCE) {
		GString *balanced = balance_xml(xml);
		g_string_free(xml, TRUE);
		xml = balanced;
	}
	xmlDoc *doc = read_tree(xml, well_formed);
	Feed *feed;

	g_string_free(xml, TRUE);
	feed = doc ? xmlfeed_read(doc, base) : NULL;
	xmlFreeDoc(doc);
	if (!*well_formed && !*fault)
		*fault = "it is not well-formed XML";
	return feed;
}

/* Raw HTML in descriptions breaks the tree; if wrapping it in CDATA does not
 * cost an entry, that reading is better.  Where it is still broken, putting
 * the tags in order is, if it does not cost one either. */
static Feed *
read_xml_again(
	const char *text, gsize len, const char *base, const char **fault)
{
	const char *broken = NULL;
	bool well_formed;
	Feed *feed = read_xml(text, len, REPAIR, base, &broken, &well_formed);

	if (!*fault)
		*fault = broken;
	for (Effort e = WRAP; e <= BALANCE && !well_formed; e++) {
		Feed *other =
			read_xml(text, len, e, base, &broken, &well_formed);
		if (count_entries(other) < count_entries(feed)) {
			feed_free(other);
		} else {
			feed_free(feed);
			feed = other;
		}
	}
	return feed;
}

static void
set_no_feed(GError **error, FeedSniff is)
{
	const char *words = _("this is not a feed");

	if (is == SNIFF_HTML)
		words = _("this is a web page, not a feed");
	else if (is == SNIFF_OPML)
		words = _("this is a list of subscriptions, not a feed");
	g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, words);
}

Feed *
feed_parse(const char *data, gsize len, const char *content_type,
	const char *base, GError **error)
{
	const char *encoding, *fault = NULL;
	gsize n;
	g_autofree char *text = encoding_to_utf8(
		data, len, content_type, &n, &encoding, &fault);
	FeedSniff is = sniff_text(text, n);
	Feed *feed = NULL;

	if (is == SNIFF_JSON_FEED)
		feed = jsonfeed_read(text, n, base, &fault);
	else if (is == SNIFF_XML_FEED || is == SNIFF_UNKNOWN)
		feed = read_xml_again(text, n, base, &fault);
	if (!feed) {
		set_no_feed(error, is);
		return NULL;
	}
	feed->encoding = g_strdup(encoding);
	feed->bozo = fault != NULL;
	feed->bozo_reason = g_strdup(fault);
	return feed;
}
