/* SPDX-License-Identifier: MIT
 *
 * The tree as CommonMark that parses back to it: cmark's own renderer over a
 * copy in which everything that it would write wrongly is written as HTML.
 * Tables are GFM, or HTML where they span, nest or have several heads.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "doc/builder.h"

enum { MAX_ITEMS = 1000 };

/* Footnotes by number.  What is written must not depend on another note
 * having the same label, so such have none. */
typedef struct {
	GHashTable *labels;  /* number → label for "[^label]" */
	GHashTable *numbers; /* label → number */
	GHashTable *defined; /* numbers of the notes that there are */
} Notes;

static void copy_children(const Notes *notes, cmark_node *from, cmark_node *to);

static cmark_node *
put(cmark_node *parent, cmark_node *node)
{
	if (cmark_node_append_child(parent, node))
		return node;
	cmark_node_free(node);
	return NULL;
}

static void
put_raw_block(cmark_node *parent, const char *html)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_HTML_BLOCK);
	cmark_node_set_literal(node, html);
	put(parent, node);
}

static cmark_node *
put_raw(cmark_node *parent, const char *before, const char *after)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
	cmark_node_set_on_enter(node, before);
	cmark_node_set_on_exit(node, after);
	return put(parent, node);
}

/* The character that the Markdown of NODE's neighbour ends or starts with;
 * a space at a block's border. */
static gunichar
edge(cmark_node *node, bool last)
{
	while (node) {
		cmark_node_type type = cmark_node_get_type(node);
		if (type == CMARK_NODE_LINEBREAK ||
			type == CMARK_NODE_SOFTBREAK)
			return ' ';
		if (type == CMARK_NODE_CODE || type == CMARK_NODE_LINK ||
			type == CMARK_NODE_IMAGE || type == CMARK_NODE_EMPH ||
			type == CMARK_NODE_STRONG || kind_of(node).kind)
			return '*';
		const char *s = cmark_node_get_literal(node);
		if (s && *s)
			return last ? g_utf8_get_char(
					      g_utf8_prev_char(s + strlen(s)))
				    : g_utf8_get_char(s);
		node = last ? cmark_node_previous(node) : cmark_node_next(node);
	}
	return ' ';
}

static gunichar
outside(cmark_node *node, bool after)
{
	cmark_node *next =
		after ? cmark_node_next(node) : cmark_node_previous(node);
	if (next)
		return edge(next, !after);
	cmark_node_type parent = cmark_node_get_type(cmark_node_parent(node));
	return parent >= CMARK_NODE_FIRST_INLINE &&
			parent != CMARK_NODE_CUSTOM_INLINE
		? '*'
		: ' ';
}

static bool
is_wordy(gunichar c)
{
	return !g_unichar_isspace(c) && !g_unichar_ispunct(c) &&
		g_unichar_type(c) != G_UNICODE_OTHER_SYMBOL;
}

static bool
is_emphasis(cmark_node *node)
{
	cmark_node_type type =
		node ? cmark_node_get_type(node) : CMARK_NODE_NONE;
	return type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG;
}

/* True if asterisks around NODE's content would be read as they are meant. */
static bool
stars_hold(cmark_node *node)
{
	cmark_node *first = cmark_node_first_child(node);
	cmark_node *last = cmark_node_last_child(node);
	if (!first || is_emphasis(first) || is_emphasis(last) ||
		is_emphasis(cmark_node_previous(node)) ||
		is_emphasis(cmark_node_next(node)))
		return false;
	gunichar in = edge(first, false), out = edge(last, true);
	if (g_unichar_isspace(in) || g_unichar_isspace(out))
		return false;
	return (is_wordy(in) || !is_wordy(outside(node, false))) &&
		(is_wordy(out) || !is_wordy(outside(node, true)));
}

