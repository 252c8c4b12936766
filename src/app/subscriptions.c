/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/subscriptions.h"

#include <string.h>

#include "base/i18n.h"

static int
days_or_items(const Sub *sub, SubSetting setting)
{
	return (int)CLAMP(subs_number(sub, setting, 0), -1, G_MAXINT);
}

/* The store, and the settings if they are in use, follow the file. */
static bool
follow(const Cli *cli, const Subs *subs, Store *store, GError **error)
{
	const GPtrArray *list = subs_list(subs);
	g_autoptr(GPtrArray) settings = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) rows =
		g_array_new(FALSE, TRUE, sizeof(StoreSubscription));
	for (guint i = 0; i < list->len; i++) {
		const Sub *sub = list->pdata[i];
		if (sub->kind == SUB_QUERY)
			continue;
		g_ptr_array_add(settings, sub_settings(sub));
		StoreSubscription row = { .url = sub->address,
			.name = sub->title,
			.groups = (const char *const *)sub->groups,
			.settings = settings->pdata[settings->len - 1],
			.hidden = sub->hidden,
			.keep_days = days_or_items(sub, SUB_KEEP_DAYS),
			.keep_count = days_or_items(sub, SUB_KEEP_ITEMS) };
		g_array_append_val(rows, row);
	}
	if (cli->conf)
		conf_take_searches(cli->conf, subs);
	return store_subscribe(store,
		(const StoreSubscription *)(gpointer)rows->data, rows->len,
		error);
}

bool
subscriptions_sync(
	const Cli *cli, Store *store, char ***problems, GError **error)
{
	/* What others write meanwhile must not be undone in the store. */
	g_auto(PathsLock) lock = paths_lock(cli->paths->urls);
	g_autoptr(Subs) subs = subs_load(cli->paths->urls, error);
	if (!subs)
		return false;
	if (problems)
		*problems = g_strdupv((char **)(gsize)subs_problems(subs));
	return follow(cli, subs, store, error);
}

void
subscriptions_step_free(SubscriptionsStep *step)
{
	g_free(step->before);
	g_free(step->after);
	g_free(step);
}

bool
subscriptions_change(const Cli *cli, Store *store, SubscriptionsChange change,
	gpointer data, SubscriptionsStep **step, GError **error)
{
	if (!paths_make_parent(cli->paths->urls, error))
		return false;
	g_auto(PathsLock) lock = paths_lock(cli->paths->urls);
	g_autoptr(Subs) subs = subs_load(cli->paths->urls, error);
	g_autofree char *before = subs ? subs_text(subs, NULL) : NULL;
	if (!subs || !change(subs, data, error) || !subs_save(subs, error) ||
		!follow(cli, subs, store, error))
		return false;
	if (step) {
		*step = g_new0(SubscriptionsStep, 1);
		(*step)->before = g_steal_pointer(&before);
		(*step)->after = subs_text(subs, NULL);
	}
	return true;
}

bool
subscriptions_take_back(const Cli *cli, Store *store,
	const SubscriptionsStep *step, GError **error)
{
	g_auto(PathsLock) lock = paths_lock(cli->paths->urls);
	g_autoptr(Subs) subs = subs_load(cli->paths->urls, error);
	g_autofree char *now = subs ? subs_text(subs, NULL) : NULL;
	if (!subs)
		return false;
	if (strcmp(now, step->after) != 0) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			_("The subscriptions have changed since; "
			  ":edit-subscriptions opens them."));
		return false;
	}
	subs_set_text(subs, step->before, strlen(step->before));
	return subs_save(subs, error) && follow(cli, subs, store, error);
}

static bool
move_in_file(Subs *subs, const char *from, const char *to, GError **error)
{
	if (subs_find(subs, to))
		subs_remove(subs, from);
	else if (!subs_set_address(subs, from, to)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
			_("%s is not among the subscriptions"), from);
		return false;
	}
	return subs_save(subs, error);
}

/* The store is told before it is made to follow the file: or the feed would
 * be a new one to it, without the articles. */
static bool
move(const Cli *cli, Subs *subs, Store *store, const StoreFeed *feed,
	const char *to, GError **error)
{
	const Sub *sub = subs_find(subs, feed->url);
	g_autofree char *address = sub ? sub_moved(sub, to) : g_strdup(to);
	return move_in_file(subs, feed->url, address, error) &&
		store_move_feed(store, feed->id, address, NULL, error) &&
		follow(cli, subs, store, error);
}

bool
subscriptions_move(const Cli *cli, Store *store, gint64 feed, const char *to,
	GError **error)
{
	g_autoptr(StoreFeed) f = store_feed(store, feed, error);
	g_auto(PathsLock) lock = paths_lock(cli->paths->urls);
	g_autoptr(Subs) subs = f ? subs_load(cli->paths->urls, error) : NULL;
	return subs && move(cli, subs, store, f, to, error);
}
