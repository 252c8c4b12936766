/* SPDX-License-Identifier: MIT
 *
 * The title is not read twice.
 */
#include <config.h>

#include <glib.h>
#include <string.h>

#include "doc/doc.h"

static const struct {
	const char *html, *text;
} cases[] = {
	{ "<h1>A boat</h1><p>x</p>", "x" },
	{ "<h2>A  BOAT</h2><p>x</p>", "x" },
	{ "<p>A boat</p><p>x</p>", "x" },
	{ "<p>Read online</p><img src='/i.png'><h1>A boat</h1><p>x</p>",
		"Read online\nx" },
	{ "<h1><a href='https://boats.example/1/'>A boat</a></h1><p>x</p>",
		"x" },
	/* What is said again, or leads somewhere, stays. */
	{ "<p>A boat</p>", "A boat" },
	{ "<p>x</p><p>A boat</p>", "x\nA boat" },
	{ "<p>A boat sank</p><p>x</p>", "A boat sank\nx" },
	{ "<p><a href='https://news.example/'>A boat</a></p><p>x</p>",
		"A boat\nx" },
	{ "<h1><a href='https://news.example/'>A boat</a></h1><p>x</p>",
		"A boat\nx" },
};

static void
test_title(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		DocSource source = { .format = DOC_HTML,
			.base = "https://boats.example/1",
			.title = "A boat" };
		const char *html = cases[i].html;
		g_autoptr(Doc) doc = doc_new(html, strlen(html), &source);
		g_autofree char *text = doc_text(doc);
		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/title", test_title);
	return g_test_run();
}
