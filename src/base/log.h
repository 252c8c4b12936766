/* SPDX-License-Identifier: MIT
 *
 * The log: for finding out what happened, never for telling the user.
 * Nothing is written unless COURANT_LOG names a file.  Foreign text in a log
 * line is cleaned (text.h).
 */
#ifndef COURANT_BASE_LOG_H
#define COURANT_BASE_LOG_H

#include <glib.h>

void log_line(const char *format, ...) G_GNUC_PRINTF(1, 2);

#endif
