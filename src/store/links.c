/* SPDX-License-Identifier: MIT
 *
 * Links as things: each page that is linked is one row (target), each link
 * one more, so that "also in", "opened" and "most linked" are queries.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "url/url.h"

/* "www.example.org" becomes "org.example.www". */
static void
append_reversed(GString *out, const char *host, gsize len)
{
	gsize end = len;
	for (gsize i = len; i > 0; i--)
		if (host[i - 1] == '.') {
			g_string_append_len(out, host + i, (gssize)(end - i));
			g_string_append_c(out, '.');
			end = i - 1;
		}
	g_string_append_len(out, host, (gssize)end);
}

char *
target_key(const char *url)
{
	g_autofree char *key = url ? url_key(url) : NULL;
	if (!key)
		return g_strdup(url);
	char *host = strstr(key, "://");
	if (!host)
		return g_steal_pointer(&key);
	host += 3;
	gsize len = strcspn(host, "/?");
	GString *out = g_string_sized_new(strlen(host));
	append_reversed(out, host, len);
	g_string_append(out, host + len);
	return g_string_free(out, FALSE);
}

/* Where the host's part of a key ends that says whose it is: "org.example". */
static gsize
owner_len(const char *key)
{
	gsize len = strcspn(key, "./?");
	return key[len] == '.' ? len + 1 + strcspn(key + len + 1, "./?") : len;
}

enum { PAGE_BITS = 43, OWNER_BITS = 20 };

gint64
target_place(const char *key, gint64 *first, gint64 *end)
{
	guint64 owner = hash_bytes(5, key, owner_len(key)) >> (64 - OWNER_BITS)
			<< PAGE_BITS;
	if (first)
		*first = (gint64)owner;
	if (end)
		*end = (gint64)(owner + (G_GUINT64_CONSTANT(1) << PAGE_BITS));
	return (gint64)(owner | hash_string(6, key) >> (64 - PAGE_BITS));
}

/* The row of a page, made if there is none; 0 on error.  *SAME: its address
 * there is URL as it is. */
static gint64
target_obtain(Store *s, const char *key, gint64 place, const char *url,
	bool *same, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error,
		"SELECT id,url FROM target WHERE place=?1 AND key=?2", "is",
		place, key);
	gint64 id = 0;
	if (db_step(s, st, error)) {
		id = sqlite3_column_int64(st, 0);
		*same = g_strcmp0((const char *)sqlite3_column_text(st, 1),
				url) == 0;
		sqlite3_reset(st);
		return id;
	}
	*same = true;
	return db_run(s, error,
		       "INSERT INTO target(place,key,url) VALUES(?1,?2,?3)",
		       "iss", place, key, url)
		? sqlite3_last_insert_rowid(s->db)
		: 0;
}

typedef struct {
	gint64 article, place;
	const StoreLink *link;
	char *key;
} NewLink;

static void
new_link_clear(gpointer link)
{
	g_free(((NewLink *)link)->key);
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
	const NewLink *l = a, *r = b;
	return (l->place > r->place) - (l->place < r->place);
}

static bool
add_link(Store *s, const NewLink *new, GError **error)
{
	const StoreLink *l = new->link;
	bool same;
	gint64 id =
		target_obtain(s, new->key, new->place, l->url, &same, error);
	return id &&
		db_run(s, error,
			"INSERT OR REPLACE INTO link VALUES(?1,?2,?3,?4,?5,"
			"?6,?7,?8)",
			"iiiiisss", new->article, (gint64)l->number, id,
			(gint64)l->kind, (gint64)l->heading_level,
			same ? NULL : l->url, l->text, l->heading);
}

bool
links_add(Store *s, const gint64 *articles, const StoreDoc *const *docs,
	gsize n, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(NewLink));
	g_array_set_clear_func(all, new_link_clear);
	for (gsize i = 0; i < n; i++)
		for (gsize k = 0; k < docs[i]->n_links; k++) {
			NewLink new = { articles[i], 0, &docs[i]->links[k],
				target_key(docs[i]->links[k].url) };
			if (!new.key)
				continue;
			new.place = target_place(new.key, NULL, NULL);
			g_array_append_val(all, new);
		}
	g_array_sort(all, by_place);
	bool ok = true;
	for (guint i = 0; ok && i < all->len; i++)
		ok = add_link(s, &g_array_index(all, NewLink, i), error);
	return ok;
}

void
store_link_row_free(StoreLinkRow *row)
{
	g_free(row->url);
	g_free(row->text);
	g_free(row->heading);
	g_free(row);
}

static char *
column_some(sqlite3_stmt *st, int column)
{
	const char *text = (const char *)sqlite3_column_text(st, column);
	return g_strdup(text ? text : "");
}

static gpointer
link_read(sqlite3_stmt *st)
{
	StoreLinkRow *row = g_new0(StoreLinkRow, 1);
	row->number = sqlite3_column_int(st, 0);
	row->kind = sqlite3_column_int(st, 1);
	row->url = column_some(st, 2);
	row->text = column_some(st, 3);
	row->heading = column_some(st, 4);
	row->heading_level = sqlite3_column_int(st, 5);
	row->opened = sqlite3_column_int64(st, 6);
	row->also = sqlite3_column_int(st, 7);
	return row;
}

/* A link to a shop window that is in every issue of everything (a home page,
 * an unsubscribe link) would make this slow: no more than 100 are counted. */
