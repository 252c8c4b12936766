/* SPDX-License-Identifier: MIT
 *
 * What conf.c (values and files) and apply.c (what each command does) share.
 */
#ifndef COURANT_CONF_CONF_I_H
#define COURANT_CONF_CONF_I_H

#include "conf/conf.h"

struct Conf {
	OptionValue values[N_OPTIONS];
	Keymap *keymap;
	Look own[N_ROLES]; /* the user's "color" lines, on top of the theme */
	bool own_set[N_ROLES];
	CommandList *on_start;
	GPtrArray *rules, *searches, *openers;
	unsigned changes;
	GPtrArray *problems; /* always ends with NULL */
	char *theme_dir;     /* "themes" beside the first file loaded */
	const char *file;    /* being read, else NULL */
	guint line, depth;
};

/* "file:line" of what is being read, ":" at run time; newly allocated. */
char *conf_place(const Conf *conf);
/* The saved search of that name, or NULL. */
ConfSearch *conf_search(const Conf *conf, const char *name);
/* The text of a theme, built in or the user's; newly allocated, or NULL and
 * ERROR. */
char *conf_theme_text(const Conf *conf, const char *name, GError **error);
/* Reads another file into the settings; problems are collected. */
bool conf_include(Conf *conf, const char *path, GError **error);
void conf_read_text(Conf *conf, const char *name, const char *text);

#endif
