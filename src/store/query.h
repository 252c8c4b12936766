/* SPDX-License-Identifier: MIT
 *
 * The query language: text → a tree → (store) SQL with parameters.
 *
 *   rust async          both words, in title or body; accents and case are
 *                       nothing, Chinese, Japanese, Korean and Thai match
 *                       anywhere in a run
 *   "memory safety"     the phrase
 *   comput*             words that begin so
 *   -jobs, NOT jobs     without
 *   a OR b, (a b) OR c  either; AND may be written
 *   /re(gex)?/i         a regular expression on title and body (i: any case)
 *   title: author:      in the title, by the author (word, phrase or /regex/)
 *   feed:               the feed's title or address contains it; feed:#3 by id
 *   group: label: tag:  the feed is in the group or below; the article has the
 *                       label; has the label or the publisher's category
 *   link:               links to that host or a page there, or an address
 *                       that contains the word
 *   url:                the article's own address contains it
 *   is:                 unread read starred updated hidden labelled archived
 *   has:                enclosure links label fulltext
 *   since: before:      7d 12h 2w 3m 1y, 2025-08-31, 2025-08, 2025, today,
 *                       yesterday (local time; before: excludes that moment)
 *   id:                 one article
 *
 * Words on either side of a space are joined by AND.  Values may be quoted.
 * Relative times count from when the query is run, not parsed.
 */
#ifndef COURANT_STORE_QUERY_H
#define COURANT_STORE_QUERY_H

#include <glib.h>
#include <stdbool.h>

typedef struct Query Query;

/* Longest query text in bytes, deepest nesting, most terms. */
enum { QUERY_MAX_LEN = 4096, QUERY_MAX_DEPTH = 32, QUERY_MAX_TERMS = 128 };

#define QUERY_ERROR (query_error_quark())
GQuark query_error_quark(void);

typedef enum {
	QUERY_PLAIN,
	QUERY_TYPING /* being typed: the last word is a beginning, and what is
		      * not finished (open quote, "title:", "-") is no error */
} QueryMode;

/* An empty text gives everything.  NULL and ERROR, in words, if the text is
 * wrong; *OFFSET (may be NULL) then gets the byte where. */
Query *query_parse(
	const char *text, QueryMode mode, gsize *offset, GError **error);
Query *query_ref(const Query *query);
void query_unref(Query *query);

/* Both together; either may be NULL (everything).  A new reference. */
Query *query_both(const Query *a, const Query *b);
/* Ready-made ones for panes. */
Query *query_feed(gint64 feed);
Query *query_group(const char *group);
Query *query_label(const char *label);

/* The positive words, phrases without their quotes, to light up in an
 * article; NULL-terminated, newly allocated. */
char **query_words(const Query *query);

/* The table behind help and completion. */
typedef struct {
	const char *name;          /* "is" */
	const char *const *values; /* NULL-terminated, or NULL if free */
	const char *help;          /* marked for translation: _() it */
} QueryField;
const QueryField *query_fields(gsize *n);

/* Rules: `rule 'QUERY' ACTION…` run on each new article, in order.
 * Actions: mark-read, star, hide, label NAME. */
typedef struct QueryRules QueryRules;

QueryRules *query_rules_new(void);
void query_rules_free(QueryRules *rules);
bool query_rules_add(QueryRules *rules, const char *query,
	const char *const *actions, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QueryRules, query_rules_free)

#endif
