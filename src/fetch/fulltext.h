/* SPDX-License-Identifier: MIT
 *
 * Articles as they are on their pages.
 */
#ifndef COURANT_FETCH_FULLTEXT_H
#define COURANT_FETCH_FULLTEXT_H

#include "conf/subs.h"
#include "fetch/worker.h"

/* Fetches the pages of those articles (gint64) and keeps what is found on
 * them; each is told by an event.  A feed may choose its articles' addresses
 * at will, so they lead into a private network only on the feed's own host. */
void fulltext_fetch(const Worker *worker, Store *store, const Subs *subs,
	const GArray *ids);

#endif
