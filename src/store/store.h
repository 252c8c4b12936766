/* SPDX-License-Identifier: MIT
 *
 * The store: feeds, articles, links, marks, and what was undone.  The only
 * room that speaks SQL.  Foreign text comes in clean (base/text.h) from feed
 * and doc; bodies are kept as received.
 *
 * A handle belongs to one thread.  Any number of handles and processes may
 * use one file: transactions are short, a busy one waits up to five seconds.
 * Each function that changes something is one transaction: when it returns
 * true everything is on disk, when it returns false nothing has changed.
 *
 * Times are seconds since 1970, UTC, 0 for "none".  Strings in returned
 * structs may be NULL where the comment says so.  Returned arrays own their
 * elements: g_ptr_array_unref().  Articles and feeds are named by id; ids are
 * never used twice.
 */
#ifndef COURANT_STORE_STORE_H
#define COURANT_STORE_STORE_H

#include "feed/feed.h"
#include "store/query.h"

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct Store Store;

typedef enum {
	STORE_ERROR_FAILED,   /* anything else; the words say what */
	STORE_ERROR_MISSING,  /* read only, and there is no such file */
	STORE_ERROR_NEWER,    /* written by a newer courant; left as it is */
	STORE_ERROR_DAMAGED,  /* no store or broken; left as it is */
	STORE_ERROR_READONLY, /* may not be written */
	STORE_ERROR_FULL,     /* no room on the disk */
	STORE_ERROR_LOCKED,   /* another program held it for too long */
	STORE_ERROR_GONE,     /* no such feed or article (any more) */
	STORE_ERROR_SLOW      /* the query took longer than it may */
} StoreErrorCode;

#define STORE_ERROR (store_error_quark())
GQuark store_error_quark(void);

typedef enum {
	STORE_RW, /* made if absent, with its folder */
	STORE_RO  /* never writes */
} StoreMode;

/* Opens a store, and brings an older one up to date. */
Store *store_open(const char *path, StoreMode mode, GError **error);
void store_close(Store *store);

/* From now on a list or count by a query gives up after MS milliseconds, with
 * STORE_ERROR_SLOW: patterns (/x/, url:) read every article.  0, as at first:
 * never.  store_act_on() takes the time it needs: it does all or nothing. */
void store_set_patience(Store *store, int ms);

/* What is written goes to the log beside the file first.  Once that has grown
 * to MB megabytes, a commit by this handle copies it into the file, some
 * milliseconds for each of them.  At first 512, because neither a reader nor a
 * refresh should wait for it: store_tidy() does it, and store_close(). */
void store_set_log(Store *store, int mb);

/* True if another handle or process changed the store since the last call
 * (about 20 µs: ask once a second). */
bool store_changed(Store *store);
/* A number that is another one after any change, but of positions that this
 * handle set; what others changed counts once store_changed() has told.  Asks
 * nothing of the file. */
gint64 store_stamp(Store *store);

/* Looks the whole file over for damage, in about a second per gigabyte. */
bool store_check(Store *store, GError **error);

/* What is done from here to store_commit() is one transaction, because many
 * small ones cost far more; others who want to write wait for its end.  It
 * is taken back unless OK, and all of it: a function that returns false may
 * have done half of what it does. */
bool store_begin(Store *store, GError **error);
bool store_commit(Store *store, bool ok, GError **error);

/* Small things that instances share, by key; NULL: none.  Newly allocated. */
char *store_state(Store *store, const char *key);
bool store_set_state(
	Store *store, const char *key, const char *value, GError **error);

typedef struct {
	gint64 id;
	char *url;       /* as subscribed */
	char *effective; /* where it is fetched from, if elsewhere; or NULL */
	char *name;      /* the title that its reader gave it, or NULL */
	char *title;     /* as published, or NULL */
	char *label;     /* what to show: name, title, or host and path of the
			  * URL; never NULL */
	char *site;      /* home page, or NULL */
	char **groups;   /* "Tech/Rust", …; never NULL */
	char *settings;  /* the subscription line's settings as text, or NULL */
	bool subscribed; /* false: archived, its articles stay */
	bool hidden;     /* not shown in the feed list ("!" in the urls file) */
	bool gone;       /* 410: not asked again until the reader asks for it */
	gint64 total, unread, starred; /* articles neither hidden nor deleted */
	gint64 newest; /* date of the newest article: store_feeds_newest() */
	gint64 last_try, last_ok, next_due;
	char *last_error; /* in words, NULL if the last try went well */
	int http_status;  /* of the last try, 0 if there was no answer */
	int failures;     /* in a row */
	char *etag, *last_modified; /* validators, byte for byte, or NULL */
	char *body_hash;            /* of the last parsed body, or NULL */
	int keep_days, keep_count;  /* retention, 0: for ever, any number */
} StoreFeed;

