/* SPDX-License-Identifier: MIT
 *
 * newsboat's cache.db (tables rss_feed and rss_item, columns by name, as
 * older versions have fewer), read only.
 */
#include <config.h>

#include "store/port.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "feed/date.h"
#include "url/url.h"

static int
open_with(const char *path, const char *how, sqlite3 **db)
{
	g_autofree char *escaped = g_uri_escape_string(
		path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
	g_autofree char *uri = g_strconcat("file:", escaped, how, NULL);
	int rc = sqlite3_open_v2(
		uri, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_busy_timeout(*db, 2000);
		rc = sqlite3_exec(*db, "SELECT 1 FROM rss_item LIMIT 1", NULL,
			NULL, NULL);
	}
	return rc;
}

/* In a folder that may not be written SQLite reads only what it is told does
 * not change. */
static sqlite3 *
open_cache(const char *path, GError **error)
{
	sqlite3 *db = NULL;
	int rc = open_with(path, "?mode=ro", &db);
	if (rc == SQLITE_CANTOPEN || rc == SQLITE_READONLY) {
		sqlite3_close(db);
		rc = open_with(path, "?mode=ro&immutable=1", &db);
	}
	if (rc == SQLITE_OK)
		return db;
	g_set_error(error, STORE_ERROR, STORE_ERROR_FAILED,
		_("%s: cannot be read as newsboat's cache: %s"), path,
		db ? sqlite3_errmsg(db) : sqlite3_errstr(rc));
	sqlite3_close(db);
	return NULL;
}

static int
column_of(sqlite3_stmt *st, const char *name)
{
	for (int c = 0; c < sqlite3_column_count(st); c++)
		if (g_ascii_strcasecmp(sqlite3_column_name(st, c), name) == 0)
			return c;
	return -1;
}

static const char *
text_of(sqlite3_stmt *st, const char *name)
{
	int c = column_of(st, name);
	const char *text =
		c < 0 ? NULL : (const char *)sqlite3_column_text(st, c);
	return text && *text ? text : NULL;
}

/* The same made clean; newly allocated. */
static char *
line_of(sqlite3_stmt *st, const char *name)
{
	const char *text = text_of(st, name);
	return text ? text_clean(text, -1, TEXT_LINE) : NULL;
}

static gint64
number_of(sqlite3_stmt *st, const char *name)
{
	int c = column_of(st, name);
	return c < 0 ? 0 : sqlite3_column_int64(st, c);
}

/* newsboat makes an id of link and date, as the feed writes that, where the
 * feed has none.  Zones are read differently. */
static bool
is_made_up(const char *guid, const char *url, gint64 date)
{
	enum { DAY = 24 * 60 * 60 };
	if (!guid)
		return true;
	if (!url || !g_str_has_prefix(guid, url))
		return false;
	gint64 said = date_parse(guid + strlen(url));
	return said && said >= date - DAY && said <= date + DAY;
}

/* Where the feed has no id we go by the link. */
static char *
key_of(sqlite3_stmt *st)
{
	const char *guid = text_of(st, "guid"), *url = text_of(st, "url");
	bool made_up = is_made_up(guid, url, number_of(st, "pubDate"));
	g_autofree char *key = made_up && url ? url_key(url) : NULL;
	if (key)
		return g_strconcat("u:", key, NULL);
	g_autofree char *clean = line_of(st, "guid");
	return clean ? g_strconcat("i:", clean, NULL) : NULL;
}

static json_t *
item_object(sqlite3_stmt *st, const char *key)
{
	json_t *object = json_object();
	json_put_string(object, "key", key);
	json_put_string(object, "title", text_of(st, "title"));
	json_put_string(object, "author", text_of(st, "author"));
	json_put_string(object, "url", text_of(st, "url"));
	json_put_string(object, "body", text_of(st, "content"));
	json_put_string(object, "base", text_of(st, "base"));
	const char *type = text_of(st, "content_mime_type");
	json_put_string(object, "type", type ? type : "text/html");
	gint64 date = number_of(st, "pubDate"), now = clock_now();
	json_object_set_new(object, "published", json_integer(date));
	date = date > 0 && date < now ? date : now;
	json_object_set_new(object, "date", json_integer(date));
	json_object_set_new(object, "first_seen", json_integer(date));
	json_object_set_new(
		object, "unread", json_integer(number_of(st, "unread") != 0));
	json_object_set_new(
		object, "starred", json_integer(text_of(st, "flags") != NULL));
	if (text_of(st, "enclosure_url")) {
		json_t *enclosure = json_object();
		json_put_string(enclosure, "url", text_of(st, "enclosure_url"));
		json_put_string(
			enclosure, "type", text_of(st, "enclosure_type"));
		json_t *list = json_array();
		json_array_append_new(list, enclosure);
		json_object_set_new(object, "enclosures", list);
	}
	port_clean(object);
	return object;
}

static bool
put_flags(Store *s, gint64 id, const char *flags, GError **error)
{
	for (; flags && *flags; flags++) {
		char label[] = "flag-?";
		if (!g_ascii_isalpha(*flags))
			continue;
		label[5] = *flags;
		if (act_one(s, STORE_LABEL, label, id, error) < 0)
			return false;
	}
	return true;
}

/* False on error only. */
static bool
take_item(Store *s, sqlite3_stmt *st, StoreImported *result, GError **error)
{
	g_autofree char *url = line_of(st, "feedurl");
	g_autofree char *key = key_of(st);
	if (!url || !key || g_str_has_prefix(url, "query:")) {
		result->skipped++;
		return true;
	}
	gint64 feed = feed_obtain(s, url, NULL, NULL, error);
	if (!feed)
		return false;
	if (number_of(st, "deleted"))
		return db_run(s, error,
			"INSERT OR IGNORE INTO tombstone VALUES(?1,?2,?3)",
			"isi", feed, key, clock_now());
	g_autoptr(json_t) object = item_object(st, key);
	bool added;
	gint64 id = port_article(s, feed, object, &added, error);
	result->articles += id && added;
	return id && put_flags(s, id, text_of(st, "flags"), error);
}

static bool
take_feed(Store *s, sqlite3_stmt *st, StoreImported *result, GError **error)
{
	g_autofree char *url = line_of(st, "rssurl");
	g_autofree char *title = line_of(st, "title");
	g_autofree char *site = line_of(st, "url");
	if (!url || g_str_has_prefix(url, "query:"))
		return true;
	result->feeds++;
	return feed_obtain(s, url, title, site, error) != 0;
}

static bool
take_rows(Store *s, sqlite3 *db, const char *sql,
	bool (*take)(Store *, sqlite3_stmt *, StoreImported *, GError **),
	StoreImported *result, GError **error)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &st, NULL);
	bool ok = rc == SQLITE_OK;
	while (ok && (rc = sqlite3_step(st)) == SQLITE_ROW)
		ok = take(s, st, result, error);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		ok = false;
		g_set_error(error, STORE_ERROR, STORE_ERROR_FAILED,
			_("newsboat's cache cannot be read: %s"),
			sqlite3_errmsg(db));
	}
	sqlite3_finalize(st);
	return ok;
}

bool
store_import_newsboat(
	Store *s, const char *path, StoreImported *result, GError **error)
{
	*result = (StoreImported){ 0 };
	sqlite3 *db = open_cache(path, error);
	if (!db)
		return false;
	bool ok = db_begin(s, error);
	if (ok) {
		ok = take_rows(s, db, "SELECT * FROM rss_feed", take_feed,
			     result, error) &&
			take_rows(s, db, "SELECT * FROM rss_item ORDER BY id",
				take_item, result, error);
		ok = db_end(s, ok, error);
	}
	sqlite3_close(db);
	return ok;
}
