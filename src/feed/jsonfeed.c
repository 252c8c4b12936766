/* SPDX-License-Identifier: MIT
 *
 * JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).
 */
#include <config.h>

#include "feed/jsonfeed.h"

#include "base/json.h"
#include "base/text.h"
#include "feed/date.h"
#include "feed/html.h"
#include "feed/jsonrepair.h"
#include "feed/model.h"
#include "feed/person.h"
#include "url/url.h"

#include <string.h>

static char *
line(const json_t *object, const char *key)
{
	const char *value = json_get_string(object, key);
	char *clean = value ? text_clean(value, -1, TEXT_LINE) : NULL;

	if (clean && !*clean)
		g_clear_pointer(&clean, g_free);
	return clean;
}

static char *
address(const json_t *object, const char *key, const char *base)
{
	g_autofree char *raw = line(object, key);
	char *url = raw ? url_resolve(base, raw) : NULL;

	return url ? url : g_steal_pointer(&raw);
}

/* Identifiers are strings, but numbers are met. */
static char *
identifier(const json_t *item)
{
	const json_t *id = json_object_get(item, "id");

	if (json_is_integer(id))
		return g_strdup_printf(
			"%" JSON_INTEGER_FORMAT, json_integer_value(id));
	if (json_is_real(id))
		return g_strdup_printf("%.17g", json_real_value(id));
	return line(item, "id");
}

static void
add_author(GPtrArray *people, const json_t *author, const char *base)
{
	g_autofree char *url = NULL;

	if (json_is_string(author)) {
		person_add_line(people, json_string_value(author));
		return;
	}
	url = address(author, "url", base);
	person_add(people, json_get_string(author, "name"),
		json_get_string(author, "email"), url);
}

static void
add_authors(GPtrArray *people, const json_t *object, const char *base)
{
	const json_t *authors = json_object_get(object, "authors");
	size_t i;
	json_t *author;

	add_author(people, json_object_get(object, "author"), base);
	json_array_foreach(authors, i, author) add_author(people, author, base);
}

static void
add_content(Feed *feed, FeedEntry *e, const char *value, const char *type)
{
	if (value && *value)
		g_ptr_array_add(e->contents,
			model_content(feed, g_strdup(value), type, e->language,
				NULL));
}

static void
add_attachments(FeedEntry *e, const json_t *list, const char *base)
{
	size_t i;
	json_t *a;

	json_array_foreach(list, i, a)
	{
		char *url = address(a, "url", base);
		FeedLink *l;

		if (!url)
			continue;
		l = model_add_link(e->enclosures, url);
		l->rel = g_strdup("enclosure");
		l->type = line(a, "mime_type");
		l->title = line(a, "title");
		l->length = json_get_int(a, "size_in_bytes");
		if (!e->duration)
			e->duration = (int)CLAMP(
				json_get_int(a, "duration_in_seconds"), 0,
				G_MAXINT);
	}
}

static void
add_link(GPtrArray *links, const char *href, const char *rel)
{
	if (href)
		model_add_link(links, g_strdup(href))->rel = g_strdup(rel);
}

static void
add_summary(Feed *feed, FeedEntry *e, const json_t *item)
{
	const char *summary = json_get_string(item, "summary");

	if (summary && *summary)
		e->summary_detail = model_content(feed, g_strdup(summary),
			"text/plain", e->language, NULL);
}

static void
add_tags(GPtrArray *tags, const json_t *list)
{
	size_t i;
	json_t *tag;

	json_array_foreach(list, i, tag) if (json_is_string(tag)) model_add_tag(
		tags, text_clean(json_string_value(tag), -1, TEXT_LINE), NULL,
		NULL);
}

