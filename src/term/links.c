/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "term/term_i.h"

typedef struct {
	char *url;
	guint frame; /* the last that it was on */
} Slot;

struct GridLinks {
	GHashTable *numbers; /* URL → from 1 */
	Slot slots[GRID_LINKS];
	guint frame;
	int next;
};

GridLinks *
grid_links_new(void)
{
	GridLinks *links = g_new0(GridLinks, 1);
	links->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	return links;
}

void
grid_links_free(GridLinks *links)
{
	g_hash_table_unref(links->numbers);
	for (int i = 0; i < GRID_LINKS; i++)
		g_free(links->slots[i].url);
	g_free(links);
}

void
grid_links_frame(GridLinks *links)
{
	links->frame++;
}

/* Round robin, so that a number rests for as long as can be.  One of the frame
 * before is not given to another URL: its cells would look unchanged. */
static Slot *
free_slot(GridLinks *links)
{
	for (int tries = 0; tries < GRID_LINKS; tries++) {
		Slot *slot = &links->slots[links->next];
		links->next = (links->next + 1) % GRID_LINKS;
		if (!slot->url || slot->frame + 1 < links->frame)
			return slot;
	}
	return NULL;
}

static Slot *
take_slot(GridLinks *links, const char *url)
{
	Slot *slot = free_slot(links);
	if (!slot)
		return NULL;
	if (slot->url)
		g_hash_table_remove(links->numbers, slot->url);
	g_free(slot->url);
	slot->url = g_strdup(url);
	g_hash_table_insert(links->numbers, slot->url,
		GINT_TO_POINTER(slot - links->slots + 1));
	return slot;
}

guint16
grid_links_get(GridLinks *links, const char *url)
{
	int n = GPOINTER_TO_INT(g_hash_table_lookup(links->numbers, url));
	Slot *slot = n ? &links->slots[n - 1] : take_slot(links, url);
	if (!slot)
		return 0;
	slot->frame = links->frame;
	return (guint16)(slot - links->slots + 1);
}

const char *
grid_links_url(const GridLinks *links, int number)
{
	return number > 0 && number <= GRID_LINKS ? links->slots[number - 1].url
						  : NULL;
}
