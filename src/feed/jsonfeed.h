/* SPDX-License-Identifier: MIT
 *
 * JSON Feed.
 */
#ifndef COURANT_FEED_JSONFEED_H
#define COURANT_FEED_JSONFEED_H

#include "feed/feed.h"

/* TEXT is valid UTF-8.  NULL if it holds no JSON Feed.  *FAULT is set to static
 * words if it had to be mended, else left. */
Feed *jsonfeed_read(
	const char *text, gsize len, const char *base, const char **fault);

#endif
