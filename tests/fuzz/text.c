/* SPDX-License-Identifier: MIT
 *
 * Cleaned text is clean, stays so put together, and breaks where it may.
 */
#include "base/text.h"
#include "base/breaks.h"
#include "base/width.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_clusters(const char *s)
{
	const char *end = s + strlen(s);
	int sum = 0;
	for (const char *p = s; p < end;) {
		const char *next = width_next_cluster(p, end);
		g_assert_true(next > p && next <= end);
		int width = width_text(p, next - p);
		g_assert_true(width >= 0 && width <= 2);
		sum += width;
		p = next;
	}
	g_assert_cmpint(sum, ==, width_text(s, -1));
}

static void
check_shape(const char *s, gsize len, TextShape shape)
{
	g_autofree char *clean = text_clean(s, len, shape);
	gsize n = strlen(clean);
	g_assert_true(g_utf8_validate(clean, n, NULL));
	g_assert_true(text_is_clean(clean, n, shape));
	g_autofree char *again = text_clean(clean, n, shape);
	g_assert_cmpstr(again, ==, clean);
	g_assert_true(text_is_clean(s, len, shape) ==
		(n == len && memcmp(s, clean, n) == 0));
	g_autofree char *out = g_malloc(n + 1);
	breaks_find(clean, n, out);
	for (gsize i = 0; i < n; i++)
		if (((guint8)clean[i] & 0xc0) == 0x80)
			g_assert_cmpint(out[i], ==, BREAK_NONE);
	check_clusters(clean);
	text_words(clean, n);
	g_autofree char *cut = width_cut(clean, 10);
	g_assert_cmpint(width_text(cut, -1), <=, 10);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data;
	check_shape(s, size, TEXT_LINE);
	check_shape(s, size, TEXT_BLOCK);
	check_shape(s, size, TEXT_INLINE);
	g_autoptr(GString) pieces = g_string_new(NULL);
	text_clean_append(pieces, s, size / 2, TEXT_INLINE);
	text_clean_append(pieces, s + size / 2, size - size / 2, TEXT_INLINE);
	g_assert_true(text_is_clean(pieces->str, pieces->len, TEXT_INLINE));
	return 0;
}
