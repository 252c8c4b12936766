/* SPDX-License-Identifier: MIT
 *
 * GitHub's additions to Markdown.  Tables and footnotes are found where cmark
 * sees a paragraph and written into the source as HTML; strikethrough, tasks,
 * references and bare URLs are put into cmark's tree.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "doc/internal.h"

enum {
	MAX_COLUMNS = 200,
	MAX_PREFIX = 200,
	TABLE_ROOM = 64 * 1024,
	TABLE_GROWTH = 16
};

typedef struct {
	char **lines; /* of the source, without line ends */
	guint n;
	gsize room; /* bytes that tables may still take as HTML, about */
} Source;

/* Cells of a table's row, trimmed; "\|" is a bar. */
static GPtrArray *
cells_of(const char *row)
{
	GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
	GString *cell = g_string_new(NULL);
	row += strspn(row, " \t");
	row += *row == '|';
	const char *p = row;
	for (; *p && cells->len < MAX_COLUMNS; p++) {
		if (*p == '\\' && p[1] == '|')
			g_string_append_c(cell, *++p);
		else if (*p == '|') {
			g_ptr_array_add(cells, g_strstrip(g_strdup(cell->str)));
			g_string_truncate(cell, 0);
		} else
			g_string_append_c(cell, *p);
	}
	g_strstrip(cell->str);
	if (*cell->str)
		g_ptr_array_add(cells, g_strdup(cell->str));
	g_string_free(cell, TRUE);
	return cells;
}

static bool
is_delimiter(const char *cell)
{
	const char *p = cell + (*cell == ':');
	gsize dashes = strspn(p, "-");
	p += dashes;
	p += *p == ':';
	return dashes && !*p;
}

/* Columns of a delimiter row, or NULL. */
static GPtrArray *
delimiters_of(const char *row)
{
	if (!strchr(row, '-') || row[strspn(row, " \t|:-")])
		return NULL;
	GPtrArray *cells = cells_of(row);
	for (guint i = 0; i < cells->len; i++)
		if (!is_delimiter(cells->pdata[i])) {
			g_ptr_array_unref(cells);
			return NULL;
		}
	if (cells->len > 1 || strchr(row, '|') || strchr(row, ':'))
		return cells;
	g_ptr_array_unref(cells);
	return NULL;
}

static const char *
align_attribute(const char *delimiter)
{
	bool left = *delimiter == ':';
	bool right = g_str_has_suffix(delimiter, ":");
	if (left && right)
		return " align=\"center\"";
	return left ? " align=\"left\"" : right ? " align=\"right\"" : "";
}

/* True if there is room for so many cells.  Short rows are filled up, and
 * each line of a cell repeats PREFIX: a few bytes could become gigabytes. */
static bool
take_room(Source *s, gsize cells, const char *prefix)
{
	enum { LINES = 8 }; /* of a cell, as put_row() writes it */
	gsize bytes = cells * LINES * (strlen(prefix) + 4);
	if (bytes > s->room)
		return false;
	s->room -= bytes;
	return true;
}

/* A row in the source; the empty tag keeps a cell from being a list, say. */
static void
put_row(GString *out, const char *prefix, const char *row, const char *tag,
	const GPtrArray *columns)
{
	g_autoptr(GPtrArray) cells = cells_of(row);
	g_string_append_printf(out, "%s<tr>\n", prefix);
	for (guint i = 0; i < columns->len; i++) {
		const char *align = align_attribute(columns->pdata[i]);
		g_string_append_printf(out, "%s<%s%s>\n", prefix, tag, align);
		if (i < cells->len)
			g_string_append_printf(out, "%s\n%s<i-c></i-c>%s\n%s\n",
				prefix, prefix, (char *)cells->pdata[i],
				prefix);
		g_string_append_printf(out, "%s</%s>\n", prefix, tag);
	}
	g_string_append_printf(out, "%s</tr>\n", prefix);
}

/* What stands before the paragraph on each further line. */
static char *
prefix_of(const char *line, int column)
{
	gsize n = MIN(strlen(line), (gsize)MAX(column - 1, 0));
	char *prefix = g_strndup(line, n);
	for (char *p = prefix; *p; p++)
		if (*p != '>' && *p != '\t')
			*p = ' ';
	return prefix;
}

