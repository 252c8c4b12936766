/* SPDX-License-Identifier: MIT
 *
 * The parts of a feed: notes in the header.
 */
#include <config.h>

#include "feed/model.h"

#include "base/text.h"
#include "feed/html.h"
#include "feed/person.h"
#include "url/url.h"

#include <string.h>

#define MAX_EXTRAS 64

/* Authors of the feed that each entry without any gets: fifty thousand times
 * all of them would be gigabytes. */
#define MAX_HANDED_DOWN 8

static void
person_free(gpointer p)
{
	FeedPerson *person = p;

	g_free(person->name);
	g_free(person->email);
	g_free(person->uri);
	g_free(person);
}

static void
link_free(gpointer p)
{
	FeedLink *l = p;

	g_free(l->href);
	g_free(l->rel);
	g_free(l->type);
	g_free(l->title);
	g_free(l->language);
	g_free(l);
}

static void
tag_free(gpointer p)
{
	FeedTag *tag = p;

	g_free(tag->term);
	g_free(tag->scheme);
	g_free(tag->label);
	g_free(tag);
}

static void
extra_free(gpointer p)
{
	FeedExtra *extra = p;

	g_free(extra->key);
	g_free(extra->value);
	g_free(extra);
}

static void
chapter_free(gpointer p)
{
	FeedChapter *chapter = p;

	g_free(chapter->title);
	g_free(chapter->href);
	g_free(chapter->image);
	g_free(chapter);
}

void
model_content_free(FeedContent *content)
{
	if (content)
		g_free(content->value);
	g_free(content);
}

static void
content_free(gpointer p)
{
	model_content_free(p);
}

