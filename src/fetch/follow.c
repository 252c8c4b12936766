/* SPDX-License-Identifier: MIT
 *
 * Links, text and index, after the last feed.
 */
#include <config.h>

#include "fetch/follow.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "fetch/digest.h"
#include "fetch/queue.h"
#include "fetch/worker.h"

/* Articles in one transaction: the more, the fewer pages are written again
 * and again; but others that want to write wait for it. */
#define STEP 500
/* Bytes of bodies in one, roughly. */
#define STEP_BYTES (2 * 1024 * 1024)
/* How long one may take that fills the index, roughly, in microseconds; it
 * has so many articles at least. */
#define STEP_TIME 75000
#define LEAST_STEP 50

typedef struct {
	gint64 id;
	StoreArticle *article;
	Digest *digest;
} Piece;

typedef struct {
	Store *store;
	Queue *read, *digested; /* Piece */
	pthread_t thread;
	gint64 last; /* article that was read */
} Follow;

static void
piece_free(Piece *p)
{
	store_article_free(p->article);
	digest_free(p->digest);
	g_free(p);
}

static void *
digest_all(void *user)
{
	Follow *f = user;
	Piece *p;
	while ((p = queue_pop(f->read))) {
		p->digest = digest_article(p->article);
		g_clear_pointer(&p->article, store_article_free);
		queue_push(f->digested, p, 0);
	}
	return NULL;
}

/* Gives the next step's articles to the thread; how many. */
static guint
read_step(Follow *f)
{
	guint n = 0;
	gsize bytes = 0;
	g_autoptr(GArray) ids = store_unprepared(f->store, f->last, STEP, NULL);
	for (guint i = 0; ids && i < ids->len && bytes < STEP_BYTES; i++) {
		Piece *p = g_new0(Piece, 1);
		p->id = f->last = g_array_index(ids, gint64, i);
		p->article = store_article(f->store, p->id, NULL);
		if (!p->article) {
			piece_free(p);
			continue;
		}
		bytes += p->article->body ? strlen(p->article->body) : 0;
		queue_push(f->read, p, 0);
		n++;
	}
	return worker_must_end() ? 0 : n;
}

static void
write_step(Follow *f, guint n)
{
	g_autoptr(GPtrArray) pieces =
		g_ptr_array_new_with_free_func((GDestroyNotify)piece_free);
	g_autofree gint64 *ids = g_new(gint64, n);
	g_autofree const StoreDoc **docs = g_new(const StoreDoc *, n);
	for (guint i = 0; i < n; i++) {
		Piece *p = queue_pop(f->digested);
		g_ptr_array_add(pieces, p);
		ids[i] = p->id;
		docs[i] = &p->digest->doc;
	}
	store_prepare(f->store, ids, docs, n, NULL);
}

static void
drain(Queue *queue)
{
	Piece *p;
	queue_end(queue);
	while ((p = queue_pop(queue)))
		piece_free(p);
}

static bool
start_thread(Follow *f)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int failed = pthread_create(&f->thread, NULL, digest_all, f);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return !failed;
}

void
follow_prepare(Store *store)
{
	Follow f = { store, queue_new(0), queue_new(0) };
	if (start_thread(&f)) {
		guint n = read_step(&f);
		while (n) {
			guint next = read_step(&f);
			write_step(&f, n);
			n = next;
		}
		queue_end(f.read);
		pthread_join(f.thread, NULL);
		drain(f.digested);
	}
	queue_free(f.read);
	queue_free(f.digested);
}

void
follow_index(Store *store)
{
	gint64 n = LEAST_STEP;
	int left = 1;
	while (left > 0 && !worker_must_end()) {
		gint64 took = -g_get_monotonic_time();
		if (!store_index_pending(store, (int)n, &left, NULL))
			break;
		took += g_get_monotonic_time();
		n = CLAMP(n * STEP_TIME / MAX(took, 1), n / 2 + 1, n * 2);
		n = CLAMP(n, LEAST_STEP, STEP);
	}
}
