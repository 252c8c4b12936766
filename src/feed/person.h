/* SPDX-License-Identifier: MIT
 *
 * Authors as feeds write them on one line: "mail (Name)", "Name <mail>",
 * "Name (mail)", "Name mail", a name, an address.
 */
#ifndef COURANT_FEED_PERSON_H
#define COURANT_FEED_PERSON_H

#include "feed/feed.h"

/* Adds a person unless all is empty; with the same name or address as one
 * that is there, completes that one.  Strings are borrowed, may be NULL. */
void person_add(GPtrArray *people, const char *name, const char *email,
	const char *uri);

/* Takes LINE (may be NULL) apart and adds it. */
void person_add_line(GPtrArray *people, const char *line);

/* "Name (mail)" as feedparser prints a person, newly allocated; NULL if
 * there is neither. */
char *person_line(const FeedPerson *person);

#endif
