/* SPDX-License-Identifier: MIT
 *
 * Mending JSON: notes in the header.
 */
#include <config.h>

#include "feed/jsonrepair.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
	const char *p, *end;
	GString *out;
	int depth;
	char opened[2];    /* the two outermost brackets */
	gsize comma;       /* a comma that was put last, or 0 */
	gsize cut;         /* what is whole ends here … */
	const char *close; /* … when this is put behind it */
} Fixer;

static void
escape(Fixer *f)
{
	bool known =
		f->p + 1 < f->end && strchr("\"\\/bfnrtu", f->p[1]) && f->p[1];

	if (!known) {
		f->p++;
		return;
	}
	g_string_append_len(f->out, f->p, 2);
	f->p += 2;
}

static void
string(Fixer *f)
{
	g_string_append_c(f->out, *f->p++);
	while (f->p < f->end && *f->p != '"') {
		if (*f->p == '\\')
			escape(f);
		else if ((guchar)*f->p < 0x20)
			g_string_append_printf(
				f->out, "\\u%04x", (guchar)*f->p++);
		else
			g_string_append_c(f->out, *f->p++);
	}
	if (f->p < f->end)
		g_string_append_c(f->out, *f->p++);
}

static void
open_bracket(Fixer *f)
{
	if (f->depth < 2)
		f->opened[f->depth] = *f->p;
	f->depth++;
}

/* Behind an item of a list in the outermost object. */
static void
close_bracket(Fixer *f)
{
	f->depth--;
	if (f->depth == 2 && f->opened[0] == '{' && f->opened[1] == '[') {
		f->cut = f->out->len + 1;
		f->close = "]}";
	}
}

static void
sign(Fixer *f)
{
	char c = *f->p;

	if (c == '{' || c == '[') {
		open_bracket(f);
	} else if ((c == '}' || c == ']') && f->depth > 0) {
		if (f->comma)
			g_string_erase(f->out, (gssize)f->comma - 1, 1);
		close_bracket(f);
	} else if (c == ',' && f->depth == 1) {
		f->cut = f->out->len;
		f->close = "}";
	}
	g_string_append_c(f->out, c);
	if (!g_ascii_isspace(c))
		f->comma = c == ',' ? f->out->len : 0;
	f->p++;
}

GString *
jsonrepair(const char *text, gsize len)
{
	Fixer f = { .p = text, .end = text + len };

	f.out = g_string_sized_new(len + 64);
	while (f.p < f.end) {
		if (*f.p == '"') {
			string(&f);
			f.comma = 0;
		} else {
			sign(&f);
		}
	}
	if (f.depth > 0 && f.close) {
		g_string_truncate(f.out, f.cut);
		g_string_append(f.out, f.close);
	}
	return f.out;
}
