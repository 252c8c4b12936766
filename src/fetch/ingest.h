/* SPDX-License-Identifier: MIT
 *
 * What has been fetched, on its way into the store: one thread runs the
 * owner's commands, one parses, one writes; the thread that waits for the
 * network is never held up.  The writer sends the feeds' events.
 */
#ifndef COURANT_FETCH_INGEST_H
#define COURANT_FETCH_INGEST_H

#include "fetch/target.h"

typedef struct Ingest Ingest;

typedef struct {
	int added, updated, failed;
	/* New articles (gint64) whose pages are wanted, few of each feed; to
	 * be unref'd. */
	GArray *wanted;
} IngestSum;

/* WAKE is called from a thread whenever less is held than before. */
Ingest *ingest_start(const Worker *worker, int n_feeds, void (*wake)(gpointer),
	gpointer wake_data, GError **error);

/* Takes both.  RESPONSE NULL: the target is to be read (file, command). */
void ingest_push(Ingest *ingest, Target *target, NetResponse *response);

/* A target that is not asked now, and why; takes TARGET. */
void ingest_push_later(
	Ingest *ingest, Target *target, gint64 until, const char *words);

/* Bytes of bodies that wait. */
gsize ingest_held(Ingest *ingest);

/* Waits for all that was pushed, then ends. */
IngestSum ingest_finish(Ingest *ingest);

#endif
