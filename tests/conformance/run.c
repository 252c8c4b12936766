/* SPDX-License-Identifier: MIT
 *
 * Runs courant's parser over other parsers' test feeds (../shared/corpus or
 * $COURANT_CORPUS) and compares the dump with what those tests expect.
 * Prints passed/failed of each suite and, for the red ones, the reason; fails
 * when a suite falls below its floor.  With -v all red ones, else some.
 */
#include <config.h>

#include "tests/conformance/compare.h"
#include "tests/conformance/expect.h"
#include "tests/lib/golden.h"

#include "feed/feed.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

typedef struct {
	const char *name;
	double floor; /* percent */
	int passed, failed, outside;
	GPtrArray *red;
} Suite;

static bool verbose;

static json_t *
dump(const char *data, gsize len, const char *type, const char *base)
{
	g_autoptr(Feed) feed = feed_parse(data, len, type, base, NULL);
	g_autofree char *text = feed ? feed_to_json(feed) : NULL;

	return text ? json_loads(text, 0, NULL) : NULL;
}

static void
count(Suite *s, const char *path, bool good, const char *why)
{
	if (good) {
		s->passed++;
		return;
	}
	s->failed++;
	g_ptr_array_add(
		s->red, g_strdup_printf("%s: %s", path, why ? why : ""));
}

static void
walk(const char *dir, GPtrArray *files)
{
	GDir *d = g_dir_open(dir, 0, NULL);
	const char *name;

	while (d && (name = g_dir_read_name(d)) != NULL) {
		char *path = g_build_filename(dir, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			walk(path, files);
			g_free(path);
		} else {
			g_ptr_array_add(files, path);
		}
	}
	g_clear_pointer(&d, g_dir_close);
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
files_below(const char *folder)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *dir =
		g_build_filename(corpus_dir(), "conformance", folder, NULL);

	walk(dir, files);
	g_ptr_array_sort(files, by_name);
	return files;
}

static const char *
short_name(const char *path)
{
	return path + strlen(corpus_dir()) + strlen("/conformance/");
}

/* The rest of the line after KEY in the first comment; NULL if absent. */
static char *
comment_value(const char *data, gsize len, const char *key)
{
	const char *at = g_strstr_len(data, (gssize)MIN(len, 4096), key);
	const char *end;

	if (!at)
		return NULL;
	at += strlen(key);
	end = strpbrk(at, "\r\n");
	return g_strstrip(g_strndup(at, end ? (gsize)(end - at) : strlen(at)));
}

/* Comments of feeds in 16-bit encodings and the like, as ASCII. */
static char *
readable(const char *data, gsize len)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; i < MIN(len, 8192); i++)
		if (data[i])
			g_string_append_c(out, data[i]);
	return g_string_free(out, FALSE);
}

static bool
is_field_condition(const char *expression)
{
	return strstr(expression, "feed[") || strstr(expression, "feed.") ||
		strstr(expression, "entries");
}

static char *
header(const char *text, const char *name)
{
	g_autofree char *key = g_strdup_printf("%s:", name);

	return comment_value(text, strlen(text), key);
}

static void
feedparser_file(Suite *fields, Suite *other, const char *path)
{
	g_autofree char *data = NULL, *text = NULL, *expression = NULL;
	g_autofree char *type = NULL, *location = NULL, *base = NULL,
			*why = NULL;
	g_autoptr(json_t) d = NULL;
	Suite *s;
	gsize len;
	char *end;
	Expectation e;

	if (!g_file_get_contents(path, &data, &len, NULL))
		return;
	text = readable(data, len);
	expression = comment_value(text, strlen(text), "Expect:");
	if (!expression)
		return;
	end = strstr(expression, "-->");
	if (end)
		*end = '\0';
	type = header(text, "Content-type");
	location = header(text, "Content-Location");
	base = g_strdup_printf(
		"http://127.0.0.1:8097/tests/%s", short_name(path) + 11);
	if (location && *location) {
		g_autoptr(GUri) uri =
			g_uri_parse(base, G_URI_FLAGS_ENCODED, NULL);
		g_autoptr(GUri) to = g_uri_parse_relative(
			uri, location, G_URI_FLAGS_ENCODED, NULL);

		g_free(base);
		base = g_uri_to_string(to);
	}
	d = dump(data, len, type, base);
	s = is_field_condition(expression) ? fields : other;
	e = d ? expect_evaluate(expression, d, &why) : EXPECT_FALSE;
	if (e == EXPECT_UNREADABLE)
		s->outside++;
	else
		count(s, short_name(path), e == EXPECT_TRUE,
			d ? why : "no feed");
}

