/* SPDX-License-Identifier: MIT
 *
 * One article, with its body and everything that belongs to it.
 */
#include <config.h>

#include "store/store_i.h"

#include "base/i18n.h"

static void
enclosure_free(StoreEnclosure *e)
{
	g_free(e->url);
	g_free(e->type);
	g_free(e->title);
	g_free(e);
}

void
store_article_free(StoreArticle *a)
{
	if (!a)
		return;
	char *strings[] = { a->guid, a->external, a->body, a->type, a->base,
		a->language, a->summary, a->fulltext, a->fulltext_url,
		a->comments, a->image, a->source_title };
	for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
		g_free(strings[i]);
	row_clear(&a->row);
	g_strfreev(a->tags);
	g_clear_pointer(&a->enclosures, g_ptr_array_unref);
	g_free(a);
}

static StoreArticle *
article_read(sqlite3_stmt *st)
{
	StoreArticle *a = g_new0(StoreArticle, 1);
	row_read(&a->row, st);
	int c = ROW_N_COLUMNS;
	const char *key = (const char *)sqlite3_column_text(st, c++);
	if (g_str_has_prefix(key, "i:"))
		a->guid = g_strdup(key + 2);
	a->external = column_dup(st, c++);
	a->body = column_dup(st, c++);
	a->type = column_dup(st, c++);
	a->base = column_dup(st, c++);
	a->language = column_dup(st, c++);
	a->summary = column_dup(st, c++);
	a->fulltext = column_dup(st, c++);
	a->fulltext_url = column_dup(st, c++);
	a->comments = column_dup(st, c++);
	a->comment_count = sqlite3_column_type(st, c) == SQLITE_NULL
		? -1
		: sqlite3_column_int(st, c);
	c++;
	a->image = column_dup(st, c++);
	a->source_title = column_dup(st, c++);
	a->duration = sqlite3_column_int(st, c++);
	a->tags = column_list(st, c++);
	a->enclosures =
		g_ptr_array_new_with_free_func((GDestroyNotify)enclosure_free);
	return a;
}

static void
read_enclosures(Store *s, StoreArticle *a, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error,
		"SELECT url,type,title,length FROM enclosure"
		" WHERE article=?1 ORDER BY n",
		"i", a->row.id);
	while (db_step(s, st, error)) {
		StoreEnclosure *e = g_new0(StoreEnclosure, 1);
		e->url = column_dup(st, 0);
		e->type = column_dup(st, 1);
		e->title = column_dup(st, 2);
		e->length = sqlite3_column_int64(st, 3);
		g_ptr_array_add(a->enclosures, e);
	}
}

StoreArticle *
store_article(Store *s, gint64 id, GError **error)
{
	GError *err = NULL;
	StoreArticle *a = NULL;
	sqlite3_stmt *st = db_statement(s, &err,
		"SELECT " ROW_COLUMNS ",a.key,c.external,c.body,c.type,c.base,"
		"c.language,c.summary,t.html,t.url,c.comments,"
		"c.comment_count,c.image,c.source_title,c.duration,c.tags"
		" FROM article a JOIN feed f ON f.id=a.feed"
		" LEFT JOIN content c ON c.id=a.id"
		" LEFT JOIN fulltext t ON t.id=a.id WHERE a.id=?1",
		"i", id);
	if (db_step(s, st, &err)) {
		a = article_read(st);
		sqlite3_reset(st);
		read_enclosures(s, a, &err);
	}
	if (err) {
		g_propagate_error(error, err);
		g_clear_pointer(&a, store_article_free);
	} else if (!a) {
		g_set_error_literal(error, STORE_ERROR, STORE_ERROR_GONE,
			_("there is no such article any more"));
	}
	return a;
}

bool
store_set_fulltext(Store *s, gint64 id, const char *url, const char *html,
	const StoreDoc *doc, GError **error)
{
	if (!db_begin(s, error))
		return false;
	bool ok = db_run(s, error,
			  "INSERT OR REPLACE INTO fulltext VALUES(?1,?2,?3)",
			  "iss", id, url, html) &&
		(!doc || store_prepared(s, id, doc, error));
	return db_end(s, ok, error);
}

gint64
store_position(Store *s, gint64 article)
{
	return db_int(
		s, -1, "SELECT offset FROM position WHERE id=?1", "i", article);
}

bool
store_set_position(Store *s, gint64 article, gint64 offset, GError **error)
{
	int before = sqlite3_total_changes(s->db);
	bool ok = offset < 0
		? db_run(s, error, "DELETE FROM position WHERE id=?1", "i",
			  article)
		: db_run(s, error,
			  "INSERT OR REPLACE INTO position SELECT ?1,?2"
			  " WHERE EXISTS (SELECT 1 FROM article WHERE id=?1)",
			  "ii", article, offset);
	s->positions += sqlite3_total_changes(s->db) - before;
	return ok;
}
