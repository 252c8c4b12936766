/* SPDX-License-Identifier: MIT
 *
 * The store against floors measured in the same run: plain batched inserts
 * of the same articles, FTS5 with its own tokenizer over the same text; and
 * the first page.  `store [FEEDS]`, a hundred articles in each.
 */
#include <config.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/store/fixture.h"

enum { PER_FEED = 100, WORDS = 20000, BODY = 120, LINKS = 5 };

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

/* Milliseconds. */
static double
ingest(Fixture *fx, const Feed *f, gint64 feed)
{
	StoreDoc docs[PER_FEED];
	const StoreDoc *list[PER_FEED];
	static StoreLink links[LINKS];
	for (int i = 0; i < LINKS; i++)
		links[i] = (StoreLink){ i + 1, STORE_LINK_TEXT,
			"https://example.org/page", words[i], words[i], 2 };
	for (int i = 0; i < PER_FEED; i++) {
		const FeedEntry *e = f->entries->pdata[i];
		const FeedContent *c = e->contents->pdata[0];
		docs[i] = (StoreDoc){ links, LINKS, c->value, 1 };
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

static void
first_page(Fixture *fx, const char *text)
{
	double best = 1e9;
	g_autoptr(Query) q = query_parse(text, QUERY_PLAIN, NULL, NULL);
	for (int i = 0; i < 5; i++) {
		double start = now();
		g_autoptr(GPtrArray) rows =
			store_list(fx->store, q, STORE_NEWEST, NULL, 50, NULL);
		best = MIN(best, now() - start);
	}
	printf("first page of “%s”: %.2f ms\n", text, best);
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
	static const char *const queries[] = { "", "is:unread", "feed:#3",
		"common", "common is:starred" };
	for (gsize i = 0; i < G_N_ELEMENTS(queries); i++)
		first_page(&fx, queries[i]);
	fixture_tear_down(&fx, NULL);
	return 0;
}
