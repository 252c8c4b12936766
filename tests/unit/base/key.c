/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/key.h"

static const struct {
	const char *word;
	Key key;
	const char *name; /* NULL: as the word */
} cases[] = {
	{ "j", 'j', NULL },
	{ "J", 'J', NULL },
	{ "ä", 0xe4, NULL },
	{ "日", 0x65e5, NULL },
	{ "^", '^', NULL },
	{ "-", '-', NULL },
	{ "Space", ' ', NULL },
	{ "space", ' ', "Space" },
	{ " ", ' ', "Space" },
	{ "Tab", 9, NULL },
	{ "^I", 9, "Tab" },
	{ "S-Tab", K_BACKTAB, NULL },
	{ "Enter", 13, NULL },
	{ "^M", 13, "Enter" },
	{ "^J", 10, NULL },
	{ "Esc", 27, NULL },
	{ "^[", 27, "Esc" },
	{ "^D", 4, NULL },
	{ "^d", 4, "^D" },
	{ "^?", 127, NULL },
	{ "^_", 31, NULL },
	{ "Down", K_DOWN, NULL },
	{ "PgDn", K_PGDN, NULL },
	{ "PageDown", K_PGDN, "PgDn" },
	{ "Del", K_DELETE, NULL },
	{ "Backspace", K_BACKSPACE, NULL },
	{ "F1", K_F1, NULL },
	{ "F12", K_F12, NULL },
	{ "F", 'F', NULL },
	{ "M-x", 'x' | KEY_ALT, NULL },
	{ "M--", '-' | KEY_ALT, NULL },
	{ "M-Up", K_UP | KEY_ALT, NULL },
	{ "M-^D", 4 | KEY_ALT, NULL },
	{ "M", 'M', NULL },
};

static void
test_keys(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_assert_cmphex(key_parse(cases[i].word), ==, cases[i].key);
		g_autofree char *name = key_word(cases[i].key);
		g_assert_cmpstr(name, ==,
			cases[i].name ? cases[i].name : cases[i].word);
	}
}

static void
test_no_keys(void)
{
	static const char *const words[] = { "", "jj", "^@", "^ä", "F0", "F13",
		"F1x", "M-", "M-M-x", "Nonsense", "\x01", "\xff", "\x7f" };
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		g_assert_cmphex(key_parse(words[i]), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/key/keys", test_keys);
	g_test_add_func("/key/no-keys", test_no_keys);
	return g_test_run();
}
