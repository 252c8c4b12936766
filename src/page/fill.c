/* SPDX-License-Identifier: MIT
 *
 * From a run to lines: greedy fill at the breaks that Unicode allows.
 */
#include <config.h>

#include "page/layout.h"

#include "base/breaks.h"
#include "base/width.h"

#include <string.h>

typedef struct {
	gsize end; /* byte after the last one on this line */
	int cols;  /* without blanks at the end */
	LineEnd how;
} Cut;

/* Breaks are looked for only where a line is about to end, in a window
 * between two places at which they surely are. */
typedef struct {
	Layout *l;
	const char *s;
	guint seg;           /* the one at the current place */
	gsize known, beyond; /* run.breaks is right from KNOWN to BEYOND */
	bool right;
	int hang; /* columns before what goes on of a line of verse */
} Fill;

/* U+2000 to U+200A and U+202F: spaces of all kinds, one column wide. */
static bool
is_thin_space(const guchar *s)
{
	return s[0] == 0xE2 && s[1] == 0x80 &&
		((s[2] >= 0x80 && s[2] <= 0x8A) || s[2] == 0xAF);
}

gsize
text_blank_end(const char *s, gsize len)
{
	if (len > 0 && s[len - 1] == ' ')
		return 1;
	if (len > 1 && memcmp(s + len - 2, "\302\240", 2) == 0)
		return 2;
	return len > 2 && is_thin_space((const guchar *)s + len - 3) ? 3 : 0;
}

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

/* Between a word and a word a line may end, whatever stands around. */
static bool
is_seam(const char *s, gsize from, gsize i)
{
	return i >= from + 2 && s[i - 1] == ' ' && g_ascii_isalnum(s[i]) &&
		g_ascii_isalnum(s[i - 2]);
}

/* Makes the breaks around byte AT known. */
static void
breaks_around(Fill *f, gsize from, gsize to, gsize at)
{
	GByteArray *breaks = f->l->run.breaks;
	if (at < f->beyond)
		return;
	gsize start = at, end = at + 1;
	while (start > from && !is_seam(f->s, from, start))
		start--;
	while (end < to && !is_seam(f->s, from, end))
		end++;
	if (breaks->len < to)
		g_byte_array_set_size(breaks, (guint)to);
	char *out = (char *)breaks->data;
	breaks_find(f->s + start, end - start, out + start);
	if (start > from)
		out[start] = BREAK_ALLOWED;
	f->known = start;
	f->beyond = end;
}

static int
by_place(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
	return x < y ? -1 : x > y;
}

/* Addresses are kept whole where they have room on a line of their own, and
 * their scheme and host where they have not.  Returns where the address
 * around AT, on a line that starts at FROM, is not to be broken up to, with
 * its start in *START; 0 if there is none. */
static gsize
address_around(
	const char *s, gsize from, gsize to, gsize at, int room, gsize *start)
{
	gsize first = at, end = at;
	while (first > from && s[first - 1] != ' ')
		first--;
	gsize reach = MIN(to, first + (gsize)room + 1);
	while (end < reach && s[end] != ' ')
		end++;
	const char *sign =
		g_strstr_len(s + first, (gssize)(end - first), "://");
	if (first == from || !sign)
		return 0;
	*start = first;
	if (end - first <= (gsize)room)
		return end;
	const char *host = sign + strlen("://");
	const char *path = memchr(host, '/', (gsize)(s + end - host));
	return (gsize)((path ? path : host) - s);
}

/* The last place up to AT, but after FROM, at which the line may end; 0 if
 * there is none. */
static gsize
break_before(Fill *f, gsize from, gsize to, gsize at)
{
	GArray *glued = f->l->run.glued;
	gsize in_need = 0, start = 0;
	if (is_seam(f->s, from, at))
		return at;
	if (address_around(f->s, from, to, at, line_room(f->l), &start) >= at)
		return start;
	breaks_around(f, from, to, at);
	const guint8 *breaks = f->l->run.breaks->data;
	for (gsize i = at; i > from && i >= f->known; i--) {
		guint32 place = (guint32)i;
		if (breaks[i] == BREAK_NONE)
			continue;
		if (!g_array_binary_search(glued, &place, by_place, NULL))
			return i;
		in_need = MAX(in_need, i);
	}
	return in_need;
}

