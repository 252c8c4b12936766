/* SPDX-License-Identifier: MIT
 *
 * The whole screen: panes in their frames, the title line, the bar with
 * hints, message or prompt.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"

static const PaneOps *const panes[N_PANES] = {
	[PANE_FEEDS] = &feeds_pane,
	[PANE_ARTICLES] = &articles_pane,
	[PANE_ARTICLE] = &article_pane,
	[PANE_LINKS] = &links_pane,
};

const PaneOps *
ui_pane(PaneId pane)
{
	return panes[pane];
}

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static const char *const lines[16] = {
	" ",
	"│",
	"│",
	"│",
	"─",
	"┘",
	"┐",
	"┤",
	"─",
	"└",
	"┌",
	"├",
	"─",
	"┴",
	"┬",
	"┼",
};

static const char *
line_glyph(const Ui *ui, int sides)
{
	if (!ui->ascii)
		return lines[sides];
	if (!(sides & (LEFT | RIGHT)))
		return "|";
	return sides & (UP | DOWN) ? "+" : "-";
}

enum { FOCUS = 16 };

/* Lines of frames that meet in a cell become one glyph. */
typedef struct {
	Grid *grid;
	GridRect area;
	guint8 *sides; /* cell by cell of the area */
	GridCell cells[2 * FOCUS]; /* what is shown for sides */
} Frames;

static void
frames_begin(Frames *f, const Ui *ui, Grid *grid, GridRect area)
{
	gsize n = (gsize)MAX(area.rows, 0) * (gsize)MAX(area.cols, 0);
	*f = (Frames){ .grid = grid,
		.area = area,
		.sides = g_malloc0(n + 1) };
	for (int i = 0; i < 2 * FOCUS; i++)
		f->cells[i] = grid_cell(line_glyph(ui, i & ~FOCUS),
			PEN(i & FOCUS ? ROLE_BORDER_FOCUS : ROLE_BORDER));
}

static void
mark(Frames *f, int row, int col, int sides)
{
	guint8 *cell = &f->sides[(row - f->area.row) * f->area.cols + col -
		f->area.col];
	if ((*cell | sides) == *cell)
		return;
	*cell |= (guint8)sides;
	grid_put(f->grid, row, col, &f->cells[*cell]);
}

static void
mark_box(Frames *f, GridRect r, bool focus)
{
	int bottom = r.row + r.rows - 1, right = r.col + r.cols - 1;
	int with = focus ? FOCUS : 0;
	for (int col = r.col; col <= right; col++) {
		int sides =
			(col > r.col ? LEFT : 0) | (col < right ? RIGHT : 0);
		mark(f, r.row, col, sides | with);
		mark(f, bottom, col, sides | with);
	}
	for (int row = r.row; row <= bottom; row++) {
		int sides = (row > r.row ? UP : 0) | (row < bottom ? DOWN : 0);
		mark(f, row, r.col, sides | with);
		mark(f, row, right, sides | with);
	}
}

static void
paint_frames(Ui *ui, Grid *grid)
{
	const Layout *layout = &ui->layout;
	Frames f;
	frames_begin(&f, ui, grid, layout->body);
	for (PaneId i = 0; i < N_PANES; i++) {
		GridRect r = layout->frame[i];
		if (r.rows < 1 || r.cols < 1)
			continue;
		bool here = i == ui->focus && layout->layout != LAYOUT_SINGLE;
		if (layout->boxed)
			mark_box(&f, r, here);
		else if (!conf_bool(ui->conf, OPT_LINEAR))
			for (int col = r.col; col < r.col + r.cols; col++)
				mark(&f, r.row, col,
					LEFT | RIGHT | (here ? FOCUS : 0));
	}
	g_free(f.sides);
}

static void
paint_title_of(Ui *ui, Grid *grid, PaneId pane)
{
	GridRect frame = ui->layout.frame[pane];
	g_autoptr(GString) out = g_string_new(" ");
	bool focus = pane == ui->focus && ui->layout.layout != LAYOUT_SINGLE;
	if (focus)
		g_string_append(out, ui_mark(ui, "▸ ", "> "));
	panes[pane]->title(ui, out);
	g_string_append_c(out, ' ');
	int indent = conf_bool(ui->conf, OPT_LINEAR) ? 0 : 1;
	g_autofree char *cut = width_cut(out->str, MAX(frame.cols - 3, 1));
	Pen pen = PEN(ROLE_PANE_TITLE);
	if (pane == PANE_ARTICLE && ui->article.url)
		pen.link = grid_link(grid, ui->article.url);
	grid_text(grid, frame, frame.row, frame.col + indent, cut, -1, pen);
}

static void
paint_panes(Ui *ui, Grid *grid)
{
	paint_frames(ui, grid);
	for (PaneId i = 0; i < N_PANES; i++) {
		if (ui->layout.frame[i].rows < 1)
			continue;
		paint_title_of(ui, grid, i);
		if (ui->layout.text[i].rows > 0 && ui->layout.text[i].cols > 0)
			panes[i]->paint(ui, grid, ui->layout.text[i]);
	}
}

