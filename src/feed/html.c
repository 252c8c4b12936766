/* SPDX-License-Identifier: MIT
 *
 * HTML in feeds: notes in the header.
 */
#include <config.h>

#include "feed/html.h"

#include "base/text.h"
#include "url/url.h"

#include <string.h>

/* Attributes on one tag beyond this make libxml2 slow: their text is cut. */
#define MAX_TAG 16384
#define MAX_HTML (4u << 20)
#define MAX_DEPTH 250

/* Elements that show nothing, with what is in them. */
static const char *const hidden[] = { "script", "style", "applet", "head",
	"noscript", "template", "noframes", NULL };

/* Elements that hold nothing. */
static const char *const voids[] = { "area", "base", "br", "col", "command",
	"embed", "hr", "img", "input", "link", "meta", "param", "source",
	"track", "wbr", NULL };

/* Elements left out, but not what is in them. */
static const char *const transparent[] = { "html", "body", "meta", "link",
	"base", "frame", "frameset", "iframe", "object", "embed", "param",
	NULL };

static const char *const blocks[] = { "address", "article", "aside",
	"blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption",
	"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
	"header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
	"table", "td", "th", "tr", "ul", NULL };

/* Elements of HTML 5 that libxml2 does not know. */
static const char *const newer[] = { "article", "aside", "audio", "bdi",
	"canvas", "command", "data", "details", "dialog", "embed", "figcaption",
	"figure", "footer", "header", "main", "mark", "meter", "nav", "output",
	"picture", "progress", "rp", "rt", "ruby", "section", "source",
	"summary", "svg", "template", "time", "track", "video", "wbr", NULL };

static const char *const url_attributes[] = { "action", "background", "cite",
	"classid", "codebase", "data", "formaction", "href", "longdesc",
	"poster", "profile", "src", "usemap", NULL };

static bool
is_element(const char *name)
{
	return htmlTagLookup((const xmlChar *)name) ||
		g_strv_contains(newer, name);
}

/* A tag at P (behind "<") that ends at END: its name is known; *SURE if it is
 * one that plain text would hardly have. */
static bool
known_tag(const char *p, const char *end, bool *sure)
{
	bool closing = *p == '/';
	const char *start;
	g_autofree char *name = NULL;

	if (closing)
		p++;
	for (start = p; g_ascii_isalnum(*p); p++)
		;
	if (p == start || !(*p == '>' || *p == '/' || g_ascii_isspace(*p)))
		return false;
	name = g_ascii_strdown(start, p - start);
	*sure = *sure || closing || end[-1] == '/' ||
		g_strv_contains(voids, name);
	return is_element(name);
}

static bool
has_entity(const char *s)
{
	for (; (s = strchr(s, '&')) != NULL; s++) {
		const char *p = s + 1;
		g_autofree char *name = NULL;

		while (g_ascii_isalnum(*p) || (*p == '#' && p == s + 1))
			p++;
		if (*p != ';' || p == s + 1 || p - s > 32)
			continue;
		name = g_strndup(s + 1, (gsize)(p - s - 1));
		if (name[0] == '#' || strcmp(name, "apos") == 0 ||
			htmlEntityLookup((const xmlChar *)name))
			return true;
	}
	return false;
}

bool
html_looks_like(const char *s)
{
	const char *end = s;
	bool sure = false;

	for (const char *p = s; (p = strchr(p, '<')) != NULL; p++) {
		if (!g_ascii_isalpha(p[1]) && p[1] != '/')
			continue;
		if (end <= p)
			end = strchr(p, '>');
		if (!end || !known_tag(p + 1, end, &sure))
			return false;
	}
	return sure || has_entity(s);
}

/* Behind the comment at OPEN; NULL, and *NONE, if none ends any more: it would
 * swallow the rest. */
static const char *
after_comment(const char *open, const char *end, bool *none)
{
	const char *close;

	if (*none || end - open < 4 || memcmp(open, "<!--", 4) != 0)
		return NULL;
	close = memmem(open + 4, (gsize)(end - open - 4), "-->", 3);
	*none = !close;
	return close ? close + 3 : NULL;
}

/* Comments, and the declarations and conditional comments of HTML, which
 * would show as text, go; so do thousands of attributes, over which libxml2
 * sits for seconds. */
