/* SPDX-License-Identifier: MIT
 *
 * Searching: in lists by query, with results as it is typed; in the text and
 * on pages by words.  A wrong query says where, and the old list stays.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"

static void
keep(const Ui *ui, Place *place)
{
	const StoreRow *row = articles_current(ui);
	view_clear(&place->view);
	place->view = view_copy(&ui->articles.view);
	place->id = row ? row->id : 0;
	place->set = true;
}

static void
go_back(Ui *ui, Place *place)
{
	View view = view_copy(&place->view);
	articles_show(ui, &view);
	view_clear(&view);
	g_autoptr(StoreRow) row =
		place->id ? store_row(ui->store, place->id, NULL) : NULL;
	if (row)
		articles_go(ui, row);
	place->set = false;
}

static void
restore(Ui *ui, const char *text)
{
	go_back(ui, &ui->before);
}

/* A search that has no name, and so no row among the feeds. */
static bool
is_passing(const View *view)
{
	return view->kind == VIEW_SEARCH && !view->name;
}

bool
search_leave(Ui *ui)
{
	if (!ui->outside.set || !is_passing(&ui->articles.view))
		return false;
	go_back(ui, &ui->outside);
	return true;
}

static Query *
parse(Ui *ui, const char *text, QueryMode mode)
{
	gsize at = 0;
	g_autoptr(GError) error = NULL;
	Query *query = query_parse(text, mode, &at, &error);
	if (query)
		return query;
	g_autofree char *words = g_strdup_printf(
		/* L10N: character number, what is wrong there. */
		_("character %d: %s"),
		(int)g_utf8_pointer_to_offset(text, text + at) + 1,
		error->message);
	if (ui->prompt.on)
		prompt_problem(ui, words, at);
	else
		ui_complain(ui, "%s", words);
	return NULL;
}

static void
show_query(Ui *ui, const char *text)
{
	View view = { .kind = VIEW_SEARCH, .text = g_strdup(text) };
	if (!is_passing(&ui->articles.view))
		keep(ui, &ui->outside);
	articles_show(ui, &view);
	view_clear(&view);
}

static void
typing(Ui *ui, const char *text)
{
	g_autoptr(Query) query = parse(ui, text, QUERY_TYPING);
	if (!query || !*text)
		return;
	Articles *a = &ui->articles;
	show_query(ui, text);
	g_clear_pointer(&a->query, query_unref);
	a->query = query_ref(query);
	articles_restart(ui);
}

static void
search_accept(Ui *ui, const char *text)
{
	if (!*text) {
		restore(ui, text);
		return;
	}
	if (!ui_query(ui, text))
		restore(ui, text);
}

static void
light_words(Ui *ui)
{
	g_auto(GStrv) words =
		ui->articles.query ? query_words(ui->articles.query) : NULL;
	if (words && words[0] && ui->article.doc)
		article_search(ui, words[0], false);
}

bool
ui_query(Ui *ui, const char *text)
{
	g_autoptr(Query) query = parse(ui, text, QUERY_PLAIN);
	if (!query)
		return false;
	show_query(ui, text);
	gint64 n = store_count(ui->store, ui->articles.shown, 1000, NULL);
	if (n == 0)
		ui_say(ui, _("Nothing matches “%s”."), text);
	else if (n >= 1000)
		ui_say(ui, _("1,000 articles or more match."));
	else
		ui_say(ui,
			ngettext("%d article matches.", "%d articles match.",
				(gulong)n),
			(int)n);
	ui_focus(ui, PANE_ARTICLES);
	return true;
}

static void
find_typing(Ui *ui, const char *text)
{
	article_search(ui, text, true);
}

static void
find_accept(Ui *ui, const char *text)
{
	article_search(ui, text, true);
	if (!ui->article.needle)
		return;
	if (!ui->article.matches->len)
		ui_say(ui, _("“%s” is not in the text."), text);
	else
		ui_hint(ui, false,
			_("<search-next> and <search-prev> go to the other "
			  "matches; <clear> puts them out."));
}

static void
find_cancel(Ui *ui, const char *text)
{
	article_unlight(ui);
}

static void
page_accept(Ui *ui, const char *text)
{
	if (ui->overlay)
		overlay_find(ui, text);
}

static void
ask(Ui *ui)
{
	if (ui->overlay) {
		prompt_open(
			ui, _("Search the page: "), "find", "", page_accept);
		return;
	}
	if (ui->focus == PANE_ARTICLE) {
		Prompt *p =
			prompt_open(ui, _("Find: "), "find", "", find_accept);
		p->change = find_typing;
		p->cancel = find_cancel;
		return;
	}
	keep(ui, &ui->before);
	Prompt *p = prompt_open(ui, _("Search: "), "search", "", search_accept);
	p->change = typing;
	p->cancel = restore;
	p->complete = complete_query;
	ui_focus(ui, PANE_ARTICLES);
}

