/* SPDX-License-Identifier: MIT
 *
 * Handlers of the elements that all formats have in one spelling or another.
 */
#include <config.h>

#include "feed/scope.h"

#include "base/text.h"
#include "feed/date.h"
#include "feed/html.h"
#include "feed/person.h"
#include "url/url.h"

#include <string.h>

static void
put(char **slot, char *take)
{
	g_free(*slot);
	*slot = take;
}

static bool
is_empty(const FeedContent *c)
{
	return !c->value || !*c->value;
}

/* Puts a construct and its line into their slots if it has anything. */
static void
put_construct(Scope *s, const xmlNode *node, Field field, int rank, ReadHow how,
	char **line, FeedContent **detail)
{
	FeedContent *c;

	if (rank <= s->rank[field])
		return;
	c = scope_construct(s, node, how);
	if (is_empty(c)) {
		model_content_free(c);
		return;
	}
	scope_take(s, field, (guint8)rank);
	put(line, scope_visible(c));
	model_content_free(*detail);
	*detail = c;
}

void
core_title(Scope *s, const xmlNode *node, int rank)
{
	put_construct(s, node, FIELD_TITLE, rank, READ_GUESS, s->c.title,
		s->c.title_detail);
}

void
core_rights(Scope *s, const xmlNode *node, int rank)
{
	put_construct(s, node, FIELD_RIGHTS, rank, READ_GUESS, s->c.rights,
		s->c.rights_detail);
}

void
core_subtitle(Scope *s, const xmlNode *node, int rank)
{
	FeedContent *entry_detail = NULL;

	put_construct(s, node, FIELD_SUBTITLE, rank, READ_HTML, s->c.subtitle,
		s->feed ? &s->feed->subtitle_detail : &entry_detail);
	model_content_free(entry_detail);
}

/* How good a page a link of TYPE is: 2 if it says so, 1 if it says nothing. */
static int
page_rank(const char *type)
{
	if (!type || !*type)
		return 1;
	return strcmp(type, "text/html") == 0 ||
			strcmp(type, "application/xhtml+xml") == 0
		? 2
		: 0;
}

static void
place_replies(Scope *s, const FeedLink *l)
{
	if (page_rank(l->type) && scope_take(s, FIELD_COMMENTS, 2))
		put(&s->entry->comments, g_strdup(l->href));
	else if (!page_rank(l->type) && !s->entry->comments_feed)
		s->entry->comments_feed = g_strdup(l->href);
}

/* Where a link with a relation belongs besides the list of all. */
static void
place_link(Scope *s, const FeedLink *l, int rank)
{
	if (!*l->href)
		return;
	if (strcmp(l->rel, "alternate") == 0 &&
		scope_take(s, FIELD_LINK, (guint8)(rank + page_rank(l->type))))
		put(s->c.link, g_strdup(l->href));
	else if (strcmp(l->rel, "self") == 0 && s->feed && !s->feed->self)
		s->feed->self = g_strdup(l->href);
	else if (strcmp(l->rel, "next") == 0 && s->feed && !s->feed->next)
		s->feed->next = g_strdup(l->href);
	else if (strcmp(l->rel, "replies") == 0 && s->entry)
		place_replies(s, l);
	else if ((strcmp(l->rel, "icon") == 0 ||
			 strcmp(l->rel, "image") == 0) &&
		scope_take(s, FIELD_IMAGE, 1))
		put(s->c.image, g_strdup(l->href));
}

static void
enclose(Scope *s, const FeedLink *l)
{
	FeedLink *e = model_add_link(s->entry->enclosures, g_strdup(l->href));

	e->rel = g_strdup(l->rel);
	e->type = g_strdup(l->type);
	e->title = g_strdup(l->title);
	e->length = l->length;
}

static char *
relation(const xmlNode *node)
{
	static const char iana[] = "http://www.iana.org/assignments/relation/";
	g_autofree char *rel = ns_attr(node, "rel");
	g_autofree char *low = NULL;

	if (!rel || !*rel)
		return g_strdup("alternate");
	low = g_ascii_strdown(rel, -1);
	return g_strdup(g_str_has_prefix(low, iana) ? low + strlen(iana) : low);
}

