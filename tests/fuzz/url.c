/* SPDX-License-Identifier: MIT
 *
 * URLs that come out are printable ASCII and come out again unchanged.
 */
#include "url/url.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(char *url, char *(*again)(const char *))
{
	if (!url)
		return;
	g_assert_cmpuint(strlen(url), <=, URL_MAX);
	for (const char *p = url; *p; p++)
		g_assert_true(*p > 0x20 && *p < 0x7f);
	g_autofree char *same = again ? again(url) : url_resolve(NULL, url);
	g_assert_cmpstr(same, ==, url);
	g_free(url);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *ref = g_strndup((const char *)data, size);
	check(url_resolve("https://example.org/a/b?c", ref), NULL);
	check(url_resolve(ref, "x"), NULL);
	check(url_from_user(ref), NULL);
	check(url_strip(ref), url_strip);
	check(url_key(ref), url_key);
	check(url_outgoing(ref), url_outgoing);
	check(url_origin(ref), url_origin);
	g_free(url_host(ref));
	return 0;
}
