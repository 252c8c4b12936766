/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "tests/unit/doc/tree.h"

#include <string.h>

#include "base/text.h"
#include "doc/kind.h"
#include "url/url.h"

typedef struct {
	GString *out;
	GString *text;     /* of the line to come */
	GHashTable *notes; /* numbers of footnotes */
	const char *base;
	int depth;
	bool heading;
} Writer;

static void put_children(Writer *w, cmark_node *node);
static void put_inside(Writer *w, cmark_node *node);

static void put_line(Writer *w, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
put_line(Writer *w, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	for (int i = 0; i < w->depth; i++)
		g_string_append_c(w->out, ' ');
	g_string_append_vprintf(w->out, format, args);
	g_string_append_c(w->out, '\n');
	va_end(args);
}

static void
put_text(Writer *w)
{
	if (!w->text->len)
		return;
	g_autofree char *clean = text_clean(w->text->str, -1, TEXT_INLINE);
	char *to = clean;
	for (const char *p = clean; *p; p++)
		if (*p != ' ' || to == clean || to[-1] != ' ')
			*to++ = *p;
	*to = '\0';
	if (*clean)
		put_line(w, "text \"%s\"", clean);
	g_string_truncate(w->text, 0);
}

/* Drops white space at the ends of a block's inlines. */
static void
trim(GString *block)
{
	char *s = block->str;
	char *first = strstr(s, "text \" ");
	char *line = strchr(s, '\n');
	if (first && line && first < line)
		g_string_erase(block, first + 6 - s, 1);
	if (g_str_has_suffix(s, " \"\n"))
		g_string_erase(block, (gssize)block->len - 3, 1);
}

static char *
address(const Writer *w, cmark_node *node)
{
	if (!w->base)
		return g_strdup(cmark_node_get_url(node));
	/* cmark encodes it when it writes HTML. */
	g_autoptr(GString) ref = g_string_new(cmark_node_get_url(node));
	g_string_replace(ref, "\\", "%5C", 0);
	g_autofree char *whole = url_resolve(w->base, ref->str);
	g_autofree char *stripped = whole ? url_strip(whole) : NULL;
	return stripped ? url_outgoing(stripped) : NULL;
}

/* What a link says if that is only its address. */
static const char *
bare_text(cmark_node *node, const char *url)
{
	cmark_node *text = cmark_node_first_child(node);
	if (!text || cmark_node_next(text) ||
		cmark_node_get_type(text) != CMARK_NODE_TEXT)
		return NULL;
	const char *s = cmark_node_get_literal(text);
	bool like = strstr(s, "://") || g_str_has_prefix(s, "www.") ||
		strchr(s, '@');
	return like && (strstr(url, s) || strncmp(url, s, 10) == 0) ? s : NULL;
}

static void
put_plain(cmark_node *node, GString *out)
{
	const char *literal = cmark_node_get_literal(node);
	cmark_node_type type = cmark_node_get_type(node);
	if (literal)
		g_string_append(out, literal);
	if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
		g_string_append_c(out, ' ');
	for (cmark_node *c = cmark_node_first_child(node); c;
		c = cmark_node_next(c))
		put_plain(c, out);
}

static void
put_below(Writer *w, cmark_node *node)
{
	w->depth++;
	put_children(w, node);
	w->depth--;
}

static void
put_link(Writer *w, cmark_node *node)
{
	g_autofree char *url = address(w, node);
	const char *bare = url ? bare_text(node, url) : NULL;
	if (bare) {
		g_string_append(w->text, bare);
		return;
	}
	if (!url || !*url) {
		put_inside(w, node);
		return;
	}
	g_autofree char *title =
		text_clean(cmark_node_get_title(node), -1, TEXT_LINE);
	put_text(w);
	put_line(w, "link %s \"%s\"", url, title);
	put_below(w, node);
}

static void
put_image(Writer *w, cmark_node *node)
{
	g_autoptr(GString) alt = g_string_new(NULL);
	put_plain(node, alt);
	g_autofree char *url = address(w, node);
	if (!url || !*url) {
		g_string_append(w->text, alt->str);
		return;
	}
	g_autofree char *title =
		text_clean(cmark_node_get_title(node), -1, TEXT_LINE);
	g_autofree char *words = text_clean(alt->str, -1, TEXT_LINE);
	put_text(w);
	put_line(w, "image %s \"%s\" \"%s\"", url, title, words);
}

static void
put_code(Writer *w, cmark_node *node)
{
	g_autofree char *clean =
		text_clean(cmark_node_get_literal(node), -1, TEXT_BLOCK);
	bool block = cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK;
	const char *info = block ? cmark_node_get_fence_info(node) : "";
	g_autofree char *shown = g_strescape(g_strchomp(clean), "\"");
	put_line(w, "code %.*s \"%s\"", (int)strcspn(info, " \t"), info, shown);
}

static bool
is_single(cmark_node *list)
{
	cmark_node *item = cmark_node_first_child(list);
	cmark_node *block = item ? cmark_node_first_child(item) : NULL;
	return item && !cmark_node_next(item) &&
		(!block || !cmark_node_next(block));
}

static void
put_kind(Writer *w, cmark_node *node)
{
	KindInfo k = kind_of(node);
	if (k.kind == KIND_FOOTNOTE_REF &&
		!g_hash_table_contains(w->notes, GUINT_TO_POINTER(k.number)))
		k = (KindInfo){ .kind = KIND_SUP };
	if (k.kind == KIND_CELL)
		put_line(w, "cell %d%s %u %u", k.align, k.head ? " head" : "",
			k.colspan, k.rowspan);
	else
		put_line(w, "%s %u", kind_name(k.kind), k.number);
	put_below(w, node);
}

static void
put_block(Writer *w, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_LIST)
		put_line(w, "list %d %d%s", cmark_node_get_list_type(node),
			cmark_node_get_list_start(node),
			is_single(node)                           ? ""
				: cmark_node_get_list_tight(node) ? " tight"
								  : " loose");
	else if (type == CMARK_NODE_HEADING)
		put_line(w, "heading %d", cmark_node_get_heading_level(node));
	else
		put_line(w, "%s", cmark_node_get_type_string(node));
	w->heading = type == CMARK_NODE_HEADING;
	bool leaf = w->heading || type == CMARK_NODE_PARAGRAPH;
	GString *all = w->out;
	if (leaf)
		w->out = g_string_new(NULL);
	put_below(w, node);
	if (leaf) {
		trim(w->out);
		g_string_append(all, w->out->str);
		g_string_free(w->out, TRUE);
		w->out = all;
	}
	w->heading = false;
}

