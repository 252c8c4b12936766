/* SPDX-License-Identifier: MIT
 *
 * Parsing and storing, each in its thread.
 */
#include <config.h>

#include "fetch/ingest.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "fetch/digest.h"
#include "fetch/events.h"
#include "fetch/queue.h"
#include "fetch/schedule.h"
#include "url/url.h"

/* The writer takes several feeds in one transaction, because each of them
 * changes the same pages of the indexes: as many as come within so many
 * milliseconds, or bytes of bodies.  Others who want to write wait for the
 * transaction, not for the gathering. */
#define GROUP_TIME 100
#define GROUP_BYTES (2 * 1024 * 1024)

/* Pages of new articles that are fetched for a feed at once. */
#define MAX_PAGES 10

/* A permanent redirect counts once it was seen so often, over such a time. */
#define MOVED_TRIES 3
#define MOVED_TIME (24 * 3600)

typedef struct {
	Target *target;
	NetResponse *response;
	gint64 when;
	gint64 later;     /* not asked until then */
	gsize held, size; /* of the body: while it is here, and ever */
	/* What parsing made of it: */
	char *hash;
	bool unchanged;
	Feed *feed;
	Digest **digests; /* one per entry, NULL: not needed */
	const StoreDoc **docs;
	char *error;
	/* What storing made of it: */
	char *words; /* of a failure */
	int added, updated;
	GArray *ids;    /* gint64, of new articles */
	char *moved_to; /* for good, or NULL */
} Job;

struct Ingest {
	const Worker *worker;
	int n_feeds, n_done;
	void (*wake)(gpointer);
	gpointer wake_data;
	Queue *raw;     /* Job, to the one who runs commands */
	Queue *fetched; /* Job, to the parser */
	Queue *parsed;  /* Job, to the writer */
	pthread_t runner, parser, writer;
	Store *reading, *writing; /* the parser's, the writer's */
	QueryRules *rules;
	bool has_rules;
	pthread_mutex_t lock;
	gsize held;
	IngestSum sum;
};

static void
job_free(Job *j)
{
	guint n = j->feed && j->digests ? j->feed->entries->len : 0;
	for (guint i = 0; i < n; i++)
		digest_free(j->digests[i]);
	g_free(j->digests);
	g_free(j->docs);
	feed_free(j->feed);
	net_response_free(j->response);
	target_free(j->target);
	if (j->ids)
		g_array_unref(j->ids);
	g_free(j->hash);
	g_free(j->error);
	g_free(j->words);
	g_free(j->moved_to);
	g_free(j);
}

static bool
is_well(const Job *j)
{
	return !j->error && !j->response->error;
}

/* What an entry says must be known at once if it has changed (did its text?)
 * or if rules ask.  The others are stored as they came, to be in the lists
 * soon, and looked into after the last feed. */
static bool
needs_digest(const Ingest *in, guint8 verdict)
{
	return verdict == STORE_ENTRY_CHANGED ||
		(verdict == STORE_ENTRY_NEW && in->has_rules);
}

/* What relative addresses are relative to: never a file of the reader's. */
static const char *
base_of(const NetResponse *r)
{
	return url_is_web(r->url) ? r->url : NULL;
}

static void
digest_entries(Ingest *in, Job *j)
{
	/* Nothing to compare with. */
	if (!j->target->feed->last_ok && !in->has_rules)
		return;
	g_autofree guint8 *verdicts =
		store_compare(in->reading, j->target->feed->id, j->feed, NULL);
	guint n = j->feed->entries->len;
	j->digests = g_new0(Digest *, n + 1);
	j->docs = g_new0(const StoreDoc *, n + 1);
	for (guint i = 0; i < n; i++) {
		if (!verdicts || !needs_digest(in, verdicts[i]))
			continue;
		j->digests[i] = digest_entry(
			j->feed->entries->pdata[i], base_of(j->response));
		j->docs[i] = &j->digests[i]->doc;
	}
}

