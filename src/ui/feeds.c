/* SPDX-License-Identifier: MIT
 *
 * The pane of feeds: built-in views, saved searches, groups as a tree with
 * their feeds, labels; with counts.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "conf/subs.h"

static void
row_free(gpointer data)
{
	FeedsRow *row = data;
	view_clear(&row->view);
	g_free(row->title);
	g_free(row);
}

static void
free_feed(gpointer data)
{
	store_feed_free(data);
}

static void
free_tally(gpointer data)
{
	store_tally_free(data);
}

static FeedsRow *
add_row(Feeds *feeds, FeedsKind kind, View view, const char *title)
{
	FeedsRow *row = g_new0(FeedsRow, 1);
	*row = (FeedsRow){ .kind = kind,
		.view = view,
		.title = g_strdup(title),
		.unread = -1,
		.total = -1 };
	g_ptr_array_add(feeds->rows, row);
	return row;
}

static const char today[] = "since:today";

static gint64
counted(const Ui *ui, const char *query)
{
	const gint64 *n = g_hash_table_lookup(ui->feeds.counts, query);
	return n ? *n : -1;
}

static void
add_views(Ui *ui)
{
	Feeds *feeds = &ui->feeds;
	for (ViewKind k = VIEW_ALL; k <= VIEW_TODAY; k++) {
		View view = { .kind = k };
		g_autofree char *title = view_title(ui, &view);
		FeedsRow *row = add_row(feeds, FEEDS_VIEW, view, title);
		if (k == VIEW_UNREAD)
			row->unread = feeds->unread;
		else if (k == VIEW_STARRED)
			row->total = feeds->starred;
		else if (k == VIEW_TODAY)
			row->unread = counted(ui, today);
	}
}

static void
add_searches(Ui *ui)
{
	const GPtrArray *searches = conf_searches(ui->conf);
	for (guint i = 0; i < searches->len; i++) {
		const ConfSearch *s = searches->pdata[i];
		View view = { .kind = VIEW_SEARCH,
			.name = g_strdup(s->name),
			.text = g_strdup(s->query) };
		FeedsRow *row =
			add_row(&ui->feeds, FEEDS_SEARCH, view, s->name);
		row->unread = counted(ui, s->query);
	}
}

/* One that took too long is not counted again: it would hold up the keys after
 * each mark. */
static void
count_search(Ui *ui, const char *text)
{
	enum { AT_MOST = 9999 };
	g_autoptr(Query) unread =
		query_parse("is:unread", QUERY_PLAIN, NULL, NULL);
	g_autoptr(Query) query = query_parse(text, QUERY_PLAIN, NULL, NULL);
	const gint64 *before = g_hash_table_lookup(ui->feeds.counts, text);
	if (!query || (before && *before < 0))
		return;
	g_autoptr(Query) both = query_both(query, unread);
	store_set_patience(ui->store, UI_PATIENCE_COUNT);
	g_autoptr(GError) error = NULL;
	gint64 n = store_count(ui->store, both, AT_MOST, &error);
	store_set_patience(ui->store, UI_PATIENCE);
	if (!error || g_error_matches(error, STORE_ERROR, STORE_ERROR_SLOW))
		g_hash_table_replace(ui->feeds.counts, g_strdup(text),
			g_memdup2(&n, sizeof n));
}

void
feeds_start_counting(Ui *ui)
{
	if (ui->feeds.stale)
		ui->feeds.to_count = conf_searches(ui->conf)->len + 1;
	ui->feeds.stale = false;
}

bool
feeds_count_one(Ui *ui)
{
	const GPtrArray *searches = conf_searches(ui->conf);
	Feeds *feeds = &ui->feeds;
	if (!feeds->to_count)
		return false;
	guint i = --feeds->to_count;
	if (i == 0)
		count_search(ui, today);
	else if (i <= searches->len)
		count_search(ui,
			((const ConfSearch *)searches->pdata[i - 1])->query);
	if (!feeds->to_count)
		feeds_rebuild(ui);
	return feeds->to_count > 0;
}

static int
compare_feeds(const StoreFeed *a, const StoreFeed *b, int order)
{
	if (order == FEED_SORT_UNREAD && a->unread != b->unread)
		return a->unread > b->unread ? -1 : 1;
	if (order == FEED_SORT_NEWEST && a->newest != b->newest)
		return a->newest > b->newest ? -1 : 1;
	if (order != FEED_SORT_FILE)
		return g_utf8_collate(a->label, b->label);
	return 0;
}

