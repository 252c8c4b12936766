/* SPDX-License-Identifier: MIT
 *
 * Coming and going: our own JSON there and back, newsboat's cache.db.
 */
#include <config.h>

#include <sqlite3.h>
#include <unistd.h>

#include "fixture.h"

static char *
export_text(Store *store)
{
	char *text = NULL;
	size_t len;
	GError *error = NULL;
	FILE *out = open_memstream(&text, &len);
	g_assert_true(store_export(store, out, &error));
	g_assert_no_error(error);
	fclose(out);
	return text;
}

static void
import_text(Store *store, const char *text, StoreImported *result)
{
	GError *error = NULL;
	FILE *in = fmemopen((char *)(guintptr)text, strlen(text), "r");
	g_assert_true(store_import(store, in, result, &error));
	g_assert_no_error(error);
	fclose(in);
}

static void
fill(Fixture *fx)
{
	static const char *const groups[] = { "Tech/Rust", "Weekly", NULL };
	StoreSubscription sub = { .url = "https://example.org/feed.xml",
		.name = "Mine",
		.groups = groups,
		.settings = "interval=60",
		.keep_days = 30 };
	store_subscribe(fx->store, &sub, 1, NULL);
	Feed *f = make_feed("Example");
	for (int i = 0; i < 5; i++) {
		g_autofree char *id = g_strdup_printf("%d", i);
		FeedEntry *e = add_entry(f, id, "https://example.org/x", id,
			"<p>body “ü” 日本</p>", NOON + i);
		e->summary = g_strdup("in short");
		e->enclosures = g_ptr_array_new_with_free_func(g_free);
		FeedLink *l = g_new0(FeedLink, 1);
		l->href = (char *)(guintptr) "https://example.org/a.mp3";
		l->length = 12345678901;
		g_ptr_array_add(e->enclosures, l);
	}
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	StoreLink links[] = { { 1, STORE_LINK_TEXT, "https://rust-lang.org/",
		"Rust", "Heading", 2 } };
	StoreDoc doc = { links, 1, "text", 3 };
	for (gint64 id = 1; id < 4; id++)
		g_assert_true(store_prepared(fx->store, id, &doc, NULL));
	gint64 ids[] = { 1, 2, 3, 4 };
	store_act(fx->store, STORE_STAR, NULL, ids, 2, NULL);
	store_act(fx->store, STORE_MARK_READ, NULL, ids + 1, 2, NULL);
	store_act(fx->store, STORE_LABEL, "later", ids, 2, NULL);
	store_act(fx->store, STORE_HIDE, NULL, ids + 2, 1, NULL);
	store_act(fx->store, STORE_DELETE, NULL, ids + 3, 1, NULL);
	store_set_position(fx->store, 2, 77, NULL);
	store_set_fulltext(
		fx->store, 1, "https://example.org/full", "<p>x", NULL, NULL);
	store_link_opened(fx->store, "https://rust-lang.org/", NULL);
	store_set_state(fx->store, "k", "v", NULL);
	for (int left = 1; left;)
		g_assert_true(store_index_pending(fx->store, 9, &left, NULL));
}

static void
test_round_trip(Fixture *fx, gconstpointer data)
{
	fill(fx);
	g_autofree char *before = export_text(fx->store);
	store_close(fx->store);
	g_unlink(fx->path);
	fixture_open(fx);
	StoreImported r;
	import_text(fx->store, before, &r);
	g_assert_cmpint(r.feeds, ==, 1);
	g_assert_cmpint(r.articles, ==, 5);
	g_assert_cmpint(r.skipped, ==, 0);
	for (int left = 1; left;)
		g_assert_true(store_index_pending(fx->store, 9, &left, NULL));
	g_autofree char *after = export_text(fx->store);
	g_assert_cmpstr(before, ==, after);
	/* Twice in is once in. */
	import_text(fx->store, before, &r);
	g_assert_cmpint(r.articles, ==, 0);
	g_autofree char *again = export_text(fx->store);
	g_assert_cmpstr(before, ==, again);
}

static void
test_join(Fixture *fx, gconstpointer data)
{
	fill(fx);
	g_autofree char *text = export_text(fx->store);
	gint64 id = 1;
	store_act(fx->store, STORE_MARK_READ, NULL, &id, 1, NULL);
	store_act(fx->store, STORE_UNSTAR, NULL, &id, 1, NULL);
	StoreImported r;
	import_text(fx->store, text, &r);
	g_autoptr(StoreRow) row = store_row(fx->store, id, NULL);
	g_assert_false(row->unread);
	g_assert_true(row->starred);
}

