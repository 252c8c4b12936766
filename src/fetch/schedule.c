/* SPDX-License-Identifier: MIT
 *
 * Due times.
 */
#include <config.h>

#include "fetch/schedule.h"

#include <stdio.h>

#define HOUR ((gint64)3600)
#define DAY (24 * HOUR)

static bool
is_skipped(gint64 t, const Pace *pace)
{
	int hour = (int)(t % DAY / HOUR);
	int day = (int)((t / DAY + 3) % 7); /* 1970 began on a Thursday */
	return (pace->skip_hours >> hour & 1) || (pace->skip_days >> day & 1);
}

/* T moved out of skipped hours and days; never more than a week. */
static gint64
out_of_skipped(gint64 t, const Pace *pace)
{
	gint64 later = t;
	if (!is_skipped(t, pace))
		return t;
	for (int i = 0; i < 7 * 24; i++) {
		later = (later / HOUR + 1) * HOUR;
		if (!is_skipped(later, pace))
			return later;
	}
	return t; /* everything is skipped: that cannot be meant */
}

static gint64
wait_when_well(const ScheduleFacts *f)
{
	gint64 wait = MAX(f->interval << f->pace.idle, f->fresh);
	wait = MAX(wait, (gint64)f->pace.ttl * 60);
	wait = MAX(wait, (gint64)f->pace.update_interval);
	return MIN(wait, MAX(DAY, f->interval));
}

static gint64
wait_when_failed(const ScheduleFacts *f)
{
	gint64 wait = f->interval << MIN(f->failures - 1, 12);
	return MIN(wait, MAX(DAY, f->interval));
}

gint64
schedule_next(const ScheduleFacts *f)
{
	gint64 wait = f->failures ? wait_when_failed(f) : wait_when_well(f);
	double part = f->failures ? 0.2 : 0.05;
	gint64 next = f->now + wait + (gint64)((double)wait * part * f->chance);
	next = MAX(next, MIN(f->retry_at, f->now + SCHEDULE_PAUSE));
	return f->failures ? next : out_of_skipped(next, &f->pace);
}

char *
pace_text(const Pace *p)
{
	if (!p->ttl && !p->update_interval && !p->skip_hours && !p->skip_days &&
		!p->idle)
		return NULL;
	return g_strdup_printf("%d %d %x %x %d", p->ttl, p->update_interval,
		p->skip_hours, (unsigned)p->skip_days, p->idle);
}

Pace
pace_parse(const char *text)
{
	Pace p = { 0 };
	if (!text)
		return p;
	char *rest;
	p.ttl = (int)g_ascii_strtoll(text, &rest, 10);
	p.update_interval = (int)g_ascii_strtoll(rest, &rest, 10);
	p.skip_hours = (guint32)g_ascii_strtoull(rest, &rest, 16);
	p.skip_days = (guint8)g_ascii_strtoull(rest, &rest, 16);
	int idle = (int)g_ascii_strtoll(rest, &rest, 10);
	p.idle = CLAMP(idle, 0, SCHEDULE_IDLE);
	return p;
}
