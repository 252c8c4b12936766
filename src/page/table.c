/* SPDX-License-Identifier: MIT
 *
 * Tables.  Every cell is laid out by itself, first as wide as the room, to
 * learn what it would like; columns are then narrowed until the table fits,
 * and cells that got less are laid out again.  A table that cannot fit is
 * shown as records, one "header: value" after the other.
 */
#include <config.h>

#include "page/layout.h"

#include "base/width.h"

#include <string.h>

/* More columns, or tables deeper in tables, are not drawn as tables. */
#define MAX_COLUMNS 64
#define MAX_NESTING 3
#define MAX_CELLS 20000
/* A word this long may be split to make a column narrower. */
#define MAX_WORD 16
/* Columns that text is filled into, at least. */
#define MIN_CELL 2
/* Between two columns. */
#define SEPARATOR 3

typedef struct {
	cmark_node *node;
	KindInfo info;
	guint column, span; /* columns */
	guint last_row;
	guint32 source; /* where its text begins */
	Lines lines;
	guint next;           /* line to be shown next */
	int natural, longest; /* columns: all, longest word */
} Cell;

typedef struct {
	guint first, n; /* in cells */
	bool head;
} Row;

typedef struct {
	Layout *l;
	GArray *cells; /* Cell */
	GArray *rows;  /* Row */
	guint n_columns, widest;
	int natural[MAX_COLUMNS], least[MAX_COLUMNS], width[MAX_COLUMNS];
	bool numeric[MAX_COLUMNS];
	Cell *above[MAX_COLUMNS]; /* who stands in the column at this row */
	bool too_wide;
} Table;

static Cell *
cell_at(const Table *t, guint i)
{
	return &g_array_index(t->cells, Cell, i);
}

static Row *
row_at(const Table *t, guint i)
{
	return &g_array_index(t->rows, Row, i);
}

/* Places the cells of one row into the columns that cells from above leave
 * free.  BUSY counts the rows for which a column is taken. */
static void
row_add(Table *t, cmark_node *node, guint busy[MAX_COLUMNS])
{
	Row row = { .first = t->cells->len, .head = true };
	guint column = 0, r = t->rows->len;
	cmark_node *child = cmark_node_first_child(node);
	for (; child; child = cmark_node_next(child)) {
		while (column < MAX_COLUMNS && busy[column] > 0)
			column++;
		Cell cell = { .node = child, .info = kind_of(child) };
		guint span = MAX(cell.info.colspan, 1);
		guint rows = MAX(cell.info.rowspan, 1);
		/* "colspan=100" is said for a whole row. */
		if (!cmark_node_next(child) && span > t->widest)
			span = MAX(t->widest, column + 1) - column;
		if (column + span > MAX_COLUMNS) {
			t->too_wide = true;
			span = 1;
			column = MIN(column, MAX_COLUMNS - 1);
		}
		cell.column = column;
		cell.span = span;
		cell.last_row = r + rows - 1;
		for (guint i = 0; i < span; i++)
			busy[column + i] = rows;
		column += span;
		t->n_columns = MAX(t->n_columns, column);
		row.head = row.head && cell.info.head;
		g_array_append_val(t->cells, cell);
	}
	for (guint i = 0; i < MAX_COLUMNS; i++)
		busy[i] -= busy[i] > 0;
	row.n = t->cells->len - row.first;
	row.head = row.head && row.n > 0;
	g_array_append_val(t->rows, row);
}

/* Columns of the widest row that has more than one cell. */
static guint
widest_row(cmark_node *table)
{
	guint widest = 1;
	cmark_node *row = cmark_node_first_child(table);
	for (; row; row = cmark_node_next(row)) {
		guint n = 0;
		cmark_node *cell = cmark_node_first_child(row);
		if (!cell || !cmark_node_next(cell))
			continue;
		for (; cell; cell = cmark_node_next(cell))
			n += MAX(kind_of(cell).colspan, 1);
		widest = MAX(widest, n);
	}
	return widest;
}

