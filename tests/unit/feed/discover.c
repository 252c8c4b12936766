/* SPDX-License-Identifier: MIT
 *
 * Which feeds a page or an address leads to.
 */
#include <config.h>

#include "feed/discover.h"

#include <string.h>
#include <sys/time.h>

static void
assert_urls(GPtrArray *list, const char *const *expected)
{
	guint n = g_strv_length((char **)(gintptr)expected);

	for (guint i = 0; i < list->len && i < n; i++)
		g_assert_cmpstr(((FeedCandidate *)list->pdata[i])->url, ==,
			expected[i]);
	g_assert_cmpuint(list->len, ==, n);
	g_ptr_array_unref(list);
}

#define PAGE(html, header)                                                     \
	discover_in_page(                                                      \
		html, strlen(html), header, "https://example.org/blog/")

static void
test_link_tags(void)
{
	const char *html =
		"<!doctype html><html><head><title>A</title>"
		"<link rel=alternate type=application/rss+xml title='All &amp; "
		"more' "
		"href=/feed.xml>"
		"<LINK REL='ALTERNATE' TYPE='application/atom+xml; "
		"charset=utf-8' "
		"HREF='atom.xml'>"
		"<link rel='stylesheet alternate' type='text/css' href='x.css'>"
		"<link rel='alternate' type='application/json' "
		"href='/wp-json/wp/v2/pages/1'>"
		"<link rel='alternate' hreflang='de' href='/de/'>"
		"<link rel=alternate type=application/rss+xml href=/feed.xml>"
		"<link rel='feed' href='//cdn.example.org/f'>"
		"<link rel=alternate type=application/rss+xml "
		"href='javascript:alert(1)'></head></html>";
	GPtrArray *list = PAGE(html, NULL);

	g_assert_cmpstr(
		((FeedCandidate *)list->pdata[0])->title, ==, "All & more");
	g_assert_cmpint(((FeedCandidate *)list->pdata[0])->how, ==, FOUND_LINK);
	assert_urls(list,
		(const char *const[]){ "https://example.org/feed.xml",
			"https://example.org/blog/atom.xml",
			"https://cdn.example.org/f", NULL });
}

static void
test_base_and_anchors(void)
{
	assert_urls(
		PAGE("<base href='https://other.example/x/'>"
		     "<p><a href='news.rss'>RSS</a> <a href='about'>About</a>",
			NULL),
		(const char *const[]){
			"https://other.example/x/news.rss", NULL });
}

static void
test_link_header(void)
{
	assert_urls(PAGE("<p>x",
			    "</a.json>; rel=\"alternate\"; "
			    "type=\"application/feed+json\", <b>; rel=next, "
			    "<c>; rel=\"feed\""),
		(const char *const[]){ "https://example.org/a.json",
			"https://example.org/blog/c", NULL });
	assert_urls(PAGE("", NULL), (const char *const[]){ NULL });
}

