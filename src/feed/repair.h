/* SPDX-License-Identifier: MIT
 *
 * Makes XML of what is sent as XML, in one linear pass over valid UTF-8, so
 * that libxml2 meets nothing it would drop text for: junk before the feed,
 * declarations, DOCTYPE and comments go; control characters go; HTML
 * entities become characters, stray "&" and "<" are escaped; an open CDATA
 * section is closed.
 */
#ifndef COURANT_FEED_REPAIR_H
#define COURANT_FEED_REPAIR_H

#include <glib.h>
#include <stdbool.h>

/* Newly allocated.  WRAP: besides, put the content of title, description,
 * summary and content elements that hold raw tags into CDATA sections; for
 * feeds that turned out not to be well-formed.  *FAULT is set to static
 * words if something that XML forbids was met, else left. */
GString *repair_xml(const char *text, gsize len, bool wrap, const char **fault);

#endif
