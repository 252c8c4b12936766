/* SPDX-License-Identifier: MIT
 *
 * Select Graphic Rendition (ECMA-48 8.3.117).
 */
#include <config.h>

#include <string.h>

#include "term/term_i.h"

static const guint8 off_codes[10] = { 0, 22, 22, 23, 24, 25, 0, 27, 28, 29 };

/* Room for all nine attributes off and on and two true colours. */
typedef struct {
	char text[160];
	gsize len;
} Codes;

gsize
sgr_digits(char digits[SGR_DIGITS], guint n)
{
	gsize len = 0;
	for (guint rest = n; len == 0 || rest > 0; rest /= 10)
		len++;
	for (gsize i = len; i-- > 0; n /= 10)
		digits[i] = (char)('0' + n % 10);
	return len;
}

static void
add_code(Codes *codes, guint code)
{
	if (codes->len)
		codes->text[codes->len++] = ';';
	codes->len += sgr_digits(codes->text + codes->len, code);
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
