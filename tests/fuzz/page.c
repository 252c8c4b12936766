/* SPDX-License-Identifier: MIT
 *
 * The first bytes say width, measure and options, the rest is HTML.
 */
#include <config.h>

#include "page/page.h"

#include <stddef.h>
#include <stdint.h>

enum { OPTION_BYTES = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const Page *page, const PageOptions *options)
{
	guint32 source = 0;
	for (guint32 i = 0; i < page_n_lines(page); i++) {
		const PageLine *line = page_line(page, i);
		guint32 at = 0;
		bool wide = (int)line->width > options->width;
		g_assert_true(!wide || (line->code && !options->wrap_code));
		g_assert_cmpuint(line->source, >=, source);
		source = line->source;
		for (guint32 s = 0; s < line->n_spans; s++) {
			g_assert_cmpuint(line->spans[s].start, ==, at);
			g_assert_true(g_utf8_validate(
				line->text + at, line->spans[s].len, NULL));
			at += line->spans[s].len;
		}
		g_assert_cmpuint(at, ==, line->len);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const Look looks[N_ROLES];
	if (size < OPTION_BYTES)
		return 0;
	PageOptions options = {
		.width = 10 + data[0] % 128,
		.measure = data[1] % 128,
		.wrap_code = data[2] & 1,
		.linear = data[2] & 2,
		.ascii = data[2] & 4,
		.centre = data[2] & 8,
		.plain = data[2] & 16,
		.mark_deleted = data[2] & 32,
		.link_numbers = !(data[2] & 64),
	};
	DocSource source = { .format = DOC_HTML };
	g_autoptr(Doc) doc = doc_new((const char *)data + OPTION_BYTES,
		size - OPTION_BYTES, &source);
	g_autoptr(Page) page = page_new(doc, &options);
	check(page, &options);
	g_autoptr(GArray) matches = page_find(page, "a b");
	g_autofree char *ansi = page_to_ansi(page, looks, true);
	g_assert_true(matches && ansi);
	return 0;
}
