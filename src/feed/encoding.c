/* SPDX-License-Identifier: MIT
 *
 * Encodings: notes in the header.
 */
#include <config.h>

#include "feed/encoding.h"

#include "base/text.h"
#include "base/twice.h"
#include "feed/guess.h"

#include <stdbool.h>
#include <string.h>

#define META_REACH 1024

/* Labels, and what they mean: other spellings, and those whose bytes are
 * something else in practice (WHATWG Encoding). */
static const struct {
	const char *label, *means;
} aliases[] = {
	{ "utf8", "utf-8" },
	{ "unicode-1-1-utf-8", "utf-8" },
	{ "ascii", "us-ascii" },
	{ "latin1", "iso-8859-1" },
	{ "latin-1", "iso-8859-1" },
	{ "x-sjis", "shift_jis" },
	{ "sjis", "shift_jis" },
	{ "shift-jis", "shift_jis" },
	{ "windows-31j", "cp932" },
	{ "x-euc-jp", "euc-jp" },
	{ "eucjp", "euc-jp" },
	{ "gb2312", "gb18030" },
	{ "gb_2312-80", "gb18030" },
	{ "gbk", "gb18030" },
	{ "x-gbk", "gb18030" },
	{ "cp936", "gb18030" },
	{ "cn-big5", "big5" },
	{ "ks_c_5601-1987", "euc-kr" },
	{ "ks_c_5601", "euc-kr" },
	{ "ksc5601", "euc-kr" },
	{ "euckr", "euc-kr" },
	{ "windows-949", "cp949" },
	{ "koi8", "koi8-r" },
	{ "cp866", "ibm866" },
	{ "x-mac-roman", "macintosh" },
	{ "x-mac-cyrillic", "mac-cyrillic" },
	{ "dos-874", "windows-874" },
	{ "utf16", "utf-16" },
	{ "utf32", "utf-32" },
};

/* The same for whole families. */
static const struct {
	const char *begins, *means;
} families[] = {
	{ "iso8859-", "iso-8859-" },
	{ "iso_8859-", "iso-8859-" },
	{ "cp125", "windows-125" },
	{ "cp-125", "windows-125" },
	{ "win-125", "windows-125" },
	{ "x-cp125", "windows-125" },
};

/* No others: converters are code, too, and what browsers do not take (UTF-7,
 * most of ISO-2022) is there to deceive. */
static const char *const taken[] = { "utf-8", "us-ascii", "iso-8859-1",
	"iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6",
	"iso-8859-7", "iso-8859-8", "iso-8859-9", "iso-8859-10", "iso-8859-11",
	"iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
	"windows-1250", "windows-1251", "windows-1252", "windows-1253",
	"windows-1254", "windows-1255", "windows-1256", "windows-1257",
	"windows-1258", "windows-874", "tis-620", "koi8-r", "koi8-u", "ibm866",
	"ibm037", "cp437", "cp850", "cp852", "macintosh", "mac-cyrillic",
	"shift_jis", "cp932", "euc-jp", "iso-2022-jp", "gb18030", "big5",
	"big5-hkscs", "euc-kr", "cp949", "johab", "utf-16", "utf-16le",
	"utf-16be", "utf-32", "utf-32le", "utf-32be" };

/* NULL if it is none that is taken. */
static const char *
canonical(const char *label)
{
	g_autofree char *spelled = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(aliases); i++)
		if (strcmp(aliases[i].label, label) == 0)
			return aliases[i].means;
	for (gsize i = 0; i < G_N_ELEMENTS(families) && !spelled; i++)
		if (g_str_has_prefix(label, families[i].begins))
			spelled = g_strconcat(families[i].means,
				label + strlen(families[i].begins), NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(taken); i++)
		if (strcmp(taken[i], spelled ? spelled : label) == 0)
			return taken[i];
	return NULL;
}

/* The word after KEY= in S, unquoted, as an encoding; NULL if there is none,
 * or one that is not taken: *FAULT says so then. */
static const char *
label_after(const char *s, gsize len, const char *key, const char **fault)
{
	const char *end = s + len;
	const char *p = g_strstr_len(s, (gssize)len, key);
	const char *known;
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
	known = n ? canonical(name) : NULL;
	if (n && !known)
		*fault = "the encoding is unknown";
	return known;
}

static const char *
declared_in_xml(const char *data, gsize len, const char **fault)
{
	const char *xml = g_strstr_len(data, (gssize)MIN(len, 1024), "<?xml");
	const char *end;

	if (!xml)
		return NULL;
	end = g_strstr_len(xml, (gssize)(len - (gsize)(xml - data)), "?>");
	if (!end || end - xml > 512)
		return NULL;
	return label_after(xml, (gsize)(end - xml), "encoding", fault);
}

static const char *
declared_in_http(const char *content_type, const char **fault)
{
	g_autofree char *lower = NULL;

	if (!content_type)
		return NULL;
	lower = g_ascii_strdown(content_type, -1);
	return label_after(lower, strlen(lower), "charset", fault);
}

/* <meta charset=…> and the older <meta … content="text/html; charset=…">, as
 * far into a page as browsers look. */
static const char *
declared_in_html(const char *data, gsize len, const char **fault)
{
	g_autofree char *head =
		g_ascii_strdown(data, (gssize)MIN(len, META_REACH));
	const char *known = NULL;

	for (const char *at = head; !known && (at = strstr(at, "<meta")); at++)
		known = label_after(at, strcspn(at, ">"), "charset", fault);
	return known;
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
is_wide(const char *name)
{
	return g_str_has_prefix(name, "utf-16") ||
		g_str_has_prefix(name, "utf-32");
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
		const char *end = s;
		gsize n;

		if (!bytes)
			g_utf8_validate_len(s, len, &end);
		while (bytes && end < s + len && (guchar)*end < 0x80 && *end)
			end++;
		n = (gsize)(end - s);
		g_string_append_len(out, s, (gssize)n);
		s += n;
		len -= n;
		if (len == 0)
			break;
		if (*s)
			g_string_append_unichar(
				out, text_cp1252((guchar)*s));
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
		gsize r = g_iconv(cd, &in, &len, &to, &room);

		g_string_append_len(out, buf, (gssize)(sizeof buf - room));
		if (r == (gsize)-1 && room > 64 && len > 0) {
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
	const char *http = declared_in_http(content_type, fault);
	const char *xml = declared_in_xml(data, len, fault);
	const char *name = http ? http
		: xml           ? xml
				: declared_in_html(data, len, fault);

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
		text_ascii_len(data, len) < len) {
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
	valid = text_is_utf8(data, len);
	if (!*name)
		*name = choose(data, len, content_type, valid, fault);
	if (!is_western(*name)) {
		/* What was guessed may have another meaning in practice. */
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
		text = twice_mend(data, len, out_len);
		if (text)
			*fault = "the text was made UTF-8 twice";
		return text ? text : g_strndup(data, len);
	}
	text = mend(data, len, strcmp(*name, "utf-8") != 0, out_len, &bad);
	if (bad) {
		*fault = "some bytes are not of the declared encoding";
		if (memchr(data, 0, len) == NULL)
			*name = "windows-1252";
	}
	return text;
}
