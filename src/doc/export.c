/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <stdlib.h>

#include "doc/internal.h"

char *
doc_to_markdown(const Doc *doc)
{
	char *s = cmark_render_commonmark(doc->root, CMARK_OPT_DEFAULT, 0);
	char *copy = g_strdup(s);
	free(s);
	return copy;
}

char *
doc_to_html(const Doc *doc)
{
	char *s = cmark_render_html(doc->root, CMARK_OPT_DEFAULT);
	char *copy = g_strdup(s);
	free(s);
	return copy;
}
