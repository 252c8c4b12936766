/* SPDX-License-Identifier: MIT
 *
 * The table of options (option.def) and their values.
 */
#ifndef COURANT_CONF_OPTION_H
#define COURANT_CONF_OPTION_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
#define OPTION(id, name, type, def, spec, changes, help) OPT_##id,
#include "conf/option.def"
	N_OPTIONS
} OptionId;

typedef enum {
	OPTION_BOOL,     /* yes, no (also on, off, true, false) */
	OPTION_INT,      /* a whole number within its range */
	OPTION_ENUM,     /* one of a few words */
	OPTION_DURATION, /* "90", "30m", "6h", "7d"; held in seconds */
	OPTION_STRING,
	OPTION_FORMAT, /* text with fields such as "%t", their letters in spec */
	OPTION_ARGV /* a command: words; never given to a shell */
} OptionType;

/* What must be done anew when the option changes (bits). */
enum {
	CHANGE_LAYOUT = 1 << 0, /* sizes and places of panes */
	CHANGE_LISTS = 1 << 1,  /* rows of the lists */
	CHANGE_TEXT = 1 << 2,   /* the article's lines */
	CHANGE_COLORS = 1 << 3, /* looks: term_set_looks() */
	CHANGE_TERM = 1 << 4,   /* term_set_options() */
	CHANGE_KEYS = 1 << 5    /* bindings: what the hints bar says */
};

/* The values of the ENUM options, in the order of their specs. */
enum { LAYOUT_AUTO, LAYOUT_COLUMNS, LAYOUT_ROWS, LAYOUT_SINGLE };
enum {
	START_LAST,
	START_FEEDS,
	START_ALL,
	START_UNREAD,
	START_STARRED,
	START_TODAY,
	START_QUERY
};
enum { /* as StoreSort */
	SORT_NEWEST,
	SORT_OLDEST,
	SORT_ARRIVED,
	SORT_TITLE,
	SORT_FEED,
	SORT_SHORTEST,
	SORT_LONGEST
};
enum { FEED_SORT_FILE, FEED_SORT_TITLE, FEED_SORT_UNREAD, FEED_SORT_NEWEST };
enum { MARK_READ_OPEN, MARK_READ_END, MARK_READ_NEVER };
enum { PANE_AUTO, PANE_YES, PANE_NO };       /* links-pane, feeds-pane */
enum { SWITCH_AUTO, SWITCH_OFF, SWITCH_ON }; /* as TermSwitch */
enum { SAVE_MARKDOWN, SAVE_HTML, SAVE_TEXT };

typedef struct {
	const char *name;
	OptionType type;
	const char *def;  /* the default, as it is written */
	const char *spec; /* range, or the words of an ENUM */
	unsigned changes; /* CHANGE_* */
	const char *help; /* translate with _() */
} OptionInfo;

const OptionInfo *option_info(OptionId id);
/* -1 if no option has the name. */
int option_from_name(const char *name);

typedef struct {
	int number;  /* BOOL, INT, ENUM (index), DURATION (seconds) */
	char *text;  /* as written, for all types; never NULL */
	char **argv; /* ARGV; NULL-terminated, never NULL then */
} OptionValue;

/* Reads TEXT as a value of the option; false and ERROR (what was expected)
 * leave VALUE as it was.  A VALUE of zeros is one that holds nothing. */
bool option_parse(
	OptionId id, const char *text, OptionValue *value, GError **error);
void option_value_clear(OptionValue *value);

/* "90", "30m", "6h", "7d", "2w" in seconds; -1 if it is none or too long. */
gint64 option_duration(const char *text);

#endif
