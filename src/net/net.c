/* SPDX-License-Identifier: MIT
 *
 * The window of transfers: who may start, per host and in all.
 */
#include <config.h>

#include "net/net.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "net/transfer.h"
#include "net/words.h"
#include "url/url.h"

/* What a body is expected to measure before the first ones have come: more
 * than most, so that those come soon; not so much that a slow line idles. */
#define FIRST_GUESS (256 * 1024)
/* Transfers that may run however full the memory is. */
#define ALWAYS 4
/* Milliseconds between two questions of net_get() whether to stop. */
#define STOP_TIME 250

typedef struct {
	GQueue waiting; /* Transfer */
	int active;
	gint64 retry_at;
	int retry_status;
	bool queued; /* in net->ready */
} Host;

typedef struct {
	Transfer *transfer;
	NetResponse *response;
} Ended;

struct Net {
	Transfers all;
	CURLM *multi;
	NetDone done;
	gpointer user_data;
	GHashTable *hosts;  /* origin -> Host */
	GQueue ready;       /* Host that may start one more */
	GHashTable *active; /* Transfer */
	GQueue ended;       /* Ended */
	gsize mean;         /* bytes */
	int n_waiting;
};

static gpointer
init_curl(gpointer unused)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
	return NULL;
}

static void
host_free(gpointer data)
{
	Host *h = data;
	g_queue_clear_full(&h->waiting, (GDestroyNotify)transfer_free);
	g_free(h);
}

static void
set_options(NetOptions *to, const NetOptions *from)
{
	if (from)
		*to = *from;
	if (!to->in_flight)
		to->in_flight = 256;
	if (!to->per_host)
		to->per_host = 2;
	if (!to->connect_timeout)
		to->connect_timeout = 10;
	if (!to->stall_timeout)
		to->stall_timeout = 30;
	if (!to->timeout)
		to->timeout = 600;
	if (!to->max_body)
		to->max_body = NET_MAX_BODY;
	if (!to->max_memory)
		to->max_memory = 24 * 1024 * 1024;
}

Net *
net_new(const NetOptions *options, NetDone done, gpointer user_data)
{
	static GOnce once = G_ONCE_INIT;
	g_once(&once, init_curl, NULL);
	Net *net = g_new0(Net, 1);
	set_options(&net->all.options, options);
	net->all.hard_max = net->all.options.max_memory * 2;
	net->mean = FIRST_GUESS;
	net->done = done;
	net->user_data = user_data;
	net->multi = curl_multi_init();
	/* libcurl would keep four times as many open, and there may be no more
	 * files. */
	curl_multi_setopt(net->multi, CURLMOPT_MAXCONNECTS,
		(long)net->all.options.in_flight);
	net->hosts = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, host_free);
	net->active = g_hash_table_new(NULL, NULL);
	g_queue_init(&net->ready);
	g_queue_init(&net->ended);
	return net;
}

static void
ended_free(gpointer data)
{
	Ended *e = data;
	transfer_free(e->transfer);
	net_response_free(e->response);
	g_free(e);
}

void
net_free(Net *net)
{
	GHashTableIter iter;
	gpointer t;
	g_hash_table_iter_init(&iter, net->active);
	while (g_hash_table_iter_next(&iter, &t, NULL)) {
		curl_multi_remove_handle(net->multi, ((Transfer *)t)->easy);
		transfer_free(t);
	}
	g_hash_table_unref(net->active);
	g_queue_clear(&net->ready);
	g_queue_clear_full(&net->ended, ended_free);
	g_hash_table_unref(net->hosts);
	curl_multi_cleanup(net->multi);
	g_free(net);
}

static void
push_ended(Net *net, Transfer *t, NetResponse *response)
{
	Ended *e = g_new(Ended, 1);
	*e = (Ended){ t, response };
	g_queue_push_tail(&net->ended, e);
}

static Host *
host_for(Net *net, const char *origin)
{
	Host *h = g_hash_table_lookup(net->hosts, origin);
	if (!h) {
		h = g_new0(Host, 1);
		g_queue_init(&h->waiting);
		g_hash_table_insert(net->hosts, g_strdup(origin), h);
	}
	return h;
}

/* A host stands in the ready queue as long as it has somebody waiting and a
 * connection left. */
static void
host_offer(Net *net, Host *h)
{
	if (h->queued || !h->waiting.length ||
		h->active >= net->all.options.per_host)
		return;
	h->queued = true;
	g_queue_push_tail(&net->ready, h);
}

static void
enqueue(Net *net, Transfer *t)
{
	if (!t->origin || !url_is_web(t->url)) {
		push_ended(net, t,
			transfer_unasked(t->url,
				words_for_code(CURLE_URL_MALFORMAT, t->url)));
		return;
	}
	Host *h = host_for(net, t->origin);
	g_queue_push_tail(&h->waiting, t);
	net->n_waiting++;
	host_offer(net, h);
}

