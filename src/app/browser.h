/* SPDX-License-Identifier: MIT
 *
 * Starting a browser: by argv, never through a shell.
 */
#ifndef COURANT_APP_BROWSER_H
#define COURANT_APP_BROWSER_H

#include <glib.h>
#include <stdbool.h>

/* True when programs started here can show a window. */
bool browser_has_display(void);

/* Opens URL in the desktop's browser: $BROWSER (its parts between colons in
 * turn, %s in a part stands for the URL), else xdg-open, or open on macOS.
 * Does not wait for it.  False and ERROR if none could be started. */
bool browser_open_desktop(const char *url, GError **error);

/* True when $BROWSER is set. */
bool browser_is_set(void);

/* The argument vector of a command's words with "%u" (or "%s") replaced by
 * URL, which is appended if none stands there; free with g_strfreev(). */
char **browser_argv(const char *const *words, const char *url);

/* Starts ARGV with its output thrown away; false and ERROR if it cannot. */
bool browser_spawn(char **argv, GError **error);

#endif
