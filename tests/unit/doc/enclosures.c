/* SPDX-License-Identifier: MIT
 *
 * What a feed attaches to an article is told after its text, once, and what
 * is only ornament is not.
 */
#include <config.h>

#include <glib.h>
#include <string.h>

#include "doc/doc.h"

#define HOST "https://files.example/"

typedef struct {
	const char *url, *type;
	gint64 length;
	const char *title;
} Attached;

static Doc *
make(const char *html, const Attached *attached, gsize n, int seconds)
{
	DocSource source = { .format = DOC_HTML, .base = HOST };
	Doc *doc = doc_new(html, strlen(html), &source);
	for (gsize i = 0; i < n; i++)
		doc_add_enclosure(doc, attached[i].url, attached[i].type,
			attached[i].length, attached[i].title);
	doc_list_enclosures(doc, seconds);
	return doc;
}

/* What is listed, on one line. */
static char *
listed(const Doc *doc)
{
	g_autofree char *text = doc_to_markdown(doc);
	g_autoptr(GString) s = g_string_new(strstr(text, "Attached:"));
	g_string_replace(s, "Attached:", "", 1);
	g_string_replace(s, "\u00a0", " ", 0);
	g_string_replace(s, "(" HOST, "(", 0);
	g_string_replace(s, "\n", "", 0);
	return g_strdup(g_strstrip(s->str));
}

/* One that is attached to words, and how it is listed. */
static const struct {
	Attached attached;
	int seconds;
	const char *listed;
} one[] = {
	{ { HOST "a.mp3", "audio/mpeg", 31000000, NULL }, 2580,
		"[Audio, 43 min, 31.0 MB](a.mp3)" },
	{ { HOST "a", "audio/mpeg", 0, NULL }, 45, "[Audio, 45 s](a)" },
	{ { HOST "a", "AUDIO/MPEG", 0, NULL }, 3569, "[Audio, 59 min](a)" },
	{ { HOST "a", "audio/mpeg", 0, NULL }, 3590, "[Audio, 1 h 0 min](a)" },
	{ { HOST "a.mp3", "", 0, NULL }, 4200, "[Audio, 1 h 10 min](a.mp3)" },
	{ { HOST "a.WMV?b=c.d", "application/x-ms-wmd", 5000, NULL }, 0,
		"[Video, 5.0 kB](a.WMV?b=c.d)" },
	{ { HOST "a.mp4", "video/mp4", 0, "Part <2>\n" }, 60,
		"[Part \\<2\\> (Video, 1 min)](a.mp4)" },
	/* Files by their names, also those that do not play. */
	{ { HOST "the%20report.pdf", "application/pdf", 1200000, NULL }, 99,
		"[the report.pdf, 1.2 MB](the%20report.pdf)" },
	{ { HOST "b.torrent", NULL, 0, "Film" }, 0,
		"[Film (b.torrent)](b.torrent)" },
	{ { HOST, "application/x-strange", 0, NULL }, 0, "[files.example]()" },
	/* Made-up sizes and durations. */
	{ { HOST "a.ogg", "audio/ogg", 0, NULL }, G_MAXINT, "[Audio](a.ogg)" },
	{ { HOST "a.ogg", "audio/ogg", 1, NULL }, 0, "[Audio](a.ogg)" },
	{ { HOST "a.ogg", "audio/ogg", G_MAXINT64, NULL }, 0,
		"[Audio](a.ogg)" },
	/* The ornaments of a page, and what nothing is known of. */
	{ { HOST "a.jpg", NULL, 70000, NULL }, 0, "" },
	{ { HOST "avatar?s=96", "image/*", 0, NULL }, 0, "" },
	{ { HOST "avatar?s=96", NULL, 0, NULL }, 0, "" },
	{ { HOST "v/1", "application/x-shockwave-flash", 0, NULL }, 0, "" },
	/* What may not be opened. */
	{ { "javascript:alert(1)", "audio/mpeg", 0, NULL }, 0, "" },
	{ { "file:///etc/passwd", "audio/mpeg", 0, NULL }, 0, "" },
	/* A picture with words of its own. */
	{ { HOST "a.png", "image/png", 0, "A heron" }, 0,
		"[A heron (Picture)](a.png)" },
};

static void
test_one(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(one); i++) {
		g_autoptr(Doc) doc =
			make("<p>Words", &one[i].attached, 1, one[i].seconds);
		g_autofree char *list = listed(doc);
		g_assert_cmpstr(list, ==, one[i].listed);
	}
}

/* Sound and a picture, attached to a body. */
static const struct {
	const char *html, *listed;
} bodies[] = {
	{ "", "[Audio](a.mp3)" },
	{ "<p>See <a href='/a.mp3'>the sound</a>", "" },
	{ "<audio src='/a.mp3?utm_source=feed'></audio>", "" },
	{ "<p>See <a href='/b.mp3'>the sound</a>", "[Audio](a.mp3)" },
};

