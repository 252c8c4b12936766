/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"

static const struct {
	const char *word;  /* in the state file */
	const char *title; /* of the built-in ones */
	const char *query;
} kinds[N_VIEWS] = {
	[VIEW_ALL] = { "all", N_("All"), NULL },
	[VIEW_UNREAD] = { "unread", N_("Unread"), "is:unread" },
	[VIEW_STARRED] = { "starred", N_("Starred"), "is:starred" },
	[VIEW_TODAY] = { "today", N_("Today"), "since:today" },
	[VIEW_FEED] = { "feed", NULL, NULL },
	[VIEW_GROUP] = { "group", NULL, NULL },
	[VIEW_LABEL] = { "label", NULL, NULL },
	[VIEW_SEARCH] = { "search", NULL, NULL },
};

View
view_copy(const View *view)
{
	return (View){ view->kind, view->feed, g_strdup(view->name),
		g_strdup(view->text) };
}

void
view_clear(View *view)
{
	g_clear_pointer(&view->name, g_free);
	g_clear_pointer(&view->text, g_free);
}

bool
view_equal(const View *a, const View *b)
{
	return a->kind == b->kind && a->feed == b->feed &&
		g_strcmp0(a->name, b->name) == 0 &&
		g_strcmp0(a->text, b->text) == 0;
}

char *
view_title(const Ui *ui, const View *view)
{
	if (kinds[view->kind].title)
		return g_strdup(_(kinds[view->kind].title));
	if (view->kind == VIEW_FEED) {
		const StoreFeed *feed = feeds_find(ui, view->feed);
		return g_strdup(feed ? feed->label : "");
	}
	if (view->kind == VIEW_GROUP) {
		const char *slash = strrchr(view->name, '/');
		return g_strdup(slash ? slash + 1 : view->name);
	}
	return g_strdup(view->name ? view->name : view->text);
}

/* A search that is wrong finds nothing: no query at all finds everything, and
 * what is done with the list would be done with that. */
static Query *
search_query(const char *text)
{
	Query *query = query_parse(text, QUERY_PLAIN, NULL, NULL);
	return query
		? query
		: query_parse("is:read is:unread", QUERY_PLAIN, NULL, NULL);
}

Query *
view_query(const View *view)
{
	switch (view->kind) {
	case VIEW_FEED:
		return query_feed(view->feed);
	case VIEW_GROUP:
		return query_group(view->name);
	case VIEW_LABEL:
		return query_label(view->name);
	case VIEW_SEARCH:
		return search_query(view->text);
	default:
		return kinds[view->kind].query
			? query_parse(kinds[view->kind].query, QUERY_PLAIN,
				  NULL, NULL)
			: NULL;
	}
}

char *
view_to_text(const View *view)
{
	const char *word = kinds[view->kind].word;
	if (view->kind == VIEW_FEED)
		return g_strdup_printf(
			"%s\n%" G_GINT64_FORMAT, word, view->feed);
	return g_strjoin("\n", word, view->name ? view->name : "",
		view->text ? view->text : "", NULL);
}

bool
view_from_text(const char *text, View *view)
{
	g_auto(GStrv) parts = g_strsplit(text, "\n", 3);
	guint n = g_strv_length(parts);
	*view = (View){ .kind = VIEW_ALL };
	for (ViewKind k = 0; n && k < N_VIEWS; k++)
		if (g_str_equal(parts[0], kinds[k].word))
			view->kind = k;
	if (view->kind < VIEW_FEED)
		return n > 0;
	if (n < 2)
		return false;
	if (view->kind == VIEW_FEED)
		view->feed = g_ascii_strtoll(parts[1], NULL, 10);
	else if (*parts[1])
		view->name = g_strdup(parts[1]);
	if (view->kind == VIEW_SEARCH)
		view->text = n > 2 ? g_strdup(parts[2]) : NULL;
	bool whole = view->kind == VIEW_FEED ? view->feed > 0
		: view->kind == VIEW_SEARCH  ? view->text != NULL
					     : view->name != NULL;
	if (!whole) {
		view_clear(view);
		view->kind = VIEW_ALL;
	}
	return whole;
}
