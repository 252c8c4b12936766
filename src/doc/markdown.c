/* SPDX-License-Identifier: MIT
 *
 * Markdown by way of cmark and HTML, so that HTML inside it is HTML like any
 * other.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "doc/internal.h"

/* More containers opened on one line make cmark quadratic, and so do images
 * that are not closed and some long sources (see doc.h). */
enum {
	MAX_MARKERS = 64,
	MAX_IMAGES = 1000, /* in a paragraph */
	MAX_WHOLE = 128 * 1024,
	MAX_PIECE = 64 * 1024,
	MAX_HTML = 2 * DOC_MAX_BODY
};

static bool
is_blank(const char *p, const char *end)
{
	return p >= end || strchr(" \t\r\n", *p);
}

static guint
markers_of(const char *p, const char *end)
{
	guint n = 0;
	for (; p < end && *p != '\n'; p++) {
		bool sign = *p == '-' || *p == '*' || *p == '+';
		if (*p == '>' || (sign && is_blank(p + 1, end)))
			n++;
		else if (g_ascii_isdigit(*p) && p + 1 < end &&
			(p[1] == '.' || p[1] == ')') && is_blank(p + 2, end))
			n++, p++;
		else if (*p != ' ' && *p != '\t' && !g_ascii_isdigit(*p))
			break;
	}
	return n;
}

static bool
is_empty(const char *p, const char *eol)
{
	while (p < eol && is_blank(p, eol))
		p++;
	return p == eol;
}

/* Starts of images on the line at P, which ends at EOL. */
static guint
images_of(const char *p, const char *eol)
{
	guint n = 0;
	while ((p = memchr(p, '!', (gsize)(eol - p))) && ++p < eol)
		n += *p == '[';
	return n;
}

static bool
is_hostile(const char *data, gsize len)
{
	const char *end = data + len;
	guint images = 0;
	for (const char *p = data, *eol; p < end; p = eol + 1) {
		eol = memchr(p, '\n', (gsize)(end - p));
		eol = eol ? eol : end;
		images = is_empty(p, eol) ? 0 : images + images_of(p, eol);
		if (markers_of(p, end) > MAX_MARKERS || images > MAX_IMAGES)
			return true;
	}
	return false;
}

/* Length of the fence that starts at P, 0 if there is none. */
static gsize
fence_at(const char *p, const char *end)
{
	gsize n = 0;
	for (int i = 0; i < 3 && p < end && *p == ' '; i++)
		p++;
	while (p + n < end && (*p == '`' || *p == '~') && p[n] == *p)
		n++;
	return n >= 3 ? n : 0;
}

/* Where a source too long for cmark is parted: before a heading, or else
 * after an empty line, outside code.  0 if there is no such place. */
static gsize
piece_end(const char *data, gsize len)
{
	const char *end = data + MIN(len, MAX_PIECE);
	const char *heading = data, *gap = data;
	gsize fence = 0;
	if (len <= MAX_WHOLE)
		return len;
	for (const char *p = data; p < end;) {
		gsize n = fence_at(p, end);
		const char *nl = memchr(p, '\n', (gsize)(end - p));
		if (!fence)
			fence = n;
		else if (n >= fence)
			fence = 0;
		if (!fence && *p == '#')
			heading = p;
		if (!fence && *p == '\n')
			gap = p + 1;
		p = nl ? nl + 1 : end;
	}
	return (gsize)((heading > data ? heading : gap) - data);
}

/* Appends a piece as HTML; false if cmark must not have it. */
static bool
piece_add(GString *html, const char *data, gsize len)
{
	if (len == 0 || is_hostile(data, len))
		return false;
	g_autoptr(GString) plain = g_string_sized_new(len);
	shortcodes_expand(data, len, plain);
	g_autofree char *source = gfm_source(plain->str, plain->len);
	g_autofree char *hidden = escapes_hide(source);
	cmark_node *root =
		cmark_parse_document(hidden, strlen(hidden), CMARK_OPT_DEFAULT);
	gfm_tree(root);
	escapes_show(root);
	char *piece = cmark_render_html(root, CMARK_OPT_UNSAFE);
	cmark_node_free(root);
	g_string_append(html, piece);
	free(piece);
	return true;
}

static gsize
cut(const char *html, gsize len, gsize max)
{
	if (len <= max)
		return len;
	while (max && ((guchar)html[max] & 0xC0) == 0x80)
		max--;
	return max;
}

void
markdown_build(Doc *doc, const char *data, gsize len)
{
	g_autoptr(GString) html = g_string_sized_new(len + len / 4);
	gsize from = 0, n;
	/* More would be cut off below. */
	for (; from < len && html->len < MAX_HTML; from += n) {
		n = piece_end(data + from, len - from);
		if (!piece_add(html, data + from, n)) {
			doc->format = DOC_TEXT;
			plain_build(doc, data, len);
			return;
		}
	}
	html_build(doc, html->str, cut(html->str, html->len, MAX_HTML),
		(HtmlOptions){ .markdown = true });
}