/* An expected value and where the dump has it; "[]" stands for each element
 * of a list; "|" separates places that are all right. */
typedef struct {
	const char *theirs, *ours;
} Row;

typedef struct {
	const char *folder, *ending, *feed_ending;
	const Row *rows;
	Suite suite;
	bool local; /* its feeds are files, and their names count */
} JsonSuite;

#define MAX_INDEX 8

/* The value at PATH, "[]" replaced by the indices in turn; borrowed. */
static const json_t *
find(const json_t *in, const char *path, const int *index)
{
	g_auto(GStrv) keys = g_strsplit(path, ".", -1);

	for (char **k = keys; *k && in; k++) {
		char *brackets = strstr(*k, "[]");
		char *colon = strchr(*k, '#');

		if (brackets)
			*brackets = '\0';
		if (colon)
			*colon++ = '\0';
		if (**k)
			in = json_object_get(in, *k);
		if (brackets)
			in = json_array_get(in, (size_t)*index++);
		if (colon)
			in = json_array_get(
				in, (size_t)g_ascii_strtoll(colon, NULL, 10));
	}
	return in;
}

/* Language tags know no case. */
static bool
same_language(const char *place, const json_t *e, const json_t *a)
{
	return g_str_has_suffix(place, "language") && json_is_string(e) &&
		json_is_string(a) &&
		g_ascii_strcasecmp(
			json_string_value(e), json_string_value(a)) == 0;
}

static bool
check_leaf(const json_t *expected, const json_t *d, const Row *row,
	const int *index, char **why)
{
	g_auto(GStrv) places = g_strsplit(row->ours, "|", -1);
	const json_t *got = NULL;

	for (char **p = places; *p; p++) {
		const json_t *value = find(d, *p, index);

		if (compare_equal(expected, value) ||
			same_language(*p, expected, value))
			return true;
		if (!got)
			got = value;
	}
	if (!*why) {
		g_autofree char *e = compare_show(expected);
		g_autofree char *a = compare_show(got);

		*why = g_strdup_printf(
			"%s: expected %s, got %s", row->theirs, e, a);
	}
	return false;
}

/* Checks all that the expectation has at the row's place; *SEEN if any. */
static bool
check_row(const json_t *in, const char *path, const json_t *d, const Row *row,
	int *index, int depth, bool *seen, char **why)
{
	const char *dot = strchr(path, '.');
	g_autofree char *key =
		dot ? g_strndup(path, (gsize)(dot - path)) : g_strdup(path);
	char *brackets = strstr(key, "[]");
	bool good = true;
	size_t i;
	json_t *element;

	if (brackets)
		*brackets = '\0';
	if (*key)
		in = json_object_get(in, key);
	if (!in || json_is_null(in) ||
		(json_is_string(in) && !*json_string_value(in)))
		return true;
	if (!brackets) {
		if (dot)
			return check_row(
				in, dot + 1, d, row, index, depth, seen, why);
		*seen = true;
		return check_leaf(in, d, row, index, why);
	}
	json_array_foreach((json_t *)(gintptr)in, i, element)
	{
		index[depth] = (int)i;
		if (dot)
			good = check_row(element, dot + 1, d, row, index,
				       depth + 1, seen, why) &&
				good;
		else {
			*seen = true;
			good = check_leaf(element, d, row, index, why) && good;
		}
	}
	return good;
}

