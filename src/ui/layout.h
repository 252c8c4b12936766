/* SPDX-License-Identifier: MIT
 *
 * Where the panes stand, from the size of the screen and the reader's
 * wishes: arithmetic only.
 *
 * columns: feeds | articles | article over links
 * rows:    articles over article over links (feeds in place of the articles)
 * single:  the pane that has the focus
 *
 * Neighbouring panes share one row or column of frame.  Without room for
 * frames each pane has only a line above it with its title.
 */
#ifndef COURANT_UI_LAYOUT_H
#define COURANT_UI_LAYOUT_H

#include "term/grid.h"

#include <stdbool.h>

typedef enum {
	PANE_FEEDS,
	PANE_ARTICLES,
	PANE_ARTICLE,
	PANE_LINKS,
	N_PANES
} PaneId;

/* The dividers that the reader can move; each in percent of what it divides. */
typedef enum {
	SPLIT_FEEDS, /* width of the feeds, columns */
	SPLIT_LIST,  /* width of the articles, columns */
	SPLIT_ROWS,  /* height of the list, rows */
	SPLIT_LINKS, /* height of the links under the article */
	N_SPLITS
} SplitId;

typedef struct {
	int rows, cols;
	int layout;       /* LAYOUT_* of conf/option.h */
	int feeds, links; /* PANE_AUTO, PANE_YES, PANE_NO */
	bool article;     /* there is an article to show */
	bool alone;       /* it was asked for by itself: no list beside it */
	int list_rows;    /* that the list needs, over an article */
	int link_rows;    /* that the links need, under it */
	bool zoom, linear, bar;
	PaneId focus;
	int split[N_SPLITS]; /* percent; 0 = the usual */
} LayoutWish;

typedef struct {
	int layout; /* LAYOUT_COLUMNS, LAYOUT_ROWS or LAYOUT_SINGLE */
	GridRect title, body, bar; /* bar: rows 0 when there is none */
	GridRect text[N_PANES];    /* inside the frame; rows 0 = not shown */
	GridRect frame[N_PANES];   /* with the frame or title line */
	bool boxed;                /* frames all around */
} Layout;

void layout_make(const LayoutWish *wish, Layout *layout);

/* Where a divider that is shown stands, in percent. */
int layout_share(const Layout *layout, SplitId split);

/* The divider that makes PANE larger or smaller in this layout, and which
 * way (1: larger means a larger percentage); -1 if there is none. */
int layout_split_of(const Layout *layout, PaneId pane, int *sign);

/* The divider at a place of the screen; -1 if there is none. */
int layout_split_at(const Layout *layout, int row, int col);
/* The percentage that puts the divider at that place. */
int layout_percent(const Layout *layout, SplitId split, int row, int col);

/* The pane at a place; -1 if there is none. */
int layout_pane_at(const Layout *layout, int row, int col);

#endif
