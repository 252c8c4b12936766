/* SPDX-License-Identifier: MIT
 *
 * Feeds: fetching, adding, leaving, naming, grouping.
 */
#include <config.h>

#include "ui/state.h"

#include "base/i18n.h"
#include "conf/paths.h"
#include "url/url.h"

static void
add_id(GPtrArray *argv, gint64 id)
{
	g_ptr_array_add(argv, g_strdup_printf("%" G_GINT64_FORMAT, id));
}

static bool
in_group(const StoreFeed *feed, const char *group)
{
	g_autofree char *below = g_strconcat(group, "/", NULL);
	for (char **g = feed->groups; *g; g++)
		if (g_str_equal(*g, group) || g_str_has_prefix(*g, below))
			return true;
	return false;
}

static const View *
view_here(const Ui *ui)
{
	const FeedsRow *row = feeds_current(ui);
	return ui->focus == PANE_FEEDS && row ? &row->view : &ui->articles.view;
}

/* The feed that the cursor is about: of the row, of the list, or of the
 * article. */
static const StoreFeed *
feed_here(Ui *ui)
{
	const View *view = view_here(ui);
	const StoreRow *row = articles_current(ui);
	if (view->kind == VIEW_FEED)
		return feeds_find(ui, view->feed);
	if (ui->focus == PANE_FEEDS)
		return NULL;
	if (ui->focus != PANE_ARTICLES && ui->article.article)
		return feeds_find(ui, ui->article.article->row.feed_id);
	return row ? feeds_find(ui, row->feed_id) : NULL;
}

void
do_refresh(Ui *ui, const Command *c)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
	const View *view = view_here(ui);
	g_ptr_array_add(argv, g_strdup("refresh"));
	if (!ui->feeds.all->len) {
		ui_hint(ui, false,
			_("No subscriptions yet; <add> adds a feed or a "
			  "site."));
		return;
	}
	if (c->id == CMD_REFRESH_ALL || view->kind < VIEW_FEED ||
		view->kind == VIEW_LABEL || view->kind == VIEW_SEARCH) {
		const StoreFeed *feed =
			c->id == CMD_REFRESH ? feed_here(ui) : NULL;
		if (feed)
			add_id(argv, feed->id);
		else
			g_ptr_array_add(argv, g_strdup("--all"));
	} else if (view->kind == VIEW_FEED) {
		add_id(argv, view->feed);
	} else {
		for (guint i = 0; i < ui->feeds.all->len; i++) {
			const StoreFeed *feed = ui->feeds.all->pdata[i];
			if (in_group(feed, view->name))
				add_id(argv, feed->id);
		}
	}
	g_ptr_array_add(argv, NULL);
	worker_start(ui, (const char *const *)(gpointer)argv->pdata);
}

void
do_refresh_stop(Ui *ui, const Command *c)
{
	if (!ui->worker.running) {
		ui_say(ui, _("Nothing is being fetched."));
		return;
	}
	g_ptr_array_set_size(ui->worker.queue, 0);
	ui->worker.stopped = true;
	ui_effect(ui, UI_WORKER_STOP);
}

static void
discover(Ui *ui, const char *text)
{
	g_autofree char *trimmed = g_strstrip(g_strdup(text));
	if (!*trimmed)
		return;
	g_autofree char *url = url_from_user(trimmed);
	if (!url) {
		ui_complain(ui, _("“%s” is no address."), trimmed);
		return;
	}
	const char *argv[] = { "discover", url, NULL };
	ui_say(ui, _("Looking for the feed of %s."), url);
	worker_start(ui, argv);
}

void
do_add(Ui *ui, const Command *c)
{
	g_strfreev(ui->worker.groups);
	ui->worker.groups = c->n_args > 1 ? g_strdupv(c->args + 1) : NULL;
	if (c->n_args)
		discover(ui, c->args[0]);
	else
		prompt_open(ui, _("Add a feed or site: "), "add", "", discover);
}

static UiEffect *
change(Ui *ui, UiEffectType type)
{
	UiEffect *effect = ui_effect(ui, type);
	effect->url = g_strdup(ui->target);
	effect->path = g_strdup(ui->target_name);
	return effect;
}

static void
unsubscribe(Ui *ui, const char *answer)
{
	change(ui, UI_UNSUBSCRIBE);
}

