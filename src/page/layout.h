/* SPDX-License-Identifier: MIT
 *
 * What the files of this room share.  A Layout walks the tree and appends
 * lines; blocks push prefixes (indentation, bars, list markers) that stand
 * before every line inside them; the inline text of a leaf block is first
 * collected into a Run (flat text and its styles) and then filled into
 * lines.  Table cells are laid out by a Layout of their own.
 */
#ifndef COURANT_PAGE_LAYOUT_H
#define COURANT_PAGE_LAYOUT_H

#include "doc/kind.h"
#include "page/page.h"

typedef struct {
	guint8 role, attrs;
	guint16 link;
	gint32 rgb;
} Style;

#define STYLE(r) ((Style){ .role = (r), .rgb = -1 })

/* Lines under construction: PageLine.text and .spans are set by
 * lines_finish(), which walks text and spans in step. */
typedef struct {
	GString *text;
	GArray *spans; /* PageSpan */
	GArray *lines; /* PageLine */
} Lines;

/* A stretch of a run's text in one style. */
typedef struct {
	guint32 start;  /* byte in the run's text */
	guint32 source; /* of its first byte */
	bool ours;      /* not the document's text: link numbers and the like */
	Style style;
} Seg;

/* An inline in the walk over a run: the style around it, and where in the
 * run's text it begins. */
typedef struct {
	Style style;
	gsize start;
} Open;

typedef struct {
	GString *text; /* "\n" is a hard line break */
	GArray *segs;  /* Seg, by start */
	GArray *glued; /* guint32: break here only in need */
	GByteArray *breaks;
} Run;

typedef struct {
	char first[20];   /* on the first line inside; at most 19 bytes */
	const char *rest; /* on the others; static; NULL: blanks */
	int cols;         /* columns of FIRST */
	int rest_cols;    /* the same if less was asked; 0 without room */
	Style style;
	bool used; /* FIRST has been written */
} Prefix;

/* The signs we draw with. */
typedef struct {
	const char *bar, *rule1, *rule2, *bullets[3], *summary, *more;
	const char *column, *cross, *tee, *line;
} Glyphs;

typedef struct {
	const Doc *doc;
	const PageOptions *options;
	const Glyphs *glyphs;
	Lines out;
	Run run;
	GArray *prefixes; /* Prefix */
	GArray *open;     /* Open, one for each open inline */
	int right;        /* column after the last one */
	int min_room;     /* columns that indentation leaves to the text */
	GArray *headings; /* PageHeading; NULL inside a table cell */
	guint32 source;
	guint16 marked; /* link whose number stands before here, if all text
			 * since is of that link; else 0 */
	guint32 line_start, line_spans, line_source; /* of the open line */
	guint32 content; /* where the open line's prefix ends */
	int cols;        /* of the open line */
	int widest;      /* of the lines since it was set to 0 */
	bool gap;        /* a blank line comes before the next line */
	guint gap_depth; /* with so many prefixes */
	guint32 gap_source;
	char tail[24]; /* marker for the right end of the next line … */
	int tail_at;   /* … which is this column */
	bool joined;   /* no blank line before the next line: a heading */
	bool tight;    /* no blank lines between blocks */
	bool code;     /* lines are code */
	guint8 level;  /* heading level for the next line */
	int depth, lists, tables, rtl;
	Role base;   /* of plain text here */
	char *label; /* goes before the next paragraph, or NULL; owned */
} Layout;

/* layout.c */
void layout_init(Layout *l, const Layout *parent, const Doc *doc,
	const PageOptions *options);
void layout_clear(Layout *l);
void lines_clear(Lines *lines);
void lines_finish(Lines *lines);

/* Asks for a blank line before the next line, if any came before. */
void layout_gap(Layout *l);
/* PREFIX is narrowed to what the width allows. */
void prefix_push(Layout *l, const Prefix *prefix);
void prefix_indent(Layout *l, int columns);
void prefix_pop(Layout *l);

/* Columns for text on the next line, at least 2. */
int line_room(const Layout *l);
/* The same on each of the next lines. */
int lines_room(const Layout *l);
void line_begin(Layout *l, guint32 source);
/* Text that is COLUMNS wide. */
void line_put(Layout *l, const char *s, gsize len, int columns, Style style);
void line_pad(Layout *l, int columns);
/* SIGN, one column wide, N times. */
void line_repeat(Layout *l, const char *sign, int n, Style style);
void line_end(Layout *l, LineEnd end);

/* block.c */
void block_layout(Layout *l, cmark_node *node);
void block_children(Layout *l, cmark_node *node);
/* A line of our own words. */
void block_note(Layout *l, const char *words, Role role);

/* inline.c: collects the inlines from FIRST to before END (NULL: all that
 * follow) into l->run, and counts l->source on. */
void run_collect(Layout *l, cmark_node *first, cmark_node *end);
/* The same, after what is in the run. */
void run_add(Layout *l, cmark_node *first, cmark_node *end);
void run_clear(Layout *l);
/* Puts S into the text before byte AT, in the style of the stretch there. */
void run_insert(Run *run, gsize at, const char *s);
void run_append(Layout *l, const char *s, gsize len, Style style, bool ours);

/* fill.c: fills l->run into lines. */
void fill_run(Layout *l);
/* Bytes of the blank (U+0020, U+00A0, U+2000–U+200A, U+202F) at the end of S,
 * or 0. */
gsize text_blank_end(const char *s, gsize len);
/* True if text that starts so reads from right to left. */
bool text_is_rtl(const char *s, gsize len);

/* list.c */
void list_layout(Layout *l, cmark_node *list);
/* Mails make lists out of tables, with the bullets in a column of their own;
 * false if TABLE is none of these. */
bool list_of_table(Layout *l, cmark_node *table);
/* code.c */
void code_layout(Layout *l, cmark_node *code);
/* table.c */
void table_layout(Layout *l, cmark_node *table);

/* find.c: the folded text of all lines, made when first needed. */
typedef struct Fold Fold;
Fold *fold_new(void);
void fold_free(Fold *fold);

struct Page {
	const Doc *doc;
	Lines out;
	GArray *headings;   /* PageHeading */
	GArray *link_lines; /* guint32 by number: first line */
	Fold *fold;
};

#endif
