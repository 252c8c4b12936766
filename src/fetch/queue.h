/* SPDX-License-Identifier: MIT
 *
 * A queue between two threads, with a bound if wanted.  POSIX threads and not
 * GAsyncQueue, so that ThreadSanitizer sees what orders the threads.
 */
#ifndef COURANT_FETCH_QUEUE_H
#define COURANT_FETCH_QUEUE_H

#include <glib.h>

typedef struct Queue Queue;

/* MAX items may wait; 0: any number. */
Queue *queue_new(guint max);
/* Drops what is in it. */
void queue_free(Queue *queue);

/* Waits while the queue is full. */
void queue_push(Queue *queue, gpointer item);
/* Waits while it is empty; NULL once it has ended and is empty. */
gpointer queue_pop(Queue *queue);
/* Nothing will be pushed any more. */
void queue_end(Queue *queue);

#endif
