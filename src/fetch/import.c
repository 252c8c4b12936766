/* SPDX-License-Identifier: MIT
 *
 * import FILE: another reader's list or store.  Lists (OPML, newsboat's urls)
 * become outline events, since the worker does not write the subscriptions;
 * newsboat's cache.db and our own JSON go into the store.
 */
#include <config.h>

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "conf/subs.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "fetch/events.h"
#include "fetch/worker.h"
#include "url/url.h"

/* Longest list that is read. */
#define MAX_LIST (16 * 1024 * 1024)

static void
send_outline(const char *url, const char *title, char *const *groups)
{
	json_t *event = event_new("outline");
	json_t *list = json_array();
	for (; groups && *groups; groups++)
		json_array_append_new(list, json_string(*groups));
	json_put_string(event, "url", url);
	json_put_string(event, "title", title);
	json_object_set_new(event, "groups", list);
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
		send_outline(o->url, o->title, o->groups);
	}
	note_skipped(skipped);
	event_done((int)outlines->len, 0, 0);
	return 0;
}

static int
import_urls(const char *name, const char *data, gsize len)
{
	g_autoptr(Subs) subs = subs_parse(name, data, len);
	const GPtrArray *list = subs_list(subs);
	int skipped = 0, taken = 0;
	for (guint i = 0; i < list->len; i++) {
		const Sub *s = list->pdata[i];
		if (s->kind != SUB_FEED || !s->url || !url_is_web(s->url)) {
			skipped++;
			continue;
		}
		send_outline(s->url, s->title, s->groups);
		taken++;
	}
	if (!taken)
		return worker_fails(_("%s: this is no list of feeds"), name);
	note_skipped(skipped);
	event_done(taken, 0, 0);
	return 0;
}

static int
import_into_store(Worker *worker, const char *name, bool newsboat)
{
	g_autoptr(GError) error = NULL;
	StoreImported result = { 0 };
	Store *store = store_open(worker->paths->store, STORE_RW, &error);
	bool ok = store != NULL;
	if (ok && newsboat) {
		ok = store_import_newsboat(store, name, &result, &error);
	} else if (ok) {
		FILE *in = fopen(name, "r");
		ok = in && store_import(store, in, &result, &error);
		if (in)
			fclose(in);
	}
	if (store)
		store_close(store);
	if (!ok)
		return worker_fails("%s: %s", name,
			error ? error->message : _("it cannot be read"));
	if (result.skipped)
		event_note(_("%d lines were of no use."), result.skipped);
	event_done(result.articles, 0, 0);
	return 0;
}

static bool
begins(const char *path, const char *with)
{
	char start[32] = "";
	FILE *f = fopen(path, "r");
	if (!f)
		return false;
	gsize n = fread(start, 1, sizeof start, f);
	fclose(f);
	return n >= strlen(with) && memcmp(start, with, strlen(with)) == 0;
}

int
command_import(Worker *worker, int argc, char **argv)
{
	const char *name = argv[0];
	if (begins(name, "SQLite format 3"))
		return import_into_store(worker, name, true);
	if (begins(name, "{\"courant\""))
		return import_into_store(worker, name, false);
	gsize len;
	g_autoptr(GError) error = NULL;
	g_autofree char *data = buf_read_file(name, MAX_LIST, &len, &error);
	if (!data)
		return worker_fails("%s", error->message);
	if (feed_sniff(data, len) == SNIFF_OPML)
		return import_opml(name, data, len);
	return import_urls(name, data, len);
}