void
do_search(Ui *ui, const Command *c)
{
	if (ui->menu)
		return;
	if (!c->n_args) {
		ask(ui);
		return;
	}
	g_autofree char *text = g_strjoinv(" ", c->args);
	if (ui->overlay)
		overlay_find(ui, text);
	else if (ui->focus == PANE_ARTICLE)
		find_accept(ui, text);
	else
		ui_query(ui, text);
}

void
do_search_next(Ui *ui, const Command *c)
{
	int by = c->id == CMD_SEARCH_NEXT ? 1 : -1;
	if (ui->overlay) {
		overlay_command(ui, c->id, c->count);
		return;
	}
	if (!ui->article.needle)
		light_words(ui);
	for (int i = 0; i < CLAMP(c->count, 1, 1000); i++)
		article_next_match(ui, by);
}

/* While it is typed, the article that was current before may go and come. */
static void
filter_by(Ui *ui, const char *text, QueryMode mode)
{
	Query *query = *text ? parse(ui, text, mode) : NULL;
	if (query || !*text)
		articles_filter(ui, query, text, ui->before.id);
}

static void
filter_typing(Ui *ui, const char *text)
{
	filter_by(ui, text, QUERY_TYPING);
}

static void
filter_accept(Ui *ui, const char *text)
{
	filter_by(ui, text, QUERY_PLAIN);
}

static void
filter_cancel(Ui *ui, const char *text)
{
	articles_filter(ui, NULL, NULL, ui->before.id);
}

void
do_filter(Ui *ui, const Command *c)
{
	keep(ui, &ui->before);
	if (c->n_args) {
		g_autofree char *text = g_strjoinv(" ", c->args);
		filter_accept(ui, text);
		return;
	}
	ui_focus(ui, PANE_ARTICLES);
	Prompt *p = prompt_open(ui, _("Filter: "), "search",
		ui->articles.filter_text ? ui->articles.filter_text : "",
		filter_accept);
	p->change = filter_typing;
	p->cancel = filter_cancel;
	p->complete = complete_query;
}

/* The query of a saved search, or NULL. */
static const char *
saved_query(const Ui *ui, const char *name)
{
	const GPtrArray *all = conf_searches(ui->conf);
	for (guint i = 0; i < all->len; i++) {
		const ConfSearch *search = all->pdata[i];
		if (g_str_equal(search->name, name))
			return search->query;
	}
	return NULL;
}

char *
ui_search_problem(const char *name, const char *query)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Query) good = query_parse(query, QUERY_PLAIN, NULL, &error);
	if (good)
		return NULL;
	/* L10N: name of the search, what is wrong with it. */
	return g_strdup_printf(
		_("saved search “%s”: %s"), name, error->message);
}

void
do_save_search(Ui *ui, const Command *c)
{
	const View *view = &ui->articles.view;
	g_autofree char *query = c->n_args > 1 ? g_strjoinv(" ", c->args + 1)
					       : g_strdup(view->text);
	if (!query) {
		ui_hint(ui, false,
			_("Search first (<search>), or give a query after the "
			  "name."));
		return;
	}
	g_autoptr(Query) good = parse(ui, query, QUERY_PLAIN);
	if (!good)
		return;
	UiEffect *effect = ui_effect(ui, UI_SAVE_SEARCH);
	effect->path = g_strdup(c->args[0]);
	effect->text = g_steal_pointer(&query);
	effect->words = g_strdup(saved_query(ui, c->args[0]));
}

static void
delete_search(Ui *ui, const char *name)
{
	UiEffect *effect = ui_effect(ui, UI_SAVE_SEARCH);
	effect->path = g_strdup(name);
	effect->words = g_strdup(saved_query(ui, name));
}

void
do_delete_search(Ui *ui, const Command *c)
{
	const FeedsRow *row = feeds_current(ui);
	const char *name = c->n_args               ? c->args[0]
		: row && row->kind == FEEDS_SEARCH ? row->title
						   : NULL;
	if (!name)
		ui_say(ui, _("The cursor is not on a saved search."));
	else if (!saved_query(ui, name))
		ui_say(ui, _("There is no saved search “%s”."), name);
	else
		delete_search(ui, name);
}

void
ui_search_saved(Ui *ui, const UiEffect *effect)
{
	g_autofree char *words = undo_search_words(effect->path, effect->text);
	if (effect->value)
		return;
	undo_note_search(ui, effect->path, effect->words, effect->text);
	ui_say(ui, _("%s."), words);
}
