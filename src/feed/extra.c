/* SPDX-License-Identifier: MIT
 *
 * Handlers of elements that are only kept: the dump shows them.
 */
#include <config.h>

#include "feed/scope.h"

#include "base/text.h"

#include <string.h>

/* Parts of one element that are looked at. */
#define MAX_PARTS 16

static const char *
prefix_of(Ns ns)
{
	static const struct {
		Ns ns;
		const char *prefix;
	} known[] = { { NS_ITUNES, "itunes_" }, { NS_MEDIA, "media_" },
		{ NS_THR, "thr_" }, { NS_WFW, "wfw_" } };

	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (known[i].ns == ns)
			return known[i].prefix;
	return "";
}

static bool
is_address(const char *part)
{
	return strcmp(part, "href") == 0 || strcmp(part, "url") == 0 ||
		strcmp(part, "link") == 0;
}

static void
add_part(Scope *s, const xmlNode *node, const char *key, const char *part,
	const char *raw)
{
	g_autofree char *low = g_ascii_strdown(part, -1);
	g_autofree char *whole = g_strdup_printf("%s.%.40s", key, low);

	if (raw && *raw)
		model_add_extra(s->c.extras, whole,
			is_address(low) ? scope_url(s, node, raw)
					: text_clean(raw, -1, TEXT_LINE));
}

static int
add_parts(Scope *s, const xmlNode *node, const char *key)
{
	int n = 0;

	for (xmlAttr *a = node->properties; a && n < MAX_PARTS; a = a->next) {
		const char *name = (const char *)a->name;
		g_autofree char *value = ns_attr(node, name);

		add_part(s, node, key, name, value);
		n++;
	}
	for (const xmlNode *c = node->children; c && n < MAX_PARTS;
		c = c->next) {
		g_autofree char *text = NULL;

		if (c->type != XML_ELEMENT_NODE)
			continue;
		text = scope_text(c);
		add_part(s, c, key, (const char *)c->name, text);
		n++;
	}
	return n;
}

/* The element's attributes and children, or its text; IS_URL if that is an
 * address. */
void
extra_keep(Scope *s, const xmlNode *node, int is_url)
{
	char name[NS_NAME_MAX];
	Ns ns = ns_element(s->walk->root, node, name);
	g_autofree char *key = g_strconcat(prefix_of(ns), name, NULL);
	bool parts = add_parts(s, node, key) > 0;
	g_autofree char *text = NULL;

	if (xmlFirstElementChild((xmlNode *)(gintptr)node))
		return;
	text = scope_text(node);
	if (parts)
		add_part(s, node, key, "content", text);
	else if (text)
		model_add_extra(s->c.extras, key,
			is_url ? scope_url(s, node, text)
			       : text_clean(text, -1, TEXT_LINE));
}

/* itunes:block: only "yes" means anything. */
void
extra_block(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *text = scope_text(node);

	if (text && g_ascii_strcasecmp(text, "yes") == 0)
		model_add_extra(s->c.extras, "itunes_block", g_strdup("1"));
}

/* dcterms:valid: "start=…; end=…" (DCMI Period). */
void
extra_valid(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *text = scope_text(node);
	g_auto(GStrv) parts = text ? g_strsplit(text, ";", 8) : NULL;

	for (char **p = parts; p && *p; p++) {
		g_strstrip(*p);
		if (g_str_has_prefix(*p, "start="))
			model_add_extra(s->c.extras, "validity_start",
				text_clean(*p + 6, -1, TEXT_LINE));
		else if (g_str_has_prefix(*p, "end="))
			model_add_extra(s->c.extras, "validity_end",
				text_clean(*p + 4, -1, TEXT_LINE));
	}
}
