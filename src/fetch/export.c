/* SPDX-License-Identifier: MIT
 *
 * export-opml: the subscriptions as OPML on standard output, with the titles
 * and home pages that the store knows.
 */
#include <config.h>

#include <stdio.h>

#include "base/i18n.h"
#include "conf/subs.h"
#include "feed/opml.h"
#include "fetch/worker.h"
#include "url/url.h"

static void
add_known(OpmlOutline *o, Store *store, const char *address)
{
	gint64 id = store ? store_feed_by_url(store, address) : 0;
	g_autoptr(StoreFeed) feed = id ? store_feed(store, id, NULL) : NULL;
	if (!feed)
		return;
	o->published = g_strdup(feed->title);
	o->site = g_strdup(feed->site);
}

static OpmlOutline *
outline_of(const Sub *sub, Store *store)
{
	OpmlOutline *o = g_new0(OpmlOutline, 1);
	o->url = g_strdup(sub->url);
	o->title = g_strdup(sub->title);
	o->groups = g_strdupv(sub->groups);
	o->words = sub_words(sub);
	add_known(o, store, sub->address);
	return o;
}

static void
outline_free(gpointer outline)
{
	opml_outline_free(outline);
}

/* NULL: there is none, or none to be read; the list is written without. */
static Store *
open_store(const char *path)
{
	g_autoptr(GError) error = NULL;
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return NULL;
	/* An older one is brought up to date; one that may not be written
	 * must be so already. */
	Store *store = store_open(path, STORE_RW, NULL);
	if (!store && !(store = store_open(path, STORE_RO, &error)))
		worker_fails("%s", error->message);
	return store;
}

/* What OPML has no place for is said, so that nobody takes the list for all
 * there is. */
static void
say_left_out(int n)
{
	if (n)
		worker_fails(ngettext("%d subscription is no feed on the web "
				      "(a command, a file, a search) and is "
				      "not in the list",
				     "%d subscriptions are no feeds on the web "
				     "(commands, files, searches) and are not "
				     "in the list",
				     (gulong)n),
			n);
}

int
command_export_opml(Worker *worker, int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Subs) subs = subs_load(worker->paths->urls, &error);
	if (!subs)
		return worker_fails("%s", error->message);
	Store *store = open_store(worker->paths->store);
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(outline_free);
	const GPtrArray *list = subs_list(subs);
	for (guint i = 0; i < list->len; i++) {
		const Sub *sub = list->pdata[i];
		if (sub->kind == SUB_FEED && url_is_web(sub->url))
			g_ptr_array_add(all, outline_of(sub, store));
	}
	if (store)
		store_close(store);
	g_autofree char *text = opml_write(_("Subscriptions"), all);
	fputs(text, stdout);
	say_left_out((int)(list->len - all->len));
	return 0;
}
