/* SPDX-License-Identifier: MIT
 *
 * The parts of a page, for finding the article on it: every element that may
 * be read, in the order of the page, with sums over what is in it.
 * article.c chooses among them.
 */
#ifndef COURANT_DOC_ARTICLE_H
#define COURANT_DOC_ARTICLE_H

#include "doc/html.h"

typedef enum {
	T_OTHER,
	T_A,
	T_ASIDE,
	T_BLOCK, /* blockquote, dl: no paragraph holds them */
	T_BODY,
	T_BR,
	T_CELL,
	T_CODE,
	T_DIV,
	T_EMBED,
	T_FIGURE,
	T_FOOTER,
	T_FORM,
	T_HEADING,
	T_IMG,
	T_INPUT,
	T_ITEM,
	T_LIST,
	T_P,
	T_PRE,
	T_ROW,
	T_SECTION,
	T_TABLE,
	T_TABLE_PART, /* only data has these */
	T_UNSEEN
} Tag;

/* Sums over an element and what is in it. */
typedef struct {
	guint length, commas; /* characters of text */
	double links;         /* characters in links */
	guint headings, lists, anchors;
	guint blocks, paragraphs, images, items, inputs, embeds;
	guint rows, cells, tables, table_parts;
} Sums;

typedef struct {
	xmlNode *node;
	int parent; /* index, or -1 */
	guint end;  /* index after the last part in it */
	Tag tag;
	int points;
	double score;
	Sums own, sums;
	bool candidate; /* has got points */
	bool breaks;    /* paragraphs are parted by two line breaks */
	bool alone;     /* holds one paragraph and nothing else */
	bool in_data, in_code, in_figure;
	bool dropped;
} Part;

typedef struct {
	bool strip, weigh, clean;
} Filters;

typedef struct {
	xmlNode *top;
	DocMeta *meta;
	GArray *parts;      /* Part, in the order of the page */
	GPtrArray *skipped; /* xmlNode: no parts */
	Filters filters;
} Finder;

#define PART(f, i) (&g_array_index((f)->parts, Part, (i)))

/* Collects the parts anew; what the filters leave out is in skipped. */
void parts_gather(Finder *f);
/* Sums of everything, from the innermost outwards. */
void parts_sum(Finder *f);
/* Adds what PART holds to the one around it. */
void part_add(Part *up, const Part *part);
/* Part of an element, or NULL if it is none. */
const Part *part_of(const Finder *f, const xmlNode *node);
double part_link_density(const Part *part);
/* Boxes without blocks in them are paragraphs. */
bool part_is_paragraph(const Part *part);
/* What class and id say: below 0 is bad. */
int part_weight(const Finder *f, const Part *part);

/* Text in characters, runs of white space as one, and commas. */
void sums_add_text(Sums *sums, const char *s);
/* Class and id in small letters, or NULL. */
char *names_of(xmlNode *node);
bool names_have(const char *names, const char *const *words);
/* True if two line breaks end here. */
bool follows_break(const xmlNode *node);

#endif
