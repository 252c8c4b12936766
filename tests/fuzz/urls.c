/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a urls file: unchanged they come out as they went in, and a
 * change leaves the other lines alone.
 */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include "conf/subs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autoptr(Subs) subs = subs_parse("urls", text, strlen(text));
	g_autofree char *same = subs_text(subs, NULL);
	g_assert_cmpstr(same, ==, text);
	guint n = subs_list(subs)->len;
	if (n == 0)
		return 0;
	const Sub *first = subs_list(subs)->pdata[0];
	g_autofree char *address = g_strdup(first->address);
	g_assert_true(subs_set_title(subs, address, "A \"title\""));
	g_assert_cmpuint(subs_list(subs)->len, ==, n);
	const Sub *sub = subs_find(subs, address);
	g_assert_cmpstr(sub->title, ==, "A \"title\"");
	subs_add(subs, "https://added.example/", NULL, NULL, NULL);
	g_assert_true(subs_remove(subs, address));
	return 0;
}