static void
table_read(Table *t, cmark_node *table)
{
	guint busy[MAX_COLUMNS] = { 0 };
	cmark_node *child = cmark_node_first_child(table);
	t->widest = widest_row(table);
	for (; child; child = cmark_node_next(child))
		if (kind_of(child).kind == KIND_ROW)
			row_add(t, child, busy);
	/* A span that reaches below the table ends with it. */
	for (guint i = 0; i < t->cells->len; i++) {
		Cell *cell = cell_at(t, i);
		cell->last_row = MIN(cell->last_row, t->rows->len - 1);
	}
}

/* Columns of the longest part that cannot be broken, about. */
static int
longest_word(const PageLine *line)
{
	int word = 0, longest = 0;
	for (const char *p = line->text; *p; p += g_utf8_skip[(guchar)*p]) {
		int w = 1;
		if ((guchar)*p >= 0x80)
			w = width_char(g_utf8_get_char(p));
		word = *p == ' ' ? 0 : w == 2 ? 2 : word + w;
		longest = MAX(longest, word);
		if (*p == '-' || *p == '/')
			word = 0;
	}
	return longest;
}

static void
cell_measure(Cell *cell)
{
	cell->natural = cell->longest = 0;
	for (guint i = 0; i < cell->lines.lines->len; i++) {
		const PageLine *line =
			&g_array_index(cell->lines.lines, PageLine, i);
		cell->natural = MAX(cell->natural, (int)line->width);
		cell->longest = MAX(cell->longest, longest_word(line));
	}
}

static void
cell_layout(Table *t, Cell *cell, int width)
{
	Layout sub;
	layout_init(&sub, t->l, t->l->doc, t->l->options);
	sub.right = MAX(width, MIN_CELL);
	sub.min_room = MAX(4, width / 2);
	if (cell->info.head)
		sub.base = ROLE_TABLE_HEAD;
	sub.source = cell->source;
	block_children(&sub, cell->node);
	t->l->source = MAX(t->l->source, sub.source);
	lines_clear(&cell->lines);
	cell->lines = sub.out;
	sub.out = (Lines){ 0 };
	lines_finish(&cell->lines);
	layout_clear(&sub);
}

static bool
is_number(const Cell *cell)
{
	if (cell->lines.lines->len != 1)
		return false;
	const char *s = g_array_index(cell->lines.lines, PageLine, 0).text;
	return strpbrk(s, "0123456789") &&
		s[strspn(s, "0123456789.,+-%$ ")] == '\0';
}

static void
cells_measure(Table *t, int room)
{
	memset(t->numeric, true, sizeof t->numeric);
	for (guint i = 0; i < t->cells->len; i++) {
		Cell *cell = cell_at(t, i);
		cell->source = t->l->source;
		cell_layout(t, cell, room);
		cell_measure(cell);
		t->l->source++;
		if (!cell->info.head && cell->lines.lines->len > 0)
			t->numeric[cell->column] &= is_number(cell);
		if (cell->span > 1)
			continue;
		int *natural = &t->natural[cell->column];
		int *least = &t->least[cell->column];
		*natural = MAX(*natural, cell->natural);
		*least = MAX(*least, MIN(cell->longest, MAX_WORD));
	}
}

/* What a cell over several columns needs beyond them is shared out. */
static void
span_widen(const Cell *cell, int *column, int needed)
{
	int n = (int)cell->span;
	int have = SEPARATOR * (n - 1);
	for (int i = 0; i < n; i++)
		have += column[i];
	for (int i = 0; i < n && have < needed; i++) {
		int more = (needed - have + n - i - 1) / (n - i);
		column[i] += more;
		have += more;
	}
}

static void
spans_measure(Table *t)
{
	for (guint i = 0; i < t->cells->len; i++) {
		const Cell *cell = cell_at(t, i);
		if (cell->span < 2)
			continue;
		span_widen(cell, t->natural + cell->column, cell->natural);
		span_widen(cell, t->least + cell->column,
			MIN(cell->longest, MAX_WORD));
	}
}

static int
sum(const int *widths, guint n)
{
	int total = SEPARATOR * ((int)n - 1);
	for (guint i = 0; i < n; i++)
		total += widths[i];
	return total;
}

