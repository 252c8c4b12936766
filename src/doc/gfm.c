/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/internal.h"

char *
gfm_source(const char *data, gsize len)
{
	return g_strndup(data, len);
}

void
gfm_tree(cmark_node *root)
{
}
