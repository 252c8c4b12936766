/* SPDX-License-Identifier: MIT
 *
 * The loopback server as a program, for scripts: httpd [--latency MS]
 * [--no304] [--fast] [--tls PEM-FILE] [--port PORT] [--log FILE] [ROOT].
 * Prints its port, and ends with the program that started it; with 77 where
 * there is no TLS.
 */
#include <config.h>

#include "httpd.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

int
main(int argc, char **argv)
{
	pid_t parent = getppid();
	int latency = 0, port = 0;
	gboolean no304 = FALSE, fast = FALSE;
	char *log = NULL, *tls = NULL, *pem = NULL;
	GOptionEntry entries[] = {
		{ "latency", 0, 0, G_OPTION_ARG_INT, &latency, "", "MS" },
		{ "no304", 0, 0, G_OPTION_ARG_NONE, &no304, "", NULL },
		{ "fast", 0, 0, G_OPTION_ARG_NONE, &fast, "", NULL },
		{ "port", 0, 0, G_OPTION_ARG_INT, &port, "", "PORT" },
		{ "tls", 0, 0, G_OPTION_ARG_FILENAME, &tls, "", "FILE" },
		{ "log", 0, 0, G_OPTION_ARG_FILENAME, &log, "", "FILE" },
		{ NULL },
	};
	g_autoptr(GOptionContext) context = g_option_context_new("[ROOT]");
	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, NULL))
		return 2;
	const char *root = argc > 1 ? argv[1] : NULL;
	if (tls && !g_file_get_contents(tls, &pem, NULL, NULL))
		return 2;
	Httpd *server = tls || port ? httpd_start_at(root, port, pem)
				    : httpd_start(root, latency, no304, fast);
	if (!server)
		return 77;
	if (log)
		httpd_log(server, fopen(log, "a"));
	printf("%d\n", httpd_port(server));
	fflush(stdout);
	/* Until whoever started it ends it, or ends. */
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
	if (getppid() == parent)
		pause();
	httpd_stop(server);
	return 0;
}
