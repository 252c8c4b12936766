/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "ui/layout.h"

#include "conf/option.h"

static const int usual[N_SPLITS] = {
	[SPLIT_FEEDS] = 18,
	[SPLIT_LIST] = 42,
	[SPLIT_ROWS] = 34,
	[SPLIT_LINKS] = 30,
};

static int
kind_of(const LayoutWish *wish)
{
	bool narrow = wish->cols < 60 || wish->rows < 16;
	if (wish->linear || wish->zoom)
		return LAYOUT_SINGLE;
	if (wish->layout == LAYOUT_COLUMNS && wish->cols < 60)
		return LAYOUT_SINGLE;
	if (wish->layout == LAYOUT_ROWS && wish->rows < 12)
		return LAYOUT_SINGLE;
	if (wish->layout != LAYOUT_AUTO)
		return wish->layout;
	if (wish->cols >= 100 && wish->rows >= 16)
		return LAYOUT_COLUMNS;
	return narrow ? LAYOUT_SINGLE : LAYOUT_ROWS;
}

static int
part(const LayoutWish *wish, SplitId split, int whole, int least)
{
	int percent = wish->split[split] ? wish->split[split] : usual[split];
	int size = (whole * percent + 50) / 100;
	return CLAMP(size, least, MAX(whole - least, least));
}

/* The same, but for what was not moved no more than NEEDED. */
static int
fit(const LayoutWish *wish, SplitId split, int whole, int needed)
{
	int share = part(wish, split, whole, 4);
	return wish->split[split] ? share : MIN(share, MAX(needed, 3));
}

/* FRAME includes the lines shared with the neighbours. */
static void
place(Layout *layout, PaneId pane, GridRect frame)
{
	GridRect text = frame;
	text.row++;
	text.rows--;
	if (layout->boxed) {
		text.rows--;
		text.col++;
		text.cols -= 2;
	}
	text.rows = MAX(text.rows, 0);
	text.cols = MAX(text.cols, 0);
	layout->frame[pane] = frame;
	layout->text[pane] = text;
}

static GridRect
take_top(GridRect *rest, int rows, bool boxed)
{
	GridRect top = *rest;
	top.rows = MIN(rows, rest->rows);
	int shared = boxed ? 1 : 0;
	rest->row += top.rows - shared;
	rest->rows -= top.rows - shared;
	return top;
}

static GridRect
take_left(GridRect *rest, int cols, bool boxed)
{
	GridRect left = *rest;
	left.cols = MIN(cols, rest->cols);
	int shared = boxed ? 1 : 0;
	rest->col += left.cols - shared;
	rest->cols -= left.cols - shared;
	return left;
}

static bool
links_shown(const LayoutWish *wish, int height)
{
	if (!wish->article)
		return false;
	if (wish->links == PANE_YES || wish->focus == PANE_LINKS)
		return true;
	return wish->links == PANE_AUTO && height >= 24;
}

static void
article_and_links(const LayoutWish *wish, Layout *layout, GridRect rest)
{
	if (links_shown(wish, rest.rows) && rest.rows >= 8) {
		int rows = fit(wish, SPLIT_LINKS, rest.rows,
			wish->link_rows + (layout->boxed ? 2 : 1));
		place(layout, PANE_ARTICLE,
			take_top(&rest, rest.rows - rows + 1, layout->boxed));
		place(layout, PANE_LINKS, rest);
	} else {
		place(layout,
			wish->focus == PANE_LINKS ? PANE_LINKS : PANE_ARTICLE,
			rest);
	}
}

/* The list comes back when the reader goes out to it. */
static bool
is_alone(const LayoutWish *wish)
{
	return wish->article && wish->alone &&
		(wish->focus == PANE_ARTICLE || wish->focus == PANE_LINKS);
}

/* Titles are not cut to a few letters where there is room. */
static int
feeds_columns(const LayoutWish *wish, int whole)
{
	enum { READABLE = 28 };
	bool moved = wish->split[SPLIT_FEEDS] != 0;
	return part(wish, SPLIT_FEEDS, whole,
		moved || whole < 100 ? 12 : READABLE);
}

static void
columns(const LayoutWish *wish, Layout *layout, GridRect rest)
{
	bool feeds = wish->feeds == PANE_YES ||
		(wish->feeds == PANE_AUTO &&
			(rest.cols >= 150 || !wish->article));
	int whole = rest.cols;
	if (is_alone(wish)) {
		article_and_links(wish, layout, rest);
		return;
	}
	if (feeds)
		place(layout, PANE_FEEDS,
			take_left(&rest, feeds_columns(wish, whole),
				layout->boxed));
	PaneId list = !feeds && wish->focus == PANE_FEEDS ? PANE_FEEDS
							  : PANE_ARTICLES;
	if (!wish->article) {
		place(layout, list, rest);
		return;
	}
	place(layout, list,
		take_left(&rest, part(wish, SPLIT_LIST, rest.cols, 20),
			layout->boxed));
	article_and_links(wish, layout, rest);
}

