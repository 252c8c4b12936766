/* SPDX-License-Identifier: MIT
 *
 * import FILE: another reader's list or store.  Lists (OPML, newsboat's urls)
 * become outline events, since the worker does not write the subscriptions;
 * newsboat's cache.db and our own JSON go into the store, and the feeds that
 * are new there become such events, too.
 */
#include <config.h>

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "conf/subs.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "fetch/events.h"
#include "fetch/sandbox.h"
#include "fetch/worker.h"
#include "url/url.h"

/* Longest list that is read. */
#define MAX_LIST (16 * 1024 * 1024)

#define JSON_START "{\"courant\""

static void
send_outline(const char *url, const char *title, char *const *groups,
	const char *words)
{
	json_t *event = event_new("outline");
	json_t *list = json_array();
	for (; groups && *groups; groups++)
		json_array_append_new(list, json_string(*groups));
	json_put_string(event, "url", url);
	json_put_string(event, "title", title);
	json_object_set_new(event, "groups", list);
	json_put_string(event, "words", words);
	event_send(event);
}

static void
note_skipped(int skipped)
{
	if (skipped)
		event_note(ngettext("%d line of the list was left out: only "
				    "web addresses come in.",
				   "%d lines of the list were left out: only "
				   "web addresses come in.",
				   (gulong)skipped),
			skipped);
}

static int
import_opml(const char *name, const char *data, gsize len)
{
	int skipped = 0;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) outlines = opml_parse(data, len, &skipped, &error);
	if (!outlines)
		return worker_fails("%s: %s", name, error->message);
	for (guint i = 0; i < outlines->len; i++) {
		const OpmlOutline *o = outlines->pdata[i];
		send_outline(o->url, o->title, o->groups, o->words);
	}
	note_skipped(skipped);
	event_done(0, 0, 0);
	return 0;
}

static bool
may_come_in(const Sub *s)
{
	return s->kind == SUB_QUERY ||
		(s->kind == SUB_FEED && s->url && url_is_web(s->url));
}

static int
import_urls(const char *name, const char *data, gsize len)
{
	g_autoptr(Subs) subs = subs_parse(name, data, len);
	const GPtrArray *list = subs_list(subs);
	int skipped = 0, commands = 0;
	for (guint i = 0; i < list->len; i++) {
		const Sub *s = list->pdata[i];
		commands += s->kind == SUB_EXEC || s->kind == SUB_FILTER;
		if (!may_come_in(s)) {
			skipped++;
			continue;
		}
		g_autofree char *words = sub_words(s);
		send_outline(s->address, s->kind == SUB_QUERY ? NULL : s->title,
			s->groups, words);
	}
	if (skipped == (int)list->len)
		return worker_fails(_("%s: this is no list of feeds"), name);
	note_skipped(skipped);
	if (commands)
		event_note("%s",
			_("Lines that run commands (exec:, filter:) never come "
			  "in by themselves: put them into your subscriptions "
			  "if you trust them."));
	event_done(0, 0, 0);
	return 0;
}

static GHashTable *
known_feeds(Store *store)
{
	GHashTable *ids = g_hash_table_new_full(
		g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GPtrArray) feeds = store_feeds(store, true, NULL);
	for (guint i = 0; feeds && i < feeds->len; i++) {
		const StoreFeed *f = feeds->pdata[i];
		g_hash_table_add(ids, g_memdup2(&f->id, sizeof f->id));
	}
	return ids;
}

/* Feeds that were not here before are to be subscribed; newsboat's cache does
 * not say which are. */
static void
send_new_feeds(Store *store, GHashTable *known, bool archived_too)
{
	int skipped = 0;
	g_autoptr(GPtrArray) feeds = store_feeds(store, true, NULL);
	for (guint i = 0; feeds && i < feeds->len; i++) {
		const StoreFeed *f = feeds->pdata[i];
		g_autofree char *words =
			g_strjoin(f->hidden ? " " : "", f->hidden ? "!" : "",
				f->settings ? f->settings : "", NULL);
		if (g_hash_table_contains(known, &f->id) ||
			!(archived_too || f->subscribed))
			continue;
		if (url_is_web(f->url))
			send_outline(f->url, f->name, f->groups,
				*words ? words : NULL);
		else
			skipped++;
	}
	note_skipped(skipped);
}

/* JSON is what newsboat's cache, NAME, is not; to be closed by the caller. */
static int
import_into_store(Worker *worker, const char *name, FILE *json)
{
	g_autoptr(GError) error = NULL;
	StoreImported result = { 0 };
	Store *store = store_open(worker->paths->store, STORE_RW, &error);
	bool ok = store != NULL;
	g_autoptr(GHashTable) known = ok ? known_feeds(store) : NULL;
	if (ok)
		ok = json ? store_import(store, json, &result, &error)
			  : store_import_newsboat(store, name, &result, &error);
	if (ok)
		send_new_feeds(store, known, !json);
	if (store)
		store_close(store);
	if (!ok)
		return worker_fails("%s: %s", name,
			error ? error->message : _("it cannot be read"));
	if (result.skipped)
		event_note(ngettext("%d line was of no use.",
				   "%d lines were of no use.",
				   (gulong)result.skipped),
			result.skipped);
	event_done(result.articles, 0, 0);
	return 0;
}

/* Only files can be read twice; not what comes through a pipe. */
static bool
begins(const char *path, const char *with)
{
	char start[32] = "";
	FILE *f = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? fopen(path, "r")
							    : NULL;
	if (!f)
		return false;
	gsize n = fread(start, 1, sizeof start, f);
	fclose(f);
	return n >= strlen(with) && memcmp(start, with, strlen(with)) == 0;
}

/* Takes FILE, which may be NULL. */
static int
import_json(Worker *worker, const char *name, FILE *file)
{
	if (!file)
		return worker_fails("%s: %s", name, g_strerror(errno));
	int status = import_into_store(worker, name, file);
	fclose(file);
	return status;
}

int
command_import(Worker *worker, int argc, char **argv)
{
	const char *name = argv[0];
	if (begins(name, "SQLite format 3"))
		return import_into_store(worker, name, NULL);
	if (begins(name, JSON_START))
		return import_json(worker, name, fopen(name, "r"));
	gsize len;
	g_autoptr(GError) error = NULL;
	g_autofree char *data = buf_read_file(name, MAX_LIST, &len, &error);
	if (!data)
		return worker_fails("%s", error->message);
	sandbox_enter(worker, NULL, 0, NULL);
	if (g_str_has_prefix(data, JSON_START))
		return import_json(worker, name, fmemopen(data, len, "r"));
	if (feed_sniff(data, len) == SNIFF_OPML)
		return import_opml(name, data, len);
	return import_urls(name, data, len);
}
