/* SPDX-License-Identifier: MIT
 *
 * The search index: FTS5 over the view search_source, with our own
 * tokenizer (words.c), filled in batches after the articles are in; and the
 * SQL functions by which a query reads text itself.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/i18n.h"

/* A pattern that runs away gives up after this many steps of PCRE. */
#define REGEX_LIMIT "(*LIMIT_MATCH=200000)"

static int
tokenizer_new(void *context, const char **args, int n, Fts5Tokenizer **out)
{
	/* It has no state, but FTS5 wants something to hold. */
	*out = (Fts5Tokenizer *)context;
	return SQLITE_OK;
}

static void
tokenizer_free(Fts5Tokenizer *tokenizer)
{
}

typedef struct {
	void *context;
	int (*token)(void *, int, const char *, int, int, int);
} Tokens;

static int
give_token(void *user, const char *word, int len, int start, int end)
{
	const Tokens *t = user;
	return t->token(t->context, 0, word, len, start, end);
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text,
	int len, int (*token)(void *, int, const char *, int, int, int))
{
	Tokens tokens = { context, token };
	return text ? words_each(text, len, give_token, &tokens) : SQLITE_OK;
}

static bool
register_tokenizer(Store *s)
{
	fts5_api *api = NULL;
	sqlite3_stmt *st = NULL;
	if (sqlite3_prepare_v2(s->db, "SELECT fts5(?1)", -1, &st, NULL) !=
		SQLITE_OK)
		return false;
	sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(st);
	sqlite3_finalize(st);
	static fts5_tokenizer tokenizer = { tokenizer_new, tokenizer_free,
		tokenize };
	return api &&
		api->xCreateTokenizer(api, "courant", &tokenizer, &tokenizer,
			NULL) == SQLITE_OK;
}

/* words_in(PHRASE, PREFIX, TEXT) */
static void
sql_words_in(sqlite3_context *context, int n, sqlite3_value **v)
{
	const char *phrase = (const char *)sqlite3_value_text(v[0]);
	const char *text = (const char *)sqlite3_value_text(v[2]);
	sqlite3_result_int(context,
		phrase && text &&
			words_contain(text, phrase, sqlite3_value_int(v[1])));
}

static GRegex *
regex_of(sqlite3_context *context, sqlite3_value **v)
{
	GRegex *re = sqlite3_get_auxdata(context, 0);
	if (re)
		return re;
	g_autofree char *pattern = g_strconcat(
		REGEX_LIMIT, (const char *)sqlite3_value_text(v[0]), NULL);
	GRegexCompileFlags flags = G_REGEX_OPTIMIZE | G_REGEX_MULTILINE;
	if (sqlite3_value_int(v[1]))
		flags |= G_REGEX_CASELESS;
	re = g_regex_new(pattern, flags, 0, NULL);
	if (re)
		sqlite3_set_auxdata(
			context, 0, re, (void (*)(void *))g_regex_unref);
	return sqlite3_get_auxdata(context, 0);
}

/* matches(PATTERN, ANY_CASE, TEXT) */
static void
sql_matches(sqlite3_context *context, int n, sqlite3_value **v)
{
	GRegex *re = regex_of(context, v);
	const char *text = (const char *)sqlite3_value_text(v[2]);
	sqlite3_result_int(context,
		re && text &&
			g_regex_match_full(re, text, -1, 0, 0, NULL, NULL));
}

typedef struct {
	const char *name;
	int args;
	void (*fn)(sqlite3_context *, int, sqlite3_value **);
} Function;

static const Function functions[] = { { "words_in", 3, sql_words_in },
	{ "matches", 3, sql_matches } };

bool
search_register(Store *s, GError **error)
{
	int rc = register_tokenizer(s) ? SQLITE_OK : SQLITE_ERROR;
	for (gsize i = 0; rc == SQLITE_OK && i < G_N_ELEMENTS(functions); i++)
		rc = sqlite3_create_function_v2(s->db, functions[i].name,
			functions[i].args,
			SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
			NULL, functions[i].fn, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		g_set_error_literal(error, STORE_ERROR, STORE_ERROR_FAILED,
			_("this SQLite has no full-text search (FTS5)"));
	return rc == SQLITE_OK;
}

bool
search_forget(Store *s, gint64 id, GError **error)
{
	if (db_int(s, 1, "SELECT todo FROM article WHERE id=?1", "i", id) != 0)
		return true;
	return db_run(s, error,
		       "INSERT INTO search(search,rowid,title,text,author,"
		       "tags) SELECT 'delete',id,title,text,author,tags"
		       " FROM search_source WHERE id=?1",
		       "i", id) &&
		db_run(s, error, "UPDATE article SET todo=1 WHERE id=?1", "i",
			id);
}

#define NEXT_WAITING                                                           \
	"(SELECT id FROM article WHERE todo=1 ORDER BY id LIMIT ?1)"

/* One statement for all of them: FTS5 writes out what it has gathered at the
 * end of each. */
bool
store_index_pending(Store *s, int limit, int *left, GError **error)
{
	if (!db_begin(s, error))
		return false;
	bool ok = db_run(s, error,
			  "INSERT INTO search(rowid,title,text,author,tags)"
			  " SELECT id,title,text,author,tags FROM"
			  " search_source WHERE id IN " NEXT_WAITING,
			  "i", (gint64)limit) &&
		db_run(s, error,
			"UPDATE article SET todo=0 WHERE id IN " NEXT_WAITING,
			"i", (gint64)limit);
	ok = db_end(s, ok, error);
	if (ok && left)
		*left = (int)db_int(s, 0,
			"SELECT count(*) FROM (SELECT 1 FROM article"
			" WHERE todo=1 LIMIT 10000)",
			NULL);
	return ok;
}

GArray *
store_unprepared(Store *s, gint64 after, int limit, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error,
		"SELECT id FROM article WHERE todo=2 AND id>?1 ORDER BY id"
		" LIMIT ?2",
		"ii", after, (gint64)limit);
	return db_ids(s, st, error);
}
