/* SPDX-License-Identifier: MIT
 *
 * Printable ASCII and most other characters are copied as they come.  Only
 * where marks, joiners or characters that NFC replaces appear, the cluster
 * around them is collected, normalised and capped (put_cluster).
 *
 * A cleaned piece never starts with a mark nor ends with a joiner, so clean
 * pieces put together are clean.
 */
#include <config.h>

#include "base/text.h"

#include "base/base_i.h"
#include "base/width.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

enum {
	MAX_MARKS = 3, /* on one cell; one more is left for term's link mark */
	MAX_CLUSTER = 32,    /* characters; the rest is dropped */
	TAB_LOOKBACK = 1024, /* bytes; a word further right counts from 0 */
	ZWNJ = 0x200c,
	ZWJ = 0x200d,
	DOTTED_CIRCLE = 0x25cc,
	REPLACEMENT = 0xfffd
};

typedef struct {
	GString *out;
	gsize start; /* out's length before this piece */
	gsize stop;  /* where the last tab has led, or 0 */
	const guint8 *p, *end;
	TextShape shape;
	bool space;  /* TEXT_LINE: one is due before the next character */
	guint8 base; /* char_info() of the last character that is no mark */
} Cleaner;

gunichar
text_cp1252(gunichar c)
{
	static const guint16 meant[32] = { 0x20ac, 0x81, 0x201a, 0x0192, 0x201e,
		0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
		0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d,
		0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153,
		0x9d, 0x017e, 0x0178 };
	return c >= 0x80 && c < 0xa0 ? meant[c - 0x80] : c;
}

static bool
is_graph(guint8 c)
{
	return c > 0x20 && c < 0x7f;
}

static bool
is_white(ucs4_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x2028 ||
		c == 0x2029;
}

/* The next character; a C1 control is nearly always one of windows-1252. */
static ucs4_t
peek(const guint8 *p, const guint8 *end, const guint8 **next)
{
	ucs4_t c;
	*next = p + char_decode(&c, p, end);
	return text_cp1252(c);
}

static void
put(GString *out, ucs4_t c)
{
	guint8 bytes[6];
	int n = u8_uctomb(bytes, c, sizeof bytes);
	g_string_append_len(out, (const char *)bytes, n);
}

static void
put_due_space(Cleaner *t)
{
	if (t->space && t->out->len > t->start)
		g_string_append_c(t->out, ' ');
	t->space = false;
}

static void
put_tab(Cleaner *t)
{
	gsize from = t->out->len;
	gsize limit = from > TAB_LOOKBACK ? from - TAB_LOOKBACK : 0;
	limit = MAX(limit, t->stop);
	while (from > limit && t->out->str[from - 1] != '\n')
		from--;
	if (from > t->stop && t->out->str[from - 1] != '\n')
		from = t->out->len;
	int column = width_text(t->out->str + from, t->out->len - from);
	g_string_append_len(t->out, "        ", 8 - column % 8);
	t->stop = t->out->len;
}

static void
put_white(Cleaner *t, ucs4_t c)
{
	t->base = 0;
	if (c == '\r' && t->p < t->end && *t->p == '\n')
		return;
	if (t->shape == TEXT_LINE)
		t->space = true;
	else if (t->shape == TEXT_INLINE || c == ' ')
		g_string_append_c(t->out, ' ');
	else if (c == '\t')
		put_tab(t);
	else
		g_string_append_c(t->out, '\n');
}

static const guint8 *
ascii_end(const guint8 *p, const guint8 *end, TextShape shape)
{
	if (shape != TEXT_LINE) {
		while (p < end && *p >= 0x20 && *p < 0x7f)
			p++;
		return p;
	}
	while (p < end) {
		if (is_graph(*p))
			p++;
		else if (*p == ' ' && p + 1 < end && is_graph(p[1]))
			p += 2;
		else
			break;
	}
	return p;
}

/* The end of what can be copied as it is; *BASE gets char_info() of the last
 * character, if there is any. */
static const guint8 *
plain_end(const guint8 *p, const guint8 *end, TextShape shape, guint8 *base)
{
	for (;;) {
		const guint8 *from = p;
		ucs4_t c;
		p = ascii_end(p, end, shape);
		if (p > from)
			*base = 0;
		if (p == end ||
			(*p < 0x80 &&
				!(*p == ' ' && p + 1 < end && p[1] >= 0x80)))
			return p;
		/* In TEXT_LINE a space stays if what follows it does. */
		const guint8 *at = p + (*p == ' ');
		int n = char_decode(&c, at, end);
		guint8 info = char_info(c);
		if ((info & GLYPH_SPECIAL) || c == REPLACEMENT)
			return p;
		*base = info;
		p = at + n;
	}
}

/* True if the joiner before P stands between letters that need it. */
static bool
joins(const Cleaner *t, const guint8 *p)
{
	const guint8 *next;
	if (!(t->base & GLYPH_JOINING) || p >= t->end)
		return false;
	return char_info(peek(p, t->end, &next)) & GLYPH_JOINING;
}

