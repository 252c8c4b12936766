/* SPDX-License-Identifier: MIT
 *
 * Encodings: notes in the header.
 */
#include <config.h>

#include "feed/encoding.h"

#include "feed/guess.h"

#include <stdbool.h>
#include <string.h>

static const guint16 cp1252[32] = { 0x20AC, 0x81, 0x201A, 0x0192, 0x201E,
	0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
	0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
	0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178 };

gunichar
encoding_cp1252(gunichar c)
{
	return c >= 0x80 && c < 0xA0 ? cp1252[c - 0x80] : c;
}

/* Labels whose bytes mean something else in practice (WHATWG Encoding). */
static const struct {
	const char *label, *means;
} aliases[] = {
	{ "utf8", "utf-8" },
	{ "unicode-1-1-utf-8", "utf-8" },
	{ "ascii", "us-ascii" },
	{ "latin1", "iso-8859-1" },
	{ "latin-1", "iso-8859-1" },
	{ "iso8859-1", "iso-8859-1" },
	{ "iso_8859-1", "iso-8859-1" },
	{ "cp1252", "windows-1252" },
	{ "win-1252", "windows-1252" },
	{ "cp-1251", "windows-1251" },
	{ "win-1251", "windows-1251" },
	{ "x-sjis", "shift_jis" },
	{ "sjis", "shift_jis" },
	{ "shift-jis", "shift_jis" },
	{ "x-euc-jp", "euc-jp" },
	{ "gb2312", "gb18030" },
	{ "gbk", "gb18030" },
	{ "x-gbk", "gb18030" },
	{ "ks_c_5601-1987", "euc-kr" },
	{ "ks_c_5601", "euc-kr" },
	{ "ksc5601", "euc-kr" },
};

static const char *
canonical(const char *label)
{
	for (gsize i = 0; i < G_N_ELEMENTS(aliases); i++)
		if (strcmp(aliases[i].label, label) == 0)
			return aliases[i].means;
	return g_intern_string(label);
}

/* The word after KEY= in S, unquoted and in lower case, as an encoding. */
static const char *
label_after(const char *s, gsize len, const char *key)
{
	const char *end = s + len;
	const char *p = g_strstr_len(s, (gssize)len, key);
	char name[41];
	gsize n = 0;

	if (!p)
		return NULL;
	p += strlen(key);
	while (p < end && g_ascii_isspace(*p))
		p++;
	if (p == end || *p++ != '=')
		return NULL;
	while (p < end && (g_ascii_isspace(*p) || *p == '"' || *p == '\''))
		p++;
	while (p < end && n < sizeof name - 1 &&
		(g_ascii_isalnum(*p) || strchr("-_.:+", *p)) && *p)
		name[n++] = g_ascii_tolower(*p++);
	name[n] = '\0';
	return n ? canonical(name) : NULL;
}

static const char *
declared_in_xml(const char *data, gsize len)
{
	const char *xml = g_strstr_len(data, (gssize)MIN(len, 1024), "<?xml");
	const char *end;

	if (!xml)
		return NULL;
	end = g_strstr_len(xml, (gssize)(len - (gsize)(xml - data)), "?>");
	if (!end || end - xml > 512)
		return NULL;
	return label_after(xml, (gsize)(end - xml), "encoding");
}

static const char *
declared_in_http(const char *content_type)
{
	g_autofree char *lower = NULL;

	if (!content_type)
		return NULL;
	lower = g_ascii_strdown(content_type, -1);
	return label_after(lower, strlen(lower), "charset");
}

