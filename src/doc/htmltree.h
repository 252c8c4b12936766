/* SPDX-License-Identifier: MIT
 *
 * The tree of a page: libxml2's types, put together by ourselves from what
 * its parser calls out.  All of a tree lies in a few blocks of memory that
 * are freed at once, which is worth a tenth of the time of a document.
 * So xmlUnlinkNode() and xmlAddChild() of elements may be called, but
 * nothing that frees or copies nodes.
 */
#ifndef COURANT_DOC_HTMLTREE_H
#define COURANT_DOC_HTMLTREE_H

#include <glib.h>
#include <libxml/tree.h>

typedef struct HtmlTree HtmlTree;

/* DATA must be valid UTF-8; what the parser takes badly is mended first.
 * Comments and processing instructions are left out, of names like "o:p"
 * only what stands behind the colon is kept.  Never NULL. */
HtmlTree *htmltree_new(const char *data, gsize len);
void htmltree_free(HtmlTree *tree);

/* NULL if there is nothing at all. */
xmlNode *htmltree_root(const HtmlTree *tree);
/* A new element that is nowhere yet; NAME must be static. */
xmlNode *htmltree_element(HtmlTree *tree, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlTree, htmltree_free)

#endif
