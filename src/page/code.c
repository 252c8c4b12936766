/* SPDX-License-Identifier: MIT
 *
 * Code blocks: indented, never wrapped unseen, with the author's colours.
 */
#include <config.h>

#include "page/layout.h"

#include "base/i18n.h"
#include "base/width.h"

#include <string.h>

typedef struct {
	Layout *l;
	const char *s;
	const CodeRun *runs;
	gsize n_runs, run; /* the first that does not end before here */
} Code;

static Style
style_at(Code *c, gsize at, gsize *until)
{
	Style style = STYLE(ROLE_CODE_BLOCK);
	while (c->run < c->n_runs &&
		c->runs[c->run].start + (gsize)c->runs[c->run].len <= at)
		c->run++;
	if (c->run == c->n_runs)
		return style;
	const CodeRun *run = &c->runs[c->run];
	if (at < run->start) {
		*until = MIN(*until, run->start);
		return style;
	}
	*until = MIN(*until, run->start + (gsize)run->len);
	style.rgb = run->rgb;
	style.attrs = (guint8)run->attrs;
	style.link = run->link;
	return style;
}

static void
piece_put(Code *c, gsize from, gsize to)
{
	while (from < to) {
		gsize until = to;
		Style style = style_at(c, from, &until);
		line_put(c->l, c->s + from, until - from, 0, style);
		from = until;
	}
}

/* A single space in the second half of what stands from FROM to END, the last
 * one, or NULL: what goes on is read better from the start of a word. */
static const char *
last_space(const char *from, const char *end)
{
	const char *half = from + (end - from) / 2;
	for (const char *p = end; p > half; p--)
		if (*p == ' ' && p[-1] != ' ' && p[1] != ' ')
			return p;
	return NULL;
}

/* Code may use the whole pane, as a table may. */
static int
code_right(const Layout *l)
{
	return l->headings && l->lists == 0 ? MAX(l->right, l->options->width)
					    : l->right;
}

/* One line of the source, in as many of ours as it needs. */
static void
source_line(Code *c, gsize from, gsize to, guint32 source)
{
	Layout *l = c->l;
	gsize start = from;
	bool wrap = l->options->wrap_code || l->tables > 0;
	do {
		line_begin(l, source + (guint32)from);
		int room = MAX(code_right(l) - l->cols, 2);
		int cols = 0;
		if (from > start && room >= 4) {
			const char *more = l->glyphs->more;
			line_put(l, more, strlen(more), 2, STYLE(ROLE_MARKER));
			l->content = (guint32)l->out.text->len;
			room -= 2;
		}
		const char *end = c->s + to;
		if (wrap)
			end = width_prefix(
				c->s + from, (gssize)(to - from), room, &cols);
		else
			cols = width_text(c->s + from, (gssize)(to - from));
		if (end == c->s + from && from < to)
			end += g_utf8_skip[(guchar)*end];
		const char *space =
			end < c->s + to ? last_space(c->s + from, end) : NULL;
		if (space) {
			cols = width_text(c->s + from, space - (c->s + from));
			end = space;
		}
		piece_put(c, from, (gsize)(end - c->s));
		l->cols += cols;
		from = (gsize)(end - c->s) + (space != NULL);
		line_end(l,
			space               ? LINE_SPACE
				: from < to ? LINE_GLUED
					    : LINE_ENDS);
	} while (from < to);
}

static void
lines_put(Code *c, gsize from, gsize len, guint32 source)
{
	while (from < len) {
		const char *nl = memchr(c->s + from, '\n', len - from);
		gsize end = nl ? (gsize)(nl - c->s) : len;
		gsize to = end;
		while (to > from && c->s[to - 1] == ' ')
			to--;
		source_line(c, from, to, source);
		from = end + 1;
	}
}

void
code_layout(Layout *l, cmark_node *code)
{
	const char *s = cmark_node_get_literal(code);
	gsize len = s ? strlen(s) : 0, from = 0;
	bool tight = l->tight;
	guint32 source = l->source;
	l->source += (guint32)len + 1;
	while (len > 0 && strchr(" \n", s[len - 1]))
		len--;
	for (gsize i = 0; i < len && strchr(" \n", s[i]); i++)
		if (s[i] == '\n')
			from = i + 1;
	if (len == 0)
		return;
	l->tight = false;
	layout_gap(l);
	if (l->options->linear)
		block_note(l, _("Code:"), ROLE_META);
	Code c = { .l = l, .s = s };
	c.runs = code_runs((const struct Doc *)l->doc, code, &c.n_runs);
	prefix_indent(l, l->options->linear ? 0 : l->right >= 60 ? 4 : 2);
	l->code = true;
	lines_put(&c, from, len, source);
	l->code = false;
	prefix_pop(l);
	layout_gap(l);
	l->tight = tight;
}