static void
test_known_sites(void)
{
	static const struct {
		const char *page, *feeds; /* joined by blanks */
	} sites[] = {
#define YOUTUBE "https://www.youtube.com/feeds/videos.xml"
		{ "https://www.youtube.com/channel/UCabc",
			YOUTUBE "?channel_id=UCabc" },
		{ "https://m.youtube.com/channel/UCabc/videos",
			YOUTUBE "?channel_id=UCabc" },
		{ "https://youtube.com/user/someone", YOUTUBE "?user=someone" },
		{ "https://www.youtube.com/playlist?list=PLx",
			YOUTUBE "?playlist_id=PLx" },
		{ "https://www.youtube.com/watch?v=1&list=PLx",
			YOUTUBE "?playlist_id=PLx" },
		/* Only the page knows these. */
		{ "https://www.youtube.com/@someone", "" },
		{ "https://www.youtube.com/@someone/videos", "" },
		{ "https://www.youtube.com/c/someone", "" },
		{ "https://www.youtube.com/watch?v=1", "" },
#define GITHUB "https://github.com/rust-lang"
		{ GITHUB, GITHUB ".atom" },
		{ GITHUB "/rust",
			GITHUB "/rust/releases.atom " GITHUB
			       "/rust/commits.atom " GITHUB "/rust/tags.atom" },
		{ GITHUB "/rust/releases", GITHUB "/rust/releases.atom" },
		{ GITHUB "/rust/tags", GITHUB "/rust/tags.atom" },
		{ GITHUB "/rust/commits/", GITHUB "/rust/commits.atom" },
		{ GITHUB "/rust/commits/beta/fix",
			GITHUB "/rust/commits/beta/fix.atom" },
		{ GITHUB "/rust/discussions", GITHUB "/rust/discussions.atom" },
		{ GITHUB "/rust/wiki", GITHUB "/rust/wiki.atom" },
		{ GITHUB "/rust/issues", "" },
		{ "https://gitlab.com/a/b", "https://gitlab.com/a/b.atom" },
#define REDDIT "https://www.reddit.com/"
		{ REDDIT "r/rust/", REDDIT "r/rust/.rss" },
		{ "https://old.reddit.com/r/rust/top/?t=week",
			REDDIT "r/rust/top/.rss?t=week" },
		{ REDDIT "r/rust/search?q=a&restrict_sr=on",
			REDDIT "r/rust/search/.rss?q=a&restrict_sr=on" },
		{ REDDIT "user/someone", REDDIT "user/someone/.rss" },
		{ REDDIT, REDDIT ".rss" },
		{ REDDIT "r/rust/.rss", "" },
		{ "https://someone.substack.com/p/post",
			"https://someone.substack.com/feed" },
		{ "https://substack.com/@someone",
			"https://someone.substack.com/feed" },
		{ "https://open.substack.com/pub/someone/p/post",
			"https://someone.substack.com/feed" },
		{ "https://substack.com/browse", "" },
		{ "https://medium.com/@someone",
			"https://medium.com/feed/@someone" },
		{ "https://someone.medium.com/post",
			"https://someone.medium.com/feed" },
		{ "https://social.example/@someone",
			"https://social.example/@someone.rss" },
		{ "https://social.example/@someone/1234",
			"https://social.example/@someone.rss" },
		{ "https://social.example/@someone@home.example",
			"https://home.example/@someone.rss" },
		{ "https://social.example/@someone.rss", "" },
		{ "https://example.org/blog", "" },
		{ "no address", "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(sites); i++) {
		GPtrArray *list = discover_known_site(sites[i].page);
		GString *feeds = g_string_new(NULL);

		for (guint k = 0; k < list->len; k++)
			g_string_append_printf(feeds, "%s%s", k ? " " : "",
				((FeedCandidate *)list->pdata[k])->url);
		g_assert_cmpstr(feeds->str, ==, sites[i].feeds);
		g_string_free(feeds, TRUE);
		g_ptr_array_unref(list);
	}
}

static gboolean
has(const GPtrArray *list, const char *url)
{
	for (guint i = 0; i < list->len; i++)
		if (strcmp(((FeedCandidate *)list->pdata[i])->url, url) == 0)
			return TRUE;
	return FALSE;
}

static void
test_usual_places(void)
{
	GPtrArray *list = discover_usual_places("https://example.org/blog");

	g_assert_true(has(list, "https://example.org/rss.xml"));
	g_assert_true(has(list, "https://example.org/feed"));
	g_assert_true(has(list, "https://example.org/blog/index.xml"));
	g_ptr_array_unref(list);
}

/* libxml2 compares each attribute of a tag with all before it. */
static void
test_many_attributes(void)
{
	struct itimerval limit = { .it_value = { .tv_sec = 60 } };
	struct itimerval none = { 0 };
	GString *page = g_string_new("<link rel=feed href=/a.xml><a ");
	GPtrArray *list;

	for (int i = 0; i < 400000; i++)
		g_string_append_printf(page, "a%d=1 ", i);
	g_string_append(page, ">");
	setitimer(ITIMER_PROF, &limit, NULL);
	list = discover_in_page(
		page->str, page->len, NULL, "https://example.org/");
	setitimer(ITIMER_PROF, &none, NULL);
	g_assert_true(has(list, "https://example.org/a.xml"));
	g_ptr_array_unref(list);
	g_string_free(page, TRUE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/discover/link-tags", test_link_tags);
	g_test_add_func("/discover/base-and-anchors", test_base_and_anchors);
	g_test_add_func("/discover/link-header", test_link_header);
	g_test_add_func("/discover/known-sites", test_known_sites);
	g_test_add_func("/discover/usual-places", test_usual_places);
	g_test_add_func("/discover/many-attributes", test_many_attributes);
	return g_test_run();
}
