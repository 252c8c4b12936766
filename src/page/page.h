/* SPDX-License-Identifier: MIT
 *
 * A document laid out at a width: styled lines, with marks for links and
 * headings.  Pure: no terminal, no colours, only roles.  No line is wider
 * than the width, except code lines when they are not wrapped (the pane
 * scrolls sideways), and none ends in blanks.
 *
 * Right-to-left paragraphs stay in logical order and are aligned right:
 * terminals that know bidirectional text reorder each line themselves.
 */
#ifndef COURANT_PAGE_PAGE_H
#define COURANT_PAGE_PAGE_H

#include "base/role.h"
#include "doc/doc.h"

#define PAGE_MIN_WIDTH 10

typedef struct {
	int width;         /* columns of the pane, at least PAGE_MIN_WIDTH */
	int measure;       /* longest text line; 0 = width */
	bool centre;       /* centre the measure in the pane */
	bool ascii;        /* only ASCII for rules, bullets, bars and frames */
	bool wrap_code;    /* wrap code with a continuation mark */
	bool link_numbers; /* " [3]" after each link's text */
	bool linear;       /* for screen readers: no boxes, rules or bars */
	bool plain;        /* without bold and colours: small headings are
			    * set apart by a blank line */
	bool mark_deleted; /* "~~" around deleted text, where the terminal
			    * cannot strike it through */
} PageOptions;

typedef struct {
	guint32 start, len; /* bytes of the line's text */
	guint8 role;        /* Role */
	guint8 attrs;       /* ATTR_*, added to the role's */
	guint16 link;       /* number of the link it belongs to, 0 = none */
	gint32 rgb;         /* the author's colour 0xRRGGBB, or -1 */
} PageSpan;

/* How a line goes on in the next one. */
typedef enum {
	LINE_ENDS,  /* it does not: a block, a cell or a hard break ends here */
	LINE_SPACE, /* wrapped at a space, which is not shown */
	LINE_GLUED  /* wrapped inside a word or after a hyphen */
} LineEnd;

typedef struct {
	const char *text; /* clean UTF-8, NUL-terminated, with indentation */
	guint32 len;      /* bytes */
	guint32 source;   /* offset in the document's visible text: never
			   * falls from line to line; finds the place after
			   * a resize */
	const PageSpan *spans; /* cover the text from start to end */
	guint32 n_spans;
	guint32 width;  /* columns */
	guint16 indent; /* bytes of indentation, bars and list marker */
	guint8 heading; /* level if a heading starts here, else 0 */
	bool code;      /* part of a code block: may be wider */
	guint8 end;     /* LineEnd */
} PageLine;

typedef struct {
	guint32 line;
	int level;
	char *text; /* without link numbers; the page's */
} PageHeading;

typedef struct Page Page;

/* Lays DOC out; DOC must live as long as the page. */
Page *page_new(const Doc *doc, const PageOptions *options);
void page_free(Page *page);

guint32 page_n_lines(const Page *page);
/* NULL beyond the last line. */
const PageLine *page_line(const Page *page, guint32 index);

/* All headings in order; the outline. */
const PageHeading *page_headings(const Page *page, guint32 *n);

/* First line on which link NUMBER is seen, or the link that the picture stands
 * in; 0 if nowhere. */
guint32 page_link_line(const Page *page, int number);

/* The last line whose source offset is at most SOURCE. */
guint32 page_line_at(const Page *page, guint32 source);

typedef struct {
	guint32 line, start, len; /* bytes in the line's text */
	guint32 match;            /* from 0; pieces of one match share it */
} PageMatch;

/* All places where NEEDLE (clean UTF-8; case, accents and runs of white space
 * ignored) stands in the text, across line ends as well: then there is one
 * PageMatch for each line touched.  Matches do not overlap.  A new array of
 * PageMatch, empty if NEEDLE is. */
GArray *page_find(const Page *page, const char *needle);

/* All lines as plain text. */
char *page_to_text(const Page *page);
/* All lines with SGR escapes, every line for itself; with OSC 8 hyperlinks
 * where HYPERLINKS is set (http, https, mailto, gopher, gemini only). */
char *page_to_ansi(
	const Page *page, const Look looks[N_ROLES], bool hyperlinks);
/* All lines as plain text, then each stretch that is more than that: its
 * line, role, attributes (b i u r d s), link, colour and words. */
char *page_dump(const Page *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)

#endif
