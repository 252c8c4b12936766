/* SPDX-License-Identifier: MIT
 *
 * Private and public network addresses.
 */
#include <config.h>

#include "net/address.h"

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <string.h>

static const struct {
	guint32 net;
	int bits;
} private_nets[] = {
	{ 0x00000000, 8 },  /* this host */
	{ 0x0a000000, 8 },  /* RFC 1918 */
	{ 0x64400000, 10 }, /* RFC 6598 */
	{ 0x7f000000, 8 },  /* loopback */
	{ 0xa9fe0000, 16 }, /* link-local */
	{ 0xac100000, 12 }, /* RFC 1918 */
	{ 0xc0a80000, 16 }, /* RFC 1918 */
};

static bool
is_private_v4(guint32 ip)
{
	for (gsize i = 0; i < G_N_ELEMENTS(private_nets); i++) {
		guint32 mask = 0xffffffffu << (32 - private_nets[i].bits);
		if ((ip & mask) == private_nets[i].net)
			return true;
	}
	return false;
}

static guint32
last_four(const struct in6_addr *ip, int at)
{
	const guint8 *b = ip->s6_addr + at;
	return (guint32)b[0] << 24 | (guint32)b[1] << 16 | (guint32)b[2] << 8 |
		b[3];
}

static bool
is_private_v6(const struct in6_addr *ip)
{
	static const guint8 nat64[12] = { 0, 0x64, 0xff, 0x9b };
	if (IN6_IS_ADDR_LOOPBACK(ip) || IN6_IS_ADDR_UNSPECIFIED(ip) ||
		IN6_IS_ADDR_LINKLOCAL(ip) || IN6_IS_ADDR_SITELOCAL(ip))
		return true;
	if ((ip->s6_addr[0] & 0xfe) == 0xfc)
		return true;
	if (IN6_IS_ADDR_V4MAPPED(ip) || IN6_IS_ADDR_V4COMPAT(ip) ||
		memcmp(ip->s6_addr, nat64, sizeof nat64) == 0)
		return is_private_v4(last_four(ip, 12));
	if (ip->s6_addr[0] == 0x20 && ip->s6_addr[1] == 0x02) /* 6to4 */
		return is_private_v4(last_four(ip, 2));
	return false;
}

bool
address_is_private(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in v4;
		memcpy(&v4, address, sizeof v4);
		return is_private_v4(ntohl(v4.sin_addr.s_addr));
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 v6;
		memcpy(&v6, address, sizeof v6);
		return is_private_v6(&v6.sin6_addr);
	}
	return true; /* a Unix socket, say: nothing that is out there */
}

bool
address_text_is_private(const char *text)
{
	struct in_addr v4;
	struct in6_addr v6;
	if (inet_pton(AF_INET, text, &v4) == 1)
		return is_private_v4(ntohl(v4.s_addr));
	if (inet_pton(AF_INET6, text, &v6) == 1)
		return is_private_v6(&v6);
	return false;
}
