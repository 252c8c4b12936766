/* SPDX-License-Identifier: MIT
 *
 * TOML between "+++", YAML between "---", and Pelican's "Key: value" lines:
 * of each as much as titles, dates and tags are written with.
 */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "doc/internal.h"

enum { MAX_FRONT = 64 * 1024, MAX_TAGS = 64 };

typedef struct {
	DocMeta *meta;
	GPtrArray *tags;
	char *list;  /* key whose items follow on lines of their own */
	bool nested; /* in a TOML table or below a YAML key: not ours */
} Front;

/* Up to WIDTH digits, and the mark BEFORE them unless it is 0. */
static bool
take_number(const char **p, char before, int width, int *number)
{
	const char *s = *p + (before != 0);
	int value = 0, n = 0;
	if (before && **p != before)
		return false;
	for (; n < width && g_ascii_isdigit(s[n]); n++)
		value = value * 10 + s[n] - '0';
	if (n == 0)
		return false;
	*number = value;
	*p = s + n;
	return true;
}

gint64
frontmatter_date(const char *s)
{
	int y, mo, d, h = 0, mi = 0, sec = 0;
	const char *rest = s + strspn(s, " ");
	if (!take_number(&rest, 0, 4, &y) || !take_number(&rest, '-', 2, &mo) ||
		!take_number(&rest, '-', 2, &d))
		return 0;
	const char *time = *rest ? rest + 1 : rest;
	if (take_number(&time, 0, 2, &h) && take_number(&time, ':', 2, &mi)) {
		take_number(&time, ':', 2, &sec);
		rest = time;
	} else {
		h = 0;
	}
	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	rest += strspn(rest, " ");
	g_autoptr(GTimeZone) zone = NULL;
	if (*rest == '+' || *rest == '-') {
		g_autofree char *name = g_strndup(rest, 6);
		zone = g_time_zone_new_identifier(g_strstrip(name));
	}
	if (!zone)
		zone = g_time_zone_new_utc();
	g_autoptr(GDateTime) t =
		g_date_time_new(zone, y, mo, d, h, mi, MIN(sec, 59));
	return t ? g_date_time_to_unix(t) : 0;
}

/* YAML's tags before quotes, as in "! 'Issue #50'" and "!!str '5'". */
static const char *
behind_tag(const char *s)
{
	const char *p = s + strspn(s, " \t");
	if (*p != '!')
		return s;
	p += strcspn(p, " \t");
	p += strspn(p, " \t");
	return *p == '"' || *p == '\'' ? p : s;
}

/* A value without tag, quotes, escapes and comment; newly allocated. */
static char *
unquote(const char *s)
{
	g_autofree char *copy = g_strstrip(g_strdup(behind_tag(s)));
	if (*copy == '"') {
		char *close = copy + 1;
		while (*close && *close != '"')
			close += 1 + (*close == '\\' && close[1]);
		*close = '\0';
		g_autofree char *plain = g_strcompress(copy + 1);
		return text_clean(plain, -1, TEXT_LINE);
	}
	if (*copy == '\'') {
		char *close = strrchr(copy + 1, '\'');
		if (close)
			*close = '\0';
		return text_clean(copy + 1, -1, TEXT_LINE);
	}
	char *comment = strstr(copy, " #");
	if (comment)
		*comment = '\0';
	return text_clean(copy, -1, TEXT_LINE);
}

static void
add_tag(Front *f, const char *value)
{
	g_autofree char *tag = unquote(value);
	if (*tag && f->tags->len < MAX_TAGS)
		g_ptr_array_add(f->tags, g_steal_pointer(&tag));
}

/* "[a, 'b', "c"]" or "a, b". */
static void
add_tags(Front *f, const char *value)
{
	g_autofree char *copy = g_strdup(value);
	g_strdelimit(copy, "[]", ' ');
	g_auto(GStrv) parts = g_strsplit(copy, ",", MAX_TAGS);
	for (guint i = 0; parts[i]; i++)
		add_tag(f, parts[i]);
}

static void
set_string(char **field, const char *value)
{
	if (!*field)
		*field = unquote(value);
}

static void
set_author(Front *f, const char *value)
{
	g_autofree char *copy = g_strdup(value);
	g_strdelimit(copy, "[]", ' ');
	g_autofree char *plain = unquote(copy);
	if (!f->meta->author && *plain)
		f->meta->author = g_steal_pointer(&plain);
}

static void
set_field(Front *f, const char *key, const char *value)
{
	static const struct {
		const char *key;
		gsize offset;
	} strings[] = {
		{ "title", G_STRUCT_OFFSET(DocMeta, title) },
		{ "description", G_STRUCT_OFFSET(DocMeta, description) },
		{ "summary", G_STRUCT_OFFSET(DocMeta, description) },
		{ "lang", G_STRUCT_OFFSET(DocMeta, language) },
		{ "language", G_STRUCT_OFFSET(DocMeta, language) },
		{ "slug", G_STRUCT_OFFSET(DocMeta, slug) },
		{ "url", G_STRUCT_OFFSET(DocMeta, url) },
	};
	for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
		if (strcmp(key, strings[i].key) == 0 && *value)
			set_string(&G_STRUCT_MEMBER(
					   char *, f->meta, strings[i].offset),
				value);
	g_autofree char *plain = unquote(value);
	if (strcmp(key, "author") == 0 || strcmp(key, "authors") == 0)
		set_author(f, value);
	else if (strcmp(key, "date") == 0)
		f->meta->date = frontmatter_date(plain);
	else if (strcmp(key, "updated") == 0 || strcmp(key, "lastmod") == 0 ||
		strcmp(key, "modified") == 0)
		f->meta->updated = frontmatter_date(plain);
	else if (strcmp(key, "draft") == 0)
		f->meta->draft = strcmp(plain, "true") == 0;
	else if (strcmp(key, "tags") == 0 || strcmp(key, "keywords") == 0)
		add_tags(f, value);
}

