/* SPDX-License-Identifier: MIT
 *
 * Bindings in the order in which they were made.  There are some hundreds:
 * looking through all of them takes less than a key's way from the keyboard.
 */
#include <config.h>

#include "conf/keymap.h"

#include <string.h>

typedef struct {
	Context context;
	int n;
	Key keys[KEYMAP_DEPTH];
	CommandList *list;
} Binding;

struct Keymap {
	GPtrArray *bindings;
	GHashTable *words; /* context and command → what keymap_keys() says */
};

static void
free_binding(gpointer data)
{
	Binding *b = data;
	g_ptr_array_unref(b->list);
	g_free(b);
}

Keymap *
keymap_new(void)
{
	Keymap *map = g_new0(Keymap, 1);
	map->bindings = g_ptr_array_new_with_free_func(free_binding);
	map->words = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	return map;
}

void
keymap_free(Keymap *map)
{
	if (!map)
		return;
	g_ptr_array_unref(map->bindings);
	g_hash_table_unref(map->words);
	g_free(map);
}

/* Takes one key off the front of a sequence; 0 if there is none. */
static Key
take_key(const char **p)
{
	g_autofree char *name = NULL;
	const char *end;
	if (**p == '<' && (end = strchr(*p, '>')) && end > *p + 1) {
		name = g_strndup(*p + 1, end - *p - 1);
		Key key = key_parse(name);
		if (key) {
			*p = end + 1;
			return key;
		}
		g_clear_pointer(&name, g_free);
	}
	if (**p == '^' && (*p)[1]) {
		name = g_strndup(*p, 2);
		Key key = key_parse(name);
		if (key) {
			*p += 2;
			return key;
		}
		g_clear_pointer(&name, g_free);
	}
	int n = g_utf8_skip[(guchar) * *p];
	name = g_strndup(*p, n);
	*p += n;
	return key_parse(name);
}

int
keymap_parse(const char *word, Key keys[KEYMAP_DEPTH])
{
	if (!*word || !g_utf8_validate(word, -1, NULL))
		return 0;
	keys[0] = key_parse(word);
	if (keys[0])
		return 1;
	int n = 0;
	for (const char *p = word; *p; n++) {
		if (n == KEYMAP_DEPTH)
			return 0;
		keys[n] = take_key(&p);
		if (!keys[n])
			return 0;
	}
	return n;
}

char *
keymap_word(const Key *keys, int n)
{
	GString *word = g_string_new(NULL);
	for (int i = 0; i < n; i++) {
		g_autofree char *name = key_word(keys[i]);
		bool is_short = g_utf8_strlen(name, -1) == 1 ||
			(name[0] == '^' && !name[2]);
		if (n == 1 || (is_short && strcmp(name, "<") != 0))
			g_string_append(word, name);
		else
			g_string_append_printf(word, "<%s>", name);
	}
	return g_string_free(word, FALSE);
}

static bool
begins_with(const Key *keys, int n, const Key *start, int n_start)
{
	return n_start <= n && memcmp(keys, start, n_start * sizeof *keys) == 0;
}

/* Drops what is equal, or could make another binding wait. */
static void
make_room(Keymap *map, Context context, const Key *keys, int n)
{
	for (guint i = map->bindings->len; i-- > 0;) {
		const Binding *b = map->bindings->pdata[i];
		if (b->context == context &&
			(begins_with(b->keys, b->n, keys, n) ||
				begins_with(keys, n, b->keys, b->n)))
			g_ptr_array_remove_index(map->bindings, i);
	}
}

void
keymap_bind(
	Keymap *map, Context context, const Key *keys, int n, CommandList *list)
{
	make_room(map, context, keys, n);
	g_hash_table_remove_all(map->words);
	if (!list && context == CTX_GLOBAL)
		return;
	Binding *b = g_new0(Binding, 1);
	b->context = context;
	b->n = n;
	memcpy(b->keys, keys, n * sizeof *keys);
	b->list = list ? list : g_ptr_array_new();
	g_ptr_array_add(map->bindings, b);
}

