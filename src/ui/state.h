/* SPDX-License-Identifier: MIT
 *
 * What the interface is at a moment, shared by its files.  Each pane and each
 * thing over the panes has a file of its own; commands.c says which function
 * carries out which command.
 */
#ifndef COURANT_UI_STATE_H
#define COURANT_UI_STATE_H

#include "doc/doc.h"
#include "page/page.h"
#include "ui/document.h"
#include "ui/edit.h"
#include "ui/layout.h"
#include "ui/list.h"
#include "ui/ui.h"

typedef enum {
	VIEW_ALL,
	VIEW_UNREAD,
	VIEW_STARRED,
	VIEW_TODAY,
	VIEW_FEED,
	VIEW_GROUP,
	VIEW_LABEL,
	VIEW_SEARCH, /* a saved search or one just typed */
	N_VIEWS
} ViewKind;

/* What the list of articles shows. */
typedef struct {
	ViewKind kind;
	gint64 feed;
	char *name; /* group, label or title of the search; may be NULL */
	char *text; /* the query of VIEW_SEARCH */
} View;

typedef enum {
	FEEDS_VIEW,
	FEEDS_SEARCH,
	FEEDS_GROUP,
	FEEDS_FEED,
	FEEDS_LABEL
} FeedsKind;

typedef struct {
	FeedsKind kind;
	View view;
	char *title;
	int depth;
	gint64 unread, total; /* -1: not counted */
	bool folded, failed;
} FeedsRow;

typedef struct {
	GPtrArray *all;     /* StoreFeed, subscribed ones */
	GHashTable *by_id;  /* gint64 * → StoreFeed, borrowed */
	GPtrArray *labels;  /* StoreTally */
	GPtrArray *rows;    /* FeedsRow */
	GHashTable *folded; /* names of groups */
	List list;
	gint64 unread, starred; /* sums */
	GHashTable *counts;     /* unread ones of searches, by query */
	bool stale;             /* they are to be counted again */
	guint to_count;         /* so many of them now, one at a time */
} Feeds;

typedef struct {
	View view;
	Query *query;  /* of the view; NULL = everything */
	Query *filter; /* & narrows by it; or NULL */
	char *filter_text;
	Query *shown; /* both, and what show-read asks */
	StoreSort sort;
	bool sorted;     /* the reader chose the order since it was opened */
	GPtrArray *rows; /* StoreRow: a window on the list */
	bool at_start, at_end;
	List list;
	gint64 total;         /* rows of the list, -1 not counted */
	GHashTable *selected; /* set of gint64 * */
} Articles;

typedef struct {
	gint64 id;             /* 0: nothing from the store */
	StoreArticle *article; /* the snapshot that is read, or NULL */
	char *title, *url, *source, *meta;
	TextKind kind;
	Doc *doc; /* NULL: nothing is open */
	Page *page;
	int width;       /* that the page was made for */
	Page *ready;     /* what was made ahead, or NULL … */
	int ready_width; /* … and for which width */
	GPtrArray *head; /* char *: lines above the page (a long title) */
	List list;       /* lines; only top counts */
	int left;        /* columns scrolled to the right */
	char *needle;    /* what is searched for; NULL: nothing lit */
	GArray *matches; /* PageMatch */
	int match;       /* the current one */
	int link;        /* number of the link last gone to, 0 none */
	bool seen_end;
	guint32 start;     /* offset in the text to open at */
	guint32 anchor;    /* offset that was asked for, while the top … */
	int anchor_top;    /* … is this row: several layouts do not drift */
	guint32 places[TEXT_KINDS]; /* where each kind was left */
	gint64 remembered; /* offset that the store has */
	bool updated;      /* a newer version is in the store */
	bool alone;        /* the program was started to read it */
} Article;

/* An article of the store with all that is shown of it. */
typedef struct {
	StoreArticle *article;
	Doc *doc;           /* as document_of_article() makes it */
	Page *page;         /* for a pane of COLS, or NULL */
	int cols;
	GPtrArray *also;    /* StoreAlso, or NULL */
	GHashTable *opened; /* as of store_links_opened() */
	gint64 place;       /* as of store_position() */
	char *meta;         /* as of article_meta(), or NULL */
} Reading;

