/* SPDX-License-Identifier: MIT
 *
 * When feeds are due.
 */
#include <config.h>

#include "fetch/schedule.h"

#define HOUR 3600
#define DAY (24 * HOUR)
#define NOW 1700000000 /* Tuesday 2023-11-14 22:13:20 GMT */

typedef struct {
	const char *what;
	ScheduleFacts facts; /* .now is filled in */
	gint64 wait;
} Case;

static const Case cases[] = {
	{ "own interval", { .interval = HOUR }, HOUR },
	{ "max-age", { .interval = HOUR, .fresh = 7200 }, 7200 },
	{ "ttl", { .interval = HOUR, .pace.ttl = 180 }, 3 * HOUR },
	{ "sy", { .interval = HOUR, .pace.update_interval = 6 * HOUR },
		6 * HOUR },
	{ "the longest",
		{ .interval = HOUR,
			.fresh = 2 * HOUR,
			.pace = { .ttl = 300, .update_interval = HOUR } },
		5 * HOUR },
	{ "nothing new", { .interval = HOUR, .pace.idle = 2 }, 4 * HOUR },
	{ "never", { .interval = HOUR, .pace.idle = 5 }, DAY },
	{ "at most a day", { .interval = HOUR, .fresh = 30 * DAY }, DAY },
	{ "a huge ttl", { .interval = HOUR, .pace.ttl = G_MAXINT }, DAY },
	{ "unless the owner says so",
		{ .interval = 7 * DAY, .fresh = 30 * DAY }, 7 * DAY },
	{ "one failure", { .interval = HOUR, .failures = 1 }, HOUR },
	{ "two", { .interval = HOUR, .failures = 2 }, 2 * HOUR },
	{ "four", { .interval = HOUR, .failures = 4 }, 8 * HOUR },
	{ "many", { .interval = HOUR, .failures = 1000 }, DAY },
	{ "with chance", { .interval = 1000, .failures = 1, .chance = 1 },
		1200 },
	{ "a little chance", { .interval = 1000, .chance = 1 }, 1050 },
	{ "Retry-After later",
		{ .interval = HOUR, .failures = 1, .retry_at = NOW + 5 * HOUR },
		5 * HOUR },
	{ "Retry-After sooner",
		{ .interval = HOUR, .failures = 1, .retry_at = NOW + 60 },
		HOUR },
	{ "Retry-After in a year",
		{ .interval = HOUR,
			.failures = 1,
			.retry_at = NOW + 365 * DAY },
		7 * DAY },
	{ "ttl does not hold after failure",
		{ .interval = HOUR, .failures = 1, .pace.ttl = 600 }, HOUR },
};

static void
test_next(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		ScheduleFacts facts = cases[i].facts;
		facts.now = NOW;
		g_test_message("%s", cases[i].what);
		g_assert_cmpint(schedule_next(&facts), ==, NOW + cases[i].wait);
	}
}

/* When a feed would be due that is wanted as often as can be. */
static gint64
due_after(gint64 now, const Pace *pace)
{
	ScheduleFacts facts = { .now = now, .pace = *pace };
	return schedule_next(&facts);
}

static void
test_skip(void)
{
	gint64 midnight = NOW / DAY * DAY;
	Pace none = { 0 };
	g_assert_cmpint(due_after(NOW, &none), ==, NOW);
	Pace hours = { .skip_hours = 1 << 22 | 1 << 23 };
	g_assert_cmpint(due_after(NOW, &hours), ==, midnight + DAY);
	g_assert_cmpint(due_after(midnight, &hours), ==, midnight);
	Pace tuesday = { .skip_days = 1 << 1 };
	g_assert_cmpint(due_after(NOW, &tuesday), ==, midnight + DAY);
	Pace weekend = { .skip_days = 1 << 5 | 1 << 6 };
	g_assert_cmpint(due_after(midnight + 4 * DAY, &weekend), ==,
		midnight + 6 * DAY);
	Pace everything = { .skip_days = 0x7f };
	g_assert_cmpint(due_after(NOW, &everything), ==, NOW);
	Pace all_hours = { .skip_hours = 0xffffff };
	g_assert_cmpint(due_after(NOW, &all_hours), ==, NOW);
	/* Who fails is tried again all the same. */
	ScheduleFacts failed = { .now = NOW,
		.interval = HOUR,
		.failures = 1,
		.pace = { .skip_hours = 1 << 23 } };
	g_assert_cmpint(schedule_next(&failed), ==, NOW + HOUR);
}

static void
test_pace(void)
{
	Pace none = { 0 }, pace = { 90, 7200, 0x800001, 0x60, 3 };
	g_assert_null(pace_text(&none));
	g_autofree char *text = pace_text(&pace);
	Pace back = pace_parse(text);
	g_assert_cmpint(back.ttl, ==, 90);
	g_assert_cmpint(back.update_interval, ==, 7200);
	g_assert_cmpint(back.skip_hours, ==, 0x800001);
	g_assert_cmpint(back.skip_days, ==, 0x60);
	g_assert_cmpint(back.idle, ==, 3);
	g_assert_cmpint(pace_parse("1 2 3 4").idle, ==, 0);
	g_assert_cmpint(pace_parse("1 2 3 4 99").idle, ==, SCHEDULE_IDLE);
	g_assert_cmpint(pace_parse(NULL).ttl, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fetch/schedule/next", test_next);
	g_test_add_func("/fetch/schedule/skip", test_skip);
	g_test_add_func("/fetch/schedule/pace", test_pace);
	return g_test_run();
}
