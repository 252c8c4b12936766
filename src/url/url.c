/* SPDX-License-Identifier: MIT
 *
 * What is lax in a reference is first made strict (characters encoded, host
 * in ASCII, slashes in place); then RFC 3986 is GUri's business.  Most URLs
 * are in order already and are only looked at.
 */
#include <config.h>

#include "url/url.h"

#include "url/url_i.h"

#include <string.h>

enum { REF_MAX = 8 * URL_MAX, HOST_MAX = 253 };

typedef enum {
	FORM_WEB = 1, /* "//" may be mistyped, "\" is a slash, "/" is the least
			 path */
	FORM_HOST,    /* scheme://host/… */
	FORM_FILE,    /* a local path */
	FORM_OPAQUE   /* anything after the colon */
} Form;

typedef struct {
	const char *name;
	Form form;
	const char *port;
	bool outgoing;
} Scheme;

static const Scheme schemes[] = {
	{ "https", FORM_WEB, "443", true },
	{ "http", FORM_WEB, "80", true },
	{ "ftp", FORM_WEB, "21", false },
	{ "gemini", FORM_HOST, "1965", true },
	{ "gopher", FORM_HOST, "70", true },
	{ "file", FORM_FILE, NULL, false },
	{ "mailto", FORM_OPAQUE, NULL, true },
	{ "tel", FORM_OPAQUE, NULL, false },
	{ "magnet", FORM_OPAQUE, NULL, false },
};

static const Scheme *
scheme_named(const char *name, gsize len)
{
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (strlen(schemes[i].name) == len &&
			g_ascii_strncasecmp(name, schemes[i].name, len) == 0)
			return &schemes[i];
	return NULL;
}

/* Length of "scheme" if S starts with "scheme:", else 0. */
static gsize
scheme_length(const char *s)
{
	gsize n = 0;
	if (!g_ascii_isalpha(*s))
		return 0;
	while (g_ascii_isalnum(s[n]) || (s[n] && strchr("+-.", s[n])))
		n++;
	return s[n] == ':' ? n : 0;
}

/* What may stand in a URL; all else is encoded. */
static bool
is_kept(guchar c)
{
	static const bool kept[256] = {
		['!'] = true,
		['#' ... ';'] = true,
		['='] = true,
		['?' ... '['] = true,
		[']'] = true,
		['_'] = true,
		['a' ... 'z'] = true,
		['~'] = true,
	};
	return kept[c];
}

static bool
is_escape(const char *s)
{
	return s[0] == '%' && g_ascii_isxdigit(s[1]) && g_ascii_isxdigit(s[2]);
}

static void
put_encoded(GString *out, const char *s, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if (s[i] == '%' ? is_escape(s + i) : is_kept(s[i]))
			g_string_append_c(out, s[i]);
		else
			g_string_append_printf(out, "%%%02X", (guchar)s[i]);
	}
}

static bool
is_host_char(char c)
{
	return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '-' ||
		c == '.' || c == '_';
}

/* An https or http URL that url_resolve() would not change. */
static bool
is_strict(const char *url)
{
	gsize len = strlen(url);
	const char *p = g_str_has_prefix(url, "https://") ? url + 8
		: g_str_has_prefix(url, "http://")        ? url + 7
							  : NULL;
	if (!p || len > URL_MAX ||
		!(g_ascii_islower(*p) || g_ascii_isdigit(*p)))
		return false;
	const char *host = p;
	while (is_host_char(*p))
		p++;
	if (*p != '/' || p - host > HOST_MAX)
		return false;
	for (; *p; p++) {
		if (*p == '%' ? !is_escape(p) : !is_kept(*p))
			return false;
		if (p[0] == '/' && p[1] == '.')
			return false;
	}
	return true;
}

