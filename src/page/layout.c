/* SPDX-License-Identifier: MIT
 *
 * Lines: how prefixes, blank lines and spans come into being.
 */
#include <config.h>

#include "page/layout.h"

#include "base/width.h"

#include <string.h>

static const Glyphs unicode = {
	.bar = "│ ",
	.rule1 = "━",
	.rule2 = "─",
	.bullets = { "• ", "◦ ", "▪ " },
	.summary = "▾ ",
	.more = "↪ ",
	.column = " │ ",
	.cross = "─┼─",
	.tee = "─┬─",
	.line = "─",
};

static const Glyphs ascii = {
	.bar = "| ",
	.rule1 = "=",
	.rule2 = "-",
	.bullets = { "* ", "- ", "+ " },
	.summary = "v ",
	.more = "\\ ",
	.column = " | ",
	.cross = "-+-",
	.tee = "-+-",
	.line = "-",
};

static void
lines_init(Lines *lines, guint n)
{
	lines->text = g_string_sized_new(n * 64);
	lines->spans = g_array_sized_new(FALSE, FALSE, sizeof(PageSpan), n);
	lines->lines = g_array_sized_new(FALSE, FALSE, sizeof(PageLine), n);
}

void
lines_clear(Lines *lines)
{
	if (!lines->text)
		return;
	g_string_free(lines->text, TRUE);
	g_array_free(lines->spans, TRUE);
	g_array_free(lines->lines, TRUE);
	*lines = (Lines){ 0 };
}

void
lines_finish(Lines *lines)
{
	const char *text = lines->text->str;
	const PageSpan *span = (const PageSpan *)(void *)lines->spans->data;
	PageLine *line = (PageLine *)(void *)lines->lines->data;
	for (guint i = 0; i < lines->lines->len; i++, line++) {
		line->text = text;
		line->spans = span;
		text += line->len + 1;
		span += line->n_spans;
	}
}

void
layout_init(Layout *l, const Layout *parent, const Doc *doc,
	const PageOptions *options)
{
	*l = (Layout){ .doc = doc, .options = options };
	lines_init(&l->out, parent ? 4 : 128);
	l->glyphs = options->ascii ? &ascii : &unicode;
	l->run.text = g_string_sized_new(parent ? 64 : 1024);
	l->run.segs = g_array_sized_new(FALSE, FALSE, sizeof(Seg), 8);
	l->run.glued = g_array_new(FALSE, FALSE, sizeof(guint32));
	l->run.breaks = g_byte_array_new();
	l->prefixes = g_array_new(FALSE, FALSE, sizeof(Prefix));
	l->open = g_array_sized_new(FALSE, FALSE, sizeof(Open), 8);
	if (parent) {
		l->source = parent->source;
		l->depth = parent->depth;
		l->tables = parent->tables;
		l->rtl = parent->rtl;
		l->base = parent->base;
	}
}

void
layout_clear(Layout *l)
{
	lines_clear(&l->out);
	g_string_free(l->run.text, TRUE);
	g_array_free(l->run.segs, TRUE);
	g_array_free(l->run.glued, TRUE);
	g_byte_array_free(l->run.breaks, TRUE);
	g_array_free(l->prefixes, TRUE);
	g_array_free(l->open, TRUE);
}

static Prefix *
prefix_at(const Layout *l, guint i)
{
	return &g_array_index(l->prefixes, Prefix, i);
}

void
layout_gap(Layout *l)
{
	if (l->gap || l->tight || l->joined)
		return;
	l->gap = true;
	l->gap_depth = l->prefixes->len;
	/* What has not begun is not what the gap is in. */
	while (l->gap_depth > 0 && !prefix_at(l, l->gap_depth - 1)->used)
		l->gap_depth--;
	/* A place of its own, so that both lines can be come back to. */
	l->gap_source = l->source ? l->source - 1 : 0;
}

static int
prefixes_width(const Layout *l, bool rest)
{
	int sum = 0;
	for (guint i = 0; i < l->prefixes->len; i++) {
		const Prefix *p = prefix_at(l, i);
		sum += rest || p->used ? p->rest_cols : p->cols;
	}
	return sum;
}

void
prefix_push(Layout *l, const Prefix *prefix)
{
	Prefix p = *prefix;
	int wanted = MAX(p.cols, p.rest_cols);
	int after = l->right - prefixes_width(l, true) - wanted;
	p.rest_cols = after >= l->min_room ? wanted : 0;
	if (line_room(l) - (p.used ? p.rest_cols : p.cols) < l->min_room / 2) {
		p.first[0] = '\0';
		p.cols = 0;
		p.rest_cols = p.used ? 0 : p.rest_cols;
	}
	g_array_append_val(l->prefixes, p);
}

void
prefix_indent(Layout *l, int columns)
{
	Prefix p = { .cols = columns, .style = STYLE(ROLE_NORMAL) };
	memset(p.first, ' ', MIN(columns, (int)sizeof p.first - 1));
	p.used = true;
	prefix_push(l, &p);
}

