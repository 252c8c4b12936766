/* SPDX-License-Identifier: MIT */
#include <config.h>

#include <string.h>

#include "doc/internal.h"

enum { LOOK = 64 * 1024 };

static DocFormat
by_name(const char *name)
{
	static const struct {
		const char *ending;
		DocFormat format;
	} endings[] = { { ".md", DOC_MARKDOWN }, { ".markdown", DOC_MARKDOWN },
		{ ".mkd", DOC_MARKDOWN }, { ".html", DOC_HTML },
		{ ".htm", DOC_HTML }, { ".xhtml", DOC_HTML } };
	for (guint i = 0; name && i < G_N_ELEMENTS(endings); i++)
		if (g_str_has_suffix(name, endings[i].ending))
			return endings[i].format;
	return DOC_GUESS;
}

/* Tags that a page or body is built with, at the start of the text. */
static bool
opens_html(const char *s, gsize len)
{
	static const char *const starts[] = { "<!doctype html", "<html",
		"<head", "<body", "<p", "<div", "<table", "<article",
		"<section", "<h1", "<h2", "<ul", "<ol", "<!--", "<?xml",
		"<blockquote", "<img", "<figure", "<span", "<a ", NULL };
	while (len && g_ascii_isspace(*s))
		s++, len--;
	for (guint i = 0; starts[i]; i++)
		if (len >= strlen(starts[i]) &&
			g_ascii_strncasecmp(s, starts[i], strlen(starts[i])) ==
				0)
			return true;
	return false;
}

static guint
score_line(const char *p, gsize n)
{
	gsize hashes = strspn(p, "#");
	if (hashes >= 2 && hashes <= 6 && p[hashes] == ' ')
		return 2;
	if (n > 2 && (memcmp(p, "```", 3) == 0 || memcmp(p, "---", 3) == 0))
		return 2;
	guint score = n > 1 && (*p == '-' || *p == '*') && p[1] == ' ';
	score += 2 * (g_strstr_len(p, (gssize)n, "](") != NULL);
	const char *bold = g_strstr_len(p, (gssize)n, "**");
	if (bold && bold + 2 < p + n && !g_ascii_isspace(bold[2]))
		score += 1;
	return score;
}

static guint
count_tags(const char *s, gsize len)
{
	guint n = 0;
	for (const char *p = s; (p = memchr(p, '<', s + len - p)); p++)
		if (p + 2 < s + len && p[1] == '/' && g_ascii_isalpha(p[2]))
			n++;
	return n;
}

DocFormat
guess_format(const char *data, gsize len, const char *name)
{
	DocFormat named = by_name(name);
	if (named != DOC_GUESS)
		return named;
	if (opens_html(data, MIN(len, 1024)))
		return DOC_HTML;
	if (len > 4 &&
		(memcmp(data, "+++\n", 4) == 0 ||
			memcmp(data, "---\n", 4) == 0))
		return DOC_MARKDOWN;
	g_autoptr(GString) text = g_string_new_len(data, MIN(len, LOOK));
	guint score = 0;
	for (const char *p = text->str; p; p = strchr(p, '\n')) {
		p += *p == '\n';
		score += score_line(p, strcspn(p, "\n"));
		if (!*p)
			break;
	}
	guint tags = count_tags(text->str, text->len);
	if (score >= 4)
		return DOC_MARKDOWN;
	return tags > 2 ? DOC_HTML : DOC_TEXT;
}