static gint
by_order(gconstpointer a, gconstpointer b, gpointer order)
{
	return compare_feeds(*(StoreFeed *const *)a, *(StoreFeed *const *)b,
		GPOINTER_TO_INT(order));
}

/* A group or feed in the tree while it is built. */
typedef struct Node {
	char *name;        /* of a group: the whole path; NULL for the root */
	GPtrArray *groups; /* Node */
	GPtrArray *feeds;  /* StoreFeed, borrowed */
	gint64 unread, total;
	bool failed;
} Node;

static void
node_free(gpointer data)
{
	Node *node = data;
	g_free(node->name);
	g_ptr_array_unref(node->groups);
	g_ptr_array_unref(node->feeds);
	g_free(node);
}

static Node *
node_new(const char *name)
{
	Node *node = g_new0(Node, 1);
	node->name = g_strdup(name);
	node->groups = g_ptr_array_new_with_free_func(node_free);
	node->feeds = g_ptr_array_new();
	return node;
}

static Node *
child(Node *node, const char *path, gsize len)
{
	for (guint i = 0; i < node->groups->len; i++) {
		Node *group = node->groups->pdata[i];
		if (strlen(group->name) == len &&
			memcmp(group->name, path, len) == 0)
			return group;
	}
	g_autofree char *name = g_strndup(path, len);
	Node *group = node_new(name);
	g_ptr_array_add(node->groups, group);
	return group;
}

/* Counts a feed in a group, once however many of its groups lie in it. */
static void
count(Node *node, const StoreFeed *feed, GHashTable *counted)
{
	if (!g_hash_table_add(counted, node))
		return;
	node->unread += feed->unread;
	node->total += feed->total;
	node->failed = node->failed || feed->last_error;
}

enum { DEEPEST = 8 };

static void
place_feed(Node *root, StoreFeed *feed)
{
	g_autoptr(GHashTable) counted = g_hash_table_new(NULL, NULL);
	if (!feed->groups[0])
		g_ptr_array_add(root->feeds, feed);
	for (char **group = feed->groups; *group; group++) {
		Node *node = root;
		const char *end = *group;
		for (int depth = 0; *end && depth < DEEPEST; depth++) {
			const char *slash = strchr(end, '/');
			end = slash ? slash : end + strlen(end);
			node = child(node, *group, (gsize)(end - *group));
			count(node, feed, counted);
			end += slash ? 1 : 0;
		}
		g_ptr_array_add(node->feeds, feed);
	}
}

static void
add_feed_row(Ui *ui, const StoreFeed *feed, int depth)
{
	if (!conf_bool(ui->conf, OPT_SHOW_READ_FEEDS) && !feed->unread &&
		!(ui->articles.view.kind == VIEW_FEED &&
			ui->articles.view.feed == feed->id))
		return;
	View view = { .kind = VIEW_FEED, .feed = feed->id };
	FeedsRow *row = add_row(&ui->feeds, FEEDS_FEED, view, feed->label);
	row->depth = depth;
	row->unread = feed->unread;
	row->total = feed->total;
	row->failed = feed->last_error || feed->gone;
}

static void
add_tree(Ui *ui, const Node *node, int depth)
{
	for (guint i = 0; i < node->groups->len; i++) {
		const Node *group = node->groups->pdata[i];
		View view = { .kind = VIEW_GROUP,
			.name = g_strdup(group->name) };
		g_autofree char *title = view_title(ui, &view);
		FeedsRow *row = add_row(&ui->feeds, FEEDS_GROUP, view, title);
		row->depth = depth;
		row->unread = group->unread;
		row->total = group->total;
		row->failed = group->failed;
		row->folded =
			g_hash_table_contains(ui->feeds.folded, group->name);
		if (!row->folded)
			add_tree(ui, group, depth + 1);
	}
	for (guint i = 0; i < node->feeds->len; i++)
		add_feed_row(ui, node->feeds->pdata[i], depth);
}

static void
add_feeds(Ui *ui)
{
	Feeds *feeds = &ui->feeds;
	int order = conf_int(ui->conf, OPT_FEED_SORT);
	if (order == FEED_SORT_NEWEST)
		store_feeds_newest(ui->store, feeds->all);
	g_autoptr(GPtrArray) sorted = g_ptr_array_copy(feeds->all, NULL, NULL);
	g_ptr_array_set_free_func(sorted, NULL);
	g_ptr_array_sort_with_data(sorted, by_order, GINT_TO_POINTER(order));
	Node *root = node_new(NULL);
	for (guint i = 0; i < sorted->len; i++) {
		StoreFeed *feed = sorted->pdata[i];
		if (!feed->hidden)
			place_feed(root, feed);
	}
	add_tree(ui, root, 0);
	node_free(root);
}

