/* SPDX-License-Identifier: MIT
 *
 * The pane of the text.  What is open is a snapshot: a refresh does not
 * touch it.  Lines: the title where the frame has no room for it, one blank,
 * then the page.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/article.h"

static int
head_lines(const Ui *ui)
{
	return ui->article.head ? (int)ui->article.head->len : 0;
}

static guint32
source_at_top(const Ui *ui)
{
	const Article *a = &ui->article;
	int line = a->list.top - head_lines(ui);
	if (a->page && a->list.top == a->anchor_top)
		return a->anchor;
	const PageLine *l =
		a->page && line > 0 ? page_line(a->page, (guint32)line) : NULL;
	return l ? l->source : 0;
}

/* Columns for text in a pane of COLS. */
static int
text_cols(int cols)
{
	return cols > 30 ? cols - 2 : cols;
}

static int
most_top(const Ui *ui)
{
	const List *list = &ui->article.list;
	return MAX(list->rows - MAX(list->height, 1), 0);
}

/* Columns by which the widest line of code is wider than the pane. */
static int
most_left(const Ui *ui)
{
	const Article *a = &ui->article;
	guint32 widest = 0;
	const PageLine *line;
	for (guint32 i = 0; a->page && (line = page_line(a->page, i)); i++)
		if (line->code)
			widest = MAX(widest, line->width);
	return MAX((int)widest - text_cols(a->width), 0);
}

static void
go_top(Ui *ui, int top)
{
	ui->article.list.top = CLAMP(top, 0, most_top(ui));
	ui->dirty = true;
}

void
article_show_line(Ui *ui, guint32 line)
{
	List *list = &ui->article.list;
	int row = (int)line + head_lines(ui);
	int margin = MIN(2, list->height / 4);
	if (row < list->top + margin ||
		row >= list->top + list->height - margin)
		go_top(ui, row - MIN(3, list->height / 3));
}

bool
article_at_end(Ui *ui)
{
	return ui->article.list.top >= most_top(ui);
}

static int
article_percent(const Ui *ui)
{
	int most = most_top(ui);
	return most ? ui->article.list.top * 100 / most : 100;
}

static void
clear(Article *a)
{
	g_clear_pointer(&a->page, page_free);
	g_clear_pointer(&a->ready, page_free);
	g_clear_pointer(&a->doc, doc_free);
	g_clear_pointer(&a->article, store_article_free);
	g_clear_pointer(&a->title, g_free);
	g_clear_pointer(&a->url, g_free);
	g_clear_pointer(&a->source, g_free);
	g_clear_pointer(&a->meta, g_free);
	g_clear_pointer(&a->head, g_ptr_array_unref);
}

/* Freeing a large tree takes time that a key need not wait for. */
static void
forget(Ui *ui)
{
	int height = ui->article.list.height;
	article_unlight(ui);
	clear(&ui->spent);
	ui->spent = ui->article;
	ui->article = (Article){ .list.height = height };
}

void
article_free_spent(Ui *ui)
{
	clear(&ui->spent);
}

static TextKind
usual_kind(const StoreArticle *s)
{
	return s->fulltext ? TEXT_FULL : TEXT_FEED;
}

void
article_remember(Ui *ui)
{
	Article *a = &ui->article;
	if (!a->id || !a->page || !a->article ||
		a->kind != usual_kind(a->article))
		return;
	gint64 source = source_at_top(ui);
	if (source != a->remembered)
		store_set_position(ui->store, a->id, source, NULL);
	a->remembered = source;
}

void
article_close(Ui *ui)
{
	article_remember(ui);
	forget(ui);
	links_reload(ui);
	ui_relayout(ui);
}

