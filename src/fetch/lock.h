/* SPDX-License-Identifier: MIT
 *
 * One refreshes at a time: a lock on a file beside the store (where links
 * lead to), which the kernel drops with the process.
 */
#ifndef COURANT_FETCH_LOCK_H
#define COURANT_FETCH_LOCK_H

#include <glib.h>

/* A file descriptor to be kept until the end; -1 without ERROR when another
 * process holds the lock, -1 with ERROR when it cannot be had. */
int lock_take(const char *store_path, GError **error);

#endif
