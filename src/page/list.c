/* SPDX-License-Identifier: MIT
 *
 * Lists: markers and hanging indents.
 */
#include <config.h>

#include "page/layout.h"

#include "base/width.h"

#include <string.h>

static bool
item_is_task(cmark_node *item)
{
	cmark_node *child = cmark_node_first_child(item);
	if (child && cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH)
		child = cmark_node_first_child(child);
	return child && kind_of(child).kind == KIND_TASK;
}

static int
count_items(cmark_node *list)
{
	int n = 0;
	cmark_node *item = cmark_node_first_child(list);
	for (; item; item = cmark_node_next(item))
		n++;
	return n;
}

static int
digits(int n)
{
	char buf[16];
	return g_snprintf(buf, sizeof buf, "%d", n);
}

typedef struct {
	bool ordered;
	int number, columns; /* of the number */
	char delim;
	const char *bullet;
} Marker;

static void
marker_prefix(const Marker *m, cmark_node *item, Prefix *p)
{
	*p = (Prefix){ .style = STYLE(ROLE_MARKER) };
	if (item_is_task(item)) {
		/* The box stands in the text: nothing before it. */
		p->rest_cols = 4;
	} else if (m->ordered) {
		p->cols = g_snprintf(p->first, sizeof p->first, "%*d%c ",
			m->columns, m->number, m->delim);
	} else {
		g_strlcpy(p->first, m->bullet, sizeof p->first);
		p->cols = 2;
	}
}

static bool
item_is_rtl(const Layout *l, cmark_node *item)
{
	if (l->rtl > 0)
		return true;
	cmark_node *node = cmark_node_first_child(item);
	while (node && !cmark_node_get_literal(node))
		node = cmark_node_first_child(node);
	const char *text = node ? cmark_node_get_literal(node) : "";
	return text_is_rtl(text, strlen(text));
}

/* True if the item's first line is one of text, and nothing else. */
static bool
starts_plainly(const Layout *l, cmark_node *item)
{
	cmark_node *first = cmark_node_first_child(item);
	return !l->options->linear && l->tables == 0 && first &&
		cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH;
}

/* The marker goes to the right of the first line. */
static void
marker_to_tail(Layout *l, Prefix *p)
{
	g_autofree char *sign = g_strchomp(g_strdup(p->first));
	g_snprintf(l->tail, sizeof l->tail, " %s", sign);
	l->right -= p->cols;
	l->tail_at = l->right;
	*p = (Prefix){ .used = true };
}

static void
item_layout(Layout *l, cmark_node *item, const Marker *marker)
{
	Prefix p;
	int right = l->right;
	marker_prefix(marker, item, &p);
	if (starts_plainly(l, item) && p.cols > 0 &&
		line_room(l) > 10 + p.cols && item_is_rtl(l, item))
		marker_to_tail(l, &p);
	prefix_push(l, &p);
	l->marked = 0;
	block_children(l, item);
	prefix_pop(l);
	l->right = right;
	l->tail[0] = '\0';
}

/* Lists whose items all are one short paragraph read better without blank
 * lines, however the source was written. */
static bool
items_are_short(const Layout *l, cmark_node *list)
{
	cmark_node *item = cmark_node_first_child(list);
	for (; item; item = cmark_node_next(item)) {
		cmark_node *block = cmark_node_first_child(item);
		if (!block)
			continue;
		if (cmark_node_next(block) ||
			cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH)
			return false;
		gsize len = 0;
		cmark_node *n = cmark_node_first_child(block);
		for (; n; n = cmark_node_next(n)) {
			const char *s = cmark_node_get_literal(n);
			if (!s && cmark_node_first_child(n))
				s = cmark_node_get_literal(
					cmark_node_first_child(n));
			len += s ? strlen(s) : 0;
		}
		if (len > (gsize)line_room(l))
			return false;
	}
	return true;
}

void
list_layout(Layout *l, cmark_node *list)
{
	bool tight = l->tight;
	bool top = l->lists == 0 && l->tables == 0 && l->right >= 60;
	Marker m = {
		.ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST,
		.number = cmark_node_get_list_start(list),
		.bullet = l->glyphs->bullets[MIN(l->lists, 2)],
		.delim = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM
			? ')'
			: '.',
	};
	m.number = CLAMP(m.number, 0, 999999999);
	m.columns = digits(m.number + MIN(count_items(list), 999999));
	layout_gap(l);
	if (top)
		prefix_indent(l, 2);
	l->tight = cmark_node_get_list_tight(list) || items_are_short(l, list);
	l->lists++;
	cmark_node *item = cmark_node_first_child(list);
	for (; item; item = cmark_node_next(item)) {
		item_layout(l, item, &m);
		m.number++;
		layout_gap(l);
	}
	l->lists--;
	l->tight = tight;
	if (top)
		prefix_pop(l);
	layout_gap(l);
}

/* The sign in the first of a row's two cells; NULL if there is more in it. */
static const char *
row_bullet(cmark_node *row)
{
	cmark_node *cell = cmark_node_first_child(row);
	cmark_node *next = cell ? cmark_node_next(cell) : NULL;
	cmark_node *block = cell ? cmark_node_first_child(cell) : NULL;
	cmark_node *text = block ? cmark_node_first_child(block) : NULL;
	if (!next || cmark_node_next(next) || !text ||
		cmark_node_get_type(text) != CMARK_NODE_TEXT ||
		cmark_node_next(block) || cmark_node_next(text))
		return NULL;
	const char *sign = cmark_node_get_literal(text);
	return g_utf8_strlen(sign, -1) == 1 &&
			!g_unichar_isalnum(g_utf8_get_char(sign))
		? sign
		: NULL;
}

static void
row_item(Layout *l, cmark_node *row)
{
	const char *sign = row_bullet(row);
	if (!sign) {
		block_children(l, row);
		layout_gap(l);
		return;
	}
	Prefix p = { .style = STYLE(ROLE_MARKER) };
	p.cols = 1 + width_text(sign, -1);
	g_snprintf(p.first, sizeof p.first, "%s ", sign);
	prefix_push(l, &p);
	block_children(l, cmark_node_last_child(row));
	prefix_pop(l);
	l->gap = false;
}

bool
list_of_table(Layout *l, cmark_node *table)
{
	guint bullets = 0;
	cmark_node *row = cmark_node_first_child(table);
	for (; row; row = cmark_node_next(row)) {
		cmark_node *cell = cmark_node_first_child(row);
		if (kind_of(row).kind != KIND_ROW)
			return false;
		if (row_bullet(row))
			bullets++;
		else if (cell && cmark_node_next(cell))
			return false;
	}
	if (bullets == 0)
		return false;
	for (row = cmark_node_first_child(table); row;
		row = cmark_node_next(row))
		row_item(l, row);
	return true;
}
