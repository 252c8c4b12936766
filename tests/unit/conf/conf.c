/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "conf/conf.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/color.h"
#include "conf/theme.h"

static Conf *
from(const char *text)
{
	Conf *conf = conf_new();
	conf_load_text(conf, "config", text);
	return conf;
}

static void
test_defaults(void)
{
	g_autoptr(Conf) conf = conf_new();
	g_assert_cmpstr(conf_problems(conf)[0], ==, NULL);
	for (int i = 0; i < N_OPTIONS; i++) {
		const OptionInfo *o = option_info(i);
		g_assert_cmpint(option_from_name(o->name), ==, i);
		g_assert_cmpstr(conf_string(conf, i), ==, o->def);
		g_assert_true(*o->help);
	}
	g_assert_cmpint(conf_int(conf, OPT_LAYOUT), ==, LAYOUT_AUTO);
	g_assert_cmpint(conf_int(conf, OPT_INTERVAL), ==, 3600);
	g_assert_true(conf_bool(conf, OPT_MOUSE));
}

/* Commands that have no key of their own, on purpose: they are typed, chosen
 * from the menu, or settings. */
static const CommandId unbound[] = { CMD_FOCUS, CMD_OPEN_WITH, CMD_HINTS_COPY,
	CMD_NEXT_LINK, CMD_PREV_LINK, CMD_COPY_TEXT, CMD_QR, CMD_SAVE_SEARCH,
	CMD_DELETE_SEARCH, CMD_MARK_ABOVE_READ, CMD_MARK_BELOW_READ, CMD_DELETE,
	CMD_REFRESH_STOP, CMD_UNSUBSCRIBE, CMD_RENAME, CMD_MOVE, CMD_IMPORT,
	CMD_MESSAGES, CMD_SHELL, CMD_EDIT_CONFIG, CMD_RELOAD };

static bool
is_unbound(CommandId id)
{
	for (gsize i = 0; i < G_N_ELEMENTS(unbound); i++)
		if (unbound[i] == id)
			return true;
	return command_info(id)->flags & COMMAND_CONF;
}

static bool
is_bound(const Keymap *map, CommandId id)
{
	for (int c = 0; c < N_CONTEXTS; c++)
		if (keymap_keys(map, c, id))
			return true;
	return false;
}

static void
test_every_command(void)
{
	g_autoptr(Conf) conf = conf_new();
	for (int i = 0; i < N_COMMANDS; i++) {
		g_test_message("%s", command_info(i)->name);
		g_assert_true(is_bound(conf_keymap(conf), i) != is_unbound(i));
	}
}

static const CommandList *
find(const Conf *conf, Context context, const char *word)
{
	Key keys[KEYMAP_DEPTH];
	bool more;
	Context contexts[] = { context, CTX_GLOBAL, N_CONTEXTS };
	int n = keymap_parse(word, keys);
	g_assert_cmpint(n, >, 0);
	return keymap_find(conf_keymap(conf), contexts, keys, n, &more);
}

static void
assert_runs(const Conf *conf, Context context, const char *key, CommandId id)
{
	const CommandList *list = find(conf, context, key);
	g_assert_nonnull(list);
	g_assert_cmpuint(list->len, ==, 1);
	g_assert_cmpint(((Command *)list->pdata[0])->id, ==, id);
}