static void
copy_emphasis(const Notes *notes, cmark_node *node, cmark_node *to)
{
	cmark_node_type type = cmark_node_get_type(node);
	cmark_node *copy;
	if (stars_hold(node))
		copy = put(to, cmark_node_new(type));
	else if (type == CMARK_NODE_EMPH)
		copy = put_raw(to, "<em>", "</em>");
	else
		copy = put_raw(to, "<strong>", "</strong>");
	if (copy)
		copy_children(notes, node, copy);
}

static bool
is_code(cmark_node *node)
{
	return node && cmark_node_get_type(node) == CMARK_NODE_CODE;
}

/* Ticks that touch would be read as one: neighbours become one, too. */
static void
copy_code(cmark_node *node, cmark_node *to)
{
	if (is_code(cmark_node_previous(node)))
		return;
	g_autoptr(GString) all = g_string_new(NULL);
	for (; is_code(node); node = cmark_node_next(node))
		g_string_append(all, cmark_node_get_literal(node));
	cmark_node *copy = cmark_node_new(CMARK_NODE_CODE);
	cmark_node_set_literal(copy, all->str);
	put(to, copy);
}

static void
put_text(const char *s, gsize len, cmark_node *to)
{
	if (!len)
		return;
	g_autofree char *piece = g_strndup(s, len);
	put(to, builder_text_node(piece));
}

static char *
render(cmark_node *root)
{
	cmark_consolidate_text_nodes(root);
	char *s = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0);
	char *copy = g_strdup(s);
	free(s);
	cmark_node_free(root);
	return copy;
}

/* cmark knows nothing of strikethrough and leaves tildes as they are. */
static void
copy_text(const char *literal, cmark_node *to)
{
	for (const char *tilde; (tilde = strchr(literal, '~'));
		literal = tilde + 1) {
		put_text(literal, tilde - literal, to);
		put_raw(to, "\\~", "");
	}
	put_text(literal, strlen(literal), to);
}

static const char *
label_of(const Notes *notes, guint number)
{
	return g_hash_table_lookup(notes->labels, GUINT_TO_POINTER(number));
}

static void
copy_reference(const Notes *notes, cmark_node *node, cmark_node *to)
{
	guint number = kind_of(node).number;
	const char *label = label_of(notes, number);
	bool defined =
		g_hash_table_contains(notes->defined, GUINT_TO_POINTER(number));
	if (defined && label) {
		g_autofree char *mark = g_strdup_printf("[^%s]", label);
		put_raw(to, mark, "");
		return;
	}
	g_autofree char *open =
		defined ? kind_open_tag(node) : g_strdup("<sup>");
	g_autofree char *close =
		defined ? kind_close_tag(node) : g_strdup("</sup>");
	cmark_node *copy = put_raw(to, open, close);
	if (copy)
		copy_children(notes, node, copy);
}

static void
copy_task(cmark_node *node, cmark_node *to)
{
	cmark_node *next = cmark_node_next(node);
	const char *text = next ? cmark_node_get_literal(next) : NULL;
	put_raw(to, kind_of(node).number ? "[x]" : "[ ]",
		text && *text == ' ' ? "" : " ");
}

static void
copy_inline_kind(const Notes *notes, cmark_node *node, cmark_node *to)
{
	KindInfo info = kind_of(node);
	if (info.kind == KIND_EMBED || info.kind == KIND_NONE) {
		copy_children(notes, node, to);
		return;
	}
	if (info.kind == KIND_TASK) {
		copy_task(node, to);
		return;
	}
	if (info.kind == KIND_FOOTNOTE_REF) {
		copy_reference(notes, node, to);
		return;
	}
	g_autofree char *open =
		info.kind == KIND_DEL ? g_strdup("~~") : kind_open_tag(node);
	g_autofree char *close =
		info.kind == KIND_DEL ? g_strdup("~~") : kind_close_tag(node);
	cmark_node *copy = put_raw(to, open, close);
	if (copy)
		copy_children(notes, node, copy);
}

