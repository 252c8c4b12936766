/* SPDX-License-Identifier: MIT
 *
 * What style attributes say: what is hidden, what is bold, what is a pixel.
 */
#include <config.h>

#include <glib.h>
#include <string.h>

#include "doc/doc.h"

typedef struct {
	const char *html, *markdown;
} Case;

static void
check(const Case *cases, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		DocSource source = { .format = DOC_HTML,
			.base = "https://base.example/x" };
		const char *html = cases[i].html;
		g_autoptr(Doc) doc = doc_new(html, strlen(html), &source);
		g_autofree char *markdown = doc_to_markdown(doc);
		g_assert_cmpstr(g_strchomp(markdown), ==, cases[i].markdown);
	}
}

static void
test_hidden(void)
{
	static const Case cases[] = {
		{ "<p>a <span style='display:none'>b</span>", "a" },
		{ "<p>a <span style='Display : NONE'>b</span>", "a" },
		{ "<p>a <span style='color:red;display:none;'>b</span>", "a" },
		{ "<p>a <span style='visibility: hidden'>b</span>", "a" },
		{ "<p>a <span style='display:block;display:none'>b</span>",
			"a" },
		{ "<p>a <span style='display:none!important;"
		  "display:block'>b</span>",
			"a" },
		{ "<p>a <span style='display:none;display:'>b</span>", "a" },
		{ "<p>a <span style='max-height:0px;overflow:hidden;"
		  "font-size:1px'>b</span>",
			"a" },
		{ "<pre>a <span style='display:none'>b</span>c</pre>",
			"``` \na c\n```" },
		{ "<p>a <span style='display:none;display:block'>b</span>",
			"a b" },
		{ "<p>a <span style='display:inline;float:none'>b</span>",
			"a b" },
		{ "<p>a <span style='-x-display:none'>b</span>", "a b" },
		{ "<p>a <span style='max-height:0;overflow:hidden'>b</span>",
			"a b" },
		{ "<p>a <span style='max-height:0;overflow:hidden;"
		  "font-size:0.9em'>b</span>",
			"a b" },
		/* Only one mail client heeds this. */
		{ "<p>a <span style='mso-hide:all'>b</span>", "a b" },
	};
	check(cases, G_N_ELEMENTS(cases));
}

static void
test_weight(void)
{
	static const Case cases[] = {
		{ "<p>a <span style='font-weight: 600'>b</span>", "a **b**" },
		{ "<p>a <span style='font-weight:bolder'>b</span>", "a **b**" },
		{ "<p>a <span style='FONT-WEIGHT :BOLD'>b</span>", "a **b**" },
		{ "<p>a <span style='font-weight:500'>b</span>", "a b" },
		{ "<p>a <span style='font-style : oblique'>b</span>", "a *b*" },
		{ "<p>a <b style='font-weight: normal'>b</b>", "a b" },
	};
	check(cases, G_N_ELEMENTS(cases));
}

static void
test_pixel(void)
{
	static const Case cases[] = {
		{ "<p>a <img src=/p style='width:1px' alt=b>", "a" },
		{ "<p>a <img src=/p style='height: 0px' alt=b>", "a" },
		{ "<p>a <img src=/p style='border-width:1px' alt=b>",
			"a ![b](https://base.example/p)" },
		{ "<p>a <img src=/p style='line-height:1px' alt=b>",
			"a ![b](https://base.example/p)" },
		{ "<p>a <img src=/p style='width:1em' alt=b>",
			"a ![b](https://base.example/p)" },
	};
	check(cases, G_N_ELEMENTS(cases));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/style/hidden", test_hidden);
	g_test_add_func("/doc/style/weight", test_weight);
	g_test_add_func("/doc/style/pixel", test_pixel);
	return g_test_run();
}
