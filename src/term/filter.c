/* SPDX-License-Identifier: MIT
 *
 * Reads what curses wrote: text in UTF-8, C0 controls, CSI and short escape
 * sequences.  A character is held back until the next one begins, because
 * its selector comes behind it.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/width.h"
#include "term/term_i.h"

typedef struct {
	const FilterTables *tables;
	GString *out;
	GString *held; /* one character with its combining marks */
	int held_link, link;
	int row; /* where the cursor is, from 1; 0: not known */
} Filter;

static void
set_link(Filter *f, int link)
{
	if (link == f->link)
		return;
	f->link = link;
	if (link == 0) {
		g_string_append(f->out, "\033]8;;\a");
		return;
	}
	const char *url = f->tables->links->urls[link - 1];
	g_string_append_printf(f->out, "\033]8;id=%x;%s\a", (guint)link, url);
}

/* The terminal gets the attributes that the next text has. */
static void
settle(Filter *f)
{
	sgr_change(f->out, f->tables->sgr, f->tables->wanted);
	*f->tables->sgr = *f->tables->wanted;
}

static void
flush_held(Filter *f)
{
	if (!f->held->len)
		return;
	set_link(f, f->held_link);
	settle(f);
	g_string_append_len(f->out, f->held->str, f->held->len);
	g_string_truncate(f->held, 0);
	f->held_link = 0;
}

static gint32
true_color(const Filter *f, gint32 number)
{
	int i = number - RGB_FIRST;
	if (i < 0 || i >= f->tables->n_rgb)
		return number;
	return (gint32)(0x1000000u | f->tables->rgb[i]);
}

static void
take_sgr(Filter *f, const char *params, gsize len)
{
	Sgr *wanted = f->tables->wanted;
	if (!sgr_read(wanted, params, len)) {
		settle(f);
		g_string_append(f->out, "\033[");
		g_string_append_len(f->out, params, len);
		g_string_append_c(f->out, 'm');
		f->tables->sgr->unknown = true;
	}
	wanted->fg = true_color(f, wanted->fg);
	wanted->bg = true_color(f, wanted->bg);
}

/* A move as curses writes it, in as few bytes as say the same.  Text leaves
 * the cursor in its row: curses never lets a line wrap by itself. */
static void
take_move(Filter *f, char final, const char *params)
{
	char *rest;
	int row = (int)strtol(params, &rest, 10);
	int col = *rest == ';' ? (int)strtol(rest + 1, NULL, 10) : 1;
	int before = f->row;
	if (strchr("ABHdr", final))
		f->row = strchr("Hd", final) ? MAX(row, 1) : 0;
	if (final == 'r' && row == 1 && col == f->tables->rows)
		g_string_append(f->out, "\033[r");
	else if (final != 'H' || *rest != ';')
		g_string_append_printf(f->out, "\033[%s%c", params, final);
	else if (row == before && col == 1)
		g_string_append_c(f->out, '\r');
	else if (row == before)
		g_string_append_printf(f->out, "\033[%dG", col);
	else if (col == 1)
		g_string_append_printf(f->out, "\033[%dH", row);
	else
		g_string_append_printf(f->out, "\033[%d;%dH", row, col);
}

static const char *
take_csi(Filter *f, const char *p, const char *end)
{
	const char *q = p + 2;
	while (q < end && (guchar)*q < 0x40)
		q++;
	const char *next = q < end ? q + 1 : end;
	if (q < end && *q == 'm') {
		take_sgr(f, p + 2, q - p - 2);
		return next;
	}
	if (q < end && strchr("HABCDGdr", *q)) {
		g_autofree char *params = g_strndup(p + 2, q - p - 2);
		take_move(f, *q, params);
		return next;
	}
	/* What is erased takes the background, and would take the link. */
	set_link(f, 0);
	settle(f);
	g_string_append_len(f->out, p, next - p);
	return next;
}

/* Curses resets the palette with one: OSC 104. */
static const char *
string_end(const char *p, const char *end)
{
	while (p < end && *p != 7 && *p != 27)
		p++;
	return p < end ? p + (*p == 7 ? 1 : MIN(2, end - p)) : end;
}

/* Charset switches are part of "no attributes": no line drawing is used, so
 * they say nothing. */
static const char *
take_escape(Filter *f, const char *p, const char *end)
{
	flush_held(f);
	if (p + 1 < end && p[1] == '[')
		return take_csi(f, p, end);
	if (p + 2 < end && strchr("()*+", p[1]))
		return p + 3;
	const char *next = p + 1 < end && p[1] == ']' ? string_end(p + 2, end)
						      : MIN(p + 2, end);
	set_link(f, 0);
	settle(f);
	f->row = 0;
	g_string_append_len(f->out, p, next - p);
	return next;
}

