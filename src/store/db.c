/* SPDX-License-Identifier: MIT
 *
 * The connection: opening and refusing, statements, transactions, and the
 * words for what went wrong.
 */
#include <config.h>

#include "store/store_i.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

enum {
	MAX_STATEMENTS = 160,
	BUSY_MS = 5000,
	PROGRESS_STEPS = 1000,
	LOG_MB = 512,
	PAGES_PER_MB = 256
};

G_DEFINE_QUARK(courant - store - error, store_error)

typedef struct {
	int sqlite;
	StoreErrorCode code;
	const char *words;
} Failure;

static const Failure failures[] = {
	{ SQLITE_FULL, STORE_ERROR_FULL,
		N_("the disk is full; nothing was changed") },
	{ SQLITE_READONLY, STORE_ERROR_READONLY,
		N_("may not be written; nothing was changed") },
	{ SQLITE_PERM, STORE_ERROR_READONLY,
		N_("may not be written; nothing was changed") },
	{ SQLITE_BUSY, STORE_ERROR_LOCKED,
		N_("another program is holding it; try again") },
	{ SQLITE_LOCKED, STORE_ERROR_LOCKED,
		N_("another program is holding it; try again") },
	{ SQLITE_CORRUPT, STORE_ERROR_DAMAGED,
		N_("the file is damaged; it was left as it is. Move it "
		   "away to start anew, or put a copy in its place") },
	{ SQLITE_NOTADB, STORE_ERROR_DAMAGED,
		N_("this is not courant's store, or it is damaged; it was "
		   "left as it is") },
};

/* What the system said, 0: nothing. */
static int
cause_of(const Store *s, int rc)
{
	int plain = rc & 0xff;
	return s->db && (plain == SQLITE_CANTOPEN || plain == SQLITE_IOERR)
		? sqlite3_system_errno(s->db)
		: 0;
}

static void
fail_with(Store *s, int rc, GError **error)
{
	int cause = cause_of(s, rc);
	if (cause == ENOSPC || cause == EDQUOT)
		rc = SQLITE_FULL;
	if ((rc & 0xff) == SQLITE_INTERRUPT) {
		g_set_error_literal(error, STORE_ERROR, STORE_ERROR_SLOW,
			_("the search took too long; make it narrower, as "
			  "with since:30d or feed:NAME"));
		return;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(failures); i++)
		if (failures[i].sqlite == (rc & 0xff)) {
			g_set_error(error, STORE_ERROR, failures[i].code,
				"%s: %s", s->path, _(failures[i].words));
			return;
		}
	g_set_error(error, STORE_ERROR, STORE_ERROR_FAILED, "%s: %s", s->path,
		cause           ? g_strerror(cause)
			: s->db ? sqlite3_errmsg(s->db)
				: sqlite3_errstr(rc));
}

void
db_fail(Store *s, GError **error)
{
	if (!error || !*error)
		fail_with(s, sqlite3_errcode(s->db), error);
}

static int
must_stop(void *user)
{
	const Store *s = user;
	return s->deadline && g_get_monotonic_time() > s->deadline;
}

void
store_set_patience(Store *s, int ms)
{
	s->patience = ms;
	sqlite3_progress_handler(
		s->db, ms ? PROGRESS_STEPS : 0, ms ? must_stop : NULL, s);
}

void
store_set_log(Store *s, int mb)
{
	sqlite3_wal_autocheckpoint(s->db, mb * PAGES_PER_MB);
}

static void
finalize(gpointer st)
{
	sqlite3_finalize(st);
}

static sqlite3_stmt *
prepared(Store *s, const char *sql, GError **error)
{
	sqlite3_stmt *st = g_hash_table_lookup(s->statements, sql);
	if (st) {
		sqlite3_reset(st);
		return st;
	}
	if (g_hash_table_size(s->statements) >= MAX_STATEMENTS && !s->depth)
		g_hash_table_remove_all(s->statements);
	if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st,
		    NULL) != SQLITE_OK) {
		db_fail(s, error);
		return NULL;
	}
	g_hash_table_insert(s->statements, g_strdup(sql), st);
	return st;
}

static sqlite3_stmt *
bound(Store *s, GError **error, const char *sql, const char *types,
	sqlite3_destructor_type lifetime, va_list ap)
{
	sqlite3_stmt *st = prepared(s, sql, error);
	for (int i = 1; st && types && types[i - 1]; i++) {
		switch (types[i - 1]) {
		case 'i':
			sqlite3_bind_int64(st, i, va_arg(ap, gint64));
			break;
		case 's':
			sqlite3_bind_text(
				st, i, va_arg(ap, const char *), -1, lifetime);
			break;
		default:
			sqlite3_bind_null(st, i);
		}
	}
	return st;
}

sqlite3_stmt *
db_statement(Store *s, GError **error, const char *sql, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	sqlite3_stmt *st = bound(s, error, sql, types, SQLITE_TRANSIENT, ap);
	va_end(ap);
	return st;
}

bool
db_step(Store *s, sqlite3_stmt *st, GError **error)
{
	if (!st)
		return false;
	int rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		db_fail(s, error);
	sqlite3_reset(st);
	return false;
}

