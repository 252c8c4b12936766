/* SPDX-License-Identifier: MIT
 *
 * Footnotes as WordPress, Hugo, Zola, Pandoc, Kramdown, Substack and others
 * write them.
 */
#include <config.h>

#include <string.h>

#include "doc/html.h"

const char *
local_target(Walk *w, const char *href)
{
	if (!href)
		return NULL;
	if (*href == '#')
		return href + 1;
	const char *hash = w->doc->base ? strchr(href, '#') : NULL;
	if (!hash)
		return NULL;
	gsize n = hash - href, base = strcspn(w->doc->base, "#");
	return n == base && strncmp(href, w->doc->base, n) == 0 ? hash + 1
								: NULL;
}

static void
collect_ids(Walk *w)
{
	w->ids = g_hash_table_new(g_str_hash, g_str_equal);
	for (xmlNode *n = w->root; n; n = next_in(n, w->root, true)) {
		if (n->type != XML_ELEMENT_NODE || !n->properties)
			continue;
		const char *id = attr(n, "id");
		const char *name = attr(n, "name");
		if (id)
			g_hash_table_add(w->ids, (gpointer)(gsize)id);
		if (name)
			g_hash_table_add(w->ids, (gpointer)(gsize)name);
	}
}

bool
id_exists(Walk *w, const char *id)
{
	if (!w->ids)
		collect_ids(w);
	return g_hash_table_contains(w->ids, id);
}

static bool
starts_with_any(const char *s, const char *const *prefixes)
{
	for (; *prefixes; prefixes++)
		if (g_ascii_strncasecmp(s, *prefixes, strlen(*prefixes)) == 0)
			return true;
	return false;
}

static int
number_for(Walk *w, const char *id)
{
	if (!w->notes)
		w->notes = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL);
	int number = GPOINTER_TO_INT(g_hash_table_lookup(w->notes, id));
	if (!number) {
		number = (int)g_hash_table_size(w->notes) + 1;
		g_hash_table_insert(
			w->notes, g_strdup(id), GINT_TO_POINTER(number));
	}
	return number;
}

static bool
is_reference(xmlNode *node, const Attrs *a, const char *target)
{
	static const char *const ids[] = { "fn:", "fn-", "fn", "footnote",
		"_ftn", "ftn", "note-", "cite_note", "user-content-fn", NULL };
	static const char *const back[] = { "fnref", "footnoteref",
		"footnote-ref", "footnote-anchor", "_ftnref", "ftnref",
		"user-content-fnref", NULL };
	const char *role = attr(node, "role");
	if (g_strcmp0(role, "doc-noteref") == 0)
		return true;
	return starts_with_any(target, ids) && !starts_with_any(target, back);
}

/* "<sup><a>1</a></sup>" needs no raising of its own. */
static void
lower_supers(Builder *b)
{
	for (guint i = b->open; i < b->formats->len; i++) {
		Format *f = &g_array_index(b->formats, Format, i);
		if (f->kind == KIND_SUP)
			f->off = true;
	}
}

bool
note_reference(Walk *w, xmlNode *node, const Attrs *a, const char *target)
{
	bool classed = a->class && strstr(a->class, "footnote") &&
		!strstr(a->class, "back");
	if ((!classed && !is_reference(node, a, target)) ||
		!id_exists(w, target))
		return false;
	g_autofree char *label = content_line(node);
	gsize n = strlen(label);
	if (n > 12)
		return false;
	if (n > 2 && label[0] == '[' && label[n - 1] == ']') {
		memmove(label, label + 1, n - 2);
		label[n - 2] = '\0';
	}
	lower_supers(&w->b);
	cmark_node *ref = builder_custom(CMARK_NODE_CUSTOM_INLINE,
		(KindInfo){ .kind = KIND_FOOTNOTE_REF,
			.number = (guint)number_for(w, target) });
	cmark_node_append_child(ref, builder_text_node(label));
	builder_inline(&w->b, ref);
	return true;
}

bool
note_is_way_back(Walk *w, xmlNode *node, const Attrs *a, const char *target)
{
	static const char *const ids[] = { "fnref", "footnoteref",
		"footnote-ref", "footnote-anchor", "_ftnref", "ftnref",
		"user-content-fnref", "cite_ref", NULL };
	static const char *const reverse[] = { "reversefootnote", NULL };
	static const char *const arrows[] = { "↩", "↩︎", "↩︎", "↑", "^",
		"⏎", "↵", NULL };
	if (a->class &&
		(strstr(a->class, "backref") ||
			strstr(a->class, "footnote-back") ||
			class_has(a->class, reverse)))
		return true;
	if (starts_with_any(target, ids))
		return true;
	g_autofree char *text = content_line(node);
	return g_strv_contains(arrows, text);
}

bool
note_is_section(const Attrs *a)
{
	static const char *const names[] = { "footnotes", "footnotes-list",
		"footnote-list", NULL };
	return class_has(a->class, names);
}

int
note_number(Walk *w, xmlNode *node, const Attrs *a)
{
	static const char *const names[] = { "footnote-definition", "footnote",
		NULL };
	bool item = is_element(node, "li");
	if (!item && !class_has(a->class, names))
		return 0;
	if (!item && !a->id)
		return 0;
	return number_for(w, a->id ? a->id : "");
}
