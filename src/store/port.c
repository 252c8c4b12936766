/* SPDX-License-Identifier: MIT
 *
 * Rows made from named values; articles that come from elsewhere.
 */
#include <config.h>

#include "store/port.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/text.h"
#include "url/url.h"

static const char *const article_columns[] = { "key", "hash", "url", "title",
	"author", "date", "published", "updated", "first_seen", "state",
	"gone_at", "unread", "starred", "changed", "minutes", "todo", NULL };

static const char *const content_columns[] = { "type", "base", "language",
	"tags", "external", "comments", "comment_count", "image",
	"source_title", "duration", "body", "summary", NULL };

static const char *const enclosure_columns[] = { "n", "url", "type", "title",
	"length", NULL };

static void
clean_string(const char *key, json_t *value)
{
	static const char *const bodies[] = { "body", "summary", "fulltext",
		NULL };
	static const char *const blocks[] = { "text", "tags", NULL };
	if (g_strv_contains(bodies, key))
		return;
	g_autofree char *clean = text_clean(json_string_value(value), -1,
		g_strv_contains(blocks, key) ? TEXT_BLOCK : TEXT_LINE);
	json_string_set(value, clean);
}

void
port_clean(json_t *value)
{
	const char *key;
	json_t *inner;
	gsize i;
	json_object_foreach(value, key, inner)
	{
		if (json_is_string(inner))
			clean_string(key, inner);
		else
			port_clean(inner);
	}
	json_array_foreach(value, i, inner)
	{
		if (json_is_string(inner))
			clean_string("", inner);
		else
			port_clean(inner);
	}
}

static void
bind_value(sqlite3_stmt *st, int n, const json_t *value)
{
	if (json_is_string(value))
		sqlite3_bind_text(
			st, n, json_string_value(value), -1, SQLITE_TRANSIENT);
	else if (json_is_boolean(value))
		sqlite3_bind_int(st, n, json_is_true(value));
	else
		sqlite3_bind_int64(st, n, json_integer_value(value));
}

static bool
is_value(const json_t *value)
{
	return json_is_string(value) || json_is_integer(value) ||
		json_is_boolean(value);
}

bool
port_insert(Store *s, const char *table, PortColumns columns,
	const json_t *object, const char *key_column, gint64 key,
	GError **error)
{
	g_autoptr(GString) sql = g_string_new(NULL);
	g_autoptr(GString) values = g_string_new(NULL);
	g_string_printf(sql, "INSERT OR IGNORE INTO %s(%s", table,
		key_column ? key_column : "");
	g_string_append(values, key_column ? "?" : "");
	for (PortColumns c = columns; *c; c++)
		if (is_value(json_object_get(object, *c))) {
			const char *comma = values->len ? "," : "";
			g_string_append_printf(sql, "%s%s", comma, *c);
			g_string_append_printf(values, "%s?", comma);
		}
	g_string_append_printf(sql, ") VALUES(%s)", values->str);
	sqlite3_stmt *st = db_statement(s, error, sql->str, NULL);
	if (!st)
		return false;
	int n = 1;
	if (key_column)
		sqlite3_bind_int64(st, n++, key);
	for (PortColumns c = columns; *c; c++) {
		const json_t *value = json_object_get(object, *c);
		if (is_value(value))
			bind_value(st, n++, value);
	}
	int rc = sqlite3_step(st);
	if (rc != SQLITE_DONE)
		db_fail(s, error);
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

/* What every article must have, whatever the file said. */
static void
fill_in(json_t *object)
{
	static const char *const times[] = { "published", "updated" };
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++)
		if (!json_is_integer(json_object_get(object, times[i])))
			json_object_set_new(object, times[i], json_integer(0));
	gint64 now = clock_now();
	if (!json_is_string(json_object_get(object, "title")))
		json_object_set_new(object, "title", json_string(""));
	if (json_get_int(object, "first_seen") <= 0)
		json_object_set_new(object, "first_seen", json_integer(now));
	if (json_get_int(object, "date") <= 0)
		json_object_set_new(object, "date",
			json_integer(json_get_int(object, "first_seen")));
	if (!json_is_integer(json_object_get(object, "hash")))
		json_object_set_new(object, "hash", json_integer(0));
	gint64 state = json_get_int(object, "state");
	if (state < 0 || state > 3)
		json_object_set_new(object, "state", json_integer(0));
}

static bool
join_marks(Store *s, gint64 id, const json_t *object, GError **error)
{
	const json_t *unread = json_object_get(object, "unread");
	return db_run(s, error,
		"UPDATE article SET unread=unread AND ?2,starred=starred OR ?3"
		" WHERE id=?1",
		"iii", id,
		(gint64)(unread ? json_integer_value(unread) != 0 : 1),
		(gint64)(json_get_int(object, "starred") != 0));
}

static bool
put_enclosures(Store *s, gint64 id, const json_t *object, GError **error)
{
	const json_t *list = json_object_get(object, "enclosures"), *one;
	gsize i;
	json_array_foreach(list, i, one)
	{
		if (!json_get_string(one, "url"))
			continue;
		json_object_set_new((json_t *)(guintptr)one, "n",
			json_integer((json_int_t)i));
		if (!port_insert(s, "enclosure", enclosure_columns, one,
			    "article", id, error))
			return false;
	}
	return db_run(s, error,
		"UPDATE article SET enclosures=(SELECT count(*) FROM enclosure"
		" WHERE article=?1) WHERE id=?1",
		"i", id);
}

static bool
put_link_key(Store *s, gint64 id, const json_t *object, GError **error)
{
	const char *url = json_get_string(object, "url");
	g_autofree char *key = url ? url_key(url) : NULL;
	return !key ||
		db_run(s, error, "UPDATE article SET link=?2 WHERE id=?1", "ii",
			id, (gint64)hash_string(4, key));
}

gint64
port_article(Store *s, gint64 feed, json_t *object, bool *added, GError **error)
{
	const char *key = json_get_string(object, "key");
	if (added)
		*added = false;
	if (!key || !strchr("iuh", key[0]) || key[1] != ':')
		return 0;
	gint64 id =
		db_int(s, 0, "SELECT id FROM article WHERE feed=?1 AND key=?2",
			"is", feed, key);
	if (id)
		return join_marks(s, id, object, error) ? id : 0;
	fill_in(object);
	if (!port_insert(
		    s, "article", article_columns, object, "feed", feed, error))
		return 0;
	id = sqlite3_last_insert_rowid(s->db);
	if (added)
		*added = true;
	return port_insert(s, "content", content_columns, object, "id", id,
		       error) &&
			put_enclosures(s, id, object, error) &&
			put_link_key(s, id, object, error)
		? id
		: 0;
}