/* One line of Markdown for a table's cell. */
static void
append_inlines(const Notes *notes, cmark_node *block, GString *out)
{
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);
	cmark_node *paragraph = put(root, cmark_node_new(CMARK_NODE_PARAGRAPH));
	copy_children(notes, block, paragraph);
	g_autofree char *s = g_strchomp(render(root));
	for (const char *p = s; *p; p++) {
		if (*p == '\n') {
			if (out->len > 1 && p > s && p[-1] == ' ')
				g_string_truncate(out, out->len - 2);
			g_string_append(
				out, p > s && p[-1] == ' ' ? "<br>" : " ");
		} else if (*p == '|') {
			g_string_append(out, "\\|");
		} else {
			g_string_append_c(out, *p);
		}
	}
}

static void
append_row(const Notes *notes, cmark_node *row, guint columns, GString *out)
{
	cmark_node *cell = row ? cmark_node_first_child(row) : NULL;
	g_string_append_c(out, '|');
	for (guint n = 0; n < columns; n++) {
		g_string_append_c(out, ' ');
		if (cell && cmark_node_first_child(cell))
			append_inlines(
				notes, cmark_node_first_child(cell), out);
		g_string_append(out, " |");
		cell = cmark_node_next(cell);
	}
	g_string_append_c(out, '\n');
}

static void
append_delimiters(cmark_node *row, GString *out)
{
	static const char *const marks[] = { " --- |", " :-- |", " :-: |",
		" --: |" };
	g_string_append_c(out, '|');
	for (cmark_node *c = cmark_node_first_child(row); c;
		c = cmark_node_next(c))
		g_string_append(out, marks[kind_of(c).align]);
	g_string_append_c(out, '\n');
}

enum { MAX_COLUMNS = 100 };

static bool
is_simple_cell(cmark_node *cell, cmark_node *above, bool head)
{
	KindInfo info = kind_of(cell);
	cmark_node *block = cmark_node_first_child(cell);
	return info.head == head && info.colspan == 1 && info.rowspan == 1 &&
		above && kind_of(above).align == info.align &&
		(!block ||
			(cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH &&
				!cmark_node_next(block)));
}

/* True if GitHub's table has words for it: as many cells in each row, with
 * one paragraph at most, and head cells only in the first. */
static bool
is_simple_table(cmark_node *table)
{
	cmark_node *first = cmark_node_first_child(table);
	cmark_node *top = first ? cmark_node_first_child(first) : NULL;
	bool head = kind_of(top).head;
	guint n = 0;
	for (cmark_node *r = first; r; r = cmark_node_next(r)) {
		if (kind_of(r).kind != KIND_ROW)
			return false;
		cmark_node *above = top;
		for (cmark_node *c = cmark_node_first_child(r); c;
			c = cmark_node_next(c)) {
			if (!is_simple_cell(c, above, head && r == first))
				return false;
			above = cmark_node_next(above);
			n += r == first;
		}
		if (above)
			return false;
	}
	return top && n <= MAX_COLUMNS;
}

static void
copy_table(const Notes *notes, cmark_node *table, cmark_node *to)
{
	g_autoptr(GString) s = g_string_new(NULL);
	cmark_node *first = cmark_node_first_child(table);
	cmark_node *top = cmark_node_first_child(first);
	guint columns = 0;
	for (cmark_node *c = top; c; c = cmark_node_next(c))
		columns++;
	cmark_node *head = kind_of(top).head ? first : NULL;
	append_row(notes, head, columns, s);
	append_delimiters(first, s);
	for (cmark_node *r = head ? cmark_node_next(head) : first; r;
		r = cmark_node_next(r))
		append_row(notes, r, columns, s);
	put_raw_block(to, s->str);
}