void
prefix_pop(Layout *l)
{
	g_array_set_size(l->prefixes, l->prefixes->len - 1);
	l->gap_depth = MIN(l->gap_depth, l->prefixes->len);
	l->joined = false;
}

int
line_room(const Layout *l)
{
	return MAX(l->right - prefixes_width(l, false), 2);
}

int
lines_room(const Layout *l)
{
	return MIN(line_room(l), MAX(l->right - prefixes_width(l, true), 2));
}

static void
span_add(Layout *l, guint32 len, Style style)
{
	GArray *spans = l->out.spans;
	if (spans->len > l->line_spans) {
		PageSpan *last =
			&g_array_index(spans, PageSpan, spans->len - 1);
		if (last->role == style.role && last->attrs == style.attrs &&
			last->link == style.link && last->rgb == style.rgb) {
			last->len += len;
			return;
		}
	}
	PageSpan span = {
		.start = (guint32)l->out.text->len - l->line_start,
		.len = len,
		.role = style.role,
		.attrs = style.attrs,
		.link = style.link,
		.rgb = style.rgb,
	};
	g_array_append_val(spans, span);
}

void
line_put(Layout *l, const char *s, gsize len, int columns, Style style)
{
	if (len == 0)
		return;
	span_add(l, (guint32)len, style);
	g_string_append_len(l->out.text, s, (gssize)len);
	l->cols += columns;
}

void
line_pad(Layout *l, int columns)
{
	static const char blanks[] = "                                ";
	for (int n; columns > 0; columns -= n) {
		n = MIN(columns, (int)sizeof blanks - 1);
		line_put(l, blanks, (gsize)n, n, STYLE(ROLE_NORMAL));
	}
}

void
line_repeat(Layout *l, const char *sign, int n, Style style)
{
	gsize len = strlen(sign);
	for (int i = 0; i < n; i++)
		line_put(l, sign, len, 1, style);
}

static void
prefix_write(Layout *l, Prefix *p)
{
	if (!p->used) {
		line_put(l, p->first, strlen(p->first), p->cols, p->style);
		p->used = true;
	} else if (p->rest && p->rest_cols > 0) {
		line_put(l, p->rest, strlen(p->rest), p->rest_cols, p->style);
	} else {
		line_pad(l, p->rest_cols);
	}
}

static void
line_open(Layout *l, guint32 source, guint n_prefixes)
{
	l->line_start = (guint32)l->out.text->len;
	l->line_spans = l->out.spans->len;
	l->line_source = MAX(l->line_source, source);
	l->cols = 0;
	for (guint i = 0; i < n_prefixes; i++)
		prefix_write(l, prefix_at(l, i));
	l->content = (guint32)l->out.text->len;
}

void
line_begin(Layout *l, guint32 source)
{
	if (l->gap && l->out.lines->len > 0) {
		guint8 level = l->level;
		bool code = l->code;
		l->level = 0;
		l->code = false;
		line_open(l, l->gap_source, l->gap_depth);
		line_end(l, LINE_ENDS);
		l->level = level;
		l->code = code;
	}
	l->gap = false;
	line_open(l, source, l->prefixes->len);
}

/* No line ends in blanks, not even in such that do not break; the spans
 * follow suit. */
static void
line_trim(Layout *l)
{
	GString *text = l->out.text;
	GArray *spans = l->out.spans;
	gsize len = text->len, n;
	int blanks = 0;
	while ((n = text_blank_end(
			text->str + l->line_start, len - l->line_start)) > 0) {
		len -= n;
		blanks++;
	}
	gsize drop = text->len - len;
	if (drop == 0)
		return;
	g_string_truncate(text, len);
	l->cols -= blanks;
	while (drop > 0) {
		PageSpan *last =
			&g_array_index(spans, PageSpan, spans->len - 1);
		n = MIN(drop, last->len);
		last->len -= (guint32)n;
		drop -= n;
		if (last->len == 0)
			g_array_set_size(spans, spans->len - 1);
	}
}

/* Markers of right-to-left items stand where these start. */
static void
tail_put(Layout *l)
{
	if (!l->tail[0] || l->out.text->len == l->content)
		return;
	if (l->cols <= l->tail_at) {
		line_pad(l, l->tail_at - l->cols);
		line_put(l, l->tail, strlen(l->tail), width_text(l->tail, -1),
			STYLE(ROLE_MARKER));
	}
	l->tail[0] = '\0';
}

void
line_end(Layout *l, LineEnd end)
{
	tail_put(l);
	line_trim(l);
	guint32 len = (guint32)l->out.text->len - l->line_start;
	guint32 indent = MIN(l->content - l->line_start, len);
	PageLine line = {
		.len = len,
		.source = l->line_source,
		.n_spans = l->out.spans->len - l->line_spans,
		.width = (guint32)l->cols,
		.indent = (guint16)MIN(indent, G_MAXUINT16),
		.heading = l->level,
		.code = l->code,
		.end = (guint8)end,
	};
	g_array_append_val(l->out.lines, line);
	g_string_append_c(l->out.text, '\0');
	l->widest = MAX(l->widest, l->cols);
	l->level = 0;
	l->joined = false;
}
