/* SPDX-License-Identifier: MIT
 *
 * The first name of a key in the table is the one that is written.
 */
#include <config.h>

#include "base/key.h"

#include <stdbool.h>
#include <string.h>

static const struct {
	const char *name;
	Key key;
} named[] = {
	{ "Space", ' ' },
	{ "Tab", '\t' },
	{ "Enter", '\r' },
	{ "Esc", 27 },
	{ "Up", K_UP },
	{ "Down", K_DOWN },
	{ "Left", K_LEFT },
	{ "Right", K_RIGHT },
	{ "Home", K_HOME },
	{ "End", K_END },
	{ "PgUp", K_PGUP },
	{ "PgDn", K_PGDN },
	{ "Ins", K_INSERT },
	{ "Del", K_DELETE },
	{ "Backspace", K_BACKSPACE },
	{ "S-Tab", K_BACKTAB },
	{ "Paste", K_PASTE },
	{ "Return", '\r' },
	{ "Escape", 27 },
	{ "PageUp", K_PGUP },
	{ "PageDown", K_PGDN },
	{ "Insert", K_INSERT },
	{ "Delete", K_DELETE },
};

static Key
function_key(const char *word)
{
	if (word[0] != 'F' && word[0] != 'f')
		return 0;
	guint64 n;
	if (!g_ascii_string_to_unsigned(word + 1, 10, 1, 12, &n, NULL))
		return 0;
	return K_F1 + n - 1;
}

static Key
control_key(const char *word)
{
	if (strlen(word) != 2 || word[0] != '^')
		return 0;
	char c = g_ascii_toupper(word[1]);
	if (c == '?')
		return 127;
	/* ^@ would be 0, which is no key. */
	return c > '@' && c <= '_' ? (Key)(c - '@') : 0;
}

static Key
character(const char *word)
{
	gunichar c = g_utf8_get_char_validated(word, -1);
	if (c == 0 || c >= 0x110000 || word[g_unichar_to_utf8(c, NULL)] != '\0')
		return 0;
	return g_unichar_iscntrl(c) ? 0 : c;
}

Key
key_parse(const char *word)
{
	if ((word[0] == 'M' || word[0] == 'm') && word[1] == '-' && word[2]) {
		Key key = key_parse(word + 2);
		return key && !(key & KEY_ALT) ? key | KEY_ALT : 0;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(named); i++)
		if (g_ascii_strcasecmp(word, named[i].name) == 0)
			return named[i].key;
	Key key = character(word);
	if (!key)
		key = control_key(word);
	return key ? key : function_key(word);
}

static char *
plain_name(Key key)
{
	char utf8[7] = "";
	for (gsize i = 0; i < G_N_ELEMENTS(named); i++)
		if (named[i].key == key)
			return g_strdup(named[i].name);
	if (key >= K_F1 && key <= K_F12)
		return g_strdup_printf("F%d", (int)(key - K_F1 + 1));
	if (key < ' ' || key == 127)
		return g_strdup_printf("^%c", (char)(key ^ 0x40));
	g_unichar_to_utf8(key, utf8);
	return g_strdup(utf8);
}

char *
key_word(Key key)
{
	g_autofree char *name = plain_name(key & ~KEY_ALT);
	return g_strconcat(key & KEY_ALT ? "M-" : "", name, NULL);
}
