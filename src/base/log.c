/* SPDX-License-Identifier: MIT
 *
 * Each line is one write() to a file opened for appending, so that threads
 * and processes may share it.
 */
#include <config.h>

#include "base/log.h"

#include "base/clock.h"
#include "base/text.h"

#include <fcntl.h>
#include <unistd.h>

static gpointer
log_open(gpointer data)
{
	const char *path = g_getenv("COURANT_LOG");
	int fd = -1;
	if (path && *path)
		fd = open(
			path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	return GINT_TO_POINTER(fd);
}

void
log_line(const char *format, ...)
{
	static GOnce once = G_ONCE_INIT;
	int fd = GPOINTER_TO_INT(g_once(&once, log_open, NULL));
	if (fd < 0)
		return;
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *words = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_autofree char *time = clock_rfc3339(clock_now());
	g_autoptr(GString) line = g_string_new(NULL);
	g_string_printf(line, "%s %d ", time, (int)getpid());
	text_clean_append(line, words, -1, TEXT_LINE);
	g_string_append_c(line, '\n');
	/* There is nobody to tell that the log cannot be written. */
	if (write(fd, line->str, line->len) < 0)
		return;
}