static const Row gofeed_translator[] = {
	{ "title", "feed.title" },
	{ "description", "feed.subtitle" },
	{ "link", "feed.link" },
	{ "published", "feed.published" },
	{ "updated", "feed.updated" },
	{ "author.name", "feed.authors#0.name" },
	{ "author.email", "feed.authors#0.email" },
	{ "authors[].name", "feed.authors[].name" },
	{ "authors[].email", "feed.authors[].email" },
	{ "language", "feed.language" },
	{ "image.url", "feed.image.href" },
	{ "image.title", "feed.image.title" },
	{ "copyright", "feed.rights" },
	{ "generator", "feed.generator" },
	{ "categories[]", "feed.tags[].label|feed.tags[].term" },
	{ "items[].title", "entries[].title" },
	{ "items[].description", "entries[].summary" },
	{ "items[].content", "entries[].content#0.value" },
	{ "items[].link", "entries[].link" },
	{ "items[].guid", "entries[].id" },
	{ "items[].published", "entries[].published|entries[].updated" },
	{ "items[].updated", "entries[].updated" },
	{ "items[].author.name", "entries[].authors#0.name" },
	{ "items[].author.email", "entries[].authors#0.email" },
	{ "items[].authors[].name", "entries[].authors[].name" },
	{ "items[].image.url", "entries[].image.href" },
	{ "items[].categories[]",
		"entries[].tags[].label|entries[].tags[].term" },
	{ "items[].enclosures[].url", "entries[].enclosures[].href" },
	{ "items[].enclosures[].type", "entries[].enclosures[].type" },
	{ "items[].enclosures[].length", "entries[].enclosures[].length" },
	{ 0 },
};

static const Row gofeed_atom[] = {
	{ "title", "feed.title" },
	{ "id", "feed.id" },
	{ "subtitle", "feed.subtitle" },
	{ "updated", "feed.updated" },
	{ "rights", "feed.rights" },
	{ "icon", "feed.icon|feed.image.href" },
	{ "logo", "feed.image.href" },
	{ "language", "feed.language" },
	{ "generator.value", "feed.generator" },
	{ "generator.uri", "feed.generator_detail.href" },
	{ "generator.version", "feed.generator_detail.version" },
	{ "authors[].name", "feed.authors[].name" },
	{ "authors[].email", "feed.authors[].email" },
	{ "authors[].uri", "feed.authors[].href" },
	{ "contributors[].name", "feed.contributors[].name" },
	{ "contributors[].email", "feed.contributors[].email" },
	{ "contributors[].uri", "feed.contributors[].href" },
	{ "links[].href", "feed.links[].href" },
	{ "links[].rel", "feed.links[].rel" },
	{ "links[].type", "feed.links[].type" },
	{ "links[].title", "feed.links[].title" },
	{ "links[].hreflang", "feed.links[].hreflang" },
	{ "categories[].term", "feed.tags[].term" },
	{ "categories[].label", "feed.tags[].label" },
	{ "entries[].title", "entries[].title" },
	{ "entries[].id", "entries[].id" },
	{ "entries[].summary", "entries[].summary" },
	{ "entries[].content.value", "entries[].content#0.value" },
	{ "entries[].updated", "entries[].updated" },
	{ "entries[].rights", "entries[].rights" },
	{ "entries[].authors[].name", "entries[].authors[].name" },
	{ "entries[].authors[].email", "entries[].authors[].email" },
	{ "entries[].authors[].uri", "entries[].authors[].href" },
	{ "entries[].contributors[].name", "entries[].contributors[].name" },
	{ "entries[].contributors[].email", "entries[].contributors[].email" },
	{ "entries[].contributors[].uri", "entries[].contributors[].href" },
	{ "entries[].links[].href", "entries[].links[].href" },
	{ "entries[].links[].rel", "entries[].links[].rel" },
	{ "entries[].links[].type", "entries[].links[].type" },
	{ "entries[].links[].title", "entries[].links[].title" },
	{ "entries[].links[].length", "entries[].links[].length" },
	{ "entries[].categories[].term", "entries[].tags[].term" },
	{ "entries[].categories[].scheme", "entries[].tags[].scheme" },
	{ "entries[].source.title", "entries[].source.title" },
	{ "entries[].source.id", "entries[].source.id" },
	{ "entries[].source.subtitle", "entries[].source.subtitle" },
	{ "entries[].source.updated", "entries[].source.updated" },
	{ "entries[].source.rights", "entries[].source.rights" },
	{ "entries[].source.authors[].name",
		"entries[].source.authors[].name" },
	{ "entries[].source.authors[].email",
		"entries[].source.authors[].email" },
	{ "entries[].source.authors[].uri", "entries[].source.authors[].href" },
	{ "entries[].source.links[].href", "entries[].source.links[].href" },
	{ "entries[].source.links[].rel", "entries[].source.links[].rel" },
	{ 0 },
};

