/* SPDX-License-Identifier: MIT
 *
 * A fast 64-bit hash (the steps of MurmurHash64A): telling changed bodies
 * from unchanged ones must cost next to nothing.
 */
#include <config.h>

#include "base/hash.h"

#include <string.h>

#define MIX G_GUINT64_CONSTANT(0xc6a4a7935bd1e995)

static guint64
mix(guint64 h, guint64 k)
{
	k *= MIX;
	k ^= k >> 47;
	return (h ^ k * MIX) * MIX;
}

static guint64
load(const guchar *p, gsize n)
{
	guint64 v = 0;
	memcpy(&v, p, n);
	return GUINT64_FROM_LE(v);
}

guint64
hash_bytes(guint64 seed, const void *data, gsize len)
{
	const guchar *p = data;
	guint64 h = mix(seed, len + 1);
	for (; len >= 8; p += 8, len -= 8)
		h = mix(h, load(p, 8));
	if (len)
		h = mix(h, load(p, len));
	h = (h ^ h >> 47) * MIX;
	return h ^ h >> 47;
}

guint64
hash_string(guint64 seed, const char *s)
{
	return s ? hash_bytes(seed, s, strlen(s)) : mix(seed, 0);
}