static void
test_bindings(void)
{
	g_autoptr(Conf) conf = from("bind links o copy\n"
				    "bind ä done; down\n"
				    "unbind links y\n"
				    "unbind j\n"
				    "macro y copy ; done\n"
				    "macro F5 refresh-all\n");
	g_assert_cmpstr(conf_problems(conf)[0], ==, NULL);
	assert_runs(conf, CTX_ARTICLE, "o", CMD_OPEN_BROWSER);
	assert_runs(conf, CTX_LINKS, "o", CMD_COPY);
	g_assert_cmpuint(find(conf, CTX_FEEDS, "ä")->len, ==, 2);
	g_assert_cmpuint(find(conf, CTX_LINKS, "y")->len, ==, 0);
	g_assert_null(find(conf, CTX_LINKS, "j"));
	g_assert_cmpuint(find(conf, CTX_LINKS, ",y")->len, ==, 2);
	assert_runs(conf, CTX_LINKS, ",<F5>", CMD_REFRESH_ALL);
	const Keymap *map = conf_keymap(conf);
	g_assert_cmpstr(keymap_keys(map, CTX_ARTICLE, CMD_DOWN), ==, "Down");
	g_assert_true(conf_load_text(conf, "test", "bind article F9 down\n"));
	g_assert_cmpstr(
		keymap_keys(map, CTX_ARTICLE, CMD_DOWN), ==, "Down F9");
	g_assert_true(conf_load_text(conf, "test", "unbind article Down\n"));
	g_assert_cmpstr(keymap_keys(map, CTX_ARTICLE, CMD_DOWN), ==, "F9");
}

static void
test_sequences(void)
{
	g_autoptr(Conf) conf = from("bind gg top\nbind gx copy");
	Key keys[KEYMAP_DEPTH];
	Context contexts[] = { CTX_ARTICLE, CTX_GLOBAL, N_CONTEXTS };
	bool more = false;
	g_assert_cmpint(keymap_parse("gx", keys), ==, 2);
	g_assert_null(keymap_find(conf_keymap(conf), contexts, keys, 1, &more));
	g_assert_true(more);
	assert_runs(conf, CTX_ARTICLE, "gg", CMD_TOP);
	conf_load_text(conf, "more", "bind g bottom");
	assert_runs(conf, CTX_ARTICLE, "g", CMD_BOTTOM);
	g_assert_null(find(conf, CTX_ARTICLE, "gg"));
}

static void
test_key_words(void)
{
	static const char *const words[] = { "j", "Space", "^D", "gg", ",y",
		"^Wh", "<Space>f", "M-x", "F12", "ü", "<", "<<>a", "Esc" };
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		Key keys[KEYMAP_DEPTH], again[KEYMAP_DEPTH];
		int n = keymap_parse(words[i], keys);
		g_assert_cmpint(n, >, 0);
		g_autofree char *word = keymap_word(keys, n);
		g_assert_cmpint(keymap_parse(word, again), ==, n);
		g_assert_cmpmem(
			keys, n * sizeof *keys, again, n * sizeof *again);
	}
	Key keys[KEYMAP_DEPTH];
	g_assert_cmpint(keymap_parse("", keys), ==, 0);
	g_assert_cmpint(keymap_parse("abcde", keys), ==, 0);
	g_assert_cmpint(keymap_parse("\xff", keys), ==, 0);
}

static const struct {
	const char *text, *problem;
} wrongs[] = {
	{ "\nset layout diagonal",
		"config:2: layout: expected one of auto, columns, rows, "
		"single, not “diagonal”" },
	{ "set connections 0",
		"config:1: connections: expected a number in 1..1000, not "
		"“0”" },
	{ "set interval soon",
		"config:1: interval: expected a time such as 30m, 6h or 7d "
		"(300..2592000 seconds), not “soon”" },
	{ "set mouse maybe",
		"config:1: mouse: expected yes or no, not “maybe”" },
	{ "set list-format '%-d %12t %% %q'",
		"config:1: list-format: expected % and one of mdftalnc, not "
		"“%q”" },
	{ "set feed-format '%t %>%8'",
		"config:1: feed-format: expected % and one of tuT, not “%8”" },
	{ "set mose yes", "config:1: there is no option “mose”" },
	{ "bind abcde down",
		"config:1: expected a key such as x, ^X, Space, F5 or gx, not "
		"“abcde”" },
	{ "bind j dwn", "config:1: there is no command “dwn”" },
	{ "color heading9 red",
		"config:1: there is no part of the screen named “heading9”" },
	{ "color link rot", "config:1: there is no colour or attribute “rot”" },
	{ "color link red blue green",
		"config:1: there is no attribute “green”" },
	{ "preset emacs", "config:1: expected newsboat or vim, not “emacs”" },
	{ "rule rust delete",
		"config:1: expected mark-read, star, hide or label NAME, not "
		"“delete”" },
	{ "\x1b]0;x\a", "config:1: there is no command “]0;x”" },
	{ "down",
		"config:1: “down” is no setting; bind it to a key, or run "
		"it with “on-start”" },
	{ "set a \\\n \\\n b\nset b c", "config:1: there is no option “a”" },
	{ "set save-dir a\\\\\nset b c", "config:2: there is no option “b”" },
	{ "\xff\xfe", "config:1: the file is not UTF-8 text" },
};

