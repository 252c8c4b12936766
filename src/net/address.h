/* SPDX-License-Identifier: MIT
 *
 * Which network addresses are private: loopback, link-local, RFC 1918,
 * RFC 4193, RFC 6598, unspecified, and IPv6 forms that carry such an IPv4.
 */
#ifndef COURANT_NET_ADDRESS_H
#define COURANT_NET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

bool address_is_private(const struct sockaddr *address);

/* The same for "127.0.0.1", "::1" and so on; false for what is none. */
bool address_text_is_private(const char *text);

#endif
