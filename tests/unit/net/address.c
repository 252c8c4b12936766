/* SPDX-License-Identifier: MIT
 *
 * Which addresses are private: the first and the last of each net, and those
 * beside it.
 */
#include <config.h>

#include "net/address.h"

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <sys/un.h>

static const struct {
	const char *text;
	bool private;
} cases[] = {
	{ "0.0.0.0", true },
	{ "0.255.255.255", true },
	{ "1.0.0.0", false },
	{ "9.255.255.255", false },
	{ "10.0.0.0", true },
	{ "10.255.255.255", true },
	{ "11.0.0.0", false },
	{ "100.63.255.255", false },
	{ "100.64.0.0", true },
	{ "100.127.255.255", true },
	{ "100.128.0.0", false },
	{ "126.255.255.255", false },
	{ "127.0.0.1", true },
	{ "127.255.255.255", true },
	{ "128.0.0.0", false },
	{ "169.253.255.255", false },
	{ "169.254.169.254", true },
	{ "169.254.255.255", true },
	{ "169.255.0.0", false },
	{ "172.15.255.255", false },
	{ "172.16.0.0", true },
	{ "172.31.255.255", true },
	{ "172.32.0.0", false },
	{ "192.167.255.255", false },
	{ "192.168.0.0", true },
	{ "192.168.255.255", true },
	{ "192.169.0.0", false },
	{ "::", true },
	{ "::1", true },
	{ "2001:db8::1", false },
	{ "fbff::1", false },
	{ "fc00::1", true },
	{ "fdff::1", true },
	{ "fe80::1", true },
	{ "fec0::1", true },
	{ "ff02::1", false },
	/* IPv4 in other clothes */
	{ "::ffff:10.0.0.1", true },
	{ "::ffff:11.0.0.1", false },
	{ "::10.0.0.1", true },
	{ "::11.0.0.1", false },
	{ "64:ff9b::10.0.0.1", true },
	{ "64:ff9b::11.0.0.1", false },
	{ "2002:a00:1::1", true },
	{ "2002:b00:1::1", false },
};

static bool
is_private(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return address_is_private((const struct sockaddr *)&v4);
	g_assert_cmpint(inet_pton(AF_INET6, text, &v6.sin6_addr), ==, 1);
	return address_is_private((const struct sockaddr *)&v6);
}

static void
test_private(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].text);
		g_assert_true(is_private(cases[i].text) == cases[i].private);
		g_assert_true(address_text_is_private(cases[i].text) ==
			cases[i].private);
	}
}

/* What is no address of a network is nothing that is out there. */
static void
test_others(void)
{
	struct sockaddr_un here = { .sun_family = AF_UNIX };
	g_assert_true(address_is_private((const struct sockaddr *)&here));
	g_assert_false(address_text_is_private("example.org"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/net/address/private", test_private);
	g_test_add_func("/net/address/others", test_others);
	return g_test_run();
}
