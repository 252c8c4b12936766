/* SPDX-License-Identifier: MIT
 *
 * What follows when the articles are in: their links and text by doc, and
 * the search index.  Both go on where an earlier run was ended, and end
 * early when the worker must.
 */
#ifndef COURANT_FETCH_FOLLOW_H
#define COURANT_FETCH_FOLLOW_H

#include "store/store.h"

/* Looks into the articles that doc has not seen: in a thread of its own,
 * while the links of those before are written. */
void follow_prepare(Store *store);

/* Brings the search index up to date. */
void follow_index(Store *store);

#endif
