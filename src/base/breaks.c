/* SPDX-License-Identifier: MIT
 *
 * Most text is ASCII, for which the rules shrink to a table of pairs
 * (tests/unit/base/breaks.c compares it with libunistring, pair by pair).
 */
#include <config.h>

#include "base/breaks.h"

#include <stdbool.h>
#include <string.h>
#include <unilbrk.h>

enum {
	CLASS_NEWLINE, /* control characters too: not in clean text */
	CLASS_SPACE,
	CLASS_EXCLAMATION,
	CLASS_QUOTE,
	CLASS_LETTER,
	CLASS_PREFIX,
	CLASS_OPEN,
	CLASS_CLOSE,
	CLASS_INFIX,
	CLASS_SLASH,
	CLASS_HYPHEN,
	CLASS_DIGIT,
	CLASS_BAR,
	CLASS_BRACE,
	N_CLASSES
};

static const guint8 classes[128] = {
	[' '] = CLASS_SPACE,
	['!'] = CLASS_EXCLAMATION,
	['"'] = CLASS_QUOTE,
	['#'] = CLASS_LETTER,
	['$'] = CLASS_PREFIX,
	['%'] = CLASS_PREFIX,
	['&'] = CLASS_LETTER,
	['\''] = CLASS_QUOTE,
	['('] = CLASS_OPEN,
	[')'] = CLASS_CLOSE,
	['*'] = CLASS_LETTER,
	['+'] = CLASS_PREFIX,
	[','] = CLASS_INFIX,
	['-'] = CLASS_HYPHEN,
	['.'] = CLASS_INFIX,
	['/'] = CLASS_SLASH,
	['0' ... '9'] = CLASS_DIGIT,
	[':'] = CLASS_INFIX,
	[';'] = CLASS_INFIX,
	['<' ... '>'] = CLASS_LETTER,
	['?'] = CLASS_EXCLAMATION,
	['@' ... 'Z'] = CLASS_LETTER,
	['['] = CLASS_OPEN,
	['\\'] = CLASS_PREFIX,
	[']'] = CLASS_CLOSE,
	['^' ... 'z'] = CLASS_LETTER,
	['{'] = CLASS_OPEN,
	['|'] = CLASS_BAR,
	['}'] = CLASS_BRACE,
	['~'] = CLASS_LETTER,
};

/* Row: what stands before; column: what comes after.  '_' a line may end
 * between them, '%' only where there is space between, '^' never. */
static const char pairs[N_CLASSES][N_CLASSES + 1] = {
	/*                      \n sp ! " a $ ( ) , / - 0 | } */
	[CLASS_NEWLINE] = "^^^^^^^^^^^^^^",
	[CLASS_SPACE] = "^^%%%%%%%%%%%%",
	[CLASS_EXCLAMATION] = "^^^%___^^^%_%^",
	[CLASS_QUOTE] = "^^^%%%^^^^%%%^",
	[CLASS_LETTER] = "^^^%%%%^^^%%%^",
	[CLASS_PREFIX] = "^^^%%_%^^^%%%^",
	[CLASS_OPEN] = "^^^^^^^^^^^^^^",
	[CLASS_CLOSE] = "^^^%%%_^^^%%%^",
	[CLASS_INFIX] = "^^^%%__^^^%%%^",
	[CLASS_SLASH] = "^^^%___^^^%%%^",
	[CLASS_HYPHEN] = "^^^%___^^^%%%^",
	[CLASS_DIGIT] = "^^^%%%%^^^%%%^",
	[CLASS_BAR] = "^^^%___^^^%_%^",
	[CLASS_BRACE] = "^^^%_%_^^^%_%^",
};

/* Options ("--all") and negative numbers stay whole: LB20a of UAX #14. */
static bool
starts_with_hyphens(const guint8 *s, gsize i)
{
	if (i == 0 || s[i - 1] != '-')
		return false;
	while (i > 0 && s[i - 1] == '-')
		i--;
	return i == 0 || s[i - 1] == ' ' || s[i - 1] == '\n';
}

static bool
is_spaced(const guint8 *s, gsize i)
{
	return i > 0 && s[i - 1] == ' ';
}

/* "50 %" stays whole. */
static bool
is_percent_sign(const guint8 *s, gsize len, gsize i)
{
	return s[i] == '%' && is_spaced(s, i) && i > 1 &&
		g_ascii_isdigit(s[i - 2]) &&
		(i + 1 == len || !g_ascii_isalnum(s[i + 1]));
}

