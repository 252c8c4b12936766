/* SPDX-License-Identifier: MIT
 *
 * One feed that is to be refreshed: where it comes from, and what its line
 * and the settings say about it.
 */
#ifndef COURANT_FETCH_TARGET_H
#define COURANT_FETCH_TARGET_H

#include "conf/subs.h"
#include "fetch/worker.h"

typedef enum {
	TARGET_WEB,    /* http and https */
	TARGET_FILE,   /* file:// and a file with a feed */
	TARGET_FOLDER, /* file:// and a folder of Markdown */
	TARGET_COMMAND /* exec: */
} TargetKind;

typedef struct {
	TargetKind kind;
	StoreFeed *feed; /* owned */
	const Sub *sub;  /* or NULL: not in the urls file */
	const char *url; /* what is fetched; for files the path */
	char *path, *credentials, **headers; /* owned */
	gint64 interval;                     /* seconds */
	gsize max_body;                      /* bytes */
	bool full_text; /* its new articles' pages are wanted, too */
} Target;

/* Takes FEED. */
Target *target_new(const Worker *worker, StoreFeed *feed, const Sub *sub);
void target_free(Target *target);

/* What is to be asked of the network; borrows from the target. */
NetRequest target_request(const Target *target);

/* Bytes of a file, folder or command, as if the network had answered; and
 * the bytes that a filter makes of a response, which it changes. */
NetResponse *target_read(const Target *target);
void target_filter(const Target *target, NetResponse *response);

/* True if refreshing it starts a command of the owner's. */
bool target_runs_command(const Target *target);

#endif
