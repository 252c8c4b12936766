/* SPDX-License-Identifier: MIT
 *
 * The interface as a machine of values: events go in (keys, sizes, what the
 * worker says), a painted grid and effects come out.  It knows no terminal,
 * starts no program, opens no file; its only I/O is the store.  The program
 * around it waits, shows what ui_paint() paints, and carries out the effects.
 *
 * Nothing on the screen moves that the reader did not move: what a refresh
 * brings changes counts and adds rows, while the cursor stays on its article
 * and the text that is being read stays as it was opened.
 */
#ifndef COURANT_UI_UI_H
#define COURANT_UI_UI_H

#include "base/json.h"
#include "base/key.h"
#include "conf/conf.h"
#include "conf/state.h"
#include "store/store.h"
#include "term/grid.h"

#include <glib.h>
#include <stdbool.h>

typedef struct Ui Ui;

typedef enum {
	UI_NONE,
	UI_OPEN, /* open url; path is the kind: "link", "site", "enclosure",
		  * "article", "comments" (the player takes enclosures); text
		  * is for ui_opened() once it is open */
	UI_OPEN_WITH, /* run argv on url (conf_command()) */
	UI_COPY,      /* text to the clipboard */
	UI_QR,        /* show url as a QR code: give its lines to ui_show() */
	UI_SAVE,  /* write text to path ("~" expanded already, never over a file
		   * that exists: the program asks with ui_message()) */
	UI_PIPE,  /* run argv with text on its input, the screen left to it */
	UI_SHELL, /* run argv with the screen left to it; empty: $SHELL */
	UI_EDIT_SUBSCRIPTIONS,
	UI_EDIT_CONFIG,
	UI_RELOAD,  /* read config and subscriptions again */
	UI_OPTIONS, /* settings changed: conf_take_changes() into value */
	UI_WORKER,  /* start the worker with argv (command and arguments) */
	UI_WORKER_STOP,
	/* Changes to the subscriptions file; afterwards the store is synced,
	 * ui_store_changed() called, and ui_subscribed() if it went well.
	 * path is what to call the feed, value is 1 for what belongs to the
	 * step before. */
	UI_SUBSCRIBE,   /* url, text = title or NULL, argv = groups or NULL,
			 * words = more words of the line or NULL */
	UI_UNSUBSCRIBE, /* url */
	UI_SET_TITLE,   /* url, text or NULL */
	UI_SET_GROUPS,  /* url, argv */
	UI_UNDO_SUBSCRIPTIONS, /* takes the last step of these back, text says
				* that it is done */
	UI_REDO_SUBSCRIPTIONS, /* does again what was taken back last */
	UI_SET_ADDRESS,        /* feed, text = the new one */
	UI_SAVE_SEARCH,        /* path = name, text = query (NULL: delete it),
				* words = the one before or NULL; value is 1
				* when it is undone or done again; then
				* ui_search_saved() */
	UI_TITLE,              /* the window's title is text */
	UI_REDRAW,
	UI_SUSPEND,
	UI_QUIT
} UiEffectType;

typedef struct {
	UiEffectType type;
	char *url, *text, *path, *words;
	char **argv;
	unsigned value;
	gint64 feed;
} UiEffect;

/* Borrows all three, which must outlive it; CONF is changed by ":set" and its
 * like, STATE holds places and histories (the program saves it).  Opens on
 * what STATE or the option start-view says. */
Ui *ui_new(Store *store, Conf *conf, State *state);
void ui_free(Ui *ui);

/* Before anything else, and on every change of size. */
void ui_resize(Ui *ui, int rows, int cols);
void ui_key(Ui *ui, Key key);
/* Clean text (base/text.h). */
void ui_paste(Ui *ui, const char *text);
/* ACTION is one of MOUSE_* in term/term.h. */
void ui_mouse(Ui *ui, int row, int col, int action);

/* One line of the worker, as it came. */
void ui_worker_event(Ui *ui, const json_t *event);
/* Fetches what is due, unasked: the progress is shown as always, but of the
 * result only what is new is said. */
void ui_refresh(Ui *ui);
/* The worker is gone; KILLED: by a signal.  WORDS is what it said on its
 * standard error, or NULL. */
void ui_worker_ended(Ui *ui, bool killed, const char *words);

/* The store or the subscriptions were changed by somebody else
 * (store_changed_elsewhere(), or after an effect). */
void ui_store_changed(Ui *ui);
/* The config was read again, or the terminal's kind is known now. */
void ui_conf_changed(Ui *ui);
/* About once a second: dates, counts, what is due. */
void ui_tick(Ui *ui);
/* Counts what one saved search finds, after a tick; true while there are more.
 * For when no key waits. */
bool ui_count(Ui *ui);

/* What an UI_OPEN asked for is open: the link is noted as opened. */
void ui_opened(Ui *ui, const char *url);
/* A change of the subscriptions was made as the effect wanted it, and N - 1
 * more of the same UI_SUBSCRIBE step. */
void ui_subscribed(Ui *ui, const UiEffect *effect, int n);
/* What is wrong with the saved search of that name; newly allocated, NULL:
 * nothing. */
char *ui_search_problem(const char *name, const char *query);
/* A saved search was written or deleted as the effect wanted it. */
void ui_search_saved(Ui *ui, const UiEffect *effect);

/* A line for the message bar: what became of an effect. */
void ui_message(Ui *ui, bool is_error, const char *text);
/* The same with the key in force for each "<command>" in TEXT, which is ours.
 */
void ui_hint(Ui *ui, bool is_error, const char *text);
/* A page over the panes, lines as they are (a QR code). */
void ui_show(Ui *ui, const char *title, const char *text);

typedef struct {
	const char *data; /* any bytes; HTML, Markdown or text */
	gsize len;
	const char *name;  /* file name or address: a hint for the format */
	const char *base;  /* for relative links, or NULL */
	const char *title; /* NULL: from the document */
	const char *mime;  /* as a server said, or NULL */
} UiText;
/* Reads a text that is not in the store ("courant FILE"). */
void ui_read(Ui *ui, const UiText *text);
/* Shows the articles of a query ("courant -q"); false and a message if the
 * query is wrong. */
bool ui_query(Ui *ui, const char *query);
/* The first start: the welcome newsletter, and the starter list offered. */
void ui_welcome(Ui *ui);
/* Runs commands (conf_on_start()). */
void ui_run(Ui *ui, const CommandList *list);

/* True if the screen is not what ui_paint() would paint now. */
bool ui_dirty(const Ui *ui);
/* True while the worker is at work. */
bool ui_refreshing(const Ui *ui);
void ui_paint(Ui *ui, Grid *grid);

/* The next effect to carry out, in order; false when there is none.  The
 * fields are the caller's: ui_effect_clear(). */
bool ui_next_effect(Ui *ui, UiEffect *effect);
void ui_effect_clear(UiEffect *effect);

/* Writes down what waits for a pause: that an article was read, the place in
 * it, and places and sizes into the state. */
void ui_remember(Ui *ui);
/* Makes ready what will likely be opened next: a few milliseconds, for a while
 * after a key. */
void ui_read_ahead(Ui *ui);

/* True for the commands that the interface carries out; the rest are
 * settings (COMMAND_CONF). */
bool ui_handles(CommandId id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ui, ui_free)

#endif
