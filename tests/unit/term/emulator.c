/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "emulator.h"

#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/width.h"

#define MARK "\033]9999;\033\\"
/* Seconds until it must have come through. */
#define MOST_WAIT 30

void
em_clear(Emulator *em)
{
	g_free(em->cells);
	g_string_free(em->other, TRUE);
}

static EmCell *
at(Emulator *em, int row, int col)
{
	return &em->cells[row * em->cols + col];
}

static void
wipe(Emulator *em, int row, int from, int to)
{
	gint32 bg = em->keeps_background ? em->sgr.bg : -1;
	for (int col = from; col < to && col < em->cols; col++)
		*at(em, row, col) = (EmCell){ .sgr = { 0, -1, bg, false } };
}

void
em_init(Emulator *em, int rows, int cols)
{
	g_free(em->cells);
	em->rows = rows;
	em->cols = cols;
	em->bottom = rows - 1;
	em->top = em->row = em->col = em->last_row = em->last_col = 0;
	em->wrap = false;
	em->sgr = (Sgr){ 0, -1, -1, false };
	em->cells = g_new0(EmCell, (gsize)rows * cols);
	for (int row = 0; row < rows; row++)
		wipe(em, row, 0, cols);
	if (!em->other)
		em->other = g_string_new(NULL);
}

/* Moves the rows TOP to BOTTOM up by N (down if negative). */
static void
scroll(Emulator *em, int top, int bottom, int n)
{
	int rows = bottom - top + 1, by = MIN(abs(n), rows);
	gsize row = em->cols * sizeof(EmCell);
	if (n > 0) {
		memmove(at(em, top, 0), at(em, top + by, 0), row * (rows - by));
		for (int i = 0; i < by; i++)
			wipe(em, bottom - i, 0, em->cols);
	} else {
		memmove(at(em, top + by, 0), at(em, top, 0), row * (rows - by));
		for (int i = 0; i < by; i++)
			wipe(em, top + i, 0, em->cols);
	}
}

static void
line_feed(Emulator *em)
{
	if (em->row == em->bottom)
		scroll(em, em->top, em->bottom, 1);
	else if (em->row < em->rows - 1)
		em->row++;
}

/* What is written in COLUMNS from the cursor on takes the other halves of wide
 * characters with it, their background, too; what erases leaves them. */
static void
cut_wide(Emulator *em, int columns)
{
	EmCell *first = at(em, em->row, em->col);
	int end = em->col + columns;
	EmCell blank = { .sgr = { 0, -1, -1, false } };
	if (first->right && em->col > 0)
		first[-1] = blank;
	if (end < em->cols && at(em, em->row, end)->right)
		*at(em, em->row, end) = blank;
}

static int
columns(const Emulator *em, gunichar c)
{
	int width = width_char(c);
	bool emoji = c >= 0x1f000 || (width == 2 && c < 0x2e80);
	return em->emoji && emoji ? em->emoji : width;
}

static void
put(Emulator *em, const char *p, int n, gunichar c)
{
	int width = columns(em, c);
	if (width == 0) {
		EmCell *cell = at(em, em->last_row, em->last_col);
		gsize len = strlen(cell->text);
		if (len + n < sizeof cell->text)
			memcpy(cell->text + len, p, n);
		return;
	}
	if (em->wrap || em->col + width > em->cols) {
		em->col = 0;
		em->wrap = false;
		line_feed(em);
	}
	cut_wide(em, width);
	wipe(em, em->row, em->col, em->col + width);
	EmCell *cell = at(em, em->row, em->col);
	memcpy(cell->text, p, n);
	cell->link = (char *)(guintptr)em->link;
	cell->sgr = em->sgr;
	em->last_row = em->row;
	em->last_col = em->col;
	memcpy(em->last, p, n);
	em->last[n] = '\0';
	if (width == 2) {
		cell[1].right = true;
		cell[1].link = cell->link;
	}
	em->col += width;
	if (em->col < em->cols)
		return;
	em->col = em->wraps_at_once ? 0 : em->cols - 1;
	em->wrap = !em->wraps_at_once;
	if (em->wraps_at_once)
		line_feed(em);
}

