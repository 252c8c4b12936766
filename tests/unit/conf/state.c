/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "conf/state.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "conf/paths.h"

static char *dir, *path;

static void
test_values(void)
{
	g_autoptr(State) state = state_load(path);
	g_assert_null(state_get(state, "pane"));
	g_assert_false(state_dirty(state));
	state_set(state, "pane", "article");
	state_set_int(state, "row", 17);
	/* What is no text costs none of the rest. */
	state_set(state, "view", "\xff");
	g_assert_true(state_dirty(state));
	g_assert_true(state_save(state, NULL));
	g_autoptr(State) again = state_load(path);
	g_assert_cmpstr(state_get(again, "pane"), ==, "article");
	g_assert_cmpint(state_get_int(again, "row", 0), ==, 17);
	g_assert_cmpstr(state_get(again, "view"), ==, "\xef\xbf\xbd");
	g_assert_cmpint(state_get_int(again, "pane", 5), ==, 5);
	state_set(again, "pane", NULL);
	g_assert_null(state_get(again, "pane"));
	GStatBuf st;
	g_assert_cmpint(g_stat(path, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 0777, ==, 0600);
}

static void
test_link(void)
{
	g_autofree char *folder = g_build_filename(dir, "new", NULL);
	g_autofree char *real = g_build_filename(folder, "real", NULL);
	g_autofree char *link = g_build_filename(dir, "link", NULL);
	GStatBuf st;
	g_assert_true(paths_make_parent(real, NULL));
	g_assert_cmpint(g_stat(folder, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 0777, ==, 0700);
	g_assert_cmpint(symlink("new/real", link), ==, 0);
	g_autoptr(State) state = state_load(link);
	state_set(state, "pane", "links");
	g_assert_true(state_save(state, NULL));
	g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
	g_autoptr(State) again = state_load(real);
	g_assert_cmpstr(state_get(again, "pane"), ==, "links");
	g_unlink(link);
	g_unlink(real);
	g_rmdir(folder);
}

static void
test_histories(void)
{
	g_autoptr(State) one = state_load(path);
	g_autoptr(State) two = state_load(path);
	state_history_add(one, "search", "a", 3);
	state_history_add(one, "search", "b", 3);
	state_history_add(two, "search", "c", 3);
	g_assert_true(state_save(one, NULL));
	g_assert_true(state_save(two, NULL));
	g_autoptr(State) three = state_load(path);
	g_autofree char *all = g_strjoinv(
		" ", (char **)(guintptr)state_history(three, "search"));
	g_assert_cmpstr(all, ==, "a b c");
	state_history_add(three, "search", "a", 9);
	g_autofree char *once = g_strjoinv(
		" ", (char **)(guintptr)state_history(three, "search"));
	g_assert_cmpstr(once, ==, "b c a");
	state_history_add(three, "search", "d", 3);
	g_autofree char *later = g_strjoinv(
		" ", (char **)(guintptr)state_history(three, "search"));
	g_assert_cmpstr(later, ==, "c a d");
}

/* Half a file must not take the place of a whole one, nor stay beside it. */
static void
test_full_disk(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(State) state = state_load(path);
	state_set(state, "pane", "links");
	g_assert_true(state_save(state, NULL));
	struct rlimit limit, small = { 20, RLIM_INFINITY };
	getrlimit(RLIMIT_FSIZE, &limit);
	signal(SIGXFSZ, SIG_IGN);
	small.rlim_max = limit.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	state_set(state, "pane", "feeds");
	bool saved = state_save(state, &error);
	setrlimit(RLIMIT_FSIZE, &limit);
	g_assert_false(saved);
	g_assert_nonnull(strstr(error->message, path));
	g_assert_true(state_dirty(state));
	g_autoptr(State) again = state_load(path);
	g_assert_cmpstr(state_get(again, "pane"), ==, "links");
	g_autoptr(GDir) files = g_dir_open(dir, 0, NULL);
	g_assert_cmpstr(g_dir_read_name(files), ==, "state");
	g_assert_null(g_dir_read_name(files));
}

static void
test_damage(void)
{
	static const char *const texts[] = { "", "{", "[]", "{\"values\":3}",
		"{\"values\":{\"a\":1},\"histories\":{\"x\":{}}}", "\xff" };
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_assert_true(g_file_set_contents(path, texts[i], -1, NULL));
		g_autoptr(State) state = state_load(path);
		g_assert_null(state_get(state, "a"));
		g_assert_null(state_history(state, "x")[0]);
	}
}

static void
test_paths(void)
{
	g_autoptr(Paths) usual = paths_new(NULL, NULL, NULL);
	g_assert_true(g_str_has_suffix(usual->config, "/courant/config"));
	g_assert_true(g_str_has_suffix(usual->urls, "/courant/urls"));
	g_assert_true(g_str_has_suffix(usual->store, "/courant/courant.db"));
	g_autoptr(Paths) own = paths_new("/c", "~/u", "/s/x.db");
	g_assert_cmpstr(own->config, ==, "/c");
	g_assert_true(g_str_has_prefix(own->urls, g_get_home_dir()));
	g_assert_cmpstr(own->state, ==, "/s/x.db.state");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	dir = g_dir_make_tmp("state-XXXXXX", NULL);
	path = g_build_filename(dir, "state", NULL);
	g_test_add_func("/state/values", test_values);
	g_test_add_func("/state/link", test_link);
	g_test_add_func("/state/histories", test_histories);
	g_test_add_func("/state/full-disk", test_full_disk);
	g_test_add_func("/state/damage", test_damage);
	g_test_add_func("/state/paths", test_paths);
	int status = g_test_run();
	g_remove(path);
	g_rmdir(dir);
	g_free(path);
	g_free(dir);
	return status;
}