static void
test_bodies(void)
{
	static const Attached attached[] = {
		{ HOST "a.mp3", "audio/mpeg", 0, NULL },
		{ HOST "a.jpg", "image/jpeg", 0, NULL },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
		g_autoptr(Doc) doc = make(bodies[i].html, attached, 2, 0);
		g_autofree char *list = listed(doc);
		g_assert_cmpstr(list, ==, bodies[i].listed);
	}
}

/* A picture is what there is to see only where nothing else is. */
static void
test_pictures(void)
{
	static const Attached attached[] = {
		{ HOST "a.jpg", "image/jpeg", 0, NULL },
		{ HOST "b.jpg", "image/jpeg", 0, "A heron" },
	};
	static const struct {
		const char *html, *listed;
	} cases[] = {
		{ "", "- [Picture](a.jpg)  - [A heron (Picture)](b.jpg)" },
		{ "<p>…</p>",
			"- [Picture](a.jpg)  - [A heron (Picture)](b.jpg)" },
		{ "<p>Słowa</p>", "[A heron (Picture)](b.jpg)" },
		{ "<p>Words <img src='/c.jpg'></p>", "" },
		{ "<p>Words <img src='/b.jpg'></p>", "" },
		{ "<img src='/c.jpg'>", "" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Doc) doc = make(cases[i].html, attached, 2, 0);
		g_autofree char *list = listed(doc);
		g_assert_cmpstr(list, ==, cases[i].listed);
	}
}

static void
test_several(void)
{
	static const Attached attached[] = {
		{ HOST "notes.pdf", "application/pdf", 2000, NULL },
		{ HOST "a.mp3", "audio/mpeg", 0, NULL },
		{ HOST "a.mp3", "audio/mpeg", 0, NULL },
		{ HOST "cover.jpg", "image/jpeg", 0, NULL },
		{ HOST "a.ogg", "audio/ogg", 0, NULL },
	};
	g_autoptr(Doc) doc = make("", attached, G_N_ELEMENTS(attached), 600);
	g_autofree char *list = listed(doc);
	g_assert_cmpstr(list, ==,
		"- [notes.pdf, 2.0 kB](notes.pdf)"
		"  - [Audio, 10 min](a.mp3)  - [Audio](a.ogg)");
	g_autofree char *html = doc_to_html(doc);
	g_assert_nonnull(
		strstr(html, "<a href=\"" HOST "a.mp3\">Audio, 10 min</a>"));
}

static void
test_no_end_of_them(void)
{
	g_autoptr(Doc) doc = make("<p>Words", NULL, 0, 0);
	for (int i = 0; i < 5000; i++) {
		g_autofree char *url = g_strdup_printf(HOST "%d.mp3", i);
		doc_add_enclosure(doc, url, "audio/mpeg", 0, NULL);
	}
	doc_list_enclosures(doc, 0);
	g_autofree char *text = doc_to_markdown(doc);
	g_assert_nonnull(strstr(text, "11.mp3"));
	g_assert_null(strstr(text, "12.mp3"));
	g_assert_nonnull(strstr(text, "4988 more among the links"));
	g_assert_cmpuint(doc_links(doc)->len, ==, 5000);
}

/* It is read with the text, but no part of it: what the store keeps of an
 * article does not depend on it. */
static void
test_is_no_text(void)
{
	static const Attached sound = { HOST "a.mp3", "audio/mpeg", 5000,
		"A title of many words" };
	const char *html = "<h2>Part</h2><p>Some <a href='/x'>words</a>";
	g_autoptr(Doc) doc = make(html, &sound, 1, 90);
	g_autofree char *text = doc_text(doc);
	g_assert_cmpstr(text, ==, "Part\nSome words");
	g_assert_cmpint(doc_minutes(doc), ==, 1);
	const GPtrArray *links = doc_links(doc);
	g_assert_cmpuint(links->len, ==, 2);
	const DocLink *link = links->pdata[1];
	g_assert_cmpint(link->kind, ==, DOC_LINK_ENCLOSURE);
	g_assert_cmpstr(link->heading, ==, "");
	g_assert_true(g_str_has_prefix(
		link->text, "A title of many words (audio/mpeg, 5.0"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/doc/enclosures/one", test_one);
	g_test_add_func("/doc/enclosures/bodies", test_bodies);
	g_test_add_func("/doc/enclosures/pictures", test_pictures);
	g_test_add_func("/doc/enclosures/several", test_several);
	g_test_add_func("/doc/enclosures/no-end", test_no_end_of_them);
	g_test_add_func("/doc/enclosures/no-text", test_is_no_text);
	return g_test_run();
}
