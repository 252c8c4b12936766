/* SPDX-License-Identifier: MIT
 *
 * Blocks: one handler for each kind of node.
 */
#include <config.h>

#include "page/layout.h"

#include "base/i18n.h"
#include "base/width.h"

#include <string.h>

/* Below this depth a tree is shown as plain paragraphs. */
#define MAX_DEPTH 150

static bool
is_inline(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	return type >= CMARK_NODE_FIRST_INLINE;
}

static void
inlines_layout(Layout *l, cmark_node *first, cmark_node *end)
{
	run_collect(l, first, end);
	fill_run(l);
}

static bool
is_blank(cmark_node *node)
{
	const char *s = cmark_node_get_literal(node);
	return s ? !s[strspn(s, " ")]
		 : cmark_node_get_type(node) == CMARK_NODE_LINEBREAK;
}

/* The picture that is all there is in NODE, linked or not, or NULL. */
static cmark_node *
only_picture(cmark_node *node)
{
	for (int depth = 0; node && depth < 4; depth++) {
		cmark_node_type type = cmark_node_get_type(node);
		if (type == CMARK_NODE_IMAGE)
			return node;
		bool holds = type == CMARK_NODE_PARAGRAPH ||
			type == CMARK_NODE_LINK ||
			kind_of(node).kind == KIND_FIGURE;
		node = holds ? cmark_node_first_child(node) : NULL;
		cmark_node *next = node ? cmark_node_next(node) : NULL;
		while (next && is_blank(next))
			next = cmark_node_next(next);
		if (next)
			return NULL;
	}
	return NULL;
}

static int
picture_width(cmark_node *image)
{
	cmark_node *words = cmark_node_first_child(image);
	return words ? width_text(cmark_node_get_literal(words), -1) : 0;
}

/* The inline that holds the picture. */
static cmark_node *
picture_inline(cmark_node *node)
{
	while (!is_inline(node))
		node = cmark_node_first_child(node);
	return node;
}

/* Pictures one after the other: small ones side by side, as the signs of the
 * places where one may follow, others each on its line.  Returns what comes
 * after them, or NODE if there are not several. */
static cmark_node *
pictures_layout(Layout *l, cmark_node *node)
{
	enum { SMALL = 16 };
	cmark_node *end = node;
	bool small = true;
	for (cmark_node *image;
		end && !is_inline(end) && (image = only_picture(end));
		end = cmark_node_next(end))
		small = small && picture_width(image) <= SMALL;
	if (end == node || end == cmark_node_next(node))
		return node;
	layout_gap(l);
	run_clear(l);
	for (cmark_node *n = node; n != end; n = cmark_node_next(n)) {
		cmark_node *first = picture_inline(n);
		if (n != node)
			run_append(l, small ? "  " : "\n", small ? 2 : 1,
				STYLE(l->base), true);
		run_add(l, first, cmark_node_next(first));
	}
	fill_run(l);
	layout_gap(l);
	return end;
}

void
block_children(Layout *l, cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);
	while (child) {
		cmark_node *end = pictures_layout(l, child);
		if (end != child) {
			child = end;
			continue;
		}
		end = child;
		while (end && is_inline(end))
			end = cmark_node_next(end);
		if (end != child) {
			inlines_layout(l, child, end);
			layout_gap(l);
		} else {
			block_layout(l, child);
			end = cmark_node_next(child);
		}
		child = end;
	}
}

void
block_note(Layout *l, const char *words, Role role)
{
	run_clear(l);
	run_append(l, words, strlen(words), STYLE(role), true);
	fill_run(l);
}

static void
paragraph_layout(Layout *l, cmark_node *node)
{
	inlines_layout(l, cmark_node_first_child(node), NULL);
	layout_gap(l);
}

/* The words of the run without link numbers. */
static char *
run_words(const Run *run)
{
	GString *words = g_string_new(NULL);
	for (guint i = 0; i < run->segs->len; i++) {
		const Seg *seg = &g_array_index(run->segs, Seg, i);
		gsize end = i + 1 < run->segs->len
			? g_array_index(run->segs, Seg, i + 1).start
			: run->text->len;
		if (!seg->ours || seg->style.role != ROLE_LINK_NUMBER)
			g_string_append_len(words, run->text->str + seg->start,
				(gssize)(end - seg->start));
	}
	g_strdelimit(words->str, "\n", ' ');
	g_strstrip(words->str);
	return g_string_free(words, FALSE);
}

