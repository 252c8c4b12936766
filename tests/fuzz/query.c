/* SPDX-License-Identifier: MIT
 *
 * Any text as a query: wrong ones are told with a place inside the text, the
 * others run.
 */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
run(Store *store, const Query *query)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows =
		store_list(store, query, STORE_NEWEST, NULL, 5, &error);
	g_assert_no_error(error);
	g_auto(GStrv) words = query_words(query);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static Store *store;
	if (!store)
		store = store_open(":memory:", STORE_RW, NULL);
	g_assert_nonnull(store);
	g_autofree char *text = g_strndup((const char *)data, size);
	for (int typing = 0; typing < 2; typing++) {
		gsize offset = 0;
		g_autoptr(GError) error = NULL;
		g_autoptr(Query) q = query_parse(text,
			typing ? QUERY_TYPING : QUERY_PLAIN, &offset, &error);
		g_assert_true((q == NULL) == (error != NULL));
		g_assert_cmpuint(offset, <=, strlen(text));
		if (q)
			run(store, q);
	}
	return 0;
}
