/* SPDX-License-Identifier: MIT
 *
 * Handlers of Media RSS, of the podcast vocabularies (iTunes, Google Play,
 * Podcasting 2.0) and of Podlove's chapters.
 */
#include <config.h>

#include "feed/scope.h"

#include "base/text.h"
#include "feed/date.h"
#include "feed/html.h"
#include "feed/person.h"

#include <string.h>

#define MAX_CHAPTERS 1000

static char *
attr(const xmlNode *node, const char *name)
{
	char *value = node->properties ? ns_attr(node, name) : NULL;

	if (value && !*value)
		g_clear_pointer(&value, g_free);
	return value;
}

static char *
line_attr(const xmlNode *node, const char *name)
{
	g_autofree char *value = attr(node, name);

	return value ? text_clean(value, -1, TEXT_LINE) : NULL;
}

static bool
is_there(const GPtrArray *links, const char *href)
{
	for (guint i = 0; i < links->len && i < 200; i++)
		if (strcmp(((FeedLink *)links->pdata[i])->href, href) == 0)
			return true;
	return false;
}

/* Pictures among the media are the entry's picture rather than something to
 * play. */
static bool
is_picture(const char *type, const char *medium)
{
	return g_strcmp0(medium, "image") == 0 ||
		(type && g_str_has_prefix(type, "image/"));
}

static const char *
type_of_medium(const char *medium)
{
	static const char *const types[] = { "audio/*", "image/*", "video/*" };

	for (gsize i = 0; medium && i < G_N_ELEMENTS(types); i++)
		if (strlen(medium) == 5 && strncmp(medium, types[i], 5) == 0)
			return types[i];
	return NULL;
}

/* What Mastodon and others say of a picture for those who cannot see it. */
static char *
description(const Scope *s, const xmlNode *node)
{
	const xmlNode *n = scope_child(s, node, "description");
	g_autofree char *type = n ? attr(n, "type") : NULL;

	return n && g_strcmp0(type, "html") != 0 ? scope_line(n) : NULL;
}

void
media_content(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *url = attr(node, "url");
	g_autofree char *type = attr(node, "type");
	g_autofree char *medium = attr(node, "medium");
	g_autofree char *size = attr(node, "fileSize");
	g_autofree char *seconds = attr(node, "duration");
	g_autofree char *href = scope_url(s, node, url);

	scope_children(s, node);
	if (!href)
		return;
	if (is_picture(type, medium) && scope_take(s, FIELD_IMAGE, 3)) {
		g_free(*s->c.image);
		*s->c.image = g_strdup(href);
	}
	if (!s->entry)
		return;
	if (seconds && !s->entry->duration)
		s->entry->duration = date_duration(seconds);
	if (!is_there(s->entry->enclosures, href)) {
		FeedLink *e = model_add_link(
			s->entry->enclosures, g_steal_pointer(&href));

		e->rel = g_strdup("enclosure");
		if (is_picture(type, medium))
			e->title = description(s, node);
		e->type = g_steal_pointer(&type);
		e->medium = type_of_medium(medium);
		e->length = size ? g_ascii_strtoll(size, NULL, 10) : 0;
	}
}

void
media_player(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *url = attr(node, "url");

	extra_keep(s, node, 0);
	if (url && scope_take(s, FIELD_LINK, 2)) {
		g_free(*s->c.link);
		*s->c.link = scope_url(s, node, url);
	}
}

void
media_group(Scope *s, const xmlNode *node, int arg)
{
	scope_children(s, node);
}

void
media_duration(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *text = scope_text(node);

	if (s->entry && text && !s->entry->duration)
		s->entry->duration = date_duration(text);
}

void
media_number(Scope *s, const xmlNode *node, int season)
{
	char **slot = !s->entry ? NULL
		: season        ? &s->entry->season
				: &s->entry->episode;

	if (slot && !*slot)
		*slot = scope_line(node);
}

void
media_explicit(Scope *s, const xmlNode *node, int arg)
{
	static const char *const yes[] = { "yes", "true", "explicit", NULL };
	g_autofree char *text = scope_text(node);
	g_autofree char *low = text ? g_ascii_strdown(text, -1) : NULL;

	*s->c.explicit_content = low && g_strv_contains(yes, low);
}

void
media_topic(Scope *s, const xmlNode *node, int arg)
{
	char *scheme = line_attr(node, "scheme");

	model_add_tag(s->c.tags, scope_line(node),
		scheme ? scheme
		       : g_strdup("http://search.yahoo.com/mrss/"
				  "category_schema"),
		line_attr(node, "label"));
}

/* Categories nest: the outer name is the topic, the inner its part. */
void
media_category(Scope *s, const xmlNode *node, int arg)
{
	char *term = line_attr(node, "text");

	if (!term)
		term = scope_line(node);
	if (term)
		model_add_tag(s->c.tags, term,
			g_strdup("http://www.itunes.com/"), NULL);
	for (const xmlNode *n = node->children; n; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			scope_element(s, n);
}

void
media_keywords(Scope *s, const xmlNode *node, int itunes)
{
	g_autofree char *text = scope_line(node);
	g_auto(GStrv) words = text
		? g_strsplit(text, strchr(text, ',') ? "," : " ", 100)
		: NULL;

	for (char **w = words; w && *w; w++) {
		g_strstrip(*w);
		if (**w)
			model_add_tag(s->late_tags && !itunes ? s->late_tags
							      : s->c.tags,
				g_strdup(*w),
				itunes ? g_strdup("http://www.itunes.com/")
				       : NULL,
				NULL);
	}
}

/* podcast:person: a host or a guest. */
void
media_person(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *href = attr(node, "href");
	g_autofree char *uri = scope_url(s, node, href);
	g_autofree char *name = scope_line(node);

	if (name)
		person_add(s->c.contributors, name, NULL, uri);
}

/* podcast:transcript, chapters, funding, …: links by their element's name. */
void
media_link(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *url = attr(node, "url");
	char *href = scope_url(s, node, url);
	char name[NS_NAME_MAX];
	FeedLink *l;

	if (!href)
		return;
	ns_element(s->walk->root, node, name);
	l = model_add_link(s->c.links, href);
	l->rel = g_strdup(name);
	l->type = attr(node, "type");
	l->language = attr(node, "language");
	l->title = scope_line(node);
}

void
media_chapters(Scope *s, const xmlNode *node, int arg)
{
	if (!s->entry || s->entry->chapters->len)
		return;
	for (const xmlNode *n = node->children; n; n = n->next) {
		g_autofree char *start = NULL;
		g_autofree char *href = NULL;
		g_autofree char *image = NULL;
		FeedChapter *c;

		if (n->type != XML_ELEMENT_NODE ||
			s->entry->chapters->len >= MAX_CHAPTERS)
			continue;
		start = attr(n, "start");
		href = attr(n, "href");
		image = attr(n, "image");
		c = g_new0(FeedChapter, 1);
		c->start = date_offset(start);
		c->title = line_attr(n, "title");
		c->href = scope_url(s, n, href);
		c->image = scope_url(s, n, image);
		g_ptr_array_add(s->entry->chapters, c);
	}
}
