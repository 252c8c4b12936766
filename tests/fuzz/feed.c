/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a feed: no crash, and all text that comes out is clean.
 */
#include <config.h>

#include "base/text.h"
#include "feed/feed.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const char *line)
{
	if (line && !text_is_clean(line, -1, TEXT_LINE))
		g_error("not clean: %s", line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(Feed) feed = feed_parse((const char *)data, size, NULL,
		"https://example.org/feed.xml", NULL);
	g_autofree char *json = feed ? feed_to_json(feed) : NULL;

	feed_sniff((const char *)data, size);
	if (!feed)
		return 0;
	check(feed->title);
	check(feed->subtitle);
	for (guint i = 0; i < feed->entries->len; i++) {
		const FeedEntry *e = feed->entries->pdata[i];

		check(e->title);
		check(e->id);
		check(e->link);
		for (guint k = 0; k < e->authors->len; k++)
			check(((FeedPerson *)e->authors->pdata[k])->name);
		for (guint k = 0; k < e->tags->len; k++)
			check(((FeedTag *)e->tags->pdata[k])->term);
	}
	return 0;
}
