/* SPDX-License-Identifier: MIT
 *
 * Screens from key scripts: tests/golden/ui/NAME.in → NAME.out.  Lines of a
 * script:
 *
 *	size ROWS COLS    empty         first lines only: no subscriptions
 *	keys WORD…        type TEXT     paste TEXT     mouse ROW COL ACTION
 *	conf LINE         event JSON    ended [WORDS]  killed
 *	arrive TITLE[|BODY[|LINK]]      page TITLE|BODY (its full text)
 *	welcome           tick          restart       refresh (unasked)
 *	ahead             (what is read while nobody types)
 *	now SECONDS       show          roles         effects
 *	fill N (more articles)          state NAME VALUE (before the start)
 */
#include "../../lib/golden.h"

#include <locale.h>
#include <string.h>

#include "fixture.h"
#include "term/term.h"
#include "ui/state.h"

/* How often each command was run; the linker puts this function before the
 * interface's own (--wrap). */
static guint runs[N_COMMANDS];
static guint scripts, rendered;

CommandFn __real_command_handler(CommandId id);
CommandFn __wrap_command_handler(CommandId id);

CommandFn
__wrap_command_handler(CommandId id)
{
	runs[id]++;
	return __real_command_handler(id);
}

/* The same with counting, which can be made to fail. */
static guint counted;
static int failure = -1; /* StoreError; -1: none */

gint64 __real_store_count(
	Store *store, const Query *query, gint64 at_most, GError **error);
gint64 __wrap_store_count(
	Store *store, const Query *query, gint64 at_most, GError **error);

gint64
__wrap_store_count(
	Store *store, const Query *query, gint64 at_most, GError **error)
{
	counted += at_most > 1000;
	if (failure < 0)
		return __real_store_count(store, query, at_most, error);
	g_set_error_literal(error, STORE_ERROR, failure, "it fails");
	return -1;
}

typedef struct {
	Store *store;
	Conf *conf;
	State *state;
	Ui *ui;
	Grid *grid;
	GString *out;
	int rows, cols;
	bool empty, slowly;
} Script;

static void
start(Script *s)
{
	if (s->ui)
		return;
	s->store = fixture_open(s->empty);
	s->ui = ui_new(s->store, s->conf, s->state);
	ui_resize(s->ui, s->rows, s->cols);
}

static void
do_size(Script *s, const char *rest)
{
	g_assert_cmpint(sscanf(rest, "%d %d", &s->rows, &s->cols), ==, 2);
	if (s->ui)
		ui_resize(s->ui, s->rows, s->cols);
}

static void
do_empty(Script *s, const char *rest)
{
	s->empty = true;
}

static void
do_keys(Script *s, const char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " ", -1);
	start(s);
	for (char **w = words; *w; w++) {
		Key key = key_parse(*w);
		if (!key)
			g_error("no such key: %s", *w);
		ui_key(s->ui, key);
		ui_paint(s->ui, s->grid);
		if (s->slowly) {
			ui_remember(s->ui);
			ui_read_ahead(s->ui);
		}
	}
}

static void
do_type(Script *s, const char *rest)
{
	start(s);
	for (const char *p = rest; *p; p = g_utf8_find_next_char(p, NULL))
		ui_key(s->ui, g_utf8_get_char(p));
}

static void
do_paste(Script *s, const char *rest)
{
	start(s);
	ui_paste(s->ui, rest);
}

static void
do_mouse(Script *s, const char *rest)
{
	static const char *const actions[] = {
		[MOUSE_PRESS] = "press",
		[MOUSE_RELEASE] = "release",
		[MOUSE_DRAG] = "drag",
		[MOUSE_DOUBLE] = "double",
		[MOUSE_WHEEL_UP] = "wheel-up",
		[MOUSE_WHEEL_DOWN] = "wheel-down",
	};
	int row, col;
	char action[20];
	start(s);
	g_assert_cmpint(sscanf(rest, "%d %d %19s", &row, &col, action), ==, 3);
	for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
		if (g_str_equal(actions[i], action))
			ui_mouse(s->ui, row, col, (int)i);
}