static void
heading_rule(Layout *l, int level, int columns)
{
	const GString *text = l->run.text;
	bool right = l->rtl > 0 || text_is_rtl(text->str, text->len);
	const char *sign = level == 1 ? l->glyphs->rule1 : l->glyphs->rule2;
	if (level > 2 || l->options->linear || columns <= 0)
		return;
	int room = line_room(l);
	columns = MIN(columns, room);
	/* Not the place of the paragraph below it. */
	line_begin(l, l->source ? l->source - 1 : 0);
	if (right) {
		columns = MIN(columns, width_text(text->str, -1));
		line_pad(l, room - columns);
	}
	line_repeat(l, sign, columns, STYLE(l->base));
	line_end(l, LINE_ENDS);
}

/* The outline is not to be told by looks alone. */
static void
heading_announce(Layout *l, int level)
{
	Run *r = &l->run;
	/* L10N: comes before a heading for those who hear the text. */
	g_autofree char *words = g_strdup_printf(_("Heading %d: "), level);
	Seg *first = &g_array_index(r->segs, Seg, 0);
	Seg seg = { 0, first->source, true, STYLE(l->base) };
	run_insert(r, 0, words);
	first->start = (guint32)strlen(words);
	g_array_prepend_val(r->segs, seg);
}

static void
heading_layout(Layout *l, cmark_node *node)
{
	int level = CLAMP(cmark_node_get_heading_level(node), 1, 6);
	Role base = l->base;
	bool tight = l->tight;
	l->tight = false;
	l->joined = false;
	layout_gap(l);
	l->base = (Role)(ROLE_HEADING1 + level - 1);
	run_collect(l, cmark_node_first_child(node), NULL);
	g_autofree char *words = run_words(&l->run);
	if (*words) {
		guint first = l->out.lines->len + (l->gap && l->out.lines->len);
		int room = line_room(l);
		if (l->options->linear)
			heading_announce(l, level);
		l->level = (guint8)level;
		l->widest = 0;
		fill_run(l);
		heading_rule(l, level, l->widest - (l->right - room));
		if (l->headings) {
			PageHeading h = { first, level, g_strdup(words) };
			g_array_append_val(l->headings, h);
		}
	}
	l->level = 0;
	l->base = base;
	l->tight = tight;
	if (!*words)
		return;
	l->gap = l->options->linear || (l->options->plain && level > 2);
	l->joined = !l->gap;
}

static void
rule_put(Layout *l, int longest)
{
	int columns = MIN(line_room(l), longest);
	line_begin(l, l->source);
	line_repeat(l, l->glyphs->rule2, columns, STYLE(ROLE_RULE));
	line_end(l, LINE_ENDS);
}

static void
rule_layout(Layout *l, cmark_node *node)
{
	layout_gap(l);
	if (l->options->linear || l->out.lines->len == 0)
		return;
	rule_put(l, G_MAXINT);
	layout_gap(l);
}

static void
quote_layout(Layout *l, cmark_node *node)
{
	Role base = l->base;
	bool tight = l->tight;
	l->tight = false;
	layout_gap(l);
	if (l->base == ROLE_NORMAL)
		l->base = ROLE_QUOTE;
	Prefix bar = { .style = STYLE(ROLE_QUOTE_BAR), .cols = 2 };
	if (l->options->linear) {
		block_note(l, _("Quote:"), ROLE_META);
	} else {
		bar.rest = l->glyphs->bar;
		g_strlcpy(bar.first, bar.rest, sizeof bar.first);
		prefix_push(l, &bar);
	}
	block_children(l, node);
	if (l->options->linear)
		block_note(l, _("End of quote."), ROLE_META);
	else
		prefix_pop(l);
	l->base = base;
	l->tight = tight;
	layout_gap(l);
}

static void
caption_layout(Layout *l, cmark_node *node)
{
	Role base = l->base;
	l->base = ROLE_CAPTION;
	block_children(l, node);
	l->base = base;
}

static void
figure_layout(Layout *l, cmark_node *node)
{
	bool tight = l->tight;
	layout_gap(l);
	bool before = l->gap;
	cmark_node *child = pictures_layout(l, cmark_node_first_child(node));
	for (; child; child = cmark_node_next(child)) {
		bool caption = kind_of(child).kind == KIND_CAPTION;
		/* A caption stays with its picture. */
		if (caption && child != cmark_node_first_child(node))
			l->gap = false;
		else if (child == cmark_node_first_child(node))
			l->gap = before;
		if (is_inline(child)) {
			inlines_layout(l, child, NULL);
			break;
		}
		block_layout(l, child);
	}
	l->tight = tight;
	layout_gap(l);
}

static void
term_layout(Layout *l, cmark_node *node)
{
	Role base = l->base;
	bool tight = l->tight;
	l->tight = true;
	l->base = ROLE_STRONG;
	block_children(l, node);
	l->base = base;
	l->tight = tight;
}

