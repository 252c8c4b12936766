/* SPDX-License-Identifier: MIT
 *
 * Bytes and time per key at the terminal's end, on screens like courant's:
 * the rows layout (list above, article below, each as wide as the terminal)
 * and the columns layout.  "make bench" prints it; it is no test.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/term/emulator.h"
#include "base/clock.h"

#define KEYS 50

static const char *const words[] = { "the", "compiler", "Rust", "enterprise",
	"of", "async", "borrow", "checker", "and", "release", "survey", "in",
	"memory", "safety", "a", "crate", "that", "embedded", "to", "trends" };

typedef struct {
	int top;    /* first line of the article shown */
	int cursor; /* row of the list */
	int article;
	bool columns, links;
} View;

static void
frame(Grid *g, GridRect r, const char *title, bool focus)
{
	Pen pen = PEN(focus ? ROLE_BORDER_FOCUS : ROLE_BORDER);
	GridRect all = { 0, 0, g->rows, g->cols };
	for (int col = r.col; col < r.col + r.cols; col++) {
		grid_text(g, all, r.row, col, "─", -1, pen);
		grid_text(g, all, r.row + r.rows - 1, col, "─", -1, pen);
	}
	for (int row = r.row; row < r.row + r.rows; row++) {
		grid_text(g, all, row, r.col, "│", -1, pen);
		grid_text(g, all, row, r.col + r.cols - 1, "│", -1, pen);
	}
	grid_text(g, all, r.row, r.col + 2, title, -1, PEN(ROLE_PANE_TITLE));
}

static void
list_row(Grid *g, GridRect r, int row, int item, bool cursor)
{
	char text[128];
	g_snprintf(text, sizeof text,
		" %s %02d Aug  Rust Trends    %d %s %s %s",
		item % 3 ? "●" : " ", 1 + item % 30, item, words[item % 20],
		words[item * 7 % 20], words[item * 3 % 20]);
	grid_text(g, r, row, r.col, text, -1,
		PEN(item % 3 ? ROLE_UNREAD : ROLE_READ));
	if (cursor)
		grid_restyle(
			g, (GridRect){ row, r.col, 1, r.cols }, ROLE_CURSOR, 0);
}

static void
text_line(Grid *g, GridRect r, int row, guint line, bool links)
{
	guint x = line * 2654435761u + 17;
	int col = r.col + 2, measure = MIN(r.cols - 4, 80);
	if (line % 7 == 6)
		return;
	while (col < r.col + measure - 12) {
		x = x * 1103515245u + 12345u;
		Pen pen = PEN(x >> 27 == 3 ? ROLE_STRONG : ROLE_NORMAL);
		if (x >> 28 == 5) {
			char url[80];
			g_snprintf(url, sizeof url,
				"https://blog.rust-lang.org/2025/08/%u.html",
				x >> 20);
			pen.role = ROLE_LINK;
			pen.link = links ? grid_link(g, url) : 0;
		}
		col = grid_text(g, r, row, col, words[(x >> 9) % 20], -1, pen);
		col = grid_text(g, r, row, col, " ", 1, PEN(ROLE_NORMAL));
	}
}

static void
article(Grid *g, GridRect r, const View *v)
{
	char title[64];
	g_snprintf(title, sizeof title, " 24 links %d%% ", v->top % 100);
	frame(g, r, title, true);
	GridRect in = { r.row + 1, r.col + 1, r.rows - 2, r.cols - 2 };
	for (int row = 0; row < in.rows; row++)
		text_line(g, in, in.row + row,
			(guint)(v->article * 1000 + v->top + row), v->links);
}

static void
paint(Grid *g, const View *v)
{
	grid_reset(g, g->rows, g->cols);
	int rows = g->rows - 2;
	GridRect list = { 1, 0, v->columns ? rows : rows / 3,
		v->columns ? g->cols / 2 : g->cols };
	GridRect text = v->columns
		? (GridRect){ 1, list.cols, rows, g->cols - list.cols }
		: (GridRect){ 1 + list.rows, 0, rows - list.rows, g->cols };
	grid_fill(g, (GridRect){ 0, 0, 1, g->cols }, PEN(ROLE_BAR));
	grid_text(g, (GridRect){ 0, 0, 1, g->cols }, 0, 1,
		"courant   Rust · 42 unread", -1, PEN(ROLE_BAR));
	frame(g, list, " Articles ", false);
	GridRect in = { list.row + 1, list.col + 1, list.rows - 2,
		list.cols - 2 };
	int first = MAX(0, v->cursor - in.rows + 1);
	for (int row = 0; row < in.rows; row++)
		list_row(g, in, in.row + row, first + row,
			first + row == v->cursor);
	article(g, text, v);
	grid_text(g, (GridRect){ 0, 0, g->rows, g->cols }, g->rows - 1, 1,
		"o open · y copy · Enter read · / search · ? help", -1,
		PEN(ROLE_HINTS_BAR));
}