static FeedEntry *
read_item(Feed *feed, const json_t *item, const char *base)
{
	FeedEntry *e = model_entry();
	const char *title = json_get_string(item, "title");

	e->id = identifier(item);
	e->language = line(item, "language");
	e->external = address(item, "external_url", base);
	e->link = address(item, "url", base);
	add_link(e->links, e->link, "alternate");
	add_link(e->links, e->external, "related");
	if (!e->link)
		e->link = g_strdup(e->external);
	if (title) {
		e->title_detail = model_content(
			feed, g_strdup(title), "text/plain", e->language, NULL);
		e->title = html_looks_like(title) ? html_visible(title)
						  : line(item, "title");
	}
	add_content(
		feed, e, json_get_string(item, "content_html"), "text/html");
	add_content(
		feed, e, json_get_string(item, "content_text"), "text/plain");
	add_summary(feed, e, item);
	e->image = address(item, "image", base);
	if (!e->image)
		e->image = address(item, "banner_image", base);
	e->published = date_parse(json_get_string(item, "date_published"));
	e->updated = date_parse(json_get_string(item, "date_modified"));
	add_authors(e->authors, item, base);
	add_tags(e->tags, json_object_get(item, "tags"));
	add_attachments(e, json_object_get(item, "attachments"), base);
	model_finish_entry(e);
	return e;
}

static void
read_feed(Feed *feed, const json_t *root, const char *base)
{
	const char *title = json_get_string(root, "title");
	const char *about = json_get_string(root, "description");

	feed->language = line(root, "language");
	feed->title = line(root, "title");
	if (title)
		feed->title_detail = model_content(feed, g_strdup(title),
			"text/plain", feed->language, NULL);
	feed->subtitle = line(root, "description");
	if (about)
		feed->subtitle_detail = model_content(feed, g_strdup(about),
			"text/plain", feed->language, NULL);
	feed->link = address(root, "home_page_url", base);
	feed->self = address(root, "feed_url", base);
	feed->next = address(root, "next_url", base);
	feed->image = address(root, "icon", base);
	feed->icon = address(root, "favicon", base);
	if (!feed->image)
		feed->image = g_strdup(feed->icon);
	add_link(feed->links, feed->link, "alternate");
	add_link(feed->links, feed->self, "self");
	add_link(feed->links, feed->next, "next");
	add_authors(feed->authors, root, base);
}

static const char *
version_of(const json_t *root)
{
	const char *said = json_get_string(root, "version");

	if (!said || !strstr(said, "jsonfeed.org/version/1"))
		return json_is_array(json_object_get(root, "items")) ? "json"
								     : NULL;
	return g_str_has_suffix(said, "/1.1") ? "json11" : "json1";
}

static json_t *
load(const char *text, gsize len, const char **fault)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
	json_t *root = json_loadb(text, len, flags, NULL);
	GString *mended;

	if (root)
		return root;
	mended = jsonrepair(text, len);
	root = json_loadb(mended->str, mended->len, flags, NULL);
	g_string_free(mended, TRUE);
	if (root)
		*fault = "it is not well-formed JSON";
	return root;
}

Feed *
jsonfeed_read(const char *text, gsize len, const char *base, const char **fault)
{
	g_autoptr(json_t) root = load(text, len, fault);
	const char *version = json_is_object(root) ? version_of(root) : NULL;
	g_autofree char *home = NULL;
	const char *document;
	const json_t *items;
	size_t i;
	json_t *item;
	Feed *feed;

	if (!version)
		return NULL;
	feed = model_feed();
	feed->version = version;
	document = base && url_is_web(base) ? base
					    : json_get_string(root, "feed_url");
	read_feed(feed, root, document);
	home = g_strdup(
		feed->link && url_is_web(feed->link) ? feed->link : document);
	items = json_object_get(root, "items");
	json_array_foreach(items, i, item) if (json_is_object(item) &&
		feed->entries->len < FEED_MAX_ENTRIES)
		g_ptr_array_add(feed->entries, read_item(feed, item, home));
	model_hand_down(feed, home);
	return feed;
}
