/* SPDX-License-Identifier: MIT
 *
 * Whole feeds: the golden files in tests/golden/feed, and what is hard to
 * write into a file: broken bytes, truncation at every place, hostile sizes.
 */
#include <config.h>

#include "feed/feed.h"
#include "tests/lib/golden.h"

#include <string.h>
#include <sys/time.h>

static char *
render(const char *name, const char *data, gsize len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Feed) feed = feed_parse(
		data, len, NULL, "https://example.org/feeds/all.xml", &error);

	return feed ? feed_to_json(feed)
		    : g_strdup_printf("%s\n", error->message);
}

static Feed *
parse(const char *data, const char *type)
{
	g_autoptr(GError) error = NULL;
	Feed *feed = feed_parse(data, strlen(data), type, NULL, &error);

	g_assert_no_error(error);
	return feed;
}

#define RSS(item)                                                              \
	"<rss version='2.0'><channel><title>T</title>" item "</channel></rss>"

static const char *
title(const Feed *feed, guint i)
{
	g_assert_cmpuint(feed->entries->len, >, i);
	return ((FeedEntry *)feed->entries->pdata[i])->title;
}

static void
test_encodings(void)
{
	static const struct {
		const char *data, *type, *title;
	} cases[] = {
		{ "<?xml version='1.0' encoding='iso-8859-1'?>" RSS(
			  "<item><title>caf\xe9 \x93x\x94</title></item>"),
			NULL, "café “x”" },
		{ "<?xml version='1.0' encoding='iso-8859-1'?>" RSS(
			  "<item><title>caf\xc3\xa9</title></item>"),
			NULL, "café" },
		{ RSS("<item><title>ok \xc3\xa9 bad \xe9</title></item>"), NULL,
			"ok é bad é" },
		{ "<?xml version='1.0' encoding='no-such'?>" RSS(
			  "<item><title>caf\xc3\xa9</title></item>"),
			NULL, "café" },
		{ RSS("<item><title>\xcf\xf0\xe8\xe2\xe5\xf2</title></item>"),
			"text/xml; charset=windows-1251", "Привет" },
		{ "\xef\xbb\xbf" RSS("<item><title>\xc3\xa9</title></item>"),
			"text/xml; charset=us-ascii", "é" },
		{ "<?xml version='1.0' encoding='gb2312'?>" RSS(
			  "<item><title>\xc4\xe3\xba\xc3</title></item>"),
			NULL, "你好" },
		{ RSS("<item><title>caf\xe9</title></item>"),
			"text/xml; charset=cp1252", "café" },
		/* Encodings that no browser takes. */
		{ "<?xml version='1.0' encoding='utf-7'?>" RSS(
			  "<item><title>a +ADw-b+AD4-</title></item>"),
			NULL, "a +ADw-b+AD4-" },
		{ RSS("<item><title>a \x1b$)Ab</title></item>"),
			"text/xml; charset=iso-2022-cn-ext", "a $)Ab" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Feed) feed = parse(cases[i].data, cases[i].type);

		g_assert_cmpstr(title(feed, 0), ==, cases[i].title);
	}
}

static void
test_utf16(void)
{
	const char *text = RSS("<item><title>\xc3\xa9</title></item>");
	gsize len;
	g_autofree char *wide =
		g_convert(text, -1, "UTF-16", "UTF-8", NULL, &len, NULL);
	g_autoptr(Feed) feed = feed_parse(wide, len, NULL, NULL, NULL);

	g_assert_nonnull(feed);
	g_assert_cmpstr(title(feed, 0), ==, "é");
}

/* Whatever is cut off: what came before is there, and nothing crashes. */
static void
test_truncation(void)
{
	const char *text =
		"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]>" RSS(
			"<item><title>one</title><description><![CDATA[<p>x]]>"
			"</description></item><!-- c --><item><title>two &amp; "
			"&eacute;</title><enclosure "
			"url=\"http://e.example/x\"/>"
			"</item>");
	const char *first_end = strstr(text, "</item>") + 7;

	for (gsize len = 0; len <= strlen(text); len++) {
		g_autofree char *copy = g_memdup2(text, len + 1);
		g_autoptr(Feed) feed = feed_parse(copy, len, NULL, NULL, NULL);

		if (text + len >= first_end) {
			g_assert_nonnull(feed);
			g_assert_cmpstr(title(feed, 0), ==, "one");
		}
	}
}

