/* SPDX-License-Identifier: MIT
 *
 * Feeds: what is subscribed, and how fetching it went.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "url/url.h"

#define SET_LABEL                                                              \
	"UPDATE feed SET label=coalesce(nullif(name,''),nullif(title,''),"     \
	"?2) WHERE id=?1"

#define FEED_COLUMNS                                                           \
	"SELECT f.id,f.url,f.effective,f.name,f.title,f.label,f.site,"         \
	"(SELECT group_concat(name,char(10)) FROM (SELECT name FROM "          \
	"feed_group WHERE feed=f.id ORDER BY name)),"                          \
	"f.settings,f.subscribed,f.hidden,f.gone,c.total,c.unread,c.starred,"  \
	"f.last_try,f.last_ok,f.next_due,f.last_error,f.http_status,"          \
	"f.failures,f.etag,f.last_modified,f.body_hash,f.keep_days,"           \
	"f.keep_count FROM feed f JOIN feed_count c ON c.feed=f.id "

void
store_feed_free(StoreFeed *f)
{
	if (!f)
		return;
	char *strings[] = { f->url, f->effective, f->name, f->title, f->label,
		f->site, f->settings, f->last_error, f->etag, f->last_modified,
		f->body_hash };
	for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
		g_free(strings[i]);
	g_strfreev(f->groups);
	g_free(f);
}

static gpointer
feed_read(sqlite3_stmt *st)
{
	StoreFeed *f = g_new0(StoreFeed, 1);
	int c = 0;
	f->id = sqlite3_column_int64(st, c++);
	f->url = column_dup(st, c++);
	f->effective = column_dup(st, c++);
	f->name = column_dup(st, c++);
	f->title = column_dup(st, c++);
	f->label = column_dup(st, c++);
	f->site = column_dup(st, c++);
	f->groups = column_list(st, c++);
	f->settings = column_dup(st, c++);
	f->subscribed = sqlite3_column_int(st, c++);
	f->hidden = sqlite3_column_int(st, c++);
	f->gone = sqlite3_column_int(st, c++);
	f->total = sqlite3_column_int64(st, c++);
	f->unread = sqlite3_column_int64(st, c++);
	f->starred = sqlite3_column_int64(st, c++);
	f->last_try = sqlite3_column_int64(st, c++);
	f->last_ok = sqlite3_column_int64(st, c++);
	f->next_due = sqlite3_column_int64(st, c++);
	f->last_error = column_dup(st, c++);
	f->http_status = sqlite3_column_int(st, c++);
	f->failures = sqlite3_column_int(st, c++);
	f->etag = column_dup(st, c++);
	f->last_modified = column_dup(st, c++);
	f->body_hash = column_dup(st, c++);
	f->keep_days = sqlite3_column_int(st, c++);
	f->keep_count = sqlite3_column_int(st, c++);
	return f;
}

GPtrArray *
store_feeds(Store *s, bool archived_too, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error,
		FEED_COLUMNS "WHERE f.subscribed>=?1"
			     " ORDER BY f.subscribed DESC,f.place,f.id",
		"i", (gint64)!archived_too);
	return db_rows(
		s, st, feed_read, (GDestroyNotify)store_feed_free, error);
}

void
store_feeds_newest(Store *s, GPtrArray *feeds)
{
	for (guint i = 0; i < feeds->len; i++) {
		StoreFeed *f = feeds->pdata[i];
		f->newest = db_int(s, 0,
			"SELECT max(date) FROM article"
			" WHERE feed=?1 AND state=0",
			"i", f->id);
	}
}

static void
no_such_feed(GError **error)
{
	g_set_error_literal(error, STORE_ERROR, STORE_ERROR_GONE,
		_("there is no such feed any more"));
}

StoreFeed *
store_feed(Store *s, gint64 id, GError **error)
{
	GError *err = NULL;
	sqlite3_stmt *st =
		db_statement(s, &err, FEED_COLUMNS "WHERE f.id=?1", "i", id);
	StoreFeed *f = NULL;
	if (db_step(s, st, &err)) {
		f = feed_read(st);
		sqlite3_reset(st);
	}
	if (err)
		g_propagate_error(error, err);
	else if (!f)
		no_such_feed(error);
	return f;
}

/* Until a feed has a title: its address without what is the same in all of
 * them, and without a password. */
