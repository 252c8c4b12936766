/* SPDX-License-Identifier: MIT
 *
 * The worker's events, and what is started when it is done.  One worker at a
 * time; what is asked for meanwhile waits.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "url/url.h"

enum { MOST_WAITING = 20 };

static void
launch(Ui *ui, char **argv)
{
	Worker *w = &ui->worker;
	w->running = true;
	w->stopped = w->unasked = false;
	w->n = w->of = w->failed = w->fresh = 0;
	w->later = 0;
	g_clear_pointer(&w->note, g_free);
	g_ptr_array_set_size(w->found, 0);
	g_strfreev(w->now);
	w->now = g_strdupv(argv);
	ui_effect(ui, UI_WORKER)->argv = argv;
	ui->dirty = true;
}

static bool
does(const Worker *w, const char *command)
{
	return w->now && g_str_equal(w->now[0], command);
}

static bool
is_same(char **command, const char *const *argv)
{
	return command && g_strv_equal((const char *const *)command, argv);
}

/* Nothing waits twice. */
static void
enqueue(Worker *w, const char *const *argv)
{
	for (guint i = 0; i < w->queue->len; i++)
		if (is_same(w->queue->pdata[i], argv))
			return;
	if (w->queue->len < MOST_WAITING)
		g_ptr_array_add(w->queue, ui_strv(argv));
}

void
worker_start(Ui *ui, const char *const *argv)
{
	Worker *w = &ui->worker;
	if (!w->running) {
		launch(ui, ui_strv(argv));
	} else if (is_same(w->now, argv)) {
		ui_say(ui, _("That is being fetched already."));
	} else {
		enqueue(w, argv);
		ui_say(ui, _("That comes next, after what is being fetched."));
	}
}

void
worker_refresh(Ui *ui)
{
	static const char *const argv[] = { "refresh", NULL };
	if (ui->worker.running)
		enqueue(&ui->worker, argv);
	else
		launch(ui, ui_strv(argv));
}

void
ui_refresh(Ui *ui)
{
	if (ui->worker.running)
		return;
	worker_refresh(ui);
	ui->worker.unasked = true;
}

void
worker_free(Ui *ui)
{
	Worker *w = &ui->worker;
	g_ptr_array_unref(w->found);
	g_ptr_array_unref(w->outlines);
	g_ptr_array_unref(w->queue);
	g_strfreev(w->now);
	g_free(w->last);
	g_free(w->note);
	g_free(w->later_words);
	g_strfreev(w->groups);
}

static void
on_started(Ui *ui, const json_t *event)
{
	ui->worker.of = (int)json_get_int(event, "feeds");
}

static void
take_later(Worker *w, const char *why)
{
	w->later++;
	g_free(w->later_words);
	/* L10N: a feed, and why it is not asked now. */
	w->later_words = g_strdup_printf(
		_("%s: %s"), w->last ? w->last : "", why ? why : "");
}

static void
on_feed(Ui *ui, const json_t *event)
{
	Worker *w = &ui->worker;
	const char *status = json_get_string(event, "status");
	w->n = (int)json_get_int(event, "n");
	w->of = (int)json_get_int(event, "of");
	w->fresh += (int)json_get_int(event, "new");
	g_free(w->last);
	w->last = g_strdup(json_get_string(event, "title"));
	if (g_strcmp0(status, "failed") == 0 || g_strcmp0(status, "gone") == 0)
		w->failed++;
	if (g_strcmp0(status, "later") == 0)
		take_later(w, json_get_string(event, "error"));
	/* Counts and rows are read again now and then, not for each of a
	 * thousand feeds. */
	if (json_get_int(event, "new") > 0)
		w->stale = true;
}

static void
on_moved(Ui *ui, const json_t *event)
{
	const char *from = json_get_string(event, "from");
	const char *to = json_get_string(event, "to");
	if (!from || !to)
		return;
	UiEffect *effect = ui_effect(ui, UI_SET_ADDRESS);
	effect->feed = json_get_int(event, "id");
	effect->text = g_strdup(to);
	ui_say(ui, _("Moved for good: %s is now %s."), from, to);
}

