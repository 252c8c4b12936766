/* SPDX-License-Identifier: MIT
 *
 * Markdown by way of cmark and HTML, so that HTML inside it is HTML like any
 * other.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "doc/internal.h"

/* More containers opened on one line make cmark quadratic. */
enum { MAX_MARKERS = 64 };

static guint
markers_of(const char *p, const char *end)
{
	guint n = 0;
	for (; p < end && *p != '\n'; p++) {
		if (*p == '>' || *p == '-' || *p == '*' || *p == '+')
			n++;
		else if (g_ascii_isdigit(*p) && p + 1 < end &&
			(p[1] == '.' || p[1] == ')'))
			n++, p++;
		else if (*p != ' ' && *p != '\t' && !g_ascii_isdigit(*p))
			break;
	}
	return n;
}

/* Rules and setext lines are of one sign only and harmless. */
static bool
is_one_sign(const char *p, const char *end)
{
	while (p < end && *p == ' ')
		p++;
	char c = p < end ? *p : 0;
	if (c == '>')
		return false;
	for (; p < end && *p != '\n' && *p != '\r'; p++)
		if (*p != c)
			return false;
	return true;
}

static bool
is_hostile(const char *data, gsize len)
{
	const char *end = data + len;
	for (const char *p = data; p < end; p++) {
		if (markers_of(p, end) > MAX_MARKERS && !is_one_sign(p, end))
			return true;
		p = memchr(p, '\n', end - p);
		if (!p)
			break;
	}
	return false;
}

void
markdown_build(Doc *doc, const char *data, gsize len)
{
	if (is_hostile(data, len)) {
		doc->format = DOC_TEXT;
		plain_build(doc, data, len);
		return;
	}
	g_autoptr(GString) plain = g_string_sized_new(len);
	shortcodes_expand(data, len, plain);
	g_autofree char *source = gfm_source(plain->str, plain->len);
	g_autofree char *hidden = escapes_hide(source);
	cmark_node *root =
		cmark_parse_document(hidden, strlen(hidden), CMARK_OPT_DEFAULT);
	gfm_tree(root);
	escapes_show(root);
	char *html = cmark_render_html(root, CMARK_OPT_UNSAFE);
	cmark_node_free(root);
	gsize n = strlen(html);
	if (n > 2 * DOC_MAX_BODY) {
		n = 2 * DOC_MAX_BODY;
		while (n && ((guchar)html[n] & 0xC0) == 0x80)
			n--;
	}
	html_build(doc, html, n, (HtmlOptions){ .markdown = true });
	free(html);
}
