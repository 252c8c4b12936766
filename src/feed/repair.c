/* SPDX-License-Identifier: MIT
 *
 * The fixer: notes in the header.
 */
#include <config.h>

#include "feed/repair.h"

#include "base/text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Declarations may give names to at most this many bytes of text. */
#define MAX_ENTITY 256
#define MAX_ENTITIES 256
#define MAX_ATTRIBUTES 1000

typedef struct {
	const char *p, *end;
	GString *out;
	const char **fault;
	GHashTable *entities;  /* those of the internal subset, or NULL */
	gsize budget;          /* bytes that wrapping may still look at */
	const char *name;      /* of the element opened last … */
	gsize name_len;        /* … at most 255 bytes of it */
	const char *cdata_end; /* the nearest after the last section's start */
	const char *entry_end, *entry_start; /* the next ones, or NULL */
	bool in_tag;
	bool unquoted; /* the tag has a quote that never closes */
	bool wrap, no_comment_end, no_cdata_end, no_tag_end;
} Fixer;

static void
complain(Fixer *f, const char *words)
{
	if (!*f->fault)
		*f->fault = words;
}

static bool
looking_at(const Fixer *f, const char *word)
{
	gsize n = strlen(word);

	return (gsize)(f->end - f->p) >= n && memcmp(f->p, word, n) == 0;
}

/* The place after WORD, from P on; NULL if there is none, and then *NONE says
 * so for all later places: a search to the end is made once. */
static const char *
after(const Fixer *f, const char *p, const char *word, bool *none)
{
	const char *hit = NULL;
	gsize n = strlen(word);

	if (!*none)
		hit = memmem(p, (gsize)(f->end - p), word, n);
	if (!hit) {
		*none = true;
		return NULL;
	}
	return hit + n;
}

static bool
is_xml_char(gunichar c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
		(c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
		(c >= 0x10000 && c < 0x110000);
}

/* What a byte may be the start of. */
enum {
	CONTROL = 1, /* a character that XML does not have */
	MARKUP = 2,  /* a reference or tag */
	NAME = 4     /* goes on with a name */
};

static const guint8 kinds[256] = {
	[0 ... 8] = CONTROL,
	[11 ... 12] = CONTROL,
	[14 ... 31] = CONTROL,
	[0xEF] = CONTROL | NAME,
	['&'] = MARKUP,
	['<'] = MARKUP,
	['0' ... ':'] = NAME,
	['A' ... 'Z'] = NAME,
	['a' ... 'z'] = NAME,
	['-' ... '.'] = NAME,
	['_'] = NAME,
	[0x80 ... 0xEE] = NAME,
	[0xF0 ... 0xFF] = NAME,
};

/* Where the bytes of KINDS start in [FROM, TO). */
static const char *
until(const char *from, const char *to, guint8 stop)
{
	while (from < to && !(kinds[(guchar)*from] & stop))
		from++;
	return from;
}

/* A byte at P that may be a control character: leaves it out if it is, else
 * copies it.  Returns the place behind it. */
static const char *
skip_control(Fixer *f, const char *p, const char *to)
{
	bool noncharacter =
		to - p >= 3 && (guchar)p[1] == 0xBF && (guchar)p[2] >= 0xBE;

	if ((guchar)*p == 0xEF && !noncharacter) {
		g_string_append_c(f->out, *p);
		return p + 1;
	}
	complain(f, "control characters");
	return p + ((guchar)*p == 0xEF ? 3 : 1);
}

/* Characters that XML has, as they are. */
static void
copy_plain(Fixer *f, const char *from, const char *to)
{
	while (from < to) {
		const char *p = until(from, to, CONTROL);

		g_string_append_len(f->out, from, p - from);
		from = p < to ? skip_control(f, p, to) : p;
	}
}

static void
put_char(Fixer *f, gunichar c)
{
	static const struct {
		char c;
		const char *as;
	} special[] = { { '<', "&lt;" }, { '>', "&gt;" }, { '&', "&amp;" },
		{ '"', "&quot;" }, { '\r', "&#13;" } };

	for (gsize i = 0; i < G_N_ELEMENTS(special); i++)
		if (c == (guchar)special[i].c) {
			g_string_append(f->out, special[i].as);
			return;
		}
	g_string_append_unichar(f->out, c);
}

/* "&#…": true if it was a reference. */
static bool
numeric(Fixer *f)
{
	const char *p = f->p + 2;
	bool hex = p < f->end && (*p == 'x' || *p == 'X');
	gunichar c = 0;
	const char *digits;

	if (hex)
		p++;
	for (digits = p; p < f->end && p - digits < 8 &&
		(hex ? g_ascii_isxdigit(*p) : g_ascii_isdigit(*p));
		p++)
		c = c * (hex ? 16 : 10) + (gunichar)g_ascii_xdigit_value(*p);
	if (p == digits)
		return false;
	if (p < f->end && *p == ';')
		p++;
	else
		complain(f, "a character reference without its end");
	c = text_cp1252(c);
	if (is_xml_char(c))
		put_char(f, c);
	else
		complain(
			f, "a reference to a character that XML does not have");
	f->p = p;
	return true;
}

static char
last_of(const GString *s)
{
	return s->len ? s->str[s->len - 1] : '\0';
}

/* The five of XML.  In text the three that need not be references become
 * characters, which libxml2 reads faster. */
static bool
named_by_xml(Fixer *f)
{
	static const struct {
		const char *name;
		gsize len;
		const char *in_text;
	} known[] = { { "&lt;", 4, "&lt;" }, { "&gt;", 4, ">" },
		{ "&quot;", 6, "\"" }, { "&amp;", 5, "&amp;" },
		{ "&apos;", 6, "'" } };
	gsize room = (gsize)(f->end - f->p);

	for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
		gsize n = known[i].len;

		if (room < n || memcmp(f->p, known[i].name, n) != 0)
			continue;
		/* "]]>" may not stand in text. */
		if (f->in_tag || last_of(f->out) == ']')
			g_string_append_len(f->out, f->p, (gssize)n);
		else
			g_string_append(f->out, known[i].in_text);
		f->p += n;
		return true;
	}
	return false;
}

