/* SPDX-License-Identifier: MIT
 *
 * What the files of this room share.  Only term.c, show.c, keys.c and
 * terminfo.c know curses; links.c, filter.c and ascii.c are pure.
 */
#ifndef COURANT_TERM_TERM_I_H
#define COURANT_TERM_TERM_I_H

#include <stdio.h>

#include "term/term.h"

/* The links on screen.  A cell's link travels through curses as a variation
 * selector (U+E0100 + slot - 1) behind its character, so curses repaints a
 * cell whose link changed and scrolls links with their text; the filter
 * turns selectors into OSC 8. */
#define LINK_SLOTS 240
#define LINK_SELECTOR 0xE0100u

typedef struct {
	char *urls[LINK_SLOTS];
	guint frames[LINK_SLOTS]; /* the last frame that it was on */
	guint frame;
	int next;
} LinkSlots;

void link_slots_clear(LinkSlots *slots);
/* Starts a frame. */
void link_slots_frame(LinkSlots *slots);
/* The slot (from 1) of URL in this frame, 0 if it may not be sent or all are
 * taken.  A slot that was on screen in the frame before is not given to
 * another URL: curses would see no change. */
int link_slots_get(LinkSlots *slots, const char *url);

/* Where the terminal has true colour but terminfo only a palette, curses is
 * given palette numbers from 16 on that stand for colours of our own. */
#define RGB_FIRST 16
#define RGB_SLOTS 240

/* Attributes and colours of the text that comes next. */
typedef struct {
	guint attrs;   /* bit N: SGR N is on, for N from 1 to 9 */
	gint32 fg, bg; /* -1, a palette number, or 0x1000000 | RGB */
	bool unknown;  /* the terminal's may be anything */
} Sgr;

/* Takes the parameters of a CSI … m over; false if some is not known. */
bool sgr_read(Sgr *sgr, const char *params, gsize len);
/* The shortest sequence that leads from one to the other; maybe nothing. */
void sgr_change(GString *out, const Sgr *from, const Sgr *to);

typedef struct {
	const LinkSlots *links;
	const guint32 *rgb; /* 0xRRGGBB of the numbers from RGB_FIRST */
	int n_rgb;
	bool repeats; /* CSI n b repeats a character */
	int rows;
	Sgr *sgr;    /* what the terminal has, from frame to frame */
	Sgr *wanted; /* what curses thinks that it has */
} FilterTables;

/* What curses wrote for one frame, with selectors turned into OSC 8,
 * colour numbers from RGB_FIRST into RGB, runs into repetitions, and no more
 * SGR than is needed; appended to OUT. */
void filter_frame(
	const FilterTables *tables, const char *in, gsize len, GString *out);

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
	int in, tty; /* as given by the caller */
	int out;     /* what curses writes to: the terminal, or, while
		      * it draws a frame, the memory file */
	FILE *out_file, *in_file;
	int memory;     /* file in memory */
	int signals[2]; /* pipe: what handlers tell */
	bool away;      /* the screen is left to another program */
	bool gone;      /* hang-up */
	bool utf8, tmux;
	bool titled;
	int rows, cols, colors;
	bool virtual_colors; /* palette numbers are ours: see RGB_FIRST */
	Keys *keys;
	Look looks[N_ROLES];
	GHashTable *pairs; /* fg, bg → pair number */
	int n_pairs;
	guint32 rgb[RGB_SLOTS];
	int n_rgb;
	LinkSlots links;
	GridCell *shown; /* what curses was told; .link holds the slot */
	int shown_rows, shown_cols;
	bool repaint;
	bool repeats;
	Sgr sgr, wanted;
	int cursor; /* visible: 1, hidden: 0, unknown: -1 */
	char *title;
};

void term_puts(Term *term, const char *text);

void show_colors(Term *term);

/* On other descriptors than 0 and 1, for tests. */
Term *term_open_on(int in, int out, const TermOptions *options, GError **error);

/* Makes terminfo's entry fit (its macros live in one file); false if this
 * terminal cannot move the cursor. */
bool terminfo_fit(bool *repeats);

#endif