typedef struct {
	gint64 id, stamp;  /* what was last looked at (0: nothing), and when */
	Reading *reading;  /* NULL: it is not ready */
} Ahead;

typedef struct {
	int number; /* 0: a heading, or an "also" line of the link above */
	bool also;
	const char *text, *host;
	char *words; /* of an "also" line */
	bool opened;
} LinksRow;

typedef struct {
	GPtrArray *rows; /* LinksRow */
	List list;
	GHashTable *selected; /* numbers */
	bool wanted;          /* toggled on by the reader */
	bool hidden;          /* toggled off */
} Links;

typedef struct Prompt Prompt;
typedef void (*PromptFn)(Ui *ui, const char *text);

struct Prompt {
	bool on;
	bool yes_no;         /* one key answers */
	char *label;         /* "Search: " */
	const char *history; /* name in the state, or NULL */
	Edit edit;
	PromptFn accept;
	PromptFn change; /* after each edit; may be NULL */
	PromptFn cancel; /* may be NULL */
	GPtrArray *(*complete)(Ui *ui, const char *text, gsize at, gsize *from);
	GPtrArray *choices; /* while completing */
	int choice;
	gsize from;
	int older;     /* steps back in the history */
	char *typed;   /* before going back */
	char *problem; /* what is wrong with the line, or NULL */
	gsize problem_at;
	gint64 value; /* for whoever asked */
	char *word;
};

typedef struct {
	char *text;
	char *value; /* for whoever asked; may be NULL */
	gint64 number;
	char key; /* chooses it; 0 none */
	bool checked, heading;
} MenuItem;

typedef struct Menu Menu;
struct Menu {
	char *title;
	GPtrArray *items; /* MenuItem */
	List list;
	bool multi; /* several may be checked; Space checks */
	void (*accept)(Ui *ui, Menu *menu, const MenuItem *item);
	char *word;     /* for whoever asked */
	GridRect place; /* as painted last */
};

typedef struct {
	char *title;
	GPtrArray *lines; /* char * */
	GArray *roles;    /* guint8 per line; may be shorter: normal */
	List list;        /* only top counts */
	char *needle;
} Overlay;

typedef struct {
	bool on, copy;
	GPtrArray *labels; /* char * by link, as many as the numbers */
	GArray *numbers;   /* int: links in order of their places */
	GString *typed;
} Hints;

typedef struct {
	bool running, told, stale, stopped;
	bool unasked; /* nobody waits for the result */
	int n, of, failed, fresh;
	char **now;       /* what it does: "refresh", "--all" … */
	char *last;       /* title of the feed last spoken of */
	char *note;       /* the last "note" */
	int later;        /* feeds that are not asked now */
	char *later_words; /* the last of them, and why */
	GPtrArray *found; /* json_t: "found" events */
	GPtrArray *outlines; /* json_t: "outline" events */
	GPtrArray *queue; /* char **: what is started when it is done */
	char **groups;    /* for discovered feeds */
} Worker;

typedef enum { DEED_MARK, DEED_SUBSCRIPTIONS, DEED_SEARCH } DeedKind;

typedef struct {
	DeedKind kind;
	StoreStep step; /* DEED_MARK; in done, its ids may be empty */
	int added;      /* DEED_SUBSCRIPTIONS */
	char *name;     /* DEED_SEARCH: what was the query before and after */
	char *before, *after;
	char *undone, *redone; /* words, but of DEED_MARK */
} Deed;

/* A list and where it stood. */
typedef struct {
	View view;
	gint64 id; /* of the article, 0: none */
	bool set;
} Place;