static void
add_labels(Ui *ui)
{
	for (guint i = 0; ui->feeds.labels && i < ui->feeds.labels->len; i++) {
		const StoreTally *t = ui->feeds.labels->pdata[i];
		View view = { .kind = VIEW_LABEL, .name = g_strdup(t->name) };
		FeedsRow *row = add_row(&ui->feeds, FEEDS_LABEL, view, t->name);
		row->unread = t->unread;
		row->total = t->total;
	}
}

int
feeds_row_of(const Ui *ui, const View *view)
{
	const GPtrArray *rows = ui->feeds.rows;
	for (guint i = 0; rows && i < rows->len; i++)
		if (view_equal(&((FeedsRow *)rows->pdata[i])->view, view))
			return (int)i;
	return -1;
}

void
feeds_rebuild(Ui *ui)
{
	Feeds *feeds = &ui->feeds;
	View here = { 0 };
	const FeedsRow *current = feeds_current(ui);
	int before = feeds->list.cursor - feeds->list.top;
	if (current)
		here = view_copy(&current->view);
	if (feeds->rows)
		g_ptr_array_unref(feeds->rows);
	feeds->rows = g_ptr_array_new_with_free_func(row_free);
	add_views(ui);
	add_searches(ui);
	add_feeds(ui);
	add_labels(ui);
	feeds->list.rows = (int)feeds->rows->len;
	int row = current ? feeds_row_of(ui, &here)
			  : feeds_row_of(ui, &ui->articles.view);
	if (row >= 0) {
		feeds->list.top = row - before;
		feeds->list.cursor = row;
	}
	list_go(&feeds->list, feeds->list.cursor);
	view_clear(&here);
	ui->dirty = true;
}

void
feeds_reload(Ui *ui)
{
	Feeds *feeds = &ui->feeds;
	g_autoptr(GError) error = NULL;
	GPtrArray *all = store_feeds(ui->store, false, &error);
	if (!all) {
		ui_complain(ui, "%s", error->message);
		return;
	}
	if (feeds->all)
		g_ptr_array_unref(feeds->all);
	if (feeds->labels)
		g_ptr_array_unref(feeds->labels);
	feeds->all = all;
	feeds->labels = store_labels(ui->store, NULL);
	g_hash_table_remove_all(feeds->by_id);
	feeds->stale = true;
	feeds->unread = feeds->starred = 0;
	for (guint i = 0; i < all->len; i++) {
		StoreFeed *feed = all->pdata[i];
		g_hash_table_insert(feeds->by_id, &feed->id, feed);
		feeds->unread += feed->unread;
		feeds->starred += feed->starred;
	}
	feeds_rebuild(ui);
}

const StoreFeed *
feeds_find(const Ui *ui, gint64 id)
{
	return g_hash_table_lookup(ui->feeds.by_id, &id);
}

/* The feed's own setting for OPTION, else the option itself. */
static int
setting(const Ui *ui, gint64 id, SubSetting which, OptionId option)
{
	const StoreFeed *feed = feeds_find(ui, id);
	g_autofree char *text =
		feed ? sub_reading_setting(feed->settings, which) : NULL;
	OptionValue value = { 0 };
	if (!text || !option_parse(option, text, &value, NULL))
		return conf_int(ui->conf, option);
	int number = value.number;
	option_value_clear(&value);
	return number;
}

int
feeds_mark_read(const Ui *ui, gint64 feed)
{
	return setting(ui, feed, SUB_MARK_READ, OPT_MARK_READ);
}

StoreSort
feeds_sort(const Ui *ui, const View *view)
{
	return view->kind == VIEW_FEED
		? (StoreSort)setting(ui, view->feed, SUB_SORT, OPT_SORT)
		: (StoreSort)conf_int(ui->conf, OPT_SORT);
}

const FeedsRow *
feeds_current(const Ui *ui)
{
	const Feeds *feeds = &ui->feeds;
	if (!feeds->rows || feeds->list.cursor >= (int)feeds->rows->len)
		return NULL;
	return feeds->rows->pdata[feeds->list.cursor];
}

