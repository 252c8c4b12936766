/* SPDX-License-Identifier: MIT
 *
 * From inline nodes to a run: flat text with styles.
 */
#include <config.h>

#include "page/layout.h"

#include "base/i18n.h"

#include <string.h>

/* More link marks than these never wait at one place. */
#define MAX_MARKS 8
/* So much of inline code is kept whole. */
#define MAX_WHOLE 40

typedef struct {
	Layout *l;
	Style now, was;       /* WAS: of the inline that ends */
	int marks[MAX_MARKS]; /* link numbers waiting for the word to end */
	int n_marks;
	bool image;  /* the last thing was a picture */
	gsize start; /* of what the inline that ends put into the run */
} Walk;

void
run_clear(Layout *l)
{
	g_string_truncate(l->run.text, 0);
	g_array_set_size(l->run.segs, 0);
	g_array_set_size(l->run.glued, 0);
}

void
run_append(Layout *l, const char *s, gsize len, Style style, bool ours)
{
	Run *run = &l->run;
	if (len == 0)
		return;
	Seg seg = { (guint32)run->text->len, l->source, ours, style };
	const Seg *last = run->segs->len == 0
		? NULL
		: &g_array_index(run->segs, Seg, run->segs->len - 1);
	if (!last || ours || last->ours ||
		memcmp(&last->style, &style, sizeof style) != 0)
		g_array_append_val(run->segs, seg);
	g_string_append_len(run->text, s, (gssize)len);
	if (ours)
		return;
	l->source += (guint32)len;
	if (style.link != l->marked)
		l->marked = 0;
}

void
run_insert(Run *run, gsize at, const char *s)
{
	guint32 len = (guint32)strlen(s);
	g_string_insert(run->text, (gssize)at, s);
	for (guint i = run->segs->len; i-- > 0;) {
		Seg *seg = &g_array_index(run->segs, Seg, i);
		if (seg->start <= at)
			break;
		seg->start += len;
	}
	for (guint i = run->glued->len; i-- > 0;) {
		guint32 *place = &g_array_index(run->glued, guint32, i);
		if (*place <= at)
			break;
		*place += len;
	}
}

static void
ours_append(Walk *w, const char *s, Style style)
{
	run_append(w->l, s, strlen(s), style, true);
}

/* Length of the letters at the start of S that go on a linked word
 * ("links", "Rust's"): the mark comes after them.  No more than 32 bytes,
 * and none in scripts that put no space between words. */
static gsize
word_rest(const char *s, gsize len)
{
	gsize i = 0;
	while (i < len && i < 32) {
		gunichar c = g_utf8_get_char(s + i);
		bool quote = (c == '\'' || c == 0x2019) && i + 1 < len &&
			g_ascii_isalpha(s[i + g_utf8_skip[(guchar)s[i]]]);
		if (!quote && (!g_unichar_isalnum(c) || c >= 0x2E80))
			break;
		i += (gsize)g_utf8_skip[(guchar)s[i]];
	}
	return i;
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	return *(const int *)a - *(const int *)b;
}

/* Each mark is set off by a space at which the line is not broken. */
static void
marks_flush(Walk *w)
{
	Run *run = &w->l->run;
	if (w->n_marks == 0)
		return;
	qsort(w->marks, (gsize)w->n_marks, sizeof w->marks[0], by_number);
	gsize len = run->text->len;
	bool spaced = len == 0 || run->text->str[len - 1] == '\n' ||
		text_blank_end(run->text->str, len) > 0;
	for (int i = 0; i < w->n_marks; i++) {
		char mark[16];
		if (i > 0 && w->marks[i] == w->marks[i - 1])
			continue;
		g_snprintf(mark, sizeof mark, "[%d]", w->marks[i]);
		/* Part of the link, so that its address is sent once. */
		Style blank = w->now;
		blank.link = (guint16)MIN(w->marks[i], G_MAXUINT16);
		if (!spaced && i == 0)
			ours_append(w, " ", blank);
		if (run->text->len > 0) {
			guint32 at = (guint32)run->text->len;
			g_array_append_val(run->glued, at);
		}
		Style style = STYLE(ROLE_LINK_NUMBER);
		style.link = (guint16)MIN(w->marks[i], G_MAXUINT16);
		ours_append(w, mark, style);
		w->l->marked = style.link;
	}
	w->n_marks = 0;
}

