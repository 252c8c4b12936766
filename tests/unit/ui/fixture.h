/* SPDX-License-Identifier: MIT
 *
 * A store with a few feeds, filled as the worker fills it, for the tests of
 * the interface.
 */
#ifndef COURANT_TESTS_UI_FIXTURE_H
#define COURANT_TESTS_UI_FIXTURE_H

#include "store/store.h"

/* In a folder of its own; with EMPTY nothing is subscribed.  The clock stands
 * at 2025-08-31 18:00 UTC. */
Store *fixture_open(bool empty);
void fixture_close(Store *store);
/* One more handle on it, to be closed first. */
Store *fixture_other(void);

/* Takes a feed in once more, with an article on top of it; one that is there
 * already changes. */
void fixture_arrive(
	Store *store, const char *title, const char *body, const char *link);

/* N articles in one feed. */
void fixture_fill(Store *store, int n);

#endif