struct Ui {
	Store *store;
	Conf *conf;
	State *state;
	int rows, cols;
	bool dirty, closing;
	PaneId focus;
	bool zoom;
	int split[N_SPLITS];
	int dragging; /* SplitId or -1 */
	Layout layout;
	Feeds feeds;
	Articles articles;
	Article article;
	Article spent; /* the one before, freed when there is time */
	Ahead ahead;
	bool article_by_article; /* the last step was to the next one, be it
				  * unread or not */
	gint64 to_read; /* shown as read, to be written down; 0: none */
	Links links;
	Prompt prompt;
	Overlay *overlay;
	Menu *menu;
	Hints hints;
	Worker worker;
	Key pending[KEYMAP_DEPTH];
	int n_pending, count;
	int depth; /* of commands that run commands */
	GQueue effects;
	char *message;
	bool message_error;
	GPtrArray *messages;      /* char *: all so far */
	char *title;              /* of the window, as last told */
	GArray *back, *forward;   /* gint64: articles read */
	GPtrArray *done, *undone; /* Deed */
	gint64 minute;            /* of the last tick */
	bool ascii;
	int date_columns;  /* that days need; 0: not known yet */
	GHashTable *dates; /* short ones as written, by time; NULL: none yet */
	gint64 dates_minute;
	GTimeZone *zone;   /* asked once a minute: asking costs system calls */
	bool in_history;   /* going back or forward: not noted */
	bool applying;     /* to the selection */
	GArray *targets;   /* gint64: articles that a menu is about */
	char *target;      /* address that a prompt is about */
	char *target_name; /* of the same */
	Place before;      /* before the search that is being typed */
	Place outside;     /* before all searches */
};

typedef struct {
	Context context;
	/* Title of the frame, appended. */
	void (*title)(Ui *ui, GString *out);
	void (*paint)(Ui *ui, Grid *grid, GridRect rect);
	/* A command of the group "Moving"; false if it means nothing here. */
	bool (*move)(Ui *ui, CommandId command, int count);
	void (*open)(Ui *ui);
	/* Address and title of what the cursor is on; NULL if none. */
	char *(*address)(Ui *ui, char **title);
} PaneOps;

extern const PaneOps feeds_pane, articles_pane, article_pane, links_pane;
const PaneOps *ui_pane(PaneId pane);

