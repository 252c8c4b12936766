/* SPDX-License-Identifier: MIT
 *
 * The command browse: on the machine that its user sits at, opens what a
 * courant on another machine sends through ssh (openwire.h).
 *
 * The socket is 0600 in a 0700 folder; a request from another user, a
 * second one too soon after many, or anything but a web address is refused.
 * The browser is started by argv, never by a shell.
 */
#include <config.h>

#include "app/cli.h"

#include "app/browser.h"
#include "app/openwire.h"
#include "base/clock.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

/* A client that does not say its line in this time is dropped, in ms. */
#define READ_TIMEOUT 2000
/* At most this many addresses in ten seconds. */
#define MAX_BURST 30

typedef struct {
	char *socket;
	char *ssh_host;
	gboolean ask;
	gint64 recent[MAX_BURST]; /* clock_ticks() of the last ones, a ring */
	guint next;
} Browse;

/* A pipe: a signal that comes before poll() waits is not lost. */
static int wake[2] = { -1, -1 };

static void
on_signal(int sig)
{
	int saved = errno;
	char c = 'x';
	if (write(wake[1], &c, 1) < 0)
		c = 0; /* it is full of the same news */
	errno = saved;
}

static bool
catch_signals(GError **error)
{
	struct sigaction action = { .sa_handler = on_signal };
	if (!g_unix_open_pipe(wake, FD_CLOEXEC, error))
		return false;
	fcntl(wake[1], F_SETFL, O_NONBLOCK);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	return true;
}

/* Waits until FD can be read, MS milliseconds at most (-1: for ever); false
 * if it cannot, or when all is to end. */
static bool
wait_for(int fd, int ms)
{
	struct pollfd p[] = { { fd, POLLIN, 0 }, { wake[0], POLLIN, 0 } };
	int n;
	do
		n = poll(p, 2, ms);
	while (n < 0 && errno == EINTR);
	return n > 0 && !p[1].revents;
}

static char *
default_socket(void)
{
	return g_build_filename(
		g_get_user_runtime_dir(), "courant", "browse.sock", NULL);
}

/* Takes away what a killed one left there; bind() refuses anything else. */
static void
remove_stale_socket(const char *path)
{
	struct stat st;
	if (lstat(path, &st) == 0 && S_ISSOCK(st.st_mode))
		unlink(path);
}

/* 0 or -1 and errno.  Only a refusal tells that nobody listens there: one
 * that is too busy to answer is alive. */
static int
bind_and_listen(int fd, const struct sockaddr_un *addr)
{
	const struct sockaddr *a = (const struct sockaddr *)addr;
	if (connect(fd, a, sizeof(*addr)) == 0 || errno == EAGAIN) {
		errno = EADDRINUSE;
		return -1;
	}
	remove_stale_socket(addr->sun_path);
	mode_t old = umask(0177);
	int bound = bind(fd, a, sizeof(*addr));
	umask(old);
	return bound < 0 ? -1 : listen(fd, 8);
}

static int
listen_at(const char *path, GError **error)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	g_autofree char *dir = g_path_get_dirname(path);
	int fd = -1;
	g_mkdir_with_parents(dir, 0700);
	if (g_strlcpy(addr.sun_path, path, sizeof(addr.sun_path)) <
		sizeof(addr.sun_path))
		fd = socket(AF_UNIX, SOCK_STREAM, 0);
	else
		errno = ENAMETOOLONG;
	if (fd >= 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 &&
		fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
		bind_and_listen(fd, &addr) == 0)
		return fd;
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
		_("cannot listen at %s: %s"), path, g_strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
same_user(int fd)
{
#ifdef SO_PEERCRED
	struct ucred peer;
	socklen_t len = sizeof(peer);
	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0 &&
		peer.uid == geteuid();
#else
	uid_t uid;
	gid_t gid;
	return getpeereid(fd, &uid, &gid) == 0 && uid == geteuid();
#endif
}

/* The request line without its LF, or -1. */
static gssize
read_line(int fd, char *buf, gsize size)
{
	gsize len = 0;
	gint64 deadline = clock_ticks() + READ_TIMEOUT * 1000;
	while (len < size) {
		int left = (int)((deadline - clock_ticks()) / 1000);
		if (left <= 0 || !wait_for(fd, left))
			return -1;
		ssize_t n = read(fd, buf + len, size - len);
		if (n <= 0)
			return -1;
		char *nl = memchr(buf + len, '\n', (gsize)n);
		if (nl)
			return nl - buf;
		len += (gsize)n;
	}
	return -1;
}

static bool
too_many(Browse *b)
{
	gint64 now = clock_ticks(), *oldest = &b->recent[b->next];
	if (*oldest && now - *oldest < 10 * G_USEC_PER_SEC)
		return true;
	*oldest = now;
	b->next = (b->next + 1) % MAX_BURST;
	return false;
}

