/* SPDX-License-Identifier: MIT
 *
 * Guessing: notes in the header.
 */
#include <config.h>

#include "feed/guess.h"

#include <stdbool.h>
#include <string.h>

#define WINDOW 65536

/* Fewer bytes beyond ASCII tell nothing. */
#define ENOUGH 16

typedef struct {
	guint8 from, to;
} Range;

/* Encodings of two bytes a character.  COMMON are the characters of which
 * text in the language has at least SHARE (percent): kana, Hangul, the first
 * level of Han. */
static const struct Wide {
	const char *name;
	Range lead[2], trail[2], single;
	struct {
		Range lead, trail;
	} common[2];
	int share;
	int low_trails; /* percent of second bytes that are ASCII, at least */
} wide[] = {
	{ "shift_jis", { { 0x81, 0x9F }, { 0xE0, 0xFC } },
		{ { 0x40, 0x7E }, { 0x80, 0xFC } }, { 0xA1, 0xDF },
		{ { { 0x82, 0x82 }, { 0x9F, 0xF1 } },
			{ { 0x83, 0x83 }, { 0x40, 0x96 } } },
		25, 0 },
	{ "euc-jp", { { 0x8E, 0x8F }, { 0xA1, 0xFE } },
		{ { 0xA1, 0xFE }, { 0xA1, 0xFE } }, { 0xFF, 0 },
		{ { { 0xA4, 0xA5 }, { 0xA1, 0xFE } } }, 25, 0 },
	{ "big5", { { 0xA1, 0xF9 }, { 0xA1, 0xF9 } },
		{ { 0x40, 0x7E }, { 0xA1, 0xFE } }, { 0xFF, 0 },
		{ { { 0xA4, 0xC6 }, { 0x40, 0xFE } } }, 75, 15 },
	{ "euc-kr", { { 0xA1, 0xFE }, { 0xA1, 0xFE } },
		{ { 0xA1, 0xFE }, { 0xA1, 0xFE } }, { 0xFF, 0 },
		{ { { 0xB0, 0xC8 }, { 0xA1, 0xFE } } }, 88, 0 },
	{ "gb2312", { { 0xA1, 0xF7 }, { 0xA1, 0xF7 } },
		{ { 0xA1, 0xFE }, { 0xA1, 0xFE } }, { 0xFF, 0 },
		{ { { 0xB0, 0xD7 }, { 0xA1, 0xFE } } }, 65, 0 },
	{ "gb18030", { { 0x81, 0xFE }, { 0x81, 0xFE } },
		{ { 0x40, 0x7E }, { 0x80, 0xFE } }, { 0xFF, 0 },
		{ { { 0xB0, 0xD7 }, { 0xA1, 0xFE } } }, 40, 0 },
};

/* Encodings of one byte a character, with the most frequent letters of
 * the language and the share (percent) of letters that they have at least. */
static const struct {
	const char *name;
	const char *letters;
	int share;
} narrow[] = {
	{ "windows-1251", "\xEE\xE5\xE0\xE8\xED\xF2\xF1\xF0\xE2\xEB", 55 },
	{ "windows-1251", "\xEE\xE0\xED\xE8\xB3\xE2\xF0\xF2\xE5\xF1", 55 },
	{ "koi8-r", "\xCF\xC5\xC1\xC9\xCE\xD4\xD3\xD2\xD7\xCC", 55 },
	{ "iso-8859-5", "\xDE\xD5\xD0\xD8\xDD\xE2\xE1\xE0\xD2\xDB", 55 },
	{ "ibm866", "\xAE\xA5\xA0\xA8\xAD\xE2\xE1\xE0\xA2\xAB", 55 },
	{ "windows-1253", "\xE1\xEF\xE9\xE5\xF4\xF3\xED\xE7\xF5\xF1", 55 },
	{ "windows-1255", "\xE9\xE5\xE4\xEC\xE0\xF8\xFA\xE1\xEE\xF9", 55 },
	{ "windows-1256", "\xC7\xE1\xED\xE3\xE4\xE6\xD1\xCA\xC8\xE5", 55 },
	{ "windows-874",
		"\xD2\xB9\xC3\xCD\xA1\xE0\xA7\xE8\xC1\xC2"
		"\xC5\xC7\xE9\xD1\xD5\xB7\xCA\xB4\xB5\xBB",
		60 },
};

