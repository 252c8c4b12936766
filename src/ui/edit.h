/* SPDX-License-Identifier: MIT
 *
 * A line being typed: the text, the place in it, what was cut last.  Moves
 * and deletes by grapheme clusters and words as readline does.
 */
#ifndef COURANT_UI_EDIT_H
#define COURANT_UI_EDIT_H

#include "conf/command.h"

#include <glib.h>
#include <stdbool.h>

/* Longest line in bytes; what is typed beyond it is dropped. */
#define EDIT_MAX 8192

typedef struct {
	GString *text; /* clean UTF-8 */
	gsize at;      /* byte offset of the cursor */
	char *cut;     /* what edit-yank brings back, or NULL */
} Edit;

void edit_init(Edit *edit);
void edit_clear(Edit *edit);

/* Takes over a text, the cursor at its end. */
void edit_set(Edit *edit, const char *text);
/* Inserts clean text at the cursor; newlines become spaces. */
void edit_insert(Edit *edit, const char *text);
/* Replaces bytes FROM up to the cursor. */
void edit_replace(Edit *edit, gsize from, const char *text);

/* Carries out one of the EDIT_* commands that change or move in the line;
 * false if COMMAND is none of them. */
bool edit_run(Edit *edit, CommandId command);

#endif
