/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "url/url.h"

#include <string.h>

typedef struct {
	const char *base, *ref, *expected;
} ResolveCase;

static const ResolveCase resolve_cases[] = {
	{ NULL, "https://example.org/a?b#c", "https://example.org/a?b#c" },
	{ NULL, "https://example.org", "https://example.org/" },
	{ NULL, "HTTPS://Example.ORG:443/A", "https://example.org/A" },
	{ NULL, "http://example.org:080?q", "http://example.org/?q" },
	{ NULL, "http://example.org:8080/", "http://example.org:8080/" },
	{ NULL, "http://example.org:99999/", NULL },
	{ NULL, "  https://example.org/\n ", "https://example.org/" },
	{ NULL, "https://exa\nmple.org/a\tb", "https://example.org/ab" },
	{ NULL, "https:\\\\example.org\\a\\b", "https://example.org/a/b" },
	{ NULL, "https:/example.org/x", "https://example.org/x" },
	{ NULL, "https:///example.org/x", "https://example.org/x" },
	{ NULL, "https://example.org/a b\"<>`{|}^",
		"https://example.org/a%20b%22%3C%3E%60%7B%7C%7D%5E" },
	{ NULL, "https://example.org/ä?ö#ü",
		"https://example.org/%C3%A4?%C3%B6#%C3%BC" },
	{ NULL, "https://example.org/100%", "https://example.org/100%25" },
	{ NULL, "https://example.org/%zz%2f", "https://example.org/%25zz%2f" },
	{ NULL, "https://example.org/\x1b[31m\xff",
		"https://example.org/%1B[31m%FF" },
	{ NULL, "https://example.org/a/../b/./c", "https://example.org/b/c" },
	{ NULL, "https://example.org/../../x", "https://example.org/x" },
	{ NULL, "https://bücher.example/", "https://xn--bcher-kva.example/" },
	{ NULL, "https://b%C3%BCcher.example/",
		"https://xn--bcher-kva.example/" },
	{ NULL, "https://日本語.jp", "https://xn--wgv71a119e.jp/" },
	{ NULL, "https://user:pw@example.org/",
		"https://user:pw@example.org/" },
	{ NULL, "http://bank.example@evil.example/",
		"http://bank.example@evil.example/" },
	{ NULL, "http://[2001:DB8::1]:80/", "http://[2001:db8::1]/" },
	{ NULL, "http://[zz]/", NULL },
	{ NULL, "http://exa mple.org/", NULL },
	{ NULL, "http://-oProxy/", NULL },
	{ NULL, "https://", NULL },
	{ NULL, "https://?q", NULL },
	{ NULL, "", NULL },
	{ NULL, "page", NULL },
	{ NULL, "//cdn.example.org/x", "https://cdn.example.org/x" },
	{ NULL, "javascript:alert(1)", NULL },
	{ NULL, "java\nscript:alert(1)", NULL },
	{ NULL, "data:text/html,x", NULL },
	{ NULL, "vbscript:x", NULL },
	{ NULL, "mailto:a@b.example?subject=x y",
		"mailto:a@b.example?subject=x%20y" },
	{ NULL, "MAILTO:a@b.example", "mailto:a@b.example" },
	{ NULL, "mailto:", NULL },
	{ NULL, "tel:+49 30 1", "tel:+49%2030%201" },
	{ NULL, "magnet:?xt=urn:btih:x", "magnet:?xt=urn:btih:x" },
	{ NULL, "gemini://example.org/x", "gemini://example.org/x" },
	{ NULL, "gopher://example.org:70/1/x", "gopher://example.org/1/x" },
	{ NULL, "gemini:x", NULL },
	{ NULL, "ftp://example.org/f", "ftp://example.org/f" },
	{ NULL, "file:///tmp/a b", "file:///tmp/a%20b" },
	{ NULL, "file://localhost/tmp/a", "file:///tmp/a" },
	{ NULL, "file://host/tmp/a", NULL },
	{ NULL, "file:/a/..//host/x", NULL },
	{ "https://example.org/a/b?c#d", "x", "https://example.org/a/x" },
	{ "https://example.org/a/b?c#d", "./x", "https://example.org/a/x" },
	{ "https://example.org/a/b?c#d", "../x", "https://example.org/x" },
	{ "https://example.org/a/b?c#d", "../../../x",
		"https://example.org/x" },
	{ "https://example.org/a/b?c#d", "/x", "https://example.org/x" },
	{ "https://example.org/a/b?c#d", "?x", "https://example.org/a/b?x" },
	{ "https://example.org/a/b?c#d", "#x", "https://example.org/a/b?c#x" },
	{ "https://example.org/a/b?c#d", "", "https://example.org/a/b?c" },
	{ "https://example.org/a/b", "//other.example/x",
		"https://other.example/x" },
	{ "http://example.org/a/b", "\\\\other.example\\x",
		"http://other.example/x" },
	{ "https://example.org/a/b", "https:x", "https://example.org/a/x" },
	{ "https://example.org/a", "https:javascript:x", NULL },
	{ "https://example.org", "x", "https://example.org/x" },
	{ "https://example.org/a", "x y?z w",
		"https://example.org/x%20y?z%20w" },
	{ "https://example.org/a", "1:2", "https://example.org/1:2" },
	{ "https://example.org/a", "x[1]?y[]=2",
		"https://example.org/x[1]?y[]=2" },
	{ "https://evil.example%2F:x@example.org/a", "b", NULL },
	{ "mailto:a@b.example", "x", NULL },
	{ "no url", "x", NULL },
	{ "no url", "https://example.org/", "https://example.org/" },
	{ "file:///home/me/", "../..//tmp/x", NULL },
	{ "file:///home/me/page.html", "img.png", "file:///home/me/img.png" },
};

