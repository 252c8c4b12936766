/* SPDX-License-Identifier: MIT
 *
 * Marks, and the journal that takes them back: a step holds the articles that
 * it really changed, so that its opposite on just those restores them.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/width.h"

enum { TITLE_COLUMNS = 32 };

#define CHANGE(what, where)                                                    \
	"UPDATE article SET " what " WHERE id=?1 AND state<2 AND " where

/* Singular and plural, for ngettext(). */
#define NP_(one, many) one, many

typedef struct {
	const char *sql;       /* ?1 article, ?2 label, ?3 now */
	const char *condition; /* on "a": it would change something */
	int opposite;
	const char *undone, *undone_one, *undone_many; /* words */
	const char *done, *done_one, *done_many;
} Act;

/* clang-format off */
static const Act acts[STORE_N_ACTS] = {
	[STORE_MARK_READ] = { CHANGE("unread=0", "unread=1"),
		"a.unread=1", STORE_MARK_UNREAD,
		N_("“%s” is unread again"), NP_("%d article is unread again", "%d articles are unread again"),
		N_("“%s” marked read"), NP_("%d article marked read", "%d articles marked read") },
	[STORE_MARK_UNREAD] = { CHANGE("unread=1", "unread=0"),
		"a.unread=0", STORE_MARK_READ,
		N_("“%s” is read again"), NP_("%d article is read again", "%d articles are read again"),
		N_("“%s” marked unread"), NP_("%d article marked unread", "%d articles marked unread") },
	[STORE_STAR] = { CHANGE("starred=1", "starred=0"),
		"a.starred=0", STORE_UNSTAR,
		N_("the star of “%s” is gone again"),
		NP_("the star of %d article is gone again", "the stars of %d articles are gone again"),
		N_("“%s” starred"), NP_("%d article starred", "%d articles starred") },
	[STORE_UNSTAR] = { CHANGE("starred=0", "starred=1"),
		"a.starred=1", STORE_STAR,
		N_("“%s” has its star again"),
		NP_("%d article has its star again", "%d articles have their stars again"),
		N_("“%s” has no star any more"),
		NP_("%d article has no star any more", "%d articles have no star any more") },
	[STORE_LABEL] = { "INSERT OR IGNORE INTO labelled SELECT ?1,id"
		" FROM label WHERE name=?2 AND EXISTS (SELECT 1 FROM article"
		" WHERE id=?1 AND state<2)", "1", STORE_UNLABEL,
		N_("“%s” has lost the label again"),
		NP_("%d article has lost the label again", "%d articles have lost the label again"),
		N_("“%s” labelled"), NP_("%d article labelled", "%d articles labelled") },
	[STORE_UNLABEL] = { "DELETE FROM labelled WHERE article=?1 AND"
		" label=(SELECT id FROM label WHERE name=?2)", "1",
		STORE_LABEL,
		N_("“%s” has its label again"),
		NP_("%d article has its label again", "%d articles have their label again"),
		N_("“%s” has lost the label"),
		NP_("%d article has lost the label", "%d articles have lost the label") },
	[STORE_HIDE] = { CHANGE("state=1", "state=0"),
		"a.state=0", STORE_UNHIDE,
		N_("“%s” is shown again"), NP_("%d article is shown again", "%d articles are shown again"),
		N_("“%s” hidden"), NP_("%d article hidden", "%d articles hidden") },
	[STORE_UNHIDE] = { CHANGE("state=0", "state=1"),
		"a.state=1", STORE_HIDE,
		N_("“%s” is hidden again"), NP_("%d article is hidden again", "%d articles are hidden again"),
		N_("“%s” shown again"), NP_("%d article shown again", "%d articles shown again") },
	[STORE_DELETE] = { CHANGE("state=state+2,gone_at=?3", "1"), "1", -1,
		N_("“%s” is back"), NP_("%d article is back", "%d articles are back"),
		N_("“%s” deleted"), NP_("%d article deleted", "%d articles deleted") },
	[STORE_SEEN] = { CHANGE("changed=0", "changed=1"), "a.changed=1", -1 },
};
/* clang-format on */

static const char undelete[] =
	"UPDATE article SET state=state-2,gone_at=NULL WHERE id=?1 AND state>1";

static int
run_one(Store *s, const char *sql, const char *label, gint64 id, GError **error)
{
	sqlite3_stmt *st = db_statement(s, error, sql, NULL);
	if (!st)
		return -1;
	sqlite3_clear_bindings(st);
	sqlite3_bind_int64(st, 1, id);
	if (sqlite3_bind_parameter_count(st) > 1)
		sqlite3_bind_text(st, 2, label, -1, SQLITE_TRANSIENT);
	if (sqlite3_bind_parameter_count(st) > 2)
		sqlite3_bind_int64(st, 3, clock_now());
	int rc = sqlite3_step(st);
	if (rc != SQLITE_DONE)
		db_fail(s, error);
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? sqlite3_changes(s->db) > 0 : -1;
}

int
act_one(Store *s, StoreAct act, const char *label, gint64 id, GError **error)
{
	if (act == STORE_LABEL &&
		!db_run(s, error,
			"INSERT OR IGNORE INTO label(name) VALUES(?1)", "s",
			label))
		return -1;
	return run_one(s, acts[act].sql, label, id, error);
}

