/* SPDX-License-Identifier: MIT
 *
 * Which entry is which article; rules; retention.
 */
#include <config.h>

#include "fixture.h"

static StoreIngested
take_one(Fixture *fx, const char *id, const char *link, const char *title,
	const char *body, gint64 date)
{
	Feed *f = make_feed("Example");
	add_entry(f, id, link, title, body, date);
	StoreIngested r = take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	return r;
}

#define A "https://example.org/a"

/* The first entry, the second one, and what the second is. */
static const struct {
	const char *what;
	struct {
		const char *id, *link, *title, *body;
		gint64 date;
	} e[2];
	int added, updated;
} churn[] = {
	{ "same", { { "1", A, "T", "b", NOON }, { "1", A, "T", "b", NOON } }, 0,
		0 },
	{ "title edited",
		{ { "1", A, "T", "b", NOON }, { "1", A, "U", "b", NOON } }, 0,
		1 },
	{ "date edited",
		{ { "1", A, "T", "b", NOON }, { "1", A, "T", "b", NOON + 9 } },
		0, 0 },
	{ "link edited",
		{ { "1", A, "T", "b", NOON }, { "1", A "b", "T", "b", NOON } },
		0, 0 },
	{ "ids changed",
		{ { "1", A, "T", "b", NOON }, { "2", A, "T", "b", NOON } }, 0,
		0 },
	{ "ids and dates changed",
		{ { "1", A, "T", "b", NOON }, { "2", A, "T", "b", NOON + 9 } },
		0, 0 },
	{ "another entry on one page, neither dated",
		{ { "1", A, "T", "b", 0 }, { "2", A, "U", "c", 0 } }, 1, 0 },
	{ "id and title changed, date kept",
		{ { "1", A, "T", "b", NOON }, { "2", A, "U", "b", NOON } }, 0,
		1 },
	{ "another entry on one page",
		{ { "1", A, "T", "b", NOON }, { "2", A, "U", "c", NOON + 9 } },
		1, 0 },
	{ "https and slash, no id",
		{ { NULL, A, "T", "b", NOON },
			{ NULL, "http://example.org/a/", "T", "b", NOON } },
		0, 0 },
	{ "no id, another link",
		{ { NULL, A, "T", "b", NOON },
			{ NULL, A "b", "T", "b", NOON } },
		1, 0 },
	{ "neither, date edited",
		{ { NULL, NULL, "T", "b", NOON },
			{ NULL, NULL, "T", "b", NOON + 9 } },
		0, 0 },
	{ "ids are told apart by case",
		{ { "a", A, "T", "b", NOON }, { "A", A "b", "U", "c", NOON } },
		1, 0 },
	{ "neither, other title",
		{ { NULL, NULL, "T", "b", NOON },
			{ NULL, NULL, "U", "b", NOON } },
		1, 0 },
	{ "neither, other body",
		{ { NULL, NULL, "T", "b", NOON },
			{ NULL, NULL, "T", "c", NOON } },
		1, 0 },
};

static void
test_identity(Fixture *fx, gconstpointer data)
{
	for (gsize i = 0; i < G_N_ELEMENTS(churn); i++) {
		g_test_message("%s", churn[i].what);
		g_autofree char *url =
			g_strdup_printf("https://f%zu.example/", i);
		subscribe(fx, url, NULL);
		fx->feed = store_feed_by_url(fx->store, url);
		StoreIngested r = { 0 };
		for (int k = 0; k < 2; k++)
			r = take_one(fx, churn[i].e[k].id, churn[i].e[k].link,
				churn[i].e[k].title, churn[i].e[k].body,
				churn[i].e[k].date);
		g_assert_cmpint(r.added, ==, churn[i].added);
		g_assert_cmpint(r.updated, ==, churn[i].updated);
	}
}

