/* SPDX-License-Identifier: MIT
 *
 * Expectations in forms of their own.
 */
#include <config.h>

#include "tests/conformance/check.h"
#include "tests/conformance/expect.h"
#include "tests/conformance/runners.h"
#include "tests/conformance/suite.h"

#include <string.h>

#define BASE "https://feeds.example/feed.xml"

/* "# Item begin ###": the name, if LINE opens (or closes) a group. */
static char *
group(const char *line, const char *word)
{
	const char *at =
		g_str_has_prefix(line, "# ") ? strstr(line, word) : NULL;

	return at ? g_ascii_strdown(line + 2, at - line - 2) : NULL;
}

static void
add_child(json_t *in, const char *name, json_t *child)
{
	g_autofree char *key = g_strconcat(name, "s", NULL);
	json_t *list = json_object_get(in, key);

	if (!list) {
		list = json_array();
		json_object_set_new(in, key, list);
	}
	json_array_append_new(list, child);
}

/* libsyndication: groups of 'key: #value#', the value over several lines. */
static json_t *
syndication_read(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	json_t *stack[8] = { json_object() };
	int depth = 0;

	for (char **l = lines; *l; l++) {
		g_autofree char *open = group(*l, " begin #");
		g_autofree char *close = group(*l, " end #");
		const char *colon = strstr(*l, ": #");

		if (open && depth < 7) {
			stack[depth + 1] = json_object();
			add_child(stack[depth], open, stack[depth + 1]);
			depth++;
		} else if (close && depth > 0) {
			depth--;
		} else if (colon) {
			g_autofree char *key =
				g_strndup(*l, (gsize)(colon - *l));
			g_autoptr(GString) value = g_string_new(colon + 3);

			while (!g_str_has_suffix(value->str, "#") && l[1])
				g_string_append_printf(value, "\n%s", *++l);
			g_string_truncate(value, MAX(value->len, 1) - 1);
			/* "3501 (0:58:21)" */
			if (strcmp(key, "duration") == 0)
				g_string_truncate(
					value, strcspn(value->str, " "));
			if (!g_str_has_prefix(value->str, "hash:"))
				json_object_set_new(stack[depth], key,
					json_string(value->str));
		}
	}
	return stack[0];
}

static const Row syndication_rows[] = {
	{ "title", "feed.title" },
	{ "link", "feed.link" },
	{ "description", "feed.subtitle" },
	{ "language", "feed.language" },
	{ "copyright", "feed.rights" },
	{ "persons[].name", "feed.authors[].name" },
	{ "persons[].uri", "feed.authors[].href" },
	{ "persons[].email", "feed.authors[].email" },
	{ "images[].url", "feed.image.href" },
	{ "images[].title", "feed.image.title" },
	{ "images[].link", "feed.image.link" },
	{ "categorys[].term", "feed.tags[].term" },
	{ "categorys[].scheme", "feed.tags[].scheme" },
	{ "categorys[].label", "feed.tags[].label" },
	{ "items[].id", "entries[].id|entries[].link" },
	{ "items[].title", "entries[].title" },
	{ "items[].link", "entries[].link" },
	{ "items[].description",
		"entries[].summary|entries[].content#0.value" },
	{ "items[].content", "entries[].content#0.value" },
	{ "items[].datePublished", "entries[].published|entries[].updated" },
	{ "items[].dateUpdated", "entries[].updated|entries[].published" },
	{ "items[].language", "entries[].language|feed.language" },
	{ "items[].persons[].name", "entries[].authors[].name" },
	{ "items[].persons[].uri", "entries[].authors[].href" },
	{ "items[].persons[].email", "entries[].authors[].email" },
	{ "items[].categorys[].term", "entries[].tags[].term" },
	{ "items[].enclosures[].url", "entries[].enclosures[].href" },
	{ "items[].enclosures[].type", "entries[].enclosures[].type" },
	{ "items[].enclosures[].length", "entries[].enclosures[].length" },
	{ "items[].enclosures[].duration", "entries[].duration" },
	{ "items[].commentsLink", "entries[].comments" },
	{ "items[].commentsFeed", "entries[].comments_feed" },
	{ "items[].commentsCount", "entries[].comment_count" },
	{ 0 },
};

