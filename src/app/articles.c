/* SPDX-License-Identifier: MIT
 *
 * The commands about articles in the store: list, links, mark.
 */
#include <config.h>

#include "app/cli.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/width.h"
#include "store/store.h"
#include "url/url.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Rows asked for at a time; the list itself has no end. */
#define PAGE 500

static Query *
parse_query(const char *text)
{
	gsize offset = 0;
	g_autoptr(GError) error = NULL;
	Query *query = query_parse(text, QUERY_PLAIN, &offset, &error);
	if (!query)
		cli_fail(_("%s (at “%s”)"), error->message, text + offset);
	return query;
}

static json_t *
strings_to_json(char *const *strings)
{
	json_t *array = json_array();
	for (; strings && *strings; strings++)
		json_array_append_new(array, json_string(*strings));
	return array;
}

static json_t *
row_to_json(const StoreRow *row)
{
	json_t *o = json_object();
	json_object_set_new(o, "id", json_integer(row->id));
	json_object_set_new(o, "feed", json_integer(row->feed_id));
	json_put_string(o, "feed_title", row->feed_title);
	json_put_string(o, "title", row->title);
	json_put_string(o, "url", row->url);
	json_put_string(o, "author", row->author);
	json_put_time(o, "published", row->published);
	json_put_time(o, "updated", row->updated);
	json_object_set_new(o, "unread", json_boolean(row->unread));
	json_object_set_new(o, "starred", json_boolean(row->starred));
	json_object_set_new(o, "labels", strings_to_json(row->labels));
	return o;
}

static void
print_json_row(const StoreRow *row)
{
	g_autoptr(json_t) o = row_to_json(row);
	json_write_line(stdout, o);
}

static char *
day(gint64 t)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(t);
	g_autoptr(GDateTime) local = utc ? g_date_time_to_local(utc) : NULL;
	return local ? g_date_time_format(local, "%Y-%m-%d") : g_strdup("");
}

/* For a program: fields between tabs. */
static void
print_tabbed_row(const StoreRow *row)
{
	g_autofree char *date = day(row->date);
	printf("%" G_GINT64_FORMAT "\t%s%s\t%s\t%s\t%s\t%s\n", row->id,
		row->unread ? "N" : "", row->starred ? "*" : "", date,
		row->feed_title, row->title, row->url ? row->url : "");
}

static void
print_padded(const char *text, int columns)
{
	g_autofree char *cut = width_cut(text, columns);
	printf("%s%*s", cut, columns - width_text(cut, -1), "");
}

/* For a person: columns that fit. */
static void
print_row(const StoreRow *row)
{
	g_autofree char *date = day(row->date);
	int left = MAX(20, cli_columns() - 8 - 2 - 11 - 17);
	g_autofree char *title = width_cut(row->title, left);
	printf("%6" G_GINT64_FORMAT " %s%s %s ", row->id,
		row->unread ? "●" : " ", row->starred ? "★" : " ", date);
	print_padded(row->feed_title, 16);
	printf(" %s\n", title);
}

static int
print_list(Store *store, const Query *query, gboolean json)
{
	void (*print)(const StoreRow *) = json ? print_json_row
		: isatty(STDOUT_FILENO)        ? print_row
					       : print_tabbed_row;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows =
		store_list(store, query, STORE_NEWEST, NULL, PAGE, &error);
	while (rows && rows->len > 0) {
		for (guint i = 0; i < rows->len; i++)
			print(rows->pdata[i]);
		GPtrArray *next = store_list(store, query, STORE_NEWEST,
			rows->pdata[rows->len - 1], PAGE, &error);
		g_ptr_array_unref(rows);
		rows = next;
	}
	return rows ? CLI_DONE : cli_fail_error(error);
}

int
cli_list(Cli *cli, int argc, char **argv)
{
	gboolean json = FALSE;
	int status;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json,
			N_("one JSON object a line"), NULL },
		{ 0 }
	};
	if (!cli_options(entries, _("[QUERY]"), &argc, &argv, &status))
		return status;
	g_autofree char *text = cli_rest(argc, argv);
	g_autoptr(Query) query = parse_query(text);
	if (!query)
		return CLI_USAGE;
	g_autoptr(GError) error = NULL;
	Store *store = cli_store(cli, STORE_RW, &error);
	if (!store)
		return cli_fail_error(error);
	status = print_list(store, query, json);
	store_close(store);
	return status;
}

static const char *const link_kinds[] = { [STORE_LINK_TEXT] = "text",
	[STORE_LINK_IMAGE] = "image",
	[STORE_LINK_EMBED] = "embed",
	[STORE_LINK_ENCLOSURE] = "enclosure",
	[STORE_LINK_FOOTNOTE] = "footnote" };

/* For a person: the text is cut, the address never. */
static void
print_address(int n, const char *text, const char *url)
{
	printf("%4d ", n);
	print_padded(text, MAX(20, cli_columns() * 2 / 5 - 6));
	printf(" %s\n", url);
}

static void
print_link(const StoreLinkRow *link, gboolean json)
{
	g_autofree char *host = url_host(link->url);
	if (!json && isatty(STDOUT_FILENO)) {
		print_address(link->number, link->text, link->url);
		return;
	}
	if (!json) {
		printf("%d\t%s\t%s\t%s\n", link->number, link->text, link->url,
			link->heading);
		return;
	}
	g_autoptr(json_t) o = json_object();
	json_object_set_new(o, "n", json_integer(link->number));
	json_put_string(o, "url", link->url);
	json_put_string(o, "text", link->text);
	json_put_string(o, "host", host);
	json_put_string(o, "heading", link->heading);
	json_put_string(o, "kind", link_kinds[link->kind]);
	json_object_set_new(o, "opened", json_boolean(link->opened != 0));
	json_object_set_new(o, "also", json_integer(link->also));
	json_write_line(stdout, o);
}

