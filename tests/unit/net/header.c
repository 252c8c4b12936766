/* SPDX-License-Identifier: MIT
 *
 * What response headers mean.
 */
#include <config.h>

#include "net/header.h"

#include <string.h>

#include "net/address.h"

#define NOW 1700000000 /* Tue, 14 Nov 2023 22:13:20 GMT */

static void
take(Headers *h, const char *lines)
{
	g_auto(GStrv) all = g_strsplit(lines, "\n", -1);
	for (char **l = all; *l; l++)
		headers_add(h, *l, strlen(*l));
}

static void
test_verbatim(void)
{
	Headers h = { 0 };
	take(&h, "ETag:  W/\"a b\"  \r\nlAsT-modified: Tue, 1 nov\r\nX: y\r");
	g_assert_cmpstr(h.value[H_ETAG], ==, "W/\"a b\"");
	g_assert_cmpstr(h.value[H_LAST_MODIFIED], ==, "Tue, 1 nov");
	headers_clear(&h);
}

static void
test_retry(void)
{
	static const struct {
		const char *line;
		gint64 at;
	} cases[] = {
		{ "Retry-After: 120", NOW + 120 },
		{ "retry-after: Tue, 14 Nov 2023 23:00:00 GMT", 1700002800 },
		{ "Retry-After: soon", 0 },
		{ "Retry-After: -5", 0 },
		{ "Retry-After: 99999999999999999999",
			NOW + (gint64)G_MAXINT32 },
		{ "Date: x", 0 },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Headers h = { 0 };
		take(&h, cases[i].line);
		g_assert_cmpint(headers_retry_at(&h, NOW), ==, cases[i].at);
		headers_clear(&h);
	}
}

static void
test_fresh(void)
{
	static const struct {
		const char *lines;
		gint64 seconds;
	} cases[] = {
		{ "Cache-Control: public, max-age=3600", 3600 },
		{ "Cache-Control: max-age=\"60\"", 60 },
		{ "Cache-Control: max-age=3600\nAge: 600", 3000 },
		{ "Cache-Control: max-age=60\nAge: 600", 0 },
		{ "Cache-Control: max-age=3600, no-cache", 0 },
		{ "Cache-Control: public\nCache-Control: max-age=9", 9 },
		{ "Expires: Tue, 14 Nov 2023 23:13:20 GMT", 3600 },
		{ "Date: Tue, 14 Nov 2023 22:00:00 GMT\n"
		  "Expires: Tue, 14 Nov 2023 23:00:00 GMT",
			3600 },
		{ "Expires: 0", 0 },
		{ "Cache-Control: max-age=5\n"
		  "Expires: Tue, 14 Nov 2023 23:13:20 GMT",
			5 },
		{ "X: y", 0 },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Headers h = { 0 };
		take(&h, cases[i].lines);
		g_assert_cmpint(headers_fresh(&h, NOW), ==, cases[i].seconds);
		headers_clear(&h);
	}
}

static void
test_packings(void)
{
	static const struct {
		const char *lines;
		bool twice;
	} cases[] = {
		{ "Content-Encoding: gzip", false },
		{ "Content-Encoding: gzip, identity", false },
		{ "Content-Encoding: gzip\nTransfer-Encoding: chunked", false },
		{ "Content-Encoding: gzip, br", true },
		{ "Content-Encoding: gzip\nContent-Encoding: gzip", true },
		{ "Content-Encoding: gzip\nTransfer-Encoding: gzip, chunked",
			true },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Headers h = { 0 };
		take(&h, cases[i].lines);
		g_assert_cmpint(headers_packed_twice(&h), ==, cases[i].twice);
		headers_clear(&h);
	}
}

static void
test_addresses(void)
{
	static const char *const private[] = { "127.0.0.1", "10.1.2.3",
		"172.31.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
		"100.64.0.1", "::1", "::", "fe80::1", "fd00::1",
		"::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::" };
	static const char *const public[] = { "8.8.8.8", "172.32.0.1",
		"192.169.0.1", "2606:4700::1111", "::ffff:8.8.8.8",
		"example.org", "" };
	for (gsize i = 0; i < G_N_ELEMENTS(private); i++)
		g_assert_true(address_text_is_private(private[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(public); i++)
		g_assert_false(address_text_is_private(public[i]));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/net/header/verbatim", test_verbatim);
	g_test_add_func("/net/header/retry-after", test_retry);
	g_test_add_func("/net/header/fresh", test_fresh);
	g_test_add_func("/net/header/packings", test_packings);
	g_test_add_func("/net/address/private", test_addresses);
	return g_test_run();
}
