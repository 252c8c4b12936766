/* SPDX-License-Identifier: MIT
 *
 * What "o" does, in this order (the manual's table says the same):
 * the player for enclosures; the opener whose pattern fits; the option
 * browser; in an SSH session the browser at home, if its socket is there;
 * $BROWSER; the desktop's browser when there is a display; the option
 * text-browser; else the address is shown and copied.
 */
#include <config.h>

#include "app/reader_i.h"

#include "app/browser.h"
#include "app/openwire.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "url/url.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* How long the browser at home may take to answer, in microseconds: it may
 * be asking its user. */
#define HOME_TIMEOUT (30 * G_USEC_PER_SEC)

static void
say(Reader *r, const char *done, const char *what)
{
	g_autofree char *text = g_strdup_printf("%s: %s", done, what);
	ui_message(r->ui, false, text);
}

static bool
run_command(Reader *r, const char *const *words, bool terminal, const char *url)
{
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) argv = conf_command(words, url);
	if (terminal)
		return effects_run_in_terminal(r, argv, NULL, false);
	if (browser_spawn(argv, &error)) {
		say(r, _("opened with"), argv[0]);
		return true;
	}
	ui_message(r->ui, true, error->message);
	r->not_opened = true;
	return true; /* what the reader configured is not silently replaced */
}

static bool
by_player(Reader *r, const char *url, const char *kind)
{
	const char *const *player = conf_argv(r->conf, OPT_PLAYER);
	return g_strcmp0(kind, "enclosure") == 0 && *player &&
		run_command(r, player, false, url);
}

static bool
by_opener(Reader *r, const char *url, const char *kind)
{
	const ConfOpener *opener = conf_opener(r->conf, url);
	return opener &&
		run_command(r, (const char *const *)opener->argv,
			opener->terminal, url);
}

static bool
by_browser_option(Reader *r, const char *url, const char *kind)
{
	const char *const *browser = conf_argv(r->conf, OPT_BROWSER);
	return *browser &&
		run_command(r, browser,
			conf_bool(r->conf, OPT_BROWSER_TERMINAL), url);
}

static bool
at_home(Reader *r, const char *url, const char *kind)
{
	if (!g_getenv("SSH_CONNECTION") || !url_is_web(url))
		return false;
	if (r->home.fd >= 0) {
		g_queue_push_tail(&r->home.waiting, g_strdup(url));
		return true;
	}
	r->home.fd = openwire_send(url);
	if (r->home.fd < 0)
		return false;
	r->home.url = g_strdup(url);
	r->home.until = clock_ticks() + HOME_TIMEOUT;
	return true;
}

static bool
run_here(Reader *r, const char *command, const char *url)
{
	g_auto(GStrv) words = NULL;
	if (!g_shell_parse_argv(command, NULL, &words, NULL))
		return false;
	g_auto(GStrv) argv = browser_argv((const char *const *)words, url);
	return effects_run_in_terminal(r, argv, NULL, false);
}

static bool
by_environment(Reader *r, const char *url, const char *kind)
{
	if (!browser_is_set())
		return false;
	if (browser_has_display())
		return browser_open_desktop(url, NULL);
	/* Without a display it is a terminal's browser, or a script that
	 * ends at once; both may have the screen. */
	g_auto(GStrv) commands = g_strsplit(g_getenv("BROWSER"), ":", -1);
	for (char **c = commands; *c; c++)
		if (run_here(r, *c, url))
			return true;
	return false;
}

static bool
by_desktop(Reader *r, const char *url, const char *kind)
{
	if (!browser_has_display() || !browser_open_desktop(url, NULL))
		return false;
	say(r, _("opened in the browser"), url);
	return true;
}

static bool
by_text_browser(Reader *r, const char *url, const char *kind)
{
	const char *const *browser = conf_argv(r->conf, OPT_TEXT_BROWSER);
	return *browser && run_command(r, browser, true, url);
}