/* Skips what a ZWJ joins to an emoji: only the first of them is shown. */
static void
skip_joined_emoji(Cleaner *t)
{
	const guint8 *next;
	if ((t->base & GLYPH_EMOJI) && t->p < t->end &&
		(char_info(peek(t->p, t->end, &next)) & GLYPH_EMOJI))
		t->p = next;
}

/* Appends the marks and joiners that follow to the cluster; its new size. */
static gsize
collect(Cleaner *t, ucs4_t cluster[MAX_CLUSTER], gsize n)
{
	while (t->p < t->end) {
		const guint8 *next;
		ucs4_t c = peek(t->p, t->end, &next);
		guint8 info = char_info(c);
		if (!(info & (GLYPH_MARK | GLYPH_DROPPED)) || is_white(c))
			break;
		t->p = next;
		if (c == ZWJ)
			skip_joined_emoji(t);
		if (info & GLYPH_MARK) {
			if (n < MAX_CLUSTER)
				cluster[n++] = c;
		} else if ((c == ZWJ || c == ZWNJ) && joins(t, t->p)) {
			if (n + 2 <= MAX_CLUSTER)
				cluster[n++] = c;
		}
	}
	return n;
}

static bool
is_normal(const ucs4_t *cluster, gsize n)
{
	ucs4_t starter = cluster[0];
	int last = 0;
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	if (uc_canonical_decomposition(starter, parts) >= 0)
		return false;
	for (gsize i = 1; i < n; i++) {
		int class = uc_combining_class(cluster[i]);
		if ((char_info(cluster[i]) & GLYPH_DECOMPOSED) ||
			(class != 0 && class < last) ||
			uc_composition(starter, cluster[i]) != 0)
			return false;
		if (class == 0)
			starter = cluster[i];
		last = class;
	}
	return true;
}

/* True if the joiner at I may stay: after normalising, what it joins must
 * still follow it and fit on the cell. */
static bool
stays(const ucs4_t *cluster, gsize n, gsize i, int marks)
{
	if (i + 1 == n)
		return marks < MAX_MARKS;
	guint8 info = char_info(cluster[i + 1]);
	if (!(info & GLYPH_JOINING))
		return false;
	return marks + ((info & GLYPH_WIDTH) == 0) < MAX_MARKS;
}

/* Writes a normalised cluster with at most MAX_MARKS on each cell. */
static void
put_capped(GString *out, const ucs4_t *cluster, gsize n)
{
	int marks = 0;
	n = MIN(n, MAX_CLUSTER);
	for (gsize i = 0; i < n; i++) {
		ucs4_t c = cluster[i];
		bool joiner = c == ZWJ || c == ZWNJ;
		if (joiner && !stays(cluster, n, i, marks))
			break;
		if (i == 0 || (!joiner && width_char(c) > 0))
			marks = 0;
		else if (++marks > MAX_MARKS)
			continue;
		put(out, c);
	}
}

/* Takes the last character of this piece back to be the base of a mark. */
static ucs4_t
take_base(Cleaner *t)
{
	GString *out = t->out;
	ucs4_t c;
	put_due_space(t);
	gsize from = out->len;
	if (from == t->start || out->str[from - 1] == '\n')
		return DOTTED_CIRCLE;
	do
		from--;
	while (from > t->start && ((guint8)out->str[from] & 0xc0) == 0x80);
	u8_mbtouc(&c, (const guint8 *)out->str + from, out->len - from);
	g_string_truncate(out, from);
	return c;
}

/* C is a mark, a joiner that joins, or a character that NFC replaces. */
static void
put_cluster(Cleaner *t, ucs4_t c)
{
	ucs4_t cluster[MAX_CLUSTER], normal[4 * MAX_CLUSTER];
	gsize n = 0;
	if (char_info(c) & GLYPH_DECOMPOSED && !(char_info(c) & GLYPH_MARK)) {
		put_due_space(t);
		t->base = char_info(c);
	} else {
		cluster[n++] = take_base(t);
	}
	cluster[n++] = c;
	n = collect(t, cluster, n);
	if (is_normal(cluster, n)) {
		put_capped(t->out, cluster, n);
		return;
	}
	size_t m = G_N_ELEMENTS(normal);
	ucs4_t *form = u32_normalize(UNINORM_NFC, cluster, n, normal, &m);
	put_capped(t->out, form, m);
	if (form != normal)
		free(form);
}

static void
put_special(Cleaner *t, ucs4_t c, guint8 info)
{
	if (info & GLYPH_DROPPED) {
		if (c == ZWJ)
			skip_joined_emoji(t);
		if ((c == ZWJ || c == ZWNJ) && joins(t, t->p))
			put_cluster(t, c);
	} else if (info & GLYPH_UNKNOWN) {
		put_due_space(t);
		put(t->out, REPLACEMENT);
		t->base = 0;
	} else {
		put_cluster(t, c);
	}
}

