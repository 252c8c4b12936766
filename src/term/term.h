/* SPDX-License-Identifier: MIT
 *
 * The terminal: shows grids with curses, reads keys, copies to the clipboard.
 * The one user of ncurses.  Asks the terminal nothing that could block.
 */
#ifndef COURANT_TERM_TERM_H
#define COURANT_TERM_TERM_H

#include "base/key.h"
#include "base/role.h"
#include "term/grid.h"

typedef enum { TERM_AUTO, TERM_OFF, TERM_ON } TermSwitch;

typedef struct {
	TermSwitch hyperlinks;
	TermSwitch colors;     /* AUTO honours NO_COLOR */
	bool mouse;
	bool set_title;
} TermOptions;

typedef struct Term Term;

typedef struct {
	enum { TERM_KEY, TERM_PASTE, TERM_MOUSE, TERM_RESIZE } type;
	Key key;
	char *text; /* TERM_PASTE: cleaned text; owned by the event */
	struct {
		int row, col;
		enum { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN } action;
	} mouse;
} TermEvent;

/* Takes over the terminal; NULL and ERROR when stdin/stdout are no terminal
 * or TERM is not known. */
Term *term_open(const TermOptions *options, GError **error);
/* Gives the terminal back as it was. */
void term_close(Term *term);

void term_set_looks(Term *term, const Look looks[N_ROLES]);
void term_set_options(Term *term, const TermOptions *options);
void term_size(const Term *term, int *rows, int *cols);
/* 0, 8, 16, 256 or 16777216. */
int term_colors(const Term *term);

/* The next event that has arrived, without waiting; false when none has. */
bool term_next(Term *term, TermEvent *event);
void term_event_clear(TermEvent *event);

/* Shows GRID, sending only what changed. */
void term_show(Term *term, const Grid *grid);
/* The next term_show() repaints everything (^L). */
void term_redraw(Term *term);

/* Leaves the screen to another program, and comes back. */
void term_suspend(Term *term);
void term_resume(Term *term);

/* Hands text to the clipboard: tmux's buffer inside tmux, else OSC 52.
 * Returns the way taken ("tmux", "terminal") or NULL and ERROR. */
const char *term_copy(Term *term, const char *text, GError **error);

/* Sets the window title (cleaned text), if options allow. */
void term_title(Term *term, const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Term, term_close)

#endif
