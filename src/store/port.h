/* SPDX-License-Identifier: MIT
 *
 * What the two imports (json.c, newsboat.c) share: rows made from named
 * values, in what order they come.
 */
#ifndef COURANT_STORE_PORT_H
#define COURANT_STORE_PORT_H

#include "store/store_i.h"

#include "base/json.h"

/* What the columns of a table are called; ended by NULL. */
typedef const char *const *PortColumns;

/* Makes all strings in VALUE clean (base/text.h), apart from bodies, which doc
 * cleans when it reads them: a file may come from anywhere. */
void port_clean(json_t *value);

/* INSERT INTO TABLE of the COLUMNS that OBJECT has, with KEY_COLUMN (may be
 * NULL) set to KEY.  OR_IGNORE: a row that is there stays. False on error;
 * sqlite3_last_insert_rowid() otherwise. */
bool port_insert(Store *store, const char *table, PortColumns columns,
	const json_t *object, const char *key_column, gint64 key,
	GError **error);

/* An article with its content and enclosures: finds it by feed and key and
 * joins the marks, or makes it.  The id, 0 for an object that is no use or
 * on error.  *ADDED (may be NULL) tells whether it is new. */
gint64 port_article(
	Store *store, gint64 feed, json_t *object, bool *added, GError **error);

#endif