#define JSON_HEAD                                                              \
	"{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\","
#define JSON_ITEM(t) "{\"id\":\"" t "\",\"title\":\"" t "\",\"tags\":[\"a\"]}"

/* Wherever a JSON feed is cut off, the whole items before are there. */
static void
test_json_truncation(void)
{
	const char *text =
		JSON_HEAD "\"authors\":[{\"name\":\"A\"}],"
			  "\"items\":[" JSON_ITEM("one") "," JSON_ITEM(
				  "two]}\\\"{[") "," JSON_ITEM("three") "]}";
	const char *one = strstr(text, "},{") + 1;
	const char *two = strstr(one + 1, "},{") + 1;

	for (gsize len = strlen(JSON_HEAD); len < strlen(text); len++) {
		g_autofree char *copy = g_memdup2(text, len + 1);
		g_autoptr(Feed) feed = feed_parse(copy, len, NULL, NULL, NULL);
		guint whole = (guint)(text + len >= one) + (text + len >= two) +
			(len + 2 >= strlen(text));

		g_assert_nonnull(feed);
		g_assert_true(feed->bozo);
		g_assert_cmpstr(feed->title, ==, "J");
		g_assert_cmpuint(feed->entries->len, ==, whole);
	}
}

static void
test_json_slips(void)
{
	g_autoptr(Feed) feed = parse(JSON_HEAD
		"\"items\":[{\"id\":1,\"title\":\"it\\'s\ttwo\nlines\",},],}",
		NULL);

	g_assert_cmpstr(title(feed, 0), ==, "it's two lines");
	g_assert_true(feed->bozo);
}

/* A section or comment that nobody closed costs its own element at most. */
static void
test_unclosed(void)
{
	static const char *const texts[] = {
		"<description><![CDATA[one</description></item>",
		"<description><![CDATA[one <!-- x</description></item>",
		"<!-- <description>one</description></item>",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *xml = g_strdup_printf(
			RSS("<item><title>1</title>%s"
			    "<item><title>2</title><description><![CDATA[two]]>"
			    "</description></item>"
			    "<item><title>3</title></item>"),
			texts[i]);
		g_autoptr(Feed) feed = parse(xml, NULL);

		g_assert_cmpuint(feed->entries->len, ==, 3);
		g_assert_cmpstr(title(feed, 1), ==, "2");
		g_assert_cmpstr(title(feed, 2), ==, "3");
		g_assert_true(feed->bozo);
	}
}

/* A feed that is all that stands in a page is a feed; a page that shows one
 * among other things is none. */
