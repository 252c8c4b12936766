/* SPDX-License-Identifier: MIT
 *
 * The query language: what it finds, and where it says a query is wrong.
 */
#include <config.h>

#include "fixture.h"

#include "store/node.h"

/* As feeds write that name days only. */
#define MIDNIGHT (NOON - 12 * 3600)

static void
fill(Fixture *fx)
{
	static const char *const groups[] = { "Tech/Rust", NULL };
	StoreSubscription subs[] = { { .url = "https://example.org/feed.xml",
					     .groups = groups },
		{ .url = "https://twir.example/rss", .name = "TWIR" } };
	store_subscribe(fx->store, subs, 2, NULL);
	Feed *f = make_feed("Example");
	add_entry(f, "1", "https://example.org/1", "Memory safety in C",
		"rust helps; café au lait", NOON - 100);
	add_entry(f, "2", "https://example.org/2", "東京大学の研究",
		"日本語の本文 with Köln", NOON - 200);
	add_entry(f, "3", "https://example.org/jobs", "Jobs",
		"rust jobs, safety of memory", MIDNIGHT - 86400 * 10);
	FeedEntry *e = add_entry(f, "4", NULL, "Emoji ☕ only",
		"C++ and => arrows", NOON - 86400 * 40);
	e->tags = g_ptr_array_new_with_free_func(g_free);
	FeedTag *tag = g_new0(FeedTag, 1);
	tag->term = (char *)(guintptr) "async";
	g_ptr_array_add(e->tags, tag);
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	f = make_feed("This Week");
	add_entry(f, "1", "https://twir.example/1", "Issue 664",
		"async await computing", NOON - 86400);
	take_in(fx, store_feed_by_url(fx->store, "https://twir.example/rss"), f,
		NULL);
	drop_feed(f);
	StoreLink links[] = { { 1, STORE_LINK_TEXT,
		"https://blog.rust-lang.org/2025/08/", "blog", NULL, 0 } };
	StoreDoc doc = { links, 1, "rust helps; café au lait", 3 };
	store_prepared(fx->store, id_of(fx, "title:memory"), &doc, NULL);
	gint64 id = id_of(fx, "title:jobs");
	store_act(fx->store, STORE_STAR, NULL, &id, 1, NULL);
	store_act(fx->store, STORE_MARK_READ, NULL, &id, 1, NULL);
	store_act(fx->store, STORE_LABEL, "Later on", &id, 1, NULL);
}

static const char *const found[][2] = {
	{ "", "Memory safety in C|東京大学の研究|Issue 664|Jobs|Emoji ☕ only" },
	{ "RUST", "Memory safety in C|Jobs" },
	{ "rust -jobs", "Memory safety in C" },
	{ "rust NOT jobs", "Memory safety in C" },
	{ "rust --jobs", "Jobs" },
	{ "\"memory safety\"", "Memory safety in C" },
	{ "safety memory", "Memory safety in C|Jobs" },
	{ "cafe", "Memory safety in C" },
	{ "koln", "東京大学の研究" },
	{ "東京", "東京大学の研究" },
	{ "大学", "東京大学の研究" },
	{ "京東", "" },
	{ "本文", "東京大学の研究" },
	{ "comput*", "Issue 664" },
	{ "comput", "" },
	{ "await OR lait", "Memory safety in C|Issue 664" },
	{ "(await OR rust) -is:read", "Memory safety in C|Issue 664" },
	{ "title:jobs", "Jobs" },
	{ "title:rust", "" },
	{ "feed:twir", "Issue 664" },
	{ "feed:example.org jobs", "Jobs" },
	{ "group:tech safety", "Memory safety in C|Jobs" },
	{ "group:tech/rust title:jobs", "Jobs" },
	{ "group:te", "" },
	{ "is:starred", "Jobs" },
	{ "is:read", "Jobs" },
	{ "label:\"later on\"", "Jobs" },
	{ "label:later", "" },
	{ "tag:async", "Emoji ☕ only" },
	{ "since:7d", "Memory safety in C|東京大学の研究|Issue 664" },
	{ "since:today", "Memory safety in C|東京大学の研究" },
	{ "since:yesterday before:today", "Issue 664" },
	{ "before:2025-08", "Emoji ☕ only" },
	{ "since:2025-08-21 is:starred", "Jobs" },
	{ "before:2025-08-21 is:starred", "" },
	{ "since:2025-08-01 before:1w", "Jobs" },
	{ "link:rust-lang.org", "Memory safety in C" },
	{ "link:blog.rust-lang.org/2025", "Memory safety in C" },
	{ "link:lang.org", "" },
	{ "link:blog", "Memory safety in C" },
	{ "url:JOBS", "Jobs" },
	{ "/C\\+\\+/", "Emoji ☕ only" },
	{ "/RUST/", "" },
	{ "/RUST/i", "Memory safety in C|Jobs" },
	{ "title:/^Issue \\d+$/", "Issue 664" },
	{ "☕", "Emoji ☕ only" },
	{ "\"=>\"", "Emoji ☕ only" },
	{ "is:hidden", "" },
	{ "has:links", "Memory safety in C" },
	{ "\"it's; DROP TABLE article\"", "" },
	{ "% OR _", "" },
	{ "-\"\" rust", "Memory safety in C|Jobs" },
	{ "https://example.org/nothing", "" },
};

