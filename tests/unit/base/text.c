/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/text.h"
#include "base/width.h"

#include <string.h>

typedef struct {
	const char *in, *line, *block, *piece;
} ShapeCase;

static const ShapeCase shape_cases[] = {
	{ "", "", "", "" },
	{ " a  b ", "a b", " a  b ", " a  b " },
	{ "a\tb", "a b", "a       b", "a b" },
	{ "12345678\tb", "12345678 b", "12345678        b", "12345678 b" },
	{ "日\tb", "日 b", "日      b", "日 b" },
	{ "x\n\ty", "x y", "x\n        y", "x  y" },
	{ "a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd", "a b c d" },
	{ "\n\na\n\n", "a", "\n\na\n\n", "  a  " },
	{ "a\u2028b\u2029c", "a b c", "a\nb\nc", "a b c" },
	{ "a\f\vb", "a b", "a\n\nb", "a  b" },
	{ "a \u00a0 b", "a \u00a0 b", "a \u00a0 b", "a \u00a0 b" },
	{ "\u3000a\u3000", "\u3000a\u3000", "\u3000a\u3000", "\u3000a\u3000" },
	{ " \u200b ", "", "  ", "  " },
	{ "a \u200b b", "a b", "a  b", "a  b" },
};

static void
check(const char *in, TextShape shape, const char *expected)
{
	g_autofree char *got = text_clean(in, -1, shape);
	g_assert_cmpstr(got, ==, expected);
	g_assert_true(text_is_clean(got, -1, shape));
	g_assert_true(
		text_is_clean(in, -1, shape) == g_str_equal(in, expected));
}

static void
test_shapes(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(shape_cases); i++) {
		const ShapeCase *c = &shape_cases[i];
		check(c->in, TEXT_LINE, c->line);
		check(c->in, TEXT_BLOCK, c->block);
		check(c->in, TEXT_INLINE, c->piece);
	}
}

static const struct {
	const char *in, *expected;
} cases[] = {
	/* what stays */
	{ "Grüße – “quoted” … 日本語 한국어 עברית",
		"Grüße – “quoted” … 日本語 한국어 עברית" },
	{ "🇩🇪 flag, 🎉 party", "🇩🇪 flag, 🎉 party" },
	/* NFC */
	{ "e\u0301a\u0308", "\u00e9\u00e4" },
	{ "\u1112\u1161\u11ab", "한" },
	{ "\u212b \u2126", "\u00c5 \u03a9" },
	{ "\u0178\u0323", "\u1ef4\u0308" },
	{ "\u0915\u093c", "\u0915\u093c" },
	{ "\u0958", "\u0915\u093c" },
	/* marks */
	{ "\u0301x", "\u25cc\u0301x" },
	{ "q\u0301\u0302\u0303\u0304\u0305", "q\u0301\u0302\u0303" },
	{ "q\u0301\u0302\u0303\x01\u0304\x7f\u0305", "q\u0301\u0302\u0303" },
	/* emoji */
	{ "👨‍👩‍👧‍👦!", "👨!" },
	{ "❤\uFE0F", "❤" },
	{ "1\uFE0F\u20E3", "1" },
	{ "👍🏽", "👍" },
	{ "❤\uFE0F‍🔥", "❤" },
	{ "🏳\uFE0F‍🌈 🏴‍☠\uFE0F", "🏳 🏴" },
	{ "🏴\U000E0067\U000E0062\U000E007F", "🏴" },
	{ "👩🏽‍💻x", "👩x" },
	/* joiners where letters need them, else not */
	{ "می\u200cخواهم", "می\u200cخواهم" },
	{ "র\u200d\u09cdয", "র\u200d\u09cdয" },
	{ "क्\u200dष", "क्\u200dष" },
	{ "a\u200db\u200cc", "abc" },
	{ "م\u200c", "م" },
	{ "\u200cم", "م" },
	/* commands to a terminal */
	{ "\x1b[31mred\x1b[0m\x07", "[31mred[0m" },
	{ "a\xc2\x9b"
	  "31m",
		"a›31m" },
	{ "\x1b]8;;http://x\x1b\\", "]8;;http://x\\" },
	{ "a\bb\x7f", "ab" },
	/* C1 is windows-1252 */
	{ "it\xc2\x92s \xc2\x80\x35\xc2\x81", "it’s €5" },
	/* unseen characters */
	{ "so\u00adft", "soft" },
	{ "a\u202eb\u2066c\u2069\u200f\u061c", "abc" },
	{ "\ufeffa\u2060b\ufff9\ufffb", "ab" },
	{ "a\u3164\u115f\u1160\uffa0b", "ab" },
	{ "a\U000E0101\U000E0001b", "ab" },
	{ "a\ufdd0\U0001fffe\uffff", "a" },
	/* invalid and unknown */
	{ "a\xff"
	  "b",
		"a\ufffd"
		"b" },
	{ "\xed\xa0\x80", "\ufffd" },
	{ "\u0378", "\ufffd" },
	{ "a\xe2\x82", "a\ufffd" },
	{ "\xc0\xaf", "\ufffd\ufffd" },
};

static void
test_characters(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check(cases[i].in, TEXT_LINE, cases[i].expected);
}

static void
test_nul_and_null(void)
{
	g_autofree char *nul = text_clean("a\0b", 3, TEXT_LINE);
	g_assert_cmpstr(nul, ==, "ab");
	g_autofree char *null = text_clean(NULL, -1, TEXT_LINE);
	g_assert_cmpstr(null, ==, "");
	g_assert_true(text_is_clean(NULL, -1, TEXT_LINE));
	g_assert_false(text_is_clean("a\0b", 3, TEXT_BLOCK));
}

