/* SPDX-License-Identifier: MIT
 *
 * What each element of HTML becomes.
 */
#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "doc/html.h"

#define ENTER_ARGS                                                             \
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f

static bool
enter_nothing(ENTER_ARGS)
{
	return false;
}

static bool
in_heading(Walk *w)
{
	return w->b.leaf &&
		cmark_node_get_type(w->b.leaf) == CMARK_NODE_HEADING;
}

/* Notes that stand by themselves are gathered. */
static void
open_note(Walk *w, Frame *f, int number)
{
	cmark_node *last = cmark_node_last_child(w->b.container);
	if (kind_of(w->b.container).kind != KIND_FOOTNOTES) {
		if (kind_of(last).kind == KIND_FOOTNOTES)
			w->b.container = last;
		else
			builder_open(&w->b,
				builder_custom(CMARK_NODE_CUSTOM_BLOCK,
					(KindInfo){ .kind = KIND_FOOTNOTES }));
	}
	open_kind(w, f,
		(KindInfo){ .kind = KIND_FOOTNOTE, .number = (guint)number });
}

static bool
enter_block(ENTER_ARGS)
{
	if (in_heading(w)) {
		w->b.space = true;
		return true;
	}
	builder_close_leaf(&w->b);
	f->block = true;
	if (note_is_section(a)) {
		open_kind(w, f, (KindInfo){ .kind = KIND_FOOTNOTES });
		return true;
	}
	int number = a->class ? note_number(w, node, a) : 0;
	if (number)
		open_note(w, f, number);
	return true;
}

/* Markdown's loose lists are those with paragraphs in their items. */
static bool
enter_paragraph(ENTER_ARGS)
{
	if (w->options.markdown &&
		cmark_node_get_type(w->b.container) == CMARK_NODE_ITEM)
		cmark_node_set_list_tight(cmark_node_parent(w->b.container), 0);
	return enter_block(w, node, e, a, f);
}

static bool
enter_heading(ENTER_ARGS)
{
	builder_heading(&w->b, e->arg);
	f->block = true;
	return true;
}

static bool
enter_node(ENTER_ARGS)
{
	open_block(w, f, cmark_node_new(e->arg));
	return true;
}

static bool
enter_kind(ENTER_ARGS)
{
	open_kind(w, f, (KindInfo){ .kind = e->kind });
	return true;
}

/* A part outside its whole is a plain block. */
static bool
enter_part(ENTER_ARGS)
{
	begin_part(w, f);
	if (kind_of(w->b.container).kind == (Kind)e->arg)
		open_kind(w, f, (KindInfo){ .kind = e->kind });
	return true;
}

static bool
enter_rule(ENTER_ARGS)
{
	/* Footnotes are set apart anyway. */
	if (kind_of(w->b.container).kind != KIND_FOOTNOTES)
		builder_block(&w->b, cmark_node_new(CMARK_NODE_THEMATIC_BREAK));
	return false;
}

static bool
enter_break(ENTER_ARGS)
{
	builder_break(&w->b);
	return false;
}

static bool
enter_list(ENTER_ARGS)
{
	if (note_is_section(a) ||
		kind_of(w->b.container).kind == KIND_FOOTNOTES) {
		if (kind_of(w->b.container).kind != KIND_FOOTNOTES)
			open_kind(w, f, (KindInfo){ .kind = KIND_FOOTNOTES });
		return true;
	}
	cmark_node *list = cmark_node_new(CMARK_NODE_LIST);
	cmark_node_set_list_type(list, e->arg);
	cmark_node_set_list_tight(list, 1);
	if (e->arg == CMARK_ORDERED_LIST) {
		int start = attr_int(node, "start", 1);
		cmark_node_set_list_start(list, MAX(start, 0));
		cmark_node_set_list_delim(list, CMARK_PERIOD_DELIM);
	}
	open_block(w, f, list);
	return true;
}

