/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a page, as a Link: header and as an address.
 */
#include <config.h>

#include "feed/discover.h"
#include "url/url.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++)
		if (!url_is_web(((FeedCandidate *)list->pdata[i])->url))
			g_error("not a web address");
	g_ptr_array_unref(list);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);

	check(discover_in_page(
		(const char *)data, size, text, "https://example.org/a/"));
	check(discover_known_site(text));
	check(discover_usual_places(text));
	return 0;
}
