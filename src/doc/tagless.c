/* SPDX-License-Identifier: MIT
 *
 * HTML without a tag: what feeds call HTML because their format knows nothing
 * else, but whose lines and blank lines are all the form that it has.
 */
#include <config.h>

#include <string.h>

#include "doc/htmltree.h"
#include "doc/internal.h"

static bool
has_tag(const char *data, gsize len)
{
	const char *end = data + len;
	for (const char *p = data; (p = memchr(p, '<', (gsize)(end - p))); p++)
		if (p + 1 < end &&
			(g_ascii_isalpha(p[1]) || strchr("/!?", p[1])))
			return true;
	return false;
}

/* A line end with something on both sides. */
static bool
has_lines(const char *data, gsize len)
{
	const char *p = data, *end = data + len;
	while (p < end && g_ascii_isspace(*p))
		p++;
	while (end > p && g_ascii_isspace(end[-1]))
		end--;
	return memchr(p, '\n', (gsize)(end - p)) != NULL;
}

char *
tagless_text(const char *data, gsize len, gsize *new_len)
{
	if (has_tag(data, len) || !has_lines(data, len))
		return NULL;
	g_autoptr(GString) page = g_string_new("<pre>\n");
	g_string_append_len(page, data, (gssize)len);
	g_autoptr(HtmlTree) tree = htmltree_new(page->str, page->len);
	xmlNode *root = htmltree_root(tree);
	xmlChar *content = root ? xmlNodeGetContent(root) : NULL;
	char *text = g_strdup(content ? (const char *)content : "");
	xmlFree(content);
	*new_len = strlen(text);
	return text;
}