static PageOptions
page_options(const Ui *ui, TextKind kind, int width)
{
	return (PageOptions){
		.width = MAX(width, PAGE_MIN_WIDTH),
		.measure = conf_int(ui->conf, OPT_TEXT_WIDTH),
		.centre = conf_bool(ui->conf, OPT_TEXT_CENTRE) &&
			!conf_bool(ui->conf, OPT_LINEAR),
		.ascii = ui->ascii,
		.wrap_code = kind == TEXT_SOURCE ||
			conf_bool(ui->conf, OPT_WRAP_CODE),
		.link_numbers = conf_bool(ui->conf, OPT_LINK_NUMBERS),
		.linear = conf_bool(ui->conf, OPT_LINEAR),
		.mark_deleted = true,
	};
}

Page *
article_page(const Ui *ui, const Doc *doc, TextKind kind, int cols)
{
	PageOptions options = page_options(ui, kind, text_cols(cols));
	return page_new(doc, &options);
}

/* The one that was made ahead, if it still fits. */
static Page *
make_page(Ui *ui, int cols)
{
	Article *a = &ui->article;
	g_autoptr(Page) ready = g_steal_pointer(&a->ready);
	return ready && a->ready_width == cols
		? g_steal_pointer(&ready)
		: article_page(ui, a->doc, a->kind, cols);
}

/* The title in lines of its own, if the frame cannot show it whole. */
static GPtrArray *
make_head(const Ui *ui, GridRect rect)
{
	const char *title = ui->article.title;
	bool fits = width_text(title, -1) <= rect.cols - 6;
	GPtrArray *head = format_wrap(fits ? "" : title, rect.cols - 2);
	if (rect.rows >= 8)
		g_ptr_array_add(head, g_strdup(""));
	return head;
}

/* Lays the text out for the pane's width, keeping its first line. */
void
article_layout(Ui *ui)
{
	Article *a = &ui->article;
	GridRect rect = ui->layout.text[PANE_ARTICLE];
	if (!a->doc || (!rect.rows && a->page))
		return;
	if (!rect.rows)
		rect = ui->layout.body;
	a->list.height = MAX(rect.rows - 1, 1);
	if (a->page && a->width == rect.cols)
		return;
	guint32 source = a->page ? source_at_top(ui) : a->start;
	bool at_start = a->page && a->list.top <= head_lines(ui);
	g_clear_pointer(&a->page, page_free);
	g_clear_pointer(&a->head, g_ptr_array_unref);
	a->page = make_page(ui, rect.cols);
	a->width = rect.cols;
	a->head = make_head(ui, rect);
	a->list.rows = head_lines(ui) + (int)page_n_lines(a->page);
	int line = (int)page_line_at(a->page, source);
	go_top(ui, at_start || !source ? 0 : line + head_lines(ui));
	a->left = MIN(a->left, most_left(ui));
	a->anchor = source;
	a->anchor_top = a->list.top;
	if (a->needle) {
		g_array_unref(a->matches);
		a->matches = page_find(a->page, a->needle);
		a->match = MIN(a->match, MAX((int)a->matches->len - 1, 0));
	}
}

char *
article_meta(const Ui *ui, const Doc *doc, gint64 date)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
	if (date)
		g_ptr_array_add(parts, format_date_long(ui, date));
	int minutes = doc_minutes(doc);
	guint links = doc_links(doc)->len;
	/* L10N: reading time in minutes. */
	g_ptr_array_add(parts, g_strdup_printf(_("%d min"), minutes));
	if (links)
		g_ptr_array_add(parts,
			g_strdup_printf(
				ngettext("%u link", "%u links", links), links));
	g_ptr_array_add(parts, NULL);
	return g_strjoinv(" · ", (char **)parts->pdata);
}

static char *
source_words(const char *feed, const char *author)
{
	author = document_author(author, feed);
	feed = feed ? feed : "";
	return g_strconcat(feed, *feed && author ? " · " : "", author, NULL);
}

/* READ is what is known of it, or NULL. */
static void
show_doc(Ui *ui, const Reading *read)
{
	Article *a = &ui->article;
	g_clear_pointer(&a->page, page_free);
	a->list.top = 0;
	a->left = 0;
	if (read)
		links_show(ui, read->also, read->opened);
	else
		links_reload(ui);
	ui_relayout(ui);
	ui->dirty = true;
}

