/* SPDX-License-Identifier: MIT
 *
 * The tree as a page of HTML.  Nothing in it is as it came: tags are ours or
 * cmark's, which leaves out addresses that could run anything; a policy
 * forbids scripts besides.
 */
#include <config.h>

#include <stdlib.h>

#include "base/text.h"
#include "doc/internal.h"
#include "url/url.h"

static const char *const kind_tags[KIND_COUNT] = {
	[KIND_TABLE] = "table",
	[KIND_ROW] = "tr",
	[KIND_CELL] = "td",
	[KIND_CAPTION] = "figcaption",
	[KIND_DEFLIST] = "dl",
	[KIND_TERM] = "dt",
	[KIND_DEFINITION] = "dd",
	[KIND_FIGURE] = "figure",
	[KIND_DETAILS] = "details",
	[KIND_SUMMARY] = "summary",
	[KIND_FOOTNOTES] = "section",
	[KIND_FOOTNOTE] = "div",
	[KIND_RTL] = "div",
	[KIND_SUB] = "sub",
	[KIND_SUP] = "sup",
	[KIND_DEL] = "del",
	[KIND_INS] = "ins",
	[KIND_MARK] = "mark",
	[KIND_KBD] = "kbd",
	[KIND_ABBR] = "abbr",
	[KIND_MATH] = "span",
};

static const char style[] =
	"body{max-width:42em;margin:2em auto;padding:0 1em;"
	"font:1.05em/1.5 sans-serif}"
	"pre{overflow:auto;padding:.8em;background:#8882}"
	"img{max-width:100%}blockquote{margin-left:0;padding-left:1em;"
	"border-left:3px solid #888}table{border-collapse:collapse}"
	"td,th{border:1px solid #888;padding:.2em .6em;vertical-align:top}";

static char *
cell_tag(const KindInfo *info)
{
	static const char *const aligns[] = { "", " align=\"left\"",
		" align=\"center\"", " align=\"right\"" };
	GString *s = g_string_new(info->head ? "<th" : "<td");
	g_string_append(s, aligns[info->align]);
	if (info->colspan > 1)
		g_string_append_printf(s, " colspan=\"%u\"", info->colspan);
	if (info->rowspan > 1)
		g_string_append_printf(s, " rowspan=\"%u\"", info->rowspan);
	g_string_append_c(s, '>');
	return g_string_free(s, FALSE);
}

char *
kind_open_tag(cmark_node *node)
{
	KindInfo info = kind_of(node);
	switch (info.kind) {
	case KIND_TABLE:
		return g_strdup("<table role=\"table\">");
	case KIND_CELL:
		return cell_tag(&info);
	case KIND_CAPTION:
		if (kind_of(cmark_node_parent(node)).kind == KIND_TABLE)
			return g_strdup("<caption>");
		break;
	case KIND_FOOTNOTES:
		return g_strdup("<section class=\"footnotes\">");
	case KIND_FOOTNOTE:
		return g_strdup_printf("<div class=\"footnote-definition\" "
				       "id=\"fn-%u\">",
			info.number);
	case KIND_FOOTNOTE_REF:
		return g_strdup_printf("<sup><a class=\"footnote-ref\" "
				       "href=\"#fn-%u\">",
			info.number);
	case KIND_RTL:
		return g_strdup("<div dir=\"rtl\">");
	case KIND_TASK:
		return g_strdup(info.number
				? "<input type=\"checkbox\" disabled checked>"
				: "<input type=\"checkbox\" disabled>");
	case KIND_MATH:
		return g_strdup("<span class=\"math\">");
	default:
		break;
	}
	const char *tag = kind_tags[info.kind];
	return tag ? g_strdup_printf("<%s>", tag) : g_strdup("");
}

char *
kind_close_tag(cmark_node *node)
{
	KindInfo info = kind_of(node);
	if (info.kind == KIND_FOOTNOTE_REF)
		return g_strdup("</a></sup>");
	if (info.kind == KIND_CELL && info.head)
		return g_strdup("</th>");
	if (info.kind == KIND_CAPTION &&
		kind_of(cmark_node_parent(node)).kind == KIND_TABLE)
		return g_strdup("</caption>");
	const char *tag = kind_tags[info.kind];
	return tag ? g_strdup_printf("</%s>", tag) : g_strdup("");
}

static void
give_tags(cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (e != CMARK_EVENT_ENTER || !kind_of(node).kind)
			continue;
		g_autofree char *open = kind_open_tag(node);
		g_autofree char *close = kind_close_tag(node);
		cmark_node_set_on_enter(node, open);
		cmark_node_set_on_exit(node, close);
	}
	cmark_iter_free(iter);
}