static void
atom_link(Scope *s, const xmlNode *node, char *href, int rank)
{
	FeedLink *l = model_add_link(s->c.links, href);
	g_autofree char *length = ns_attr(node, "length");
	g_autofree char *count = ns_attr(node, "count");
	g_autofree char *title = ns_attr(node, "title");

	l->rel = relation(node);
	l->type = ns_attr(node, "type");
	l->language = ns_attr(node, "hreflang");
	l->title = title ? text_clean(title, -1, TEXT_LINE) : NULL;
	l->length = length ? g_ascii_strtoll(length, NULL, 10) : 0;
	l->count = count
		? (int)CLAMP(g_ascii_strtoll(count, NULL, 10), 0, G_MAXINT)
		: -1;
	place_link(s, l, rank);
	if (s->entry && *l->href && strcmp(l->rel, "enclosure") == 0)
		enclose(s, l);
	if (s->entry && l->count >= 0 && strcmp(l->rel, "replies") == 0)
		s->entry->comment_count = l->count;
}

/* An element of Atom's kind: what its attributes say counts. */
static bool
says_relation(const Scope *s, const xmlNode *node, bool href)
{
	static const char *const names[] = { "rel", "type", "title", "hreflang",
		"length" };

	if (href &&
		(s->walk->atom ||
			(node->ns &&
				strstr((const char *)node->ns->href, "tom"))))
		return true;
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *value = ns_attr(node, names[i]);

		if (value && *value)
			return true;
	}
	return false;
}

void
core_link(Scope *s, const xmlNode *node, int rank)
{
	g_autofree char *attr = node->properties ? ns_attr(node, "href") : NULL;
	g_autofree char *text = attr ? NULL : scope_text(node);
	char *href = scope_url(s, node, attr ? attr : text);
	FeedLink *l;

	if (node->properties && says_relation(s, node, attr != NULL)) {
		atom_link(s, node, href, rank);
		return;
	}
	if (!href)
		return;
	l = model_add_link(s->c.links, href);
	l->rel = g_strdup("alternate");
	l->type = g_strdup("text/html");
	/* Of several plain ones the last wins. */
	if (s->rank[FIELD_LINK] == rank + 2)
		s->rank[FIELD_LINK] = (guint8)rank;
	place_link(s, l, rank);
}

void
core_id(Scope *s, const xmlNode *node, int rank)
{
	g_autofree char *text = scope_text(node);

	if (text && scope_take(s, FIELD_ID, (guint8)rank))
		put(s->c.id, text_clean(text, -1, TEXT_LINE));
}

static void
add_content(Scope *s, FeedContent *c)
{
	g_ptr_array_add(s->entry->contents, c);
}

/* Descriptions and summaries; a second one of the same standing is taken for
 * the body, when there is none yet. */
void
core_summary(Scope *s, const xmlNode *node, int rank)
{
	FeedContent *c;

	if (!s->entry) {
		core_subtitle(s, node, rank);
		return;
	}
	if (rank < s->rank[FIELD_SUMMARY])
		return;
	c = scope_construct(s, node, READ_HTML);
	if (is_empty(c)) {
		model_content_free(c);
	} else if (rank == s->rank[FIELD_SUMMARY]) {
		if (s->entry->contents->len == 0 &&
			strcmp(s->entry->summary_detail->value, c->value) != 0)
			add_content(s, c);
		else
			model_content_free(c);
	} else {
		scope_take(s, FIELD_SUMMARY, (guint8)rank);
		model_content_free(s->entry->summary_detail);
		s->entry->summary_detail = c;
	}
}

void
core_content(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *src = node->properties ? ns_attr(node, "src") : NULL;
	FeedContent *c;

	if (!s->entry)
		return;
	if (src && *src) {
		FeedLink *l =
			model_add_link(s->c.links, scope_url(s, node, src));

		l->rel = g_strdup("content");
		l->type = ns_attr(node, "type");
		if (page_rank(l->type) && scope_take(s, FIELD_LINK, 2))
			put(s->c.link, g_strdup(l->href));
	}
	c = scope_construct(s, node, arg ? READ_HTML : READ_GUESS);
	if (is_empty(c))
		model_content_free(c);
	else
		add_content(s, c);
}

static void
put_date(Scope *s, const xmlNode *node, Field field, int rank, gint64 *slot)
{
	g_autofree char *text = NULL;
	gint64 t;

	if (rank <= s->rank[field])
		return;
	text = scope_text(node);
	t = date_parse(text);
	if (t && scope_take(s, field, (guint8)rank))
		*slot = t;
}