static void
test_in_page(void)
{
	static const char *const feeds[] = {
		"<!DOCTYPE html><html><body>" RSS(
			"<item><title>x</title></item>") "</body></html>",
		"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/"
		"xhtml'><!-- <p> --><feed xmlns='http://www.w3.org/2005/Atom'>"
		"<entry><id>1</id><title>x</title></entry></feed></html>",
	};
	static const char *const pages[] = {
		"<html><body><p>see</p>" RSS("<item/>") "</body></html>",
		"<html><head></head><body>" RSS("<item/>") "</body></html>",
		"<html><entry>Welcome</entry></html>",
		"<html><body>Nothing</body></html>",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(feeds); i++) {
		g_autoptr(Feed) feed = parse(feeds[i], "text/html");

		g_assert_cmpstr(title(feed, 0), ==, "x");
		g_assert_cmpint(feed_sniff(feeds[i], strlen(feeds[i])), ==,
			SNIFF_XML_FEED);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
		g_assert_cmpint(
			feed_sniff(pages[i], strlen(pages[i])), ==, SNIFF_HTML);
}

static void
test_no_feed(void)
{
	static const char *const texts[] = { "", " ", "hello",
		"<html><p>x</html>", "{\"a\":1}", "{", "<opml/>", "<a><b/></a>",
		"\xff\xfe", "<" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(feed_parse(
			texts[i], strlen(texts[i]), NULL, NULL, &error));
		g_assert_nonnull(error);
	}
}

static void
repeat(GString *out, const char *piece, int times)
{
	for (int i = 0; i < times; i++)
		g_string_append(out, piece);
}

/* Each would take minutes, or all memory, if something were quadratic. */
static void
test_hostile(void)
{
	static const char *const pieces[] = { "<title>", "<description><b>",
		"<!--", "<![CDATA[", "&", "<", "<a \"", "<!DOCTYPE [", "<item>",
		"&#x", "<a b='", "<x:y>",
		"<item><title>&lt;!--</title></item>" };

	for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(
			"<rss><channel><item><title>x</title></item>");
		g_autoptr(Feed) feed = NULL;

		repeat(text, pieces[i], 100000);
		feed = feed_parse(text->str, text->len, NULL, NULL, NULL);
		g_assert_nonnull(feed);
		g_assert_cmpstr(title(feed, 0), ==, "x");
	}
}

/* Waiting for a busy machine does not count. */
static void
set_timer(int seconds)
{
	struct itimerval limit = { .it_value = { .tv_sec = seconds } };

	setitimer(ITIMER_PROF, &limit, NULL);
}

/* The same inside texts that are looked at for HTML, and for bytes that are
 * not of the declared encoding. */
