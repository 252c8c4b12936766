/* SPDX-License-Identifier: MIT
 *
 * The time of day, settable so that tests see the same dates every day.
 */
#ifndef COURANT_BASE_CLOCK_H
#define COURANT_BASE_CLOCK_H

#include <glib.h>

/* Seconds since 1970, UTC; COURANT_NOW (such seconds) in the environment
 * stops the clock there. */
gint64 clock_now(void);

/* Microseconds on a clock that only goes forward. */
gint64 clock_ticks(void);

/* "2025-08-31T14:30:00Z" for seconds since 1970; newly allocated. */
char *clock_rfc3339(gint64 t);

#endif
