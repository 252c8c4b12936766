/* SPDX-License-Identifier: MIT
 *
 * Any text as a query: wrong ones are told with a place inside the text, the
 * others run.
 */
#include <config.h>

#include <glib/gstdio.h>
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

/* An empty store whose files are gone already. */
static Store *
open_nameless(void)
{
	g_autofree char *dir = g_dir_make_tmp(NULL, NULL);
	g_assert_nonnull(dir);
	g_autofree char *path = g_build_filename(dir, "store", NULL);
	Store *store = store_open(path, STORE_RW, NULL);
	const char *const ends[] = { "", "-wal", "-shm" };
	for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *file = g_strconcat(path, ends[i], NULL);
		g_unlink(file);
	}
	g_rmdir(dir);
	return store;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static Store *store;
	if (!store)
		store = open_nameless();
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
