/* SPDX-License-Identifier: MIT
 *
 * The walk over libxml2's tree, shared by html.c and the files that know
 * single families of elements.  Nobody outside src/doc includes this.
 */
#ifndef COURANT_DOC_HTML_H
#define COURANT_DOC_HTML_H

#include <libxml/tree.h>

#include "doc/builder.h"
#include "doc/htmltree.h"
#include "doc/internal.h"

typedef struct Element Element;

/* The attributes that many elements are asked for, or NULL. */
typedef struct {
	const char *class, *id, *style, *dir, *href;
	bool hidden;
} Attrs;

/* What is put back when an element ends. */
typedef struct {
	xmlNode *node;
	const Element *element;
	cmark_node *container;
	cmark_node *opened; /* the element's own container, or NULL */
	guint depth, implicit, formats;
	bool block, rtl, layout;
} Frame;

typedef struct {
	Builder b;
	Doc *doc;
	xmlNode *root;
	HtmlOptions options;
	GArray *frames;     /* Frame */
	GHashTable *ids;    /* of the page, once asked for */
	GHashTable *notes;  /* id → number of footnote */
	GHashTable *titles; /* of abbreviations that were told */
	bool rtl;           /* direction where we are */
	bool layout;        /* the innermost table is there for its columns */
	guint quotes;       /* depth of <q> */
	cmark_node *last_image;
	GPtrArray *described; /* IMAGE nodes with a description */
} Walk;

/* Opens what ELEMENT needs; returns true to go on into its children. */
typedef bool (*Enter)(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
/* After the children; the frame is still in force. */
typedef void (*Leave)(Walk *w, Frame *f);

struct Element {
	const char *name;
	Enter enter;
	Leave leave;
	int arg; /* level, node type … */
	Kind kind;
};

const Element *element_find(const char *name);

Attrs attrs_of(xmlNode *node);
/* Value of an attribute, or NULL; belongs to the tree. */
const char *attr(xmlNode *node, const char *name);
/* A number of an attribute or FALLBACK. */
int attr_int(xmlNode *node, const char *name, int fallback);
/* True if CLASS, which may be NULL, has one of WORDS, a list that ends in
 * NULL, among its own. */
bool class_has(const char *class, const char *const *words);
/* The text below NODE, cleaned, on one line; not all of very much. */
char *content_line(xmlNode *node);
/* True if NODE is an element called NAME. */
bool is_element(const xmlNode *node, const char *name);
/* The element after NODE in document order within TOP; NULL at the end. */
xmlNode *next_in(xmlNode *node, xmlNode *top, bool into_children);

/* style.c: what a style attribute, or NULL, says. */

/* The value of property NAME that is in force, or NULL: the last one, but
 * "!important" ones before others.  It ends before the next ";". */
const char *style_value(const char *style, const char *name);
/* True if that value starts with WORD. */
bool style_is(const char *style, const char *name, const char *word);
/* True if it is 0, or a number of pixels below LIMIT. */
bool style_is_below(const char *style, const char *name, double limit);
bool style_is_bold(const char *style);
bool style_is_italic(const char *style);
/* Mail clients and pages hide previews and menus this way. */
bool style_hides(const char *style);

/* Opens a CUSTOM_BLOCK of KIND as the frame's container. */
void open_kind(Walk *w, Frame *f, KindInfo info);
void open_block(Walk *w, Frame *f, cmark_node *node);
/* Leaves stray content, for parts of lists and tables. */
void begin_part(Walk *w, Frame *f);

/* code.c */
bool enter_pre(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);

/* table.c */
bool enter_table(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
bool enter_row(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
bool enter_cell(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
bool enter_caption(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
void leave_table(Walk *w, Frame *f);

/* media.c */
bool enter_image(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
bool enter_embed(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
bool enter_area(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);

/* math.c */
void put_math(Walk *w, const char *text);
bool enter_math(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);
bool enter_script(
	Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f);

/* notes.c: footnotes. */

/* "#id" of a link that stays on the page, without the "#"; NULL otherwise. */
const char *local_target(Walk *w, const char *href);
bool id_exists(Walk *w, const char *id);
/* Puts a reference; true if the link was one. */
bool note_reference(Walk *w, xmlNode *node, const Attrs *a, const char *target);
/* True if the link only leads back from a footnote to its reference. */
bool note_is_way_back(
	Walk *w, xmlNode *node, const Attrs *a, const char *target);
/* True if the element holds footnotes. */
bool note_is_section(const Attrs *a);
/* Number of the footnote that starts here, or 0. */
int note_number(Walk *w, xmlNode *node, const Attrs *a);

/* article.c: takes the article out of a page; what is none is unlinked.
 * Returns the element that holds it, the root if none is found.  A byline
 * goes to META, whose title tells which heading is the title again. */
xmlNode *article_find(HtmlTree *tree, DocMeta *meta);

#endif
