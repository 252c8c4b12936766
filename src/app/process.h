/* SPDX-License-Identifier: MIT
 *
 * The worker process (courant-fetch) as the reader and the command line see
 * it: started with arguments, it answers with events, one JSON object a line
 * (doc/architecture.md lists them).  A worker that dies takes nothing with it.
 */
#ifndef COURANT_APP_PROCESS_H
#define COURANT_APP_PROCESS_H

#include "base/json.h"
#include "conf/paths.h"

#include <glib.h>
#include <stdbool.h>

/* Longest event line that is read, in bytes: a whole page may be in one. */
#define PROCESS_MAX_LINE (48 * 1024 * 1024)

typedef struct Process Process;

typedef void (*ProcessEvent)(const json_t *event, gpointer data);

/* Starts `courant-fetch --store … --config … --urls … ARGS`; ARGS ends with
 * NULL.  NULL and ERROR when it cannot be started. */
Process *process_start(
	const Paths *paths, const char *const *args, GError **error);

/* Becomes the worker: for commands whose output is the user's.  Returns only
 * with ERROR. */
void process_exec(const Paths *paths, const char *const *args, GError **error);

/* Two descriptors to poll for reading, or -1 where one has ended. */
void process_fds(const Process *worker, int fds[2]);

/* Reads what has arrived without waiting and hands each whole event on.
 * Returns false when the worker has ended and all was read. */
bool process_read(Process *worker, ProcessEvent on_event, gpointer data);

/* Reads until the worker ends. */
void process_run(Process *worker, ProcessEvent on_event, gpointer data);

/* Asks it to end (SIGTERM). */
void process_stop(Process *worker);

/* After the end: exit status, or -signal when it was killed; and what it
 * said on stderr (clean text on one line, "" for nothing). */
int process_status(Process *worker);
const char *process_words(Process *worker);

/* Stops it if it runs, and does not wait for its end. */
void process_free(Process *worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Process, process_free)

#endif
