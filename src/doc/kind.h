/* SPDX-License-Identifier: MIT
 *
 * The kinds of CUSTOM_BLOCK and CUSTOM_INLINE nodes: what CommonMark lacks.
 * Kept in the node's user data, packed with the few numbers a kind has.
 *
 * A block of a kind has only blocks as children (text in a cell, a term or a
 * caption stands in a PARAGRAPH); an inline of a kind has only inlines.
 */
#ifndef COURANT_DOC_KIND_H
#define COURANT_DOC_KIND_H

#include <cmark.h>
#include <glib.h>
#include <stdbool.h>

typedef enum {
	KIND_NONE,
	/* blocks */
	KIND_TABLE,   /* children: KIND_CAPTION?, KIND_ROW… */
	KIND_ROW,     /* children: KIND_CELL… */
	KIND_CELL,    /* children: blocks; attributes below */
	KIND_CAPTION, /* of a table or figure */
	KIND_DEFLIST, /* children: KIND_TERM, KIND_DEFINITION */
	KIND_TERM,
	KIND_DEFINITION,
	KIND_FIGURE,
	KIND_DETAILS, /* children: KIND_SUMMARY, blocks */
	KIND_SUMMARY,
	KIND_FOOTNOTES, /* children: KIND_FOOTNOTE */
	KIND_FOOTNOTE,  /* number = KindInfo.number */
	KIND_RTL,       /* blocks with right-to-left direction */
	KIND_ATTACHED,  /* what came with the text and is not a part of it */
	/* inlines */
	KIND_SUB,
	KIND_SUP,
	KIND_DEL,
	KIND_INS,
	KIND_MARK,
	KIND_KBD,
	KIND_ABBR,
	KIND_FOOTNOTE_REF, /* number; a TEXT child with its label */
	KIND_TASK,  /* checkbox at the start of an item; number: 1 = done */
	KIND_EMBED, /* a LINK child: video, audio, frame, tweet */
	KIND_MATH,
	KIND_COUNT
} Kind;

typedef enum { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

typedef struct {
	Kind kind;
	Align align;            /* cells */
	bool head;              /* cells of a header row or column */
	guint colspan, rowspan; /* cells: 1–1000 */
	guint number;           /* footnotes, tasks */
} KindInfo;

KindInfo kind_of(cmark_node *node);
void kind_set(cmark_node *node, KindInfo info);
const char *kind_name(Kind kind);

/* Colours that the author's highlighter gave to parts of a code block:
 * runs in byte order over the node's literal; N may be 0. */
typedef struct {
	guint32 start, len; /* bytes */
	gint32 rgb;         /* 0xRRGGBB, or -1 */
	guint16 attrs;      /* ATTR_BOLD, ATTR_ITALIC (base/role.h) */
	guint16 link;       /* number of the link it belongs to, 0 = none */
} CodeRun;
struct Doc;
const CodeRun *code_runs(
	const struct Doc *doc, cmark_node *code_block, gsize *n);

#endif