/* Theirs have contributors behind the authors. */
static void
join_people(json_t *o)
{
	json_t *authors = json_object_get(o, "authors");
	json_t *others = json_object_get(o, "contributors");

	if (!authors)
		json_object_set(o, "authors", others);
	else if (others)
		json_array_extend(authors, others);
}

static json_t *
entry_of(json_t *entries, const json_t *item)
{
	const char *id = json_string_value(json_object_get(item, "id"));
	size_t i;
	json_t *e;

	json_array_foreach(entries, i, e)
	{
		json_t *own = json_object_get(e, "id");

		if (id && g_strcmp0(json_string_value(own), id) == 0)
			return e;
	}
	return NULL;
}

/* Theirs have no order of their own in RDF: it is a graph to them. */
static void
order_by_id(json_t *dump, const json_t *items)
{
	json_t *entries = json_object_get(dump, "entries");
	json_t *ordered = json_array();
	size_t i;
	const json_t *item;

	json_array_foreach(items, i, item)
	{
		json_t *e = entry_of(entries, item);

		if (e)
			json_array_append(ordered, e);
	}
	if (json_array_size(ordered) == json_array_size(entries))
		json_object_set(dump, "entries", ordered);
	json_decref(ordered);
}

static void
syndication_file(Suite *s, const char *path)
{
	g_autofree char *feed =
		g_strndup(path, strlen(path) - strlen(".expected"));
	g_autofree char *text = NULL, *data = NULL, *why = NULL;
	g_autoptr(json_t) expected = NULL, dump = NULL;
	bool seen = false, good;
	gsize len;
	size_t i;
	json_t *entry, *theirs;

	if (!g_file_get_contents(path, &text, NULL, NULL) ||
		!g_file_get_contents(feed, &data, &len, NULL))
		return;
	expected = syndication_read(text);
	dump = suite_dump(data, len, NULL, NULL);
	join_people(json_object_get(dump, "feed"));
	json_array_foreach(json_object_get(dump, "entries"), i, entry)
		join_people(entry);
	theirs = json_array_get(json_object_get(expected, "feeds"), 0);
	if (strstr(path, "/rdf/"))
		order_by_id(dump, json_object_get(theirs, "items"));
	good = check_rows(theirs, dump, syndication_rows, &seen, &why);
	if (seen)
		suite_count(s, path, good, why);
	else
		s->outside++;
}

/* yarr's names in the words of the expressions that expect.h reads.  What
 * has no identifier of its own goes there by its link. */
static char *
yarr_expression(const char *line, const char *id)
{
	const struct {
		const char *theirs, *ours;
	} words[] = {
		{ "feed.Items", "entries" },
		{ "feed.SiteURL", "feed.link" },
		{ "feed.Title", "feed.title" },
		{ ".GUID", id },
		{ ".Title", ".title" },
		{ ".Content", ".content[0].value" },
		{ ".MediaLinks[0].URL", ".image.href" },
		{ ".URL", ".link" },
	};
	g_autoptr(GString) out = g_string_new(line);

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		g_string_replace(out, words[i].theirs, words[i].ours, 0);
	return g_strdup(out->str);
}

/* A line "@ expression" each; dates and counts of media are in Go. */
static void
yarr_file(Suite *s, const char *path)
{
	g_autofree char *text = NULL, *why = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(json_t) dump = NULL;
	const char *json;
	bool good = true;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return;
	json = g_str_has_prefix(text, "/*") ? strstr(text, "*/") : NULL;
	json = json ? json + 2 : text;
	dump = suite_dump(json, strlen(json), NULL, NULL);
	lines = g_strsplit(text, "\n", -1);
	for (char **l = lines; *l; l++) {
		g_autofree char *e = NULL, *other = NULL;

		if (!g_str_has_prefix(*l, "@ ") || strstr(*l, "time.") ||
			strstr(*l, "MediaLinks)") || strstr(*l, ".Type"))
			continue;
		e = yarr_expression(*l + 2, ".id");
		other = yarr_expression(*l + 2, ".link");
		good = dump &&
			(expect_evaluate(e, dump, &why) == EXPECT_TRUE ||
				expect_evaluate(other, dump, &why) ==
					EXPECT_TRUE) &&
			good;
	}
	suite_count(s, path, good, why);
}

