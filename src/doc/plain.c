/* SPDX-License-Identifier: MIT
 *
 * Plain text: paragraphs, headings, lists, quotes and code told from the
 * shape of lines; bare URLs become links.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "doc/builder.h"

/* A heading is a lone line not longer than this, in characters. */
enum { MAX_HEADING = 90, TAB_WIDTH = 8 };

typedef struct {
	char **lines;
	guint n, at;
	guint no_code; /* no code starts on the lines before this one */
	Builder b;
} Plain;

static bool
is_blank(const char *line)
{
	return line[strspn(line, " \xC2\xA0")] == '\0';
}

static bool
ends_with_any(const char *line, const char *signs)
{
	gsize n = strlen(line);
	return n && strchr(signs, line[n - 1]);
}

/* Drawn with frames: a table, a tree of files, a screen.  Lines of ─, ━ or ═
 * alone are rules. */
static bool
has_frame(const char *line)
{
	for (const char *p = line; (p = strchr(p, '\xe2')); p++) {
		gunichar c = g_utf8_get_char(p);
		if (c > 0x2501 && c < 0x2580 && c != 0x2550)
			return true;
	}
	return false;
}

/* How much a line looks like source code; 2 is enough. */
static int
code_score(const char *line)
{
	static const char *const sure[] = { "#[", "#![", "//", "/*", "#include",
		"$ ", "cargo ", "curl ", "git ", "npm ", "pip ", "sudo ", "cd ",
		"cat >>", "EOF", "echo ", "docker ", "rustup ", "apt ", "brew ",
		"fn ", "impl ", "macro_rules!", NULL };
	static const char *const words[] = { "use ", "let ", "pub ", "struct ",
		"enum ", "import ", "from ", "def ", "class ", "return ",
		"const ", "var ", "func ", "function ", "package ", "async ",
		"mod ", "match ", "for (", "if (", "while (", "export ", NULL };
	static const char *const inside[] = { "();", "::", "->", "=>", " = ",
		"== ", "&&", "||", "!(", "</", NULL };
	const char *p = line + strspn(line, " ");
	gsize n = strlen(p);
	int score = (p - line >= 4) + 2 * has_frame(p);
	bool sentence = n > 80 || ends_with_any(p, ".:!?");
	for (guint i = 0; sure[i]; i++)
		if (g_str_has_prefix(p, sure[i]))
			score += sentence && g_ascii_isalpha(*p) ? 1 : 2;
	for (guint i = 0; words[i]; i++)
		score += g_str_has_prefix(p, words[i]);
	for (guint i = 0; inside[i]; i++)
		score += strstr(p, inside[i]) != NULL;
	if (n && n < 120 && strchr(";{}", p[n - 1]))
		score += 2;
	if (n && strspn(p, "})];,") == n)
		score += 2;
	if (*p == '[' && ends_with_any(p, "]"))
		score += 2;
	return score;
}

static bool
is_prose(const char *line)
{
	gsize n = strlen(line);
	return n > 100 && ends_with_any(line, ".!?:”\"");
}

static bool
is_code(const char *line)
{
	return !is_blank(line) && !is_prose(line) && code_score(line) >= 2;
}

/* "# comment" is code only beside code. */
static bool
is_comment(const char *line)
{
	return line[0] == '#' && (line[1] == ' ' || line[1] == '!');
}

static bool
may_be_code(const char *line)
{
	return is_code(line) || is_comment(line) ||
		(g_str_has_prefix(line, "  ") && !is_prose(line)) ||
		(code_score(line) == 1 && strlen(line) < 80 &&
			!ends_with_any(line, ".!?:"));
}

/* End of the block of code that starts at line I, or I. */
static guint
code_end(Plain *p, guint i)
{
	guint score = 0, end = i;
	int depth = 0;
	if (i < p->no_code)
		return i;
	for (guint j = i; j < p->n; j++) {
		const char *line = p->lines[j];
		if (is_blank(line)) {
			bool more = j + 1 < p->n &&
				(depth > 0 || is_code(p->lines[j + 1]) ||
					g_str_has_prefix(
						p->lines[j + 1], "  ") ||
					is_comment(p->lines[j + 1]));
			if (!more)
				break;
			continue;
		}
		if (!may_be_code(line) && depth <= 0)
			break;
		if (is_prose(line))
			break;
		for (const char *c = line; *c; c++)
			depth += (*c == '{') - (*c == '}');
		score += is_code(line);
		end = j + 1;
	}
	if (!score)
		p->no_code = end;
	return score ? end : i;
}

