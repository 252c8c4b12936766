/* SPDX-License-Identifier: MIT
 *
 * A page as text, plain or with escapes for a terminal.
 */
#include <config.h>

#include "page/layout.h"

#include <string.h>

/* Longer addresses are not made hyperlinks; terminals refuse them. */
#define MAX_URL 2083

char *
page_to_text(const Page *page)
{
	GString *out = g_string_sized_new(page->out.text->len + 1);
	for (guint32 i = 0; i < page_n_lines(page); i++) {
		const PageLine *line = page_line(page, i);
		g_string_append_len(out, line->text, line->len);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

static void
color_append(GString *out, Color color, int base)
{
	if (color == COLOR_DEFAULT)
		return;
	if (COLOR_IS_RGB(color))
		g_string_append_printf(out, ";%d;2;%d;%d;%d", base + 8,
			color >> 16 & 255, color >> 8 & 255, color & 255);
	else if (color < 8)
		g_string_append_printf(out, ";%d", base + color);
	else if (color < 16)
		g_string_append_printf(out, ";%d", base + 60 + color - 8);
	else
		g_string_append_printf(out, ";%d;5;%d", base + 8, color);
}

static void
sgr_append(GString *out, const Look *look, const PageSpan *span)
{
	static const struct {
		guint16 attr;
		const char *code;
	} codes[] = {
		{ ATTR_BOLD, ";1" },
		{ ATTR_DIM, ";2" },
		{ ATTR_ITALIC, ";3" },
		{ ATTR_UNDERLINE, ";4" },
		{ ATTR_REVERSE, ";7" },
		{ ATTR_STRIKE, ";9" },
	};
	guint16 attrs = look->attrs | span->attrs;
	g_string_append(out, "\033[0");
	for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
		if (attrs & codes[i].attr)
			g_string_append(out, codes[i].code);
	color_append(out, span->rgb >= 0 ? COLOR_RGB(span->rgb) : look->fg, 30);
	color_append(out, look->bg, 40);
	g_string_append_c(out, 'm');
}

static bool
scheme_is_allowed(const char *url)
{
	static const char *const schemes[] = { "http", "https", "mailto",
		"gopher", "gophers", "gemini" };
	for (guint i = 0; i < G_N_ELEMENTS(schemes); i++) {
		gsize n = strlen(schemes[i]);
		if (g_ascii_strncasecmp(url, schemes[i], n) == 0 &&
			url[n] == ':')
			return true;
	}
	return false;
}

/* The target of link NUMBER, fit for OSC 8, or NULL. */
static char *
link_target(const Page *page, guint number)
{
	const GPtrArray *links = doc_links(page->doc);
	if (number == 0 || number > links->len)
		return NULL;
	const DocLink *link = links->pdata[number - 1];
	if (!link->url || !scheme_is_allowed(link->url))
		return NULL;
	GString *out = g_string_new(NULL);
	for (const char *p = link->url; *p; p++)
		if (*p > 0x20 && *p < 0x7F)
			g_string_append_c(out, *p);
		else
			g_string_append_printf(out, "%%%02X", (guchar)*p);
	if (out->len > MAX_URL)
		g_string_truncate(out, 0);
	return g_string_free(out, out->len == 0);
}

static void
link_open(const Page *page, GString *out, guint number)
{
	g_autofree char *url = link_target(page, number);
	if (url)
		g_string_append_printf(
			out, "\033]8;id=%u;%s\033\\", number, url);
}

static void
line_to_ansi(const Page *page, const PageLine *line, const Look looks[N_ROLES],
	bool hyperlinks, GString *out)
{
	guint link = 0;
	bool styled = false;
	for (guint32 i = 0; i < line->n_spans; i++) {
		const PageSpan *span = &line->spans[i];
		const Look *look = &looks[span->role];
		if (hyperlinks && span->link != link) {
			if (link)
				g_string_append(out, "\033]8;;\033\\");
			link_open(page, out, span->link);
			link = span->link;
		}
		bool wants = look->fg != COLOR_DEFAULT ||
			look->bg != COLOR_DEFAULT || look->attrs ||
			span->attrs || span->rgb >= 0;
		if (wants)
			sgr_append(out, look, span);
		else if (styled)
			g_string_append(out, "\033[0m");
		styled = wants;
		g_string_append_len(out, line->text + span->start, span->len);
	}
	if (styled)
		g_string_append(out, "\033[0m");
	if (link)
		g_string_append(out, "\033]8;;\033\\");
	g_string_append_c(out, '\n');
}

char *
page_to_ansi(const Page *page, const Look looks[N_ROLES], bool hyperlinks)
{
	GString *out = g_string_sized_new(page->out.text->len * 2);
	for (guint32 i = 0; i < page_n_lines(page); i++)
		line_to_ansi(page, page_line(page, i), looks, hyperlinks, out);
	return g_string_free(out, FALSE);
}

static void
dump_span(GString *out, guint32 number, const PageLine *line,
	const PageSpan *span)
{
	static const char signs[] = "biurds";
	if (span->role == ROLE_NORMAL && !span->attrs && !span->link &&
		span->rgb < 0)
		return;
	g_string_append_printf(out, "%u %s", number + 1, role_name(span->role));
	if (span->attrs)
		g_string_append_c(out, '+');
	for (guint i = 0; signs[i]; i++)
		if (span->attrs & 1u << i)
			g_string_append_c(out, signs[i]);
	if (span->link)
		g_string_append_printf(out, " #%u", span->link);
	if (span->rgb >= 0)
		g_string_append_printf(out, " %06x", (guint)span->rgb);
	g_string_append_printf(
		out, " \"%.*s\"\n", (int)span->len, line->text + span->start);
}

char *
page_dump(const Page *page)
{
	g_autofree char *text = page_to_text(page);
	GString *out = g_string_new(text);
	g_string_append(out, "\n---- roles\n");
	for (guint32 i = 0; i < page_n_lines(page); i++) {
		const PageLine *line = page_line(page, i);
		for (guint32 s = 0; s < line->n_spans; s++)
			dump_span(out, i, line, &line->spans[s]);
	}
	return g_string_free(out, FALSE);
}