/* Without white space around it and line ends inside it; NULL if too long. */
static char *
tidy(const char *s)
{
	while (*s && (guchar)*s <= ' ')
		s++;
	gsize len = strnlen(s, REF_MAX + 1);
	if (len > REF_MAX)
		return NULL;
	while (len > 0 && (guchar)s[len - 1] <= ' ')
		len--;
	char *out = g_malloc(len + 1);
	gsize n = 0;
	for (gsize i = 0; i < len; i++)
		if (!strchr("\t\r\n", s[i]))
			out[n++] = s[i];
	out[n] = '\0';
	return out;
}

static void
slashes_forward(char *s)
{
	for (; *s && *s != '?' && *s != '#'; s++)
		if (*s == '\\')
			*s = '/';
}

static bool
is_ipv6(const char *host)
{
	gsize len = strlen(host);
	if (host[0] != '[' || host[len - 1] != ']')
		return false;
	g_autofree char *address = g_strndup(host + 1, len - 2);
	return strchr(address, ':') &&
		strspn(address, "0123456789abcdef:.") == len - 2 &&
		g_hostname_is_ip_address(address);
}

/* The host in lower case and ASCII, or NULL if it cannot be one. */
static char *
host_normal(Part part)
{
	g_autofree char *raw = part_decode(part);
	if (!raw || !*raw || !g_utf8_validate(raw, -1, NULL))
		return NULL;
	g_autofree char *host = g_hostname_is_non_ascii(raw)
		? g_hostname_to_ascii(raw)
		: g_strdup(raw);
	if (!host || strlen(host) > HOST_MAX)
		return NULL;
	for (char *p = host; *p; p++)
		*p = g_ascii_tolower(*p);
	if (is_ipv6(host))
		return g_steal_pointer(&host);
	if (!g_ascii_isalnum(host[0]))
		return NULL;
	for (const char *p = host; *p; p++)
		if (!is_host_char(*p))
			return NULL;
	return g_steal_pointer(&host);
}

static bool
put_port(GString *out, Part port, const Scheme *scheme)
{
	while (port.len > 0 && port.s[0] == '0') {
		port.s++;
		port.len--;
	}
	if (port.len == 0 || part_is(port, scheme->port))
		return true;
	if (port.len > 5 || (port.len == 5 && memcmp(port.s, "65535", 5) > 0))
		return false;
	g_string_append_c(out, ':');
	g_string_append_len(out, port.s, port.len);
	return true;
}

/* GUri undoes escapes in names and passwords: such are not resolved. */
static char *
resolve_strict(const char *base, const char *ref)
{
	Parts parts;
	if (!parts_of(base, &parts) ||
		(parts.user.s && memchr(parts.user.s, '%', parts.user.len)))
		return NULL;
	return g_uri_resolve_relative(base, ref, G_URI_FLAGS_ENCODED, NULL);
}

/* GUri removes dot segments only when it resolves. */
static char *
without_dots(char *url)
{
	const char *path_end = url + strcspn(url, "?#");
	const char *dot = strstr(url, "/.");
	if (!dot || dot > path_end)
		return url;
	char *out = resolve_strict(url, url);
	g_free(url);
	return out;
}

/* "//user@host:port/path" after a known scheme; SPEC is changed. */
static char *
absolute(const Scheme *scheme, char *spec)
{
	Parts parts;
	if (scheme->form == FORM_WEB) {
		slashes_forward(spec);
		spec += strspn(spec, "/");
	} else if (g_str_has_prefix(spec, "//")) {
		spec += 2;
	} else {
		return NULL;
	}
	g_autofree char *url = g_strconcat(scheme->name, "://", spec, NULL);
	parts_of(url, &parts);
	g_autofree char *host = host_normal(parts.host);
	if (!host)
		return NULL;
	g_autoptr(GString) out = g_string_new(scheme->name);
	g_string_append(out, "://");
	if (parts.user.len > 0) {
		put_encoded(out, parts.user.s, parts.user.len);
		g_string_append_c(out, '@');
	}
	g_string_append(out, host);
	if (!put_port(out, parts.port, scheme))
		return NULL;
	if (parts.path.len == 0)
		g_string_append_c(out, '/');
	put_encoded(out, parts.path.s, strlen(parts.path.s));
	return without_dots(g_string_free(g_steal_pointer(&out), FALSE));
}