/* Emphasis within emphasis of its kind. */
static bool
is_repeated(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type != CMARK_NODE_EMPH && type != CMARK_NODE_STRONG)
		return false;
	for (cmark_node *p = cmark_node_parent(node); p;
		p = cmark_node_parent(p))
		if (cmark_node_get_type(p) == type)
			return true;
	return false;
}

static void
put_node(Writer *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		g_string_append(w->text, cmark_node_get_literal(node));
		return;
	case CMARK_NODE_LINK:
		put_link(w, node);
		return;
	case CMARK_NODE_IMAGE:
		put_image(w, node);
		return;
	case CMARK_NODE_LINEBREAK:
		if (!w->heading)
			break;
		G_GNUC_FALLTHROUGH;
	case CMARK_NODE_SOFTBREAK:
		g_string_append_c(w->text, ' ');
		return;
	default:
		break;
	}
	Kind kind = kind_of(node).kind;
	if (kind == KIND_EMBED || is_repeated(node)) {
		put_inside(w, node);
		return;
	}
	put_text(w);
	if (kind)
		put_kind(w, node);
	else if (cmark_node_get_type(node) == CMARK_NODE_CODE ||
		cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK)
		put_code(w, node);
	else
		put_block(w, node);
}

static void
put_inside(Writer *w, cmark_node *node)
{
	for (cmark_node *c = cmark_node_first_child(node); c;
		c = cmark_node_next(c))
		put_node(w, c);
}

static void
put_children(Writer *w, cmark_node *node)
{
	put_inside(w, node);
	put_text(w);
}

static void
find_notes(cmark_node *node, GHashTable *notes)
{
	KindInfo k = kind_of(node);
	if (k.kind == KIND_FOOTNOTE)
		g_hash_table_add(notes, GUINT_TO_POINTER(k.number));
	for (cmark_node *c = cmark_node_first_child(node); c;
		c = cmark_node_next(c))
		find_notes(c, notes);
}

char *
tree_text(cmark_node *root, const char *base)
{
	g_autoptr(GHashTable) notes = g_hash_table_new(NULL, NULL);
	Writer w = { .out = g_string_new(NULL),
		.text = g_string_new(NULL),
		.notes = notes,
		.base = base };
	find_notes(root, notes);
	put_children(&w, root);
	g_string_free(w.text, TRUE);
	return g_string_free(w.out, FALSE);
}
