/* SPDX-License-Identifier: MIT
 *
 * The entry of terminfo in use.  Apart, since <term.h> makes macros of many
 * ordinary words.
 */
#include <config.h>

#include "term/term_i.h"

#include <curses.h>
#include <string.h>
#include <term.h>

/* A string of the entry is this one, but for the delay at its end: terminals
 * that need one are slower than any line is today. */
static bool
is(const char *string, const char *expected)
{
	gsize n = strlen(expected);
	return string && string != (char *)-1 &&
		strncmp(string, expected, n) == 0 &&
		(!string[n] || g_str_has_prefix(string + n, "$<"));
}

/* Curses' NCV_ bits stand for these, from the lowest on. */
static const guint ncv_bits[] = { 0, ATTR_UNDERLINE, ATTR_REVERSE, 0, ATTR_DIM,
	ATTR_BOLD };

static guint
colorless_attrs(void)
{
	guint attrs = 0;
	for (gsize i = 0; i < G_N_ELEMENTS(ncv_bits); i++)
		if (no_color_video > 0 && no_color_video & 1 << i)
			attrs |= ncv_bits[i];
	return attrs;
}

static guint
known_attrs(void)
{
	const struct {
		guint attr;
		const char *string, *expected;
	} all[] = {
		{ ATTR_BOLD, enter_bold_mode, "\033[1m" },
		{ ATTR_DIM, enter_dim_mode, "\033[2m" },
		{ ATTR_ITALIC, enter_italics_mode, "\033[3m" },
		{ ATTR_UNDERLINE, enter_underline_mode, "\033[4m" },
		{ ATTR_REVERSE, enter_reverse_mode, "\033[7m" },
		{ ATTR_STRIKE, tigetstr("smxx"), "\033[9m" },
	};
	guint attrs = 0;
	for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
		if (is(all[i].string, all[i].expected))
			attrs |= all[i].attr;
	return attrs;
}

static bool
can_be_sent(const char *string)
{
	return string && string[0] == '\033' && !strstr(string, "$<");
}

bool
caps_read(Caps *caps)
{
	if (!is(cursor_address, "\033[%i%p1%d;%p2%dH"))
		return false;
	bool region = is(change_scroll_region, "\033[%i%p1%d;%p2%dr");
	bool wraps_late = eat_newline_glitch || !auto_right_margin;
	bool by_one = is(scroll_forward, "\n") && is(scroll_reverse, "\033M");
	*caps = (Caps){
		.colors = set_a_foreground &&
				g_str_has_prefix(set_a_foreground, "\033[")
			? MAX(tigetnum("colors"), 0) /* not a short */
			: 0,
		.attrs = known_attrs(),
		.colorless = colorless_attrs(),
		.erases_in_color = back_color_erase,
		.wraps_late = wraps_late,
		.goes_to_column = is(column_address, "\033[%i%p1%dG"),
		.erases_chars = is(erase_chars, "\033[%p1%dX"),
		/* Else what is in the last cell would come along. */
		.scrolls = region && by_one && wraps_late,
		.scrolls_by = is(parm_index, "\033[%p1%dS") &&
			is(parm_rindex, "\033[%p1%dT"),
		.repeats = repeat_char && strstr(repeat_char, "b") != NULL,
	};
	if (can_be_sent(cursor_invisible) && can_be_sent(cursor_normal)) {
		caps->hide = cursor_invisible;
		caps->show = cursor_normal;
	}
	return true;
}
