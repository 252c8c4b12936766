/* SPDX-License-Identifier: MIT
 *
 * A byte buffer that cannot grow past the cap it was made with: what a
 * stranger sends is collected here and nowhere else.
 */
#ifndef COURANT_BASE_BUF_H
#define COURANT_BASE_BUF_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
	char *data; /* NUL-terminated after the first append; owned */
	gsize len, cap, max;
} Buf;

/* MAX is the most bytes that may ever be in it. */
void buf_init(Buf *b, gsize max);

/* Appends N bytes, or returns false and changes nothing if that would pass
 * the cap. */
bool buf_append(Buf *b, const void *data, gsize n);

/* Hands the bytes over; the buffer is empty again.  Never NULL. */
char *buf_take(Buf *b, gsize *len);

void buf_clear(Buf *b);

/* Reads a whole file or stdin ("-"), at most MAX bytes; an error beyond.  What
 * a person names may be a pipe. */
char *buf_read_file(const char *path, gsize max, gsize *len, GError **error);

/* The same of regular files only: what is found in a folder, and read with
 * nobody there, must not wait for anybody. */
char *buf_read_regular(const char *path, gsize max, gsize *len, GError **error);

/* Writes all N bytes, however many calls, signals and waiting that takes;
 * false with errno set. */
bool buf_write_all(int fd, const void *data, gsize n);

#endif