static char *
file_url(const char *spec)
{
	if (g_str_has_prefix(spec, "//")) {
		spec += 2;
		if (g_str_has_prefix(spec, "localhost/"))
			spec += strlen("localhost");
	}
	if (*spec != '/')
		return NULL;
	GString *out = g_string_new("file://");
	put_encoded(out, spec, strlen(spec));
	return without_dots(g_string_free(out, FALSE));
}

static char *
with_scheme(const Scheme *scheme, char *spec)
{
	if (scheme->form == FORM_FILE)
		return file_url(spec);
	if (scheme->form != FORM_OPAQUE)
		return absolute(scheme, spec);
	if (*spec == '\0')
		return NULL;
	GString *out = g_string_new(scheme->name);
	g_string_append_c(out, ':');
	put_encoded(out, spec, strlen(spec));
	return g_string_free(out, FALSE);
}

static char *
relative(const char *base, char *ref)
{
	g_autofree char *strict = url_resolve(NULL, base);
	Parts parts;
	if (!strict || !parts_of(strict, &parts) || *parts.path.s != '/')
		return NULL;
	/* What was behind "https:" may bring a scheme of its own. */
	if (scheme_length(ref) > 0)
		return NULL;
	slashes_forward(ref);
	g_autoptr(GString) encoded = g_string_new(NULL);
	put_encoded(encoded, ref, strlen(ref));
	return resolve_strict(strict, encoded->str);
}

static char *
resolve(const char *base, char *ref)
{
	gsize n = scheme_length(ref);
	gsize base_n = base ? scheme_length(base) : 0;
	const Scheme *scheme = scheme_named(ref, n);
	if (n > 0 && !scheme)
		return NULL;
	/* "https:page" means the same as "page" on an https page. */
	bool half = scheme && scheme->form == FORM_WEB &&
		!strchr("/\\", ref[n + 1]);
	if (half && base_n == n && g_ascii_strncasecmp(base, ref, n) == 0)
		return relative(base, ref + n + 1);
	if (scheme)
		return with_scheme(scheme, ref + n + 1);
	if (strspn(ref, "/\\") >= 2) {
		const Scheme *same = scheme_named(base ? base : "", base_n);
		if (!same || same->form != FORM_WEB)
			same = &schemes[0];
		return absolute(same, ref);
	}
	return base ? relative(base, ref) : NULL;
}

char *
url_resolve(const char *base, const char *ref)
{
	if (!ref)
		return NULL;
	if (is_strict(ref))
		return g_strdup(ref);
	g_autofree char *tidied = tidy(ref);
	g_autofree char *tidied_base = base ? tidy(base) : NULL;
	if (!tidied)
		return NULL;
	g_autofree char *url = resolve(tidied_base, tidied);
	/* Two more slashes begin another machine's name to some. */
	if (!url || strlen(url) > URL_MAX || g_str_has_prefix(url, "file:////"))
		return NULL;
	return g_steal_pointer(&url);
}

bool
url_is_web(const char *url)
{
	return url &&
		(g_ascii_strncasecmp(url, "https://", 8) == 0 ||
			g_ascii_strncasecmp(url, "http://", 7) == 0);
}

static void
put_part(GString *out, const char *before, Part part)
{
	if (!part.s)
		return;
	g_string_append(out, before);
	g_string_append_len(out, part.s, part.len);
}