static void
test_resolve(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(resolve_cases); i++) {
		const ResolveCase *c = &resolve_cases[i];
		g_autofree char *got = url_resolve(c->base, c->ref);
		g_test_message("%s", c->ref);
		g_assert_cmpstr(got, ==, c->expected);
		if (got) {
			g_autofree char *again = url_resolve(NULL, got);
			g_assert_cmpstr(again, ==, got);
		}
	}
}

static void
test_too_long(void)
{
	g_autofree char *path = g_strnfill(URL_MAX, 'a');
	g_autofree char *url = g_strconcat("https://example.org/", path, NULL);
	g_assert_null(url_resolve(NULL, url));
	url[URL_MAX] = '\0';
	g_autofree char *fits = url_resolve(NULL, url);
	g_assert_cmpstr(fits, ==, url);
	g_autofree char *huge = g_strnfill(10000000, 'a');
	g_assert_null(url_resolve("https://example.org/", huge));
	/* No host has more than 253 characters. */
	g_autofree char *label = g_strnfill(254, 'a');
	g_autofree char *strict = g_strconcat("https://", label, "/", NULL);
	g_autofree char *lax = g_strconcat("https://", label, NULL);
	g_assert_null(url_resolve(NULL, strict));
	g_assert_null(url_resolve(NULL, lax));
	g_autofree char *host = g_strconcat("https://", label + 1, NULL);
	g_autofree char *known = url_resolve(NULL, host);
	g_assert_nonnull(known);
}

typedef struct {
	const char *in, *expected;
} Case;

static void
check_all(const Case *cases, gsize n, char *(*function)(const char *))
{
	for (gsize i = 0; i < n; i++) {
		g_autofree char *got = function(cases[i].in);
		g_test_message("%s", cases[i].in);
		g_assert_cmpstr(got, ==, cases[i].expected);
	}
}

