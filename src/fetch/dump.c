/* SPDX-License-Identifier: MIT
 *
 * dump-feed [--base URL] [--content-type TYPE] FILE: what the parser makes of
 * a file, as JSON; needs neither store nor network.
 */
#include <config.h>

#include <stdio.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "feed/feed.h"
#include "fetch/sandbox.h"
#include "fetch/worker.h"

int
command_dump_feed(Worker *worker, int argc, char **argv)
{
	g_autofree char *base = NULL, *type = NULL;
	GOptionEntry entries[] = {
		{ "base", 0, 0, G_OPTION_ARG_STRING, &base },
		{ "content-type", 0, 0, G_OPTION_ARG_STRING, &type },
		{ NULL },
	};
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_help_enabled(context, FALSE);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	g_ptr_array_add(words, (char[]){ "dump-feed" });
	for (int i = 0; i < argc; i++)
		g_ptr_array_add(words, argv[i]);
	g_ptr_array_add(words, NULL);
	char **args = (char **)words->pdata;
	int n = argc + 1;
	if (!g_option_context_parse(context, &n, &args, &error))
		return worker_fails("%s", error->message);
	if (n != 2)
		return worker_fails("%s", _("dump-feed takes one file"));
	gsize len;
	g_autofree char *data =
		buf_read_file(args[1], NET_MAX_BODY, &len, &error);
	if (!data)
		return worker_fails("%s", error->message);
	sandbox_enter(worker, NULL, 0, NULL);
	g_autoptr(Feed) feed = feed_parse(data, len, type, base, &error);
	if (!feed)
		return worker_fails("%s: %s", args[1], error->message);
	g_autofree char *json = feed_to_json(feed);
	puts(json);
	return 0;
}