void store_feed_free(StoreFeed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreFeed, store_feed_free)

/* Feeds in the order of the subscriptions (archived ones after them).  Costs
 * the same however many articles there are. */
GPtrArray *store_feeds(Store *store, bool archived_too, GError **error);
/* Fills in the dates of their newest articles, some microseconds each. */
void store_feeds_newest(Store *store, GPtrArray *feeds);
StoreFeed *store_feed(Store *store, gint64 id, GError **error);
/* By subscribed or effective URL, however spelled; 0: none. */
gint64 store_feed_by_url(Store *store, const char *url);

typedef struct {
	const char *url, *name;    /* name may be NULL */
	const char *const *groups; /* NULL-terminated, or NULL */
	const char *settings;      /* or NULL */
	bool hidden;
	int keep_days, keep_count; /* 0: no limit */
} StoreSubscription;

/* Makes the subscriptions exactly these, in this order.  Feeds that are not
 * among them any more are archived, never deleted; one that comes back is
 * taken up where it was.  Writes nothing if nothing is different. */
bool store_subscribe(
	Store *store, const StoreSubscription *subs, gsize n, GError **error);

/* Gives a feed another address (a permanent move); validators are dropped.  If
 * the new address is subscribed already, the two are made one: articles, flags
 * and labels go over.  *NOW_ID (may be NULL) gets the id that the articles have
 * now. */
bool store_move_feed(Store *store, gint64 feed, const char *url, gint64 *now_id,
	GError **error);

/* What became of one try to fetch a feed. */
typedef struct {
	gint64 when;       /* of the try */
	bool ok;           /* 200 and parsed, 226, or 304 */
	bool gone;         /* 410 */
	int http_status;   /* 0: no answer */
	const char *error; /* words for a person when not ok */
	const char *etag, *last_modified, *body_hash; /* kept when ok; NULL: as
						       * they were, "": none */
	const char
		*effective; /* where it was found; NULL: as it was, "": URL */
	gint64 next_due;
} StoreFetched;

bool store_fetched(
	Store *store, gint64 feed, const StoreFetched *fetched, GError **error);

/* Notes that FEED answered with a permanent redirect to URL; returns in how
 * many tries it has done so without a break, counted from 1 (0 on error).
 * *FIRST (may be NULL) gets when that began.  URL NULL: it
 * did not redirect; forgotten. */
int store_redirect_seen(
	Store *store, gint64 feed, const char *url, gint64 when, gint64 *first);

/* Per host ("scheme://host:port"): not to be asked before, and last asked. */
typedef struct {
	gint64 not_before, last_request;
} StoreHost;
StoreHost store_host(Store *store, const char *origin);
bool store_set_host(
	Store *store, const char *origin, StoreHost host, GError **error);

typedef enum {
	STORE_LINK_TEXT,
	STORE_LINK_IMAGE,
	STORE_LINK_EMBED,
	STORE_LINK_ENCLOSURE,
	STORE_LINK_FOOTNOTE
} StoreLinkKind; /* as DocLinkKind */

/* One link of an article, as doc found it; borrowed strings. */
typedef struct {
	int number; /* from 1 */
	StoreLinkKind kind;
	const char *url;     /* outgoing */
	const char *text;    /* or NULL */
	const char *heading; /* or NULL */
	int heading_level;
} StoreLink;

/* What doc made of an entry's body: the store does not read HTML. */
typedef struct {
	const StoreLink *links;
	gsize n_links;
	const char *text; /* visible text, for the search; or NULL */
	int minutes;      /* reading time */
} StoreDoc;

typedef enum {
	STORE_ENTRY_SAME, /* nothing to do; needs no StoreDoc */
	STORE_ENTRY_NEW,
	STORE_ENTRY_CHANGED,
	STORE_ENTRY_BURIED /* deleted before; does not come back */
} StoreVerdict;

/* One StoreVerdict (as a byte) for each entry of FEED, in order: which of
 * them need a StoreDoc.  g_free() it.  NULL on error. */
guint8 *store_compare(
	Store *store, gint64 feed_id, const Feed *feed, GError **error);

typedef struct {
	int added, updated;
	/* Gets the ids (gint64) of the added ones if the caller put an array
	 * here; set it to NULL otherwise. */
	GArray *ids;
} StoreIngested;

/* Takes a parsed feed in, all or nothing: the feed's own title and site, and
 * its entries.  DOCS has one pointer per entry (NULL: not prepared), in
 * order, and may itself be NULL.  An entry that is new but not prepared is
 * stored all the same, and turns up in store_unprepared().  Absence deletes
 * nothing.  RULES may be NULL.  FETCHED (may be NULL) is recorded with it.
 * Identity: the entry's id verbatim; else its link (url_key); else a hash of
 * title and body; never the date.  An entry with a new id, but with link and
 * title (or date) of one that is not in the feed any more, is that one. */
