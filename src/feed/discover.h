/* SPDX-License-Identifier: MIT
 *
 * From a site's address to its feed: what a page advertises, and the usual
 * places.  Does no I/O: fetch tries the candidates in the order given.
 */
#ifndef COURANT_FEED_DISCOVER_H
#define COURANT_FEED_DISCOVER_H

#include <glib.h>

typedef struct {
	char *url, *title; /* title may be NULL */
	enum {
		FOUND_KNOWN_SITE, /* rewritten address: YouTube, GitHub, … */
		FOUND_LINK,   /* <link rel=alternate|feed> or Link: header */
		FOUND_ANCHOR, /* an <a> in the page that looks like a feed */
		FOUND_USUAL_PLACE /* /feed.xml and so on */
	} how;
} FeedCandidate;

/* Addresses of well-known sites that have their feed elsewhere; may be
 * empty.  Array of FeedCandidate, freed with g_ptr_array_unref(). */
GPtrArray *discover_known_site(const char *url);

/* What an HTML page at BASE and its Link: header (or NULL) advertise. */
GPtrArray *discover_in_page(
	const char *html, gsize len, const char *link_header, const char *base);

/* The usual places, in the page's directory and at the root. */
GPtrArray *discover_usual_places(const char *url);

#endif