static const char *
without_prefix(const char *line, const char *prefix)
{
	gsize n = 0;
	while (prefix[n] && line[n] && (line[n] == prefix[n] || line[n] == ' '))
		n++;
	return line + n;
}

/* Lines FROM to TO (exclusive) become one table, in the place of the first;
 * the line before FROM is the header. */
static void
put_table(Source *s, guint head, guint to, const char *prefix, int column,
	const GPtrArray *columns)
{
	GString *out = g_string_new(NULL);
	const char *first = s->lines[head];
	gsize skip = MIN(strlen(first), strlen(prefix));
	g_autofree char *marker = g_strndup(first, skip);
	g_string_append_printf(
		out, "%s<table role=\"table\">\n%s<thead>\n", marker, prefix);
	put_row(out, prefix, first + skip, "th", columns);
	g_string_append_printf(out, "%s</thead>\n", prefix);
	for (guint i = head + 2; i < to; i++)
		put_row(out, prefix, without_prefix(s->lines[i], prefix), "td",
			columns);
	g_string_append_printf(out, "%s</table>\n%s", prefix, prefix);
	for (guint i = head; i < to; i++)
		g_free(s->lines[i]);
	s->lines[head] = g_string_free(out, FALSE);
	for (guint i = head + 1; i < to; i++)
		s->lines[i] = NULL;
}

static void
find_table(Source *s, cmark_node *paragraph)
{
	int start = cmark_node_get_start_line(paragraph) - 1;
	int end = cmark_node_get_end_line(paragraph);
	int column = cmark_node_get_start_column(paragraph);
	if (start < 0 || end > (int)s->n || end - start < 2 ||
		column > MAX_PREFIX)
		return;
	for (int i = start; i + 1 < end; i++) {
		g_autofree char *prefix = prefix_of(s->lines[start], column);
		const char *row = without_prefix(s->lines[i + 1], prefix);
		g_autoptr(GPtrArray) columns = delimiters_of(row);
		if (!columns)
			continue;
		const char *head = i == start
			? s->lines[i] + strlen(prefix)
			: without_prefix(s->lines[i], prefix);
		g_autoptr(GPtrArray) heads = cells_of(head);
		if (heads->len != columns->len)
			continue;
		gsize cells = (gsize)(end - i) * columns->len;
		if (i == start && take_room(s, cells, prefix))
			put_table(s, (guint)i, (guint)end, prefix, column,
				columns);
		return;
	}
}

static void
find_tables(Source *s, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (e == CMARK_EVENT_ENTER &&
			cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
			find_table(s, node);
	}
	cmark_iter_free(iter);
}

static bool
may_have_tables(const char *data)
{
	return strstr(data, "|-") || strstr(data, "-|") ||
		strstr(data, "- |") || strstr(data, ":-") || strstr(data, "-:");
}

/* Length of "[^label]:" at the start of LINE, or 0. */
static gsize
definition(const char *line)
{
	gsize indent = strspn(line, " ");
	const char *p = line + indent;
	if (indent > 3 || p[0] != '[' || p[1] != '^')
		return 0;
	gsize n = strcspn(p + 2, "] \t[<>\"&");
	return n && n < 60 && p[n + 2] == ']' && p[n + 3] == ':'
		? indent + n + 4
		: 0;
}

static void
put_definition(Source *s, guint *i, GString *out)
{
	const char *line = s->lines[*i];
	gsize n = definition(line);
	const char *label = strstr(line, "[^") + 2;
	g_string_append_printf(out,
		"\n<div class=\"footnote-definition\" id=\"fn-%.*s\">\n\n%s\n",
		(int)strcspn(label, "]"), label,
		line + n + strspn(line + n, " \t"));
	while (*i + 1 < s->n) {
		const char *next = s->lines[*i + 1];
		bool blank = !next[strspn(next, " \t\r")];
		bool indented = g_str_has_prefix(next, "    ") || *next == '\t';
		bool after_blank = !s->lines[*i][strspn(s->lines[*i], " \t\r")];
		if (definition(next) || (!blank && !indented && after_blank))
			break;
		g_string_append_printf(out, "%s\n",
			indented ? next + (*next == '\t' ? 1 : 4) : next);
		++*i;
	}
	g_string_append(out, "\n</div>\n\n");
}

static bool
toggles_fence(const char *line)
{
	line += strspn(line, " >");
	return g_str_has_prefix(line, "```") || g_str_has_prefix(line, "~~~");
}

