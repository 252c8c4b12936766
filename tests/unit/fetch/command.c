/* SPDX-License-Identifier: MIT
 *
 * The owner's commands.
 */
#include <config.h>

#include "fetch/command.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static char *
run(const char *line, const char *input, gsize input_len, gsize max,
	GError **error)
{
	g_auto(GStrv) argv = NULL;
	gsize len = 0;
	g_assert_true(g_shell_parse_argv(line, NULL, &argv, NULL));
	CommandLimits limits = { max, 1 };
	return command_run(argv, input, input_len, &limits, &len, error);
}

static void
test_output(void)
{
	g_autofree char *out =
		run("printf '%s|' 'a b' '$HOME' ';x'", NULL, 0, 1000, NULL);
	g_assert_cmpstr(out, ==, "a b|$HOME|;x|");
}

static void
test_filter(void)
{
	gsize n = 3 * 1024 * 1024;
	g_autofree char *big = g_strnfill(n, 'x');
	g_autofree char *out = run("tr x y", big, n, 2 * n, NULL);
	g_assert_cmpint(strlen(out), ==, n);
	g_assert_cmpint(out[n - 1], ==, 'y');
	g_autofree char *head = run("head -c 3", big, n, 100, NULL);
	g_assert_cmpstr(head, ==, "xxx");
}

static void
test_late_end(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *out = run(
		"sh -c 'echo all; exec >&-; sleep 0.1'", NULL, 0, 100, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(out, ==, "all\n");
	g_assert_null(run("sh -c 'echo all; exec >&-; sleep 0.1; exit 3'", NULL,
		0, 100, &error));
	g_assert_nonnull(strstr(error->message, "the command fails"));
}

static void
test_failures(void)
{
	static const struct {
		const char *line, *words;
	} cases[] = {
		{ "false", "the command fails" },
		{ "yes", "prints too much" },
		{ "/no/such/command", "/no/such/command" },
		{ "sleep 100", "takes too long" },
		{ "sh -c 'exec >&-; sleep 100'", "takes too long" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(run(cases[i].line, NULL, 0, 1000, &error));
		g_assert_nonnull(strstr(error->message, cases[i].words));
	}
}

/* What the worker does with SIGPIPE is no business of theirs. */
static void
test_signals(void)
{
	g_assert_null(
		run("sh -c 'kill -PIPE $$; echo here'", NULL, 0, 100, NULL));
}

static bool
has_ended(const char *pid)
{
	g_autofree char *path = g_build_filename("/proc", pid, "stat", NULL);
	g_autofree char *stat = NULL;
	return !g_file_get_contents(path, &stat, NULL, NULL) ||
		strstr(stat, ") Z ");
}

/* One that takes too long takes what it has started along. */
static void
test_family(void)
{
	g_autofree char *path = NULL;
	g_autofree char *pid = NULL;
	close(g_file_open_tmp("command-XXXXXX", &path, NULL));
	g_autofree char *line =
		g_strdup_printf("sh -c 'sleep 1000 & echo $! >%s; wait'", path);
	g_assert_null(run(line, NULL, 0, 100, NULL));
	g_assert_true(g_file_get_contents(path, &pid, NULL, NULL));
	g_strstrip(pid);
	for (int i = 0; i < 1000 && !has_ended(pid); i++)
		g_usleep(10000);
	g_assert_true(has_ended(pid));
	g_unlink(path);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	signal(SIGPIPE, SIG_IGN); /* as the worker does */
	g_test_add_func("/fetch/command/output", test_output);
	g_test_add_func("/fetch/command/filter", test_filter);
	g_test_add_func("/fetch/command/late-end", test_late_end);
	g_test_add_func("/fetch/command/failures", test_failures);
	g_test_add_func("/fetch/command/signals", test_signals);
	g_test_add_func("/fetch/command/family", test_family);
	return g_test_run();
}
