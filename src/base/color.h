/* SPDX-License-Identifier: MIT
 *
 * Colours reduced to what a terminal has.
 */
#ifndef COURANT_BASE_COLOR_H
#define COURANT_BASE_COLOR_H

#include "base/role.h"

/* The colour nearest to C among COLORS (8, 16, 256 or 16777216) of the usual
 * palette; COLOR_DEFAULT stays, and is all there is when COLORS is 0. */
Color color_reduce(Color c, int colors);

/* 0xRRGGBB of a colour of the usual xterm palette, or of a COLOR_RGB. */
guint32 color_rgb(Color c);

#endif
