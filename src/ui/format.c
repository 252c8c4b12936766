/* SPDX-License-Identifier: MIT
 *
 * Dates, and the rows of the lists by the options list-format and
 * feed-format:
 *
 *	%m marks   %d date   %f feed   %t title   %a author   %l labels
 *	%n minutes %c links  %u unread %T total   %>  the rest at the right
 *	%%         a percent sign
 *
 * A number after the "%" is the width in columns; a "-" leaves the field and
 * the blanks behind it out where the list shows one feed only, or is narrow.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/width.h"

static GDateTime *
local_time(const Ui *ui, gint64 t)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(t);
	return utc ? g_date_time_to_timezone(utc, ui->zone) : NULL;
}

static bool
same_day(GDateTime *a, GDateTime *b)
{
	return g_date_time_get_year(a) == g_date_time_get_year(b) &&
		g_date_time_get_day_of_year(a) ==
		g_date_time_get_day_of_year(b);
}

/* GLib pads %e with a figure space. */
static char *
format_time(GDateTime *t, const char *format)
{
	g_autofree char *raw = g_date_time_format(t, format);
	if (!raw)
		return g_strdup("");
	g_auto(GStrv) parts = g_strsplit(raw, "\xe2\x80\x87", -1);
	return g_strstrip(g_strjoinv("", parts));
}

/* In seven columns, or six where it is NARROW. */
static char *
format_date(const Ui *ui, gint64 t, bool narrow)
{
	g_autoptr(GDateTime) then = local_time(ui, t);
	g_autoptr(GDateTime) now = local_time(ui, clock_now());
	if (!t || !then || !now)
		return g_strdup("");
	const char *own = conf_string(ui->conf, OPT_DATE_FORMAT);
	if (*own)
		return format_time(then, own);
	if (same_day(then, now))
		return format_time(then, "%H:%M");
	gint64 age = ABS(clock_now() - t);
	if (age >= 300 * 86400)
		return format_time(then, narrow ? "%Y" : "%Y-%m");
	/* L10N: a short date of this year, as strftime has it, the shorter
	 * the better; it is pulled together, so "%e" gives "1 Aug". */
	return format_time(then, _("%e %b"));
}

void
format_forget(Ui *ui)
{
	g_clear_pointer(&ui->dates, g_hash_table_unref);
}

/* Many rows are painted for each key: what they say stands for a minute. */
static const char *
short_date(Ui *ui, gint64 t, bool narrow)
{
	enum { MOST_DATES = 4096 };
	gint64 key = t * 2 + narrow, minute = clock_now() / 60;
	if (minute != ui->dates_minute || !ui->dates ||
		g_hash_table_size(ui->dates) >= MOST_DATES) {
		format_forget(ui);
		ui->dates = g_hash_table_new_full(
			g_int64_hash, g_int64_equal, g_free, g_free);
		ui->dates_minute = minute;
	}
	const char *known = g_hash_table_lookup(ui->dates, &key);
	if (known)
		return known;
	char *date = format_date(ui, t, narrow);
	g_hash_table_insert(ui->dates, g_memdup2(&key, sizeof key), date);
	return date;
}

char *
format_date_long(const Ui *ui, gint64 t)
{
	g_autoptr(GDateTime) then = local_time(ui, t);
	/* L10N: a whole date, as strftime has it. */
	return t && then ? format_time(then, _("%e %b %Y")) : g_strdup("");
}

GPtrArray *
format_wrap(const char *text, int width)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	while (*text && width > 2) {
		const char *end = width_prefix(text, -1, width, NULL);
		if (*end && end != text) {
			const char *space =
				g_strrstr_len(text, end - text, " ");
			end = space && space > text ? space : end;
		}
		if (end == text)
			break;
		g_ptr_array_add(lines, g_strndup(text, (gsize)(end - text)));
		text = *end == ' ' ? end + 1 : end;
	}
	return lines;
}

static char *
span_words(gint64 seconds)
{
	gint64 minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
	if (minutes < 1)
		return g_strdup(_("a moment"));
	if (hours < 1)
		return g_strdup_printf(
			ngettext("%d minute", "%d minutes", (gulong)minutes),
			(int)minutes);
	if (days < 2)
		return g_strdup_printf(
			ngettext("%d hour", "%d hours", (gulong)hours),
			(int)hours);
	return g_strdup_printf(
		ngettext("%d day", "%d days", (gulong)days), (int)days);
}

char *
format_age(gint64 t)
{
	gint64 now = clock_now();
	if (!t)
		return g_strdup(_("never"));
	g_autofree char *span = span_words(ABS(now - t));
	/* L10N: %s is a time such as "5 minutes" or "2 days". */
	return g_strdup_printf(t <= now ? _("%s ago") : _("in %s"), span);
}

const char *
ui_mark(const Ui *ui, const char *mark, const char *ascii)
{
	return ui->ascii ? ascii : mark;
}

