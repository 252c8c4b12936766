/* SPDX-License-Identifier: MIT
 *
 * Nothing is lost: a kill in the middle, a full disk, two writers, files
 * that are newer, broken, or not ours.  And no list reads the whole store.
 */
#include <config.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "store/store_i.h"

static Feed *
feed_of(int from, int n)
{
	Feed *f = make_feed("Example");
	g_autofree char *body = g_strnfill(2000, 'x');
	for (int i = from; i < from + n; i++) {
		g_autofree char *id = g_strdup_printf("%d", i);
		add_entry(f, id, NULL, id, body, NOON + i);
	}
	return f;
}

static void
assert_whole(Fixture *fx)
{
	GError *error = NULL;
	g_assert_true(store_check(fx->store, &error));
	g_assert_no_error(error);
	gint64 counted = db_int(fx->store, -1,
		"SELECT count(*) FROM article WHERE state=0", NULL);
	g_assert_cmpint(store_count(fx->store, NULL, 0, NULL), ==, counted);
	g_assert_cmpint(db_int(fx->store, -1,
				"SELECT count(*) FROM article a LEFT JOIN"
				" content c ON c.id=a.id WHERE c.id IS NULL",
				NULL),
		==, 0);
}

/* A child takes feeds of twenty in until it is killed. */
static void
test_kill(Fixture *fx, gconstpointer data)
{
	store_close(fx->store);
	for (int round = 0; round < 5; round++) {
		int pipes[2];
		g_assert_cmpint(pipe(pipes), ==, 0);
		pid_t child = fork();
		if (child == 0) {
			Store *s = store_open(fx->path, STORE_RW, NULL);
			for (int i = 0;; i++) {
				Feed *f = feed_of(round * 100000 + i * 20, 20);
				store_ingest(s, fx->feed, f, NULL, NULL, NULL,
					NULL, NULL);
				if (write(pipes[1], "x", 1) != 1)
					_exit(1);
				drop_feed(f);
			}
		}
		char acknowledged[64];
		gssize n = 0;
		while (n < 3 + round)
			n += read(pipes[0], acknowledged, 1);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		close(pipes[1]);
		gssize more;
		while ((more = read(pipes[0], acknowledged, 64)) > 0)
			n += more;
		close(pipes[0]);
		fixture_open(fx);
		assert_whole(fx);
		gint64 stored = db_int(fx->store, 0,
			"SELECT count(*) FROM article WHERE"
			" CAST(title AS INTEGER)/100000=?1",
			"i", (gint64)round);
		/* All or nothing per feed, and what was told is there. */
		g_assert_cmpint(stored % 20, ==, 0);
		g_assert_cmpint(stored, >=, n * 20);
		store_close(fx->store);
	}
	fixture_open(fx);
}

