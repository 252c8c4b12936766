/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_grows_to_the_cap(void)
{
	Buf b;
	buf_init(&b, 3000);
	g_autofree char *piece = g_strnfill(1000, 'x');
	for (int i = 0; i < 3; i++)
		g_assert_true(buf_append(&b, piece, 1000));
	g_assert_cmpuint(b.len, ==, 3000);
	g_assert_cmpuint(strlen(b.data), ==, 3000);
	g_assert_false(buf_append(&b, "y", 1));
	g_assert_cmpuint(b.len, ==, 3000);
	g_assert_true(buf_append(&b, "", 0));
	buf_clear(&b);
}

static void
test_refuses_whole_pieces(void)
{
	Buf b;
	buf_init(&b, 5);
	g_assert_true(buf_append(&b, "abc", 3));
	g_assert_false(buf_append(&b, "def", 3));
	g_assert_false(buf_append(&b, "def", G_MAXSIZE));
	g_assert_cmpstr(b.data, ==, "abc");
	g_assert_true(buf_append(&b, "de", 2));
	g_assert_cmpstr(b.data, ==, "abcde");
	buf_clear(&b);
	g_assert_true(buf_append(&b, "again", 5));
	buf_clear(&b);
}

static void
test_take(void)
{
	Buf b;
	gsize len = 9;
	buf_init(&b, 10);
	g_autofree char *nothing = buf_take(&b, &len);
	g_assert_cmpstr(nothing, ==, "");
	g_assert_cmpuint(len, ==, 0);
	buf_append(&b, "a\0b", 3);
	g_autofree char *bytes = buf_take(&b, &len);
	g_assert_cmpmem(bytes, len, "a\0b", 3);
	g_assert_cmpuint(b.len, ==, 0);
	g_assert_true(buf_append(&b, "0123456789", 10));
	g_autofree char *more = buf_take(&b, NULL);
	g_assert_cmpstr(more, ==, "0123456789");
}

static void
test_read_file(void)
{
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	gsize len;
	int fd = g_file_open_tmp("courant-XXXXXX", &path, NULL);
	g_assert_cmpint(write(fd, "a\0bc", 4), ==, 4);
	close(fd);
	g_autofree char *all = buf_read_file(path, 4, &len, &error);
	g_assert_no_error(error);
	g_assert_cmpmem(all, len, "a\0bc", 4);
	g_assert_null(buf_read_file(path, 3, &len, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
	g_clear_error(&error);
	unlink(path);
	g_assert_null(buf_read_file(path, 4, &len, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
	g_assert_nonnull(strstr(error->message, path));
	g_clear_error(&error);
	g_assert_null(buf_read_file("/", 4, &len, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

static void
test_read_regular(void)
{
	g_autofree char *dir = g_dir_make_tmp("courant-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(dir, "file", NULL);
	g_autofree char *pipe = g_build_filename(dir, "pipe", NULL);
	g_autofree char *link = g_build_filename(dir, "link", NULL);
	const char *const others[] = { pipe, link, dir, "/dev/zero" };
	gsize len;
	g_assert_true(g_file_set_contents(file, "abc", 3, NULL));
	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	g_assert_cmpint(symlink(pipe, link), ==, 0);
	g_autofree char *all = buf_read_regular(file, 4, &len, NULL);
	g_assert_cmpmem(all, len, "abc", 3);
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(buf_read_regular(others[i], 4, &len, &error));
		g_assert_nonnull(strstr(error->message, others[i]));
	}
	g_remove(link);
	g_remove(pipe);
	g_remove(file);
	g_rmdir(dir);
}

static gpointer
read_to_end(gpointer fd)
{
	GString *all = g_string_new(NULL);
	char piece[1000];
	ssize_t n;
	while ((n = read(GPOINTER_TO_INT(fd), piece, sizeof piece)) > 0)
		g_string_append_len(all, piece, n);
	return all;
}

/* A pipe takes 64 KiB at a time; one that does not block says so. */
static void
test_write_all(gconstpointer flags)
{
	enum { SIZE = 1000 * 1000 };
	int fds[2];
	g_autofree char *data = g_strnfill(SIZE, 'x');
	g_assert_cmpint(pipe(fds), ==, 0);
	fcntl(fds[1], F_SETFL, GPOINTER_TO_INT(flags));
	GThread *reader =
		g_thread_new(NULL, read_to_end, GINT_TO_POINTER(fds[0]));
	g_assert_true(buf_write_all(fds[1], data, SIZE));
	close(fds[1]);
	g_autoptr(GString) all = g_thread_join(reader);
	g_assert_cmpmem(all->str, all->len, data, SIZE);
	close(fds[0]);
	int full = open("/dev/full", O_WRONLY);
	if (full < 0)
		return;
	g_assert_false(buf_write_all(full, data, SIZE));
	g_assert_cmpint(errno, ==, ENOSPC);
	close(full);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/buf/grows-to-the-cap", test_grows_to_the_cap);
	g_test_add_func("/buf/refuses-whole-pieces", test_refuses_whole_pieces);
	g_test_add_func("/buf/take", test_take);
	g_test_add_func("/buf/read-file", test_read_file);
	g_test_add_func("/buf/read-regular", test_read_regular);
	g_test_add_data_func("/buf/write-all", NULL, test_write_all);
	g_test_add_data_func("/buf/write-all-waits",
		GINT_TO_POINTER(O_NONBLOCK), test_write_all);
	return g_test_run();
}