/* A row being written from the left; with no grid it is only measured. */
typedef struct {
	Ui *ui;
	Grid *grid;
	GridRect rect;
	int row, col;
	const StoreRow *article;
	const FeedsRow *feed;
	bool narrow, brief; /* short of columns; without "%-" fields */
} Writer;

/* Columns below which a list is narrow. */
enum { NARROW = 50 };

static void
put(Writer *w, const char *text, int width, Pen pen)
{
	g_autofree char *cut = NULL;
	int columns = width_text(text, -1);
	int room = w->rect.col + w->rect.cols - w->col;
	int most = width > 0 ? MIN(width, room) : room;
	if (w->grid && columns > most && most > 0) {
		cut = width_cut(text, most);
		text = cut;
	}
	if (w->grid)
		grid_text(w->grid, w->rect, w->row, w->col, text, -1, pen);
	w->col += width > 0 ? width : columns;
}

static Pen
title_pen(const Writer *w)
{
	return PEN(w->article->unread ? ROLE_UNREAD : ROLE_READ);
}

static void
put_marks(Writer *w, int width)
{
	const StoreRow *r = w->article;
	const char *first = r->unread ? ui_mark(w->ui, "●", "N")
		: r->changed          ? ui_mark(w->ui, "○", "~")
				      : " ";
	bool selected = g_hash_table_contains(w->ui->articles.selected, &r->id);
	put(w, first, 1, PEN(ROLE_UNREAD));
	put(w, r->starred ? ui_mark(w->ui, "★", "*") : " ", 1,
		PEN(r->starred ? ROLE_STARRED : ROLE_UNREAD));
	/* A background shows on blanks as well. */
	put(w, selected ? "+" : " ", 1,
		PEN(selected ? ROLE_SELECTED : ROLE_NORMAL));
}

/* The widest day of the year as format_date() writes it: languages differ. */
static int
widest_day(void)
{
	int most = 5;
	for (int month = 1; month <= 12; month++) {
		g_autoptr(GDateTime) day =
			g_date_time_new_utc(2000, month, 28, 0, 0, 0);
		g_autofree char *text = format_time(day, _("%e %b"));
		most = MAX(most, width_text(text, -1));
	}
	return most;
}

static int
date_columns(Ui *ui, bool narrow)
{
	if (!ui->date_columns)
		ui->date_columns = widest_day();
	return narrow ? ui->date_columns : MAX(ui->date_columns, 7);
}

static void
put_date(Writer *w, int width)
{
	const char *date = short_date(w->ui, w->article->date, w->narrow);
	bool own = *conf_string(w->ui->conf, OPT_DATE_FORMAT);
	int columns = own ? 0 : date_columns(w->ui, w->narrow);
	put(w, date, width ? width : columns, PEN(ROLE_DATE));
}

static void
put_source(Writer *w, int width)
{
	put(w, w->article->feed_title,
		width ? width : CLAMP(w->rect.cols / 5, 10, 20),
		PEN(ROLE_SOURCE));
}

static void
put_title(Writer *w, int width)
{
	if (w->feed) {
		Role role = w->feed->kind == FEEDS_GROUP ? ROLE_GROUP
			: w->feed->kind == FEEDS_LABEL   ? ROLE_LABEL
			: w->feed->unread > 0            ? ROLE_UNREAD
							 : ROLE_READ;
		put(w, w->feed->title, width, PEN(role));
		return;
	}
	const char *title = w->article->title;
	put(w, *title ? title : _("(no title)"), width, title_pen(w));
}

static void
put_author(Writer *w, int width)
{
	put(w, w->article->author ? w->article->author : "", width,
		PEN(ROLE_SOURCE));
}

static void
put_labels(Writer *w, int width)
{
	g_autofree char *labels = g_strjoinv(" ", w->article->labels);
	put(w, labels, width, PEN(ROLE_LABEL));
}

static void
put_number(Writer *w, gint64 number, int width)
{
	g_autofree char *text = number > 0
		? g_strdup_printf("%" G_GINT64_FORMAT, number)
		: g_strdup("");
	int blanks = width - width_text(text, -1);
	g_autofree char *padded = blanks > 0
		? g_strdup_printf("%*s", width, text)
		: g_strdup(text);
	put(w, padded, width, PEN(ROLE_COUNT));
}

static void
put_minutes(Writer *w, int width)
{
	put_number(w, w->article->minutes, width ? width : 3);
}

static void
put_links(Writer *w, int width)
{
	put_number(w, w->article->links, width ? width : 3);
}

static void
put_unread(Writer *w, int width)
{
	gint64 n = w->feed->kind == FEEDS_VIEW && w->feed->unread < 0
		? w->feed->total
		: w->feed->unread;
	put_number(w, n, width);
	if (w->feed->failed)
		put(w, "!", 0, PEN(ROLE_ERROR));
}