/* Bytes of the bullet or number that starts LINE, 0 if none; *NUMBER is -1
 * for a bullet. */
static gsize
marker(const char *line, int *number)
{
	static const char *const bullets[] = { "• ", "- ", "* ", "◦ ", "‣ ",
		"▪ ", "● ", "– ", "·\t", "•\xC2\xA0", "•", NULL };
	const char *p = line + strspn(line, " ");
	*number = -1;
	for (guint i = 0; bullets[i]; i++)
		if (g_str_has_prefix(p, bullets[i]))
			return p - line + strlen(bullets[i]);
	gsize digits = strspn(p, "0123456789");
	if (digits && digits < 4 && (p[digits] == '.' || p[digits] == ')') &&
		p[digits + 1] == ' ') {
		*number = (int)g_ascii_strtoll(p, NULL, 10);
		return p - line + digits + 2;
	}
	return 0;
}

static void
put_link(Plain *p, const char *s, const AutoLink *link)
{
	g_autofree char *url = g_strdup_printf(
		"%s%.*s", link->prefix, (int)link->len, s + link->start);
	int number = links_number(p->b.doc, url, DOC_LINK_TEXT);
	guint n = p->b.formats->len;
	if (number)
		builder_push(&p->b,
			(Format){ .type = CMARK_NODE_LINK, .link = number });
	builder_text(&p->b, s + link->start, link->len);
	builder_pop(&p->b, n);
}

static void
put_text(Plain *p, const char *line)
{
	gsize len = strlen(line), at = 0;
	AutoLink link;
	while (autolink_next(line, len, at, &link)) {
		builder_text(&p->b, line + at, link.start - at);
		put_link(p, line, &link);
		at = link.start + link.len;
	}
	builder_text(&p->b, line + at, len - at);
	builder_text(&p->b, " ", 1);
}

static bool
blank_at(const Plain *p, guint i)
{
	return i >= p->n || is_blank(p->lines[i]);
}

/* "2. Why" and "2.1 Why", but not an item of a list that goes on. */
static bool
is_numbered_heading(const Plain *p, guint i)
{
	const char *line = p->lines[i];
	gsize n = strspn(line, "0123456789.");
	int number, next;
	if (!n || line[n] != ' ' || !strchr("0123456789", line[0]))
		return false;
	if (!marker(line, &number))
		return memchr(line, '.', n) != NULL;
	guint j = i + 1;
	while (j < p->n && blank_at(p, j))
		j++;
	return j < p->n && !(marker(p->lines[j], &next) && next == number + 1);
}

static bool
is_heading(const Plain *p, guint i)
{
	const char *line = p->lines[i];
	int number;
	bool alone = (i == 0 || blank_at(p, i - 1)) && blank_at(p, i + 1);
	if (!alone || g_utf8_strlen(line, -1) > MAX_HEADING)
		return false;
	if (is_numbered_heading(p, i))
		return true;
	if (marker(line, &number) || ends_with_any(line, ".,;:!") ||
		g_str_has_suffix(line, "”") || strstr(line, "://") ||
		!g_unichar_isalnum(g_utf8_get_char(line)))
		return false;
	for (guint j = i + 1; j < p->n; j++)
		if (!blank_at(p, j))
			return true;
	return false;
}

static int
heading_level(const char *line)
{
	gsize n = strspn(line, "0123456789.");
	int dots = 0;
	for (gsize i = 0; i + 1 < n; i++)
		dots += line[i] == '.' && g_ascii_isdigit(line[i + 1]);
	return MIN(2 + dots, 6);
}

static void
put_heading(Plain *p)
{
	const char *line = p->lines[p->at++];
	builder_heading(&p->b, heading_level(line));
	put_text(p, line);
	builder_close_leaf(&p->b);
}

