/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/kind.h"

/* The packing: kind 6 bits, align 2, head 1, then either two spans of 10
 * bits (cells) or a number of 20, so that it fits a pointer of 32 bits. */
enum {
	ALIGN_SHIFT = 6,
	HEAD_SHIFT = 8,
	NUMBER_SHIFT = 9,
	SPAN_BITS = 10,
	SPAN_MASK = (1 << SPAN_BITS) - 1,
	NUMBER_MASK = (1 << 2 * SPAN_BITS) - 1
};

static const char *const names[KIND_COUNT] = {
	[KIND_NONE] = "none",
	[KIND_TABLE] = "table",
	[KIND_ROW] = "row",
	[KIND_CELL] = "cell",
	[KIND_CAPTION] = "caption",
	[KIND_DEFLIST] = "definition_list",
	[KIND_TERM] = "term",
	[KIND_DEFINITION] = "definition",
	[KIND_FIGURE] = "figure",
	[KIND_DETAILS] = "details",
	[KIND_SUMMARY] = "summary",
	[KIND_FOOTNOTES] = "footnotes",
	[KIND_FOOTNOTE] = "footnote",
	[KIND_RTL] = "right_to_left",
	[KIND_ATTACHED] = "attached",
	[KIND_SUB] = "sub",
	[KIND_SUP] = "sup",
	[KIND_DEL] = "del",
	[KIND_INS] = "ins",
	[KIND_MARK] = "mark",
	[KIND_KBD] = "kbd",
	[KIND_ABBR] = "abbr",
	[KIND_FOOTNOTE_REF] = "footnote_ref",
	[KIND_TASK] = "task",
	[KIND_EMBED] = "embed",
	[KIND_MATH] = "math",
};

static bool
is_custom(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	return type == CMARK_NODE_CUSTOM_BLOCK ||
		type == CMARK_NODE_CUSTOM_INLINE;
}

KindInfo
kind_of(cmark_node *node)
{
	KindInfo info = { .colspan = 1, .rowspan = 1 };
	if (!node || !is_custom(node))
		return info;
	guint32 bits = GPOINTER_TO_UINT(cmark_node_get_user_data(node));
	info.kind = bits & 63;
	info.align = (bits >> ALIGN_SHIFT) & 3;
	info.head = (bits >> HEAD_SHIFT) & 1;
	guint32 number = bits >> NUMBER_SHIFT;
	if (info.kind == KIND_CELL) {
		info.colspan = MAX(number & SPAN_MASK, 1);
		info.rowspan = MAX((number >> SPAN_BITS) & SPAN_MASK, 1);
	} else {
		info.number = number & NUMBER_MASK;
	}
	return info;
}

void
kind_set(cmark_node *node, KindInfo info)
{
	guint32 number = MIN(info.number, NUMBER_MASK);
	if (info.kind == KIND_CELL)
		number = MIN(info.colspan, 1000u) |
			MIN(info.rowspan, 1000u) << SPAN_BITS;
	guint32 bits = info.kind | (guint32)info.align << ALIGN_SHIFT |
		(guint32)info.head << HEAD_SHIFT | number << NUMBER_SHIFT;
	cmark_node_set_user_data(node, GUINT_TO_POINTER(bits));
}

const char *
kind_name(Kind kind)
{
	return kind < KIND_COUNT ? names[kind] : names[KIND_NONE];
}