static bool
named(Fixer *f)
{
	const char *p = f->p + 1;
	char name[33];
	gsize n = 0;
	const htmlEntityDesc *entity;
	const char *own;

	while (p < f->end && n < sizeof name - 1 &&
		(g_ascii_isalnum(*p) || *p == '_'))
		name[n++] = *p++;
	name[n] = '\0';
	if (n == 0 || p == f->end || *p != ';')
		return false;
	own = f->entities ? g_hash_table_lookup(f->entities, name) : NULL;
	if (own) {
		g_string_append(f->out, own);
	} else {
		entity = htmlEntityLookup((const xmlChar *)name);
		if (!entity)
			return false;
		complain(f, "an entity that is not declared");
		put_char(f, entity->value);
	}
	f->p = p + 1;
	return true;
}

static void
ampersand(Fixer *f)
{
	if (named_by_xml(f))
		return;
	if (f->p + 1 < f->end && f->p[1] == '#' ? numeric(f) : named(f))
		return;
	complain(f, "a stray \"&\"");
	g_string_append(f->out, "&amp;");
	f->p++;
}

/* Text up to TO. */
static void
copy_text(Fixer *f, const char *to)
{
	while (f->p < to) {
		const char *p = until(f->p, to, CONTROL | MARKUP);

		g_string_append_len(f->out, f->p, p - f->p);
		f->p = p;
		if (p == to)
			return;
		if (*p == '&') {
			ampersand(f);
		} else if (*p == '<') {
			complain(f, "a stray \"<\"");
			g_string_append(f->out, "&lt;");
			f->p++;
		} else {
			f->p = skip_control(f, p, to);
		}
	}
}

/* No value of an attribute goes on into the next entry. */
static bool
at_entry(const char *p, const char *end)
{
	static const char *const marks[] = { "</item>", "</entry>", "<item>",
		"<item ", "<entry>", "<entry " };

	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
		gsize n = strlen(marks[i]);

		if ((gsize)(end - p) >= n && memcmp(p, marks[i], n) == 0)
			return true;
	}
	return false;
}

/* Where the tag at f->p ends (after ">"), minding quotes; NULL if never, or
 * if there is more in it than libxml2 compares with each other in time.
 * f->unquoted: a quote in it never closes, so that its attributes are none. */
static const char *
tag_end(Fixer *f)
{
	int quotes = 0;
	char quote = 0;
	const char *p;

	f->unquoted = false;
	if (f->no_tag_end)
		return NULL;
	for (p = f->p + 1; p < f->end; p++) {
		if (quote) {
			if (*p == quote)
				quote = 0;
			else if (*p == '<' && at_entry(p, f->end))
				break;
		} else if ((*p == '"' || *p == '\'') &&
			(p[-1] == '=' || g_ascii_isspace(p[-1]))) {
			if (++quotes > MAX_ATTRIBUTES)
				return NULL;
			quote = *p;
		} else if (*p == '>') {
			return p + 1;
		} else if (*p == '<') {
			return NULL;
		}
		/* A quote that never closes: end at the next ">" instead. */
		if (p - f->p > 65536)
			break;
	}
	f->unquoted = quote != 0;
	p = memchr(f->p, '>', (gsize)(f->end - f->p));
	f->no_tag_end = p == NULL;
	return p ? p + 1 : NULL;
}

