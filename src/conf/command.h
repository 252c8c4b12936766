/* SPDX-License-Identifier: MIT
 *
 * The command language: one table of commands (command.def) and one parser
 * for the lines of the config file, for what is typed after ":" and for what
 * keys are bound to.
 *
 *	# a comment, up to the end of the line
 *	set layout rows; theme dark
 *	bind article Space read-on
 *	5 down
 *
 * Words are separated by blanks; "…" and '…' group (inside "…" a backslash
 * keeps the next character as it is, inside '…' nothing is special), outside
 * quotes a backslash does so too.  Commands are separated by a word ";" or by
 * ";" at the end of a word.  A number before a command is its count.  "#"
 * starts a comment only where a word starts, and "#fff" or "#d0d0ff" among
 * the arguments is a colour.
 */
#ifndef COURANT_CONF_COMMAND_H
#define COURANT_CONF_COMMAND_H

#include <glib.h>
#include <stdbool.h>

/* Where a key is typed.  GLOBAL bindings hold in every context but PROMPT
 * unless the context has its own.  MATCHES is on top of a pane's context
 * while matches of a search are lit ("n" repeats the search then). */
typedef enum {
	CTX_GLOBAL,
	CTX_FEEDS,    /* the list of feeds and groups */
	CTX_ARTICLES, /* the list of articles */
	CTX_ARTICLE,  /* the text */
	CTX_LINKS,    /* the links pane */
	CTX_MATCHES,  /* matches are lit */
	CTX_OVERLAY,  /* help, errors and other pages over the panes */
	CTX_MENU,     /* a list to choose from */
	CTX_PROMPT,   /* a line being typed */
	N_CONTEXTS
} Context;

/* The word for a context, and the context of a word (-1: none). */
const char *context_name(Context context);
int context_from_name(const char *name);

typedef enum {
#define COMMAND(id, name, args, contexts, flags, help) CMD_##id,
#include "conf/command.def"
	N_COMMANDS
} CommandId;

enum {
	COMMAND_COUNT = 1 << 0, /* takes a count */
	COMMAND_UNDO = 1 << 1,  /* changes state, can be undone */
	COMMAND_CONF = 1 << 2,  /* a setting: conf_run() carries it out, and it
				 * may  stand in the config file */
	COMMAND_RAW =
		1 << 3, /* the last argument is the rest of the command as it
			 * was typed, quotes and all (queries); ";" ends it */
	COMMAND_LINE = 1 << 4 /* the same, up to the end of the line: a list of
			       * commands */
};

typedef struct {
	const char *name;
	/* The arguments as help shows them: "<x>" must be there, "[x]" may,
	 * "x..." takes all the words that follow.  The name says what is meant,
	 * for completion: option, value, context, key, command, commands, role,
	 * color, attribute, theme, preset, layout, order, pane, query, label,
	 * group, url, path, topic, n, days, name, text, title, pattern, action.
	 */
	const char *args;
	unsigned contexts; /* bits 1 << Context where it makes sense */
	unsigned flags;
	const char *group; /* title of its group; translate with _() */
	const char *help;  /* translate with _() */
} CommandInfo;

const CommandInfo *command_info(CommandId id);
/* -1 if no command has the name. */
int command_from_name(const char *name);

typedef struct {
	CommandId id;
	int count;   /* 0: none was given */
	char **args; /* NULL-terminated, never NULL */
	int n_args;
} Command;

/* A parsed list: array of Command *, owned by the array. */
typedef GPtrArray CommandList;

/* Parses one line, checked against the table; an empty line or a comment
 * gives an empty list.  NULL and ERROR (words for a person: what was
 * expected) otherwise.  Lines over 64 KiB and more than 1,000 commands are
 * refused. */
CommandList *command_parse(const char *line, GError **error);
void command_free(Command *command);
Command *command_new(CommandId id);

/* A list as a line that command_parse() reads the same way. */
char *command_to_string(const CommandList *list);

/* A word with the quotes it needs to be read as one word again. */
char *command_quote(const char *word);
/* The same in quotes always; the lines of subscriptions read it, too. */
char *command_quoted(const char *word);

/* Splits a line into words as above, stopping at a comment: the grammar
 * without the table. */
char **command_words(const char *line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Command, command_free)

#endif
