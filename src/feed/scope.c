/* SPDX-License-Identifier: MIT
 *
 * The walk's helpers and text constructs: notes in the header.
 */
#include <config.h>

#include "feed/scope.h"

#include "base/text.h"
#include "feed/html.h"
#include "url/url.h"

#include <string.h>

bool
scope_take(Scope *s, Field field, guint8 rank)
{
	if (rank <= s->rank[field])
		return false;
	s->rank[field] = rank;
	return true;
}

char *
scope_text(const xmlNode *node)
{
	xmlChar *all;
	char *text;

	if (!node->children)
		return NULL;
	if (!node->children->next && node->children->content &&
		(node->children->type == XML_TEXT_NODE ||
			node->children->type == XML_CDATA_SECTION_NODE)) {
		text = g_strdup((const char *)node->children->content);
	} else {
		all = xmlNodeGetContent(node);
		text = g_strdup(all ? (const char *)all : "");
		xmlFree(all);
	}
	g_strstrip(text);
	if (!*text)
		g_clear_pointer(&text, g_free);
	return text;
}

const xmlNode *
scope_child(const Scope *s, const xmlNode *node, const char *wanted)
{
	for (const xmlNode *n = node->children; n; n = n->next) {
		char name[NS_NAME_MAX];

		if (n->type != XML_ELEMENT_NODE)
			continue;
		ns_element(s->walk->root, n, name);
		if (strcmp(name, wanted) == 0)
			return n;
	}
	return NULL;
}

char *
scope_line(const xmlNode *node)
{
	g_autofree char *text = scope_text(node);
	char *line;

	if (!text)
		return NULL;
	line = html_looks_like(text) ? html_visible(text)
				     : text_clean(text, -1, TEXT_LINE);
	if (!*line)
		g_clear_pointer(&line, g_free);
	return line;
}

static char *
own_attribute(const xmlNode *node, const char *name)
{
	xmlChar *value;
	char *copy;

	if (!node->properties)
		return NULL;
	value = xmlGetNsProp(node, (const xmlChar *)name, XML_XML_NAMESPACE);
	copy = value ? g_strdup((const char *)value) : NULL;
	xmlFree(value);
	return copy;
}

char *
scope_own_base(const Scope *s, const xmlNode *node)
{
	g_autofree char *own = own_attribute(node, "base");

	return own ? url_resolve(s->base, own) : NULL;
}

/* RSS has no rule: its relative URLs are mostly the site's.  Atom's are the
 * document's (RFC 4287 §2). */
static const char *
home(const Scope *s)
{
	const Walk *w = s->walk;

	if (s->base != w->document)
		return s->base;
	return w->feed->link && url_is_web(w->feed->link) &&
			(!w->atom || !w->document)
		? w->feed->link
		: w->document ? w->document
			      : w->self;
}

/* A URL that needs nothing stays as its author wrote it. */
static bool
is_whole(const char *url)
{
	if (!url_is_web(url) || strstr(url, "/./") || strstr(url, "/../"))
		return false;
	for (const char *p = url; *p; p++)
		if (*p <= ' ' || (guchar)*p >= 0x7F ||
			strchr("<>\"\\^`{|}", *p))
			return false;
	return true;
}

char *
scope_url(const Scope *s, const xmlNode *node, const char *raw)
{
	g_autofree char *own = NULL;
	g_autofree char *plain = NULL;
	char *url;

	if (!raw)
		return NULL;
	plain = text_clean(raw, -1, TEXT_LINE);
	if (is_whole(plain))
		return g_steal_pointer(&plain);
	own = scope_own_base(s, node);
	url = url_resolve(own ? own : home(s), plain);
	return url ? url : *plain ? g_steal_pointer(&plain) : NULL;
}

char *
scope_lang(const xmlNode *node)
{
	char *lang = own_attribute(node, "lang");

	return lang ? g_strdelimit(lang, "_", '-') : NULL;
}

static bool
has_elements(const xmlNode *node)
{
	for (node = node->children; node; node = node->next)
		if (node->type == XML_ELEMENT_NODE)
			return true;
	return false;
}

/* The <div> that wraps xhtml, or NODE itself. */
static const xmlNode *
inside_div(const xmlNode *node)
{
	const xmlNode *div = NULL;

	for (const xmlNode *n = node->children; n; n = n->next) {
		if (n->type == XML_ELEMENT_NODE && !div)
			div = n;
		else if (n->type == XML_ELEMENT_NODE ||
			(n->type == XML_TEXT_NODE && !xmlIsBlankNode(n)))
			return node;
	}
	return div && xmlStrEqual(div->name, (const xmlChar *)"div") ? div
								     : node;
}

