/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/internal.h"

static void
dump_cell(const KindInfo *info, GString *out)
{
	static const char *const aligns[] = { "", " left", " centre",
		" right" };
	g_string_append_printf(
		out, "%s%s", info->head ? " head" : "", aligns[info->align]);
	if (info->colspan > 1)
		g_string_append_printf(out, " colspan=%u", info->colspan);
	if (info->rowspan > 1)
		g_string_append_printf(out, " rowspan=%u", info->rowspan);
}

static void
dump_list(cmark_node *list, GString *out)
{
	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST)
		g_string_append_printf(
			out, " from=%d", cmark_node_get_list_start(list));
	g_string_append(
		out, cmark_node_get_list_tight(list) ? " tight" : " loose");
}

static void
dump_quoted(const char *s, GString *out)
{
	g_autofree char *escaped = g_strescape(s,
		"\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e"
		"\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d"
		"\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac"
		"\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb"
		"\xbc\xbd\xbe\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca"
		"\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9"
		"\xda\xdb\xdc\xdd\xde\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8"
		"\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7"
		"\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff");
	g_string_append_printf(out, " \"%s\"", escaped);
}

static void
dump_code(const Doc *doc, cmark_node *node, GString *out)
{
	const char *info = cmark_node_get_fence_info(node);
	if (info && *info)
		g_string_append_printf(out, " %s", info);
	gsize n;
	const CodeRun *runs = code_runs(doc, node, &n);
	for (gsize i = 0; i < n; i++) {
		g_string_append_printf(
			out, " %u+%u:", runs[i].start, runs[i].len);
		if (runs[i].rgb >= 0)
			g_string_append_printf(
				out, "#%06x", (guint)runs[i].rgb);
		if (runs[i].attrs)
			g_string_append_printf(out, "/%x", runs[i].attrs);
		if (runs[i].link)
			g_string_append_printf(out, "[%u]", runs[i].link);
	}
}

static void
dump_kind(cmark_node *node, GString *out)
{
	KindInfo info = kind_of(node);
	g_string_append(out, kind_name(info.kind));
	if (info.kind == KIND_CELL)
		dump_cell(&info, out);
	else if (info.number)
		g_string_append_printf(out, " %u", info.number);
}

static void
dump_node(const Doc *doc, cmark_node *node, GString *out)
{
	cmark_node_type type = cmark_node_get_type(node);
	int number = doc_link_number(doc, node);
	if (kind_of(node).kind)
		dump_kind(node, out);
	else
		g_string_append(out, cmark_node_get_type_string(node));
	if (type == CMARK_NODE_HEADING)
		g_string_append_printf(
			out, " %d", cmark_node_get_heading_level(node));
	if (type == CMARK_NODE_LIST)
		dump_list(node, out);
	if (type == CMARK_NODE_CODE_BLOCK)
		dump_code(doc, node, out);
	if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
		g_string_append_printf(
			out, " [%d] %s", number, cmark_node_get_url(node));
	const char *literal = cmark_node_get_literal(node);
	if (literal)
		dump_quoted(literal, out);
	g_string_append_c(out, '\n');
}

char *
doc_dump(const Doc *doc)
{
	GString *out = g_string_new(NULL);
	int depth = 0;
	cmark_iter *iter = cmark_iter_new(doc->root);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (e == CMARK_EVENT_EXIT) {
			depth--;
			continue;
		}
		for (int i = 0; i < depth; i++)
			g_string_append(out, "  ");
		dump_node(doc, node, out);
		cmark_node_type t = cmark_node_get_type(node);
		bool is_leaf = t == CMARK_NODE_TEXT || t == CMARK_NODE_CODE ||
			t == CMARK_NODE_CODE_BLOCK ||
			t == CMARK_NODE_THEMATIC_BREAK ||
			t == CMARK_NODE_SOFTBREAK || t == CMARK_NODE_LINEBREAK;
		depth += !is_leaf;
	}
	cmark_iter_free(iter);
	return g_string_free(out, FALSE);
}
