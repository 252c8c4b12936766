/* SPDX-License-Identifier: MIT
 *
 * Any text as a date.
 */
#include <config.h>

#include "feed/date.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	gint64 t = date_parse(text);

	/* Years 1 to 9999. */
	if (t < -62135683200 || t > 253402473600)
		g_error("out of range: %s", text);
	date_duration(text);
	return 0;
}