static void
put_other(Cleaner *t)
{
	ucs4_t c = peek(t->p, t->end, &t->p);
	if (is_white(c)) {
		put_white(t, c);
		return;
	}
	guint8 info = char_info(c);
	if (info & GLYPH_SPECIAL) {
		put_special(t, c, info);
		return;
	}
	put_due_space(t);
	put(t->out, c);
	t->base = info;
}

void
text_clean_append(GString *out, const char *s, gssize len, TextShape shape)
{
	if (!s)
		return;
	Cleaner t = { .out = out,
		.start = out->len,
		.shape = shape,
		.p = (const guint8 *)s };
	t.end = t.p + (len < 0 ? strlen(s) : (gsize)len);
	while (t.p < t.end) {
		const guint8 *run = t.p;
		if (*run != ' ' || shape != TEXT_LINE)
			t.p = plain_end(run, t.end, shape, &t.base);
		if (t.p > run) {
			put_due_space(&t);
			g_string_append_len(out, (const char *)run, t.p - run);
		} else {
			put_other(&t);
		}
	}
}

char *
text_clean(const char *s, gssize len, TextShape shape)
{
	gsize n = !s ? 0 : len < 0 ? strlen(s) : (gsize)len;
	GString *out = g_string_sized_new(n);
	text_clean_append(out, s, n, shape);
	return g_string_free(out, FALSE);
}

/* True if nothing in S needs more than a look at single characters. */
static bool
is_plain(const guint8 *p, const guint8 *end, TextShape shape)
{
	if (shape == TEXT_LINE && p < end && (*p == ' ' || end[-1] == ' '))
		return false;
	while (p < end) {
		p = ascii_end(p, end, shape);
		if (p == end)
			break;
		if (*p == '\n' && shape == TEXT_BLOCK) {
			p++;
			continue;
		}
		const guint8 *next;
		ucs4_t c = peek(p, end, &next);
		if (*p < 0x80 && !(*p == ' ' && p + 1 < end && p[1] >= 0x80))
			return false;
		if (c == REPLACEMENT || (char_info(c) & GLYPH_SPECIAL) ||
			(*p == 0xc2 && p[1] < 0xa0))
			return false;
		p = next;
	}
	return true;
}

bool
text_is_clean(const char *s, gssize len, TextShape shape)
{
	gsize n = !s ? 0 : len < 0 ? strlen(s) : (gsize)len;
	const guint8 *p = (const guint8 *)s;
	if (n == 0 || is_plain(p, p + n, shape))
		return true;
	g_autoptr(GString) cleaned = g_string_sized_new(n);
	text_clean_append(cleaned, s, n, shape);
	return cleaned->len == n && memcmp(cleaned->str, s, n) == 0;
}

static bool
is_cjk(ucs4_t c)
{
	return (c >= 0x3041 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
		(c >= 0xf900 && c <= 0xfaff) || (c >= 0xff66 && c <= 0xff9d) ||
		(c >= 0x20000 && c <= 0x3ffff);
}

static bool
is_space(ucs4_t c)
{
	return c == ' ' || c == '\n' || c == 0xa0 || c == 0x3000 ||
		(c >= 0x2000 && c <= 0x200a);
}

gsize
text_ascii_len(const char *s, gsize len)
{
	const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
	gsize n = 0;
	guint64 v;

	for (; len - n >= sizeof v; n += sizeof v) {
		memcpy(&v, s + n, sizeof v);
		/* Only zero has a high bit after subtraction and none
		 * before. */
		if ((v | (v - ones)) & ones << 7)
			break;
	}
	while (n < len && (guchar)(s[n] - 1) < 0x7F)
		n++;
	return n;
}

bool
text_is_utf8(const char *s, gsize len)
{
	const char *end;
	gsize part;

	for (;;) {
		gsize n = text_ascii_len(s, len);
		s += n;
		len -= n;
		if (len == 0)
			return true;
		/* The last character of a part may be cut. */
		part = MIN(len, 256);
		if (!g_utf8_validate_len(s, part, &end) &&
			(part == len || end + 3 < s + part))
			return false;
		len -= (gsize)(end - s);
		s = end;
	}
}

gsize
text_words(const char *s, gssize len)
{
	const guint8 *p = (const guint8 *)s;
	const guint8 *end = p + (len < 0 ? strlen(s) : (gsize)len);
	gsize words = 0, cjk = 0;
	bool inside = false;
	while (p < end) {
		ucs4_t c = *p;
		if (c < 0x80)
			p++;
		else
			p += char_decode(&c, p, end);
		if (is_cjk(c)) {
			cjk++;
			inside = false;
		} else if (is_space(c)) {
			inside = false;
		} else if (!inside) {
			words++;
			inside = true;
		}
	}
	return words + (cjk + 1) / 2;
}
