/* SPDX-License-Identifier: MIT
 *
 * The commands that bring subscriptions in: add, import.
 */
#include <config.h>

#include "app/cli.h"

#include "app/process.h"
#include "app/subscriptions.h"
#include "base/i18n.h"
#include "base/json.h"
#include "url/url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
	char *url, *title, *how;
} Found;

static void
found_free(gpointer data)
{
	Found *f = data;
	g_free(f->url);
	g_free(f->title);
	g_free(f->how);
	g_free(f);
}

static void
on_found(const json_t *event, gpointer data)
{
	if (g_strcmp0(json_get_string(event, "event"), "found") != 0)
		return;
	Found *f = g_new0(Found, 1);
	f->url = g_strdup(json_get_string(event, "url"));
	f->title = g_strdup(json_get_string(event, "title"));
	f->how = g_strdup(json_get_string(event, "how"));
	g_ptr_array_add(data, f);
}

/* The feeds of a site, best first; NULL if it could not be asked (said). */
static GPtrArray *
discover(Cli *cli, const char *url)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(found_free);
	const char *const args[] = { "discover", url, NULL };
	g_autoptr(Process) worker = process_start(cli->paths, args, &error);
	if (!worker) {
		cli_fail_error(error);
		return NULL;
	}
	process_run(worker, on_found, found);
	if (found->len == 0) {
		if (cli_worker_end(worker) == CLI_DONE)
			cli_fail(_("no feed was found at %s"), url);
		return NULL;
	}
	return g_steal_pointer(&found);
}

static const Found *
choose(const GPtrArray *found)
{
	char line[16];
	for (guint i = 0; i < found->len; i++) {
		const Found *f = found->pdata[i];
		g_autofree char *shown = url_hide_passwords(f->url);
		printf("%2u  %s  %s (%s)\n", i + 1, f->title ? f->title : "",
			shown, f->how);
	}
	if (found->len == 1 || !isatty(STDIN_FILENO))
		return found->pdata[0];
	printf(_("Which one? [1] "));
	fflush(stdout);
	if (!fgets(line, sizeof(line), stdin))
		return NULL;
	guint64 n = *g_strchomp(line) ? g_ascii_strtoull(line, NULL, 10) : 1;
	return n >= 1 && n <= found->len ? found->pdata[n - 1] : NULL;
}

typedef struct {
	const char *url;
	const char *const *groups;
} Addition;

static bool
change_add(Subs *subs, gpointer data, GError **error)
{
	const Addition *a = data;
	return subs_add(subs, a->url, NULL, a->groups, error);
}

static int
subscribe(Cli *cli, const char *url, const char *const *groups)
{
	g_autoptr(GError) error = NULL;
	Addition addition = { url, groups };
	Store *store = cli_store(cli, STORE_RW, &error);
	if (!store ||
		!subscriptions_change(
			cli, store, change_add, &addition, NULL, &error)) {
		store_close(store);
		return cli_fail_error(error);
	}
	g_autofree char *shown = url_hide_passwords(url);
	printf(_("Subscribed to %s\n"), shown);
	gint64 id = store_feed_by_url(store, url);
	int status = cli_refresh_feed(cli, store, id);
	store_close(store);
	return status;
}

/* What is the owner's own command needs no search for a feed. */
static bool
is_command(const char *text)
{
	return g_str_has_prefix(text, "exec:") ||
		g_str_has_prefix(text, "filter:");
}

int
cli_add(Cli *cli, int argc, char **argv)
{
	int status;
	if (!cli_options(NULL, _("URL [GROUP…]"), &argc, &argv, &status))
		return status;
	if (argc < 2) {
		cli_fail(_("add takes the address of a feed or of a site"));
		return CLI_USAGE;
	}
	const char *const *groups = (const char *const *)argv + 2;
	if (is_command(argv[1]))
		return subscribe(cli, argv[1], groups);
	g_autofree char *url = url_from_user(argv[1]);
	if (!url)
		return cli_fail(_("“%s” is not an address"), argv[1]);
	g_autoptr(GPtrArray) found = discover(cli, url);
	if (!found)
		return CLI_FAILED;
	const Found *chosen = choose(found);
	return chosen ? subscribe(cli, chosen->url, groups) : CLI_FAILED;
}

