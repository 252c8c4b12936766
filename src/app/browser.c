/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/browser.h"

#include "base/i18n.h"

#include <string.h>

bool
browser_has_display(void)
{
#ifdef __APPLE__
	return !g_getenv("SSH_CONNECTION");
#else
	const char *x = g_getenv("DISPLAY"), *w = g_getenv("WAYLAND_DISPLAY");
	return (x && *x) || (w && *w);
#endif
}

bool
browser_is_set(void)
{
	const char *browser = g_getenv("BROWSER");
	return browser && *browser;
}

static char *
replace_all(const char *word, const char *what, const char *with)
{
	g_auto(GStrv) parts = g_strsplit(word, what, -1);
	return g_strjoinv(with, parts);
}

char **
browser_argv(const char *const *words, const char *url)
{
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	bool placed = false;
	for (; *words; words++) {
		const char *mark = strstr(*words, "%u") ? "%u"
			: strstr(*words, "%s")          ? "%s"
							: NULL;
		g_autofree char *word = mark ? replace_all(*words, mark, url)
					     : g_strdup(*words);
		g_strv_builder_add(argv, word);
		placed |= mark != NULL;
	}
	if (!placed)
		g_strv_builder_add(argv, url);
	return g_strv_builder_end(argv);
}

bool
browser_spawn(char **argv, GError **error)
{
	return g_spawn_async(NULL, argv, NULL,
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
			G_SPAWN_STDERR_TO_DEV_NULL,
		NULL, NULL, NULL, error);
}

static bool
spawn_command(const char *command, const char *url, GError **error)
{
	g_auto(GStrv) words = NULL;
	if (!g_shell_parse_argv(command, NULL, &words, error))
		return false;
	g_auto(GStrv) argv = browser_argv((const char *const *)words, url);
	return browser_spawn(argv, error);
}

static bool
spawn_first(char **commands, const char *url, GError **error)
{
	for (char **c = commands; *c; c++) {
		g_clear_error(error);
		if (**c && spawn_command(*c, url, error))
			return true;
	}
	return false;
}

bool
browser_open_desktop(const char *url, GError **error)
{
	g_autoptr(GError) problem = NULL;
#ifdef __APPLE__
	const char *own = "open";
#else
	const char *own = "xdg-open";
#endif
	const char *set = g_getenv("BROWSER");
	g_auto(GStrv) commands = g_strsplit(set && *set ? set : own, ":", -1);
	if (spawn_first(commands, url, &problem))
		return true;
	g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED,
		_("no browser could be started: %s"),
		problem ? problem->message : _("$BROWSER is empty"));
	return false;
}
