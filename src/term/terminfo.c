/* SPDX-License-Identifier: MIT
 *
 * Changes to the entry in use.  Apart, since <term.h> makes macros of many
 * ordinary words.
 */
#include <config.h>

#include <curses.h>
#include <string.h>
#include <term.h>

#include "term/term_i.h"

bool
terminfo_fit(bool *repeats)
{
	if (!cursor_address)
		return false;
	*repeats = repeat_char && strstr(repeat_char, "b") != NULL;
	/* Repeating a character would drop the selector that marks a link. */
	repeat_char = NULL;
	return true;
}
