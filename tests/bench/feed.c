/* SPDX-License-Identifier: MIT
 *
 * How fast feeds are parsed, beside libxml2's bare tree of the same bytes.
 * Arguments: files.
 */
#include <config.h>

#include "feed/feed.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 20

typedef struct {
	char *data;
	gsize len;
} Bytes;

static gint64
floor_of(const GPtrArray *files)
{
	gint64 start = g_get_monotonic_time();

	for (guint i = 0; i < files->len; i++) {
		const Bytes *b = files->pdata[i];

		xmlFreeDoc(xmlReadMemory(b->data, (int)b->len, NULL, NULL,
			XML_PARSE_RECOVER | XML_PARSE_NONET |
				XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
				XML_PARSE_COMPACT));
	}
	return g_get_monotonic_time() - start;
}

static gint64
ours(const GPtrArray *files, guint *entries)
{
	gint64 start = g_get_monotonic_time();

	for (guint i = 0; i < files->len; i++) {
		const Bytes *b = files->pdata[i];
		g_autoptr(Feed) feed =
			feed_parse(b->data, b->len, NULL, NULL, NULL);

		*entries += feed ? feed->entries->len : 0;
	}
	return g_get_monotonic_time() - start;
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	gint64 base = G_MAXINT64, mine = G_MAXINT64;
	gsize total = 0;
	guint entries = 0;

	for (int i = 1; i < argc; i++) {
		Bytes *b = g_new0(Bytes, 1);

		if (!g_file_get_contents(argv[i], &b->data, &b->len, NULL)) {
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
			return 1;
		}
		total += b->len;
		g_ptr_array_add(files, b);
	}
	if (!total)
		return 0;
	for (int r = 0; r < ROUNDS; r++) {
		gint64 bare = floor_of(files), whole;

		entries = 0;
		whole = ours(files, &entries);
		base = MIN(base, bare);
		mine = MIN(mine, whole);
	}
	printf("feed: %u files, %.1f MB, %u entries: %.0f MB/s, libxml2's tree "
	       "%.0f "
	       "MB/s, ratio %.2f\n",
		files->len, (double)total / 1e6, entries,
		(double)total / (double)mine, (double)total / (double)base,
		(double)mine / (double)base);
	return 0;
}