static void
on_found(Ui *ui, const json_t *event)
{
	if (ui->worker.found->len < 100)
		g_ptr_array_add(ui->worker.found, json_deep_copy(event));
}

static char **
strings(const json_t *array)
{
	GStrvBuilder *builder = g_strv_builder_new();
	for (gsize i = 0; i < json_array_size(array); i++) {
		const char *s = json_string_value(json_array_get(array, i));
		if (s)
			g_strv_builder_add(builder, s);
	}
	char **result = g_strv_builder_end(builder);
	g_strv_builder_unref(builder);
	return result;
}

static void
on_outline(Ui *ui, const json_t *event)
{
	if (json_get_string(event, "url"))
		g_ptr_array_add(ui->worker.outlines, json_deep_copy(event));
}

/* All that a list holds, when it has come: one change, not one for each. */
static void
subscribe_to_outlines(Ui *ui)
{
	GPtrArray *outlines = ui->worker.outlines;
	for (guint i = 0; i < outlines->len; i++) {
		const json_t *event = outlines->pdata[i];
		const char *url = json_get_string(event, "url");
		UiEffect *effect = ui_effect(ui, UI_SUBSCRIBE);
		effect->url = g_strdup(url);
		effect->text = g_strdup(json_get_string(event, "title"));
		effect->path = g_strdup(effect->text ? effect->text : url);
		effect->words = g_strdup(json_get_string(event, "words"));
		effect->argv = strings(json_object_get(event, "groups"));
		effect->value = i > 0;
	}
	g_ptr_array_set_size(outlines, 0);
}

static void
on_page(Ui *ui, const json_t *event)
{
	const char *body = json_get_string(event, "body");
	const char *url = json_get_string(event, "url");
	if (!body)
		return;
	UiText text = { .data = body,
		.len = strlen(body),
		.name = url,
		.base = url,
		.mime = json_get_string(event, "type") };
	if (ui->worker.running)
		article_read(ui, &text);
	else /* the program asked for it, not a key */
		ui_read(ui, &text);
}

/* A page that a refresh has fetched is offered as any newer text. */
static void
on_article(Ui *ui, const json_t *event)
{
	gint64 id = json_get_int(event, "id");
	if (id != ui->article.id)
		articles_update(ui, &id, 1);
	else if (does(&ui->worker, "refresh"))
		ui->article.updated = true;
	else
		article_refresh(ui, id);
}

static void
on_note(Ui *ui, const json_t *event)
{
	const char *text = json_get_string(event, "text");
	/* The worker reads the same settings and finds the same mistakes. */
	if (!text ||
		g_ptr_array_find_with_equal_func(
			ui->messages, text, g_str_equal, NULL))
		return;
	ui_say(ui, "%s", text);
	g_free(ui->worker.note);
	ui->worker.note = g_strdup(text);
}

/* "Nothing new", and whether that is because nobody was asked. */
static char *
news_words(const Worker *w, int fresh)
{
	if (fresh)
		return g_strdup_printf(
			ngettext("%d new article", "%d new articles",
				(gulong)fresh),
			fresh);
	if (w->later == 1)
		return g_strdup(w->later_words);
	if (w->later)
		return g_strdup_printf(
			ngettext("Nothing new; %d feed is to be left alone "
				 "for now",
				"Nothing new; %d feeds are to be left alone "
				"for now",
				(gulong)w->later),
			w->later);
	return g_strdup(_("Nothing new"));
}

static void
say_news(Ui *ui, int fresh, int failed)
{
	g_autofree char *news = news_words(&ui->worker, fresh);
	g_autofree char *key = keys_word(ui, CTX_GLOBAL, CMD_ERRORS);
	if (failed)
		ui_say(ui,
			ngettext("%s; %d feed failed, %s tells why.",
				"%s; %d feeds failed, %s tells why.",
				(gulong)failed),
			news, failed, key);
	else
		/* L10N: "Nothing new" or "3 new articles" as a sentence. */
		ui_say(ui, _("%s."), news);
}

