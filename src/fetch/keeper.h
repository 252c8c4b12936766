/* SPDX-License-Identifier: MIT
 *
 * A small process that runs the owner's commands for a worker that has given
 * up the right to do so.  It is forked before, and takes nothing but the
 * number of a command that it was told then, and input for it: whatever
 * becomes of the worker, it can start no other.
 */
#ifndef COURANT_FETCH_KEEPER_H
#define COURANT_FETCH_KEEPER_H

#include <glib.h>
#include <stdbool.h>

#include "fetch/command.h"

/* Starts it with these argvs, which must live as long as one is run; it ends
 * with the process that called this.  Call it once, before any thread is
 * started. */
bool keeper_start(char **const *commands, gsize n, GError **error);

bool keeper_is_up(void);

/* Sends it SIGTERM, if there is one; that the command ends then is for the
 * handler that stood when it was started (command_kill()).  For signal
 * handlers. */
void keeper_end_command(void);

/* command_run() by the keeper, from any thread, one at a time. */
char *keeper_run(char **argv, const char *input, gsize len,
	const CommandLimits *limits, gsize *out_len, GError **error);

#endif
