/* SPDX-License-Identifier: MIT
 *
 * Feeds that come without expectations.
 */
#include <config.h>

#include "tests/conformance/runners.h"
#include "tests/conformance/suite.h"

#include "feed/feed.h"

#include <string.h>

/* Folders of which a program's test suite was taken. */
static const char *const folders[] = { "FeedKit", "FeedReader", "Feeder",
	"NetNewsWire", "RSParser", "RSS-Parser", "Readrops", "feed-extractor",
	"feed-io", "feed-rs", "feedbin", "feedjira", "feedsmith",
	"feedvalidator", "gofeed", "huginn", "laminas-feed", "miniflux",
	"newsboat", "newsraft", "nextcloud-news", "node-feedparser",
	"podcastparser", "reader", "rome", "rss-parser", "rss2email",
	"rust-atom", "rust-rss", "sample-feeds", "simplepie", "slymarbo-rss",
	"syndication", "trafilatura", "vienna-rss", "webfeed", "yarr" };

/* The text without comments and CDATA sections: what is in them is no
 * element. */
static char *
without(const char *text, const char *open, const char *close)
{
	GString *out = g_string_new(NULL);
	const char *p;

	while ((p = strstr(text, open)) != NULL) {
		const char *end = strstr(p + strlen(open), close);

		g_string_append_len(out, text, p - text);
		if (!end)
			return g_string_free(out, FALSE);
		text = end + strlen(close);
	}
	g_string_append(out, text);
	return g_string_free(out, FALSE);
}

static GRegex *
regex(const char *pattern)
{
	return g_regex_new(pattern, G_REGEX_RAW | G_REGEX_CASELESS, 0, NULL);
}

static int
matches(const char *text, const char *pattern)
{
	g_autoptr(GRegex) r = regex(pattern);
	g_autoptr(GMatchInfo) m = NULL;
	int n = 0;

	for (g_regex_match(r, text, 0, &m); g_match_info_matches(m); n++)
		g_match_info_next(m, NULL);
	return n;
}

/* What stands before the first entry holds a title with text. */
static bool
has_title(const char *text)
{
	g_autoptr(GRegex) r = regex("<(\\w+:)?(item|entry)\\b");
	g_auto(GStrv) parts = g_regex_split(r, text, 0);

	return matches(parts[0], "<(rss:|atom:)?title[^>]*>\\s*[^<\\s]") > 0;
}

/* Entries inside an entry are what it was made of, and none of the feed. */
static int
count_entries(const char *text)
{
	g_autofree char *plain = without(text, "<sx:conflicts>", "</sx:");
	g_autofree char *own = without(plain, "<source>", "</source>");

	return matches(own, "<(\\w+:)?(item|entry)(?=[\\s/>])");
}

static void
xml_file(Suite *s, const char *path, const char *data, gsize len)
{
	g_autofree char *plain = without(data, "<![CDATA[", "]]>");
	g_autofree char *text = without(plain, "<!--", "-->");
	g_autoptr(json_t) d =
		suite_dump(data, len, NULL, "https://feeds.example/feed.xml");
	const json_t *entries = json_object_get(d, "entries");
	int wanted = count_entries(text);
	g_autofree char *why = NULL;

	if (!d)
		why = g_strdup("no feed");
	else if ((int)json_array_size(entries) != wanted)
		why = g_strdup_printf("%d of %d entries",
			(int)json_array_size(entries), wanted);
	else if (has_title(text) &&
		!json_get_string(json_object_get(d, "feed"), "title"))
		why = g_strdup("no title");
	suite_count(s, path, !why, why);
}

static void
json_file(Suite *s, const char *path, const char *data, gsize len)
{
	g_autoptr(json_t) in = json_loadb(data, len, 0, NULL);
	const char *version = json_get_string(in, "version");
	g_autoptr(json_t) d = NULL;

	if (!version || !strstr(version, "jsonfeed.org/version/1") ||
		!json_is_array(json_object_get(in, "items")))
		return;
	d = suite_dump(data, len, NULL, NULL);
	suite_count(s, path,
		json_array_size(json_object_get(d, "entries")) ==
			json_array_size(json_object_get(in, "items")),
		"not all items");
}

static void
plain_file(Suite *s, const char *path)
{
	g_autofree char *data = NULL;
	gsize len;

	if (!g_file_get_contents(path, &data, &len, NULL) ||
		g_str_has_suffix(path, ".expected"))
		return;
	if (memchr(data, 0, MIN(len, 200)))
		return;
	if (feed_sniff(data, len) == SNIFF_XML_FEED)
		xml_file(s, path, data, len);
	else if (g_str_has_suffix(path, ".json"))
		json_file(s, path, data, len);
}

bool
plain_run(bool verbose)
{
	Suite s = { "entries and titles", 99.5 };

	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autoptr(GPtrArray) files = suite_files(folders[i]);

		for (guint k = 0; k < files->len; k++)
			plain_file(&s, files->pdata[k]);
	}
	return suite_report(&s, verbose);
}