static bool
enter_item(ENTER_ARGS)
{
	begin_part(w, f);
	cmark_node *list = w->b.container;
	if (kind_of(list).kind == KIND_FOOTNOTES) {
		open_kind(w, f,
			(KindInfo){ .kind = KIND_FOOTNOTE,
				.number = note_number(w, node, a) });
		return true;
	}
	if (cmark_node_get_type(list) != CMARK_NODE_LIST) {
		list = cmark_node_new(CMARK_NODE_LIST);
		cmark_node_set_list_type(list, CMARK_BULLET_LIST);
		cmark_node_set_list_tight(list, 1);
		cmark_node *last = cmark_node_last_child(w->b.container);
		if (last && cmark_node_get_type(last) == CMARK_NODE_LIST) {
			cmark_node_free(list);
			w->b.container = last;
		} else if (!builder_open(&w->b, list)) {
			return true;
		}
	} else if (!cmark_node_first_child(list) && attr(node, "value")) {
		cmark_node_set_list_start(
			list, MAX(0, attr_int(node, "value", 1)));
	}
	open_block(w, f, cmark_node_new(CMARK_NODE_ITEM));
	return true;
}

/* Blocks of an item besides lists. */
static guint
count_blocks(cmark_node *item)
{
	guint n = 0;
	for (cmark_node *c = cmark_node_first_child(item); c;
		c = cmark_node_next(c))
		n += cmark_node_get_type(c) != CMARK_NODE_LIST;
	return n;
}

static void
leave_list(Walk *w, Frame *f)
{
	cmark_node *list = f->opened;
	if (!list)
		return;
	bool loose = false;
	bool drop = !w->options.markdown && !cmark_node_get_list_start(list);
	cmark_node *next;
	for (cmark_node *item = cmark_node_first_child(list); item;
		item = next) {
		next = cmark_node_next(item);
		loose |= count_blocks(item) > 1;
		if (drop && !cmark_node_first_child(item)) {
			cmark_node_unlink(item);
			cmark_node_free(item);
		}
	}
	if (loose && !w->options.markdown)
		cmark_node_set_list_tight(list, 0);
	if (!cmark_node_first_child(list)) {
		cmark_node_unlink(list);
		cmark_node_free(list);
	}
}

/* A container with nothing in it vanishes. */
static void
leave_container(Walk *w, Frame *f)
{
	if (f->opened && !cmark_node_first_child(f->opened) &&
		!w->options.markdown) {
		cmark_node_unlink(f->opened);
		cmark_node_free(f->opened);
	}
}

static bool
enter_format(ENTER_ARGS)
{
	Format format = { .type = e->arg, .kind = e->kind };
	if (format.type == CMARK_NODE_STRONG &&
		style_is(a->style, "font-weight", "normal"))
		return true;
	builder_push(&w->b, format);
	return true;
}

/* What it stands for follows the first of its kind. */
static void
leave_abbreviation(Walk *w, Frame *f)
{
	const char *title = attr(f->node, "title");
	if (!title || !*title)
		return;
	if (!w->titles)
		w->titles = g_hash_table_new(g_str_hash, g_str_equal);
	if (!g_hash_table_add(w->titles, (gpointer)(gsize)title))
		return;
	g_autofree char *words = g_strconcat(" (", title, ")", NULL);
	builder_text(&w->b, words, strlen(words));
}

/* Editors write bold and italic as style. */
static bool
enter_span(ENTER_ARGS)
{
	static const char *const math[] = { "math", NULL };
	if (class_has(a->class, math))
		builder_push(&w->b,
			(Format){ .type = CMARK_NODE_CUSTOM_INLINE,
				.kind = KIND_MATH });
	if (style_is_bold(a->style))
		builder_push(&w->b, (Format){ .type = CMARK_NODE_STRONG });
	if (style_is_italic(a->style))
		builder_push(&w->b, (Format){ .type = CMARK_NODE_EMPH });
	return true;
}

static bool
enter_link(ENTER_ARGS)
{
	const char *target = local_target(w, a->href);
	if (target && note_is_way_back(w, node, a, target))
		return false;
	if (target && note_reference(w, node, a, target))
		return false;
	if (!a->href || (target && (!*target || id_exists(w, target))))
		return true;
	int number = links_number(w->doc, a->href, DOC_LINK_TEXT);
	if (number)
		builder_push(&w->b,
			(Format){ .type = CMARK_NODE_LINK,
				.link = number,
				.title = attr(node, "title") });
	return true;
}