static void
copy_block_kind(const Notes *notes, cmark_node *node, cmark_node *to)
{
	if (kind_of(node).kind == KIND_TABLE && is_simple_table(node)) {
		copy_table(notes, node, to);
		return;
	}
	KindInfo info = kind_of(node);
	const char *label = info.kind == KIND_FOOTNOTE
		? label_of(notes, info.number)
		: NULL;
	g_autofree char *open = label
		? g_strdup_printf("<div class=\"footnote-definition\" "
				  "id=\"fn-%s\">",
			  label)
		: kind_open_tag(node);
	g_autofree char *close = kind_close_tag(node);
	put_raw_block(to, open);
	copy_children(notes, node, to);
	put_raw_block(to, close);
}

static void
copy_details(cmark_node *node, cmark_node *copy)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		cmark_node_set_heading_level(
			copy, cmark_node_get_heading_level(node));
		break;
	case CMARK_NODE_LIST:
		cmark_node_set_list_type(copy, cmark_node_get_list_type(node));
		cmark_node_set_list_start(
			copy, cmark_node_get_list_start(node));
		cmark_node_set_list_delim(
			copy, cmark_node_get_list_delim(node));
		cmark_node_set_list_tight(
			copy, cmark_node_get_list_tight(node));
		break;
	case CMARK_NODE_CODE_BLOCK:
		cmark_node_set_literal(copy, cmark_node_get_literal(node));
		cmark_node_set_fence_info(
			copy, cmark_node_get_fence_info(node));
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		cmark_node_set_url(copy, cmark_node_get_url(node));
		cmark_node_set_title(copy, cmark_node_get_title(node));
		break;
	default:
		break;
	}
}

/* HTML blocks need blank lines around them. */
static bool
has_html(cmark_node *list)
{
	for (cmark_node *i = cmark_node_first_child(list); i;
		i = cmark_node_next(i))
		for (cmark_node *b = cmark_node_first_child(i); b;
			b = cmark_node_next(b))
			if (cmark_node_get_type(b) == CMARK_NODE_HTML_BLOCK)
				return true;
	return false;
}

/* For the number of an item cmark's renderer counts from the first one: a
 * list much longer than any real one is written in parts. */
static void
split_list(cmark_node *list)
{
	int n = 0, start = cmark_node_get_list_start(list);
	cmark_node *part = list, *next;
	for (cmark_node *item = cmark_node_first_child(list); item;
		item = next, n++) {
		next = cmark_node_next(item);
		if (n > 0 && n % MAX_ITEMS == 0) {
			cmark_node *more = cmark_node_new(CMARK_NODE_LIST);
			copy_details(list, more);
			cmark_node_set_list_start(more, start + n);
			cmark_node_insert_after(part, more);
			part = more;
		}
		if (part != list)
			cmark_node_append_child(part, item);
	}
}

static void
copy_list(const Notes *notes, cmark_node *node, cmark_node *to)
{
	cmark_node *copy = put(to, cmark_node_new(CMARK_NODE_LIST));
	if (!copy)
		return;
	copy_details(node, copy);
	copy_children(notes, node, copy);
	if (has_html(copy))
		cmark_node_set_list_tight(copy, 0);
	if (cmark_node_get_list_type(copy) == CMARK_ORDERED_LIST)
		split_list(copy);
}

static void
copy_plain(const Notes *notes, cmark_node *node, cmark_node *to)
{
	cmark_node *copy = put(to, cmark_node_new(cmark_node_get_type(node)));
	if (!copy)
		return;
	copy_details(node, copy);
	copy_children(notes, node, copy);
}

static void
copy_node(const Notes *notes, cmark_node *node, cmark_node *to)
{
	bool heading = cmark_node_get_type(to) == CMARK_NODE_HEADING;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		copy_text(cmark_node_get_literal(node), to);
		break;
	case CMARK_NODE_CODE:
		copy_code(node, to);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		copy_emphasis(notes, node, to);
		break;
	case CMARK_NODE_CUSTOM_INLINE:
		copy_inline_kind(notes, node, to);
		break;
	case CMARK_NODE_CUSTOM_BLOCK:
		copy_block_kind(notes, node, to);
		break;
	case CMARK_NODE_LIST:
		copy_list(notes, node, to);
		break;
	case CMARK_NODE_LINEBREAK:
		if (heading)
			copy_text(" ", to);
		else
			copy_plain(notes, node, to);
		break;
	default:
		copy_plain(notes, node, to);
	}
}