static bool
journal(Store *s, StoreAct act, const char *label, const GArray *ids,
	GError **error)
{
	if (act == STORE_SEEN)
		return true;
	sqlite3_stmt *st = db_statement(s, error,
		"INSERT INTO undo(session,at,act,label,ids)"
		" VALUES(?1,?2,?3,?4,?5)",
		"siis", s->session, clock_now(), (gint64)act, label);
	if (!st)
		return false;
	sqlite3_bind_blob64(
		st, 5, ids->data, ids->len * sizeof(gint64), SQLITE_TRANSIENT);
	int rc = sqlite3_step(st);
	if (rc != SQLITE_DONE)
		db_fail(s, error);
	sqlite3_clear_bindings(st);
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

static int
act_on_ids(Store *s, StoreAct act, const char *label, const gint64 *ids,
	gsize n, GError **error)
{
	g_autoptr(GArray) changed = g_array_new(FALSE, FALSE, sizeof(gint64));
	for (gsize i = 0; i < n; i++) {
		int rc = act_one(s, act, label, ids[i], error);
		if (rc < 0)
			return -1;
		if (rc)
			g_array_append_val(changed, ids[i]);
	}
	if (changed->len && !journal(s, act, label, changed, error))
		return -1;
	return (int)changed->len;
}

int
store_act(Store *s, StoreAct act, const char *label, const gint64 *ids, gsize n,
	GError **error)
{
	if (!db_begin(s, error))
		return -1;
	int changed = act_on_ids(s, act, label, ids, n, error);
	return db_end(s, changed >= 0, error) ? changed : -1;
}

static GArray *
ids_to_change(Store *s, StoreAct act, const Query *query, GError **error)
{
	QuerySql sql;
	query_sql_init(&sql, s);
	sql.patient = true;
	query_sql_add(&sql, query);
	g_autofree char *text = g_strdup_printf(
		"SELECT a.id FROM article a CROSS JOIN feed f ON f.id=a.feed"
		" WHERE %s AND %s AND %s",
		sql.wide || act == STORE_UNHIDE ? "a.state<2" : "a.state=0",
		acts[act].condition, sql.where->str);
	GArray *ids = query_sql_ids(&sql, s, text, error);
	query_sql_clear(&sql);
	return ids;
}

int
store_act_on(Store *s, StoreAct act, const char *label, const Query *query,
	GError **error)
{
	if (!db_begin(s, error))
		return -1;
	g_autoptr(GArray) ids = ids_to_change(s, act, query, error);
	int changed = ids
		? act_on_ids(s, act, label, (const gint64 *)(gpointer)ids->data,
			  ids->len, error)
		: -1;
	return db_end(s, changed >= 0, error) ? changed : -1;
}

/* One article is named, several are counted.  A long title would push what
 * became of it out of the line. */
static char *
words_for(Store *s, const char *format, const char *number, const gint64 *ids,
	gsize n)
{
	if (n != 1) {
		g_auto(GStrv) parts = g_strsplit(number, "%d", 2);
		g_autofree char *digits = g_strdup_printf("%zu", n);
		return g_strjoinv(digits, parts);
	}
	g_autofree char *title = db_text(
		s, "SELECT title FROM article WHERE id=?1", "i", ids[0]);
	g_autofree char *name = title && *title
		? width_cut(title, TITLE_COLUMNS)
		: g_strdup(_("untitled"));
	g_auto(GStrv) parts = g_strsplit(format, "%s", 2);
	return g_strjoinv(name, parts);
}

char *
store_act_words(
	Store *s, StoreAct act, const char *label, const gint64 *ids, gsize n)
{
	const Act *a = &acts[act];
	if (!a->done)
		return g_strdup("");
	return words_for(
		s, _(a->done), ngettext(a->done_one, a->done_many, n), ids, n);
}

void
store_step_clear(StoreStep *step)
{
	g_free(step->label);
	g_clear_pointer(&step->ids, g_array_unref);
	*step = (StoreStep){ 0 };
}

/* Its number in the journal, 0: there is none. */
static gint64
last_step(Store *s, StoreStep *step, GError **error)
{
	gint64 id = 0;
	GError *err = NULL;
	sqlite3_stmt *st = db_statement(s, &err,
		"SELECT id,act,label,ids FROM undo"
		" ORDER BY session=?1 DESC,id DESC LIMIT 1",
		"s", s->session);
	if (db_step(s, st, &err)) {
		id = sqlite3_column_int64(st, 0);
		step->act = (StoreAct)sqlite3_column_int(st, 1);
		step->label = column_dup(st, 2);
		step->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
		const void *blob = sqlite3_column_blob(st, 3);
		int n = sqlite3_column_bytes(st, 3) / (int)sizeof(gint64);
		if (blob)
			g_array_append_vals(step->ids, blob, (guint)n);
		sqlite3_reset(st);
	}
	if (err)
		g_propagate_error(error, err);
	return step->act < STORE_N_ACTS ? id : 0;
}

static bool
undo_step(Store *s, gint64 id, const StoreStep *step, GError **error)
{
	const char *sql = step->act == STORE_DELETE
		? undelete
		: acts[acts[step->act].opposite].sql;
	for (guint i = 0; i < step->ids->len; i++)
		if (run_one(s, sql, step->label,
			    g_array_index(step->ids, gint64, i), error) < 0)
			return false;
	return db_run(s, error, "DELETE FROM undo WHERE id=?1", "i", id);
}

char *
store_undo(Store *s, StoreStep *step, GError **error)
{
	StoreStep last = { 0 };
	char *words = NULL;
	if (!db_begin(s, error))
		return NULL;
	gint64 id = last_step(s, &last, error);
	bool ok = id && undo_step(s, id, &last, error);
	if (ok) {
		const Act *a = &acts[last.act];
		words = words_for(s, _(a->undone),
			ngettext(a->undone_one, a->undone_many, last.ids->len),
			(const gint64 *)(gpointer)last.ids->data,
			last.ids->len);
	}
	ok = db_end(s, ok, error);
	if (!ok)
		g_clear_pointer(&words, g_free);
	if (ok && step)
		*step = last;
	else
		store_step_clear(&last);
	return words;
}
