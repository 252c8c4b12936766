/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <stdlib.h>

#include "doc/internal.h"

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

char *
doc_to_html(const Doc *doc)
{
	const char *title = doc->meta.title ? doc->meta.title : "";
	const char *lang = doc->meta.language ? doc->meta.language : "";
	give_tags(doc->root);
	char *body = cmark_render_html(doc->root, CMARK_OPT_DEFAULT);
	g_autofree char *safe_title = g_markup_escape_text(title, -1);
	g_autofree char *safe_lang = g_markup_escape_text(lang, -1);
	char *page = g_strdup_printf("<!DOCTYPE html>\n<html lang=\"%s\">\n"
				     "<head>\n<meta charset=\"utf-8\">\n"
				     "<title>%s</title>\n<style>%s</style>\n"
				     "</head>\n<body>\n%s</body>\n</html>\n",
		safe_lang, safe_title, style, body);
	free(body);
	return page;
}
