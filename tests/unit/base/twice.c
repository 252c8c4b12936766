/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/twice.h"

#include <string.h>

static const struct {
	const char *text, *mended; /* NULL: to be left alone */
} cases[] = {
	{ "", NULL },
	{ "plain", NULL },
	{ "It’s café", NULL },
	{ "Itâ€™s cafÃ©", "It’s café" },
	{ "Ã©Ã¨", "éè" },
	{ "â€œsoâ€\xc2\x9d", "“so”" },
	{ "Los Ã\xc2\x81"
	  "ngeles, aquÃ\xc2\xad",
		"Los Ángeles, aquí" },
	{ "ðŸ˜€ and â‚¬", "😀 and €" },
	{ "æ—¥æœ¬", "日本" },
	{ "Â© Â®", "© ®" },
	/* Once is an accident that someone may write about. */
	{ "It shows â€™ there", NULL },
	{ "â€™ and â€œ for ’", NULL },
	{ "cafÃ© et thé", NULL },
	{ "Ã©Ã", NULL },
	{ "NÃO, NÃO", NULL },
	{ "ÃÃ", NULL },
};

static void
test_cases(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gsize len = 0;
		g_autofree char *got =
			twice_mend(cases[i].text, strlen(cases[i].text), &len);
		g_assert_cmpstr(got, ==, cases[i].mended);
		g_assert_cmpuint(len, ==, got ? strlen(got) : 0);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/twice/cases", test_cases);
	return g_test_run();
}
