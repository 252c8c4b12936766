/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "show.h"

#include "base/width.h"

#include <string.h>

Shown
show(const char *source, const char *name, const PageOptions *options)
{
	DocSource s = { .name = name };
	if (name && g_str_has_suffix(name, ".md"))
		s.format = DOC_MARKDOWN;
	else if (name && g_str_has_suffix(name, ".txt"))
		s.format = DOC_TEXT;
	else
		s.format = DOC_HTML;
	Shown shown = { .doc = doc_new(source, strlen(source), &s) };
	shown.page = page_new(shown.doc, options);
	return shown;
}

void
shown_clear(Shown *shown)
{
	page_free(shown->page);
	doc_free(shown->doc);
}

static void
line_complain(const char *name, const PageOptions *options, guint32 number,
	const PageLine *line, const char *what)
{
	g_test_message("%s at %d columns, line %u: %s: \"%s\"", name,
		options->width, number + 1, what, line->text);
	g_test_fail();
}

static bool
spans_cover(const PageLine *line)
{
	guint32 at = 0;
	for (guint32 i = 0; i < line->n_spans; i++) {
		const PageSpan *span = &line->spans[i];
		if (span->start != at || span->len == 0 ||
			!g_utf8_validate(
				line->text + span->start, span->len, NULL))
			return false;
		at += line->spans[i].len;
	}
	return at == line->len;
}

void
check_promises(const Page *page, const PageOptions *options, const char *name)
{
	guint32 source = 0;
	bool blank = true;
	for (guint32 i = 0; i < page_n_lines(page); i++) {
		const PageLine *line = page_line(page, i);
		const char *wrong = NULL;
		bool wide = (int)line->width > options->width;
		if (wide && !(line->code && !options->wrap_code))
			wrong = "wider than the page";
		if ((int)line->width != width_text(line->text, -1))
			wrong = "width is not its text's";
		if (strlen(line->text) != line->len)
			wrong = "length is not its text's";
		if (line->len > 0 && line->text[line->len - 1] == ' ')
			wrong = "ends in a blank";
		if (!spans_cover(line))
			wrong = "spans do not cover it";
		if (line->source < source)
			wrong = "source goes back";
		if (line->indent > line->len)
			wrong = "indented beyond its end";
		if (blank && line->len == 0 && !line->code)
			wrong = "second blank line";
		if (wrong)
			line_complain(name, options, i, line, wrong);
		source = line->source;
		blank = line->len == 0;
	}
}