static void
say_result(Ui *ui, const json_t *event)
{
	const Worker *w = &ui->worker;
	int fresh = (int)json_get_int(event, "new");
	if (fresh || !w->unasked)
		say_news(ui, fresh, (int)json_get_int(event, "failed"));
	/* A mistake in a rule says more than a number. */
	if (w->note)
		ui_say(ui, "%s", w->note);
}

static void
subscribe_to(Ui *ui, const char *url, const char *title)
{
	UiEffect *effect = ui_effect(ui, UI_SUBSCRIBE);
	effect->url = g_strdup(url);
	effect->path = g_strdup(title && *title ? title : url);
	effect->argv = g_strdupv(ui->worker.groups);
}

static void
choose_found(Ui *ui, Menu *menu, const MenuItem *item)
{
	g_autofree char *url = g_strdup(item->value);
	const json_t *event = ui->worker.found->pdata[item->number];
	g_autofree char *title = g_strdup(json_get_string(event, "title"));
	menu_close(ui);
	subscribe_to(ui, url, title);
}

static void
offer_found(Ui *ui)
{
	const GPtrArray *found = ui->worker.found;
	if (found->len == 1) {
		subscribe_to(ui, json_get_string(found->pdata[0], "url"),
			json_get_string(found->pdata[0], "title"));
		return;
	}
	Menu *menu = menu_open(ui, _("Which feed?"), choose_found);
	for (guint i = 0; i < found->len; i++) {
		const char *url = json_get_string(found->pdata[i], "url");
		const char *title = json_get_string(found->pdata[i], "title");
		const char *how = json_get_string(found->pdata[i], "how");
		g_autofree char *shown = url_hide_passwords(url);
		g_autofree char *text = g_strdup_printf("%s  %s  (%s)",
			title ? title : "", shown, how ? how : "");
		menu_add(menu, text, url, i);
	}
}

static void
on_done(Ui *ui, const json_t *event)
{
	Worker *w = &ui->worker;
	if (does(w, "refresh"))
		say_result(ui, event);
	else if (does(w, "discover") && w->found->len)
		offer_found(ui);
	w->told = true;
}

static const struct {
	const char *name;
	void (*fn)(Ui *ui, const json_t *event);
} events[] = {
	{ "started", on_started },
	{ "feed", on_feed },
	{ "moved", on_moved },
	{ "found", on_found },
	{ "outline", on_outline },
	{ "page", on_page },
	{ "article", on_article },
	{ "note", on_note },
	{ "done", on_done },
};

void
ui_worker_event(Ui *ui, const json_t *event)
{
	const char *name = json_get_string(event, "event");
	marks_settle(ui);
	/* It may have written what was read ahead. */
	ui->ahead.stamp = 0;
	for (guint i = 0; i < G_N_ELEMENTS(events); i++)
		if (g_strcmp0(name, events[i].name) == 0)
			events[i].fn(ui, event);
	ui->dirty = true;
}

void
ui_worker_ended(Ui *ui, bool killed, const char *words)
{
	Worker *w = &ui->worker;
	bool told = w->told;
	marks_settle(ui);
	w->running = w->told = w->stale = false;
	if (w->stopped)
		ui_say(ui, _("Fetching was stopped; what came is kept."));
	else if (killed && w->last)
		ui_complain(ui,
			_("Fetching broke off after “%s”; what came before is "
			  "kept."),
			w->last);
	else if (killed)
		ui_hint(ui, true,
			_("Fetching broke off; <refresh-all> tries again."));
	else if (words && *words && !told)
		ui_complain(ui, "%s", words);
	g_clear_pointer(&w->last, g_free);
	subscribe_to_outlines(ui);
	feeds_reload(ui);
	articles_reload(ui);
	if (w->queue->len)
		launch(ui, g_ptr_array_steal_index(w->queue, 0));
	ui->dirty = true;
}