static void
rows(const LayoutWish *wish, Layout *layout, GridRect rest)
{
	PaneId list = wish->focus == PANE_FEEDS ? PANE_FEEDS : PANE_ARTICLES;
	if (is_alone(wish)) {
		article_and_links(wish, layout, rest);
		return;
	}
	if (!wish->article) {
		place(layout, list, rest);
		return;
	}
	int share = fit(wish, SPLIT_ROWS, rest.rows,
		MAX(wish->list_rows, 1) + (layout->boxed ? 2 : 1));
	place(layout, list, take_top(&rest, share, layout->boxed));
	article_and_links(wish, layout, rest);
}

void
layout_make(const LayoutWish *wish, Layout *layout)
{
	*layout = (Layout){ .layout = kind_of(wish) };
	int bar = wish->bar && wish->rows > 3 ? 1 : 0;
	int title = wish->rows > 2 ? 1 : 0;
	layout->title = (GridRect){ 0, 0, title, wish->cols };
	layout->bar = (GridRect){ wish->rows - bar, 0, bar, wish->cols };
	layout->body =
		(GridRect){ title, 0, wish->rows - bar - title, wish->cols };
	layout->boxed = layout->layout != LAYOUT_SINGLE && !wish->linear &&
		layout->body.rows >= 8;
	GridRect rest = layout->body;
	if (layout->layout == LAYOUT_SINGLE)
		place(layout, wish->focus, rest);
	else if (layout->layout == LAYOUT_COLUMNS)
		columns(wish, layout, rest);
	else
		rows(wish, layout, rest);
}

static bool
shown(const Layout *layout, PaneId pane)
{
	return layout->frame[pane].rows > 0;
}

int
layout_split_of(const Layout *layout, PaneId pane, int *sign)
{
	*sign = pane == PANE_ARTICLE ? -1 : 1;
	if (layout->layout == LAYOUT_SINGLE)
		return -1;
	if (pane == PANE_LINKS ||
		(pane == PANE_ARTICLE && layout->layout == LAYOUT_ROWS &&
			!shown(layout, PANE_ARTICLES) &&
			!shown(layout, PANE_FEEDS)))
		return shown(layout, PANE_ARTICLE) ? SPLIT_LINKS : -1;
	if (layout->layout == LAYOUT_ROWS)
		return shown(layout, PANE_ARTICLE) ? SPLIT_ROWS : -1;
	if (pane == PANE_FEEDS && shown(layout, PANE_ARTICLES))
		return SPLIT_FEEDS;
	return shown(layout, PANE_ARTICLE) || shown(layout, PANE_LINKS)
		? SPLIT_LIST
		: -1;
}

static PaneId
list_pane(const Layout *layout)
{
	return shown(layout, PANE_ARTICLES) ? PANE_ARTICLES : PANE_FEEDS;
}

int
layout_share(const Layout *layout, SplitId split)
{
	const GridRect *side = &layout->frame[split == SPLIT_FEEDS
			? PANE_FEEDS
			: list_pane(layout)];
	const GridRect *below = &layout->frame[split == SPLIT_LINKS
			? PANE_LINKS
			: PANE_ARTICLE];
	return layout_percent(
		layout, split, below->row, side->col + side->cols - 1);
}

int
layout_split_at(const Layout *layout, int row, int col)
{
	if (layout->layout == LAYOUT_SINGLE)
		return -1;
	const GridRect *links = &layout->frame[PANE_LINKS];
	if (shown(layout, PANE_LINKS) && shown(layout, PANE_ARTICLE) &&
		row == links->row && col > links->col &&
		col < links->col + links->cols)
		return SPLIT_LINKS;
	const GridRect *list = &layout->frame[list_pane(layout)];
	if (layout->layout == LAYOUT_ROWS)
		return shown(layout, PANE_ARTICLE) &&
				row == layout->frame[PANE_ARTICLE].row
			? SPLIT_ROWS
			: -1;
	if (row < list->row || row >= list->row + list->rows)
		return -1;
	if (col == list->col + list->cols - 1)
		return shown(layout, PANE_ARTICLE) || shown(layout, PANE_LINKS)
			? SPLIT_LIST
			: -1;
	return shown(layout, PANE_FEEDS) && col > 0 && col == list->col
		? SPLIT_FEEDS
		: -1;
}

static int
percent(int part_size, int whole)
{
	return CLAMP((part_size * 100 + whole / 2) / MAX(whole, 1), 5, 95);
}

int
layout_percent(const Layout *layout, SplitId split, int row, int col)
{
	const GridRect *list = &layout->frame[list_pane(layout)];
	const GridRect *links = &layout->frame[PANE_LINKS];
	const GridRect *article = &layout->frame[PANE_ARTICLE];
	switch (split) {
	case SPLIT_FEEDS:
		return percent(col + 1, layout->body.cols);
	case SPLIT_LIST:
		return percent(
			col - list->col + 1, layout->body.cols - list->col);
	case SPLIT_ROWS:
		return percent(row - layout->body.row + 1, layout->body.rows);
	default:
		return percent(links->row + links->rows - row,
			links->row + links->rows - article->row);
	}
}

int
layout_pane_at(const Layout *layout, int row, int col)
{
	for (PaneId i = 0; i < N_PANES; i++) {
		const GridRect *r = &layout->text[i];
		if (row >= r->row && row < r->row + r->rows && col >= r->col &&
			col < r->col + r->cols)
			return (int)i;
	}
	return -1;
}
