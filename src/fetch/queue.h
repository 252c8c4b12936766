/* SPDX-License-Identifier: MIT
 *
 * A queue between two threads, with a bound if wanted.  POSIX threads and not
 * GAsyncQueue, so that ThreadSanitizer sees what orders the threads.
 */
#ifndef COURANT_FETCH_QUEUE_H
#define COURANT_FETCH_QUEUE_H

#include <glib.h>

typedef struct Queue Queue;

/* Items that weigh MAX together may wait; 0: any number. */
Queue *queue_new(gsize max);
/* Drops what is in it. */
void queue_free(Queue *queue);

/* Waits while the queue is full, unless WEIGHT is 0. */
void queue_push(Queue *queue, gpointer item, gsize weight);
/* Waits while it is empty; NULL once it has ended and is empty. */
gpointer queue_pop(Queue *queue);
/* NULL as well when it is still empty at WHEN (g_get_monotonic_time()). */
gpointer queue_pop_until(Queue *queue, gint64 when);
/* Nothing will be pushed any more. */
void queue_end(Queue *queue);

#endif