static void
mark_add(Walk *w, int number)
{
	if (number <= 0 || !w->l->options->link_numbers ||
		number == w->l->marked)
		return;
	if (w->n_marks == MAX_MARKS)
		marks_flush(w);
	w->marks[w->n_marks++] = number;
}

static void
text_append(Walk *w, const char *s)
{
	gsize len = s ? strlen(s) : 0;
	if (w->image && len > 0) {
		marks_flush(w);
		if (!strchr(" \n.,;:!?)]", *s))
			ours_append(w, " ", w->now);
		w->image = false;
	}
	/* The same link goes on: its number comes where it ends. */
	if (w->n_marks == 1 && w->marks[0] == w->now.link)
		w->n_marks = 0;
	if (w->n_marks > 0 && len > 0) {
		gsize rest = word_rest(s, len);
		run_append(w->l, s, rest, w->now, false);
		s += rest;
		len -= rest;
		if (len == 0)
			return;
		marks_flush(w);
	}
	run_append(w->l, s, len, w->now, false);
}

/* Puts ROLE upon what is there: headings, table heads and links keep their
 * role and take the attribute instead. */
static void
style_add(Style *style, Role role, guint8 attrs)
{
	bool heading =
		style->role >= ROLE_HEADING1 && style->role <= ROLE_HEADING6;
	bool keeps = heading || style->role == ROLE_LINK ||
		style->role == ROLE_TABLE_HEAD || style->role == ROLE_TITLE;
	if (keeps && role == ROLE_LINK && style->role != ROLE_LINK) {
		style->attrs |= ATTR_UNDERLINE;
		return;
	}
	if (keeps) {
		style->attrs |= attrs;
		return;
	}
	if (style->role == ROLE_STRONG)
		style->attrs |= ATTR_BOLD;
	if (style->role == ROLE_EMPHASIS)
		style->attrs |= ATTR_ITALIC;
	if (style->role == ROLE_DELETED)
		style->attrs |= ATTR_STRIKE;
	style->role = (guint8)role;
}

typedef void (*InlineOp)(Walk *w, cmark_node *node);

/* True if NODE is the space between two halves of one link. */
static bool
parts_link(const Walk *w, cmark_node *node)
{
	return w->n_marks == 1 && !w->image &&
		strcmp(cmark_node_get_literal(node), " ") == 0 &&
		doc_link_number(w->l->doc, cmark_node_next(node)) ==
		w->marks[0];
}

static void
text_enter(Walk *w, cmark_node *node)
{
	const char *s = cmark_node_get_literal(node);
	if (parts_link(w, node))
		run_append(w->l, s, strlen(s), w->now, false);
	else
		text_append(w, s);
}

static void
softbreak_enter(Walk *w, cmark_node *node)
{
	text_append(w, " ");
}

static void
linebreak_enter(Walk *w, cmark_node *node)
{
	text_append(w, "\n");
}

static void
code_enter(Walk *w, cmark_node *node)
{
	GString *text = w->l->run.text;
	style_add(&w->now, ROLE_CODE, 0);
	gsize start = text->len;
	text_append(w, cmark_node_get_literal(node));
	/* "--no-default-features" is not taken apart without need. */
	for (gsize i = start + 1; i < text->len && i < start + MAX_WHOLE; i++) {
		guint32 at = (guint32)i;
		if (!g_ascii_isalnum(text->str[i - 1]) &&
			text->str[i - 1] != ' ')
			g_array_append_val(w->l->run.glued, at);
	}
}

static void
emph_enter(Walk *w, cmark_node *node)
{
	style_add(&w->now, ROLE_EMPHASIS, ATTR_ITALIC);
}

static void
strong_enter(Walk *w, cmark_node *node)
{
	style_add(&w->now, ROLE_STRONG, ATTR_BOLD);
}

