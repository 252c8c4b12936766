/* SPDX-License-Identifier: MIT
 *
 * The interface at 80 columns in each language of po/LINGUAS: what fits in
 * English must fit in all of them.  A word that was cut ends with "…" right
 * behind a letter, so no message may.
 */
#include <config.h>

#include "base/i18n.h"

#include <locale.h>
#include <string.h>

#include "../../lib/golden.h"
#include "catalogue.h"
#include "fixture.h"
#include "ui/ui.h"

enum { ROWS = 24, COLS = 80 };

/* Keys, a screen after each line; ":" before a line types it as a command,
 * "@" is the first start. */
static const char *const steps[] = {
	"k",
	"U",
	"^R",
	"B",
	"Enter",
	"u",
	"]",
	"h h h",
	":rename",
	"Esc",
	":move",
	"Esc",
	":unsubscribe",
	"n",
	"C",
	"n",
	"l /",
	"Esc",
	"&",
	"( r Enter",
	"Esc",
	"a",
	"Esc",
	"S",
	"Esc",
	"t",
	"Enter",
	"Esc",
	"v v",
	";",
	"Esc",
	"Esc",
	"I",
	"q",
	"!",
	"q",
	"M",
	"q",
	"#",
	"Esc",
	"s",
	"Esc",
	"|",
	"Esc",
	"x",
	"m",
	"PgDn",
	"PgDn",
	"Esc",
	"h m",
	"PgDn",
	"PgDn",
	"Esc",
	"Enter Enter m",
	"PgDn",
	"PgDn",
	"Esc",
	"n",
	"d D F",
	"i",
	"Esc",
	"?",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
	"q",
	":help options",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
	"q",
	"@",
	"Esc",
	"PgDn",
	"PgDn",
	"PgDn",
	"PgDn",
};

typedef struct {
	Ui *ui;
	Grid *grid;
	Conf *conf;
	State *state;
	Store *store;
} Screen;

static void
screen_open(Screen *s)
{
	s->store = fixture_open(false);
	s->conf = conf_new();
	s->state = state_load(NULL);
	s->grid = grid_new(ROWS, COLS);
	s->ui = ui_new(s->store, s->conf, s->state);
	ui_resize(s->ui, ROWS, COLS);
}

static void
screen_close(Screen *s)
{
	ui_free(s->ui);
	grid_free(s->grid);
	state_free(s->state);
	conf_free(s->conf);
	fixture_close(s->store);
}

static void
press(Screen *s, const char *words)
{
	g_auto(GStrv) keys = g_strsplit(words, " ", -1);
	for (char **k = keys; *k; k++) {
		ui_key(s->ui, key_parse(*k));
		ui_paint(s->ui, s->grid);
	}
}

static void
take_step(Screen *s, const char *step)
{
	UiEffect e;
	if (*step == '@') {
		ui_welcome(s->ui);
	} else if (*step == ':') {
		for (const char *p = step; *p; p++)
			ui_key(s->ui, (Key)*p);
		press(s, "Enter");
	} else {
		press(s, step);
	}
	while (ui_next_effect(s->ui, &e))
		ui_effect_clear(&e);
	ui_paint(s->ui, s->grid);
}

static const GridCell *
cell(const Grid *grid, int row, int col)
{
	return &grid->cells[row * grid->cols + col];
}

static bool
is_cut(const Grid *grid, int row, int col)
{
	if (col < 2 || strcmp(cell(grid, row, col)->text, "…") != 0)
		return false;
	const GridCell *before = cell(grid, row, col - 1);
	if (before->width == 0)
		before = cell(grid, row, col - 2);
	return *before->text && strcmp(before->text, " ") != 0;
}

static int
cuts(const Grid *grid)
{
	int n = 0;
	for (int row = 0; row < grid->rows; row++)
		for (int col = 0; col < grid->cols; col++)
			n += is_cut(grid, row, col);
	return n;
}

/* The number of cut words on each screen. */
static GArray *
run(const char *language, const GArray *most)
{
	Screen s;
	GArray *counts = g_array_new(FALSE, FALSE, sizeof(int));
	screen_open(&s);
	for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
		take_step(&s, steps[i]);
		int n = cuts(s.grid);
		g_array_append_val(counts, n);
		if (most && n > g_array_index(most, int, i)) {
			g_autofree char *dump = grid_dump(s.grid, false);
			g_test_message("%s, after “%s”, cuts a word:\n%s",
				language, steps[i], dump);
			g_test_fail();
		}
	}
	screen_close(&s);
	return counts;
}

#ifdef ENABLE_NLS

static void
test_language(gconstpointer data)
{
	const char *language = data;
	catalogue_speak("en");
	g_autoptr(GArray) english = run("en", NULL);
	if (!catalogue_compile(language)) {
		g_test_skip("no msgfmt here");
		return;
	}
	catalogue_speak(language);
	if (!*gettext("") || !strstr(gettext(""), "charset=UTF-8"))
		g_test_skip("no locale here that could be translated");
	else
		g_array_unref(run(language, english));
}

static char **
languages(void)
{
	g_autofree char *path =
		g_build_filename(golden_top_srcdir(), "po", "LINGUAS", NULL);
	g_autofree char *text = NULL;
	if (!g_file_get_contents(path, &text, NULL, NULL))
		return NULL;
	GStrvBuilder *all = g_strv_builder_new();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line; line++) {
		*strchrnul(*line, '#') = '\0';
		g_auto(GStrv) words = g_strsplit_set(*line, " \t", -1);
		for (char **w = words; *w; w++)
			if (**w)
				g_strv_builder_add(all, *w);
	}
	char **list = g_strv_builder_end(all);
	g_strv_builder_unref(all);
	return list;
}

#endif

static void
test_english(void)
{
	g_array_unref(run("en", NULL));
}

int
main(int argc, char **argv)
{
	/* Any locale but C, whose messages are never translated. */
	static const char *const locales[] = { "C.UTF-8", "C.utf8",
		"en_US.UTF-8", "en_GB.UTF-8", "de_DE.UTF-8" };
	g_setenv("TZ", "UTC", TRUE);
	g_setenv("HOME", "/home/reader", TRUE);
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(locales); i++)
		if (setlocale(LC_ALL, locales[i]))
			break;
	g_test_add_func("/languages/en", test_english);
#ifdef ENABLE_NLS
	catalogue_open();
	g_auto(GStrv) all = languages();
	for (char **l = all; l && *l; l++) {
		g_autofree char *path = g_strconcat("/languages/", *l, NULL);
		g_test_add_data_func(path, *l, test_language);
	}
#endif
	int result = g_test_run();
#ifdef ENABLE_NLS
	catalogue_close();
#endif
	return result;
}
