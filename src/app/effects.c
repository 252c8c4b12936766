/* SPDX-License-Identifier: MIT
 *
 * What the interface wants done, carried out: one function for each kind of
 * effect, one table.
 */
#include <config.h>

#include "app/reader_i.h"

#include "app/qr.h"
#include "app/subscriptions.h"
#include "base/buf.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
say_error(Reader *r, const GError *error)
{
	ui_message(r->ui, true, error->message);
}

static void
do_open(Reader *r, const UiEffect *e)
{
	opening_open(r, e->url, e->path);
	if (!r->not_opened)
		ui_opened(r->ui, e->text);
}

static void
do_open_with(Reader *r, const UiEffect *e)
{
	g_auto(GStrv) argv = conf_command((const char *const *)e->argv, e->url);
	effects_run_in_terminal(r, argv, NULL, false);
}

static void
do_copy(Reader *r, const UiEffect *e)
{
	opening_copy(r, e->text, _("sent to the clipboard"));
}

static void
do_qr(Reader *r, const UiEffect *e)
{
	g_autoptr(GError) error = NULL;
	int rows, cols;
	term_size(r->term, &rows, &cols);
	/* The page's frame and the bars take the rest. */
	g_autofree char *lines =
		qr_lines(e->url, r->dark != 0, rows - 4, cols - 2, &error);
	if (lines)
		ui_show(r->ui, e->url, lines);
	else
		say_error(r, error);
}

static void
do_save(Reader *r, const UiEffect *e)
{
	g_autofree char *message = NULL;
	int fd = open(e->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool ok = fd >= 0 && buf_write_all(fd, e->text, strlen(e->text));
	int problem = errno;
	if (fd >= 0 && close(fd) != 0 && ok) {
		ok = false;
		problem = errno;
	}
	if (ok)
		message = g_strdup_printf(_("saved as %s"), e->path);
	else
		message = g_strdup_printf(
			_("%s: not saved: %s"), e->path, g_strerror(problem));
	/* Half a file would be in the way of the next try. */
	if (fd >= 0 && !ok)
		unlink(e->path);
	ui_message(r->ui, !ok, message);
}

static void
do_pipe(Reader *r, const UiEffect *e)
{
	effects_run_in_terminal(r, e->argv, e->text, true);
}

static void
do_shell(Reader *r, const UiEffect *e)
{
	char *shell[] = { (char *)(gsize)g_getenv("SHELL"), NULL };
	bool command = e->argv && *e->argv;
	if (command || *shell)
		effects_run_in_terminal(
			r, command ? e->argv : shell, NULL, command);
	else
		ui_message(r->ui, true, _("$SHELL is not set"));
}

static char **
editor_argv(Reader *r, const char *path, GError **error)
{
	const char *const *set = conf_argv(r->conf, OPT_EDITOR);
	const char *editor = g_getenv("VISUAL");
	g_auto(GStrv) words = NULL;
	if (*set)
		return conf_command(set, path);
	if (!editor || !*editor)
		editor = g_getenv("EDITOR");
	if (!g_shell_parse_argv(
		    editor && *editor ? editor : "vi", NULL, &words, error)) {
		g_prefix_error(
			error, "%s: ", _("$VISUAL or $EDITOR is no command"));
		return NULL;
	}
	return conf_command((const char *const *)words, path);
}

static void
edit(Reader *r, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) argv = editor_argv(r, path, &error);
	if (argv && paths_make_parent(path, &error))
		effects_run_in_terminal(r, argv, NULL, false);
	else
		say_error(r, error);
}

static int
say_all(Reader *r, const char *const *problems)
{
	int n = 0;
	for (; problems && problems[n]; n++)
		ui_message(r->ui, true, problems[n]);
	return n;
}

static int
say_searches(Reader *r)
{
	const GPtrArray *searches = conf_searches(r->conf);
	int n = 0;
	for (guint i = 0; i < searches->len; i++) {
		const ConfSearch *s = searches->pdata[i];
		g_autofree char *words = ui_search_problem(s->name, s->query);
		if (!words)
			continue;
		ui_message(r->ui, true, words);
		n++;
	}
	return n;
}

