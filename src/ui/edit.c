/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "ui/edit.h"

#include <string.h>

#include "base/text.h"
#include "base/width.h"

void
edit_init(Edit *edit)
{
	edit->text = g_string_new(NULL);
	edit->at = 0;
	edit->cut = NULL;
}

void
edit_clear(Edit *edit)
{
	if (edit->text)
		g_string_free(edit->text, TRUE);
	g_clear_pointer(&edit->cut, g_free);
	edit->text = NULL;
	edit->at = 0;
}

void
edit_set(Edit *edit, const char *text)
{
	g_string_assign(edit->text, text);
	edit->at = edit->text->len;
}

void
edit_insert(Edit *edit, const char *text)
{
	g_autofree char *clean = text_clean(text, -1, TEXT_INLINE);
	gsize len = strlen(clean);
	if (edit->text->len + len > EDIT_MAX)
		return;
	g_string_insert_len(edit->text, (gssize)edit->at, clean, (gssize)len);
	edit->at += len;
}

void
edit_replace(Edit *edit, gsize from, const char *text)
{
	g_string_erase(edit->text, (gssize)from, (gssize)(edit->at - from));
	edit->at = from;
	edit_insert(edit, text);
}

static gsize
right_of(const Edit *edit, gsize at)
{
	const char *s = edit->text->str;
	if (at >= edit->text->len)
		return edit->text->len;
	return (gsize)(width_next_cluster(s + at, s + edit->text->len) - s);
}

static gsize
left_of(const Edit *edit, gsize at)
{
	gsize before = 0;
	for (gsize i = 0; i < at; i = right_of(edit, i))
		before = i;
	return before;
}

static bool
is_blank(const Edit *edit, gsize at)
{
	return edit->text->str[at] == ' ';
}

static gsize
word_left(const Edit *edit)
{
	gsize i = edit->at;
	while (i > 0 && is_blank(edit, i - 1))
		i--;
	while (i > 0 && !is_blank(edit, i - 1))
		i--;
	return i;
}

static gsize
word_right(const Edit *edit)
{
	gsize i = edit->at;
	while (i < edit->text->len && is_blank(edit, i))
		i++;
	while (i < edit->text->len && !is_blank(edit, i))
		i++;
	return i;
}

static void
cut(Edit *edit, gsize from, gsize to, bool keep)
{
	if (from == to)
		return;
	if (keep) {
		g_free(edit->cut);
		edit->cut = g_strndup(edit->text->str + from, to - from);
	}
	g_string_erase(edit->text, (gssize)from, (gssize)(to - from));
	edit->at = from;
}

static void
transpose(Edit *edit)
{
	gsize at = edit->at == edit->text->len ? left_of(edit, edit->at)
					       : edit->at;
	if (at == 0)
		return;
	gsize first = left_of(edit, at), end = right_of(edit, at);
	g_autofree char *a = g_strndup(edit->text->str + first, at - first);
	g_autofree char *b = g_strndup(edit->text->str + at, end - at);
	g_autofree char *swapped = g_strconcat(b, a, NULL);
	g_string_overwrite_len(
		edit->text, first, swapped, (gssize)(end - first));
	edit->at = end;
}

static void
yank(Edit *edit)
{
	if (edit->cut)
		edit_insert(edit, edit->cut);
}

static gsize
where(const Edit *edit, CommandId command)
{
	switch (command) {
	case CMD_EDIT_LEFT:
	case CMD_EDIT_BACKSPACE:
		return left_of(edit, edit->at);
	case CMD_EDIT_RIGHT:
	case CMD_EDIT_DELETE:
		return right_of(edit, edit->at);
	case CMD_EDIT_WORD_LEFT:
	case CMD_EDIT_KILL_WORD:
		return word_left(edit);
	case CMD_EDIT_WORD_RIGHT:
	case CMD_EDIT_KILL_WORD_RIGHT:
		return word_right(edit);
	case CMD_EDIT_START:
	case CMD_EDIT_KILL_START:
		return 0;
	default:
		return edit->text->len;
	}
}

enum { MOVE = 1, ERASE, CUT };

static const guint8 deeds[N_COMMANDS] = {
	[CMD_EDIT_LEFT] = MOVE,
	[CMD_EDIT_RIGHT] = MOVE,
	[CMD_EDIT_WORD_LEFT] = MOVE,
	[CMD_EDIT_WORD_RIGHT] = MOVE,
	[CMD_EDIT_START] = MOVE,
	[CMD_EDIT_END] = MOVE,
	[CMD_EDIT_BACKSPACE] = ERASE,
	[CMD_EDIT_DELETE] = ERASE,
	[CMD_EDIT_KILL_WORD] = CUT,
	[CMD_EDIT_KILL_WORD_RIGHT] = CUT,
	[CMD_EDIT_KILL_START] = CUT,
	[CMD_EDIT_KILL_END] = CUT,
};

bool
edit_run(Edit *edit, CommandId command)
{
	if (command == CMD_EDIT_YANK || command == CMD_EDIT_TRANSPOSE) {
		command == CMD_EDIT_YANK ? yank(edit) : transpose(edit);
		return true;
	}
	if (!deeds[command])
		return false;
	gsize to = where(edit, command);
	if (deeds[command] == MOVE)
		edit->at = to;
	else
		cut(edit, MIN(to, edit->at), MAX(to, edit->at),
			deeds[command] == CUT);
	return true;
}