static void
test_full(Fixture *fx, gconstpointer data)
{
	Feed *f = feed_of(0, 50);
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	gint64 pages = db_int(fx->store, 0, "PRAGMA page_count", NULL);
	g_autofree char *limit = g_strdup_printf(
		"PRAGMA max_page_count=%" G_GINT64_FORMAT, pages + 3);
	g_assert_true(db_run(fx->store, NULL, limit, NULL));
	f = feed_of(1000, 500);
	GError *error = NULL;
	StoreIngested r = { 0 };
	g_assert_false(store_ingest(
		fx->store, fx->feed, f, NULL, NULL, NULL, &r, &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_FULL);
	g_assert_nonnull(strstr(error->message, "disk is full"));
	g_clear_error(&error);
	g_assert_cmpint(r.added, ==, 0);
	g_assert_cmpint(store_count(fx->store, NULL, 0, NULL), ==, 50);
	assert_whole(fx);
	/* With room again it works at once. */
	db_run(fx->store, NULL, "PRAGMA max_page_count=1000000", NULL);
	g_assert_true(store_ingest(
		fx->store, fx->feed, f, NULL, NULL, NULL, &r, &error));
	g_assert_cmpint(r.added, ==, 500);
	drop_feed(f);
}

static void
open_in_little_room(const char *path)
{
	GError *error = NULL;
	struct rlimit none = { 0, 0 };
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	Store *store = store_open(path, STORE_RW, &error);
	_exit(!store && strstr(error->message, g_strerror(EFBIG)) ? 0 : 1);
}

/* It is said what the system says, not only that there is an error. */
static void
test_no_room(Fixture *fx, gconstpointer data)
{
	int status = -1;
	store_close(fx->store);
	pid_t child = fork();
	if (child == 0)
		open_in_little_room(fx->path);
	waitpid(child, &status, 0);
	g_assert_cmpint(status, ==, 0);
	fixture_open(fx);
}

/* Several feeds in one transaction: all of them, or none. */
static void
test_together(Fixture *fx, gconstpointer data)
{
	for (int well = 0; well < 2; well++) {
		Store *other = store_open(fx->path, STORE_RO, NULL);
		g_assert_true(store_begin(fx->store, NULL));
		for (int i = 0; i < 3; i++) {
			Feed *f = feed_of(i * 20, 20);
			take_in(fx, fx->feed, f, NULL);
			drop_feed(f);
		}
		g_assert_cmpint(store_count(other, NULL, 0, NULL), ==, 0);
		g_assert_cmpint(store_commit(fx->store, well, NULL), ==, well);
		g_assert_cmpint(
			store_count(other, NULL, 0, NULL), ==, well * 60);
		store_close(other);
		assert_whole(fx);
	}
}

/* The log is copied into the file when it has grown to what it may be. */
static void
test_log(Fixture *fx, gconstpointer data)
{
	GStatBuf before, after;
	g_assert_cmpint(g_stat(fx->path, &before), ==, 0);
	for (int i = 0; i < 2; i++) {
		store_set_log(fx->store, i == 0 ? 512 : 1);
		Feed *f = feed_of(i * 10000, 10000);
		take_in(fx, fx->feed, f, NULL);
		drop_feed(f);
		g_assert_cmpint(g_stat(fx->path, &after), ==, 0);
		g_assert_cmpint(after.st_size > before.st_size, ==, i);
	}
}

static void
test_two_writers(Fixture *fx, gconstpointer data)
{
	pid_t child = fork();
	if (child == 0) {
		Store *s = store_open(fx->path, STORE_RW, NULL);
		bool ok = s != NULL;
		for (int i = 0; ok && i < 40; i++) {
			Feed *f = feed_of(i * 5, 5);
			ok = store_ingest(
				s, fx->feed, f, NULL, NULL, NULL, NULL, NULL);
			drop_feed(f);
		}
		_exit(!ok);
	}
	for (int i = 0; i < 200; i++) {
		g_autofree char *value = g_strdup_printf("%d", i);
		GError *error = NULL;
		store_set_state(fx->store, "n", value, &error);
		g_assert_no_error(error);
	}
	int status = -1;
	waitpid(child, &status, 0);
	g_assert_cmpint(status, ==, 0);
	g_assert_cmpint(store_count(fx->store, NULL, 0, NULL), ==, 200);
	assert_whole(fx);
}

static void
assert_refused(const char *path, StoreErrorCode code)
{
	g_autofree char *was = NULL, *is = NULL;
	gsize was_len, is_len;
	g_file_get_contents(path, &was, &was_len, NULL);
	GError *error = NULL;
	g_assert_null(store_open(path, STORE_RW, &error));
	g_assert_error(error, STORE_ERROR, (int)code);
	g_assert_nonnull(strstr(error->message, path));
	g_clear_error(&error);
	g_file_get_contents(path, &is, &is_len, NULL);
	g_assert_cmpmem(was, was_len, is, is_len);
}

static void
test_newer(Fixture *fx, gconstpointer data)
{
	db_run(fx->store, NULL, "PRAGMA user_version=99", NULL);
	store_close(fx->store);
	assert_refused(fx->path, STORE_ERROR_NEWER);
	fx->store = NULL;
}

/* What a courant wrote before the second version of the tables. */
static void
test_older(Fixture *fx, gconstpointer data)
{
	db_run(fx->store, NULL, "DROP INDEX feed_effective", NULL);
	db_run(fx->store, NULL, "PRAGMA user_version=1", NULL);
	store_close(fx->store);
	GError *error = NULL;
	g_assert_null(store_open(fx->path, STORE_RO, &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_MISSING);
	g_clear_error(&error);
	fx->store = store_open(fx->path, STORE_RW, &error);
	g_assert_no_error(error);
	g_assert_cmpint(db_int(fx->store, 0, "PRAGMA user_version", NULL), ==,
		SCHEMA_VERSION);
	g_autoptr(StoreFeed) feed = store_feed(fx->store, fx->feed, &error);
	g_assert_no_error(error);
	g_assert_cmpint(
		db_int(fx->store, 0,
			"SELECT count(*) FROM sqlite_schema"
			" WHERE name='feed_effective'",
			NULL),
		==, 1);
}

static void
test_not_ours(Fixture *fx, gconstpointer data)
{
	store_close(fx->store);
	fx->store = NULL;
	g_file_set_contents(fx->path,
		"my shopping list, much longer than "
		"any header could be, and of great value to me. My shopping "
		"list, much longer than any header could be.",
		-1, NULL);
	assert_refused(fx->path, STORE_ERROR_DAMAGED);
	sqlite3 *db;
	g_unlink(fx->path);
	sqlite3_open(fx->path, &db);
	sqlite3_exec(db, "CREATE TABLE t(a)", NULL, NULL, NULL);
	assert_refused(fx->path, STORE_ERROR_DAMAGED);
	/* Others number their versions, too. */
	sqlite3_exec(db, "PRAGMA user_version=1", NULL, NULL, NULL);
	sqlite3_close(db);
	assert_refused(fx->path, STORE_ERROR_DAMAGED);
}

/* What is written is on the disk; what belongs to an article goes with it;
 * and no file says what is to be run. */
static void
test_settings(Fixture *fx, gconstpointer data)
{
	static const struct {
		const char *pragma;
		gint64 value;
	} settings[] = { { "PRAGMA synchronous", 1 },
		{ "PRAGMA foreign_keys", 1 }, { "PRAGMA trusted_schema", 0 } };
	for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
		g_assert_cmpint(
			db_int(fx->store, -1, settings[i].pragma, NULL), ==,
			settings[i].value);
	GError *error = NULL;
	g_assert_false(db_run(fx->store, &error,
		"INSERT INTO plain VALUES(4711,'of no article')", NULL));
	g_clear_error(&error);
}

static void
test_damaged(Fixture *fx, gconstpointer data)
{
	Feed *f = feed_of(0, 200);
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	store_close(fx->store);
	g_autofree char *bytes = NULL;
	gsize len;
	g_file_get_contents(fx->path, &bytes, &len, NULL);
	memset(bytes + 8192, 0xA5, len / 2);
	g_file_set_contents(fx->path, bytes, (gssize)len, NULL);
	GError *error = NULL;
	fx->store = store_open(fx->path, STORE_RW, &error);
	if (fx->store)
		g_assert_false(store_check(fx->store, &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_DAMAGED);
	g_clear_error(&error);
}

static mode_t
mode_of(const char *path)
{
	struct stat st;
	g_assert_cmpint(stat(path, &st), ==, 0);
	return st.st_mode & 07777;
}

static void
test_private(Fixture *fx, gconstpointer data)
{
	g_autofree char *folder = g_build_filename(fx->folder, "new", NULL);
	g_autofree char *path = g_build_filename(folder, "store.db", NULL);
	g_autofree char *wal = g_strconcat(path, "-wal", NULL);
	mode_t old = umask(022);
	Store *s = store_open(path, STORE_RW, NULL);
	umask(old);
	g_assert_nonnull(s);
	g_assert_cmpint(mode_of(folder), ==, 0700);
	g_assert_cmpint(mode_of(path), ==, 0600);
	g_assert_cmpint(mode_of(wal), ==, 0600);
	store_close(s);
	g_unlink(path);
	g_rmdir(folder);
}

static void
test_read_only(Fixture *fx, gconstpointer data)
{
	Store *s = store_open(fx->path, STORE_RO, NULL);
	GError *error = NULL;
	g_assert_false(store_set_state(s, "a", "b", &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_READONLY);
	g_clear_error(&error);
	store_close(s);
	g_assert_null(store_open("/nowhere/at/all", STORE_RO, &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_MISSING);
	g_clear_error(&error);
}

/* Queries of the panes, and an index that each must use. */
static const char *const plans[][2] = {
	{ "", "article_date" },
	{ "is:unread", "article_unread" },
	{ "is:starred", "article_starred" },
	{ "is:updated", "article_changed" },
	{ "is:hidden", "article_hidden" },
	{ "feed:#1", "article_feed" },
	{ "feed:#1 is:unread", "article_feed_unread" },
	{ "since:7d", "article_date" },
	{ "label:x", "labelled_label" },
	{ "link:example.org", "target_key" },
	{ "rust", "VIRTUAL TABLE" },
	{ "id:5", "PRIMARY KEY" },
};

static char *
plan_of(Store *s, const char *query)
{
	g_autoptr(Query) q = query_parse(query, QUERY_PLAIN, NULL, NULL);
	QuerySql sql;
	query_sql_init(&sql, s);
	query_sql_add(&sql, q);
	g_autofree char *text = g_strdup_printf(
		"EXPLAIN QUERY PLAN SELECT " ROW_COLUMNS " FROM article a"
		" CROSS JOIN feed f ON f.id=a.feed WHERE %s AND %s"
		" ORDER BY a.date DESC,a.id DESC LIMIT 50",
		sql.wide ? "a.state<2" : "a.state=0", sql.where->str);
	GError *error = NULL;
	sqlite3_stmt *st = query_sql_prepare(&sql, s, text, &error);
	GString *plan = g_string_new(NULL);
	while (db_step(s, st, &error))
		g_string_append_printf(
			plan, "%s\n", (const char *)sqlite3_column_text(st, 3));
	g_assert_no_error(error);
	query_sql_clear(&sql);
	return g_string_free(plan, FALSE);
}

static void
test_plans(Fixture *fx, gconstpointer data)
{
	for (gsize i = 0; i < G_N_ELEMENTS(plans); i++) {
		g_autofree char *plan = plan_of(fx->store, plans[i][0]);
		g_test_message("%s:\n%s", plans[i][0], plan);
		g_assert_nonnull(strstr(plan, plans[i][1]));
		/* "SCAN a USING INDEX" walks in order and stops; "SCAN a"
		 * reads everything. */
		g_assert_null(strstr(plan, "SCAN a\n"));
	}
	static const char *const sorted[] = { "", "is:unread", "feed:#1",
		"is:starred", "since:7d" };
	for (gsize i = 0; i < G_N_ELEMENTS(sorted); i++) {
		g_autofree char *plan = plan_of(fx->store, sorted[i]);
		g_assert_null(strstr(plan, "FOR ORDER BY"));
	}
}

/* A step of a kind that only a newer courant knows. */
static void
test_unknown_step(Fixture *fx, gconstpointer data)
{
	GError *error = NULL;
	sqlite3 *db;
	sqlite3_open(fx->path, &db);
	g_assert_cmpint(sqlite3_exec(db,
				"INSERT INTO undo(session,at,act,ids)"
				" VALUES('x',0,99,x'0100000000000000')",
				NULL, NULL, NULL),
		==, SQLITE_OK);
	sqlite3_close(db);
	g_assert_null(store_undo(fx->store, NULL, &error));
	g_assert_no_error(error);
}

/* A list of thousands is looked up feed by feed. */
static void
test_no_scan(Fixture *fx, gconstpointer data)
{
	GHashTableIter iter;
	gpointer sql, st;
	int seen = 0;
	g_assert_cmpint(
		store_feed_by_url(fx->store, "https://none.test/"), ==, 0);
	g_hash_table_iter_init(&iter, fx->store->statements);
	while (g_hash_table_iter_next(&iter, &sql, &st)) {
		if (!strstr(sql, "OR effective_key=?1"))
			continue;
		seen++;
		g_assert_cmpint(sqlite3_stmt_status(st,
					SQLITE_STMTSTATUS_FULLSCAN_STEP, 0),
			==, 0);
	}
	g_assert_cmpint(seen, ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, fn)                                                          \
	g_test_add("/safety/" name, Fixture, NULL, fixture_set_up, fn,         \
		fixture_tear_down)
	ADD("kill", test_kill);
	ADD("full", test_full);
	ADD("no-room", test_no_room);
	ADD("together", test_together);
	ADD("log", test_log);
	ADD("two-writers", test_two_writers);
	ADD("newer", test_newer);
	ADD("older", test_older);
	ADD("not-ours", test_not_ours);
	ADD("settings", test_settings);
	ADD("damaged", test_damaged);
	ADD("read-only", test_read_only);
	ADD("private", test_private);
	ADD("plans", test_plans);
	ADD("unknown-step", test_unknown_step);
	ADD("no-scan", test_no_scan);
	return g_test_run();
}