static bool
enter_quotation(ENTER_ARGS)
{
	static const char *const marks[] = { "“", "‘" };
	const char *mark = marks[w->quotes++ & 1];
	builder_literal(&w->b, mark, strlen(mark));
	return true;
}

static void
leave_quotation(Walk *w, Frame *f)
{
	static const char *const marks[] = { "”", "’" };
	const char *mark = marks[--w->quotes & 1];
	w->b.space = false;
	builder_literal(&w->b, mark, strlen(mark));
}

static bool
enter_input(ENTER_ARGS)
{
	const char *type = attr(node, "type");
	if (g_strcmp0(type, "checkbox") != 0)
		return false;
	bool done = attr(node, "checked") != NULL;
	builder_inline(&w->b,
		builder_custom(CMARK_NODE_CUSTOM_INLINE,
			(KindInfo){ .kind = KIND_TASK, .number = done }));
	w->b.space = false;
	return false;
}

/* The reading above a character, in brackets after it. */
static bool
enter_ruby_text(ENTER_ARGS)
{
	builder_literal(&w->b, "(", 1);
	return true;
}

static void
leave_ruby_text(Walk *w, Frame *f)
{
	builder_literal(&w->b, ")", 1);
}

static bool
enter_body(ENTER_ARGS)
{
	f->block = true;
	return true;
}

/* libxml2 does not know that nothing can be in it. */
static bool
enter_void_embed(ENTER_ARGS)
{
	enter_embed(w, node, e, a, f);
	return true;
}

/* clang-format off */
#define SKIP(n) { n, enter_nothing }
#define BLOCK(n) { n, enter_block }
#define HEADING(n, level) { n, enter_heading, NULL, level }
#define FORMAT(n, type) { n, enter_format, NULL, type }
#define CUSTOM(n, k) { n, enter_format, NULL, CMARK_NODE_CUSTOM_INLINE, k }
#define LIST(n, type) { n, enter_list, leave_list, type }
#define NODE(n, type) { n, enter_node, leave_container, type }
#define KIND(n, k) { n, enter_kind, leave_container, 0, k }
#define PART(n, whole, k) { n, enter_part, NULL, whole, k }
/* clang-format on */