static char *
shown_address(const char *url)
{
	g_autofree char *shown = url_hide_passwords(url);
	const char *rest = strstr(shown, "://");
	if (!url_is_web(url) || !rest)
		return g_steal_pointer(&shown);
	rest += strlen("://");
	if (g_str_has_prefix(rest, "www."))
		rest += strlen("www.");
	gsize len = strlen(rest);
	return g_strndup(rest, len > 1 && rest[len - 1] == '/' ? len - 1 : len);
}

static bool
set_label(Store *s, gint64 id, GError **error)
{
	g_autofree char *url =
		db_text(s, "SELECT url FROM feed WHERE id=?1", "i", id);
	g_autofree char *shown = shown_address(url ? url : "");
	return db_run(s, error, SET_LABEL, "is", id, shown);
}

/* Feeds need not be URLs: newsboat's exec: lines have no key but themselves. */
static char *
feed_key(const char *url)
{
	char *key = url_is_web(url) ? url_key(url) : NULL;
	return key ? key : g_strdup(url);
}

gint64
store_feed_by_url(Store *s, const char *url)
{
	gint64 id = db_int(s, 0, "SELECT id FROM feed WHERE url=?1", "s", url);
	if (id)
		return id;
	g_autofree char *key = feed_key(url);
	return db_int(s, 0,
		"SELECT id FROM feed WHERE key=?1 OR effective_key=?1"
		" ORDER BY subscribed DESC,id LIMIT 1",
		"s", key);
}

static gint64
feed_insert(Store *s, const char *url, GError **error)
{
	g_autofree char *key = feed_key(url);
	if (!db_run(s, error,
		    "INSERT INTO feed(url,key,label) VALUES(?1,?2,?1)", "ss",
		    url, key))
		return 0;
	return sqlite3_last_insert_rowid(s->db);
}

gint64
feed_obtain(Store *s, const char *url, const char *title, const char *site,
	GError **error)
{
	gint64 id = store_feed_by_url(s, url);
	if (!id)
		id = feed_insert(s, url, error);
	if (id &&
		(!db_run(s, error,
			 "UPDATE feed SET title=coalesce(title,?2),"
			 "site=coalesce(site,?3) WHERE id=?1",
			 "iss", id, title, site) ||
			!set_label(s, id, error)))
		return 0;
	return id;
}

static bool
set_groups(Store *s, gint64 id, const StoreSubscription *sub, GError **error)
{
	bool ok = db_run(
		s, error, "DELETE FROM feed_group WHERE feed=?1", "i", id);
	for (const char *const *g = sub->groups; ok && g && *g; g++)
		if (**g)
			ok = db_run(s, error,
				"INSERT OR IGNORE INTO feed_group"
				" VALUES(?1,?2)",
				"is", id, *g);
	return ok;
}

/* What the subscriptions were when they were last written, so that the usual
 * start, where they are the same, writes nothing. */
static char *
fingerprint(const StoreSubscription *subs, gsize n)
{
	guint64 h = hash_bytes(0, &n, sizeof n);
	for (gsize i = 0; i < n; i++) {
		const StoreSubscription *sub = &subs[i];
		h = hash_string(h, sub->url);
		h = hash_string(h, sub->name);
		h = hash_string(h, sub->settings);
		for (const char *const *g = sub->groups; g && *g; g++)
			h = hash_string(h, *g);
		int rest[] = { sub->hidden, sub->keep_days, sub->keep_count };
		h = hash_bytes(h, rest, sizeof rest);
	}
	return g_strdup_printf("%016" G_GINT64_MODIFIER "x", h);
}

