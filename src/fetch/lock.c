/* SPDX-License-Identifier: MIT
 *
 * The lock of the refresher.
 */
#include <config.h>

#include "fetch/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/i18n.h"

int
lock_take(const char *store_path, GError **error)
{
	g_autofree char *real = realpath(store_path, NULL);
	g_autofree char *path =
		g_strconcat(real ? real : store_path, ".lock", NULL);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	int reason = errno;
	if (fd >= 0)
		close(fd);
	if (fd < 0 || reason != EWOULDBLOCK)
		g_set_error(error, G_FILE_ERROR,
			(int)g_file_error_from_errno(reason),
			_("%s cannot be locked: %s"), path, g_strerror(reason));
	return -1;
}
