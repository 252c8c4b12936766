/* SPDX-License-Identifier: MIT
 *
 * Dates as feeds write them: RFC 822 and its kin, RFC 3339 and W3CDTF down to
 * a year, ISO 8601 basic and ordinal, asctime, slashes, dots, Unix seconds,
 * month names of many languages.  Without a zone it is UTC.
 */
#ifndef COURANT_FEED_DATE_H
#define COURANT_FEED_DATE_H

#include <glib.h>
#include <stdbool.h>

/* Seconds since 1970; 0 if S (may be NULL) is no date. */
gint64 date_parse(const char *s);

/* "1:02:03", "62:03" or "3723" as seconds; 0 if it is none of them. */
int date_duration(const char *s);

/* The like with a fraction, for chapters. */
double date_offset(const char *s);

#endif