static void
parse(Ingest *in, Job *j)
{
	NetResponse *r = j->response;
	if (r->error || r->status == 304)
		return;
	j->hash = g_strdup_printf(
		"%016" G_GINT64_MODIFIER "x", hash_bytes(0, r->body, r->len));
	j->unchanged = g_strcmp0(j->hash, j->target->feed->body_hash) == 0;
	if (j->unchanged)
		return;
	g_autoptr(GError) error = NULL;
	j->feed = feed_parse(r->body, r->len, r->type, r->url, &error);
	if (!j->feed) {
		j->error = g_strdup(error->message);
		return;
	}
	digest_entries(in, j);
}

static void
hold(Ingest *in, Job *j)
{
	gsize len = j->response ? j->response->len : 0;
	pthread_mutex_lock(&in->lock);
	in->held += len - j->held;
	pthread_mutex_unlock(&in->lock);
	j->held = len;
}

static void
release(Ingest *in, Job *j)
{
	g_clear_pointer(&j->response->body, g_free);
	j->response->len = 0;
	hold(in, j);
	in->wake(in->wake_data);
}

/* A command may take a minute, and nobody else is to wait for it. */
static void *
run_all(void *user)
{
	Ingest *in = user;
	Job *j;
	while ((j = queue_pop(in->raw))) {
		if (!worker_must_end()) {
			if (!j->response)
				j->response = target_read(j->target);
			target_filter(j->target, j->response);
			hold(in, j);
		}
		queue_push(in->fetched, j, j->held);
	}
	return NULL;
}

static void *
parse_all(void *user)
{
	Ingest *in = user;
	Job *j;
	while ((j = queue_pop(in->fetched))) {
		if (!worker_must_end() && !j->later) {
			if (!j->response)
				j->response = target_read(j->target);
			j->size = j->response->len;
			parse(in, j);
			release(in, j);
		}
		queue_push(in->parsed, j, j->size);
	}
	queue_end(in->parsed);
	return NULL;
}

/* Whole, and the same as before, since it cannot be asked for otherwise. */
static bool
came_in_vain(const Job *j)
{
	const NetResponse *r = j->response;
	return j->unchanged && j->target->kind == TARGET_WEB && !r->etag &&
		!r->last_modified;
}

/* What the feed says of its pace, from now on. */
static Pace
learn_pace(Ingest *in, const Job *j)
{
	g_autofree char *key =
		g_strdup_printf("pace:%" G_GINT64_FORMAT, j->target->feed->id);
	g_autofree char *kept = store_state(in->writing, key);
	Pace pace = pace_parse(kept);
	if (j->feed)
		pace = (Pace){ j->feed->ttl, j->feed->update_interval,
			j->feed->skip_hours, j->feed->skip_days };
	else if (is_well(j))
		pace.idle =
			came_in_vain(j) ? MIN(pace.idle + 1, SCHEDULE_IDLE) : 0;
	g_autofree char *text = pace_text(&pace);
	if (g_strcmp0(text, kept) != 0)
		store_set_state(in->writing, key, text, NULL);
	return pace;
}

/* The interval that the owner has given a feed is what it is. */
static bool
has_own_interval(const Target *t)
{
	return t->sub && t->sub->settings[SUB_INTERVAL];
}

static gint64
next_due(Ingest *in, const Job *j)
{
	bool well = is_well(j);
	ScheduleFacts facts = {
		.now = j->when,
		.interval = j->target->interval,
		.fresh = j->response->fresh,
		.retry_at = j->response->retry_at,
		.failures = well ? 0 : j->target->feed->failures + 1,
		.pace = learn_pace(in, j),
		.chance = g_random_double(),
	};
	if (has_own_interval(j->target))
		facts.pace.idle = 0;
	return schedule_next(&facts);
}

