/* SPDX-License-Identifier: MIT
 *
 * Changes to the entry in use.  Apart, since <term.h> makes macros of many
 * ordinary words.
 */
#include <config.h>

#include <curses.h>
#include <term.h>

#include "term/term_i.h"

bool
terminfo_fit(bool true_color)
{
	if (!cursor_address)
		return false;
	/* Repeating a character would drop the selector that marks a link. */
	repeat_char = NULL;
	/* The tree of keys is ours: see keys.c on the mouse. */
	if (true_color && max_colors == 256)
		max_colors = RGB_FIRST + RGB_SLOTS;
	return true;
}
