/* SPDX-License-Identifier: MIT
 *
 * Letters on the links that are in sight; the letters typed open or copy one.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "ui/article.h"

GPtrArray *
hints_labels(const char *letters, guint count)
{
	g_autofree gunichar *set = g_utf8_to_ucs4_fast(letters, -1, NULL);
	guint base = (guint)g_utf8_strlen(letters, -1);
	GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
	if (base < 2)
		return labels;
	guint length = 1;
	for (guint64 room = base; room < count; room *= base)
		length++;
	for (guint i = 0; i < count; i++) {
		g_autoptr(GString) label = g_string_new(NULL);
		guint rest = i;
		for (guint k = 0; k < length; k++) {
			g_string_prepend_unichar(label, set[rest % base]);
			rest /= base;
		}
		g_ptr_array_add(
			labels, g_string_free(g_steal_pointer(&label), FALSE));
	}
	return labels;
}

static bool
seen_before(const GArray *numbers, int number)
{
	for (guint i = 0; i < numbers->len; i++)
		if (g_array_index(numbers, int, i) == number)
			return true;
	return false;
}

static void
collect_text(Ui *ui, GArray *numbers)
{
	guint32 first, end;
	article_lines_shown(ui, &first, &end);
	for (guint32 i = first; ui->article.page && i < end; i++) {
		const PageLine *line = page_line(ui->article.page, i);
		for (guint32 s = 0; s < line->n_spans; s++) {
			int number = line->spans[s].link;
			if (number && !seen_before(numbers, number))
				g_array_append_val(numbers, number);
		}
	}
}

static void
collect_rows(Ui *ui, GArray *numbers)
{
	const List *list = &ui->links.list;
	for (int i = list->top; i < list->top + list->height; i++) {
		if (i >= (int)ui->links.rows->len)
			return;
		const LinksRow *row = ui->links.rows->pdata[i];
		if (row->number)
			g_array_append_val(numbers, row->number);
	}
}

void
hints_open(Ui *ui, bool copy)
{
	Hints *h = &ui->hints;
	hints_close(ui);
	h->numbers = g_array_new(FALSE, FALSE, sizeof(int));
	if (ui->article.doc && ui->focus == PANE_LINKS)
		collect_rows(ui, h->numbers);
	else if (ui->article.doc && ui->layout.text[PANE_ARTICLE].rows > 0)
		collect_text(ui, h->numbers);
	if (!h->numbers->len) {
		ui_say(ui, _("No link is in sight."));
		hints_close(ui);
		return;
	}
	const char *letters = conf_string(ui->conf, OPT_HINT_LETTERS);
	h->labels = hints_labels(letters, h->numbers->len);
	if (!h->labels->len) {
		g_ptr_array_unref(h->labels);
		h->labels = hints_labels("asdfghjkl", h->numbers->len);
	}
	h->typed = g_string_new(NULL);
	h->copy = copy;
	h->on = true;
	ui_say(ui,
		copy ? _("Type the letters of a link to copy it.")
		     : _("Type the letters of a link to open it."));
}

void
hints_close(Ui *ui)
{
	Hints *h = &ui->hints;
	g_clear_pointer(&h->labels, g_ptr_array_unref);
	g_clear_pointer(&h->numbers, g_array_unref);
	if (h->typed)
		g_string_free(h->typed, TRUE);
	*h = (Hints){ 0 };
	ui->dirty = true;
}

static void
choose(Ui *ui, guint i)
{
	int number = g_array_index(ui->hints.numbers, int, i);
	CommandId id = ui->hints.copy ? CMD_COPY : CMD_OPEN_BROWSER;
	hints_close(ui);
	ui_run_command(ui, &(Command){ .id = id, .count = number });
}

void
hints_key(Ui *ui, Key key)
{
	Hints *h = &ui->hints;
	if (key == K_BACKSPACE && h->typed->len) {
		g_string_truncate(h->typed, h->typed->len - 1);
		return;
	}
	if (key >= KEYS_NAMED || !g_unichar_isgraph(key)) {
		hints_close(ui);
		return;
	}
	g_string_append_unichar(h->typed, key);
	bool begins = false;
	for (guint i = 0; i < h->labels->len; i++) {
		const char *label = h->labels->pdata[i];
		if (strcmp(label, h->typed->str) == 0) {
			choose(ui, i);
			return;
		}
		begins = begins || g_str_has_prefix(label, h->typed->str);
	}
	if (!begins) {
		hints_close(ui);
		ui_say(ui, _("No link has these letters."));
	}
}

static bool
row_place(const Ui *ui, int number, int *row, int *col)
{
	const List *list = &ui->links.list;
	GridRect rect = ui->layout.text[PANE_LINKS];
	for (int i = 0; i < rect.rows; i++) {
		int at = list->top + i;
		if (at >= (int)ui->links.rows->len)
			return false;
		if (((LinksRow *)ui->links.rows->pdata[at])->number != number)
			continue;
		*row = rect.row + i;
		*col = rect.col;
		return true;
	}
	return false;
}

void
hints_paint(Ui *ui, Grid *grid)
{
	const Hints *h = &ui->hints;
	GridRect body = ui->layout.body;
	for (guint i = 0; i < h->labels->len; i++) {
		int row, col, number = g_array_index(h->numbers, int, i);
		const char *label = h->labels->pdata[i];
		bool seen = ui->focus == PANE_LINKS
			? row_place(ui, number, &row, &col)
			: article_link_place(ui, number, &row, &col);
		if (!seen || !g_str_has_prefix(label, h->typed->str))
			continue;
		grid_text(grid, body, row, col, label, -1, PEN(ROLE_HINT));
	}
}
