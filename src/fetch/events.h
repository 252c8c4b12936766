/* SPDX-License-Identifier: MIT
 *
 * What the worker tells whoever started it: one JSON object a line on
 * standard output.  May be called from any thread.
 * Names and passwords in addresses are left out, but of found, whose address
 * will be subscribed to as it is.
 *
 *	started   feeds
 *	feed      id url title n of status new updated error
 *	          status: ok, unchanged, failed, gone, later
 *	moved     id from to: the subscription's line is to be rewritten
 *	found     url title how: a feed of the site; several are a choice
 *	outline   url title groups words: one line of an imported list
 *	page      url type body: a page to read, as UTF-8
 *	article   id: its full text is stored
 *	note      text: something worth saying
 *	done      new updated failed
 */
#ifndef COURANT_FETCH_EVENTS_H
#define COURANT_FETCH_EVENTS_H

#include <stdbool.h>

#include "base/json.h"

/* Writes the event; takes EVENT. */
void event_send(json_t *event);

/* A new event of that name, to be filled and sent. */
json_t *event_new(const char *name);

void event_note(const char *format, ...) G_GNUC_PRINTF(1, 2);
void event_done(int added, int updated, int failed);

/* False when nobody reads any more. */
bool event_heard(void);

#endif