static void
do_conf(Script *s, const char *rest)
{
	g_assert_true(conf_load_text(s->conf, "script", rest));
	if (s->ui)
		ui_conf_changed(s->ui);
}

static void
do_event(Script *s, const char *rest)
{
	start(s);
	g_autoptr(json_t) event = json_loads(rest, 0, NULL);
	g_assert_nonnull(event);
	ui_worker_event(s->ui, event);
}

static void
do_ended(Script *s, const char *rest)
{
	ui_worker_ended(s->ui, false, *rest ? rest : NULL);
}

static void
do_killed(Script *s, const char *rest)
{
	ui_worker_ended(s->ui, true, NULL);
}

static void
do_arrive(Script *s, const char *rest)
{
	g_auto(GStrv) parts = g_strsplit(rest, "|", 3);
	guint n = g_strv_length(parts);
	start(s);
	fixture_arrive(s->store, parts[0], n > 1 ? parts[1] : "New.",
		n > 2 ? parts[2] : "");
	ui_store_changed(s->ui);
}

/* The worker has fetched the page of an article. */
static void
do_page(Script *s, const char *rest)
{
	g_auto(GStrv) parts = g_strsplit(rest, "|", 2);
	g_autoptr(Query) query =
		query_parse(parts[0], QUERY_PLAIN, NULL, NULL);
	g_autoptr(GArray) ids =
		store_ids(s->store, query, STORE_NEWEST, 1, NULL);
	gint64 id = g_array_index(ids, gint64, 0);
	g_assert_true(store_set_fulltext(s->store, id, "https://week.example/",
		parts[1], NULL, NULL));
	g_autoptr(json_t) event =
		json_pack("{ss,sI}", "event", "article", "id", (json_int_t)id);
	ui_worker_event(s->ui, event);
}

static void
do_fill(Script *s, const char *rest)
{
	start(s);
	fixture_fill(s->store, (int)g_ascii_strtoll(rest, NULL, 10));
	ui_store_changed(s->ui);
}

static void
do_state(Script *s, const char *rest)
{
	g_auto(GStrv) words = g_strsplit(rest, " ", 2);
	g_assert_null(s->ui);
	state_set(s->state, words[0], words[1]);
}

static void
do_ahead(Script *s, const char *rest)
{
	start(s);
	ui_read_ahead(s->ui);
}

static void
do_welcome(Script *s, const char *rest)
{
	start(s);
	ui_welcome(s->ui);
}

static void
do_refresh_unasked(Script *s, const char *rest)
{
	start(s);
	ui_refresh(s->ui);
}

static void
do_tick(Script *s, const char *rest)
{
	start(s);
	ui_tick(s->ui);
	while (ui_count(s->ui))
		;
}

static void
do_now(Script *s, const char *rest)
{
	start(s);
	g_setenv("COURANT_NOW", rest, TRUE);
}

static void
do_restart(Script *s, const char *rest)
{
	start(s);
	ui_remember(s->ui);
	ui_free(s->ui);
	s->ui = ui_new(s->store, s->conf, s->state);
	ui_resize(s->ui, s->rows, s->cols);
}

static void
show(Script *s, bool roles)
{
	start(s);
	ui_paint(s->ui, s->grid);
	g_autofree char *dump = grid_dump(s->grid, roles);
	g_string_append_printf(s->out, "%s----\n", dump);
}

static void
do_show(Script *s, const char *rest)
{
	show(s, false);
}

static void
do_roles(Script *s, const char *rest)
{
	show(s, true);
}

