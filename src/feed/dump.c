/* SPDX-License-Identifier: MIT
 *
 * A feed as JSON.
 */
#include <config.h>

#include "feed/feed.h"

#include "base/json.h"
#include "feed/html.h"
#include "feed/person.h"

#include <string.h>

static void
put_count(json_t *o, const char *key, gint64 n)
{
	if (n > 0)
		json_object_set_new(o, key, json_integer(n));
}

static void
put_true(json_t *o, const char *key, bool yes)
{
	if (yes)
		json_object_set_new(o, key, json_true());
}

static bool
is_html(const FeedContent *c)
{
	return c->type &&
		(strcmp(c->type, "text/html") == 0 ||
			g_str_has_suffix(c->type, "xml"));
}

static char *
value_of(const FeedContent *c, int *urls)
{
	if (is_html(c) && strpbrk(c->value, "<&"))
		return html_clean(c->value, c->base, urls);
	return g_strdup(c->value);
}

/* The line, or the HTML if there are links or pictures in it. */
static void
put_line(
	json_t *o, const char *key, const char *line, const FeedContent *detail)
{
	int urls = 0;
	g_autofree char *html = NULL;

	if (detail && is_html(detail) && strchr(detail->value, '<'))
		html = value_of(detail, &urls);
	json_put_string(o, key, urls ? html : line);
}

static json_t *
content(const FeedContent *c)
{
	json_t *o = json_object();
	g_autofree char *value = value_of(c, NULL);

	json_put_string(o, "value", value);
	json_put_string(o, "type", c->type);
	json_put_string(o, "language", c->language);
	json_put_string(o, "base", c->base);
	return o;
}

static void
put_content(json_t *o, const char *key, const FeedContent *c)
{
	if (c)
		json_object_set_new(o, key, content(c));
}

static json_t *
person(const FeedPerson *p)
{
	json_t *o = json_object();

	json_put_string(o, "name", p->name);
	json_put_string(o, "email", p->email);
	json_put_string(o, "href", p->uri);
	return o;
}

static json_t *
link_object(const FeedLink *l)
{
	json_t *o = json_object();

	json_put_string(o, "href", l->href);
	json_put_string(o, "rel", l->rel);
	json_put_string(o, "type", l->type);
	json_put_string(o, "title", l->title);
	json_put_string(o, "hreflang", l->language);
	put_count(o, "length", l->length);
	if (l->count >= 0)
		json_object_set_new(o, "count", json_integer(l->count));
	return o;
}

/* What says nothing about its type is a stream of octets (RFC 2046 §4.5.1). */
static json_t *
enclosure(const FeedLink *l)
{
	json_t *o = link_object(l);

	if (!l->type || !*l->type)
		json_put_string(o, "type", "application/octet-stream");
	return o;
}

static json_t *
tag(const FeedTag *t)
{
	json_t *o = json_object();

	json_put_string(o, "term", t->term);
	json_put_string(o, "scheme", t->scheme);
	json_put_string(o, "label", t->label);
	return o;
}

static json_t *
chapter(const FeedChapter *c)
{
	json_t *o = json_object();

	json_object_set_new(o, "start", json_real(c->start));
	json_put_string(o, "title", c->title);
	json_put_string(o, "href", c->href);
	json_put_string(o, "image", c->image);
	return o;
}

typedef json_t *(*Maker)(gconstpointer);

static void
put_list(json_t *o, const char *key, const GPtrArray *list, Maker make)
{
	json_t *array;

	if (list->len == 0)
		return;
	array = json_array();
	for (guint i = 0; i < list->len; i++)
		json_array_append_new(array, make(list->pdata[i]));
	json_object_set_new(o, key, array);
}

static void
put_author(json_t *o, const GPtrArray *authors)
{
	g_autofree char *line =
		authors->len ? person_line(authors->pdata[0]) : NULL;

	json_put_string(o, "author", line);
	put_list(o, "authors", authors, (Maker)person);
}

static void
put_publisher(json_t *o, const GPtrArray *publishers)
{
	g_autofree char *line =
		publishers->len ? person_line(publishers->pdata[0]) : NULL;

	json_put_string(o, "publisher", line);
	put_list(o, "publishers", publishers, (Maker)person);
}

static void
put_image(json_t *o, const Feed *f)
{
	json_t *image;

	if (!f->image && !f->image_title && !f->image_link)
		return;
	image = json_object();
	json_put_string(image, "href", f->image);
	json_put_string(image, "title", f->image_title);
	json_put_string(image, "link", f->image_link);
	json_object_set_new(o, "image", image);
}

static void
put_generator(json_t *o, const Feed *f)
{
	json_t *g;

	json_put_string(o, "generator", f->generator);
	if (!f->generator_uri && !f->generator_version)
		return;
	g = json_object();
	json_put_string(g, "name", f->generator);
	json_put_string(g, "href", f->generator_uri);
	json_put_string(g, "version", f->generator_version);
	json_object_set_new(o, "generator_detail", g);
}

