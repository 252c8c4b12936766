/* SPDX-License-Identifier: MIT
 *
 * The store against floors measured in the same run: plain batched inserts
 * of the same articles, FTS5 with its own tokenizer over the same text; and
 * what a reader waits for.  `store [FEEDS]`, a hundred articles in each.
 */
#include <config.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/store/fixture.h"

enum { PER_FEED = 100, WORDS = 20000, BODY = 120, LINKS = 5, PAGES = 300000 };

static char words[WORDS][12];

static double
now(void)
{
	return (double)g_get_monotonic_time() / 1000;
}

static void
make_words(GRand *rand)
{
	for (int i = 0; i < WORDS; i++)
		for (int j = 0, n = g_rand_int_range(rand, 3, 10); j < n; j++)
			words[i][j] =
				(char)('a' + g_rand_int_range(rand, 0, 26));
}

static Feed *
random_feed(GRand *rand, int number)
{
	Feed *f = make_feed("Feed");
	for (int i = 0; i < PER_FEED; i++) {
		g_autoptr(GString) body = g_string_new("common ");
		for (int k = 0; k < BODY; k++) {
			double u = g_rand_double(rand);
			g_string_append_printf(
				body, "%s ", words[(int)(u * u * u * WORDS)]);
		}
		g_autofree char *link = g_strdup_printf(
			"https://f%d.example.org/%d", number, i);
		add_entry(f, link, link, words[i * 7], body->str,
			NOON - g_rand_int_range(rand, 0, 86400 * 700));
	}
	return f;
}

/* Some pages are linked from everywhere, most from one article only. */
static void
make_links(StoreLink *links, int article)
{
	static char pages[PAGES][48];
	for (int i = 0; i < LINKS; i++) {
		guint at = (guint)(article * LINKS + i);
		guint page = at % 3 ? at % PAGES : at % 97;
		if (!*pages[page])
			g_snprintf(pages[page], sizeof *pages,
				"https://h%u.example/%x", page % 300,
				page * 2654435761U);
		links[i] = (StoreLink){ i + 1, STORE_LINK_TEXT, pages[page],
			words[i], words[i], 2 };
	}
}

/* Milliseconds. */
static double
ingest(Fixture *fx, const Feed *f, gint64 feed)
{
	StoreDoc docs[PER_FEED];
	const StoreDoc *list[PER_FEED];
	static StoreLink links[PER_FEED][LINKS];
	for (int i = 0; i < PER_FEED; i++) {
		const FeedEntry *e = f->entries->pdata[i];
		const FeedContent *c = e->contents->pdata[0];
		make_links(links[i], (int)feed * PER_FEED + i);
		docs[i] = (StoreDoc){ links[i], LINKS, c->value, 1 };
		list[i] = &docs[i];
	}
	GError *error = NULL;
	double start = now();
	store_ingest(fx->store, feed, f, list, NULL, NULL, NULL, &error);
	g_assert_no_error(error);
	return now() - start;
}

static double
plain_inserts(sqlite3 *db, const Feed *f)
{
	sqlite3_stmt *article, *body;
	sqlite3_prepare_v2(db,
		"INSERT INTO article(guid,title,date)"
		" VALUES(?,?,?)",
		-1, &article, NULL);
	sqlite3_prepare_v2(
		db, "INSERT INTO body VALUES(?,?,?,?)", -1, &body, NULL);
	double start = now();
	sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	for (int i = 0; i < PER_FEED; i++) {
		const FeedEntry *e = f->entries->pdata[i];
		const FeedContent *c = e->contents->pdata[0];
		sqlite3_bind_text(article, 1, e->id, -1, SQLITE_STATIC);
		sqlite3_bind_text(article, 2, e->title, -1, SQLITE_STATIC);
		sqlite3_bind_int64(article, 3, e->published);
		sqlite3_step(article);
		sqlite3_reset(article);
		sqlite3_bind_int64(body, 1, sqlite3_last_insert_rowid(db));
		sqlite3_bind_text(body, 2, e->title, -1, SQLITE_STATIC);
		sqlite3_bind_text(body, 3, c->value, -1, SQLITE_STATIC);
		sqlite3_bind_text(body, 4, c->value, -1, SQLITE_STATIC);
		sqlite3_step(body);
		sqlite3_reset(body);
	}
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	double spent = now() - start;
	sqlite3_finalize(article);
	sqlite3_finalize(body);
	return spent;
}

static sqlite3 *
plain_open(const char *path)
{
	sqlite3 *db;
	sqlite3_open(path, &db);
	sqlite3_exec(db,
		"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
		"CREATE TABLE article(id INTEGER PRIMARY KEY, guid, title,"
		" date); CREATE TABLE body(id INTEGER PRIMARY KEY, title, html,"
		" text); CREATE VIRTUAL TABLE search USING fts5(title, text,"
		" content='body', content_rowid='id',"
		" tokenize='unicode61 remove_diacritics 2')",
		NULL, NULL, NULL);
	return db;
}

static void
report(const char *what, double ours, double floor, int n)
{
	printf("%-10s %7.1f µs/article, floor %6.1f, ratio %.2f\n", what,
		ours * 1000 / n, floor * 1000 / n, ours / floor);
}

