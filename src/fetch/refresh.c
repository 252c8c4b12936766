/* SPDX-License-Identifier: MIT
 *
 * refresh [--all] [FEED-ID…]: who is due, through the network into the store.
 */
#include <config.h>

#include <malloc.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "fetch/events.h"
#include "fetch/follow.h"
#include "fetch/fulltext.h"
#include "fetch/ingest.h"
#include "fetch/lock.h"
#include "fetch/sandbox.h"
#include "fetch/schedule.h"
#include "url/url.h"

/* Bytes of bodies that come in or wait to be parsed, roughly. */
#define MAX_BODIES (6 * 1024 * 1024)

/* Nobody waits for what follows the feeds. */
#define LOG_MB 64

/* Seconds between two looks over the whole store. */
#define CHECK_EVERY (7 * 24 * 3600)

typedef struct {
	Worker *worker;
	Store *store;
	Subs *subs;
	bool all;
	GHashTable *ids;    /* gint64; empty: all subscribed ones */
	GPtrArray *targets; /* Target */
	GHashTable *hosts;  /* origin -> gint64 not_before */
	Net *net;
	Ingest *ingest;
} Refresh;

static bool
parse_args(Refresh *r, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		char *end;
		gint64 id = g_ascii_strtoll(argv[i], &end, 10);
		if (strcmp(argv[i], "--all") == 0)
			r->all = true;
		else if (id > 0 && !*end)
			g_hash_table_add(r->ids, g_memdup2(&id, sizeof id));
		else
			return false;
	}
	return true;
}

/* Takes over lines whose address was rewritten after a move: their feed is
 * the one that is fetched from there already. */
static void
follow_moves(Refresh *r)
{
	g_autoptr(GPtrArray) feeds = store_feeds(r->store, false, NULL);
	for (guint i = 0; feeds && i < feeds->len; i++) {
		const StoreFeed *f = feeds->pdata[i];
		if (f->effective && !subs_find(r->subs, f->url) &&
			subs_find(r->subs, f->effective))
			store_move_feed(
				r->store, f->id, f->effective, NULL, NULL);
	}
}

static bool
subscribe(Refresh *r, GError **error)
{
	const GPtrArray *list = subs_list(r->subs);
	g_autoptr(GPtrArray) settings = g_ptr_array_new_with_free_func(g_free);
	g_autofree StoreSubscription *subs =
		g_new0(StoreSubscription, list->len + 1);
	gsize n = 0;
	for (guint i = 0; i < list->len; i++) {
		const Sub *s = list->pdata[i];
		if (s->kind == SUB_QUERY)
			continue;
		g_ptr_array_add(settings, sub_settings(s));
		subs[n++] = (StoreSubscription){
			.url = s->address,
			.name = s->title,
			.groups = (const char *const *)s->groups,
			.hidden = s->hidden,
			.settings = settings->pdata[settings->len - 1],
			.keep_days = (int)subs_number(s, SUB_KEEP_DAYS, 0),
			.keep_count = (int)subs_number(s, SUB_KEEP_ITEMS, 0),
		};
	}
	return store_subscribe(r->store, subs, n, error);
}

/* Lines of the owner's files that are wrong: said, and passed over. */
static void
note_problems(const char *const *problems)
{
	for (; *problems; problems++)
		event_note("%s", *problems);
}

static bool
is_asked_for(const Refresh *r, const StoreFeed *f)
{
	if (g_hash_table_size(r->ids))
		return g_hash_table_contains(r->ids, &f->id);
	return !f->gone && (r->all || f->next_due <= clock_now());
}

static void
choose(Refresh *r, GPtrArray *feeds)
{
	/* Each may ask a command for its password. */
	for (guint i = 0; i < feeds->len && !worker_must_end(); i++) {
		StoreFeed *f = feeds->pdata[i];
		if (!is_asked_for(r, f))
			continue;
		feeds->pdata[i] = NULL;
		const Sub *sub = subs_find(r->subs, f->url);
		g_ptr_array_add(r->targets, target_new(r->worker, f, sub));
	}
}

/* Until when a host (URL may be NULL) wants to be left alone; 0 if it does
 * not. */
static gint64
host_wait(Refresh *r, const char *url)
{
	char *origin = url ? url_origin(url) : NULL;
	if (!origin)
		return 0;
	gint64 *known = g_hash_table_lookup(r->hosts, origin);
	if (!known) {
		known = g_new(gint64, 1);
		*known = store_host(r->store, origin).not_before;
		g_hash_table_insert(r->hosts, origin, known);
	} else {
		g_free(origin);
	}
	return *known > clock_now() ? *known : 0;
}

static void
begin_one(Refresh *r, Target *t)
{
	const StoreFeed *f = t->feed;
	gint64 now = clock_now();
	if (t->kind != TARGET_WEB) {
		ingest_push(r->ingest, t, NULL);
		return;
	}
	gint64 wait = MAX(host_wait(r, t->url), host_wait(r, f->effective));
	if (wait) {
		ingest_push_later(r->ingest, t, wait,
			_("the server has asked for a pause"));
	} else if (f->last_ok && f->last_ok == f->last_try &&
		now >= f->last_ok && now - f->last_ok < SCHEDULE_FLOOR) {
		ingest_push_later(r->ingest, t, f->last_ok + SCHEDULE_FLOOR,
			_("it was asked a moment ago"));
	} else {
		NetRequest request = target_request(t);
		net_add(r->net, &request, t);
	}
}

