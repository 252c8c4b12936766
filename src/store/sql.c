/* SPDX-License-Identifier: MIT
 *
 * Query → SQL.  Values travel as parameters only; words joined by AND and OR
 * become one question to the index.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/clock.h"
#include "store/node.h"
#include "url/url.h"

/* Articles not yet in the index that a query reads itself. */
#define MAX_WAITING "1000"

static void add_node(QuerySql *sql, const Query *q);

void
query_sql_init(QuerySql *sql, Store *store)
{
	*sql = (QuerySql){ .store = store,
		.where = g_string_new(NULL),
		.params = g_ptr_array_new_with_free_func(g_free),
		.now = clock_now() };
	sql->waiting = db_int(
		store, 0, "SELECT 1 FROM article WHERE todo>0 LIMIT 1", NULL);
}

void
query_sql_clear(QuerySql *sql)
{
	sql->store->deadline = 0;
	g_string_free(sql->where, TRUE);
	g_ptr_array_unref(sql->params);
}

static const char *
add_param(QuerySql *sql, char *value)
{
	g_ptr_array_add(sql->params, value);
	char name[16];
	g_snprintf(name, sizeof name, "?%u", sql->params->len);
	return g_intern_string(name);
}

const char *
query_sql_param(QuerySql *sql, const char *value)
{
	return add_param(sql, g_strconcat("s", value, NULL));
}

const char *
query_sql_number(QuerySql *sql, gint64 value)
{
	return add_param(sql, g_strdup_printf("i%" G_GINT64_FORMAT, value));
}

sqlite3_stmt *
query_sql_prepare(QuerySql *sql, Store *s, const char *text, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error, text, NULL);
	if (s->patience && !sql->patient)
		s->deadline =
			g_get_monotonic_time() + (gint64)s->patience * 1000;
	for (guint i = 0; st && i < sql->params->len; i++) {
		const char *value = sql->params->pdata[i];
		if (value[0] == 'i')
			sqlite3_bind_int64(st, (int)i + 1,
				g_ascii_strtoll(value + 1, NULL, 10));
		else
			sqlite3_bind_text(st, (int)i + 1, value + 1, -1,
				SQLITE_TRANSIENT);
	}
	return st;
}

GArray *
query_sql_ids(QuerySql *sql, Store *s, const char *text, GError **error)
{
	return db_ids(s, query_sql_prepare(sql, s, text, error), error);
}

/* True for what the index alone can answer. */
static bool
is_indexed(const Query *q)
{
	if (q->kind == NODE_TEXT)
		return words_count(q->text) > 0;
	if (q->kind != NODE_AND && q->kind != NODE_OR)
		return false;
	for (guint i = 0; i < q->kids->len; i++)
		if (!is_indexed(q->kids->pdata[i]))
			return false;
	return true;
}

static const char *const match_columns[] = {
	[COLUMN_ANY] = "{title text}",
	[COLUMN_TITLE] = "{title}",
	[COLUMN_AUTHOR] = "{author}",
	[COLUMN_TAGS] = "{tags}",
};

/* In FTS5's own language. */
static void
add_match(GString *out, const Query *q)
{
	if (q->kind != NODE_TEXT) {
		for (guint i = 0; i < q->kids->len; i++) {
			g_string_append(out,
				i == 0                       ? "("
					: q->kind == NODE_OR ? " OR "
							     : " AND ");
			add_match(out, q->kids->pdata[i]);
		}
		g_string_append_c(out, ')');
		return;
	}
	g_auto(GStrv) parts = g_strsplit(q->text, "\"", -1);
	g_autofree char *text = g_strjoinv("\"\"", parts);
	g_string_append_printf(out, "(%s : \"%s\"%s)", match_columns[q->column],
		text, q->prefix ? " *" : "");
}

static void
add_words_in(QuerySql *sql, const Query *q, const char *column)
{
	g_string_append_printf(sql->where, "words_in(%s,%d,s.%s)",
		query_sql_param(sql, q->text), q->prefix, column);
}

/* The same on the text itself, as "s". */
static void
add_reading(QuerySql *sql, const Query *q)
{
	g_string_append_c(sql->where, '(');
	if (q->kind != NODE_TEXT) {
		for (guint i = 0; i < q->kids->len; i++) {
			if (i)
				g_string_append(sql->where,
					q->kind == NODE_OR ? " OR " : " AND ");
			add_reading(sql, q->kids->pdata[i]);
		}
	} else if (q->column == COLUMN_ANY) {
		add_words_in(sql, q, "title");
		g_string_append(sql->where, " OR ");
		add_words_in(sql, q, "text");
	} else {
		static const char *const names[] = { "", "title", "author",
			"tags" };
		add_words_in(sql, q, names[q->column]);
	}
	g_string_append_c(sql->where, ')');
}