/* Shorter than this a repetition gains nothing. */
#define RUN_LEAST 7

/* Blanks and the lines of frames are what runs are made of. */
static gsize
run_unit(const char *p, const char *end)
{
	if ((guchar)*p < 0x80)
		return 1;
	return end - p >= 3 && (guchar)p[0] == 0xe2 && (guchar)p[1] == 0x94 ? 3
									    : 0;
}

/* A run of one character without links: the number that a repetition can
 * stand for, less one that the next mark may belong to. */
static gsize
run_length(const Filter *f, const char *p, const char *end)
{
	gsize unit = f->tables->repeats ? run_unit(p, end) : 0, n = 1;
	if (!unit)
		return 1;
	const char *q = p + unit;
	for (; q + unit <= end && memcmp(q, p, unit) == 0; q += unit)
		n++;
	if (q < end && (guchar)*q >= 0x80)
		n--;
	return n;
}

static const char *
take_run(Filter *f, const char *p, const char *end, gsize n)
{
	gsize unit = run_unit(p, end);
	flush_held(f);
	set_link(f, 0);
	settle(f);
	g_string_append_len(f->out, p, unit);
	g_string_append_printf(f->out, "\033[%" G_GSIZE_FORMAT "b", n - 1);
	return p + n * unit;
}

/* Printable ASCII from P on that is no run, without a last one that a mark or
 * a selector may follow: it goes out as it is. */
static gsize
plain_length(const Filter *f, const char *p, const char *end)
{
	const char *q = p;
	for (; q < end && *q >= 0x20 && *q < 0x7f; q++)
		if (q + 1 < end && q[1] == *q &&
			run_length(f, q, end) > RUN_LEAST)
			return (gsize)(q - p);
	return (gsize)(q - p) - (q > p && q < end && *q & 0x80 ? 1 : 0);
}

static const char *
take_plain(Filter *f, const char *p, gsize len)
{
	flush_held(f);
	set_link(f, 0);
	settle(f);
	g_string_append_len(f->out, p, (gssize)len);
	return p + len;
}

static const char *
take_char(Filter *f, const char *p, const char *end)
{
	int n = g_utf8_skip[(guchar)*p];
	gunichar c = g_utf8_get_char_validated(p, end - p);
	if ((gint)c < 0 || p + n > end) {
		flush_held(f);
		g_string_append_c(f->held, *p);
		return p + 1;
	}
	if (c >= LINK_SELECTOR && c < LINK_SELECTOR + LINK_SLOTS) {
		int slot = c - LINK_SELECTOR + 1;
		if (f->tables->links->urls[slot - 1])
			f->held_link = slot;
		return p + n;
	}
	if (width_char(c) > 0)
		flush_held(f);
	g_string_append_len(f->held, p, n);
	return p + n;
}

static bool
has_other_background(const Filter *f)
{
	const Sgr *sgr = f->tables->sgr;
	return sgr->unknown || sgr->bg != f->tables->wanted->bg ||
		sgr->attrs & 1u << 7;
}

static const char *
take_control(Filter *f, const char *p)
{
	/* A line feed can scroll, and the new line takes the background. */
	if (*p == '\n' || *p == '\v') {
		set_link(f, 0);
		f->row = 0;
		if (has_other_background(f))
			settle(f);
	}
	/* SO and SI choose charsets, see above. */
	if (*p != 14 && *p != 15)
		g_string_append_c(f->out, *p);
	return p + 1;
}

void
filter_frame(
	const FilterTables *tables, const char *in, gsize len, GString *out)
{
	g_autoptr(GString) held = g_string_new(NULL);
	Filter f = { .tables = tables, .out = out, .held = held };
	const char *end = in + len;
	gsize n;
	for (const char *p = in; p < end;) {
		if (*p == '\033') {
			p = take_escape(&f, p, end);
		} else if ((guchar)*p < 0x20 || *p == 0x7f) {
			flush_held(&f);
			p = take_control(&f, p);
		} else if ((n = run_length(&f, p, end)) > RUN_LEAST) {
			p = take_run(&f, p, end, n);
		} else if ((n = plain_length(&f, p, end)) > 0) {
			p = take_plain(&f, p, n);
		} else {
			p = take_char(&f, p, end);
		}
	}
	flush_held(&f);
	set_link(&f, 0);
}
