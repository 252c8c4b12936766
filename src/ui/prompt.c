/* SPDX-License-Identifier: MIT
 *
 * A line to type into at the bottom: editing, history, completion; and
 * questions that one key answers.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"

static void
forget_choices(Prompt *p)
{
	g_clear_pointer(&p->choices, g_ptr_array_unref);
	p->choice = -1;
}

void
prompt_close(Ui *ui)
{
	Prompt *p = &ui->prompt;
	forget_choices(p);
	edit_clear(&p->edit);
	g_free(p->label);
	g_free(p->typed);
	g_free(p->problem);
	*p = (Prompt){ 0 };
	ui->dirty = true;
}

Prompt *
prompt_open(Ui *ui, const char *label, const char *history, const char *text,
	PromptFn accept)
{
	Prompt *p = &ui->prompt;
	prompt_close(ui);
	edit_init(&p->edit);
	edit_set(&p->edit, text);
	p->label = g_strdup(label);
	p->history = history;
	p->accept = accept;
	p->choice = -1;
	p->on = true;
	return p;
}

void
prompt_confirm(Ui *ui, const char *question, PromptFn yes)
{
	/* L10N: what answers a question; the first letter means yes. */
	g_autofree char *label =
		g_strdup_printf("%s %s ", question, _("[y/n]"));
	prompt_open(ui, label, NULL, "", yes)->yes_no = true;
}

static bool
is_yes(Key key)
{
	/* L10N: the keys that mean yes. */
	const char *keys = _("yY");
	char text[7] = { 0 };
	if (key >= KEYS_NAMED || key == 0)
		return false;
	g_unichar_to_utf8(key, text);
	return strstr(keys, text) != NULL;
}

static void
answer(Ui *ui, Key key)
{
	PromptFn yes = ui->prompt.accept;
	prompt_close(ui);
	if (is_yes(key))
		yes(ui, "y");
	else
		ui_say(ui, _("Left as it was."));
}

void
prompt_problem(Ui *ui, const char *words, gsize at)
{
	g_free(ui->prompt.problem);
	ui->prompt.problem = g_strdup(words);
	ui->prompt.problem_at = at;
	ui->dirty = true;
}

static void
changed(Ui *ui)
{
	Prompt *p = &ui->prompt;
	g_clear_pointer(&p->problem, g_free);
	ui->dirty = true;
	if (p->change)
		p->change(ui, p->edit.text->str);
}

bool
prompt_key(Ui *ui, Key key)
{
	if (ui->prompt.yes_no) {
		answer(ui, key);
		return true;
	}
	if (key >= KEYS_NAMED || key & KEY_ALT || !g_unichar_isprint(key))
		return false;
	char text[7] = { 0 };
	g_unichar_to_utf8(key, text);
	forget_choices(&ui->prompt);
	edit_insert(&ui->prompt.edit, text);
	changed(ui);
	return true;
}

void
prompt_paste(Ui *ui, const char *text)
{
	g_autofree char *stripped = g_strstrip(g_strdup(text));
	forget_choices(&ui->prompt);
	edit_insert(&ui->prompt.edit, stripped);
	changed(ui);
}

static void
accept(Ui *ui)
{
	Prompt *p = &ui->prompt;
	g_autofree char *text = g_strdup(p->edit.text->str);
	PromptFn fn = p->accept;
	/* What is wrong with a query was said while it was typed: the prompt
	 * stays. */
	if (p->problem)
		return;
	if (p->history && *text)
		state_history_add(ui->state, p->history, text,
			conf_int(ui->conf, OPT_HISTORY));
	p->cancel = NULL;
	prompt_close(ui);
	if (fn)
		fn(ui, text);
}

static void
cancel(Ui *ui)
{
	PromptFn fn = ui->prompt.cancel;
	prompt_close(ui);
	if (fn)
		fn(ui, "");
}

