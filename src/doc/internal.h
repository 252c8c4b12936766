/* SPDX-License-Identifier: MIT
 *
 * What the files of this room share: the Doc itself and the doors of the
 * steps on the way to a tree.  Nobody outside src/doc includes this.
 */
#ifndef COURANT_DOC_INTERNAL_H
#define COURANT_DOC_INTERNAL_H

#include "doc/doc.h"
#include "doc/kind.h"

struct Doc {
	cmark_node *root;
	DocMeta meta;
	DocFormat format;
	char *base;
	GPtrArray *links;      /* DocLink *, by number - 1 */
	GHashTable *by_href;   /* href as written → number */
	GHashTable *by_key;    /* key of the target → number */
	int minutes;           /* reading time, 0: not counted yet */
	bool words_known;      /* links' text and heading are filled in */
	GPtrArray *code;       /* GArray of CodeRun, by user data - 1 */
	GPtrArray *enclosures; /* Enclosure, those that the text has not */
};

/* links.c */

/* Number of the target that HREF names, a new one if it is new; 0 if it may
 * not be opened. */
int links_number(Doc *doc, const char *href, DocLinkKind kind);
/* Picture NUMBER stands in link AROUND. */
void links_set_around(Doc *doc, int number, int around);
const DocLink *links_get(const Doc *doc, int number);
/* Gives LINK or IMAGE node its URL and number. */
void links_attach(Doc *doc, cmark_node *node, int number);

/* Fills in the texts and headings of all links, once. */
void links_words(Doc *doc);
/* S cut to N characters at a space, from its start or its end. */
char *links_some_words(const char *s, glong n, bool at_end);
/* The name of what a link leads to, as a person would write it; or "". */
char *links_file_name(const char *url);

/* enclosures.c */
typedef enum {
	MEDIUM_UNKNOWN,
	MEDIUM_AUDIO,
	MEDIUM_VIDEO,
	MEDIUM_PICTURE,
	MEDIUM_PLAYER, /* of Flash: what it plays is on the page */
	MEDIUM_FILE
} Medium;
/* What an address is by its ending. */
Medium medium_by_ending(const char *url);

/* pictures.c: takes the description off an IMAGE whose neighbours in the
 * finished tree say the same; it becomes the title. */
void picture_say_once(cmark_node *image);

/* export_html.c: HEAD with what the document says of itself in its gaps, and
 * its address as it may be opened, or NULL. */
DocHead head_complete(const Doc *doc, const DocHead *head);
char *head_url(const DocHead *head);

/* text.c */

/* All text below NODE, with newlines between blocks. */
void node_text(cmark_node *node, GString *out);
/* The same on one line; newly allocated. */
char *node_line(cmark_node *node);

/* prepass.c: what must be mended before libxml2 sees it.  Returns NULL if
 * nothing must; otherwise a new buffer. */
char *prepass_html(const char *data, gsize len, gsize *new_len);
/* Valid UTF-8 out of anything: bad bytes are taken as windows-1252; NULL if
 * it is valid already. */
char *prepass_utf8(const char *data, gsize len, gsize *new_len);
/* Only tags that cannot nest without end: the last resort for bodies too
 * deep for the parser. */
char *prepass_flatten(const char *data, gsize len, gsize *new_len);

/* tagless.c: the plain text of HTML that has lines but not a single tag; NULL
 * for other HTML. */
char *tagless_text(const char *data, gsize len, gsize *new_len);

/* html.c */
typedef struct {
	bool markdown;   /* it came out of cmark: keep what cmark meant */
	bool whole_page; /* take the article out of the page */
} HtmlOptions;
void html_build(Doc *doc, const char *data, gsize len, HtmlOptions options);

/* markdown.c: DATA without front matter → HTML → tree. */
void markdown_build(Doc *doc, const char *data, gsize len);

/* frontmatter.c: reads what stands before the text into META; returns the
 * length of that part, 0 if there is none. */
gsize frontmatter_read(const char *data, gsize len, DocMeta *meta);
/* Seconds since 1970 of "2025-08-31", with or without time and zone; 0 if it
 * is none. */
gint64 frontmatter_date(const char *s);

/* shortcode.c: Hugo's and Zola's shortcodes turned into links or nothing;
 * appends to OUT. */
void shortcodes_expand(const char *data, gsize len, GString *out);

/* gfm.c: GitHub's additions. */

/* Source before cmark: footnote definitions and tables become HTML. */
char *gfm_source(const char *data, gsize len);
/* Tree before rendering: strikethrough, tasks, footnote references, URLs. */
void gfm_tree(cmark_node *root);

/* escape.c: what is escaped in Markdown from GitHub's additions; hide() gives
 * a new source for cmark, show() puts it back into cmark's tree. */
char *escapes_hide(const char *source);
void escapes_show(cmark_node *root);

/* autolink.c: the next bare URL or mail address in S from FROM on. */
typedef struct {
	gsize start, len;   /* bytes in S */
	const char *prefix; /* what the URL lacks in front, or "" */
} AutoLink;
bool autolink_next(const char *s, gsize len, gsize from, AutoLink *link);

/* export_html.c: the tags of a node with a kind; newly allocated. */
char *kind_open_tag(cmark_node *node);
char *kind_close_tag(cmark_node *node);

/* plain.c */
void plain_build(Doc *doc, const char *data, gsize len);

/* guess.c */
DocFormat guess_format(const char *data, gsize len, const char *name);

#endif
