/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/openwire.h"

#include "base/i18n.h"
#include "base/text.h"
#include "url/url.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

char *
openwire_parse(const char *line, gsize len, const char **reason)
{
	gsize n = strlen(OPENWIRE_GREETING);
	if (len < n || memcmp(line, OPENWIRE_GREETING, n) != 0) {
		*reason = "not understood; this side speaks courant/1";
		return NULL;
	}
	g_autofree char *asked = g_strndup(line + n, len - n);
	g_autofree char *url =
		strlen(asked) == len - n ? url_outgoing(asked) : NULL;
	if (!url || strcmp(url, asked) != 0 || !url_is_web(url)) {
		*reason = "not an http or https address";
		return NULL;
	}
	return g_steal_pointer(&url);
}

/* Where a socket may stand here, best first: $COURANT_OPEN_SOCKET, then
 * open.sock in the runtime directory, then /tmp/courant-open-USER.sock. */
static char **
openwire_paths(void)
{
	g_autoptr(GStrvBuilder) paths = g_strv_builder_new();
	const char *set = g_getenv("COURANT_OPEN_SOCKET");
	if (set && *set)
		g_strv_builder_add(paths, set);
	g_autofree char *run = g_build_filename(
		g_get_user_runtime_dir(), "courant", "open.sock", NULL);
	g_autofree char *tmp =
		g_strdup_printf("/tmp/courant-open-%s.sock", g_get_user_name());
	g_strv_builder_add_many(paths, run, tmp, NULL);
	return g_strv_builder_end(paths);
}

/* Whoever can write to the folder could put a socket there: ours only. */
static bool
is_our_socket(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISSOCK(st.st_mode) &&
		st.st_uid == geteuid();
}

static int
connect_to(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	if (!is_our_socket(path) || strlen(path) >= sizeof(addr.sun_path))
		return -1;
	memcpy(addr.sun_path, path, strlen(path) + 1);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)) == 0)
		return fd;
	/* What a dropped line left behind also blocks sshd's next one. */
	if (errno == ECONNREFUSED)
		unlink(path);
	close(fd);
	return -1;
}

int
openwire_send(const char *url)
{
	g_auto(GStrv) paths = openwire_paths();
	g_autofree char *request =
		g_strdup_printf(OPENWIRE_GREETING "%s\n", url);
	for (char **p = paths; *p; p++) {
		int fd = connect_to(*p);
		if (fd < 0)
			continue;
		if (send(fd, request, strlen(request), MSG_NOSIGNAL) ==
			(ssize_t)strlen(request))
			return fd;
		close(fd);
	}
	return -1;
}

bool
openwire_reply(int fd, char **reason)
{
	char buf[OPENWIRE_MAX_REPLY];
	ssize_t n = read(fd, buf, sizeof(buf));
	close(fd);
	if (n >= 2 && memcmp(buf, "ok", 2) == 0)
		return true;
	if (n > 6 && memcmp(buf, "error ", 6) == 0)
		*reason = text_clean(buf + 6, n - 6, TEXT_LINE);
	else
		*reason = g_strdup(
			_("the courant browse at home does not answer"));
	return false;
}
