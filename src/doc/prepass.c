/* SPDX-License-Identifier: MIT
 *
 * What libxml2's HTML parser takes badly, mended before it sees it: tags
 * with thousands of attributes (quadratic), "<![if …]>" and what CDATA is
 * wrapped in (leak as text), HTML 5's entities, and numbers from
 * windows-1252.
 */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "doc/internal.h"

enum { MAX_ATTRIBUTES = 512 };

typedef struct {
	const char *name, *text;
} Entity;

#include "doc/entitytables.inc"

typedef struct {
	const char *at, *end;
	const char *lt, *amp; /* the next ones, not before AT once looked up */
	const char *close;    /* in CDATA: the next "]]>", or END; or NULL */
	const char *copied;   /* what stands before is in OUT */
	GString *out;         /* NULL until something had to be mended */
} Mend;

/* Puts TEXT in the place of what stands from FROM to TO. */
static void
replace(Mend *m, const char *from, const char *to, const char *text)
{
	if (!m->out)
		m->out = g_string_sized_new(m->end - m->copied + 64);
	g_string_append_len(m->out, m->copied, from - m->copied);
	g_string_append(m->out, text);
	m->copied = m->at = to;
}

static const char *
find(const char *p, const char *end, const char *what)
{
	const char *hit =
		p < end ? memmem(p, end - p, what, strlen(what)) : NULL;
	return hit ? hit : end;
}

static const char *
find_char(const char *p, const char *end, char c)
{
	const char *hit = p < end ? memchr(p, c, end - p) : NULL;
	return hit ? hit : end;
}

static void
open_cdata(Mend *m, const char *lt)
{
	replace(m, lt, lt + strlen("<![CDATA["), "");
	if (!m->close)
		m->close = find(m->at, m->end, "]]>");
}

static void
close_cdata(Mend *m)
{
	replace(m, m->close, m->close + strlen("]]>"), "");
	m->close = NULL;
}

/* "<!…" that is neither comment nor doctype. */
static void
mend_declaration(Mend *m, const char *lt)
{
	if (m->end - lt >= 4 && memcmp(lt, "<!--", 4) == 0) {
		m->at = find(lt + 4, m->end, "-->");
		return;
	}
	const char *gt = find_char(lt, m->end, '>');
	if (m->end - lt >= 9 && g_ascii_strncasecmp(lt, "<!DOCTYPE", 9) == 0)
		m->at = gt;
	else if (m->end - lt >= 9 && memcmp(lt, "<![CDATA[", 9) == 0)
		open_cdata(m, lt);
	else
		replace(m, lt, gt < m->end ? gt + 1 : gt, "");
}

static bool
is_tag(const char *lt, const char *end, const char *name)
{
	gsize n = strlen(name);
	return (gsize)(end - lt) > n + 1 &&
		g_ascii_strncasecmp(lt + 1, name, n) == 0 &&
		!g_ascii_isalnum(lt[n + 1]);
}

static const char *
find_close(const char *p, const char *end, const char *name)
{
	gsize n = strlen(name);
	while ((p = find(p, end, "</")) < end) {
		if ((gsize)(end - p) > n + 2 &&
			g_ascii_strncasecmp(p + 2, name, n) == 0)
			return p;
		p += 2;
	}
	return end;
}

/* End of the tag at LT as libxml2 sees it; *CUT is where its attributes
 * become too many, or NULL. */
static const char *
tag_end(const char *lt, const char *end, const char **cut)
{
	guint count = 0;
	bool equals = false, gap = false;
	*cut = NULL;
	for (const char *p = lt + 1; p < end; p++) {
		char c = *p;
		if (c == '>')
			return p;
		if ((c == '"' || c == '\'') && equals) {
			const char *close = find_char(p + 1, end, c);
			if (close == end)
				return end;
			p = close;
			gap = true;
			equals = false;
		} else if (c == ' ' || c == '\n' || c == '\t' || c == '/' ||
			c == '\r' || c == '\f') {
			gap = true;
		} else {
			count += gap;
			gap = false;
			equals = c == '=';
		}
		if (count > MAX_ATTRIBUTES && !*cut)
			*cut = p;
	}
	return end;
}

static void
mend_tag(Mend *m, const char *lt)
{
	static const char *const raw[] = { "script", "style", NULL };
	const char *cut;
	const char *gt = tag_end(lt, m->end, &cut);
	if (cut)
		replace(m, cut, gt, "");
	m->at = gt;
	for (guint i = 0; raw[i]; i++)
		if (is_tag(lt, m->end, raw[i]))
			m->at = find_close(gt, m->end, raw[i]);
}

