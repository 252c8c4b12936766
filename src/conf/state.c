/* SPDX-License-Identifier: MIT
 *
 * {"values":{NAME:STRING},"histories":{NAME:[LINE,…]}}
 */
#include <config.h>

#include "conf/state.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "conf/paths.h"

#define STATE_MAX (8 * 1024 * 1024)
#define LINE_MAX_BYTES 8192

typedef struct {
	GPtrArray *lines; /* always ends with NULL */
	GPtrArray *added; /* since the last save */
	int max;
} History;

struct State {
	char *path;
	GHashTable *values;    /* char * → char * */
	GHashTable *histories; /* char * → History * */
	bool dirty;
};

static void
free_history(gpointer data)
{
	History *h = data;
	g_ptr_array_unref(h->lines);
	g_ptr_array_unref(h->added);
	g_free(h);
}

static History *
get_history(GHashTable *histories, const char *name)
{
	History *h = g_hash_table_lookup(histories, name);
	if (!h) {
		h = g_new0(History, 1);
		h->lines = g_ptr_array_new_with_free_func(g_free);
		h->added = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(h->lines, NULL);
		h->max = G_MAXINT;
		g_hash_table_insert(histories, g_strdup(name), h);
	}
	return h;
}

static void
add_line(History *h, const char *line)
{
	for (guint i = 0; i + 1 < h->lines->len; i++)
		if (strcmp(h->lines->pdata[i], line) == 0) {
			g_ptr_array_remove_index(h->lines, i);
			break;
		}
	g_ptr_array_insert(h->lines, h->lines->len - 1, g_strdup(line));
	while (h->lines->len - 1 > (guint)h->max)
		g_ptr_array_remove_index(h->lines, 0);
}

static json_t *
read_json(const char *path)
{
	gsize len = 0;
	if (!path || !g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return NULL;
	g_autofree char *data = buf_read_file(path, STATE_MAX, &len, NULL);
	return data ? json_loadb(data, len, 0, NULL) : NULL;
}

static void
read_histories(const json_t *root, GHashTable *histories)
{
	const char *name;
	json_t *lines, *line;
	gsize i;
	json_object_foreach(json_object_get(root, "histories"), name, lines)
	{
		History *h = get_history(histories, name);
		json_array_foreach(lines, i, line) if (json_is_string(line))
			add_line(h, json_string_value(line));
	}
}

static GHashTable *
new_histories(void)
{
	return g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, free_history);
}

State *
state_load(const char *path)
{
	State *s = g_new0(State, 1);
	s->path = g_strdup(path);
	s->values =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	s->histories = new_histories();
	g_autoptr(json_t) root = read_json(path);
	const char *name;
	json_t *value;
	json_object_foreach(json_object_get(root, "values"), name,
		value) if (json_is_string(value)) g_hash_table_insert(s->values,
		g_strdup(name), g_strdup(json_string_value(value)));
	read_histories(root, s->histories);
	return s;
}

void
state_free(State *s)
{
	if (!s)
		return;
	g_free(s->path);
	g_hash_table_unref(s->values);
	g_hash_table_unref(s->histories);
	g_free(s);
}

const char *
state_get(const State *s, const char *name)
{
	return g_hash_table_lookup(s->values, name);
}

void
state_set(State *s, const char *name, const char *value)
{
	if (g_strcmp0(state_get(s, name), value) == 0)
		return;
	s->dirty = true;
	if (value)
		g_hash_table_insert(s->values, g_strdup(name),
			g_utf8_make_valid(value, -1));
	else
		g_hash_table_remove(s->values, name);
}

gint64
state_get_int(const State *s, const char *name, gint64 otherwise)
{
	const char *value = state_get(s, name);
	gint64 n;
	if (value &&
		g_ascii_string_to_signed(
			value, 10, G_MININT64, G_MAXINT64, &n, NULL))
		return n;
	return otherwise;
}

void
state_set_int(State *s, const char *name, gint64 value)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);
	state_set(s, name, text);
}

const char *const *
state_history(State *s, const char *name)
{
	return (const char *const *)get_history(s->histories, name)
		->lines->pdata;
}

void
state_history_add(State *s, const char *name, const char *line, int max)
{
	if (!*line || strlen(line) > LINE_MAX_BYTES)
		return;
	History *h = get_history(s->histories, name);
	g_autofree char *valid = g_utf8_make_valid(line, -1);
	h->max = MAX(max, 0);
	add_line(h, valid);
	g_ptr_array_add(h->added, g_steal_pointer(&valid));
	s->dirty = true;
}

bool
state_dirty(const State *s)
{
	return s->dirty;
}

/* What is on disk now, with our new lines behind it. */
static void
merge_histories(State *s)
{
	GHashTableIter iter;
	gpointer name, value;
	GHashTable *merged = new_histories();
	g_autoptr(json_t) root = read_json(s->path);
	read_histories(root, merged);
	g_hash_table_iter_init(&iter, s->histories);
	while (g_hash_table_iter_next(&iter, &name, &value)) {
		History *old = value, *h = get_history(merged, name);
		bool fresh = h->lines->len == 1;
		GPtrArray *lines = fresh ? old->lines : old->added;
		h->max = old->max;
		for (guint i = 0; i < lines->len && lines->pdata[i]; i++)
			add_line(h, lines->pdata[i]);
	}
	g_hash_table_unref(s->histories);
	s->histories = merged;
}

static json_t *
values_json(const State *s)
{
	GHashTableIter iter;
	gpointer name, value;
	json_t *values = json_object();
	g_hash_table_iter_init(&iter, s->values);
	while (g_hash_table_iter_next(&iter, &name, &value))
		json_object_set_new(values, name, json_string(value));
	return values;
}

static json_t *
histories_json(const State *s)
{
	GHashTableIter iter;
	gpointer name, value;
	json_t *histories = json_object();
	g_hash_table_iter_init(&iter, s->histories);
	while (g_hash_table_iter_next(&iter, &name, &value)) {
		const History *h = value;
		json_t *lines = json_array();
		for (guint i = 0; i + 1 < h->lines->len; i++)
			json_array_append_new(
				lines, json_string(h->lines->pdata[i]));
		json_object_set_new(histories, name, lines);
	}
	return histories;
}

bool
state_save(State *s, GError **error)
{
	s->dirty = false;
	if (!s->path)
		return true;
	merge_histories(s);
	g_autoptr(json_t) root = json_object();
	json_object_set_new(root, "values", values_json(s));
	json_object_set_new(root, "histories", histories_json(s));
	char *text = json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS);
	if (!text)
		return true;
	bool ok = paths_make_parent(s->path, error) &&
		paths_write_soon(s->path, text, strlen(text), 0600, error);
	s->dirty = !ok;
	free(text);
	return ok;
}
