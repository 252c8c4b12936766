/* SPDX-License-Identifier: MIT
 *
 * Everything as JSON lines, and back.  The names are the columns' own.
 */
#include <config.h>

#include "store/port.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"

enum { FORMAT = 1, MAX_LINE = 64 * 1024 * 1024 };

static json_t *
row_object(sqlite3_stmt *st)
{
	json_t *object = json_object();
	for (int c = 0; c < sqlite3_column_count(st); c++) {
		const char *name = sqlite3_column_name(st, c);
		int type = sqlite3_column_type(st, c);
		if (type == SQLITE_INTEGER)
			json_object_set_new(object, name,
				json_integer(sqlite3_column_int64(st, c)));
		else if (type != SQLITE_NULL)
			json_put_string(object, name,
				(const char *)sqlite3_column_text(st, c));
	}
	return object;
}

/* The rows of SQL for ID as an array; nothing if there are none.  Rows of one
 * column are that column. */
static void
put_rows(Store *s, json_t *object, const char *name, const char *sql, gint64 id,
	GError **error)
{
	json_t *array = json_array();
	sqlite3_stmt *st = db_statement(s, error, sql, "i", id);
	while (db_step(s, st, error)) {
		json_t *row = row_object(st);
		if (sqlite3_column_count(st) == 1) {
			json_array_append(array,
				json_object_get(
					row, sqlite3_column_name(st, 0)));
			json_decref(row);
		} else {
			json_array_append_new(array, row);
		}
	}
	if (json_array_size(array))
		json_object_set(object, name, array);
	json_decref(array);
}

typedef struct {
	const char *name, *sql;
} Part;

typedef struct {
	const char *kind, *sql; /* first column: id, not written */
	const Part *parts;
} Export;

static const Part feed_parts[] = {
	{ "groups", "SELECT name FROM feed_group WHERE feed=?1 ORDER BY name" },
	{ NULL, NULL }
};

static const Part article_parts[] = {
	{ "labels",
		"SELECT l.name FROM labelled d JOIN label l ON l.id=d.label"
		" WHERE d.article=?1 ORDER BY l.name" },
	{ "enclosures",
		"SELECT url,type,title,length FROM enclosure WHERE article=?1"
		" ORDER BY n" },
	{ "links",
		"SELECT k.n AS number,k.kind,coalesce(k.url,t.url) AS url,"
		"k.text,k.heading,k.level FROM link k JOIN target t"
		" ON t.id=k.target WHERE k.article=?1 ORDER BY k.n" },
	{ NULL, NULL }
};

static const Part no_parts[] = { { NULL, NULL } };

static const Export exports[] = {
	{ "feed",
		"SELECT id,url,effective,name,title,site,settings,subscribed,"
		"hidden,gone,place,keep_days,keep_count,last_try,last_ok,"
		"next_due,http_status,failures,last_error,etag,last_modified,"
		"body_hash FROM feed ORDER BY id",
		feed_parts },
	{ "article",
		"SELECT a.id,f.url AS feed,a.key,a.hash,a.url,a.title,"
		"a.author,a.date,a.published,a.updated,a.first_seen,a.state,"
		"a.gone_at,a.unread,a.starred,a.changed,a.minutes,a.todo,"
		"c.type,c.base,c.language,c.tags,c.external,c.comments,"
		"c.comment_count,c.image,c.source_title,c.duration,c.body,"
		"c.summary,p.text,t.url AS fulltext_url,t.html AS fulltext,"
		"o.offset AS position FROM article a JOIN feed f"
		" ON f.id=a.feed LEFT JOIN content c ON c.id=a.id"
		" LEFT JOIN plain p ON p.id=a.id"
		" LEFT JOIN fulltext t ON t.id=a.id"
		" LEFT JOIN position o ON o.id=a.id ORDER BY a.id",
		article_parts },
	{ "tombstone",
		"SELECT 0,f.url AS feed,t.key,t.at FROM tombstone t"
		" JOIN feed f ON f.id=t.feed",
		no_parts },
	{ "opened", "SELECT id,url,opened FROM target WHERE opened>0",
		no_parts },
	{ "state", "SELECT 0,key,value FROM state WHERE key<>'subscriptions'",
		no_parts },
};

static bool
write_line(FILE *out, json_t *line, GError **error)
{
	g_autofree char *text = json_line(line);
	errno = 0;
	bool ok = fputs(text, out) != EOF;
	if (!ok)
		g_set_error(error, STORE_ERROR, STORE_ERROR_FAILED,
			_("the export could not be written: %s"),
			g_strerror(errno));
	return ok;
}

