/* SPDX-License-Identifier: MIT
 *
 * What the files of this room share.  Only term.c, keys.c and caps.c know
 * curses; the others are pure but for show.c, which writes what they make.
 */
#ifndef COURANT_TERM_TERM_I_H
#define COURANT_TERM_TERM_I_H

#include <stdio.h>

#include "term/term.h"

/* The links of a grid.  A link keeps its number as long as frames show it, so
 * that equal cells are the same from frame to frame. */
GridLinks *grid_links_new(void);
void grid_links_free(GridLinks *links);
/* Starts a frame. */
void grid_links_frame(GridLinks *links);
/* The number of URL, from 1; 0 if all are taken. */
guint16 grid_links_get(GridLinks *links, const char *url);
/* NULL if there is none. */
const char *grid_links_url(const GridLinks *links, int number);

/* Attributes and colours of the text that comes next. */
typedef struct {
	guint attrs;   /* bit N: SGR N is on, for N from 1 to 9 */
	gint32 fg, bg; /* -1, a palette number, or 0x1000000 | RGB */
	bool unknown;  /* the terminal's may be anything */
} Sgr;

/* The shortest sequence that leads from one to the other; maybe nothing. */
void sgr_change(GString *out, const Sgr *from, const Sgr *to);

/* The decimal digits of N; how many. */
#define SGR_DIGITS 12
gsize sgr_digits(char digits[SGR_DIGITS], guint n);

/* What terminfo knows of a terminal, as far as frames use it. */
typedef struct {
	int colors;           /* 0: none */
	guint attrs;          /* ATTR_* that it can show ... */
	guint colorless;      /* ... and of these, not together with colours */
	bool erases_in_color; /* what is erased takes the background (bce) */
	bool wraps_late;      /* the last column can be written (xenl) */
	bool goes_to_column;  /* CSI n G */
	bool erases_chars;    /* CSI n X */
	bool scrolls;         /* a region: CSI t ; b r, LF, ESC M */
	bool scrolls_by;      /* CSI n S and CSI n T */
	bool repeats;         /* CSI n b */
	const char *hide, *show; /* the cursor; both or NULL */
} Caps;

/* Reads the entry in use; false if the terminal does not take the sequences
 * of ECMA-48. */
bool caps_read(Caps *caps);

/* The bytes of a frame, and what the terminal will be like after them. */
typedef struct {
	const Caps *caps;
	const GridLinks *links; /* NULL: none are sent */
	GString *bytes;
	int rows, cols;
	int row, col; /* of the cursor; -1: not known */
	Sgr sgr;      /* of the terminal */
	int link;     /* open hyperlink, 0: none; -1: not known */
} Frame;

/* The terminal may be in any state. */
void frame_forget(Frame *f);
/* Puts the cursor somewhere, in as few bytes as do it. */
void frame_move(Frame *f, int row, int col);
/* What is written or erased next looks like SGR and belongs to LINK. */
void frame_dress(Frame *f, const Sgr *sgr, int link);
/* Printable text that takes COLUMNS. */
void frame_text(Frame *f, const char *text, gsize len, int columns);
/* The last character N times more. */
void frame_repeat(Frame *f, int n);
/* Erases N columns from the cursor on, or all that are left in the row. */
void frame_erase(Frame *f, int n);
void frame_erase_rest(Frame *f);
void frame_clear(Frame *f);
/* Moves the rows FIRST to LAST up by BY, or down if negative. */
void frame_scroll(Frame *f, int first, int last, int by);
/* Nothing of a hyperlink goes on. */
void frame_end(Frame *f);
/* The cursor may have gone elsewhere in its row: its text may be wider than
 * was thought. */
void frame_doubt(Frame *f);

typedef struct {
	int first, last; /* rows that move, those that are lost among them */
	int by;          /* up; negative: down */
} Scroll;

/* Whether rows with the hashes BEFORE became AFTER (ROWS of each) by
 * scrolling some of them, such that it saves more rows than it spoils. */
bool scroll_find(
	const guint32 *before, const guint32 *after, int rows, Scroll *scroll);

/* The character for terminals that cannot show C: ASCII. */
char ascii_likeness(gunichar c);

/* Bytes and curses keys in; events out. */
typedef struct Keys Keys;

Keys *keys_new(void);
void keys_free(Keys *keys);
/* The next event out of GET, which returns a byte, a curses key from 256 on
 * or -1 when nothing is there; UTF-8 or the locale's characters. */
bool keys_next(Keys *keys, int (*get)(void *), void *data, TermEvent *event);
/* True once the terminal has answered that it can hold a frame back until all
 * of it is there (mode 2026). */
bool keys_synchronised(const Keys *keys);
/* True once its answer to REPEAT_ASK has shown that it repeats characters,
 * those beyond ASCII, too. */
bool keys_repeats(const Keys *keys);
/* Draws a line with one repetition and asks where the cursor is: mosh and
 * others that call themselves xterm repeat nothing, tmux before 3.5 only
 * ASCII.  No key with modifiers looks like the answer. */
#define REPEAT_ASK "\033[H\xe2\x94\x80\033[20b\033[6n"
#define REPEATED_TO "1;22"
/* Numbers for what define_key() adds. */
enum { CODE_PASTE_START = 0x2000, CODE_PASTE_END };

struct screen; /* curses' SCREEN */

struct Term {
	TermOptions options;
	struct screen *screen;
	int in, tty;              /* as given by the caller */
	FILE *out_file, *in_file; /* curses' own */
	struct _win_st *keyboard; /* curses' WINDOW that keys are read from */
	int signals[2];           /* pipe: what handlers tell */
	bool away;                /* the screen is left to another program */
	bool gone;                /* hang-up ... */
	bool told_gone;           /* ... which TERM_GONE has told */
	bool utf8, tmux;
	bool titled;
	int rows, cols, colors;
	Keys *keys;
	Look looks[N_ROLES];
	Look reduced_looks[N_ROLES]; /* in colours that the terminal has */
	GHashTable *reduced;         /* RGB of an author → Color */
	Caps caps;
	Frame frame;
	const GridLinks *links; /* of the grid that was shown */
	GridCell *shown;        /* what is on the screen */
	guint32 *hashes;        /* of its rows */
	bool repaint;
	int cursor; /* visible: 1, hidden: 0, unknown: -1 */
	char *title;
};

void term_puts(Term *term, const char *text);

typedef struct {
	Sgr sgr;
	bool erasable; /* a blank of this look can be erased */
} Dress;

/* The look of a cell in colours and attributes that the terminal has. */
Dress cell_dress(Term *term, const GridCell *cell);
/* Looks or colours are others now. */
void cell_colors(Term *term);

/* Bytes that a cell can have: six characters. */
#define CELL_BYTES 24
/* What the terminal is sent for a cell, DOUBT if it may take it for wider or
 * narrower.  Flags are two characters that take room.  Returns the bytes. */
gsize cell_bytes(const Term *term, const GridCell *cell, char out[CELL_BYTES],
	bool *doubt);

/* On other descriptors than 0 and 1, for tests. */
Term *term_open_on(int in, int out, const TermOptions *options, GError **error);

#endif