static const StoreFeed *
target_feed(Ui *ui)
{
	const StoreFeed *feed = feed_here(ui);
	if (!feed) {
		ui_say(ui, _("There is no feed here."));
		return NULL;
	}
	g_free(ui->target);
	g_free(ui->target_name);
	ui->target = g_strdup(feed->url);
	ui->target_name = g_strdup(feed->label);
	return feed;
}

void
do_unsubscribe(Ui *ui, const Command *c)
{
	const StoreFeed *feed = target_feed(ui);
	if (!feed)
		return;
	g_autofree char *question = g_strdup_printf(
		_("Unsubscribe from %s? The articles are kept."), feed->label);
	if (conf_bool(ui->conf, OPT_CONFIRM))
		prompt_confirm(ui, question, unsubscribe);
	else
		unsubscribe(ui, "");
}

static void
rename_to(Ui *ui, const char *text)
{
	change(ui, UI_SET_TITLE)->text = *text ? g_strdup(text) : NULL;
}

void
do_rename(Ui *ui, const Command *c)
{
	const StoreFeed *feed = target_feed(ui);
	if (!feed)
		return;
	g_autofree char *text = g_strjoinv(" ", c->args);
	if (c->n_args)
		rename_to(ui, text);
	else
		prompt_open(ui, _("Title (empty: the feed's own): "), NULL,
			feed->label, rename_to);
}

static void
move_to(Ui *ui, const char *text)
{
	GError *error = NULL;
	g_auto(GStrv) groups = command_words(text, &error);
	if (!groups) {
		ui_fail(ui, error);
		return;
	}
	change(ui, UI_SET_GROUPS)->argv = g_steal_pointer(&groups);
}

void
do_move_feed(Ui *ui, const Command *c)
{
	const StoreFeed *feed = target_feed(ui);
	if (!feed)
		return;
	if (c->n_args) {
		change(ui, UI_SET_GROUPS)->argv = g_strdupv(c->args);
		return;
	}
	g_autoptr(GString) now = g_string_new(NULL);
	for (char **g = feed->groups; *g; g++) {
		g_autofree char *word = command_quote(*g);
		g_string_append_printf(now, "%s%s", now->len ? " " : "", word);
	}
	prompt_open(ui, _("Groups: "), "groups", now->str, move_to)->complete =
		complete_command;
}

static char *
undone_words(const UiEffect *effect)
{
	const char *feed = effect->path;
	switch (effect->type) {
	case UI_SUBSCRIBE:
		return g_strdup_printf(
			_("Undone: %s is not subscribed any more."), feed);
	case UI_UNSUBSCRIBE:
		return g_strdup_printf(
			_("Undone: %s is subscribed again."), feed);
	case UI_SET_TITLE:
		return g_strdup_printf(
			_("Undone: %s has its old title again."), feed);
	default:
		return g_strdup_printf(
			_("Undone: %s is back in its old groups."), feed);
	}
}

static char *
done_words(const UiEffect *effect)
{
	const char *feed = effect->path;
	switch (effect->type) {
	case UI_SUBSCRIBE:
		return g_strdup_printf(_("Subscribed to %s."), feed);
	case UI_UNSUBSCRIBE:
		return g_strdup_printf(
			_("Unsubscribed from %s; the articles are kept."),
			feed);
	case UI_SET_TITLE:
		return g_strdup_printf(_("%s has another title now."), feed);
	default:
		return g_strdup_printf(_("%s has other groups now."), feed);
	}
}

void
ui_subscribed(Ui *ui, const UiEffect *effect, int n)
{
	g_autofree char *words = done_words(effect);
	int added = undo_note_subscribed(
		ui, undone_words(effect), g_strdup(words), effect->value, n);
	if (added > 1)
		ui_say(ui,
			ngettext("%d subscription added.",
				"%d subscriptions added.", (gulong)added),
			added);
	else
		ui_say(ui, "%s", words);
	if (effect->type == UI_SUBSCRIBE)
		worker_refresh(ui);
}

void
do_import(Ui *ui, const Command *c)
{
	g_autofree char *path = paths_expand(c->args[0]);
	const char *argv[] = { "import", path, NULL };
	worker_start(ui, argv);
}