/* "%7e" is "~" (RFC 3986, 6.2.2). */
static void
put_unreserved_decoded(GString *out, Part part)
{
	for (gsize i = 0; i < part.len; i++) {
		if (part.s[i] != '%') {
			g_string_append_c(out, part.s[i]);
			continue;
		}
		int c = g_ascii_xdigit_value(part.s[i + 1]) * 16 +
			g_ascii_xdigit_value(part.s[i + 2]);
		if (g_ascii_isalnum(c) || (c && strchr("-_~", c)))
			g_string_append_c(out, (char)c);
		else
			g_string_append_printf(out, "%%%02X", (guint)c);
		i += 2;
	}
}

char *
url_key(const char *url)
{
	g_autofree char *stripped = url_strip(url);
	return stripped ? url_key_of_stripped(stripped) : NULL;
}

char *
url_key_of_stripped(const char *stripped)
{
	Parts parts;
	if (!parts_of(stripped, &parts))
		return NULL;
	if (!url_is_web(stripped))
		return g_strndup(stripped, strcspn(stripped, "#"));
	GString *out = g_string_new("https:");
	put_part(out, "//", parts.host);
	if (!part_is(parts.port, "443"))
		put_part(out, ":", parts.port);
	while (parts.path.len > 0 && parts.path.s[parts.path.len - 1] == '/')
		parts.path.len--;
	put_unreserved_decoded(out, parts.path);
	put_part(out, "?", parts.query);
	return g_string_free(out, FALSE);
}

char *
url_outgoing(const char *url)
{
	Parts parts;
	g_autofree char *strict = url_resolve(NULL, url);
	if (!strict || !parts_of(strict, &parts) ||
		!scheme_named(parts.scheme.s, parts.scheme.len)->outgoing)
		return NULL;
	if (parts.user.s)
		memmove(strict + (parts.user.s - strict), parts.host.s,
			strlen(parts.host.s) + 1);
	return g_steal_pointer(&strict);
}

/* Length of "user:password@" at the start of what follows "://"; 0 if there is
 * none.  A password that was not escaped may hold a slash. */
static gsize
user_len(const char *s)
{
	gsize word = strcspn(s, " \t\r\n\"'<>");
	gsize host = MIN(word, strcspn(s, "/?#\\"));
	const char *colon = memchr(s, ':', host);
	const char *at = g_strrstr_len(s, (gssize)host, "@");
	if (!at && colon && *s != '[' &&
		colon + 1 + strspn(colon + 1, "0123456789") < s + host)
		at = memchr(s, '@', word);
	return at ? (gsize)(at + 1 - s) : 0;
}

char *
url_hide_passwords(const char *text)
{
	GString *out = g_string_new(NULL);
	const char *at;
	while ((at = strstr(text, "://"))) {
		at += strlen("://");
		g_string_append_len(out, text, at - text);
		text = at + user_len(at);
	}
	g_string_append(out, text);
	return g_string_free(out, FALSE);
}

char *
url_host(const char *url)
{
	Parts parts;
	g_autofree char *strict = url_resolve(NULL, url);
	if (!strict || !parts_of(strict, &parts) || !parts.host.s)
		return g_strdup("");
	if (parts.host.len > 4 && memcmp(parts.host.s, "www.", 4) == 0) {
		parts.host.s += 4;
		parts.host.len -= 4;
	}
	GString *out = g_string_new_len(parts.host.s, parts.host.len);
	put_part(out, ":", parts.port);
	return g_string_free(out, FALSE);
}

char *
url_origin(const char *url)
{
	Parts parts;
	g_autofree char *strict = url_resolve(NULL, url);
	if (!strict || !parts_of(strict, &parts) || parts.host.len == 0)
		return NULL;
	GString *out = g_string_new_len(parts.scheme.s, parts.scheme.len);
	put_part(out, "://", parts.host);
	if (parts.port.s)
		put_part(out, ":", parts.port);
	else
		g_string_append_printf(out, ":%s",
			scheme_named(parts.scheme.s, parts.scheme.len)->port);
	return g_string_free(out, FALSE);
}
