/* SPDX-License-Identifier: MIT
 *
 * Balancing: notes in the header.
 */
#include <config.h>

#include "feed/balance.h"

#include <stdbool.h>
#include <string.h>

/* Deeper elements are left out; what is in them stays. */
#define MAX_DEPTH 100

/* libxml2 compares each with all before it. */
#define MAX_ATTRIBUTES 100

typedef struct {
	const char *s;
	gsize len;
} Name;

typedef struct {
	const char *p, *end;
	const char *last_entry; /* where the last one starts, or NULL */
	GString *out;
	GArray *open; /* Name */
	guint entry;  /* place of the open entry in OPEN + 1, or 0 */
} Balance;

static bool
same(Name a, Name b)
{
	return a.len == b.len && g_ascii_strncasecmp(a.s, b.s, a.len) == 0;
}

static bool
is_one_of(Name name, const char *const *words)
{
	for (; *words; words++)
		if (same(name, (Name){ *words, strlen(*words) }))
			return true;
	return false;
}

static bool
is_entry(Name name)
{
	static const char *const names[] = { "item", "entry", "rss:item",
		"atom:entry", NULL };
	return is_one_of(name, names);
}

/* Those that hold a line of text, and those that may follow one. */
static bool
is_line(Name name)
{
	static const char *const names[] = { "title", "link", "guid", "pubDate",
		"id", "updated", "published", "comments", NULL };
	return is_one_of(name, names);
}

static bool
is_part(Name name)
{
	static const char *const names[] = { "description", "author",
		"category", "content", "enclosure", "content:encoded",
		"dc:creator", "dc:date", NULL };
	return is_line(name) || is_one_of(name, names);
}

static Name
name_at(const char *p)
{
	return (Name){ p, strcspn(p, " \t\r\n/><") };
}

/* Where a tag ends, behind ">"; quotes are closed in what repair_xml() gives.
 */
static const char *
tag_end(const char *p, const char *end)
{
	char quote = 0;

	for (; p < end; p++) {
		if (quote)
			quote = *p == quote ? 0 : quote;
		else if ((*p == '"' || *p == '\'') && p[-1] == '=')
			quote = *p;
		else if (*p == '>')
			return p + 1;
	}
	return end;
}

static gsize
attribute_length(const char *p, const char *stop)
{
	const char *start = p;

	while (p < stop &&
		(g_ascii_isalnum(*p) || strchr("_:.-", *p) ||
			(guchar)*p >= 0x80))
		p++;
	return g_ascii_isdigit(*start) ? 0 : (gsize)(p - start);
}

/* The attributes in [P, STOP) that are some, with quotes. */
static void
put_attributes(GString *out, const char *p, const char *stop)
{
	for (int left = MAX_ATTRIBUTES; p < stop && left > 0;) {
		gsize n = attribute_length(p, stop);
		const char *value = p + n + 1, *end;
		bool quoted;

		if (!n || value >= stop || p[n] != '=') {
			p += n ? n : 1;
			continue;
		}
		quoted = *value == '"' || *value == '\'';
		end = quoted
			? memchr(value + 1, *value, (gsize)(stop - value - 1))
			: value + strcspn(value, " \t\r\n\"'>");
		if (!end)
			return;
		g_string_append_printf(
			out, quoted ? " %.*s=" : " %.*s=\"", (int)n, p);
		g_string_append_len(out, value, end + quoted - value);
		if (!quoted)
			g_string_append_c(out, '"');
		p = end + 1;
		left--;
	}
}

static Name
open_at(const Balance *b, guint i)
{
	return g_array_index(b->open, Name, i);
}

/* Closes all that is open from place N on. */
static void
close_from(Balance *b, guint n)
{
	while (b->open->len > n) {
		Name name = open_at(b, b->open->len - 1);

		g_string_append_printf(
			b->out, "</%.*s>", (int)name.len, name.s);
		g_array_set_size(b->open, b->open->len - 1);
	}
	if (b->entry > n)
		b->entry = 0;
}

static void
start_tag(Balance *b, Name name, const char *stop)
{
	bool empty = stop[-2] == '/';

	if (is_entry(name) && b->entry && !empty &&
		same(name, open_at(b, b->entry - 1)))
		close_from(b, b->entry - 1);
	else if (b->entry && b->open->len > b->entry && is_part(name) &&
		is_line(open_at(b, b->open->len - 1)))
		close_from(b, b->open->len - 1);
	if (b->open->len >= MAX_DEPTH && !empty)
		return;
	g_string_append_printf(b->out, "<%.*s", (int)name.len, name.s);
	put_attributes(b->out, name.s + name.len, stop - 1 - empty);
	g_string_append(b->out, empty ? "/>" : ">");
	if (empty)
		return;
	g_array_append_val(b->open, name);
	if (!b->entry && is_entry(name))
		b->entry = b->open->len;
}

/* What holds the entries may end after the last one only, but for a channel
 * that they stand beside. */
static bool
may_close(const Balance *b, guint place)
{
	static const char *const holders[] = { "channel", "rss", "feed",
		"atom:feed", "rdf:RDF", "RDF", NULL };
	static const char *const graphs[] = { "rdf:RDF", "RDF", NULL };

	return b->p > b->last_entry || !is_one_of(open_at(b, place), holders) ||
		(place > 0 && !b->entry && is_one_of(open_at(b, 0), graphs));
}

static void
end_tag(Balance *b, Name name)
{
	guint least = b->entry ? b->entry - 1 : 0;

	for (guint i = b->open->len; i-- > least;)
		if (same(open_at(b, i), name)) {
			if (may_close(b, i))
				close_from(b, i);
			return;
		}
	/* In an entry: of what is around it only the end of all counts. */
	for (guint i = least; i-- > 0 && b->p > b->last_entry;)
		if (same(open_at(b, i), name)) {
			close_from(b, i);
			return;
		}
}

static void
markup(Balance *b)
{
	const char *stop;

	if (g_str_has_prefix(b->p, "<![CDATA[")) {
		stop = strstr(b->p, "]]>");
		stop = stop ? stop + 3 : b->end;
		g_string_append_len(b->out, b->p, stop - b->p);
	} else if (b->p[1] == '/') {
		stop = tag_end(b->p, b->end);
		end_tag(b, name_at(b->p + 2));
	} else {
		stop = tag_end(b->p + 1, b->end);
		start_tag(b, name_at(b->p + 1), stop);
	}
	b->p = stop;
}

static const char *
find_last_entry(const GString *xml)
{
	const char *last = NULL;

	for (const char *p = xml->str; (p = strchr(p, '<')); p++)
		if (is_entry(name_at(p + 1)))
			last = p;
	return last;
}

GString *
balance_xml(const GString *xml)
{
	Balance b = {
		.p = xml->str,
		.end = xml->str + xml->len,
		.last_entry = find_last_entry(xml),
		.out = g_string_sized_new(xml->len + 1024),
		.open = g_array_new(FALSE, FALSE, sizeof(Name)),
	};

	while (b.p < b.end) {
		const char *lt = strchr(b.p, '<');
		const char *to = lt ? lt : b.end;

		g_string_append_len(b.out, b.p, to - b.p);
		b.p = to;
		if (lt)
			markup(&b);
	}
	close_from(&b, 0);
	g_array_unref(b.open);
	return b.out;
}
