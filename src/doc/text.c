/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/text.h"

#include "doc/internal.h"

enum { WORDS_A_MINUTE = 230 };

static bool
is_block(cmark_node *node)
{
	return cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK;
}

static void
end_line(GString *out)
{
	if (out->len && out->str[out->len - 1] != '\n')
		g_string_append_c(out, '\n');
}

static void
append_literal(cmark_node *node, GString *out)
{
	const char *literal = cmark_node_get_literal(node);
	if (literal)
		g_string_append(out, literal);
}

static void
enter(cmark_node *node, GString *out)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		append_literal(node, out);
		break;
	case CMARK_NODE_CODE_BLOCK:
		end_line(out);
		append_literal(node, out);
		end_line(out);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		g_string_append_c(out, ' ');
		break;
	default:
		if (is_block(node))
			end_line(out);
	}
}

void
node_text(cmark_node *node, GString *out)
{
	cmark_iter *iter = cmark_iter_new(node);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *n = cmark_iter_get_node(iter);
		if (e == CMARK_EVENT_ENTER)
			enter(n, out);
		else if (is_block(n))
			end_line(out);
	}
	cmark_iter_free(iter);
}

char *
node_line(cmark_node *node)
{
	g_autoptr(GString) s = g_string_new(NULL);
	node_text(node, s);
	return text_clean(s->str, s->len, TEXT_LINE);
}

char *
doc_text(const Doc *doc)
{
	GString *s = g_string_new(NULL);
	for (cmark_node *n = cmark_node_first_child(doc->root); n;
		n = cmark_node_next(n))
		if (kind_of(n).kind != KIND_ATTACHED)
			node_text(n, s);
	if (s->len)
		g_string_truncate(s, s->len - 1);
	return g_string_free(s, FALSE);
}

int
doc_minutes(const Doc *doc)
{
	/* Counted when first asked for. */
	Doc *self = (Doc *)(gsize)doc;
	if (!self->minutes) {
		g_autofree char *text = doc_text(doc);
		gsize words = text_words(text, -1) + WORDS_A_MINUTE / 2;
		self->minutes = MAX(1, (int)(words / WORDS_A_MINUTE));
	}
	return self->minutes;
}
