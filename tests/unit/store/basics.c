/* SPDX-License-Identifier: MIT
 *
 * What every reader does: feeds, articles coming in, lists, marks, undo.
 */
#include <config.h>

#include "fixture.h"

static void
add_three(Fixture *fx)
{
	Feed *f = make_feed("Example");
	add_entry(f, "1", "https://example.org/1", "One", "first words",
		NOON - 300);
	add_entry(f, "2", "https://example.org/2", "Two", "second words",
		NOON - 200);
	add_entry(f, "3", "https://example.org/3", "Three", "third words",
		NOON - 100);
	StoreIngested r = take_in(fx, fx->feed, f, NULL);
	g_assert_cmpint(r.added, ==, 3);
	drop_feed(f);
}

static void
test_list(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	assert_titles(fx, "", "Three|Two|One");
	g_autofree char *oldest = titles(fx, "", STORE_OLDEST);
	g_assert_cmpstr(oldest, ==, "One|Two|Three");
	g_autofree char *by_title = titles(fx, "", STORE_TITLE);
	g_assert_cmpstr(by_title, ==, "One|Three|Two");
	g_autoptr(GPtrArray) feeds = store_feeds(fx->store, false, NULL);
	g_assert_cmpuint(feeds->len, ==, 1);
	StoreFeed *feed = feeds->pdata[0];
	g_assert_cmpstr(feed->label, ==, "Example");
	g_assert_cmpint(feed->unread, ==, 3);
	g_assert_cmpint(feed->total, ==, 3);
}

static void
test_pages(Fixture *fx, gconstpointer data)
{
	Feed *f = make_feed("Many");
	for (int i = 0; i < 25; i++) {
		g_autofree char *title = g_strdup_printf("%c", 'a' + i);
		/* Several share a second: the key must not skip any. */
		add_entry(f, title, NULL, title, "x", NOON + i / 4);
	}
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	for (int sort = 0; sort < STORE_N_SORTS; sort++) {
		g_autoptr(GPtrArray) all = store_list(
			fx->store, NULL, (StoreSort)sort, NULL, 100, NULL);
		g_assert_cmpuint(all->len, ==, 25);
		for (guint i = 0; i + 7 < all->len; i++) {
			g_autoptr(GPtrArray) next = store_list(fx->store, NULL,
				(StoreSort)sort, all->pdata[i], 7, NULL);
			g_autoptr(GPtrArray) back = store_list(fx->store, NULL,
				(StoreSort)sort, all->pdata[i + 7], -7, NULL);
			for (guint j = 0; j < 7; j++) {
				const StoreRow *here = all->pdata[i + j];
				const StoreRow *after = all->pdata[i + j + 1];
				g_assert_cmpint(
					((StoreRow *)next->pdata[j])->id, ==,
					after->id);
				g_assert_cmpint(
					((StoreRow *)back->pdata[j])->id, ==,
					here->id);
			}
		}
	}
}

static void
test_article(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	g_autoptr(StoreArticle) a =
		store_article(fx->store, id_of(fx, "title:two"), NULL);
	g_assert_cmpstr(a->row.title, ==, "Two");
	g_assert_cmpstr(a->body, ==, "second words");
	g_assert_cmpstr(a->type, ==, "text/html");
	g_assert_cmpstr(a->guid, ==, "2");
	g_assert_true(a->row.unread);
	g_assert_cmpint(store_find_url(fx->store, "http://example.org/2/"), ==,
		a->row.id);
	GError *error = NULL;
	g_assert_null(store_article(fx->store, 4711, &error));
	g_assert_error(error, STORE_ERROR, STORE_ERROR_GONE);
	g_error_free(error);
}

static void
test_marks(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	gint64 id = id_of(fx, "title:one");
	g_assert_cmpint(
		store_act(fx->store, STORE_MARK_READ, NULL, &id, 1, NULL), ==,
		1);
	g_assert_cmpint(
		store_act(fx->store, STORE_MARK_READ, NULL, &id, 1, NULL), ==,
		0);
	assert_titles(fx, "is:unread", "Three|Two");
	g_assert_cmpint(
		store_act(fx->store, STORE_LABEL, "later", &id, 1, NULL), ==,
		1);
	assert_titles(fx, "label:later", "One");
	g_autoptr(StoreFeed) f = store_feed(fx->store, fx->feed, NULL);
	g_assert_cmpint(f->unread, ==, 2);
	g_autofree char *words = store_undo(fx->store, NULL, NULL);
	g_assert_cmpstr(words, ==, "“One” has lost the label again");
	assert_titles(fx, "label:later", "");
	g_autofree char *more = store_undo(fx->store, NULL, NULL);
	g_assert_cmpstr(more, ==, "“One” is unread again");
	assert_titles(fx, "is:unread", "Three|Two|One");
	g_assert_null(store_undo(fx->store, NULL, NULL));
}

