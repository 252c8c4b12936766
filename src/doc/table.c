/* SPDX-License-Identifier: MIT
 *
 * Tables: data becomes KIND_TABLE, a mail's columns become text in order.
 */
#include <config.h>

#include <string.h>

#include "doc/html.h"

enum { LONG_CELL = 400, MAX_SPAN = 1000 };

/* What a look over a table's cells told. */
typedef struct {
	guint rows, cells, row_cells, widest, heads;
	gsize text, longest, cell_text;
	bool nested, blocks;
} Survey;

static void
survey_element(Survey *s, xmlNode *n)
{
	static const char *const blocks[] = { "h1", "h2", "h3", "h4", "hr",
		"blockquote", "form", "iframe", "figure", NULL };
	const char *name = (const char *)n->name;
	if (strcmp(name, "tr") == 0) {
		s->rows++;
		s->row_cells = 0;
	} else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) {
		s->cells++;
		s->widest = MAX(s->widest, ++s->row_cells);
		s->cell_text = 0;
		s->heads += name[1] == 'h';
	} else if (strcmp(name, "thead") == 0 || strcmp(name, "caption") == 0) {
		s->heads++;
	} else if (g_strv_contains(blocks, name)) {
		s->blocks = true;
	}
}

/* Stops at the first table inside, so that nesting costs nothing. */
static Survey
survey(xmlNode *table)
{
	Survey s = { 0 };
	for (xmlNode *n = table->children; n; n = next_in(n, table, true)) {
		if (is_element(n, "table")) {
			s.nested = true;
			return s;
		}
		if (n->type == XML_ELEMENT_NODE)
			survey_element(&s, n);
		else if (n->type == XML_TEXT_NODE && n->content)
			s.cell_text += strlen((const char *)n->content);
		s.longest = MAX(s.longest, s.cell_text);
	}
	return s;
}

static bool
is_layout(xmlNode *table, const Attrs *a)
{
	/* Code beside the numbers of its lines. */
	static const char *const numbered[] = { "lntable", "highlighttable",
		NULL };
	const char *role = attr(table, "role");
	if (role &&
		(strcmp(role, "presentation") == 0 ||
			strcmp(role, "none") == 0))
		return true;
	if (role && strcmp(role, "table") == 0)
		return false;
	if (class_has(a->class, numbered))
		return true;
	Survey s = survey(table);
	if (s.nested || s.widest < 2)
		return true;
	if (s.heads)
		return false;
	return s.rows < 2 || s.blocks || s.longest > LONG_CELL;
}

bool
enter_table(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	builder_close_leaf(&w->b);
	f->block = true;
	w->layout = is_layout(node, a);
	if (!w->layout)
		open_kind(w, f, (KindInfo){ .kind = KIND_TABLE });
	return true;
}

static void
drop(cmark_node *node)
{
	cmark_node_unlink(node);
	cmark_node_free(node);
}

static bool
is_empty(cmark_node *row)
{
	cmark_node *cell = cmark_node_first_child(row);
	while (cell && !cmark_node_first_child(cell))
		cell = cmark_node_next(cell);
	return !cell;
}

/* Rows that the tallest cell of ROW takes. */
static guint
height_of(cmark_node *row)
{
	guint height = 1;
	for (cmark_node *cell = cmark_node_first_child(row); cell;
		cell = cmark_node_next(cell))
		height = MAX(height, kind_of(cell).rowspan);
	return height;
}

/* GitHub's tables must have a head: an empty one says that there is none. */
static bool
is_no_head(cmark_node *row)
{
	cmark_node *cell = cmark_node_first_child(row);
	return cell && kind_of(cell).head && is_empty(row) &&
		cmark_node_next(row);
}

/* Rows of nothing vanish, unless a cell over several rows counts them; and so
 * does a table without rows. */
void
leave_table(Walk *w, Frame *f)
{
	if (!f->opened)
		return;
	cmark_node *next;
	bool rows = false;
	guint taken = 0; /* rows from this one on, by cells from above */
	for (cmark_node *row = cmark_node_first_child(f->opened); row;
		row = next) {
		next = cmark_node_next(row);
		bool nothing =
			w->options.markdown ? is_no_head(row) : is_empty(row);
		guint height = height_of(row);
		rows |= !nothing;
		if (nothing && !taken && height == 1)
			drop(row);
		taken = MAX(taken, height) - 1;
	}
	if (!rows)
		drop(f->opened);
}

bool
enter_row(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	begin_part(w, f);
	if (!w->layout && kind_of(w->b.container).kind == KIND_TABLE)
		open_kind(w, f, (KindInfo){ .kind = KIND_ROW });
	return true;
}

static Align
align_of(xmlNode *cell, const Attrs *a)
{
	const char *value = attr(cell, "align");
	if (!value)
		value = style_value(a->style, "text-align");
	if (!value)
		return ALIGN_NONE;
	if (g_ascii_strncasecmp(value, "left", 4) == 0)
		return ALIGN_LEFT;
	if (g_ascii_strncasecmp(value, "right", 5) == 0)
		return ALIGN_RIGHT;
	if (g_ascii_strncasecmp(value, "center", 6) == 0)
		return ALIGN_CENTRE;
	return ALIGN_NONE;
}

bool
enter_cell(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	begin_part(w, f);
	if (w->layout || kind_of(w->b.container).kind != KIND_ROW)
		return true;
	open_kind(w, f,
		(KindInfo){
			.kind = KIND_CELL,
			.align = align_of(node, a),
			.head = is_element(node, "th"),
			.colspan = (guint)CLAMP(
				attr_int(node, "colspan", 1), 1, MAX_SPAN),
			.rowspan = (guint)CLAMP(
				attr_int(node, "rowspan", 1), 1, MAX_SPAN),
		});
	return true;
}

bool
enter_caption(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	begin_part(w, f);
	if (!w->layout && kind_of(w->b.container).kind == KIND_TABLE)
		open_kind(w, f, (KindInfo){ .kind = KIND_CAPTION });
	return true;
}
