/* SPDX-License-Identifier: MIT
 *
 * Sentences that name keys: they name the keys in force.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

char *
keys_word(const Ui *ui, Context context, CommandId command)
{
	const char *keys =
		keymap_keys(conf_keymap(ui->conf), context, command);
	if (!keys)
		return g_strconcat(":", command_info(command)->name, NULL);
	return g_strndup(keys, strcspn(keys, " "));
}

/* The command that "<NAME>" at TEXT names, and the end of that; -1: none. */
static int
placeholder(const char *text, const char **end)
{
	const char *close = *text == '<' ? strchr(text, '>') : NULL;
	if (!close)
		return -1;
	g_autofree char *name = g_strndup(text + 1, close - text - 1);
	*end = close + 1;
	return command_from_name(name);
}

char *
keys_expand(const Ui *ui, Context context, const char *text)
{
	GString *out = g_string_new(NULL);
	while (*text) {
		const char *end = NULL;
		int command = placeholder(text, &end);
		if (command < 0) {
			g_string_append_c(out, *text++);
			continue;
		}
		g_autofree char *word =
			keys_word(ui, context, (CommandId)command);
		g_string_append(out, word);
		text = end;
	}
	return g_string_free(out, FALSE);
}

void
ui_hint(Ui *ui, bool is_error, const char *text)
{
	bool lit = ui->article.needle && ui_context(ui) == CTX_ARTICLE;
	Context context = lit ? CTX_MATCHES : ui_context(ui);
	g_autofree char *words = keys_expand(ui, context, text);
	ui_message(ui, is_error, words);
}
