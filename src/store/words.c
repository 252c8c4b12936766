/* SPDX-License-Identifier: MIT
 *
 * Words of a text as the search index has them: folded to lower case without
 * accents.  Scripts that put no spaces between words (Chinese, Japanese,
 * Korean, Thai, Lao, Burmese, Khmer) give one word for each character, so
 * that any run of them is found as a phrase.
 */
#include <config.h>

#include "store/store_i.h"

#include <string.h>

enum { MAX_WORD = 128, MAX_PHRASE = 64 };

typedef struct {
	gunichar first, last;
} Range;

static const Range unspaced[] = { { 0x0E00, 0x0EFF }, { 0x1000, 0x109F },
	{ 0x1100, 0x11FF }, { 0x1780, 0x17FF }, { 0x3005, 0x3007 },
	{ 0x3040, 0x318F }, { 0x31F0, 0x31FF }, { 0x3400, 0x4DBF },
	{ 0x4E00, 0x9FFF }, { 0xA960, 0xA97F }, { 0xAC00, 0xD7FF },
	{ 0xF900, 0xFAFF }, { 0xFF66, 0xFFDC }, { 0x20000, 0x3FFFF } };

static bool
is_unspaced(gunichar c)
{
	for (gsize i = 0; i < G_N_ELEMENTS(unspaced); i++)
		if (c <= unspaced[i].last)
			return c >= unspaced[i].first;
	return false;
}

static bool
is_accent(gunichar c)
{
	return c >= 0x300 && c <= 0x36F;
}

static int
fold_append(char *word, int len, gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
	bool wide = c >= 0xFF00 && c <= 0xFFEF;
	gsize n = g_unichar_fully_decompose(
		g_unichar_tolower(c), wide, parts, G_N_ELEMENTS(parts));
	for (gsize i = 0; i < n; i++)
		if (!is_accent(parts[i]) && len + 6 <= MAX_WORD)
			len += g_unichar_to_utf8(
				g_unichar_tolower(parts[i]), word + len);
	return len;
}

/* Length of the character at TEXT, -1 byte for what is no UTF-8. */
static int
next_char(const char *text, int left, gunichar *c)
{
	*c = g_utf8_get_char_validated(text, left);
	if (*c >= (gunichar)-2) {
		*c = 0;
		return 1;
	}
	return g_unichar_to_utf8(*c, NULL);
}

int
words_each(const char *text, int len, WordFn fn, void *user)
{
	char word[MAX_WORD];
	int used = 0, start = 0, stop = 0, i = 0;
	while (i < len && !stop) {
		gunichar c = (guchar)text[i];
		int n = c < 0x80 ? 1 : next_char(text + i, len - i, &c);
		bool letter = c < 0x80
			? g_ascii_isalnum((char)c)
			: g_unichar_isalnum(c) || g_unichar_ismark(c);
		bool alone = letter && c >= 0xE00 && is_unspaced(c);
		if (used && (!letter || alone)) {
			stop = fn(user, word, used, start, i);
			used = 0;
		}
		if (letter && !used)
			start = i;
		if (letter && c < 0x80) {
			if (used < MAX_WORD)
				word[used++] = g_ascii_tolower((char)c);
		} else if (letter) {
			used = fold_append(word, used, c);
		}
		i += n;
		if (alone && used && !stop) {
			stop = fn(user, word, used, start, i);
			used = 0;
		}
	}
	return used && !stop ? fn(user, word, used, start, i) : stop;
}

/* A phrase is looked for with one bit per word: bit i of STATE tells that its
 * first i + 1 words have just been read. */
typedef struct {
	char *words[MAX_PHRASE];
	int lens[MAX_PHRASE], n;
	bool prefix;
	guint64 state;
} Phrase;

static int
take_word(void *user, const char *word, int len, int start, int end)
{
	Phrase *p = user;
	p->words[p->n] = g_strndup(word, len);
	p->lens[p->n++] = len;
	return p->n == MAX_PHRASE;
}

static int
match_word(void *user, const char *word, int len, int start, int end)
{
	Phrase *p = user;
	guint64 mask = 0;
	for (int i = 0; i < p->n; i++) {
		bool open = p->prefix && i == p->n - 1;
		if ((open ? len >= p->lens[i] : len == p->lens[i]) &&
			memcmp(word, p->words[i], p->lens[i]) == 0)
			mask |= G_GUINT64_CONSTANT(1) << i;
	}
	p->state = (p->state << 1 | 1) & mask;
	return p->state >> (p->n - 1) & 1;
}

bool
words_contain(const char *text, const char *phrase, bool prefix)
{
	Phrase p = { .prefix = prefix };
	words_each(phrase, (int)strlen(phrase), take_word, &p);
	bool found =
		p.n && words_each(text, (int)strlen(text), match_word, &p) != 0;
	for (int i = 0; i < p.n; i++)
		g_free(p.words[i]);
	return found;
}

static int
count_word(void *user, const char *word, int len, int start, int end)
{
	++*(int *)user;
	return 0;
}

int
words_count(const char *phrase)
{
	int n = 0;
	words_each(phrase, (int)strlen(phrase), count_word, &n);
	return n;
}
