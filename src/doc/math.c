/* SPDX-License-Identifier: MIT
 *
 * Formulas: the author's TeX where it is there, else MathML on one line.
 */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "doc/html.h"

static void
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

/* The sign between the parts of an element. */
static const char *
sign_before(xmlNode *n)
{
	static const struct {
		const char *parent, *sign;
	} signs[] = { { "mfrac", "/" }, { "msup", "^" }, { "msub", "_" },
		{ "mover", "^" }, { "munder", "_" }, { "mtr", "  " },
		{ "mtable", "; " } };
	bool first = true;
	for (xmlNode *p = n->prev; p; p = p->prev)
		if (p->type == XML_ELEMENT_NODE) {
			first = false;
			break;
		}
	for (guint i = 0; !first && i < G_N_ELEMENTS(signs); i++)
		if (is_element(n->parent, signs[i].parent))
			return signs[i].sign;
	return is_element(n, "msqrt") ? "√" : "";
}

static char *
linear(xmlNode *math)
{
	g_autoptr(GString) s = g_string_new(NULL);
	xmlNode *n = math->children;
	while (n) {
		bool into = !is_element(n, "annotation") &&
			!is_element(n, "annotation-xml");
		if (n->type == XML_ELEMENT_NODE && into)
			g_string_append(s, sign_before(n));
		if (n->type == XML_TEXT_NODE && n->content) {
			const char *t = (const char *)n->content;
			if (t[strspn(t, " \t\r\n")])
				g_string_append(s, t);
		}
		n = next_in(n, math, into);
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