/* Takes columns away from the widest ones until the table fits into ROOM;
 * false if it cannot. */
static bool
columns_fit(Table *t, int room)
{
	guint n = t->n_columns;
	for (guint i = 0; i < n; i++) {
		t->natural[i] = MAX(t->natural[i], 1);
		t->least[i] = CLAMP(t->least[i], MIN(MIN_CELL, t->natural[i]),
			t->natural[i]);
		t->width[i] = t->natural[i];
	}
	if (sum(t->least, n) > room)
		return false;
	while (sum(t->width, n) > room) {
		guint widest = n;
		for (guint i = 0; i < n; i++)
			if (t->width[i] > t->least[i] &&
				(widest == n || t->width[i] > t->width[widest]))
				widest = i;
		t->width[widest]--;
	}
	return true;
}

static int
cell_width(const Table *t, const Cell *cell)
{
	return sum(t->width + cell->column, cell->span);
}

static void
cells_narrow(Table *t)
{
	guint32 end = t->l->source;
	for (guint i = 0; i < t->cells->len; i++) {
		Cell *cell = cell_at(t, i);
		int width = cell_width(t, cell);
		if (cell->natural > width)
			cell_layout(t, cell, width);
	}
	t->l->source = end;
}

/* Rows are set apart if many take more than a line, or some many lines. */
static bool
rows_apart(const Table *t)
{
	enum { HIGH = 3, SHARE = 3 };
	guint rows = 0, tall = 0, highest = 1;
	for (guint r = 0; r < t->rows->len; r++) {
		const Row *row = row_at(t, r);
		guint height = 1;
		for (guint i = 0; i < row->n; i++) {
			const Cell *cell = cell_at(t, row->first + i);
			if (!cell->info.head)
				height = MAX(height, cell->lines.lines->len);
		}
		rows += row->n > 0;
		tall += height > 1;
		highest = MAX(highest, height);
	}
	return highest >= HIGH || tall * SHARE >= rows;
}

static void
cell_line_put(Table *t, Cell *cell, bool more)
{
	Layout *l = t->l;
	int width = cell_width(t, cell);
	Align align = cell->info.align;
	if (cell->next >= cell->lines.lines->len) {
		line_pad(l, more ? width : 0);
		return;
	}
	const PageLine *line =
		&g_array_index(cell->lines.lines, PageLine, cell->next++);
	if (align == ALIGN_NONE && t->numeric[cell->column] && cell->span == 1)
		align = ALIGN_RIGHT;
	int spare = MAX(width - (int)line->width, 0);
	int left = align == ALIGN_RIGHT ? spare
		: align == ALIGN_CENTRE ? spare / 2
					: 0;
	line_pad(l, left);
	for (guint i = 0; i < line->n_spans; i++) {
		const PageSpan *s = &line->spans[i];
		Style style = { s->role, s->attrs, s->link, s->rgb };
		line_put(l, line->text + s->start, s->len, 0, style);
	}
	l->cols += (int)line->width;
	l->line_source = MAX(l->line_source, line->source);
	line_pad(l, more ? spare - left : 0);
}

/* Lines that row R needs: 0 if all is empty. */
static guint
row_height(const Table *t, guint r)
{
	const Row *row = row_at(t, r);
	guint height = 0;
	for (guint i = 0; i < row->n; i++)
		if (cell_at(t, row->first + i)->lines.lines->len > 0)
			height = 1;
	for (guint c = 0; c < t->n_columns; c++) {
		const Cell *cell = t->above[c];
		if (cell && cell->last_row == r)
			height = MAX(
				height, cell->lines.lines->len - cell->next);
	}
	return height;
}

static void
row_line(Table *t)
{
	Layout *l = t->l;
	line_begin(l, l->line_source);
	l->content = (guint32)l->out.text->len;
	for (guint c = 0; c < t->n_columns;) {
		Cell *cell = t->above[c];
		guint next = cell ? cell->column + cell->span : c + 1;
		bool more = next < t->n_columns;
		if (cell)
			cell_line_put(t, cell, more);
		else
			line_pad(l, t->width[c]);
		if (more)
			line_put(l, l->glyphs->column,
				strlen(l->glyphs->column), SEPARATOR,
				STYLE(ROLE_TABLE_BORDER));
		c = next;
	}
	line_end(l, LINE_ENDS);
}

