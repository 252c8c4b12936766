/* SPDX-License-Identifier: MIT
 *
 * The commands about feeds: feeds, refresh, export.
 */
#include <config.h>

#include "app/cli.h"

#include "app/process.h"
#include "app/subscriptions.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "url/url.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
print_feed_json(const StoreFeed *feed)
{
	g_autoptr(json_t) o = json_object();
	json_t *groups = json_array();
	for (char **g = feed->groups; *g; g++)
		json_array_append_new(groups, json_string(*g));
	json_object_set_new(o, "id", json_integer(feed->id));
	g_autofree char *shown = url_hide_passwords(feed->url);
	json_put_string(o, "url", shown);
	json_put_string(o, "title", feed->label);
	json_object_set_new(o, "groups", groups);
	json_object_set_new(o, "unread", json_integer(feed->unread));
	json_object_set_new(o, "total", json_integer(feed->total));
	json_put_time(o, "last_ok", feed->last_ok);
	json_put_string(o, "last_error", feed->last_error);
	json_put_time(o, "next_due", feed->next_due);
	json_write_line(stdout, o);
}

static void
print_feed(const StoreFeed *feed)
{
	g_autofree char *shown = url_hide_passwords(feed->url);
	printf("%6" G_GINT64_FORMAT "/%-6" G_GINT64_FORMAT " %s  %s\n",
		feed->unread, feed->total, feed->label, shown);
	if (feed->last_error)
		printf("              ! %s\n", feed->last_error);
}

/* The store, with the subscriptions as the file says; *PROBLEMS (may be NULL)
 * gets what is wrong with that. */
static Store *
synced_store(Cli *cli, char ***problems, GError **error)
{
	Store *store = cli_store(cli, STORE_RW, error);
	if (!store || subscriptions_sync(cli, store, problems, error))
		return store;
	store_close(store);
	return NULL;
}

int
cli_feeds(Cli *cli, int argc, char **argv)
{
	gboolean json = FALSE;
	int status;
	g_auto(GStrv) problems = NULL;
	g_autoptr(GError) error = NULL;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json,
			N_("one JSON object a line"), NULL },
		{ 0 }
	};
	if (!cli_options(entries, "", &argc, &argv, &status))
		return status;
	Store *store = synced_store(cli, &problems, &error);
	if (!store)
		return cli_fail_error(error);
	for (char **p = problems; *p; p++)
		cli_fail("%s", *p);
	g_autoptr(GPtrArray) feeds = store_feeds(store, false, &error);
	for (guint i = 0; feeds && i < feeds->len; i++)
		(json ? print_feed_json : print_feed)(feeds->pdata[i]);
	store_close(store);
	return feeds ? CLI_DONE : cli_fail_error(error);
}

static bool
contains(const char *where, const char *what)
{
	g_autofree char *w = g_utf8_casefold(where, -1);
	return strstr(w, what) != NULL;
}

/* TEXT, case folded, is part of the title or address, or a group or one
 * above it. */
static bool
feed_matches(const StoreFeed *feed, const char *text)
{
	if (contains(feed->label, text) || contains(feed->url, text))
		return true;
	for (char **g = feed->groups; *g; g++) {
		g_autofree char *group = g_utf8_casefold(*g, -1);
		gsize n = strlen(text);
		if (g_str_has_prefix(group, text) &&
			(group[n] == '\0' || group[n] == '/'))
			return true;
	}
	return false;
}

/* "refresh", "--all", and the ids of the feeds that match; NULL and ERROR
 * if none does. */
static GStrv
refresh_args(Store *store, bool all, const char *text, GError **error)
{
	g_autoptr(GStrvBuilder) args = g_strv_builder_new();
	g_autofree char *folded = g_utf8_casefold(text, -1);
	g_autoptr(GPtrArray) feeds = store_feeds(store, false, error);
	int n = 0;
	g_strv_builder_add(args, "refresh");
	if (all)
		g_strv_builder_add(args, "--all");
	for (guint i = 0; feeds && *text && i < feeds->len; i++) {
		const StoreFeed *feed = feeds->pdata[i];
		if (!feed_matches(feed, folded))
			continue;
		g_autofree char *id =
			g_strdup_printf("%" G_GINT64_FORMAT, feed->id);
		g_strv_builder_add(args, id);
		n++;
	}
	if (feeds && *text && n == 0)
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
			_("no feed's title, address or group matches “%s”"),
			text);
	return feeds && (!*text || n) ? g_strv_builder_end(args) : NULL;
}