static const Row gofeed_rss[] = {
	{ "title", "feed.title" },
	{ "link", "feed.link" },
	{ "description", "feed.subtitle" },
	{ "copyright", "feed.rights" },
	{ "managingEditor",
		"feed.author|feed.authors#0.name|feed.authors#0.email" },
	{ "webMaster", "feed.publisher" },
	{ "generator", "feed.generator" },
	{ "language", "feed.language" },
	{ "ttl", "feed.ttl" },
	{ "pubDate", "feed.published" },
	{ "lastBuildDate", "feed.updated" },
	{ "image.url", "feed.image.href" },
	{ "image.title", "feed.image.title" },
	{ "image.link", "feed.image.link" },
	{ "categories[].value", "feed.tags[].term" },
	{ "categories[].domain", "feed.tags[].scheme" },
	{ "items[].title", "entries[].title" },
	{ "items[].link", "entries[].link" },
	{ "items[].description", "entries[].summary" },
	{ "items[].content", "entries[].content#0.value" },
	{ "items[].author",
		"entries[].author|entries[].authors#0.name|entries[].authors#0."
		"email" },
	{ "items[].guid.value", "entries[].id" },
	{ "items[].pubDate", "entries[].published" },
	{ "items[].comments", "entries[].comments" },
	{ "items[].categories[].value", "entries[].tags[].term" },
	{ "items[].categories[].domain", "entries[].tags[].scheme" },
	{ "items[].source.title", "entries[].source.title" },
	{ "items[].source.url", "entries[].source.link" },
	{ 0 },
};

static const Row feed_rs[] = {
	{ "title.content", "feed.title" },
	{ "description.content", "feed.subtitle" },
	{ "updated", "feed.updated|feed.published" },
	{ "published", "feed.published|feed.updated" },
	{ "authors[].name", "feed.authors[].name" },
	{ "language", "feed.language" },
	{ "ttl", "feed.ttl" },
	{ "rights.content", "feed.rights" },
	{ "generator.content", "feed.generator" },
	{ "logo.uri", "feed.image.href" },
	{ "entries[].title.content", "entries[].title" },
	{ "entries[].updated", "entries[].updated|entries[].published" },
	{ "entries[].published", "entries[].published|entries[].updated" },
	{ "entries[].summary.content",
		"entries[].summary|entries[].summary_detail.value|entries[]."
		"content#0.value" },
	{ "entries[].content.body", "entries[].content#0.value" },
	{ "entries[].authors[].name",
		"entries[].authors[].name|entries[].authors[].email" },
	{ "entries[].categories[].term", "entries[].tags[].term" },
	{ "entries[].rights.content", "entries[].rights" },
	{ 0 },
};