/* True if CELL, which may be NULL, reaches row R from above. */
static bool
goes_on(const Cell *cell, guint r)
{
	return cell && cell->last_row >= r;
}

/* The rule above row R; BEFORE are the cells of the row before it. */
static void
row_rule(Table *t, Cell *const before[MAX_COLUMNS], guint r)
{
	Layout *l = t->l;
	Style style = STYLE(ROLE_TABLE_BORDER);
	line_begin(l, l->line_source);
	for (guint c = 0; c < t->n_columns; c++) {
		bool open = goes_on(before[c], r);
		line_repeat(
			l, open ? " " : l->glyphs->line, t->width[c], style);
		if (c + 1 == t->n_columns)
			break;
		bool within = before[c] && before[c] == before[c + 1];
		const char *join = within && open           ? "   "
			: within                            ? l->glyphs->tee
			: open && goes_on(before[c + 1], r) ? l->glyphs->column
							    : l->glyphs->cross;
		line_put(l, join, strlen(join), SEPARATOR, style);
	}
	line_end(l, LINE_ENDS);
}

static void
row_place(Table *t, guint r)
{
	const Row *row = row_at(t, r);
	for (guint c = 0; c < t->n_columns; c++)
		if (t->above[c] && t->above[c]->last_row < r)
			t->above[c] = NULL;
	for (guint i = 0; i < row->n; i++) {
		Cell *cell = cell_at(t, row->first + i);
		for (guint c = 0; c < cell->span; c++)
			t->above[cell->column + c] = cell;
	}
}

static void
rows_draw(Table *t, bool apart)
{
	Cell *before[MAX_COLUMNS];
	bool drawn = false, head = false;
	for (guint r = 0; r < t->rows->len; r++) {
		memcpy(before, t->above, sizeof before);
		row_place(t, r);
		guint height = row_height(t, r);
		if (height == 0)
			continue;
		bool begins = row_at(t, r)->n > 0;
		if (drawn && begins && (apart || (head && !row_at(t, r)->head)))
			row_rule(t, before, r);
		for (; height > 0; height--)
			row_line(t);
		drawn = true;
		head = row_at(t, r)->head;
	}
}

/* The words of the header cell above COLUMN, or NULL. */
static char *
header_words(const Table *t, guint column)
{
	for (guint i = 0; i < row_at(t, 0)->n; i++) {
		const Cell *cell = cell_at(t, row_at(t, 0)->first + i);
		if (column < cell->column ||
			column >= cell->column + cell->span)
			continue;
		GString *words = g_string_new(NULL);
		for (guint k = 0; k < cell->lines.lines->len; k++) {
			const PageLine *line =
				&g_array_index(cell->lines.lines, PageLine, k);
			for (guint s = 0; s < line->n_spans; s++)
				if (line->spans[s].role != ROLE_LINK_NUMBER)
					g_string_append_len(words,
						line->text +
							line->spans[s].start,
						line->spans[s].len);
			if (line->end != LINE_GLUED)
				g_string_append_c(words, ' ');
		}
		g_strchomp(words->str);
		return g_string_free(words, FALSE);
	}
	return NULL;
}

/* "Header: value", the value's lines indented under it. */
static void
record_cell(Table *t, const Cell *cell, const char *header)
{
	Layout *l = t->l;
	bool tight = l->tight;
	l->tight = true;
	prefix_push(l, &(Prefix){ .rest_cols = 2 });
	g_free(l->label);
	l->label = header && *header ? g_strconcat(header, ": ", NULL) : NULL;
	cmark_node *first = cmark_node_first_child(cell->node);
	cmark_node_type type = cmark_node_get_type(first);
	if (l->label && type != CMARK_NODE_PARAGRAPH &&
		type < CMARK_NODE_FIRST_INLINE) {
		g_autofree char *label = g_steal_pointer(&l->label);
		block_note(l, label, ROLE_TABLE_HEAD);
	}
	block_children(l, cell->node);
	g_clear_pointer(&l->label, g_free);
	prefix_pop(l);
	l->tight = tight;
}

