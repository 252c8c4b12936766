/* SPDX-License-Identifier: MIT
 *
 * An address as a QR code in half blocks, for the phone (libqrencode, when
 * built with it).
 */
#ifndef COURANT_APP_QR_H
#define COURANT_APP_QR_H

#include <glib.h>
#include <stdbool.h>

/* Lines of text, two modules high each, with the quiet zone that scanners
 * need.  DARK: the terminal's background is dark, so the light modules are
 * the ones drawn.  NULL and ERROR if the address is too long for ROWS lines
 * or COLS columns, or if this courant was built without libqrencode. */
char *qr_lines(const char *url, bool dark, int rows, int cols, GError **error);

#endif
