/* SPDX-License-Identifier: MIT
 *
 * A document laid out at a width: styled lines, with marks for links and
 * headings.  Pure: no terminal, no colours, only roles.  No line is wider
 * than the width, except code lines when they are not wrapped (the pane
 * scrolls sideways).
 */
#ifndef COURANT_PAGE_PAGE_H
#define COURANT_PAGE_PAGE_H

#include "base/role.h"
#include "doc/doc.h"

typedef struct {
	int width;        /* columns of the pane, at least 10 */
	int measure;      /* longest text line, centred in the pane; 0 = width */
	bool centre;      /* centre the measure in the pane */
	bool ascii;       /* only ASCII for rules, bullets, bars and frames */
	bool wrap_code;   /* wrap code with a continuation mark */
	bool link_numbers; /* "[3]" after each link's text */
	bool linear;      /* for screen readers: no boxes, no rules, no bars */
} PageOptions;

typedef struct {
	guint32 start, len; /* bytes of the line's text */
	guint8 role;        /* Role */
	guint8 attrs;       /* ATTR_*, added to the role's */
	guint16 link;       /* number of the link it belongs to, 0 = none */
	gint32 rgb;         /* the author's colour 0xRRGGBB, or -1 */
} PageSpan;

typedef struct {
	const char *text;   /* clean UTF-8, NUL-terminated, with indentation */
	guint32 len;        /* bytes */
	guint32 source;     /* offset in the document's visible text: grows from
	                     * line to line, finds the place after a resize */
	const PageSpan *spans; /* cover the text from start to end */
	guint32 n_spans;
	guint16 width;      /* columns */
	guint8 heading;     /* level if a heading starts on this line, else 0 */
	bool code;          /* part of a code block: may be wider */
} PageLine;

typedef struct {
	guint32 line;
	int level;
	const char *text;
} PageHeading;

typedef struct Page Page;

Page *page_new(const Doc *doc, const PageOptions *options);
void page_free(Page *page);

guint32 page_n_lines(const Page *page);
const PageLine *page_line(const Page *page, guint32 index);

/* All headings in order; the outline. */
const PageHeading *page_headings(const Page *page, guint32 *n);

/* First line on which link NUMBER is seen; 0 if nowhere. */
guint32 page_link_line(const Page *page, int number);

/* The last line whose source offset is at most SOURCE. */
guint32 page_line_at(const Page *page, guint32 source);

typedef struct {
	guint32 line, start, len; /* bytes in the line's text */
} PageMatch;

/* All places where NEEDLE (a clean UTF-8 string; case and accents ignored) stands
 * in the text, across line ends as well (then one match per line touched);
 * array of PageMatch. */
GArray *page_find(const Page *page, const char *needle);

/* All lines as plain text or with SGR escapes, for `courant show`. */
char *page_to_text(const Page *page);
char *page_to_ansi(const Page *page, const Look looks[N_ROLES], bool hyperlinks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)

#endif