static bool
subscribe_one(
	Store *s, const StoreSubscription *sub, gint64 place, GError **error)
{
	gint64 id = store_feed_by_url(s, sub->url);
	if (!id && !(id = feed_insert(s, sub->url, error)))
		return false;
	g_autofree char *key = feed_key(sub->url);
	/* Another spelling of the address, or another address that was moved
	 * here: validators belong to the address they came from. */
	return db_run(s, error,
		       "UPDATE feed SET url=?2,key=?3,etag=NULL,"
		       "last_modified=NULL,effective=NULL,effective_key=NULL"
		       " WHERE id=?1 AND url<>?2",
		       "iss", id, sub->url, key) &&
		db_run(s, error,
			"UPDATE feed SET name=?2,settings=?3,hidden=?4,"
			"keep_days=?5,keep_count=?6,place=?7,subscribed=1"
			" WHERE id=?1",
			"issiiii", id, sub->name, sub->settings,
			(gint64)sub->hidden, (gint64)sub->keep_days,
			(gint64)sub->keep_count, place) &&
		set_label(s, id, error) && set_groups(s, id, sub, error);
}

static bool
subscribe_all(Store *s, const StoreSubscription *subs, gsize n,
	const char *print, GError **error)
{
	bool ok = db_run(s, error, "UPDATE feed SET subscribed=0", NULL);
	for (gsize i = 0; ok && i < n; i++) {
		g_autofree char *key = feed_key(subs[i].url);
		/* The same feed twice in the list: the first line counts. */
		if (!db_int(s, 0,
			    "SELECT 1 FROM feed WHERE subscribed=1"
			    " AND (url=?1 OR key=?2)",
			    "ss", subs[i].url, key))
			ok = subscribe_one(s, &subs[i], (gint64)i, error);
	}
	return ok && store_set_state(s, "subscriptions", print, error);
}

bool
store_subscribe(
	Store *s, const StoreSubscription *subs, gsize n, GError **error)
{
	g_autofree char *print = fingerprint(subs, n);
	g_autofree char *before = store_state(s, "subscriptions");
	if (g_strcmp0(print, before) == 0)
		return true;
	if (!db_begin(s, error))
		return false;
	return db_end(s, subscribe_all(s, subs, n, print, error), error);
}

/* Forgets an archived feed and all its articles, for good.  Not undoable. */
static bool
store_purge_feed(Store *s, gint64 feed, GError **error)
{
	if (!db_begin(s, error))
		return false;
	sqlite3_stmt *st = db_statement(
		s, error, "SELECT id FROM article WHERE feed=?1", "i", feed);
	g_autoptr(GArray) ids = db_ids(s, st, error);
	bool ok = ids != NULL;
	for (guint i = 0; ok && i < ids->len; i++)
		ok = article_bury(s, g_array_index(ids, gint64, i), error);
	ok = ok &&
		db_run(s, error, "DELETE FROM feed WHERE id=?1", "i", feed) &&
		store_set_state(s, "subscriptions", NULL, error);
	return db_end(s, ok, error);
}

/* Articles that both have stay with INTO, and take over the marks. */
static bool
merge_feeds(Store *s, gint64 from, gint64 into, GError **error)
{
	static const char *const steps[] = {
		"UPDATE article SET unread=unread AND (SELECT b.unread FROM"
		" article b WHERE b.feed=?1 AND b.key=article.key),"
		" starred=starred OR (SELECT b.starred FROM article b"
		" WHERE b.feed=?1 AND b.key=article.key) WHERE feed=?2"
		" AND key IN (SELECT key FROM article WHERE feed=?1)",
		"INSERT OR IGNORE INTO labelled SELECT n.id,d.label"
		" FROM article o JOIN article n ON n.feed=?2 AND n.key=o.key"
		" JOIN labelled d ON d.article=o.id WHERE o.feed=?1",
		"UPDATE OR IGNORE article SET feed=?2 WHERE feed=?1",
		"INSERT OR IGNORE INTO tombstone SELECT ?2,key,at"
		" FROM tombstone WHERE feed=?1",
		"INSERT OR IGNORE INTO feed_group SELECT ?2,name"
		" FROM feed_group WHERE feed=?1",
		"UPDATE feed SET name=coalesce(name,(SELECT name FROM feed"
		" WHERE id=?1)),subscribed=max(subscribed,(SELECT subscribed"
		" FROM feed WHERE id=?1)) WHERE id=?2",
	};
	bool ok = true;
	for (gsize i = 0; ok && i < G_N_ELEMENTS(steps); i++)
		ok = db_run(s, error, steps[i], "ii", from, into);
	return ok && store_purge_feed(s, from, error);
}