typedef struct {
	Cli *cli;
	Store *store;
	int failed, added;
} Refresh;

static void
on_moved(Refresh *r, const json_t *event)
{
	g_autoptr(GError) error = NULL;
	const char *from = json_get_string(event, "from");
	const char *to = json_get_string(event, "to");
	gint64 id = json_get_int(event, "id");
	if (!from || !to)
		return;
	if (subscriptions_move(r->cli, r->store, id, to, &error))
		printf(_("%s has moved for good to %s; the subscription was "
			 "changed\n"),
			from, to);
	else
		cli_fail_error(error);
}

static void
on_refresh_event(const json_t *event, gpointer data)
{
	Refresh *r = data;
	const char *kind = json_get_string(event, "event");
	if (g_strcmp0(kind, "feed") == 0 && json_get_string(event, "error")) {
		const char *title = json_get_string(event, "title");
		cli_fail("%s: %s",
			title ? title : json_get_string(event, "url"),
			json_get_string(event, "error"));
		/* What is not asked now has not failed. */
		r->failed += g_strcmp0(json_get_string(event, "status"),
				     "later") != 0;
	} else if (g_strcmp0(kind, "note") == 0) {
		cli_fail("%s", json_get_string(event, "text"));
	} else if (g_strcmp0(kind, "moved") == 0) {
		on_moved(r, event);
	} else if (g_strcmp0(kind, "done") == 0) {
		r->added += (int)json_get_int(event, "new");
	}
}

int
cli_worker_end(Process *worker)
{
	int status = process_status(worker);
	const char *words = process_words(worker);
	if (status < 0)
		return cli_fail(_("the worker was killed (signal %d); what it "
				  "had stored stays"),
			-status);
	if (status > 0)
		return cli_fail("%s", *words ? words : _("the worker failed"));
	return CLI_DONE;
}

static int
run_refresh(Refresh *r, const char *const *args)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Process) worker = process_start(r->cli->paths, args, &error);
	if (!worker)
		return cli_fail_error(error);
	process_run(worker, on_refresh_event, r);
	/* It ends with 1 for a feed that failed, too; that has been said. */
	if (process_status(worker) < 0 || !r->failed) {
		int status = cli_worker_end(worker);
		if (status != CLI_DONE)
			return status;
	}
	printf(ngettext("%d new article\n", "%d new articles\n",
		       (unsigned long)r->added),
		r->added);
	return r->failed ? CLI_FAILED : CLI_DONE;
}

int
cli_refresh_feed(Cli *cli, Store *store, gint64 id)
{
	Refresh r = { .cli = cli, .store = store };
	g_autofree char *word = g_strdup_printf("%" G_GINT64_FORMAT, id);
	const char *const args[] = { "refresh", "--all", word, NULL };
	return run_refresh(&r, args);
}

int
cli_refresh(Cli *cli, int argc, char **argv)
{
	gboolean all = FALSE;
	int status;
	g_autoptr(GError) error = NULL;
	const GOptionEntry entries[] = { { "all", 0, 0, G_OPTION_ARG_NONE, &all,
						 N_("also what is not due yet"),
						 NULL },
		{ 0 } };
	if (!cli_options(entries, _("[TEXT]"), &argc, &argv, &status))
		return status;
	g_autofree char *text = cli_rest(argc, argv);
	Refresh r = { .cli = cli };
	/* What is wrong with the file is told by the worker, which reads the
	 * settings as well. */
	r.store = synced_store(cli, NULL, &error);
	if (!r.store)
		return cli_fail_error(error);
	g_auto(GStrv) args = refresh_args(r.store, all, text, &error);
	status = args ? run_refresh(&r, (const char *const *)args)
		      : cli_fail_error(error);
	store_close(r.store);
	return status;
}

int
cli_export(Cli *cli, int argc, char **argv)
{
	int status;
	g_autoptr(GError) error = NULL;
	if (!cli_options(NULL, _("opml|json"), &argc, &argv, &status))
		return status;
	if (argc == 2 && strcmp(argv[1], "opml") == 0) {
		const char *const args[] = { "export-opml", NULL };
		process_exec(cli->paths, args, &error);
		return cli_fail_error(error);
	}
	if (argc != 2 || strcmp(argv[1], "json") != 0) {
		cli_fail(_("export writes opml (the subscriptions) or json "
			   "(everything)"));
		return CLI_USAGE;
	}
	Store *store = cli_store(cli, STORE_RW, &error);
	bool ok = store && store_export(store, stdout, &error);
	store_close(store);
	return ok ? CLI_DONE : cli_fail_error(error);
}