/* What the element says about its type, as a MIME type; NULL if nothing. */
static const char *
said_type(const xmlNode *node, char **type)
{
	static const struct {
		const char *said, *mime;
	} known[] = {
		{ "text", "text/plain" },
		{ "html", "text/html" },
		{ "xhtml", "application/xhtml+xml" },
		{ "plain", "text/plain" },
	};

	*type = node->properties ? ns_attr(node, "type") : NULL;
	if (!*type || !**type)
		return NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (g_ascii_strcasecmp(*type, known[i].said) == 0)
			return known[i].mime;
	for (char *p = *type; *p; p++) {
		*p = g_ascii_tolower(*p);
		if (*p == ';')
			*p-- = '\0';
	}
	g_strstrip(*type);
	return strchr(*type, '/') ? *type : NULL;
}

static bool
is_markup(const char *type)
{
	return strcmp(type, "text/html") == 0 ||
		g_str_has_suffix(type, "+xml") ||
		g_str_has_suffix(type, "/xml") ||
		strcmp(type, "text/x-markdown") == 0;
}

/* The text that VALUE stands for, or VALUE's copy if it is no Base64. */
static char *
decoded(const char *value)
{
	gsize len;
	g_autofree guchar *bytes = NULL;

	for (const char *p = value; *p; p++)
		if (!g_ascii_isalnum(*p) && !strchr("+/= \t\r\n", *p))
			return g_strdup(value);
	bytes = g_base64_decode(value, &len);
	return g_utf8_make_valid((const char *)bytes, (gssize)len);
}

/* Base64 is what Atom 0.3 names so, and what Atom 1.0 leaves for the rest. */
static bool
is_base64(const xmlNode *node, const char *type)
{
	g_autofree char *mode = node->properties ? ns_attr(node, "mode") : NULL;

	if (mode)
		return g_ascii_strcasecmp(mode, "base64") == 0;
	return type && strchr(type, '/') && !g_str_has_prefix(type, "text/") &&
		!is_markup(type);
}

static char *
plain_of_markup(const xmlNode *node)
{
	char *text = scope_text(node);

	return text ? text : g_strdup("");
}

static const char *
guess_type(const Scope *s, const char *value, ReadHow how, bool said)
{
	if (how == READ_HTML && !s->walk->atom)
		return "text/html";
	if (how == READ_TEXT || said)
		return "text/plain";
	if (s->walk->atom)
		return "text/plain";
	return html_looks_like(value) ? "text/html" : "text/plain";
}

/* A value of the kind that RSS means although it says "text". */
static const char *
settle_type(const Scope *s, const char *said, const char *value, ReadHow how)
{
	if (!said)
		return guess_type(s, value, how, false);
	if (strcmp(said, "text/plain") == 0 && !s->walk->atom &&
		html_looks_like(value))
		return "text/html";
	if (strcmp(said, "application/xhtml+xml") == 0 || !is_markup(said))
		return said;
	return "text/html";
}

/* Text that says nothing about its type and was escaped once too often. */
static char *
unescape_twice(const Scope *s, const char *said, const char *type, char *value)
{
	char *plain;

	if (said || !s->walk->atom || strcmp(type, "text/plain") != 0 ||
		!strchr(value, '&'))
		return value;
	plain = html_unescape(value);
	g_free(value);
	return plain;
}

FeedContent *
scope_construct(const Scope *s, const xmlNode *node, ReadHow how)
{
	g_autofree char *own_type = NULL;
	const char *said = said_type(node, &own_type), *type;
	g_autofree char *own = scope_own_base(s, node);
	const char *base = own ? own : s->base;
	g_autofree char *lang = scope_lang(node);
	g_autofree char *mode = node->properties ? ns_attr(node, "mode") : NULL;
	char *value;

	if (has_elements(node)) {
		const xmlNode *div = inside_div(node);

		if (div != node && node->children)
			value = html_serialise(div, base);
		else
			value = html_serialise(node, base);
		g_strstrip(value);
		type = said && strcmp(said, "text/plain") != 0 ? said
							       : "text/html";
		if (!is_markup(type))
			type = "text/html";
	} else {
		value = plain_of_markup(node);
		if (is_base64(node, said)) {
			char *text = decoded(value);

			g_free(value);
			value = text;
		}
		if (!said && mode && g_ascii_strcasecmp(mode, "xml") != 0 &&
			s->walk->atom)
			type = html_looks_like(value) && how != READ_TEXT
				? "text/html"
				: "text/plain";
		else
			type = settle_type(s, said, value, how);
		value = unescape_twice(s, said, type, value);
	}
	return model_content(s->walk->feed, value, type, lang ? lang : s->lang,
		base == s->walk->document ? NULL : base);
}

char *
scope_visible(const FeedContent *content)
{
	if (strcmp(content->type, "text/plain") == 0)
		return text_clean(content->value, -1, TEXT_LINE);
	return html_visible(content->value);
}
