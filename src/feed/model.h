/* SPDX-License-Identifier: MIT
 *
 * Making and freeing the parts of a feed, and the view that feeds, entries
 * and sources share so that one handler serves all three.
 */
#ifndef COURANT_FEED_MODEL_H
#define COURANT_FEED_MODEL_H

#include "feed/feed.h"

Feed *model_feed(void);
FeedEntry *model_entry(void);
FeedContent *model_content(Feed *owner, char *take_value, const char *type,
	const char *language, const char *base);
void model_content_free(FeedContent *content);

/* Appends; strings are taken over and may be NULL. */
FeedLink *model_add_link(GPtrArray *links, char *take_href);
void model_add_tag(GPtrArray *tags, char *term, char *scheme, char *label);

/* Keeps VALUE (taken over, may be NULL) under KEY unless that is there; a
 * bounded number of them. */
void model_add_extra(GPtrArray *extras, const char *key, char *value);

/* The arrays and strings that a feed and an entry both have. */
typedef struct {
	char **title, **id, **link, **rights, **language, **image, **subtitle;
	FeedContent **title_detail, **rights_detail;
	GPtrArray *authors, *contributors, *publishers, *links, *tags, *extras;
	gint64 *published, *updated, *created;
	bool *explicit_content;
} Common;

Common model_common_of_feed(Feed *feed);
Common model_common_of_entry(FeedEntry *entry);

/* What is left to choose when all parts of an entry are known: link, body,
 * title, picture. */
void model_finish_entry(FeedEntry *entry);

/* An empty list of FeedPerson. */
GPtrArray *model_people(void);

/* Once all entries are read: those with nothing in them are left out if others
 * have something.  Those without an author have the feed's (the first eight).
 * Contents without a base get the page they stand on: the entry's, if it is of
 * the feed's site, else the feed's, else DOCUMENT (may be NULL). */
void model_hand_down(Feed *feed, const char *document);

/* Lists of FeedTag: an empty one; moving all of FROM, which is freed. */
GPtrArray *model_tags(void);
void model_take_tags(GPtrArray *to, GPtrArray *from);

/* Adds copies of the people in FROM. */
void model_add_people(GPtrArray *to, const GPtrArray *from);

#endif
