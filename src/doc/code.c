/* SPDX-License-Identifier: MIT
 *
 * <pre>: the text as it stands, the author's colours, and the links in it.
 */
#include <config.h>

#include <string.h>

#include "base/role.h"
#include "base/text.h"
#include "base/width.h"
#include "doc/html.h"

enum { TAB = 8 };

/* How a piece of code looks. */
typedef struct {
	gint32 rgb;
	guint16 attrs, link;
} Ink;

typedef struct {
	xmlNode *node;
	Ink before;
	bool block;
} Level;

typedef struct {
	Walk *w;
	GString *text;
	GArray *runs;   /* CodeRun */
	GArray *levels; /* Level */
	Ink ink;
	gsize line; /* where the last line starts … */
	gsize stop; /* … or its last tab stop is */
	bool broke; /* a block ended: swallow the newline after it */
} Code;

static bool
is_gutter(const char *class)
{
	static const char *const names[] = { "linenos", "lineno", "gutter",
		"lnt", "line-numbers-rows", "ln", "linenodiv", NULL };
	return class_has(class, names);
}

static gint32
parse_rgb(const char *s)
{
	int part[3];
	for (int i = 0; i < 3; i++) {
		char *end;
		s += strspn(s, " ,(");
		part[i] = (int)CLAMP(g_ascii_strtoll(s, &end, 10), 0, 255);
		if (end == s)
			return -1;
		s = end;
	}
	return part[0] << 16 | part[1] << 8 | part[2];
}

static gint32
parse_colour(const char *s)
{
	s += strspn(s, " ");
	if (g_str_has_prefix(s, "rgb"))
		return parse_rgb(s + (s[3] == 'a' ? 4 : 3));
	if (*s != '#')
		return -1;
	gsize n = strspn(++s, "0123456789abcdefABCDEF");
	guint32 v = (guint32)g_ascii_strtoull(s, NULL, 16);
	if (n == 6)
		return (gint32)v;
	if (n == 8)
		return (gint32)(v >> 8);
	if (n != 3)
		return -1;
	return (gint32)((v >> 8 & 15) * 0x110000 + (v >> 4 & 15) * 0x1100 +
		(v & 15) * 0x11);
}

static void
apply_style(Ink *ink, const char *style)
{
	const char *colour = style_value(style, "color");
	gint32 rgb = colour ? parse_colour(colour) : -1;
	if (rgb >= 0)
		ink->rgb = rgb;
	if (style_is_bold(style))
		ink->attrs |= ATTR_BOLD;
	if (style_is_italic(style))
		ink->attrs |= ATTR_ITALIC;
}

static void
add_run(Code *c, gsize start)
{
	gsize len = c->text->len - start;
	if (!len || (c->ink.rgb < 0 && !c->ink.attrs && !c->ink.link))
		return;
	CodeRun run = { .start = (guint32)start,
		.len = (guint32)len,
		.rgb = c->ink.rgb,
		.attrs = c->ink.attrs,
		.link = c->ink.link };
	CodeRun *last = c->runs->len
		? &g_array_index(c->runs, CodeRun, c->runs->len - 1)
		: NULL;
	if (last && last->start + last->len == start && last->rgb == run.rgb &&
		last->attrs == run.attrs && last->link == run.link)
		last->len += run.len;
	else
		g_array_append_val(c->runs, run);
}

static void
add_tab(Code *c)
{
	gsize from = MAX(c->line, c->stop);
	int column = width_text(
		c->text->str + from, (gssize)(c->text->len - from));
	for (int i = column % TAB; i < TAB; i++)
		g_string_append_c(c->text, ' ');
	c->stop = c->text->len;
}

/* One piece without tabs or line ends. */
static void
add_piece(Code *c, const char *s, gsize len)
{
	if (len)
		text_clean_append(c->text, s, (gssize)len, TEXT_INLINE);
}

static void
add_text(Code *c, const char *s)
{
	gsize start = c->text->len;
	if (c->broke && *s == '\n')
		s++;
	if (*s)
		c->broke = false;
	while (*s) {
		gsize n = strcspn(s, "\t\n\r");
		add_piece(c, s, n);
		s += n;
		if (*s == '\t') {
			add_tab(c);
		} else if (*s) {
			if (*s == '\r' && s[1] == '\n')
				s++;
			g_string_append_c(c->text, '\n');
			c->line = c->text->len;
		}
		if (*s)
			s++;
	}
	add_run(c, start);
}

static void
new_line(Code *c)
{
	g_string_append_c(c->text, '\n');
	c->line = c->text->len;
}

static bool
is_line_block(xmlNode *n)
{
	return is_element(n, "div") || is_element(n, "p") ||
		is_element(n, "li") || is_element(n, "tr");
}

static bool
enter(Code *c, xmlNode *n)
{
	if (n->type == XML_TEXT_NODE && n->content) {
		add_text(c, (const char *)n->content);
		return false;
	}
	if (n->type != XML_ELEMENT_NODE || is_element(n, "style") ||
		is_element(n, "script") || is_element(n, "button"))
		return false;
	if (is_element(n, "br")) {
		new_line(c);
		return false;
	}
	Attrs a = attrs_of(n);
	if (a.hidden || style_hides(a.style) || is_gutter(a.class))
		return false;
	Level level = { n, c->ink, is_line_block(n) };
	g_array_append_val(c->levels, level);
	if (level.block && c->text->len > c->line)
		new_line(c);
	if (a.style)
		apply_style(&c->ink, a.style);
	if (is_element(n, "b") || is_element(n, "strong"))
		c->ink.attrs |= ATTR_BOLD;
	if (is_element(n, "i") || is_element(n, "em"))
		c->ink.attrs |= ATTR_ITALIC;
	if (a.href && *a.href != '#')
		c->ink.link =
			(guint16)links_number(c->w->doc, a.href, DOC_LINK_TEXT);
	return true;
}