static const Row podcastparser[] = {
	{ "title", "feed.title" },
	{ "description", "feed.subtitle" },
	{ "cover_url", "feed.image.href" },
	{ "generator", "feed.generator" },
	{ "paged_feed_next", "feed.next" },
	{ "episodes[].title", "entries[].title" },
	{ "episodes[].guid",
		"entries[].id|entries[].link|entries[].enclosures#0.href" },
	{ "episodes[].link", "entries[].link" },
	{ "episodes[].description",
		"entries[].summary|entries[].content#0.value|entries[]."
		"subtitle" },
	{ "episodes[].description_html",
		"entries[].content#0.value|entries[].summary" },
	{ "episodes[].published", "entries[].published|entries[].updated" },
	{ "episodes[].total_time", "entries[].duration" },
	{ "episodes[].episode_art_url", "entries[].image.href" },
	{ "episodes[].enclosures[].url", "entries[].enclosures[].href" },
	{ "episodes[].enclosures[].mime_type", "entries[].enclosures[].type" },
	{ "episodes[].chapters[].start", "entries[].chapters[].start" },
	{ "episodes[].chapters[].title", "entries[].chapters[].title" },
	{ "episodes[].chapters[].href", "entries[].chapters[].href" },
	{ 0 },
};

static const Row rss_parser[] = {
	{ "feed.title", "feed.title" },
	{ "feed.description", "feed.subtitle" },
	{ "feed.link", "feed.link" },
	{ "feed.language", "feed.language" },
	{ "feed.copyright", "feed.rights" },
	{ "feed.generator", "feed.generator" },
	{ "feed.ttl", "feed.ttl" },
	{ "feed.pubDate", "feed.published" },
	{ "feed.lastBuildDate", "feed.updated" },
	{ "feed.image.url", "feed.image.href" },
	{ "feed.image.title", "feed.image.title" },
	{ "feed.image.link", "feed.image.link" },
	{ "feed.paginationLinks.next", "feed.next" },
	{ "feed.items[].title", "entries[].title" },
	{ "feed.items[].link", "entries[].link" },
	{ "feed.items[].isoDate", "entries[].published|entries[].updated" },
	{ "feed.items[].author", "entries[].authors#0.name|entries[].author" },
	{ "feed.items[].creator", "entries[].authors#0.name|entries[].author" },
	{ "feed.items[].content",
		"entries[].summary|entries[].content#0.value" },
	{ "feed.items[].content:encoded", "entries[].content#0.value" },
	{ "feed.items[].guid", "entries[].id" },
	{ "feed.items[].id", "entries[].id" },
	{ "feed.items[].comments", "entries[].comments" },
	{ "feed.items[].enclosure.url", "entries[].enclosures#0.href" },
	{ "feed.items[].enclosure.type", "entries[].enclosures#0.type" },
	{ "feed.items[].enclosure.length", "entries[].enclosures#0.length" },
	{ "feed.items[].itunes.episode", "entries[].episode" },
	{ "feed.items[].itunes.image", "entries[].image.href" },
	{ 0 },
};

static const Row sample_feeds[] = {
	{ "feed.language", "feed.language" },
	{ "feed.title", "feed.title" },
	{ "feed.description", "feed.subtitle" },
	{ "feed.copyright", "feed.rights" },
	{ "feed.url", "feed.link" },
	{ "feed.published", "feed.published|feed.updated" },
	{ "feed.updated", "feed.updated|feed.published" },
	{ "feed.generator.label", "feed.generator" },
	{ "feed.image.url", "feed.image.href" },
	{ "feed.authors[].name", "feed.authors[].name" },
	{ "feed.authors[].email", "feed.authors[].email" },
	{ "feed.categories[].term", "feed.tags[].term" },
	{ "feed.items[].id", "entries[].id" },
	{ "feed.items[].title", "entries[].title" },
	{ "feed.items[].description", "entries[].summary" },
	{ "feed.items[].url", "entries[].link" },
	{ "feed.items[].published", "entries[].published|entries[].updated" },
	{ "feed.items[].updated", "entries[].updated|entries[].published" },
	{ "feed.items[].content", "entries[].content#0.value" },
	{ "feed.items[].image.url", "entries[].image.href" },
	{ "feed.items[].media[].url", "entries[].enclosures[].href" },
	{ "feed.items[].media[].mimeType", "entries[].enclosures[].type" },
	{ "feed.items[].authors[].name", "entries[].authors[].name" },
	{ "feed.items[].categories[].term", "entries[].tags[].term" },
	{ 0 },
};