/* "14:30", or "3 Dec 14:30" when that is not today. */
static char *
time_words(gint64 t, gint64 now)
{
	g_autoptr(GDateTime) then = g_date_time_new_from_unix_local(t);
	g_autoptr(GDateTime) today = g_date_time_new_from_unix_local(now);
	bool same = then && today &&
		g_date_time_get_day_of_year(then) ==
			g_date_time_get_day_of_year(today);
	if (!then)
		return g_strdup("?");
	/* L10N: a time of day, and a date with it; as strftime has them. */
	return g_date_time_format(then, same ? _("%H:%M") : _("%e %b %H:%M"));
}

static char *
with_next_try(const char *words, gint64 until, gint64 now)
{
	g_autofree char *time = time_words(until, now);
	/* L10N: what is wrong, and a time. */
	return g_strdup_printf(_("%s; next try at %s"), words, time);
}

/* What a server asks for, within reason. */
static gint64
pause_end(const Job *j)
{
	return MIN(j->response->retry_at, j->when + SCHEDULE_PAUSE);
}

static char *
failure_words(const Job *j, gint64 due)
{
	const char *words = j->error ? j->error : j->response->error;
	int status = j->response->status;
	if (status == 429 || status == 503)
		return with_next_try(words, due, j->when);
	return g_strdup(words);
}

/* A whole host has asked for peace. */
static void
keep_retry(Ingest *in, const Job *j)
{
	const NetResponse *r = j->response;
	if (!r->retry_at || r->not_asked ||
		(r->status != 429 && r->status != 503))
		return;
	g_autofree char *origin = url_origin(r->url);
	if (!origin)
		return;
	StoreHost host = store_host(in->writing, origin);
	host.not_before = pause_end(j);
	host.last_request = j->when;
	store_set_host(in->writing, origin, host, NULL);
}

/* What was given for one host must not go to another one for good. */
static bool
may_follow(const Target *t, const char *to)
{
	g_autofree char *here = url_origin(t->url), *there = url_origin(to);
	bool has_secret = t->credentials || (t->headers && *t->headers);
	return !has_secret || g_strcmp0(here, there) == 0;
}

/* Where it has moved to for good; NULL: nowhere. */
static char *
find_move(Ingest *in, const Job *j)
{
	const StoreFeed *f = j->target->feed;
	const char *moved = j->response->moved_to;
	g_autofree char *to = moved ? url_hide_passwords(moved) : NULL;
	if (!is_well(j) || (!to && !f->effective))
		return NULL;
	gint64 first = 0;
	int times =
		store_redirect_seen(in->writing, f->id, to, j->when, &first);
	if (!to || times < MOVED_TRIES || j->when - first < MOVED_TIME ||
		!may_follow(j->target, to))
		return NULL;
	return g_steal_pointer(&to);
}

static void
send_moved(const Job *j)
{
	const StoreFeed *f = j->target->feed;
	g_autofree char *from = url_hide_passwords(f->url);
	json_t *event = event_new("moved");
	json_object_set_new(event, "id", json_integer(f->id));
	json_put_string(event, "from", from);
	json_put_string(event, "to", j->moved_to);
	event_send(event);
}

/* New validators; a 304 need not repeat them, a 200 without them has none. */
static const char *
validator(const Job *j, const char *value)
{
	return value || j->response->status == 304 ? value : "";
}

static bool
record(Ingest *in, Job *j, const StoreFetched *fetched, GError **error)
{
	gint64 id = j->target->feed->id;
	if (!fetched->ok || !j->feed)
		return store_fetched(in->writing, id, fetched, error);
	if (!j->ids)
		j->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_array_set_size(j->ids, 0);
	StoreIngested got = { .ids = j->ids };
	bool ok = store_ingest(in->writing, id, j->feed, j->docs, in->rules,
		fetched, &got, error);
	j->added = got.added;
	j->updated = got.updated;
	return ok;
}

static const char *
status_word(const Job *j, bool well)
{
	if (!well)
		return j->response->status == 410 ? "gone"
			: j->response->not_asked  ? "later"
						  : "failed";
	return j->feed ? "ok" : "unchanged";
}

