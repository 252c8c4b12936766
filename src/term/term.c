/* SPDX-License-Identifier: MIT
 *
 * Taking over the terminal and giving it back; signals and events.
 */
#include <config.h>

#include "term/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "term/term_i.h"

#define TRUE_COLOR 16777216

/* Buttons and drags, in SGR form; bracketed paste. */
#define MOUSE_START "\033[?1002h\033[?1006h"
#define MOUSE_END "\033[?1006l\033[?1002l"
#define PASTE_BEGIN "\033[?2004h"
#define PASTE_FINISH "\033[?2004l"
#define BACKGROUND_ASK "\033]11;?\033\\"
/* DECRQM. */
#define SYNCHRONISED_ASK "\033[?2026$p"
#define TITLE_PUSH "\033[22;2t"
#define TITLE_POP "\033[23;2t"

/* One terminal, since signals are the process's. */
static volatile sig_atomic_t signal_fd = -1;

static void
on_signal(int number)
{
	int saved = errno;
	char byte = (char)number;
	if (signal_fd >= 0 && write(signal_fd, &byte, 1) < 0)
		byte = 0; /* the pipe is full of the same news */
	errno = saved;
}

static const int signal_numbers[] = { SIGWINCH, SIGTSTP, SIGCONT };

static void
catch_signals(Term *term)
{
	struct sigaction action = { .sa_handler = on_signal,
		.sa_flags = SA_RESTART };
	signal_fd = term->signals[1];
	for (gsize i = 0; i < G_N_ELEMENTS(signal_numbers); i++)
		sigaction(signal_numbers[i], &action, NULL);
}

static void
leave_signals(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(signal_numbers); i++)
		signal(signal_numbers[i], SIG_DFL);
	signal_fd = -1;
}

static bool
term_is(const char *const *names)
{
	const char *name = g_getenv("TERM");
	for (; name && *names; names++)
		if (g_str_has_prefix(name, *names))
			return true;
	return false;
}

static const char *const plain_terms[] = { "linux", "dumb", "vt", "cons25",
	"ansi", "sun", NULL };

static bool
wants_links(TermSwitch wanted)
{
	if (wanted != TERM_AUTO)
		return wanted == TERM_ON;
	if (term_is(plain_terms))
		return false;
	const char *name = g_getenv("TERM");
	/* Screen prints what it does not know; tmux calls itself so too. */
	return g_getenv("TMUX") || !name || !g_str_has_prefix(name, "screen");
}

static bool
wants_colors(TermSwitch wanted)
{
	const char *no_color = g_getenv("NO_COLOR");
	if (wanted == TERM_AUTO)
		return !no_color || !*no_color;
	return wanted == TERM_ON;
}

static bool
has_true_color(void)
{
	const char *value = g_getenv("COLORTERM");
	return value &&
		(strcmp(value, "truecolor") == 0 ||
			strcmp(value, "24bit") == 0);
}

static int
count_colors(Term *term)
{
	int known = term->caps.colors;
	if (!wants_colors(term->options.colors) || known < 8)
		return 0;
	if (known > 256 || (known == 256 && has_true_color()))
		return TRUE_COLOR;
	return known == 256 ? 256 : known >= 16 ? 16 : 8;
}

static void
enter_modes(Term *term)
{
	term_puts(term, PASTE_BEGIN);
	if (term->options.mouse)
		term_puts(term, MOUSE_START);
}

static void
leave_modes(Term *term)
{
	if (term->options.mouse)
		term_puts(term, MOUSE_END);
	term_puts(term, PASTE_FINISH);
}

static void
know_keys(void)
{
	static const struct {
		const char *sequence;
		int code;
	} more[] = { { "\033[A", KEY_UP }, { "\033[B", KEY_DOWN },
		{ "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
		{ "\033[H", KEY_HOME }, { "\033[F", KEY_END },
		{ "\033OA", KEY_UP }, { "\033OB", KEY_DOWN },
		{ "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
		{ "\033OH", KEY_HOME }, { "\033OF", KEY_END },
		{ "\033[200~", CODE_PASTE_START },
		{ "\033[201~", CODE_PASTE_END } };
	for (gsize i = 0; i < G_N_ELEMENTS(more); i++)
		define_key(more[i].sequence, more[i].code);
	/* Curses' own mouse waits 166 ms for a double click. */
	define_key(NULL, KEY_MOUSE);
}

/* Keys are read from a pad: for a window curses would draw it. */
static void
start_curses(Term *term)
{
	raw();
	noecho();
	nonl();
	term->keyboard = newpad(1, 1);
	keypad(term->keyboard, TRUE);
	nodelay(term->keyboard, TRUE);
	intrflush(term->keyboard, FALSE);
	meta(term->keyboard, TRUE);
	set_escdelay(25);
	know_keys();
	/* Its own empty screen, and the modes that go with it. */
	doupdate();
	term->colors = count_colors(term);
	getmaxyx(stdscr, term->rows, term->cols);
}

static FILE *
open_copy(int fd, const char *mode)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	return copy < 0 ? NULL : fdopen(copy, mode);
}

static bool
open_files(Term *term, int in, int out, GError **error)
{
	term->in = in;
	term->tty = out;
	term->out_file = open_copy(out, "w");
	term->in_file = in == 0 ? stdin : open_copy(in, "r");
	if (!term->out_file || !term->in_file ||
		pipe2(term->signals, O_CLOEXEC | O_NONBLOCK) < 0) {
		int code = errno;
		g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code),
			_("the terminal cannot be opened: %s"),
			g_strerror(code));
		return false;
	}
	return true;
}

