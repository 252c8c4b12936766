/* SPDX-License-Identifier: MIT
 *
 * JSON: jansson, and the few words that courant adds to it.  All JSON that
 * courant writes or reads (feeds, worker events, --json output) passes here.
 */
#ifndef COURANT_BASE_JSON_H
#define COURANT_BASE_JSON_H

#include <glib.h>
#include <jansson.h>
#include <stdio.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Sets KEY to a string, and does nothing if VALUE is NULL. */
void json_put_string(json_t *object, const char *key, const char *value);

/* Sets KEY to the RFC 3339 time, and does nothing if T is 0. */
void json_put_time(json_t *object, const char *key, gint64 t);

/* The string at KEY, borrowed, or NULL. */
const char *json_get_string(const json_t *object, const char *key);
gint64 json_get_int(const json_t *object, const char *key);

/* VALUE as jansson's FLAGS (JSON_INDENT(2), …) lay it out, and "\n"; control
 * and bidi characters are escaped, so that it may be shown on a terminal.
 * Newly allocated. */
char *json_text(const json_t *value, gsize flags);
/* One object as one line, keys in the order they were set. */
char *json_line(const json_t *object);
/* The same, written and flushed. */
void json_write_line(FILE *out, const json_t *object);

#endif