static const Row feedsmith[] = {
	{ "title", "feed.title" },
	{ "link", "feed.link" },
	{ "id", "feed.id" },
	{ "description", "feed.subtitle" },
	{ "subtitle", "feed.subtitle" },
	{ "tagline", "feed.subtitle" },
	{ "language", "feed.language" },
	{ "copyright", "feed.rights" },
	{ "rights", "feed.rights" },
	{ "generator.text", "feed.generator" },
	{ "ttl", "feed.ttl" },
	{ "pubDate", "feed.published" },
	{ "lastBuildDate", "feed.updated" },
	{ "updated", "feed.updated" },
	{ "image.url", "feed.image.href" },
	{ "image.link", "feed.image.link" },
	{ "authors[].name", "feed.authors[].name" },
	{ "authors[].email", "feed.authors[].email" },
	{ "contributors[].name", "feed.contributors[].name" },
	{ "categories[].term", "feed.tags[].term" },
	{ "categories[].name", "feed.tags[].term" },
	{ "links[].href", "feed.links[].href" },
	{ "items[].title", "entries[].title" },
	{ "items[].link", "entries[].link" },
	{ "items[].description", "entries[].summary" },
	{ "items[].pubDate", "entries[].published" },
	{ "items[].guid.value", "entries[].id" },
	{ "items[].categories[].name", "entries[].tags[].term" },
	{ "items[].enclosures[].url", "entries[].enclosures[].href" },
	{ "items[].enclosures[].length", "entries[].enclosures[].length" },
	{ "items[].source.title", "entries[].source.title" },
	{ "items[].comments", "entries[].comments" },
	{ "entries[].title", "entries[].title" },
	{ "entries[].id", "entries[].id" },
	{ "entries[].summary", "entries[].summary" },
	{ "entries[].content", "entries[].content#0.value" },
	{ "entries[].updated", "entries[].updated" },
	{ "entries[].published", "entries[].published" },
	{ "entries[].authors[].name", "entries[].authors[].name" },
	{ "entries[].links[].href", "entries[].links[].href" },
	{ "entries[].categories[].term", "entries[].tags[].term" },
	{ 0 },
};

/* The feed beside an expectation: the same name with another ending, or for
 * snapshots the folder of the same name. */
static char *
feed_beside(const char *path, const char *ending)
{
	static const char *const endings[] = { ".xml", ".rss", ".atom",
		".json" };
	g_autofree char *stem = g_strndup(path, strlen(path) - strlen(ending));
	g_auto(GStrv) in_out = g_strsplit(stem, "/output/", 2);
	g_auto(GStrv) snap = g_strsplit(stem, "-snapshots/snapshots/", 2);

	if (snap[0] && snap[1])
		return g_strdup_printf("%s/%s/feed.xml", snap[0], snap[1]);
	for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *beside = in_out[1]
			? g_strdup_printf("%s/input/%s%s", in_out[0], in_out[1],
				  endings[i])
			: g_strdup_printf("%s%s", stem, endings[i]);

		if (strcmp(beside, path) != 0 &&
			g_file_test(beside, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&beside);
	}
	return NULL;
}

