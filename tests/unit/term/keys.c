/* SPDX-License-Identifier: MIT
 *
 * Bytes as terminals send them, through curses, to events.
 */
#include <config.h>

#include <locale.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emulator.h"

/* Time passes when a test says so; the linker puts this function before the
 * real one (--wrap). */
#define MS 1000
static gint64 ticks = 1000000 * MS;

gint64 __wrap_clock_ticks(void);

gint64
__wrap_clock_ticks(void)
{
	return ticks;
}

static const TermOptions options = {
	.hyperlinks = TERM_OFF, .colors = TERM_OFF, .mouse = true
};

static void
add_event(GString *out, const TermEvent *e)
{
	static const char *const actions[] = { "press", "release", "drag",
		"double", "wheel-up", "wheel-down" };
	if (out->len)
		g_string_append_c(out, ' ');
	if (e->type == TERM_KEY) {
		g_autofree char *word = key_word(e->key);
		g_string_append(out, word);
	} else if (e->type == TERM_PASTE) {
		g_autofree char *text = g_strescape(e->text, NULL);
		g_string_append_printf(out, "paste(%s)", text);
	} else if (e->type == TERM_MOUSE) {
		g_string_append_printf(out, "%s(%d,%d,%d)",
			actions[e->mouse.action], e->mouse.row, e->mouse.col,
			e->mouse.button);
	} else if (e->type == TERM_BACKGROUND) {
		g_string_append(out, e->dark ? "dark" : "light");
	} else {
		g_string_append_printf(out, "type%d", e->type);
	}
}

/* Bytes on their way through the pty: wait for the descriptor, not the
 * clock. */
static void
wait_input(Pty *pty)
{
	int fds[TERM_FDS];
	term_fds(pty->term, fds);
	GPollFD poll = { .fd = fds[0], .events = G_IO_IN };
	g_poll(&poll, 1, 5000);
}

static char *
typed(Pty *pty, const char *bytes)
{
	GString *out = g_string_new(NULL);
	TermEvent event;
	pty_type(pty, bytes, -1);
	wait_input(pty);
	while (term_next(pty->term, &event)) {
		add_event(out, &event);
		term_event_clear(&event);
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *bytes, *events;
} cases[] = {
	{ "j", "j" },
	{ "jk", "j k" },
	{ " ", "Space" },
	{ "\r", "Enter" },
	{ "\t", "Tab" },
	{ "\x04", "^D" },
	{ "\x1a", "^Z" },
	{ "\x03", "^C" },
	{ "\x7f", "Backspace" },
	{ "\x08", "^H" },
	{ "ü", "ü" },
	{ "日本", "日 本" },
	{ "\033[A", "Up" },
	{ "\033OA", "Up" },
	{ "\033[B\033[C\033[D", "Down Right Left" },
	{ "\033[H\033OF", "Home End" },
	{ "\033[5~\033[6~", "PgUp PgDn" },
	{ "\033[3~", "Del" },
	{ "\033[Z", "S-Tab" },
	{ "\033OP\033[15~\033[24~", "F1 F5 F12" },
	{ "\xc2\x9bj", "j" },
	{ "\033\r", "Esc Enter" },
	{ "\033", "Esc" },
	{ "\033x", "M-x" },
	{ "\033\x7f", "M-Backspace" },
	/* Nothing of these may come out as commands. */
	{ "\033[97;5u", "" },
	{ "\033[?62;22c", "" },
	{ "\033]52;c;Q0NDQw==\033\\", "" },
	{ "\033P1$r0m\033\\", "" },
	{ "\033[I", "" },
	{ "\033[1;22R", "" },
	{ "\033[1;2R\033[1;1Rj", "j" },
	{ "\033[?2026;2$y", "" },
	{ "\033[?2026;0$yj", "j" },
	{ "\033[?2026;99999999999999999999$y\033[?7$y\033[$y", "" },
	{ "\033]11;rgb:0000/0000/1111\033\\", "dark" },
	{ "\033]11;rgb:ffff/ffff/ee\a", "light" },
	{ "\033]11;rgb:9090/9090/9090\a", "light" },
	{ "\033[<0;5;3M", "press(2,4,1)" },
	{ "\033[<0;5;3m", "release(2,4,1)" },
	{ "\033[<32;6;3M", "drag(2,5,1)" },
	{ "\033[<64;1;1M", "wheel-up(0,0,0)" },
	{ "\033[<65;1;1M", "wheel-down(0,0,0)" },
	{ "\033[<0;0;3M", "" },
	{ "\033[<0;99999;3M", "" },
	{ "\033[<2;7;7M", "press(6,6,3)" },
};

static void
test_keys(void)
{
	Pty *pty = pty_new("xterm-256color", 24, 80, &options);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *events = typed(pty, cases[i].bytes);
		if (strcmp(events, cases[i].events) != 0)
			g_test_message("case %d", (int)i);
		g_assert_cmpstr(events, ==, cases[i].events);
	}
	pty_free(pty);
}