void
keymap_clear(Keymap *map, Context context)
{
	g_hash_table_remove_all(map->words);
	for (guint i = map->bindings->len; i-- > 0;) {
		const Binding *b = map->bindings->pdata[i];
		if (context == N_CONTEXTS || b->context == context)
			g_ptr_array_remove_index(map->bindings, i);
	}
}

/* The binding of just these keys; *MORE if longer ones begin with them. */
static const Binding *
find_in(const Keymap *map, Context context, const Key *keys, int n, bool *more)
{
	for (guint i = 0; i < map->bindings->len; i++) {
		const Binding *b = map->bindings->pdata[i];
		if (b->context != context ||
			!begins_with(b->keys, b->n, keys, n))
			continue;
		if (b->n == n)
			return b;
		*more = true;
	}
	return NULL;
}

const CommandList *
keymap_find(const Keymap *map, const Context *contexts, const Key *keys, int n,
	bool *more)
{
	*more = false;
	for (; *contexts != N_CONTEXTS; contexts++) {
		const Binding *b = find_in(map, *contexts, keys, n, more);
		if (b)
			return b->list;
		if (*more)
			return NULL;
	}
	return NULL;
}

static bool
runs(const Binding *b, CommandId command)
{
	if (b->list->len != 1)
		return false;
	const Command *c = b->list->pdata[0];
	return c->id == command && c->n_args == 0 && c->count == 0;
}

/* True if the keys mean something else in the context. */
static bool
is_hidden(const Keymap *map, Context context, const Binding *b)
{
	bool more = false;
	return context != CTX_GLOBAL && b->context == CTX_GLOBAL &&
		(find_in(map, context, b->keys, b->n, &more) || more);
}

static gint
by_length(gconstpointer a, gconstpointer b)
{
	const Binding *x = *(Binding *const *)a, *y = *(Binding *const *)b;
	return x->n - y->n;
}

static char *
words_for(const Keymap *map, Context context, CommandId command)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new();
	for (guint i = 0; i < map->bindings->len; i++) {
		Binding *b = map->bindings->pdata[i];
		if ((b->context == context || b->context == CTX_GLOBAL) &&
			runs(b, command) && !is_hidden(map, context, b))
			g_ptr_array_add(found, b);
	}
	if (!found->len)
		return NULL;
	g_ptr_array_sort(found, by_length);
	GString *words = g_string_new(NULL);
	for (guint i = 0; i < found->len; i++) {
		const Binding *b = found->pdata[i];
		g_autofree char *word = keymap_word(b->keys, b->n);
		g_string_append_printf(words, "%s%s", i ? " " : "", word);
	}
	return g_string_free(words, FALSE);
}

/* Each frame names some, so they are kept. */
const char *
keymap_keys(const Keymap *map, Context context, CommandId command)
{
	gpointer key = GINT_TO_POINTER(
		(int)context * N_COMMANDS + (int)command), words;
	if (!g_hash_table_lookup_extended(map->words, key, NULL, &words)) {
		words = words_for(map, context, command);
		g_hash_table_insert(map->words, key, words);
	}
	return words;
}

static void
free_entry(gpointer data)
{
	KeymapEntry *e = data;
	g_free(e->word);
	g_free(e);
}

static gint
by_context(gconstpointer a, gconstpointer b)
{
	const KeymapEntry *x = *(KeymapEntry *const *)a,
			  *y = *(KeymapEntry *const *)b;
	if (x->context != y->context)
		return x->context < y->context ? -1 : 1;
	return strcmp(x->word, y->word);
}

GPtrArray *
keymap_entries(const Keymap *map)
{
	GPtrArray *entries = g_ptr_array_new_with_free_func(free_entry);
	for (guint i = 0; i < map->bindings->len; i++) {
		const Binding *b = map->bindings->pdata[i];
		KeymapEntry *e = g_new0(KeymapEntry, 1);
		e->context = b->context;
		e->word = keymap_word(b->keys, b->n);
		e->list = b->list;
		g_ptr_array_add(entries, e);
	}
	g_ptr_array_sort(entries, by_context);
	return entries;
}
