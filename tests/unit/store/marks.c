/* SPDX-License-Identifier: MIT
 *
 * What marks do to whom, what taking them back restores, and for how long.
 */
#include <config.h>

#include "fixture.h"

static void
add_three(Fixture *fx)
{
	Feed *f = make_feed("Example");
	add_entry(f, "1", NULL, "One", "x", NOON - 300);
	add_entry(f, "2", NULL, "Two", "x", NOON - 200);
	add_entry(f, "3", NULL, "Three", "x", NOON - 100);
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
}

static int
act(Fixture *fx, StoreAct what, const char *title)
{
	g_autofree char *query = g_strconcat("title:", title, NULL);
	gint64 id = id_of(fx, query);
	return store_act(fx->store, what, "x", &id, 1, NULL);
}

static void
undo(Fixture *fx, const char *words)
{
	GError *error = NULL;
	g_autofree char *got = store_undo(fx->store, NULL, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(got, ==, words);
}

static void
set_days_on(int days)
{
	g_autofree char *now =
		g_strdup_printf("%" G_GINT64_FORMAT, NOON + days * 86400);
	g_setenv("COURANT_NOW", now, TRUE);
}

static int
tidy(Fixture *fx, int days, int count)
{
	int removed = -1;
	g_assert_true(store_tidy(fx->store, days, count, &removed, NULL));
	return removed;
}

/* One's own steps first; those of others are still there then. */
static void
test_two_readers(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	act(fx, STORE_STAR, "one");
	Store *mine = fx->store;
	fixture_open(fx);
	act(fx, STORE_STAR, "two");
	Store *other = fx->store;
	fx->store = mine;
	undo(fx, "the star of “One” is gone again");
	assert_titles(fx, "is:starred", "Two");
	undo(fx, "the star of “Two” is gone again");
	undo(fx, NULL);
	store_close(other);
}

static void
test_hidden(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	act(fx, STORE_HIDE, "two");
	g_assert_cmpint(
		store_act_on(fx->store, STORE_MARK_READ, NULL, NULL, NULL), ==,
		2);
	assert_titles(fx, "is:hidden is:unread", "Two");
	g_autoptr(Query) two =
		query_parse("title:two", QUERY_PLAIN, NULL, NULL);
	g_assert_cmpint(
		store_act_on(fx->store, STORE_UNHIDE, NULL, two, NULL), ==, 1);
	assert_titles(fx, "is:unread", "Two");
	/* Deleted and brought back it is hidden still. */
	gint64 id = id_of(fx, "title:two");
	act(fx, STORE_HIDE, "two");
	g_assert_cmpint(
		store_act(fx->store, STORE_DELETE, NULL, &id, 1, NULL), ==, 1);
	undo(fx, "“Two” is back");
	assert_titles(fx, "", "Three|One");
	assert_titles(fx, "is:hidden", "Two");
}

static void
test_deleted(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	gint64 id = id_of(fx, "title:two");
	act(fx, STORE_DELETE, "two");
	g_assert_cmpint(
		store_act(fx->store, STORE_STAR, NULL, &id, 1, NULL), ==, 0);
	g_assert_cmpint(
		store_act(fx->store, STORE_LABEL, "x", &id, 1, NULL), ==, 0);
	undo(fx, "“Two” is back");
	assert_titles(fx, "is:starred OR label:x", "");
	undo(fx, NULL);
}

/* What has been seen was not done by its reader. */
static void
test_seen(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	Feed *f = make_feed("Example");
	add_entry(f, "1", NULL, "One", "other words", NOON);
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	g_assert_cmpint(act(fx, STORE_SEEN, "one"), ==, 1);
	g_assert_cmpint(act(fx, STORE_SEEN, "one"), ==, 0);
	undo(fx, NULL);
}

/* What is deleted can be brought back for thirty days, and then it is gone
 * for good; what was brought back stays. */
static void
test_thirty_days(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	act(fx, STORE_DELETE, "one");
	act(fx, STORE_DELETE, "two");
	set_days_on(29);
	g_assert_cmpint(tidy(fx, 0, 0), ==, 0);
	undo(fx, "“Two” is back");
	set_days_on(31);
	g_assert_cmpint(tidy(fx, 0, 0), ==, 1);
	undo(fx, NULL);
	assert_titles(fx, "", "Three|Two");
	add_three(fx);
	assert_titles(fx, "", "Three|Two");
	set_days_on(0);
}

/* A label that nobody bears is kept as long as it may come back. */
static void
test_labels(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	act(fx, STORE_LABEL, "one");
	act(fx, STORE_UNLABEL, "one");
	tidy(fx, 0, 0);
	undo(fx, "“One” has its label again");
	assert_titles(fx, "label:x", "One");
	act(fx, STORE_LABEL, "two");
	act(fx, STORE_DELETE, "two");
	g_autoptr(GPtrArray) labels = store_labels(fx->store, NULL);
	g_assert_cmpuint(labels->len, ==, 1);
	g_assert_cmpint(((StoreTally *)labels->pdata[0])->total, ==, 1);
}

/* An article is found by its page: the newest, and none that is gone. */
static void
test_found(Fixture *fx, gconstpointer data)
{
	Feed *f = make_feed("Example");
	add_entry(f, "1", "https://x.example/a", "New", "x", NOON);
	add_entry(f, "2", "https://x.example/a", "Old", "x", NOON - 60);
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	gint64 new = id_of(fx, "title:new"), old = id_of(fx, "title:old");
	g_assert_cmpint(
		store_find_url(fx->store, "http://x.example/a/"), ==, new);
	act(fx, STORE_DELETE, "new");
	g_assert_cmpint(
		store_find_url(fx->store, "https://x.example/a"), ==, old);
	undo(fx, "“New” is back");
	g_autoptr(Query) all =
		query_parse("is:unread", QUERY_PLAIN, NULL, NULL);
	g_assert_cmpint(store_count(fx->store, all, 1, NULL), ==, 1);
	g_assert_cmpint(store_count(fx->store, all, 0, NULL), ==, 2);
}

/* A feed's own numbers, which may be none at all, come before the general
 * ones; what was just fetched is not old, and an opened link stays opened. */
static void
test_retention(Fixture *fx, gconstpointer data)
{
	StoreSubscription subs[] = { { .url = "https://example.org/feed.xml",
					     .keep_days = -1,
					     .keep_count = -1 },
		{ .url = "https://b.example/", .keep_days = 5 } };
	StoreLink link = { 1, STORE_LINK_TEXT, "https://x.example/", "x", NULL,
		0 };
	StoreDoc doc = { &link, 1, "x", 1 };
	g_assert_true(store_subscribe(fx->store, subs, 2, NULL));
	add_three(fx);
	gint64 other = store_feed_by_url(fx->store, "https://b.example/");
	Feed *f = make_feed("B");
	add_entry(f, "1", NULL, "Old", "x", NOON - 400 * 86400);
	take_in(fx, other, f, NULL);
	drop_feed(f);
	gint64 old = id_of(fx, "title:old");
	g_assert_true(store_prepared(fx->store, old, &doc, NULL));
	store_link_opened(fx->store, "https://x.example/", NULL);
	store_act_on(fx->store, STORE_MARK_READ, NULL, NULL, NULL);
	g_assert_cmpint(tidy(fx, 0, 0), ==, 0);
	set_days_on(4);
	g_assert_cmpint(tidy(fx, 1, 1), ==, 0);
	set_days_on(6);
	g_assert_cmpint(tidy(fx, 1, 1), ==, 1);
	assert_titles(fx, "", "Three|Two|One");
	g_assert_cmpint(store_link_when_opened(fx->store, "https://x.example/"),
		==, NOON);
	set_days_on(0);
}

/* Many steps are kept, and the last ones. */
static void
test_many_steps(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	for (int i = 0; i < 50; i++)
		act(fx, i % 2 ? STORE_UNSTAR : STORE_STAR, "one");
	act(fx, STORE_MARK_READ, "two");
	tidy(fx, 0, 0);
	undo(fx, "“Two” is unread again");
	for (int i = 49; i >= 0; i--)
		undo(fx,
			i % 2 ? "“One” has its star again"
			      : "the star of “One” is gone again");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_setenv("COURANT_NOW", "1756641600", TRUE);
#define ADD(name, fn)                                                          \
	g_test_add("/marks/" name, Fixture, NULL, fixture_set_up, fn,          \
		fixture_tear_down)
	ADD("two-readers", test_two_readers);
	ADD("hidden", test_hidden);
	ADD("deleted", test_deleted);
	ADD("seen", test_seen);
	ADD("thirty-days", test_thirty_days);
	ADD("labels", test_labels);
	ADD("found", test_found);
	ADD("retention", test_retention);
	ADD("many-steps", test_many_steps);
	return g_test_run();
}
