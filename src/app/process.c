/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/process.h"

#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUT, ERR };

struct Process {
	GPid pid;
	int fd[2];
	GString *line; /* an event that has not ended yet */
	GString *said; /* stderr, at most MAX_WORDS bytes */
	char *words;
	int status;
	bool reaped;
};

#define MAX_WORDS 2000
/* At one go, so that a busy worker does not keep the keys waiting. */
#define MAX_READS 16

static char *
beside_this_program(void)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	if (!self)
		return NULL;
	g_autofree char *dir = g_path_get_dirname(self);
	g_autofree char *path = g_build_filename(dir, "courant-fetch", NULL);
	return g_file_test(path, G_FILE_TEST_IS_EXECUTABLE)
		? g_steal_pointer(&path)
		: NULL;
}

/* The file name of the worker program: beside this program (a build tree),
 * else in libexecdir; COURANT_FETCH in the environment comes first. */
static const char *
process_program(void)
{
	static char *program;
	if (!program)
		program = g_strdup(g_getenv("COURANT_FETCH"));
	if (!program)
		program = beside_this_program();
	if (!program)
		program = g_build_filename(LIBEXECDIR, "courant-fetch", NULL);
	return program;
}

static GPtrArray *
process_argv(const Paths *paths, const char *const *args)
{
	GPtrArray *argv = g_ptr_array_new();
	const char *const head[] = { process_program(), "--store", paths->store,
		"--config", paths->config, "--urls", paths->urls };
	for (guint i = 0; i < G_N_ELEMENTS(head); i++)
		g_ptr_array_add(argv, (gpointer)(gsize)head[i]);
	for (; *args; args++)
		g_ptr_array_add(argv, (gpointer)(gsize)*args);
	g_ptr_array_add(argv, NULL);
	return argv;
}

Process *
process_start(const Paths *paths, const char *const *args, GError **error)
{
	g_autoptr(GPtrArray) argv = process_argv(paths, args);
	GPid pid;
	int out, err;
	if (!g_spawn_async_with_pipes(NULL, (char **)argv->pdata, NULL,
		    G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out,
		    &err, error)) {
		g_prefix_error(error,
			"%s: ", _("the worker program cannot be started"));
		return NULL;
	}
	Process *w = g_new0(Process, 1);
	w->pid = pid;
	w->fd[OUT] = out;
	w->fd[ERR] = err;
	for (int i = OUT; i <= ERR; i++)
		fcntl(w->fd[i], F_SETFL, O_NONBLOCK);
	w->line = g_string_new(NULL);
	w->said = g_string_new(NULL);
	return w;
}

void
process_exec(const Paths *paths, const char *const *args, GError **error)
{
	g_autoptr(GPtrArray) argv = process_argv(paths, args);
	execv(process_program(), (char **)argv->pdata);
	g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED,
		_("the worker program cannot be started: %s: %s"),
		process_program(), g_strerror(errno));
}

void
process_fds(const Process *w, int fds[2])
{
	memcpy(fds, w->fd, sizeof(w->fd));
}

static void
hand_on(const char *line, gsize len, ProcessEvent on_event, gpointer data)
{
	g_autoptr(json_t) event = json_loadb(line, len, 0, NULL);
	if (json_is_object(event))
		on_event(event, data);
}

static void
take_events(Process *w, const char *data, gsize len, ProcessEvent on_event,
	gpointer user)
{
	for (const char *nl; (nl = memchr(data, '\n', len));) {
		gsize n = (gsize)(nl - data);
		if (w->line->len) {
			g_string_append_len(w->line, data, (gssize)n);
			hand_on(w->line->str, w->line->len, on_event, user);
			g_string_truncate(w->line, 0);
		} else {
			hand_on(data, n, on_event, user);
		}
		data += n + 1;
		len -= n + 1;
	}
	if (w->line->len + len <= PROCESS_MAX_LINE)
		g_string_append_len(w->line, data, (gssize)len);
}

static void
close_end(Process *w, int which)
{
	close(w->fd[which]);
	w->fd[which] = -1;
}

/* One read; false when nothing more is there now. */
static bool
read_some(Process *w, int which, ProcessEvent on_event, gpointer user)
{
	char buf[65536];
	if (w->fd[which] < 0)
		return false;
	ssize_t n = read(w->fd[which], buf, sizeof(buf));
	if (n < 0)
		return errno == EINTR;
	if (n == 0) {
		close_end(w, which);
		return false;
	}
	if (which == OUT)
		take_events(w, buf, (gsize)n, on_event, user);
	else if (w->said->len < MAX_WORDS)
		g_string_append_len(w->said, buf, n);
	return true;
}

static void
reap(Process *w)
{
	int status = 0;
	if (w->reaped)
		return;
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	w->status =
		WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
	w->reaped = true;
}

bool
process_read(Process *w, ProcessEvent on_event, gpointer data)
{
	for (int which = OUT; which <= ERR; which++)
		for (int i = 0; i < MAX_READS; i++)
			if (!read_some(w, which, on_event, data))
				break;
	if (w->fd[OUT] >= 0 || w->fd[ERR] >= 0)
		return true;
	reap(w);
	return false;
}

void
process_run(Process *w, ProcessEvent on_event, gpointer data)
{
	do {
		struct pollfd p[2] = { { w->fd[OUT], POLLIN, 0 },
			{ w->fd[ERR], POLLIN, 0 } };
		poll(p, 2, -1);
	} while (process_read(w, on_event, data));
}

void
process_stop(Process *w)
{
	if (!w->reaped)
		kill(w->pid, SIGTERM);
}

int
process_status(Process *w)
{
	return w->status;
}

const char *
process_words(Process *w)
{
	if (!w->words)
		w->words = text_clean(
			w->said->str, (gssize)w->said->len, TEXT_LINE);
	return w->words;
}

void
process_free(Process *w)
{
	if (!w)
		return;
	process_stop(w);
	for (int i = OUT; i <= ERR; i++)
		if (w->fd[i] >= 0)
			close_end(w, i);
	if (!w->reaped)
		waitpid(w->pid, NULL, WNOHANG);
	g_string_free(w->line, TRUE);
	g_string_free(w->said, TRUE);
	g_free(w->words);
	g_free(w);
}