static const char *const effect_names[] = {
	[UI_NONE] = "none",
	[UI_OPEN] = "open",
	[UI_OPEN_WITH] = "open-with",
	[UI_COPY] = "copy",
	[UI_QR] = "qr",
	[UI_SAVE] = "save",
	[UI_PIPE] = "pipe",
	[UI_SHELL] = "shell",
	[UI_EDIT_SUBSCRIPTIONS] = "edit-subscriptions",
	[UI_EDIT_CONFIG] = "edit-config",
	[UI_RELOAD] = "reload",
	[UI_OPTIONS] = "options",
	[UI_WORKER] = "worker",
	[UI_WORKER_STOP] = "worker-stop",
	[UI_SUBSCRIBE] = "subscribe",
	[UI_UNSUBSCRIBE] = "unsubscribe",
	[UI_SET_TITLE] = "set-title",
	[UI_SET_GROUPS] = "set-groups",
	[UI_UNDO_SUBSCRIPTIONS] = "undo-subscriptions",
	[UI_REDO_SUBSCRIPTIONS] = "redo-subscriptions",
	[UI_SET_ADDRESS] = "set-address",
	[UI_SAVE_SEARCH] = "save-search",
	[UI_TITLE] = "title",
	[UI_REDRAW] = "redraw",
	[UI_SUSPEND] = "suspend",
	[UI_QUIT] = "quit",
};

static void
print_effect(Script *s, const UiEffect *e)
{
	g_string_append(s->out, effect_names[e->type]);
	if (e->feed)
		g_string_append_printf(
			s->out, " feed=%" G_GINT64_FORMAT, e->feed);
	if (e->url)
		g_string_append_printf(s->out, " url=%s", e->url);
	if (e->path)
		g_string_append_printf(s->out, " path=%s", e->path);
	for (char **w = e->argv; w && *w; w++)
		g_string_append_printf(s->out, " [%s]", *w);
	if (e->text)
		g_string_append_printf(s->out, " text=%s", e->text);
	if (e->words)
		g_string_append_printf(s->out, " words=%s", e->words);
	g_string_append_c(s->out, '\n');
}

/* As the program does it when all is well. */
static void
carry_out(Script *s, UiEffect *e)
{
	if (e->type == UI_OPEN) {
		ui_opened(s->ui, e->text);
		g_clear_pointer(&e->text, g_free);
	}
	if (e->type > UI_SUBSCRIBE && e->type <= UI_SET_GROUPS)
		ui_subscribed(s->ui, e, 1);
	if (e->type == UI_SAVE_SEARCH)
		ui_search_saved(s->ui, e);
}

/* The last of the subscriptions that follow each other, and how many. */
static bool
subscribed(Script *s, UiEffect *last, int *n)
{
	if (!*n)
		return false;
	last->value = 0;
	ui_subscribed(s->ui, last, *n);
	ui_effect_clear(last);
	*n = 0;
	return true;
}

static void
do_effects(Script *s, const char *rest)
{
	UiEffect e, last;
	int n = 0;
	start(s);
	do {
		while (ui_next_effect(s->ui, &e)) {
			carry_out(s, &e);
			print_effect(s, &e);
			if (e.type != UI_SUBSCRIBE) {
				ui_effect_clear(&e);
				continue;
			}
			if (n++)
				ui_effect_clear(&last);
			last = e;
		}
	} while (subscribed(s, &last, &n));
	g_string_append(s->out, "----\n");
}

static const struct {
	const char *word;
	void (*fn)(Script *s, const char *rest);
} deeds[] = {
	{ "size", do_size },
	{ "empty", do_empty },
	{ "keys", do_keys },
	{ "type", do_type },
	{ "paste", do_paste },
	{ "mouse", do_mouse },
	{ "conf", do_conf },
	{ "event", do_event },
	{ "ended", do_ended },
	{ "killed", do_killed },
	{ "arrive", do_arrive },
	{ "page", do_page },
	{ "fill", do_fill },
	{ "state", do_state },
	{ "ahead", do_ahead },
	{ "welcome", do_welcome },
	{ "refresh", do_refresh_unasked },
	{ "tick", do_tick },
	{ "restart", do_restart },
	{ "now", do_now },
	{ "show", do_show },
	{ "roles", do_roles },
	{ "effects", do_effects },
};