static void
definition_layout(Layout *l, cmark_node *node)
{
	cmark_node *only = cmark_node_first_child(node);
	bool tight = l->tight;
	l->tight = !only || !cmark_node_next(only);
	prefix_indent(l, l->right >= 60 ? 4 : 2);
	block_children(l, node);
	prefix_pop(l);
	l->tight = tight;
	cmark_node *next = cmark_node_next(node);
	if (!only || cmark_node_next(only) ||
		(next && kind_of(next).kind == KIND_TERM))
		layout_gap(l);
}

static void
deflist_layout(Layout *l, cmark_node *node)
{
	layout_gap(l);
	block_children(l, node);
	layout_gap(l);
}

static void
summary_layout(Layout *l, cmark_node *node)
{
	Role base = l->base;
	bool tight = l->tight;
	Prefix sign = { .style = STYLE(ROLE_MARKER), .cols = 2 };
	g_strlcpy(sign.first, l->glyphs->summary, sizeof sign.first);
	l->tight = true;
	l->base = ROLE_STRONG;
	if (!l->options->linear)
		prefix_push(l, &sign);
	block_children(l, node);
	if (!l->options->linear)
		prefix_pop(l);
	l->base = base;
	l->tight = tight;
}

static void
details_layout(Layout *l, cmark_node *node)
{
	layout_gap(l);
	cmark_node *child = cmark_node_first_child(node);
	if (child && kind_of(child).kind == KIND_SUMMARY) {
		summary_layout(l, child);
		child = cmark_node_next(child);
	}
	prefix_indent(l, 2);
	for (; child; child = cmark_node_next(child)) {
		if (is_inline(child)) {
			inlines_layout(l, child, NULL);
			break;
		}
		block_layout(l, child);
	}
	prefix_pop(l);
	layout_gap(l);
}

static void
footnotes_layout(Layout *l, cmark_node *node)
{
	layout_gap(l);
	if (!l->options->linear && l->out.lines->len > 0)
		rule_put(l, 12);
	block_children(l, node);
	layout_gap(l);
}

static void
footnote_layout(Layout *l, cmark_node *node)
{
	Prefix mark = { .style = STYLE(ROLE_FOOTNOTE) };
	cmark_node *only = cmark_node_first_child(node);
	bool tight = l->tight;
	mark.cols = g_snprintf(
		mark.first, sizeof mark.first, "%2u. ", kind_of(node).number);
	l->tight = !only || !cmark_node_next(only);
	prefix_push(l, &mark);
	block_children(l, node);
	prefix_pop(l);
	l->tight = tight;
	if (only && cmark_node_next(only))
		layout_gap(l);
}

static void
rtl_layout(Layout *l, cmark_node *node)
{
	l->rtl++;
	block_children(l, node);
	l->rtl--;
}

typedef void (*BlockHandler)(Layout *l, cmark_node *node);

static const BlockHandler by_kind[KIND_COUNT] = {
	[KIND_TABLE] = table_layout,
	[KIND_CAPTION] = caption_layout,
	[KIND_DEFLIST] = deflist_layout,
	[KIND_TERM] = term_layout,
	[KIND_DEFINITION] = definition_layout,
	[KIND_FIGURE] = figure_layout,
	[KIND_DETAILS] = details_layout,
	[KIND_SUMMARY] = summary_layout,
	[KIND_FOOTNOTES] = footnotes_layout,
	[KIND_FOOTNOTE] = footnote_layout,
	[KIND_RTL] = rtl_layout,
};

static void
custom_layout(Layout *l, cmark_node *node)
{
	BlockHandler handler = by_kind[kind_of(node).kind];
	if (handler)
		handler(l, node);
	else
		block_children(l, node);
}

static const BlockHandler by_type[CMARK_NODE_LAST_BLOCK + 1] = {
	[CMARK_NODE_DOCUMENT] = block_children,
	[CMARK_NODE_BLOCK_QUOTE] = quote_layout,
	[CMARK_NODE_LIST] = list_layout,
	[CMARK_NODE_ITEM] = block_children,
	[CMARK_NODE_CODE_BLOCK] = code_layout,
	[CMARK_NODE_CUSTOM_BLOCK] = custom_layout,
	[CMARK_NODE_PARAGRAPH] = paragraph_layout,
	[CMARK_NODE_HEADING] = heading_layout,
	[CMARK_NODE_THEMATIC_BREAK] = rule_layout,
};

void
block_layout(Layout *l, cmark_node *node)
{
	BlockHandler handler = by_type[cmark_node_get_type(node)];
	if (l->depth >= MAX_DEPTH) {
		inlines_layout(l, node, cmark_node_next(node));
		layout_gap(l);
	} else if (handler) {
		l->depth++;
		handler(l, node);
		l->depth--;
	}
}
