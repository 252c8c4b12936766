/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "url/url.h"

static const struct {
	const char *in, *expected;
} cases[] = {
	/* nothing to strip */
	{ "https://example.org/a?b=1&c=2#d",
		"https://example.org/a?b=1&c=2#d" },
	{ "https://example.org/a?", "https://example.org/a?" },
	{ "https://example.org/#:~:text=a,b",
		"https://example.org/#:~:text=a,b" },
	{ "mailto:a@b.example?utm_source=x",
		"mailto:a@b.example?utm_source=x" },
	{ "nonsense", NULL },
	/* parameters */
	{ "https://example.org/?utm_source=a&utm_medium=b",
		"https://example.org/" },
	{ "https://example.org/a?x=1&utm_source=a&y=2",
		"https://example.org/a?x=1&y=2" },
	{ "https://example.org/a?UTM_Source=a#top",
		"https://example.org/a#top" },
	{ "https://example.org/a?x=1&amp;utm_source=a",
		"https://example.org/a?x=1" },
	{ "https://example.org/a?utmost=1", "https://example.org/a?utmost=1" },
	{ "https://example.org/a?gclids=1&reference=a.example",
		"https://example.org/a?gclids=1&reference=a.example" },
	{ "https://example.org/a?fbclid=1&gclid=2&mc_cid=3&mc_eid=4&_bhlid=5",
		"https://example.org/a" },
	{ "https://example.org/a?_hsenc=1&_hsmi=2&mkt_tok=3&vero_id=4"
	  "&oly_enc_id=5&ck_subscriber_id=6&igshid=7&yclid=8&dclid=9",
		"https://example.org/a" },
	{ "https://example.org/a#utm_source=x&utm_medium=y",
		"https://example.org/a" },
	{ "https://example.org/a?ref=blog.example.com",
		"https://example.org/a" },
	{ "https://example.org/a?ref=main", "https://example.org/a?ref=main" },
	{ "https://example.org/a?ref=v1.2", "https://example.org/a?ref=v1.2" },
	{ "https://github.com/a/b/blob?ref=feature.one",
		"https://github.com/a/b/blob?ref=feature.one" },
	/* of one site only */
	{ "https://youtu.be/abc?si=xyz&t=10", "https://youtu.be/abc?t=10" },
	{ "https://www.youtube.com/watch?v=abc&feature=share",
		"https://www.youtube.com/watch?v=abc" },
	{ "https://example.org/?si=1&feature=2&s=3&t=4",
		"https://example.org/?si=1&feature=2&s=3&t=4" },
	{ "https://notyoutube.com/?si=1", "https://notyoutube.com/?si=1" },
	{ "https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1" },
	/* redirects */
	{ "https://www.google.com/url?sa=t&q=https://example.org/"
	  "a%3Fb%3D1&ust=1",
		"https://example.org/a?b=1" },
	{ "https://www.google.co.uk/url?url=https%3A%2F%2Fexample.org%2F",
		"https://example.org/" },
	{ "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F"
	  "%3Ffbclid%3Dx&h=y",
		"https://example.org/" },
	{ "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2F"
	  "example.org%2Fa&data=05",
		"https://example.org/a" },
	{ "https://urldefense.proofpoint.com/v2/url?u="
	  "https-3A__example.org_a-3Fb-3D1&d=x",
		"https://example.org/a?b=1" },
	{ "https://urldefense.com/v3/__https://example.org/a__;!!abc!def$",
		"https://example.org/a" },
	{ "https://urldefense.com/v3/__https://example.org/a*b__;Iw!!abc$",
		"https://example.org/a#b" },
	{ "https://urldefense.com/v3/__https://example.org/**Ac__;4pyTIw!!x$",
		"https://example.org/%E2%9C%93#c" },
	{ "https://l.facebook.com/l.php?h=y&amp;u=https%3A%2F%2Fexample.org"
	  "%2F",
		"https://example.org/" },
	{ "https://t.umblr.com/redirect?z=https%3A%2F%2Fexample.org%2F&t=1",
		"https://example.org/" },
	{ "https://out.reddit.com/"
	  "t3_x?url=https%3A%2F%2Fexample.org%2F&token=1",
		"https://example.org/" },
	{ "https://www.youtube.com/"
	  "redirect?event=x&q=https%3A%2F%2Fexample.org",
		"https://example.org/" },
	{ "https://steamcommunity.com/linkfilter/?url=https://example.org/",
		"https://example.org/" },
	{ "https://vk.com/away.php?to=https%3A%2F%2Fexample.org%2F",
		"https://example.org/" },
	{ "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fexample.org%2F&rut=1",
		"https://example.org/" },
	{ "https://www.bing.com/ck/"
	  "a?!&&p=1&u=a1aHR0cHM6Ly9leGFtcGxlLm9yZy8&ntb=1",
		"https://example.org/" },
	{ "https://r.search.yahoo.com/_ylt=x/RV=2/RE=1/RO=10/"
	  "RU=https%3a%2f%2fexample.org%2fa/RK=2/RS=x",
		"https://example.org/a" },
	{ "https://www.google.com/amp/s/example.org/a.html",
		"https://example.org/a.html" },
	{ "https://href.li/?https://example.org/a?b=1",
		"https://example.org/a?b=1" },
	{ "https://substack.com/redirect/2/"
	  "eyJlIjoiaHR0cHM6Ly9leGFtcGxlLm9yZy9hP3V0bV9zb3VyY2U9eCJ9.sig",
		"https://example.org/a" },
	{ "https://click.convertkit-mail2.com/abc/def/"
	  "aHR0cHM6Ly9leGFtcGxlLm9yZy9h",
		"https://example.org/a" },
	{ "https://tracking.letter.example/CL0/https:%2F%2Fexample.org%2Fa/1/"
	  "0100",
		"https://example.org/a" },
	{ "https://click.pstmrk.it/3s/example.org%2Fa/xyz/1",
		"https://example.org/a" },
	{ "https://mandrillapp.com/track/click/1/example.org?p="
	  "eyJzIjoieCIsInAiOiJ7XCJ1cmxcIjpcImh0dHBzOlwvXC9leGFtcGxlLm9yZ1wvYVwi"
	  "fSJ9",
		"https://example.org/a" },
	/* one in the other */
	{ "https://www.google.com/"
	  "url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu"
	  "%3Dhttps%253A%252F%252Fexample.org%252F",
		"https://example.org/" },
	/* only the web is a target */
	{ "https://www.google.com/url?q=javascript:alert(1)",
		"https://www.google.com/url?q=javascript:alert(1)" },
	{ "https://www.google.com/url?q=file:///etc/passwd",
		"https://www.google.com/url?q=file:///etc/passwd" },
	{ "https://www.google.com/url?q=/relative",
		"https://www.google.com/url?q=/relative" },
	{ "https://substack.com/redirect/2/bm90IGpzb24.sig",
		"https://substack.com/redirect/2/bm90IGpzb24.sig" },
	/* and only they themselves are unwrapped */
	{ "https://google.example.org/url?q=https://other.example/",
		"https://google.example.org/url?q=https://other.example/" },
	{ "https://a-long-name-of-no-mail-filter.example.org/?url=https://a.b/",
		"https://a-long-name-of-no-mail-filter.example.org/"
		"?url=https://a.b/" },
	{ "https://example.org/url?q=https://other.example/",
		"https://example.org/url?q=https://other.example/" },
};

static void
test_strip(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].in);
		g_autofree char *got = url_strip(cases[i].in);
		g_assert_cmpstr(got, ==, cases[i].expected);
		g_autofree char *again = got ? url_strip(got) : NULL;
		g_assert_cmpstr(again, ==, got);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/url/strip", test_strip);
	return g_test_run();
}
