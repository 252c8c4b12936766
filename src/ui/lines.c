/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/width.h"
#include "ui/article.h"
#include "ui/state.h"

typedef struct {
	Ui *ui;
	Grid *grid;
	GridRect rect;
	guint16 *links; /* the grid's link by number, 0 = not yet */
	guint n_links;
} Lines;

static guint16
link_of(Lines *l, guint number)
{
	if (number == 0 || number > l->n_links)
		return 0;
	if (!l->links[number]) {
		const DocLink *link =
			doc_links(l->ui->article.doc)->pdata[number - 1];
		l->links[number] = grid_link(l->grid, link->url);
	}
	return l->links[number];
}

/* Bytes of the line that are scrolled out at the left. */
static guint32
hidden_bytes(const Article *a, const PageLine *line)
{
	if (!a->left || !line->code)
		return 0;
	const char *start = width_prefix(line->text, line->len, a->left, NULL);
	return (guint32)(start - line->text);
}

static int
first_column(const Lines *l)
{
	return l->rect.col + (l->rect.cols > 30 ? 1 : 0);
}

static void
paint_line(Lines *l, int row, const PageLine *line)
{
	const Article *a = &l->ui->article;
	bool colours = conf_bool(l->ui->conf, OPT_AUTHOR_COLORS);
	guint32 skip = hidden_bytes(a, line);
	int col = first_column(l);
	for (guint32 i = 0; i < line->n_spans; i++) {
		const PageSpan *s = &line->spans[i];
		if (s->start + s->len <= skip)
			continue;
		guint32 start = MAX(s->start, skip);
		Pen pen = { .role = s->role,
			.attrs = s->attrs,
			.rgb = colours ? s->rgb : -1,
			.link = link_of(l, s->link) };
		if (s->link && (int)s->link == a->link)
			pen.attrs |= ATTR_REVERSE;
		col = grid_text(l->grid, l->rect, row, col, line->text + start,
			s->start + s->len - start, pen);
	}
}

/* Matches are in order of their lines: the first one at or below LINE. */
static guint
first_match(const GArray *matches, guint32 line)
{
	guint low = 0, high = matches->len;
	while (low < high) {
		guint middle = (low + high) / 2;
		if (g_array_index(matches, PageMatch, middle).line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
light(Lines *l, int row, guint32 number, const PageLine *line)
{
	const Article *a = &l->ui->article;
	if (!a->matches || !a->matches->len)
		return;
	guint32 current = g_array_index(a->matches, PageMatch, a->match).match;
	guint32 skip = hidden_bytes(a, line);
	for (guint i = first_match(a->matches, number); i < a->matches->len;
		i++) {
		const PageMatch *m = &g_array_index(a->matches, PageMatch, i);
		if (m->line != number)
			return;
		if (m->start < skip)
			continue;
		int col = width_text(line->text + skip, m->start - skip);
		int cols = width_text(line->text + m->start, m->len);
		GridRect place = { row, first_column(l) + col, 1, cols };
		place.cols =
			MIN(place.cols, l->rect.col + l->rect.cols - place.col);
		if (place.cols > 0)
			grid_restyle(l->grid, place,
				m->match == current ? ROLE_MATCH_CURRENT
						    : ROLE_MATCH,
				0);
	}
}

void
article_paint_lines(Ui *ui, Grid *grid, GridRect rect, int head)
{
	const Article *a = &ui->article;
	guint n = doc_links(a->doc)->len;
	g_autofree guint16 *links = g_new0(guint16, n + 1);
	Lines l = { ui, grid, rect, links, n };
	for (int i = 0; i + 1 < rect.rows; i++) {
		int at = a->list.top + i, row = rect.row + 1 + i;
		if (at < head) {
			grid_text(grid, rect, row, first_column(&l),
				a->head->pdata[at], -1, PEN(ROLE_TITLE));
			continue;
		}
		const PageLine *line = page_line(a->page, (guint32)(at - head));
		if (!line)
			break;
		paint_line(&l, row, line);
		light(&l, row, (guint32)(at - head), line);
	}
}

void
article_lines_shown(const Ui *ui, guint32 *first, guint32 *end)
{
	const Article *a = &ui->article;
	int head = a->head ? (int)a->head->len : 0;
	*first = (guint32)MAX(a->list.top - head, 0);
	*end = (guint32)MAX(a->list.top - head + a->list.height, 0);
	if (a->page)
		*end = MIN(*end, page_n_lines(a->page));
}

bool
article_link_place(Ui *ui, int number, int *row, int *col)
{
	const Article *a = &ui->article;
	GridRect rect = ui->layout.text[PANE_ARTICLE];
	Lines l = { .ui = ui, .rect = rect };
	guint32 first, end;
	article_lines_shown(ui, &first, &end);
	int head = a->head ? (int)a->head->len : 0;
	for (guint32 i = first; a->page && i < end; i++) {
		const PageLine *line = page_line(a->page, i);
		for (guint32 s = 0; s < line->n_spans; s++) {
			if (line->spans[s].link != number)
				continue;
			*row = rect.row + 1 + (int)i + head - a->list.top;
			*col = first_column(&l) +
				width_text(line->text, line->spans[s].start);
			return *col < rect.col + rect.cols;
		}
	}
	return false;
}
