/* SPDX-License-Identifier: MIT
 *
 * Addresses as people type and paste them.
 */
#include <config.h>

#include "url/url.h"

#include "url/url_i.h"

#include <string.h>

static char *
trimmed(const char *text)
{
	g_autofree char *s = g_strstrip(g_strdup(text));
	gsize len = strlen(s);
	if (len > 2 &&
		((s[0] == '<' && s[len - 1] == '>') ||
			(s[0] == '"' && s[len - 1] == '"')))
		return g_strndup(s + 1, len - 2);
	return g_steal_pointer(&s);
}

static char *
path_url(const char *s)
{
	g_autofree char *path = NULL;
	if (s[0] == '~' && s[1] == '/')
		path = g_build_filename(g_get_home_dir(), s + 2, NULL);
	else if (s[0] == '/' || g_str_has_prefix(s, "./") ||
		g_str_has_prefix(s, "../"))
		path = g_canonicalize_filename(s, NULL);
	return path ? g_filename_to_uri(path, NULL, NULL) : NULL;
}

/* Machines at home seldom have certificates. */
static bool
is_private(const char *host)
{
	return strcmp(host, "localhost") == 0 ||
		g_str_has_suffix(host, ".local") ||
		g_hostname_is_ip_address(host);
}

static char *
host_url(const char *s)
{
	gsize n = strcspn(s, "/?#");
	g_autofree char *authority = g_strndup(s, n);
	g_autofree char *host = g_strndup(s, strcspn(authority, ":"));
	if (strpbrk(authority, "@ \t\\") ||
		!(strchr(host, '.') || is_private(host)))
		return NULL;
	return g_strconcat(is_private(host) ? "http://" : "https://", s, NULL);
}

/* feed:https://… , feed://… and what podcast programs write like it. */
static const char *
after_feed_scheme(const char *s)
{
	static const char *const names[] = {
		"feed:", "feeds:", "pcast:", "itpc:"
	};
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		gsize n = strlen(names[i]);
		if (g_ascii_strncasecmp(s, names[i], n) == 0)
			return s + n;
	}
	return NULL;
}

char *
url_from_user(const char *text)
{
	g_autofree char *s = trimmed(text);
	const char *feed = after_feed_scheme(s);
	g_autofree char *url = NULL;
	if (feed && url_is_web(feed))
		url = g_strdup(feed);
	else if (feed)
		url = g_strconcat("http://", feed + strspn(feed, "/"), NULL);
	else if (url_is_web(s) || g_ascii_strncasecmp(s, "file:", 5) == 0)
		url = g_strdup(s);
	else if (s[0] && !strstr(s, "://"))
		url = s[0] == '/' || s[0] == '.' || s[0] == '~' ? path_url(s)
								: host_url(s);
	return url ? url_resolve(NULL, url) : NULL;
}