static gsize
name_length(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && (kinds[(guchar)*p] & NAME))
		p++;
	return (gsize)(p - start);
}

static bool
may_hold_html(const char *name, gsize len)
{
	static const char *const names[] = { "title", "description", "summary",
		"content", "encoded", "tagline", "subtitle", NULL };
	const char *colon = memchr(name, ':', len);
	g_autofree char *local = NULL;

	if (colon && !g_str_has_prefix(name, "content:") &&
		!g_str_has_prefix(name, "atom:"))
		return false;
	if (colon) {
		len -= (gsize)(colon + 1 - name);
		name = colon + 1;
	}
	local = g_ascii_strdown(name, (gssize)len);
	return g_strv_contains(names, local);
}

static bool
holds_raw_tag(const char *p, const char *end)
{
	if (memmem(p, (gsize)(end - p), "<![CDATA[", 9))
		return false;
	for (; (p = memchr(p, '<', (gsize)(end - p))) != NULL; p++)
		if (p + 1 < end && (g_ascii_isalpha(p[1]) || p[1] == '/'))
			return true;
	return false;
}

/* After an open tag NAME has been copied: its content as CDATA, when it holds
 * tags. */
static void
wrap_content(Fixer *f, const char *name, gsize len)
{
	g_autofree char *close = g_strdup_printf("</%.*s", (int)len, name);
	gsize room = MIN((gsize)(f->end - f->p), f->budget);
	const char *stop = memmem(f->p, room, close, strlen(close));
	const char *p;

	f->budget -= stop ? (gsize)(stop - f->p) : room;
	if (!stop || !holds_raw_tag(f->p, stop))
		return;
	g_string_append(f->out, "<![CDATA[");
	while ((p = memmem(f->p, (gsize)(stop - f->p), "]]>", 3)) != NULL) {
		copy_plain(f, f->p, p);
		g_string_append(f->out, "]]&gt;");
		f->p = p + 3;
	}
	copy_plain(f, f->p, stop);
	g_string_append(f->out, "]]>");
	f->p = stop;
}

static void
tag(Fixer *f)
{
	const char *start = f->p;
	const char *name = start + (start[1] == '/' ? 2 : 1);
	gsize len = name_length(name, f->end);
	const char *stop = len ? tag_end(f) : NULL;

	if (!stop) {
		complain(f, "a stray \"<\"");
		g_string_append(f->out, "&lt;");
		f->p++;
		return;
	}
	if (start[1] != '/') {
		f->name = name;
		f->name_len = MIN(len, 255);
	}
	g_string_append_c(f->out, '<');
	f->p++;
	f->in_tag = true;
	copy_text(f, f->unquoted ? name + len : stop);
	f->in_tag = false;
	if (f->unquoted) {
		g_string_append_c(f->out, '>');
		f->p = stop;
	}
	if (f->wrap && start[1] != '/' && stop[-2] != '/' &&
		may_hold_html(name, len))
		wrap_content(f, name, len);
}

/* Where a section that nobody closed should have ended: at the end of its
 * element, if that comes before the next section.  NULL if it is closed. */
static const char *
missed_end(const Fixer *f, const char *stop)
{
	const char *from = f->p + 9, *to = stop ? stop : f->end;
	const char *next = memmem(from, (gsize)(to - from), "<![CDATA[", 9);
	g_autofree char *close = NULL;

	if ((stop && !next) || !f->name_len)
		return NULL;
	if (next)
		to = next;
	close = g_strdup_printf("</%.*s", (int)f->name_len, f->name);
	return memmem(from, (gsize)(to - from), close, strlen(close));
}

static void
cdata(Fixer *f)
{
	const char *stop = f->cdata_end > f->p
		? f->cdata_end
		: after(f, f->p + 9, "]]>", &f->no_cdata_end);
	const char *missed = missed_end(f, stop);

	f->cdata_end = stop;
	if (stop && !missed) {
		copy_plain(f, f->p, stop);
		f->p = stop;
		return;
	}
	complain(f, "a CDATA section without its end");
	stop = missed ? missed : f->end;
	copy_plain(f, f->p, stop);
	g_string_append(f->out, "]]>");
	f->p = stop;
}

