/* SPDX-License-Identifier: MIT
 *
 * Lists: pages by key, so that the first screen costs the same with any
 * number of articles.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/hash.h"
#include "url/url.h"

/* An order is a row of expressions, all up or all down, the last one unique;
 * KEY are the same for the row that a page starts from. */
typedef struct {
	const char *columns, *up, *down;
	bool descending;
} Order;

/* clang-format off */
static const Order orders[STORE_N_SORTS] = {
	[STORE_NEWEST] = { "a.date,a.id",
		"a.date,a.id", "a.date DESC,a.id DESC", true },
	[STORE_OLDEST] = { "a.date,a.id",
		"a.date,a.id", "a.date DESC,a.id DESC", false },
	[STORE_ARRIVED] = { "a.id", "a.id", "a.id DESC", true },
	[STORE_TITLE] = { "a.title COLLATE NOCASE,a.id",
		"a.title COLLATE NOCASE,a.id",
		"a.title COLLATE NOCASE DESC,a.id DESC", false },
	[STORE_SOURCE] = {
		"f.label COLLATE NOCASE,a.feed,-a.date,-a.id",
		"f.label COLLATE NOCASE,a.feed,-a.date,-a.id",
		"f.label COLLATE NOCASE DESC,a.feed DESC,a.date,a.id", false },
	[STORE_SHORTEST] = { "a.minutes,a.id",
		"a.minutes,a.id", "a.minutes DESC,a.id DESC", false },
	[STORE_LONGEST] = { "a.minutes,a.id",
		"a.minutes,a.id", "a.minutes DESC,a.id DESC", true },
};
/* clang-format on */

void
row_read(StoreRow *row, sqlite3_stmt *st)
{
	int c = 0;
	row->id = sqlite3_column_int64(st, c++);
	row->feed_id = sqlite3_column_int64(st, c++);
	row->feed_title = column_dup(st, c++);
	row->title = column_dup(st, c++);
	row->author = column_dup(st, c++);
	row->url = column_dup(st, c++);
	row->date = sqlite3_column_int64(st, c++);
	row->published = sqlite3_column_int64(st, c++);
	row->updated = sqlite3_column_int64(st, c++);
	row->first_seen = sqlite3_column_int64(st, c++);
	row->unread = sqlite3_column_int(st, c++);
	row->starred = sqlite3_column_int(st, c++);
	row->hidden = sqlite3_column_int(st, c++);
	row->changed = sqlite3_column_int(st, c++);
	row->enclosure = sqlite3_column_int(st, c++) > 0;
	row->minutes = sqlite3_column_int(st, c++);
	row->links = sqlite3_column_int(st, c++);
	row->labels = column_list(st, c++);
}

static gpointer
row_new(sqlite3_stmt *st)
{
	StoreRow *row = g_new0(StoreRow, 1);
	row_read(row, st);
	return row;
}

void
row_clear(StoreRow *row)
{
	g_free(row->feed_title);
	g_free(row->title);
	g_free(row->author);
	g_free(row->url);
	g_strfreev(row->labels);
}

void
store_row_free(StoreRow *row)
{
	if (row)
		row_clear(row);
	g_free(row);
}

/* The values of COLUMNS for the row FROM, as parameters. */
static char *
key_of(QuerySql *sql, StoreSort sort, const StoreRow *from)
{
	g_autofree char *id = g_strdup(query_sql_number(sql, from->id));
	switch (sort) {
	case STORE_ARRIVED:
		return g_steal_pointer(&id);
	case STORE_TITLE:
		return g_strconcat(
			query_sql_param(sql, from->title), ",", id, NULL);
	case STORE_SOURCE: {
		g_autofree char *label =
			g_strdup(query_sql_param(sql, from->feed_title));
		g_autofree char *feed =
			g_strdup(query_sql_number(sql, from->feed_id));
		return g_strdup_printf("%s,%s,%s,-%s", label, feed,
			query_sql_number(sql, -from->date), id);
	}
	case STORE_SHORTEST:
	case STORE_LONGEST:
		return g_strconcat(
			query_sql_number(sql, from->minutes), ",", id, NULL);
	case STORE_NEWEST:
	case STORE_OLDEST:
	case STORE_N_SORTS:
	default:
		return g_strconcat(
			query_sql_number(sql, from->date), ",", id, NULL);
	}
}

static const char *
state_condition(const QuerySql *sql)
{
	return sql->wide ? "a.state<2" : "a.state=0";
}

static char *
list_sql(QuerySql *sql, const char *columns, StoreSort sort,
	const StoreRow *from, int limit)
{
	const Order *o = &orders[sort];
	bool down = o->descending != (limit < 0);
	GString *text = g_string_new(NULL);
	g_string_append_printf(text,
		"SELECT %s FROM article a CROSS JOIN feed f ON f.id=a.feed"
		" WHERE %s AND %s",
		columns, state_condition(sql), sql->where->str);
	if (from) {
		g_autofree char *key = key_of(sql, sort, from);
		g_string_append_printf(text, " AND (%s)%s(%s)", o->columns,
			down ? "<" : ">", key);
	}
	g_string_append_printf(text, " ORDER BY %s LIMIT %s",
		down ? o->down : o->up,
		query_sql_number(sql, ABS((gint64)limit)));
	return g_string_free(text, FALSE);
}

