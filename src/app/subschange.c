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
subscribe(Subs *subs, const UiEffect *e, GError **error)
{
	if (!subs_add(
		    subs, e->url, e->text, (const char *const *)e->argv, error))
		return false;
	if (e->words)
		subs_set_words(subs, e->url, e->words);
	return true;
}

typedef struct {
	const UiEffect *effects;
	guint n;
	const UiEffect *last; /* that was added */
	int added;
} Wanted;

/* In a list, what is subscribed already is passed over; it is an error if that
 * is all. */
static bool
change_subscribe(Subs *subs, gpointer data, GError **error)
{
	Wanted *w = data;
	for (guint i = 0; i < w->n; i++) {
		g_autoptr(GError) problem = NULL;
		if (subscribe(subs, &w->effects[i], &problem)) {
			w->last = &w->effects[i];
			w->added++;
		} else if (problem && !w->added && i + 1 == w->n) {
			g_propagate_error(error, g_steal_pointer(&problem));
		}
	}
	return w->added > 0;
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

static bool
change(Reader *r, SubscriptionsChange how, gpointer data, bool joined)
{
	g_autoptr(GError) error = NULL;
	SubscriptionsStep *step = NULL;
	bool ok = subscriptions_change(
		r->cli, r->store, how, data, &step, &error);
	if (ok)
		keep_step(r, step, joined);
	else
		ui_message(r->ui, true, error->message);
	ui_store_changed(r->ui);
	return ok;
}

void
subschange_do(Reader *r, const UiEffect *e)
{
	static const SubscriptionsChange changes[] = {
		[UI_UNSUBSCRIBE] = change_unsubscribe,
		[UI_SET_TITLE] = change_title,
		[UI_SET_GROUPS] = change_groups
	};
	if (change(r, changes[e->type], (gpointer)(gsize)e, e->value))
		ui_subscribed(r->ui, e, 1);
}

void
subschange_subscribe(Reader *r, const UiEffect *effects, guint n)
{
	Wanted wanted = { .effects = effects, .n = n };
	if (!change(r, change_subscribe, &wanted, effects->value))
		return;
	UiEffect told = *wanted.last;
	told.value = effects->value;
	ui_subscribed(r->ui, &told, wanted.added);
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
