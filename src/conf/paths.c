/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "conf/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"

static char *
usual(const char *root, const char *file)
{
	return g_build_filename(root, "courant", file, NULL);
}

static char *
beside(const char *file, const char *suffix)
{
	return g_strconcat(file, suffix, NULL);
}

Paths *
paths_new(const char *config, const char *urls, const char *store)
{
	Paths *p = g_new0(Paths, 1);
	const char *run = g_getenv("XDG_RUNTIME_DIR");
	p->config = config ? paths_expand(config)
			   : usual(g_get_user_config_dir(), "config");
	p->urls = urls ? paths_expand(urls)
		       : usual(g_get_user_config_dir(), "urls");
	p->store = store ? paths_expand(store)
			 : usual(g_get_user_data_dir(), "courant.db");
	p->state = store ? beside(p->store, ".state")
			 : usual(g_get_user_state_dir(), "state");
	if (run && *run)
		p->runtime = g_build_filename(run, "courant", NULL);
	return p;
}

void
paths_free(Paths *p)
{
	if (!p)
		return;
	g_free(p->config);
	g_free(p->urls);
	g_free(p->store);
	g_free(p->state);
	g_free(p->runtime);
	g_free(p);
}

static bool
fail(GError **error, const char *file)
{
	int code = errno;
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code),
		"%s: %s", file, g_strerror(code));
	return false;
}

bool
paths_make_parent(const char *file, GError **error)
{
	g_autofree char *dir = g_path_get_dirname(file);
	if (g_mkdir_with_parents(dir, 0700) == 0)
		return true;
	return fail(error, dir);
}

PathsLock
paths_lock(const char *file)
{
	g_autofree char *dir = g_path_get_dirname(file);
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (fd >= 0 && flock(fd, LOCK_EX) < 0 && errno == EINTR)
		continue;
	return fd;
}

void
paths_unlock(PathsLock lock)
{
	if (lock >= 0)
		close(lock);
}

/* Where a chain of symbolic links ends, even if there is no file yet. */
static char *
link_target(const char *file)
{
	char *path = g_strdup(file);
	for (int i = 0; i < 40 && g_file_test(path, G_FILE_TEST_IS_SYMLINK);
		i++) {
		g_autofree char *to = g_file_read_link(path, NULL);
		if (!to)
			break;
		g_autofree char *dir = g_path_get_dirname(path);
		g_free(path);
		path = g_path_is_absolute(to) ? g_steal_pointer(&to)
					      : g_build_filename(dir, to, NULL);
	}
	return path;
}

bool
paths_write(
	const char *file, const char *data, gsize len, int mode, GError **error)
{
	g_autofree char *target = link_target(file);
	struct stat st;
	if (stat(target, &st) == 0)
		mode = st.st_mode & 07777;
	if (!g_file_set_contents_full(target, data, len,
		    G_FILE_SET_CONTENTS_CONSISTENT |
			    G_FILE_SET_CONTENTS_DURABLE,
		    mode, error))
		return false;
	/* The umask has had its say; a file that was there keeps its mode. */
	chmod(target, mode);
	return true;
}

bool
paths_write_soon(
	const char *file, const char *data, gsize len, int mode, GError **error)
{
	g_autofree char *target = link_target(file);
	g_autofree char *part = g_strconcat(target, ".XXXXXX", NULL);
	int fd = g_mkstemp_full(part, O_WRONLY | O_CLOEXEC, mode);
	bool ok = fd >= 0 && buf_write_all(fd, data, len) &&
		rename(part, target) == 0;
	if (!ok)
		fail(error, target);
	if (fd >= 0)
		close(fd);
	if (fd >= 0 && !ok)
		unlink(part);
	return ok;
}

char *
paths_expand(const char *path)
{
	if (path[0] == '~' && (path[1] == '/' || !path[1]))
		return g_build_filename(g_get_home_dir(), path + 1, NULL);
	return g_strdup(path);
}
