/* SPDX-License-Identifier: MIT
 *
 * The terminal: shows grids, reads keys, copies to the clipboard.
 * The one user of ncurses.  Asks the terminal nothing that could block.
 *
 * The loop around it:
 *
 *	int fds[TERM_FDS];
 *	term_fds(term, fds);
 *	for (;;) {
 *		poll() for POLLIN on fds, on the worker, with a timeout;
 *		while (term_next(term, &event))
 *			act on it, then term_event_clear(&event);
 *		if something changed: paint the grid, term_show(term, grid);
 *	}
 *
 * The first descriptor is the keyboard, the second becomes readable on
 * SIGWINCH, SIGTSTP and SIGCONT, whose handlers term_open() installs (they
 * only write a byte there).  So no signal is lost between a look and poll(),
 * and ppoll() is not needed; poll() returns EINTR then, which is no error.
 * All signals but these are the program's own affair.
 */
#ifndef COURANT_TERM_TERM_H
#define COURANT_TERM_TERM_H

#include "base/key.h"
#include "base/role.h"
#include "term/grid.h"

typedef enum { TERM_AUTO, TERM_OFF, TERM_ON } TermSwitch;

typedef struct {
	TermSwitch
		hyperlinks; /* AUTO: unless TERM is known not to stand them */
	TermSwitch colors;  /* AUTO honours NO_COLOR */
	TermSwitch ascii;   /* frames in ASCII; AUTO: if not UTF-8 */
	bool mouse;
	bool set_title;
} TermOptions;

typedef struct Term Term;

typedef struct {
	enum {
		TERM_KEY,
		TERM_PASTE,
		TERM_MOUSE,
		TERM_RESIZE, /* term_size() has changed: paint anew */
		TERM_STOP,   /* SIGTSTP: save what must be, then term_stop() */
		TERM_BACKGROUND, /* the terminal told its background: dark */
		TERM_GONE /* hang-up, the terminal cannot be read any more */
	} type;
	Key key;
	char *text; /* TERM_PASTE: cleaned text (TEXT_BLOCK); owned by the event
		     */
	bool dark;
	struct {
		int row, col;
		enum {
			MOUSE_PRESS,
			MOUSE_RELEASE,
			MOUSE_DRAG,
			MOUSE_DOUBLE,
			MOUSE_WHEEL_UP,
			MOUSE_WHEEL_DOWN
		} action;
		int button; /* 1 left, 2 middle, 3 right; 0 for the wheel */
	} mouse;
} TermEvent;

/* Takes over the terminal; NULL and ERROR when stdin/stdout are no terminal
 * or TERM is not known or cannot move the cursor. */
Term *term_open(const TermOptions *options, GError **error);
/* Gives the terminal back as it was. */
void term_close(Term *term);

#define TERM_FDS 2
void term_fds(const Term *term, int fds[TERM_FDS]);

void term_set_looks(Term *term, const Look looks[N_ROLES]);
void term_set_options(Term *term, const TermOptions *options);
void term_size(const Term *term, int *rows, int *cols);
/* 0, 8, 16, 256 or 16777216. */
int term_colors(const Term *term);
/* What the environment tells of the background: 1 dark, 0 light, -1 unknown. */
int term_dark(const Term *term);

/* The next event that has arrived, without waiting; false when none has. */
bool term_next(Term *term, TermEvent *event);
void term_event_clear(TermEvent *event);

/* Shows GRID, sending only what changed.  Where only ASCII can be shown or is
 * asked for, the rest becomes "?" or its likeness. */
void term_show(Term *term, const Grid *grid);
/* The next term_show() repaints everything (^L). */
void term_redraw(Term *term);

/* Leaves the screen to another program, and comes back. */
void term_suspend(Term *term);
void term_resume(Term *term);
/* Leaves the screen, stops the process as ^Z does, and comes back when it is
 * continued; paint again afterwards. */
void term_stop(Term *term);

/* Hands text to the clipboard: tmux's buffer inside tmux, else OSC 52; at
 * most 100 KB.  Returns the way taken ("tmux", "terminal") or NULL and ERROR.
 * No terminal answers, so say "sent to the terminal". */
const char *term_copy(Term *term, const char *text, GError **error);

/* Sets the window title (cleaned text) with the next frame, if options allow.
 */
void term_title(Term *term, const char *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Term, term_close)

#endif