static void
reverse(GPtrArray *rows)
{
	for (guint i = 0, j = rows->len; i + 1 < j; i++) {
		j--;
		gpointer swap = rows->pdata[i];
		rows->pdata[i] = rows->pdata[j];
		rows->pdata[j] = swap;
	}
}

GPtrArray *
store_list(Store *s, const Query *query, StoreSort sort, const StoreRow *from,
	int limit, GError **error)
{
	QuerySql sql;
	query_sql_init(&sql, s);
	query_sql_add(&sql, query);
	g_autofree char *text = list_sql(&sql, ROW_COLUMNS, sort, from, limit);
	GPtrArray *rows = db_rows(s, query_sql_prepare(&sql, s, text, error),
		row_new, (GDestroyNotify)store_row_free, error);
	query_sql_clear(&sql);
	if (rows && limit < 0)
		reverse(rows);
	return rows;
}

GArray *
store_ids(
	Store *s, const Query *query, StoreSort sort, int limit, GError **error)
{
	QuerySql sql;
	query_sql_init(&sql, s);
	query_sql_add(&sql, query);
	g_autofree char *text = list_sql(&sql, "a.id", sort, NULL, limit);
	GArray *ids = query_sql_ids(&sql, s, text, error);
	query_sql_clear(&sql);
	return ids;
}

gint64
store_count(Store *s, const Query *query, gint64 at_most, GError **error)
{
	if (!query && !at_most)
		return db_int(s, -1,
			"SELECT coalesce(sum(total),0) FROM feed_count", NULL);
	QuerySql sql;
	query_sql_init(&sql, s);
	query_sql_add(&sql, query);
	g_autofree char *text = g_strdup_printf(
		"SELECT count(*) FROM (SELECT 1 FROM article a"
		" CROSS JOIN feed f ON f.id=a.feed WHERE %s AND %s LIMIT %s)",
		state_condition(&sql), sql.where->str,
		query_sql_number(&sql, at_most ? at_most : -1));
	sqlite3_stmt *st = query_sql_prepare(&sql, s, text, error);
	gint64 n = -1;
	if (db_step(s, st, error)) {
		n = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	query_sql_clear(&sql);
	return n;
}

StoreRow *
store_row(Store *s, gint64 id, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error,
		"SELECT " ROW_COLUMNS " FROM article a JOIN feed f"
		" ON f.id=a.feed WHERE a.id=?1",
		"i", id);
	if (!db_step(s, st, error))
		return NULL;
	StoreRow *row = row_new(st);
	sqlite3_reset(st);
	return row;
}

gint64
store_find_url(Store *s, const char *url)
{
	g_autofree char *key = url_key(url);
	if (!key)
		return 0;
	return db_int(s, 0,
		"SELECT id FROM article WHERE link=?1 AND state<2"
		" ORDER BY date DESC LIMIT 1",
		"i", (gint64)hash_string(4, key));
}

void
store_tally_free(StoreTally *tally)
{
	g_free(tally->name);
	g_free(tally);
}

static gpointer
tally_read(sqlite3_stmt *st)
{
	StoreTally *t = g_new0(StoreTally, 1);
	t->name = column_dup(st, 0);
	t->total = sqlite3_column_int64(st, 1);
	t->unread = sqlite3_column_int64(st, 2);
	return t;
}

static GPtrArray *
tallies(Store *s, const char *sql, GError **error)
{
	return db_rows(s, db_statement(s, error, sql, NULL), tally_read,
		(GDestroyNotify)store_tally_free, error);
}

/* Each group brings those above it: "Tech/Rust" is in "Tech", too.  Sorting
 * with "/" as the lowest character puts parents before their children. */
GPtrArray *
store_groups(Store *s, GError **error)
{
	return tallies(s,
		"WITH RECURSIVE up(feed,name,rest) AS ("
		" SELECT g.feed,'',g.name||'/' FROM feed_group g JOIN feed f"
		" ON f.id=g.feed WHERE f.subscribed=1"
		" UNION ALL SELECT feed,name||CASE name WHEN '' THEN '' ELSE"
		" '/' END||substr(rest,1,instr(rest,'/')-1),"
		" substr(rest,instr(rest,'/')+1) FROM up WHERE rest<>'')"
		" SELECT name,sum(c.total),sum(c.unread) FROM"
		" (SELECT DISTINCT feed,name FROM up WHERE name<>'') u"
		" JOIN feed_count c ON c.feed=u.feed GROUP BY name"
		" ORDER BY replace(name,'/',char(1)) COLLATE NOCASE",
		error);
}

GPtrArray *
store_labels(Store *s, GError **error)
{
	return tallies(s,
		"SELECT l.name,count(a.id),coalesce(sum(a.unread),0)"
		" FROM label l CROSS JOIN labelled d ON d.label=l.id"
		" CROSS JOIN article a ON a.id=d.article AND a.state=0"
		" GROUP BY l.id ORDER BY l.name COLLATE NOCASE",
		error);
}