typedef struct {
	char *url, *title, *words;
	GStrv groups;
} Outline;

static void
outline_free(gpointer data)
{
	Outline *o = data;
	g_free(o->url);
	g_free(o->title);
	g_free(o->words);
	g_strfreev(o->groups);
	g_free(o);
}

static GStrv
strings_from_json(const json_t *array)
{
	g_autoptr(GStrvBuilder) strings = g_strv_builder_new();
	for (gsize i = 0; i < json_array_size(array); i++) {
		const char *s = json_string_value(json_array_get(array, i));
		if (s)
			g_strv_builder_add(strings, s);
	}
	return g_strv_builder_end(strings);
}

typedef struct {
	GPtrArray *outlines;
	int added, articles;
} Import;

static void
on_import_event(const json_t *event, gpointer data)
{
	Import *import = data;
	const char *kind = json_get_string(event, "event");
	if (g_strcmp0(kind, "note") == 0)
		printf("%s\n", json_get_string(event, "text"));
	if (g_strcmp0(kind, "done") == 0)
		import->articles = (int)json_get_int(event, "new");
	if (g_strcmp0(kind, "outline") != 0)
		return;
	Outline *o = g_new0(Outline, 1);
	o->url = g_strdup(json_get_string(event, "url"));
	o->title = g_strdup(json_get_string(event, "title"));
	o->words = g_strdup(json_get_string(event, "words"));
	o->groups = strings_from_json(json_object_get(event, "groups"));
	g_ptr_array_add(import->outlines, o);
}

/* What is subscribed already stays as its owner wrote it. */
static bool
change_import(Subs *subs, gpointer data, GError **error)
{
	Import *import = data;
	for (guint i = 0; i < import->outlines->len; i++) {
		const Outline *o = import->outlines->pdata[i];
		if (!subs_add(subs, o->url, o->title,
			    (const char *const *)o->groups, NULL))
			continue;
		import->added++;
		if (o->words)
			subs_set_words(subs, o->url, o->words);
	}
	return true;
}

static void
print_import(const Import *import, const char *path)
{
	if (import->outlines->len)
		printf(ngettext("%s: %d feed added\n", "%s: %d feeds added\n",
			       (unsigned long)import->added),
			path, import->added);
	if (import->articles || !import->outlines->len)
		printf(ngettext("%s: %d new article\n",
			       "%s: %d new articles\n",
			       (unsigned long)import->articles),
			path, import->articles);
}

static int
import_file(Cli *cli, Store *store, const char *path)
{
	g_autoptr(GError) error = NULL;
	const char *const args[] = { "import", path, NULL };
	Import import = { g_ptr_array_new_with_free_func(outline_free), 0, 0 };
	g_autoptr(GPtrArray) outlines = import.outlines;
	g_autoptr(Process) worker = process_start(cli->paths, args, &error);
	if (!worker)
		return cli_fail_error(error);
	process_run(worker, on_import_event, &import);
	int status = cli_worker_end(worker);
	if (outlines->len &&
		!subscriptions_change(
			cli, store, change_import, &import, NULL, &error))
		return cli_fail_error(error);
	if (status == CLI_DONE || outlines->len)
		print_import(&import, path);
	return status;
}

int
cli_import(Cli *cli, int argc, char **argv)
{
	int status = CLI_DONE;
	g_autoptr(GError) error = NULL;
	if (!cli_options(NULL, _("FILE…"), &argc, &argv, &status))
		return status;
	if (argc < 2) {
		cli_fail(_("import takes the files to read"));
		return CLI_USAGE;
	}
	Store *store = cli_store(cli, STORE_RW, &error);
	if (!store)
		return cli_fail_error(error);
	for (int i = 1; i < argc; i++)
		status |= import_file(cli, store, argv[i]);
	store_close(store);
	return status;
}
