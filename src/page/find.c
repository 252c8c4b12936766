/* SPDX-License-Identifier: MIT
 *
 * Find: the text of all lines is folded once (no case, no accents, one blank
 * for any run of them) together with the place of each byte.
 */
#include <config.h>

#include "page/layout.h"

#include <string.h>

/* Between lines that do not go on: matches nothing. */
#define STOP '\1'

struct Fold {
	GString *text;
	GArray *places; /* guint32 for each byte: offset in Page.out.text */
	bool made;
};

Fold *
fold_new(void)
{
	return g_new0(Fold, 1);
}

void
fold_free(Fold *fold)
{
	if (fold->made) {
		g_string_free(fold->text, TRUE);
		g_array_free(fold->places, TRUE);
	}
	g_free(fold);
}

/* Writes C folded into OUT (at most 6 bytes a piece); returns its length. */
static gsize
fold_char(gunichar c, char out[G_UNICHAR_MAX_DECOMPOSITION_LENGTH * 6])
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	gsize len = 0;
	if (c == 0xDF || c == 0x1E9E) {
		memcpy(out, "ss", 2);
		return 2;
	}
	gsize n =
		g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
	for (gsize i = 0; i < MIN(n, G_N_ELEMENTS(parts)); i++)
		if (!g_unichar_ismark(parts[i]))
			len += (gsize)g_unichar_to_utf8(
				g_unichar_tolower(parts[i]), out + len);
	return len;
}

static void
fold_byte(Fold *f, char c, guint32 place)
{
	g_string_append_c(f->text, c);
	g_array_append_val(f->places, place);
}

static void
fold_blank(Fold *f, guint32 place)
{
	if (f->text->len > 0 && f->text->str[f->text->len - 1] != ' ')
		fold_byte(f, ' ', place);
}

/* BASE: the place of S's first byte. */
static void
fold_text(Fold *f, const char *s, gsize len, guint32 base)
{
	for (const char *p = s; p < s + len;) {
		guint32 place = base + (guint32)(p - s);
		guchar c = (guchar)*p;
		if (c == ' ') {
			fold_blank(f, place);
			p++;
		} else if (c < 0x80) {
			fold_byte(f, g_ascii_tolower(*p), place);
			p++;
		} else {
			char out[G_UNICHAR_MAX_DECOMPOSITION_LENGTH * 6];
			gsize n = fold_char(g_utf8_get_char(p), out);
			for (gsize i = 0; i < n; i++)
				if (out[i] == ' ')
					fold_blank(f, place);
				else
					fold_byte(f, out[i], place);
			p += g_utf8_skip[(guchar)*p];
		}
	}
}

static void
fold_init(Fold *f)
{
	f->text = g_string_new(NULL);
	f->places = g_array_new(FALSE, FALSE, sizeof(guint32));
}

static void
fold_make(const Page *page)
{
	Fold *f = page->fold;
	const char *base = page->out.text->str;
	if (f->made)
		return;
	f->made = true;
	fold_init(f);
	for (guint32 i = 0; i < page_n_lines(page); i++) {
		const PageLine *line = page_line(page, i);
		guint32 at = (guint32)(line->text - base);
		fold_text(f, line->text + line->indent,
			line->len - line->indent, at + line->indent);
		if (line->end == LINE_SPACE)
			fold_blank(f, at + line->len);
		else if (line->end == LINE_ENDS)
			fold_byte(f, STOP, at + line->len);
	}
}

/* The line that holds PLACE, at or after line I. */
static guint32
line_of(const Page *page, guint32 i, guint32 place)
{
	const char *s = page->out.text->str + place;
	while (s > page_line(page, i)->text + page_line(page, i)->len)
		i++;
	return i;
}

/* One PageMatch for each line that bytes FROM to before END touch. */
static guint32
match_add(const Page *page, GArray *matches, guint32 line, guint32 from,
	guint32 end, guint32 number)
{
	const char *base = page->out.text->str;
	line = line_of(page, line, from);
	guint32 first = line;
	for (guint32 i = line; i < page_n_lines(page); i++) {
		const PageLine *l = page_line(page, i);
		guint32 start = (guint32)(l->text - base);
		if (start >= end)
			break;
		guint32 a = i == first ? from - start : l->indent;
		guint32 b = MIN(end - start, l->len);
		PageMatch m = { i, a, b - MIN(a, b), number };
		if (m.len > 0)
			g_array_append_val(matches, m);
	}
	return line;
}

/* Just behind the character at PLACE and the marks on it. */
static guint32
place_end(const Page *page, guint32 place)
{
	const char *base = page->out.text->str;
	const char *p = base + place;
	if (!*p)
		return place;
	p += g_utf8_skip[(guchar)*p];
	while ((guchar)*p >= 0x80 && g_unichar_ismark(g_utf8_get_char(p)))
		p += g_utf8_skip[(guchar)*p];
	return (guint32)(p - base);
}

GArray *
page_find(const Page *page, const char *needle)
{
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(PageMatch));
	Fold want = { .made = false };
	fold_init(&want);
	fold_text(&want, needle, strlen(needle), 0);
	const char *n = want.text->str;
	gsize len = want.text->len;
	len -= len > 0 && n[len - 1] == ' ';
	fold_make(page);
	const Fold *f = page->fold;
	guint32 line = 0, number = 0;
	const char *s = f->text->str, *end = s + f->text->len;
	while (len > 0 && (s = memmem(s, (gsize)(end - s), n, len))) {
		gsize at = (gsize)(s - f->text->str);
		guint32 from = g_array_index(f->places, guint32, at);
		guint32 to = g_array_index(f->places, guint32, at + len - 1);
		line = match_add(page, matches, line, from, place_end(page, to),
			number++);
		s += len;
	}
	g_string_free(want.text, TRUE);
	g_array_free(want.places, TRUE);
	return matches;
}
