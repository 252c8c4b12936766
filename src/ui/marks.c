/* SPDX-License-Identifier: MIT
 *
 * What changes articles: read, star, label, delete; by selection.  Articles
 * are named by their ids, captured at the key press.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"

/* One article's counts are known from its row before and after. */
static void
take_in(Ui *ui, StoreAct act, const gint64 *ids, gsize n)
{
	StoreRow *row = n == 1 ? articles_find(ui, ids[0]) : NULL;
	if (row && act != STORE_DELETE && act != STORE_LABEL &&
		act != STORE_UNLABEL && act != STORE_HIDE &&
		act != STORE_UNHIDE) {
		gint64 feed = row->feed_id;
		int unread = row->unread, starred = row->starred;
		articles_update(ui, ids, n);
		row = articles_find(ui, ids[0]);
		if (row)
			feeds_count(ui, feed, (int)row->unread - unread,
				(int)row->starred - starred);
		return;
	}
	if (act == STORE_DELETE || act == STORE_HIDE)
		articles_drop(ui, ids, n);
	else
		articles_update(ui, ids, n);
	feeds_reload(ui);
}

static int
write_act(Ui *ui, StoreAct act, const char *label, const gint64 *ids, gsize n)
{
	GError *error = NULL;
	int changed = store_act(ui->store, act, label, ids, n, &error);
	if (changed < 0)
		ui_fail(ui, error);
	else if (changed > 0)
		undo_note(ui, act, label, ids, n);
	return changed;
}

int
marks_act(Ui *ui, StoreAct act, const char *label, const gint64 *ids, gsize n)
{
	int changed = write_act(ui, act, label, ids, n);
	if (changed >= 0)
		take_in(ui, act, ids, n);
	return changed;
}

void
marks_read(Ui *ui, gint64 id)
{
	marks_act(ui, STORE_MARK_READ, NULL, &id, 1);
}

void
marks_read_soon(Ui *ui)
{
	const StoreRow *stored = &ui->article.article->row;
	marks_settle(ui);
	StoreRow *row = articles_find(ui, stored->id);
	if (!row) {
		marks_read(ui, stored->id);
		return;
	}
	row->unread = false;
	if (!stored->unread)
		return;
	ui->to_read = stored->id;
	feeds_count(ui, stored->feed_id, -1, 0);
}

void
marks_settle(Ui *ui)
{
	gint64 id = ui->to_read;
	ui->to_read = 0;
	if (!id || write_act(ui, STORE_MARK_READ, NULL, &id, 1) >= 0)
		return;
	articles_update(ui, &id, 1);
	feeds_reload(ui);
}

static GArray *
chosen(Ui *ui, const Command *c)
{
	if (!ui->applying)
		return articles_chosen(ui, c->count);
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	GHashTableIter iter;
	gpointer key;
	g_hash_table_iter_init(&iter, ui->articles.selected);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_array_append_vals(ids, key, 1);
	return ids;
}

static void
say_words(Ui *ui, StoreAct act, const char *label, const GArray *ids)
{
	g_autofree char *words = store_act_words(ui->store, act, label,
		(const gint64 *)(gpointer)ids->data, ids->len);
	if (words)
		ui_say(ui, "%s", words);
}

static bool
nothing_chosen(Ui *ui, const GArray *ids)
{
	if (!ids->len)
		ui_say(ui, _("There is no article here."));
	return !ids->len;
}

void
do_done(Ui *ui, const Command *c)
{
	g_autoptr(GArray) ids = chosen(ui, c);
	if (nothing_chosen(ui, ids))
		return;
	marks_act(ui, STORE_MARK_READ, NULL, (gint64 *)(gpointer)ids->data,
		ids->len);
	if (ui->applying)
		say_words(ui, STORE_MARK_READ, NULL, ids);
	else if (ui->focus == PANE_ARTICLES)
		articles_pane.move(ui, CMD_DOWN, MAX(c->count, 1));
	else
		flow_open_next(ui, 1);
}

void
do_toggle(Ui *ui, const Command *c)
{
	g_autoptr(GArray) ids = chosen(ui, c);
	if (nothing_chosen(ui, ids))
		return;
	StoreAct act = c->id == CMD_TOGGLE_STAR ? STORE_STAR : STORE_MARK_READ;
	StoreAct opposite =
		c->id == CMD_TOGGLE_STAR ? STORE_UNSTAR : STORE_MARK_UNREAD;
	bool lacks = false;
	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(StoreRow) row = store_row(
			ui->store, g_array_index(ids, gint64, i), NULL);
		lacks = lacks ||
			(row &&
				(act == STORE_STAR ? !row->starred
						   : row->unread));
	}
	act = lacks ? act : opposite;
	if (marks_act(ui, act, NULL, (gint64 *)(gpointer)ids->data, ids->len) >=
		0)
		say_words(ui, act, NULL, ids);
}

