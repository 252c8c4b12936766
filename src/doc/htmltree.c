/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/htmltree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "doc/internal.h"

#define PARSE_OPTIONS                                                          \
	(HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |      \
		HTML_PARSE_NONET)

enum { BLOCK_SIZE = 32 * 1024 };

struct HtmlTree {
	htmlParserCtxt *parser; /* owns the names of elements and attributes */
	xmlNode *root;
	GPtrArray *blocks;
	char *free;    /* in the last block … */
	gsize left;    /* … with so many bytes */
	xmlNode *open; /* the text whose content is still in … */
	GString *text;
};

static gpointer
take_bytes(HtmlTree *t, gsize size)
{
	size = (size + 7) & ~(gsize)7;
	if (size > t->left) {
		t->left = MAX(size, BLOCK_SIZE);
		t->free = g_malloc(t->left);
		g_ptr_array_add(t->blocks, t->free);
	}
	gpointer bytes = t->free;
	t->free += size;
	t->left -= size;
	return bytes;
}

static xmlChar *
take_text(HtmlTree *t, const char *s, gsize len)
{
	xmlChar *copy = take_bytes(t, len + 1);
	memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

static xmlNode *
take_node(HtmlTree *t, xmlElementType type, const xmlChar *name)
{
	xmlNode *node = take_bytes(t, sizeof *node);
	*node = (xmlNode){ .type = type, .name = name };
	return node;
}

static void
close_text(HtmlTree *t)
{
	if (!t->open)
		return;
	t->open->content = take_text(t, t->text->str, t->text->len);
	t->open = NULL;
	g_string_truncate(t->text, 0);
}

static void
append(xmlNode *parent, xmlNode *node)
{
	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
}

/* One without a value has no children. */
static void
add_attribute(HtmlTree *t, xmlNode *node, xmlAttr **last, const xmlChar *name,
	const char *value)
{
	xmlAttr *a = take_bytes(t, sizeof *a);
	*a = (xmlAttr){ .type = XML_ATTRIBUTE_NODE, .name = name };
	a->parent = node;
	a->prev = *last;
	if (*last)
		(*last)->next = a;
	else
		node->properties = a;
	*last = a;
	if (!value)
		return;
	a->children = a->last = take_node(t, XML_TEXT_NODE, xmlStringText);
	a->children->content = take_text(t, value, strlen(value));
}

/* "o:p" as Word writes it is a "p". */
static const xmlChar *
without_prefix(const xmlChar *name)
{
	const char *colon = strchr((const char *)name, ':');
	return colon && colon > (const char *)name && colon[1]
		? (const xmlChar *)colon + 1
		: name;
}

static void
start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
	htmlParserCtxt *parser = context;
	HtmlTree *t = parser->_private;
	xmlNode *parent = parser->node ? parser->node : t->root;
	xmlNode *node = take_node(t, XML_ELEMENT_NODE, without_prefix(name));
	xmlAttr *last = NULL;
	for (const xmlChar **a = attributes; a && *a; a += 2)
		add_attribute(t, node, &last, a[0], (const char *)a[1]);
	if (nodePush(parser, node) < 0)
		return;
	if (parent)
		append(parent, node);
	else
		t->root = node;
}

static void
end_element(void *context, const xmlChar *name)
{
	nodePop(context);
}

static void
put_text(htmlParserCtxt *parser, xmlElementType type, const xmlChar *s, int len)
{
	HtmlTree *t = parser->_private;
	xmlNode *parent = parser->node;
	if (!parent)
		return;
	if (!t->open || t->open != parent->last) {
		close_text(t);
		t->open = take_node(t, type, xmlStringText);
		append(parent, t->open);
	}
	g_string_append_len(t->text, (const char *)s, len);
}

static void
characters(void *context, const xmlChar *s, int len)
{
	put_text(context, XML_TEXT_NODE, s, len);
}

/* Of scripts and styles. */
static void
cdata(void *context, const xmlChar *s, int len)
{
	put_text(context, XML_CDATA_SECTION_NODE, s, len);
}

static void
set_parser_depth(void)
{
	/* The default of 256 loses the rest of a deeper body. */
#if LIBXML_VERSION < 21200
	static gsize once;
	if (g_once_init_enter(&once)) {
		xmlParserMaxDepth = 1000;
		g_once_init_leave(&once, 1);
	}
#endif
}

static void
clear(HtmlTree *t)
{
	t->root = t->open = NULL;
	t->left = 0;
	g_string_truncate(t->text, 0);
	g_ptr_array_set_size(t->blocks, 0);
}

/* False if the parser gave up, because elements are too deep. */
static bool
parse(HtmlTree *t, const char *data, gsize len)
{
	clear(t);
	xmlFreeDoc(htmlCtxtReadMemory(
		t->parser, data, (int)len, NULL, "UTF-8", PARSE_OPTIONS));
	close_text(t);
	return !t->parser->disableSAX;
}

HtmlTree *
htmltree_new(const char *data, gsize len)
{
	set_parser_depth();
	HtmlTree *t = g_new0(HtmlTree, 1);
	t->parser = htmlNewParserCtxt();
	t->parser->_private = t;
	*t->parser->sax = (htmlSAXHandler){
		.startElement = start_element,
		.endElement = end_element,
		.characters = characters,
		.cdataBlock = cdata,
	};
	t->blocks = g_ptr_array_new_with_free_func(g_free);
	t->text = g_string_sized_new(512);
	gsize mended_len = len;
	g_autofree char *mended = prepass_html(data, len, &mended_len);
	const char *source = mended ? mended : data;
	if (parse(t, source, mended_len))
		return t;
	gsize flat_len;
	g_autofree char *flat = prepass_flatten(source, mended_len, &flat_len);
	parse(t, flat, flat_len);
	return t;
}

void
htmltree_free(HtmlTree *t)
{
	if (!t)
		return;
	htmlFreeParserCtxt(t->parser);
	g_ptr_array_unref(t->blocks);
	g_string_free(t->text, TRUE);
	g_free(t);
}

xmlNode *
htmltree_root(const HtmlTree *t)
{
	return t->root;
}

xmlNode *
htmltree_element(HtmlTree *t, const char *name)
{
	return take_node(t, XML_ELEMENT_NODE, (const xmlChar *)name);
}