static void
go(Emulator *em, int row, int col)
{
	em->row = CLAMP(row, 0, em->rows - 1);
	em->col = CLAMP(col, 0, em->cols - 1);
	em->wrap = false;
}

static void
shift_cells(Emulator *em, int n)
{
	EmCell *here = at(em, em->row, em->col);
	int rest = em->cols - em->col, by = MIN(abs(n), rest);
	if (n > 0) {
		memmove(here + by, here, sizeof *here * (rest - by));
		wipe(em, em->row, em->col, em->col + by);
	} else {
		memmove(here, here + by, sizeof *here * (rest - by));
		wipe(em, em->row, em->cols - by, em->cols);
	}
}

static void
erase_part(Emulator *em, char what, int how)
{
	int from = how == 0 ? em->col : 0;
	int to = how == 1 ? em->col + 1 : em->cols;
	wipe(em, em->row, from, to);
	if (what == 'K')
		return;
	for (int row = 0; row < em->rows; row++)
		if (how == 2 || (how == 0 && row > em->row) ||
			(how == 1 && row < em->row))
			wipe(em, row, 0, em->cols);
}

#define MAX_PARAMS 32

static const guint8 off_codes[10] = { 0, 22, 22, 23, 24, 25, 0, 27, 28, 29 };

static int
read_numbers(const char *p, gsize len, int numbers[MAX_PARAMS])
{
	int n = 0;
	numbers[0] = 0;
	for (gsize i = 0; i <= len; i++) {
		if (i < len && g_ascii_isdigit(p[i])) {
			numbers[n] = MIN(numbers[n] * 10 + p[i] - '0', 9999);
			continue;
		}
		n++;
		if ((i < len && p[i] != ';') || n >= MAX_PARAMS)
			return -1;
		numbers[n] = 0;
	}
	return n;
}

/* "5;N" and "2;R;G;B" behind 38 or 48; the number of parameters used. */
static int
read_extended(const int *p, int n, gint32 *color)
{
	if (n >= 2 && p[0] == 5) {
		*color = p[1];
		return 2;
	}
	if (n >= 4 && p[0] == 2) {
		*color = 0x1000000 | p[1] << 16 | p[2] << 8 | p[3];
		return 4;
	}
	return 0;
}

static bool
read_attr(Sgr *sgr, int code)
{
	if (code == 0) {
		*sgr = (Sgr){ 0, -1, -1, false };
		return true;
	}
	if (code <= 9 && code != 6) {
		sgr->attrs |= 1u << code;
		return true;
	}
	bool known = code == 10; /* the first font */
	for (int i = 1; i < 10; i++)
		if (off_codes[i] == code) {
			sgr->attrs &= ~(1u << i);
			known = true;
		}
	return known;
}

static bool
read_color(Sgr *sgr, int code)
{
	gint32 *slot = code / 10 == 3 || code / 10 == 9 ? &sgr->fg : &sgr->bg;
	int digit = code >= 100 ? code - 100 : code % 10;
	if (digit > 7 && code != 39 && code != 49)
		return false;
	if (code >= 30 && code <= 49)
		*slot = digit == 9 ? -1 : digit;
	else if (code >= 90 && code <= 107)
		*slot = digit + 8;
	else
		return false;
	return true;
}

static bool
sgr_read(Sgr *sgr, const char *params, gsize len)
{
	int p[MAX_PARAMS];
	int n = read_numbers(params, len, p);
	bool known = n > 0;
	for (int i = 0; i < n; i++) {
		if (p[i] == 38 || p[i] == 48) {
			int used = read_extended(p + i + 1, n - i - 1,
				p[i] == 38 ? &sgr->fg : &sgr->bg);
			known = known && used;
			i += used;
		} else if (!read_attr(sgr, p[i]) && !read_color(sgr, p[i])) {
			known = false;
		}
	}
	return known;
}