static void
put_meta(GString *out, const char *name, const char *content)
{
	g_autofree char *safe = g_markup_escape_text(content, -1);
	g_string_append_printf(
		out, "<meta name=\"%s\" content=\"%s\">\n", name, safe);
}

static char *
iso_day(gint64 date)
{
	g_autoptr(GDateTime) utc =
		date ? g_date_time_new_from_unix_utc(date) : NULL;
	return utc ? g_date_time_format(utc, "%Y-%m-%d") : NULL;
}

static void
put_head(GString *out, const Doc *doc, const DocHead *head)
{
	const char *language = doc->meta.language ? doc->meta.language : "";
	const char *title = head->title ? head->title : "";
	g_autofree char *safe_language = g_markup_escape_text(language, -1);
	g_autofree char *safe_title = g_markup_escape_text(title, -1);
	g_autofree char *day = iso_day(head->date);
	g_string_append_printf(out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\""
		"default-src 'none'; img-src * data:; "
		"style-src 'unsafe-inline'\">\n<title>%s</title>\n",
		safe_language, safe_title);
	put_meta(out, "viewport", "width=device-width");
	put_meta(out, "color-scheme", "light dark");
	if (head->author && *head->author)
		put_meta(out, "author", head->author);
	if (day)
		put_meta(out, "date", day);
	g_string_append_printf(
		out, "<style>%s</style>\n</head>\n<body>\n", style);
}

static void
put_byline(GString *out, const DocHead *head)
{
	g_autofree char *day = iso_day(head->date);
	const char *const words[] = { head->author, head->source };
	const char *between = "";
	g_string_append(out, "<p>");
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (!words[i] || !*words[i] ||
			(i && g_strcmp0(words[0], words[i]) == 0))
			continue;
		g_autofree char *safe = g_markup_escape_text(words[i], -1);
		g_string_append_printf(out, "%s%s", between, safe);
		between = " · ";
	}
	if (day)
		g_string_append_printf(out, "%s<time datetime=\"%s\">%s</time>",
			between, day, day);
	g_string_append(out, "</p>\n");
}

/* What the reader knows of the article, above its text. */
static void
put_header(GString *out, const DocHead *head)
{
	const char *title =
		head->title && *head->title ? head->title : head->url;
	g_autofree char *safe = g_markup_escape_text(title ? title : "", -1);
	g_autofree char *url = head_url(head);
	g_autofree char *href = url ? g_markup_escape_text(url, -1) : NULL;
	g_string_append(out, "<header>\n");
	if (href)
		g_string_append_printf(
			out, "<h1><a href=\"%s\">%s</a></h1>\n", href, safe);
	else if (*safe)
		g_string_append_printf(out, "<h1>%s</h1>\n", safe);
	put_byline(out, head);
	g_string_append(out, "</header>\n");
}

static char *
page_of(const Doc *doc, const DocHead *head, bool header)
{
	GString *out = g_string_new(NULL);
	put_head(out, doc, head);
	if (header)
		put_header(out, head);
	give_tags(doc->root);
	char *body = cmark_render_html(doc->root, CMARK_OPT_DEFAULT);
	g_string_append_printf(out, "%s</body>\n</html>\n", body);
	free(body);
	return g_string_free(out, FALSE);
}

/* What the document says of itself. */
static DocHead
own_head(const Doc *doc)
{
	return (DocHead){ .title = doc->meta.title,
		.author = doc->meta.author,
		.url = doc->meta.url,
		.date = doc->meta.date };
}

char *
doc_to_html(const Doc *doc)
{
	DocHead head = own_head(doc);
	return page_of(doc, &head, false);
}

char *
head_url(const DocHead *head)
{
	g_autofree char *strict = head->url ? url_strip(head->url) : NULL;
	return strict ? url_outgoing(strict) : NULL;
}

char *
doc_head_line(const DocHead *head)
{
	g_autofree char *day = iso_day(head->date);
	const char *parts[] = { head->author, head->source, day };
	g_autoptr(GString) line = g_string_new(NULL);
	if (g_strcmp0(parts[0], parts[1]) == 0)
		parts[1] = NULL;
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		if (parts[i] && *parts[i])
			g_string_append_printf(
				line, "%s%s", line->len ? " · " : "", parts[i]);
	return text_clean(line->str, -1, TEXT_LINE);
}

DocHead
head_complete(const Doc *doc, const DocHead *head)
{
	DocHead own = own_head(doc);
	DocHead all = *head;
	all.title = all.title ? all.title : own.title;
	all.author = all.author ? all.author : own.author;
	all.url = all.url ? all.url : own.url;
	all.date = all.date ? all.date : own.date;
	return all;
}

char *
doc_to_page(const Doc *doc, const DocHead *head)
{
	DocHead all = head_complete(doc, head);
	return page_of(doc, &all, true);
}
