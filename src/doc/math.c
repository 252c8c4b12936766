/* SPDX-License-Identifier: MIT
 *
 * Formulas: the author's TeX where it is there, else MathML on one line.
 */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "doc/html.h"

void
put_math(Walk *w, const char *text)
{
	guint n = w->b.formats->len;
	builder_push(&w->b,
		(Format){
			.type = CMARK_NODE_CUSTOM_INLINE, .kind = KIND_MATH });
	builder_text(&w->b, text, strlen(text));
	builder_pop(&w->b, n);
}

static char *
annotation(xmlNode *math)
{
	for (xmlNode *n = math->children; n; n = next_in(n, math, true))
		if (is_element(n, "annotation") &&
			strstr(attr(n, "encoding") ? attr(n, "encoding") : "",
				"tex"))
			return content_line(n);
	return NULL;
}

/* Place of N among the elements in its parent: 0, 1, or 2 and beyond. */
static guint
place_of(const xmlNode *n)
{
	guint place = 0;
	for (const xmlNode *p = n->prev; p && place < 2; p = p->prev)
		place += p->type == XML_ELEMENT_NODE;
	return place;
}

static xmlNode *
next_element(xmlNode *n)
{
	while (n && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

static bool
is_row(const xmlNode *n)
{
	return is_element(n, "mrow") || is_element(n, "mstyle") ||
		is_element(n, "mpadded");
}

/* Without rows of one part around it. */
static xmlNode *
bare(xmlNode *n)
{
	while (is_row(n)) {
		xmlNode *only = next_element(n->children);
		if (!only || next_element(only->next))
			break;
		n = only;
	}
	return n;
}

static bool
is_compound(xmlNode *n)
{
	n = bare(n);
	if (is_element(n, "mfrac"))
		return true;
	xmlNode *first = is_row(n) ? next_element(n->children) : NULL;
	if (!first || !next_element(first->next))
		return false;
	const xmlNode *text = first->children;
	return !text || text->type != XML_TEXT_NODE || !text->content ||
		!strchr((const char *)text->content, '(');
}

/* How the parts of an element are told apart on one line. */
static const struct {
	const char *name;
	const char *before[3]; /* the first part, the second, the others */
	guint brackets;        /* around compound parts from this one on */
} shapes[] = {
	{ "mfrac", { "", "/", "/" }, 0 },
	{ "msup", { "", "^", "^" }, 0 },
	{ "msub", { "", "_", "_" }, 0 },
	{ "msubsup", { "", "_", "^" }, 0 },
	{ "mover", { "", "^", "^" }, 1 },
	{ "munder", { "", "_", "_" }, 1 },
	{ "munderover", { "", "_", "^" }, 1 },
	{ "msqrt", { "√", "", "" }, 0 },
	{ "mtr", { "", "  ", "  " }, 3 },
	{ "mtable", { "", "; ", "; " }, 3 },
};

/* Roots are closed around several parts, too. */
static bool
is_wide_root(const xmlNode *n)
{
	xmlNode *first =
		is_element(n, "msqrt") ? next_element(n->children) : NULL;
	return first && next_element(first->next);
}

typedef struct {
	GString *out;
	bool operand; /* what stands before can be added to */
} Line;

static void
put(Line *line, const char *sign)
{
	g_string_append(line->out, sign);
	if (*sign)
		line->operand = *sign == ')';
}

static void
put_bracket(Line *line, xmlNode *n, bool open)
{
	guint place = place_of(n);
	const char *bracket = open ? "(" : ")";
	if (is_wide_root(n->parent) &&
		(open ? place == 0 : !next_element(n->next)))
		put(line, bracket);
	for (guint i = 0; i < G_N_ELEMENTS(shapes); i++)
		if (is_element(n->parent, shapes[i].name) &&
			place >= shapes[i].brackets &&
			!is_wide_root(n->parent) && is_compound(n))
			put(line, bracket);
}

static void
put_sign(Line *line, const xmlNode *n)
{
	for (guint i = 0; i < G_N_ELEMENTS(shapes); i++)
		if (is_element(n->parent, shapes[i].name))
			put(line, shapes[i].before[place_of(n)]);
}

/* "a + b", but "−b" and "(−b". */
static void
put_token(Line *line, const xmlNode *n)
{
	static const char *const signs[] = { "=", "≠", "<", ">", "≤", "≥", "≈",
		"≡", "∈", "→", "⇒", "⇔", "±", "+", "−", "-", "×", "∧", "∨", "∪",
		"∩", "⊂", "⊆", NULL };
	g_autofree char *text =
		text_clean((const char *)n->content, -1, TEXT_LINE);
	bool sign = is_element(n->parent, "mo");
	if (!*text)
		return;
	if (sign && line->operand && g_strv_contains(signs, text))
		g_string_append_printf(line->out, " %s ", text);
	else
		g_string_append(line->out, text);
	line->operand = !sign || strchr(")]}|!", text[0]);
}

static bool
math_enter(Line *line, xmlNode *n)
{
	if (n->type == XML_TEXT_NODE && n->content)
		put_token(line, n);
	if (n->type != XML_ELEMENT_NODE || is_element(n, "annotation") ||
		is_element(n, "annotation-xml"))
		return false;
	put_sign(line, n);
	put_bracket(line, n, true);
	return true;
}

/* Sums and integrals stand apart from what comes under them. */
static void
math_leave(Line *line, xmlNode *n)
{
	put_bracket(line, n, false);
	bool limits = is_element(n, "munder") || is_element(n, "munderover") ||
		(is_element(n, "msubsup") &&
			is_element(next_element(n->children), "mo"));
	if (limits)
		put(line, " ");
	else if (!is_row(n) && next_element(n->children))
		line->operand = true;
}

static char *
linear(xmlNode *math)
{
	g_autoptr(GString) s = g_string_new(NULL);
	Line line = { .out = s };
	xmlNode *n = math->children;
	while (n) {
		bool down = math_enter(&line, n);
		if (down && n->children) {
			n = n->children;
			continue;
		}
		if (down)
			math_leave(&line, n);
		while (!n->next && n->parent != math) {
			n = n->parent;
			math_leave(&line, n);
		}
		n = n->next;
	}
	return text_clean(s->str, s->len, TEXT_LINE);
}

bool
enter_math(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	g_autofree char *tex = annotation(node);
	if (!tex && attr(node, "alttext"))
		tex = text_clean(attr(node, "alttext"), -1, TEXT_LINE);
	if (!tex)
		tex = linear(node);
	if (*tex)
		put_math(w, tex);
	return false;
}

/* MathJax keeps the author's TeX in a script. */
bool
enter_script(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	const char *type = attr(node, "type");
	if (!type || !g_str_has_prefix(type, "math/tex") || !node->children ||
		!node->children->content)
		return false;
	g_autofree char *tex = text_clean(
		(const char *)node->children->content, -1, TEXT_LINE);
	put_math(w, tex);
	return false;
}