static bool
by_showing(Reader *r, const char *url, const char *kind)
{
	r->not_opened = true;
	g_string_append_printf(r->shown, "%s%s", r->shown->len ? "\n" : "", url);
	return true;
}

void
opening_show(Reader *r)
{
	if (!r->shown->len)
		return;
	opening_copy(r, r->shown->str,
		_("no browser here; address sent to the "
		  "clipboard"));
	g_string_truncate(r->shown, 0);
}

typedef bool (*Way)(Reader *r, const char *url, const char *kind);

static void
try_ways(Reader *r, const Way *ways, const char *url, const char *kind)
{
	while (!(*ways)(r, url, kind))
		ways++;
}

static bool
is_allowed(Reader *r, const char *url)
{
	g_autofree char *scheme = g_uri_parse_scheme(url);
	g_auto(GStrv) allowed =
		g_strsplit(conf_string(r->conf, OPT_OPEN_SCHEMES), " ", -1);
	return scheme && g_strv_contains((const char *const *)allowed, scheme);
}

void
opening_open(Reader *r, const char *url, const char *kind)
{
	static const Way ways[] = { by_player, by_opener, by_browser_option,
		at_home, by_environment, by_desktop, by_text_browser,
		by_showing };
	g_autofree char *out = url_outgoing(url);
	r->not_opened = !out || !is_allowed(r, out);
	if (!r->not_opened)
		try_ways(r, ways, out, kind);
	else
		ui_hint(r->ui, true,
			_("this kind of address is not opened; <copy> copies "
			  "it"));
}

void
opening_home_answered(Reader *r)
{
	static const Way others[] = { by_environment, by_desktop,
		by_text_browser, by_showing };
	static const Way again[] = { at_home, by_environment, by_desktop,
		by_text_browser, by_showing };
	g_autofree char *reason = NULL;
	g_autofree char *url = g_steal_pointer(&r->home.url);
	int fd = r->home.fd;
	r->home.fd = -1;
	if (openwire_reply(fd, &reason)) {
		say(r, _("opened at home"), url);
	} else {
		say(r, _("not opened at home"), reason);
		try_ways(r, others, url, "link");
	}
	while (r->home.fd < 0 && !g_queue_is_empty(&r->home.waiting)) {
		g_autofree char *next = g_queue_pop_head(&r->home.waiting);
		try_ways(r, again, next, "link");
	}
	opening_show(r);
}

/* The text waits in memory: a command that does not read holds up nothing. */
static bool
copy_by_command(const char *const *command, const char *text, GError **error)
{
	int fd = memfd_create("copy", MFD_CLOEXEC);
	bool ok = fd >= 0 && buf_write_all(fd, text, strlen(text)) &&
		lseek(fd, 0, SEEK_SET) == 0 &&
		g_spawn_async_with_fds(NULL, (char **)(gsize)command, NULL,
			G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
				G_SPAWN_STDERR_TO_DEV_NULL,
			NULL, NULL, NULL, fd, -1, -1, error);
	if (fd >= 0)
		close(fd);
	return ok;
}

/* What is copied may be a whole article; its beginning says which. */
static char *
beginning(const char *text)
{
	const char *end = strchr(text, '\n');
	g_autofree char *line =
		end ? g_strndup(text, (gsize)(end - text)) : g_strdup(text);
	return end && end[1] ? g_strconcat(line, " …", NULL)
			     : g_steal_pointer(&line);
}

void
opening_copy(Reader *r, const char *text, const char *said)
{
	g_autoptr(GError) error = NULL;
	const char *const *command = conf_argv(r->conf, OPT_COPY_COMMAND);
	bool ok = *command ? copy_by_command(command, text, &error)
			   : term_copy(r->term, text, &error) != NULL;
	g_autofree char *first = beginning(text);
	if (ok)
		say(r, said, first);
	else
		ui_message(r->ui, true,
			error ? error->message : _("nothing was copied"));
}
