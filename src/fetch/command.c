/* SPDX-License-Identifier: MIT
 *
 * Running the owner's commands.
 */
#include <config.h>

#include "fetch/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "fetch/keeper.h"

/* Microseconds between two looks whether it has ended. */
#define PAUSE 2000

/* The process group of the one that runs; 0: none. */
static volatile sig_atomic_t running;

typedef struct {
	GPid pid;
	int in, out; /* -1: closed */
	const char *input;
	gsize left;
	Buf result;
	gint64 deadline; /* ticks */
} Run;

static void
in_child(gpointer unused)
{
	setpgid(0, 0);
	signal(SIGPIPE, SIG_DFL);
}

static bool
start(Run *r, char **argv, GError **error)
{
	GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
		G_SPAWN_STDERR_TO_DEV_NULL;
	if (!g_spawn_async_with_pipes(NULL, argv, NULL, flags, in_child, NULL,
		    &r->pid, &r->in, &r->out, NULL, error))
		return false;
	running = r->pid;
	fcntl(r->in, F_SETFL, O_NONBLOCK);
	return true;
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
feed_input(Run *r)
{
	gssize n = write(r->in, r->input, r->left);
	if (n > 0) {
		r->input += n;
		r->left -= (gsize)n;
	}
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		close_fd(&r->in);
}

/* False when the output has passed its bound. */
static bool
take_output(Run *r)
{
	char chunk[16384];
	gssize n = read(r->out, chunk, sizeof chunk);
	if (n > 0)
		return buf_append(&r->result, chunk, (gsize)n);
	if (n == 0 || errno != EINTR)
		close_fd(&r->out);
	return true;
}

/* NULL when all went well, else why not. */
static const char *
converse(Run *r)
{
	while (r->out >= 0) {
		if (!r->left)
			close_fd(&r->in);
		gint64 ms = (r->deadline - clock_ticks()) / 1000;
		if (ms <= 0)
			return _("the command takes too long");
		struct pollfd fds[2] = { { r->out, POLLIN },
			{ r->in, POLLOUT } };
		if (poll(fds, 2, (int)ms) <= 0)
			continue;
		if (fds[0].revents && !take_output(r))
			return _("the command prints too much");
		if (fds[1].revents && r->in >= 0)
			feed_input(r);
	}
	return NULL;
}

/* False when it still runs at the deadline. */
static bool
wait_for_end(const Run *r, int *status)
{
	pid_t got;
	while ((got = waitpid(r->pid, status, WNOHANG)) == 0 ||
		(got < 0 && errno == EINTR)) {
		if (clock_ticks() >= r->deadline)
			return false;
		g_usleep(PAUSE);
	}
	return true;
}

static const char *
end(Run *r, const char *problem)
{
	int status = 0;
	close_fd(&r->in);
	close_fd(&r->out);
	/* It may have closed its output, and go on. */
	if (!problem && !wait_for_end(r, &status))
		problem = _("the command takes too long");
	if (problem) {
		kill(-r->pid, SIGKILL);
		while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	running = 0;
	g_spawn_close_pid(r->pid);
	if (!problem && status != 0)
		problem = _("the command fails");
	return problem;
}

void
command_kill(void)
{
	if (running > 0)
		kill(-(pid_t)running, SIGKILL);
}

char *
command_run(char **argv, const char *input, gsize len,
	const CommandLimits *limits, gsize *out_len, GError **error)
{
	if (keeper_is_up())
		return keeper_run(argv, input, len, limits, out_len, error);
	int seconds = limits->seconds ? limits->seconds : COMMAND_TIME;
	Run r = { .input = input, .left = len };
	if (!start(&r, argv, error))
		return NULL;
	buf_init(&r.result, limits->max);
	r.deadline = clock_ticks() + seconds * G_USEC_PER_SEC;
	const char *problem = end(&r, converse(&r));
	char *out = buf_take(&r.result, out_len);
	if (!problem)
		return out;
	g_free(out);
	g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, "%s: %s",
		argv[0], problem);
	return NULL;
}
