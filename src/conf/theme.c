/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "conf/theme.h"

#include <stdlib.h>
#include <string.h>

#include "base/color.h"
#include "base/i18n.h"
#include "conf/embedded.h"

static const char *const names[] = { "auto", "default", "light", "dark",
	"high-contrast", "monochrome", "catppuccin", "dracula", "gruvbox",
	"gruvbox-light", "nord", "solarized-dark", "solarized-light", NULL };

static const char *const color_names[] = { "black", "red", "green", "yellow",
	"blue", "magenta", "cyan", "white" };

static const char *const attr_names[] = { "bold", "italic", "underline",
	"reverse", "dim", "strike" };

const char *const *
theme_names(void)
{
	return names;
}

const char *
theme_text(const char *name)
{
	g_autofree char *file = g_strconcat("themes/", name, NULL);
	return embedded_text(file);
}

static bool
parse_hex(const char *hex, Color *color)
{
	gsize n = strlen(hex);
	if ((n != 3 && n != 6) || strspn(hex, "0123456789abcdefABCDEF") != n)
		return false;
	guint32 v = strtoul(hex, NULL, 16);
	if (n == 3)
		v = (v >> 8 & 15) * 0x110000 | (v >> 4 & 15) * 0x1100 |
			(v & 15) * 0x11;
	*color = COLOR_RGB(v);
	return true;
}

/* "default", one of the eight names ("red", "bright-red"), "0" to "255",
 * "#rgb", "#rrggbb"; false if it is none of these. */
static bool
theme_parse_color(const char *word, Color *color)
{
	if (*word == '#')
		return parse_hex(word + 1, color);
	if (strcmp(word, "default") == 0) {
		*color = COLOR_DEFAULT;
		return true;
	}
	gsize n = strlen(word);
	if (n >= 1 && n <= 3 && strspn(word, "0123456789") == n) {
		*color = strtoul(word, NULL, 10);
		return *color < 256;
	}
	bool bright = g_str_has_prefix(word, "bright-");
	for (int i = 0; i < 8; i++)
		if (strcmp(color_names[i], word + (bright ? 7 : 0)) == 0) {
			*color = i + (bright ? 8 : 0);
			return true;
		}
	return false;
}

/* Words like "bold", "italic", "underline", "reverse", "dim", "strike",
 * "none"; 0 or an ATTR_*, -1 if it is none. */
static int
theme_parse_attr(const char *word)
{
	if (strcmp(word, "none") == 0)
		return 0;
	for (gsize i = 0; i < G_N_ELEMENTS(attr_names); i++)
		if (strcmp(attr_names[i], word) == 0)
			return 1 << i;
	return -1;
}

/* The words behind the roles: up to two colours, then attributes. */
static bool
parse_look(char **words, Look *look, GError **error)
{
	*look = (Look){ COLOR_DEFAULT, COLOR_DEFAULT, 0 };
	Color *next[] = { &look->fg, &look->bg, NULL };
	int n = 0;
	for (; *words; words++) {
		Color color;
		int attr = theme_parse_attr(*words);
		if (attr >= 0) {
			look->attrs |= attr;
			n = 2;
		} else if (next[n] && theme_parse_color(*words, &color)) {
			*next[n++] = color;
		} else {
			g_set_error(error, G_OPTION_ERROR,
				G_OPTION_ERROR_BAD_VALUE,
				next[n] ? _("there is no colour or attribute "
					    "“%s”")
					: _("there is no attribute “%s”"),
				*words);
			return false;
		}
	}
	return true;
}

bool
theme_color(
	const Command *command, Look looks[N_ROLES], bool *set, GError **error)
{
	g_auto(GStrv) roles = g_strsplit(command->args[0], ",", -1);
	Look look;
	if (!parse_look(command->args + 1, &look, error))
		return false;
	for (char **name = roles; *name; name++)
		if (role_from_name(*name) < 0) {
			g_set_error(error, G_OPTION_ERROR,
				G_OPTION_ERROR_BAD_VALUE,
				_("there is no part of the screen named "
				  "“%s”"),
				*name);
			return false;
		}
	for (char **name = roles; *name; name++) {
		int role = role_from_name(*name);
		looks[role] = look;
		if (set)
			set[role] = true;
	}
	return true;
}

static bool
load_line(const char *line, Look looks[N_ROLES], GError **error)
{
	g_autoptr(GPtrArray) list = command_parse(line, error);
	if (!list)
		return false;
	for (guint i = 0; i < list->len; i++) {
		const Command *c = list->pdata[i];
		if (c->id != CMD_COLOR) {
			g_set_error_literal(error, G_OPTION_ERROR,
				G_OPTION_ERROR_BAD_VALUE,
				_("a theme holds only “color” lines"));
			return false;
		}
		if (!theme_color(c, looks, NULL, error))
			return false;
	}
	return true;
}

bool
theme_load(const char *text, Look looks[N_ROLES], GError **error)
{
	for (int i = 0; i < N_ROLES; i++)
		looks[i] = (Look){ COLOR_DEFAULT, COLOR_DEFAULT, 0 };
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++)
		if (!load_line(lines[i], looks, error)) {
			g_prefix_error(error, "%u: ", i + 1);
			return false;
		}
	return true;
}

void
theme_reduce(Look looks[N_ROLES], int colors)
{
	if (colors <= 0) {
		theme_load(theme_text("monochrome"), looks, NULL);
		colors = 0;
	}
	for (int i = 0; i < N_ROLES; i++) {
		Look *look = &looks[i];
		look->fg = color_reduce(look->fg, colors);
		look->bg = color_reduce(look->bg, colors);
		if (look->fg == look->bg && look->fg != COLOR_DEFAULT)
			look->fg = look->bg == 0 ? 7 : 0;
	}
}
