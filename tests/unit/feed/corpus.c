/* SPDX-License-Identifier: MIT
 *
 * All the feeds and lists of the corpus: nothing crashes, and no entry of a
 * published feed is lost.
 */
#include <config.h>

#include "feed/discover.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "tests/lib/golden.h"

#include <string.h>

typedef void (*Look)(const char *path, const char *data, gsize len);

static int
walk(const char *dir, Look look)
{
	GDir *d = g_dir_open(dir, 0, NULL);
	const char *name;
	int n = 0;

	while (d && (name = g_dir_read_name(d)) != NULL) {
		g_autofree char *path = g_build_filename(dir, name, NULL);
		g_autofree char *data = NULL;
		gsize len;

		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			n += walk(path, look);
		} else if (g_file_get_contents(path, &data, &len, NULL)) {
			look(path, data, len);
			n++;
		}
	}
	g_clear_pointer(&d, g_dir_close);
	return n;
}

static void
run(const char *folder, Look look)
{
	g_autofree char *dir = NULL;

	if (!corpus_dir()) {
		g_test_skip("the corpus is not here");
		return;
	}
	dir = g_build_filename(corpus_dir(), folder, NULL);
	g_assert_cmpint(walk(dir, look), >, 0);
}

static guint
count(const char *data, gsize len, const char *tag)
{
	guint n = 0;
	const char *end = data + len, *p = data;

	while ((p = memmem(p, (gsize)(end - p), tag, strlen(tag))) != NULL) {
		const char *close;

		p += strlen(tag);
		if (p == end || !(*p == '>' || g_ascii_isspace(*p)))
			continue;
		/* Empty ones are none. */
		close = memchr(p, '>', (gsize)(end - p));
		n += !close || close[-1] != '/';
	}
	return n;
}

static void
no_crash(const char *path, const char *data, gsize len)
{
	g_autoptr(Feed) feed = feed_parse(data, len, NULL, NULL, NULL);
	g_autofree char *json = feed ? feed_to_json(feed) : NULL;

	g_ptr_array_unref(
		discover_in_page(data, len, NULL, "https://example.org/"));
}

/* Tags count wherever they stand, so that examples in articles count, too:
 * never fewer entries than half, and all when no article quotes markup. */
static void
keeps_entries(const char *path, const char *data, gsize len)
{
	guint tags = count(data, len, "<item") + count(data, len, "<entry");
	g_autoptr(Feed) feed = NULL;

	if (!g_str_has_suffix(path, ".xml") &&
		!g_str_has_suffix(path, ".rss") &&
		!g_str_has_suffix(path, ".atom"))
		return;
	if (feed_sniff(data, len) != SNIFF_XML_FEED)
		return;
	feed = feed_parse(data, len, NULL, NULL, NULL);
	if (!feed || feed->entries->len != tags)
		g_test_message("%s: %u of %u", path,
			feed ? feed->entries->len : 0, tags);
	g_assert_nonnull(feed);
	g_assert_cmpuint(feed->entries->len, ==, tags);
}

static void
list_no_crash(const char *path, const char *data, gsize len)
{
	g_autoptr(GPtrArray) list = opml_parse(data, len, NULL, NULL);

	if (g_str_has_suffix(path, ".opml") && !list)
		g_test_message("%s: no list", path);
}

static void
test_conformance(void)
{
	run("conformance", no_crash);
}

static void
test_real(void)
{
	run("feeds-real", no_crash);
	run("feeds-real", keeps_entries);
}

static void
test_opml(void)
{
	run("opml", list_no_crash);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/corpus/conformance", test_conformance);
	g_test_add_func("/corpus/feeds-real", test_real);
	g_test_add_func("/corpus/opml", test_opml);
	return g_test_run();
}
