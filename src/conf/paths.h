/* SPDX-License-Identifier: MIT
 *
 * Where things are, by the XDG Base Directory specification:
 *
 *	$XDG_CONFIG_HOME/courant/config   settings
 *	$XDG_CONFIG_HOME/courant/urls     subscriptions
 *	$XDG_DATA_HOME/courant/courant.db the store
 *	$XDG_STATE_HOME/courant/state     position and histories
 *	$XDG_RUNTIME_DIR/courant/         sockets
 */
#ifndef COURANT_CONF_PATHS_H
#define COURANT_CONF_PATHS_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
	char *config, *urls, *store, *state; /* files */
	char *runtime; /* folder; NULL if $XDG_RUNTIME_DIR is not set */
} Paths;

/* The arguments override (--config, --urls, --store); NULL: the usual place.
 * With a store of its own, the state lies beside it. */
Paths *paths_new(const char *config, const char *urls, const char *store);
void paths_free(Paths *paths);

/* Makes the folder in which FILE lies, with all above it, mode 0700. */
bool paths_make_parent(const char *file, GError **error);

/* Waits until no other courant is between reading FILE and writing it again:
 * an advisory lock on its folder, for paths_unlock() or g_auto().  -1, and no
 * lock, where there is no folder or it cannot be locked. */
typedef int PathsLock;
PathsLock paths_lock(const char *file);
void paths_unlock(PathsLock lock);

/* Writes a file as a whole or not at all (fsync, rename); what a symbolic
 * link points to is written, the mode is kept, a new file gets MODE. */
bool paths_write(const char *file, const char *data, gsize len, int mode,
	GError **error);

/* The same without waiting for the disk: for what is written while somebody
 * types, and may be empty after a power cut. */
bool paths_write_soon(const char *file, const char *data, gsize len, int mode,
	GError **error);

/* "~/x" and "~" at the start replaced by the home folder; newly allocated. */
char *paths_expand(const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paths, paths_free)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC(PathsLock, paths_unlock, -1)

#endif
