/* SPDX-License-Identifier: MIT
 *
 * Which keys do what.  A binding is one key or a sequence of keys ("gg",
 * ",y", "^Wh") in a context.  No binding ever waits for time to pass: binding
 * a sequence takes away what its beginning was bound to in that context, and
 * binding a key takes away the sequences that begin with it.
 */
#ifndef COURANT_CONF_KEYMAP_H
#define COURANT_CONF_KEYMAP_H

#include "base/key.h"
#include "conf/command.h"

/* Longest sequence. */
#define KEYMAP_DEPTH 4

typedef struct Keymap Keymap;

Keymap *keymap_new(void);
void keymap_free(Keymap *map);

/* A word naming a key or a sequence: "j", "Space", "^D", "gg", ",y",
 * "<Space>f".  Returns the number of keys, 0 if it names none. */
int keymap_parse(const char *word, Key keys[KEYMAP_DEPTH]);
/* The same back; newly allocated. */
char *keymap_word(const Key *keys, int n);

/* Takes over LIST; NULL takes a binding away (in CTX_GLOBAL it is gone; in
 * another context the key does nothing there, global or not). */
void keymap_bind(Keymap *map, Context context, const Key *keys, int n,
	CommandList *list);
/* Forgets all bindings of a context; of all for N_CONTEXTS. */
void keymap_clear(Keymap *map, Context context);

/* The commands for what has been typed so far, or NULL; then *MORE tells
 * whether further keys may complete a binding (hold the keys and wait).  The
 * CONTEXTS are asked in order, the last one is marked by N_CONTEXTS;
 * CTX_GLOBAL is in the list only if it is to be asked:
 * { CTX_MATCHES, CTX_ARTICLE, CTX_GLOBAL, N_CONTEXTS }.
 * An empty list means: bound to nothing. */
const CommandList *keymap_find(const Keymap *map, const Context *contexts,
	const Key *keys, int n, bool *more);

/* The keys that run COMMAND (as the only one of their list, without
 * arguments or count) in CONTEXT or, if it has none, globally: words joined by
 * spaces, the shortest first; NULL if none.  The map's, until it changes. */
const char *keymap_keys(
	const Keymap *map, Context context, CommandId command);

typedef struct {
	Context context;
	char *word;              /* the keys */
	const CommandList *list; /* empty: does nothing here */
} KeymapEntry;

/* All bindings by context and key, for the help screen: array of KeymapEntry *,
 * owned by the array; valid until the map changes. */
GPtrArray *keymap_entries(const Keymap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keymap, keymap_free)

#endif
