/* SPDX-License-Identifier: MIT
 *
 * Events: keys to commands, commands to what carries them out; messages and
 * effects.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "term/term.h"
#include "url/url.h"

enum { DEEPEST = 16, MOST_MESSAGES = 500 };

static void
json_free(gpointer data)
{
	json_decref(data);
}

static void
strv_free(gpointer data)
{
	g_strfreev(data);
}

static void
set_ascii(Ui *ui)
{
	int how = conf_int(ui->conf, OPT_ASCII);
	ui->ascii = how == SWITCH_ON || (how == SWITCH_AUTO && !i18n_is_utf8());
}

Ui *
ui_new(Store *store, Conf *conf, State *state)
{
	Ui *ui = g_new0(Ui, 1);
	ui->store = store;
	store_set_patience(store, UI_PATIENCE);
	ui->conf = conf;
	ui->state = state;
	ui->focus = PANE_ARTICLES;
	ui->dragging = -1;
	ui->zone = g_time_zone_new_local();
	g_queue_init(&ui->effects);
	ui->messages = g_ptr_array_new_with_free_func(g_free);
	ui->back = g_array_new(FALSE, FALSE, sizeof(gint64));
	ui->forward = g_array_new(FALSE, FALSE, sizeof(gint64));
	ui->worker.found = g_ptr_array_new_with_free_func(json_free);
	ui->worker.outlines = g_ptr_array_new_with_free_func(json_free);
	ui->worker.queue = g_ptr_array_new_with_free_func(strv_free);
	feeds_init(ui);
	articles_init(ui);
	links_init(ui);
	set_ascii(ui);
	ui->rows = 24;
	ui->cols = 80;
	ui_relayout(ui);
	feeds_reload(ui);
	place_restore(ui);
	ui->dirty = true;
	return ui;
}

static void
effect_free(gpointer data)
{
	ui_effect_clear(data);
	g_free(data);
}

void
ui_free(Ui *ui)
{
	if (!ui)
		return;
	prompt_close(ui);
	menu_close(ui);
	overlay_close(ui);
	hints_close(ui);
	marks_settle(ui);
	article_remember(ui);
	ui->closing = true;
	article_close(ui);
	undo_free(ui);
	view_clear(&ui->before.view);
	view_clear(&ui->outside.view);
	g_free(ui->target);
	g_free(ui->target_name);
	g_time_zone_unref(ui->zone);
	g_clear_pointer(&ui->targets, g_array_unref);
	worker_free(ui);
	feeds_free(ui);
	articles_free(ui);
	ahead_clear(ui);
	article_free_spent(ui);
	links_free(ui);
	format_forget(ui);
	g_queue_clear_full(&ui->effects, effect_free);
	g_ptr_array_unref(ui->messages);
	g_array_unref(ui->back);
	g_array_unref(ui->forward);
	g_free(ui->message);
	g_free(ui->title);
	g_free(ui);
}

static void
note(Ui *ui, bool error, char *text)
{
	g_free(ui->message);
	g_autofree char *hidden = url_hide_passwords(text);
	ui->message = text_clean(hidden, -1, TEXT_LINE);
	g_free(text);
	ui->message_error = error;
	if (ui->messages->len >= MOST_MESSAGES)
		g_ptr_array_remove_index(ui->messages, 0);
	g_ptr_array_add(ui->messages, g_strdup(ui->message));
	ui->dirty = true;
}

void
ui_say(Ui *ui, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	note(ui, false, g_strdup_vprintf(format, args));
	va_end(args);
}

void
ui_complain(Ui *ui, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	note(ui, true, g_strdup_vprintf(format, args));
	va_end(args);
}

void
ui_fail(Ui *ui, GError *error)
{
	ui_complain(ui, "%s", error ? error->message : _("It did not work."));
	g_clear_error(&error);
}

void
ui_message(Ui *ui, bool is_error, const char *text)
{
	note(ui, is_error, g_strdup(text));
}

UiEffect *
ui_effect(Ui *ui, UiEffectType type)
{
	UiEffect *effect = g_new0(UiEffect, 1);
	effect->type = type;
	g_queue_push_tail(&ui->effects, effect);
	return effect;
}

bool
ui_next_effect(Ui *ui, UiEffect *effect)
{
	UiEffect *next = g_queue_pop_head(&ui->effects);
	if (!next)
		return false;
	*effect = *next;
	g_free(next);
	return true;
}

char **
ui_strv(const char *const *words)
{
	GStrvBuilder *builder = g_strv_builder_new();
	for (; words && *words; words++)
		g_strv_builder_add(builder, *words);
	char **copy = g_strv_builder_end(builder);
	g_strv_builder_unref(builder);
	return copy;
}

void
ui_effect_clear(UiEffect *effect)
{
	g_free(effect->url);
	g_free(effect->text);
	g_free(effect->path);
	g_free(effect->words);
	g_strfreev(effect->argv);
	*effect = (UiEffect){ 0 };
}

static int
wish_of_links(const Ui *ui)
{
	int wish = conf_int(ui->conf, OPT_LINKS_PANE);
	if (ui->links.hidden)
		return PANE_NO;
	if (ui->links.wanted)
		return PANE_YES;
	bool none = ui->article.doc && !doc_links(ui->article.doc)->len;
	return wish == PANE_AUTO && none ? PANE_NO : wish;
}

void
ui_relayout(Ui *ui)
{
	if (ui->closing)
		return;
	LayoutWish wish = { .rows = ui->rows,
		.cols = ui->cols,
		.layout = conf_int(ui->conf, OPT_LAYOUT),
		.feeds = conf_int(ui->conf, OPT_FEEDS_PANE),
		.links = wish_of_links(ui),
		.article = ui->article.doc != NULL,
		.alone = ui->article.alone,
		.list_rows = ui->focus == PANE_FEEDS ? ui->feeds.list.rows
						     : ui->articles.list.rows,
		.link_rows = ui->links.list.rows,
		.zoom = ui->zoom,
		.linear = conf_bool(ui->conf, OPT_LINEAR),
		.bar = conf_bool(ui->conf, OPT_HINTS_BAR),
		.focus = ui->focus };
	memcpy(wish.split, ui->split, sizeof wish.split);
	layout_make(&wish, &ui->layout);
	article_layout(ui);
	ui->feeds.list.height = ui->layout.text[PANE_FEEDS].rows;
	ui->articles.list.height = ui->layout.text[PANE_ARTICLES].rows;
	ui->links.list.height = ui->layout.text[PANE_LINKS].rows;
	ui->dirty = true;
}

void
ui_focus(Ui *ui, PaneId pane)
{
	if ((pane == PANE_ARTICLE || pane == PANE_LINKS) && !ui->article.doc) {
		ui_hint(ui, false, _("No article is open; <open> opens one."));
		return;
	}
	ui->focus = pane;
	ui_relayout(ui);
}

void
ui_resize(Ui *ui, int rows, int cols)
{
	ui->rows = CLAMP(rows, 1, 1000);
	ui->cols = CLAMP(cols, 1, 1000);
	ui_relayout(ui);
}

Context
ui_context(const Ui *ui)
{
	if (ui->prompt.on)
		return CTX_PROMPT;
	if (ui->menu)
		return CTX_MENU;
	if (ui->overlay)
		return CTX_OVERLAY;
	return ui_pane(ui->focus)->context;
}

static bool
matches_lit(const Ui *ui)
{
	return ui->focus == PANE_ARTICLE && ui->article.needle &&
		!ui->overlay && !ui->menu;
}

static void
contexts_of(const Ui *ui, Context contexts[4])
{
	int n = 0;
	if (ui->prompt.on) {
		contexts[n++] = CTX_PROMPT;
	} else {
		if (matches_lit(ui))
			contexts[n++] = CTX_MATCHES;
		contexts[n++] = ui_context(ui);
		contexts[n++] = CTX_GLOBAL;
	}
	contexts[n] = N_CONTEXTS;
}

/* What was laid out under other settings. */
static void
forget_pages(Ui *ui)
{
	ui->article.width = 0;
	ahead_clear(ui);
}

