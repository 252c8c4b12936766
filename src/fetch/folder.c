/* SPDX-License-Identifier: MIT
 *
 * Folders of Markdown.
 */
#include <config.h>

#include "fetch/folder.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "doc/doc.h"

typedef struct {
	json_t *item;
	gint64 date;
	bool bare; /* neither date nor front matter */
} Entry;

typedef struct {
	const char *root;
	gsize max;
	GPtrArray *entries; /* Entry */
	int files, seen;
	gsize bytes;
} Walk;

static void
entry_free(gpointer data)
{
	Entry *e = data;
	json_decref(e->item);
	g_free(e);
}

/* Folders of what is not published, as Jekyll and others name them. */
static bool
is_draft_folder(const char *name)
{
	static const char *const names[] = { "draft", "drafts", "_drafts",
		NULL };
	return g_strv_contains(names, name);
}

static bool
is_entry(const char *name)
{
	static const char *const endings[] = { ".md", ".markdown", ".mdown",
		".smd" };
	g_autofree char *lower = g_ascii_strdown(name, -1);
	if (g_str_has_prefix(lower, "_index.") ||
		g_str_has_prefix(lower, "readme."))
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_has_suffix(lower, endings[i]))
			return true;
	return false;
}

/* "2025-08-31-title.md" as Jekyll and the Rust blog name their files. */
static gint64
date_in_name(const char *name)
{
	g_autofree char *day = g_strdup_printf("%.10sT00:00:00Z", name);
	g_autoptr(GDateTime) t = g_date_time_new_from_iso8601(day, NULL);
	return t ? g_date_time_to_unix(t) : 0;
}

static json_t *
authors(const char *name)
{
	json_t *person = json_object();
	json_put_string(person, "name", name);
	return json_pack("[o]", person);
}

static json_t *
item_new(const char *id, const char *stem, const DocMeta *meta)
{
	json_t *item = json_object();
	json_put_string(item, "id", id);
	json_put_string(item, "url", meta->url);
	json_put_string(item, "title", meta->title ? meta->title : stem);
	json_put_string(item, "summary", meta->description);
	json_put_string(item, "language", meta->language);
	if (meta->author)
		json_object_set_new(item, "authors", authors(meta->author));
	if (meta->tags && *meta->tags) {
		json_t *tags = json_array();
		for (char **t = meta->tags; *t; t++)
			json_array_append_new(tags, json_string(*t));
		json_object_set_new(item, "tags", tags);
	}
	return item;
}

/* "some/thing/index.md" is named after its folder. */
static char *
stem_of(const char *path, const char *name)
{
	g_autofree char *dir = g_path_get_dirname(path);
	char *stem = g_strdup(name);
	*strrchr(stem, '.') = '\0';
	if (strcmp(stem, "index") != 0)
		return stem;
	g_free(stem);
	return g_path_get_basename(dir);
}

static bool
has_front_matter(const char *data)
{
	return g_str_has_prefix(data, "---") || g_str_has_prefix(data, "+++") ||
		g_ascii_strncasecmp(data, "title:", 6) == 0;
}

static void
read_entry(Walk *w, const char *path, const char *name)
{
	gsize len;
	g_autofree char *data =
		buf_read_regular(path, DOC_MAX_BODY, &len, NULL);
	if (!data)
		return;
	g_autofree char *base = g_filename_to_uri(path, NULL, NULL);
	DocSource source = {
		.format = DOC_MARKDOWN, .base = base, .name = name
	};
	g_autoptr(Doc) doc = doc_new(data, len, &source);
	const DocMeta *meta = doc_meta(doc);
	if (meta->draft)
		return;
	Entry *e = g_new0(Entry, 1);
	g_autofree char *stem = stem_of(path, name);
	e->date = meta->date ? meta->date : date_in_name(stem);
	e->item = item_new(path + strlen(w->root) + 1, stem, meta);
	e->bare = !e->date && !has_front_matter(data);
	json_put_time(e->item, "date_published", e->date);
	json_put_time(e->item, "date_modified", meta->updated);
	g_autofree char *html = doc_to_html(doc);
	json_put_string(e->item, "content_html", html);
	w->bytes += strlen(html);
	g_ptr_array_add(w->entries, e);
}

static void
walk(Walk *w, const char *dir, int depth)
{
	GDir *d = g_dir_open(dir, 0, NULL);
	if (!d)
		return;
	const char *name;
	while ((name = g_dir_read_name(d)) && w->files < FOLDER_MAX_FILES &&
		w->seen++ < FOLDER_MAX_SEEN && w->bytes <= w->max) {
		if (*name == '.')
			continue;
		g_autofree char *path = g_build_filename(dir, name, NULL);
		bool is_link = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			if (!is_link && depth < FOLDER_MAX_DEPTH &&
				!is_draft_folder(name))
				walk(w, path, depth + 1);
		} else if (is_entry(name)) {
			w->files++;
			read_entry(w, path, name);
		}
	}
	g_dir_close(d);
}

/* Newest first; by name where dates are the same, so that the bytes are the
 * same each time. */
static gint
by_date(gconstpointer a, gconstpointer b)
{
	const Entry *x = *(const Entry *const *)a,
		    *y = *(const Entry *const *)b;
	if (x->date != y->date)
		return x->date < y->date ? 1 : -1;
	return strcmp(
		json_get_string(x->item, "id"), json_get_string(y->item, "id"));
}

/* Where most have a date, bare pages are those of the site: its privacy
 * policy, what it shows for a wrong address. */
static void
drop_bare(GPtrArray *entries)
{
	guint dated = 0;
	for (guint i = 0; i < entries->len; i++)
		dated += ((Entry *)entries->pdata[i])->date != 0;
	if (2 * dated <= entries->len)
		return;
	for (guint i = entries->len; i-- > 0;)
		if (((Entry *)entries->pdata[i])->bare)
			g_ptr_array_remove_index(entries, i);
}

static char *
write_feed(const Walk *w)
{
	json_t *items = json_array();
	for (guint i = 0; i < w->entries->len; i++)
		json_array_append(items, ((Entry *)w->entries->pdata[i])->item);
	g_autofree char *name = g_path_get_basename(w->root);
	g_autoptr(json_t) feed = json_object();
	json_put_string(feed, "version", "https://jsonfeed.org/version/1.1");
	json_put_string(feed, "title", name);
	json_object_set_new(feed, "items", items);
	char *dumped = json_dumps(feed, JSON_COMPACT);
	char *text = g_strdup(dumped);
	free(dumped);
	return text;
}

char *
folder_to_feed(const char *path, gsize max, gsize *len, GError **error)
{
	g_autofree char *root = g_strdup(path);
	while (g_str_has_suffix(root, "/"))
		root[strlen(root) - 1] = '\0';
	Walk w = { root, max };
	w.entries = g_ptr_array_new_with_free_func(entry_free);
	walk(&w, root, 0);
	drop_bare(w.entries);
	g_ptr_array_sort(w.entries, by_date);
	char *text = w.entries->len ? write_feed(&w) : NULL;
	g_ptr_array_unref(w.entries);
	if (text)
		*len = strlen(text);
	else
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
			_("the folder %s holds no Markdown"), path);
	return text;
}
