/* SPDX-License-Identifier: MIT
 *
 * What the files of this room share: the handle, statements, transactions.
 *
 * Statements are kept prepared by their SQL text.  A statement that was not
 * stepped to its end holds an old view of the store open: reset it.
 */
#ifndef COURANT_STORE_STORE_I_H
#define COURANT_STORE_STORE_I_H

#include "store/store.h"

#include <sqlite3.h>

struct Store {
	sqlite3 *db;
	char *path;
	char *session;          /* whose steps the undo journal holds */
	GHashTable *statements; /* SQL → sqlite3_stmt */
	int depth;              /* of db_begin() */
	int positions;          /* changes that were positions */
	int data_version;
	bool read_only;
	int patience;      /* ms that a query may take, 0: any */
	gint64 deadline;   /* of the query that runs, 0: none */
	gint64 busy_until; /* when waiting for a lock is given up */
};

/* Schema version of this courant (PRAGMA user_version). */
#define SCHEMA_VERSION 2
/* PRAGMA application_id: "cour". */
#define SCHEMA_ID 0x636f7572
bool schema_upgrade(Store *store, int from, GError **error);

/* A statement ready to step, its parameters bound by TYPES: one letter each,
 * 'i' gint64, 's' const char * (NULL: SQL's NULL), 'n' SQL's NULL.
 * NULL and ERROR if it cannot be prepared. */
sqlite3_stmt *db_statement(
	Store *store, GError **error, const char *sql, const char *types, ...);
/* True for a row; false at the end or on error; then it is reset. */
bool db_step(Store *store, sqlite3_stmt *statement, GError **error);
/* Runs it to its end. */
bool db_run(
	Store *store, GError **error, const char *sql, const char *types, ...);
/* Steps it (NULL: it could not be prepared, and that has been said) to its
 * end: what READ makes of each row, freed with FREE.  NULL and ERROR if that
 * fails. */
GPtrArray *db_rows(Store *store, sqlite3_stmt *statement,
	gpointer (*read)(sqlite3_stmt *), GDestroyNotify free, GError **error);
/* The same for numbers (gint64), the first column. */
GArray *db_ids(Store *store, sqlite3_stmt *statement, GError **error);
/* First column of the first row, FALLBACK if there is none. */
gint64 db_int(
	Store *store, gint64 fallback, const char *sql, const char *types, ...);
char *db_text(Store *store, const char *sql, const char *types, ...);

/* BEGIN IMMEDIATE; inner ones count only. */
bool db_begin(Store *store, GError **error);
/* Commits if OK, else rolls back; returns whether it is on disk. */
bool db_end(Store *store, bool ok, GError **error);

/* Words for the connection's last error. */
void db_fail(Store *store, GError **error);

char *column_dup(sqlite3_stmt *statement, int column);
/* Splits on newlines; never NULL. */
char **column_list(sqlite3_stmt *statement, int column);

/* The key of a link's target: "org.example.www/path", so that a host with
 * all below it is one range. */
char *target_key(const char *url);
/* A number for it, by which it is found: those of one owner ("org.example",
 * the first two parts of the host) lie together, in a range of which *FIRST
 * and *END (may be NULL) tell.  Two keys may have the same. */
gint64 target_place(const char *key, gint64 *first, gint64 *end);
/* Notes that it was opened. */
bool target_opened(Store *store, const char *url, gint64 when, GError **error);
/* Adds the links of N articles that have none; no transaction of its own.
 * Many at once cost less, because they are put in order first. */
bool links_add(Store *store, const gint64 *articles,
	const StoreDoc *const *docs, gsize n, GError **error);

/* Search: the tokenizer and SQL functions are registered on each handle. */
bool search_register(Store *store, GError **error);
/* Takes an article out of the index with what is in the store now. */
bool search_forget(Store *store, gint64 article, GError **error);

/* Words as the index has them; calls FN for each: the folded word, and where
 * it stood.  Stops when FN returns non-zero, and returns that. */
typedef int (*WordFn)(
	void *user, const char *word, int len, int start, int end);
int words_each(const char *text, int len, WordFn fn, void *user);
/* True if TEXT has the words of PHRASE in a row; PREFIX: the last one may go
 * on. */
bool words_contain(const char *text, const char *phrase, bool prefix);
/* Number of words in PHRASE. */
int words_count(const char *phrase);

/* Query → SQL.  A condition on the tables "a" (article) and "f" (feed), with
 * parameters ?1 … in PARAMS (strings and numbers as text). */
typedef struct {
	Store *store;
	GString *where;
	GPtrArray *params; /* char *: "s" and a text or "i" and a number */
	bool waiting;      /* some articles are not in the index yet */
	bool direct;       /* rules: read the text itself, not the index */
	bool wide;         /* is:hidden is asked for: state 0 and 1 */
	bool patient;      /* store_set_patience() does not hold */
	gint64 now;
} QuerySql;

void query_sql_init(QuerySql *sql, Store *store);
void query_sql_add(QuerySql *sql, const Query *query);
void query_sql_clear(QuerySql *sql);
/* "?7" for a new parameter. */
const char *query_sql_param(QuerySql *sql, const char *value);
const char *query_sql_number(QuerySql *sql, gint64 value);
sqlite3_stmt *query_sql_prepare(
	QuerySql *sql, Store *store, const char *text, GError **error);
/* The ids (gint64) in its first column; NULL on error. */
GArray *query_sql_ids(
	QuerySql *sql, Store *store, const char *text, GError **error);

/* Runs the rules on one article; no transaction of its own. */
bool rules_run(
	Store *store, const QueryRules *rules, gint64 article, GError **error);

/* Rows: the columns that row_read() takes, and reading them. */
#define ROW_COLUMNS                                                            \
	"a.id,a.feed,f.label,a.title,a.author,a.url,a.date,a.published,"       \
	"a.updated,a.first_seen,a.unread,a.starred,a.state&1,a.changed,"       \
	"a.enclosures,a.minutes,a.links,(SELECT group_concat(l.name,"          \
	"char(10)) FROM labelled d JOIN label l ON l.id=d.label "              \
	"WHERE d.article=a.id)"
enum { ROW_N_COLUMNS = 18 };
void row_read(StoreRow *row, sqlite3_stmt *statement);
void row_clear(StoreRow *row);

/* Does ACT on one article; 1 if that changed something, 0, or -1. */
int act_one(Store *store, StoreAct act, const char *label, gint64 id,
	GError **error);

/* Removes an article for good; leaves a tombstone. */
bool article_bury(Store *store, gint64 id, GError **error);

/* Feeds by URL for imports: finds or makes one; 0 on error. */
gint64 feed_obtain(Store *store, const char *url, const char *title,
	const char *site, GError **error);

#endif
