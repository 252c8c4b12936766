/* SPDX-License-Identifier: MIT
 *
 * A URL and its validators in; bytes, type and new validators out, within
 * limits.  HTTP and HTTPS by libcurl's multi interface with a window of our
 * own.  Whatever a server sends is bounded: bytes after unpacking, headers,
 * redirects, time without progress.  Redirects are followed here, hop by
 * hop: never from https to http, never from a public address to a private
 * one; credentials and extra headers go only to the origin they were given
 * for, validators only to the address that they came from.  No cookies, no
 * Referer.  Proxies are taken from the environment (http_proxy, https_proxy,
 * all_proxy, no_proxy).
 *
 * One Net belongs to one thread; only net_wakeup() may be called from others.
 */
#ifndef COURANT_NET_NET_H
#define COURANT_NET_NET_H

#include <glib.h>
#include <stdbool.h>

/* Unpacked bytes of a body, bytes of headers, hops: the most that is taken. */
#define NET_MAX_BODY (32 * 1024 * 1024)
#define NET_MAX_HEADERS (64 * 1024)
#define NET_MAX_REDIRECTS 10

typedef struct Net Net;

/* What the Accept header asks for first. */
typedef enum { NET_FEED, NET_PAGE } NetAccept;

/* Zero or NULL means the default or none.  net_add() copies everything. */
typedef struct {
	const char *url;
	/* As the last response gave them, byte for byte, and where that came
	 * from, if not from URL: they are sent only there, whatever its query
	 * is by now. */
	const char *etag, *last_modified, *validators_url;
	const char *user_agent;
	const char *proxy;
	const char *credentials;    /* "user:password" */
	const char *const *headers; /* "Name: value", NULL-terminated */
	gsize max_body;
	int timeout;   /* seconds for one hop */
	bool insecure; /* any certificate will do */
	bool stranger; /* a stranger has named the URL: it must not lead into
			* a private network (where no proxy stands between) */
	NetAccept accept;
} NetRequest;

typedef struct {
	int status;     /* of the last hop; 0 when there was no answer */
	char *url;      /* the last hop's */
	char *moved_to; /* where the unbroken run of 301 and 308 from the
			 * start leads, or NULL */
	char *body;     /* never NULL, NUL-terminated */
	gsize len;
	char *type;                 /* Content-Type as sent, or NULL */
	char *etag, *last_modified; /* as sent, or NULL */
	char *link;                 /* Link headers joined by ", ", or NULL */
	gint64 retry_at; /* Retry-After as seconds since 1970, 0 if none */
	gint64 fresh;    /* seconds by Cache-Control or Expires, 0 if none */
	bool not_asked;  /* the host has told others to wait until retry_at */
	bool untrusted;  /* it ended because the certificate is not good */
	bool inside;     /* it came from a private network */
	/* Why there is no body to use, in words for a person; NULL for 2xx
	 * and 304. */
	char *error;
} NetResponse;

void net_response_free(NetResponse *response);

typedef struct {
	int in_flight;       /* transfers at once; 0: 256 */
	int per_host;        /* connections to one host; 0: 2 */
	int connect_timeout; /* seconds; 0: 10 */
	int stall_timeout;   /* seconds without progress; 0: 30 */
	int timeout;         /* seconds for one hop; 0: 600 */
	int http2;           /* 0: where libcurl does it well, 1 off, 2 on */
	gsize max_body;      /* unpacked bytes; 0: NET_MAX_BODY */
	const char *user_agent, *proxy; /* for requests that name none; must
					 * outlive the Net */
	gsize max_memory; /* bytes of bodies at once, at most twice that for
			   * a moment; 0: 24 MB */
} NetOptions;

/* Called from net_run() for each request; takes RESPONSE. */
typedef void (*NetDone)(
	NetResponse *response, gpointer request_data, gpointer user_data);

/* OPTIONS may be NULL. */
Net *net_new(const NetOptions *options, NetDone done, gpointer user_data);
/* What has not ended is dropped; DONE is not called for it. */
void net_free(Net *net);

void net_add(Net *net, const NetRequest *request, gpointer request_data);

/* Bytes of responses that the caller still holds: they count against
 * max_memory. */
void net_set_held(Net *net, gsize bytes);

/* Waits for the network at most TIMEOUT_MS and does what can be done.
 * False when nothing is left to do. */
bool net_run(Net *net, int timeout_ms);

/* Ends the wait of a net_run() in another thread. */
void net_wakeup(Net *net);

/* One request, at once, to its end, or until STOP (may be NULL), which is
 * asked now and then, returns true.  Never NULL. */
NetResponse *net_get(const NetOptions *options, const NetRequest *request,
	bool (*stop)(void));

/* The User-Agent that is sent when the request names none. */
const char *net_user_agent(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Net, net_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NetResponse, net_response_free)

#endif