static void
add_indexed(QuerySql *sql, const Query *q)
{
	if (sql->direct) {
		g_string_append(sql->where,
			"EXISTS (SELECT 1 FROM search_source s"
			" WHERE s.id=a.id AND ");
		add_reading(sql, q);
		g_string_append_c(sql->where, ')');
		return;
	}
	g_autoptr(GString) match = g_string_new(NULL);
	add_match(match, q);
	g_string_append_printf(sql->where,
		"a.id IN (SELECT rowid FROM search WHERE search MATCH %s",
		query_sql_param(sql, match->str));
	if (sql->waiting) {
		g_string_append(sql->where,
			" UNION ALL SELECT s.id FROM (SELECT id FROM article"
			" WHERE todo>0 ORDER BY id DESC LIMIT " MAX_WAITING
			") w JOIN search_source s ON s.id=w.id WHERE ");
		add_reading(sql, q);
	}
	g_string_append_c(sql->where, ')');
}

static void
add_regex(QuerySql *sql, const Query *q, const char *pattern, bool any_case)
{
	const char *re = query_sql_param(sql, pattern);
	static const char *const columns[] = { "a.title", "a.title", "a.author",
		"a.title" };
	g_string_append_printf(sql->where, "(matches(%s,%d,%s)", re, any_case,
		columns[q->column]);
	if (q->column == COLUMN_ANY)
		g_string_append_printf(sql->where,
			" OR EXISTS (SELECT 1 FROM plain p WHERE p.id=a.id AND"
			" matches(%s,%d,p.text))",
			re, any_case);
	g_string_append_c(sql->where, ')');
}

/* Text without a single word in it ("=>", "☕") is not in the index. */
static void
add_text(QuerySql *sql, const Query *q)
{
	if (is_indexed(q)) {
		add_indexed(sql, q);
		return;
	}
	g_autofree char *pattern = g_regex_escape_string(q->text, -1);
	add_regex(sql, q, pattern, true);
}

/* Articles of the feeds that CONDITION gives.  Few of them are fetched and
 * sorted; many are met soon enough on the way down the index of dates, and
 * the plus keeps SQLite from sorting them all. */
static void
add_feeds(QuerySql *sql, const char *condition, const char *value)
{
	g_autofree char *sum = g_strdup_printf(
		"SELECT sum(total)*40>(SELECT sum(total) FROM feed_count) FROM"
		" feed_count WHERE feed IN (SELECT id FROM feed WHERE %s)",
		condition);
	bool many = db_int(sql->store, 0, sum, "s", value);
	g_auto(GStrv) parts = g_strsplit(condition, "?1", -1);
	g_autofree char *mine = g_strjoinv(query_sql_param(sql, value), parts);
	g_string_append_printf(sql->where,
		"%sa.feed IN (SELECT id FROM feed WHERE %s)", many ? "+" : "",
		mine);
}

static void
add_feed(QuerySql *sql, const Query *q)
{
	g_autofree char *pattern = g_regex_escape_string(q->text, -1);
	add_feeds(sql, "matches(?1,1,label) OR matches(?1,1,url)", pattern);
}

static void
add_group(QuerySql *sql, const Query *q)
{
	add_feeds(sql,
		"id IN (SELECT feed FROM feed_group WHERE"
		" name=?1 COLLATE NOCASE OR substr(name,1,length(?1)+1)="
		"?1||'/' COLLATE NOCASE)",
		q->text);
}

static void
add_label(QuerySql *sql, const Query *q)
{
	g_string_append_printf(sql->where,
		"a.id IN (SELECT d.article FROM label l JOIN labelled d"
		" ON d.label=l.id WHERE l.name=%s)",
		query_sql_param(sql, q->text));
}

static void
add_tag(QuerySql *sql, const Query *q)
{
	Query text = {
		.kind = NODE_TEXT, .column = COLUMN_TAGS, .text = q->text
	};
	g_string_append_c(sql->where, '(');
	add_label(sql, q);
	if (is_indexed(&text)) {
		g_string_append(sql->where, " OR ");
		add_indexed(sql, &text);
	}
	g_string_append_c(sql->where, ')');
}