static void
send_feed(Ingest *in, const Job *j, const char *status, const char *error)
{
	const StoreFeed *f = j->target->feed;
	bool named = !f->name && j->feed && j->feed->title && *j->feed->title;
	g_autofree char *shown = url_hide_passwords(f->url);
	json_t *event = event_new("feed");
	json_object_set_new(event, "id", json_integer(f->id));
	json_put_string(event, "url", shown);
	json_put_string(event, "title", named ? j->feed->title : f->label);
	json_object_set_new(event, "n", json_integer(++in->n_done));
	json_object_set_new(event, "of", json_integer(in->n_feeds));
	json_put_string(event, "status", status);
	json_object_set_new(event, "new", json_integer(j->added));
	json_object_set_new(event, "updated", json_integer(j->updated));
	json_put_string(event, "error", error);
	event_send(event);
}

static bool
store_job(Ingest *in, Job *j, GError **error)
{
	const NetResponse *r = j->response;
	bool well = is_well(j);
	g_free(j->words);
	/* As one whose host was told to be left alone in an earlier refresh:
	 * nobody knows how it is. */
	if (r->not_asked) {
		j->words = with_next_try(r->error, pause_end(j), j->when);
		return true;
	}
	gint64 due = next_due(in, j);
	j->words = well ? NULL : failure_words(j, due);
	StoreFetched fetched = {
		.when = j->when,
		.ok = well,
		.gone = r->status == 410,
		.http_status = r->status,
		.error = j->words,
		.etag = validator(j, r->etag),
		.last_modified = validator(j, r->last_modified),
		.body_hash = j->hash,
		.effective = g_strcmp0(r->url, j->target->url) ? r->url : "",
		.next_due = due,
	};
	if (!record(in, j, &fetched, error))
		return false;
	keep_retry(in, j);
	g_free(j->moved_to);
	j->moved_to = find_move(in, j);
	return true;
}

/* False for what was left alone when the refresh had to end. */
static bool
is_parsed(const Job *j)
{
	return j->response && !j->response->body;
}

static bool
store_together(Ingest *in, Job **jobs, guint n, GError **error)
{
	if (!store_begin(in->writing, error))
		return false;
	bool ok = true;
	for (guint i = 0; ok && i < n; i++)
		ok = !is_parsed(jobs[i]) || store_job(in, jobs[i], error);
	return store_commit(in->writing, ok, error);
}

static void
tell_stored(Ingest *in, const Job *j)
{
	const Target *t = j->target;
	bool well = is_well(j);
	if (t->full_text && j->ids)
		g_array_append_vals(in->sum.wanted, j->ids->data,
			MIN(j->ids->len, MAX_PAGES));
	if (j->moved_to)
		send_moved(j);
	in->sum.added += j->added;
	in->sum.updated += j->updated;
	in->sum.failed += !well && !j->response->not_asked;
	send_feed(in, j, status_word(j, well), j->words);
}

static void
tell_later(Ingest *in, const Job *j)
{
	g_autofree char *words = with_next_try(j->error, j->later, j->when);
	send_feed(in, j, "later", words);
}

static void
tell(Ingest *in, Job *j, const GError *error)
{
	if (j->later) {
		tell_later(in, j);
	} else if (is_parsed(j) && error) {
		j->added = j->updated = 0;
		in->sum.failed++;
		send_feed(in, j, "failed", error->message);
	} else if (is_parsed(j)) {
		tell_stored(in, j);
	}
}

/* If that fails, each by itself: one of them may be to blame. */
static void
store_jobs(Ingest *in, Job **jobs, guint n)
{
	g_autoptr(GError) error = NULL;
	bool ok = store_together(in, jobs, n, &error);
	for (guint i = 0; i < n; i++) {
		if (ok || n == 1)
			tell(in, jobs[i], error);
		else
			store_jobs(in, &jobs[i], 1);
	}
}