/* As far into the source as the text was read, about. */
static guint32
place_in_source(const Doc *text, const Doc *source, guint32 place)
{
	g_autofree char *from = doc_text(text);
	g_autofree char *to = doc_text(source);
	gsize len = strlen(from);
	return len ? (guint32)(strlen(to) * MIN(place, len) / len) : 0;
}

void
article_set_kind(Ui *ui, TextKind kind)
{
	Article *a = &ui->article;
	if (!a->article)
		return;
	article_remember(ui);
	a->places[a->kind] = source_at_top(ui);
	article_unlight(ui);
	g_clear_pointer(&a->page, page_free);
	g_clear_pointer(&a->ready, page_free);
	g_autoptr(Doc) before = g_steal_pointer(&a->doc);
	a->doc = document_as(a->article, kind);
	a->start = kind == TEXT_SOURCE
		? place_in_source(before, a->doc, a->places[a->kind])
		: a->places[kind];
	a->kind = kind;
	g_free(a->meta);
	a->meta = article_meta(ui, a->doc, a->article->row.date);
	show_doc(ui, NULL);
}

static void
take_snapshot(Ui *ui, Reading *read)
{
	Article *a = &ui->article;
	const StoreArticle *s = a->article = g_steal_pointer(&read->article);
	a->id = s->row.id;
	a->title = g_strdup(*s->row.title ? s->row.title : _("(no title)"));
	a->url = g_strdup(s->row.url);
	a->kind = usual_kind(s);
	a->doc = g_steal_pointer(&read->doc);
	a->ready = g_steal_pointer(&read->page);
	a->ready_width = read->cols;
	a->source = source_words(s->row.feed_title, s->row.author);
	a->meta = read->meta ? g_steal_pointer(&read->meta)
			     : article_meta(ui, a->doc, s->row.date);
}

static void
note_seen(Ui *ui)
{
	const Article *a = &ui->article;
	if (!a->article->row.changed)
		return;
	store_act(ui->store, STORE_SEEN, NULL, &a->id, 1, NULL);
	articles_update(ui, &a->id, 1);
}

static void
note_history(Ui *ui)
{
	GArray *back = ui->back;
	if (!ui->article.id || ui->in_history)
		return;
	g_array_append_val(back, ui->article.id);
	if (back->len > 200)
		g_array_remove_index(back, 0);
	g_array_set_size(ui->forward, 0);
}

void
article_open(Ui *ui, gint64 id)
{
	if (id == ui->article.id && !ui->article.updated)
		return;
	GError *error = NULL;
	g_autoptr(Reading) read = reading_of(ui, id, &error);
	if (!read) {
		ui_fail(ui, error);
		return;
	}
	article_remember(ui);
	if (id != ui->article.id)
		note_history(ui);
	forget(ui);
	take_snapshot(ui, read);
	ui->article.remembered = MAX(read->place, 0);
	ui->article.start = (guint32)CLAMP(read->place, 0, (gint64)G_MAXUINT32);
	show_doc(ui, read);
	note_seen(ui);
	if (feeds_mark_read(ui, ui->article.article->row.feed_id) ==
		MARK_READ_OPEN)
		marks_read_soon(ui);
}

void
article_refresh(Ui *ui, gint64 id)
{
	if (id != ui->article.id)
		return;
	g_autoptr(Reading) read = reading_of(ui, id, NULL);
	if (!read)
		return;
	forget(ui);
	take_snapshot(ui, read);
	show_doc(ui, read);
	note_seen(ui);
	articles_update(ui, &id, 1);
}

/* A text without a title of its own goes by its first heading. */
static void
take_heading(Ui *ui, const char *name)
{
	Article *a = &ui->article;
	guint32 n = 0;
	const PageHeading *headings =
		a->page ? page_headings(a->page, &n) : NULL;
	g_free(a->title);
	a->title = n ? g_strdup(headings[0].text)
		     : text_clean(name ? name : _("Text"), -1, TEXT_LINE);
}

