/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a list of subscriptions: only web addresses come in, and what
 * is written can be read again.
 */
#include <config.h>

#include "feed/opml.h"
#include "url/url.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GPtrArray) list =
		opml_parse((const char *)data, size, NULL, NULL);
	g_autoptr(GPtrArray) back = NULL;
	g_autofree char *text = NULL;

	if (!list)
		return 0;
	for (guint i = 0; i < list->len; i++)
		if (!url_is_web(((OpmlOutline *)list->pdata[i])->url))
			g_error("not a web address");
	text = opml_write("x", list);
	back = opml_parse(text, strlen(text), NULL, NULL);
	if (!back || back->len != list->len)
		g_error("the round trip lost something");
	return 0;
}