void
effects_problems(Reader *r, const char *const *subscriptions)
{
	int n = say_all(r, conf_problems(r->conf)) + say_all(r, subscriptions) +
		say_searches(r);
	if (n < 2)
		return;
	g_autofree char *text = g_strdup_printf(
		ngettext("%d mistake in your settings; :messages tells it.",
			"%d mistakes in your settings; :messages tells them.",
			(gulong)n),
		n);
	ui_message(r->ui, true, text);
}

static void
sync_subscriptions(Reader *r)
{
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) problems = NULL;
	if (!subscriptions_sync(r->cli, r->store, &problems, &error))
		say_error(r, error);
	ui_store_changed(r->ui);
	effects_problems(r, (const char *const *)problems);
}

static void
reload_conf(Reader *r)
{
	conf_reload(r->conf, r->cli->paths->config);
	effects_settings(r, conf_take_changes(r->conf));
	ui_conf_changed(r->ui);
}

static void
do_edit_subscriptions(Reader *r, const UiEffect *e)
{
	edit(r, r->cli->paths->urls);
	sync_subscriptions(r);
}

static void
do_edit_config(Reader *r, const UiEffect *e)
{
	edit(r, r->cli->paths->config);
	reload_conf(r);
	effects_problems(r, NULL);
}

static void
do_reload(Reader *r, const UiEffect *e)
{
	reload_conf(r);
	sync_subscriptions(r);
}

static void
do_options(Reader *r, const UiEffect *e)
{
	effects_settings(r, e->value);
}

static void
do_worker(Reader *r, const UiEffect *e)
{
	effects_start_worker(r, (const char *const *)e->argv);
}

static void
do_worker_stop(Reader *r, const UiEffect *e)
{
	for (guint i = 0; i < r->workers->len; i++)
		process_stop(r->workers->pdata[i]);
}

static void
do_set_address(Reader *r, const UiEffect *e)
{
	g_autoptr(GError) error = NULL;
	if (!subscriptions_move(r->cli, r->store, e->feed, e->text, &error))
		say_error(r, error);
	ui_store_changed(r->ui);
}

static void
do_save_search(Reader *r, const UiEffect *e)
{
	g_autoptr(GError) error = NULL;
	if (!conf_save_search(
		    r->conf, r->cli->paths->config, e->path, e->text, &error))
		say_error(r, error);
	else
		ui_search_saved(r->ui, e);
	ui_conf_changed(r->ui);
}

static void
do_title(Reader *r, const UiEffect *e)
{
	term_title(r->term, e->text);
}

static void
do_redraw(Reader *r, const UiEffect *e)
{
	term_redraw(r->term);
}

static void
do_suspend(Reader *r, const UiEffect *e)
{
	loop_remember(r);
	term_stop(r->term);
	effects_fit(r);
}

static void
do_quit(Reader *r, const UiEffect *e)
{
	r->quit = true;
}

static void (*const handlers[])(Reader *r, const UiEffect *e) = {
	[UI_OPEN] = do_open,
	[UI_OPEN_WITH] = do_open_with,
	[UI_COPY] = do_copy,
	[UI_QR] = do_qr,
	[UI_SAVE] = do_save,
	[UI_PIPE] = do_pipe,
	[UI_SHELL] = do_shell,
	[UI_EDIT_SUBSCRIPTIONS] = do_edit_subscriptions,
	[UI_EDIT_CONFIG] = do_edit_config,
	[UI_RELOAD] = do_reload,
	[UI_OPTIONS] = do_options,
	[UI_WORKER] = do_worker,
	[UI_WORKER_STOP] = do_worker_stop,
	[UI_UNSUBSCRIBE] = subschange_do,
	[UI_SET_TITLE] = subschange_do,
	[UI_SET_GROUPS] = subschange_do,
	[UI_UNDO_SUBSCRIPTIONS] = subschange_undo,
	[UI_REDO_SUBSCRIPTIONS] = subschange_redo,
	[UI_SET_ADDRESS] = do_set_address,
	[UI_SAVE_SEARCH] = do_save_search,
	[UI_TITLE] = do_title,
	[UI_REDRAW] = do_redraw,
	[UI_SUSPEND] = do_suspend,
	[UI_QUIT] = do_quit,
};