static void
json_file(JsonSuite *js, const char *path)
{
	g_autofree char *feed = feed_beside(path, js->ending);
	g_autofree char *data = NULL;
	g_autofree char *why = NULL;
	g_autoptr(json_t) expected = json_load_file(path, 0, NULL);
	g_autoptr(json_t) d = NULL;
	g_autofree char *base = NULL;
	const char *url;
	bool seen = false, good = true;
	gsize len;

	if (!feed || !expected || !g_file_get_contents(feed, &data, &len, NULL))
		return;
	url = json_get_string(expected, "url");
	if (!url) {
		g_autofree char *name = g_path_get_basename(feed);

		base = g_strconcat("file://tests/data/", name, NULL);
	}
	d = dump(data, len, NULL, url ? url : js->local ? base : NULL);
	for (const Row *row = js->rows; row->theirs; row++) {
		int index[MAX_INDEX] = { 0 };

		good = check_row(expected, row->theirs, d, row, index, 0, &seen,
			       &why) &&
			good;
	}
	if (seen)
		count(&js->suite, short_name(path), good, why);
	else
		js->suite.outside++;
}

static void
json_suite(JsonSuite *js)
{
	g_autoptr(GPtrArray) files = files_below(js->folder);

	for (guint i = 0; i < files->len; i++)
		if (g_str_has_suffix(files->pdata[i], js->ending))
			json_file(js, files->pdata[i]);
}

/* Prints and frees; true if the floor holds. */
static bool
report(Suite *s)
{
	int all = s->passed + s->failed;
	double rate = all ? 100.0 * s->passed / all : 100;

	printf("%-20s %4d of %4d passed, %5.1f %% (at least %.1f), %d not "
	       "comparable\n",
		s->name, s->passed, all, rate, s->floor, s->outside);
	for (guint i = 0; s->red && i < s->red->len; i++)
		if (verbose || i < 10)
			printf("  red  %s\n", (const char *)s->red->pdata[i]);
	if (s->red)
		g_ptr_array_unref(s->red);
	return rate >= s->floor;
}

static bool
run_feedparser(void)
{
	Suite fields = { "feedparser fields", 97.0,
		.red = g_ptr_array_new_with_free_func(g_free) };
	Suite other = { "feedparser other", 87,
		.red = g_ptr_array_new_with_free_func(g_free) };
	g_autoptr(GPtrArray) files = files_below("feedparser");
	bool good;

	for (guint i = 0; i < files->len; i++)
		feedparser_file(&fields, &other, files->pdata[i]);
	good = report(&fields);
	return report(&other) && good;
}

static JsonSuite json_suites[] = {
	{ "gofeed/translator", ".json", NULL, gofeed_translator,
		{ "gofeed", 0 } },
	{ "gofeed/extensions", ".json", NULL, gofeed_translator,
		{ "gofeed", 0 } },
	{ "gofeed/parser/atom", ".json", NULL, gofeed_atom, { "gofeed", 0 } },
	{ "gofeed/parser/rss", ".json", NULL, gofeed_rss, { "gofeed", 0 } },
	{ "feed-rs", ".serde.json", NULL, feed_rs, { "feed-rs", 0 } },
	{ "podcastparser", ".json", NULL, podcastparser, { "podcastparser", 0 },
		true },
	{ "rss-parser", ".json", NULL, rss_parser, { "rss-parser", 0 } },
	{ "sample-feeds-snapshots", ".json", NULL, sample_feeds,
		{ "sample-feeds", 0 } },
	{ "feedsmith", ".json", NULL, feedsmith, { "feedsmith", 0 } },
};

int
main(int argc, char **argv)
{
	bool good = true;

	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	if (!corpus_dir()) {
		puts("skipped: the corpus is not here");
		return 77;
	}
	good = run_feedparser();
	for (gsize i = 0; i < G_N_ELEMENTS(json_suites); i++) {
		json_suites[i].suite.red =
			g_ptr_array_new_with_free_func(g_free);
		json_suite(&json_suites[i]);
		good = report(&json_suites[i].suite) && good;
	}
	xmlCleanupParser();
	return good ? 0 : 1;
}