static void
entry_free(gpointer p)
{
	FeedEntry *e = p;
	char *strings[] = { e->id, e->link, e->external, e->title, e->summary,
		e->subtitle, e->rights, e->language, e->comments,
		e->comments_feed, e->image, e->source_title, e->episode,
		e->season };
	GPtrArray *arrays[] = { e->authors, e->contributors, e->publishers,
		e->links, e->enclosures, e->tags, e->chapters, e->extras };

	for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
		g_free(strings[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++)
		g_ptr_array_unref(arrays[i]);
	if (e->summary_detail &&
		!g_ptr_array_find(e->contents, e->summary_detail, NULL))
		model_content_free(e->summary_detail);
	g_ptr_array_unref(e->contents);
	model_content_free(e->title_detail);
	model_content_free(e->rights_detail);
	feed_free(e->source);
	g_free(e);
}

void
feed_free(Feed *f)
{
	if (!f)
		return;
	char *strings[] = { f->encoding, f->bozo_reason, f->title, f->link,
		f->self, f->id, f->subtitle, f->language, f->image, f->icon,
		f->image_title, f->image_link, f->generator, f->generator_uri,
		f->generator_version, f->rights, f->info, f->next };
	GPtrArray *arrays[] = { f->authors, f->contributors, f->publishers,
		f->links, f->tags, f->entries, f->extras };

	for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
		g_free(strings[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++)
		g_ptr_array_unref(arrays[i]);
	model_content_free(f->title_detail);
	model_content_free(f->subtitle_detail);
	model_content_free(f->rights_detail);
	model_content_free(f->info_detail);
	g_clear_pointer(&f->pool, g_string_chunk_free);
	g_free(f);
}

Feed *
model_feed(void)
{
	Feed *f = g_new0(Feed, 1);

	f->version = "";
	f->authors = g_ptr_array_new_with_free_func(person_free);
	f->contributors = g_ptr_array_new_with_free_func(person_free);
	f->publishers = g_ptr_array_new_with_free_func(person_free);
	f->links = g_ptr_array_new_with_free_func(link_free);
	f->tags = g_ptr_array_new_with_free_func(tag_free);
	f->extras = g_ptr_array_new_with_free_func(extra_free);
	f->entries = g_ptr_array_new_with_free_func(entry_free);
	return f;
}

FeedEntry *
model_entry(void)
{
	FeedEntry *e = g_new0(FeedEntry, 1);

	e->comment_count = -1;
	e->contents = g_ptr_array_new_with_free_func(content_free);
	e->authors = g_ptr_array_new_with_free_func(person_free);
	e->contributors = g_ptr_array_new_with_free_func(person_free);
	e->publishers = g_ptr_array_new_with_free_func(person_free);
	e->links = g_ptr_array_new_with_free_func(link_free);
	e->enclosures = g_ptr_array_new_with_free_func(link_free);
	e->tags = g_ptr_array_new_with_free_func(tag_free);
	e->extras = g_ptr_array_new_with_free_func(extra_free);
	e->chapters = g_ptr_array_new_with_free_func(chapter_free);
	return e;
}

GPtrArray *
model_people(void)
{
	return g_ptr_array_new_with_free_func(person_free);
}

static const char *
shared(Feed *owner, const char *s)
{
	if (!s)
		return NULL;
	if (!owner->pool)
		owner->pool = g_string_chunk_new(512);
	return g_string_chunk_insert_const(owner->pool, s);
}

/* True if one host is the other or a part of it: an entry's link may as well
 * lead to the page that the entry talks about. */
static bool
same_site(const char *a, const char *b)
{
	g_autofree char *ha = url_host(a), *hb = url_host(b);
	gsize na = strlen(ha), nb = strlen(hb);
	const char *tail;

	if (na < nb)
		return same_site(b, a);
	tail = ha + (na - nb);
	return nb > 0 && strcmp(tail, hb) == 0 &&
		(tail == ha || tail[-1] == '.');
}

static void
set_base(FeedContent *c, const char *base)
{
	if (c && !c->base)
		c->base = base;
}

static void
set_bases(Feed *feed, FeedEntry *e, const char *home)
{
	const FeedLink *medium =
		e->enclosures->len ? e->enclosures->pdata[0] : NULL;
	const char *base = home;

	/* A medium that stands in for a page has no place for links. */
	if (e->link && url_is_web(e->link) &&
		!(medium && strcmp(medium->href, e->link) == 0) &&
		(!home || same_site(e->link, home)))
		base = shared(feed, e->link);
	set_base(e->title_detail, base);
	set_base(e->summary_detail, base);
	set_base(e->rights_detail, base);
	for (guint i = 0; i < e->contents->len; i++)
		set_base(e->contents->pdata[i], base);
}

static bool
is_blank(const FeedEntry *e)
{
	return !e->id && !e->link && !*e->title && !e->external &&
		!e->published && !e->updated && e->contents->len == 0 &&
		e->enclosures->len == 0;
}

/* Entries with nothing in them among others are slips of a template. */
static void
drop_blanks(GPtrArray *entries)
{
	guint whole = 0;

	for (guint i = 0; i < entries->len; i++) {
		gpointer e = entries->pdata[i];

		if (is_blank(e))
			continue;
		entries->pdata[i] = entries->pdata[whole];
		entries->pdata[whole++] = e;
	}
	if (whole > 0)
		g_ptr_array_set_size(entries, (gint)whole);
}

static void
add_people(GPtrArray *to, const GPtrArray *from, guint most)
{
	for (guint i = 0; i < MIN(from->len, most); i++) {
		const FeedPerson *p = from->pdata[i];

		person_add(to, p->name, p->email, p->uri);
	}
}

void
model_hand_down(Feed *feed, const char *document)
{
	const char *home = shared(feed,
		feed->link && url_is_web(feed->link) ? feed->link : document);

	drop_blanks(feed->entries);
	set_base(feed->title_detail, home);
	set_base(feed->subtitle_detail, home);
	set_base(feed->rights_detail, home);
	set_base(feed->info_detail, home);
	for (guint i = 0; i < feed->entries->len; i++) {
		FeedEntry *e = feed->entries->pdata[i];

		if (e->authors->len == 0)
			add_people(e->authors, feed->authors, MAX_HANDED_DOWN);
		set_bases(feed, e, home);
	}
}

GPtrArray *
model_tags(void)
{
	return g_ptr_array_new_with_free_func(tag_free);
}

void
model_take_tags(GPtrArray *to, GPtrArray *from)
{
	for (guint i = 0; i < from->len; i++) {
		FeedTag *tag = from->pdata[i];

		model_add_tag(to, g_steal_pointer(&tag->term),
			g_steal_pointer(&tag->scheme),
			g_steal_pointer(&tag->label));
	}
	g_ptr_array_unref(from);
}

void
model_add_people(GPtrArray *to, const GPtrArray *from)
{
	add_people(to, from, G_MAXUINT);
}

FeedContent *
model_content(Feed *owner, char *take_value, const char *type,
	const char *language, const char *base)
{
	FeedContent *c = g_new0(FeedContent, 1);

	c->value = take_value;
	c->type = shared(owner, type);
	c->language = shared(owner, language && *language ? language : NULL);
	c->base = shared(owner, base);
	return c;
}

FeedLink *
model_add_link(GPtrArray *links, char *take_href)
{
	FeedLink *l = g_new0(FeedLink, 1);

	l->href = take_href ? take_href : g_strdup("");
	l->count = -1;
	g_ptr_array_add(links, l);
	return l;
}

const char *
feed_link_type(const FeedLink *link)
{
	return link->type && *link->type ? link->type : link->medium;
}

void
model_add_tag(GPtrArray *tags, char *term, char *scheme, char *label)
{
	FeedTag *tag;

	for (guint i = 0; i < tags->len; i++) {
		tag = tags->pdata[i];
		if (g_strcmp0(tag->term, term) == 0 &&
			g_strcmp0(tag->scheme, scheme) == 0 &&
			g_strcmp0(tag->label, label) == 0)
			break;
		/* Beyond this nobody looks at tags, and the search stays short.
		 */
		if (i >= 200)
			break;
		tag = NULL;
	}
	if ((tags->len && tag) || (!term && !label && !scheme)) {
		g_free(term);
		g_free(scheme);
		g_free(label);
		return;
	}
	tag = g_new0(FeedTag, 1);
	*tag = (FeedTag){ term, scheme, label };
	g_ptr_array_add(tags, tag);
}

void
model_add_extra(GPtrArray *extras, const char *key, char *value)
{
	FeedExtra *extra;

	for (guint i = 0; value && i < extras->len; i++)
		if (strcmp(((FeedExtra *)extras->pdata[i])->key, key) == 0)
			g_clear_pointer(&value, g_free);
	if (!value || extras->len >= MAX_EXTRAS) {
		g_free(value);
		return;
	}
	extra = g_new0(FeedExtra, 1);
	extra->key = g_strdup(key);
	extra->value = value;
	g_ptr_array_add(extras, extra);
}

Common
model_common_of_feed(Feed *f)
{
	return (Common){ &f->title, &f->id, &f->link, &f->rights, &f->language,
		&f->image, &f->subtitle, &f->title_detail, &f->rights_detail,
		f->authors, f->contributors, f->publishers, f->links, f->tags,
		f->extras, &f->published, &f->updated, &f->created,
		&f->explicit_content };
}

Common
model_common_of_entry(FeedEntry *e)
{
	return (Common){ &e->title, &e->id, &e->link, &e->rights, &e->language,
		&e->image, &e->subtitle, &e->title_detail, &e->rights_detail,
		e->authors, e->contributors, e->publishers, e->links, e->tags,
		e->extras, &e->published, &e->updated, &e->created,
		&e->explicit_content };
}

static void
choose_body(FeedEntry *e)
{
	FeedContent *s = e->summary_detail;

	if (!s)
		return;
	if (e->contents->len == 0)
		g_ptr_array_add(e->contents, s);
	else if (strcmp(s->type, "text/plain") == 0)
		e->summary = g_markup_escape_text(s->value, -1);
	else
		e->summary = g_strdup(s->value);
}

/* The last part of the path, without an ending. */
static char *
name_of_link(const char *link)
{
	g_autofree char *copy = NULL;
	char *path, *slash, *dot;
	gsize n;

	copy = g_strndup(link ? link : "", link ? strcspn(link, "?#") : 0);
	path = strstr(copy, "://");
	if (!path)
		return g_strdup("");
	path += 3;
	n = strlen(path);
	if (n && path[n - 1] == '/')
		path[n - 1] = '\0';
	slash = strrchr(path, '/');
	dot = slash ? strrchr(slash, '.') : NULL;
	if (dot && dot > slash + 1)
		*dot = '\0';
	return slash ? text_clean(slash + 1, -1, TEXT_LINE) : g_strdup("");
}

/* The first words of the body, when there is no title. */
static char *
title_of_body(const FeedEntry *e)
{
	const FeedContent *body =
		e->contents->len ? e->contents->pdata[0] : NULL;
	g_autofree char *text = NULL;
	char *p;
	int n;

	if (!body)
		return name_of_link(e->link);
	text = strcmp(body->type, "text/plain") == 0
		? text_clean(body->value,
			  (gssize)MIN(strlen(body->value), 2000), TEXT_LINE)
		: html_visible_start(body->value, 2000);
	for (p = text, n = 0; *p && n < 80; n++)
		p = g_utf8_next_char(p);
	if (!*p)
		return g_steal_pointer(&text);
	while (p > text && *p != ' ')
		p = g_utf8_prev_char(p);
	if (p == text)
		p = g_utf8_offset_to_pointer(text, 80);
	return g_strdup_printf("%.*s…", (int)(p - text), text);
}

void
model_finish_entry(FeedEntry *e)
{
	choose_body(e);
	if (!e->link && e->enclosures->len)
		e->link = g_strdup(((FeedLink *)e->enclosures->pdata[0])->href);
	if (!e->title || !*e->title) {
		g_free(e->title);
		e->title = title_of_body(e);
	}
	if (e->source && e->authors->len == 0)
		model_add_people(e->authors, e->source->authors);
	if (e->source && e->source->title && !e->source_title)
		e->source_title = g_strdup(e->source->title);
}
