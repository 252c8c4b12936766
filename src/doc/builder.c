/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/builder.h"

#include <string.h>

#include "base/text.h"

void
builder_init(Builder *b, Doc *doc)
{
	*b = (Builder){
		.doc = doc,
		.container = doc->root,
		.formats = g_array_new(FALSE, FALSE, sizeof(Format)),
		.text = g_string_sized_new(512),
		.scratch = g_string_sized_new(512),
	};
}

void
builder_clear(Builder *b)
{
	builder_close_leaf(b);
	g_array_free(b->formats, TRUE);
	g_string_free(b->text, TRUE);
	g_string_free(b->scratch, TRUE);
}

cmark_node *
builder_custom(cmark_node_type type, KindInfo info)
{
	cmark_node *node = cmark_node_new(type);
	kind_set(node, info);
	return node;
}

cmark_node *
builder_text_node(const char *s)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);
	cmark_node_set_literal(node, s);
	return node;
}

static bool
append(cmark_node *parent, cmark_node *node)
{
	if (cmark_node_append_child(parent, node))
		return true;
	cmark_node_free(node);
	return false;
}

static void
flush(Builder *b)
{
	if (!b->text->len)
		return;
	cmark_node *node =
		cmark_node_new(b->code ? CMARK_NODE_CODE : CMARK_NODE_TEXT);
	cmark_node_set_literal(node, b->text->str);
	append(b->inner, node);
	g_string_truncate(b->text, 0);
}

/* What must stand between CONTAINER and a block put into it. */
static cmark_node *
wrapper_for(cmark_node *container)
{
	static const Kind inside[KIND_COUNT] = {
		[KIND_TABLE] = KIND_ROW,
		[KIND_ROW] = KIND_CELL,
		[KIND_DEFLIST] = KIND_DEFINITION,
		[KIND_FOOTNOTES] = KIND_FOOTNOTE,
	};
	if (cmark_node_get_type(container) == CMARK_NODE_LIST)
		return cmark_node_new(CMARK_NODE_ITEM);
	Kind kind = inside[kind_of(container).kind];
	if (kind == KIND_NONE)
		return NULL;
	KindInfo info = { .kind = kind, .colspan = 1, .rowspan = 1 };
	return builder_custom(CMARK_NODE_CUSTOM_BLOCK, info);
}

/* A list right inside a list belongs to the item before it. */
static void
enter_last_item(Builder *b)
{
	cmark_node *last = cmark_node_last_child(b->container);
	if (cmark_node_get_type(b->container) != CMARK_NODE_LIST || !last)
		return;
	b->container = last;
	b->depth++;
	b->implicit++;
}

static void
make_room(Builder *b)
{
	for (cmark_node *w; (w = wrapper_for(b->container));) {
		if (!append(b->container, w))
			return;
		b->container = w;
		b->depth++;
		b->implicit++;
	}
}

void
builder_end_implicit(Builder *b)
{
	builder_close_leaf(b);
	for (; b->implicit > 0; b->implicit--, b->depth--)
		b->container = cmark_node_parent(b->container);
}

static void
start_leaf(Builder *b, cmark_node *leaf)
{
	make_room(b);
	append(b->container, leaf);
	b->leaf = b->inner = leaf;
	b->space = b->content = b->glued = false;
	b->breaks = 0;
}

void
builder_close_leaf(Builder *b)
{
	b->space = false;
	b->breaks = 0;
	if (!b->leaf)
		return;
	flush(b);
	if (!b->content) {
		cmark_node_unlink(b->leaf);
		cmark_node_free(b->leaf);
	}
	b->leaf = b->inner = NULL;
	b->open = 0;
	b->code = false;
}

static cmark_node *
format_node(Builder *b, const Format *f)
{
	if (f->off || f->type == CMARK_NODE_CODE)
		return NULL;
	if (f->type == CMARK_NODE_CUSTOM_INLINE)
		return builder_custom(f->type, (KindInfo){ .kind = f->kind });
	cmark_node *node = cmark_node_new(f->type);
	if (f->type == CMARK_NODE_LINK)
		links_attach(b->doc, node, f->link);
	if (f->title && *f->title) {
		g_autofree char *title = text_clean(f->title, -1, TEXT_LINE);
		cmark_node_set_title(node, title);
	}
	return node;
}

