/* SPDX-License-Identifier: MIT
 *
 * Namespaces of feeds: by URI with the spellings seen in the wild, by prefix
 * where the feed does not declare it.
 */
#ifndef COURANT_FEED_NS_H
#define COURANT_FEED_NS_H

#include <libxml/tree.h>
#include <stdbool.h>

typedef enum {
	NS_OTHER, /* none of these */
	NS_CORE,  /* RSS of any kind, Atom, RDF, and the root's own */
	NS_CONTENT,
	NS_DC,
	NS_DCTERMS,
	NS_FEEDBURNER,
	NS_ITUNES,
	NS_MEDIA,
	NS_PODCAST,
	NS_PSC,
	NS_RDF,
	NS_SLASH,
	NS_SY,
	NS_THR,
	NS_WFW,
	NS_XHTML,
} Ns;

/* Longest element name that is looked at. */
#define NS_NAME_MAX 40

/* The namespace of an element of the tree below ROOT; NAME gets its local
 * name in lower case, cut to what fits. */
Ns ns_element(const xmlNode *root, const xmlNode *node, char name[NS_NAME_MAX]);

/* An attribute by local name (any case, any prefix); newly allocated with
 * white space at the ends gone, or NULL when absent. */
char *ns_attr(const xmlNode *node, const char *name);

#endif
