/* SPDX-License-Identifier: MIT
 *
 * Retention, and what is done once a refresh is over.
 */
#include <config.h>

#include "store/store_i.h"

#include "base/clock.h"

enum {
	DAY = 24 * 60 * 60,
	UNDO_DAYS = 30,
	UNDO_STEPS = 500,
	/* A deleted article can be brought back for as long as its step is
	 * in the journal. */
	DELETED_DAYS = UNDO_DAYS
};

bool
article_bury(Store *s, gint64 id, GError **error)
{
	return search_forget(s, id, error) &&
		db_run(s, error,
			"INSERT OR IGNORE INTO tombstone SELECT feed,key,?2"
			" FROM article WHERE id=?1",
			"ii", id, clock_now()) &&
		db_run(s, error, "DELETE FROM article WHERE id=?1", "i", id);
}

static bool
bury_all(Store *s, const char *sql, const char *types, gint64 a, gint64 b,
	int *removed, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error, sql, types, a, b);
	g_autoptr(GArray) ids = db_ids(s, st, error);
	if (!ids)
		return false;
	for (guint i = 0; i < ids->len; i++)
		if (!article_bury(s, g_array_index(ids, gint64, i), error))
			return false;
	*removed += (int)ids->len;
	return true;
}

#define SPARED                                                                 \
	" unread=0 AND starred=0 AND NOT EXISTS (SELECT 1 FROM labelled"       \
	" WHERE article=a.id)"

static bool
trim_feeds(Store *s, gint64 keep_days, gint64 keep_count, int *removed,
	GError **error)
{
	/* Age by date, but what has just come in is not old yet, whatever
	 * its date says. */
	return bury_all(s,
		       "SELECT a.id FROM article a JOIN feed f ON f.id=a.feed"
		       " WHERE a.state<2 AND" SPARED
		       " AND coalesce(nullif(f.keep_days,0),?1)>0"
		       " AND max(a.date,a.first_seen)<?2-86400*"
		       "coalesce(nullif(f.keep_days,0),?1)",
		       "ii", keep_days, clock_now(), removed, error) &&
		bury_all(s,
			"SELECT a.id FROM (SELECT a.*,row_number() OVER"
			" (PARTITION BY a.feed ORDER BY a.date DESC,a.id DESC)"
			" AS nth,coalesce(nullif(f.keep_count,0),?1) AS most"
			" FROM article a JOIN feed f ON f.id=a.feed WHERE"
			" a.state<2 AND coalesce(nullif(f.keep_count,0),?1)>0"
			" AND ?2) a WHERE nth>most AND" SPARED,
			"ii", keep_count, 1, removed, error);
}

static bool
trim_journal(Store *s, GError **error)
{
	return db_run(s, error,
		       "DELETE FROM undo WHERE at<?1 OR id<="
		       "(SELECT max(id) FROM undo)-?2",
		       "ii", clock_now() - (gint64)UNDO_DAYS * DAY,
		       (gint64)UNDO_STEPS) &&
		db_run(s, error,
			"DELETE FROM label WHERE NOT EXISTS (SELECT 1 FROM"
			" labelled WHERE label=label.id) AND NOT EXISTS"
			" (SELECT 1 FROM undo WHERE undo.label=name)",
			NULL);
}

static bool
tidy(Store *s, int keep_days, int keep_count, int *removed, GError **error)
{
	bool ok = trim_journal(s, error) &&
		bury_all(s,
			"SELECT id FROM article WHERE gone_at NOT NULL"
			" AND gone_at<?1-?2",
			"ii", clock_now(), (gint64)DELETED_DAYS * DAY, removed,
			error) &&
		trim_feeds(s, keep_days, keep_count, removed, error);
	if (ok && *removed)
		ok = db_run(s, error,
			"DELETE FROM target WHERE opened=0 AND NOT EXISTS"
			" (SELECT 1 FROM link WHERE target=target.id)",
			NULL);
	return ok;
}

bool
store_tidy(
	Store *s, int keep_days, int keep_count, int *removed, GError **error)
{
	int n = 0;
	if (!db_begin(s, error))
		return false;
	bool ok = tidy(s, keep_days, keep_count, &n, error);
	ok = db_end(s, ok, error);
	if (removed)
		*removed = ok ? n : 0;
	/* Other programs may be reading: then it is for the next time. */
	if (ok) {
		db_run(s, NULL, "PRAGMA optimize", NULL);
		sqlite3_wal_checkpoint_v2(
			s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	}
	return ok;
}