/* "<b>a</b><b>b</b>" is one strong "ab". */
static bool
reopen(Builder *b, const Format *f)
{
	cmark_node *last = cmark_node_last_child(b->inner);
	if ((f->type != CMARK_NODE_EMPH && f->type != CMARK_NODE_STRONG) ||
		!last || cmark_node_get_type(last) != f->type || f->off)
		return false;
	b->inner = last;
	return true;
}

static void
realise(Builder *b)
{
	if (b->space)
		g_string_append_c(b->text, ' ');
	b->space = false;
	flush(b);
	for (; b->open < b->formats->len; b->open++) {
		const Format *f = &g_array_index(b->formats, Format, b->open);
		if (f->type == CMARK_NODE_CODE)
			b->code = !f->off;
		if (reopen(b, f))
			continue;
		cmark_node *node = format_node(b, f);
		if (node && append(b->inner, node))
			b->inner = node;
	}
}

/* Makes the place where the next piece of text goes. */
static void
ready(Builder *b)
{
	bool heading =
		b->leaf && cmark_node_get_type(b->leaf) == CMARK_NODE_HEADING;
	if (b->breaks && heading) {
		b->space = true;
		b->breaks = 0;
	}
	if (b->breaks > 1 || (b->breaks && !b->content))
		builder_close_leaf(b);
	if (!b->leaf)
		start_leaf(b, cmark_node_new(CMARK_NODE_PARAGRAPH));
	if (!b->text->len && !cmark_node_first_child(b->leaf))
		b->space = false;
	if (b->breaks) {
		flush(b);
		append(b->inner, cmark_node_new(CMARK_NODE_LINEBREAK));
		b->breaks = 0;
		b->space = false;
	}
	if (b->open < b->formats->len)
		realise(b);
	if (b->space)
		g_string_append_c(b->text, ' ');
	b->space = false;
}

static inline bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Spaces that are no white space, alone, are nothing to see. */
static bool
is_visible(const char *s, gsize len)
{
	while (len > 1 && (guchar)*s >= 0xC2) {
		gsize n = g_utf8_skip[(guchar)*s];
		gunichar c = g_utf8_get_char(s);
		bool blank = c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
			c == 0x202F || c == 0x034F;
		if (!blank)
			return true;
		s += n;
		len -= n;
	}
	return len > 0;
}

static inline bool
is_graph(char c)
{
	return (guchar)(c - '!') <= '~' - '!';
}

enum { STRIDE = 32 };

/* True if STRIDE bytes are words with single spaces; without branches, so
 * that the compiler takes many bytes at once.  Looks one byte further. */
static bool
is_even(const char *s)
{
	guchar odd = 0;
	for (int i = 0; i < STRIDE; i++) {
		bool space = (s[i] == ' ') & is_graph(s[i + 1]);
		odd |= !(is_graph(s[i]) | space);
	}
	return !odd;
}

/* The end of what stands at S as it shall be: words with single spaces. */
static const char *
even_end(const char *s, const char *end)
{
	while (end - s > STRIDE && is_even(s))
		s += STRIDE;
	for (;;) {
		while (s < end && is_graph(*s))
			s++;
		if (end - s < 2 || *s != ' ' || !is_graph(s[1]))
			return s;
		s += 2;
	}
}

static const char *
word_end(const char *s, const char *end)
{
	while (s < end && !is_space(*s))
		s++;
	return s;
}

static const char *
word_start(const char *s, const char *start)
{
	while (s > start && s[-1] != ' ')
		s--;
	return s;
}

/* Puts S with its white space collapsed.  Unless it is CLEAN, stops before
 * the first word with other than printable ASCII; returns the place. */
static const char *
collapse(Builder *b, const char *s, const char *end, bool clean)
{
	while (s < end) {
		if (is_space(*s)) {
			b->space = !b->glued;
			s++;
			continue;
		}
		const char *start = s;
		s = even_end(s, end);
		if (s < end && !is_space(*s))
			s = clean ? word_end(s, end) : word_start(s, start);
		if (s == start)
			break;
		if (b->space || !b->leaf || b->breaks ||
			b->open < b->formats->len)
			ready(b);
		g_string_append_len(b->text, start, s - start);
		b->glued = false;
		if (!b->content)
			b->content = is_visible(start, s - start);
	}
	return s;
}