/* Waits for something to be typed.  False when CLIENT has closed its side,
 * which it does when it gives up, or when all is to end. */
static bool
wait_for_answer(int client)
{
	char rest[64];
	struct pollfd p[] = { { STDIN_FILENO, POLLIN, 0 },
		{ wake[0], POLLIN, 0 }, { client, POLLIN, 0 } };
	do {
		if (poll(p, G_N_ELEMENTS(p), -1) < 0)
			p[0].revents = p[1].revents = p[2].revents = 0;
		if (p[1].revents)
			return false;
		if (p[2].revents && read(client, rest, sizeof(rest)) <= 0) {
			puts("");
			puts(_("Nobody waits for it any more: not opened."));
			return false;
		}
	} while (!p[0].revents);
	return true;
}

/* Only what is typed after the question answers it. */
static bool
user_agrees(const char *url, int client)
{
	char answer[64] = "";
	tcflush(STDIN_FILENO, TCIFLUSH);
	printf(_("Open %s? [y/N] "), url);
	fflush(stdout);
	if (!wait_for_answer(client) ||
		read(STDIN_FILENO, answer, sizeof(answer) - 1) <= 0)
		return false;
	/* L10N: the letter that answers the question above with yes */
	const char *yes = _("y");
	return g_ascii_strncasecmp(answer, yes, strlen(yes)) == 0;
}

/* Opens what the line of CLIENT asks for; NULL, or why not. */
static const char *
serve_line(Browse *b, int client, const char *line, gsize len)
{
	const char *reason = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *url = openwire_parse(line, len, &reason);
	if (!url)
		return reason;
	if (too_many(b))
		return "too many at once";
	if (b->ask && !user_agrees(url, client))
		return "refused by the user";
	if (!browser_open_desktop(url, &error)) {
		fprintf(stderr, "courant: %s\n", error->message);
		return "no browser could be started";
	}
	if (!b->ask)
		printf("%s\n", url);
	return NULL;
}

static void
serve(Browse *b, int fd)
{
	char line[OPENWIRE_MAX_REQUEST];
	gssize len = same_user(fd) ? read_line(fd, line, sizeof(line)) : -1;
	if (len < 0)
		return;
	const char *reason = serve_line(b, fd, line, (gsize)len);
	g_autofree char *reply = reason ? g_strdup_printf("error %s\n", reason)
					: g_strdup("ok\n");
	send(fd, reply, strlen(reply), MSG_NOSIGNAL);
}

static void
serve_until_interrupted(Browse *b, int fd)
{
	while (wait_for(fd, -1)) {
		int client = accept(fd, NULL, NULL);
		if (client < 0)
			continue;
		fcntl(client, F_SETFD, FD_CLOEXEC);
		serve(b, client);
		close(client);
		fflush(stdout);
	}
}

static int
print_ssh_config(const Browse *b)
{
	printf("# %s\n",
		_("add to ~/.ssh/config; then run \"courant browse\" here"));
	printf("Host %s\n", b->ssh_host);
	printf("    RemoteForward /tmp/courant-open-%%r.sock %s\n", b->socket);
	return CLI_DONE;
}

static int
listen_and_serve(Browse *b)
{
	g_autoptr(GError) error = NULL;
	int fd = catch_signals(&error) ? listen_at(b->socket, &error) : -1;
	if (fd < 0) {
		fprintf(stderr, "courant: %s\n", error->message);
		return CLI_FAILED;
	}
	printf(_("Listening at %s; end with ^C.\n"), b->socket);
	fflush(stdout);
	serve_until_interrupted(b, fd);
	close(fd);
	unlink(b->socket);
	return CLI_DONE;
}

int
cli_browse(Cli *cli, int argc, char **argv)
{
	Browse b = { 0 };
	int status = CLI_USAGE;
	const GOptionEntry entries[] = {
		{ "socket", 0, 0, G_OPTION_ARG_FILENAME, &b.socket,
			N_("listen there"), N_("FILE") },
		{ "ask", 0, 0, G_OPTION_ARG_NONE, &b.ask,
			N_("ask before an address is opened"), NULL },
		{ "ssh-config", 0, 0, G_OPTION_ARG_STRING, &b.ssh_host,
			N_("print the lines for ~/.ssh/config and exit"),
			N_("HOST") },
		{ 0 }
	};
	if (!cli_options(entries, "", &argc, &argv, &status))
		return status;
	if (!b.socket)
		b.socket = default_socket();
	status = b.ssh_host ? print_ssh_config(&b) : listen_and_serve(&b);
	g_free(b.socket);
	g_free(b.ssh_host);
	return status;
}
