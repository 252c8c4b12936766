/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "page/page.h"

#include "page/layout.h"

static void
heading_clear(gpointer data)
{
	g_free(((PageHeading *)data)->text);
}

/* First lines of links, by number.  From the last line up, so that the first
 * one is what stays. */
static GArray *
links_find(const Lines *out)
{
	GArray *first = g_array_new(FALSE, TRUE, sizeof(guint32));
	for (guint32 i = out->lines->len; i-- > 0;) {
		const PageLine *line = &g_array_index(out->lines, PageLine, i);
		for (guint32 s = 0; s < line->n_spans; s++) {
			guint link = line->spans[s].link;
			if (link == 0)
				continue;
			if (link >= first->len)
				g_array_set_size(first, link + 1);
			g_array_index(first, guint32, link) = i;
		}
	}
	return first;
}

static void
margins_set(Layout *l, const PageOptions *options)
{
	int width = MAX(options->width, PAGE_MIN_WIDTH);
	int measure =
		options->measure > 0 ? MIN(options->measure, width) : width;
	int margin = options->centre ? (width - measure) / 2 : 0;
	l->right = width;
	while (margin > 0) {
		int step = MIN(margin, 16);
		prefix_indent(l, step);
		margin -= step;
	}
	l->right = (options->centre ? (width - measure) / 2 : 0) + measure;
	l->min_room = MAX(8, measure / 3);
}

Page *
page_new(const Doc *doc, const PageOptions *options)
{
	Page *page = g_new0(Page, 1);
	Layout l;
	layout_init(&l, NULL, doc, options);
	margins_set(&l, options);
	page->doc = doc;
	page->headings = g_array_new(FALSE, FALSE, sizeof(PageHeading));
	g_array_set_clear_func(page->headings, heading_clear);
	l.headings = page->headings;
	block_layout(&l, doc_root(doc));
	lines_finish(&l.out);
	page->out = l.out;
	l.out = (Lines){ 0 };
	layout_clear(&l);
	page->link_lines = links_find(&page->out);
	page->fold = fold_new();
	return page;
}

void
page_free(Page *page)
{
	if (!page)
		return;
	lines_clear(&page->out);
	g_array_free(page->headings, TRUE);
	g_array_free(page->link_lines, TRUE);
	fold_free(page->fold);
	g_free(page);
}

guint32
page_n_lines(const Page *page)
{
	return page->out.lines->len;
}

const PageLine *
page_line(const Page *page, guint32 index)
{
	if (index >= page->out.lines->len)
		return NULL;
	return &g_array_index(page->out.lines, PageLine, index);
}

const PageHeading *
page_headings(const Page *page, guint32 *n)
{
	*n = page->headings->len;
	return (const PageHeading *)(const void *)page->headings->data;
}

static guint32
number_line(const Page *page, int number)
{
	if (number <= 0 || (guint)number >= page->link_lines->len)
		return 0;
	return g_array_index(page->link_lines, guint32, number);
}

guint32
page_link_line(const Page *page, int number)
{
	guint32 line = number_line(page, number);
	const GPtrArray *links = doc_links(page->doc);
	if (line > 0 || number <= 0 || (guint)number > links->len)
		return line;
	const DocLink *link = links->pdata[number - 1];
	return number_line(page, link->around);
}

guint32
page_line_at(const Page *page, guint32 source)
{
	guint32 low = 0, high = page->out.lines->len;
	while (low + 1 < high) {
		guint32 mid = low + (high - low) / 2;
		if (page_line(page, mid)->source <= source)
			low = mid;
		else
			high = mid;
	}
	return low;
}
