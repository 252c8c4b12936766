/* SPDX-License-Identifier: MIT
 *
 * The document: one cmark tree for everything that can be read.  HTML goes
 * through libxml2 into cmark nodes; Markdown through cmark to HTML and in by
 * the same door; plain text keeps paragraphs, lists and code.  Building never
 * fails, it degrades: the result may be an empty document.  Text that was
 * made UTF-8 twice ("â€™") is mended where all of it was (base/twice.h).
 *
 * The tree holds clean text only (base/text.h).  What CommonMark lacks rides
 * on CUSTOM nodes with a kind (doc/kind.h).  Links: every distinct target has
 * one number, counted from 1 in order of appearance; CMARK_NODE_LINK and
 * IMAGE nodes bear the outgoing URL, and doc_link_number() tells the number.
 */
#ifndef COURANT_DOC_DOC_H
#define COURANT_DOC_DOC_H

#include <cmark.h>
#include <glib.h>
#include <stdbool.h>

/* Longest body that is read, in bytes; the rest is cut off, and said. */
#define DOC_MAX_BODY (2 * 1024 * 1024)
/* Longest Markdown source; more is shown as plain text.  From 128 KiB on cmark
 * is given 64 KiB at a time, as some sources take it time by the square of
 * their length. */
#define DOC_MAX_MARKDOWN (1024 * 1024)

typedef struct Doc Doc;

typedef enum { DOC_GUESS, DOC_HTML, DOC_MARKDOWN, DOC_TEXT } DocFormat;

typedef struct {
	DocFormat format;
	const char *base; /* for relative URLs, or NULL */
	const char *name; /* file name, a hint for DOC_GUESS, or NULL */
	const char
		*title;  /* a first heading or paragraph that says it again,
			  * and leads nowhere else, is left out; or NULL */
	bool whole_page; /* HTML is a page, not a body: take its article */
} DocSource;

/* What a front matter or an HTML head told; every field may be NULL or 0. */
typedef struct {
	char *title, *author, *description, *language, *slug, *url;
	gint64 date, updated; /* seconds since 1970 */
	char **tags;          /* NULL-terminated, or NULL */
	bool draft;
} DocMeta;

typedef enum {
	DOC_LINK_TEXT,
	DOC_LINK_IMAGE,
	DOC_LINK_EMBED,
	DOC_LINK_ENCLOSURE,
	DOC_LINK_FOOTNOTE
} DocLinkKind;

typedef struct {
	int number; /* from 1 */
	DocLinkKind kind;
	char *url;         /* outgoing: stripped of trackers (url_strip) */
	char *original;    /* as the author wrote it, resolved */
	char *text;        /* visible words; the words around it if "here" */
	char *host;        /* for showing (url_host) */
	char *heading;     /* the heading it stands under, or "" */
	int heading_level; /* 1–6, 0 before any heading */
	int around;        /* of a picture: the link that it stands in, or 0 */
} DocLink;

Doc *doc_new(const char *data, gsize len, const DocSource *source);
void doc_free(Doc *doc);

cmark_node *doc_root(const Doc *doc);
const DocMeta *doc_meta(const Doc *doc);

/* All links, by number; element type const DocLink *.  Owned by the doc. */
const GPtrArray *doc_links(const Doc *doc);
/* Number of a LINK, IMAGE or embed node's target; 0 if it has none. */
int doc_link_number(const Doc *doc, cmark_node *node);
/* Adds an enclosure to the links (feeds' attachments); returns its number. */
int doc_add_enclosure(Doc *doc, const char *url, const char *type,
	gint64 length, const char *title);
/* Lists after the text which enclosures were added that it does not lead to:
 * what plays and files.  Pictures, as they mostly are a page's ornament, only
 * if they have a title and the text shows none, or if there is nothing else.
 * The first that plays takes SECONDS, 0: unknown.  Not a part of doc_text().
 */
void doc_list_enclosures(Doc *doc, int seconds);

/* Words for an IMAGE node without a description, out of its file's name; NULL
 * if that has none, or the text beside it tells. */
char *doc_picture_name(cmark_node *image);

/* Visible text for the search index: blocks separated by newlines. */
char *doc_text(const Doc *doc);
/* Reading time in minutes, at least 1, at 230 words a minute. */
int doc_minutes(const Doc *doc);

/* Exports (doc/export.c); newly allocated. */
char *doc_to_markdown(const Doc *doc); /* CommonMark, tables as GFM */
char *doc_to_html(const Doc *doc);     /* standalone, sanitised */
/* The same with a head that can be seen.  What HEAD lacks is taken from what
 * the document says of itself. */
typedef struct {
	const char *title, *author, *source, *url; /* NULL: unknown */
	gint64 date;                               /* 0: unknown */
} DocHead;
char *doc_to_page(const Doc *doc, const DocHead *head);
char *doc_to_markdown_page(const Doc *doc, const DocHead *head);
/* Author, source and day on one line; "" if none is known. */
char *doc_head_line(const DocHead *head);
/* The tree as indented lines, one node each, as `courant dump doc` shows. */
char *doc_dump(const Doc *doc);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Doc, doc_free)

#endif
