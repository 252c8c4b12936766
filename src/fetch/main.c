/* SPDX-License-Identifier: MIT
 *
 * courant-fetch: the program that talks to the network, for courant.
 */
#include <config.h>

#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/i18n.h"
#include "base/text.h"
#include "fetch/command.h"
#include "fetch/events.h"
#include "fetch/keeper.h"
#include "fetch/worker.h"
#include "url/url.h"

/* Enough for as many connections as may be set. */
#define MAX_FILES 4096

static volatile sig_atomic_t ended;

static const struct {
	const char *name;
	int (*run)(Worker *worker, int argc, char **argv);
	int least, most; /* arguments */
} commands[] = {
	{ "refresh", command_refresh, 0, G_MAXINT },
	{ "discover", command_discover, 1, 1 },
	{ "import", command_import, 1, 1 },
	{ "export-opml", command_export_opml, 0, 0 },
	{ "get", command_get, 1, 1 },
	{ "fulltext", command_fulltext, 1, 1 },
	{ "dump-feed", command_dump_feed, 1, 5 },
};

static void
on_signal(int number)
{
	ended = 1;
	command_kill();
	keeper_end_command();
}

bool
worker_must_end(void)
{
	return ended || !event_heard();
}

int
worker_fails(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *words = g_strdup_vprintf(format, args);
	va_end(args);
	g_autofree char *hidden = url_hide_passwords(words);
	g_autofree char *clean = text_clean(hidden, -1, TEXT_BLOCK);
	fprintf(stderr, "%s\n", clean);
	return 1;
}

static const char *
string_or_null(const Worker *worker, OptionId id)
{
	const char *text = conf_string(worker->conf, id);
	return text && *text ? text : NULL;
}

NetOptions
worker_net_options(const Worker *worker)
{
	const Conf *c = worker->conf;
	return (NetOptions){
		.in_flight = conf_int(c, OPT_CONNECTIONS),
		.per_host = conf_int(c, OPT_PER_HOST),
		.connect_timeout = conf_int(c, OPT_CONNECT_TIMEOUT),
		.stall_timeout = conf_int(c, OPT_STALL_TIMEOUT),
		.timeout = conf_int(c, OPT_TIMEOUT),
		.http2 = conf_int(c, OPT_HTTP2),
		.max_body = (gsize)conf_int(c, OPT_MAX_SIZE) * 1024 * 1024,
		.user_agent = string_or_null(worker, OPT_USER_AGENT),
		.proxy = string_or_null(worker, OPT_PROXY),
	};
}

NetResponse *
worker_get(const Worker *worker, const NetRequest *request)
{
	NetOptions options = worker_net_options(worker);
	return net_get(&options, request, worker_must_end);
}

static void
catch_signals(void)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };
	struct sigaction action = { .sa_handler = on_signal };
	for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
		sigaction(numbers[i], &action, NULL);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

static void
raise_file_limit(void)
{
	struct rlimit files;
	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur > MAX_FILES)
		return;
	files.rlim_cur = MIN(files.rlim_max, MAX_FILES);
	setrlimit(RLIMIT_NOFILE, &files);
}

static int
usage(void)
{
	fputs(_("Usage: courant-fetch [--store FILE] [--config FILE] "
		"[--urls FILE] COMMAND [ARGUMENT...]\n"
		"Commands: refresh discover import export-opml get "
		"fulltext dump-feed\n"),
		stderr);
	return 2;
}

static int
run_command(Worker *worker, int argc, char **argv)
{
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
		if (strcmp(argv[0], commands[i].name) != 0)
			continue;
		if (argc - 1 < commands[i].least || argc - 1 > commands[i].most)
			return usage();
		return commands[i].run(worker, argc - 1, argv + 1);
	}
	return usage();
}

int
main(int argc, char **argv)
{
	g_autofree char *store = NULL, *config = NULL, *urls = NULL;
	gboolean version = FALSE;
	GOptionEntry entries[] = {
		{ "store", 0, 0, G_OPTION_ARG_FILENAME, &store },
		{ "config", 0, 0, G_OPTION_ARG_FILENAME, &config },
		{ "urls", 0, 0, G_OPTION_ARG_FILENAME, &urls },
		{ "version", 0, 0, G_OPTION_ARG_NONE, &version },
		{ NULL },
	};
	i18n_init();
	catch_signals();
	raise_file_limit();
	g_autoptr(GOptionContext) context = g_option_context_new(
		_("COMMAND [ARGUMENT...]"));
	g_autoptr(GError) error = NULL;
	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_strict_posix(context, TRUE);
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		worker_fails("%s", error->message);
		return usage();
	}
	if (version) {
		puts(PACKAGE_STRING);
		return 0;
	}
	if (argc < 2)
		return usage();
	g_autoptr(Paths) paths = paths_new(config, urls, store);
	g_autoptr(Conf) conf = conf_new();
	conf_load(conf, paths->config);
	Worker worker = { paths, conf };
	int status = run_command(&worker, argc - 1, argv + 1);
	if (status == 0 && (fflush(stdout) != 0 || ferror(stdout)))
		return worker_fails("%s",
			_("not all of the output could be written"));
	return status;
}
