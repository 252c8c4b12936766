/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/clock.h"

enum { SECOND = 1000000 };

static const gint64 year_1 = -62135596800, year_9999_end = 253402300799;

gint64
clock_now(void)
{
	const char *stopped = g_getenv("COURANT_NOW");
	if (stopped && *stopped)
		return g_ascii_strtoll(stopped, NULL, 10);
	return g_get_real_time() / SECOND;
}

gint64
clock_ticks(void)
{
	return g_get_monotonic_time();
}

char *
clock_rfc3339(gint64 t)
{
	g_autoptr(GDateTime) time =
		g_date_time_new_from_unix_utc(CLAMP(t, year_1, year_9999_end));
	return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ",
		g_date_time_get_year(time), g_date_time_get_month(time),
		g_date_time_get_day_of_month(time), g_date_time_get_hour(time),
		g_date_time_get_minute(time), g_date_time_get_second(time));
}
