/* SPDX-License-Identifier: MIT
 *
 * What the files of the reader share: reader.c (start and end), loop.c (the
 * loop), effects.c (what the interface wants done), opening.c (links).
 */
#ifndef COURANT_APP_READER_I_H
#define COURANT_APP_READER_I_H

#include "app/cli.h"
#include "app/process.h"
#include "conf/state.h"
#include "store/store.h"
#include "term/term.h"
#include "ui/ui.h"

typedef struct {
	Cli *cli;
	Conf *conf;
	Store *store;
	State *state;
	Term *term;
	Ui *ui;
	Grid *grid;
	GPtrArray *workers; /* Process *, all that run */
	struct {
		int fd; /* of openwire_send(), -1: none under way */
		char *url;
		gint64 until;   /* clock_ticks(): no answer after that is no */
		GQueue waiting; /* addresses for afterwards */
	} home;
	/* SubscriptionsStep, or NULL: what can be undone, and done again. */
	GPtrArray *steps, *undone;
	int dark; /* the terminal's background, as conf_looks() takes it */
	gint64 refreshed; /* clock_ticks() of the start or the last time */
	gint64 remember;  /* when to write the place down; 0: it is */
	bool not_opened;  /* what opening_open() was asked for last */
	GString *shown;  /* addresses that nothing opens, a line each */
	bool quit;
} Reader;

/* loop.c */
void loop_run(Reader *r);
/* Writes the place down; to be done before others get the terminal. */
void loop_remember(Reader *r);

/* effects.c: the mistakes in settings and subscriptions (may be NULL): each
 * one goes to the messages, and if there are several it is said how many. */
void effects_problems(Reader *r, const char *const *subscriptions);
/* effects.c: carries out all that the interface wants done. */
void effects_run(Reader *r);
/* Tells term and ui what settings changed (CHANGE_* bits). */
void effects_settings(Reader *r, unsigned changes);
/* Takes in the size that the terminal has now. */
void effects_fit(Reader *r);
void effects_start_worker(Reader *r, const char *const *args);
/* Runs ARGV with the screen left to it; true if it ended well. */
bool effects_run_in_terminal(
	Reader *r, char **argv, const char *input, bool wait_for_enter);

/* subschange.c: changes of the subscriptions, and the last one undone or done
 * again. */
void subschange_do(Reader *r, const UiEffect *e);
/* N of UI_SUBSCRIBE (at least one) as one change: each writes the file. */
void subschange_subscribe(Reader *r, const UiEffect *effects, guint n);
void subschange_undo(Reader *r, const UiEffect *e);
void subschange_redo(Reader *r, const UiEffect *e);

/* opening.c: "o".  KIND is "link", "enclosure", …; see UI_OPEN. */
void opening_open(Reader *r, const char *url, const char *kind);
/* Copies and says the addresses that nothing could open, all at once: one by
 * one each would take the place of the one before. */
void opening_show(Reader *r);
/* The reply of the browser at home has come, or will not come. */
void opening_home_answered(Reader *r);
/* Text to the clipboard; says "SAID: TEXT" when it is there. */
void opening_copy(Reader *r, const char *text, const char *said);

#endif