static void
prepare(GString *out, const char *html, gsize len)
{
	const char *end = html + len, *close = html;
	bool no_comments = false;

	while (html < end) {
		const char *open = memchr(html, '<', (gsize)(end - html));
		const char *after;

		g_string_append_len(out, html, open ? open - html : end - html);
		if (!open)
			break;
		after = after_comment(open, end, &no_comments);
		if (!after && close <= open)
			close = memchr(open, '>', (gsize)(end - open));
		if (!close)
			close = end;
		if (after) {
			html = after;
		} else if (close == end || close - open >= MAX_TAG) {
			g_string_append(out, "&lt;");
			html = open + 1;
		} else {
			html = close + 1;
			if (open[1] != '!')
				g_string_append_len(out, open, html - open);
		}
	}
}

htmlDocPtr
html_read(const char *before, const char *html, gsize len)
{
	g_autoptr(GString) text = g_string_sized_new(len + 32);

	g_string_append(text, before);
	prepare(text, html, len);
	return htmlReadMemory(text->str, (int)text->len, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET | HTML_PARSE_COMPACT);
}

static htmlDocPtr
parse(const char *html, gsize max)
{
	return html_read("<div>", html, strnlen(html, MIN(max, MAX_HTML)));
}

static bool
named(const xmlNode *node, const char *const *names)
{
	g_autofree char *low = g_ascii_strdown((const char *)node->name, -1);

	return g_strv_contains(names, low);
}

static void
visible(const xmlNode *node, GString *out, int depth)
{
	for (; node; node = node->next) {
		if (node->type == XML_TEXT_NODE ||
			node->type == XML_CDATA_SECTION_NODE) {
			g_string_append(out, (const char *)node->content);
		} else if (node->type == XML_ELEMENT_NODE &&
			depth < MAX_DEPTH && !named(node, hidden)) {
			bool block = named(node, blocks);

			if (block)
				g_string_append_c(out, ' ');
			visible(node->children, out, depth + 1);
			if (block)
				g_string_append_c(out, ' ');
		}
	}
}

char *
html_visible_start(const char *html, gsize max)
{
	g_autoptr(GString) out = NULL;
	htmlDocPtr doc;

	if (!strpbrk(html, "<&"))
		return text_clean(html, (gssize)strnlen(html, max), TEXT_LINE);
	out = g_string_new(NULL);
	doc = parse(html, max);
	if (doc)
		visible(xmlDocGetRootElement(doc), out, 0);
	xmlFreeDoc(doc);
	return text_clean(out->str, (gssize)out->len, TEXT_LINE);
}

char *
html_visible(const char *html)
{
	return html_visible_start(html, 1u << 20);
}

/* A reference at *P, or 0. */
static gunichar
reference(const char **p)
{
	const char *end = *p + 1;
	g_autofree char *name = NULL;
	const htmlEntityDesc *entity;
	gunichar c;

	while (end - *p < 33 && (g_ascii_isalnum(*end) || *end == '#'))
		end++;
	if (*end != ';')
		return 0;
	name = g_strndup(*p + 1, (gsize)(end - *p - 1));
	if (name[0] == '#') {
		bool hex = name[1] == 'x' || name[1] == 'X';

		c = (gunichar)g_ascii_strtoull(
			name + 1 + hex, NULL, hex ? 16 : 10);
		c = g_unichar_validate(c) ? text_cp1252(c) : 0;
	} else if (strcmp(name, "apos") == 0) {
		c = '\'';
	} else {
		entity = htmlEntityLookup((const xmlChar *)name);
		c = entity ? entity->value : 0;
	}
	if (c)
		*p = end + 1;
	return c;
}

char *
html_unescape(const char *s)
{
	GString *out = g_string_new(NULL);

	while (*s) {
		gunichar c = *s == '&' ? reference(&s) : 0;

		if (c)
			g_string_append_unichar(out, c);
		else
			g_string_append_c(out, *s++);
	}
	return g_string_free(out, FALSE);
}

static void
append_escaped(GString *out, const char *s, bool attribute)
{
	for (; *s; s++) {
		if (*s == '&')
			g_string_append(out, "&amp;");
		else if (*s == '<')
			g_string_append(out, "&lt;");
		else if (*s == '>')
			g_string_append(out, "&gt;");
		else if (*s == '"' && attribute)
			g_string_append(out, "&quot;");
		else
			g_string_append_c(out, *s);
	}
}

typedef struct {
	GString *out;
	bool clean; /* leave out what html_clean() leaves out */
	int urls;
} Writer;

