/* SPDX-License-Identifier: MIT
 *
 * Changes of the subscriptions that the interface asks for, and taking them
 * back.
 */
#include <config.h>

#include "app/reader_i.h"

#include "app/subscriptions.h"
#include "base/i18n.h"

enum { MOST_STEPS = 200 };

static bool
change_subscribe(Subs *subs, gpointer data, GError **error)
{
	const UiEffect *e = data;
	if (!subs_add(
		    subs, e->url, e->text, (const char *const *)e->argv, error))
		return false;
	return !e->words || subs_set_words(subs, e->url, e->words);
}

/* For the changes that fail only when the subscription is not there. */
static bool
if_there(bool done, const UiEffect *e, GError **error)
{
	if (!done)
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
			_("%s is not among the subscriptions"), e->url);
	return done;
}

static bool
change_unsubscribe(Subs *subs, gpointer data, GError **error)
{
	const UiEffect *e = data;
	return if_there(subs_remove(subs, e->url), e, error);
}

static bool
change_title(Subs *subs, gpointer data, GError **error)
{
	const UiEffect *e = data;
	return if_there(subs_set_title(subs, e->url, e->text), e, error);
}

static bool
change_groups(Subs *subs, gpointer data, GError **error)
{
	const UiEffect *e = data;
	return if_there(
		subs_set_groups(subs, e->url, (const char *const *)e->argv), e,
		error);
}

static void
step_free(gpointer data)
{
	subscriptions_step_free(data);
}

static void
push(GPtrArray **steps, SubscriptionsStep *step)
{
	if (!*steps)
		*steps = g_ptr_array_new_with_free_func(step_free);
	if ((*steps)->len >= MOST_STEPS)
		g_ptr_array_remove_index(*steps, 0);
	g_ptr_array_add(*steps, step);
}

/* What belongs to one import is one step. */
static void
keep_step(Reader *r, SubscriptionsStep *step, bool joined)
{
	SubscriptionsStep *last = r->steps && r->steps->len
		? r->steps->pdata[r->steps->len - 1]
		: NULL;
	if (r->undone)
		g_ptr_array_set_size(r->undone, 0);
	if (joined && last && g_str_equal(last->after, step->before)) {
		g_free(last->after);
		last->after = g_steal_pointer(&step->after);
		subscriptions_step_free(step);
	} else {
		push(&r->steps, step);
	}
}

void
subschange_do(Reader *r, const UiEffect *e)
{
	static const SubscriptionsChange changes[] = { [UI_SUBSCRIBE] =
							       change_subscribe,
		[UI_UNSUBSCRIBE] = change_unsubscribe,
		[UI_SET_TITLE] = change_title,
		[UI_SET_GROUPS] = change_groups };
	g_autoptr(GError) error = NULL;
	SubscriptionsStep *step = NULL;
	if (!subscriptions_change(r->cli, r->store, changes[e->type],
		    (gpointer)(gsize)e, &step, &error)) {
		ui_message(r->ui, true, error->message);
		ui_store_changed(r->ui);
		return;
	}
	keep_step(r, step, e->value);
	ui_store_changed(r->ui);
	ui_subscribed(r->ui, e);
}

/* Takes the last step of FROM back; turned round, it goes to TO, also when it
 * could not be taken: the interface has moved it as well. */
static void
take_back(Reader *r, GPtrArray *from, GPtrArray **to, const char *words)
{
	g_autoptr(GError) error = NULL;
	if (!from || !from->len)
		return;
	SubscriptionsStep *step = g_ptr_array_steal_index(from, from->len - 1);
	bool ok = subscriptions_take_back(r->cli, r->store, step, &error);
	char *before = step->before;
	step->before = step->after;
	step->after = before;
	push(to, step);
	ui_message(r->ui, !ok, ok ? words : error->message);
	ui_store_changed(r->ui);
}

void
subschange_undo(Reader *r, const UiEffect *e)
{
	take_back(r, r->steps, &r->undone, e->text);
}

void
subschange_redo(Reader *r, const UiEffect *e)
{
	take_back(r, r->undone, &r->steps, e->text);
}
