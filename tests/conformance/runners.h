/* SPDX-License-Identifier: MIT
 *
 * The kinds of suites.  Each prints its own and is true if the floors hold.
 */
#ifndef COURANT_TESTS_CONFORMANCE_RUNNERS_H
#define COURANT_TESTS_CONFORMANCE_RUNNERS_H

#include <stdbool.h>

/* feedparser: expectations are Python expressions in a comment. */
bool feedparser_run(bool verbose);

/* syndication and rss2email: text files of their own form; yarr: assertions
 * in a comment; laminas-feed: the folder says which field is there. */
bool foreign_run(bool verbose);

/* Feeds without expectations: each is read, has its title, and as many
 * entries as there are elements for them. */
bool plain_run(bool verbose);

#endif
