/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "ui/list.h"

static void
settle(List *list)
{
	int height = MAX(list->height, 1);
	int margin = CLAMP(list->margin, 0, (height - 1) / 2);
	list->cursor = CLAMP(list->cursor, 0, MAX(list->rows - 1, 0));
	list->top = MIN(list->top, list->cursor - margin);
	list->top = MAX(list->top, list->cursor + margin - height + 1);
	list->top = CLAMP(list->top, 0, MAX(list->rows - height, 0));
}

void
list_go(List *list, int row)
{
	list->cursor = row;
	settle(list);
}

static void
scroll(List *list, int by)
{
	int height = MAX(list->height, 1);
	int margin = CLAMP(list->margin, 0, (height - 1) / 2);
	list->top = CLAMP(list->top + by, 0, MAX(list->rows - height, 0));
	int least = list->top == 0 ? 0 : list->top + margin;
	int most = list->top + height >= list->rows
		? list->rows - 1
		: list->top + height - 1 - margin;
	list->cursor = CLAMP(list->cursor, least, MAX(most, least));
	settle(list);
}

static void
page(List *list, int by)
{
	list->top += by;
	list_go(list, list->cursor + by);
}

/* At the edge the window goes on by a third of itself, so that most steps
 * move the cursor alone: over a slow line that is what counts. */
static void
step(List *list, int by)
{
	int before = list->top, third = MAX(list->height / 3, 1);
	list_go(list, list->cursor + by);
	if (list->top == before || ABS(by) != 1)
		return;
	list->top = before + by * third;
	settle(list);
}

bool
list_move(List *list, CommandId command, int count)
{
	int n = CLAMP(count, 1, 1000000);
	int full = MAX(list->height - 1, 1), half = MAX(list->height / 2, 1);
	switch (command) {
	case CMD_DOWN:
		step(list, n);
		return true;
	case CMD_UP:
		step(list, -n);
		return true;
	case CMD_PAGE_DOWN:
		page(list, n > 1000 ? list->rows : n * full);
		return true;
	case CMD_PAGE_UP:
		page(list, n > 1000 ? -list->rows : -n * full);
		return true;
	case CMD_HALF_PAGE_DOWN:
		page(list, n > 1000 ? list->rows : n * half);
		return true;
	case CMD_HALF_PAGE_UP:
		page(list, n > 1000 ? -list->rows : -n * half);
		return true;
	case CMD_SCROLL_DOWN:
		scroll(list, n);
		return true;
	case CMD_SCROLL_UP:
		scroll(list, -n);
		return true;
	case CMD_TOP:
		list_go(list, n - 1);
		return true;
	case CMD_BOTTOM:
		list_go(list, list->rows - 1);
		return true;
	default:
		return false;
	}
}

void
list_shift(List *list, int at, int added)
{
	if (at <= list->cursor) {
		list->cursor += added;
		list->top += added;
	}
	list->rows += added;
}