/* A modified arrow is an arrow, or nothing; never letters. */
static void
test_modified(void)
{
	Pty *pty = pty_new("xterm-256color", 24, 80, &options);
	g_autofree char *events = typed(pty, "\033[1;5C");
	g_assert_true(!*events || strcmp(events, "Right") == 0);
	pty_free(pty);
}

static void
test_double_click(void)
{
	Pty *pty = pty_new("xterm-256color", 24, 80, &options);
	g_autofree char *events =
		typed(pty, "\033[<0;5;3M\033[<0;5;3m\033[<0;5;3M");
	g_assert_cmpstr(
		events, ==, "press(2,4,1) release(2,4,1) double(2,4,1)");
	/* A third one is the first of the next two. */
	g_autofree char *third = typed(pty, "\033[<0;5;3M\033[<0;5;3M");
	g_assert_cmpstr(third, ==, "press(2,4,1) double(2,4,1)");
	g_free(typed(pty, "\033[<0;5;3M"));
	ticks += 500 * MS;
	g_autofree char *other = typed(pty, "\033[<0;5;3M");
	g_assert_cmpstr(other, ==, "press(2,4,1)");
	pty_free(pty);
}

static void
test_split_character(void)
{
	Pty *pty = pty_new("xterm-256color", 24, 80, &options);
	g_autofree char *first = typed(pty, "\xe6\x97");
	g_assert_cmpstr(first, ==, "");
	g_autofree char *second = typed(pty, "\xa5x");
	g_assert_cmpstr(second, ==, "日 x");
	g_autofree char *broken = typed(pty, "\xffj");
	g_assert_cmpstr(broken, ==, "j");
	pty_free(pty);
}

/* Over a slow line a report comes in pieces: no piece is a key. */
static void
test_split_sequence(void)
{
	static const char *const pieces[] = { "\033[<0", ";5;", "3",
		"\033]11;rgb:00" };
	Pty *pty = pty_new("xterm-256color", 24, 80, &options);
	for (gsize i = 0; i < 3; i++) {
		g_autofree char *none = typed(pty, pieces[i]);
		g_assert_cmpstr(none, ==, "");
	}
	g_autofree char *mouse = typed(pty, "Mj");
	g_assert_cmpstr(mouse, ==, "press(2,4,1) j");
	g_autofree char *a = typed(pty, pieces[3]);
	g_assert_cmpstr(a, ==, "");
	g_autofree char *b = typed(pty, "00/0000/0000\ak");
	g_assert_cmpstr(b, ==, "dark k");
	pty_free(pty);
}

static void
expect(Pty *pty, const char *bytes, const char *events)
{
	g_autofree char *got = typed(pty, bytes);
	g_assert_cmpstr(got, ==, events);
}

/* So may an arrow: its first piece is Esc then, but what follows at once is no
 * command. */
static void
test_late_sequence(void)
{
	Pty *pty = pty_new("xterm-256color", 24, 80, &options);
	expect(pty, "\033", "Esc");
	expect(pty, "[A", "Up");
	expect(pty, "\033", "Esc");
	ticks += 600 * MS;
	expect(pty, "[A", "[ A");
	expect(pty, "\033", "Esc");
	expect(pty, "j", "j");
	expect(pty, "[A", "[ A");
	/* One that never ends does not take the keys for ever. */
	expect(pty, "\033[<0", "");
	ticks += 600 * MS;
	expect(pty, "j", "j");
	pty_free(pty);
}

/* None of the pieces is a key. */
static void
answer(Pty *pty, const char *const pieces[3])
{
	for (int i = 0; i < 3 && pieces[i] && *pieces[i]; i++) {
		g_autofree char *none = typed(pty, pieces[i]);
		g_assert_cmpstr(none, ==, "");
	}
}

/* A big frame is held together as soon as the terminal has said that it can
 * do that, whenever the answer comes and in however many pieces. */