static void
from_history(Ui *ui, int by)
{
	Prompt *p = &ui->prompt;
	if (!p->history)
		return;
	const char *const *lines = state_history(ui->state, p->history);
	int n = 0;
	while (lines[n])
		n++;
	int older = p->older + by;
	if (older < 0 || older > n)
		return;
	if (p->older == 0) {
		g_free(p->typed);
		p->typed = g_strdup(p->edit.text->str);
	}
	p->older = older;
	edit_set(&p->edit, older ? lines[n - older] : p->typed);
	changed(ui);
}

static void
complete(Ui *ui, int by)
{
	Prompt *p = &ui->prompt;
	if (!p->complete)
		return;
	if (!p->choices) {
		p->choices = p->complete(
			ui, p->edit.text->str, p->edit.at, &p->from);
		p->choice = by > 0 ? -1 : 0;
	}
	int n = (int)p->choices->len;
	if (!n) {
		ui_say(ui, _("Nothing completes this."));
		forget_choices(p);
		return;
	}
	p->choice = (p->choice + by + n) % n;
	edit_replace(&p->edit, p->from, p->choices->pdata[p->choice]);
	if (n == 1)
		forget_choices(p);
	changed(ui);
}

void
prompt_command(Ui *ui, CommandId command)
{
	Prompt *p = &ui->prompt;
	if (!p->on)
		return;
	switch (command) {
	case CMD_EDIT_ACCEPT:
		accept(ui);
		break;
	case CMD_EDIT_CANCEL:
		cancel(ui);
		break;
	case CMD_EDIT_COMPLETE:
		complete(ui, 1);
		break;
	case CMD_EDIT_COMPLETE_BACK:
		complete(ui, -1);
		break;
	case CMD_EDIT_OLDER:
		from_history(ui, 1);
		break;
	case CMD_EDIT_NEWER:
		from_history(ui, -1);
		break;
	default:
		if (command == CMD_EDIT_BACKSPACE && !p->edit.text->len) {
			cancel(ui);
			break;
		}
		forget_choices(p);
		edit_run(&p->edit, command);
		changed(ui);
	}
}

/* The part of the line that is shown, so that the cursor is in sight. */
static const char *
visible(const Edit *edit, int room, int *before)
{
	const char *s = edit->text->str, *cursor = s + edit->at;
	*before = width_text(s, (gssize)edit->at);
	while (*before >= room && s < cursor) {
		const char *next = width_next_cluster(s, cursor);
		*before -= width_text(s, next - s);
		s = next;
	}
	return s;
}

static void
paint_choices(const Prompt *p, Grid *grid, GridRect rect)
{
	if (!p->choices || rect.row < 1)
		return;
	GridRect above = { rect.row - 1, 0, 1, rect.cols };
	grid_fill(grid, above, PEN(ROLE_BAR));
	int col = 1, first = p->choice - p->choice % 8;
	for (int i = first; i < (int)p->choices->len && col < rect.cols; i++) {
		Pen pen = PEN(ROLE_BAR);
		if (i == p->choice)
			pen.attrs = ATTR_REVERSE;
		col = grid_text(grid, above, above.row, col,
			      p->choices->pdata[i], -1, pen) +
			2;
	}
}

void
prompt_paint(Ui *ui, Grid *grid, GridRect rect)
{
	const Prompt *p = &ui->prompt;
	grid_fill(grid, rect, PEN(ROLE_PROMPT));
	int col = grid_text(
		grid, rect, rect.row, rect.col, p->label, -1, PEN(ROLE_PROMPT));
	int before = 0, room = MAX(rect.cols - col - 1, 1);
	const char *text = visible(&p->edit, room, &before);
	int end = grid_text(
		grid, rect, rect.row, col, text, -1, PEN(ROLE_NORMAL));
	grid->cursor_row = rect.row;
	grid->cursor_col = MIN(col + before, rect.cols - 1);
	if (p->problem)
		grid_text(grid, rect, rect.row, end + 3, p->problem, -1,
			PEN(ROLE_ERROR));
	paint_choices(p, grid, rect);
}