static void
close_files(Term *term)
{
	if (term->out_file)
		fclose(term->out_file);
	if (term->in_file && term->in_file != stdin)
		fclose(term->in_file);
	close(term->signals[0]);
	close(term->signals[1]);
}

static void
term_free(Term *term)
{
	close_files(term);
	keys_free(term->keys);
	g_hash_table_unref(term->reduced);
	g_string_free(term->frame.bytes, TRUE);
	g_free(term->shown);
	g_free(term->hashes);
	g_free(term->title);
	g_free(term);
}

static bool
start(Term *term, GError **error)
{
	const char *name = g_getenv("TERM");
	term->screen = name && *name
		? newterm(NULL, term->out_file, term->in_file)
		: NULL;
	if (!term->screen) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			_("the terminal “%s” is not known; set TERM to what "
			  "yours is"),
			name ? name : "");
		return false;
	}
	if (!caps_read(&term->caps)) {
		endwin();
		delscreen(term->screen);
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			_("courant cannot draw on the terminal “%s”, which "
			  "does not move its cursor as ECMA-48 says; use "
			  "“courant show” there"),
			name);
		return false;
	}
	start_curses(term);
	return true;
}

/* The answers, if some come, are read among the keys; what is printed by a
 * terminal that does not know a question is gone with the first frame. */
static void
ask(Term *term)
{
	term_puts(term, SYNCHRONISED_ASK);
	if (term->caps.repeats && term->utf8)
		term_puts(term, REPEAT_ASK);
	if (term_dark(term) < 0)
		term_puts(term, BACKGROUND_ASK);
}

Term *
term_open_on(int in, int out, const TermOptions *options, GError **error)
{
	if (!isatty(in) || !isatty(out)) {
		g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			_("courant needs a terminal for its interface; "
			  "“courant list” and “courant show” need none"));
		return NULL;
	}
	Term *term = g_new0(Term, 1);
	term->signals[0] = term->signals[1] = -1;
	term->options = *options;
	term->utf8 = i18n_is_utf8() && options->ascii != TERM_ON;
	term->cursor = -1;
	term->frame = (Frame){ .caps = &term->caps,
		.bytes = g_string_new(NULL) };
	for (int i = 0; i < N_ROLES; i++)
		term->looks[i] = (Look){ COLOR_DEFAULT, COLOR_DEFAULT, 0 };
	term->reduced = g_hash_table_new(NULL, NULL);
	term->keys = keys_new();
	if (!open_files(term, in, out, error) || !start(term, error)) {
		term_free(term);
		return NULL;
	}
	term->tmux = g_getenv("TMUX") != NULL;
	catch_signals(term);
	enter_modes(term);
	if (!term_is(plain_terms))
		ask(term);
	term_set_options(term, options);
	return term;
}

Term *
term_open(const TermOptions *options, GError **error)
{
	return term_open_on(0, 1, options, error);
}

void
term_close(Term *term)
{
	if (!term)
		return;
	if (!term->away)
		term_suspend(term);
	if (term->titled)
		term_puts(term, TITLE_POP);
	leave_signals();
	/* Late answers and keys are not for the shell. */
	tcflush(term->in, TCIFLUSH);
	delwin(term->keyboard);
	delscreen(term->screen);
	term_free(term);
}

void
term_fds(const Term *term, int fds[TERM_FDS])
{
	fds[0] = term->in;
	fds[1] = term->signals[0];
}

void
term_set_looks(Term *term, const Look looks[N_ROLES])
{
	set_term(term->screen);
	memcpy(term->looks, looks, sizeof term->looks);
	cell_colors(term);
}

void
term_set_options(Term *term, const TermOptions *options)
{
	set_term(term->screen);
	bool mouse = term->options.mouse;
	term->options = *options;
	term->options.hyperlinks =
		wants_links(options->hyperlinks) ? TERM_ON : TERM_OFF;
	term->utf8 = i18n_is_utf8() && options->ascii != TERM_ON;
	if (!term->away && mouse != options->mouse)
		term_puts(term, options->mouse ? MOUSE_START : MOUSE_END);
	term->colors = count_colors(term);
	cell_colors(term);
}

