/* SPDX-License-Identifier: MIT
 *
 * A body in FUZZ_FORMAT, through the tree and all that is made of it.
 */
#include <config.h>

#include <stdint.h>

#include "doc/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DocSource source = { .format = FUZZ_FORMAT,
		.base = "https://example.net/",
		.whole_page = size % 2 };
	g_autoptr(Doc) doc = doc_new((const char *)data, size, &source);
	g_autofree char *text = doc_text(doc);
	g_assert_true(g_utf8_validate(text, -1, NULL));
	doc_links(doc);
	g_autofree char *markdown = doc_to_markdown(doc);
	g_autofree char *dump = doc_dump(doc);
	g_autofree char *html = doc_to_html(doc);
	return 0;
}