static void
link_enter(Walk *w, cmark_node *node)
{
	int number = doc_link_number(w->l->doc, node);
	style_add(&w->now, ROLE_LINK, 0);
	w->now.link = (guint16)CLAMP(number, 0, G_MAXUINT16);
}

static void
link_exit(Walk *w, cmark_node *node)
{
	mark_add(w, w->was.link);
}

/* A space between a picture and the word it stands beside. */
static void
set_off(Walk *w)
{
	const GString *text = w->l->run.text;
	if (text->len > 0 && !strchr(" \n([", text->str[text->len - 1]))
		ours_append(w, " ", w->now);
}

static void
image_enter(Walk *w, cmark_node *node)
{
	int number = doc_link_number(w->l->doc, node);
	style_add(&w->now, ROLE_IMAGE, 0);
	w->l->marked = 0;
	if (number > 0 && !w->now.link)
		w->now.link = (guint16)MIN(number, G_MAXUINT16);
	marks_flush(w);
	set_off(w);
	bool described = cmark_node_first_child(node) != NULL;
	g_autofree char *name = described ? NULL : doc_picture_name(node);
	/* L10N: stands for a picture; its description may follow. */
	g_autofree char *open = g_strconcat(
		"[", _("image"), described || name ? ": " : "]", NULL);
	ours_append(w, open, w->now);
	guint32 at = (guint32)w->l->run.text->len;
	g_array_append_val(w->l->run.glued, at);
	if (name) {
		ours_append(w, name, w->now);
		ours_append(w, "]", w->now);
	}
}

static void
image_exit(Walk *w, cmark_node *node)
{
	if (cmark_node_first_child(node))
		ours_append(w, "]", w->was);
	/* Linked, it leads where the link does. */
	if (!w->now.link)
		mark_add(w, doc_link_number(w->l->doc, node));
	w->image = true;
}

static const struct {
	const char *ascii, *sup, *sub;
} scripts[] = {
	{ "0", "⁰", "₀" },
	{ "1", "¹", "₁" },
	{ "2", "²", "₂" },
	{ "3", "³", "₃" },
	{ "4", "⁴", "₄" },
	{ "5", "⁵", "₅" },
	{ "6", "⁶", "₆" },
	{ "7", "⁷", "₇" },
	{ "8", "⁸", "₈" },
	{ "9", "⁹", "₉" },
	{ "+", "⁺", "₊" },
	{ "-", "⁻", "₋" },
	{ "−", "⁻", "₋" },
	{ "=", "⁼", "₌" },
	{ "(", "⁽", "₍" },
	{ ")", "⁾", "₎" },
	{ "n", "ⁿ", "ₙ" },
};

