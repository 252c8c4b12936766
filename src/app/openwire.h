/* SPDX-License-Identifier: MIT
 *
 * The wire between a courant on a remote machine and the `courant browse`
 * that listens on the machine its user sits at.  `ssh -R` carries the socket.
 *
 * Version 1, over a stream socket, one request a connection:
 *
 *     client:  courant/1 open URL LF
 *     server:  ok LF   or   error REASON LF     and closes
 *
 * A client that closes its side before the reply has given up.
 * URL is what url_outgoing() lets through, and http or https; a request has
 * at most OPENWIRE_MAX_REQUEST bytes.  Nothing else can be asked for.
 */
#ifndef COURANT_APP_OPENWIRE_H
#define COURANT_APP_OPENWIRE_H

#include <glib.h>
#include <stdbool.h>

#define OPENWIRE_GREETING "courant/1 open "
#define OPENWIRE_MAX_REQUEST 2200
#define OPENWIRE_MAX_REPLY 512

/* The URL of a request line (without LF), newly allocated; NULL and *REASON
 * (an English word or two, for the reply) if it is not to be opened. */
char *openwire_parse(const char *line, gsize len, const char **reason);

/* Sends URL to the first of the sockets that belongs to this user and takes
 * it; a socket that nobody listens on is removed.  Returns a descriptor that
 * becomes readable with the reply, or -1.  Never waits. */
int openwire_send(const char *url);

/* Reads the reply from that descriptor and closes it.  True if the address
 * was opened; else *REASON gets clean words, newly allocated. */
bool openwire_reply(int fd, char **reason);

#endif