GPtrArray *
store_links(Store *s, gint64 article, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error,
		"SELECT k.n,k.kind,coalesce(k.url,t.url),k.text,k.heading,"
		"k.level,t.opened,(SELECT count(DISTINCT article) FROM"
		" (SELECT o.article FROM link o JOIN article b ON"
		" b.id=o.article WHERE o.target=k.target AND b.state=0 AND"
		" b.feed<>a.feed LIMIT 100))"
		" FROM article a JOIN link k ON k.article=a.id"
		" JOIN target t ON t.id=k.target WHERE a.id=?1 ORDER BY k.n",
		"i", article);
	return db_rows(
		s, st, link_read, (GDestroyNotify)store_link_row_free, error);
}

void
store_also_free(StoreAlso *also)
{
	g_free(also->feed_title);
	g_free(also->title);
	g_free(also);
}

static StoreAlso *
also_read(sqlite3_stmt *st)
{
	StoreAlso *also = g_new0(StoreAlso, 1);
	also->number = sqlite3_column_int(st, 0);
	also->article = sqlite3_column_int64(st, 1);
	also->feed_id = sqlite3_column_int64(st, 2);
	also->date = sqlite3_column_int64(st, 3);
	also->feed_title = column_some(st, 4);
	also->title = column_some(st, 5);
	return also;
}

GPtrArray *
store_also(Store *s, gint64 article, int per_link, GError **error)
{
	GPtrArray *rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)store_also_free);
	GError *err = NULL;
	sqlite3_stmt *st = db_statement(s, &err,
		"SELECT DISTINCT k.n,b.id,b.feed,b.date,f.label,b.title"
		" FROM article a JOIN link k ON k.article=a.id"
		" JOIN link o ON o.target=k.target AND o.article<>k.article"
		" JOIN article b ON b.id=o.article AND b.feed<>a.feed"
		" AND b.state=0 JOIN feed f ON f.id=b.feed WHERE a.id=?1"
		" ORDER BY k.n,b.date DESC,b.id DESC LIMIT 2000",
		"i", article);
	int number = 0, n = 0;
	while (db_step(s, st, &err)) {
		n = number == sqlite3_column_int(st, 0) ? n + 1 : 1;
		number = sqlite3_column_int(st, 0);
		if (n <= per_link)
			g_ptr_array_add(rows, also_read(st));
	}
	if (!err)
		return rows;
	g_propagate_error(error, err);
	g_ptr_array_unref(rows);
	return NULL;
}

bool
target_opened(Store *s, const char *url, gint64 when, GError **error)
{
	g_autofree char *key = target_key(url);
	bool same;
	if (!db_begin(s, error))
		return false;
	gint64 id = target_obtain(
		s, key, target_place(key, NULL, NULL), url, &same, error);
	bool ok = id &&
		db_run(s, error,
			"UPDATE target SET opened=max(opened,?2) WHERE id=?1",
			"ii", id, when);
	return db_end(s, ok, error);
}

bool
store_link_opened(Store *s, const char *url, GError **error)
{
	return target_opened(s, url, clock_now(), error);
}

gint64
store_link_when_opened(Store *s, const char *url)
{
	g_autofree char *key = target_key(url);
	return db_int(s, 0,
		"SELECT opened FROM target WHERE place=?1 AND key=?2", "is",
		target_place(key, NULL, NULL), key);
}

GHashTable *
store_links_opened(Store *s, gint64 article, GError **error)
{
	GHashTable *opened =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	sqlite3_stmt *st = db_statement(s, error,
		"SELECT coalesce(k.url,t.url),t.opened>0 FROM link k"
		" JOIN target t ON t.id=k.target WHERE k.article=?1",
		"i", article);
	while (db_step(s, st, error))
		g_hash_table_replace(opened, column_dup(st, 0),
			GINT_TO_POINTER(sqlite3_column_int(st, 1)));
	return opened;
}

void
store_most_free(StoreMost *most)
{
	g_free(most->url);
	g_free(most->text);
	g_free(most);
}

static gpointer
most_read(sqlite3_stmt *st)
{
	StoreMost *most = g_new0(StoreMost, 1);
	most->url = column_some(st, 0);
	most->text = column_some(st, 1);
	most->feeds = sqlite3_column_int(st, 2);
	most->articles = sqlite3_column_int(st, 3);
	most->opened = sqlite3_column_int64(st, 4);
	most->newest = sqlite3_column_int64(st, 5);
	most->article = sqlite3_column_int64(st, 6);
	return most;
}

/* max(a.date) makes SQLite take the other columns from the newest article's
 * row.  A feed's own site is no recommendation: not counted. */
GPtrArray *
store_most_linked(
	Store *s, const Query *query, gint64 since, int limit, GError **error)
{
	QuerySql sql;
	query_sql_init(&sql, s);
	query_sql_add(&sql, query);
	g_autofree char *text = g_strdup_printf(
		"SELECT t.url,k.text,count(DISTINCT a.feed) AS feeds,"
		"count(DISTINCT a.id) AS articles,t.opened,max(a.date),a.id"
		" FROM article a CROSS JOIN feed f ON f.id=a.feed"
		" CROSS JOIN link k ON k.article=a.id"
		" CROSS JOIN target t ON t.id=k.target"
		" WHERE a.state=0 AND a.date>=%s AND k.kind=0 AND %s"
		" GROUP BY k.target"
		" ORDER BY feeds DESC,articles DESC,max(a.date) DESC LIMIT %s",
		query_sql_number(&sql, since), sql.where->str,
		query_sql_number(&sql, limit));
	GPtrArray *rows = db_rows(s, query_sql_prepare(&sql, s, text, error),
		most_read, (GDestroyNotify)store_most_free, error);
	query_sql_clear(&sql);
	return rows;
}
