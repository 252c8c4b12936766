/* SPDX-License-Identifier: MIT
 *
 * Gives up what a refresh does not need: on Linux, Landlock (only the store's
 * folder may be written; only the system's configuration, libraries and
 * certificates, and the folders that are feeds themselves, may be read) and
 * seccomp (no new program, no tracing).  Where the kernel has neither it does
 * nothing.  Commands of the owner's are run by a process that is forked before
 * (fetch/keeper.h).
 */
#ifndef COURANT_FETCH_SANDBOX_H
#define COURANT_FETCH_SANDBOX_H

#include "fetch/target.h"

/* TARGETS are those that will be read (NULL and 0: none); they must live as
 * long as commands are run.  False only if a process for their commands cannot
 * be started.  Holds for this thread and those it starts: call it before any
 * other thread that shall be bound.  For the ones that run already, seccomp
 * holds too. */
bool sandbox_enter(
	const Worker *worker, Target *const *targets, gsize n, GError **error);

#endif
