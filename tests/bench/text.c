/* SPDX-License-Identifier: MIT
 *
 * MB/s of cleaning, breaking and measuring text, over generated texts of
 * several kinds, beside a copy of the bytes.
 */
#include <config.h>

#include "base/breaks.h"
#include "base/text.h"
#include "base/width.h"
#include "url/url.h"

#include <stdio.h>
#include <string.h>

enum { SIZE = 1 << 20, PARAGRAPH = 600, SECOND = 1000000 };

static const struct {
	const char *name;
	const char *words[8];
} kinds[] = {
	{ "ASCII",
		{ "the ", "compiler, ", "which ", "is ", "fast; ",
			"well-known ", "(async) ", "release.\n" } },
	{ "English",
		{ "it’s ", "compiler — ", "which ", "is ", "“fast” ", "thing ",
			"naïve ", "release.\n" } },
	{ "German",
		{ "über ", "größer, ", "die ", "Straße ", "»schön« ", "und ",
			"fließend ", "Änderung.\n" } },
	{ "Japanese",
		{ "日本語の", "文章は", "、", "長い", "カタカナ", "です。",
			"東京", "\n" } },
	{ "Hindi",
		{ "हिन्दी ", "में ", "लिखा ", "हुआ ", "क्षेत्र ", "विशेष ", "है ",
			"।\n" } },
	{ "Arabic",
		{ "العَرَبِيَّة ", "لغة ", "جميلة ", "مُحَمَّد ", "في ", "كتاب ", "من ",
			"العالم\n" } },
	{ "marks",
		{ "cafe\u0301 ", "👩‍💻 ", "n\u0303o ", "u\u0308ber ",
			"❤\uFE0F ", "o\u0302 ", "a\u0301\u0302 ", "x\n" } },
};

static char *
text_of(gsize kind)
{
	guint32 state = 1;
	GString *s = g_string_sized_new(SIZE + 64);
	while (s->len < SIZE) {
		state = state * 1664525 + 1013904223;
		g_string_append(s, kinds[kind].words[state >> 29]);
	}
	return g_string_free(s, FALSE);
}

static void
copy(const char *s, gsize len)
{
	g_free(g_strndup(s, len));
}

static void
clean_line(const char *s, gsize len)
{
	g_free(text_clean(s, len, TEXT_LINE));
}

static void
clean_inline(const char *s, gsize len)
{
	g_free(text_clean(s, len, TEXT_INLINE));
}

static void
is_clean(const char *s, gsize len)
{
	text_is_clean(s, len, TEXT_INLINE);
}

static void
find_breaks(const char *s, gsize len)
{
	static char out[PARAGRAPH];
	breaks_find(s, len, out);
}

static void
width(const char *s, gsize len)
{
	width_text(s, len);
}

static const struct {
	const char *name;
	void (*run)(const char *s, gsize len);
} tasks[] = {
	{ "copy", copy },
	{ "clean LINE", clean_line },
	{ "clean INLINE", clean_inline },
	{ "is clean", is_clean },
	{ "breaks", find_breaks },
	{ "width", width },
};

static double
speed(const char *s, void (*run)(const char *, gsize))
{
	gsize total = strlen(s), done = 0;
	gint64 start = g_get_monotonic_time(), now;
	do {
		for (gsize at = 0; at < total; at += PARAGRAPH)
			run(s + at, MIN(PARAGRAPH, total - at));
		done += total;
		now = g_get_monotonic_time();
	} while (now - start < SECOND / 10);
	return (double)done / (double)(now - start);
}

static void
bench_urls(void)
{
	static const char *const urls[] = {
		"https://blog.example.org/2025/08/31/a-post?utm_source=letter",
		"https://example.org/page", "../other.html", "#part"
	};
	int n = 0;
	gint64 start = g_get_monotonic_time(), now;
	do {
		for (gsize i = 0; i < G_N_ELEMENTS(urls); i++, n++) {
			g_autofree char *url = url_resolve(
				"https://example.org/letter/issue/", urls[i]);
			g_free(url_strip(url));
		}
		now = g_get_monotonic_time();
	} while (now - start < SECOND / 5);
	printf("\nURLs resolved and stripped: %.2f µs each\n",
		(double)(now - start) / n);
}

int
main(void)
{
	printf("MB/s        ");
	for (gsize i = 0; i < G_N_ELEMENTS(tasks); i++)
		printf("%14s", tasks[i].name);
	for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
		g_autofree char *s = text_of(k);
		printf("\n%-12s", kinds[k].name);
		for (gsize i = 0; i < G_N_ELEMENTS(tasks); i++)
			printf("%14.0f", speed(s, tasks[i].run));
	}
	bench_urls();
	return 0;
}