static void
test_problems(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(wrongs); i++) {
		g_autoptr(Conf) conf = from(wrongs[i].text);
		g_assert_cmpstr(conf_problems(conf)[0], ==, wrongs[i].problem);
	}
	g_autoptr(Conf) conf = from("nonsense\nset layout rows\n");
	g_assert_cmpint(conf_int(conf, OPT_LAYOUT), ==, LAYOUT_ROWS);
}

static char *
run(Conf *conf, const char *line)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) list = command_parse(line, &error);
	g_assert_no_error(error);
	char *message = NULL;
	conf_run(conf, list->pdata[0], &message, &error);
	g_assert_no_error(error);
	return message;
}

static void
test_set(void)
{
	g_autoptr(Conf) conf = conf_new();
	g_free(run(conf, "set nomouse"));
	g_assert_false(conf_bool(conf, OPT_MOUSE));
	g_assert_cmpuint(conf_take_changes(conf), ==, CHANGE_TERM);
	g_assert_cmpuint(conf_take_changes(conf), ==, 0);
	g_free(run(conf, "set mouse!"));
	g_assert_true(conf_bool(conf, OPT_MOUSE));
	g_free(run(conf, "set layout=rows"));
	g_autofree char *d = run(conf, "set layout?");
	g_assert_cmpstr(d, ==, "layout=rows");
	g_free(run(conf, "set layout!"));
	g_assert_cmpint(conf_int(conf, OPT_LAYOUT), ==, LAYOUT_SINGLE);
	g_autofree char *f = run(conf, "set");
	g_assert_cmpstr(f, ==, "layout=single");
	g_free(run(conf, "set layout&"));
	g_assert_cmpint(conf_int(conf, OPT_LAYOUT), ==, LAYOUT_AUTO);
	g_free(run(conf, "set browser firefox --new-tab %u"));
	g_assert_cmpstr(conf_argv(conf, OPT_BROWSER)[1], ==, "--new-tab");
}

static void
test_commands_for_urls(void)
{
	g_autoptr(Conf) conf = from("opener -t \\\\.pdf$ pdftotext %u -\n"
				    "opener youtube mpv --\n");
	g_assert_cmpstr(conf_problems(conf)[0], ==, NULL);
	const ConfOpener *o = conf_opener(conf, "https://x.org/a.PDF");
	g_assert_true(o->terminal);
	g_auto(GStrv) argv =
		conf_command((const char *const *)o->argv, "https://x/;rm -rf");
	g_assert_cmpuint(g_strv_length(argv), ==, 3);
	g_assert_cmpstr(argv[1], ==, "https://x/;rm -rf");
	o = conf_opener(conf, "https://youtube.com/v");
	g_auto(GStrv) more =
		conf_command((const char *const *)o->argv, "https://u");
	g_assert_cmpstr(more[2], ==, "https://u");
	/* Only a whole word is the address: a shell would take a part of one
	 * for its own. */
	static const char *const shell[] = { "sh", "-c", "w3m %u", "%%u",
		NULL };
	g_auto(GStrv) last = conf_command(shell, "https://u/$(id)");
	g_assert_cmpstr(last[2], ==, "w3m %u");
	g_assert_cmpstr(last[3], ==, "%u");
	g_assert_cmpstr(last[4], ==, "https://u/$(id)");
	g_assert_null(conf_opener(conf, "https://example.org/"));
}

