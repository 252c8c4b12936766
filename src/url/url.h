/* SPDX-License-Identifier: MIT
 *
 * URLs: resolve, normalise, compare, strip trackers, show safely.
 * RFC 3986 through GLib's GUri, with the tolerance of browsers (WHATWG) for
 * what feeds contain: spaces, backslashes, raw non-ASCII, missing schemes.
 * Every function takes any bytes and returns printable ASCII or NULL, unless
 * it says otherwise.  All returned strings are newly allocated.
 */
#ifndef COURANT_URL_URL_H
#define COURANT_URL_URL_H

#include <glib.h>
#include <stdbool.h>

/* Longest URL that is kept, in bytes. */
#define URL_MAX 2083

/* REF against BASE (may be NULL); "//host" and "?q" forms too.  Returns an
 * absolute URL, %-encoded, IDN host as punycode, default port and dot
 * segments gone; NULL when there is none.  A data:, javascript: or other
 * scheme that courant does not know gives NULL; the known ones are http,
 * https, mailto, gemini, gopher, file, tel, magnet, ftp. */
char *url_resolve(const char *base, const char *ref);

/* What a person typed as an address: "rust-trends.com", "https://…",
 * "feed://…", "feed:https://…" → http(s) or file URL; NULL if it is none. */
char *url_from_user(const char *text);

/* Without tracking parameters (utm_*, mc_cid, fbclid, gclid, _bhlid, …), and
 * unwrapped where a mailer's redirect carries the target in itself. */
char *url_strip(const char *url);

/* Two URLs with the same key are the same page: stripped, http as https,
 * "www." kept, no fragment, no trailing slash, query as it is. */
char *url_key(const char *url);
/* The same of what url_strip() gave. */
char *url_key_of_stripped(const char *stripped);

/* True for http and https. */
bool url_is_web(const char *url);

/* The form in which a URL may leave courant (opener, OSC 8, clipboard): http,
 * https, or mailto, gemini, gopher; without user and password; only bytes
 * 0x21–0x7E; at most URL_MAX bytes.  NULL if it may not. */
char *url_outgoing(const char *url);

/* TEXT, which may be any words (an error, a line of commands), with user and
 * password left out of every address in it: for all that is shown or kept. */
char *url_hide_passwords(const char *text);

/* The host for showing: punycode when not ASCII, without "www.", with a
 * port that is not the default; "" when there is none. */
char *url_host(const char *url);

/* "scheme://host:port" for connection limits and credentials. */
char *url_origin(const char *url);

#endif
