/* SPDX-License-Identifier: MIT
 *
 * Handlers of what RSS has its own way for.
 */
#include <config.h>

#include "feed/scope.h"

#include "base/text.h"
#include "url/url.h"

#include <string.h>

/* A guid that may lead somewhere below the site: no number, digest or name
 * within another scheme. */
static bool
is_path(const char *guid)
{
	return !strpbrk(guid, " :@$=<>\"") &&
		(strchr(guid, '/') ||
			guid[strspn(guid, "0123456789abcdefABCDEF-{}")] ||
			!guid[strcspn(guid, "0123456789")]);
}

void
rss_guid(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *permalink =
		node->properties ? ns_attr(node, "isPermaLink") : NULL;
	g_autofree char *text = scope_text(node);
	guint8 rank;

	if (!text)
		return;
	core_id(s, node, 3);
	if (permalink && g_ascii_strcasecmp(permalink, "true") != 0)
		return;
	rank = url_is_web(text) || permalink ? 3 : is_path(text) ? 1 : 0;
	if (rank && scope_take(s, FIELD_LINK, rank)) {
		g_free(*s->c.link);
		*s->c.link = scope_url(s, node, text);
		s->guid_rank = rank;
	}
}

static void
keep_size(Scope *s, const xmlNode *node, const char *name, const char *key)
{
	const xmlNode *size = scope_child(s, node, name);

	if (size)
		model_add_extra(s->c.extras, key, scope_line(size));
}

void
rss_image(Scope *s, const xmlNode *node, int rank)
{
	const xmlNode *url = scope_child(s, node, "url");
	const xmlNode *title = scope_child(s, node, "title");
	const xmlNode *link = scope_child(s, node, "link");
	g_autofree char *text = NULL;

	text = url ? scope_text(url) : NULL;
	if (!url && !title && !link) {
		core_picture(s, node, rank);
		return;
	}
	if (text && scope_take(s, FIELD_IMAGE, (guint8)rank)) {
		g_free(*s->c.image);
		*s->c.image = scope_url(s, url, text);
	}
	if (!s->feed)
		return;
	keep_size(s, node, "width", "image.width");
	keep_size(s, node, "height", "image.height");
	if (title && !s->feed->image_title)
		s->feed->image_title = scope_line(title);
	if (link && !s->feed->image_link) {
		g_autofree char *href = scope_text(link);

		s->feed->image_link = scope_url(s, link, href);
	}
}

/* "62,447,386" is meant as a number, too. */
static gint64
lenient_number(const char *s)
{
	gint64 n = 0;

	for (; s && *s; s++) {
		if (g_ascii_isdigit(*s) && n < G_MAXINT64 / 10 - 1)
			n = n * 10 + (*s - '0');
		else if (*s != ',' && *s != '.' && *s != ' ')
			break;
	}
	return n;
}

void
rss_enclosure(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *url = ns_attr(node, "url");
	g_autofree char *length = ns_attr(node, "length");
	char *href;
	FeedLink *e;

	if (!url)
		url = ns_attr(node, "href");
	if (!url)
		url = ns_attr(node, "resource");
	href = scope_url(s, node, url);
	if (!s->entry || !href) {
		g_free(href);
		return;
	}
	e = model_add_link(s->entry->enclosures, href);
	e->rel = g_strdup("enclosure");
	e->type = ns_attr(node, "type");
	e->length = lenient_number(length);
}

void
rss_source(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *url = node->properties ? ns_attr(node, "url") : NULL;
	g_autofree char *base = NULL;
	Scope inner;

	if (!s->entry || s->entry->source)
		return;
	s->entry->source = model_feed();
	base = scope_own_base(s, node);
	inner = (Scope){ .walk = s->walk,
		.feed = s->entry->source,
		.c = model_common_of_feed(s->entry->source),
		.base = base ? base : s->base,
		.lang = s->lang };
	scope_children(&inner, node);
	if (xmlFirstElementChild((xmlNode *)(gintptr)node))
		return;
	inner.feed->title = scope_line(node);
	inner.feed->link = scope_url(s, node, url);
}

void
rss_ttl(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *text = scope_text(node);

	if (s->feed && text)
		s->feed->ttl =
			(int)CLAMP(g_ascii_strtoll(text, NULL, 10), 0, 525600);
}

/* sy:updatePeriod and sy:updateFrequency, in either order: the interval is
 * the period until the frequency divides it. */
void
rss_period(Scope *s, const xmlNode *node, int frequency)
{
	static const struct {
		const char *name;
		int seconds;
	} periods[] = { { "hourly", 3600 }, { "daily", 86400 },
		{ "weekly", 604800 }, { "monthly", 2592000 },
		{ "yearly", 31536000 } };
	g_autofree char *text = scope_text(node);
	gint64 n;

	if (!s->feed || !text)
		return;
	if (frequency) {
		n = g_ascii_strtoll(text, NULL, 10);
		if (n < 1 || n > 86400)
			return;
		s->feed->update_interval = s->feed->update_interval > 0
			? MAX(1, s->feed->update_interval / (int)n)
			: -(int)n;
		return;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(periods); i++)
		if (g_ascii_strcasecmp(text, periods[i].name) == 0) {
			int by = s->feed->update_interval < 0
				? -s->feed->update_interval
				: 1;

			s->feed->update_interval =
				MAX(1, periods[i].seconds / by);
		}
}

void
rss_skip_hours(Scope *s, const xmlNode *node, int arg)
{
	for (const xmlNode *n = node->children; s->feed && n; n = n->next) {
		g_autofree char *text =
			n->type == XML_ELEMENT_NODE ? scope_text(n) : NULL;
		gint64 hour = text ? g_ascii_strtoll(text, NULL, 10) : -1;

		if (hour >= 0 && hour <= 24)
			s->feed->skip_hours |= 1u << (hour % 24);
	}
}

void
rss_skip_days(Scope *s, const xmlNode *node, int arg)
{
	static const char *const days[] = { "mon", "tue", "wed", "thu", "fri",
		"sat", "sun" };

	for (const xmlNode *n = node->children; s->feed && n; n = n->next) {
		g_autofree char *text =
			n->type == XML_ELEMENT_NODE ? scope_text(n) : NULL;

		for (int d = 0; text && d < 7; d++)
			if (g_ascii_strncasecmp(text, days[d], 3) == 0)
				s->feed->skip_days |= (guint8)(1u << d);
	}
}

/* RANK 0 is the feed of comments. */
void
rss_comments(Scope *s, const xmlNode *node, int rank)
{
	g_autofree char *text = scope_text(node);
	char **slot;

	if (!s->entry || !text)
		return;
	slot = rank ? &s->entry->comments : &s->entry->comments_feed;
	if (rank && !scope_take(s, FIELD_COMMENTS, (guint8)rank))
		return;
	g_free(*slot);
	*slot = scope_url(s, node, text);
}

void
rss_comment_count(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *text = scope_text(node);

	if (s->entry && text && g_ascii_isdigit(*text))
		s->entry->comment_count =
			(int)MIN(g_ascii_strtoll(text, NULL, 10), G_MAXINT);
}