static bool
all_ascii(const char *s, gsize len)
{
	guint64 word, bits = 0;
	for (; len >= sizeof word; s += sizeof word, len -= sizeof word) {
		memcpy(&word, s, sizeof word);
		bits |= word;
	}
	for (; len > 0; s++, len--)
		bits |= (guchar)*s;
	return (bits & 0x8080808080808080u) == 0;
}

/* The first character that has no room on the line; blanks need none. */
static gsize
first_beyond(const char *s, gsize from, gsize to, int room)
{
	gsize i = from + MIN(to - from, (gsize)room);
	if (all_ascii(s + from, i - from)) {
		while (i < to && s[i] == ' ')
			i++;
		if (i == to || (guchar)s[i] < 0x80)
			return i;
	}
	int col = 0;
	for (i = from; i < to;) {
		guchar c = (guchar)s[i];
		int w = c < 0x80 ? 1 : width_char(g_utf8_get_char(s + i));
		if (c != ' ' && col + w > room)
			return i;
		col += w;
		i += c < 0x80 ? 1 : (gsize)g_utf8_skip[c];
	}
	return to;
}

static int
columns(const char *s, gsize from, gsize to)
{
	while (to > from && s[to - 1] == ' ')
		to--;
	return all_ascii(s + from, to - from)
		? (int)(to - from)
		: width_text(s + from, (gssize)(to - from));
}

/* A word longer than the line is split between grapheme clusters. */
static Cut
word_split(const char *s, gsize from, gsize to, int room)
{
	const char *end =
		width_prefix(s + from, (gssize)(to - from), room, NULL);
	if (end == s + from)
		end += g_utf8_skip[(guchar)*end];
	gsize at = (gsize)(end - s);
	return (Cut){ at, columns(s, from, at),
		end[-1] == ' ' ? LINE_SPACE : LINE_GLUED };
}

/* Where the line that starts at FROM ends. */
static Cut
line_cut(Fill *f, gsize from, gsize to, int room)
{
	gsize beyond = first_beyond(f->s, from, to, room);
	if (beyond == to)
		return (Cut){ to, columns(f->s, from, to), LINE_ENDS };
	gsize end = break_before(f, from, to, beyond);
	if (end == 0)
		return word_split(f->s, from, beyond, room);
	return (Cut){ end, columns(f->s, from, end),
		f->s[end - 1] == ' ' ? LINE_SPACE : LINE_GLUED };
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

static bool
blank(const char *s, gsize from, gsize to)
{
	for (gsize n = 1; n > 0 && to > from; to -= n)
		n = text_blank_end(s + from, to - from);
	return from == to;
}

/* Text between two hard breaks. */
static void
stretch_fill(Fill *f, gsize from, gsize to)
{
	Layout *l = f->l;
	while (to > from && f->s[to - 1] == ' ')
		to--;
	for (int hang = 0; from < to; hang = f->hang) {
		while (from < to && f->s[from] == ' ')
			from++;
		int room = line_room(l) - hang;
		Cut cut = line_cut(f, from, to, room);
		gsize end = cut.end;
		while (end > from && f->s[end - 1] == ' ')
			end--;
		if (!blank(f->s, from, end)) {
			line_begin(l, source_of(f, from));
			line_pad(l, f->right ? room - cut.cols : hang);
			stretch_put(f, from, end);
			l->cols += cut.cols;
			line_end(l, cut.how);
		}
		from = cut.end;
	}
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

/* In verse, addresses and rows without a table it is to be seen where each
 * line begins. */
static int
hang_of(const Fill *f, gsize len)
{
	int room = line_room(f->l);
	gsize lines = 1;
	for (const char *p = f->s; (p = memchr(p, '\n', len - (p - f->s))); p++)
		lines++;
	return lines >= 3 && !f->right && room >= 30 &&
			len <= lines * (gsize)room * 3 / 2
		? 2
		: 0;
}

void
fill_run(Layout *l)
{
	Run *run = &l->run;
	gsize len = run->text->len;
	const char *s = run->text->str;
	for (gsize n = 1; n > 0 && len > 0; len -= n)
		n = s[len - 1] == '\n' ? 1 : text_blank_end(s, len);
	if (len == 0)
		return;
	Fill f = { .l = l, .s = s };
	f.right = l->rtl > 0 || text_is_rtl(s, len);
	/* No character has more columns than bytes. */
	if (len <= (gsize)line_room(l) && !memchr(s, '\n', len)) {
		line_whole(&f, len);
		return;
	}
	f.hang = hang_of(&f, len);
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