static void
test_junk(Fixture *fx, gconstpointer data)
{
	static const char *const junk[] = { "", "{}\n", "hello\n",
		"{\"courant\":99}\n", "[1,2]\n" };
	for (gsize i = 0; i < G_N_ELEMENTS(junk); i++) {
		g_autoptr(GError) error = NULL;
		StoreImported r;
		g_autofree char *text = g_strconcat(junk[i], "\n", NULL);
		FILE *in = fmemopen(text, strlen(text), "r");
		g_assert_false(store_import(fx->store, in, &r, &error));
		g_assert_nonnull(error);
		fclose(in);
	}
	StoreImported r;
	import_text(fx->store,
		"{\"courant\":1}\n{\"article\":{}}\n"
		"{\"article\":{\"feed\":\"https://a.example/\",\"key\":7}}\n"
		"{\"article\":{\"feed\":\"https://a.example/\",\"key\":\"i:1\","
		"\"title\":\"a\\u001b[31mb\",\"state\":9,\"date\":-5}}\n"
		"{\"feed\":3}\nnot json\n{\"tombstone\":{\"feed\":\"x\"}}\n",
		&r);
	g_assert_cmpint(r.articles, ==, 1);
	g_assert_cmpint(r.skipped, ==, 5);
	assert_titles(fx, "", "a[31mb");
}

static const char newsboat_sql[] =
	"CREATE TABLE rss_feed(rssurl VARCHAR(1024) PRIMARY KEY NOT NULL,"
	" url VARCHAR(1024) NOT NULL, title VARCHAR(1024) NOT NULL,"
	" lastmodified INTEGER(11) NOT NULL DEFAULT 0,"
	" is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128));"
	"CREATE TABLE rss_item(id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
	" guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL,"
	" author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,"
	" feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,"
	" content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL,"
	" enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),"
	" enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52),"
	" deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) DEFAULT '');"
	"INSERT INTO rss_feed(rssurl,url,title) VALUES"
	" ('https://n.example/rss','https://n.example/','N feed'),"
	" ('query:x:unread','','x');"
	"INSERT INTO rss_item(guid,title,author,url,feedurl,pubDate,content,"
	"unread,enclosure_url,enclosure_type,flags,deleted) VALUES"
	" ('g1','Read','Ann','https://n.example/1','https://n.example/rss',"
	"  1700000000,'<p>one</p>',0,NULL,NULL,NULL,0),"
	" ('g2','Unread','','https://n.example/2','https://n.example/rss',"
	"  1700000100,'<p>two</p>',1,'https://n.example/2.mp3','audio/mpeg',"
	"  'ab',0),"
	" ('g3','Deleted','','https://n.example/3','https://n.example/rss',"
	"  1700000200,'x',1,NULL,NULL,NULL,1),"
	" ('https://n.example/41700000300','No guid','','https://n.example/4',"
	"  'https://n.example/rss',1700000300,'<p>four</p>',0,NULL,NULL,'',0),"
	" ('https://n.example/5Tue, 14 Nov 2023 22:20:00 +0000','No guid here',"
	"  '','https://n.example/5','https://n.example/rss',1700000400,"
	"  '<p>five</p>',0,NULL,NULL,'',0);";

/* A line without an end is passed over in pieces. */
static void
test_long_line(Fixture *fx, gconstpointer data)
{
	StoreImported result;
	g_autofree char *junk = g_strnfill(65 * 1024 * 1024, 'x');
	g_autofree char *text = g_strconcat("{\"courant\":1}\n\n{\"", junk,
		"\n{\"article\":{\"feed\":\"https://a.example/\","
		"\"key\":\"i:1\",\"title\":\"after\"}}",
		NULL);
	import_text(fx->store, text, &result);
	g_assert_cmpint(result.skipped, ==, 1);
	assert_titles(fx, "", "after");
}

