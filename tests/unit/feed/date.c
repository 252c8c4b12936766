/* SPDX-License-Identifier: MIT
 *
 * Dates in all the ways that feeds write them.
 */
#include <config.h>

#include "feed/date.h"

#include "base/clock.h"

#include <locale.h>

static const struct {
	const char *written, *means; /* NULL: no date */
} dates[] = {
	{ "Thu, 05 Mar 2020 10:14:55 GMT", "2020-03-05T10:14:55Z" },
	{ "5 Mar 20 10:14 EST", "2020-03-05T15:14:00Z" },
	{ "Mon, 05 March 2020 10:14:55 -0800", "2020-03-05T18:14:55Z" },
	{ "Thu,05 Mar 2020 10:14:55 +01:00", "2020-03-05T09:14:55Z" },
	{ "Thu, 05 Mar 2020 10:14:55 GMT-0700", "2020-03-05T17:14:55Z" },
	{ "Thu, 05 Mar 2020 24:00:00 GMT", "2020-03-06T00:00:00Z" },
	{ "05 Mar 99 00:00 Z", "1999-03-05T00:00:00Z" },
	{ "2020-03-05T10:14:55Z", "2020-03-05T10:14:55Z" },
	{ "2020-03-05t10:14:55.123456z", "2020-03-05T10:14:55Z" },
	{ "2020-03-05T10:14:55-02:30", "2020-03-05T12:44:55Z" },
	{ "2020-03-05T10:14+0100", "2020-03-05T09:14:00Z" },
	{ "2020-03-05 10:14:55", "2020-03-05T10:14:55Z" },
	{ "2020-03-05", "2020-03-05T00:00:00Z" },
	{ "2020-03", "2020-03-01T00:00:00Z" },
	{ "2020", "2020-01-01T00:00:00Z" },
	{ "2020-065", "2020-03-05T00:00:00Z" },
	{ "2020065", "2020-03-05T00:00:00Z" },
	{ "20200305", "2020-03-05T00:00:00Z" },
	{ "20200305T101455Z", "2020-03-05T10:14:55Z" },
	{ "20200305101455", "2020-03-05T10:14:55Z" },
	{ "202003051014", "2020-03-05T10:14:00Z" },
	{ "Thu Mar  5 10:14:55 2020", "2020-03-05T10:14:55Z" },
	{ "3/5/2020 10:14:55 PM", "2020-03-05T22:14:55Z" },
	{ "25/12/2020", "2020-12-25T00:00:00Z" },
	{ "05.03.2020 10:14", "2020-03-05T10:14:00Z" },
	{ "1583403295", "2020-03-05T10:14:55Z" },
	{ "1583403295000", "2020-03-05T10:14:55Z" },
	{ "jeu., 05 févr. 2020 10:14:55 +0100", "2020-02-05T09:14:55Z" },
	{ "mar., 03 juil. 2012 08:00:00 +0200", "2012-07-03T06:00:00Z" },
	{ "Do, 05 Mär 2020 10:14:55 MEZ", "2020-03-05T09:14:55Z" },
	{ "2020-március-05T10:14+01:00", "2020-03-05T09:14:00Z" },
	{ "Πεμ, 05 Μαρ 2020 10:14:55 EET", "2020-03-05T08:14:55Z" },
	{ "2020년 03월 05일 오후 11:31:25", "2020-03-05T23:31:25Z" },
	{ "5 de marzo de 2020", "2020-03-05T00:00:00Z" },
	{ "05 мар 2020 10:14:55 +0300", "2020-03-05T07:14:55Z" },
	{ "March 5, 2020", "2020-03-05T00:00:00Z" },
	{ "1066-10-14", "1066-10-14T00:00:00Z" },
	{ "05 Mar 49 00:00 Z", "2049-03-05T00:00:00Z" },
	{ "05 Mar 50 00:00 Z", "1950-03-05T00:00:00Z" },
	{ "3/5/2020 12:14:55 AM", "2020-03-05T00:14:55Z" },
	{ "3/5/2020 12:14:55 PM", "2020-03-05T12:14:55Z" },
	{ "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z" },
	{ "2020-03-05T10:14:55,5+01:00", "2020-03-05T09:14:55Z" },
	{ "2020-03-05 10:14:55 -530", "2020-03-05T15:44:55Z" },
	{ "2020-03-05 10:14:55 +9900", "2020-03-05T10:14:55Z" },
	{ "Thu, 05 Mar 2020 10:14:55 +0100 (MST)", "2020-03-05T09:14:55Z" },
	{ "5. července 2020", "2020-07-05T00:00:00Z" },
	{ "999999999", "2001-09-09T01:46:39Z" },
	{ "", NULL },
	{ "yesterday", NULL },
	{ "Thu, 05 Foo 2020 10:14:55", NULL },
	{ "2020-13-05", NULL },
	{ "2020-03-40", NULL },
	{ "2020-03-05 10:145", NULL },
	{ "12345 Mar 2020", NULL },
	{ "5 M\xe4r 2020", NULL },
	{ "99999999999999999999", NULL },
};

static void
test_dates(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
		gint64 t = date_parse(dates[i].written);
		g_autofree char *shown = t ? clock_rfc3339(t) : NULL;

		if (g_strcmp0(shown, dates[i].means) != 0)
			g_test_message("%s", dates[i].written);
		g_assert_cmpstr(shown, ==, dates[i].means);
	}
	g_assert_cmpint(date_parse(NULL), ==, 0);
}

/* In Turkish the small letter of "I" has no dot. */
static void
test_turkish(void)
{
	g_autofree char *dir = g_dir_make_tmp("locale-XXXXXX", NULL);
	g_autofree char *place = g_build_filename(dir, "tr_TR.UTF-8", NULL);
	const char *make[] = { "localedef", "-i", "tr_TR", "-f", "UTF-8", place,
		NULL };
	const char *clear[] = { "rm", "-r", dir, NULL };

	g_spawn_sync(NULL, (char **)(gintptr)make, NULL,
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL |
			G_SPAWN_STDOUT_TO_DEV_NULL,
		NULL, NULL, NULL, NULL, NULL, NULL);
	g_setenv("LOCPATH", dir, TRUE);
	if (setlocale(LC_CTYPE, "tr_TR.UTF-8")) {
		g_assert_cmpint(date_parse("5 Mar 2020 10:14 IST"), ==,
			date_parse("2020-03-05T10:14:00+05:30"));
		g_assert_cmpint(date_parse("5 DIC 2020"), ==,
			date_parse("2020-12-05"));
		setlocale(LC_CTYPE, "C");
	} else {
		g_test_skip("there is nothing to make a locale from");
	}
	g_unsetenv("LOCPATH");
	g_spawn_sync(NULL, (char **)(gintptr)clear, NULL, G_SPAWN_SEARCH_PATH,
		NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
test_durations(void)
{
	g_assert_cmpint(date_duration("1:02:03"), ==, 3723);
	g_assert_cmpint(date_duration("62:03"), ==, 3723);
	g_assert_cmpint(date_duration(" 3723 "), ==, 3723);
	g_assert_cmpint(date_duration("soon"), ==, 0);
	g_assert_cmpint(date_duration("9e99"), ==, 0);
	g_assert_cmpfloat(date_offset("00:03:07.250"), ==, 187.25);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/date/formats", test_dates);
	g_test_add_func("/date/turkish", test_turkish);
	g_test_add_func("/date/durations", test_durations);
	return g_test_run();
}
