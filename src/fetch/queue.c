/* SPDX-License-Identifier: MIT
 *
 * The queue.
 */
#include <config.h>

#include "fetch/queue.h"

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

typedef struct {
	gpointer data;
	gsize weight;
} Item;

struct Queue {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	GQueue items; /* Item */
	gsize max, weight;
	bool ended;
};

Queue *
queue_new(gsize max)
{
	Queue *q = g_new0(Queue, 1);
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->changed, &attributes);
	pthread_condattr_destroy(&attributes);
	g_queue_init(&q->items);
	q->max = max;
	return q;
}

void
queue_free(Queue *q)
{
	g_queue_clear_full(&q->items, g_free);
	pthread_cond_destroy(&q->changed);
	pthread_mutex_destroy(&q->lock);
	g_free(q);
}

void
queue_push(Queue *q, gpointer data, gsize weight)
{
	Item *item = g_new(Item, 1);
	*item = (Item){ data, weight };
	pthread_mutex_lock(&q->lock);
	while (weight && q->max && q->weight >= q->max)
		pthread_cond_wait(&q->changed, &q->lock);
	g_queue_push_tail(&q->items, item);
	q->weight += weight;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}

/* False when WHEN has passed; 0: never. */
static bool
wait_until(Queue *q, gint64 when)
{
	if (!when)
		return pthread_cond_wait(&q->changed, &q->lock) == 0;
	struct timespec end = { .tv_sec = when / G_USEC_PER_SEC,
		.tv_nsec = when % G_USEC_PER_SEC * 1000 };
	return pthread_cond_timedwait(&q->changed, &q->lock, &end) == 0;
}

gpointer
queue_pop_until(Queue *q, gint64 when)
{
	pthread_mutex_lock(&q->lock);
	while (!q->items.length && !q->ended && wait_until(q, when))
		;
	g_autofree Item *item = g_queue_pop_head(&q->items);
	if (item)
		q->weight -= item->weight;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
	return item ? item->data : NULL;
}

gpointer
queue_pop(Queue *q)
{
	return queue_pop_until(q, 0);
}

void
queue_end(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->ended = true;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}
