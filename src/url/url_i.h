/* SPDX-License-Identifier: MIT
 *
 * The parts of a URL in the form that url_resolve() gives, as places in it.
 */
#ifndef COURANT_URL_URL_I_H
#define COURANT_URL_URL_I_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
	const char *s; /* not NUL-terminated; NULL when there is no such part */
	gsize len;
} Part;

typedef struct {
	Part scheme;
	Part user;     /* "name:password" */
	Part host;     /* IPv6 addresses with their brackets */
	Part port;     /* digits */
	Part path;     /* from the first "/"; never NULL */
	Part query;    /* without "?" */
	Part fragment; /* without "#" */
} Parts;

/* False if URL has no "scheme:"; PARTS point into URL. */
bool parts_of(const char *url, Parts *parts);

bool part_is(Part part, const char *s);

/* Bytes %-decoded into a string; NULL if that would hold a NUL. */
char *part_decode(Part part);

/* What a redirect carries as its target, or NULL: one wrapper taken off. */
char *unwrap(const char *url);

#endif
