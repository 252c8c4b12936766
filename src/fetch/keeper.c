/* SPDX-License-Identifier: MIT
 *
 * Requests and answers over a pair of sockets.
 */
#include <config.h>

#include "fetch/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/i18n.h"

/* Before what follows: a command's input. */
typedef struct {
	guint64 number, len;
	CommandLimits limits;
} Request;

/* Before what follows: what it has printed, or words. */
typedef struct {
	guint64 well, len;
} Answer;

/* Of input and output: the most that the setting max-size allows. */
#define MAX_BYTES (1024 * 1024 * 1024)

/* Its answer's words are one line. */
#define MAX_WORDS 4096

/* Descriptors that are tried where the kernel cannot close a range of them
 * and the limit of them is none. */
#define MAX_FD 65536

static struct {
	char ***commands;
	gsize n;
	pid_t pid; /* 0: not started */
	int fd;
	pthread_mutex_t lock;
} keeper = { .lock = PTHREAD_MUTEX_INITIALIZER };

static bool
send_all(int fd, const void *data, gsize len)
{
	const char *at = data;
	while (len) {
		gssize n = send(fd, at, len, MSG_NOSIGNAL);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			at += n;
			len -= (gsize)n;
		}
	}
	return true;
}

static bool
receive_all(int fd, void *data, gsize len)
{
	char *at = data;
	while (len) {
		gssize n = recv(fd, at, len, 0);
		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		if (n > 0) {
			at += n;
			len -= (gsize)n;
		}
	}
	return true;
}

/* NUL-terminated; NULL when the other side is gone. */
static char *
receive_text(int fd, gsize len)
{
	char *text = g_try_malloc(len + 1);
	if (!text || !receive_all(fd, text, len)) {
		g_free(text);
		return NULL;
	}
	text[len] = '\0';
	return text;
}

static bool
serve_one(int fd, const Request *r)
{
	if (r->number >= keeper.n || r->len > MAX_BYTES ||
		r->limits.max > MAX_BYTES || r->limits.seconds < 0)
		return false;
	g_autofree char *input = receive_text(fd, r->len);
	if (!input)
		return false;
	g_autoptr(GError) error = NULL;
	gsize len = 0;
	g_autofree char *out = command_run(keeper.commands[r->number], input,
		r->len, &r->limits, &len, &error);
	const char *text = out ? out : error->message;
	if (!out)
		len = MIN(strlen(text), MAX_WORDS);
	Answer answer = { out != NULL, len };
	return send_all(fd, &answer, sizeof answer) && send_all(fd, text, len);
}

/* False where the kernel knows no such thing. */
static bool
close_at_once(int first, int last)
{
#ifdef HAVE_CLOSE_RANGE
	return close_range((guint)first, (guint)last, 0) == 0;
#else
	return false;
#endif
}

/* LAST is included. */
static void
close_between(int first, int last)
{
	struct rlimit limit;
	if (first > last || close_at_once(first, last))
		return;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > MAX_FD)
		limit.rlim_cur = MAX_FD;
	for (int fd = first; fd <= last && (rlim_t)fd < limit.rlim_cur; fd++)
		close(fd);
}

/* The reader waits for the end of the worker's output, and locks end with
 * the last who has them open: this process must hold none of them. */
static void
let_go(int but)
{
	int null = open("/dev/null", O_RDWR);
	for (int fd = 0; fd <= STDERR_FILENO && null >= 0; fd++)
		dup2(null, fd);
	close_between(STDERR_FILENO + 1, but - 1);
	close_between(but + 1, INT_MAX);
}

static void
serve(int fd)
{
	Request request;
	let_go(fd);
	while (receive_all(fd, &request, sizeof request) &&
		serve_one(fd, &request))
		;
	_exit(0);
}

bool
keeper_start(char **const *commands, gsize n, GError **error)
{
	int fds[2];
	keeper.commands = g_memdup2(commands, n * sizeof *commands);
	keeper.n = n;
	pid_t pid = -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0)
		pid = fork();
	if (pid < 0) {
		g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FORK,
			_("no process can be started for commands: %s"),
			g_strerror(errno));
		return false;
	}
	if (pid == 0)
		serve(fds[1]);
	close(fds[1]);
	keeper.fd = fds[0];
	keeper.pid = pid;
	return true;
}

bool
keeper_is_up(void)
{
	return keeper.pid > 0;
}

void
keeper_end_command(void)
{
	if (keeper_is_up())
		kill(keeper.pid, SIGTERM);
}

static gsize
number_of(char **argv)
{
	gsize i = 0;
	while (i < keeper.n &&
		!g_strv_equal((const char *const *)keeper.commands[i],
			(const char *const *)argv))
		i++;
	return i;
}

static char *
ask(const Request *request, const char *input, Answer *answer)
{
	if (request->number >= keeper.n ||
		!send_all(keeper.fd, request, sizeof *request) ||
		!send_all(keeper.fd, input, request->len) ||
		!receive_all(keeper.fd, answer, sizeof *answer))
		return NULL;
	return receive_text(keeper.fd, answer->len);
}

char *
keeper_run(char **argv, const char *input, gsize len,
	const CommandLimits *limits, gsize *out_len, GError **error)
{
	Request request = { number_of(argv), len, *limits };
	Answer answer = { 0 };
	pthread_mutex_lock(&keeper.lock);
	char *text = ask(&request, input, &answer);
	pthread_mutex_unlock(&keeper.lock);
	*out_len = answer.len;
	if (text && answer.well)
		return text;
	g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, "%s",
		text ? text : _("the command cannot be run"));
	g_free(text);
	return NULL;
}