static bool
is_url_attribute(const char *name)
{
	g_autofree char *low = g_ascii_strdown(name, -1);

	return g_strv_contains(url_attributes, low);
}

static bool
is_relative(const char *url)
{
	return url[strcspn(url, ":/?#")] != ':';
}

static void
write_attribute(Writer *w, const xmlAttr *a, const char *base)
{
	const char *name = (const char *)a->name;
	xmlChar *raw;
	g_autofree char *url = NULL;

	if (w->clean &&
		(g_ascii_strncasecmp(name, "on", 2) == 0 ||
			g_ascii_strcasecmp(name, "style") == 0))
		return;
	if (strcmp(name, "base") == 0 && a->ns)
		return;
	raw = xmlNodeListGetString(a->doc, a->children, 1);
	if (is_url_attribute(name) && raw && *raw && (base || w->clean)) {
		url = url_resolve(base, (const char *)raw);
		if (!url && !base && is_relative((const char *)raw))
			url = g_strdup((const char *)raw);
		if (w->clean)
			w->urls += url && *url;
		else if (!url)
			url = g_strdup((const char *)raw);
	} else {
		url = g_strdup(raw ? (const char *)raw : "");
	}
	xmlFree(raw);
	if (!url)
		return;
	g_string_append_printf(w->out, " %s=\"", name);
	append_escaped(w->out, url, true);
	g_string_append_c(w->out, '"');
}

static void write_nodes(
	Writer *w, const xmlNode *node, const char *base, int depth);

static void
write_element(Writer *w, const xmlNode *node, const char *base, int depth)
{
	xmlChar *own = w->clean ? NULL
				: xmlGetNsProp(node, (const xmlChar *)"base",
					  XML_XML_NAMESPACE);
	g_autofree char *inner =
		own ? url_resolve(base, (const char *)own) : NULL;
	const char *name = (const char *)node->name;

	xmlFree(own);
	if (inner)
		base = inner;
	if (w->clean && named(node, transparent)) {
		write_nodes(w, node->children, base, depth + 1);
		return;
	}
	g_string_append_printf(w->out, "<%s", name);
	for (const xmlAttr *a = node->properties; a; a = a->next)
		write_attribute(
			w, a, w->clean || inner || depth < 0 ? base : NULL);
	if (named(node, voids)) {
		g_string_append(w->out, " />");
		return;
	}
	g_string_append_c(w->out, '>');
	write_nodes(w, node->children, base, depth + 1);
	g_string_append_printf(w->out, "</%s>", name);
}

static void
write_nodes(Writer *w, const xmlNode *node, const char *base, int depth)
{
	for (; node && depth < MAX_DEPTH; node = node->next) {
		if (node->type == XML_TEXT_NODE)
			append_escaped(
				w->out, (const char *)node->content, false);
		else if (node->type == XML_CDATA_SECTION_NODE && !w->clean)
			append_escaped(
				w->out, (const char *)node->content, false);
		else if (node->type == XML_ELEMENT_NODE &&
			!(w->clean && named(node, hidden)))
			write_element(w, node, base, depth);
	}
}

char *
html_serialise(const xmlNode *node, const char *base)
{
	Writer w = { .out = g_string_new(NULL) };

	write_nodes(&w, node->children, base, 0);
	return g_string_free(w.out, FALSE);
}

char *
html_clean(const char *html, const char *base, int *urls)
{
	Writer w = { .out = g_string_new(NULL), .clean = true };
	htmlDocPtr doc = parse(html, MAX_HTML);
	const xmlNode *node = doc ? xmlDocGetRootElement(doc) : NULL;

	/* Down to the <div> that prepare() put around it. */
	while (node && node->children &&
		(xmlStrEqual(node->name, (const xmlChar *)"html") ||
			xmlStrEqual(node->name, (const xmlChar *)"body")))
		node = node->children;
	for (; node; node = node->next) {
		if (node->type == XML_ELEMENT_NODE && !node->prev &&
			xmlStrEqual(node->name, (const xmlChar *)"div"))
			write_nodes(&w, node->children, base, 0);
		else if (node->type == XML_ELEMENT_NODE && !named(node, hidden))
			write_element(&w, node, base, 0);
		else if (node->type == XML_TEXT_NODE)
			append_escaped(
				w.out, (const char *)node->content, false);
	}
	xmlFreeDoc(doc);
	if (urls)
		*urls = w.urls;
	return g_string_free(w.out, FALSE);
}