static bool
in(Range r, guint8 c)
{
	return c >= r.from && c <= r.to;
}

static bool
in_either(const Range r[2], guint8 c)
{
	return in(r[0], c) || in(r[1], c);
}

/* From here on nearly any row of such bytes fits: they come last. */
#define FIRST_GB 4

typedef struct {
	int all, common, bad, low_trails;
	int in_row; /* right behind another one */
} Count;

static bool
is_common(const struct Wide *w, guint8 lead, guint8 trail)
{
	for (int i = 0; i < 2; i++)
		if (in(w->common[i].lead, lead) &&
			in(w->common[i].trail, trail))
			return true;
	return false;
}

static Count
count_wide(const struct Wide *w, const guint8 *p, const guint8 *end)
{
	const guint8 *last = NULL;
	Count n = { 0 };

	while (p < end) {
		if (*p < 0x80) {
			p++;
			continue;
		}
		n.all++;
		n.in_row += last == p;
		if (in(w->single, *p)) {
			p++;
		} else if (in_either(w->lead, *p) && p + 1 < end &&
			in_either(w->trail, p[1])) {
			n.common += is_common(w, *p, p[1]);
			n.low_trails += p[1] < 0x80;
			p += 2;
		} else {
			n.bad += p + 1 < end;
			p++;
		}
		last = p;
	}
	return n;
}

/* Few bytes that cannot be, most characters in rows of such, as words of
 * Western text never are, and enough of those that must be. */
static bool
fits(const struct Wide *w, const Count *n)
{
	return n->all * 2 >= ENOUGH && n->bad * 50 <= n->all &&
		n->in_row * 2 >= n->all &&
		n->common * 100 >= n->all * w->share &&
		n->low_trails * 100 >= n->all * w->low_trails;
}

static const char *
guess_wide(gsize from, gsize to, const guint8 *p, const guint8 *end)
{
	for (gsize i = from; i < to; i++) {
		Count n = count_wide(&wide[i], p, end);

		if (fits(&wide[i], &n))
			return wide[i].name;
	}
	return NULL;
}

/* Words all of letters beyond ASCII. */
static bool
is_other_script(const guint8 *p, const guint8 *end)
{
	int all = 0, in_row = 0;

	for (; p < end; p++)
		if (*p >= 0x80) {
			all++;
			in_row += p + 1 < end && p[1] >= 0x80;
		}
	return all >= ENOUGH && in_row * 100 >= all * 65;
}

static const char *
guess_narrow(const guint8 *p, const guint8 *end)
{
	int n[256] = { 0 }, all = 0, best = 0;
	const char *name = NULL;

	if (!is_other_script(p, end))
		return NULL;
	for (; p < end; p++) {
		n[*p]++;
		all += *p >= 0x80;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(narrow); i++) {
		int hits = 0;

		for (const char *c = narrow[i].letters; *c; c++)
			hits += n[(guint8)*c];
		if (hits > best && hits * 100 >= all * narrow[i].share) {
			best = hits;
			name = narrow[i].name;
		}
	}
	return name;
}

const char *
guess_encoding(const char *data, gsize len)
{
	const guint8 *p = (const guint8 *)data;
	const guint8 *end = p + MIN(len, WINDOW);
	const char *name = guess_wide(0, FIRST_GB, p, end);

	if (!name)
		name = guess_narrow(p, end);
	return name ? name : guess_wide(FIRST_GB, G_N_ELEMENTS(wide), p, end);
}
