/* SPDX-License-Identifier: MIT
 *
 * Commands that the owner wrote into the urls file (exec:, filter:, password
 * commands): argv, no shell, bounded output, bounded time.
 */
#ifndef COURANT_FETCH_COMMAND_H
#define COURANT_FETCH_COMMAND_H

#include <glib.h>

/* Seconds that a command may take, unless it is told otherwise. */
#define COMMAND_TIME 60

typedef struct {
	gsize max;   /* bytes of output */
	int seconds; /* until it must have ended; 0: COMMAND_TIME */
} CommandLimits;

/* Runs ARGV with INPUT (LEN bytes, may be NULL) on its standard input, and
 * returns what it prints, NUL-terminated.  NULL and ERROR, in words, if it
 * cannot be run, fails, prints more than it may or takes too long.
 * SIGPIPE must be ignored.  Where there is a keeper (fetch/keeper.h) it is the
 * one who runs it. */
char *command_run(char **argv, const char *input, gsize len,
	const CommandLimits *limits, gsize *out_len, GError **error);

/* Kills the one that runs, if any: for signal handlers. */
void command_kill(void);

#endif
