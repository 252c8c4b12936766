/* SPDX-License-Identifier: MIT
 *
 * What was done, to be undone and done again: marks of articles (the store
 * has their journal), changes of the subscriptions (the program has their
 * steps), saved searches.
 */
#include <config.h>

#include "ui/state.h"

#include "base/i18n.h"

enum { MOST_DEEDS = 200 };

static void
deed_free(gpointer data)
{
	Deed *deed = data;
	store_step_clear(&deed->step);
	g_free(deed->name);
	g_free(deed->before);
	g_free(deed->after);
	g_free(deed->undone);
	g_free(deed->redone);
	g_free(deed);
}

static void
push(GPtrArray **deeds, Deed *deed)
{
	if (!*deeds)
		*deeds = g_ptr_array_new_with_free_func(deed_free);
	if ((*deeds)->len >= MOST_DEEDS)
		g_ptr_array_remove_index(*deeds, 0);
	g_ptr_array_add(*deeds, deed);
}

static Deed *
pop(GPtrArray *deeds)
{
	return deeds && deeds->len
		? g_ptr_array_steal_index(deeds, deeds->len - 1)
		: NULL;
}

static Deed *
last(const GPtrArray *deeds)
{
	return deeds && deeds->len ? deeds->pdata[deeds->len - 1] : NULL;
}

void
undo_free(Ui *ui)
{
	g_clear_pointer(&ui->done, g_ptr_array_unref);
	g_clear_pointer(&ui->undone, g_ptr_array_unref);
}

/* After something new nothing is done again. */
static Deed *
note(Ui *ui, DeedKind kind)
{
	Deed *deed = g_new0(Deed, 1);
	deed->kind = kind;
	push(&ui->done, deed);
	if (ui->undone)
		g_ptr_array_set_size(ui->undone, 0);
	return deed;
}

void
undo_note(Ui *ui, StoreAct act, const char *label, const gint64 *ids, gsize n)
{
	StoreStep *step = &note(ui, DEED_MARK)->step;
	step->act = act;
	step->label = g_strdup(label);
	step->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	if (n)
		g_array_append_vals(step->ids, ids, (guint)n);
}

static void
word_several(Deed *deed)
{
	g_free(deed->undone);
	g_free(deed->redone);
	deed->undone = g_strdup_printf(
		ngettext("Undone: %d subscription taken out again.",
			"Undone: %d subscriptions taken out again.",
			(gulong)deed->added),
		deed->added);
	deed->redone = g_strdup_printf(
		ngettext("%d subscription added.", "%d subscriptions added.",
			(gulong)deed->added),
		deed->added);
}

int
undo_note_subscribed(Ui *ui, char *undone, char *redone, bool joined, int n)
{
	Deed *deed = last(ui->done);
	if (!joined || !deed || deed->kind != DEED_SUBSCRIPTIONS)
		deed = note(ui, DEED_SUBSCRIPTIONS);
	g_free(deed->undone);
	g_free(deed->redone);
	deed->undone = undone;
	deed->redone = redone;
	deed->added += n;
	if (deed->added > 1)
		word_several(deed);
	return deed->added;
}

char *
undo_search_words(const char *name, const char *query)
{
	return g_strdup_printf(query ? _("“%s” is saved in the feed list")
				     : _("“%s” is taken out of the feed list"),
		name);
}

void
undo_note_search(
	Ui *ui, const char *name, const char *before, const char *after)
{
	Deed *deed = note(ui, DEED_SEARCH);
	deed->name = g_strdup(name);
	deed->before = g_strdup(before);
	deed->after = g_strdup(after);
	deed->undone = undo_search_words(name, before);
	deed->redone = undo_search_words(name, after);
}

static void
save_search(Ui *ui, const char *name, const char *query)
{
	UiEffect *effect = ui_effect(ui, UI_SAVE_SEARCH);
	effect->path = g_strdup(name);
	effect->text = g_strdup(query);
	effect->value = 1;
}

/* The store may know of steps that were done before this start. */
static bool
undo_mark(Ui *ui)
{
	GError *error = NULL;
	StoreStep step = { 0 };
	g_autofree char *words = store_undo(ui->store, &step, &error);
	if (error)
		ui_fail(ui, error);
	else if (!words)
		ui_say(ui, _("There is nothing to undo."));
	if (!words)
		return false;
	Deed *deed = pop(ui->done);
	if (!deed)
		deed = g_new0(Deed, 1);
	store_step_clear(&deed->step);
	deed->step = step;
	push(&ui->undone, deed);
	ui_say(ui, _("Undone: %s"), words);
	return true;
}

static bool
undo_one(Ui *ui)
{
	Deed *deed = last(ui->done);
	if (!deed || deed->kind == DEED_MARK)
		return undo_mark(ui);
	push(&ui->undone, pop(ui->done));
	if (deed->kind == DEED_SEARCH) {
		save_search(ui, deed->name, deed->before);
		ui_say(ui, _("Undone: %s"), deed->undone);
	} else {
		ui_effect(ui, UI_UNDO_SUBSCRIPTIONS)->text =
			g_strdup(deed->undone);
	}
	return true;
}

void
do_undo(Ui *ui, const Command *c)
{
	for (int i = 0; i < CLAMP(c->count, 1, 1000); i++)
		if (!undo_one(ui))
			break;
	feeds_reload(ui);
	articles_reload(ui);
}

/* The new step takes the place of the deed, and what was undone before it can
 * still be done again. */
static void
redo_mark(Ui *ui, Deed *deed)
{
	const StoreStep *step = &deed->step;
	const gint64 *ids = (const gint64 *)(gpointer)step->ids->data;
	GPtrArray *rest = g_steal_pointer(&ui->undone);
	int n = marks_act(ui, step->act, step->label, ids, step->ids->len);
	ui->undone = rest;
	g_autofree char *words = n < 0
		? NULL
		: store_act_words(ui->store, step->act, step->label, ids,
			  step->ids->len);
	if (words)
		ui_say(ui, _("Done again: %s"), words);
	deed_free(deed);
}

static bool
redo_one(Ui *ui)
{
	Deed *deed = pop(ui->undone);
	if (!deed) {
		ui_say(ui, _("There is nothing to do again."));
		return false;
	}
	if (deed->kind == DEED_MARK) {
		redo_mark(ui, deed);
		return true;
	}
	push(&ui->done, deed);
	if (deed->kind == DEED_SEARCH) {
		save_search(ui, deed->name, deed->after);
		ui_say(ui, _("Done again: %s"), deed->redone);
	} else {
		ui_effect(ui, UI_REDO_SUBSCRIPTIONS)->text =
			g_strdup_printf(_("Done again: %s"), deed->redone);
	}
	return true;
}

void
do_redo(Ui *ui, const Command *c)
{
	for (int i = 0; i < CLAMP(c->count, 1, 1000); i++)
		if (!redo_one(ui))
			break;
}