static void
clear_effect(gpointer data)
{
	ui_effect_clear(data);
}

/* The next one but for subscriptions, which are made here: all that follow
 * each other, as those of an imported list, at once. */
static bool
next_effect(Reader *r, UiEffect *e)
{
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof *e);
	g_array_set_clear_func(wanted, clear_effect);
	for (;;) {
		bool some = ui_next_effect(r->ui, e);
		if (some && e->type == UI_SUBSCRIBE) {
			g_array_append_val(wanted, *e);
			continue;
		}
		guint n = wanted->len;
		if (n)
			subschange_subscribe(
				r, &g_array_index(wanted, UiEffect, 0), n);
		g_array_set_size(wanted, 0);
		if (some || !n)
			return some;
	}
}

void
effects_run(Reader *r)
{
	UiEffect e;
	while (next_effect(r, &e)) {
		if (e.type < G_N_ELEMENTS(handlers) && handlers[e.type])
			handlers[e.type](r, &e);
		ui_effect_clear(&e);
	}
	opening_show(r);
}

void
effects_settings(Reader *r, unsigned changes)
{
	if (changes & CHANGE_TERM) {
		TermOptions o = { .hyperlinks = (TermSwitch)conf_int(
					  r->conf, OPT_HYPERLINKS),
			.colors = (TermSwitch)conf_int(r->conf, OPT_COLORS),
			.ascii = (TermSwitch)conf_int(r->conf, OPT_ASCII),
			.mouse = conf_bool(r->conf, OPT_MOUSE),
			.set_title = conf_bool(r->conf, OPT_TITLE) };
		term_set_options(r->term, &o);
	}
	if (changes & (CHANGE_TERM | CHANGE_COLORS)) {
		Look looks[N_ROLES];
		conf_looks(r->conf, term_colors(r->term), r->dark, looks);
		term_set_looks(r->term, looks);
		term_redraw(r->term);
	}
}

void
effects_fit(Reader *r)
{
	int rows, cols;
	term_size(r->term, &rows, &cols);
	ui_resize(r->ui, rows, cols);
}

void
effects_start_worker(Reader *r, const char *const *args)
{
	g_autoptr(GError) error = NULL;
	Process *w = process_start(r->cli->paths, args, &error);
	if (w)
		g_ptr_array_add(r->workers, w);
	else
		ui_worker_ended(r->ui, false, error->message);
}

static void
wait_for_enter(void)
{
	printf("\n%s", _("Enter goes back to courant"));
	fflush(stdout);
	for (int c = getchar(); c != '\n' && c != EOF;)
		c = getchar();
}

static bool
run_and_wait(char **argv, const char *input, GError **error)
{
	GPid pid;
	int fd = -1, status = 0;
	if (!g_spawn_async_with_pipes(NULL, argv, NULL,
		    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
			    (input ? 0 : G_SPAWN_CHILD_INHERITS_STDIN),
		    NULL, NULL, &pid, input ? &fd : NULL, NULL, NULL, error))
		return false;
	if (input) {
		/* It need not want to read all of it. */
		buf_write_all(fd, input, strlen(input));
		close(fd);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return g_spawn_check_wait_status(status, error);
}

bool
effects_run_in_terminal(Reader *r, char **argv, const char *input, bool wait)
{
	g_autoptr(GError) error = NULL;
	loop_remember(r);
	term_suspend(r->term);
	bool ok = run_and_wait(argv, input, &error);
	if (wait)
		wait_for_enter();
	term_resume(r->term);
	effects_fit(r);
	if (!ok)
		say_error(r, error);
	return ok;
}
