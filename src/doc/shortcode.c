/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <string.h>

#include "doc/internal.h"

static const struct {
	const char *name, *before, *after, *label;
} shortcodes[] = {
	{ "youtube", "https://www.youtube.com/watch?v=", "", "YouTube" },
	{ "vimeo", "https://vimeo.com/", "", "Vimeo" },
	{ "vimeo_simple", "https://vimeo.com/", "", "Vimeo" },
	{ "gist", "https://gist.github.com/", "", "Gist" },
	{ "tweet", "https://x.com/i/status/", "", "X" },
	{ "twitter", "https://x.com/i/status/", "", "X" },
	{ "x", "https://x.com/i/status/", "", "X" },
	{ "instagram", "https://www.instagram.com/p/", "/", "Instagram" },
	{ "asciinema", "https://asciinema.org/a/", "", "asciinema" },
};

/* The value of NAME=, or the first bare word; newly allocated or NULL. */
static char *
argument(const char *args, gsize len, const char *const *names)
{
	g_autofree char *copy = g_strndup(args, len);
	g_strdelimit(copy, "(),\t\n", ' ');
	g_auto(GStrv) words = g_strsplit(copy, " ", -1);
	for (guint i = 0; words[i]; i++) {
		char *word = g_strstrip(words[i]);
		char *equals = strchr(word, '=');
		if (!*word || strcmp(word, "/") == 0)
			continue;
		if (equals)
			*equals = '\0';
		if (equals && !g_strv_contains(names, word))
			continue;
		g_autofree char *value = g_strdup(equals ? equals + 1 : word);
		g_strdelimit(value, "\"'`", ' ');
		g_strstrip(value);
		if (*value)
			return g_steal_pointer(&value);
	}
	return NULL;
}

/* An address may be made only of what IDs are made of. */
static bool
is_id(const char *s)
{
	return s[strspn(s,
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		       "0123456789-_/")] == '\0';
}

static void
put_figure(const char *args, gsize len, GString *out)
{
	static const char *const src[] = { "src", "path", "url", NULL };
	g_autofree char *url = argument(args, len, src);
	if (url && !strpbrk(url, "<>\n"))
		g_string_append_printf(out, "![](<%s>)", url);
}

/* CALL is what stands between the braces. */
static void
expand(const char *call, gsize len, GString *out)
{
	static const char *const ids[] = { "id", "video", "videoId", "tweet",
		NULL };
	while (len && strchr(" \n\t", *call))
		call++, len--;
	gsize n = 0;
	while (n < len && (g_ascii_isalnum(call[n]) || strchr("_-/", call[n])))
		n++;
	if (n == 6 && memcmp(call, "figure", 6) == 0)
		put_figure(call + n, len - n, out);
	for (guint i = 0; i < G_N_ELEMENTS(shortcodes); i++) {
		if (strlen(shortcodes[i].name) != n ||
			memcmp(call, shortcodes[i].name, n) != 0)
			continue;
		g_autofree char *id = argument(call + n, len - n, ids);
		if (id && is_id(id))
			g_string_append_printf(out, "[%s](%s%s%s)",
				shortcodes[i].label, shortcodes[i].before, id,
				shortcodes[i].after);
	}
}

/* Length of the shortcode that starts at P, or 0; *CALL and *N are what it
 * says. */
static gsize
shortcode_at(const char *p, const char *end, const char **call, gsize *n)
{
	static const struct {
		const char *open, *close;
	} forms[] = { { "{{<", ">}}" }, { "{{%", "%}}" }, { "{%", "%}" },
		{ "{{", "}}" } };
	enum { MAX_CALL = 2000 };
	for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
		gsize open = strlen(forms[i].open);
		if ((gsize)(end - p) < open ||
			memcmp(p, forms[i].open, open) != 0)
			continue;
		const char *close = g_strstr_len(p + open,
			MIN(end - p - (gssize)open, MAX_CALL), forms[i].close);
		if (!close)
			return 0;
		*call = p + open;
		*n = close - *call;
		if (i == 3 && !memchr(*call, '(', *n))
			return 0;
		return close - p + strlen(forms[i].close);
	}
	return 0;
}

/* Length of kramdown's attributes ("{:.centre}", "{:#name}") at P, or 0. */
static gsize
attributes_at(const char *p, const char *eol)
{
	if (eol - p < 4 || p[1] != ':' || !strchr(".#", p[2]))
		return 0;
	const char *close = memchr(p, '}', (gsize)(eol - p));
	return close ? (gsize)(close - p) + 1 : 0;
}

typedef struct {
	char fence; /* '`' or '~' in a fenced block, or 0 */
	gsize width;
} Fence;

static void
track_fence(Fence *f, const char *line, const char *end)
{
	while (line < end && (*line == ' ' || *line == '>'))
		line++;
	if (line >= end || (*line != '`' && *line != '~'))
		return;
	gsize n = 0;
	while (line + n < end && line[n] == *line)
		n++;
	if (n < 3)
		return;
	if (!f->fence)
		*f = (Fence){ *line, n };
	else if (*line == f->fence && n >= f->width)
		f->fence = 0;
}

static const char *
expand_line(const char *p, const char *end, const char *eol, GString *out)
{
	bool code = false;
	while (p < eol) {
		const char *call;
		gsize n, len = 0;
		if (*p == '`')
			code = !code;
		else if (*p == '{' && !code)
			len = shortcode_at(p, end, &call, &n);
		gsize skip =
			*p == '{' && !code && !len ? attributes_at(p, eol) : 0;
		p += skip;
		if (skip)
			continue;
		if (len) {
			expand(call, n, out);
			p += len;
			if (p > eol)
				return p;
			continue;
		}
		g_string_append_c(out, *p++);
	}
	return p;
}

void
shortcodes_expand(const char *data, gsize len, GString *out)
{
	const char *p = data, *end = data + len;
	Fence fence = { 0 };
	while (p < end) {
		const char *eol = memchr(p, '\n', end - p);
		eol = eol ? eol + 1 : end;
		track_fence(&fence, p, eol);
		if (fence.fence) {
			g_string_append_len(out, p, eol - p);
			p = eol;
		} else {
			p = expand_line(p, end, eol, out);
		}
	}
}