/* "in /etc/hosts", "run ./configure": UAX #14 lets no line start with a slash
 * or a full stop, not even after a space. */
static bool
starts_path(const guint8 *s, gsize len, gsize i)
{
	gsize slash = i;
	while (slash < len && slash < i + 2 && s[slash] == '.')
		slash++;
	return is_spaced(s, i) && slash + 1 < len && s[slash] == '/' &&
		g_ascii_isalnum(s[slash + 1]);
}

/* "./configure", "~/bin" and (/etc) are not broken behind their first slash. */
static bool
follows_root(const guint8 *s, gsize i)
{
	if (i == 0 || s[--i] != '/')
		return false;
	while (i > 0 && (s[i - 1] == '.' || s[i - 1] == '~'))
		i--;
	return i == 0 || strchr(" \n\"'(", s[i - 1]);
}

/* True after a sign that belongs to the word it starts. */
static bool
follows_sign(const guint8 *s, gsize i)
{
	return starts_with_hyphens(s, i) || follows_root(s, i);
}

static void
find_ascii(const guint8 *s, gsize len, char *out)
{
	int before = CLASS_NEWLINE;
	bool spaced = false;
	memset(out, BREAK_NONE, len);
	for (gsize i = 0; i < len; i++) {
		int class = classes[s[i]];
		char pair = pairs[before][class];
		if (class == CLASS_NEWLINE)
			out[i] = BREAK_MANDATORY;
		else if (pair == '%' ? spaced && !is_percent_sign(s, len, i)
				     : pair == '_' && !follows_sign(s, i))
			out[i] = BREAK_ALLOWED;
		else if ((class == CLASS_SLASH || class == CLASS_INFIX) &&
			starts_path(s, len, i))
			out[i] = BREAK_ALLOWED;
		if (class == CLASS_LETTER)
			while (i + 1 < len && classes[s[i + 1]] == CLASS_LETTER)
				i++;
		spaced = class == CLASS_SPACE;
		if (!spaced || before == CLASS_NEWLINE)
			before = class;
	}
}

static bool
is_letter(const guint8 *s, gsize len, gsize i)
{
	return i < len &&
		(g_ascii_isalnum(s[i]) || (s[i] >= 0xc3 && s[i] < 0xe2));
}

/* "« mot »": French puts spaces inside its quotation marks and before its
 * double signs.  German »Wort« has them outside. */
static bool
is_french_space(const guint8 *s, gsize len, gsize i)
{
	if (!is_spaced(s, i))
		return false;
	if (s[i] < 0x80 && strchr("!?;:", s[i]))
		return true;
	if (i + 1 < len && s[i] == 0xc2 && s[i + 1] == 0xbb)
		return !is_letter(s, len, i + 2);
	return i >= 3 && s[i - 3] == 0xc2 && s[i - 2] == 0xab &&
		(i == 3 || s[i - 4] == ' ' || s[i - 4] == '\n');
}

/* LB29, which libunistring does not have: "e.g." and "std::io" hold. */
static bool
is_infix(const guint8 *s, gsize len, gsize i)
{
	return i > 0 && s[i - 1] < 0x80 && classes[s[i - 1]] == CLASS_INFIX &&
		(s[i] < 0x80 ? classes[s[i]] == CLASS_LETTER
			     : is_letter(s, len, i));
}

static void
find_any(const guint8 *s, gsize len, char *out)
{
	u8_possible_linebreaks(s, len, "UTF-8", out);
	for (gsize i = 0; i < len; i++) {
		if (out[i] == UC_BREAK_MANDATORY || s[i] == '\n')
			out[i] = BREAK_MANDATORY;
		else if (out[i] != UC_BREAK_POSSIBLE)
			out[i] = starts_path(s, len, i) ? BREAK_ALLOWED
							: BREAK_NONE;
		else if (is_infix(s, len, i) || is_french_space(s, len, i) ||
			is_percent_sign(s, len, i) || follows_sign(s, i))
			out[i] = BREAK_NONE;
		else
			out[i] = BREAK_ALLOWED;
	}
}

void
breaks_find(const char *s, gsize len, char *out)
{
	const guint8 *bytes = (const guint8 *)s;
	gsize ascii = 0;
	while (ascii < len && bytes[ascii] < 0x80)
		ascii++;
	if (ascii == len)
		find_ascii(bytes, len, out);
	else
		find_any(bytes, len, out);
}