/* An id changes only if the old one is gone, and it is clear which it was. */
static void
test_ids_that_stay(Fixture *fx, gconstpointer data)
{
	take_one(fx, "1", A, "T", "b", NOON);
	Feed *f = make_feed("Example");
	add_entry(f, "2", A, "T", "c", NOON);
	add_entry(f, "1", A "b", "T", "b", NOON);
	g_assert_cmpint(take_in(fx, fx->feed, f, NULL).added, ==, 1);
	g_assert_cmpint(store_find_url(fx->store, A "b"), ==, 1);
	drop_feed(f);
	f = make_feed("Example");
	add_entry(f, "3", A, "T", "d", NOON);
	add_entry(f, "4", A, "U", "e", NOON);
	g_assert_cmpint(take_in(fx, fx->feed, f, NULL).added, ==, 2);
	drop_feed(f);
	/* Three have this page by now. */
	g_assert_cmpint(
		take_one(fx, "5", A, "T", "f", NOON).added, ==, 1);
	assert_titles(fx, "", "T|U|T|T|T");
	/* From then on it goes by the new one. */
	take_one(fx, "6", A "6", "Six", "b", NOON);
	take_one(fx, "7", A "6", "Six", "b", NOON);
	StoreIngested r = take_one(fx, "7", A "6", "Seven", "b", NOON + 9);
	g_assert_cmpint(r.added, ==, 0);
}

static void
test_long_ids(Fixture *fx, gconstpointer data)
{
	g_autofree char *id = g_strnfill(5000, 'x');
	take_one(fx, id, A, "One", "b", NOON);
	g_assert_cmpint(take_one(fx, id, A, "One", "b", NOON).added, ==, 0);
	id[4999] = 'y';
	take_one(fx, id, A "2", "Two", "c", NOON - 1);
	assert_titles(fx, "", "One|Two");
}

/* What changes besides title and text is taken over, too. */
static void
test_changes_are_taken(Fixture *fx, gconstpointer data)
{
	char name[] = "Ann", term[] = "rust", href[] = A ".mp3", other[] = "Ben";
	FeedPerson author = { .name = name };
	FeedTag tag = { .term = term };
	FeedLink sound = { .href = href, .medium = "audio/*" };
	Feed *f = make_feed("Example");
	FeedEntry *e = add_entry(f, "1", A, "T", "b", NOON);
	e->authors = g_ptr_array_new();
	e->tags = g_ptr_array_new();
	e->enclosures = g_ptr_array_new();
	take_in(fx, fx->feed, f, NULL);
	gint64 id = id_of(fx, "");
	g_ptr_array_add(e->authors, &author);
	take_in(fx, fx->feed, f, NULL);
	assert_titles(fx, "author:ann", "T");
	author.name = other;
	take_in(fx, fx->feed, f, NULL);
	assert_titles(fx, "author:ben", "T");
	g_ptr_array_add(e->tags, &tag);
	take_in(fx, fx->feed, f, NULL);
	assert_titles(fx, "tag:rust", "T");
	tag.term = other;
	take_in(fx, fx->feed, f, NULL);
	assert_titles(fx, "tag:ben", "T");
	e->updated = NOON + 60;
	take_in(fx, fx->feed, f, NULL);
	g_ptr_array_add(e->enclosures, &sound);
	take_in(fx, fx->feed, f, NULL);
	g_autoptr(StoreArticle) a = store_article(fx->store, id, NULL);
	g_assert_cmpint(a->row.updated, ==, NOON + 60);
	g_assert_cmpuint(a->enclosures->len, ==, 1);
	e->updated = NOON + 120;
	take_in(fx, fx->feed, f, NULL);
	g_autoptr(StoreArticle) b = store_article(fx->store, id, NULL);
	g_assert_cmpint(b->row.updated, ==, NOON + 120);
	g_assert_cmpuint(b->enclosures->len, ==, 1);
	const StoreEnclosure *kept = b->enclosures->pdata[0];
	g_assert_cmpstr(kept->type, ==, "audio/*");
	assert_titles(fx, "is:updated", "");
	/* What is not said any more is kept. */
	g_clear_pointer(&f->link, g_free);
	g_free(f->title);
	f->title = g_strdup("Other");
	take_in(fx, fx->feed, f, NULL);
	g_autoptr(StoreFeed) feed = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpstr(feed->site, ==, "https://example.org/");
	drop_feed(f);
}