/* "rust-lang.org" is a host, "rust-lang.org/x" a page, "rust" a word. */
static void
add_link(QuerySql *sql, const Query *q)
{
	g_string_append(sql->where,
		"a.id IN (SELECT k.article FROM target t CROSS JOIN link k"
		" ON k.target=t.id WHERE ");
	bool page = strchr(q->text, '/') != NULL;
	if (!page && !strchr(q->text, '.')) {
		g_autofree char *like = g_strdup_printf("%%%s%%", q->text);
		g_string_append_printf(sql->where, "t.url LIKE %s)",
			query_sql_param(sql, like));
		return;
	}
	g_autofree char *url = strstr(q->text, "://")
		? g_strdup(q->text)
		: g_strconcat("https://", q->text, NULL);
	g_autofree char *key = target_key(url);
	gint64 first, end;
	target_place(key, &first, &end);
	g_string_append_printf(sql->where,
		"t.place>=%" G_GINT64_FORMAT " AND t.place<%" G_GINT64_FORMAT
		" AND ",
		first, end);
	const char *param = query_sql_param(sql, key);
	/* "0" comes after "." and "/": the host, those below it, and pages. */
	if (page)
		g_string_append_printf(sql->where,
			"t.key>=%s AND t.key<%s||char(1114111))", param, param);
	else
		g_string_append_printf(sql->where,
			"(t.key=%s OR t.key>=%s||'.' AND t.key<%s||'0'))",
			param, param, param);
}

static void
add_url(QuerySql *sql, const Query *q)
{
	g_autofree char *pattern = g_regex_escape_string(q->text, -1);
	g_string_append_printf(sql->where, "matches(%s,1,a.url)",
		query_sql_param(sql, pattern));
}

static void
add_moment(QuerySql *sql, const Query *q)
{
	g_string_append_printf(sql->where, "a.date%s%s",
		q->kind == NODE_SINCE ? ">=" : "<",
		query_sql_number(sql, query_moment(q, sql->now)));
}

static void
add_flag(QuerySql *sql, const Query *q)
{
	const QueryFlag *flag = &query_flags[q->number];
	g_string_append(sql->where, flag->sql);
	sql->wide |= flag->wide;
}

static void
add_number(QuerySql *sql, const Query *q)
{
	g_string_append_printf(sql->where, "a.%s=%s",
		q->kind == NODE_ID ? "id" : "feed",
		query_sql_number(sql, q->number));
}

static void
add_not(QuerySql *sql, const Query *q)
{
	g_string_append(sql->where, "NOT ");
	add_node(sql, q->kids->pdata[0]);
}

static void
add_or(QuerySql *sql, const Query *q)
{
	if (is_indexed(q)) {
		add_indexed(sql, q);
		return;
	}
	for (guint i = 0; i < q->kids->len; i++) {
		if (i)
			g_string_append(sql->where, " OR ");
		add_node(sql, q->kids->pdata[i]);
	}
}

/* All the words go to the index together, the rest after them. */
static void
add_and(QuerySql *sql, const Query *q)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	for (guint i = 0; i < q->kids->len; i++)
		if (is_indexed(q->kids->pdata[i]))
			g_ptr_array_add(words, q->kids->pdata[i]);
	if (words->len) {
		Query together = { .kind = NODE_AND, .kids = words };
		add_indexed(sql, &together);
	}
	bool first = words->len == 0;
	for (guint i = 0; i < q->kids->len; i++) {
		if (is_indexed(q->kids->pdata[i]))
			continue;
		if (!first)
			g_string_append(sql->where, " AND ");
		add_node(sql, q->kids->pdata[i]);
		first = false;
	}
}

static void
add_regex_node(QuerySql *sql, const Query *q)
{
	add_regex(sql, q, q->text, q->prefix);
}

static void
add_everything(QuerySql *sql, const Query *q)
{
	g_string_append_c(sql->where, '1');
}

typedef void (*Adder)(QuerySql *, const Query *);

static const Adder adders[] = {
	[NODE_ALL] = add_everything,
	[NODE_AND] = add_and,
	[NODE_OR] = add_or,
	[NODE_NOT] = add_not,
	[NODE_TEXT] = add_text,
	[NODE_REGEX] = add_regex_node,
	[NODE_FEED] = add_feed,
	[NODE_FEED_ID] = add_number,
	[NODE_GROUP] = add_group,
	[NODE_LABEL] = add_label,
	[NODE_TAG] = add_tag,
	[NODE_LINK] = add_link,
	[NODE_URL] = add_url,
	[NODE_ID] = add_number,
	[NODE_FLAG] = add_flag,
	[NODE_SINCE] = add_moment,
	[NODE_BEFORE] = add_moment,
};

static void
add_node(QuerySql *sql, const Query *q)
{
	g_string_append_c(sql->where, '(');
	adders[q->kind](sql, q);
	g_string_append_c(sql->where, ')');
}

void
query_sql_add(QuerySql *sql, const Query *query)
{
	if (query)
		add_node(sql, query);
	else
		g_string_append_c(sql->where, '1');
}