static void
test_rules(void)
{
	g_autoptr(Conf) conf =
		from("rule 'rust -title:jobs' star label \"To read\"\n"
		     "saved-search \"Rust, unread\" rust is:unread\n"
		     "on-start refresh-all ; focus articles\n");
	g_assert_cmpstr(conf_problems(conf)[0], ==, NULL);
	const ConfRule *rule = conf_rules(conf)->pdata[0];
	g_assert_cmpstr(rule->query, ==, "rust -title:jobs");
	g_assert_cmpstr(rule->actions[2], ==, "To read");
	g_assert_cmpstr(rule->place, ==, "config:1");
	const ConfSearch *search = conf_searches(conf)->pdata[0];
	g_assert_cmpstr(search->name, ==, "Rust, unread");
	g_assert_cmpstr(search->query, ==, "rust is:unread");
	g_assert_cmpuint(conf_on_start(conf)->len, ==, 2);
}

static void
test_save_search(void)
{
	g_autofree char *dir = g_dir_make_tmp("conf-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "sub", "config", NULL);
	g_autoptr(Conf) conf = conf_new();
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	g_assert_true(conf_save_search(conf, path, "One", "a \"b c\"", NULL));
	g_assert_true(conf_save_search(conf, path, "Two words", "x", NULL));
	g_assert_true(conf_save_search(conf, path, "One", "d", NULL));
	g_assert_false(conf_save_search(conf, path, "Bad", "a ; quit", &error));
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_cmpstr(
		text, ==, "saved-search One d\nsaved-search \"Two words\" x\n");
	g_assert_true(conf_save_search(conf, path, "One", NULL, NULL));
	g_autofree char *after = NULL;
	g_assert_true(g_file_get_contents(path, &after, NULL, NULL));
	g_assert_cmpstr(after, ==, "saved-search \"Two words\" x\n");
	g_assert_cmpuint(conf_searches(conf)->len, ==, 1);
	g_remove(path);
	g_autofree char *sub = g_path_get_dirname(path);
	g_rmdir(sub);
	g_rmdir(dir);
}

static void
expect_searches(const Conf *conf, const char *expected)
{
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < conf_searches(conf)->len; i++) {
		const ConfSearch *s = conf_searches(conf)->pdata[i];
		g_string_append_printf(all, "%s=%s\n", s->name, s->query);
	}
	g_assert_cmpstr(all->str, ==, expected);
}

static void
take_searches(Conf *conf, const char *lines)
{
	g_autoptr(Subs) subs = subs_parse(NULL, lines, strlen(lines));
	conf_take_searches(conf, subs);
}

static void
test_subscribed_searches(void)
{
	const char *nowhere = "/nonexistent/config";
	g_autoptr(GError) error = NULL;
	g_autoptr(Conf) conf = from("saved-search Mine a\n");
	take_searches(conf,
		"\"query:Rust:rust since:7d\"\nhttp://a.test/\n"
		"\"query:Mine:b\"\n"
		"\"query:Old:unread = \\\"yes\\\"\"\n");
	expect_searches(conf,
		"Mine=a\nRust=rust since:7d\nOld=is:unread\n");
	g_assert_false(conf_save_search(conf, nowhere, "Rust", NULL, &error));
	g_assert_nonnull(strstr(error->message, "subscriptions"));
	conf_reload(conf, nowhere);
	expect_searches(conf, "Rust=rust since:7d\nOld=is:unread\n");
	take_searches(conf, "\"query:New:c\"\n");
	expect_searches(conf, "New=c\n");
}