void
term_size(const Term *term, int *rows, int *cols)
{
	*rows = term->rows;
	*cols = term->cols;
}

int
term_colors(const Term *term)
{
	return term->colors;
}

/* COLORFGBG is "FG;BG" or "FG;something;BG". */
int
term_dark(const Term *term)
{
	const char *value = g_getenv("COLORFGBG");
	const char *bg = value ? strrchr(value, ';') : NULL;
	if (!bg || !g_ascii_isdigit(bg[1]))
		return -1;
	long n = strtol(bg + 1, NULL, 10);
	return n < 7 || n == 8;
}

static void
take_size(Term *term)
{
	struct winsize size;
	if (ioctl(term->tty, TIOCGWINSZ, &size) < 0 || !size.ws_row ||
		!size.ws_col)
		return;
	if (size.ws_row == term->rows && size.ws_col == term->cols)
		return;
	resize_term(size.ws_row, size.ws_col);
	getmaxyx(stdscr, term->rows, term->cols);
}

/* Continued: by us after a stop, or by somebody else's kill. */
static void
come_back(Term *term)
{
	if (!term->away) {
		reset_prog_mode();
		enter_modes(term);
		take_size(term);
		term->repaint = true;
	}
}

static bool
take_signals(Term *term, TermEvent *event)
{
	char bytes[64];
	ssize_t n = read(term->signals[0], bytes, sizeof bytes);
	bool stop = false, other = false;
	for (ssize_t i = 0; i < n; i++) {
		stop |= bytes[i] == SIGTSTP;
		other |= bytes[i] != SIGTSTP;
		if (bytes[i] == SIGCONT)
			come_back(term);
	}
	if (other && !term->away) {
		take_size(term);
		term->repaint = true;
	}
	/* A stop waits behind a resize: the byte goes back. */
	if (stop && other)
		on_signal(SIGTSTP);
	event->type = stop && !other ? TERM_STOP : TERM_RESIZE;
	return stop || other;
}

/* A line that was hung up reads as the end of a file, for ever. */
static bool
is_hung_up(const Term *term)
{
	struct pollfd fd = { .fd = term->in, .events = POLLIN };
	return poll(&fd, 1, 0) == 1 && (fd.revents & (POLLHUP | POLLERR));
}

static int
get_code(void *data)
{
	Term *term = data;
	int code = wgetch(term->keyboard);
	if (code != ERR)
		return code;
	term->gone |= is_hung_up(term);
	return -1;
}

bool
term_next(Term *term, TermEvent *event)
{
	memset(event, 0, sizeof *event);
	if (term->away)
		return false;
	set_term(term->screen);
	if (take_signals(term, event))
		return true;
	if (!term->gone && keys_next(term->keys, get_code, term, event))
		return true;
	event->type = TERM_GONE;
	bool news = term->gone && !term->told_gone;
	term->told_gone = term->gone;
	return news;
}

void
term_event_clear(TermEvent *event)
{
	g_clear_pointer(&event->text, g_free);
}

void
term_redraw(Term *term)
{
	term->repaint = true;
}

void
term_suspend(Term *term)
{
	if (term->away)
		return;
	set_term(term->screen);
	leave_modes(term);
	term_puts(term, "\033[m");
	if (term->caps.show)
		term_puts(term, term->caps.show);
	term->cursor = -1;
	endwin();
	fflush(term->out_file);
	term->away = true;
}

void
term_resume(Term *term)
{
	if (!term->away)
		return;
	term->away = false;
	set_term(term->screen);
	/* Undoes endwin(). */
	doupdate();
	take_size(term);
	enter_modes(term);
	term->repaint = true;
}

void
term_stop(Term *term)
{
	term_suspend(term);
	leave_signals();
	raise(SIGTSTP);
	catch_signals(term);
	term_resume(term);
}

/* Shown in the frame of a window: a line, not too long. */
static char *
title_text(const char *title)
{
	g_autofree char *clean = text_clean(title, -1, TEXT_LINE);
	glong n = g_utf8_strlen(clean, -1);
	return g_utf8_substring(clean, 0, MIN(n, 120));
}

void
term_title(Term *term, const char *title)
{
	if (!term->options.set_title || term->away || !term->utf8 ||
		term_is(plain_terms) || g_strcmp0(title, term->title) == 0)
		return;
	g_free(term->title);
	term->title = g_strdup(title);
	if (!term->titled)
		term_puts(term, TITLE_PUSH);
	term->titled = true;
	g_autofree char *text = title_text(title);
	g_string_append_printf(term->frame.bytes, "\033]2;%s\033\\", text);
}