static void
export_kind(Store *s, const Export *e, FILE *out, GError **error)
{
	GError *err = NULL;
	sqlite3_stmt *st = db_statement(s, &err, e->sql, NULL);
	while (!err && db_step(s, st, &err)) {
		g_autoptr(json_t) line = json_object();
		json_t *object = row_object(st);
		json_object_del(object, sqlite3_column_name(st, 0));
		for (const Part *p = e->parts; p->name && !err; p++)
			put_rows(s, object, p->name, p->sql,
				sqlite3_column_int64(st, 0), &err);
		json_object_set_new(line, e->kind, object);
		if (!err)
			write_line(out, line, &err);
	}
	sqlite3_reset(st);
	if (err)
		g_propagate_error(error, err);
}

bool
store_export(Store *s, FILE *out, GError **error)
{
	GError *err = NULL;
	g_autoptr(json_t) head = json_object();
	json_object_set_new(head, "courant", json_integer(FORMAT));
	/* One view of everything, while others go on writing. */
	if (!db_run(s, error, "BEGIN", NULL))
		return false;
	write_line(out, head, &err);
	for (gsize i = 0; !err && i < G_N_ELEMENTS(exports); i++)
		export_kind(s, &exports[i], out, &err);
	db_run(s, NULL, "COMMIT", NULL);
	if (!err && fflush(out) != 0)
		g_set_error(&err, STORE_ERROR, STORE_ERROR_FAILED,
			_("the export could not be written: %s"),
			g_strerror(errno));
	if (err)
		g_propagate_error(error, err);
	return err == NULL;
}

static const char *const feed_columns[] = { "effective", "name", "settings",
	"subscribed", "hidden", "gone", "place", "keep_days", "keep_count",
	"last_try", "last_ok", "next_due", "http_status", "failures",
	"last_error", "etag", "last_modified", "body_hash", NULL };

static const char *const tombstone_columns[] = { "key", "at", NULL };
static const char *const state_columns[] = { "key", "value", NULL };

/* Columns of a feed that was not here before. */
static bool
set_feed(Store *s, gint64 id, const json_t *object, GError **error)
{
	for (PortColumns c = feed_columns; *c; c++) {
		const json_t *value = json_object_get(object, *c);
		g_autofree char *sql = g_strdup_printf(
			"UPDATE feed SET %s=?2 WHERE id=?1", *c);
		bool ok = json_is_string(value)
			? db_run(s, error, sql, "is", id,
				  json_string_value(value))
			: !json_is_integer(value) ||
				db_run(s, error, sql, "ii", id,
					(gint64)json_integer_value(value));
		if (!ok)
			return false;
	}
	return true;
}

static int
import_feed(Store *s, json_t *object, StoreImported *result, GError **error)
{
	const char *url = json_get_string(object, "url");
	if (!url)
		return 0;
	bool known = store_feed_by_url(s, url) != 0;
	gint64 id = feed_obtain(s, url, json_get_string(object, "title"),
		json_get_string(object, "site"), error);
	if (!id || (!known && !set_feed(s, id, object, error)))
		return -1;
	const json_t *group;
	gsize i;
	json_array_foreach(json_object_get(object, "groups"), i, group)
	{
		if (json_is_string(group) &&
			!db_run(s, error,
				"INSERT OR IGNORE INTO feed_group VALUES"
				"(?1,?2)",
				"is", id, json_string_value(group)))
			return -1;
	}
	result->feeds++;
	return db_run(s, error,
		       "UPDATE feed SET label=coalesce(nullif(name,''),"
		       "nullif(title,''),url) WHERE id=?1",
		       "i", id)
		? 1
		: -1;
}

static bool
import_labels(Store *s, gint64 id, const json_t *object, GError **error)
{
	const json_t *label;
	gsize i;
	json_array_foreach(json_object_get(object, "labels"), i, label)
	{
		if (json_is_string(label) &&
			act_one(s, STORE_LABEL, json_string_value(label), id,
				error) < 0)
			return false;
	}
	return true;
}

/* An article that doc has seen already comes with its links and text. */
static bool
import_doc(Store *s, gint64 id, const json_t *object, GError **error)
{
	const json_t *list = json_object_get(object, "links"), *one;
	gsize i, n = json_array_size(list);
	if (json_get_int(object, "todo") == 2)
		return true;
	g_autofree StoreLink *links = g_new0(StoreLink, n + 1);
	StoreDoc doc = { .links = links,
		.text = json_get_string(object, "text"),
		.minutes = (int)json_get_int(object, "minutes") };
	json_array_foreach(list, i, one)
	{
		StoreLink *l = &links[doc.n_links];
		l->url = json_get_string(one, "url");
		l->text = json_get_string(one, "text");
		l->heading = json_get_string(one, "heading");
		l->number = (int)json_get_int(one, "number");
		l->kind = (StoreLinkKind)json_get_int(one, "kind");
		l->heading_level = (int)json_get_int(one, "level");
		doc.n_links += l->url != NULL;
	}
	return db_run(s, error, "UPDATE article SET todo=1 WHERE id=?1", "i",
		       id) &&
		store_prepared(s, id, &doc, error);
}