static void
apply_changes(Ui *ui)
{
	unsigned changes = conf_take_changes(ui->conf);
	if (!changes)
		return;
	set_ascii(ui);
	format_forget(ui);
	if (changes & CHANGE_TEXT)
		forget_pages(ui);
	if (changes & CHANGE_LISTS) {
		feeds_rebuild(ui);
		articles_restart(ui);
	}
	ui_relayout(ui);
	ui_effect(ui, UI_OPTIONS)->value = changes;
}

void
ui_conf_changed(Ui *ui)
{
	set_ascii(ui);
	format_forget(ui);
	forget_pages(ui);
	ui->feeds.stale = true;
	feeds_rebuild(ui);
	ui_relayout(ui);
}

static void
run_setting(Ui *ui, const Command *command)
{
	g_autofree char *message = NULL;
	GError *error = NULL;
	if (!conf_run(ui->conf, command, &message, &error))
		ui_fail(ui, error);
	else if (message)
		ui_say(ui, "%s", message);
	apply_changes(ui);
	ui->dirty = true;
}

void
ui_run_command(Ui *ui, const Command *command)
{
	const CommandInfo *info = command_info(command->id);
	CommandFn fn = command_handler(command->id);
	marks_settle(ui);
	if (info->flags & COMMAND_CONF) {
		run_setting(ui, command);
	} else if (!(info->contexts & (1u << ui_context(ui)))) {
		ui_say(ui, _("“%s” does nothing here."), info->name);
	} else if (fn && ui->depth < DEEPEST) {
		ui->depth++;
		fn(ui, command);
		ui->depth--;
		ui->dirty = true;
	}
}

