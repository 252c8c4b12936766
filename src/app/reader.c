/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/reader.h"

#include "app/reader_i.h"
#include "app/source.h"
#include "app/subscriptions.h"
#include "base/clock.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool
open_terminal(Reader *r, GError **error)
{
	TermOptions options = { 0 };
	r->term = term_open(&options, error);
	if (!r->term)
		return false;
	r->dark = term_dark(r->term);
	effects_settings(r, ~0u);
	return true;
}

static void
make_ui(Reader *r)
{
	int rows, cols;
	r->ui = ui_new(r->store, r->conf, r->state);
	term_size(r->term, &rows, &cols);
	ui_resize(r->ui, rows, cols);
	r->grid = grid_new(rows, cols);
}

static bool
nothing_is_here(Reader *r)
{
	g_autoptr(GPtrArray) feeds = store_feeds(r->store, true, NULL);
	return feeds && feeds->len == 0;
}

/* What was loaded before the terminal was taken over is shown; the rest, a
 * feed or an address, is the worker's. */
static void
read_at_once(Reader *r, const char *what, const Source *source)
{
	if (source->data) {
		UiText text = { .data = source->data,
			.len = source->len,
			.name = source->name };
		ui_read(r->ui, &text);
		return;
	}
	g_autofree char *url = source_address(what);
	const char *const args[] = { "get", url, NULL };
	effects_start_worker(r, args);
}

static void
start(Reader *r, const char *what, const char *query, const Source *source)
{
	ui_run(r->ui, conf_on_start(r->conf));
	if (query)
		ui_query(r->ui, query);
	if (what)
		read_at_once(r, what, source);
	else if (nothing_is_here(r))
		ui_welcome(r->ui);
	else if (conf_bool(r->conf, OPT_REFRESH_ON_START))
		ui_refresh(r->ui);
	r->refreshed = clock_ticks();
}

static int
finish(Reader *r, const GError *error)
{
	g_clear_pointer(&r->workers, g_ptr_array_unref);
	g_clear_pointer(&r->steps, g_ptr_array_unref);
	g_clear_pointer(&r->undone, g_ptr_array_unref);
	if (r->ui)
		ui_remember(r->ui);
	g_autoptr(GError) forgotten = NULL;
	if (r->state)
		state_save(r->state, &forgotten);
	ui_free(r->ui);
	grid_free(r->grid);
	term_close(r->term);
	state_free(r->state);
	store_close(r->store);
	g_string_free(r->shown, TRUE);
	g_free(r->home.url);
	g_queue_clear_full(&r->home.waiting, g_free);
	if (r->home.fd >= 0)
		close(r->home.fd);
	/* The next start will be elsewhere: no reason to fail. */
	if (forgotten)
		cli_fail_error(forgotten);
	return error ? cli_fail_error(error) : CLI_DONE;
}

/* Reads WHAT if it is a file or "-"; the keys then come from the terminal. */
static bool
load_source(const char *what, Source *source, GError **error)
{
	if (!what || !source_is_local(what))
		return true;
	if (!source_load_local(what, source, error))
		return false;
	if (strcmp(what, "-") == 0 && !freopen("/dev/tty", "r", stdin)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			_("there is no terminal to read keys from"));
		return false;
	}
	return true;
}

int
reader_main(Cli *cli, const char *what, const char *query)
{
	Reader r = { .cli = cli, .home.fd = -1, .dark = -1 };
	r.shown = g_string_new(NULL);
	g_auto(Source) source = { 0 };
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) problems = NULL;
	r.conf = cli->conf = conf_new();
	conf_load(r.conf, cli->paths->config);
	r.workers =
		g_ptr_array_new_with_free_func((GDestroyNotify)process_free);
	r.state = state_load(cli->paths->state);
	if (!load_source(what, &source, &error) ||
		!(r.store = cli_store(cli, STORE_RW, &error)) ||
		!subscriptions_sync(cli, r.store, &problems, &error) ||
		!open_terminal(&r, &error))
		return finish(&r, error);
	make_ui(&r);
	effects_problems(&r, (const char *const *)problems);
	start(&r, what, query, &source);
	loop_run(&r);
	return finish(&r, NULL);
}