void
do_delete(Ui *ui, const Command *c)
{
	g_autoptr(GArray) ids = chosen(ui, c);
	if (nothing_chosen(ui, ids))
		return;
	g_autofree char *words = store_act_words(ui->store, STORE_DELETE, NULL,
		(gint64 *)(gpointer)ids->data, ids->len);
	if (marks_act(ui, STORE_DELETE, NULL, (gint64 *)(gpointer)ids->data,
		    ids->len) < 0)
		return;
	if (ui->focus == PANE_ARTICLE) {
		article_close(ui);
		ui_focus(ui, PANE_ARTICLES);
	}
	ui_say(ui, "%s", words);
}

static bool
all_labelled(Ui *ui, const GArray *ids, const char *label)
{
	for (guint i = 0; i < ids->len; i++) {
		g_autoptr(StoreRow) row = store_row(
			ui->store, g_array_index(ids, gint64, i), NULL);
		if (!row ||
			!g_strv_contains(
				(const char *const *)row->labels, label))
			return false;
	}
	return true;
}

static void
toggle_label(Ui *ui, const GArray *ids, const char *label)
{
	StoreAct act =
		all_labelled(ui, ids, label) ? STORE_UNLABEL : STORE_LABEL;
	if (marks_act(ui, act, label, (const gint64 *)(gpointer)ids->data,
		    ids->len) >= 0)
		say_words(ui, act, label, ids);
}

static void
with_targets(Ui *ui, const char *label)
{
	g_autofree char *name = g_strstrip(g_strdup(label));
	if (*name && ui->targets)
		toggle_label(ui, ui->targets, name);
	g_clear_pointer(&ui->targets, g_array_unref);
}

static void
new_label(Ui *ui, const char *text)
{
	with_targets(ui, text);
}

static void
ask_label(Ui *ui)
{
	prompt_open(ui, _("New label: "), "labels", "", new_label);
}

static void
choose_label(Ui *ui, Menu *menu, const MenuItem *item)
{
	g_autofree char *label = g_strdup(item->value);
	menu_close(ui);
	if (label)
		with_targets(ui, label);
	else
		ask_label(ui);
}

void
do_label(Ui *ui, const Command *c)
{
	g_autoptr(GArray) ids = chosen(ui, c);
	if (nothing_chosen(ui, ids))
		return;
	for (int i = 0; i < c->n_args; i++)
		toggle_label(ui, ids, c->args[i]);
	if (c->n_args)
		return;
	g_clear_pointer(&ui->targets, g_array_unref);
	ui->targets = g_steal_pointer(&ids);
	g_autoptr(GPtrArray) labels = store_labels(ui->store, NULL);
	if (!labels || !labels->len) {
		ask_label(ui);
		return;
	}
	Menu *menu = menu_open(ui, _("Label"), choose_label);
	menu_add(menu, _("a new label"), NULL, 0)->key = '+';
	for (guint i = 0; i < labels->len; i++) {
		const StoreTally *t = labels->pdata[i];
		menu_add(menu, t->name, t->name, (gint64)i)->checked =
			all_labelled(ui, ui->targets, t->name);
	}
}

static void
act_on(Ui *ui, const Query *query)
{
	GError *error = NULL;
	int n = store_act_on(ui->store, STORE_MARK_READ, NULL, query, &error);
	if (n < 0) {
		ui_fail(ui, error);
		return;
	}
	if (n > 0)
		undo_note(ui, STORE_MARK_READ, NULL, NULL, 0);
	feeds_reload(ui);
	articles_reload(ui);
	g_autofree char *key = keys_word(ui, CTX_GLOBAL, CMD_UNDO);
	ui_say(ui,
		ngettext("%d article marked read; %s undoes it.",
			"%d articles marked read; %s undoes it.", (gulong)n),
		n, key);
}

static void
everything_read(Ui *ui, const char *answer)
{
	act_on(ui, NULL);
}

void
do_mark_read(Ui *ui, const Command *c)
{
	if (c->id == CMD_MARK_ALL_READ) {
		if (conf_bool(ui->conf, OPT_CONFIRM))
			prompt_confirm(ui, _("Mark everything read?"),
				everything_read);
		else
			act_on(ui, NULL);
		return;
	}
	const FeedsRow *row = feeds_current(ui);
	bool from_feeds = ui->focus == PANE_FEEDS && row;
	const View *view = from_feeds ? &row->view : &ui->articles.view;
	const Query *filter = from_feeds ? NULL : ui->articles.filter;
	/* All there is: the same question as for everything. */
	if (!filter && (view->kind == VIEW_ALL || view->kind == VIEW_UNREAD)) {
		do_mark_read(ui, &(Command){ .id = CMD_MARK_ALL_READ });
		return;
	}
	g_autoptr(Query) query = view_query(view);
	g_autoptr(Query) both = query_both(query, filter);
	act_on(ui, both);
}

