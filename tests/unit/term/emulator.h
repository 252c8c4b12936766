/* SPDX-License-Identifier: MIT
 *
 * A terminal for tests: a pty whose far end reads what is written, as far as
 * curses uses it, and knows for each cell its character and its OSC 8 link.
 */
#ifndef COURANT_TESTS_TERM_EMULATOR_H
#define COURANT_TESTS_TERM_EMULATOR_H

#include <glib.h>
#include <stdbool.h>

#include "term/term_i.h"

typedef struct {
	char text[64];
	char *link; /* interned, or NULL */
	Sgr sgr;
	bool right; /* the right half of a wide one */
} EmCell;

typedef struct {
	int rows, cols, row, col, top, bottom;
	bool wrap;             /* the last column was written */
	bool hidden;           /* the cursor */
	bool keeps_background; /* for what is erased */
	bool wraps_at_once;    /* behind the last column */
	int emoji;             /* their columns, 0: as the grid has it */
	EmCell *cells;
	const char *link;
	Sgr sgr;
	char last[8]; /* the last character, for repetitions ... */
	int last_row, last_col; /* ... and marks */
	int saved_row, saved_col;
	GString *other; /* OSC strings but 8, one a line */
	int wrong;      /* controls that nobody should send */
	int sgr_rgb;    /* how many 38;2 and 48;2 were seen */
} Emulator;

typedef struct {
	int master, slave;
	Emulator em;
	GThread *thread;
	GMutex lock;
	GCond more;
	GString *got; /* not yet read by the emulator */
	GString *all; /* of the last pty_sync() */
	Term *term;
} Pty;

void em_init(Emulator *em, int rows, int cols);
void em_clear(Emulator *em);
void em_feed(Emulator *em, const char *data, gsize len);

Pty *pty_new(const char *term, int rows, int cols, const TermOptions *options);
void pty_free(Pty *pty);
/* All that was written so far has been read by the emulator. */
void pty_sync(Pty *pty);
void pty_type(Pty *pty, const char *bytes, gssize len);
/* Answers as a terminal does that knows repetitions. */
void pty_repeats(Pty *pty);
void pty_resize(Pty *pty, int rows, int cols);

#endif