static bool
row_has_links(const Table *t, const Row *row)
{
	for (guint i = 0; i < row->n; i++) {
		const GArray *spans = cell_at(t, row->first + i)->lines.spans;
		for (guint k = 0; k < spans->len; k++)
			if (g_array_index(spans, PageSpan, k).link > 0)
				return true;
	}
	return false;
}

static void
records_draw(Table *t, guint32 source)
{
	Layout *l = t->l;
	bool head = row_at(t, 0)->head && t->rows->len > 1;
	/* Labels bear no links: then the header is a record too. */
	guint first = head && !row_has_links(t, row_at(t, 0)) ? 1 : 0;
	char *headers[MAX_COLUMNS] = { NULL };
	l->source = source;
	for (guint c = 0; head && c < t->n_columns; c++)
		headers[c] = header_words(t, c);
	for (guint r = first; r < t->rows->len; r++) {
		const Row *row = row_at(t, r);
		layout_gap(l);
		for (guint i = 0; i < row->n; i++) {
			const Cell *cell = cell_at(t, row->first + i);
			if (cell->lines.lines->len > 0)
				record_cell(t, cell,
					r > 0 ? headers[cell->column] : NULL);
		}
	}
	for (guint c = 0; c < MAX_COLUMNS; c++)
		g_free(headers[c]);
}

/* A table that is no table: cell after cell. */
static void
cells_in_order(Layout *l, cmark_node *table)
{
	cmark_node *row = cmark_node_first_child(table);
	for (; row; row = cmark_node_next(row)) {
		if (kind_of(row).kind != KIND_ROW)
			continue;
		cmark_node *cell = cmark_node_first_child(row);
		for (; cell; cell = cmark_node_next(cell)) {
			block_children(l, cell);
			layout_gap(l);
		}
	}
}

/* Columns of the pane that the table is given beyond the measure, so that no
 * cell need be wrapped. */
static int
beyond_measure(const Table *t, int room)
{
	const Layout *l = t->l;
	int wanted = sum(t->natural, t->n_columns) - room;
	int spare = l->options->width - l->right;
	return l->headings && l->lists == 0 ? CLAMP(wanted, 0, MAX(spare, 0))
					    : 0;
}

static void
table_draw(Table *t)
{
	Layout *l = t->l;
	guint32 source = l->source;
	int right = l->right, room = lines_room(l);
	cells_measure(t, room);
	spans_measure(t);
	bool fits = !t->too_wide && !l->options->linear;
	if (fits) {
		l->right += beyond_measure(t, room);
		fits = columns_fit(t, lines_room(l));
	}
	if (fits) {
		cells_narrow(t);
		rows_draw(t, rows_apart(t));
	} else {
		l->right = right;
		records_draw(t, source);
	}
	l->right = right;
}

void
table_layout(Layout *l, cmark_node *node)
{
	Table t = { .l = l };
	bool tight = l->tight;
	l->tight = false;
	layout_gap(l);
	cmark_node *child = cmark_node_first_child(node);
	for (; child; child = cmark_node_next(child)) {
		if (kind_of(child).kind != KIND_CAPTION)
			continue;
		/* It stays with its table. */
		block_layout(l, child);
		l->gap = false;
	}
	t.cells = g_array_new(FALSE, FALSE, sizeof(Cell));
	t.rows = g_array_new(FALSE, FALSE, sizeof(Row));
	table_read(&t, node);
	l->tables++;
	if (t.n_columns == 2 && list_of_table(l, node))
		l->gap = false;
	else if (l->tables > MAX_NESTING || t.n_columns < 2 ||
		t.cells->len > MAX_CELLS)
		cells_in_order(l, node);
	else
		table_draw(&t);
	l->tables--;
	for (guint i = 0; i < t.cells->len; i++)
		lines_clear(&cell_at(&t, i)->lines);
	g_array_free(t.cells, TRUE);
	g_array_free(t.rows, TRUE);
	l->tight = tight;
	layout_gap(l);
}