/* laminas-feed: the folder names the field that the feeds in it have. */
static const struct {
	const char *folder, *list, *ours;
	const char *marks; /* and the feed has one of these at all */
} laminas_fields[] = {
	{ "/Feed/", "/author/", "authors", "author|creator|Editor" },
	{ "/Feed/", "/category/", "tags", NULL },
	{ "/Feed/", "/copyright/", "rights", "copyright|rights" },
	{ "/Feed/", "/datecreated/", "published", NULL },
	{ "/Feed/", "/datemodified/", "updated|published", NULL },
	{ "/Feed/", "/description/", "subtitle", NULL },
	{ "/Feed/", "/feedlink/", "links", NULL },
	{ "/Feed/", "/generator/", "generator", NULL },
	{ "/Feed/", "/hubs/", "links", NULL },
	{ "/Feed/", "/id/", "id|link", NULL },
	{ "/Feed/", "/image/", "image", NULL },
	{ "/Feed/", "/language/", "language", "language|xml:lang" },
	{ "/Feed/", "/link/", "link", NULL },
	{ "/Feed/", "/title/", "title", NULL },
	{ "/Entry/", "/author/", "authors", "author|creator" },
	{ "/Entry/", "/category/", "tags", NULL },
	{ "/Entry/", "/commentcount/", "comment_count", NULL },
	{ "/Entry/", "/commentfeedlink/", "comments_feed",
		"replies|commentRss" },
	{ "/Entry/", "/commentlink/", "comments", NULL },
	{ "/Entry/", "/content/", "content", NULL },
	{ "/Entry/", "/datecreated/", "published|created", NULL },
	{ "/Entry/", "/datemodified/", "updated|published", NULL },
	{ "/Entry/", "/description/", "summary", NULL },
	{ "/Entry/", "/enclosure/", "enclosures", "enclosure" },
	{ "/Entry/", "/id/", "id|link|title", NULL },
	{ "/Entry/", "/link/", "link", NULL },
	{ "/Entry/", "/links/", "links", NULL },
	{ "/Entry/", "/title/", "title", NULL },
};

static bool
has_one(const json_t *o, const char *names)
{
	g_auto(GStrv) list = g_strsplit(names, "|", -1);

	for (char **n = list; *n; n++)
		if (json_object_get(o, *n))
			return true;
	return false;
}

/* A feed without authors has those of its entries. */
static bool
has_field(const json_t *dump, const char *folder, const char *names)
{
	const json_t *feed = json_object_get(dump, "feed");
	const json_t *entry =
		json_array_get(json_object_get(dump, "entries"), 0);

	if (strcmp(folder, "/Entry/") == 0)
		return has_one(entry, names);
	return has_one(feed, names) ||
		(strcmp(names, "authors") == 0 && has_one(entry, names));
}

static bool
mentions(const char *data, const char *marks)
{
	g_auto(GStrv) list = g_strsplit(marks ? marks : "", "|", -1);

	for (char **m = list; *m; m++)
		if (strstr(data, *m))
			return true;
	return !marks;
}

static void
laminas_file(Suite *s, const char *path)
{
	g_autofree char *data = NULL;
	g_autoptr(json_t) dump = NULL;
	gsize len;

	if (strstr(path, "/none/") || strstr(path, "/AtomSource/") ||
		!g_file_get_contents(path, &data, &len, NULL))
		return;
	dump = suite_dump(data, len, NULL, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(laminas_fields); i++)
		if (strstr(path, laminas_fields[i].folder) &&
			strstr(path, laminas_fields[i].list) &&
			mentions(data, laminas_fields[i].marks))
			suite_count(s, path,
				has_field(dump, laminas_fields[i].folder,
					laminas_fields[i].ours),
				laminas_fields[i].ours);
}

static bool
run(Suite *s, const char *folder, const char *ending,
	void (*look)(Suite *, const char *), bool verbose)
{
	g_autoptr(GPtrArray) files = suite_files(folder);

	for (guint i = 0; i < files->len; i++)
		if (g_str_has_suffix(files->pdata[i], ending))
			look(s, files->pdata[i]);
	return suite_report(s, verbose);
}

bool
foreign_run(bool verbose)
{
	Suite syndication = { "syndication", 95 };
	Suite yarr = { "yarr", 92 };
	Suite laminas = { "laminas-feed", 99 };
	bool good = run(&syndication, "syndication", ".expected",
		syndication_file, verbose);

	good = run(&yarr, "yarr", "", yarr_file, verbose) && good;
	return run(&laminas, "laminas-feed", ".xml", laminas_file, verbose) &&
		good;
}
