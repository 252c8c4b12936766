/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/buf.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_CAP = 1024, READ_SIZE = 64 * 1024 };

void
buf_init(Buf *b, gsize max)
{
	*b = (Buf){ .max = max };
}

bool
buf_append(Buf *b, const void *data, gsize n)
{
	if (n > b->max - b->len)
		return false;
	if (!b->data || n > b->cap - b->len) {
		gsize cap = MAX(b->cap, FIRST_CAP);
		while (cap < b->len + n)
			cap = cap > b->max / 2 ? b->max : cap * 2;
		b->cap = cap;
		b->data = g_realloc(b->data, cap + 1);
	}
	if (n > 0)
		memcpy(b->data + b->len, data, n);
	b->len += n;
	b->data[b->len] = '\0';
	return true;
}

char *
buf_take(Buf *b, gsize *len)
{
	char *data = b->data ? b->data : g_strdup("");
	if (len)
		*len = b->len;
	buf_init(b, b->max);
	return data;
}

void
buf_clear(Buf *b)
{
	g_free(b->data);
	buf_init(b, b->max);
}

static bool
fail(GError **error, const char *path, int code)
{
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code),
		"%s: %s", path, g_strerror(code));
	return false;
}

static bool
read_all(Buf *b, int fd, const char *path, GError **error)
{
	g_autofree char *piece = g_malloc(READ_SIZE);
	for (;;) {
		ssize_t n = read(fd, piece, READ_SIZE);
		if (n == 0)
			return true;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(error, path, errno);
		if (!buf_append(b, piece, n)) {
			g_autofree char *size = g_format_size_full(
				b->max, G_FORMAT_SIZE_IEC_UNITS);
			/* L10N: file name, then a size such as "16 MiB" */
			g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
				_("%s: larger than %s"), path, size);
			return false;
		}
	}
}

/* Takes FD. */
static char *
read_fd(int fd, const char *path, gsize max, gsize *len, GError **error)
{
	Buf b;
	buf_init(&b, max);
	bool ok = read_all(&b, fd, path, error);
	if (fd != STDIN_FILENO)
		close(fd);
	if (ok)
		return buf_take(&b, len);
	buf_clear(&b);
	return NULL;
}

char *
buf_read_file(const char *path, gsize max, gsize *len, GError **error)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0)
		return read_fd(fd, path, max, len, error);
	fail(error, path, errno);
	return NULL;
}

char *
buf_read_regular(const char *path, gsize max, gsize *len, GError **error)
{
	/* Opening a pipe would wait for its other end. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	if (fd < 0 || fstat(fd, &st) != 0) {
		fail(error, path, errno);
	} else if (S_ISREG(st.st_mode)) {
		return read_fd(fd, path, max, len, error);
	} else {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			_("%s: not a regular file"), path);
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

/* A terminal that another program left non-blocking is full now and then. */
static bool
wait_to_write(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	return errno == EAGAIN && (poll(&p, 1, -1) > 0 || errno == EINTR);
}

bool
buf_write_all(int fd, const void *data, gsize n)
{
	const char *p = data;
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno != EINTR && !wait_to_write(fd))
			return false;
		p += MAX(done, 0);
		n -= (gsize)MAX(done, 0);
	}
	return true;
}