static void
leave(Code *c, xmlNode *n)
{
	if (!c->levels->len)
		return;
	Level *l = &g_array_index(c->levels, Level, c->levels->len - 1);
	if (l->node != n)
		return;
	c->ink = l->before;
	if (l->block && c->text->len > c->line) {
		new_line(c);
		c->broke = true;
	}
	g_array_set_size(c->levels, c->levels->len - 1);
}

static void
collect(Code *c, xmlNode *top)
{
	xmlNode *n = top->children;
	while (n) {
		bool down = enter(c, n);
		if (down && n->children) {
			n = n->children;
			continue;
		}
		leave(c, n);
		while (!n->next && n->parent != top) {
			n = n->parent;
			leave(c, n);
		}
		n = n->next;
	}
}

static char *
language_in(const char *class)
{
	static const char *const prefixes[] = { "language-", "lang-",
		"highlight-source-", "sourceCode ", "brush:", "brush: ", NULL };
	for (guint i = 0; class && prefixes[i]; i++) {
		const char *p = strstr(class, prefixes[i]);
		if (!p)
			continue;
		p += strlen(prefixes[i]);
		/* HTML's own way lets all names be; brushes have options. */
		gsize n = i == 0 ? strcspn(p, " \t\n\f")
				 : strspn(p,
					   "abcdefghijklmnopqrstuvwxyz"
					   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					   "0123456789+#-_.,");
		if (n && n < 40)
			return text_clean(p, (gssize)n, TEXT_LINE);
	}
	return NULL;
}

static char *
language_of(xmlNode *pre)
{
	char *language = language_in(attr(pre, "class"));
	const char *data = attr(pre, "data-lang");
	for (xmlNode *n = pre->children; n && !language && !data; n = n->next)
		if (is_element(n, "code")) {
			language = language_in(attr(n, "class"));
			data = attr(n, "data-lang");
		}
	xmlNode *parent = pre->parent;
	if (!language && !data && parent && parent->type == XML_ELEMENT_NODE)
		language = language_in(attr(parent, "class"));
	if (!language && data)
		language = text_clean(data, -1, TEXT_LINE);
	return language;
}

static void
trim(Code *c, bool keep)
{
	gsize len = c->text->len;
	while (!keep && len && strchr("\n ", c->text->str[len - 1]))
		len--;
	if (keep && len && c->text->str[len - 1] == '\n')
		len--;
	g_string_truncate(c->text, len);
	for (guint i = c->runs->len; i-- > 0;) {
		CodeRun *r = &g_array_index(c->runs, CodeRun, i);
		if (r->start >= len)
			g_array_set_size(c->runs, i);
		else if (r->start + r->len > len)
			r->len = (guint32)len - r->start;
	}
	if (len || keep)
		g_string_append_c(c->text, '\n');
}

static void
put(Walk *w, Code *c, xmlNode *pre)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CODE_BLOCK);
	cmark_node_set_literal(node, c->text->str);
	g_autofree char *language = language_of(pre);
	if (language)
		cmark_node_set_fence_info(node, language);
	if (c->runs->len) {
		if (!w->doc->code)
			w->doc->code = g_ptr_array_new_with_free_func(
				(GDestroyNotify)g_array_unref);
		g_ptr_array_add(w->doc->code, g_array_ref(c->runs));
		cmark_node_set_user_data(
			node, GUINT_TO_POINTER(w->doc->code->len));
	}
	builder_block(&w->b, node);
}

bool
enter_pre(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	xmlNode *parent = node->parent;
	if (is_gutter(a->class) ||
		(parent && parent->type == XML_ELEMENT_NODE &&
			is_gutter(attr(parent, "class"))))
		return false;
	Code c = {
		.w = w,
		.text = g_string_new(NULL),
		.runs = g_array_new(FALSE, FALSE, sizeof(CodeRun)),
		.levels = g_array_new(FALSE, FALSE, sizeof(Level)),
		.ink = { .rgb = -1 },
	};
	collect(&c, node);
	trim(&c, w->options.markdown);
	if (c.text->len > (w->options.markdown ? 1 : 0) || w->options.markdown)
		put(w, &c, node);
	g_string_free(c.text, TRUE);
	g_array_unref(c.runs);
	g_array_unref(c.levels);
	return false;
}

const CodeRun *
code_runs(const struct Doc *doc, cmark_node *code_block, gsize *n)
{
	guint index = GPOINTER_TO_UINT(cmark_node_get_user_data(code_block));
	*n = 0;
	if (!index || !doc->code || index > doc->code->len ||
		cmark_node_get_type(code_block) != CMARK_NODE_CODE_BLOCK)
		return NULL;
	GArray *runs = doc->code->pdata[index - 1];
	*n = runs->len;
	return (const CodeRun *)(gpointer)runs->data;
}
