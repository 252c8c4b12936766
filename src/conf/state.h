/* SPDX-License-Identifier: MIT
 *
 * What courant remembers from one start to the next, apart from the store:
 * where the reader was, sizes of panes, histories of prompts.  A small JSON
 * file; if it is damaged or gone, courant starts afresh without a word.
 */
#ifndef COURANT_CONF_STATE_H
#define COURANT_CONF_STATE_H

#include <glib.h>
#include <stdbool.h>

typedef struct State State;

/* Reads the file; never fails.  PATH NULL: kept in memory only. */
State *state_load(const char *path);
void state_free(State *state);

/* Values by name ("pane", "article", …); NULL resp. OTHERWISE if not there.  A
 * NULL value removes. */
const char *state_get(const State *state, const char *name);
void state_set(State *state, const char *name, const char *value);
gint64 state_get_int(const State *state, const char *name, gint64 otherwise);
void state_set_int(State *state, const char *name, gint64 value);

/* A history, oldest first; NULL-terminated, borrowed until it changes. */
const char *const *state_history(State *state, const char *name);
/* Adds a line at the end; the same line further up goes.  At most MAX stay. */
void state_history_add(
	State *state, const char *name, const char *line, int max);

/* True if something changed since the last save. */
bool state_dirty(const State *state);
/* Writes the file as a whole or not at all; lines that another instance
 * added to a history stay. */
bool state_save(State *state, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(State, state_free)

#endif
