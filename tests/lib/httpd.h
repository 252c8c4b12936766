/* SPDX-License-Identifier: MIT
 *
 * An HTTP server on 127.0.0.1 for tests: serves a folder, and misbehaves on
 * demand.  What a path does is said by the words of its query, or by a line
 * "PATH WORDS" in the file "rules" of the folder, words joined by "&":
 *
 *	status=N      the status; with 3xx and no "to" just that
 *	to=URL        Location
 *	type=T        Content-Type
 *	etag=V        ETag as given, and 304 when it comes back unchanged
 *	modified=V    Last-Modified, likewise
 *	no304         validators are sent, and never honoured
 *	plain         no validators but those given above
 *	gzip          packed once
 *	gzip2         says that it is packed twice
 *	encoding=V    Content-Encoding, if anything packed is accepted
 *	bomb=MB       so many zero bytes, packed
 *	size=BYTES    so many letters
 *	endless       letters without an end
 *	stall         headers, a few bytes, then nothing
 *	drip          a byte now and then
 *	truncate      half of what was announced
 *	headers=N     N bytes of headers more
 *	lines=N       N short headers more
 *	commas=N      Content-Encoding: that many
 *	retry-after=V max-age=N expires=V link=V   the headers of that name
 *	auth=U:P      401 unless these credentials come
 *	only=N        the first N times; then the path is plain again
 *
 * A name in the Host header that is a folder of the root chooses that folder,
 * so that with http_proxy set to it the server is any host.
 */
#ifndef COURANT_TESTS_HTTPD_H
#define COURANT_TESTS_HTTPD_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct Httpd Httpd;

/* ROOT may be NULL: then every path gives "hello\n".  FAST: one thread for
 * all, for what neither stalls nor drips. */
Httpd *httpd_start(const char *root, int latency_ms, bool no304, bool fast);
/* The same on PORT of every address of the machine, for a network namespace (0:
 * as above); by https if PEM, a key and a certificate, is not NULL.  NULL where
 * libmicrohttpd was built without. */
Httpd *httpd_start_at(const char *root, int port, const char *pem);
void httpd_stop(Httpd *server);

/* Writes lines "PATH GET", "PATH open: N" (requests that wait for an answer)
 * and "PATH name: value" for each request from now on. */
void httpd_log(Httpd *server, FILE *log);

int httpd_port(const Httpd *server);

/* "http://127.0.0.1:PORT" and PATH; newly allocated. */
char *httpd_url(const Httpd *server, const char *path);

/* How often PATH was asked for, and the request header of the last time
 * (newly allocated, NULL if it had none). */
int httpd_hits(Httpd *server, const char *path);
char *httpd_header(Httpd *server, const char *path, const char *name);

#endif