static void
test_source_file(void)
{
	g_autofree char *dir = g_dir_make_tmp("conf-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "config", NULL);
	g_assert_true(g_file_set_contents(
		path, "set layout rows\nsource-file config\n", -1, NULL));
	g_autoptr(Conf) conf = conf_new();
	g_assert_false(conf_load(conf, path));
	g_assert_nonnull(strstr(conf_problems(conf)[0], "too deeply"));
	g_assert_cmpint(conf_int(conf, OPT_LAYOUT), ==, LAYOUT_ROWS);
	g_remove(path);
	g_rmdir(dir);
	g_assert_true(conf_load(conf, path));
}

/* Mistakes that were mended and lines that are gone hold no more. */
static void
test_reload(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Conf) conf = conf_new();
	g_autofree char *dir = g_dir_make_tmp("conf-XXXXXX", &error);
	g_assert_no_error(error);
	g_autofree char *path = g_build_filename(dir, "config", NULL);
	g_file_set_contents(path,
		"nonsense\nbind F9 copy\nrule x star\nopener x y\n"
		"saved-search S x\nset scroll-margin 4\ncolor title red\n"
		"on-start help\n",
		-1, &error);
	g_assert_false(conf_load(conf, path));
	g_file_set_contents(path, "rule y star\n", -1, &error);
	g_assert_no_error(error);
	g_assert_true(conf_reload(conf, path));
	g_assert_cmpstr(conf_problems(conf)[0], ==, NULL);
	g_assert_null(find(conf, CTX_ARTICLE, "F9"));
	g_assert_cmpuint(conf_rules(conf)->len, ==, 1);
	g_assert_null(conf_opener(conf, "x"));
	g_assert_cmpuint(conf_searches(conf)->len, ==, 0);
	g_assert_cmpuint(conf_on_start(conf)->len, ==, 0);
	g_assert_cmpuint(conf_take_changes(conf) & CHANGE_KEYS, !=, 0);
	g_unlink(path);
	g_rmdir(dir);
}

static void
test_presets(void)
{
	g_autoptr(Conf) conf = from("preset newsboat");
	g_assert_cmpstr(conf_problems(conf)[0], ==, NULL);
	assert_runs(conf, CTX_ARTICLES, "j", CMD_NEXT_FEED);
	assert_runs(conf, CTX_ARTICLES, "N", CMD_TOGGLE_READ);
	assert_runs(conf, CTX_ARTICLE, "j", CMD_DOWN);
	assert_runs(conf, CTX_PROMPT, "^W", CMD_EDIT_KILL_WORD);
	g_autoptr(Conf) vim = from("preset vim");
	g_assert_cmpstr(conf_problems(vim)[0], ==, NULL);
	assert_runs(vim, CTX_ARTICLES, "gg", CMD_TOP);
	assert_runs(vim, CTX_ARTICLES, "ZZ", CMD_QUIT);
	assert_runs(vim, CTX_ARTICLES, "j", CMD_DOWN);
}

static double
linear(guint v)
{
	double c = v / 255.0;
	/* Near enough to the standard's curve to tell readable from not. */
	return c * c * (0.3 + 0.7 * c);
}

static double
contrast(Color a, Color b)
{
	double l[2];
	Color c[2] = { a, b };
	for (int i = 0; i < 2; i++) {
		guint32 rgb = color_rgb(c[i]);
		l[i] = 0.2126 * linear(rgb >> 16 & 255) +
			0.7152 * linear(rgb >> 8 & 255) +
			0.0722 * linear(rgb & 255) + 0.05;
	}
	return MAX(l[0], l[1]) / MIN(l[0], l[1]);
}

static void
check_theme(const char *name, const Look looks[N_ROLES])
{
	for (int i = 0; i < N_ROLES; i++) {
		const Look *look = &looks[i];
		if (look->fg == COLOR_DEFAULT || look->bg == COLOR_DEFAULT)
			continue;
		g_test_message("%s %s %.1f", name, role_name(i),
			contrast(look->fg, look->bg));
		g_assert_cmpfloat(contrast(look->fg, look->bg), >, 3.0);
	}
	/* Not by colour alone. */
	static const Role pairs[][2] = { { ROLE_UNREAD, ROLE_READ },
		{ ROLE_LINK, ROLE_NORMAL }, { ROLE_DELETED, ROLE_NORMAL },
		{ ROLE_BORDER_FOCUS, ROLE_BORDER } };
	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
		g_assert_cmpint(
			looks[pairs[i][0]].attrs, !=, looks[pairs[i][1]].attrs);
}

