/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/html.h"

#include <string.h>

#include "base/text.h"

/* Elements that hold each other are asked for their line one by one. */
enum { LINE_BYTES = 16 * 1024, LINE_NODES = 1024 };

Attrs
attrs_of(xmlNode *node)
{
	static const struct {
		const char *name;
		gsize offset;
	} wanted[] = {
		{ "class", G_STRUCT_OFFSET(Attrs, class) },
		{ "href", G_STRUCT_OFFSET(Attrs, href) },
		{ "style", G_STRUCT_OFFSET(Attrs, style) },
		{ "id", G_STRUCT_OFFSET(Attrs, id) },
		{ "dir", G_STRUCT_OFFSET(Attrs, dir) },
	};
	Attrs a = { 0 };
	for (xmlAttr *p = node->properties; p; p = p->next) {
		const char *name = (const char *)p->name;
		if (!strchr("chisd", *name))
			continue;
		if (strcmp(name, "hidden") == 0)
			a.hidden = true;
		if (!p->children || !p->children->content)
			continue;
		for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
			if (strcmp(name, wanted[i].name) == 0)
				G_STRUCT_MEMBER(
					const char *, &a, wanted[i].offset) =
					(const char *)p->children->content;
	}
	return a;
}

const char *
attr(xmlNode *node, const char *name)
{
	for (xmlAttr *p = node->properties; p; p = p->next)
		if (strcmp((const char *)p->name, name) == 0)
			return p->children ? (const char *)p->children->content
					   : "";
	return NULL;
}

int
attr_int(xmlNode *node, const char *name, int fallback)
{
	const char *value = attr(node, name);
	char *end;
	if (!value)
		return fallback;
	gint64 n = g_ascii_strtoll(value, &end, 10);
	return end == value ? fallback : (int)CLAMP(n, -1, 999999999);
}

bool
class_has(const char *class, const char *const *words)
{
	static const char space[] = " \t\n\r\f";
	while (class && *class) {
		gsize len = strcspn(class, space);
		for (guint i = 0; len && words[i]; i++)
			if (*class == *words[i] &&
				strncmp(class, words[i], len) == 0 &&
				!words[i][len])
				return true;
		class += len + strspn(class + len, space);
	}
	return false;
}

bool
is_element(const xmlNode *node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE &&
		*node->name == (xmlChar)*name &&
		strcmp((const char *)node->name, name) == 0;
}