bool
store_move_feed(
	Store *s, gint64 feed, const char *url, gint64 *now_id, GError **error)
{
	if (!db_begin(s, error))
		return false;
	g_autofree char *key = feed_key(url);
	gint64 other = db_int(s, 0,
		"SELECT id FROM feed WHERE (key=?1 OR url=?2) AND id<>?3"
		" ORDER BY subscribed DESC",
		"ssi", key, url, feed);
	bool ok = other
		? merge_feeds(s, feed, other, error)
		: db_run(s, error,
			  "UPDATE feed SET url=?2,key=?3,effective=NULL,"
			  "effective_key=NULL,moved_to=NULL,moved_times=0,"
			  "etag=NULL,last_modified=NULL WHERE id=?1",
			  "iss", feed, url, key) &&
			store_set_state(s, "subscriptions", NULL, error);
	gint64 id = other ? other : feed;
	ok = ok && set_label(s, id, error);
	if (now_id)
		*now_id = id;
	return db_end(s, ok, error);
}

bool
store_fetched(Store *s, gint64 feed, const StoreFetched *f, GError **error)
{
	g_autofree char *key =
		f->effective && *f->effective ? feed_key(f->effective) : NULL;
	if (!f->ok)
		return db_run(s, error,
			"UPDATE feed SET last_try=?2,next_due=?3,"
			"http_status=?4,last_error=?5,gone=?6,"
			"failures=failures+1 WHERE id=?1",
			"iiiisi", feed, f->when, f->next_due,
			(gint64)f->http_status, f->error ? f->error : "",
			(gint64)f->gone);
	return db_run(s, error,
		"UPDATE feed SET last_try=?2,last_ok=?2,next_due=?3,"
		"http_status=?4,last_error=NULL,gone=0,failures=0,"
		"etag=nullif(coalesce(?5,etag),''),"
		"last_modified=nullif(coalesce(?6,last_modified),''),"
		"body_hash=nullif(coalesce(?7,body_hash),''),"
		"effective=nullif(coalesce(?8,effective),''),"
		"effective_key=CASE WHEN ?8 IS NULL THEN effective_key"
		" ELSE ?9 END WHERE id=?1",
		"iiiisssss", feed, f->when, f->next_due, (gint64)f->http_status,
		f->etag, f->last_modified, f->body_hash, f->effective, key);
}

int
store_redirect_seen(
	Store *s, gint64 feed, const char *url, gint64 when, gint64 *first)
{
	bool ok = db_run(s, NULL,
		"UPDATE feed SET moved_first=CASE WHEN moved_to IS ?2 THEN"
		" moved_first ELSE ?3 END,moved_times=CASE WHEN ?2 IS NULL"
		" THEN 0 WHEN moved_to IS ?2 THEN moved_times+1 ELSE 1 END,"
		"moved_to=?2 WHERE id=?1 AND (?2 NOT NULL OR moved_to NOT "
		"NULL)",
		"isi", feed, url, when);
	if (!ok || !url)
		return 0;
	if (first)
		*first = db_int(s, 0,
			"SELECT moved_first FROM feed WHERE id=?1", "i", feed);
	return (int)db_int(
		s, 0, "SELECT moved_times FROM feed WHERE id=?1", "i", feed);
}

StoreHost
store_host(Store *s, const char *origin)
{
	return (StoreHost){
		db_int(s, 0, "SELECT not_before FROM host WHERE origin=?1", "s",
			origin),
		db_int(s, 0, "SELECT last_request FROM host WHERE origin=?1",
			"s", origin),
	};
}

bool
store_set_host(Store *s, const char *origin, StoreHost host, GError **error)
{
	return db_run(s, error, "INSERT OR REPLACE INTO host VALUES(?1,?2,?3)",
		"sii", origin, host.not_before, host.last_request);
}