void
article_read(Ui *ui, const UiText *text)
{
	Article *a = &ui->article;
	article_remember(ui);
	note_history(ui);
	forget(ui);
	a->doc = document_of_bytes(
		text->data, text->len, text->mime, text->name, text->base);
	const DocMeta *meta = doc_meta(a->doc);
	const char *title = text->title ? text->title
		: meta->title           ? meta->title
					: NULL;
	a->title = text_clean(title ? title : "", -1, TEXT_LINE);
	a->url = text->base ? g_strdup(text->base) : g_strdup(meta->url);
	a->source = source_words(NULL, meta->author);
	a->meta = article_meta(ui, a->doc, meta->date);
	show_doc(ui, NULL);
	if (!*a->title)
		take_heading(ui, text->name);
	ui_focus(ui, PANE_ARTICLE);
}

void
article_unlight(Ui *ui)
{
	Article *a = &ui->article;
	g_clear_pointer(&a->needle, g_free);
	g_clear_pointer(&a->matches, g_array_unref);
	ui->dirty = true;
}

static const PageMatch *
match_at(const Article *a, int i)
{
	return &g_array_index(a->matches, PageMatch, i);
}

void
article_search(Ui *ui, const char *needle, bool go)
{
	Article *a = &ui->article;
	article_unlight(ui);
	if (!a->page || !*needle)
		return;
	a->needle = g_strdup(needle);
	a->matches = page_find(a->page, needle);
	a->match = 0;
	int first = MAX(a->list.top - head_lines(ui), 0);
	while (a->match < (int)a->matches->len &&
		(int)match_at(a, a->match)->line < first)
		a->match++;
	if (a->match == (int)a->matches->len)
		a->match = 0;
	if (go && a->matches->len)
		article_show_line(ui, match_at(a, a->match)->line);
}

static bool
step_match(Ui *ui, int by)
{
	Article *a = &ui->article;
	int n = (int)a->matches->len;
	guint32 match = match_at(a, a->match)->match;
	int i = a->match;
	do {
		i += by;
		if ((i < 0 || i >= n) && !conf_bool(ui->conf, OPT_WRAP_SEARCH))
			return false;
		i = (i + n) % n;
	} while (i != a->match && match_at(a, i)->match == match);
	while (by < 0 && i > 0 &&
		match_at(a, i - 1)->match == match_at(a, i)->match)
		i--;
	a->match = i;
	return true;
}

void
article_next_match(Ui *ui, int by)
{
	Article *a = &ui->article;
	if (!a->needle || !a->matches->len) {
		ui_say(ui, _("No matches."));
		return;
	}
	bool found = step_match(ui, by);
	article_show_line(ui, match_at(a, a->match)->line);
	if (!found) {
		ui_say(ui,
			by > 0 ? _("No further match below.")
			       : _("No further match above."));
		return;
	}
	guint32 all = match_at(a, (int)a->matches->len - 1)->match + 1;
	ui_say(ui, _("Match %u of %u"), match_at(a, a->match)->match + 1, all);
}

static void
title(Ui *ui, GString *out)
{
	g_string_append(
		out, ui->article.title ? ui->article.title : _("Article"));
}

/* In ROOM columns.  Who wrote it is cut first: the title above the list names
 * the feed, but nothing else tells the day. */
static char *
meta_words(const Article *a, const char *kind, int room)
{
	enum { LEAST = 8 };
	g_autofree char *rest = g_strconcat(a->meta, kind, NULL);
	int left = room - width_text(rest, -1) - 3;
	if (!*a->source || left < MIN(LEAST, width_text(a->source, -1)))
		return width_cut(rest, room);
	g_autofree char *source = width_cut(a->source, left);
	return g_strconcat(source, " · ", rest, NULL);
}

