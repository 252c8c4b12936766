/* SPDX-License-Identifier: MIT
 *
 * Fuzz target: the headers of a response, line by line.
 */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include "net/header.h"

#define NOW 1700000000
#define LONGEST ((gint64)1 << 40)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *end = text + size;
	Headers headers = { 0 };
	while (text < end) {
		const char *stop = memchr(text, '\n', (gsize)(end - text));
		stop = stop ? stop + 1 : end;
		headers_add(&headers, text, (gsize)(stop - text));
		text = stop;
	}
	headers_packed_twice(&headers);
	gint64 fresh = headers_fresh(&headers, NOW);
	gint64 retry = headers_retry_at(&headers, NOW);
	g_assert_cmpint(fresh, >=, 0);
	g_assert_cmpint(fresh, <, LONGEST);
	g_assert_cmpint(retry, >=, 0);
	g_assert_cmpint(retry, <, LONGEST);
	headers_clear(&headers);
	return 0;
}
