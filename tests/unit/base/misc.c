/* SPDX-License-Identifier: MIT
 *
 * The small modules: clock, json, log, role.
 */
#include <config.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/role.h"

#include <string.h>
#include <unistd.h>

static void
test_clock(void)
{
	static const struct {
		gint64 t;
		const char *text;
	} times[] = {
		{ 0, "1970-01-01T00:00:00Z" },
		{ 1756650600, "2025-08-31T14:30:00Z" },
		{ -1, "1969-12-31T23:59:59Z" },
		{ G_MAXINT64, "9999-12-31T23:59:59Z" },
		{ G_MININT64, "0001-01-01T00:00:00Z" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
		g_autofree char *text = clock_rfc3339(times[i].t);
		g_assert_cmpstr(text, ==, times[i].text);
	}
	g_setenv("COURANT_NOW", "1756650600", TRUE);
	g_assert_cmpint(clock_now(), ==, 1756650600);
	g_unsetenv("COURANT_NOW");
	g_assert_cmpint(clock_now(), >, 1756650600);
	gint64 before = clock_ticks();
	g_assert_cmpint(clock_ticks(), >=, before);
}

static void
test_json(void)
{
	g_autofree char *path = NULL, *line = NULL;
	int fd = g_file_open_tmp("courant-XXXXXX", &path, NULL);
	FILE *out = fdopen(fd, "w");
	g_autoptr(json_t) object = json_object();
	json_put_string(object, "z", "ä\n\"");
	json_put_string(object, "none", NULL);
	json_put_string(object, "bad", "a\xff");
	json_put_time(object, "t", 1756650600);
	json_put_time(object, "never", 0);
	json_object_set_new(object, "n", json_integer(1LL << 40));
	json_write_line(out, object);
	g_assert_true(g_file_get_contents(path, &line, NULL, NULL));
	g_assert_cmpstr(line, ==,
		"{\"z\":\"ä\\n\\\"\",\"bad\":\"a\ufffd\","
		"\"t\":\"2025-08-31T14:30:00Z\",\"n\":1099511627776}\n");
	g_assert_cmpstr(json_get_string(object, "z"), ==, "ä\n\"");
	g_assert_null(json_get_string(object, "n"));
	g_assert_null(json_get_string(NULL, "n"));
	g_assert_cmpint(json_get_int(object, "n"), ==, 1LL << 40);
	g_assert_cmpint(json_get_int(object, "z"), ==, 0);
	fclose(out);
	unlink(path);
}

static void
test_log(void)
{
	g_autofree char *path = NULL, *text = NULL;
	close(g_file_open_tmp("courant-XXXXXX", &path, NULL));
	g_setenv("COURANT_LOG", path, TRUE);
	g_setenv("COURANT_NOW", "0", TRUE);
	log_line("from %s", "afar \x1b[2J\nsecond");
	g_unsetenv("COURANT_NOW");
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_true(g_str_has_prefix(text, "1970-01-01T00:00:00Z "));
	g_assert_true(g_str_has_suffix(text, " from afar [2J second\n"));
	unlink(path);
}

static void
test_role(void)
{
	for (Role role = 0; role < N_ROLES; role++)
		g_assert_cmpint(role_from_name(role_name(role)), ==, role);
	g_assert_cmpint(role_from_name("no such role"), ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/clock", test_clock);
	g_test_add_func("/json", test_json);
	g_test_add_func("/log", test_log);
	g_test_add_func("/role", test_role);
	return g_test_run();
}