static bool
finish(Store *s, sqlite3_stmt *st, GError **error)
{
	if (!st)
		return false;
	int rc;
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		;
	if (rc != SQLITE_DONE)
		db_fail(s, error);
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

bool
db_run(Store *s, GError **error, const char *sql, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	bool ok = finish(
		s, bound(s, error, sql, types, SQLITE_STATIC, ap), error);
	va_end(ap);
	return ok;
}

GPtrArray *
db_rows(Store *s, sqlite3_stmt *st, gpointer (*read)(sqlite3_stmt *),
	GDestroyNotify free, GError **error)
{
	GError *err = NULL;
	if (!st)
		return NULL;
	GPtrArray *rows = g_ptr_array_new_with_free_func(free);
	while (db_step(s, st, &err))
		g_ptr_array_add(rows, read(st));
	if (!err)
		return rows;
	g_propagate_error(error, err);
	g_ptr_array_unref(rows);
	return NULL;
}

GArray *
db_ids(Store *s, sqlite3_stmt *st, GError **error)
{
	GError *err = NULL;
	if (!st)
		return NULL;
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	while (db_step(s, st, &err)) {
		gint64 id = sqlite3_column_int64(st, 0);
		g_array_append_val(ids, id);
	}
	if (!err)
		return ids;
	g_propagate_error(error, err);
	g_array_unref(ids);
	return NULL;
}

gint64
db_int(Store *s, gint64 fallback, const char *sql, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	sqlite3_stmt *st = bound(s, NULL, sql, types, SQLITE_STATIC, ap);
	va_end(ap);
	if (st && sqlite3_step(st) == SQLITE_ROW &&
		sqlite3_column_type(st, 0) != SQLITE_NULL)
		fallback = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return fallback;
}

char *
db_text(Store *s, const char *sql, const char *types, ...)
{
	char *text = NULL;
	va_list ap;
	va_start(ap, types);
	sqlite3_stmt *st = bound(s, NULL, sql, types, SQLITE_STATIC, ap);
	va_end(ap);
	if (st && sqlite3_step(st) == SQLITE_ROW)
		text = column_dup(st, 0);
	sqlite3_reset(st);
	return text;
}

bool
db_begin(Store *s, GError **error)
{
	if (s->depth == 0 && !db_run(s, error, "BEGIN IMMEDIATE", NULL))
		return false;
	s->depth++;
	return true;
}

bool
db_end(Store *s, bool ok, GError **error)
{
	if (--s->depth)
		return ok;
	ok = ok && db_run(s, error, "COMMIT", NULL);
	/* A full disk may have rolled back by itself already. */
	if (!ok && !sqlite3_get_autocommit(s->db))
		db_run(s, NULL, "ROLLBACK", NULL);
	return ok;
}

bool
store_begin(Store *s, GError **error)
{
	return db_begin(s, error);
}

bool
store_commit(Store *s, bool ok, GError **error)
{
	return db_end(s, ok, error);
}

char *
column_dup(sqlite3_stmt *st, int column)
{
	return g_strdup((const char *)sqlite3_column_text(st, column));
}

char **
column_list(sqlite3_stmt *st, int column)
{
	const char *text = (const char *)sqlite3_column_text(st, column);
	return g_strsplit(text ? text : "", "\n", -1);
}

/* SQLite's own waits for up to a tenth of a second between two looks, and one
 * who writes without a pause is never met between two transactions. */
static int
wait_for_lock(void *user, int tries)
{
	Store *s = user;
	gint64 now = g_get_monotonic_time();
	if (tries == 0)
		s->busy_until = now + (gint64)BUSY_MS * 1000;
	if (now >= s->busy_until)
		return 0;
	g_usleep(500);
	return 1;
}

static bool
set_pragmas(Store *s, GError **error)
{
	sqlite3_busy_handler(s->db, wait_for_lock, s);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	static const char *const settings[] = { "PRAGMA synchronous=NORMAL",
		"PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF",
		"PRAGMA cache_size=-8000", "PRAGMA temp_store=MEMORY",
		"PRAGMA journal_size_limit=67108864" };
	for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
		if (!db_run(s, error, settings[i], NULL))
			return false;
	store_set_log(s, LOG_MB);
	return true;
}

/* Two programs that make the same store at once meet here, and SQLite does
 * not wait for the change of the journal's mode as it waits for a lock. */
static bool
set_wal(Store *s, GError **error)
{
	for (int i = 0; i < 200; i++) {
		g_autoptr(GError) err = NULL;
		if (db_run(s, &err, "PRAGMA journal_mode=WAL", NULL))
			return true;
		if (!g_error_matches(err, STORE_ERROR, STORE_ERROR_LOCKED) ||
			i == 199) {
			g_propagate_error(error, g_steal_pointer(&err));
			return false;
		}
		g_usleep(10000);
	}
	return false;
}

/* Tells a new file from a store, and a store from anything else. */
static bool
look_at(Store *s, int *version, GError **error)
{
	sqlite3_stmt *st = db_statement(
		s, error, "SELECT count(*) FROM sqlite_schema", NULL);
	GError *err = NULL;
	bool row = db_step(s, st, &err);
	if (err) {
		g_propagate_error(error, err);
		return false;
	}
	bool empty = row && sqlite3_column_int(st, 0) == 0;
	sqlite3_reset(st);
	if (!row)
		return false;
	*version = (int)db_int(s, 0, "PRAGMA user_version", NULL);
	gint64 id = db_int(s, 0, "PRAGMA application_id", NULL);
	if (empty && id == 0 && *version == 0)
		return true;
	if (id != SCHEMA_ID || *version < 1) {
		fail_with(s, SQLITE_NOTADB, error);
		return false;
	}
	if (*version > SCHEMA_VERSION) {
		g_set_error(error, STORE_ERROR, STORE_ERROR_NEWER,
			_("%s: written by a newer courant; it was left as it "
			  "is. Use that courant, or another --store"),
			s->path);
		return false;
	}
	return true;
}

static bool
upgrade(Store *s, int version, GError **error)
{
	if (version == SCHEMA_VERSION)
		return true;
	if (s->read_only) {
		g_set_error(error, STORE_ERROR, STORE_ERROR_MISSING,
			_("%s: not brought up to date yet, and may only be "
			  "read here"),
			s->path);
		return false;
	}
	if (!db_begin(s, error))
		return false;
	bool ok = look_at(s, &version, error) &&
		(version == SCHEMA_VERSION ||
			schema_upgrade(s, version, error));
	return db_end(s, ok, error);
}

/* What somebody reads is nobody else's business; SQLite gives its other files
 * the mode of this one.  One that is there is left alone: to close it would
 * take away the locks that this process has on it. */
static void
create_private(const char *path)
{
	int fd = access(path, F_OK) == 0
		? -1
		: open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
}

static bool
open_file(Store *s, GError **error)
{
	if (s->read_only && access(s->path, F_OK) != 0) {
		g_set_error(error, STORE_ERROR, STORE_ERROR_MISSING, "%s: %s",
			s->path, g_strerror(errno));
		return false;
	}
	g_autofree char *folder = g_path_get_dirname(s->path);
	if (!s->read_only && g_mkdir_with_parents(folder, 0700) != 0) {
		g_set_error(error, STORE_ERROR, STORE_ERROR_READONLY, "%s: %s",
			folder, g_strerror(errno));
		return false;
	}
	if (!s->read_only)
		create_private(s->path);
	int flags = SQLITE_OPEN_NOMUTEX |
		(s->read_only ? SQLITE_OPEN_READONLY
			      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	int rc = sqlite3_open_v2(s->path, &s->db, flags, NULL);
	if (rc == SQLITE_OK && !s->read_only &&
		sqlite3_db_readonly(s->db, "main") == 1)
		rc = SQLITE_READONLY;
	if (rc != SQLITE_OK)
		fail_with(s, rc, error);
	return rc == SQLITE_OK;
}

/* Counting what is allocated takes a lock each time, and nobody asks. */
static gpointer
configure(gpointer unused)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	return NULL;
}

Store *
store_open(const char *path, StoreMode mode, GError **error)
{
	static GOnce once = G_ONCE_INIT;
	g_once(&once, configure, NULL);
	Store *s = g_new0(Store, 1);
	s->path = g_strdup(path);
	s->read_only = mode == STORE_RO;
	s->session = g_uuid_string_random();
	s->statements = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, finalize);
	int version = 0;
	if (!open_file(s, error) || !set_pragmas(s, error) ||
		!look_at(s, &version, error) ||
		(mode == STORE_RW && !set_wal(s, error)) ||
		!search_register(s, error) || !upgrade(s, version, error)) {
		store_close(s);
		return NULL;
	}
	store_changed(s);
	return s;
}

