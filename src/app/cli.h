/* SPDX-License-Identifier: MIT
 *
 * The command line's commands (`courant list`, …): one function each, one
 * table in main.c.  Each gets argv from its own name on and returns the exit
 * status: 0 done, 1 something failed (said on stderr), 2 wrong usage.
 */
#ifndef COURANT_APP_CLI_H
#define COURANT_APP_CLI_H

#include "app/process.h"
#include "conf/conf.h"
#include "conf/paths.h"
#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

typedef struct {
	Paths *paths;
	Conf *conf; /* cli_conf() loads it */
} Cli;

typedef int (*CliCommand)(Cli *cli, int argc, char **argv);

int cli_add(Cli *cli, int argc, char **argv);
int cli_refresh(Cli *cli, int argc, char **argv);
int cli_feeds(Cli *cli, int argc, char **argv);
int cli_list(Cli *cli, int argc, char **argv);
int cli_show(Cli *cli, int argc, char **argv);
int cli_links(Cli *cli, int argc, char **argv);
int cli_mark(Cli *cli, int argc, char **argv);
int cli_import(Cli *cli, int argc, char **argv);
int cli_export(Cli *cli, int argc, char **argv);
int cli_dump(Cli *cli, int argc, char **argv);
int cli_browse(Cli *cli, int argc, char **argv);

/* The settings; says on stderr what is wrong with the file. */
Conf *cli_conf(Cli *cli);

/* Parses a command's options; ARGS is the usage line behind its name.  True
 * to go on; else *STATUS is the exit status (said what was wrong).  "--help"
 * prints and exits. */
bool cli_options(const GOptionEntry *entries, const char *args, int *argc,
	char ***argv, int *status);

/* "courant: MESSAGE" on stderr, without control characters; returns
 * CLI_FAILED. */
int cli_fail(const char *format, ...) G_GNUC_PRINTF(1, 2);
int cli_fail_error(const GError *error);

/* Columns of the terminal on stdout; 80 if it is none. */
int cli_columns(void);

/* What "--width N" asks for, within reason; the terminal's for 0 or less. */
int cli_width(int asked);

/* STATUS, or CLI_FAILED if what was printed could not be written (said). */
int cli_written(int status);

/* The store of the command line or the usual one. */
Store *cli_store(Cli *cli, StoreMode mode, GError **error);

/* An article's id, or 0 if the text is something else. */
gint64 cli_parse_id(const char *text);

/* Fetches one feed now and says what came of it. */
int cli_refresh_feed(Cli *cli, Store *store, gint64 id);

/* The exit status for a worker that has ended; says how it failed. */
int cli_worker_end(Process *worker);

/* The words from argv[1] on, joined by blanks; newly allocated. */
char *cli_rest(int argc, char **argv);

#endif