/* "cloud.port" becomes a member of the object "cloud". */
static void
put_extra(json_t *o, const FeedExtra *extra)
{
	const char *dot = strchr(extra->key, '.');
	g_autofree char *name = NULL;
	json_t *inner;

	if (!dot) {
		json_put_string(o, extra->key, extra->value);
		return;
	}
	name = g_strndup(extra->key, (gsize)(dot - extra->key));
	inner = json_object_get(o, name);
	if (!inner) {
		inner = json_object();
		json_object_set_new(o, name, inner);
	}
	if (json_is_object(inner))
		json_put_string(inner, dot + 1, extra->value);
}

static void
put_extras(json_t *o, const GPtrArray *extras)
{
	for (guint i = 0; i < extras->len; i++)
		put_extra(o, extras->pdata[i]);
}

static json_t *
feed_object(const Feed *f)
{
	json_t *o = json_object();

	put_line(o, "title", f->title, f->title_detail);
	put_content(o, "title_detail", f->title_detail);
	json_put_string(o, "link", f->link);
	json_put_string(o, "id", f->id);
	put_line(o, "subtitle", f->subtitle, f->subtitle_detail);
	put_content(o, "subtitle_detail", f->subtitle_detail);
	json_put_time(o, "updated", f->updated);
	json_put_time(o, "published", f->published);
	json_put_time(o, "created", f->created);
	put_author(o, f->authors);
	put_list(o, "contributors", f->contributors, (Maker)person);
	put_list(o, "links", f->links, (Maker)link_object);
	put_list(o, "tags", f->tags, (Maker)tag);
	json_put_string(o, "language", f->language);
	put_image(o, f);
	json_put_string(o, "icon", f->icon);
	put_generator(o, f);
	put_line(o, "rights", f->rights, f->rights_detail);
	put_content(o, "rights_detail", f->rights_detail);
	put_publisher(o, f->publishers);
	put_line(o, "info", f->info, f->info_detail);
	put_content(o, "info_detail", f->info_detail);
	put_count(o, "ttl", f->ttl);
	put_count(o, "update_interval", f->update_interval);
	json_put_string(o, "next", f->next);
	put_true(o, "explicit", f->explicit_content);
	put_extras(o, f->extras);
	return o;
}

/* The summary, or the first body when that is all there is. */
static void
put_summary(json_t *o, const FeedEntry *e)
{
	const FeedContent *c = e->summary_detail;
	g_autofree char *value = NULL;

	if (!c && e->contents->len)
		c = e->contents->pdata[0];
	if (!c)
		return;
	value = value_of(c, NULL);
	json_put_string(o, "summary", value);
	put_content(o, "summary_detail", c);
}

static void
put_media(json_t *o, const FeedEntry *e)
{
	json_t *image;

	put_list(o, "enclosures", e->enclosures, (Maker)enclosure);
	if (e->image) {
		image = json_object();
		json_put_string(image, "href", e->image);
		json_object_set_new(o, "image", image);
	}
	put_list(o, "chapters", e->chapters, (Maker)chapter);
	put_count(o, "duration", e->duration);
	json_put_string(o, "episode", e->episode);
	json_put_string(o, "season", e->season);
	put_true(o, "explicit", e->explicit_content);
}

static json_t *
entry_object(const FeedEntry *e)
{
	json_t *o = json_object();

	put_line(o, "title", e->title, e->title_detail);
	put_content(o, "title_detail", e->title_detail);
	json_put_string(o, "link", e->link);
	json_put_string(o, "external_url", e->external);
	json_put_string(o, "id", e->id);
	put_author(o, e->authors);
	put_list(o, "contributors", e->contributors, (Maker)person);
	json_put_time(o, "published", e->published);
	json_put_time(o, "updated", e->updated);
	json_put_time(o, "created", e->created);
	json_put_string(o, "subtitle", e->subtitle);
	put_summary(o, e);
	put_list(o, "content", e->contents, (Maker)content);
	put_media(o, e);
	put_list(o, "links", e->links, (Maker)link_object);
	put_list(o, "tags", e->tags, (Maker)tag);
	json_put_string(o, "comments", e->comments);
	json_put_string(o, "comments_feed", e->comments_feed);
	if (e->comment_count >= 0)
		json_object_set_new(
			o, "comment_count", json_integer(e->comment_count));
	json_put_string(o, "language", e->language);
	put_line(o, "rights", e->rights, e->rights_detail);
	put_content(o, "rights_detail", e->rights_detail);
	put_publisher(o, e->publishers);
	put_true(o, "guidislink", e->id_is_link);
	put_extras(o, e->extras);
	if (e->source)
		json_object_set_new(o, "source", feed_object(e->source));
	return o;
}

char *
feed_to_json(const Feed *f)
{
	g_autoptr(json_t) o = json_object();

	json_put_string(o, "version", f->version);
	json_put_string(o, "encoding", f->encoding);
	json_object_set_new(o, "bozo", json_boolean(f->bozo));
	json_put_string(o, "bozo_reason", f->bozo_reason);
	json_object_set_new(o, "feed", feed_object(f));
	json_object_set_new(o, "entries", json_array());
	put_list(o, "entries", f->entries, (Maker)entry_object);
	return json_text(o, JSON_INDENT(2));
}
