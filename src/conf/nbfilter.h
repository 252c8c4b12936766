/* SPDX-License-Identifier: MIT
 *
 * Newsboat's filter expressions (unread = "yes" and tags # "rust") in
 * courant's query language, for "query:" lines that come from there.
 */
#ifndef COURANT_CONF_NBFILTER_H
#define COURANT_CONF_NBFILTER_H

#include <glib.h>
#include <stdbool.h>

/* True if the text begins as such an expression does: an attribute and an
 * operator. */
bool nbfilter_is(const char *text);

/* The query that says the same; newly allocated.  NULL and ERROR if there is
 * none. */
char *nbfilter_query(const char *text, GError **error);

#endif