static void
run_line(Script *s, char *line)
{
	char *blank = strchr(line, ' ');
	const char *rest = blank ? blank + 1 : "";
	if (!*line || *line == '#')
		return;
	if (blank)
		*blank = '\0';
	for (guint i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (g_str_equal(deeds[i].word, line)) {
			deeds[i].fn(s, rest);
			return;
		}
	g_error("no such line in a script: %s", line);
}

static char *
finish(Script *s)
{
	ui_free(s->ui);
	fixture_close(s->store);
	conf_free(s->conf);
	state_free(s->state);
	grid_free(s->grid);
	return g_string_free(s->out, FALSE);
}

/* SLOWLY: after each key time goes by. */
static char *
run(char **lines, bool slowly)
{
	Script s = { .rows = 24,
		.cols = 80,
		.out = g_string_new(NULL),
		.slowly = slowly };
	s.conf = conf_new();
	s.state = state_load(NULL);
	s.grid = grid_new(24, 80);
	for (char **line = lines; *line; line++) {
		g_autofree char *copy = g_strdup(*line);
		run_line(&s, copy);
	}
	start(&s);
	return finish(&s);
}

static char *
render(const char *name, const char *data, gsize len)
{
	g_autofree char *text = g_strndup(data, len);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	char *out = run(lines, false);
	g_autofree char *slow = run(lines, true);
	/* What is read ahead is seen in nothing. */
	g_assert_cmpstr(out, ==, slow);
	rendered++;
	return out;
}

static void
test_every_command(void)
{
	if (rendered < scripts) {
		g_test_skip("only some of the scripts were run");
		return;
	}
	for (CommandId id = 0; id < N_COMMANDS; id++)
		if (!runs[id]) {
			g_test_message("no script of tests/golden/ui runs :%s",
				command_info(id)->name);
			g_test_fail();
		}
}

static gint64
unread_in(Store *store)
{
	g_autoptr(Query) query =
		query_parse("is:unread", QUERY_PLAIN, NULL, NULL);
	return store_count(store, query, 100, NULL);
}

/* Somebody else writes: the article is there all the same, as read. */
static void
test_busy_store(void)
{
	Script s = { .rows = 24, .cols = 80, .out = g_string_new(NULL) };
	s.conf = conf_new();
	s.state = state_load(NULL);
	s.grid = grid_new(24, 80);
	start(&s);
	Store *other = fixture_other();
	g_assert_true(store_begin(other, NULL));
	ui_key(s.ui, '\r');
	show(&s, false);
	g_assert_true(store_commit(other, true, NULL));
	store_close(other);
	g_assert_nonnull(strstr(s.out->str, "Welcome back to Rust Trends!"));
	g_assert_nonnull(strstr(s.out->str, " courant   All · 6 unread"));
	g_assert_cmpint(unread_in(s.store), ==, 7);
	ui_remember(s.ui);
	g_assert_cmpint(unread_in(s.store), ==, 6);
	g_autofree char *out = finish(&s);
}

/* After three marks: how many searches were counted. */
static guint
count_three_times(Script *s, int with)
{
	failure = with;
	counted = 0;
	for (int i = 0; i < 3; i++) {
		ui_key(s->ui, 'd');
		do_tick(s, "");
	}
	failure = -1;
	return counted;
}

/* A search that takes too long is counted once and never again: every mark
 * would hold up the keys.  One that fails for a while is. */
static void
test_slow_searches(void)
{
	Script s = { .rows = 24, .cols = 80, .out = g_string_new(NULL) };
	s.conf = conf_new();
	s.state = state_load(NULL);
	s.grid = grid_new(24, 80);
	g_assert_true(conf_load_text(
		s.conf, "test", "saved-search Slow \"/a.*b/\"\n"));
	start(&s);
	guint of_searches_and_today = 2;
	g_assert_cmpuint(count_three_times(&s, STORE_ERROR_LOCKED), ==,
		3 * of_searches_and_today);
	g_assert_cmpuint(count_three_times(&s, STORE_ERROR_SLOW), ==,
		of_searches_and_today);
	g_autofree char *out = finish(&s);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_setenv("TZ", "UTC", TRUE);
	g_setenv("HOME", "/home/reader", TRUE);
	g_test_init(&argc, &argv, NULL);
	scripts = golden_add("ui", ".out", render);
	g_test_add_func("/ui/busy-store", test_busy_store);
	g_test_add_func("/ui/slow-searches", test_slow_searches);
	g_test_add_func("/ui/every-command-in-a-script", test_every_command);
	return g_test_run();
}