static void
take_item(Front *f, const char *value)
{
	if (!f->list)
		return;
	if (strcmp(f->list, "tags") == 0)
		add_tag(f, value);
	else if (strncmp(f->list, "author", 6) == 0)
		set_author(f, value);
}

/* Key and value of "key SEPARATOR value"; false if the line is none. */
static bool
split(const char *line, char separator, char **key, char **value)
{
	const char *sep = strchr(line, separator);
	if (!sep || sep == line || sep - line > 60)
		return false;
	*key = g_ascii_strdown(line, sep - line);
	g_strstrip(*key);
	*value = g_strstrip(g_strdup(sep + 1));
	return true;
}

static void
take_line(Front *f, const char *line, char separator)
{
	const char *p = line + strspn(line, " \t");
	if (separator == '=' && *p == '[') {
		f->nested = !g_str_has_prefix(p, "[taxonomies]");
		return;
	}
	if (separator == ':' && g_str_has_prefix(p, "- ")) {
		take_item(f, p + 2);
		return;
	}
	g_autofree char *key = NULL, *value = NULL;
	bool inside = separator == ':' && p != line;
	if (f->nested || inside || !split(p, separator, &key, &value))
		return;
	set_field(f, key, value);
	g_free(f->list);
	f->list = *value ? NULL : g_steal_pointer(&key);
}

/* A TOML array may go on over lines: joined to one. */
static char *
join_arrays(const char *block, gsize len)
{
	GString *out = g_string_sized_new(len);
	int depth = 0;
	char quote = 0, before = '\n';
	bool value = false;
	for (gsize i = 0; i < len; i++) {
		char c = block[i];
		if (quote)
			quote = c == quote && before != '\\' ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (value && c == '[')
			depth++;
		else if (value && c == ']' && depth)
			depth--;
		else if (c == '=')
			value = true;
		if (c == '\n' && !depth)
			value = false, quote = 0;
		g_string_append_c(out, c == '\n' && depth ? ' ' : c);
		before = c;
	}
	return g_string_free(out, FALSE);
}

static void
read_block(const char *block, gsize len, char separator, DocMeta *meta)
{
	Front f = { meta, g_ptr_array_new(), NULL, false };
	g_autofree char *text = separator == '=' ? join_arrays(block, len)
						 : g_strndup(block, len);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++)
		take_line(&f, g_strchomp(lines[i]), separator);
	g_ptr_array_add(f.tags, NULL);
	meta->tags = (char **)g_ptr_array_free(f.tags, f.tags->len < 2);
	g_free(f.list);
}

static bool
is_fence(const char *line, const char *end, const char *fence)
{
	return end - line >= 3 && memcmp(line, fence, 3) == 0 &&
		(end - line == 3 || line[3] == '\n' || line[3] == '\r' ||
			line[3] == ' ');
}

/* True if the lines from P to END, all of them ended, begin as settings do.
 * "---" is also how a rule is drawn, and what comes below is text then. */
static bool
is_settings(const char *p, const char *end, char separator)
{
	while (p < end && *p == '#')
		p = (const char *)memchr(p, '\n', (gsize)(end - p)) + 1;
	if (p == end || (separator == '=' && *p == '['))
		return true;
	const char *key = p;
	while (*p &&
		(strchr("_-.\"' ", *p) || g_ascii_isalnum(*p) ||
			(guchar)*p >= 0x80))
		p++;
	return p > key && (*p == ':' || *p == '=');
}

static gsize
read_fenced(const char *data, gsize len, const char *fence, char separator,
	DocMeta *meta)
{
	const char *end = data + MIN(len, MAX_FRONT);
	const char *body = memchr(data, '\n', end - data);
	for (const char *p = body; p; p = memchr(p, '\n', end - p)) {
		if (!is_fence(++p, data + len, fence))
			continue;
		if (!is_settings(body + 1, p, separator))
			return 0;
		read_block(body + 1, p - body - 1, separator, meta);
		const char *after = memchr(p, '\n', data + len - p);
		return after ? (gsize)(after + 1 - data) : len;
	}
	return 0;
}

/* Only if the first line's key is one that Pelican knows. */
static gsize
read_pelican(const char *data, gsize len, DocMeta *meta)
{
	static const char *const known[] = { "title:", "date:", "number:",
		"author:", "category:", "slug:", "tags:", "status:", NULL };
	bool first = false;
	for (guint i = 0; known[i]; i++)
		first |= len > strlen(known[i]) &&
			g_ascii_strncasecmp(data, known[i], strlen(known[i])) ==
				0;
	if (!first)
		return 0;
	const char *p = data, *end = data + MIN(len, MAX_FRONT);
	while (p < end && *p != '\n' && *p != '\r') {
		const char *eol = memchr(p, '\n', end - p);
		if (!memchr(p, ':', (eol ? eol : end) - p))
			break;
		p = eol ? eol + 1 : end;
	}
	read_block(data, p - data, ':', meta);
	return p - data;
}

gsize
frontmatter_read(const char *data, gsize len, DocMeta *meta)
{
	const char *end = data + len;
	if (is_fence(data, end, "+++"))
		return read_fenced(data, len, "+++", '=', meta);
	if (is_fence(data, end, "---"))
		return read_fenced(data, len, "---", ':', meta);
	return read_pelican(data, len, meta);
}