static void
on_response(NetResponse *response, gpointer target, gpointer user)
{
	Refresh *r = user;
	ingest_push(r->ingest, target, response);
	net_set_held(r->net, ingest_held(r->ingest));
}

static void
wake(gpointer user)
{
	net_wakeup(user);
}

static void
run_network(Refresh *r)
{
	bool more = true;
	while (more && !worker_must_end()) {
		net_set_held(r->net, ingest_held(r->ingest));
		more = net_run(r->net, 250);
	}
}

static void
send_started(guint n)
{
	json_t *event = event_new("started");
	json_object_set_new(event, "feeds", json_integer(n));
	event_send(event);
}

static bool
fetch_all(Refresh *r, IngestSum *sum, GError **error)
{
	NetOptions options = worker_net_options(r->worker);
	options.max_memory = MAX_BODIES;
	if (!sandbox_enter(r->worker, (Target **)r->targets->pdata,
		    r->targets->len, error))
		return false;
	r->net = net_new(&options, on_response, r);
	r->ingest = ingest_start(
		r->worker, (int)r->targets->len, wake, r->net, error);
	if (!r->ingest)
		return false;
	send_started(r->targets->len);
	note_problems(conf_problems(r->worker->conf));
	note_problems(subs_problems(r->subs));
	for (guint i = 0; i < r->targets->len; i++)
		begin_one(r, r->targets->pdata[i]);
	run_network(r);
	*sum = ingest_finish(r->ingest);
	return true;
}

/* Damage is best told while there is a copy from before it. */
static void
check_store(Refresh *r)
{
	gint64 now = clock_now();
	g_autofree char *last = store_state(r->store, "checked");
	g_autofree char *words = g_strdup_printf("%" G_GINT64_FORMAT, now);
	g_autoptr(GError) error = NULL;
	if (last && g_ascii_strtoll(last, NULL, 10) > now - CHECK_EVERY)
		return;
	if (store_check(r->store, &error))
		store_set_state(r->store, "checked", words, NULL);
	else
		event_note("%s", error->message);
}

/* After the feeds, so that it holds nothing up. */
static void
follow_up(Refresh *r)
{
	malloc_trim(0);
	store_set_log(r->store, LOG_MB);
	follow_prepare(r->store);
	malloc_trim(0);
	follow_index(r->store);
	store_tidy(r->store, conf_int(r->worker->conf, OPT_KEEP_DAYS),
		conf_int(r->worker->conf, OPT_KEEP_ITEMS), NULL, NULL);
	check_store(r);
}

static int
refresh(Refresh *r)
{
	g_autoptr(GError) error = NULL;
	r->subs = subs_load(r->worker->paths->urls, &error);
	if (!r->subs)
		return worker_fails("%s", error->message);
	follow_moves(r);
	if (!subscribe(r, &error))
		return worker_fails("%s", error->message);
	g_autoptr(GPtrArray) feeds = store_feeds(r->store, false, &error);
	if (!feeds)
		return worker_fails("%s", error->message);
	choose(r, feeds);
	IngestSum sum = { 0 };
	if (!fetch_all(r, &sum, &error))
		return worker_fails("%s", error->message);
	fulltext_fetch(r->worker, r->store, r->subs, sum.wanted);
	g_array_unref(sum.wanted);
	event_done(sum.added, sum.updated, sum.failed);
	follow_up(r);
	return sum.failed ? 1 : 0;
}

static int
refresh_locked(Refresh *r)
{
	const char *path = r->worker->paths->store;
	g_autoptr(GError) error = NULL;
	r->store = store_open(path, STORE_RW, &error);
	if (!r->store)
		return worker_fails("%s", error->message);
	int lock = lock_take(path, &error);
	int status = 0;
	if (lock >= 0) {
		status = refresh(r);
	} else if (error) {
		status = worker_fails("%s", error->message);
	} else {
		event_note("%s", _("A refresh is running already."));
		event_done(0, 0, 0);
	}
	store_close(r->store);
	return status;
}

int
command_refresh(Worker *worker, int argc, char **argv)
{
	Refresh r = { worker };
	r.ids = g_hash_table_new_full(
		g_int64_hash, g_int64_equal, g_free, NULL);
	r.targets = g_ptr_array_new();
	r.hosts =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	int status = parse_args(&r, argc, argv)
		? refresh_locked(&r)
		: worker_fails("%s", _("refresh takes numbers of feeds"));
	g_clear_pointer(&r.net, net_free);
	g_clear_pointer(&r.subs, subs_free);
	g_hash_table_unref(r.hosts);
	g_ptr_array_unref(r.targets);
	g_hash_table_unref(r.ids);
	return status;
}