void
ui_run(Ui *ui, const CommandList *list)
{
	/* A command may bind keys anew, and so free the list that it stands
	 * in. */
	g_autofree char *line = command_to_string(list);
	g_autoptr(GPtrArray) own = command_parse(line, NULL);
	for (guint i = 0; own && i < own->len; i++)
		ui_run_command(ui, own->pdata[i]);
}

void
ui_run_line(Ui *ui, const char *line)
{
	GError *error = NULL;
	g_autoptr(GPtrArray) list = command_parse(line, &error);
	if (!list) {
		ui_fail(ui, error);
		return;
	}
	for (guint i = 0; i < list->len; i++)
		ui_run_command(ui, list->pdata[i]);
}

/* A binding, with the count that was typed before it. */
static void
run_binding(Ui *ui, const CommandList *list, int count)
{
	if (list->len == 1) {
		const Command *c = list->pdata[0];
		bool counted = command_info(c->id)->flags & COMMAND_COUNT;
		Command once = *c;
		once.count = c->count ? c->count : counted ? count : 0;
		once.args = g_strdupv(c->args);
		ui_run_command(ui, &once);
		g_strfreev(once.args);
		return;
	}
	ui_run(ui, list);
}

static bool
take_digit(Ui *ui, Key key)
{
	if (ui->n_pending || ui->prompt.on || ui->menu || key < '0' ||
		key > '9' || (key == '0' && !ui->count))
		return false;
	ui->count = MIN(ui->count * 10 + (int)(key - '0'), 99999);
	ui->dirty = true;
	return true;
}

static void
unbound(Ui *ui, Key key, int n)
{
	if (ui->prompt.on) {
		prompt_key(ui, key);
		return;
	}
	if (ui->menu && menu_key(ui, key))
		return;
	g_autofree char *word = keymap_word(ui->pending, n);
	g_autofree char *help = keys_word(ui, CTX_GLOBAL, CMD_HELP);
	ui_say(ui, _("%s is bound to nothing; %s shows the keys."), word, help);
}

static void
look_up(Ui *ui, Key key)
{
	Context contexts[4];
	contexts_of(ui, contexts);
	bool more = false;
	const CommandList *list = keymap_find(conf_keymap(ui->conf), contexts,
		ui->pending, ui->n_pending, &more);
	if (!list && more)
		return;
	int n = ui->n_pending, count = ui->count;
	ui->n_pending = ui->count = 0;
	if (list)
		run_binding(ui, list, count);
	else
		unbound(ui, key, n);
}

void
ui_key(Ui *ui, Key key)
{
	ui->dirty = true;
	g_clear_pointer(&ui->message, g_free);
	if (ui->prompt.on && ui->prompt.yes_no) {
		prompt_key(ui, key);
		return;
	}
	if (ui->hints.on) {
		hints_key(ui, key);
		return;
	}
	if (ui->menu && !ui->n_pending && menu_key(ui, key))
		return;
	if (take_digit(ui, key))
		return;
	ui->pending[ui->n_pending++] = key;
	look_up(ui, key);
	if (ui->n_pending >= KEYMAP_DEPTH)
		ui->n_pending = 0;
}

void
ui_paste(Ui *ui, const char *text)
{
	if (ui->prompt.on && !ui->prompt.yes_no)
		prompt_paste(ui, text);
	else
		ui_say(ui, _("There is nothing to paste into here."));
	ui->dirty = true;
}

static void
wheel(Ui *ui, int pane, CommandId command)
{
	if (ui->menu)
		menu_command(
			ui, command == CMD_SCROLL_DOWN ? CMD_DOWN : CMD_UP, 1);
	else if (ui->overlay)
		overlay_command(ui, command, 3);
	else if (pane >= 0)
		ui_pane((PaneId)pane)->move(ui, command, 3);
}

