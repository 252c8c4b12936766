/* SPDX-License-Identifier: MIT
 *
 * The palette is xterm's: 16 colours that users change, a cube of 6×6×6 and
 * 24 greys.
 */
#include <config.h>

#include "base/color.h"

static const guint32 basic[16] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00,
	0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
	0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff };

static guint32
cube_step(int i)
{
	return i ? 55 + 40 * i : 0;
}

guint32
color_rgb(Color c)
{
	if (COLOR_IS_RGB(c))
		return c & 0xffffff;
	if (c < 16)
		return basic[CLAMP(c, 0, 15)];
	if (c >= 232)
		return (8 + 10 * (c - 232)) * 0x010101u;
	c -= 16;
	return cube_step(c / 36) << 16 | cube_step(c / 6 % 6) << 8 |
		cube_step(c % 6);
}

/* Weighted as the eye sees red, green and blue. */
static int
distance(guint32 a, guint32 b)
{
	int r = (int)(a >> 16 & 255) - (int)(b >> 16 & 255);
	int g = (int)(a >> 8 & 255) - (int)(b >> 8 & 255);
	int blue = (int)(a & 255) - (int)(b & 255);
	return 3 * r * r + 6 * g * g + 2 * blue * blue;
}

static Color
nearest(guint32 rgb, int from, int to)
{
	Color best = from;
	for (int i = from; i < to; i++)
		if (distance(rgb, color_rgb(i)) <
			distance(rgb, color_rgb(best)))
			best = i;
	return best;
}

Color
color_reduce(Color c, int colors)
{
	if (c == COLOR_DEFAULT || colors <= 0)
		return COLOR_DEFAULT;
	if (COLOR_IS_RGB(c)) {
		if (colors > 256)
			return c;
		return nearest(color_rgb(c), colors == 256 ? 16 : 0, colors);
	}
	if (c < colors)
		return c;
	/* Without bright colours their plain kin say the same better than what
	 * is nearest. */
	return c < 16 ? c % 8 : nearest(color_rgb(c), 0, colors);
}