void
paint_cursor(Ui *ui, Grid *grid, GridRect rect, int row, PaneId pane)
{
	GridRect bar = { row, rect.col, 1, rect.cols };
	bool focus = pane == ui->focus;
	grid_restyle(grid, bar, focus ? ROLE_CURSOR : ROLE_CURSOR_UNFOCUSED, 0);
	if (focus && conf_bool(ui->conf, OPT_LINEAR)) {
		grid->cursor_row = row;
		grid->cursor_col = rect.col;
	}
}

GridRect
paint_box(Ui *ui, Grid *grid, int rows, int cols, const char *title)
{
	GridRect body = ui->layout.body;
	rows = CLAMP(rows, 1, MAX(body.rows - 2, 1));
	cols = CLAMP(cols, 1, MAX(body.cols - 4, 1));
	/* No slivers beside a box that is nearly as wide as the screen. */
	if (body.cols - 4 - cols < 8)
		cols = MAX(body.cols - 4, 1);
	GridRect box = { body.row + (body.rows - rows - 2) / 2,
		body.col + (body.cols - cols - 4) / 2, rows + 2, cols + 4 };
	box.row = MAX(box.row, 0);
	box.col = MAX(box.col, 0);
	grid_fill(grid, box, PEN(ROLE_NORMAL));
	Frames f;
	frames_begin(&f, ui, grid, box);
	if (!conf_bool(ui->conf, OPT_LINEAR))
		mark_box(&f, box, true);
	g_free(f.sides);
	g_autofree char *words = g_strdup_printf(" %s ", title);
	g_autofree char *cut = width_cut(words, MAX(cols + 1, 1));
	grid_text(
		grid, box, box.row, box.col + 1, cut, -1, PEN(ROLE_PANE_TITLE));
	return (GridRect){ box.row + 1, box.col + 2, rows, cols };
}

static char *
progress(const Ui *ui)
{
	const Worker *w = &ui->worker;
	if (!w->running)
		return g_strdup("");
	if (w->of < 1)
		return g_strdup(_("working"));
	g_autoptr(GString) bar = g_string_new(NULL);
	int full = CLAMP(w->n * 8 / w->of, 0, 8);
	for (int i = 0; i < 8; i++)
		g_string_append(bar,
			i < full ? ui_mark(ui, "█", "#")
				 : ui_mark(ui, "░", "."));
	g_autofree char *errors = w->failed
		? g_strdup_printf(ngettext("  %d failed", "  %d failed",
					  (gulong)w->failed),
			  w->failed)
		: g_strdup("");
	return g_strdup_printf(
		_("refreshing %d/%d  %s%s"), w->n, w->of, bar->str, errors);
}

static gint64
unread_here(const Ui *ui)
{
	const View *view = &ui->articles.view;
	int row = feeds_row_of(ui, view);
	const StoreFeed *feed =
		view->kind == VIEW_FEED ? feeds_find(ui, view->feed) : NULL;
	if (view->kind == VIEW_ALL)
		return ui->feeds.unread;
	if (row < 0)
		return feed ? feed->unread : -1;
	return ((FeedsRow *)ui->feeds.rows->pdata[row])->unread;
}

static void
paint_title(Ui *ui, Grid *grid)
{
	GridRect r = ui->layout.title;
	if (!r.rows)
		return;
	g_autofree char *view = view_title(ui, &ui->articles.view);
	gint64 unread = unread_here(ui);
	g_autofree char *count = unread < 0
		? g_strdup("")
		: g_strdup_printf(ngettext(" · %d unread", " · %d unread",
					  (gulong)unread),
			  (int)unread);
	g_autofree char *left = g_strdup_printf(" courant   %s%s", view, count);
	g_autofree char *right = progress(ui);
	grid_fill(grid, r, PEN(ROLE_BAR));
	int room = r.cols - width_text(right, -1) - 3;
	g_autofree char *cut = width_cut(left, MAX(room, 8));
	grid_text(grid, r, r.row, 0, cut, -1, PEN(ROLE_BAR));
	if (room >= 8)
		grid_text(grid, r, r.row, room + 2, right, -1, PEN(ROLE_BAR));
}

