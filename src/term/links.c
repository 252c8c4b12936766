/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <string.h>

#include "term/term_i.h"

#define URL_LONGEST 2083

void
link_slots_clear(LinkSlots *slots)
{
	for (int i = 0; i < LINK_SLOTS; i++)
		g_clear_pointer(&slots->urls[i], g_free);
}

void
link_slots_frame(LinkSlots *slots)
{
	slots->frame++;
}

static bool
may_be_sent(const char *url)
{
	gsize n = 0;
	for (const char *p = url; *p; p++, n++)
		if (*p < 0x21 || *p > 0x7e || n >= URL_LONGEST)
			return false;
	return n > 0;
}

/* Round robin, so that a slot rests for as long as can be. */
static int
free_slot(LinkSlots *slots)
{
	for (int tries = 0; tries < LINK_SLOTS; tries++) {
		int i = slots->next;
		slots->next = (slots->next + 1) % LINK_SLOTS;
		if (!slots->urls[i] || slots->frames[i] + 1 < slots->frame)
			return i;
	}
	return -1;
}

int
link_slots_get(LinkSlots *slots, const char *url)
{
	for (int i = 0; i < LINK_SLOTS; i++)
		if (slots->urls[i] && strcmp(slots->urls[i], url) == 0) {
			slots->frames[i] = slots->frame;
			return i + 1;
		}
	if (!may_be_sent(url))
		return 0;
	int i = free_slot(slots);
	if (i < 0)
		return 0;
	g_free(slots->urls[i]);
	slots->urls[i] = g_strdup(url);
	slots->frames[i] = slots->frame;
	return i + 1;
}