void
builder_literal(Builder *b, const char *s, gsize len)
{
	if (!len)
		return;
	ready(b);
	g_string_append_len(b->text, s, len);
	b->content = true;
}

static bool
in_code(const Builder *b)
{
	for (guint i = b->formats->len; i-- > 0;)
		if (g_array_index(b->formats, Format, i).type ==
			CMARK_NODE_CODE)
			return true;
	return false;
}

void
builder_text(Builder *b, const char *s, gsize len)
{
	bool verbatim = b->verbatim_code && in_code(b);
	const char *end = s + len;
	const char *rest = verbatim ? s : collapse(b, s, end, false);
	if (rest == end)
		return;
	g_string_truncate(b->scratch, 0);
	text_clean_append(b->scratch, rest, end - rest, TEXT_INLINE);
	const char *clean = b->scratch->str;
	if (verbatim)
		builder_literal(b, clean, b->scratch->len);
	else
		collapse(b, clean, clean + b->scratch->len, true);
}

void
builder_break(Builder *b)
{
	if (b->leaf)
		b->breaks++;
}

/* Only powers of powers stand in their like. */
static bool
is_repeated(const Builder *b, const Format *format)
{
	bool script = format->kind == KIND_SUP || format->kind == KIND_SUB;
	for (guint i = 0; i < b->formats->len; i++) {
		const Format *f = &g_array_index(b->formats, Format, i);
		if (f->type == format->type && f->kind == format->kind &&
			!f->off)
			return !script || i >= b->open;
	}
	return false;
}

void
builder_push(Builder *b, Format format)
{
	if (b->formats->len < BUILDER_MAX_FORMATS && !is_repeated(b, &format))
		g_array_append_val(b->formats, format);
}

static void
pop_one(Builder *b)
{
	guint last = b->formats->len - 1;
	const Format *f = &g_array_index(b->formats, Format, last);
	if (b->open == b->formats->len) {
		b->open--;
		if (f->off)
			;
		else if (f->type == CMARK_NODE_CODE)
			b->code = false;
		else
			b->inner = cmark_node_parent(b->inner);
	}
	g_array_set_size(b->formats, last);
}

void
builder_pop(Builder *b, guint n)
{
	if (b->formats->len <= n)
		return;
	if (b->leaf && b->open > n)
		flush(b);
	while (b->formats->len > n)
		pop_one(b);
}

void
builder_inline(Builder *b, cmark_node *node)
{
	ready(b);
	flush(b);
	append(b->inner, node);
	b->content = true;
}

void
builder_block(Builder *b, cmark_node *node)
{
	builder_close_leaf(b);
	make_room(b);
	append(b->container, node);
}

/* Parts stand only in their whole: an item in a list, a cell in a row. */
static bool
is_part(cmark_node *node)
{
	static const bool parts[KIND_COUNT] = {
		[KIND_ROW] = true,
		[KIND_CELL] = true,
		[KIND_CAPTION] = true,
		[KIND_TERM] = true,
		[KIND_DEFINITION] = true,
		[KIND_SUMMARY] = true,
		[KIND_FOOTNOTE] = true,
	};
	return cmark_node_get_type(node) == CMARK_NODE_ITEM ||
		parts[kind_of(node).kind];
}

cmark_node *
builder_open(Builder *b, cmark_node *node)
{
	builder_close_leaf(b);
	if (b->depth >= BUILDER_MAX_DEPTH) {
		cmark_node_free(node);
		return NULL;
	}
	if (!is_part(node)) {
		if (cmark_node_get_type(node) == CMARK_NODE_LIST)
			enter_last_item(b);
		make_room(b);
	}
	if (cmark_node_append_child(b->container, node)) {
		b->container = node;
		b->depth++;
		b->implicit = 0;
		return node;
	}
	cmark_node_free(node);
	return NULL;
}

void
builder_heading(Builder *b, int level)
{
	builder_close_leaf(b);
	cmark_node *node = cmark_node_new(CMARK_NODE_HEADING);
	cmark_node_set_heading_level(node, level);
	start_leaf(b, node);
}