static List *
list_of(Ui *ui, PaneId pane)
{
	switch (pane) {
	case PANE_FEEDS:
		return &ui->feeds.list;
	case PANE_ARTICLES:
		return &ui->articles.list;
	case PANE_LINKS:
		return &ui->links.list;
	default:
		return NULL;
	}
}

static void
click(Ui *ui, int row, int col, bool twice)
{
	int pane = layout_pane_at(&ui->layout, row, col);
	if (ui->menu) {
		menu_click(ui, row, col, twice);
		return;
	}
	if (ui->overlay || pane < 0)
		return;
	List *list = list_of(ui, (PaneId)pane);
	int at = list ? list->top + row - ui->layout.text[pane].row : 0;
	ui_focus(ui, (PaneId)pane);
	if (list && at < list->rows)
		list_go(list, at);
	if (twice)
		ui_pane((PaneId)pane)->open(ui);
}

void
ui_mouse(Ui *ui, int row, int col, int action)
{
	marks_settle(ui);
	int pane = layout_pane_at(&ui->layout, row, col);
	ui->dirty = true;
	if (ui->prompt.on || ui->hints.on)
		return;
	if (action == MOUSE_WHEEL_UP || action == MOUSE_WHEEL_DOWN) {
		wheel(ui, pane,
			action == MOUSE_WHEEL_UP ? CMD_SCROLL_UP
						 : CMD_SCROLL_DOWN);
	} else if (action == MOUSE_RELEASE) {
		ui->dragging = -1;
	} else if (action == MOUSE_DRAG && ui->dragging >= 0) {
		SplitId split = (SplitId)ui->dragging;
		ui->split[split] = layout_percent(&ui->layout, split, row, col);
		ui_relayout(ui);
	} else if (action == MOUSE_PRESS) {
		ui->dragging = ui->menu || ui->overlay
			? -1
			: layout_split_at(&ui->layout, row, col);
		if (ui->dragging < 0)
			click(ui, row, col, false);
	} else if (action == MOUSE_DOUBLE) {
		click(ui, row, col, true);
	}
}

void
ui_store_changed(Ui *ui)
{
	marks_settle(ui);
	feeds_reload(ui);
	articles_reload(ui);
	StoreRow *row = ui->article.id
		? store_row(ui->store, ui->article.id, NULL)
		: NULL;
	if (row) {
		ui->article.updated |= row->changed;
		store_row_free(row);
	}
	ui->dirty = true;
}

void
ui_tick(Ui *ui)
{
	marks_settle(ui);
	gint64 minute = clock_now() / 60;
	if (minute != ui->minute) {
		ui->dirty = true;
		g_time_zone_unref(ui->zone);
		ui->zone = g_time_zone_new_local();
	}
	ui->minute = minute;
	if (ui->worker.stale) {
		ui->worker.stale = false;
		ui_store_changed(ui);
	}
	feeds_start_counting(ui);
	article_remember(ui);
	place_save(ui);
}

bool
ui_count(Ui *ui)
{
	return feeds_count_one(ui);
}

void
ui_show(Ui *ui, const char *title, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	overlay_open(ui, title);
	for (char **line = lines; *line; line++)
		overlay_line(ui, ROLE_NORMAL, "%s", *line);
}

void
ui_read(Ui *ui, const UiText *text)
{
	article_read(ui, text);
	ui->article.alone = true;
	ui_relayout(ui);
}

bool
ui_dirty(const Ui *ui)
{
	return ui->dirty;
}

bool
ui_refreshing(const Ui *ui)
{
	return ui->worker.running;
}

static void
tell_title(Ui *ui)
{
	g_autofree char *view = view_title(ui, &ui->articles.view);
	bool reading = ui->article.title &&
		(ui->focus == PANE_ARTICLE || ui->focus == PANE_LINKS);
	g_autofree char *title = g_strdup_printf(
		"%s – courant", reading ? ui->article.title : view);
	if (g_strcmp0(title, ui->title) == 0)
		return;
	g_free(ui->title);
	ui->title = g_steal_pointer(&title);
	ui_effect(ui, UI_TITLE)->text = g_strdup(ui->title);
}

void
ui_paint(Ui *ui, Grid *grid)
{
	paint_all(ui, grid);
	tell_title(ui);
	ui->dirty = false;
}

void
ui_remember(Ui *ui)
{
	marks_settle(ui);
	article_remember(ui);
	place_save(ui);
}

void
ui_read_ahead(Ui *ui)
{
	article_free_spent(ui);
	ahead_make(ui);
}

bool
ui_handles(CommandId id)
{
	return command_handler(id) != NULL;
}