/* Somebody else may have taken a feed or an article away meanwhile. */
static void
test_gone_meanwhile(Fixture *fx, gconstpointer data)
{
	Feed *f = make_feed("Example");
	GError *error = NULL;
	add_entry(f, "1", NULL, "T", "b", NOON);
	g_assert_false(store_ingest(
		fx->store, 999, f, NULL, NULL, NULL, NULL, &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_GONE);
	g_clear_error(&error);
	g_assert_true(store_ingest(
		fx->store, fx->feed, f, NULL, NULL, NULL, NULL, NULL));
	drop_feed(f);
	gint64 ids[] = { 999, id_of(fx, "") };
	StoreDoc doc = { .text = "words", .minutes = 3 };
	const StoreDoc *docs[] = { &doc, &doc };
	g_assert_true(store_prepare(fx->store, ids, docs, 2, &error));
	g_assert_no_error(error);
	g_autoptr(StoreRow) row = store_row(fx->store, ids[1], NULL);
	g_assert_cmpint(row->minutes, ==, 3);
}

/* Who says nothing else wrote it for the feed; who has no name, an address. */
static void
test_authors(Fixture *fx, gconstpointer data)
{
	char name[] = "Ann", email[] = "ben@example.org";
	FeedPerson ann = { .name = name }, ben = { .email = email };
	Feed *f = make_feed("Example");
	f->authors = g_ptr_array_new();
	g_ptr_array_add(f->authors, &ann);
	g_ptr_array_add(f->authors, &ben);
	FeedEntry *own = add_entry(f, "1", NULL, "Own", "b", NOON);
	add_entry(f, "2", NULL, "Other", "c", NOON);
	own->authors = g_ptr_array_new();
	g_ptr_array_add(own->authors, &ben);
	take_in(fx, fx->feed, f, NULL);
	g_autoptr(StoreRow) one = store_row(fx->store, 1, NULL);
	g_autoptr(StoreRow) two = store_row(fx->store, 2, NULL);
	g_assert_cmpstr(one->author, ==, "ben@example.org");
	g_assert_cmpstr(two->author, ==, "Ann, ben@example.org");
	g_ptr_array_unref(f->authors);
	drop_feed(f);
}

static void
test_flags_stay(Fixture *fx, gconstpointer data)
{
	take_one(fx, "1", A, "Old", "old words", NOON);
	gint64 id = id_of(fx, "");
	store_act(fx->store, STORE_STAR, NULL, &id, 1, NULL);
	store_act(fx->store, STORE_MARK_READ, NULL, &id, 1, NULL);
	take_one(fx, "1", A, "New", "new words", NOON);
	assert_titles(fx, "is:starred is:read is:updated", "New");
	assert_titles(fx, "\"old words\"", "");
	assert_titles(fx, "\"new words\"", "New");
	/* What nobody sees does not take the mark away. */
	take_one(fx, "1", A "?x", "New", "new words", NOON);
	assert_titles(fx, "is:starred is:read is:updated", "New");
	store_act(fx->store, STORE_SEEN, NULL, &id, 1, NULL);
	assert_titles(fx, "is:updated", "");
}

static void
test_twice_in_one_feed(Fixture *fx, gconstpointer data)
{
	for (int round = 0; round < 2; round++) {
		Feed *f = make_feed("Example");
		add_entry(f, "1", A, "First", "x", NOON);
		add_entry(f, "1", A, "Second", "y", NOON);
		StoreIngested r = take_in(fx, fx->feed, f, NULL);
		drop_feed(f);
		g_assert_cmpint(r.added, ==, round == 0);
		g_assert_cmpint(r.updated, ==, 0);
	}
	assert_titles(fx, "", "First");
}

static void
test_compare(Fixture *fx, gconstpointer data)
{
	Feed *f = make_feed("Example");
	add_entry(f, "1", A, "T", "b", NOON);
	add_entry(f, "2", A "2", "U", "c", NOON);
	guint8 *v = store_compare(fx->store, fx->feed, f, NULL);
	g_assert_cmpint(v[0], ==, STORE_ENTRY_NEW);
	g_free(v);
	take_in(fx, fx->feed, f, NULL);
	FeedEntry *e = f->entries->pdata[1];
	g_free(e->title);
	e->title = g_strdup("changed");
	v = store_compare(fx->store, fx->feed, f, NULL);
	g_assert_cmpint(v[0], ==, STORE_ENTRY_SAME);
	g_assert_cmpint(v[1], ==, STORE_ENTRY_CHANGED);
	g_free(v);
	drop_feed(f);
}

static void
test_dates(Fixture *fx, gconstpointer data)
{
	static const struct {
		gint64 published, date;
	} dates[] = { { 0, NOON }, { 86400, NOON }, { NOON + 3 * 86400, NOON },
		{ -5, NOON }, { NOON + 3600, NOON + 3600 },
		{ NOON - 3600, NOON - 3600 } };
	for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
		g_autofree char *id = g_strdup_printf("%zu", i);
		take_one(fx, id, NULL, id, id, dates[i].published);
		g_autoptr(StoreRow) row =
			store_row(fx->store, (gint64)i + 1, NULL);
		g_assert_cmpint(row->date, ==, dates[i].date);
		g_assert_cmpint(row->published, ==, dates[i].published);
	}
}