static void
paint_meta(Ui *ui, Grid *grid, GridRect rect)
{
	const Article *a = &ui->article;
	g_autofree char *percent = g_strdup_printf("%d%%", article_percent(ui));
	const char *kind = a->updated    ? _(" · newer text: Enter")
		: a->kind == TEXT_FULL   ? _(" · full text")
		: a->kind == TEXT_SOURCE ? _(" · source")
					 : "";
	int room = rect.cols - width_text(percent, -1) - 3;
	g_autofree char *cut = meta_words(a, kind, MAX(room, 1));
	int row = rect.row;
	int pad = rect.cols > 30 ? 1 : 0;
	grid_text(grid, rect, row, rect.col + pad, cut, -1, PEN(ROLE_META));
	grid_text(grid, rect, row,
		rect.col + rect.cols - width_text(percent, -1) - pad, percent,
		-1, PEN(ROLE_META));
}

static void
paint(Ui *ui, Grid *grid, GridRect rect)
{
	Article *a = &ui->article;
	if (!a->doc) {
		grid_text(grid, rect, rect.row, rect.col + 1,
			_("Enter opens an article."), -1, PEN(ROLE_META));
		return;
	}
	article_layout(ui);
	paint_meta(ui, grid, rect);
	article_paint_lines(ui, grid, rect, head_lines(ui));
	if (ui->focus == PANE_ARTICLE && conf_bool(ui->conf, OPT_LINEAR)) {
		grid->cursor_row = rect.row + MIN(1, rect.rows - 1);
		grid->cursor_col = rect.col;
	}
}

static void
reached(Ui *ui)
{
	Article *a = &ui->article;
	if (a->seen_end || !article_at_end(ui))
		return;
	a->seen_end = true;
	if (a->article &&
		feeds_mark_read(ui, a->article->row.feed_id) == MARK_READ_END)
		marks_read(ui, a->id);
}

static int
step_of(const Ui *ui, CommandId command)
{
	int height = ui->article.list.height;
	int page = MAX(height - conf_int(ui->conf, OPT_PAGE_OVERLAP), 1);
	switch (command) {
	case CMD_DOWN:
	case CMD_SCROLL_DOWN:
		return 1;
	case CMD_UP:
	case CMD_SCROLL_UP:
		return -1;
	case CMD_PAGE_DOWN:
		return page;
	case CMD_PAGE_UP:
		return -page;
	case CMD_HALF_PAGE_DOWN:
		return MAX(height / 2, 1);
	case CMD_HALF_PAGE_UP:
		return -MAX(height / 2, 1);
	default:
		return 0;
	}
}

static bool
move(Ui *ui, CommandId command, int count)
{
	Article *a = &ui->article;
	int n = CLAMP(count, 1, 100000), step = step_of(ui, command);
	a->list.height = MAX(ui->layout.text[PANE_ARTICLE].rows - 1, 1);
	article_layout(ui);
	if (command == CMD_SCROLL_LEFT || command == CMD_SCROLL_RIGHT) {
		int by = command == CMD_SCROLL_LEFT ? -8 * n : 8 * n;
		a->left = CLAMP(a->left + by, 0, most_left(ui));
	} else if (command == CMD_TOP) {
		go_top(ui, n - 1);
	} else if (command == CMD_BOTTOM) {
		go_top(ui, most_top(ui));
	} else if (step) {
		go_top(ui, a->list.top + step * n);
	} else {
		return false;
	}
	reached(ui);
	ui->dirty = true;
	return true;
}

static void
open(Ui *ui)
{
	Article *a = &ui->article;
	if (a->updated && a->id) {
		article_refresh(ui, a->id);
		ui_say(ui, _("This is the newer text."));
	} else if (a->link) {
		ui_run_line(ui, "open-browser");
	} else {
		ui_focus(ui, PANE_LINKS);
	}
}

static char *
address(Ui *ui, char **name)
{
	const Article *a = &ui->article;
	const GPtrArray *all = a->doc ? doc_links(a->doc) : NULL;
	if (all && a->link > 0 && a->link <= (int)all->len) {
		const DocLink *link = all->pdata[a->link - 1];
		*name = g_strdup(link->text);
		return g_strdup(link->url);
	}
	*name = g_strdup(a->title);
	return g_strdup(a->url);
}

const PaneOps article_pane = {
	.context = CTX_ARTICLE,
	.title = title,
	.paint = paint,
	.move = move,
	.open = open,
	.address = address,
};