bool store_ingest(Store *store, gint64 feed_id, const Feed *feed,
	const StoreDoc *const *docs, const QueryRules *rules,
	const StoreFetched *fetched, StoreIngested *result, GError **error);

/* Articles whose body doc has not seen: ids, ascending, above AFTER, at most
 * LIMIT; an empty array when there is none. */
GArray *store_unprepared(Store *store, gint64 after, int limit, GError **error);
bool store_prepared(
	Store *store, gint64 article, const StoreDoc *doc, GError **error);
/* The same for N of those, in one transaction; one that somebody else has
 * prepared or removed meanwhile is passed over. */
bool store_prepare(Store *store, const gint64 *articles,
	const StoreDoc *const *docs, gsize n, GError **error);

/* Puts up to LIMIT articles into the search index, in one transaction.
 * *LEFT gets how many still wait (10,000 for any more).  Call it until 0, after
 * a refresh.  A query finds the newest thousand that wait, too, only more
 * slowly. */
bool store_index_pending(Store *store, int limit, int *left, GError **error);

/* After a refresh: trims the undo journal and the write-ahead log, and keeps
 * each feed within its retention (keep_days, keep_count; 0 there means the
 * defaults given here, and 0 here no limit; a feed's -1: none).  Unread,
 * starred and labelled articles stay.  What goes leaves a tombstone, so it
 * never comes back. *REMOVED may be NULL. */
bool store_tidy(Store *store, int keep_days, int keep_count, int *removed,
	GError **error);

typedef enum {
	STORE_NEWEST, /* by date, newest first */
	STORE_OLDEST,
	STORE_ARRIVED, /* as they came in, latest first */
	STORE_TITLE,
	STORE_SOURCE,   /* by feed, newest first in each */
	STORE_SHORTEST, /* by reading time */
	STORE_LONGEST,
	STORE_N_SORTS
} StoreSort;

/* All that a line of a list needs. */
typedef struct {
	gint64 id, feed_id;
	char *feed_title; /* StoreFeed.label */
	char *title, *author,
		*url; /* author, url may be NULL; title may be "" */
	gint64 date;  /* for sorting and showing: a plausible published
		       * date, or first_seen */
	gint64 published, updated, first_seen;
	bool unread, starred, hidden;
	bool changed;   /* its text changed since it was last opened */
	bool enclosure; /* has one or more */
	int minutes;    /* reading time */
	int links;
	char **labels; /* never NULL */
} StoreRow;

void store_row_free(StoreRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreRow, store_row_free)

/* A page of the list that QUERY (NULL: everything) gives in order of SORT:
 * the LIMIT rows after FROM (NULL: from the start), or, with a negative
 * LIMIT, the -LIMIT rows before FROM (NULL: from the end), in list order
 * either way.  FROM need not be in the list: only its place counts.  Hidden
 * articles come only with is:hidden, deleted ones never. */
GPtrArray *store_list(Store *store, const Query *query, StoreSort sort,
	const StoreRow *from, int limit, GError **error);

/* Number of articles in the list, counted no further than AT_MOST (0: to the
 * end); -1 on error. */
gint64 store_count(
	Store *store, const Query *query, gint64 at_most, GError **error);

/* One row by id, deleted or not; NULL if there is none. */
StoreRow *store_row(Store *store, gint64 id, GError **error);

/* The ids of the list, in order, at most LIMIT. */
GArray *store_ids(Store *store, const Query *query, StoreSort sort, int limit,
	GError **error);

/* The article whose page is URL (url_key), the newest if several; 0: none. */
gint64 store_find_url(Store *store, const char *url);

/* Groups in use with their counts, sorted, parents before children; each
 * feed counts once in each group above it. */
typedef struct {
	char *name; /* "Tech/Rust"; a label's or group's full name */
	gint64 total, unread;
} StoreTally;
void store_tally_free(StoreTally *tally);
GPtrArray *store_groups(Store *store, GError **error);
GPtrArray *store_labels(Store *store, GError **error);

typedef struct {
	char *url, *type, *title; /* type, title may be NULL */
	gint64 length;            /* bytes as claimed, 0 unknown */
} StoreEnclosure;

typedef struct {
	StoreRow row;
	char *guid;     /* as the feed gave it, or NULL */
	char *external; /* what it is about, if not url; or NULL */
	char *body, *type, *base, *language; /* as received; body may be NULL */
	char *summary;                       /* besides a body; or NULL */
	char *fulltext, *fulltext_url; /* the fetched page's article, or NULL */
	char *comments;                /* URL or NULL */
	int comment_count;             /* -1 unknown */
	char *image, *source_title;    /* or NULL */
	int duration;          /* seconds of the first medium, 0 unknown */
	char **tags;           /* the publisher's categories; never NULL */
	GPtrArray *enclosures; /* StoreEnclosure */
} StoreArticle;