static void
test_themes(void)
{
	g_autoptr(Conf) conf = conf_new();
	for (const char *const *name = theme_names(); *name; name++) {
		g_autoptr(GError) error = NULL;
		Look looks[N_ROLES];
		g_assert_true(conf_set(conf, OPT_THEME, *name, &error));
		if (theme_text(*name))
			theme_load(theme_text(*name), looks, &error);
		g_assert_no_error(error);
		conf_looks(conf, 16777216, -1, looks);
		check_theme(*name, looks);
	}
	g_assert_false(conf_set(conf, OPT_THEME, "nothing", NULL));
}

static void
test_reduction(void)
{
	g_autoptr(Conf) conf = from("theme gruvbox\ncolor link #ff0000 bold");
	static const int depths[] = { 0, 8, 16, 256 };
	for (gsize d = 0; d < G_N_ELEMENTS(depths); d++) {
		Look looks[N_ROLES];
		conf_looks(conf, depths[d], -1, looks);
		for (int i = 0; i < N_ROLES; i++) {
			g_assert_cmpint(looks[i].fg, <, MAX(depths[d], 0));
			g_assert_cmpint(looks[i].bg, <, MAX(depths[d], 0));
			if (looks[i].fg >= 0)
				g_assert_cmpint(looks[i].fg, !=, looks[i].bg);
		}
	}
	Look looks[N_ROLES];
	conf_looks(conf, 0, -1, looks);
	g_assert_true(looks[ROLE_CURSOR].attrs & ATTR_REVERSE);
	conf_looks(conf, 256, -1, looks);
	g_assert_cmpint(looks[ROLE_LINK].fg, ==, 196);
	g_assert_true(looks[ROLE_LINK].attrs & ATTR_BOLD);
	g_assert_cmpint(color_reduce(COLOR_RGB(0xff0000), 256), ==, 196);
	g_assert_cmpint(color_reduce(COLOR_RGB(0xff0000), 16), ==, 9);
	g_assert_cmpint(color_reduce(9, 8), ==, 1);
	g_assert_cmpint(color_reduce(COLOR_DEFAULT, 8), ==, COLOR_DEFAULT);
}

static void
test_duration(void)
{
	g_assert_cmpint(option_duration("90"), ==, 90);
	g_assert_cmpint(option_duration("30m"), ==, 1800);
	g_assert_cmpint(option_duration("2w"), ==, 1209600);
	g_assert_cmpint(option_duration("-1"), ==, -1);
	g_assert_cmpint(option_duration("1y"), ==, -1);
	g_assert_cmpint(option_duration("99999999999d"), ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conf/defaults", test_defaults);
	g_test_add_func("/conf/every-command", test_every_command);
	g_test_add_func("/conf/bindings", test_bindings);
	g_test_add_func("/conf/sequences", test_sequences);
	g_test_add_func("/conf/key-words", test_key_words);
	g_test_add_func("/conf/problems", test_problems);
	g_test_add_func("/conf/set", test_set);
	g_test_add_func("/conf/commands-for-urls", test_commands_for_urls);
	g_test_add_func("/conf/rules", test_rules);
	g_test_add_func("/conf/save-search", test_save_search);
	g_test_add_func(
		"/conf/subscribed-searches", test_subscribed_searches);
	g_test_add_func("/conf/source-file", test_source_file);
	g_test_add_func("/conf/reload", test_reload);
	g_test_add_func("/conf/presets", test_presets);
	g_test_add_func("/conf/themes", test_themes);
	g_test_add_func("/conf/reduction", test_reduction);
	g_test_add_func("/conf/duration", test_duration);
	return g_test_run();
}
