/* SPDX-License-Identifier: MIT
 *
 * Subscriptions as they change, feeds that become one, and what a fetch
 * leaves behind.
 */
#include <config.h>

#include "fixture.h"

#define MINE "https://example.org/feed.xml"
#define OTHER "https://b.example/"

static void
set(Fixture *fx, const StoreSubscription *subs, gsize n)
{
	GError *error = NULL;
	g_assert_true(store_subscribe(fx->store, subs, n, &error));
	g_assert_no_error(error);
}

static StoreIngested
take_one(Fixture *fx, gint64 feed, const char *id)
{
	Feed *f = make_feed("Example");
	add_entry(f, id, NULL, id, "x", NOON);
	StoreIngested r = take_in(fx, feed, f, NULL);
	drop_feed(f);
	return r;
}

static char *
urls(Fixture *fx)
{
	g_autoptr(GPtrArray) feeds = store_feeds(fx->store, true, NULL);
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < feeds->len; i++) {
		const StoreFeed *f = feeds->pdata[i];
		g_string_append_printf(out, "%s%s%s", i ? " " : "",
			f->subscribed ? "" : "-", f->url);
	}
	return g_string_free(out, FALSE);
}

static void
test_order(Fixture *fx, gconstpointer data)
{
	subscribe(fx, OTHER, MINE, "https://c.example/", NULL);
	g_autofree char *three = urls(fx);
	g_assert_cmpstr(three, ==, OTHER " " MINE " https://c.example/");
	subscribe(fx, "https://c.example/", MINE, NULL);
	g_autofree char *two = urls(fx);
	g_assert_cmpstr(two, ==, "https://c.example/ " MINE " -" OTHER);
}

/* Each word of a line counts, and the first of two lines. */
static void
test_words(Fixture *fx, gconstpointer data)
{
	static const char *const groups[] = { "A", "B/C", NULL };
	StoreSubscription subs[] = { { .url = MINE, .name = "First" },
		{ .url = "http://example.org/feed.xml/", .name = "Second" } };
	set(fx, subs, 2);
	g_autoptr(StoreFeed) named = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpstr(named->label, ==, "First");
	subs[0].groups = groups;
	set(fx, subs, 1);
	g_autoptr(StoreFeed) grouped = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpstr(grouped->groups[1], ==, "B/C");
	subs[0].hidden = true;
	set(fx, subs, 1);
	g_autoptr(StoreFeed) hidden = store_feed(fx->store, fx->feed, NULL);
	g_assert_true(hidden->hidden);
	subs[0].settings = "sort=oldest";
	set(fx, subs, 1);
	g_autoptr(StoreFeed) sorted = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpstr(sorted->settings, ==, "sort=oldest");
	subs[0].keep_days = 7;
	set(fx, subs, 1);
	g_autoptr(StoreFeed) kept = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpint(kept->keep_days, ==, 7);
	g_autoptr(GPtrArray) all = store_feeds(fx->store, true, NULL);
	g_assert_cmpuint(all->len, ==, 1);
}

static StoreFetched
fetched(bool ok)
{
	return (StoreFetched){ .when = NOON,
		.ok = ok,
		.http_status = ok ? 200 : 404,
		.error = ok ? NULL : "not there",
		.etag = "\"e\"",
		.last_modified = "then",
		.body_hash = "h",
		.effective = "https://real.example/",
		.next_due = NOON + 60 };
}

/* The address is spelled otherwise: the feed is the same, and what its old
 * address has answered is of no use. */
static void
test_validators(Fixture *fx, gconstpointer data)
{
	StoreFetched good = fetched(true), bad = fetched(false);
	g_assert_true(store_fetched(fx->store, fx->feed, &good, NULL));
	for (int i = 1; i <= 2; i++) {
		g_assert_true(store_fetched(fx->store, fx->feed, &bad, NULL));
		g_autoptr(StoreFeed) f = store_feed(fx->store, fx->feed, NULL);
		g_assert_cmpint(f->failures, ==, i);
		g_assert_cmpstr(f->etag, ==, "\"e\"");
		g_assert_cmpstr(f->last_error, ==, "not there");
	}
	bad.gone = true;
	g_assert_true(store_fetched(fx->store, fx->feed, &bad, NULL));
	g_assert_true(store_fetched(fx->store, fx->feed, &good, NULL));
	g_autoptr(StoreFeed) well = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpint(well->failures, ==, 0);
	g_assert_false(well->gone);
	g_assert_null(well->last_error);
	g_assert_cmpint(store_feed_by_url(fx->store, "http://real.example"), ==,
		fx->feed);
	subscribe(fx, "http://example.org/feed.xml", NULL);
	g_autoptr(StoreFeed) f = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpstr(f->url, ==, "http://example.org/feed.xml");
	g_assert_null(f->etag);
	g_assert_null(f->last_modified);
	g_assert_null(f->effective);
}

