/* SPDX-License-Identifier: MIT
 *
 * JSON Feed.
 */
#ifndef COURANT_FEED_JSONFEED_H
#define COURANT_FEED_JSONFEED_H

#include "feed/feed.h"

/* TEXT is valid UTF-8.  NULL if it holds no JSON Feed. */
Feed *jsonfeed_read(const char *text, gsize len, const char *base);

#endif