static char *
join(const Source *s)
{
	GString *out = g_string_new(NULL);
	bool fence = false;
	for (guint i = 0; i < s->n; i++) {
		if (!s->lines[i])
			continue;
		fence ^= toggles_fence(s->lines[i]);
		if (!fence && definition(s->lines[i])) {
			Source rest = *s;
			put_definition(&rest, &i, out);
		} else {
			g_string_append_printf(out, "%s\n", s->lines[i]);
		}
	}
	return g_string_free(out, FALSE);
}

static void
close_gaps(Source *s)
{
	guint kept = 0;
	for (guint i = 0; i < s->n; i++)
		if (s->lines[i])
			s->lines[kept++] = s->lines[i];
	s->n = kept;
	s->lines[kept] = NULL;
}

char *
gfm_source(const char *data, gsize len)
{
	g_autofree char *copy = g_strndup(data, len);
	bool tables = may_have_tables(copy);
	if (!tables && !strstr(copy, "[^"))
		return g_steal_pointer(&copy);
	Source s = { .lines = g_strsplit(copy, "\n", -1),
		.room = TABLE_ROOM + TABLE_GROWTH * len };
	s.n = g_strv_length(s.lines);
	if (tables) {
		cmark_node *root = cmark_parse_document(
			copy, strlen(copy), CMARK_OPT_DEFAULT);
		find_tables(&s, root);
		cmark_node_free(root);
		close_gaps(&s);
	}
	char *out = join(&s);
	g_strfreev(s.lines);
	return out;
}

/* Inserts TEXT (or HTML) before NODE. */
static void
insert(cmark_node *node, cmark_node_type type, const char *s, gsize len)
{
	if (!len)
		return;
	g_autofree char *copy = g_strndup(s, len);
	cmark_node *piece = cmark_node_new(type);
	cmark_node_set_literal(piece, copy);
	cmark_node_insert_before(node, piece);
}

static void
insert_link(cmark_node *node, const char *s, const AutoLink *link)
{
	g_autofree char *text = g_strndup(s + link->start, link->len);
	g_autofree char *url = g_strconcat(link->prefix, text, NULL);
	cmark_node *a = cmark_node_new(CMARK_NODE_LINK);
	cmark_node *t = cmark_node_new(CMARK_NODE_TEXT);
	cmark_node_set_url(a, url);
	cmark_node_set_literal(t, text);
	cmark_node_append_child(a, t);
	cmark_node_insert_before(node, a);
}

/* "[^label]" at P: its length, or 0. */
static gsize
reference(const char *p)
{
	if (p[0] != '[' || p[1] != '^')
		return 0;
	gsize n = strcspn(p + 2, "] \t[<>\"&\n");
	return n && n < 60 && p[n + 2] == ']' ? n + 3 : 0;
}

static gsize
insert_references(cmark_node *node, const char *s, gsize from, gsize to)
{
	for (gsize i = from; i < to; i++) {
		gsize n = reference(s + i);
		if (!n || i + n > to)
			continue;
		insert(node, CMARK_NODE_TEXT, s + from, i - from);
		g_autofree char *a = g_strdup_printf(
			"<a class=\"footnote-ref\" href=\"#fn-%.*s\">%.*s</a>",
			(int)n - 3, s + i + 2, (int)n - 3, s + i + 2);
		insert(node, CMARK_NODE_HTML_INLINE, a, strlen(a));
		from = i + n;
		i = from - 1;
	}
	return from;
}

static void
split_text(cmark_node *node, bool links)
{
	const char *literal = cmark_node_get_literal(node);
	if (!strstr(literal, "[^") &&
		(!links ||
			(!strstr(literal, "://") && !strstr(literal, "www.") &&
				!strchr(literal, '@'))))
		return;
	g_autofree char *s = g_strdup(literal);
	gsize len = strlen(s), at = 0;
	AutoLink link;
	while (links && autolink_next(s, len, at, &link)) {
		at = insert_references(node, s, at, link.start);
		insert(node, CMARK_NODE_TEXT, s + at, link.start - at);
		insert_link(node, s, &link);
		at = link.start + link.len;
	}
	at = insert_references(node, s, at, len);
	cmark_node_set_literal(node, s + at);
}

