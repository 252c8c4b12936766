/* SPDX-License-Identifier: MIT
 *
 * A queue between two threads.
 */
#include <config.h>

#include "fetch/queue.h"

#include <pthread.h>

enum { ITEMS = 1000, WEIGHT = 10, MAX = 35 };

static int pushed; /* by the other thread */

static void *
push_all(void *queue)
{
	for (int i = 1; i <= ITEMS; i++) {
		queue_push(queue, GINT_TO_POINTER(i), WEIGHT);
		__atomic_store_n(&pushed, i, __ATOMIC_SEQ_CST);
	}
	queue_end(queue);
	return NULL;
}

static void
test_threads(void)
{
	pthread_t thread;
	Queue *q = queue_new(MAX);
	g_assert_cmpint(pthread_create(&thread, NULL, push_all, q), ==, 0);
	for (int i = 1; i <= ITEMS; i++) {
		g_assert_cmpint(GPOINTER_TO_INT(queue_pop(q)), ==, i);
		/* What waits is no heavier than MAX by more than one. */
		int waiting = __atomic_load_n(&pushed, __ATOMIC_SEQ_CST) - i;
		g_assert_cmpint(waiting, <=, MAX / WEIGHT + 2);
	}
	g_assert_null(queue_pop(q));
	pthread_join(thread, NULL);
	queue_free(q);
}

/* What weighs nothing never waits. */
static void
test_weightless(void)
{
	Queue *q = queue_new(MAX);
	queue_push(q, GINT_TO_POINTER(1), MAX);
	queue_push(q, GINT_TO_POINTER(2), 0);
	g_assert_cmpint(GPOINTER_TO_INT(queue_pop(q)), ==, 1);
	g_assert_cmpint(GPOINTER_TO_INT(queue_pop(q)), ==, 2);
	queue_free(q);
}

static void
test_until(void)
{
	Queue *q = queue_new(0);
	gint64 now = g_get_monotonic_time();
	g_assert_null(queue_pop_until(q, now));
	g_assert_null(queue_pop_until(q, now + 2000));
	g_assert_cmpint(g_get_monotonic_time(), >=, now + 2000);
	queue_push(q, GINT_TO_POINTER(1), 0);
	queue_push(q, GINT_TO_POINTER(2), 0);
	g_assert_cmpint(GPOINTER_TO_INT(queue_pop_until(q, now)), ==, 1);
	queue_end(q);
	g_assert_cmpint(GPOINTER_TO_INT(queue_pop_until(q, now)), ==, 2);
	g_assert_null(queue_pop_until(q, G_MAXINT64 / 2));
	queue_free(q);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/queue/threads", test_threads);
	g_test_add_func("/queue/weightless", test_weightless);
	g_test_add_func("/queue/until", test_until);
	return g_test_run();
}