static const char *
by_mark(const char *data, gsize len, gsize *skip)
{
	static const struct {
		const char *mark;
		gsize len;
		const char *name;
		gsize skip;
	} marks[] = {
		{ "\xEF\xBB\xBF", 3, "utf-8", 3 },
		{ "\xFF\xFE\0\0", 4, "utf-32le", 4 },
		{ "\0\0\xFE\xFF", 4, "utf-32be", 4 },
		{ "\xFF\xFE", 2, "utf-16le", 2 },
		{ "\xFE\xFF", 2, "utf-16be", 2 },
		{ "<\0\0\0", 4, "utf-32le", 0 },
		{ "\0\0\0<", 4, "utf-32be", 0 },
		{ "<\0?\0", 4, "utf-16le", 0 },
		{ "\0<\0?", 4, "utf-16be", 0 },
		{ "Lo\xA7\x94", 4, "ibm037", 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (len >= marks[i].len &&
			memcmp(data, marks[i].mark, marks[i].len) == 0) {
			*skip = marks[i].skip;
			return marks[i].name;
		}
	return NULL;
}

static bool
all_ascii(const char *s, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if ((guchar)s[i] >= 0x80)
			return false;
	return true;
}

static bool
is_wide(const char *name)
{
	return g_str_has_prefix(name, "utf-16") ||
		g_str_has_prefix(name, "utf-32") ||
		g_str_has_prefix(name, "ucs-") ||
		g_str_has_prefix(name, "iso-10646-ucs");
}

/* Labels that say no more than "some bytes": their bad bytes are read as
 * windows-1252, one by one. */
static bool
is_western(const char *name)
{
	static const char *const names[] = { "utf-8", "us-ascii", "iso-8859-1",
		"windows-1252", NULL };

	return g_strv_contains(names, name);
}

/* Copies without NUL; bytes that are no UTF-8 as windows-1252. */
static char *
mend(const char *s, gsize len, bool bytes, gsize *out_len, bool *bad)
{
	GString *out = g_string_sized_new(len + len / 16 + 1);

	while (len > 0) {
		const char *end;
		gsize n;

		g_utf8_validate_len(s, len, &end);
		n = (gsize)(end - s);
		if (bytes)
			for (n = 0; n < len && (guchar)s[n] < 0x80 && s[n]; n++)
				;
		g_string_append_len(out, s, (gssize)n);
		s += n;
		len -= n;
		if (len == 0)
			break;
		if (*s)
			g_string_append_unichar(
				out, encoding_cp1252((guchar)*s));
		*bad = *bad || !bytes || !*s;
		s++;
		len--;
	}
	*out_len = out->len;
	return g_string_free(out, FALSE);
}

static char *
convert(const char *data, gsize len, const char *name, gsize *out_len,
	bool *bad)
{
	g_autofree char *text = NULL;
	gsize n;

	if (is_wide(name))
		len -= len % (strstr(name, "32") ? 4 : 2);
	text = g_convert_with_fallback(
		data, (gssize)len, "UTF-8", name, "?", NULL, &n, NULL);
	if (!text)
		return NULL;
	return mend(text, n, false, out_len, bad);
}

/* Converts what can be, with U+FFFD where NAME has no such bytes. */
static char *
convert_lossy(const char *data, gsize len, const char *name, gsize *out_len)
{
	GIConv cd = g_iconv_open("UTF-8", name);
	GString *out;
	char *in = (char *)(gintptr)data;

	if (cd == (GIConv)-1)
		return NULL;
	out = g_string_sized_new(len + len / 2);
	while (len > 0) {
		char buf[4096], *to = buf;
		gsize room = sizeof buf;
		gsize before = len;
		gsize r = g_iconv(cd, &in, &len, &to, &room);

		g_string_append_len(out, buf, (gssize)(sizeof buf - room));
		if (r == (gsize)-1 && room > 64 && len > 0 &&
			(len == before || room > 0)) {
			g_string_append(out, "\xEF\xBF\xBD");
			in++;
			len--;
			g_iconv(cd, NULL, NULL, NULL, NULL);
		}
	}
	g_iconv_close(cd);
	*out_len = out->len;
	return g_string_free(out, FALSE);
}

static const char *
choose(const char *data, gsize len, const char *content_type, bool valid,
	const char **fault)
{
	const char *http = declared_in_http(content_type);
	const char *xml = declared_in_xml(data, len);
	const char *name = http ? http : xml;

	if (!name) {
		name = valid ? NULL : guess_encoding(data, len);
		if (name)
			*fault = "the encoding is not declared";
		return name ? name : "utf-8";
	}
	if (is_wide(name) && memchr(data, 0, MIN(len, 256)) == NULL) {
		*fault = "the encoding is not the declared one";
		return xml && !is_wide(xml) ? xml : "utf-8";
	}
	if (valid && strcmp(name, "utf-8") != 0 &&
		!g_str_has_prefix(name, "iso-2022") &&
		!g_str_has_prefix(name, "utf-7") &&
		strcmp(name, "hz-gb-2312") != 0 && !all_ascii(data, len)) {
		*fault = "the encoding is not the declared one";
		return "utf-8";
	}
	return name;
}

char *
encoding_to_utf8(const char *data, gsize len, const char *content_type,
	gsize *out_len, const char **name, const char **fault)
{
	gsize skip = 0;
	bool bad = false, valid;
	char *text = NULL;

	*name = by_mark(data, len, &skip);
	data += skip;
	len -= skip;
	valid = g_utf8_validate_len(data, len, NULL);
	if (!*name)
		*name = choose(data, len, content_type, valid, fault);
	if (!is_western(*name)) {
		const char *codec = canonical(*name);

		text = convert(data, len, codec, out_len, &bad);
		if (!text) {
			*fault = "some characters are not of the declared "
				 "encoding";
			text = convert_lossy(data, len, codec, out_len);
		}
		if (text)
			return text;
		*fault = "the encoding is unknown";
		*name = "utf-8";
	}
	if (valid) {
		*out_len = len;
		return g_strndup(data, len);
	}
	text = mend(data, len, strcmp(*name, "utf-8") != 0, out_len, &bad);
	if (bad) {
		*fault = "some bytes are not of the declared encoding";
		if (memchr(data, 0, len) == NULL)
			*name = "windows-1252";
	}
	return text;
}