/* TEXT in small digits, or NULL if a character has no such form. */
static char *
script_digits(const char *text, bool sup)
{
	g_autoptr(GString) out = g_string_new(NULL);
	while (*text) {
		guint i = 0;
		while (i < G_N_ELEMENTS(scripts) &&
			!g_str_has_prefix(text, scripts[i].ascii))
			i++;
		if (i == G_N_ELEMENTS(scripts))
			return NULL;
		g_string_append(out, sup ? scripts[i].sup : scripts[i].sub);
		text += strlen(scripts[i].ascii);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* A letter or number of a formula, with or without a sign before it. */
static bool
starts_term(const char *s)
{
	gunichar c = g_utf8_get_char(s);
	if (c == '+' || c == '-' || c == 0x2212)
		c = g_utf8_get_char(s + g_utf8_skip[(guchar)*s]);
	return c < 0x80 ? g_ascii_isalnum((char)c) : c >= 0x370 && c < 0x400;
}

/* A variable raised or lowered needs a sign; "1st" and "[2]" do not. */
static bool
script_needs_sign(const GString *text, gsize start, bool sup)
{
	static const char *const words[] = { "st", "nd", "rd", "th", "er", "re",
		"e", "o", "a", "tm", "sm", "r", "ème", "eme", NULL };
	const char *s = text->str + start;
	/* "H2O" is H2O without small digits, too. */
	if (!sup && !s[strspn(s, "0123456789")])
		return false;
	g_autofree char *lower = g_utf8_casefold(s, -1);
	return start > 0 && starts_term(s) &&
		(g_ascii_isalnum(text->str[start - 1]) ||
			text->str[start - 1] == ')') &&
		text->len - start <= 16 && !strchr(s, ' ') &&
		!g_strv_contains(words, lower);
}

/* "2^(n+1)", but "x^n", "a_ij". */
static bool
script_needs_brackets(const char *s)
{
	for (; *s; s += g_utf8_skip[(guchar)*s])
		if (!g_unichar_isalnum(g_utf8_get_char(s)) && *s != ',')
			return true;
	return false;
}

/* "2^(2⁵)" */
static bool
holds_script(cmark_node *node)
{
	cmark_node *n = cmark_node_first_child(node);
	for (; n; n = cmark_node_next(n))
		if (kind_of(n).kind == KIND_SUP || kind_of(n).kind == KIND_SUB)
			return true;
	return false;
}

/* Puts small digits in the place of the run's text from START on, if there are
 * such; only of one style, so that offsets into the run stay true. */
static bool
script_shrink(const Layout *l, gsize start, bool sup)
{
	const Run *run = &l->run;
	const Seg *last = &g_array_index(run->segs, Seg, run->segs->len - 1);
	if (l->options->ascii || run->text->len - start > 12 ||
		last->start > start)
		return false;
	g_autofree char *small = script_digits(run->text->str + start, sup);
	if (!small)
		return false;
	g_string_truncate(run->text, start);
	g_string_append(run->text, small);
	return true;
}

static void
script_exit(Walk *w, cmark_node *node)
{
	Run *run = &w->l->run;
	bool sup = kind_of(node).kind != KIND_SUB;
	gsize start = w->start;
	if (start >= run->text->len || script_shrink(w->l, start, sup))
		return;
	bool note = kind_of(node).kind == KIND_FOOTNOTE_REF &&
		g_ascii_isalnum(run->text->str[start]);
	if (!note && !script_needs_sign(run->text, start, sup))
		return;
	const char *sign = sup ? "^" : "_";
	if (note) {
		sign = "[^";
		g_string_append_c(run->text, ']');
	} else if (holds_script(node) ||
		script_needs_brackets(run->text->str + start)) {
		sign = sup ? "^(" : "_(";
		g_string_append_c(run->text, ')');
	}
	run_insert(run, start, sign);
}

static void
footnote_ref_enter(Walk *w, cmark_node *node)
{
	w->now.role = ROLE_FOOTNOTE;
}

static void
task_enter(Walk *w, cmark_node *node)
{
	Style style = STYLE(ROLE_MARKER);
	cmark_node *next = cmark_node_next(node);
	const char *text = next ? cmark_node_get_literal(next) : NULL;
	ours_append(w, kind_of(node).number ? "[x]" : "[ ]", style);
	if (!text || text[0] != ' ')
		ours_append(w, " ", w->now);
}

static void
del_enter(Walk *w, cmark_node *node)
{
	style_add(&w->now, ROLE_DELETED, ATTR_STRIKE);
	if (w->l->options->mark_deleted && cmark_node_first_child(node)) {
		marks_flush(w);
		ours_append(w, "~~", w->now);
	}
}

static void
del_exit(Walk *w, cmark_node *node)
{
	if (w->l->options->mark_deleted && cmark_node_first_child(node))
		ours_append(w, "~~", w->was);
}

static void
ins_enter(Walk *w, cmark_node *node)
{
	style_add(&w->now, ROLE_INSERTED, ATTR_UNDERLINE);
}

static void
mark_enter(Walk *w, cmark_node *node)
{
	style_add(&w->now, ROLE_HIGHLIGHT, ATTR_REVERSE);
}

static void
kbd_enter(Walk *w, cmark_node *node)
{
	style_add(&w->now, ROLE_KEYCAP, 0);
}

static void
math_enter(Walk *w, cmark_node *node)
{
	style_add(&w->now, ROLE_CODE, 0);
}

static const struct {
	InlineOp enter, exit;
} kind_ops[KIND_COUNT] = {
	[KIND_SUB] = { NULL, script_exit },
	[KIND_SUP] = { NULL, script_exit },
	[KIND_DEL] = { del_enter, del_exit },
	[KIND_INS] = { ins_enter, NULL },
	[KIND_MARK] = { mark_enter, NULL },
	[KIND_KBD] = { kbd_enter, NULL },
	[KIND_FOOTNOTE_REF] = { footnote_ref_enter, script_exit },
	[KIND_TASK] = { task_enter, NULL },
	[KIND_MATH] = { math_enter, NULL },
};

static void
custom_enter(Walk *w, cmark_node *node)
{
	InlineOp op = kind_ops[kind_of(node).kind].enter;
	if (op)
		op(w, node);
}

static void
custom_exit(Walk *w, cmark_node *node)
{
	InlineOp op = kind_ops[kind_of(node).kind].exit;
	if (op)
		op(w, node);
}

/* Blocks come here only where a tree is too deep to be laid out. */
static void
block_exit(Walk *w, cmark_node *node)
{
	text_append(w, "\n");
}

static const struct {
	InlineOp enter, exit;
} ops[CMARK_NODE_LAST_INLINE + 1] = {
	[CMARK_NODE_TEXT] = { text_enter, NULL },
	[CMARK_NODE_SOFTBREAK] = { softbreak_enter, NULL },
	[CMARK_NODE_LINEBREAK] = { linebreak_enter, NULL },
	[CMARK_NODE_CODE] = { code_enter, NULL },
	[CMARK_NODE_CUSTOM_INLINE] = { custom_enter, custom_exit },
	[CMARK_NODE_EMPH] = { emph_enter, NULL },
	[CMARK_NODE_STRONG] = { strong_enter, NULL },
	[CMARK_NODE_LINK] = { link_enter, link_exit },
	[CMARK_NODE_IMAGE] = { image_enter, image_exit },
	[CMARK_NODE_CODE_BLOCK] = { text_enter, block_exit },
	[CMARK_NODE_PARAGRAPH] = { NULL, block_exit },
	[CMARK_NODE_HEADING] = { NULL, block_exit },
};

static void
node_enter(Walk *w, cmark_node *node)
{
	Open open = { w->now, w->l->run.text->len };
	g_array_append_val(w->l->open, open);
	InlineOp op = ops[cmark_node_get_type(node)].enter;
	if (op)
		op(w, node);
}

static void
node_exit(Walk *w, cmark_node *node)
{
	w->was = w->now;
	GArray *open = w->l->open;
	const Open *last = &g_array_index(open, Open, open->len - 1);
	w->now = last->style;
	w->start = last->start;
	g_array_set_size(open, open->len - 1);
	InlineOp op = ops[cmark_node_get_type(node)].exit;
	if (op)
		op(w, node);
}

/* NODE and all below it, without recursion. */
static void
node_walk(Walk *w, cmark_node *top)
{
	cmark_node *node = top;
	for (;;) {
		node_enter(w, node);
		cmark_node *next = cmark_node_first_child(node);
		while (!next) {
			node_exit(w, node);
			if (node == top)
				return;
			next = cmark_node_next(node);
			if (!next)
				node = cmark_node_parent(node);
		}
		node = next;
	}
}

void
run_collect(Layout *l, cmark_node *first, cmark_node *end)
{
	run_clear(l);
	run_add(l, first, end);
}

void
run_add(Layout *l, cmark_node *first, cmark_node *end)
{
	Walk w = { .l = l, .now = STYLE(l->base) };
	if (l->label)
		ours_append(&w, l->label, STYLE(ROLE_TABLE_HEAD));
	g_clear_pointer(&l->label, g_free);
	for (cmark_node *n = first; n && n != end; n = cmark_node_next(n))
		node_walk(&w, n);
	marks_flush(&w);
	l->source++;
}