static const Case user_cases[] = {
	{ "rust-trends.com", "https://rust-trends.com/" },
	{ " rust-trends.com/rss.xml ", "https://rust-trends.com/rss.xml" },
	{ "https://example.org", "https://example.org/" },
	{ "HTTP://example.org", "http://example.org/" },
	{ "<https://example.org/x>", "https://example.org/x" },
	{ "feed://example.org/rss", "http://example.org/rss" },
	{ "feed:https://example.org/rss", "https://example.org/rss" },
	{ "feed:example.org/rss", "http://example.org/rss" },
	{ "itpc://example.org/rss", "http://example.org/rss" },
	{ "pcast:example.org/rss", "http://example.org/rss" },
	{ "printer.local/feed", "http://printer.local/feed" },
	{ "localhost:8080/feed", "http://localhost:8080/feed" },
	{ "localhost.example.org/", "https://localhost.example.org/" },
	{ "127.0.0.1:8080", "http://127.0.0.1:8080/" },
	{ "bücher.example", "https://xn--bcher-kva.example/" },
	{ "/tmp/feed.xml", "file:///tmp/feed.xml" },
	{ "file:///tmp/feed.xml", "file:///tmp/feed.xml" },
	{ "someone@example.org", NULL },
	{ "rust", NULL },
	{ "", NULL },
	{ "two words.example", NULL },
	{ "javascript:alert(1)", NULL },
	{ "gemini://example.org/", NULL },
};

static void
test_from_user(void)
{
	check_all(user_cases, G_N_ELEMENTS(user_cases), url_from_user);
}

static const Case key_cases[] = {
	{ "http://www.Example.org/a/", "https://www.example.org/a" },
	{ "https://example.org/a/b/?x=1#y", "https://example.org/a/b?x=1" },
	{ "https://example.org/", "https://example.org" },
	{ "https://example.org/?utm_source=a", "https://example.org" },
	{ "http://example.org:443/%7Ejoe/%c3%a4",
		"https://example.org/~joe/%C3%A4" },
	{ "https://me:pw@example.org/a", "https://example.org/a" },
	{ "mailto:a@b.example", "mailto:a@b.example" },
	{ "gemini://example.org/a#b", "gemini://example.org/a" },
	{ "nonsense", NULL },
};

static void
test_key(void)
{
	check_all(key_cases, G_N_ELEMENTS(key_cases), url_key);
	for (gsize i = 0; i < G_N_ELEMENTS(resolve_cases); i++) {
		const ResolveCase *c = &resolve_cases[i];
		g_autofree char *url = url_resolve(c->base, c->ref);
		g_autofree char *key = url ? url_key(url) : NULL;
		g_autofree char *again = key ? url_key(key) : NULL;
		g_assert_cmpstr(again, ==, key);
	}
}

static const Case outgoing_cases[] = {
	{ "https://user:pw@example.org/a", "https://example.org/a" },
	{ "https://example.org/a'b", "https://example.org/a'b" },
	{ "http://a@b@evil.example/x", "http://evil.example/x" },
	{ "mailto:a@b.example", "mailto:a@b.example" },
	{ "gemini://example.org/", "gemini://example.org/" },
	{ "file:///etc/passwd", NULL },
	{ "ftp://example.org/", NULL },
	{ "tel:112", NULL },
	{ "magnet:?xt=urn:btih:x", NULL },
	{ "javascript:alert(1)", NULL },
	{ "-h", NULL },
	{ "https://example.org/\x1b]8;;x\x1b\\",
		"https://example.org/%1B]8;;x%1B/" },
};