static void
test_append(void)
{
	g_autoptr(GString) out = g_string_new("x: ");
	text_clean_append(out, "  a  b ", -1, TEXT_LINE);
	g_assert_cmpstr(out->str, ==, "x: a b");
	/* Never joined to what was there. */
	text_clean_append(out, "\u0301", -1, TEXT_INLINE);
	g_assert_cmpstr(out->str, ==, "x: a b\u25cc\u0301");
	/* Tabs go on from the column on which the line stands. */
	g_string_assign(out, "one\nab");
	text_clean_append(out, "\tc", -1, TEXT_BLOCK);
	g_assert_cmpstr(out->str, ==, "one\nab      c");
}

/* Characters that take part in all the rules. */
static const gunichar pool[] = { 0x200d, 0x200c, 0x301, 0x300, 0x31b, 0x323,
	0x1f468, 0x2764, 0xfe0f, 0x1f3fb, 0x915, 0x94d, 0x93f, 0x9be, 0x9c7,
	0x1100, 0x1161, 0x11a8, 0x644, 0x64b, 0x651, 0x958, 0x344, 0x2028, 0x85,
	0x9b, 0x81, ' ', 'a', 'e', '\t', '\n', '\r', 0x1b, 0, 0x3164, 0x202e,
	0xfdd0, 0x378, 0x1f1e9, 0xac00, 0x11a9, 0x37e, 0x1f71, 0xfb2c, 0x600,
	0xe0100, 0xbca, 0xbbe, 0xbc6, 0x1d15f, 0x178 };

static char *
random_text(gsize *len)
{
	GString *s = g_string_new(NULL);
	for (int n = g_test_rand_int_range(0, 40); n > 0; n--) {
		int kind = g_test_rand_int_range(0, 20);
		if (kind == 0)
			g_string_append_c(s, (char)g_test_rand_int());
		else if (kind < 5)
			g_string_append_unichar(
				s, g_test_rand_int_range(0, 0xd800));
		else
			g_string_append_unichar(s,
				pool[g_test_rand_int_range(
					0, G_N_ELEMENTS(pool))]);
	}
	*len = s->len;
	return g_string_free(s, FALSE);
}

static void
test_random(void)
{
	for (int i = 0; i < 20000; i++) {
		gsize len;
		g_autofree char *in = random_text(&len);
		g_autofree char *out = text_clean(in, len, i % 3);
		g_assert_true(text_is_clean(out, -1, i % 3));
		g_autofree char *again = text_clean(out, -1, i % 3);
		g_assert_cmpstr(again, ==, out);
		g_autofree char *nfc =
			g_utf8_normalize(out, -1, G_NORMALIZE_NFC);
		g_assert_cmpstr(nfc, ==, out);
	}
}

/* Pieces that are clean are clean together. */
static void
test_random_pieces(void)
{
	for (int i = 0; i < 5000; i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		for (int n = 0; n < 4; n++) {
			gsize len;
			g_autofree char *in = random_text(&len);
			text_clean_append(out, in, len, TEXT_INLINE);
		}
		g_assert_true(text_is_clean(out->str, out->len, TEXT_INLINE));
	}
}

static void
test_linear(void)
{
	g_autoptr(GString) s = g_string_new("a");
	for (int i = 0; i < 500000; i++)
		g_string_append(s, i % 3 ? "\u0301" : "\u200d");
	g_autofree char *marks = text_clean(s->str, s->len, TEXT_BLOCK);
	g_assert_cmpstr(marks, ==, "\u00e1\u0301\u0301\u0301");
	g_string_truncate(s, 0);
	for (int i = 0; i < 200000; i++)
		text_clean_append(s, "x\t", 2, TEXT_BLOCK);
	g_assert_cmpint(s->len % 8, ==, 0);
}

static void
test_words(void)
{
	static const struct {
		const char *s;
		gsize words;
	} words[] = {
		{ "", 0 },
		{ "one", 1 },
		{ " one  two\nthree ", 3 },
		{ "don't stop", 2 },
		{ "東京", 1 },
		{ "東京都", 2 },
		{ "the 東京 tower", 3 },
		{ "한국어 말", 2 },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		g_assert_cmpuint(
			text_words(words[i].s, -1), ==, words[i].words);
}

/* One byte of each kind at each place, the pieces' ends among them. */
static void
test_utf8(void)
{
	const char kinds[] = { 'a', '\0', '\x7f', '\x80', '\xc3', '\xe2',
		'\xff' };
	g_autoptr(GString) s = g_string_new("plain text ");
	for (int i = 0; i < 100; i++)
		g_string_append(s, "\xc3\xa9\xe2\x80\x99 \xf0\x9f\x9a\x80");
	for (gsize at = 0; at < s->len; at++)
		for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
			char old = s->str[at];
			s->str[at] = kinds[k];
			g_assert_cmpint(text_is_utf8(s->str, s->len), ==,
				g_utf8_validate_len(s->str, s->len, NULL));
			s->str[at] = old;
		}
	for (gsize len = 0; len <= 20; len++)
		g_assert_cmpint(text_is_utf8(s->str, len), ==,
			g_utf8_validate_len(s->str, len, NULL));
	g_assert_cmpuint(text_ascii_len(s->str, s->len), ==, 11);
	g_assert_cmpuint(text_ascii_len("123456789\0", 11), ==, 9);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/shapes", test_shapes);
	g_test_add_func("/text/characters", test_characters);
	g_test_add_func("/text/nul-and-null", test_nul_and_null);
	g_test_add_func("/text/append", test_append);
	g_test_add_func("/text/random", test_random);
	g_test_add_func("/text/random-pieces", test_random_pieces);
	g_test_add_func("/text/linear", test_linear);
	g_test_add_func("/text/words", test_words);
	g_test_add_func("/text/utf8", test_utf8);
	return g_test_run();
}
