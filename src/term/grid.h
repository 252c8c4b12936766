/* SPDX-License-Identifier: MIT
 *
 * The screen as a value: rows and columns of cells with text, role and link.
 * Painting is pure; term.c shows a grid, tests print it.
 */
#ifndef COURANT_TERM_GRID_H
#define COURANT_TERM_GRID_H

#include "base/role.h"

#include <glib.h>
#include <stdbool.h>

/* Cells are compared byte by byte: there is no padding, and nothing is left
 * behind a text.  Longer clusters (families of emoji, marks without end) are
 * cut: a terminal is sent no more than their beginning. */
typedef struct {
	char text[15]; /* one grapheme cluster, NUL-terminated; "" = blank or
			* the right half of a wide character (width 0) */
	guint8 width;  /* 1, 2, or 0 for the right half of a wide one */
	gint32 rgb;    /* foreground set by an author, or -1 */
	guint16 link;  /* number of an outgoing URL, 0 = none */
	guint8 role;   /* Role */
	guint8 attrs;  /* ATTR_*, added to the role's */
} GridCell;

typedef struct {
	int row, col, rows, cols;
} GridRect;

/* Different URLs that a frame can have. */
#define GRID_LINKS 1024

typedef struct GridLinks GridLinks;

typedef struct {
	int rows, cols;
	GridCell *cells; /* rows × cols */
	GridLinks *links;
	int cursor_row, cursor_col; /* -1: hidden */
} Grid;

Grid *grid_new(int rows, int cols);
void grid_free(Grid *grid);

/* Starts a frame: blank everywhere, no links, cursor hidden; sized ROWS ×
 * COLS.  Each is to be shown: links keep their numbers for one more only. */
void grid_reset(Grid *grid, int rows, int cols);

typedef struct {
	Role role;
	guint16 attrs;
	gint32 rgb; /* -1 = the role's */
	guint16 link;
} Pen;
#define PEN(r) ((Pen){ .role = (r), .rgb = -1 })

/* Writes clean text (LEN bytes, -1: all) from (row, col) inside RECT; cut at
 * its right edge, never half a wide character.  Returns the column after. */
int grid_text(Grid *grid, GridRect rect, int row, int col, const char *text,
	gssize len, Pen pen);

/* A cell with one character that is one column wide, and putting such. */
GridCell grid_cell(const char *glyph, Pen pen);
void grid_put(Grid *grid, int row, int col, const GridCell *cell);

/* Fills RECT with blanks of a pen. */
void grid_fill(Grid *grid, GridRect rect, Pen pen);

/* Makes a cell range take over a role (cursor bars); a wide character goes
 * with its left half. */
void grid_restyle(Grid *grid, GridRect rect, Role role, guint16 attrs);

/* Registers an URL; the value for Pen.link, 0 if there are too many. */
guint16 grid_link(Grid *grid, const char *url);
/* The URL of a cell's link; NULL if it has none. */
const char *grid_url(const Grid *grid, const GridCell *cell);

GridCell *grid_at(Grid *grid, int row, int col);

/* Rows as text (trailing blanks cut), then, if ROLES, a map of roles; for
 * tests and `dump`. */
char *grid_dump(const Grid *grid, bool roles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grid, grid_free)

#endif
