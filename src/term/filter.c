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
} Filter;

static void
set_link(Filter *f, int link)
{
	if (link == f->link)
		return;
	f->link = link;
	if (link == 0) {
		g_string_append(f->out, "\033]8;;\033\\");
		return;
	}
	const char *url = f->tables->links->urls[link - 1];
	g_string_append_printf(f->out, "\033]8;id=%d;%s\033\\", link, url);
}

static void
flush_held(Filter *f)
{
	if (!f->held->len)
		return;
	set_link(f, f->held_link);
	g_string_append_len(f->out, f->held->str, f->held->len);
	g_string_truncate(f->held, 0);
	f->held_link = 0;
}

/* "38;5;N" and "48;5;N" with N from RGB_FIRST on become "38;2;R;G;B". */
static void
copy_sgr(Filter *f, const char *p, const char *end)
{
	g_autofree char *text = g_strndup(p, end - p);
	g_auto(GStrv) params = g_strsplit(text, ";", -1);
	guint n = g_strv_length(params);
	g_string_append(f->out, "\033[");
	for (guint i = 0; i < n; i++) {
		int value = i + 2 < n && strcmp(params[i + 1], "5") == 0
			? atoi(params[i + 2])
			: 0;
		g_string_append_printf(f->out, "%s%s", i ? ";" : "", params[i]);
		if (value < RGB_FIRST || value - RGB_FIRST >= f->tables->n_rgb)
			continue;
		guint32 rgb = f->tables->rgb[value - RGB_FIRST];
		g_string_append_printf(f->out, ";2;%u;%u;%u", rgb >> 16 & 255,
			rgb >> 8 & 255, rgb & 255);
		i += 2;
	}
	g_string_append_c(f->out, 'm');
}

static const char *
take_csi(Filter *f, const char *p, const char *end)
{
	const char *start = p + 2, *q = start;
	while (q < end && (guchar)*q < 0x40)
		q++;
	const char *next = q < end ? q + 1 : end;
	if (q < end && *q == 'm' && f->tables->n_rgb) {
		copy_sgr(f, start, q);
		return next;
	}
	if (q >= end || *q != 'm')
		set_link(f, 0);
	g_string_append_len(f->out, p, next - p);
	return next;
}

/* Charset switches are part of "no attributes" and leave a link open. */
static const char *
take_escape(Filter *f, const char *p, const char *end)
{
	flush_held(f);
	if (p + 1 < end && p[1] == '[')
		return take_csi(f, p, end);
	bool charset = p + 2 < end && strchr("()*+", p[1]);
	const char *next = MIN(p + (charset ? 3 : 2), end);
	if (!charset)
		set_link(f, 0);
	g_string_append_len(f->out, p, next - p);
	return next;
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

void
filter_frame(
	const FilterTables *tables, const char *in, gsize len, GString *out)
{
	g_autoptr(GString) held = g_string_new(NULL);
	Filter f = { .tables = tables, .out = out, .held = held };
	const char *end = in + len;
	for (const char *p = in; p < end;) {
		if (*p == '\033') {
			p = take_escape(&f, p, end);
		} else if ((guchar)*p < 0x20 || *p == 0x7f) {
			flush_held(&f);
			set_link(&f, 0);
			g_string_append_c(out, *p++);
		} else {
			p = take_char(&f, p, end);
		}
	}
	flush_held(&f);
	set_link(&f, 0);
}