xmlNode *
next_in(xmlNode *node, xmlNode *top, bool into_children)
{
	if (into_children && node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

char *
content_line(xmlNode *node)
{
	g_autoptr(GString) s = g_string_new(NULL);
	xmlNode *n = node;
	for (guint i = 0; n && i < LINE_NODES; i++) {
		if (n->type == XML_TEXT_NODE)
			g_string_append_len(s, (const char *)n->content,
				strnlen((const char *)n->content,
					LINE_BYTES - s->len));
		n = next_in(n, node, true);
	}
	return text_clean(s->str, s->len, TEXT_LINE);
}

void
open_block(Walk *w, Frame *f, cmark_node *node)
{
	f->opened = builder_open(&w->b, node);
	f->block = true;
}

void
open_kind(Walk *w, Frame *f, KindInfo info)
{
	open_block(w, f, builder_custom(CMARK_NODE_CUSTOM_BLOCK, info));
}

void
begin_part(Walk *w, Frame *f)
{
	builder_end_implicit(&w->b);
	f->container = w->b.container;
	f->depth = w->b.depth;
	f->implicit = 0;
	f->block = true;
}

/* Rows of buttons to share, follow and subscribe; copies made for the eye of
 * what stands beside them. */
static bool
is_clutter(const char *class)
{
	static const char *const names[] = { "sharedaddy", "feedflare",
		"addtoany_share_save_container", "a2a_kit", "social-share",
		"share-buttons", "sharing-buttons", "share-links", "sociable",
		"addthis_toolbox", "katex-html", "MathJax_Preview",
		"header-anchor", "headerlink", "zola-anchor",
		"subscription-widget-wrap", "social-links", "social-icons",
		NULL };
	return class_has(class, names);
}

/* Opens and closes the wrapper for another direction. */
static void
enter_direction(Walk *w, const Attrs *a, Frame *f)
{
	bool rtl = g_ascii_strcasecmp(a->dir, "rtl") == 0;
	if (!f->block || !rtl || w->rtl)
		return;
	w->rtl = true;
	if (!f->opened && w->b.leaf)
		return;
	cmark_node *box = builder_custom(
		CMARK_NODE_CUSTOM_BLOCK, (KindInfo){ .kind = KIND_RTL });
	if (f->opened &&
		(cmark_node_get_type(f->opened) == CMARK_NODE_LIST ||
			kind_of(f->opened).kind == KIND_TABLE)) {
		/* Nothing may come between these and their parts. */
		cmark_node_insert_before(f->opened, box);
		cmark_node_append_child(box, f->opened);
		return;
	}
	builder_open(&w->b, box);
}

static Frame
frame_here(Walk *w, xmlNode *node, const Element *e)
{
	return (Frame){
		.node = node,
		.element = e,
		.container = w->b.container,
		.depth = w->b.depth,
		.implicit = w->b.implicit,
		.formats = w->b.formats->len,
		.rtl = w->rtl,
		.layout = w->layout,
	};
}

static void
frame_end(Walk *w, Frame *f)
{
	Builder *b = &w->b;
	if (f->block)
		builder_close_leaf(b);
	builder_pop(b, f->formats);
	if (f->element->leave)
		f->element->leave(w, f);
	if (f->block) {
		b->container = f->container;
		b->depth = f->depth;
		b->implicit = f->implicit;
	}
	w->rtl = f->rtl;
	w->layout = f->layout;
}

static bool
visit_element(Walk *w, xmlNode *node)
{
	const Element *e = element_find((const char *)node->name);
	Attrs a = { 0 };
	if (node->properties) {
		a = attrs_of(node);
		if (a.hidden || style_hides(a.style) || is_clutter(a.class))
			return false;
	}
	if (!e->enter)
		return true;
	Frame f = frame_here(w, node, e);
	bool down = e->enter(w, node, e, &a, &f);
	if (down && a.dir)
		enter_direction(w, &a, &f);
	if (down)
		g_array_append_val(w->frames, f);
	return down;
}

static bool
visit(Walk *w, xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE)
		return visit_element(w, node);
	if (node->type == XML_TEXT_NODE && node->content) {
		const char *s = (const char *)node->content;
		builder_text(&w->b, s, strlen(s));
	}
	return false;
}

static void
leave(Walk *w, xmlNode *node)
{
	if (!w->frames->len)
		return;
	Frame *f = &g_array_index(w->frames, Frame, w->frames->len - 1);
	if (f->node != node)
		return;
	Frame copy = *f;
	g_array_set_size(w->frames, w->frames->len - 1);
	frame_end(w, &copy);
}

static void
walk(Walk *w, xmlNode *top)
{
	xmlNode *n = top;
	for (;;) {
		if (visit(w, n)) {
			if (n->children) {
				n = n->children;
				continue;
			}
			leave(w, n);
		}
		while (n != top && !n->next) {
			n = n->parent;
			leave(w, n);
		}
		if (n == top)
			return;
		n = n->next;
	}
}

static xmlNode *
find_head(xmlNode *root)
{
	for (xmlNode *n = root->children; n; n = n->next)
		if (is_element(n, "head"))
			return n;
	return NULL;
}

static void
take(char **field, const char *value)
{
	if (*field || !value || !*value)
		return;
	*field = text_clean(value, -1, TEXT_LINE);
}

static void
read_meta(DocMeta *meta, xmlNode *node)
{
	const char *name = attr(node, "name");
	const char *content = attr(node, "content");
	if (!name)
		name = attr(node, "property");
	if (!name || !content)
		return;
	if (g_ascii_strcasecmp(name, "author") == 0)
		take(&meta->author, content);
	else if (g_ascii_strcasecmp(name, "description") == 0 ||
		strcmp(name, "og:description") == 0)
		take(&meta->description, content);
	else if (strcmp(name, "og:title") == 0)
		take(&meta->title, content);
	else if (strcmp(name, "article:published_time") == 0 && !meta->date)
		meta->date = frontmatter_date(content);
}

static void
read_head(Doc *doc, xmlNode *root)
{
	xmlNode *head = find_head(root);
	take(&doc->meta.language, attr(root, "lang"));
	for (xmlNode *n = head; n; n = next_in(n, head, true)) {
		if (is_element(n, "meta"))
			read_meta(&doc->meta, n);
		else if (is_element(n, "link") &&
			g_strcmp0(attr(n, "rel"), "canonical") == 0)
			take(&doc->meta.url, attr(n, "href"));
	}
	for (xmlNode *n = head; n; n = next_in(n, head, true))
		if (is_element(n, "title")) {
			g_autofree char *title = content_line(n);
			take(&doc->meta.title, title);
		}
}

void
html_build(Doc *doc, const char *data, gsize len, HtmlOptions options)
{
	g_autoptr(HtmlTree) tree = htmltree_new(data, len);
	xmlNode *top = htmltree_root(tree);
	if (!top)
		return;
	Walk w = { .doc = doc, .root = top, .options = options };
	builder_init(&w.b, doc);
	w.b.verbatim_code = options.markdown;
	w.frames = g_array_new(FALSE, FALSE, sizeof(Frame));
	w.described = g_ptr_array_new();
	if (!options.markdown)
		read_head(doc, top);
	if (options.whole_page)
		top = article_find(tree, &doc->meta);
	walk(&w, top);
	builder_clear(&w.b);
	for (guint i = 0; i < w.described->len; i++)
		picture_say_once(w.described->pdata[i]);
	g_ptr_array_unref(w.described);
	g_array_free(w.frames, TRUE);
	g_clear_pointer(&w.ids, g_hash_table_unref);
	g_clear_pointer(&w.notes, g_hash_table_unref);
	g_clear_pointer(&w.titles, g_hash_table_unref);
}
