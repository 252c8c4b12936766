/* SPDX-License-Identifier: MIT
 *
 * The arithmetic of a list with a cursor in a window of rows.  The cursor is
 * always on a row (0 when there is none) and always in the window.
 */
#ifndef COURANT_UI_LIST_H
#define COURANT_UI_LIST_H

#include "conf/command.h"

typedef struct {
	int cursor, top; /* rows */
	int rows;        /* all there are */
	int height;      /* of the window */
	int margin;      /* rows kept visible above and below the cursor */
} List;

/* Puts the cursor on a row, as near as there is one, and the window with it. */
void list_go(List *list, int row);

/* Carries out one of the commands of the group "Moving" (down, page-up,
 * scroll-down, top …); false if COMMAND is none that lists know.  COUNT 0
 * means that none was given. */
bool list_move(List *list, CommandId command, int count);

/* Takes in that ADDED rows came in before row AT: the window shows the same
 * rows as before. */
void list_shift(List *list, int at, int added);

#endif