static int
import_article(Store *s, json_t *object, StoreImported *result, GError **error)
{
	const char *url = json_get_string(object, "feed");
	const char *fulltext = json_get_string(object, "fulltext");
	const json_t *position = json_object_get(object, "position");
	bool added;
	gint64 feed = url ? feed_obtain(s, url, NULL, NULL, error) : 0;
	gint64 id = feed ? port_article(s, feed, object, &added, error) : 0;
	if (!id)
		return error && *error ? -1 : 0;
	bool ok = import_labels(s, id, object, error) &&
		(!added || import_doc(s, id, object, error)) &&
		(!added || !fulltext ||
			store_set_fulltext(s, id,
				json_get_string(object, "fulltext_url"),
				fulltext, NULL, error)) &&
		(!added || !position ||
			store_set_position(
				s, id, json_integer_value(position), error));
	result->articles += ok && added;
	return ok ? 1 : -1;
}

static int
import_tombstone(
	Store *s, json_t *object, StoreImported *result, GError **error)
{
	const char *url = json_get_string(object, "feed");
	gint64 feed = url ? store_feed_by_url(s, url) : 0;
	if (!feed || !json_get_string(object, "key"))
		return 0;
	return port_insert(s, "tombstone", tombstone_columns, object, "feed",
		       feed, error)
		? 1
		: -1;
}

static int
import_opened(Store *s, json_t *object, StoreImported *result, GError **error)
{
	const char *url = json_get_string(object, "url");
	if (!url)
		return 0;
	gint64 when = json_get_int(object, "opened");
	return target_opened(s, url, when, error) ? 1 : -1;
}

static int
import_state(Store *s, json_t *object, StoreImported *result, GError **error)
{
	if (!json_get_string(object, "key") ||
		!json_get_string(object, "value"))
		return 0;
	return port_insert(s, "state", state_columns, object, NULL, 0, error)
		? 1
		: -1;
}

static const struct {
	const char *kind;
	int (*take)(Store *, json_t *, StoreImported *, GError **);
} imports[] = { { "feed", import_feed }, { "article", import_article },
	{ "tombstone", import_tombstone }, { "opened", import_opened },
	{ "state", import_state } };

/* 1: taken; 0: no use; -1: error. */
static int
import_line(Store *s, const char *text, gsize len, StoreImported *result,
	GError **error)
{
	g_autoptr(json_t) line = json_loadb(text, len, 0, NULL);
	if (json_object_get(line, "courant"))
		return 1;
	port_clean(line);
	for (gsize i = 0; i < G_N_ELEMENTS(imports); i++) {
		json_t *object = json_object_get(line, imports[i].kind);
		if (json_is_object(object))
			return imports[i].take(s, object, result, error);
	}
	return 0;
}

static bool
is_export(const char *text, gsize len, GError **error)
{
	g_autoptr(json_t) head = json_loadb(text, len, 0, NULL);
	gint64 format = json_get_int(head, "courant");
	if (format == FORMAT)
		return true;
	g_set_error_literal(error, STORE_ERROR, STORE_ERROR_FAILED,
		format > FORMAT
			? _("this export was written by a newer courant")
			: _("this is no export of courant's"));
	return false;
}

/* The next line without its end; what is longer than MAX_LINE is no line of
 * ours, and only its beginning comes.  False at the end of the file. */
static bool
read_line(FILE *in, GString *line)
{
	char piece[65536];
	bool any = false, ended = false;
	g_string_truncate(line, 0);
	while (!ended && fgets(piece, sizeof piece, in)) {
		gsize n = strcspn(piece, "\n");
		any = true;
		ended = piece[n] == '\n';
		if (line->len <= MAX_LINE)
			g_string_append_len(line, piece, (gssize)n);
	}
	return any;
}

static bool
import_lines(Store *s, FILE *in, StoreImported *result, GError **error)
{
	g_autoptr(GString) line = g_string_new(NULL);
	GError *err = NULL;
	int rc = 1;
	read_line(in, line);
	if (!is_export(line->str, line->len, error))
		return false;
	while (rc >= 0 && read_line(in, line)) {
		if (line->len == 0)
			continue;
		rc = import_line(s, line->str, line->len, result, &err);
		result->skipped += rc == 0;
	}
	if (err)
		g_propagate_error(error, err);
	return rc >= 0;
}

bool
store_import(Store *s, FILE *in, StoreImported *result, GError **error)
{
	*result = (StoreImported){ 0 };
	if (!db_begin(s, error))
		return false;
	bool ok = import_lines(s, in, result, error) &&
		store_set_state(s, "subscriptions", NULL, error);
	return db_end(s, ok, error);
}
