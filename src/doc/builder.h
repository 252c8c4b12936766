/* SPDX-License-Identifier: MIT
 *
 * Puts cmark nodes together by cmark's content model, whatever order blocks
 * and inlines come in: text in a block container opens a paragraph, a block
 * closes the open leaf, and inline formats that were open are opened again
 * in the next leaf.  White space is collapsed and stands outside formats.
 */
#ifndef COURANT_DOC_BUILDER_H
#define COURANT_DOC_BUILDER_H

#include "doc/internal.h"

/* Deeper blocks and formats are flattened. */
#define BUILDER_MAX_DEPTH 100
#define BUILDER_MAX_FORMATS 32

/* An inline format that is open; as a node only once text has come. */
typedef struct {
	cmark_node_type type; /* CODE: text becomes CODE nodes */
	Kind kind;            /* of CUSTOM_INLINE */
	int link;             /* of LINK */
	const char *title;    /* of LINK, or NULL; the caller's */
	bool off;             /* is not to be realised */
} Format;

typedef struct {
	Doc *doc;
	cmark_node *container; /* takes blocks */
	cmark_node *leaf;      /* open PARAGRAPH or HEADING, or NULL */
	cmark_node *inner;     /* takes inlines */
	GArray *formats;       /* Format */
	guint open;            /* formats that are nodes in the leaf */
	GString *text;         /* of the node to come */
	GString *scratch;
	guint depth;        /* of the container */
	guint implicit;     /* containers opened without being asked for */
	guint breaks;       /* line breaks pending */
	bool space;         /* white space pending */
	bool glued;         /* white space that comes now is dropped */
	bool code;          /* text is inline code */
	bool verbatim_code; /* keep white space in inline code */
	bool content;       /* the leaf has something to see */
} Builder;

void builder_init(Builder *b, Doc *doc);
void builder_clear(Builder *b);

/* Any bytes; cleaned, white space collapsed. */
void builder_text(Builder *b, const char *s, gsize len);
/* Clean text as it stands, white space too. */
void builder_literal(Builder *b, const char *s, gsize len);
void builder_break(Builder *b);

/* One that is open already, or one too many, changes nothing. */
void builder_push(Builder *b, Format format);
/* Closes formats until N are left. */
void builder_pop(Builder *b, guint n);

/* Appends an inline without children of its own to come; takes it over. */
void builder_inline(Builder *b, cmark_node *node);
/* Appends a block that is complete; takes it over. */
void builder_block(Builder *b, cmark_node *node);
/* Opens a container; takes it over.  Returns it, or NULL if that is too deep:
 * then what belongs in it goes where we are. */
cmark_node *builder_open(Builder *b, cmark_node *node);
/* Opens a heading. */
void builder_heading(Builder *b, int level);
/* Ends the paragraph or heading; an empty one vanishes. */
void builder_close_leaf(Builder *b);
/* Leaves containers that were only opened to hold stray content. */
void builder_end_implicit(Builder *b);

cmark_node *builder_custom(cmark_node_type type, KindInfo info);
cmark_node *builder_text_node(const char *s);

#endif
