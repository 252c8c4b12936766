/* SPDX-License-Identifier: MIT
 *
 * courant, the reader program: its command line.
 */
#include <config.h>

#include "app/cli.h"
#include "app/reader.h"
#include "app/source.h"
#include "base/i18n.h"
#include "base/width.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name, *args, *help;
	CliCommand run;
} commands[] = {
	{ "add", N_("URL [GROUP…]"), N_("subscribe; finds a site's feed"),
		cli_add },
	{ "refresh", N_("[--all] [TEXT]"),
		N_("fetch what is due, without the interface"), cli_refresh },
	{ "feeds", "[--json]", N_("subscriptions, counts, health"), cli_feeds },
	{ "list", N_("[--json] [QUERY]"), N_("articles, newest first"),
		cli_list },
	{ "show", N_("[--format FORMAT] [--width N] ID|FILE|URL|-"),
		N_("an article as text"), cli_show },
	{ "links", N_("[--json] [--most] ID|QUERY"),
		N_("what articles link to"), cli_links },
	{ "mark", N_("read|unread|star|unstar ID…|QUERY"), N_("mark articles"),
		cli_mark },
	{ "import", N_("FILE…"),
		N_("OPML, newsboat's urls and cache.db, courant's JSON"),
		cli_import },
	{ "export", "opml|json", N_("subscriptions, or everything"),
		cli_export },
	{ "dump", N_("feed|doc|page FILE"), N_("what courant makes of a file"),
		cli_dump },
	{ "browse", N_("[--ask] [--ssh-config HOST]"),
		N_("open here what a courant on another machine sends"),
		cli_browse },
};

/* Long ones have what they do on a line of its own: a terminal has 80 columns
 * at the least. */
static void
append_row(GString *s, const char *usage, const char *help)
{
	enum { USAGE_COLUMNS = 24 };
	int pad = USAGE_COLUMNS - width_text(usage, -1);
	g_string_append_printf(s, "  %s", usage);
	if (pad < 0) {
		pad = USAGE_COLUMNS + 2;
		g_string_append_c(s, '\n');
	}
	g_string_append_printf(s, "%*s %s\n", pad, "", help);
}

static char *
commands_help(void)
{
	GString *s = g_string_new(_("Commands:\n"));
	append_row(s, _("[-q QUERY]"), _("the reader"));
	append_row(s, _("FILE|URL|-"), _("read a file or address at once"));
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autofree char *usage = g_strdup_printf(
			"%s %s", commands[i].name, _(commands[i].args));
		append_row(s, usage, _(commands[i].help));
	}
	g_string_append_printf(s, "\n%s\n%s <%s>", _("The manual: man courant"),
		_("Report mistakes to"), PACKAGE_BUGREPORT);
	return g_string_free(s, FALSE);
}

static CliCommand
find_command(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return commands[i].run;
	return NULL;
}

typedef struct {
	char *config, *urls, *store, *query;
	gboolean version;
} Options;

static bool
parse_options(Options *o, int *argc, char ***argv, GError **error)
{
	const GOptionEntry entries[] = {
		{ "query", 'q', 0, G_OPTION_ARG_STRING, &o->query,
			N_("open the reader on what matches"), N_("QUERY") },
		{ "config", 'c', 0, G_OPTION_ARG_FILENAME, &o->config,
			N_("settings"), N_("FILE") },
		{ "urls", 'u', 0, G_OPTION_ARG_FILENAME, &o->urls,
			N_("subscriptions"), N_("FILE") },
		{ "store", 's', 0, G_OPTION_ARG_FILENAME, &o->store,
			N_("the store"), N_("FILE") },
		{ "version", 'V', 0, G_OPTION_ARG_NONE, &o->version,
			N_("print the version and exit"), NULL },
		{ 0 }
	};
	g_autofree char *help = commands_help();
	g_autoptr(GOptionContext) context =
		g_option_context_new(_("[COMMAND [ARGUMENT…]]"));
	/* What follows the command is the command's own. */
	g_option_context_set_strict_posix(context, TRUE);
	g_option_context_set_summary(
		context, _("A newsletter and feed reader for the terminal."));
	g_option_context_set_description(context, help);
	g_option_context_set_translation_domain(context, PACKAGE);
	g_option_context_add_main_entries(context, entries, PACKAGE);
	return g_option_context_parse(context, argc, argv, error);
}

static int
run(Cli *cli, const Options *o, int argc, char **argv)
{
	CliCommand command = argc > 1 ? find_command(argv[1]) : NULL;
	if (command)
		return command(cli, argc - 1, argv + 1);
	if (argc > 2) {
		cli_fail(_("there is no command \"%s\"; see courant --help"),
			argv[1]);
		return CLI_USAGE;
	}
	if (argc > 1 && !source_is_readable(argv[1])) {
		cli_fail(_("there is no command, file or address \"%s\"; see "
			   "courant --help"),
			argv[1]);
		return CLI_USAGE;
	}
	return reader_main(cli, argc > 1 ? argv[1] : NULL, o->query);
}

int
main(int argc, char **argv)
{
	Options o = { 0 };
	Cli cli = { 0 };
	g_autoptr(GError) error = NULL;
	i18n_init();
	if (!parse_options(&o, &argc, &argv, &error)) {
		cli_fail_error(error);
		return CLI_USAGE;
	}
	if (o.version) {
		puts(PACKAGE_STRING);
		return cli_written(CLI_DONE);
	}
	cli.paths = paths_new(o.config, o.urls, o.store);
	int status = cli_written(run(&cli, &o, argc, argv));
	conf_free(cli.conf);
	paths_free(cli.paths);
	g_free(o.config);
	g_free(o.urls);
	g_free(o.store);
	g_free(o.query);
	return status;
}