static void
test_hostile_texts(void)
{
	static const struct {
		const char *head, *piece, *tail;
	} cases[] = {
		{ "<rss><channel><item><title>", "&lt;a ", "&gt;" },
		{ "<rss><channel><item><title>", "&lt;!--a&gt;", "--&gt;" },
		{ "<?xml version='1.0' encoding='iso-8859-1'?>"
		  "<rss><channel><item><title>",
			"\xc3\xa9", "\xff" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text = g_string_new(cases[i].head);
		g_autoptr(Feed) feed = NULL;

		repeat(text, cases[i].piece, 3000000);
		g_string_append(text, cases[i].tail);
		g_string_append(text, "</title></item></channel></rss>");
		set_timer(60);
		feed = feed_parse(text->str, text->len, NULL, NULL, NULL);
		set_timer(0);
		g_assert_nonnull(feed);
		g_assert_cmpuint(feed->entries->len, ==, 1);
	}
}

/* libxml2 compares each attribute of a tag with all before it. */
static void
test_many_attributes(void)
{
	g_autoptr(GString) text = g_string_new(
		"<rss><channel><item><title>x</title></item><item ");
	g_autoptr(Feed) feed = NULL;

	for (int i = 0; i < 300000; i++)
		g_string_append_printf(text, "a%d='1' ", i);
	g_string_append(text, "><title>y</title></item></channel></rss>");
	set_timer(60);
	feed = feed_parse(text->str, text->len, NULL, NULL, NULL);
	set_timer(0);
	g_assert_nonnull(feed);
	g_assert_cmpstr(title(feed, 0), ==, "x");
}

/* Entries without an author have the feed's, but not all of a crowd. */
static void
test_crowd(void)
{
	g_autoptr(GString) text = g_string_new("<feed>");
	g_autoptr(Feed) feed = NULL;
	guint copies = 0;

	for (int i = 0; i < 200; i++)
		g_string_append_printf(
			text, "<author><name>n%d</name></author>", i);
	repeat(text, "<entry><id>1</id></entry>", 1000);
	g_string_append(text, "</feed>");
	feed = parse(text->str, NULL);
	g_assert_cmpuint(feed->authors->len, ==, 200);
	g_assert_cmpuint(feed->entries->len, ==, 1000);
	for (guint i = 0; i < feed->entries->len; i++)
		copies += ((FeedEntry *)feed->entries->pdata[i])->authors->len;
	g_assert_cmpuint(copies, >=, 1000);
	g_assert_cmpuint(copies, <=, 20000);
}

static void
test_entities_do_not_grow(void)
{
	g_autoptr(Feed) feed = parse(
		"<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>"
		"<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" RSS(
			"<item><title>&a; &x; &b;</title></item>"),
		NULL);

	g_assert_cmpstr(title(feed, 0), ==, "aaaaaaaaaa &x; &b;");
}

/* What stands for a title when there is none but a link. */
static void
test_titles_of_links(void)
{
	static const struct {
		const char *link, *title;
	} cases[] = {
		{ "https://e.example/2025/a-walk.html?x=1#y", "a-walk" },
		{ "https://e.example/notes/", "notes" },
		{ "https://e.example/", "" },
		{ "http://", "" },
		{ "://", "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *xml = g_strdup_printf(
			RSS("<item><link>%s</link></item>"), cases[i].link);
		g_autoptr(Feed) feed = parse(xml, NULL);

		g_assert_cmpstr(title(feed, 0), ==, cases[i].title);
	}
}

/* What must stay a reference stays one. */
static void
test_references(void)
{
	g_autoptr(Feed) feed = parse(
		RSS("<item><title>a]]&gt;b &quot;c&apos;</title>"
		    "<link>https://e.example/?a=&quot;b&apos;&gt;</link>"
		    "<description>&lt;a title=\"&amp;quot;\"&gt;x&lt;/a&gt;"
		    "</description></item>"),
		NULL);
	const FeedEntry *e = feed->entries->pdata[0];

	g_assert_false(feed->bozo);
	g_assert_cmpstr(e->title, ==, "a]]>b \"c'");
	g_assert_cmpstr(e->link, ==, "https://e.example/?a=%22b'%3E");
	g_assert_cmpstr(
		e->summary_detail->value, ==, "<a title=\"&quot;\">x</a>");
}

static void
test_control_bytes(void)
{
	g_autoptr(Feed) feed = parse(
		RSS("<item><title>a\x1b[31m&#27;b&#155;c&amp;#27;d\xc2\x9b"
		    "e</title><guid>i\x07\x01</guid></item>"),
		NULL);
	const FeedEntry *e = feed->entries->pdata[0];

	for (char *p = e->title; *p; p = g_utf8_next_char(p))
		g_assert_false(g_unichar_iscntrl(g_utf8_get_char(p)));
	g_assert_cmpstr(e->id, ==, "i");
}

/* Whatever is wrong with one entry, the others are there. */
static void
test_one_bad(void)
{
	static const char *const bad[] = { "<title>x",
		"</b></p><title>x</title>",
		"</item></entry></channel></rss><title>x</title>",
		"<title a=b c=\"d>x</title>", "<link href=\"x <link>y</link>",
		"<!-- <title>x</title>", "<?php <title>x</title>",
		"<title><![CDATA[x</title>", "<title>x<b>y<i>z</title>",
		"<title>\xff\x1b &foo; < &#0;</title>", "<description><p>x",
		"<![CDATA[", "<!DOCTYPE x [", "<", "&", "</", "<!", "<item/>" };
	static const struct {
		const char *head, *open, *close, *tail;
	} kinds[] = {
		{ "<rss version='2.0'><channel><title>t</title>", "<item>",
			"</item>", "</channel></rss>" },
		{ "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>",
			"<entry>", "</entry>", "</feed>" },
		{ "<rdf:RDF xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://"
		  "www.w3.org/1999/02/22-rdf-syntax-ns#'><channel>"
		  "<title>t</title></channel>",
			"<item>", "</item>", "</rdf:RDF>" },
	};
	static const char *const good[] = { "one", "two", NULL, "three",
		"four" };

	for (gsize i = 0; i < G_N_ELEMENTS(bad) * G_N_ELEMENTS(kinds); i++) {
		gsize k = i % G_N_ELEMENTS(kinds);
		const char *wrong = bad[i / G_N_ELEMENTS(kinds)];
		GString *text = g_string_new(kinds[k].head);
		g_autoptr(Feed) feed = NULL;
		guint found = 0;

		for (gsize n = 0; n < G_N_ELEMENTS(good); n++)
			g_string_append_printf(text,
				good[n] ? "%s<title>%s</title><a:b c='d'>e"
					  "</a:b>%s"
					: "%s%s%s",
				kinds[k].open, good[n] ? good[n] : wrong,
				kinds[k].close);
		g_string_append(text, kinds[k].tail);
		feed = parse(text->str, NULL);
		for (guint e = 0; e < feed->entries->len; e++)
			found += g_strv_contains(
				(const char *const[]){
					"one", "two", "three", "four", NULL },
				title(feed, e));
		if (found != 4)
			g_test_message("%s: %u", text->str, found);
		g_assert_cmpuint(found, ==, 4);
		g_assert_cmpstr(feed->title, ==, "t");
		g_string_free(text, TRUE);
	}
}

static void
test_people(void)
{
	static const struct {
		const char *line, *name, *email, *uri;
	} cases[] = {
		{ "a@b.example (Ann B)", "Ann B", "a@b.example", NULL },
		{ "Ann B &lt;a@b.example&gt;", "Ann B", "a@b.example", NULL },
		{ "Ann B", "Ann B", NULL, NULL },
		{ "a@b.example", NULL, "a@b.example", NULL },
		{ "a@b.example (https://b.example/about)", NULL, "a@b.example",
			"https://b.example/about" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(
			"<rss><channel><item><title>x</title><author>",
			cases[i].line, "</author></item></channel></rss>",
			NULL);
		g_autoptr(Feed) feed = parse(text, NULL);
		const FeedEntry *e = feed->entries->pdata[0];
		const FeedPerson *p = e->authors->pdata[0];

		g_assert_cmpstr(p->name, ==, cases[i].name);
		g_assert_cmpstr(p->email, ==, cases[i].email);
		g_assert_cmpstr(p->uri, ==, cases[i].uri);
	}
}

/* Feeds that were not fetched: relative addresses are those of the site, or
 * of the place where the feed says that it is, and never of a file. */
static void
test_no_document(void)
{
#define ATOM(inside)                                                           \
	"<feed xmlns='http://www.w3.org/2005/Atom'>" inside                    \
	"<entry><id>1</id><link href='/b'/></entry></feed>"
	static const struct {
		const char *data, *link, *title;
	} cases[] = {
		{ ATOM("<link href='/'/><link rel='self' "
		       "href='http://a.example/x/feed.xml'/>"),
			"http://a.example/b", "notes" },
		{ ATOM("<link href='http://a.example/'/><link rel='self' "
		       "href='http://burner.example/a'/>"),
			"http://a.example/b", "notes" },
		{ ATOM(""), "/b", "notes" },
		{ "<rss xmlns:a='http://www.w3.org/2005/Atom'><channel>"
		  "<a:link rel='self' href='http://a.example/feed'/>"
		  "<item><link>/b</link></item></channel></rss>",
			"http://a.example/b", "notes" },
		{ "{\"version\":\"https://jsonfeed.org/version/1\","
		  "\"feed_url\":\"http://a.example/feed\","
		  "\"items\":[{\"id\":1,\"url\":\"/b\"}]}",
			"http://a.example/b", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Feed) feed =
			feed_parse(cases[i].data, strlen(cases[i].data), NULL,
				"file:///home/me/notes.xml", NULL);
		const FeedEntry *e = feed->entries->pdata[0];

		g_assert_cmpstr(e->link, ==, cases[i].link);
		g_assert_cmpstr(feed->title, ==, cases[i].title);
	}
}

/* Wherever it stands, one bad byte is noticed, and a good character is none. */
static void
test_one_character(void)
{
	static const struct {
		const char *bytes;
		bool good;
	} cases[] = { { "\xC3\xA9", true }, { "\xE2\x82\xAC", true },
		{ "\xF0\x9F\x98\x80", true }, { "\xE9", false },
		{ "\xE2\x82", false }, { "\xC0\x80", false },
		{ "\xED\xA0\x80", false } };
	g_autofree char *dots = g_strnfill(600, '.');

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		for (int at = 0; at < 300; at++) {
			/* From the euro sign on, it is read in parts. */
			g_autofree char *data = g_strdup_printf(
				RSS("<item><title>%.*s\u20AC%.*s%s%s"
				    "</title></item>"),
				at % 9, dots, at, dots, cases[i].bytes, dots);
			g_autoptr(Feed) feed = feed_parse(
				data, strlen(data), NULL, NULL, NULL);

			g_assert_cmpint(feed->bozo, ==, !cases[i].good);
			g_assert_true(
				g_utf8_validate(title(feed, 0), -1, NULL));
		}
}

/* What is attached is known by its type, or else by the medium that is named;
 * a picture also by the words for those who do not see it. */
static void
test_media(void)
{
	static const struct {
		const char *media, *type, *title;
	} cases[] = {
		{ "<media:content url='http://a.test/1' medium='image'/>",
			"image/*", NULL },
		{ "<media:content url='http://a.test/1' medium='audio'"
		  " type='audio/ogg'/>",
			"audio/ogg", NULL },
		{ "<media:content url='http://a.test/1' medium='anything'/>",
			NULL, NULL },
		{ "<media:content url='http://a.test/1' type='image/png'>"
		  "<media:description type='plain'> A  "
		  "heron</media:description>"
		  "</media:content>",
			"image/png", "A heron" },
		{ "<media:content url='http://a.test/1' medium='image'>"
		  "<media:description type='html'>On &lt;b>top&lt;/b>"
		  "</media:description></media:content>",
			"image/*", NULL },
		{ "<media:content url='http://a.test/1' medium='video'>"
		  "<media:description>All of it</media:description>"
		  "</media:content>",
			"video/*", NULL },
		{ "<enclosure url='http://a.test/1' type=''/>", NULL, NULL },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strdup_printf(
			"<rss version='2.0' xmlns:media="
			"'http://search.yahoo.com/mrss/'><channel><item>"
			"<title>T</title>%s</item></channel></rss>",
			cases[i].media);
		g_autoptr(Feed) feed = parse(text, NULL);
		const FeedEntry *e = feed->entries->pdata[0];
		g_assert_cmpuint(e->enclosures->len, ==, 1);
		const FeedLink *l = e->enclosures->pdata[0];
		g_assert_cmpstr(feed_link_type(l), ==, cases[i].type);
		g_assert_cmpstr(l->title, ==, cases[i].title);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	golden_add("feed", ".out", render);
	g_test_add_func("/feed/encodings", test_encodings);
	g_test_add_func("/feed/one-character", test_one_character);
	g_test_add_func("/feed/utf-16", test_utf16);
	g_test_add_func("/feed/truncation", test_truncation);
	g_test_add_func("/feed/json-truncation", test_json_truncation);
	g_test_add_func("/feed/json-slips", test_json_slips);
	g_test_add_func("/feed/unclosed", test_unclosed);
	g_test_add_func("/feed/in-page", test_in_page);
	g_test_add_func("/feed/no-feed", test_no_feed);
	g_test_add_func("/feed/hostile", test_hostile);
	g_test_add_func("/feed/hostile-texts", test_hostile_texts);
	g_test_add_func("/feed/many-attributes", test_many_attributes);
	g_test_add_func("/feed/crowd", test_crowd);
	g_test_add_func("/feed/entities", test_entities_do_not_grow);
	g_test_add_func("/feed/titles-of-links", test_titles_of_links);
	g_test_add_func("/feed/references", test_references);
	g_test_add_func("/feed/control-bytes", test_control_bytes);
	g_test_add_func("/feed/one-bad", test_one_bad);
	g_test_add_func("/feed/people", test_people);
	g_test_add_func("/feed/no-document", test_no_document);
	g_test_add_func("/feed/media", test_media);
	return g_test_run();
}
