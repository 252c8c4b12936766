/* SPDX-License-Identifier: MIT
 *
 * The subscriptions: a text file in the format of newsboat's "urls".
 *
 *	# a comment
 *	https://rust-trends.com/newsletter/feed.xml Tech/Rust "~Rust Trends"
 *	https://example.org/feed news "!" interval=6h keep-days=30
 *	exec:~/bin/make-feed.sh local
 *	filter:~/bin/clean.sh:https://example.org/rss
 *	"query:Rust this week:rust since:7d" Searches
 *
 * The first word is the address; then, in any order: "~Title", "!" (not in
 * the combined lists, only shown when it is asked for), settings of the form
 * key=value, and groups; "/" nests groups.  Lines are kept as they are, byte
 * for byte, unless they are changed through the functions here; order,
 * comments, blanks and line ends stay.
 */
#ifndef COURANT_CONF_SUBS_H
#define COURANT_CONF_SUBS_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
	SUB_FEED,   /* url */
	SUB_EXEC,   /* command prints the feed */
	SUB_FILTER, /* url is fetched and piped through command */
	SUB_QUERY   /* title and query: a saved search */
} SubKind;

typedef enum {
	SUB_INTERVAL,         /* interval=6h */
	SUB_KEEP_DAYS,        /* keep-days=30 */
	SUB_KEEP_ITEMS,       /* keep-items=500 */
	SUB_USER_AGENT,       /* user-agent="…" */
	SUB_PROXY,            /* proxy=socks5h://… */
	SUB_USER,             /* user=NAME */
	SUB_PASSWORD,         /* password=… */
	SUB_PASSWORD_COMMAND, /* password-command="pass feeds/x" */
	SUB_HEADER,           /* header="Name: value", may be repeated */
	SUB_COOKIE,           /* cookie="a=b" */
	SUB_FULL_TEXT,        /* full-text=yes */
	SUB_MARK_READ,        /* mark-read=open|end|never */
	SUB_SORT,             /* sort=newest|oldest|title|… */
	SUB_INSECURE,         /* insecure=yes: the certificate is not checked */
	SUB_TIMEOUT,          /* timeout=60 */
	SUB_MAX_SIZE,         /* max-size=64, in megabytes */
	N_SUB_SETTINGS
} SubSetting;

typedef struct {
	guint line; /* number in the file, from 1 */
	SubKind kind;
	char *address; /* the first word as it is written: the feed's key */
	char *url;     /* absolute URL without user and password; NULL for
			* SUB_EXEC and SUB_QUERY */
	char *user, *password; /* out of the URL or the settings; or NULL */
	char **command;        /* SUB_EXEC, SUB_FILTER: argv, "~" expanded */
	char *query;           /* SUB_QUERY */
	char *title;           /* "~Title" or the query's name; or NULL */
	char **groups;         /* NULL-terminated, maybe empty */
	bool hidden;           /* "!" */
	char *settings[N_SUB_SETTINGS]; /* NULL where not given; SUB_HEADER:
					 * lines joined by "\n" */
} Sub;

typedef struct Subs Subs;

/* Reads the file; a missing one is an empty one.  NULL and ERROR only if it
 * cannot be read; lines that are wrong are skipped and told in
 * subs_problems(). */
Subs *subs_load(const char *path, GError **error);
/* The same from memory; PATH may be NULL. */
Subs *subs_parse(const char *path, const char *text, gsize len);
void subs_free(Subs *subs);

/* Array of const Sub * in the order of the file, a repeated address only once.
 */
const GPtrArray *subs_list(const Subs *subs);
const Sub *subs_find(const Subs *subs, const char *address);
/* "file:line: what is wrong", NULL-terminated, borrowed. */
const char *const *subs_problems(const Subs *subs);

/* A number or duration among the settings, or OTHERWISE. */
gint64 subs_number(const Sub *sub, SubSetting setting, gint64 otherwise);

/* Adds a line at the end: behind the last line whose groups are the same, if
 * there is one.  GROUPS and TITLE may be NULL.  False if the address is there
 * already, is none, or is no clean text (base/text.h). */
bool subs_add(Subs *subs, const char *address, const char *title,
	const char *const *groups, GError **error);
/* All lines with the address go.  False if there is none, as for all that
 * follow. */
bool subs_remove(Subs *subs, const char *address);
bool subs_set_address(Subs *subs, const char *address, const char *new_address);
/* NULL or "" takes the title away. */
bool subs_set_title(Subs *subs, const char *address, const char *title);
bool subs_set_groups(
	Subs *subs, const char *address, const char *const *groups);

/* The file's bytes as they would be written; newly allocated. */
char *subs_text(const Subs *subs, gsize *len);
/* Writes the file at once or not at all; symbolic links and the mode are
 * kept, and a new one is its owner's alone, as passwords may come into it.
 * Fails if another program changed it since it was read. */
bool subs_save(Subs *subs, GError **error);

/* Puts TEXT in the place of everything (to take changes back). */
void subs_set_text(Subs *subs, const char *text, gsize len);

/* The address that the line gets when what it fetches is at TO from now on: a
 * filter's command stays, and on the same origin the user and password. */
char *sub_moved(const Sub *sub, const char *to);

/* The settings that hold no secret, start nothing and do not lead elsewhere,
 * as words of a line, such as "interval=6h sort=oldest"; NULL if there are
 * none. */
char *sub_settings(const Sub *sub);
/* The same with "!" before them: all that others may be told of a line
 * besides address, title and groups.  And back: other settings among WORDS,
 * and wrong ones, are left out. */
char *sub_words(const Sub *sub);
bool subs_set_words(Subs *subs, const char *address, const char *words);

/* The word of a setting. */
const char *sub_setting_name(SubSetting setting);

/* The value of one of the settings that matter while reading (mark-read,
 * sort) in such a text (which may be NULL), NULL if it is not there. */
char *sub_reading_setting(const char *text, SubSetting setting);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Subs, subs_free)

#endif