void
store_close(Store *s)
{
	if (!s)
		return;
	g_hash_table_unref(s->statements);
	sqlite3_close(s->db);
	g_free(s->session);
	g_free(s->path);
	g_free(s);
}

gint64
store_stamp(Store *s)
{
	return (gint64)s->data_version << 32 |
		(guint32)(sqlite3_total_changes(s->db) - s->positions);
}

bool
store_changed(Store *s)
{
	int version = (int)db_int(s, 0, "PRAGMA data_version", NULL);
	bool changed = version != s->data_version;
	s->data_version = version;
	return changed;
}

bool
store_check(Store *s, GError **error)
{
	g_autofree char *words =
		db_text(s, "SELECT quick_check FROM pragma_quick_check", NULL);
	if (g_strcmp0(words, "ok") == 0)
		return true;
	fail_with(s, SQLITE_CORRUPT, error);
	return false;
}

char *
store_state(Store *s, const char *key)
{
	return db_text(s, "SELECT value FROM state WHERE key=?1", "s", key);
}

bool
store_set_state(Store *s, const char *key, const char *value, GError **error)
{
	if (!value)
		return db_run(
			s, error, "DELETE FROM state WHERE key=?1", "s", key);
	return db_run(s, error, "INSERT OR REPLACE INTO state VALUES(?1,?2)",
		"ss", key, value);
}
