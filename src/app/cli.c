/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/cli.h"

#include "base/i18n.h"
#include "base/text.h"
#include "url/url.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

Conf *
cli_conf(Cli *cli)
{
	if (cli->conf)
		return cli->conf;
	cli->conf = conf_new();
	if (!conf_load(cli->conf, cli->paths->config))
		for (const char *const *p = conf_problems(cli->conf); *p; p++)
			cli_fail("%s", *p);
	return cli->conf;
}

int
cli_fail(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *message = g_strdup_vprintf(format, args);
	va_end(args);
	g_autofree char *hidden = url_hide_passwords(message);
	g_autofree char *clean = text_clean(hidden, -1, TEXT_BLOCK);
	fprintf(stderr, "courant: %s\n", clean);
	return CLI_FAILED;
}

int
cli_fail_error(const GError *error)
{
	return cli_fail("%s", error->message);
}

bool
cli_options(const GOptionEntry *entries, const char *args, int *argc,
	char ***argv, int *status)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *usage = g_strdup_printf("%s %s", (*argv)[0], args);
	g_autofree char *program = g_strconcat("courant ", (*argv)[0], NULL);
	g_autoptr(GOptionContext) context = g_option_context_new(args);
	g_set_prgname(program);
	g_option_context_set_translation_domain(context, PACKAGE);
	if (entries)
		g_option_context_add_main_entries(context, entries, PACKAGE);
	if (g_option_context_parse(context, argc, argv, &error))
		return true;
	cli_fail_error(error);
	fprintf(stderr, _("Usage: courant %s\n"), usage);
	*status = CLI_USAGE;
	return false;
}

int
cli_columns(void)
{
	struct winsize size;
	if (isatty(STDOUT_FILENO) &&
		ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	return 80;
}

int
cli_width(int asked)
{
	return asked > 0 ? CLAMP(asked, 10, 1000) : cli_columns();
}

int
cli_written(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	cli_fail(_("not all of the output could be written"));
	return status == CLI_DONE ? CLI_FAILED : status;
}

char *
cli_rest(int argc, char **argv)
{
	return argc > 1 ? g_strjoinv(" ", argv + 1) : g_strdup("");
}

Store *
cli_store(Cli *cli, StoreMode mode, GError **error)
{
	return store_open(cli->paths->store, mode, error);
}

gint64
cli_parse_id(const char *text)
{
	guint64 id;
	return g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &id, NULL)
		? (gint64)id
		: 0;
}
