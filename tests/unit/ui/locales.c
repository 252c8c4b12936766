/* SPDX-License-Identifier: MIT
 *
 * Dates and plurals in real locales, which are made here: the system need not
 * have them.  Skipped where there is nothing to make them from.
 */
#include <config.h>

#include "base/i18n.h"

#include <glib.h>
#include <jansson.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue.h"
#include "fixture.h"
#include "ui/ui.h"

enum { ROWS = 12, COLS = 80 };

typedef struct {
	const char *locale, *language;
	const char *day;  /* 30 August, in a list */
	const char *date; /* the whole of it, above the article */
	const char *one, *two; /* new articles */
} Place;

static const Place places[] = {
	{ "de_DE", "de", "30. Aug", "30. Aug 2025", "1 neuer Artikel.",
		"2 neue Artikel." },
	{ "fr_FR", "fr", "30/08", "30 août 2025", "1 nouvel article.",
		"2 nouveaux articles." },
	{ "ja_JP", "ja", "08/30", "2025/08/30", "新着記事 1 件。",
		"新着記事 2 件。" },
	/* No catalogue: English, but the months are those of the place. */
	{ "pl_PL", "en", "30 sie", "30 sie 2025", "1 new article.",
		"2 new articles." },
};

static bool
make_locale(const char *name)
{
	g_autofree char *file = g_strconcat(name, ".UTF-8", NULL);
	g_autofree char *out = g_build_filename(catalogue_folder(), file, NULL);
	char *argv[] = { (char *)(gsize)"localedef", (char *)(gsize)"-i",
		(char *)(gsize)name, (char *)(gsize)"-f",
		(char *)(gsize)"UTF-8", out, NULL };
	/* It complains about small things, and still makes the locale. */
	g_spawn_sync(NULL, argv, NULL,
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL |
			G_SPAWN_STDOUT_TO_DEV_NULL,
		NULL, NULL, NULL, NULL, NULL, NULL);
	return setlocale(LC_ALL, file) != NULL;
}

static void
see(Ui *ui, Grid *grid, const char *text)
{
	ui_paint(ui, grid);
	g_autofree char *dump = grid_dump(grid, false);
	if (!strstr(dump, text)) {
		g_test_message("“%s” is not in\n%s", text, dump);
		g_test_fail();
	}
}

static void
refresh(Ui *ui, int fresh)
{
	json_t *done = json_pack(
		"{s:s,s:i,s:i}", "event", "done", "new", fresh, "failed", 0);
	ui_key(ui, 'r');
	ui_worker_event(ui, done);
	ui_worker_ended(ui, false, NULL);
	json_decref(done);
}

static void
look_around(const Place *place)
{
	Store *store = fixture_open(false);
	Conf *conf = conf_new();
	State *state = state_load(NULL);
	Grid *grid = grid_new(ROWS, COLS);
	Ui *ui = ui_new(store, conf, state);
	ui_resize(ui, ROWS, COLS);
	see(ui, grid, place->day);
	refresh(ui, 1);
	see(ui, grid, place->one);
	refresh(ui, 2);
	see(ui, grid, place->two);
	ui_key(ui, 'j');
	ui_key(ui, '\r');
	see(ui, grid, place->date);
	ui_free(ui);
	grid_free(grid);
	state_free(state);
	conf_free(conf);
	fixture_close(store);
}

static void
test_place(gconstpointer data)
{
	const Place *place = data;
	bool english = strcmp(place->language, "en") == 0;
	if (!make_locale(place->locale)) {
		g_test_skip("no localedef here, or nothing to make it from");
		return;
	}
	if (!english && !catalogue_compile(place->language)) {
		g_test_skip("no translations here");
		return;
	}
	catalogue_speak(place->language);
	look_around(place);
}

int
main(int argc, char **argv)
{
	catalogue_open();
	g_setenv("TZ", "UTC", TRUE);
	g_setenv("HOME", "/home/reader", TRUE);
	g_setenv("LOCPATH", catalogue_folder(), TRUE);
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *path =
			g_strconcat("/locales/", places[i].locale, NULL);
		g_test_add_data_func(path, &places[i], test_place);
	}
	int result = g_test_run();
	catalogue_close();
	return result;
}
