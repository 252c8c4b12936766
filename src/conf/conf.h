/* SPDX-License-Identifier: MIT
 *
 * The settings in force: the defaults compiled in, then the user's config
 * file, then what is typed at run time, all by the same words (command.h).
 * A mistake in a file is collected as "file:line: what was expected" and the
 * rest still holds.
 */
#ifndef COURANT_CONF_CONF_H
#define COURANT_CONF_CONF_H

#include "base/role.h"
#include "conf/keymap.h"
#include "conf/option.h"
#include "conf/subs.h"

typedef struct Conf Conf;

/* The defaults. */
Conf *conf_new(void);
void conf_free(Conf *conf);

/* Reads a file on top; no file is no problem.  False if there were
 * problems. */
bool conf_load(Conf *conf, const char *path);
/* Forgets everything, then the defaults and the file.  What was borrowed is
 * gone. */
bool conf_reload(Conf *conf, const char *path);
/* The same from text; NAME is for the problems. */
bool conf_load_text(Conf *conf, const char *name, const char *text);
/* Lines for a person, in order; NULL-terminated, empty if none; borrowed. */
const char *const *conf_problems(const Conf *conf);

/* Carries out a command with COMMAND_CONF.  *MESSAGE (newly allocated, may stay
 * NULL) is something to show ("layout=rows"). */
bool conf_run(
	Conf *conf, const Command *command, char **message, GError **error);

/* What changed since the last call (CHANGE_*). */
unsigned conf_take_changes(Conf *conf);

bool conf_bool(const Conf *conf, OptionId id);
int conf_int(const Conf *conf, OptionId id); /* INT, ENUM, DURATION too */
const char *conf_string(const Conf *conf, OptionId id);
const char *const *conf_argv(const Conf *conf, OptionId id);
/* Sets by text, as ":set" does. */
bool conf_set(Conf *conf, OptionId id, const char *text, GError **error);

const Keymap *conf_keymap(const Conf *conf);
/* Commands of the "on-start" lines; may be empty. */
const CommandList *conf_on_start(const Conf *conf);

/* The looks for a terminal with COLORS colours.  With "theme auto", DARK
 * tells the terminal's background: 1 dark, 0 light, -1 unknown. */
void conf_looks(const Conf *conf, int colors, int dark, Look looks[N_ROLES]);

typedef struct {
	char *query;    /* of query.h; not checked here */
	char **actions; /* mark-read, star, hide, label NAME: checked */
	char *place;    /* "file:line", for complaints about the query */
} ConfRule;

/* Rules in the order of the file: array of ConfRule *. */
const GPtrArray *conf_rules(const Conf *conf);

typedef struct {
	char *name, *query;
	bool subscribed; /* a "query:" line of the subscriptions */
} ConfSearch;

/* Saved searches: those of the file in its order, then those of the
 * subscriptions.  Array of ConfSearch *. */
const GPtrArray *conf_searches(const Conf *conf);
/* The searches among the subscriptions, in the place of those of the last
 * call; conf_reload() keeps them.  The file's own go before those of the same
 * name. */
void conf_take_searches(Conf *conf, const Subs *subs);
/* Adds or replaces a saved search here and in the file at PATH (made if
 * need be); a NULL query takes it away, unless it is subscribed to.  All other
 * bytes of the file stay. */
bool conf_save_search(Conf *conf, const char *path, const char *name,
	const char *query, GError **error);

typedef struct {
	GRegex *pattern;
	char **argv;   /* with "%u" for the address as a word of its own */
	bool terminal; /* runs in this terminal: the screen is left to it */
} ConfOpener;

/* The first opener ("opener [-t] PATTERN COMMAND…") whose pattern is found in
 * URL; NULL: none. */
const ConfOpener *conf_opener(const Conf *conf, const char *url);

/* ARGV with each word "%u" replaced by URL, or URL added at the end.  Never
 * a shell; newly allocated.  "%%" at the start of a word stands for "%". */
char **conf_command(const char *const *argv, const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Conf, conf_free)

#endif