void store_article_free(StoreArticle *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoreArticle, store_article_free)

/* NULL with STORE_ERROR_GONE if there is none. */
StoreArticle *store_article(Store *store, gint64 id, GError **error);

/* Keeps the full text of an article (HTML of its page's article).  DOC (may
 * be NULL) replaces links and search text. */
bool store_set_fulltext(Store *store, gint64 id, const char *url,
	const char *html, const StoreDoc *doc, GError **error);

/* Where its reader was: a byte offset into the document's text, so that it
 * holds at any width. -1: none. */
gint64 store_position(Store *store, gint64 article);
bool store_set_position(
	Store *store, gint64 article, gint64 offset, GError **error);

typedef enum {
	STORE_MARK_READ,
	STORE_MARK_UNREAD,
	STORE_STAR,
	STORE_UNSTAR,
	STORE_LABEL,   /* needs a label */
	STORE_UNLABEL, /* needs a label */
	STORE_HIDE,
	STORE_UNHIDE,
	STORE_DELETE, /* leaves a tombstone */
	STORE_SEEN,   /* takes the changed mark away; not undoable */
	STORE_N_ACTS
} StoreAct;

/* Does ACT on the articles; those where it changes nothing are left alone.
 * Returns how many changed, -1 on error.  One undo step, if any did. */
int store_act(Store *store, StoreAct act, const char *label, const gint64 *ids,
	gsize n, GError **error);
/* The same on everything that QUERY gives. */
int store_act_on(Store *store, StoreAct act, const char *label,
	const Query *query, GError **error);

typedef struct {
	StoreAct act;
	char *label; /* may be NULL */
	GArray *ids; /* gint64 */
} StoreStep;

/* Takes back the last step that this handle did, or, when it did none, the
 * last of all.  Returns a line of words that says what was undone; NULL with
 * no error when there is nothing to undo.  *STEP (may be NULL) gets what
 * store_act() does it again with: store_step_clear() it. */
char *store_undo(Store *store, StoreStep *step, GError **error);
void store_step_clear(StoreStep *step);

/* The words for having done it: "12 articles marked read", "“Title” starred".
 */
char *store_act_words(Store *store, StoreAct act, const char *label,
	const gint64 *ids, gsize n);

typedef struct {
	int number;
	StoreLinkKind kind;
	char *url, *text, *heading; /* text, heading: never NULL, may be "" */
	int heading_level;
	gint64 opened; /* when it was opened from anywhere, 0: never */
	int also;      /* other articles of other feeds that link to it */
} StoreLinkRow;

void store_link_row_free(StoreLinkRow *row);
GPtrArray *store_links(Store *store, gint64 article, GError **error);

/* An article elsewhere that links the same page. */
typedef struct {
	int number; /* of the link in the article asked about */
	gint64 article, feed_id, date;
	char *feed_title, *title;
} StoreAlso;
void store_also_free(StoreAlso *also);
/* "Also in": for all links of ARTICLE, by number, newest first, at most
 * PER_LINK each; other feeds' articles only. */
GPtrArray *store_also(
	Store *store, gint64 article, int per_link, GError **error);

bool store_link_opened(Store *store, const char *url, GError **error);
gint64 store_link_when_opened(Store *store, const char *url);
/* For all links of ARTICLE that are stored, at once: from the address as it
 * stands there (char *) to NULL if it was never opened. */
GHashTable *store_links_opened(Store *store, gint64 article, GError **error);

/* What several sources point to: links by number of feeds, then articles. */
typedef struct {
	char *url, *text;
	int feeds, articles;
	gint64 opened, newest, article; /* article: the newest one */
} StoreMost;
void store_most_free(StoreMost *most);
/* Among articles that QUERY gives (NULL: all) dated SINCE or later. */
GPtrArray *store_most_linked(Store *store, const Query *query, gint64 since,
	int limit, GError **error);

/* Everything as JSON, one object a line: {"courant":1}, then feeds, then
 * articles with body, links, flags, labels; tombstones; opened links. */
bool store_export(Store *store, FILE *out, GError **error);

typedef struct {
	int feeds, articles, skipped; /* taken in; lines that were no use */
} StoreImported;
/* Takes such an export in: what is there already keeps the sum of both
 * (starred if either was, read if either was). */
bool store_import(
	Store *store, FILE *in, StoreImported *result, GError **error);

/* newsboat's cache.db, opened read only and never written: feeds (archived
 * unless subscribed), articles, read state, flags (as labels "flag-a", and a
 * star for any), deleted ones as tombstones, enclosures. */
bool store_import_newsboat(
	Store *store, const char *path, StoreImported *result, GError **error);

#endif
