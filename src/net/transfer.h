/* SPDX-License-Identifier: MIT
 *
 * One request on its way: an easy handle, the hops it makes, what has come.
 * For net.c only.
 */
#ifndef COURANT_NET_TRANSFER_H
#define COURANT_NET_TRANSFER_H

#include <curl/curl.h>

#include "base/buf.h"
#include "net/header.h"
#include "net/net.h"

/* Shared by all transfers of one Net. */
typedef struct {
	NetOptions options;
	gsize answering; /* transfers whose bodies have begun to come */
	gsize buffered;  /* bytes in these */
	gsize held;      /* bytes of responses that somebody holds still */
	gsize hard_max;  /* for both; past it all but the leader pause */
	int paused;
	struct Transfer *leader;
} Transfers;

typedef struct Transfer {
	Transfers *all;
	gpointer data;
	CURL *easy;
	struct curl_slist *header_lines;
	char *url, *first_origin, *origin;
	char *etag, *last_modified, *validators_url, *user_agent, *proxy,
		*credentials;
	char **extra_headers;
	NetAccept accept;
	int timeout;
	bool insecure;
	Headers headers;
	gsize header_bytes, dropped;
	Buf body;
	int hops;
	bool only_permanent; /* all hops so far were 301 or 308 */
	char *moved_to;
	bool stranger;    /* as requested */
	bool from_public; /* the first hop's address was public */
	bool again;       /* it has been tried a second time */
	bool unpacked;    /* it is asked for as it is, not packed */
	bool paused;
	char *problem; /* why one of our callbacks ended it */
} Transfer;

Transfer *transfer_new(
	Transfers *all, const NetRequest *request, gpointer data);
void transfer_free(Transfer *t);

/* Makes the easy handle ready for t->url. */
void transfer_prepare(Transfer *t);

/* True when no more may be taken into memory, but by the leader. */
bool transfers_are_full(const Transfers *all);

/* Lets a paused one go on. */
void transfer_resume(Transfer *t);

/* After curl has ended a hop: true when the transfer is to be started again
 * (next hop, second try), false when it is over. */
bool transfer_goes_on(Transfer *t, CURLcode code);

/* What came of it. */
NetResponse *transfer_response(Transfer *t, CURLcode code);

/* A response without an answer, and why; takes ERROR. */
NetResponse *transfer_unasked(const char *url, char *error);

#endif
