/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../../lib/golden.h"
#include "doc/doc.h"

static char *folder;

static const char *const group_rust[] = { "Rust", NULL };
static const char *const group_official[] = { "Rust/Official", NULL };

static const StoreSubscription subs[] = {
	{ .url = "https://rust-trends.example/rss.xml", .groups = group_rust },
	{ .url = "https://week.example/rss.xml", .groups = group_rust },
	{ .url = "https://blog.example/feed.xml", .groups = group_official },
	{ .url = "https://broken.example/feed.xml" },
};

static const char *const files[] = { "1-trends.xml", "2-week.xml",
	"3-blog.xml" };

typedef struct {
	StoreDoc doc;
	GArray *links;
	char *text;
	Doc *own;
} Prepared;

static void
prepare(Prepared *p, const FeedEntry *entry)
{
	const FeedContent *c =
		entry->contents->len ? entry->contents->pdata[0] : NULL;
	DocSource source = { .format = DOC_HTML, .base = entry->link };
	p->own = doc_new(c ? c->value : "", c ? strlen(c->value) : 0, &source);
	p->text = doc_text(p->own);
	p->links = g_array_new(FALSE, TRUE, sizeof(StoreLink));
	const GPtrArray *links = doc_links(p->own);
	for (guint i = 0; i < links->len; i++) {
		const DocLink *l = links->pdata[i];
		StoreLink link = { .number = l->number,
			.url = l->url,
			.text = l->text,
			.heading = l->heading,
			.heading_level = l->heading_level };
		g_array_append_val(p->links, link);
	}
	p->doc =
		(StoreDoc){ .links =
				    (const StoreLink *)(gpointer)p->links->data,
			.n_links = p->links->len,
			.text = p->text,
			.minutes = doc_minutes(p->own) };
}

static void
ingest(Store *store, gint64 id, const Feed *feed)
{
	GError *error = NULL;
	guint n = feed->entries->len;
	g_autofree Prepared *all = g_new0(Prepared, n + 1);
	g_autofree const StoreDoc **docs = g_new0(const StoreDoc *, n + 1);
	for (guint i = 0; i < n; i++) {
		prepare(&all[i], feed->entries->pdata[i]);
		docs[i] = &all[i].doc;
	}
	StoreFetched fetched = { .when = 1756650000,
		.ok = true,
		.http_status = 200,
		.next_due = 1756670000 };
	StoreIngested result = { 0 };
	store_ingest(store, id, feed, docs, NULL, &fetched, &result, &error);
	g_assert_no_error(error);
	for (guint i = 0; i < n; i++) {
		g_array_unref(all[i].links);
		g_free(all[i].text);
		doc_free(all[i].own);
	}
}

static void
take_file(Store *store, const char *name, const char *url)
{
	GError *error = NULL;
	g_autofree char *path = g_build_filename(golden_top_srcdir(), "tests",
		"golden", "ui", "feeds", name, NULL);
	g_autofree char *data = NULL;
	gsize len;
	g_file_get_contents(path, &data, &len, &error);
	g_assert_no_error(error);
	g_autoptr(Feed) feed = feed_parse(data, len, NULL, url, &error);
	g_assert_no_error(error);
	ingest(store, store_feed_by_url(store, url), feed);
}

Store *
fixture_open(bool empty)
{
	g_setenv("COURANT_NOW", "1756663200", TRUE);
	g_clear_pointer(&folder, g_free);
	folder = g_dir_make_tmp("courant-ui-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "store.db", NULL);
	GError *error = NULL;
	Store *store = store_open(path, STORE_RW, &error);
	g_assert_no_error(error);
	if (empty)
		return store;
	store_subscribe(store, subs, G_N_ELEMENTS(subs), &error);
	g_assert_no_error(error);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++)
		take_file(store, files[i], subs[i].url);
	StoreFetched failed = { .when = 1756660000,
		.error = "The host broken.example is not known.",
		.next_due = 1756667200 };
	store_fetched(
		store, store_feed_by_url(store, subs[3].url), &failed, &error);
	g_assert_no_error(error);
	return store;
}

Store *
fixture_other(void)
{
	g_autofree char *path = g_build_filename(folder, "store.db", NULL);
	return store_open(path, STORE_RW, NULL);
}

void
fixture_close(Store *store)
{
	store_close(store);
	GDir *dir = g_dir_open(folder, 0, NULL);
	for (const char *name; dir && (name = g_dir_read_name(dir));) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_unlink(path);
	}
	if (dir)
		g_dir_close(dir);
	g_rmdir(folder);
	g_clear_pointer(&folder, g_free);
}

static void
take_text(Store *store, gint64 id, const GString *xml)
{
	GError *error = NULL;
	g_autoptr(Feed) feed = feed_parse(xml->str, xml->len, NULL,
		"https://week.example/rss.xml", &error);
	g_assert_no_error(error);
	ingest(store, id, feed);
}

void
fixture_arrive(
	Store *store, const char *title, const char *body, const char *link)
{
	g_autoptr(GString) xml = g_string_new(
		"<rss version='2.0'><channel><title>This Week in Rust</title>"
		"<item>");
	g_string_append_printf(xml,
		"<title>%s</title><guid>%s</guid><link>%s</link>"
		"<pubDate>Sun, 31 Aug 2025 17:00:00 GMT</pubDate>"
		"<description><![CDATA[%s]]></description></item></channel>"
		"</rss>",
		title, title, link, body);
	take_text(store,
		store_feed_by_url(store, "https://week.example/rss.xml"), xml);
}

void
fixture_fill(Store *store, int n)
{
	GError *error = NULL;
	store_subscribe(store, subs, 1, &error);
	g_assert_no_error(error);
	gint64 id = store_feed_by_url(store, subs[0].url);
	for (int i = 0; i < n;) {
		g_autoptr(GString) xml = g_string_new(
			"<rss version='2.0'><channel><title>Many</title>");
		for (int k = 0; k < 5000 && i < n; k++, i++) {
			g_autoptr(GDateTime) t = g_date_time_new_from_unix_utc(
				1756000000 - (gint64)i * 600);
			g_autofree char *date = g_date_time_format(
				t, "%a, %d %b %Y %H:%M:%S GMT");
			g_string_append_printf(xml,
				"<item><title>Article number %d</title>"
				"<guid>g%d</guid><pubDate>%s</pubDate>"
				"<link>https://many.example/%d</link>"
				"<description>Text of %d.</description>"
				"</item>",
				i, i, date, i, i);
		}
		g_string_append(xml, "</channel></rss>");
		take_text(store, id, xml);
	}
}
