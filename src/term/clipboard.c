/* SPDX-License-Identifier: MIT
 *
 * Inside tmux its own buffer is the way (with its default settings it drops
 * OSC 52 from programs); else OSC 52, "c", base64.
 */
#include <config.h>

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "term/term_i.h"

#define COPY_MAX (100 * 1024)

static bool
load_tmux(const char *text)
{
	g_auto(GStrv) argv = g_strsplit("tmux load-buffer -w -", " ", -1);
	GPid pid;
	int in;
	if (!g_spawn_async_with_pipes(NULL, argv, NULL,
		    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
			    G_SPAWN_STDOUT_TO_DEV_NULL |
			    G_SPAWN_STDERR_TO_DEV_NULL,
		    NULL, NULL, &pid, &in, NULL, NULL, NULL))
		return false;
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	sigaction(SIGPIPE, &ignore, &before);
	buf_write_all(in, text, strlen(text));
	close(in);
	sigaction(SIGPIPE, &before, NULL);
	int status = 1;
	waitpid(pid, &status, 0);
	g_spawn_close_pid(pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

const char *
term_copy(Term *term, const char *text, GError **error)
{
	gsize len = strlen(text);
	if (len > COPY_MAX) {
		g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
			_("too long for the terminal's clipboard; set "
			  "copy-command"));
		return NULL;
	}
	if (term->tmux && load_tmux(text))
		return "tmux";
	g_autofree char *base64 = g_base64_encode((const guchar *)text, len);
	term_puts(term, "\033]52;c;");
	term_puts(term, base64);
	term_puts(term, "\a");
	return "terminal";
}
