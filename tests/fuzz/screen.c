/* SPDX-License-Identifier: MIT
 *
 * Keys, sizes, mouse, pasted text and what a worker says, in any order, on a
 * small store: the interface neither crashes nor asks for a wrong cell.
 */
#include <locale.h>
#include <string.h>

#include "../unit/ui/fixture.h"
#include "term/term.h"
#include "ui/ui.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize len);

static Store *store;

static const Key special[] = { K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END,
	K_PGUP, K_PGDN, K_DELETE, K_BACKSPACE, K_BACKTAB, K_F1, 27, 13, 9,
	KEY_ALT | 'b', 0x65e5, 0x301 };

static const char *const events[] = {
	"{\"event\":\"started\",\"feeds\":3}",
	"{\"event\":\"feed\",\"id\":1,\"n\":9,\"of\":3,\"status\":\"failed\","
	"\"new\":1}",
	"{\"event\":\"feed\",\"of\":0,\"n\":-5}",
	"{\"event\":\"found\",\"url\":\"https://a.example/\"}",
	"{\"event\":\"found\"}",
	"{\"event\":\"page\",\"url\":\"https://a.example/\",\"type\":"
	"\"text/html\",\"body\":\"<p>x <a href=y>z</a>\"}",
	"{\"event\":\"article\",\"id\":1}",
	"{\"event\":\"outline\",\"url\":\"https://o.example/\",\"groups\":[1]}",
	"{\"event\":\"done\",\"new\":1,\"failed\":1}",
	"[]",
};

static void
send_event(Ui *ui, guint8 which)
{
	json_t *event =
		json_loads(events[which % G_N_ELEMENTS(events)], 0, NULL);
	ui_worker_event(ui, event);
	json_decref(event);
}

static void
one(Ui *ui, guint8 kind, guint8 a, guint8 b)
{
	switch (kind) {
	case 0xff:
		ui_resize(ui, a, b);
		break;
	case 0xfe:
		ui_mouse(ui, a, b, a % (MOUSE_WHEEL_DOWN + 1));
		break;
	case 0xfd:
		ui_paste(ui, a & 1 ? "is:unread" : "日本 語\nx");
		break;
	case 0xfc:
		send_event(ui, a);
		break;
	case 0xfb:
		ui_worker_ended(ui, a & 1, b & 1 ? "words" : NULL);
		break;
	case 0xfa:
		ui_store_changed(ui);
		break;
	case 0xf9:
		ui_tick(ui);
		ui_count(ui);
		break;
	default:
		ui_key(ui,
			kind >= 0x80 ? special[kind % G_N_ELEMENTS(special)]
				     : kind);
	}
}

static void
drain(Ui *ui)
{
	UiEffect effect;
	while (ui_next_effect(ui, &effect))
		ui_effect_clear(&effect);
}

static void
finish(void)
{
	fixture_close(store);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize len)
{
	if (!store) {
		setlocale(LC_ALL, "C.UTF-8");
		store = fixture_open(false);
		atexit(finish);
	}
	Conf *conf = conf_new();
	State *state = state_load(NULL);
	Ui *ui = ui_new(store, conf, state);
	Grid *grid = grid_new(24, 80);
	ui_resize(ui, 24, 80);
	for (gsize i = 0; i < MIN(len, 2000); i++) {
		bool pair = data[i] >= 0xf9 && i + 2 < len;
		one(ui, data[i], pair ? data[i + 1] : 0,
			pair ? data[i + 2] : 0);
		i += pair ? 2 : 0;
		ui_paint(ui, grid);
		drain(ui);
	}
	grid_free(grid);
	ui_free(ui);
	state_free(state);
	conf_free(conf);
	return 0;
}
