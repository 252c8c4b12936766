/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/breaks.h"

#include <string.h>
#include <unilbrk.h>
#include <unistring/version.h>

/* "|" stands where a line may end, "¶" where it must. */
static const char *const cases[] = {
	"",
	"word",
	"two |words",
	"two  |words",
	"a |b, |c. |d",
	"(in |brackets) |[too]",
	"\"quoted |text\" |here",
	"well-|known",
	"use |--all |and |-x |now",
	"range |-1 |to |5",
	"e.g. |this, |i.e. |that",
	"std::io::Read |is",
	"1.5 |million, |10:30",
	"https://|example.org/|a/|b?|q=1",
	"100% |sure |$5",
	"50 % |off, |5 |%d",
	"in |/etc/|hosts, |either / |or",
	"là, |in |/etc/|hosts",
	"run |./configure, |../b/|c |or |~/bin/|x",
	"»là« |run |./configure |or |~/bin",
	"run |\"./configure\" |now |(/etc/|hosts)",
	"really |yes !",
	"one¶\ntwo",
	"über |alle |Maße",
	"日|本|語。|次",
	"ein |»Zitat« |hier",
	"un |« mot » |ici",
	"vraiment ? |oui : |non",
	"em|—|dash",
	"non\u00a0breaking",
	"élan |--all |well-|known",
	"é.g. |é.é",
	"é,@x |b:_x",
	"…",
};

static void
check(const char *marked)
{
	g_autoptr(GString) s = g_string_new(NULL);
	g_autoptr(GString) got = g_string_new(NULL);
	for (const char *p = marked; *p; p++) {
		if (g_str_has_prefix(p, "¶"))
			p++;
		else if (*p != '|')
			g_string_append_c(s, *p);
	}
	g_autofree char *out = g_malloc(s->len + 1);
	breaks_find(s->str, s->len, out);
	for (gsize i = 0; i < s->len; i++) {
		if (out[i] == BREAK_ALLOWED)
			g_string_append_c(got, '|');
		else if (out[i] == BREAK_MANDATORY)
			g_string_append(got, "¶");
		g_string_append_c(got, s->str[i]);
	}
	g_assert_cmpstr(got->str, ==, marked);
}

static void
test_cases(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check(cases[i]);
}

/* ASCII alone and ASCII in other text are broken alike. */
static void
test_short_path(void)
{
	/* 1.2 follows Unicode 15.1, whose rules for quotes and numbers are
	 * others. */
	if (_LIBUNISTRING_VERSION >= 0x010200) {
		g_test_skip("rules of a newer Unicode");
		return;
	}
	for (int i = 0; i < 20000; i++) {
		char s[32], out[32], out_long[32];
		int len = g_test_rand_int_range(1, 24);
		for (int n = 0; n < len; n++)
			s[n] = g_test_rand_int_range(0, 4)
				? (char)g_test_rand_int_range(' ', 0x7f)
				: ' ';
		s[0] = 'x';
		memcpy(s + len, " ä", sizeof " ä");
		breaks_find(s, len, out);
		breaks_find(s, strlen(s), out_long);
		if (memcmp(out, out_long, len) != 0)
			g_error("broken otherwise before an umlaut: [%s]", s);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/breaks/cases", test_cases);
	g_test_add_func("/breaks/short-path", test_short_path);
	return g_test_run();
}
