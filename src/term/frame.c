/* SPDX-License-Identifier: MIT
 *
 * A frame as bytes: ECMA-48, and OSC 8 for links.
 */
#include <config.h>

#include "term/term_i.h"

/* Terminals take no longer ones. */
#define URL_LONGEST 2083

void
frame_forget(Frame *f)
{
	f->row = f->col = -1;
	f->sgr.unknown = true;
	f->link = f->links ? -1 : 0;
}

static void
add_number(Frame *f, int n)
{
	char digits[SGR_DIGITS];
	gsize len = sgr_digits(digits, (guint)n);
	g_string_append_len(f->bytes, digits, (gssize)len);
}

/* CSI N FINAL, without a number that is understood. */
static void
csi(Frame *f, int n, int understood, char final)
{
	g_string_append_len(f->bytes, "\033[", 2);
	if (n != understood)
		add_number(f, n);
	g_string_append_c(f->bytes, final);
}

static void
csi_two(Frame *f, int a, int b, char final)
{
	g_string_append_len(f->bytes, "\033[", 2);
	add_number(f, a);
	g_string_append_c(f->bytes, ';');
	add_number(f, b);
	g_string_append_c(f->bytes, final);
}

static void
go_in_row(Frame *f, int col)
{
	int by = col - f->col;
	if (by > 0)
		csi(f, by, 1, 'C');
	else if (by < -3)
		csi(f, -by, 1, 'D');
	else
		g_string_append_len(f->bytes, "\b\b\b", -by);
}

/* At the last column some terminals are in the next row already. */
static bool
in_row(const Frame *f)
{
	return f->col >= 0 && f->col < f->cols;
}

void
frame_move(Frame *f, int row, int col)
{
	bool here = row == f->row, below = f->row >= 0 && row == f->row + 1;
	if (here && col == f->col)
		return;
	if (here && col == 0)
		g_string_append_c(f->bytes, '\r');
	else if (here && in_row(f))
		go_in_row(f, col);
	else if (here && f->caps->goes_to_column)
		csi(f, col + 1, 1, 'G');
	else if (below && col == 0)
		g_string_append(f->bytes, "\r\n");
	else if (below && col == f->col)
		g_string_append_c(f->bytes, '\n');
	else if (col == 0)
		csi(f, row + 1, 1, 'H');
	else
		csi_two(f, row + 1, col + 1, 'H');
	f->row = row;
	f->col = col;
}

static bool
may_be_sent(const char *url)
{
	gsize n = 0;
	for (const char *p = url; *p; p++, n++)
		if (*p < 0x21 || *p > 0x7e || n >= URL_LONGEST)
			return false;
	return n > 0;
}

static void
set_link(Frame *f, int link)
{
	const char *url = f->links ? grid_links_url(f->links, link) : NULL;
	link = url && may_be_sent(url) ? link : 0;
	if (link == f->link)
		return;
	f->link = link;
	if (link)
		g_string_append_printf(
			f->bytes, "\033]8;id=%x;%s\a", (guint)link, url);
	else
		g_string_append(f->bytes, "\033]8;;\a");
}

void
frame_dress(Frame *f, const Sgr *sgr, int link)
{
	set_link(f, link);
	sgr_change(f->bytes, &f->sgr, sgr);
	f->sgr = *sgr;
}

/* The cursor after COLUMNS were written. */
static void
advance(Frame *f, int columns)
{
	f->col += columns;
	if (f->col >= f->cols && !f->caps->wraps_late)
		f->row = -1;
}

void
frame_text(Frame *f, const char *text, gsize len, int columns)
{
	/* Nearly all there is: this is inlined. */
	if (len == 1)
		g_string_append_c(f->bytes, *text);
	else
		g_string_append_len(f->bytes, text, (gssize)len);
	advance(f, columns);
}

void
frame_repeat(Frame *f, int n)
{
	csi(f, n, 1, 'b');
	advance(f, n);
}

void
frame_erase(Frame *f, int n)
{
	csi(f, n, 1, 'X');
}

void
frame_erase_rest(Frame *f)
{
	csi(f, 0, 0, 'K');
}

void
frame_clear(Frame *f)
{
	frame_move(f, 0, 0);
	csi(f, 2, 0, 'J');
}

static void
scroll_lines(Frame *f, int first, int last, int by)
{
	frame_move(f, by > 0 ? last : first, 0);
	for (int i = 0; i < ABS(by); i++)
		g_string_append(f->bytes, by > 0 ? "\n" : "\033M");
}

/* Setting a region takes the cursor home. */
void
frame_scroll(Frame *f, int first, int last, int by)
{
	csi_two(f, first + 1, last + 1, 'r');
	f->row = f->col = -1;
	if (f->caps->scrolls_by)
		csi(f, ABS(by), 1, by > 0 ? 'S' : 'T');
	else
		scroll_lines(f, first, last, by);
	g_string_append(f->bytes, "\033[r");
	f->row = f->col = -1;
}

void
frame_end(Frame *f)
{
	set_link(f, 0);
}

void
frame_doubt(Frame *f)
{
	f->row = f->col + 2 < f->cols ? f->row : -1;
	f->col = -1;
}