static void
test_moved_validators(Fixture *fx, gconstpointer data)
{
	StoreFetched good = fetched(true);
	g_assert_true(store_fetched(fx->store, fx->feed, &good, NULL));
	g_assert_true(store_move_feed(fx->store, fx->feed, OTHER, NULL, NULL));
	g_autoptr(StoreFeed) f = store_feed(fx->store, fx->feed, NULL);
	g_assert_null(f->etag);
	g_assert_null(f->last_modified);
}

/* Two feeds become one: nothing that its reader did to either is lost. */
static void
test_merge(Fixture *fx, gconstpointer data)
{
	static const char *const groups[] = { "G", NULL };
	StoreSubscription subs[] = {
		{ .url = MINE, .name = "Mine", .groups = groups },
		{ .url = OTHER }
	};
	set(fx, subs, 2);
	gint64 other = store_feed_by_url(fx->store, OTHER), now = 0;
	set(fx, subs, 1);
	take_one(fx, fx->feed, "both");
	take_one(fx, fx->feed, "gone");
	gint64 gone = id_of(fx, "title:gone"), both = id_of(fx, "title:both");
	store_act(fx->store, STORE_DELETE, NULL, &gone, 1, NULL);
	g_setenv("COURANT_NOW", "1760000000", TRUE);
	g_assert_true(store_tidy(fx->store, 0, 0, NULL, NULL));
	g_setenv("COURANT_NOW", "1756641600", TRUE);
	store_act(fx->store, STORE_MARK_READ, NULL, &both, 1, NULL);
	store_act(fx->store, STORE_STAR, NULL, &both, 1, NULL);
	store_act(fx->store, STORE_LABEL, "x", &both, 1, NULL);
	take_one(fx, other, "both");
	g_assert_true(store_move_feed(fx->store, fx->feed, OTHER, &now, NULL));
	g_assert_cmpint(now, ==, other);
	g_assert_cmpint(store_count(fx->store, NULL, 0, NULL), ==, 1);
	assert_titles(fx, "is:read is:starred label:x", "both");
	g_autoptr(StoreFeed) f = store_feed(fx->store, now, NULL);
	g_assert_cmpstr(f->label, ==, "Mine");
	g_assert_cmpstr(f->groups[0], ==, "G");
	g_assert_true(f->subscribed);
	g_assert_cmpint(take_one(fx, now, "gone").added, ==, 0);
}

/* Only what goes on without a break lasts. */
static void
test_redirects(Fixture *fx, gconstpointer data)
{
	static const struct {
		const char *to;
		int times;
		gint64 first;
	} seen[] = { { OTHER, 1, 1 }, { OTHER, 2, 1 }, { MINE, 1, 3 },
		{ OTHER, 1, 4 }, { NULL, 0, 0 }, { OTHER, 1, 6 },
		{ OTHER, 2, 6 } };
	for (gsize i = 0; i < G_N_ELEMENTS(seen); i++) {
		gint64 first = 0;
		g_assert_cmpint(store_redirect_seen(fx->store, fx->feed,
					seen[i].to, (gint64)i + 1, &first),
			==, seen[i].times);
		g_assert_cmpint(first, ==, seen[i].first);
	}
}

/* A feed is in each group above its own, once, if it is subscribed. */
static void
test_groups(Fixture *fx, gconstpointer data)
{
	static const char *const two[] = { "Tech/Go", "Tech/Rust", NULL };
	static const char *const one[] = { "Tech/Rust", "Tech-2", NULL };
	static const char *const old[] = { "Old", NULL };
	StoreSubscription subs[] = { { .url = MINE, .groups = two },
		{ .url = OTHER, .groups = one },
		{ .url = "https://c.example/", .groups = old } };
	set(fx, subs, 3);
	set(fx, subs, 2);
	take_one(fx, fx->feed, "1");
	take_one(fx, store_feed_by_url(fx->store, OTHER), "2");
	g_autoptr(GPtrArray) groups = store_groups(fx->store, NULL);
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < groups->len; i++) {
		const StoreTally *t = groups->pdata[i];
		g_string_append_printf(all, "%s %d|", t->name, (int)t->unread);
	}
	g_assert_cmpstr(all->str, ==, "Tech 2|Tech/Go 1|Tech/Rust 2|Tech-2 1|");
}

/* Until it has a title, a feed goes by its address; not by its password. */
static void
test_label(Fixture *fx, gconstpointer data)
{
	subscribe(fx, "https://me:secret@www.example.com/x/", NULL);
	g_autoptr(GPtrArray) feeds = store_feeds(fx->store, false, NULL);
	g_assert_cmpstr(
		((StoreFeed *)feeds->pdata[0])->label, ==, "example.com/x");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_setenv("COURANT_NOW", "1756641600", TRUE);
#define ADD(name, fn)                                                          \
	g_test_add("/feeds/" name, Fixture, NULL, fixture_set_up, fn,          \
		fixture_tear_down)
	ADD("order", test_order);
	ADD("words", test_words);
	ADD("validators", test_validators);
	ADD("moved-validators", test_moved_validators);
	ADD("merge", test_merge);
	ADD("redirects", test_redirects);
	ADD("groups", test_groups);
	ADD("label", test_label);
	return g_test_run();
}