static const Case hide_cases[] = {
	{ "no address", "no address" },
	{ "", "" },
	{ "://", "://" },
	{ "http://a.example/x@y", "http://a.example/x@y" },
	{ "http://[::1]:80/x@y", "http://[::1]:80/x@y" },
	{ "http://a.example:80/x@y", "http://a.example:80/x@y" },
	{ "http://me:pw@a.example/x", "http://a.example/x" },
	{ "https://me@a.example", "https://a.example" },
	{ "http://me:p@w@a.example/", "http://a.example/" },
	{ "http://me:p/w@a.example/", "http://a.example/" },
	{ "http://me:p#w@a.example/", "http://a.example/" },
	{ "filter:sed s/a/b/:http://me:pw@a.example/x",
		"filter:sed s/a/b/:http://a.example/x" },
	{ "not \"ftp://me:pw@a/\", nor http://b:c@d/e.",
		"not \"ftp://a/\", nor http://d/e." },
};

static void
test_hide_passwords(void)
{
	check_all(hide_cases, G_N_ELEMENTS(hide_cases), url_hide_passwords);
}

static void
test_outgoing(void)
{
	check_all(outgoing_cases, G_N_ELEMENTS(outgoing_cases), url_outgoing);
}

static const Case host_cases[] = {
	{ "https://www.example.org/", "example.org" },
	{ "https://www.com/", "com" },
	{ "https://example.org:8443/", "example.org:8443" },
	{ "https://bücher.example/", "xn--bcher-kva.example" },
	{ "https://bank.example@evil.example/", "evil.example" },
	{ "mailto:a@b.example", "" },
	{ "nonsense", "" },
};

static const Case origin_cases[] = {
	{ "https://example.org/a", "https://example.org:443" },
	{ "http://u:p@Example.org:8080/a", "http://example.org:8080" },
	{ "mailto:a@b.example", NULL },
	{ "file:///tmp/x", NULL },
};

static void
test_host_and_origin(void)
{
	check_all(host_cases, G_N_ELEMENTS(host_cases), url_host);
	check_all(origin_cases, G_N_ELEMENTS(origin_cases), url_origin);
}

static void
test_is_web(void)
{
	g_assert_true(url_is_web("https://example.org/"));
	g_assert_true(url_is_web("HTTP://example.org/"));
	g_assert_false(url_is_web("httpx://example.org/"));
	g_assert_false(url_is_web("mailto:a@b.example"));
	g_assert_false(url_is_web(NULL));
}

static void
assert_printable(const char *url)
{
	for (; *url; url++)
		g_assert_true(*url > 0x20 && *url < 0x7f);
}

/* Whatever goes in, what comes out is safe and stays as it is. */
static void
test_random(void)
{
	static const char bits[] = "https://a.b/?&=#%2F%:@[]\\ \x1b\xc3\xa4.-x";
	for (int i = 0; i < 20000; i++) {
		GString *s = g_string_new(g_test_rand_bit() ? "https://a" : "");
		for (int n = g_test_rand_int_range(0, 30); n > 0; n--)
			g_string_append_c(s,
				bits[g_test_rand_int_range(
					0, sizeof bits - 1)]);
		g_autofree char *in = g_string_free(s, FALSE);
		g_autofree char *out = url_resolve("https://base.example/", in);
		if (!out)
			continue;
		assert_printable(out);
		g_autofree char *again = url_resolve(NULL, out);
		g_assert_cmpstr(again, ==, out);
		g_autofree char *stripped = url_strip(out);
		g_autofree char *restripped = url_strip(stripped);
		g_assert_cmpstr(restripped, ==, stripped);
		g_autofree char *key = url_key(out);
		g_autofree char *rekey = url_key(key);
		g_assert_cmpstr(rekey, ==, key);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/url/resolve", test_resolve);
	g_test_add_func("/url/too-long", test_too_long);
	g_test_add_func("/url/from-user", test_from_user);
	g_test_add_func("/url/key", test_key);
	g_test_add_func("/url/hide-passwords", test_hide_passwords);
	g_test_add_func("/url/outgoing", test_outgoing);
	g_test_add_func("/url/host-and-origin", test_host_and_origin);
	g_test_add_func("/url/is-web", test_is_web);
	g_test_add_func("/url/random", test_random);
	return g_test_run();
}
