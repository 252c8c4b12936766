/* SPDX-License-Identifier: MIT
 *
 * Select Graphic Rendition (ECMA-48 8.3.117).  Curses resets and sets anew
 * at each change; most of that says nothing.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "term/term_i.h"

static const guint8 off_codes[10] = { 0, 22, 22, 23, 24, 25, 0, 27, 28, 29 };

#define MAX_PARAMS 32

/* "38:2::R:G:B" and "38:5:N" (ITU T.416), as the entries for direct colour have
 * it, become what "38;2;R;G;B" and "38;5;N" are.  FIRST is where the part
 * begins, N what is behind it; the number of parameters that are left. */
static int
join_parts(int *numbers, int first, int n)
{
	int *p = numbers + first;
	bool extended = p[0] == 38 || p[0] == 48;
	if (extended && p[1] == 5 && n - first == 3)
		return n;
	if (extended && p[1] == 2 && n - first == 5)
		return n;
	if (!extended || p[1] != 2 || n - first < 6)
		return -1;
	/* The colour space, mostly left out. */
	memmove(p + 2, p + 3, 3 * sizeof *p);
	return first + 5;
}

static int
read_numbers(const char *p, gsize len, int numbers[MAX_PARAMS])
{
	int n = 0, first = 0;
	bool parts = false;
	numbers[0] = 0;
	for (gsize i = 0; i <= len; i++) {
		if (i < len && g_ascii_isdigit(p[i])) {
			numbers[n] = MIN(numbers[n] * 10 + p[i] - '0', 9999);
			continue;
		}
		n++;
		if (i < len && p[i] == ':') {
			parts = true;
		} else if (i == len || p[i] == ';') {
			n = parts ? join_parts(numbers, first, n) : n;
			first = n;
			parts = false;
		} else {
			return -1;
		}
		if (n < 0 || n >= MAX_PARAMS)
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
	bool known = false;
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

bool
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

/* Room for all nine attributes off and on and two true colours. */
typedef struct {
	char text[160];
	gsize len;
} Codes;

static void
add_code(Codes *codes, guint code)
{
	char digits[12];
	gsize n = sizeof digits;
	do
		digits[--n] = (char)('0' + code % 10);
	while ((code /= 10) > 0);
	if (codes->len)
		digits[--n] = ';';
	memcpy(codes->text + codes->len, digits + n, sizeof digits - n);
	codes->len += sizeof digits - n;
}

static void
add_color(Codes *codes, guint base, gint32 color)
{
	if (color < 0) {
		add_code(codes, base + 9);
	} else if (color < 8) {
		add_code(codes, base + (guint)color);
	} else if (color < 16) {
		add_code(codes, base + 60 + (guint)color - 8);
	} else if (color < 0x1000000) {
		add_code(codes, base + 8);
		add_code(codes, 5);
		add_code(codes, (guint)color);
	} else {
		add_code(codes, base + 8);
		add_code(codes, 2);
		for (int shift = 16; shift >= 0; shift -= 8)
			add_code(codes, (guint)color >> shift & 255);
	}
}

static void
add_attrs(Codes *codes, guint attrs)
{
	for (guint i = 1; i < 10; i++)
		if (attrs & 1u << i)
			add_code(codes, i);
}

static void
step_codes(Codes *codes, const Sgr *from, const Sgr *to)
{
	guint off = from->attrs & ~to->attrs, on = to->attrs & ~from->attrs;
	guint before = 0;
	for (int i = 1; i < 10; i++)
		if (off & 1u << i && off_codes[i] != before) {
			before = off_codes[i];
			add_code(codes, before);
		}
	/* Bold and dim go together. */
	if (off & 6)
		on |= to->attrs & 6;
	add_attrs(codes, on);
	if (from->fg != to->fg)
		add_color(codes, 30, to->fg);
	if (from->bg != to->bg)
		add_color(codes, 40, to->bg);
}

static void
fresh_codes(Codes *codes, const Sgr *to)
{
	if (!to->attrs && to->fg < 0 && to->bg < 0)
		return;
	add_code(codes, 0);
	add_attrs(codes, to->attrs);
	if (to->fg >= 0)
		add_color(codes, 30, to->fg);
	if (to->bg >= 0)
		add_color(codes, 40, to->bg);
}

void
sgr_change(GString *out, const Sgr *from, const Sgr *to)
{
	if (!from->unknown && from->attrs == to->attrs && from->fg == to->fg &&
		from->bg == to->bg)
		return;
	Codes step = { .len = 0 }, fresh = { .len = 0 };
	fresh_codes(&fresh, to);
	step_codes(&step, from, to);
	bool shorter = from->unknown || fresh.len < step.len;
	const Codes *codes = shorter ? &fresh : &step;
	g_string_append(out, "\033[");
	g_string_append_len(out, codes->text, (gssize)codes->len);
	g_string_append_c(out, 'm');
}