static void
test_rules(Fixture *fx, gconstpointer data)
{
	g_autoptr(QueryRules) rules = query_rules_new();
	static const char *const star[] = { "star", "label", "must read",
		NULL };
	static const char *const hide[] = { "mark-read", "hide", NULL };
	static const char *const bad[] = { "explode", NULL };
	GError *error = NULL;
	g_assert_true(query_rules_add(rules, "\"memory safety\"", star, NULL));
	g_assert_true(query_rules_add(
		rules, "title:sponsored feed:example", hide, NULL));
	g_assert_false(query_rules_add(rules, "x", bad, &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_false(query_rules_add(rules, "x", bad + 1, &error));
	g_assert_nonnull(strstr(error->message, "needs an action"));
	g_clear_error(&error);
	g_assert_false(query_rules_add(rules, "is:x", star, &error));
	g_clear_error(&error);
	Feed *f = make_feed("Example");
	add_entry(f, "1", NULL, "One", "about memory safety", NOON);
	add_entry(f, "2", NULL, "Sponsored: buy", "x", NOON + 1);
	add_entry(f, "3", NULL, "Three", "memory and safety", NOON + 2);
	take_in(fx, fx->feed, f, rules);
	drop_feed(f);
	assert_titles(fx, "", "Three|One");
	assert_titles(fx, "is:starred label:\"must read\"", "One");
	assert_titles(fx, "is:hidden is:read", "Sponsored: buy");
}

static Feed *
ten_entries(void)
{
	Feed *f = make_feed("Example");
	for (int i = 0; i < 10; i++) {
		g_autofree char *id = g_strdup_printf("%d", i);
		add_entry(f, id, NULL, id, id, NOON - i * 86400);
	}
	return f;
}

static void
test_retention(Fixture *fx, gconstpointer data)
{
	Feed *f = ten_entries();
	take_in(fx, fx->feed, f, NULL);
	gint64 star = id_of(fx, "title:9"), label = id_of(fx, "title:8");
	gint64 unread = id_of(fx, "title:7");
	store_act_on(fx->store, STORE_MARK_READ, NULL, NULL, NULL);
	store_act(fx->store, STORE_STAR, NULL, &star, 1, NULL);
	store_act(fx->store, STORE_LABEL, "x", &label, 1, NULL);
	store_act(fx->store, STORE_MARK_UNREAD, NULL, &unread, 1, NULL);
	int removed = -1;
	store_tidy(fx->store, 0, 0, &removed, NULL);
	g_assert_cmpint(removed, ==, 0);
	g_assert_true(store_tidy(fx->store, 0, 3, &removed, NULL));
	g_assert_cmpint(removed, ==, 4);
	assert_titles(fx, "", "0|1|2|7|8|9");
	/* They are still in the feed, and stay away; so does their text. */
	StoreIngested r = take_in(fx, fx->feed, f, NULL);
	g_assert_cmpint(r.added, ==, 0);
	assert_titles(fx, "", "0|1|2|7|8|9");
	drop_feed(f);
	/* By age: first seen long ago, and dated long ago. */
	g_setenv("COURANT_NOW", "1759233600", TRUE); /* 30 days on */
	g_assert_true(store_tidy(fx->store, 31, 0, &removed, NULL));
	g_assert_cmpint(removed, ==, 0);
	g_assert_true(store_tidy(fx->store, 20, 0, &removed, NULL));
	g_assert_cmpint(removed, ==, 3);
	assert_titles(fx, "", "7|8|9");
	g_setenv("COURANT_NOW", "1756641600", TRUE);
}

/* Whatever is done, undoing all of it gives the state before, and counts
 * agree with the articles. */
static void
test_undo_restores(Fixture *fx, gconstpointer data)
{
	Feed *f = ten_entries();
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	for (int i = 0; i < 60; i++) {
		StoreAct act = (StoreAct)g_test_rand_int_range(0, STORE_SEEN);
		gint64 ids[4];
		for (int k = 0; k < 4; k++)
			ids[k] = g_test_rand_int_range(1, 12);
		g_assert_cmpint(store_act(fx->store, act, i % 2 ? "a" : "b",
					ids, 4, NULL),
			>=, 0);
	}
	g_autoptr(StoreFeed) feed = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpint(
		feed->total, ==, store_count(fx->store, NULL, 1000, NULL));
	g_autoptr(Query) unread =
		query_parse("is:unread", QUERY_PLAIN, NULL, NULL);
	g_assert_cmpint(
		feed->unread, ==, store_count(fx->store, unread, 0, NULL));
	for (;;) {
		g_autofree char *words = store_undo(fx->store, NULL, NULL);
		if (!words)
			break;
	}
	assert_titles(fx, "is:unread", "0|1|2|3|4|5|6|7|8|9");
	assert_titles(fx, "is:starred OR label:a OR label:b OR is:hidden", "");
}

static void
test_links(Fixture *fx, gconstpointer data)
{
	subscribe(
		fx, "https://example.org/feed.xml", "https://b.example/", NULL);
	gint64 other = store_feed_by_url(fx->store, "https://b.example/");
	take_one(fx, "1", A, "One", "x", NOON);
	gint64 one = id_of(fx, "title:one");
	Feed *f = make_feed("B");
	add_entry(f, "1", NULL, "Two", "y", NOON - 60);
	take_in(fx, other, f, NULL);
	drop_feed(f);
	gint64 two = id_of(fx, "title:two");
	StoreLink a[] = { { 1, STORE_LINK_TEXT, "https://x.example/p", "p", "H",
				  2 },
		{ 2, STORE_LINK_TEXT, "https://x.example/q", "q", NULL, 0 } };
	StoreLink b[] = { { 1, STORE_LINK_TEXT, "http://x.example/p/", "P",
		NULL, 0 } };
	StoreLink pictures[] = { a[0], a[1] };
	pictures[1].kind = STORE_LINK_IMAGE;
	StoreDoc da = { a, 2, "x", 1 }, db = { b, 1, "y", 1 };
	g_assert_true(store_prepared(fx->store, one, &da, NULL));
	g_assert_true(store_prepared(fx->store, two, &db, NULL));
	store_link_opened(fx->store, "https://x.example/p#there", NULL);
	g_autoptr(GPtrArray) links = store_links(fx->store, one, NULL);
	g_assert_cmpuint(links->len, ==, 2);
	StoreLinkRow *p = links->pdata[0], *q = links->pdata[1];
	g_assert_cmpint(p->opened, ==, NOON);
	g_assert_cmpint(p->also, ==, 1);
	g_assert_cmpstr(p->heading, ==, "H");
	g_assert_cmpint(q->opened, ==, 0);
	g_assert_cmpint(q->also, ==, 0);
	g_autoptr(GHashTable) opened =
		store_links_opened(fx->store, one, NULL);
	g_assert_cmpuint(g_hash_table_size(opened), ==, 2);
	g_assert_nonnull(g_hash_table_lookup(opened, p->url));
	g_assert_null(g_hash_table_lookup(opened, q->url));
	g_autoptr(GPtrArray) back = store_links(fx->store, two, NULL);
	g_assert_cmpstr(((StoreLinkRow *)back->pdata[0])->url, ==,
		"http://x.example/p/");
	g_autoptr(GPtrArray) also = store_also(fx->store, one, 3, NULL);
	g_assert_cmpuint(also->len, ==, 1);
	g_assert_cmpstr(((StoreAlso *)also->pdata[0])->title, ==, "Two");
	g_assert_cmpstr(((StoreAlso *)also->pdata[0])->feed_title, ==, "B");
	g_autoptr(GPtrArray) most =
		store_most_linked(fx->store, NULL, 0, 10, NULL);
	StoreMost *m = most->pdata[0];
	g_assert_cmpint(m->feeds, ==, 2);
	g_assert_cmpint(m->article, ==, one);
	g_assert_cmpuint(most->len, ==, 2);
	g_autoptr(GPtrArray) since =
		store_most_linked(fx->store, NULL, NOON - 30, 10, NULL);
	g_assert_cmpint(((StoreMost *)since->pdata[0])->feeds, ==, 1);
	/* Pictures are not counted. */
	da.links = pictures;
	g_assert_true(store_prepared(fx->store, one, &da, NULL));
	g_autoptr(GPtrArray) words =
		store_most_linked(fx->store, NULL, 0, 10, NULL);
	g_assert_cmpuint(words->len, ==, 1);
	/* A text that has fewer of them has fewer. */
	da.n_links = 1;
	g_assert_true(store_prepared(fx->store, one, &da, NULL));
	g_autoptr(GPtrArray) fewer = store_links(fx->store, one, NULL);
	g_assert_cmpuint(fewer->len, ==, 1);
}

static void
test_move(Fixture *fx, gconstpointer data)
{
	take_one(fx, "1", A, "One", "x", NOON);
	gint64 now;
	g_assert_true(store_move_feed(
		fx->store, fx->feed, "https://new.example/", &now, NULL));
	g_assert_cmpint(now, ==, fx->feed);
	subscribe(fx, "https://new.example/", "https://third.example/", NULL);
	gint64 third = store_feed_by_url(fx->store, "https://third.example/");
	g_assert_cmpint(store_redirect_seen(fx->store, third,
				"https://new.example/", 1, NULL),
		==, 1);
	g_assert_cmpint(store_redirect_seen(fx->store, third,
				"https://new.example/", 2, NULL),
		==, 2);
	g_assert_cmpint(
		store_redirect_seen(fx->store, third, NULL, 3, NULL), ==, 0);
	fx->feed = third;
	take_one(fx, "2", A "2", "Two", "y", NOON + 1);
	g_assert_true(store_move_feed(
		fx->store, third, "https://new.example/", &now, NULL));
	g_assert_cmpint(now, !=, third);
	assert_titles(fx, "feed:new.example", "Two|One");
	g_autoptr(GPtrArray) feeds = store_feeds(fx->store, true, NULL);
	g_assert_cmpuint(feeds->len, ==, 1);
	g_assert_cmpint(((StoreFeed *)feeds->pdata[0])->unread, ==, 2);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_setenv("COURANT_NOW", "1756641600", TRUE);
#define ADD(name, fn)                                                          \
	g_test_add("/ingest/" name, Fixture, NULL, fixture_set_up, fn,         \
		fixture_tear_down)
	ADD("identity", test_identity);
	ADD("ids-that-stay", test_ids_that_stay);
	ADD("gone-meanwhile", test_gone_meanwhile);
	ADD("authors", test_authors);
	ADD("long-ids", test_long_ids);
	ADD("changes-are-taken", test_changes_are_taken);
	ADD("flags-stay", test_flags_stay);
	ADD("twice-in-one-feed", test_twice_in_one_feed);
	ADD("compare", test_compare);
	ADD("dates", test_dates);
	ADD("rules", test_rules);
	ADD("retention", test_retention);
	ADD("undo-restores", test_undo_restores);
	ADD("links", test_links);
	ADD("move", test_move);
	return g_test_run();
}
