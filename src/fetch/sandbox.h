/* SPDX-License-Identifier: MIT
 *
 * Gives up what a refresh does not need: on Linux, Landlock (only the store's
 * folder may be written; only the system's configuration, libraries and
 * certificates, and the folders that are feeds themselves, may be read) and
 * seccomp (no new program, no tracing).  Where the kernel has neither it does
 * nothing.  When a target runs a command of the owner's, nothing is given up.
 */
#ifndef COURANT_FETCH_SANDBOX_H
#define COURANT_FETCH_SANDBOX_H

#include "fetch/target.h"

/* Holds for this thread and those it starts: call it before any other thread
 * that shall be bound.  For the ones that run already, seccomp holds too. */
void sandbox_enter(const Worker *worker, Target *const *targets, gsize n);

#endif
