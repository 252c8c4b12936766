/* SPDX-License-Identifier: MIT
 *
 * Any bytes from the keyboard.
 */
#include <config.h>

#include <locale.h>
#include <stdint.h>
#include <string.h>

#include "term/term_i.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
	const uint8_t *data;
	size_t size, at;
} Input;

/* 255 stands for "nothing there yet", and 254 for the end of a paste. */
static int
get(void *data)
{
	Input *in = data;
	if (in->at >= in->size)
		return -1;
	int c = in->data[in->at++];
	if (c == 255)
		return -1;
	return c == 254 ? CODE_PASTE_END : c == 253 ? CODE_PASTE_START : c;
}

static void
read_keys(Input *in)
{
	Keys *keys = keys_new();
	TermEvent event;
	while (in->at < in->size) {
		if (!keys_next(keys, get, in, &event))
			continue;
		if (event.type == TERM_KEY)
			g_assert_cmpuint(event.key, !=, 0);
		term_event_clear(&event);
	}
	keys_free(keys);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	setlocale(LC_ALL, "C.UTF-8");
	Input in = { data, size, 0 };
	read_keys(&in);
	return 0;
}
