/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "term/term_i.h"

/* Fewer rows than this are sent again as cheaply. */
#define LEAST 3

typedef struct {
	const guint32 *before, *after;
	int rows;
} Rows;

static bool
moved(const Rows *r, int row, int by)
{
	return row >= 0 && row < r->rows && row + by >= 0 &&
		row + by < r->rows && r->after[row] == r->before[row + by];
}

static bool
changed(const Rows *r, int row)
{
	return r->after[row] != r->before[row];
}

/* How far most of the changed rows went, 0 if not enough did. */
static int
most_frequent(const Rows *r)
{
	g_autofree int *votes = g_new0(int, 2 * r->rows + 1);
	int best = r->rows;
	for (int row = 0; row < r->rows; row++)
		for (int from = 0; changed(r, row) && from < r->rows; from++)
			if (r->after[row] == r->before[from])
				votes[r->rows + from - row]++;
	for (int i = 0; i < 2 * r->rows; i++)
		if (votes[i] > votes[best])
			best = i;
	return votes[best] >= LEAST ? best - r->rows : 0;
}

/* What scrolling the rows FIRST to LAST of the new screen saves: changed rows
 * that need not be sent, without rows that stood and are lost. */
static int
gain(const Rows *r, int first, int last, int by)
{
	int saved = 0;
	for (int row = first; row <= last; row++)
		saved += changed(r, row) ? 1 : 0;
	int lost_from = by > 0 ? last + 1 : first + by;
	for (int row = lost_from; row < lost_from + ABS(by); row++)
		saved -= changed(r, row) ? 0 : 1;
	return saved;
}

bool
scroll_find(
	const guint32 *before, const guint32 *after, int rows, Scroll *scroll)
{
	Rows r = { before, after, rows };
	int by = most_frequent(&r), best = LEAST - 1;
	for (int first = 0, last; by && first < rows; first = last + 1) {
		for (last = first; moved(&r, last, by);)
			last++;
		int saved = last > first ? gain(&r, first, last - 1, by) : 0;
		if (saved <= best)
			continue;
		best = saved;
		*scroll = (Scroll){ .first = MIN(first, first + by),
			.last = MAX(last - 1, last - 1 + by),
			.by = by };
	}
	return best >= LEAST;
}
