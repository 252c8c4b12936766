/* SPDX-License-Identifier: MIT
 *
 * The interface over 100,000 articles: the start, and each key with the
 * painting that follows it; medians and 99th percentiles.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/ui/fixture.h"
#include "base/clock.h"
#include "ui/ui.h"

static int
by_size(const void *a, const void *b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
	return x < y ? -1 : x > y;
}

static void
measure(Ui *ui, Grid *grid, const char *name, Key key, int times)
{
	g_autofree gint64 *took = g_new(gint64, times);
	UiEffect effect;
	for (int i = 0; i < times; i++) {
		gint64 start = clock_ticks();
		ui_key(ui, key);
		ui_paint(ui, grid);
		took[i] = clock_ticks() - start;
		while (ui_next_effect(ui, &effect))
			ui_effect_clear(&effect);
	}
	qsort(took, (gsize)times, sizeof *took, by_size);
	printf("%-14s median %6.3f ms   99%% %6.3f ms\n", name,
		(double)took[times / 2] / 1000,
		(double)took[times * 99 / 100] / 1000);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	int n = argc > 1 ? atoi(argv[1]) : 100000;
	Store *store = fixture_open(true);
	fixture_fill(store, n);
	int left = 1;
	while (left > 0 && store_index_pending(store, 5000, &left, NULL))
		;
	store_tidy(store, 0, 0, NULL, NULL);
	Conf *conf = conf_new();
	State *state = state_load(NULL);
	Grid *grid = grid_new(50, 200);
	gint64 start = clock_ticks();
	Ui *ui = ui_new(store, conf, state);
	ui_resize(ui, 50, 200);
	ui_paint(ui, grid);
	printf("%d articles: first screen %.2f ms\n", n,
		(double)(clock_ticks() - start) / 1000);
	measure(ui, grid, "down", 'j', 500);
	measure(ui, grid, "page", K_PGDN, 200);
	measure(ui, grid, "end", 'G', 20);
	measure(ui, grid, "top", 'g', 20);
	measure(ui, grid, "open and read", 'J', 100);
	measure(ui, grid, "done", 'd', 200);
	measure(ui, grid, "star", 'F', 200);
	measure(ui, grid, "next unread", 'n', 100);
	ui_key(ui, '/');
	measure(ui, grid, "search, typed", '7', 4);
	ui_free(ui);
	state_free(state);
	conf_free(conf);
	grid_free(grid);
	fixture_close(store);
	return 0;
}
