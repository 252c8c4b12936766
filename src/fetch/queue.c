/* SPDX-License-Identifier: MIT
 *
 * The queue.
 */
#include <config.h>

#include "fetch/queue.h"

#include <pthread.h>
#include <stdbool.h>

struct Queue {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	GQueue items;
	guint max;
	bool ended;
};

Queue *
queue_new(guint max)
{
	Queue *q = g_new0(Queue, 1);
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->changed, NULL);
	g_queue_init(&q->items);
	q->max = max;
	return q;
}

void
queue_free(Queue *q)
{
	g_queue_clear(&q->items);
	pthread_cond_destroy(&q->changed);
	pthread_mutex_destroy(&q->lock);
	g_free(q);
}

void
queue_push(Queue *q, gpointer item)
{
	pthread_mutex_lock(&q->lock);
	while (q->max && q->items.length >= q->max)
		pthread_cond_wait(&q->changed, &q->lock);
	g_queue_push_tail(&q->items, item);
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}

gpointer
queue_pop(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	while (!q->items.length && !q->ended)
		pthread_cond_wait(&q->changed, &q->lock);
	gpointer item = g_queue_pop_head(&q->items);
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
	return item;
}

void
queue_end(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->ended = true;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}
