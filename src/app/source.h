/* SPDX-License-Identifier: MIT
 *
 * What the command line names to be read: a file, "-", an address.
 */
#ifndef COURANT_APP_SOURCE_H
#define COURANT_APP_SOURCE_H

#include "app/cli.h"

/* Most bytes of a file that are read. */
#define SOURCE_MAX_FILE (32 * 1024 * 1024)

typedef struct {
	char *data;
	gsize len;
	char *name; /* file name or address, a hint for the format */
	char *base; /* for relative links, or NULL */
	char *mime; /* as a server said, or NULL */
} Source;

void source_clear(Source *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Source, source_clear)

/* True for "-", a file that is there, and what may be an address elsewhere:
 * not for a command that was mistyped. */
bool source_is_readable(const char *what);

/* True for "-", a pipe, and a file that is not a feed: they need no worker. */
bool source_is_local(const char *what);
bool source_load_local(const char *what, Source *source, GError **error);

/* The address that WHAT means: a URL, or file:// for a file that is there;
 * never NULL (a WHAT that is none comes back as it is, for the worker to
 * complain about).  Newly allocated. */
char *source_address(const char *what);

/* Loads anything, through the worker where need be; waits for it. */
bool source_load(Cli *cli, const char *what, Source *source, GError **error);

#endif