/* Files come from anywhere, and what is in them ends on terminals. */
static void
test_control_bytes(Fixture *fx, gconstpointer data)
{
	static const char text[] =
		"{\"courant\":1}\n"
		"{\"feed\":{\"url\":\"http://a.org/\\u001b[1m\",\"title\":"
		"\"T\\u001b\",\"name\":\"N\\u0007\",\"groups\":"
		"[\"G\\u001b\"],\"subscribed\":1}}\n"
		"{\"article\":{\"feed\":\"http://a.org/\\u001b[1m\","
		"\"key\":\"i:1\\u0007\",\"url\":\"http://b.org/\\u001b\","
		"\"title\":\"t\\u001b\",\"body\":\"b\",\"todo\":0,"
		"\"labels\":[\"l\\u001b\"],\"links\":[{\"number\":1,"
		"\"url\":\"http://c.org/\\u001b\",\"text\":\"x\\u001b\","
		"\"heading\":\"h\\u202e\"}],\"enclosures\":"
		"[{\"url\":\"http://d.org/\\u001b\"}]}}\n";
	StoreImported result;
	GError *error = NULL;
	import_text(fx->store, text, &result);
	g_assert_cmpint(result.articles, ==, 1);
	g_autoptr(Query) query = query_parse("label:l", 0, NULL, NULL);
	g_autoptr(GPtrArray) rows = store_list(
		fx->store, query, STORE_NEWEST, NULL, 9, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(rows->len, ==, 1);
	const StoreRow *row = rows->pdata[0];
	g_assert_cmpstr(row->url, ==, "http://b.org/");
	g_assert_cmpstr(row->title, ==, "t");
	g_assert_cmpstr(row->labels[0], ==, "l");
	g_autoptr(StoreFeed) feed =
		store_feed(fx->store, row->feed_id, &error);
	g_assert_cmpstr(feed->url, ==, "http://a.org/[1m");
	g_assert_cmpstr(feed->title, ==, "T");
	g_assert_cmpstr(feed->name, ==, "N");
	g_assert_cmpstr(feed->groups[0], ==, "G");
	g_autoptr(GPtrArray) links = store_links(fx->store, row->id, &error);
	const StoreLinkRow *link = links->pdata[0];
	g_assert_cmpstr(link->url, ==, "http://c.org/");
	g_assert_cmpstr(link->text, ==, "x");
	g_assert_cmpstr(link->heading, ==, "h");
	g_autoptr(StoreArticle) a = store_article(fx->store, row->id, &error);
	g_assert_cmpstr(a->guid, ==, "1");
	g_assert_cmpstr(((StoreEnclosure *)a->enclosures->pdata[0])->url, ==,
		"http://d.org/");
}

static void
test_newsboat(Fixture *fx, gconstpointer data)
{
	g_autofree char *path = g_build_filename(fx->folder, "cache.db", NULL);
	sqlite3 *db;
	sqlite3_open(path, &db);
	g_assert_cmpint(
		sqlite3_exec(db, newsboat_sql, NULL, NULL, NULL), ==, 0);
	sqlite3_close(db);
	g_autofree char *was = NULL, *is = NULL;
	gsize was_len, is_len;
	g_file_get_contents(path, &was, &was_len, NULL);
	GError *error = NULL;
	StoreImported r;
	g_assert_true(store_import_newsboat(fx->store, path, &r, &error));
	g_assert_no_error(error);
	g_assert_cmpint(r.feeds, ==, 1);
	g_assert_cmpint(r.articles, ==, 4);
	assert_titles(fx, "feed:n.example", "No guid here|No guid|Unread|Read");
	assert_titles(fx, "is:unread", "Unread");
	assert_titles(fx, "is:starred label:flag-a label:flag-b", "Unread");
	assert_titles(fx, "has:enclosure", "Unread");
	g_autoptr(GArray) waiting = store_unprepared(fx->store, 0, 10, NULL);
	g_assert_cmpuint(waiting->len, ==, 4);
	/* The feed itself comes in after that: no duplicates, nothing that
	 * was deleted, and nothing called updated. */
	Feed *f = make_feed("N feed");
	add_entry(f, "g1", "https://n.example/1", "Read", "<p>one</p>",
		1700000000);
	add_entry(f, "g3", "https://n.example/3", "Deleted", "x", 1700000200);
	add_entry(f, NULL, "https://n.example/4", "No guid", "<p>four</p>",
		1700000300);
	add_entry(f, NULL, "https://n.example/5", "No guid here", "<p>five</p>",
		1700000400);
	StoreIngested i = take_in(fx,
		store_feed_by_url(fx->store, "https://n.example/rss"), f, NULL);
	drop_feed(f);
	g_assert_cmpint(i.added + i.updated, ==, 0);
	/* And once more, as by somebody who still uses both. */
	g_assert_true(store_import_newsboat(fx->store, path, &r, &error));
	g_assert_cmpint(r.articles, ==, 0);
	assert_titles(fx, "feed:n.example", "No guid here|No guid|Unread|Read");
	assert_titles(fx, "is:unread", "Unread");
	g_file_get_contents(path, &is, &is_len, NULL);
	g_assert_cmpmem(was, was_len, is, is_len);
	g_unlink(path);
}

static void
test_not_newsboat(Fixture *fx, gconstpointer data)
{
	GError *error = NULL;
	StoreImported r;
	g_assert_false(store_import_newsboat(fx->store, fx->path, &r, &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_false(
		store_import_newsboat(fx->store, "/nowhere", &r, &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, fn)                                                          \
	g_test_add("/port/" name, Fixture, NULL, fixture_set_up, fn,           \
		fixture_tear_down)
	ADD("round-trip", test_round_trip);
	ADD("join", test_join);
	ADD("junk", test_junk);
	ADD("long-line", test_long_line);
	ADD("control-bytes", test_control_bytes);
	ADD("newsboat", test_newsboat);
	ADD("not-newsboat", test_not_newsboat);
	return g_test_run();
}