static void
test_found(Fixture *fx, gconstpointer data)
{
	fill(fx);
	for (int waiting = 0; waiting < 2; waiting++) {
		for (gsize i = 0; i < G_N_ELEMENTS(found); i++) {
			g_test_message("%s", found[i][0]);
			assert_titles(fx, found[i][0], found[i][1]);
		}
		int left = 1;
		while (left)
			store_index_pending(fx->store, 10, &left, NULL);
	}
}

static void
test_not_indexed_yet(Fixture *fx, gconstpointer data)
{
	Feed *f = make_feed("Example");
	FeedEntry *e = add_entry(f, "1", NULL, "Fresh", "x", NOON);
	e->authors = NULL;
	StoreDoc doc = { .text = "brand new words 日本語" };
	const StoreDoc *docs[] = { &doc };
	g_assert_true(store_ingest(
		fx->store, fx->feed, f, docs, NULL, NULL, NULL, NULL));
	drop_feed(f);
	static const char *const queries[] = { "brand", "\"new words\"",
		"title:fresh", "wor*", "日本", "brand -old", "old OR fresh" };
	for (gsize i = 0; i < G_N_ELEMENTS(queries); i++)
		assert_titles(fx, queries[i], "Fresh");
	assert_titles(fx, "\"words new\"", "");
}

static const struct {
	const char *text;
	gsize offset;
} wrong[] = {
	{ "rust (a", 5 },
	{ "a \"b", 2 },
	{ "is:unraed", 0 },
	{ "x since:soon", 2 },
	{ "since:2025-13-01", 0 },
	{ "since:12-01", 0 },
	{ "titel:x", 0 },
	{ "a title:", 2 },
	{ "a -", 2 },
	{ "a OR", 4 },
	{ "OR a", 0 },
	{ "a )", 2 },
	{ "/(/", 0 },
	{ "/abc", 0 },
	{ "//", 0 },
	{ "id:x", 0 },
	{ "id:0", 0 },
};

static void
test_wrong(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autoptr(GError) error = NULL;
		gsize offset = 99;
		g_test_message("%s", wrong[i].text);
		g_assert_null(query_parse(
			wrong[i].text, QUERY_PLAIN, &offset, &error));
		g_assert_error(error, QUERY_ERROR, 0);
		g_assert_cmpuint(offset, ==, wrong[i].offset);
	}
}

/* Each beginning of a good query is good while it is being typed. */
static void
test_typing(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(found); i++) {
		const char *whole = found[i][0];
		if (strchr(whole, '/') || strchr(whole, '2'))
			continue;
		for (gsize n = 0; n <= strlen(whole); n++) {
			g_autofree char *text = g_strndup(whole, n);
			if (!g_utf8_validate(text, -1, NULL))
				continue;
			g_autoptr(GError) error = NULL;
			g_autoptr(Query) q =
				query_parse(text, QUERY_TYPING, NULL, &error);
			g_assert_no_error(error);
			g_assert_nonnull(q);
		}
	}
}

/* What is being typed is the beginning of a word, but for a single letter. */
static void
test_beginnings(Fixture *fx, gconstpointer data)
{
	static const struct {
		const char *text;
		guint n;
	} cases[] = { { "r", 0 }, { "ru", 2 }, { "title:j", 1 }, { "ru ", 0 } };
	fill(fx);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Query) q = query_parse(
			cases[i].text, QUERY_TYPING, NULL, NULL);
		g_autoptr(GPtrArray) rows = store_list(
			fx->store, q, STORE_NEWEST, NULL, 9, NULL);
		g_assert_cmpuint(rows->len, ==, cases[i].n);
	}
}

static void
test_limits(void)
{
	g_autofree char *deep = g_strnfill(2000, '(');
	g_autofree char *minus = g_strnfill(4000, '-');
	g_autofree char *lengthy = g_strnfill(5000, 'a');
	GString *many = g_string_new(NULL);
	for (int i = 0; i < 1000; i++)
		g_string_append(many, "a ");
	g_autofree char *open = g_strnfill(40, '('), *end = g_strnfill(40, ')');
	g_autofree char *nested = g_strconcat(open, "a", end, NULL);
	const char *texts[] = { deep, nested, minus, lengthy, many->str, "\xff\xfe" };
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GError) error = NULL;
		gsize offset = 0;
		g_assert_null(
			query_parse(texts[i], QUERY_PLAIN, &offset, &error));
		g_assert_nonnull(error);
		g_assert_cmpuint(offset, <=, strlen(texts[i]));
	}
	g_string_free(many, TRUE);
}