static void
csi(Emulator *em, const char *params, char last)
{
	char *end;
	int n = (int)strtol(params, &end, 10), one = MAX(n, 1);
	int m = *end == ';' ? atoi(end + 1) : 0;
	switch (last) {
	case 'H':
		go(em, one - 1, MAX(m, 1) - 1);
		break;
	case 'A':
		go(em, em->row - one, em->col);
		break;
	case 'B':
		go(em, em->row + one, em->col);
		break;
	case 'C':
		go(em, em->row, em->col + one);
		break;
	case 'D':
		go(em, em->row, em->col - one);
		break;
	case 'G':
		go(em, em->row, one - 1);
		break;
	case 'd':
		go(em, one - 1, em->col);
		break;
	case 'J':
	case 'K':
		erase_part(em, last, n);
		break;
	case 'X':
		wipe(em, em->row, em->col, em->col + one);
		break;
	case 'P':
		shift_cells(em, -one);
		break;
	case '@':
		shift_cells(em, one);
		break;
	case 'L':
		scroll(em, em->row, em->bottom, -one);
		break;
	case 'M':
		scroll(em, em->row, em->bottom, one);
		break;
	case 'S':
		scroll(em, em->top, em->bottom, one);
		break;
	case 'T':
		scroll(em, em->top, em->bottom, -one);
		break;
	case 'Z':
		go(em, em->row, (em->col - 1) / 8 * 8);
		break;
	case 'r':
		em->top = one - 1;
		em->bottom = m ? m - 1 : em->rows - 1;
		go(em, 0, 0);
		break;
	case 'b':
		for (char again[8] = ""; one > 0; one--) {
			memcpy(again, em->last, sizeof again);
			put(em, again, (int)strlen(again),
				g_utf8_get_char(again));
		}
		break;
	case 'm':
		em->wrong += !sgr_read(&em->sgr, params, strlen(params));
		em->sgr_rgb += strstr(params, "8;2;") != NULL;
		break;
	case 'h':
	case 'l':
		if (g_str_has_suffix(params, "?25") ||
			g_str_has_suffix(params, "?12;25"))
			em->hidden = last == 'l';
		break;
	case 't':
	case 'n':
	case 'c': /* the cursor's form */
	case 'p': /* DECRQM */
		break;
	default:
		em->wrong++;
		g_string_append_printf(em->other, "CSI %s%c\n", params, last);
	}
}

static void
osc(Emulator *em, const char *text)
{
	if (!g_str_has_prefix(text, "8;")) {
		g_string_append_printf(em->other, "%s\n", text);
		return;
	}
	const char *url = strchr(text + 2, ';');
	em->link = url && url[1] ? g_intern_string(url + 1) : NULL;
}

static const char *
escape(Emulator *em, const char *p, const char *end)
{
	if (p[1] == '[') {
		const char *q = p + 2;
		while (q < end && (guchar)*q < 0x40)
			q++;
		g_autofree char *params = g_strndup(p + 2, q - p - 2);
		csi(em, params, *q);
		return q + 1;
	}
	if (p[1] == ']') {
		const char *q = p + 2;
		while (q < end && *q != 7 && *q != 27)
			q++;
		g_autofree char *text = g_strndup(p + 2, q - p - 2);
		osc(em, text);
		return q + (*q == 27 ? 2 : 1);
	}
	if (p[1] == 'M') {
		if (em->row == em->top)
			scroll(em, em->top, em->bottom, -1);
		else
			go(em, em->row - 1, em->col);
	} else if (p[1] == '7') {
		em->saved_row = em->row;
		em->saved_col = em->col;
	} else if (p[1] == '8') {
		go(em, em->saved_row, em->saved_col);
	}
	return p + (strchr("()", p[1]) ? 3 : 2);
}