static void
put_code(Plain *p, guint end)
{
	g_autoptr(GString) s = g_string_new(NULL);
	for (; p->at < end; p->at++)
		g_string_append_printf(s, "%s\n", p->lines[p->at]);
	cmark_node *node = cmark_node_new(CMARK_NODE_CODE_BLOCK);
	cmark_node_set_literal(node, s->str);
	builder_block(&p->b, node);
}

static cmark_node *
list_for(int number)
{
	cmark_node *list = cmark_node_new(CMARK_NODE_LIST);
	cmark_node_set_list_tight(list, 1);
	cmark_node_set_list_type(
		list, number < 0 ? CMARK_BULLET_LIST : CMARK_ORDERED_LIST);
	if (number >= 0) {
		cmark_node_set_list_start(list, number);
		cmark_node_set_list_delim(list, CMARK_PERIOD_DELIM);
	}
	return list;
}

/* True if line I goes on with the item before it. */
static bool
continues(const Plain *p, guint i)
{
	int number;
	return !blank_at(p, i) && !marker(p->lines[i], &number) &&
		g_str_has_prefix(p->lines[i], "  ");
}

static void
put_item(Plain *p, gsize skip)
{
	cmark_node *list = p->b.container;
	builder_open(&p->b, cmark_node_new(CMARK_NODE_ITEM));
	put_text(p, p->lines[p->at++] + skip);
	while (continues(p, p->at))
		put_text(p, p->lines[p->at++]);
	builder_close_leaf(&p->b);
	p->b.container = list;
	p->b.depth--;
}

static void
put_list(Plain *p)
{
	int number, first;
	gsize skip = marker(p->lines[p->at], &first);
	cmark_node *outside = p->b.container;
	if (!builder_open(&p->b, list_for(first)))
		return;
	while (skip) {
		put_item(p, skip);
		guint next = p->at;
		if (blank_at(p, next) && next + 1 < p->n &&
			!blank_at(p, next + 1))
			next++;
		skip = next < p->n ? marker(p->lines[next], &number) : 0;
		if (skip &&
			((number < 0) != (first < 0) || is_heading(p, next)))
			skip = 0;
		if (skip)
			p->at = next;
	}
	p->b.container = outside;
	p->b.depth--;
}

static bool
starts_other(Plain *p, guint i)
{
	int number;
	return blank_at(p, i) || marker(p->lines[i], &number) ||
		code_end(p, i) > i;
}

/* Lines that were filled by an editor: all but the last about as long. */
static bool
is_filled(const Plain *p, guint from, guint to)
{
	gsize longest = 0, shortest = G_MAXSIZE;
	for (guint i = from; i < to; i++) {
		gsize n = strlen(p->lines[i]);
		longest = MAX(longest, n);
		if (i + 1 < to)
			shortest = MIN(shortest, n);
	}
	return longest <= 100 && longest >= 50 && shortest * 10 > longest * 6;
}

/* Lines of a filled paragraph are joined, others stand as they are. */
static void
put_paragraph(Plain *p)
{
	guint end = p->at + 1;
	while (!starts_other(p, end))
		end++;
	bool filled = is_filled(p, p->at, end);
	for (; p->at < end; p->at++) {
		put_text(p, p->lines[p->at]);
		if (!filled)
			builder_break(&p->b);
	}
	builder_close_leaf(&p->b);
}

static void
put_block(Plain *p)
{
	int number;
	guint end = code_end(p, p->at);
	if (is_blank(p->lines[p->at]))
		p->at++;
	else if (end > p->at)
		put_code(p, end);
	else if (is_heading(p, p->at))
		put_heading(p);
	else if (marker(p->lines[p->at], &number))
		put_list(p);
	else
		put_paragraph(p);
}

void
plain_build(Doc *doc, const char *data, gsize len)
{
	g_autofree char *clean = text_clean(data, (gssize)len, TEXT_BLOCK);
	Plain p = { .lines = g_strsplit(clean, "\n", -1) };
	p.n = g_strv_length(p.lines);
	builder_init(&p.b, doc);
	while (p.at < p.n)
		put_block(&p);
	builder_clear(&p.b);
	g_strfreev(p.lines);
}