void
core_published(Scope *s, const xmlNode *node, int rank)
{
	put_date(s, node, FIELD_PUBLISHED, rank, s->c.published);
}

void
core_updated(Scope *s, const xmlNode *node, int rank)
{
	put_date(s, node, FIELD_UPDATED, rank, s->c.updated);
}

void
core_date(Scope *s, const xmlNode *node, int rank)
{
	core_updated(s, node, rank);
	core_published(s, node, rank);
}

void
core_created(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *text = scope_text(node);
	gint64 t = date_parse(text);

	if (t)
		*s->c.created = t;
}

static char *
child_text(const Scope *s, const xmlNode *node, const char *wanted)
{
	const xmlNode *child = scope_child(s, node, wanted);

	return child ? scope_text(child) : NULL;
}

static char *
person_uri(const Scope *s, const xmlNode *node)
{
	static const char *const names[] = { "uri", "url", "homepage" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *text = child_text(s, node, names[i]);

		if (text)
			return scope_url(s, node, text);
	}
	return NULL;
}

void
core_person(Scope *s, const xmlNode *node, int contributor)
{
	GPtrArray *people = contributor ? s->c.contributors : s->c.authors;
	g_autofree char *name = child_text(s, node, "name");
	g_autofree char *email = child_text(s, node, "email");
	g_autofree char *uri = person_uri(s, node);
	g_autofree char *line = NULL;

	if (name || email || uri) {
		guint before = people->len;

		person_add(people, name, email, uri);
		if (name && strchr(name, '@') && people->len > before &&
			!email) {
			g_ptr_array_set_size(people, (gint)before);
			person_add_line(people, name);
		}
		return;
	}
	line = scope_text(node);
	person_add_line(people, line);
}

void
core_publisher(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *line = scope_text(node);

	person_add_line(s->c.publishers, line);
}

/* Those who make the feed or the show are its authors after all others. */
void
core_late_author(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *line = scope_text(node);

	person_add_line(s->late[arg] ? s->late[arg] : s->c.authors, line);
}

void
core_info(Scope *s, const xmlNode *node, int arg)
{
	if (s->feed)
		put_construct(s, node, FIELD_INFO, 1, READ_HTML, &s->feed->info,
			&s->feed->info_detail);
}

void
core_icon(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *text = scope_text(node);

	if (s->feed && text && !s->feed->icon)
		s->feed->icon = scope_url(s, node, text);
}

static char *
clean_attr(const xmlNode *node, const char *name)
{
	g_autofree char *value = node->properties ? ns_attr(node, name) : NULL;
	char *line;

	if (!value || !*value)
		return NULL;
	line = html_looks_like(value) ? html_visible(value)
				      : text_clean(value, -1, TEXT_LINE);
	if (!*line)
		g_clear_pointer(&line, g_free);
	return line;
}

void
core_category(Scope *s, const xmlNode *node, int arg)
{
	char *term = clean_attr(node, "term");
	char *scheme = clean_attr(node, "scheme");

	if (!scheme)
		scheme = clean_attr(node, "domain");
	if (!term)
		term = scope_line(node);
	model_add_tag(s->c.tags, term, scheme, clean_attr(node, "label"));
}

void
core_language(Scope *s, const xmlNode *node, int arg)
{
	char *line = scope_line(node);

	if (line)
		put(s->c.language, g_strdelimit(line, "_", '-'));
}

void
core_generator(Scope *s, const xmlNode *node, int arg)
{
	g_autofree char *uri = NULL;

	if (!s->feed || s->feed->generator)
		return;
	s->feed->generator = scope_line(node);
	s->feed->generator_version = clean_attr(node, "version");
	uri = clean_attr(node, "uri");
	if (!uri)
		uri = clean_attr(node, "url");
	if (!uri)
		uri = clean_attr(node, "resource");
	s->feed->generator_uri = scope_url(s, node, uri);
	if (!s->feed->generator && uri)
		s->feed->generator = g_strdup(s->feed->generator_uri);
}

/* An element whose text or href is a picture. */
void
core_picture(Scope *s, const xmlNode *node, int rank)
{
	g_autofree char *raw = clean_attr(node, "href");

	if (!raw)
		raw = clean_attr(node, "url");
	if (!raw)
		raw = scope_text(node);
	if (!raw || strpbrk(raw, "\"<> "))
		return;
	if (scope_take(s, FIELD_IMAGE, (guint8)rank))
		put(s->c.image, scope_url(s, node, raw));
}
