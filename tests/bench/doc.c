/* SPDX-License-Identifier: MIT
 *
 * HTML to tree as a ratio to libxml2 alone: doc FILE…
 */
#include <config.h>

#include <libxml/HTMLparser.h>
#include <stdio.h>

#include "base/clock.h"
#include "doc/doc.h"

enum { ROUNDS = 10 };

typedef struct {
	char *data;
	gsize len;
} Body;

static void
parse_alone(const Body *b)
{
	xmlFreeDoc(htmlReadMemory(b->data, (int)b->len, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET | HTML_PARSE_COMPACT));
}

static void
parse_whole(const Body *b)
{
	DocSource source = { .format = DOC_HTML,
		.base = "https://example.net/" };
	doc_free(doc_new(b->data, b->len, &source));
}

static double
best_of(void (*run)(const Body *), const Body *bodies, int n)
{
	gint64 best = G_MAXINT64;
	for (int round = 0; round < ROUNDS; round++) {
		gint64 start = clock_ticks();
		for (int i = 0; i < n; i++)
			run(&bodies[i]);
		best = MIN(best, clock_ticks() - start);
	}
	return (double)best;
}

int
main(int argc, char *argv[])
{
	g_autofree Body *bodies = g_new0(Body, argc);
	double bytes = 0;
	int n = 0;
	for (int i = 1; i < argc; i++)
		if (g_file_get_contents(
			    argv[i], &bodies[n].data, &bodies[n].len, NULL))
			bytes += (double)bodies[n++].len;
	double alone = best_of(parse_alone, bodies, n);
	double whole = best_of(parse_whole, bodies, n);
	printf("%d bodies, %.1f MB: libxml2 alone %.1f MB/s, doc %.1f MB/s, "
	       "ratio %.2f\n",
		n, bytes / 1e6, bytes / alone, bytes / whole, alone / whole);
	for (int i = 0; i < n; i++)
		g_free(bodies[i].data);
	return 0;
}
