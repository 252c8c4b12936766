/* SPDX-License-Identifier: MIT
 *
 * Puts the tags of a broken feed in order, in one linear pass over what
 * repair_xml() gave: end tags that nothing has opened go, elements that nobody
 * closed are closed where their entry ends at the latest, and the feed goes on
 * until its last entry.  So a bad entry costs none of the others.
 */
#ifndef COURANT_FEED_BALANCE_H
#define COURANT_FEED_BALANCE_H

#include <glib.h>

/* Newly allocated. */
GString *balance_xml(const GString *xml);

#endif