/* Recursion is bounded by the builder's depth. */
static void
copy_children(const Notes *notes, cmark_node *from, cmark_node *to)
{
	for (cmark_node *c = cmark_node_first_child(from); c;
		c = cmark_node_next(c))
		copy_node(notes, c, to);
}

static bool
is_label(const char *s)
{
	gsize n = strspn(s,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789-_");
	return n && n < 50 && !s[n];
}

static void
note_label(Notes *notes, cmark_node *ref)
{
	gpointer number = GUINT_TO_POINTER(kind_of(ref).number);
	g_autofree char *label = node_line(ref);
	if (!is_label(label) || g_hash_table_contains(notes->labels, number))
		return;
	gpointer other = g_hash_table_lookup(notes->numbers, label);
	if (other) {
		g_hash_table_insert(notes->labels, number, NULL);
		g_hash_table_insert(notes->labels, other, NULL);
		return;
	}
	g_hash_table_insert(notes->numbers, g_strdup(label), number);
	g_hash_table_insert(notes->labels, number, g_steal_pointer(&label));
}

static Notes
notes_of(cmark_node *root)
{
	Notes notes = {
		.labels = g_hash_table_new_full(NULL, NULL, NULL, g_free),
		.numbers = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL),
		.defined = g_hash_table_new(NULL, NULL),
	};
	cmark_iter *iter = cmark_iter_new(root);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		KindInfo info = kind_of(node);
		if (e == CMARK_EVENT_ENTER && info.kind == KIND_FOOTNOTE_REF)
			note_label(&notes, node);
		if (e == CMARK_EVENT_ENTER && info.kind == KIND_FOOTNOTE)
			g_hash_table_add(
				notes.defined, GUINT_TO_POINTER(info.number));
	}
	cmark_iter_free(iter);
	return notes;
}

char *
doc_to_markdown(const Doc *doc)
{
	Notes notes = notes_of(doc->root);
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);
	copy_children(&notes, doc->root, root);
	g_hash_table_unref(notes.labels);
	g_hash_table_unref(notes.numbers);
	g_hash_table_unref(notes.defined);
	return render(root);
}

static cmark_node *
paragraph_of(cmark_node *inline_node)
{
	cmark_node *p = cmark_node_new(CMARK_NODE_PARAGRAPH);
	cmark_node_append_child(p, inline_node);
	return p;
}

static cmark_node *
head_title(const char *title)
{
	g_autofree char *clean = text_clean(title, -1, TEXT_LINE);
	cmark_node *heading = cmark_node_new(CMARK_NODE_HEADING);
	cmark_node_append_child(heading, builder_text_node(clean));
	return heading;
}

static cmark_node *
head_address(const char *url)
{
	cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
	cmark_node_set_url(link, url);
	cmark_node_append_child(link, builder_text_node(url));
	return paragraph_of(link);
}

char *
doc_to_markdown_page(const Doc *doc, const DocHead *head)
{
	DocHead all = head_complete(doc, head);
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);
	g_autofree char *url = head_url(&all);
	g_autofree char *byline = doc_head_line(&all);
	if (all.title && *all.title)
		cmark_node_append_child(root, head_title(all.title));
	if (url)
		cmark_node_append_child(root, head_address(url));
	if (*byline)
		cmark_node_append_child(
			root, paragraph_of(builder_text_node(byline)));
	g_autofree char *above = render(root);
	g_autofree char *body = doc_to_markdown(doc);
	bool both = above[0] && above[0] != '\n' && *body;
	return g_strconcat(
		above[0] == '\n' ? "" : above, both ? "\n" : "", body, NULL);
}
