/* SPDX-License-Identifier: MIT
 *
 * Any text as settings: problems, never harm; what parses is written and
 * read back the same.
 */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include "conf/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_round_trip(const char *line)
{
	g_autoptr(GPtrArray) list = command_parse(line, NULL);
	if (!list)
		return;
	g_autofree char *text = command_to_string(list);
	g_autoptr(GPtrArray) again = command_parse(text, NULL);
	g_assert_nonnull(again);
	g_autofree char *more = command_to_string(again);
	g_assert_cmpstr(more, ==, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	/* Files are read by name: not here. */
	if (strstr(text, "source-file"))
		return 0;
	g_autoptr(Conf) conf = conf_new();
	conf_load_text(conf, "config", text);
	g_auto(GStrv) lines = g_strsplit(text, "\n", 100);
	for (char **line = lines; *line; line++)
		check_round_trip(*line);
	Look looks[N_ROLES];
	conf_looks(conf, 256, -1, looks);
	g_ptr_array_unref(keymap_entries(conf_keymap(conf)));
	return 0;
}
