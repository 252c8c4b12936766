/* SPDX-License-Identifier: MIT
 *
 * Themes: how each role looks.  A theme is a text of "color" lines; the
 * built-in ones are compiled in from src/conf/themes.
 */
#ifndef COURANT_CONF_THEME_H
#define COURANT_CONF_THEME_H

#include "base/role.h"
#include "conf/command.h"

/* Names of the built-in themes, NULL-terminated, and the text of one (NULL:
 * no such theme).  "auto" has no text: it is dark, light or default. */
const char *const *theme_names(void);
const char *theme_text(const char *name);

/* Reads a theme: looks that it does not name are the terminal's own.  ERROR
 * begins with the line's number. */
bool theme_load(const char *text, Look looks[N_ROLES], GError **error);

/* Carries out a "color ROLE[,ROLE…] [FG [BG]] [ATTR…]" command; SET (may be
 * NULL) is an array of N_ROLES that gets true for each role. */
bool theme_color(
	const Command *command, Look looks[N_ROLES], bool *set, GError **error);

/* Looks as a terminal with COLORS colours (0, 8, 16, 256, 16777216) can show
 * them: colours become the nearest there are; without colours the attributes
 * of the theme "monochrome" say the same. */
void theme_reduce(Look looks[N_ROLES], int colors);

#endif
