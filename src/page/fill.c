/* SPDX-License-Identifier: MIT
 *
 * From a run to lines: greedy fill at the breaks that Unicode allows.
 */
#include <config.h>

#include "page/layout.h"

#include "base/breaks.h"
#include "base/width.h"

#include <string.h>

/* A break taken only where the line has no other. */
enum { BREAK_IN_NEED = BREAK_MANDATORY + 1 };

typedef struct {
	gsize end; /* byte after the last one on this line */
	int cols;  /* without blanks at the end */
	LineEnd how;
} Cut;

typedef struct {
	Layout *l;
	const char *s, *breaks;
	guint seg; /* the one at the current place */
	bool right;
} Fill;

bool
text_is_rtl(const char *s, gsize len)
{
	for (const char *p = s; p < s + len; p += g_utf8_skip[(guchar)*p]) {
		gunichar c = g_utf8_get_char(p);
		if (!g_unichar_isalpha(c))
			continue;
		if (c < 0x590 || c > 0x1EFFF)
			return false;
		return c < 0x900 || (c >= 0xFB1D && c <= 0xFDFF) ||
			(c >= 0xFE70 && c <= 0xFEFF) ||
			(c >= 0x10800 && c <= 0x10FFF) || c >= 0x1E800;
	}
	return false;
}

static void
breaks_prepare(Run *run)
{
	g_byte_array_set_size(run->breaks, (guint)run->text->len);
	char *breaks = (char *)run->breaks->data;
	breaks_find(run->text->str, run->text->len, breaks);
	for (guint i = 0; i < run->glued->len; i++) {
		guint32 at = g_array_index(run->glued, guint32, i);
		if (at < run->text->len && breaks[at] == BREAK_ALLOWED)
			breaks[at] = BREAK_IN_NEED;
	}
}

/* A word longer than the line is split between grapheme clusters. */
static Cut
word_split(const char *s, gsize from, gsize to, int room)
{
	Cut cut = { .how = LINE_GLUED };
	const char *end =
		width_prefix(s + from, (gssize)(to - from), room, &cut.cols);
	if (end == s + from) {
		end += g_utf8_skip[(guchar)*end];
		cut.cols = width_text(s + from, end - (s + from));
	}
	cut.end = (gsize)(end - s);
	return cut;
}

/* Where the line that starts at FROM ends. */
static Cut
line_cut(const Fill *f, gsize from, gsize to, int room)
{
	const char *s = f->s, *breaks = f->breaks;
	Cut good = { 0 }, need = { 0 };
	int col = 0, solid = 0;
	for (gsize i = from; i < to;) {
		if (i > from && breaks[i] != BREAK_NONE) {
			LineEnd how = s[i - 1] == ' ' ? LINE_SPACE : LINE_GLUED;
			Cut *cut = breaks[i] == BREAK_IN_NEED ? &need : &good;
			*cut = (Cut){ i, solid, how };
		}
		guchar c = (guchar)s[i];
		if (c == ' ') {
			col++;
			i++;
			continue;
		}
		int w = 1;
		gsize n = 1;
		if (c >= 0x80) {
			w = width_char(g_utf8_get_char(s + i));
			n = (gsize)g_utf8_skip[c];
		}
		if (col + w > room) {
			if (good.end > 0)
				return good;
			return need.end > 0 ? need
					    : word_split(s, from, to, room);
		}
		col += w;
		solid = col;
		i += n;
	}
	return (Cut){ to, solid, LINE_ENDS };
}

static const Seg *
seg_at(const Fill *f, guint i)
{
	const GArray *segs = f->l->run.segs;
	return i < segs->len ? &g_array_index(segs, Seg, i) : NULL;
}

static guint32
source_of(Fill *f, gsize at)
{
	const Seg *next;
	while ((next = seg_at(f, f->seg + 1)) && next->start <= at)
		f->seg++;
	const Seg *seg = seg_at(f, f->seg);
	return seg->ours ? seg->source
			 : seg->source + (guint32)(at - seg->start);
}

static void
stretch_put(Fill *f, gsize from, gsize to)
{
	while (from < to) {
		const Seg *seg = seg_at(f, f->seg);
		const Seg *next = seg_at(f, f->seg + 1);
		gsize end = next ? MIN(to, next->start) : to;
		line_put(f->l, f->s + from, end - from, 0, seg->style);
		from = end;
		if (next && from >= next->start)
			f->seg++;
	}
}

/* Text between two hard breaks. */
static void
stretch_fill(Fill *f, gsize from, gsize to)
{
	Layout *l = f->l;
	while (to > from && f->s[to - 1] == ' ')
		to--;
	do {
		while (from < to && f->s[from] == ' ')
			from++;
		int room = line_room(l);
		Cut cut = line_cut(f, from, to, room);
		gsize end = cut.end;
		while (end > from && f->s[end - 1] == ' ')
			end--;
		line_begin(l, source_of(f, from));
		if (f->right)
			line_pad(l, room - cut.cols);
		stretch_put(f, from, end);
		l->cols += cut.cols;
		line_end(l, cut.how);
		from = cut.end;
	} while (from < to);
}

/* A text short enough for one line needs no search for breaks. */
static void
line_whole(Fill *f, gsize len)
{
	Layout *l = f->l;
	gsize from = 0;
	while (from < len && f->s[from] == ' ')
		from++;
	if (from == len)
		return;
	int cols = width_text(f->s + from, (gssize)(len - from));
	line_begin(l, source_of(f, from));
	if (f->right)
		line_pad(l, l->right - l->cols - cols);
	stretch_put(f, from, len);
	l->cols += cols;
	line_end(l, LINE_ENDS);
}

static bool
blank(const char *s, gsize from, gsize to)
{
	while (from < to && s[from] == ' ')
		from++;
	return from == to;
}

void
fill_run(Layout *l)
{
	Run *run = &l->run;
	gsize len = run->text->len;
	const char *s = run->text->str;
	while (len > 0 && strchr(" \n", s[len - 1]))
		len--;
	if (len == 0)
		return;
	Fill f = { .l = l, .s = s };
	f.right = l->rtl > 0 || text_is_rtl(s, len);
	/* No character has more columns than bytes. */
	if (len <= (gsize)line_room(l) && !memchr(s, '\n', len)) {
		line_whole(&f, len);
		return;
	}
	breaks_prepare(run);
	f.breaks = (const char *)run->breaks->data;
	bool skipped = true;
	for (gsize from = 0; from < len;) {
		const char *nl = memchr(s + from, '\n', len - from);
		gsize to = nl ? (gsize)(nl - s) : len;
		/* Of several empty lines one is enough. */
		bool empty = blank(s, from, to);
		if (!empty)
			stretch_fill(&f, from, to);
		else if (!skipped)
			layout_gap(l);
		skipped = empty;
		from = to + 1;
	}
}