void
net_add(Net *net, const NetRequest *request, gpointer request_data)
{
	enqueue(net, transfer_new(&net->all, request, request_data));
}

void
net_set_held(Net *net, gsize bytes)
{
	net->all.held = bytes;
}

static bool
has_room(const Net *net)
{
	gsize n = g_hash_table_size(net->active);
	if (n >= (gsize)net->all.options.in_flight)
		return false;
	if (n < ALWAYS && net->all.held < net->all.hard_max)
		return true;
	/* Those that wait for their server hold nothing yet, and what is here
	 * now will be gone for the most part when theirs comes.  If it is not,
	 * must_pause() sees to it. */
	gsize here = net->all.held + net->all.buffered;
	gsize soon = (n - net->all.answering) * net->mean * 2 / 3;
	return here + soon < net->all.hard_max;
}

static bool
must_wait(Net *net, const Host *h, Transfer *t)
{
	if (h->retry_at <= clock_now())
		return false;
	NetResponse *r =
		transfer_unasked(t->url, words_for_status(h->retry_status));
	r->status = h->retry_status;
	r->retry_at = h->retry_at;
	r->not_asked = true;
	push_ended(net, t, r);
	return true;
}

static void
start(Net *net, Host *h, Transfer *t)
{
	transfer_prepare(t);
	h->active++;
	g_hash_table_add(net->active, t);
	curl_multi_add_handle(net->multi, t->easy);
}

static void
start_some(Net *net)
{
	while (net->ready.length && has_room(net)) {
		Host *h = g_queue_pop_head(&net->ready);
		h->queued = false;
		Transfer *t = g_queue_pop_head(&h->waiting);
		net->n_waiting--;
		if (!must_wait(net, h, t))
			start(net, h, t);
		host_offer(net, h);
	}
}

/* Body sizes so far, the last ones weighing most. */
static void
learn_size(Net *net, gsize len)
{
	net->mean = (net->mean * 15 + len) / 16;
}

static void
resume_paused(Net *net)
{
	if (!net->all.paused ||
		(net->all.leader && transfers_are_full(&net->all)))
		return;
	GHashTableIter iter;
	gpointer t;
	g_hash_table_iter_init(&iter, net->active);
	while (g_hash_table_iter_next(&iter, &t, NULL))
		transfer_resume(t);
}

static void
finish(Net *net, Transfer *t, CURLcode code)
{
	Host *h = host_for(net, t->origin);
	h->active--;
	curl_multi_remove_handle(net->multi, t->easy);
	g_hash_table_remove(net->active, t);
	if (net->all.leader == t)
		net->all.leader = NULL;
	if (transfer_goes_on(t, code)) {
		enqueue(net, t);
	} else {
		NetResponse *r = transfer_response(t, code);
		if (r->retry_at && (r->status == 429 || r->status == 503)) {
			h->retry_at = r->retry_at;
			h->retry_status = r->status;
		}
		learn_size(net, r->len);
		push_ended(net, t, r);
	}
	host_offer(net, h);
}

static bool
collect(Net *net)
{
	bool any = false;
	CURLMsg *m;
	int left;
	while ((m = curl_multi_info_read(net->multi, &left))) {
		if (m->msg != CURLMSG_DONE)
			continue;
		char *t = NULL;
		CURLcode code = m->data.result;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
		finish(net, (Transfer *)(void *)t, code);
		any = true;
	}
	return any;
}

static void
deliver(Net *net)
{
	Ended *e;
	while ((e = g_queue_pop_head(&net->ended))) {
		net->done(g_steal_pointer(&e->response), e->transfer->data,
			net->user_data);
		ended_free(e);
	}
}

bool
net_run(Net *net, int timeout_ms)
{
	/* After a handle has gone, perform before poll: others may wait for
	 * its connection, and poll would not notice. */
	bool progress;
	do {
		int running;
		start_some(net);
		curl_multi_perform(net->multi, &running);
		progress = collect(net);
		deliver(net);
	} while (progress);
	resume_paused(net);
	if (!g_hash_table_size(net->active) && !net->n_waiting)
		return net->ended.length > 0;
	curl_multi_poll(net->multi, NULL, 0, timeout_ms, NULL);
	return true;
}

void
net_wakeup(Net *net)
{
	curl_multi_wakeup(net->multi);
}

static void
keep_response(NetResponse *response, gpointer request_data, gpointer user_data)
{
	NetResponse **out = request_data;
	*out = response;
}

NetResponse *
net_get(const NetOptions *options, const NetRequest *request,
	bool (*stop)(void))
{
	NetResponse *response = NULL;
	g_autoptr(Net) net = net_new(options, keep_response, NULL);
	net_add(net, request, &response);
	while (!response && !(stop && stop()))
		net_run(net, STOP_TIME);
	return response ? response
			: transfer_unasked(request->url,
				  words_for_code(CURLE_ABORTED_BY_CALLBACK,
					  request->url));
}