static int
print_links(Store *store, gint64 article, gboolean json)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(StoreRow) row = store_row(store, article, &error);
	if (!row)
		return error ? cli_fail_error(error)
			     : cli_fail(_("there is no such article any more"));
	g_autoptr(GPtrArray) links = store_links(store, article, &error);
	if (!links)
		return cli_fail_error(error);
	for (guint i = 0; i < links->len; i++)
		print_link(links->pdata[i], json);
	return CLI_DONE;
}

static int
print_links_of_query(Store *store, const Query *query, gboolean json)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) ids =
		store_ids(store, query, STORE_NEWEST, G_MAXINT, &error);
	if (!ids)
		return cli_fail_error(error);
	for (guint i = 0; i < ids->len; i++)
		if (print_links(store, g_array_index(ids, gint64, i), json))
			return CLI_FAILED;
	return CLI_DONE;
}

static void
print_most(const StoreMost *most, gboolean json)
{
	if (!json && isatty(STDOUT_FILENO)) {
		print_address(most->feeds, most->text, most->url);
		return;
	}
	if (!json) {
		printf("%d\t%s\t%s\n", most->feeds, most->text, most->url);
		return;
	}
	g_autoptr(json_t) o = json_object();
	json_put_string(o, "url", most->url);
	json_put_string(o, "text", most->text);
	json_object_set_new(o, "feeds", json_integer(most->feeds));
	json_object_set_new(o, "articles", json_integer(most->articles));
	json_object_set_new(o, "opened", json_boolean(most->opened != 0));
	json_write_line(stdout, o);
}

static int
print_most_linked(Store *store, const Query *query, gboolean json)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) all =
		store_most_linked(store, query, 0, 200, &error);
	if (!all)
		return cli_fail_error(error);
	for (guint i = 0; i < all->len; i++)
		if (((const StoreMost *)all->pdata[i])->feeds > 1)
			print_most(all->pdata[i], json);
	return CLI_DONE;
}

int
cli_links(Cli *cli, int argc, char **argv)
{
	gboolean json = FALSE, most = FALSE;
	int status;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json,
			N_("one JSON object a line"), NULL },
		{ "most", 0, 0, G_OPTION_ARG_NONE, &most,
			N_("what several feeds link to, most linked first"),
			NULL },
		{ 0 }
	};
	if (!cli_options(entries, _("ID|QUERY"), &argc, &argv, &status))
		return status;
	g_autofree char *text = cli_rest(argc, argv);
	gint64 id = most ? 0 : cli_parse_id(text);
	g_autoptr(Query) query = id ? NULL : parse_query(text);
	if (!id && !query)
		return CLI_USAGE;
	g_autoptr(GError) error = NULL;
	Store *store = cli_store(cli, STORE_RW, &error);
	if (!store)
		return cli_fail_error(error);
	if (most)
		status = print_most_linked(store, query, json);
	else if (id)
		status = print_links(store, id, json);
	else
		status = print_links_of_query(store, query, json);
	store_close(store);
	return status;
}

static const struct {
	const char *word;
	StoreAct act;
} marks[] = { { "read", STORE_MARK_READ }, { "unread", STORE_MARK_UNREAD },
	{ "star", STORE_STAR }, { "unstar", STORE_UNSTAR } };

static int
mark_matching(Store *store, StoreAct act, const Query *query)
{
	g_autoptr(GError) error = NULL;
	int n = store_act_on(store, act, NULL, query, &error);
	if (n < 0)
		return cli_fail_error(error);
	printf(ngettext("%d article changed\n", "%d articles changed\n",
		       (unsigned long)n),
		n);
	return CLI_DONE;
}

/* "5 7": the articles with these ids, as list prints them; NULL if TEXT is
 * something else. */
static char *
query_of_ids(const char *text)
{
	g_autoptr(GString) query = g_string_new(NULL);
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	for (char **w = words; *w; w++) {
		if (!cli_parse_id(*w))
			return NULL;
		g_string_append_printf(
			query, "%sid:%s", query->len ? " OR " : "", *w);
	}
	return g_string_free(g_steal_pointer(&query), FALSE);
}

int
cli_mark(Cli *cli, int argc, char **argv)
{
	int status;
	gsize i = 0;
	if (!cli_options(NULL, _("read|unread|star|unstar ID…|QUERY"), &argc,
		    &argv, &status))
		return status;
	g_autofree char *text = argc > 2 ? cli_rest(argc - 1, argv + 1) : NULL;
	while (text && i < G_N_ELEMENTS(marks) &&
		strcmp(argv[1], marks[i].word) != 0)
		i++;
	/* No words at all would be everything: hardly what was meant. */
	if (!text || !text[strspn(text, " ")] || i == G_N_ELEMENTS(marks)) {
		cli_fail(_("mark takes read, unread, star or unstar, and a "
			   "query (such as feed:twir, or id:12)"));
		return CLI_USAGE;
	}
	g_autofree char *ids = query_of_ids(text);
	g_autoptr(Query) query = parse_query(ids ? ids : text);
	if (!query)
		return CLI_USAGE;
	g_autoptr(GError) error = NULL;
	Store *store = cli_store(cli, STORE_RW, &error);
	if (!store)
		return cli_fail_error(error);
	status = mark_matching(store, marks[i].act, query);
	store_close(store);
	return status;
}
