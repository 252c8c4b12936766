/* SPDX-License-Identifier: MIT
 *
 * The command dump: what each room makes of a file, for finding out where a
 * mistake is made.
 */
#include <config.h>

#include "app/cli.h"

#include "app/process.h"
#include "app/source.h"
#include "base/i18n.h"
#include "doc/doc.h"
#include "page/page.h"
#include "ui/document.h"

#include <stdio.h>
#include <string.h>

typedef struct {
	char *base, *type;
	int width;
} DumpOptions;

static Doc *
load_doc(const char *file, const DumpOptions *o, GError **error)
{
	g_auto(Source) source = { 0 };
	if (!source_load_local(file, &source, error))
		return NULL;
	return document_of_bytes(
		source.data, source.len, o->type, file, o->base);
}

static int
dump_doc(Cli *cli, const char *file, const DumpOptions *o, GError **error)
{
	g_autoptr(Doc) doc = load_doc(file, o, error);
	if (!doc)
		return CLI_FAILED;
	g_autofree char *text = doc_dump(doc);
	fputs(text, stdout);
	return CLI_DONE;
}

static int
dump_page(Cli *cli, const char *file, const DumpOptions *o, GError **error)
{
	g_autoptr(Doc) doc = load_doc(file, o, error);
	if (!doc)
		return CLI_FAILED;
	PageOptions options = { .width = cli_width(o->width),
		.wrap_code = true,
		.mark_deleted = true,
		.link_numbers = true };
	g_autoptr(Page) page = page_new(doc, &options);
	g_autofree char *text = page_dump(page);
	fputs(text, stdout);
	return CLI_DONE;
}

static int
dump_feed(Cli *cli, const char *file, const DumpOptions *o, GError **error)
{
	const char *args[7] = { "dump-feed" };
	int n = 1;
	if (o->base) {
		args[n++] = "--base";
		args[n++] = o->base;
	}
	if (o->type) {
		args[n++] = "--content-type";
		args[n++] = o->type;
	}
	args[n] = file;
	process_exec(cli->paths, args, error);
	return CLI_FAILED;
}

static const struct {
	const char *name;
	int (*dump)(Cli *, const char *, const DumpOptions *, GError **);
} seams[] = { { "feed", dump_feed }, { "doc", dump_doc },
	{ "page", dump_page } };

static int
dump_seam(Cli *cli, const char *seam, const char *file, const DumpOptions *o)
{
	g_autoptr(GError) error = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(seams); i++) {
		if (strcmp(seam, seams[i].name) != 0)
			continue;
		int status = seams[i].dump(cli, file, o, &error);
		return status == CLI_DONE ? status : cli_fail_error(error);
	}
	cli_fail(_("dump shows a feed, a doc or a page"));
	return CLI_USAGE;
}

int
cli_dump(Cli *cli, int argc, char **argv)
{
	int status = CLI_USAGE;
	DumpOptions o = { 0 };
	const GOptionEntry entries[] = {
		{ "base", 0, 0, G_OPTION_ARG_STRING, &o.base,
			N_("address that relative links start from"),
			N_("URL") },
		{ "content-type", 0, 0, G_OPTION_ARG_STRING, &o.type,
			N_("what a server would say the file is"), N_("TYPE") },
		{ "width", 'w', 0, G_OPTION_ARG_INT, &o.width,
			N_("columns of a line"), N_("N") },
		{ 0 }
	};
	if (!cli_options(
		    entries, _("feed|doc|page FILE"), &argc, &argv, &status))
		return status;
	if (argc == 3)
		status = dump_seam(cli, argv[1], argv[2], &o);
	else
		cli_fail(_("dump takes feed, doc or page, and a file"));
	g_free(o.base);
	g_free(o.type);
	return status;
}