/* <!ENTITY name "text">: plain text only, small, few. */
static const char *
entity_declaration(Fixer *f, const char *p)
{
	const char *name, *value;
	gsize n, v;
	char quote;

	for (p += 8; p < f->end && g_ascii_isspace(*p); p++)
		;
	name = p;
	n = name_length(p, f->end);
	for (p += n; p < f->end && g_ascii_isspace(*p); p++)
		;
	if (n == 0 || n > 32 || p == f->end || (*p != '"' && *p != '\''))
		return p;
	quote = *p++;
	value = p;
	while (p < f->end && *p != quote && *p != '<' && *p != '%')
		p++;
	v = (gsize)(p - value);
	if (p == f->end || *p != quote || v > MAX_ENTITY)
		return p;
	if (!f->entities)
		f->entities = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, g_free);
	if (g_hash_table_size(f->entities) < MAX_ENTITIES &&
		!memchr(value, '&', v))
		g_hash_table_insert(
			f->entities, g_strndup(name, n), g_strndup(value, v));
	return p + 1;
}

/* <!DOCTYPE …> with its subset. */
static void
declaration(Fixer *f)
{
	const char *p = f->p + 2;
	bool subset = false;
	gsize n;

	for (; p < f->end; p++) {
		if ((gsize)(f->end - p) > 8 && memcmp(p, "<!ENTITY", 8) == 0) {
			p = entity_declaration(f, p);
			if (p >= f->end)
				break;
		}
		if (*p == '[') {
			subset = true;
		} else if (*p == ']') {
			subset = false;
		} else if (*p == '>' && !subset) {
			f->p = p + 1;
			return;
		} else if (*p == '<' && !subset) {
			break;
		}
	}
	n = name_length(f->p + 2, f->end);
	complain(f, "a declaration without its end");
	if (p < f->end || n == 0) {
		f->p = p < f->end ? p : f->p + 2;
		return;
	}
	p = memchr(f->p, '>', (gsize)(f->end - f->p));
	f->p = p ? p + 1 : f->end;
}

/* The first of two words from f->p on, or f->end; *KNOWN has what an earlier
 * look has found, so that all looks together are one. */
static const char *
next_of(const Fixer *f, const char **known, const char *a, const char *b)
{
	gsize room = (gsize)(f->end - f->p);
	const char *x, *y;

	if (*known && *known >= f->p)
		return *known;
	x = memmem(f->p, room, a, strlen(a));
	y = memmem(f->p, x ? (gsize)(x - f->p) : room, b, strlen(b));
	*known = y ? y : x ? x : f->end;
	return *known;
}

/* A comment may hold whole entries, but no end of one that began before. */
static const char *
comment_end(Fixer *f)
{
	const char *stop = after(f, f->p + 4, "-->", &f->no_comment_end);
	const char *end = next_of(f, &f->entry_end, "</item>", "</entry>");
	const char *start = next_of(f, &f->entry_start, "<item", "<entry");

	return stop && end < stop && end < start ? NULL : stop;
}

static void
markup(Fixer *f)
{
	const char *stop;

	if (looking_at(f, "<![CDATA[")) {
		cdata(f);
	} else if (looking_at(f, "<!--")) {
		stop = comment_end(f);
		if (!stop)
			complain(f, "a comment without its end");
		f->p = stop ? stop : f->p + 4;
	} else if (looking_at(f, "<?")) {
		stop = memchr(f->p, '>', (gsize)(f->end - f->p));
		f->p = stop ? stop + 1 : f->end;
	} else if (looking_at(f, "<!") && f->p + 2 < f->end &&
		g_ascii_isalpha(f->p[2])) {
		declaration(f);
	} else {
		tag(f);
	}
}

/* Warnings of the program that made the feed stand before its declaration. */
static void
skip_junk(Fixer *f)
{
	const char *start = f->p;
	gsize room = MIN((gsize)(f->end - f->p), 65536);
	const char *xml = memmem(f->p, room, "<?xml ", 6);
	const char *p;

	p = memchr(f->p, '<', (gsize)(f->end - f->p));
	f->p = p ? p : f->end;
	if (xml && xml > f->p && !looking_at(f, "<rss") &&
		!looking_at(f, "<feed") && !looking_at(f, "<rdf") &&
		!looking_at(f, "<?"))
		f->p = xml;
	for (p = start; p < f->p; p++)
		if (!g_ascii_isspace(*p) || xml)
			complain(f, "something before the feed");
}

GString *
repair_xml(const char *text, gsize len, bool wrap, const char **fault)
{
	Fixer f = { .p = text,
		.end = text + len,
		.fault = fault,
		.wrap = wrap,
		.budget = 8 * len };

	f.out = g_string_sized_new(len + len / 32 + 64);
	skip_junk(&f);
	while (f.p < f.end) {
		const char *p = memchr(f.p, '<', (gsize)(f.end - f.p));

		copy_text(&f, p ? p : f.end);
		if (f.p < f.end && *f.p == '<')
			markup(&f);
	}
	g_clear_pointer(&f.entities, g_hash_table_unref);
	return f.out;
}