void
em_feed(Emulator *em, const char *data, gsize len)
{
	const char *end = data + len;
	for (const char *p = data; p < end;) {
		if (*p == 27) {
			p = escape(em, p, end);
		} else if (*p == '\r') {
			go(em, em->row, 0);
			p++;
		} else if (*p == '\n') {
			line_feed(em);
			em->wrap = false;
			p++;
		} else if (*p == '\b') {
			go(em, em->row, em->col - 1);
			p++;
		} else if (*p == '\t') {
			go(em, em->row, (em->col / 8 + 1) * 8);
			p++;
		} else if ((guchar)*p < 0x20) {
			/* SO and SI choose character sets. */
			em->wrong += *p != 14 && *p != 15;
			p++;
		} else {
			gunichar c = g_utf8_get_char(p);
			int n = g_utf8_skip[(guchar)*p];
			put(em, p, n, c);
			p += n;
		}
	}
}

static gpointer
read_all(gpointer data)
{
	Pty *pty = data;
	char bytes[4096];
	ssize_t n;
	while ((n = read(pty->master, bytes, sizeof bytes)) > 0) {
		g_mutex_lock(&pty->lock);
		g_string_append_len(pty->got, bytes, n);
		g_cond_signal(&pty->more);
		g_mutex_unlock(&pty->lock);
	}
	return NULL;
}

Pty *
pty_new(const char *term, int rows, int cols, const TermOptions *options)
{
	Pty *pty = g_new0(Pty, 1);
	struct winsize size = { .ws_row = rows, .ws_col = cols };
	g_setenv("TERM", term, TRUE);
	g_assert_cmpint(
		openpty(&pty->master, &pty->slave, NULL, NULL, &size), ==, 0);
	g_mutex_init(&pty->lock);
	g_cond_init(&pty->more);
	pty->got = g_string_new(NULL);
	pty->all = g_string_new(NULL);
	em_init(&pty->em, rows, cols);
	pty->thread = g_thread_new("pty", read_all, pty);
	g_autoptr(GError) error = NULL;
	pty->term = term_open_on(pty->slave, pty->slave, options, &error);
	g_assert_no_error(error);
	pty_sync(pty);
	return pty;
}

void
pty_sync(Pty *pty)
{
	gint64 until = g_get_monotonic_time() + MOST_WAIT * G_USEC_PER_SEC;
	term_puts(pty->term, MARK);
	g_mutex_lock(&pty->lock);
	while (!g_str_has_suffix(pty->got->str, MARK))
		g_assert_true(g_cond_wait_until(&pty->more, &pty->lock, until));
	g_string_truncate(pty->all, 0);
	g_string_append_len(
		pty->all, pty->got->str, pty->got->len - strlen(MARK));
	g_string_truncate(pty->got, 0);
	g_mutex_unlock(&pty->lock);
	em_feed(&pty->em, pty->all->str, pty->all->len);
}

void
pty_free(Pty *pty)
{
	term_close(pty->term);
	close(pty->slave);
	g_thread_join(pty->thread);
	close(pty->master);
	em_clear(&pty->em);
	g_string_free(pty->got, TRUE);
	g_string_free(pty->all, TRUE);
	g_cond_clear(&pty->more);
	g_mutex_clear(&pty->lock);
	g_free(pty);
}

void
pty_type(Pty *pty, const char *bytes, gssize len)
{
	gsize n = len < 0 ? strlen(bytes) : (gsize)len;
	g_assert_cmpint(write(pty->master, bytes, n), ==, (gssize)n);
}

void
pty_repeats(Pty *pty)
{
	TermEvent event;
	GPollFD keyboard = { .fd = pty->slave, .events = G_IO_IN };
	pty_type(pty, "\033[" REPEATED_TO "R", -1);
	g_assert_cmpint(g_poll(&keyboard, 1, 5000), ==, 1);
	g_assert_false(term_next(pty->term, &event));
}

void
pty_resize(Pty *pty, int rows, int cols)
{
	struct winsize size = { .ws_row = rows, .ws_col = cols };
	ioctl(pty->master, TIOCSWINSZ, &size);
	em_init(&pty->em, rows, cols);
	raise(SIGWINCH);
}