static void
test_synchronised(void)
{
	static const struct {
		const char *pieces[3];
		bool held;
	} answers[] = {
		{ { "" }, false },
		{ { "\033[?2026;2$y" }, true },
		{ { "\033[?20", "26;1", "$y" }, true },
		{ { "\033[?2026;0$y" }, false },
		{ { "\033[?2026;4$y" }, false },
		{ { "\033[?2027;2$y" }, false },
		{ { "\033[?2026;2$y\033[?2026;0$y" }, false },
	};
	g_autoptr(Grid) grid = grid_new(24, 80);
	for (int row = 0; row < 24; row++)
		for (int col = 0; col < 80; col++)
			*grid_at(grid, row, col) = grid_cell(
				col % 2 ? "x" : "y", PEN(ROLE_NORMAL));
	for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
		Pty *pty = pty_new("xterm-256color", 24, 80, &options);
		answer(pty, answers[i].pieces);
		term_show(pty->term, grid);
		pty_sync(pty);
		const char *begin = strstr(pty->all->str, "\033[?2026h");
		const char *end = strstr(pty->all->str, "\033[?2026l");
		g_assert_true(answers[i].held == (begin != NULL));
		g_assert_true(answers[i].held == (begin && end > begin));
		pty_free(pty);
	}
}

/* Runs are written as repetitions as soon as the terminal has shown that it
 * knows them. */
static void
test_repeats(void)
{
	static const struct {
		const char *pieces[3];
		bool repeats;
	} answers[] = {
		{ { "" }, false },
		{ { "\033[1;2R" }, false },
		{ { "\033[1;22R" }, true },
		{ { "\033[1;", "2", "2R" }, true },
		{ { "\033[1;2", "2R" }, true },
		{ { "\033[2;22R" }, false },
	};
	g_autoptr(Grid) grid = grid_new(24, 80);
	for (int col = 0; col < 80; col++)
		*grid_at(grid, 5, col) = grid_cell("─", PEN(ROLE_NORMAL));
	for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
		Pty *pty = pty_new("xterm-256color", 24, 80, &options);
		answer(pty, answers[i].pieces);
		term_show(pty->term, grid);
		pty_sync(pty);
		g_assert_true(answers[i].repeats ==
			(strstr(pty->all->str, "─\033[79b") != NULL));
		g_assert_cmpstr(pty->em.cells[5 * 80 + 79].text, ==, "─");
		pty_free(pty);
	}
}

static void
test_paste(void)
{
	Pty *pty = pty_new("xterm-256color", 24, 80, &options);
	g_autofree char *whole = typed(pty, "\033[200~two\nlines ü\033[201~j");
	g_assert_cmpstr(whole, ==, "paste(two\\nlines \\303\\274) j");
	g_autofree char *part = typed(pty, "\033[200~ab");
	g_assert_cmpstr(part, ==, "");
	g_autofree char *rest = typed(pty,
		"q\x03"
		"c\033[201~k");
	g_assert_cmpstr(rest, ==, "paste(abqc) k");
	/* The end of one got lost. */
	expect(pty, "\033[200~ab", "");
	TermEvent event;
	g_assert_false(term_next(pty->term, &event));
	ticks += 3000 * MS;
	g_assert_true(term_next(pty->term, &event));
	g_assert_cmpint(event.type, ==, TERM_PASTE);
	g_assert_cmpstr(event.text, ==, "ab");
	term_event_clear(&event);
	expect(pty, "j", "j");
	pty_free(pty);
}

/* Whether it is a key that is waited for or a frame that cannot be shown. */
static void
test_gone(gconstpointer shows)
{
	int master, slave;
	TermEvent event;
	g_autoptr(GError) error = NULL;
	g_setenv("TERM", "xterm-256color", TRUE);
	g_assert_cmpint(openpty(&master, &slave, NULL, NULL, NULL), ==, 0);
	Term *term = term_open_on(slave, slave, &options, &error);
	g_assert_no_error(error);
	close(master);
	g_autoptr(Grid) grid = grid_new(24, 80);
	if (shows)
		term_show(term, grid);
	g_assert_true(term_next(term, &event));
	g_assert_cmpint(event.type, ==, TERM_GONE);
	g_assert_false(term_next(term, &event));
	term_close(term);
	close(slave);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/keys/table", test_keys);
	g_test_add_func("/keys/modified", test_modified);
	g_test_add_func("/keys/double-click", test_double_click);
	g_test_add_func("/keys/split-character", test_split_character);
	g_test_add_func("/keys/split-sequence", test_split_sequence);
	g_test_add_func("/keys/late-sequence", test_late_sequence);
	g_test_add_func("/keys/synchronised", test_synchronised);
	g_test_add_func("/keys/repeats", test_repeats);
	g_test_add_func("/keys/paste", test_paste);
	g_test_add_data_func("/keys/gone", NULL, test_gone);
	g_test_add_data_func(
		"/keys/gone-for-frames", GINT_TO_POINTER(1), test_gone);
	return g_test_run();
}
