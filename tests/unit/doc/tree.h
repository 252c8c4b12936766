/* SPDX-License-Identifier: MIT
 *
 * Trees as text, for telling whether two say the same.  Written alike are:
 * pieces of text that touch; soft breaks and spaces; breaks in headings and
 * spaces; links that only repeat their address and plain text (bare URLs
 * become links); emphasis in emphasis of its kind and one of them; embeds and the link in them; references to footnotes that
 * are not there and raised text; white space at the ends of a block; tight
 * and loose lists with a single item of a single block; a code block's
 * colours and what follows its language.
 */
#ifndef COURANT_TESTS_DOC_TREE_H
#define COURANT_TESTS_DOC_TREE_H

#include <cmark.h>

/* BASE: links and pictures stand in the tree as written and are resolved
 * first (a tree right out of cmark); NULL for a document's tree.  Newly
 * allocated. */
char *tree_text(cmark_node *root, const char *base);

#endif
