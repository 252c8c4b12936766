/* SPDX-License-Identifier: MIT
 *
 * Painting of the article's lines, with its links, matches and the link that
 * the reader went to.
 */
#ifndef COURANT_UI_ARTICLE_H
#define COURANT_UI_ARTICLE_H

#include "ui/ui.h"

/* RECT is the pane; its first row is left out.  HEAD lines of the title come
 * before the page. */
void article_paint_lines(Ui *ui, Grid *grid, GridRect rect, int head);

/* Where the first piece of link NUMBER stands on the screen; false if it is
 * not in sight. */
bool article_link_place(Ui *ui, int number, int *row, int *col);

/* First and last line of the page that are in sight. */
void article_lines_shown(const Ui *ui, guint32 *first, guint32 *end);

#endif