void
do_mark_part(Ui *ui, const Command *c)
{
	const Articles *a = &ui->articles;
	bool above = c->id == CMD_MARK_ABOVE_READ;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	const StoreRow *from = articles_current(ui);
	if (!from)
		return;
	enum { MOST = 100000 };
	GError *error = NULL;
	g_autoptr(GPtrArray) rows = store_list(ui->store, a->shown, a->sort,
		from, above ? -MOST : MOST, &error);
	if (!rows) {
		ui_fail(ui, error);
		return;
	}
	for (guint i = 0; i < rows->len; i++)
		g_array_append_val(ids, ((StoreRow *)rows->pdata[i])->id);
	if (nothing_chosen(ui, ids))
		return;
	if (marks_act(ui, STORE_MARK_READ, NULL, (gint64 *)(gpointer)ids->data,
		    ids->len) < 0)
		return;
	say_words(ui, STORE_MARK_READ, NULL, ids);
}

static void
toggle_selected(GHashTable *set, gint64 id)
{
	if (!g_hash_table_remove(set, &id))
		g_hash_table_add(set, g_memdup2(&id, sizeof id));
}

static void
select_link(Ui *ui)
{
	const DocLink *link = links_current(ui);
	gpointer number = link ? GINT_TO_POINTER(link->number) : NULL;
	if (number && !g_hash_table_remove(ui->links.selected, number))
		g_hash_table_add(ui->links.selected, number);
}

void
do_select(Ui *ui, const Command *c)
{
	for (int i = 0; i < CLAMP(c->count, 1, 10000); i++) {
		const StoreRow *row = articles_current(ui);
		if (ui->focus == PANE_LINKS)
			select_link(ui);
		else if (ui->focus == PANE_ARTICLES && row)
			toggle_selected(ui->articles.selected, row->id);
		ui_pane(ui->focus)->move(ui, CMD_DOWN, 1);
	}
}

static void
select_all_links(Ui *ui)
{
	GHashTable *set = ui->links.selected;
	bool none = g_hash_table_size(set) == 0;
	g_hash_table_remove_all(set);
	for (guint i = 0; none && i < ui->links.rows->len; i++) {
		const LinksRow *row = ui->links.rows->pdata[i];
		if (row->number)
			g_hash_table_add(set, GINT_TO_POINTER(row->number));
	}
}

void
do_select_all(Ui *ui, const Command *c)
{
	enum { MOST = 100000 };
	GHashTable *set = ui->articles.selected;
	if (ui->focus == PANE_LINKS) {
		select_all_links(ui);
		return;
	}
	if (g_hash_table_size(set)) {
		g_hash_table_remove_all(set);
		return;
	}
	GError *error = NULL;
	g_autoptr(GArray) ids = store_ids(
		ui->store, ui->articles.shown, ui->articles.sort, MOST, &error);
	if (!ids) {
		ui_fail(ui, error);
		return;
	}
	for (guint i = 0; i < ids->len; i++)
		toggle_selected(set, g_array_index(ids, gint64, i));
}

static void
apply_line(Ui *ui, const char *line)
{
	ui->applying = true;
	ui_run_line(ui, line);
	ui->applying = false;
}

static void
apply_item(Ui *ui, Menu *menu, const MenuItem *item)
{
	g_autofree char *line = g_strdup(item->value);
	menu_close(ui);
	apply_line(ui, line);
}

void
do_apply(Ui *ui, const Command *c)
{
	static const struct {
		const char *command, *words;
		char key;
	} items[] = {
		{ "done", N_("mark read"), 'd' },
		{ "toggle-read", N_("read or unread"), 'D' },
		{ "toggle-star", N_("star, or take the star off"), 'F' },
		{ "label", N_("put a label on, or take it off"), 't' },
		{ "delete", N_("delete"), 'x' },
		{ "open-browser", N_("open in the browser"), 'o' },
		{ "copy", N_("copy the addresses"), 'y' },
	};
	bool links = ui->focus == PANE_LINKS;
	guint n = g_hash_table_size(
		links ? ui->links.selected : ui->articles.selected);
	if (!n) {
		ui_hint(ui, false,
			_("Nothing is selected; <select> selects a row."));
		return;
	}
	if (c->n_args) {
		apply_line(ui, c->args[0]);
		return;
	}
	g_autofree char *title = g_strdup_printf(
		ngettext("With %u selected", "With %u selected", n), n);
	Menu *menu = menu_open(ui, title, apply_item);
	for (guint i = links ? 5 : 0; i < G_N_ELEMENTS(items); i++)
		menu_add(menu, _(items[i].words), items[i].command, i)->key =
			items[i].key;
}