static void
test_long_title(Fixture *fx, gconstpointer data)
{
	Feed *f = make_feed("Example");
	add_entry(f, "1", "https://example.org/1",
		"A title that goes on until no line has room for it", "x",
		NOON);
	take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	gint64 id = id_of(fx, "title:room");
	g_autofree char *words =
		store_act_words(fx->store, STORE_STAR, NULL, &id, 1);
	g_assert_cmpstr(
		words, ==, "“A title that goes on until no l…” starred");
}

static void
test_mark_all(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	gint64 id = id_of(fx, "title:two");
	store_act(fx->store, STORE_MARK_READ, NULL, &id, 1, NULL);
	g_assert_cmpint(
		store_act_on(fx->store, STORE_MARK_READ, NULL, NULL, NULL), ==,
		2);
	assert_titles(fx, "is:unread", "");
	g_autofree char *words = store_undo(fx->store, NULL, NULL);
	g_assert_cmpstr(words, ==, "2 articles are unread again");
	/* The one that was read before is read still. */
	assert_titles(fx, "is:unread", "Three|One");
}

static void
test_delete(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	gint64 id = id_of(fx, "title:two");
	g_assert_cmpint(
		store_act(fx->store, STORE_DELETE, NULL, &id, 1, NULL), ==, 1);
	assert_titles(fx, "", "Three|One");
	Feed *f = make_feed("Example");
	add_entry(f, "2", "https://example.org/2", "Two, changed", "x", NOON);
	StoreIngested r = take_in(fx, fx->feed, f, NULL);
	drop_feed(f);
	g_assert_cmpint(r.added + r.updated, ==, 0);
	assert_titles(fx, "", "Three|One");
	g_autofree char *words = store_undo(fx->store, NULL, NULL);
	g_assert_cmpstr(words, ==, "“Two” is back");
	assert_titles(fx, "", "Three|Two|One");
}

static void
test_archive(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	subscribe(fx, "https://other.example/", NULL);
	g_autoptr(GPtrArray) feeds = store_feeds(fx->store, false, NULL);
	g_assert_cmpuint(feeds->len, ==, 1);
	assert_titles(fx, "is:archived", "Three|Two|One");
	subscribe(fx, "https://example.org/feed.xml", NULL);
	assert_titles(fx, "feed:example", "Three|Two|One");
}

static void
test_reopen(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	gint64 id = id_of(fx, "title:one");
	store_act(fx->store, STORE_STAR, NULL, &id, 1, NULL);
	store_set_state(fx->store, "place", "article 1", NULL);
	store_set_position(fx->store, id, 4711, NULL);
	store_close(fx->store);
	fixture_open(fx);
	assert_titles(fx, "is:starred", "One");
	g_autofree char *place = store_state(fx->store, "place");
	g_assert_cmpstr(place, ==, "article 1");
	g_assert_cmpint(store_position(fx->store, id), ==, 4711);
	g_assert_cmpint(store_position(fx->store, id + 1), ==, -1);
}

static void
test_others_changes(Fixture *fx, gconstpointer data)
{
	Store *other = store_open(fx->path, STORE_RW, NULL);
	g_assert_false(store_changed(fx->store));
	store_set_state(other, "a", "b", NULL);
	g_assert_true(store_changed(fx->store));
	g_assert_false(store_changed(fx->store));
	store_close(other);
}

static void
test_stamp(Fixture *fx, gconstpointer data)
{
	add_three(fx);
	gint64 id = id_of(fx, "title:one"), before = store_stamp(fx->store);
	store_set_position(fx->store, id, 12, NULL);
	g_assert_cmpint(store_stamp(fx->store), ==, before);
	store_act(fx->store, STORE_STAR, NULL, &id, 1, NULL);
	gint64 starred = store_stamp(fx->store);
	g_assert_cmpint(starred, !=, before);
	Store *other = store_open(fx->path, STORE_RW, NULL);
	store_act(other, STORE_UNSTAR, NULL, &id, 1, NULL);
	g_assert_true(store_changed(fx->store));
	g_assert_cmpint(store_stamp(fx->store), !=, starred);
	store_close(other);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, fn)                                                          \
	g_test_add("/store/" name, Fixture, NULL, fixture_set_up, fn,          \
		fixture_tear_down)
	ADD("list", test_list);
	ADD("pages", test_pages);
	ADD("article", test_article);
	ADD("marks", test_marks);
	ADD("long-title", test_long_title);
	ADD("mark-all", test_mark_all);
	ADD("delete", test_delete);
	ADD("archive", test_archive);
	ADD("reopen", test_reopen);
	ADD("others-changes", test_others_changes);
	ADD("stamp", test_stamp);
	return g_test_run();
}