static void
test_random(Fixture *fx, gconstpointer data)
{
	static const char *const bits[] = { "a", " ", "-", "(", ")", "\"", "/",
		"OR", "NOT", "is:", "unread", "since:", "7d", "title:", "*",
		"日", ":", "\\", "link:", "%", "'", "feed:", "#1",
		"tag:", "é" };
	fill(fx);
	for (int round = 0; round < 400; round++) {
		g_autoptr(GString) text = g_string_new(NULL);
		int n = g_test_rand_int_range(0, 12);
		for (int i = 0; i < n; i++)
			g_string_append(text,
				bits[g_test_rand_int_range(
					0, G_N_ELEMENTS(bits))]);
		gsize offset = 0;
		g_autoptr(GError) error = NULL;
		g_autoptr(Query) q = query_parse(text->str,
			round % 2 ? QUERY_TYPING : QUERY_PLAIN, &offset,
			&error);
		g_assert_true((q == NULL) == (error != NULL));
		g_assert_cmpuint(offset, <=, text->len);
		if (!q)
			continue;
		g_test_message("%s", text->str);
		g_autoptr(GPtrArray) rows =
			store_list(fx->store, q, STORE_NEWEST, NULL, 5, &error);
		g_assert_no_error(error);
	}
}

static void
test_moments(void)
{
	static const struct {
		const char *text;
		gint64 then;
	} cases[] = { { "since:5h", NOON - 5 * 3600 },
		{ "since:3d", NOON - 3 * 86400 },
		{ "since:2w", NOON - 14 * 86400 },
		{ "since:2m", NOON - 62 * 86400 },
		{ "since:1y", NOON - 365 * 86400 },
		{ "since:2025-08-31", NOON - 43200 } };
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Query) q = query_parse(
			cases[i].text, QUERY_PLAIN, NULL, NULL);
		g_test_message("%s", cases[i].text);
		g_assert_cmpint(query_moment(q, NOON), ==, cases[i].then);
	}
}

static void
test_words(void)
{
	g_autoptr(Query) q = query_parse(
		"rust -jobs \"memory safety\" OR title:x is:unread author:me",
		QUERY_PLAIN, NULL, NULL);
	g_auto(GStrv) words = query_words(q);
	g_autofree char *line = g_strjoinv("|", words);
	g_assert_cmpstr(line, ==, "rust|memory safety|x");
}

/* A pattern that is slow on every article ends in words, and the store is
 * well afterwards. */
static void
test_patience(Fixture *fx, gconstpointer data)
{
	subscribe(fx, "https://slow.example/", NULL);
	gint64 feed = store_feed_by_url(fx->store, "https://slow.example/");
	Feed *f = make_feed("Slow");
	g_autofree char *text = g_strnfill(20000, 'a');
	for (int i = 0; i < 3000; i++) {
		g_autofree char *id = g_strdup_printf("slow-%d", i);
		add_entry(f, id, NULL, id, i % 100 ? "a" : text, NOON);
	}
	take_in(fx, feed, f, NULL);
	drop_feed(f);
	g_autoptr(Query) q =
		query_parse("/(a+)+b(a+)+c/", QUERY_PLAIN, NULL, NULL);
	g_autoptr(GError) error = NULL;
	store_set_patience(fx->store, 1);
	g_assert_null(store_list(fx->store, q, STORE_NEWEST, NULL, 9, &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_SLOW);
	/* What was asked for once is done, however long it takes. */
	g_autoptr(Query) all = query_parse(
		"/a/ -/(a+)+b(a+)+c/", QUERY_PLAIN, NULL, NULL);
	g_assert_cmpint(store_act_on(fx->store, STORE_MARK_READ, NULL, all,
				NULL),
		==, 3000);
	store_set_patience(fx->store, 0);
	g_autoptr(GPtrArray) rows =
		store_list(fx->store, NULL, STORE_NEWEST, NULL, 9, NULL);
	g_assert_cmpint(rows->len, ==, 9);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_setenv("COURANT_NOW", "1756641600", TRUE);
#define ADD(name, fn)                                                          \
	g_test_add("/query/" name, Fixture, NULL, fixture_set_up, fn,          \
		fixture_tear_down)
	ADD("found", test_found);
	ADD("beginnings", test_beginnings);
	ADD("not-indexed-yet", test_not_indexed_yet);
	ADD("random", test_random);
	ADD("patience", test_patience);
	g_test_add_func("/query/wrong", test_wrong);
	g_test_add_func("/query/typing", test_typing);
	g_test_add_func("/query/limits", test_limits);
	g_test_add_func("/query/moments", test_moments);
	g_test_add_func("/query/words", test_words);
	return g_test_run();
}
