/* SPDX-License-Identifier: MIT
 *
 * cmark resolves "\~" and "\[^" before GitHub's additions are looked for in
 * its text, so these are hidden from it behind noncharacters meanwhile.
 */
#include <config.h>

#include <string.h>

#include "doc/internal.h"

static const struct {
	const char *escaped, *hidden, *plain;
} escapes[] = {
	{ "\\~", "\xEF\xB7\x90", "~" },
	{ "\\[^", "\xEF\xB7\x91", "[^" },
};

char *
escapes_hide(const char *source)
{
	GString *out = g_string_sized_new(strlen(source) + 16);
	const char *from = source, *p = source;
	while ((p = strchr(p, '\\')) && p[1]) {
		guint i = 0;
		while (i < G_N_ELEMENTS(escapes) &&
			!g_str_has_prefix(p, escapes[i].escaped))
			i++;
		if (i == G_N_ELEMENTS(escapes)) {
			p += 2;
			continue;
		}
		g_string_append_len(out, from, p - from);
		g_string_append(out, escapes[i].hidden);
		p += strlen(escapes[i].escaped);
		from = p;
	}
	g_string_append(out, from);
	return g_string_free(out, FALSE);
}

typedef const char *(*Get)(cmark_node *node);
typedef int (*Set)(cmark_node *node, const char *value);

static void
show(cmark_node *node, Get get, Set set, bool plain)
{
	const char *value = get(node);
	/* What the noncharacters begin with is rare. */
	if (!value || !strstr(value, "\xEF\xB7"))
		return;
	g_autoptr(GString) s = g_string_new(value);
	for (guint i = 0; i < G_N_ELEMENTS(escapes); i++)
		g_string_replace(s, escapes[i].hidden,
			plain ? escapes[i].plain : escapes[i].escaped, 0);
	set(node, s->str);
}

void
escapes_show(cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	for (cmark_event_type e;
		(e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		if (e != CMARK_EVENT_ENTER)
			continue;
		show(node, cmark_node_get_literal, cmark_node_set_literal,
			type == CMARK_NODE_TEXT);
		show(node, cmark_node_get_url, cmark_node_set_url, true);
		show(node, cmark_node_get_title, cmark_node_set_title, true);
		show(node, cmark_node_get_fence_info, cmark_node_set_fence_info,
			true);
	}
	cmark_iter_free(iter);
}