static void
step_down(View *v)
{
	v->cursor++;
}

static void
step_page(View *v)
{
	v->top += 28;
}

static void
step_scroll(View *v)
{
	v->top++;
}

static void
step_open(View *v)
{
	v->article++;
	v->top = 0;
}

static const struct {
	const char *name;
	void (*step)(View *);
	int limit; /* bytes at 200x50, rows, links off; 0: none */
} keys[] = {
	{ "down", step_down, 180 },
	{ "page", step_page, 3700 },
	{ "scroll a line", step_scroll, 150 },
	{ "open", step_open, 4500 },
};

static int
by_value(gconstpointer a, gconstpointer b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
	return x < y ? -1 : x > y;
}

static void
measure(Pty *pty, Grid *g, gsize key, const View *start, bool big)
{
	View v = *start;
	gint64 bytes[KEYS], times[KEYS];
	paint(g, &v);
	term_redraw(pty->term);
	term_show(pty->term, g);
	pty_sync(pty);
	for (int i = 0; i < KEYS; i++) {
		keys[key].step(&v);
		paint(g, &v);
		gint64 from = clock_ticks();
		term_show(pty->term, g);
		times[i] = clock_ticks() - from;
		pty_sync(pty);
		bytes[i] = (gint64)pty->all->len;
	}
	qsort(bytes, KEYS, sizeof *bytes, by_value);
	qsort(times, KEYS, sizeof *times, by_value);
	printf("  %-14s %6" G_GINT64_FORMAT " B median %6" G_GINT64_FORMAT
	       " B most  %5" G_GINT64_FORMAT " µs median %5" G_GINT64_FORMAT
	       " µs p99",
		keys[key].name, bytes[KEYS / 2], bytes[KEYS - 1],
		times[KEYS / 2], times[KEYS - 1]);
	if (big && !start->columns && !start->links && keys[key].limit)
		printf("   at most %d: %s", keys[key].limit,
			bytes[KEYS / 2] <= keys[key].limit ? "yes" : "NO");
	putchar('\n');
}

static void
run(int rows, int cols, bool columns, bool links)
{
	TermOptions options = { .hyperlinks = links ? TERM_ON : TERM_OFF,
		.colors = TERM_ON };
	Pty *pty = pty_new("xterm-256color", rows, cols, &options);
	pty_repeats(pty);
	Look looks[N_ROLES];
	for (int i = 0; i < N_ROLES; i++)
		looks[i] = (Look){ COLOR_DEFAULT, COLOR_DEFAULT, 0 };
	looks[ROLE_BAR].attrs = looks[ROLE_CURSOR].attrs = ATTR_REVERSE;
	looks[ROLE_UNREAD].attrs = looks[ROLE_STRONG].attrs = ATTR_BOLD;
	looks[ROLE_LINK] = (Look){ 4, COLOR_DEFAULT, ATTR_UNDERLINE };
	looks[ROLE_BORDER_FOCUS].fg = 6;
	term_set_looks(pty->term, looks);
	g_autoptr(Grid) g = grid_new(rows, cols);
	View v = { .columns = columns, .links = links };
	printf("%dx%d, %s layout, hyperlinks %s\n", cols, rows,
		columns ? "columns" : "rows", links ? "on" : "off");
	for (gsize key = 0; key < G_N_ELEMENTS(keys); key++)
		measure(pty, g, key, &v, cols == 200);
	pty_free(pty);
}

int
main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_unsetenv("COLORTERM");
	for (int columns = 0; columns < 2; columns++)
		for (int links = 0; links < 2; links++) {
			run(24, 80, columns, links);
			run(50, 200, columns, links);
		}
	return 0;
}