/* What the hints bar offers in each context. */
static const struct {
	Context context;
	CommandId commands[8];
	const char *words[8];
} offers[] = {
	{ CTX_FEEDS,
		{ CMD_OPEN, CMD_REFRESH, CMD_ADD, CMD_MARK_FEED_READ,
			CMD_SEARCH, CMD_HELP },
		{ N_("open"), N_("refresh"), N_("add"), N_("mark read"),
			N_("search"), N_("help") } },
	{ CTX_ARTICLES,
		{ CMD_OPEN, CMD_OPEN_BROWSER, CMD_DONE, CMD_TOGGLE_STAR,
			CMD_REFRESH_ALL, CMD_SEARCH, CMD_HELP },
		{ N_("read"), N_("browser"), N_("done"), N_("star"),
			N_("refresh"), N_("search"), N_("help") } },
	{ CTX_ARTICLE,
		{ CMD_READ_ON, CMD_OPEN_BROWSER, CMD_HINTS, CMD_LINKS, CMD_COPY,
			CMD_SEARCH, CMD_HELP },
		{ N_("read on"), N_("browser"), N_("open a link"), N_("links"),
			N_("copy"), N_("find"), N_("help") } },
	{ CTX_LINKS,
		{ CMD_OPEN_BROWSER, CMD_COPY, CMD_OPEN_HERE, CMD_SELECT,
			CMD_FOCUS_OUT, CMD_HELP },
		{ N_("open"), N_("copy"), N_("read here"), N_("select"),
			N_("article"), N_("help") } },
	{ CTX_OVERLAY, { CMD_PAGE_DOWN, CMD_SEARCH, CMD_BACK },
		{ N_("page"), N_("search"), N_("close") } },
	{ CTX_MENU, { CMD_OPEN, CMD_BACK }, { N_("choose"), N_("close") } },
};

static char *
offer(const Ui *ui, Context context, CommandId command, const char *words)
{
	const char *keys =
		keymap_keys(conf_keymap(ui->conf), context, command);
	if (!keys || !*words)
		return NULL;
	return g_strdup_printf(
		"%.*s %s", (int)strcspn(keys, " "), keys, _(words));
}

static int
put_offer(Grid *grid, GridRect r, int col, const char *words)
{
	if (col > 1)
		col = grid_text(
			grid, r, r.row, col, " · ", -1, PEN(ROLE_HINTS_BAR));
	return grid_text(grid, r, r.row, col, words, -1, PEN(ROLE_HINTS_BAR));
}

/* The last one, help, has its place however narrow it is. */
static void
paint_offers(GridRect r, Grid *grid, const GPtrArray *words)
{
	int col = 1;
	const char *last = words->len ? words->pdata[words->len - 1] : "";
	int kept = 3 + width_text(last, -1);
	for (guint i = 0; i + 1 < words->len; i++) {
		const char *each = words->pdata[i];
		if (col + 3 + width_text(each, -1) + kept > r.cols)
			break;
		col = put_offer(grid, r, col, each);
	}
	put_offer(grid, r, col, last);
}

static void
paint_hints(Ui *ui, Grid *grid, GridRect r)
{
	Context context = ui_context(ui);
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
	if (context == CTX_MENU && ui->menu->multi)
		/* L10N: the space bar picks a row of a menu, or not. */
		g_ptr_array_add(all, g_strdup(_("Space pick")));
	for (guint i = 0; i < G_N_ELEMENTS(offers); i++) {
		if (offers[i].context != context)
			continue;
		for (int k = 0; k < 8 && offers[i].words[k]; k++) {
			char *words = offer(ui, context, offers[i].commands[k],
				offers[i].words[k]);
			if (words)
				g_ptr_array_add(all, words);
		}
	}
	paint_offers(r, grid, all);
}

static void
paint_pending(Ui *ui, Grid *grid, GridRect r)
{
	g_autoptr(GString) out = g_string_new(NULL);
	if (ui->count)
		g_string_append_printf(out, "%d", ui->count);
	g_autofree char *keys = ui->n_pending
		? keymap_word(ui->pending, ui->n_pending)
		: g_strdup("");
	g_string_append(out, keys);
	if (!out->len)
		return;
	grid_text(grid, r, r.row, r.cols - width_text(out->str, -1) - 1,
		out->str, -1, PEN(ROLE_HINTS_BAR));
}

static void
paint_bar(Ui *ui, Grid *grid)
{
	GridRect r = ui->layout.bar;
	bool forced = ui->prompt.on || ui->message;
	if (!r.rows && forced)
		r = (GridRect){ ui->rows - 1, 0, 1, ui->cols };
	if (!r.rows || r.row < 0)
		return;
	grid_fill(grid, r, PEN(ROLE_HINTS_BAR));
	if (ui->prompt.on) {
		prompt_paint(ui, grid, r);
	} else if (ui->message) {
		Role role = ui->message_error ? ROLE_BAR_ERROR : ROLE_BAR;
		grid_fill(grid, r, PEN(role));
		g_autofree char *cut =
			width_cut(ui->message, MAX(r.cols - 2, 1));
		grid_text(grid, r, r.row, 1, cut, -1, PEN(role));
	} else {
		paint_hints(ui, grid, r);
		paint_pending(ui, grid, r);
	}
}

void
paint_all(Ui *ui, Grid *grid)
{
	grid_reset(grid, ui->rows, ui->cols);
	if (ui->rows < 1 || ui->cols < 1)
		return;
	paint_title(ui, grid);
	paint_panes(ui, grid);
	if (ui->hints.on)
		hints_paint(ui, grid);
	if (ui->overlay)
		overlay_paint(ui, grid);
	if (ui->menu)
		menu_paint(ui, grid);
	paint_bar(ui, grid);
}
