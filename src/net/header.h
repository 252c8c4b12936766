/* SPDX-License-Identifier: MIT
 *
 * The response headers that matter, and what the ones about time mean
 * (RFC 9110 Retry-After, RFC 9111 Cache-Control, Expires, Age).
 */
#ifndef COURANT_NET_HEADER_H
#define COURANT_NET_HEADER_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
	H_AGE,
	H_CACHE_CONTROL,
	H_CONTENT_ENCODING,
	H_CONTENT_TYPE,
	H_DATE,
	H_ETAG,
	H_EXPIRES,
	H_LAST_MODIFIED,
	H_LINK,
	H_LOCATION,
	H_RETRY_AFTER,
	H_TRANSFER_ENCODING,
	N_HEADERS
} HeaderName;

/* Zeroed at first; values as sent, without the white space around them. */
typedef struct {
	char *value[N_HEADERS];
} Headers;

/* Takes one line of a response; unknown ones are passed over. */
void headers_add(Headers *headers, const char *line, gsize len);
void headers_clear(Headers *headers);

/* True when the body went through more than one packing.  Reads the lists
 * anew: to be asked once for a response. */
bool headers_packed_twice(const Headers *headers);

/* Seconds since 1970 by Retry-After, 0 if none. */
gint64 headers_retry_at(const Headers *headers, gint64 now);

/* Seconds that the response stays fresh, 0 if it does not say. */
gint64 headers_fresh(const Headers *headers, gint64 now);

#endif