/* ui.c */
void ui_say(Ui *ui, const char *format, ...) G_GNUC_PRINTF(2, 3);
void ui_complain(Ui *ui, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Says the error's words and frees it. */
void ui_fail(Ui *ui, GError *error);
/* A new effect at the end of the queue, to be filled in. */
UiEffect *ui_effect(Ui *ui, UiEffectType type);
void ui_focus(Ui *ui, PaneId pane);
/* A copy of a constant array of strings. */
char **ui_strv(const char *const *words);
void ui_relayout(Ui *ui);
void ui_run_line(Ui *ui, const char *line);
void ui_run_command(Ui *ui, const Command *command);
Context ui_context(const Ui *ui);
/* A mark, or what stands for it in ASCII. */
const char *ui_mark(const Ui *ui, const char *mark, const char *ascii);

/* view.c */
View view_copy(const View *view);
void view_clear(View *view);
bool view_equal(const View *a, const View *b);
char *view_title(const Ui *ui, const View *view);
/* NULL for everything. */
Query *view_query(const View *view);
char *view_to_text(const View *view);
bool view_from_text(const char *text, View *view);

/* Milliseconds that a search, and one that is only counted, may hold up the
 * keys. */
enum { UI_PATIENCE = 2000, UI_PATIENCE_COUNT = 200 };

/* feeds.c */
void feeds_reload(Ui *ui);
void feeds_rebuild(Ui *ui); /* rows only */
/* Counting what saved searches find, if something changed, costs more with a
 * larger store: it is done search by search while no key waits.  True while
 * more are to be counted. */
void feeds_start_counting(Ui *ui);
bool feeds_count_one(Ui *ui);
const StoreFeed *feeds_find(const Ui *ui, gint64 id);
const FeedsRow *feeds_current(const Ui *ui);
/* Takes in that an article became read or unread without asking the store. */
void feeds_count(Ui *ui, gint64 feed, int unread, int starred);
/* When the articles of a feed count as read (MARK_READ_* of conf/option.h):
 * the feed's own setting, else the option. */
int feeds_mark_read(const Ui *ui, gint64 feed);
/* The order of a view: its feed's own, else the option sort. */
StoreSort feeds_sort(const Ui *ui, const View *view);
/* The row of a view, -1 if it has none. */
int feeds_row_of(const Ui *ui, const View *view);
void feeds_init(Ui *ui);
void feeds_free(Ui *ui);

/* articles.c */
void articles_show(Ui *ui, const View *view);
void articles_reload(Ui *ui);  /* keeps place, merges what is new */
void articles_restart(Ui *ui); /* query or order changed */
StoreRow *articles_current(const Ui *ui);
StoreRow *articles_find(const Ui *ui, gint64 id);
/* Puts the cursor on an article; loads the list around it if need be. */
void articles_go(Ui *ui, const StoreRow *row);
void articles_update(Ui *ui, const gint64 *ids, gsize n);
void articles_drop(Ui *ui, const gint64 *ids, gsize n);
/* Selected articles, else the one under the cursor, else the open one. */
GArray *articles_chosen(Ui *ui, int count);
/* Takes QUERY, NULL: no filter.  The cursor stays on the article STAY (0: the
 * current one) if the list has it. */
void articles_filter(Ui *ui, Query *query, const char *text, gint64 stay);
void articles_init(Ui *ui);
void articles_free(Ui *ui);

/* article.c */
void article_open(Ui *ui, gint64 id);
void article_read(Ui *ui, const UiText *text);
void article_close(Ui *ui);
void article_layout(Ui *ui);
void article_refresh(Ui *ui, gint64 id); /* full text arrived */
void article_remember(Ui *ui);
void article_free_spent(Ui *ui);
bool article_at_end(Ui *ui);
void article_search(Ui *ui, const char *needle, bool go);
void article_next_match(Ui *ui, int by);
void article_unlight(Ui *ui);
void article_show_line(Ui *ui, guint32 line);
void article_set_kind(Ui *ui, TextKind kind);
/* DOC as it is laid out in a pane of COLS. */
Page *article_page(const Ui *ui, const Doc *doc, TextKind kind, int cols);
/* The line under the title: date, reading time, links.  Newly allocated. */
char *article_meta(const Ui *ui, const Doc *doc, gint64 date);

/* ahead.c */
/* Article ID, from what was made ready if that is still right.  Nothing is
 * ahead afterwards. */
Reading *reading_of(Ui *ui, gint64 id, GError **error);
void reading_free(Reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)
void ahead_make(Ui *ui);
void ahead_clear(Ui *ui);

/* links.c */
void links_reload(Ui *ui);
/* The same with what is known already of the open article's links. */
void links_show(Ui *ui, const GPtrArray *also, GHashTable *opened);
/* StoreAlso of an article; NULL: it is none of the store. */
GPtrArray *links_also(Ui *ui, gint64 article);
const DocLink *links_current(const Ui *ui);
void links_go(Ui *ui, int number);
void links_opened(Ui *ui, int number);
void links_init(Ui *ui);
void links_free(Ui *ui);

/* format.c */
char *format_date_long(const Ui *ui, gint64 t);
/* After a change of settings: how dates are written may have changed. */
void format_forget(Ui *ui);
/* A short text in lines of WIDTH columns, none if that is too narrow. */
GPtrArray *format_wrap(const char *text, int width);
/* "3 min ago", "in 2 h". */
char *format_age(gint64 t);
/* True if rows in RECT leave out what the list says already, or has no room
 * for: "%-" fields. */
bool format_is_brief(const Ui *ui, GridRect rect);
void format_row(Ui *ui, Grid *grid, GridRect rect, int row, const StoreRow *r);
void format_feed(Ui *ui, Grid *grid, GridRect rect, int row, const FeedsRow *r);

/* paint.c: bars, frames */
void paint_all(Ui *ui, Grid *grid);
/* The bar of the cursor over a row of a list (the terminal's cursor too, if
 * PANE has the focus). */
void paint_cursor(Ui *ui, Grid *grid, GridRect rect, int row, PaneId pane);
/* A frame over the panes around ROWS × COLS of text, in the middle; returns
 * the place of the text. */
GridRect paint_box(Ui *ui, Grid *grid, int rows, int cols, const char *title);

/* prompt.c */
Prompt *prompt_open(Ui *ui, const char *label, const char *history,
	const char *text, PromptFn accept);
void prompt_close(Ui *ui);
bool prompt_key(Ui *ui, Key key); /* a key that is bound to nothing */
void prompt_command(Ui *ui, CommandId command);
void prompt_paste(Ui *ui, const char *text);
/* "y" runs the function. */
void prompt_confirm(Ui *ui, const char *question, PromptFn yes);
void prompt_paint(Ui *ui, Grid *grid, GridRect rect);
void prompt_problem(Ui *ui, const char *words, gsize at);

/* complete.c */
GPtrArray *complete_command(Ui *ui, const char *text, gsize at, gsize *from);
GPtrArray *complete_query(Ui *ui, const char *text, gsize at, gsize *from);

/* menu.c */
Menu *menu_open(Ui *ui, const char *title,
	void (*accept)(Ui *ui, Menu *menu, const MenuItem *item));
MenuItem *menu_add(
	Menu *menu, const char *text, const char *value, gint64 number);
void menu_close(Ui *ui);
bool menu_command(Ui *ui, CommandId command, int count);
bool menu_key(Ui *ui, Key key);
void menu_paint(Ui *ui, Grid *grid);
void menu_click(Ui *ui, int row, int col, bool twice);

/* overlay.c: a line that is longer than the screen is wide is wrapped. */
void overlay_open(Ui *ui, const char *title);
void overlay_line(Ui *ui, Role role, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
void overlay_close(Ui *ui);
bool overlay_command(Ui *ui, CommandId command, int count);
void overlay_find(Ui *ui, const char *needle);
void overlay_paint(Ui *ui, Grid *grid);

/* hints.c */
void hints_open(Ui *ui, bool copy);
void hints_close(Ui *ui);
void hints_key(Ui *ui, Key key);
void hints_paint(Ui *ui, Grid *grid);
/* COUNT labels of equal length over LETTERS. */
GPtrArray *hints_labels(const char *letters, guint count);

/* keys.c: the key that runs a command in a context, or ":command"; a text with
 * such a word for each "<command>" in it.  Newly allocated. */
char *keys_word(const Ui *ui, Context context, CommandId command);
char *keys_expand(const Ui *ui, Context context, const char *text);

/* newsletter.c: the welcome newsletter, Markdown; newly allocated. */
char *newsletter_text(const Ui *ui);

/* marks.c */
void marks_read(Ui *ui, gint64 id);
/* Shows what is open as read, and writes it down when nobody types or before
 * the next command: a refresh may have the store for itself for a while. */
void marks_read_soon(Ui *ui);
void marks_settle(Ui *ui);
/* How many articles changed, -1 if it failed, which is said. */
int marks_act(Ui *ui, StoreAct act, const char *label, const gint64 *ids,
	gsize n);

/* undo.c: notes what was done. */
void undo_note(Ui *ui, StoreAct act, const char *label, const gint64 *ids,
	gsize n);
/* UNDONE and REDONE are taken over; JOINED: by one more added.  How many have
 * been added together. */
int undo_note_subscribed(
	Ui *ui, char *undone, char *redone, bool joined, int n);
/* BEFORE and AFTER are queries, NULL: no such search. */
void undo_note_search(Ui *ui, const char *name, const char *before,
	const char *after);
/* "“Mine” is saved in the feed list"; newly allocated. */
char *undo_search_words(const char *name, const char *query);
void undo_free(Ui *ui);

/* flow.c */
bool flow_open_next(Ui *ui, int by);
/* What Enter opens or else the next one, unread unless the reader goes article
 * by article, as far as the list is loaded; 0: none. */
gint64 flow_likely_next(Ui *ui);

/* output.c */
void output_open(Ui *ui, const char *url, const char *kind);

/* worker.c */
void worker_start(Ui *ui, const char *const *argv);
/* Fetches what is due, now or after what is being fetched. */
void worker_refresh(Ui *ui);
void worker_free(Ui *ui);

/* place.c */
void place_save(Ui *ui);
void place_restore(Ui *ui);

/* commands.c */
typedef void (*CommandFn)(Ui *ui, const Command *command);
CommandFn command_handler(CommandId id);

/* Handlers, by the file they are in. */
void do_focus_out(Ui *ui, const Command *c);
void do_focus_in(Ui *ui, const Command *c);
void do_next_pane(Ui *ui, const Command *c);
void do_focus(Ui *ui, const Command *c);
void do_open(Ui *ui, const Command *c);
void do_back(Ui *ui, const Command *c);
void do_zoom(Ui *ui, const Command *c);
void do_layout(Ui *ui, const Command *c);
void do_pane_size(Ui *ui, const Command *c);
void do_toggle_group(Ui *ui, const Command *c);
void do_menu(Ui *ui, const Command *c);
void do_clear(Ui *ui, const Command *c);
void do_sort(Ui *ui, const Command *c);
void do_show_read(Ui *ui, const Command *c);
void do_move(Ui *ui, const Command *c);

void do_read_on(Ui *ui, const Command *c);
void do_article(Ui *ui, const Command *c);
void do_unread(Ui *ui, const Command *c);
void do_feed(Ui *ui, const Command *c);
void do_heading(Ui *ui, const Command *c);
void do_outline(Ui *ui, const Command *c);
void do_history(Ui *ui, const Command *c);

void do_open_browser(Ui *ui, const Command *c);
void do_open_with(Ui *ui, const Command *c);
void do_open_link(Ui *ui, const Command *c);
void do_open_here(Ui *ui, const Command *c);
void do_hints(Ui *ui, const Command *c);
void do_links(Ui *ui, const Command *c);
void do_link(Ui *ui, const Command *c);
void do_most_linked(Ui *ui, const Command *c);
void do_copy(Ui *ui, const Command *c);
void do_copy_text(Ui *ui, const Command *c);
void do_qr(Ui *ui, const Command *c);
void do_enclosures(Ui *ui, const Command *c);
void do_comments(Ui *ui, const Command *c);
void do_open_site(Ui *ui, const Command *c);
void do_full_text(Ui *ui, const Command *c);
void do_source(Ui *ui, const Command *c);
void do_save(Ui *ui, const Command *c);
void do_pipe(Ui *ui, const Command *c);
void do_info(Ui *ui, const Command *c);

/* search.c: from a search that has no name to the list before it; false if
 * there is none. */
bool search_leave(Ui *ui);
void do_search(Ui *ui, const Command *c);
void do_search_next(Ui *ui, const Command *c);
void do_filter(Ui *ui, const Command *c);
void do_save_search(Ui *ui, const Command *c);
void do_delete_search(Ui *ui, const Command *c);

void do_done(Ui *ui, const Command *c);
void do_toggle(Ui *ui, const Command *c);
void do_label(Ui *ui, const Command *c);
void do_mark_read(Ui *ui, const Command *c);
void do_mark_part(Ui *ui, const Command *c);
void do_delete(Ui *ui, const Command *c);
void do_select(Ui *ui, const Command *c);
void do_select_all(Ui *ui, const Command *c);
void do_apply(Ui *ui, const Command *c);
void do_undo(Ui *ui, const Command *c);
void do_redo(Ui *ui, const Command *c);

void do_refresh(Ui *ui, const Command *c);
void do_refresh_stop(Ui *ui, const Command *c);
void do_errors(Ui *ui, const Command *c);
void do_add(Ui *ui, const Command *c);
void do_unsubscribe(Ui *ui, const Command *c);
void do_rename(Ui *ui, const Command *c);
void do_move_feed(Ui *ui, const Command *c);
void do_import(Ui *ui, const Command *c);

void do_command_line(Ui *ui, const Command *c);
void do_help(Ui *ui, const Command *c);
void do_messages(Ui *ui, const Command *c);
void do_shell(Ui *ui, const Command *c);
void do_effect(Ui *ui, const Command *c);
void do_edit(Ui *ui, const Command *c);

#endif