static bool
in_group(const StoreFeed *feed, const char *group)
{
	gsize len = strlen(group);
	for (char **g = feed->groups; *g; g++)
		if (strncmp(*g, group, len) == 0 &&
			((*g)[len] == '\0' || (*g)[len] == '/'))
			return true;
	return false;
}

void
feeds_count(Ui *ui, gint64 id, int unread, int starred)
{
	Feeds *feeds = &ui->feeds;
	StoreFeed *feed = g_hash_table_lookup(feeds->by_id, &id);
	if (!feed)
		return;
	feed->unread += unread;
	feed->starred += starred;
	feeds->unread += unread;
	feeds->starred += starred;
	feeds->stale = true;
	for (guint i = 0; i < feeds->rows->len; i++) {
		FeedsRow *row = feeds->rows->pdata[i];
		if (row->view.kind == VIEW_STARRED)
			row->total = feeds->starred;
		else if (row->view.kind == VIEW_UNREAD)
			row->unread = feeds->unread;
		else if ((row->kind == FEEDS_FEED && row->view.feed == id) ||
			(row->kind == FEEDS_GROUP &&
				in_group(feed, row->view.name)))
			row->unread += unread;
	}
	ui->dirty = true;
}

void
feeds_free(Ui *ui)
{
	Feeds *feeds = &ui->feeds;
	g_clear_pointer(&feeds->rows, g_ptr_array_unref);
	g_clear_pointer(&feeds->by_id, g_hash_table_unref);
	g_clear_pointer(&feeds->all, g_ptr_array_unref);
	g_clear_pointer(&feeds->labels, g_ptr_array_unref);
	g_clear_pointer(&feeds->folded, g_hash_table_unref);
	g_clear_pointer(&feeds->counts, g_hash_table_unref);
}

static void
title(Ui *ui, GString *out)
{
	g_string_append(out, _("Feeds"));
}

static void
paint(Ui *ui, Grid *grid, GridRect rect)
{
	Feeds *feeds = &ui->feeds;
	feeds->list.height = rect.rows;
	list_go(&feeds->list, feeds->list.cursor);
	for (int i = 0; i < rect.rows; i++) {
		int at = feeds->list.top + i;
		if (at >= (int)feeds->rows->len)
			break;
		format_feed(
			ui, grid, rect, rect.row + i, feeds->rows->pdata[at]);
		if (at == feeds->list.cursor)
			paint_cursor(ui, grid, rect, rect.row + i, PANE_FEEDS);
	}
}

static bool
move(Ui *ui, CommandId command, int n)
{
	return list_move(&ui->feeds.list, command, n);
}

static void
open(Ui *ui)
{
	const FeedsRow *row = feeds_current(ui);
	if (!row)
		return;
	View view = view_copy(&row->view);
	g_autofree char *problem = row->kind == FEEDS_SEARCH
		? ui_search_problem(view.name, view.text)
		: NULL;
	articles_show(ui, &view);
	view_clear(&view);
	ui_focus(ui, PANE_ARTICLES);
	if (problem)
		ui_complain(ui, "%s", problem);
}

static char *
address(Ui *ui, char **name)
{
	const FeedsRow *row = feeds_current(ui);
	const StoreFeed *feed = row && row->kind == FEEDS_FEED
		? feeds_find(ui, row->view.feed)
		: NULL;
	if (!feed)
		return NULL;
	*name = g_strdup(feed->label);
	return g_strdup(feed->site ? feed->site : feed->url);
}

void
do_toggle_group(Ui *ui, const Command *c)
{
	const FeedsRow *row = feeds_current(ui);
	if (!row || row->kind != FEEDS_GROUP) {
		ui_say(ui, _("The cursor is not on a group."));
		return;
	}
	if (row->folded)
		g_hash_table_remove(ui->feeds.folded, row->view.name);
	else
		g_hash_table_add(ui->feeds.folded, g_strdup(row->view.name));
	feeds_rebuild(ui);
}

const PaneOps feeds_pane = {
	.context = CTX_FEEDS,
	.title = title,
	.paint = paint,
	.move = move,
	.open = open,
	.address = address,
};

void
feeds_init(Ui *ui)
{
	Feeds *feeds = &ui->feeds;
	feeds->by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
	feeds->counts =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	feeds->folded =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	feeds->all = g_ptr_array_new_with_free_func(free_feed);
	feeds->labels = g_ptr_array_new_with_free_func(free_tally);
	feeds->rows = g_ptr_array_new_with_free_func(row_free);
}