/* The checkbox at the start of an item. */
static void
find_task(cmark_node *paragraph)
{
	cmark_node *item = cmark_node_parent(paragraph);
	cmark_node *text = cmark_node_first_child(paragraph);
	if (cmark_node_get_type(item) != CMARK_NODE_ITEM || !text ||
		cmark_node_get_type(text) != CMARK_NODE_TEXT ||
		cmark_node_previous(paragraph))
		return;
	const char *s = cmark_node_get_literal(text);
	if (s[0] != '[' || !strchr(" xX", s[1]) || !s[1] || s[2] != ']' ||
		s[3] != ' ')
		return;
	g_autofree char *rest = g_strdup(s + 3);
	static const char done[] = "<input type=\"checkbox\" checked>";
	static const char open[] = "<input type=\"checkbox\">";
	const char *box = s[1] == ' ' ? open : done;
	insert(text, CMARK_NODE_HTML_INLINE, box, strlen(box));
	cmark_node_set_literal(text, rest);
}

typedef struct {
	cmark_node *node;
	gsize at, n;
} Tildes;

/* Splits NODE so that the tildes become TAG; returns what is left of it. */
static void
put_tag(const Tildes *t, const char *tag)
{
	g_autofree char *s = g_strdup(cmark_node_get_literal(t->node));
	insert(t->node, CMARK_NODE_TEXT, s, t->at);
	insert(t->node, CMARK_NODE_HTML_INLINE, tag, strlen(tag));
	cmark_node_set_literal(t->node, s + t->at + t->n);
}

static bool
next_tildes(cmark_node *node, gsize from, Tildes *t)
{
	const char *s = cmark_node_get_literal(node);
	const char *p = strchr(s + from, '~');
	if (!p)
		return false;
	*t = (Tildes){ node, p - s, strspn(p, "~") };
	return true;
}

static bool
opens(const Tildes *t)
{
	const char *s = cmark_node_get_literal(t->node);
	char after = s[t->at + t->n];
	return t->n <= 2 &&
		(after ? !g_ascii_isspace(after)
		       : cmark_node_next(t->node) != NULL);
}

static bool
closes(const Tildes *t)
{
	const char *s = cmark_node_get_literal(t->node);
	return t->n <= 2 &&
		(t->at ? !g_ascii_isspace(s[t->at - 1])
		       : cmark_node_previous(t->node) != NULL);
}

static void
find_strikes(cmark_node *parent)
{
	Tildes open = { 0 }, t;
	cmark_node *next;
	for (cmark_node *n = cmark_node_first_child(parent); n; n = next) {
		next = cmark_node_next(n);
		if (cmark_node_get_type(n) != CMARK_NODE_TEXT)
			continue;
		gsize from = 0;
		while (next_tildes(n, from, &t)) {
			from = t.at + t.n;
			if (open.node && open.n == t.n && closes(&t)) {
				if (open.node == n) {
					put_tag(&t, "</del>");
					/* What was before is a new node. */
					open.node = cmark_node_previous(
						cmark_node_previous(n));
				} else {
					put_tag(&t, "</del>");
				}
				put_tag(&open, "<del>");
				open.node = NULL;
				from = 0;
			} else if (!open.node && opens(&t)) {
				open = t;
			}
		}
	}
}

static bool
has_inlines(cmark_node_type type)
{
	return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
		type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG ||
		type == CMARK_NODE_LINK;
}

typedef void (*Visit)(cmark_node *node);

/* Calls VISIT on leaving each node with inlines, when what is below it has
 * been walked. */
static void
each_parent(cmark_node *root, Visit visit_node)
{
	cmark_iter *iter = cmark_iter_new(root);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (e == CMARK_EVENT_EXIT &&
			has_inlines(cmark_node_get_type(node)))
			visit_node(node);
	}
	cmark_iter_free(iter);
}

static void
find_inlines(cmark_node *parent)
{
	bool links = cmark_node_get_type(parent) != CMARK_NODE_LINK;
	cmark_node *next;
	for (cmark_node *n = cmark_node_first_child(parent); n; n = next) {
		next = cmark_node_next(n);
		if (cmark_node_get_type(n) == CMARK_NODE_TEXT)
			split_text(n, links);
	}
	if (cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH)
		find_task(parent);
}

void
gfm_tree(cmark_node *root)
{
	cmark_consolidate_text_nodes(root);
	each_parent(root, find_inlines);
	each_parent(root, find_strikes);
}
