/* SPDX-License-Identifier: MIT
 *
 * The worker program: its commands and what they share.  Each command returns
 * the exit status; before the first event, errors go to standard error in
 * words.
 */
#ifndef COURANT_FETCH_WORKER_H
#define COURANT_FETCH_WORKER_H

#include <stdbool.h>

#include "conf/conf.h"
#include "conf/paths.h"
#include "net/net.h"
#include "store/store.h"

typedef struct {
	Paths *paths;
	Conf *conf;
} Worker;

int command_refresh(Worker *worker, int argc, char **argv);
int command_discover(Worker *worker, int argc, char **argv);
int command_import(Worker *worker, int argc, char **argv);
int command_export_opml(Worker *worker, int argc, char **argv);
int command_get(Worker *worker, int argc, char **argv);
int command_fulltext(Worker *worker, int argc, char **argv);
int command_dump_feed(Worker *worker, int argc, char **argv);

/* True after SIGTERM, SIGINT or SIGHUP, or when nobody reads the events. */
bool worker_must_end(void);

/* Says on standard error what is wrong; returns 1. */
int worker_fails(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* What the settings say about the network. */
NetOptions worker_net_options(const Worker *worker);

/* One page, by the settings, unless the worker must end.  Never NULL. */
NetResponse *worker_get(const Worker *worker, const NetRequest *request);

#endif