static void
mend_number(Mend *m, const char *amp)
{
	const char *p = amp + 2;
	bool hex = p < m->end && (*p == 'x' || *p == 'X');
	guint value = 0, digits = 0;
	for (p += hex; p < m->end && digits < 8; p++, digits++) {
		int d = hex ? g_ascii_xdigit_value(*p)
			    : g_ascii_digit_value(*p);
		if (d < 0)
			break;
		value = value * (hex ? 16 : 10) + (guint)d;
	}
	m->at = p;
	if (!digits || value < 0x80 || value > 0x9F)
		return;
	char text[8] = "";
	text[g_unichar_to_utf8(text_cp1252(value), text)] = '\0';
	replace(m, amp, p + (p < m->end && *p == ';'), text);
}

static const char *
entity_text(const Entity *table, gsize n, const char *name, gsize len)
{
	gsize lo = 0, hi = n;
	while (lo < hi) {
		gsize mid = (lo + hi) / 2;
		int order = strncmp(table[mid].name, name, len);
		if (order == 0)
			order = table[mid].name[len] != '\0';
		if (order == 0)
			return table[mid].text;
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static void
mend_reference(Mend *m, const char *amp)
{
	const char *p = amp + 1;
	if (p < m->end && *p == '#') {
		mend_number(m, amp);
		return;
	}
	while (p < m->end && g_ascii_isalnum(*p) && p - amp < 40)
		p++;
	m->at = p;
	bool ended = p < m->end && *p == ';';
	gsize len = p - amp - 1;
	const char *text = NULL;
	if (ended)
		text = entity_text(
			entities, G_N_ELEMENTS(entities), amp + 1, len);
	else if (p == m->end || *p != '=')
		text = entity_text(bare_entities, G_N_ELEMENTS(bare_entities),
			amp + 1, len);
	if (text)
		replace(m, amp, p + ended, text);
}

static void
mend_next(Mend *m)
{
	const char *p = m->at;
	if (p == m->close)
		close_cdata(m);
	else if (*p == '&')
		mend_reference(m, p);
	else if (p + 1 < m->end && p[1] == '!')
		mend_declaration(m, p);
	else if (p + 1 < m->end && g_ascii_isalpha(p[1]))
		mend_tag(m, p);
	else
		m->at = p + 1;
}

/* Goes on to the next tag, reference or end of CDATA. */
static bool
seek(Mend *m)
{
	if (m->lt < m->at)
		m->lt = find_char(m->at, m->end, '<');
	if (m->amp < m->at)
		m->amp = find_char(m->at, m->end, '&');
	/* One in a script was passed by. */
	if (m->close && m->close < m->at)
		m->close = find(m->at, m->end, "]]>");
	m->at = MIN(m->lt, m->amp);
	if (m->close)
		m->at = MIN(m->at, m->close);
	return m->at < m->end;
}

char *
prepass_html(const char *data, gsize len, gsize *new_len)
{
	Mend m = { .at = data, .end = data + len, .copied = data };
	while (seek(&m))
		mend_next(&m);
	if (!m.out)
		return NULL;
	g_string_append_len(m.out, m.copied, m.end - m.copied);
	*new_len = m.out->len;
	return g_string_free(m.out, FALSE);
}

char *
prepass_utf8(const char *data, gsize len, gsize *new_len)
{
	const char *bad, *end = data + len;
	if (text_is_utf8(data, len))
		return NULL;
	GString *out = g_string_sized_new(len + len / 8);
	const char *p = data;
	while (!g_utf8_validate_len(p, end - p, &bad)) {
		g_string_append_len(out, p, bad - p);
		guchar c = *bad;
		g_string_append_unichar(out, c ? text_cp1252(c) : ' ');
		p = bad + 1;
	}
	g_string_append_len(out, p, end - p);
	*new_len = out->len;
	return g_string_free(out, FALSE);
}

/* Names that close their own kind, so that they cannot pile up. */
static bool
is_flat(const char *lt, const char *end)
{
	static const char *const names[] = { "p", "a", "br", "li", "h1", "h2",
		"h3", "h4", "h5", "h6", "hr", "img", "pre", "td", "tr", "dt",
		"dd", "script", "style", "title", "head", "body", NULL };
	const char *name = lt + (lt + 1 < end && lt[1] == '/');
	for (guint i = 0; names[i]; i++)
		if (is_tag(name, end, names[i]))
			return true;
	return false;
}

char *
prepass_flatten(const char *data, gsize len, gsize *new_len)
{
	const char *end = data + len;
	GString *out = g_string_sized_new(len);
	for (const char *p = data; p < end;) {
		const char *lt = find_char(p, end, '<');
		g_string_append_len(out, p, lt - p);
		if (lt == end)
			break;
		const char *cut;
		const char *gt = tag_end(lt, end, &cut);
		p = gt < end ? gt + 1 : end;
		if (is_flat(lt, end))
			g_string_append_len(out, lt, p - lt);
		else
			g_string_append_c(out, ' ');
	}
	*new_len = out->len;
	return g_string_free(out, FALSE);
}