/* Those that the next transaction takes; none at the end. */
static void
gather(Ingest *in, GPtrArray *jobs)
{
	gsize size = 0;
	Job *j = queue_pop(in->parsed);
	gint64 until = g_get_monotonic_time() + GROUP_TIME * 1000;
	for (; j; j = queue_pop_until(in->parsed, until)) {
		g_ptr_array_add(jobs, j);
		size += j->size;
		if (size >= GROUP_BYTES)
			break;
	}
}

static void *
store_all(void *user)
{
	Ingest *in = user;
	g_autoptr(GPtrArray) jobs =
		g_ptr_array_new_with_free_func((GDestroyNotify)job_free);
	do {
		g_ptr_array_set_size(jobs, 0);
		gather(in, jobs);
		store_jobs(in, (Job **)jobs->pdata, jobs->len);
	} while (jobs->len);
	return NULL;
}

static QueryRules *
read_rules(const Conf *conf)
{
	QueryRules *rules = query_rules_new();
	const GPtrArray *list = conf_rules(conf);
	for (guint i = 0; i < list->len; i++) {
		const ConfRule *rule = list->pdata[i];
		g_autoptr(GError) error = NULL;
		if (!query_rules_add(rules, rule->query,
			    (const char *const *)rule->actions, &error))
			event_note("%s: %s", rule->place, error->message);
	}
	return rules;
}

/* Signals are for the thread that waits for the network. */
static void
start_threads(Ingest *in)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&in->runner, NULL, run_all, in) != 0 ||
		pthread_create(&in->parser, NULL, parse_all, in) != 0 ||
		pthread_create(&in->writer, NULL, store_all, in) != 0)
		g_error("no thread can be started");
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

Ingest *
ingest_start(const Worker *worker, int n_feeds, void (*wake)(gpointer),
	gpointer wake_data, GError **error)
{
	const char *path = worker->paths->store;
	Store *writing = store_open(path, STORE_RW, error);
	Store *reading = writing ? store_open(path, STORE_RO, error) : NULL;
	if (!reading) {
		g_clear_pointer(&writing, store_close);
		return NULL;
	}
	Ingest *in = g_new0(Ingest, 1);
	in->worker = worker;
	in->n_feeds = n_feeds;
	in->wake = wake;
	in->wake_data = wake_data;
	in->writing = writing;
	in->reading = reading;
	in->rules = read_rules(worker->conf);
	in->has_rules = conf_rules(worker->conf)->len > 0;
	in->sum.wanted = g_array_new(FALSE, FALSE, sizeof(gint64));
	in->raw = queue_new(0);
	in->fetched = queue_new(GROUP_BYTES);
	in->parsed = queue_new(GROUP_BYTES);
	pthread_mutex_init(&in->lock, NULL);
	start_threads(in);
	return in;
}

static Job *
job_new(Target *target)
{
	Job *j = g_new0(Job, 1);
	j->target = target;
	j->when = clock_now();
	return j;
}

void
ingest_push(Ingest *in, Target *target, NetResponse *response)
{
	Job *j = job_new(target);
	j->response = response;
	hold(in, j);
	queue_push(target_runs_command(target) ? in->raw : in->fetched, j, 0);
}

void
ingest_push_later(Ingest *in, Target *target, gint64 until, const char *words)
{
	Job *j = job_new(target);
	j->later = until;
	j->error = g_strdup(words);
	queue_push(in->fetched, j, 0);
}

gsize
ingest_held(Ingest *in)
{
	pthread_mutex_lock(&in->lock);
	gsize held = in->held;
	pthread_mutex_unlock(&in->lock);
	return held;
}

IngestSum
ingest_finish(Ingest *in)
{
	queue_end(in->raw);
	pthread_join(in->runner, NULL);
	queue_end(in->fetched);
	pthread_join(in->parser, NULL);
	pthread_join(in->writer, NULL);
	IngestSum sum = in->sum;
	store_close(in->reading);
	store_close(in->writing);
	query_rules_free(in->rules);
	queue_free(in->raw);
	queue_free(in->fetched);
	queue_free(in->parsed);
	pthread_mutex_destroy(&in->lock);
	g_free(in);
	return sum;
}
