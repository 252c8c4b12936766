/* SPDX-License-Identifier: MIT
 *
 * When a feed is due again: a pure function of what is known.
 *
 * After success: the longest of its own interval, Cache-Control or Expires,
 * ttl and sy:*, at most a day (or the own interval, if that is longer), then
 * out of skipHours and skipDays.  Who sends no validators sends everything each
 * time: the interval is doubled each time that nothing has changed.  After
 * failure: the interval doubled for each failure in a row, at most a day.
 * Retry-After counts on top, up to SCHEDULE_PAUSE.  A little is added by
 * chance, so that feeds do not march in step.
 */
#ifndef COURANT_FETCH_SCHEDULE_H
#define COURANT_FETCH_SCHEDULE_H

#include <glib.h>
#include <stdbool.h>

/* A feed that went well is not asked again before that many seconds, even if
 * its reader insists. */
#define SCHEDULE_FLOOR 30

/* The longest pause, in seconds, that a server gets when it asks for one. */
#define SCHEDULE_PAUSE (7 * 24 * 3600)

#define SCHEDULE_IDLE 5

/* What a feed says of its own pace; kept from one refresh to the next, since
 * a 304 says nothing. */
typedef struct {
	int ttl;             /* minutes, 0 unknown */
	int update_interval; /* seconds, 0 unknown */
	guint32 skip_hours;  /* bit h: hour h GMT */
	guint8 skip_days;    /* bit d: 0 = Monday */
	int idle; /* how often in a row, SCHEDULE_IDLE at most, the same bytes
		   * came whole, for want of validators */
} Pace;

typedef struct {
	gint64 now;      /* of the try */
	gint64 interval; /* seconds, the feed's own or the general one */
	gint64 fresh;    /* seconds, from the response */
	gint64 retry_at; /* or 0 */
	int failures;    /* in a row, with this one; 0: it went well */
	Pace pace;
	double chance; /* 0 … 1 */
} ScheduleFacts;

gint64 schedule_next(const ScheduleFacts *facts);

/* As text and back, for keeping; pace_text() is NULL when there is nothing to
 * keep, and pace_parse() takes NULL. */
char *pace_text(const Pace *pace);
Pace pace_parse(const char *text);

#endif