static void
put_total(Writer *w, int width)
{
	put_number(w, w->feed->total, width);
}

typedef void (*FieldFn)(Writer *w, int width);

static const struct {
	char letter;
	FieldFn article, feed;
} fields[] = {
	{ 'm', put_marks, NULL },
	{ 'd', put_date, NULL },
	{ 'f', put_source, NULL },
	{ 't', put_title, put_title },
	{ 'a', put_author, NULL },
	{ 'l', put_labels, NULL },
	{ 'n', put_minutes, NULL },
	{ 'c', put_links, NULL },
	{ 'u', NULL, put_unread },
	{ 'T', NULL, put_total },
};

static FieldFn
field(const Writer *w, char letter)
{
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
		if (fields[i].letter == letter)
			return w->feed ? fields[i].feed : fields[i].article;
	return NULL;
}

/* Where columns are short, one blank must do between fields. */
static void
put_plain(Writer *w, const char *text)
{
	while (w->narrow && text[0] == ' ' && text[1] == ' ')
		text++;
	put(w, text, 0, PEN(ROLE_NORMAL));
}

static void write_format(Writer *w, const char *format);

static void
write_right(Writer *w, const char *format)
{
	Writer measure = *w;
	measure.grid = NULL;
	measure.col = 0;
	write_format(&measure, format);
	int start = w->rect.col + w->rect.cols - measure.col - 1;
	w->col = MAX(w->rect.col, start);
	if (measure.col)
		write_format(w, format);
}

/* FORMAT is after the "%"; returns what follows the field. */
static const char *
write_field(Writer *w, const char *format)
{
	bool sometimes = *format == '-';
	format += sometimes;
	int width = 0;
	for (; g_ascii_isdigit(*format); format++)
		width = MIN(width * 10 + (*format - '0'), 1000);
	FieldFn fn = field(w, *format);
	if (!*format)
		return format;
	format++;
	if (sometimes && w->brief) {
		while (*format == ' ')
			format++;
		return format;
	}
	if (fn)
		fn(w, width);
	return format;
}

static void
write_format(Writer *w, const char *format)
{
	while (*format) {
		const char *percent = strchrnul(format, '%');
		if (percent > format) {
			g_autofree char *plain =
				g_strndup(format, (gsize)(percent - format));
			put_plain(w, plain);
		}
		if (!*percent)
			return;
		format = percent + 1;
		if (*format == '>') {
			write_right(w, format + 1);
			return;
		}
		if (*format == '%')
			put(w, "%", 0, PEN(ROLE_NORMAL));
		format = *format == '%' ? format + 1 : write_field(w, format);
	}
}

bool
format_is_brief(const Ui *ui, GridRect rect)
{
	const Articles *a = &ui->articles;
	if (a->view.kind == VIEW_FEED || rect.cols < NARROW)
		return true;
	enum { MOST = 200 };
	if (!a->at_start || !a->at_end || !a->rows->len || a->rows->len > MOST)
		return false;
	gint64 feed = ((StoreRow *)a->rows->pdata[0])->feed_id;
	for (guint i = 1; i < a->rows->len; i++)
		if (((StoreRow *)a->rows->pdata[i])->feed_id != feed)
			return false;
	return true;
}

void
format_row(Ui *ui, Grid *grid, GridRect rect, int row, const StoreRow *r)
{
	Writer w = { .ui = ui,
		.grid = grid,
		.rect = rect,
		.row = row,
		.col = rect.col,
		.article = r,
		.narrow = rect.cols < NARROW,
		.brief = format_is_brief(ui, rect) };
	write_format(&w, conf_string(ui->conf, OPT_LIST_FORMAT));
}

void
format_feed(Ui *ui, Grid *grid, GridRect rect, int row, const FeedsRow *r)
{
	Writer w = { .ui = ui,
		.grid = grid,
		.rect = rect,
		.row = row,
		.col = rect.col + 1 + 2 * r->depth,
		.feed = r };
	/* What stands at the right must not be overwritten by a long title. */
	const char *format = conf_string(ui->conf, OPT_FEED_FORMAT);
	const char *right = strstr(format, "%>");
	if (r->kind == FEEDS_GROUP)
		put(&w,
			r->folded ? ui_mark(ui, "▸ ", "+ ")
				  : ui_mark(ui, "▾ ", "- "),
			0, PEN(ROLE_GROUP));
	if (right) {
		Writer measure = w;
		measure.grid = NULL;
		measure.col = 0;
		write_format(&measure, right + 2);
		Writer left = w;
		left.rect.cols -= measure.col + 2;
		g_autofree char *start =
			g_strndup(format, (gsize)(right - format));
		write_format(&left, start);
		write_right(&w, right + 2);
	} else {
		write_format(&w, format);
	}
}
