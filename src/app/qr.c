/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/qr.h"

#include "base/i18n.h"

#ifdef HAVE_QRENCODE

#include <qrencode.h>

/* Modules of quiet zone; the standard wants four, scanners do with two. */
#define QUIET 2

static bool
is_drawn(const QRcode *code, int row, int col, bool dark)
{
	bool inside =
		row >= 0 && col >= 0 && row < code->width && col < code->width;
	bool black = inside && (code->data[row * code->width + col] & 1);
	return black != dark;
}

static char *
draw(const QRcode *code, bool dark)
{
	static const char *const blocks[2][2] = { { " ", "▄" }, { "▀", "█" } };
	GString *s = g_string_new(NULL);
	for (int row = -QUIET; row < code->width + QUIET; row += 2) {
		for (int col = -QUIET; col < code->width + QUIET; col++)
			g_string_append(s,
				blocks[is_drawn(code, row, col, dark)]
				      [is_drawn(code, row + 1, col, dark)]);
		g_string_append_c(s, '\n');
	}
	return g_string_free(s, FALSE);
}

char *
qr_lines(const char *url, bool dark, int rows, int cols, GError **error)
{
	QRcode *code = QRcode_encodeString8bit(url, 0, QR_ECLEVEL_L);
	int size = code ? code->width + 2 * QUIET : G_MAXINT;
	char *lines = NULL;
	if (size <= cols && (size + 1) / 2 <= rows)
		lines = draw(code, dark);
	else
		g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED,
			_("the address is too long for a code on this screen"));
	QRcode_free(code);
	return lines;
}

#else

char *
qr_lines(const char *url, bool dark, int rows, int cols, GError **error)
{
	g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED,
		_("this courant was built without QR codes (libqrencode)"));
	return NULL;
}

#endif