/* What a reader does with a store of that size; best of five each. */
typedef void (*Act)(Store *store, const char *text);

static void
open_again(Store *s, const char *path)
{
	store_close(store_open(path, STORE_RW, NULL));
}

static void
read_feeds(Store *s, const char *text)
{
	g_ptr_array_unref(store_feeds(s, false, NULL));
}

static void
read_groups(Store *s, const char *text)
{
	g_ptr_array_unref(store_groups(s, NULL));
	g_ptr_array_unref(store_labels(s, NULL));
}

static void
first_page(Store *s, const char *text)
{
	g_autoptr(Query) q = query_parse(text, QUERY_PLAIN, NULL, NULL);
	g_ptr_array_unref(store_list(s, q, STORE_NEWEST, NULL, 50, NULL));
}

static void
typed_page(Store *s, const char *text)
{
	g_autoptr(Query) q = query_parse(text, QUERY_TYPING, NULL, NULL);
	g_ptr_array_unref(store_list(s, q, STORE_NEWEST, NULL, 50, NULL));
}

static void
tenth_page(Store *s, const char *text)
{
	g_autoptr(Query) q = query_parse(text, QUERY_PLAIN, NULL, NULL);
	g_autoptr(GPtrArray) rows =
		store_list(s, q, STORE_NEWEST, NULL, 50, NULL);
	for (int i = 0; i < 9 && rows->len; i++) {
		GPtrArray *next = store_list(s, q, STORE_NEWEST,
			rows->pdata[rows->len - 1], 50, NULL);
		g_ptr_array_unref(rows);
		rows = next;
	}
}

static void
count(Store *s, const char *text)
{
	g_autoptr(Query) q = query_parse(text, QUERY_PLAIN, NULL, NULL);
	store_count(s, q, 1000, NULL);
}

static void
most_linked(Store *s, const char *text)
{
	g_autoptr(Query) q = query_parse(text, QUERY_PLAIN, NULL, NULL);
	g_ptr_array_unref(
		store_most_linked(s, q, NOON - (gint64)7 * 86400, 100, NULL));
}

static void
read_links(Store *s, const char *text)
{
	g_ptr_array_unref(store_links(s, 500, NULL));
	g_ptr_array_unref(store_also(s, 500, 5, NULL));
}

static const struct {
	const char *name;
	Act act;
	const char *text;
} acts[] = {
	{ "open", open_again, NULL },
	{ "feed list", read_feeds, NULL },
	{ "groups, labels", read_groups, NULL },
	{ "first page", first_page, "" },
	{ "first page", first_page, "is:unread" },
	{ "first page", first_page, "is:starred" },
	{ "first page", first_page, "feed:#3" },
	{ "first page", first_page, "common" },
	{ "first page", first_page, "common is:starred" },
	{ "first page", first_page, "since:7d" },
	{ "first page", first_page, "link:h7.example" },
	{ "first page", first_page, "/no such thing/" },
	{ "first page", first_page, "url:nosuch" },
	{ "typed", typed_page, "c" },
	{ "typed", typed_page, "com" },
	{ "tenth page", tenth_page, "is:unread" },
	{ "count to 1000", count, "is:unread" },
	{ "count to 1000", count, "common" },
	{ "most linked", most_linked, "" },
	{ "links, also in", read_links, NULL },
};

static void
measure(Store *s, const char *path)
{
	for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
		double best = 1e9;
		const char *text =
			acts[i].act == open_again ? path : acts[i].text;
		for (int k = 0; k < 5; k++) {
			double start = now();
			acts[i].act(s, text);
			best = MIN(best, now() - start);
		}
		printf("%-15s %-18s %8.2f ms\n", acts[i].name,
			acts[i].text ? acts[i].text : "", best);
	}
}

int
main(int argc, char **argv)
{
	int feeds = argc > 1 ? atoi(argv[1]) : 200;
	Fixture fx;
	double ours = 0, floor_time = 0;
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	make_words(rand);
	fixture_set_up(&fx, NULL);
	g_autofree char *path = g_build_filename(fx.folder, "plain.db", NULL);
	sqlite3 *db = plain_open(path);
	for (int i = 0; i < feeds; i++) {
		g_autofree char *url =
			g_strdup_printf("https://f%d.example.org/", i);
		subscribe(&fx, url, NULL);
		gint64 id = store_feed_by_url(fx.store, url);
		Feed *f = random_feed(rand, i);
		ours += ingest(&fx, f, id);
		floor_time += plain_inserts(db, f);
		drop_feed(f);
	}
	report("ingest", ours, floor_time, feeds * PER_FEED);
	double start = now();
	for (int left = 1; left;)
		store_index_pending(fx.store, 1000, &left, NULL);
	ours = now() - start;
	start = now();
	sqlite3_exec(db,
		"INSERT INTO search(rowid,title,text)"
		" SELECT id,title,text FROM body",
		NULL, NULL, NULL);
	report("index", ours, now() - start, feeds * PER_FEED);
	sqlite3_close(db);
	g_unlink(path);
	measure(fx.store, fx.path);
	fixture_tear_down(&fx, NULL);
	return 0;
}
