/* SPDX-License-Identifier: MIT
 *
 * What the store's tests share: a store in a folder of its own, and feeds
 * made from a few words.  Each test program includes it once.
 */
#ifndef COURANT_TESTS_STORE_FIXTURE_H
#define COURANT_TESTS_STORE_FIXTURE_H

#include <glib.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

#include "store/store.h"

#define NOON G_GINT64_CONSTANT(1756641600) /* 2025-08-31 12:00 UTC */

typedef struct {
	char *folder, *path;
	Store *store;
	gint64 feed;
} Fixture;

static void
content_free(gpointer data)
{
	FeedContent *c = data;
	g_free(c->value);
	g_free(c);
}

static void
entry_free(gpointer data)
{
	FeedEntry *e = data;
	g_free(e->id);
	g_free(e->link);
	g_free(e->title);
	g_free(e->summary);
	g_clear_pointer(&e->contents, g_ptr_array_unref);
	g_clear_pointer(&e->authors, g_ptr_array_unref);
	g_clear_pointer(&e->tags, g_ptr_array_unref);
	g_clear_pointer(&e->enclosures, g_ptr_array_unref);
	g_free(e);
}

G_GNUC_UNUSED static Feed *
make_feed(const char *title)
{
	Feed *f = g_new0(Feed, 1);
	f->version = "rss20";
	f->title = g_strdup(title);
	f->link = g_strdup("https://example.org/");
	f->entries = g_ptr_array_new_with_free_func(entry_free);
	return f;
}

G_GNUC_UNUSED static void
drop_feed(Feed *f)
{
	g_free(f->title);
	g_free(f->link);
	g_ptr_array_unref(f->entries);
	g_free(f);
}

/* ID, LINK may be NULL. */
G_GNUC_UNUSED static FeedEntry *
add_entry(Feed *f, const char *id, const char *link, const char *title,
	const char *body, gint64 published)
{
	FeedEntry *e = g_new0(FeedEntry, 1);
	FeedContent *c = g_new0(FeedContent, 1);
	e->id = g_strdup(id);
	e->link = g_strdup(link);
	e->title = g_strdup(title);
	e->published = published;
	e->comment_count = -1;
	c->value = g_strdup(body);
	c->type = "text/html";
	e->contents = g_ptr_array_new_with_free_func(content_free);
	g_ptr_array_add(e->contents, c);
	g_ptr_array_add(f->entries, e);
	return e;
}

/* Takes the feed in, with each body as its own text, and indexes it. */
G_GNUC_UNUSED static StoreIngested
take_in(Fixture *fx, gint64 feed, const Feed *f, const QueryRules *rules)
{
	StoreIngested result = { 0 };
	GError *error = NULL;
	guint n = f->entries->len;
	g_autofree StoreDoc *docs = g_new0(StoreDoc, n + 1);
	g_autofree const StoreDoc **list = g_new0(const StoreDoc *, n + 1);
	for (guint i = 0; i < n; i++) {
		const FeedEntry *e = f->entries->pdata[i];
		const FeedContent *c = e->contents->pdata[0];
		docs[i] = (StoreDoc){ .text = c->value, .minutes = 1 };
		list[i] = &docs[i];
	}
	store_ingest(fx->store, feed, f, list, rules, NULL, &result, &error);
	g_assert_no_error(error);
	int left = 1;
	while (left && store_index_pending(fx->store, 100, &left, &error))
		;
	g_assert_no_error(error);
	return result;
}

G_GNUC_UNUSED static void
subscribe(Fixture *fx, const char *first, ...)
{
	g_autoptr(GArray) subs =
		g_array_new(FALSE, TRUE, sizeof(StoreSubscription));
	va_list ap;
	va_start(ap, first);
	for (const char *url = first; url; url = va_arg(ap, const char *)) {
		StoreSubscription sub = { .url = url };
		g_array_append_val(subs, sub);
	}
	va_end(ap);
	GError *error = NULL;
	store_subscribe(fx->store,
		(const StoreSubscription *)(gpointer)subs->data, subs->len,
		&error);
	g_assert_no_error(error);
}

G_GNUC_UNUSED static void
fixture_open(Fixture *fx)
{
	GError *error = NULL;
	fx->store = store_open(fx->path, STORE_RW, &error);
	g_assert_no_error(error);
}

G_GNUC_UNUSED static void
fixture_set_up(Fixture *fx, gconstpointer data)
{
	fx->folder = g_dir_make_tmp("courant-store-XXXXXX", NULL);
	fx->path = g_build_filename(fx->folder, "data", "store.db", NULL);
	fixture_open(fx);
	subscribe(fx, "https://example.org/feed.xml", NULL);
	fx->feed = store_feed_by_url(fx->store, "https://example.org/feed.xml");
	g_assert_cmpint(fx->feed, >, 0);
}

G_GNUC_UNUSED static void
fixture_tear_down(Fixture *fx, gconstpointer data)
{
	store_close(fx->store);
	g_autofree char *data_folder = g_path_get_dirname(fx->path);
	static const char *const suffixes[] = { "", "-wal", "-shm" };
	for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
		g_autofree char *file =
			g_strconcat(fx->path, suffixes[i], NULL);
		g_unlink(file);
	}
	g_rmdir(data_folder);
	g_rmdir(fx->folder);
	g_free(fx->path);
	g_free(fx->folder);
}

/* Titles of the list that QUERY gives, joined by "|". */
G_GNUC_UNUSED static char *
titles(Fixture *fx, const char *query, StoreSort sort)
{
	GError *error = NULL;
	g_autoptr(Query) q = query_parse(query, QUERY_PLAIN, NULL, &error);
	g_assert_no_error(error);
	g_autoptr(GPtrArray) rows =
		store_list(fx->store, q, sort, NULL, 1000, &error);
	g_assert_no_error(error);
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < rows->len; i++)
		g_string_append_printf(out, "%s%s", i ? "|" : "",
			((StoreRow *)rows->pdata[i])->title);
	return g_string_free(out, FALSE);
}

#define assert_titles(fx, query, expected)                                     \
	do {                                                                   \
		g_autofree char *got_ = titles(fx, query, STORE_NEWEST);       \
		g_assert_cmpstr(got_, ==, expected);                           \
	} while (0)

G_GNUC_UNUSED static gint64
id_of(Fixture *fx, const char *query)
{
	g_autoptr(Query) q = query_parse(query, QUERY_PLAIN, NULL, NULL);
	g_autoptr(GArray) ids = store_ids(fx->store, q, STORE_NEWEST, 1, NULL);
	return ids && ids->len ? g_array_index(ids, gint64, 0) : 0;
}

#endif
