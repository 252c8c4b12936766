/* SPDX-License-Identifier: MIT
 *
 * The tree of a query, between its parser (query.c) and its SQL (sql.c).
 */
#ifndef COURANT_STORE_NODE_H
#define COURANT_STORE_NODE_H

#include "store/query.h"

typedef enum {
	NODE_ALL, /* everything */
	NODE_AND,
	NODE_OR,
	NODE_NOT,
	NODE_TEXT,  /* words in a row in COLUMN; PREFIX */
	NODE_REGEX, /* in COLUMN; PREFIX: any case */
	NODE_FEED,
	NODE_FEED_ID,
	NODE_GROUP,
	NODE_LABEL,
	NODE_TAG,
	NODE_LINK,
	NODE_URL,
	NODE_ID,
	NODE_FLAG, /* NUMBER: index into query_flags */
	NODE_SINCE,
	NODE_BEFORE
} NodeKind;

typedef enum { COLUMN_ANY, COLUMN_TITLE, COLUMN_AUTHOR, COLUMN_TAGS } Column;

struct Query {
	int refs;
	NodeKind kind;
	GPtrArray *kids; /* Query; of AND, OR, NOT */
	char *text;
	Column column;
	bool prefix;
	char unit; /* times: h d w m y before now, T days from today's
		    * start, A seconds since 1970 */
	gint64 number;
};

typedef struct {
	const char *field, *value, *sql;
	bool wide; /* reaches hidden articles */
} QueryFlag;
extern const QueryFlag query_flags[];

/* The moment that a NODE_SINCE or NODE_BEFORE means at NOW. */
gint64 query_moment(const Query *node, gint64 now);

struct QueryRules {
	GPtrArray *rules; /* QueryRule */
};

typedef struct {
	Query *query;
	char **actions;
} QueryRule;

#endif