static const Element elements[] = {
	{ "a", enter_link },
	{ "area", enter_area },
	{ "audio", enter_embed, NULL, 0, KIND_EMBED },
	{ "br", enter_break },
	{ "body", enter_body },
	{ "caption", enter_caption },
	{ "embed", enter_void_embed, NULL, 0, KIND_EMBED },
	{ "hr", enter_rule },
	{ "html", enter_body },
	{ "iframe", enter_embed, NULL, 0, KIND_EMBED },
	{ "img", enter_image },
	{ "amp-img", enter_image },
	{ "input", enter_input },
	{ "li", enter_item },
	{ "math", enter_math },
	{ "object", enter_embed, NULL, 1, KIND_EMBED },
	{ "p", enter_paragraph },
	{ "pre", enter_pre },
	{ "listing", enter_pre },
	{ "xmp", enter_pre },
	{ "plaintext", enter_pre },
	{ "q", enter_quotation, leave_quotation },
	{ "rt", enter_ruby_text, leave_ruby_text },
	{ "script", enter_script },
	{ "span", enter_span },
	{ "table", enter_table, leave_table },
	{ "td", enter_cell },
	{ "th", enter_cell },
	{ "tr", enter_row },
	{ "video", enter_embed, NULL, 0, KIND_EMBED },
	NODE("blockquote", CMARK_NODE_BLOCK_QUOTE),
	LIST("dir", CMARK_BULLET_LIST),
	LIST("menu", CMARK_BULLET_LIST),
	LIST("ol", CMARK_ORDERED_LIST),
	LIST("ul", CMARK_BULLET_LIST),
	KIND("details", KIND_DETAILS),
	KIND("dl", KIND_DEFLIST),
	KIND("figure", KIND_FIGURE),
	PART("dd", KIND_DEFLIST, KIND_DEFINITION),
	PART("dt", KIND_DEFLIST, KIND_TERM),
	PART("figcaption", KIND_FIGURE, KIND_CAPTION),
	PART("summary", KIND_DETAILS, KIND_SUMMARY),
	HEADING("h1", 1),
	HEADING("h2", 2),
	HEADING("h3", 3),
	HEADING("h4", 4),
	HEADING("h5", 5),
	HEADING("h6", 6),
	FORMAT("b", CMARK_NODE_STRONG),
	FORMAT("cite", CMARK_NODE_EMPH),
	FORMAT("code", CMARK_NODE_CODE),
	FORMAT("dfn", CMARK_NODE_EMPH),
	FORMAT("em", CMARK_NODE_EMPH),
	FORMAT("i", CMARK_NODE_EMPH),
	FORMAT("samp", CMARK_NODE_CODE),
	FORMAT("strong", CMARK_NODE_STRONG),
	FORMAT("tt", CMARK_NODE_CODE),
	FORMAT("var", CMARK_NODE_EMPH),
	{ "abbr", enter_format, leave_abbreviation, CMARK_NODE_CUSTOM_INLINE,
		KIND_ABBR },
	{ "acronym", enter_format, leave_abbreviation, CMARK_NODE_CUSTOM_INLINE,
		KIND_ABBR },
	CUSTOM("del", KIND_DEL),
	CUSTOM("ins", KIND_INS),
	CUSTOM("kbd", KIND_KBD),
	CUSTOM("mark", KIND_MARK),
	CUSTOM("s", KIND_DEL),
	CUSTOM("strike", KIND_DEL),
	CUSTOM("sub", KIND_SUB),
	CUSTOM("sup", KIND_SUP),
	CUSTOM("u", KIND_INS),
	BLOCK("address"),
	BLOCK("article"),
	BLOCK("aside"),
	BLOCK("center"),
	BLOCK("dialog"),
	BLOCK("div"),
	BLOCK("fieldset"),
	BLOCK("footer"),
	BLOCK("form"),
	BLOCK("header"),
	BLOCK("hgroup"),
	BLOCK("legend"),
	BLOCK("main"),
	BLOCK("nav"),
	BLOCK("noscript"),
	BLOCK("optgroup"),
	BLOCK("search"),
	BLOCK("section"),
	BLOCK("tbody"),
	BLOCK("tfoot"),
	BLOCK("thead"),
	SKIP("applet"),
	SKIP("base"),
	SKIP("button"),
	SKIP("canvas"),
	SKIP("col"),
	SKIP("colgroup"),
	SKIP("datalist"),
	SKIP("frame"),
	SKIP("frameset"),
	SKIP("head"),
	SKIP("link"),
	SKIP("meta"),
	SKIP("noembed"),
	SKIP("noframes"),
	SKIP("param"),
	SKIP("rp"),
	SKIP("select"),
	SKIP("style"),
	SKIP("svg"),
	SKIP("template"),
	SKIP("textarea"),
	SKIP("title"),
};

/* Whatever HTML does not know is inline and transparent. */
static const Element unknown = { "", NULL, NULL, 0, KIND_NONE };

enum { BUCKETS = 256 };

static guint
bucket_of(const char *name)
{
	gsize len = strlen(name);
	guint last = len ? (guchar)name[len - 1] : 0;
	return ((guchar)*name ^ last << 2 ^ (guint)len << 4) % BUCKETS;
}

typedef struct {
	guint8 first[BUCKETS];               /* 1 + place in elements */
	guint8 next[G_N_ELEMENTS(elements)]; /* of the same bucket */
} Index;

G_STATIC_ASSERT(G_N_ELEMENTS(elements) < 255);

static Index *
make_index(void)
{
	static Index index;
	for (guint i = 0; i < G_N_ELEMENTS(elements); i++) {
		guint bucket = bucket_of(elements[i].name);
		index.next[i] = index.first[bucket];
		index.first[bucket] = (guint8)(i + 1);
	}
	return &index;
}

const Element *
element_find(const char *name)
{
	static Index *index;
	if (g_once_init_enter(&index))
		g_once_init_leave(&index, make_index());
	for (guint i = index->first[bucket_of(name)]; i; i = index->next[i - 1])
		if (strcmp(elements[i - 1].name, name) == 0)
			return &elements[i - 1];
	return &unknown;
}
