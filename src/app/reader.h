/* SPDX-License-Identifier: MIT
 *
 * The reader: the loop that joins terminal, worker and clock around the
 * interface (ui/ui.h).  One poll; all keys that have arrived are handled
 * before a frame is drawn.
 */
#ifndef COURANT_APP_READER_H
#define COURANT_APP_READER_H

#include "app/cli.h"

/* Runs until the reader quits.  WHAT (may be NULL) is a file, an address or
 * "-" to read at once, QUERY (may be NULL) what to open on.  Returns the exit
 * status; the terminal is as it was. */
int reader_main(Cli *cli, const char *what, const char *query);

#endif
