/* SPDX-License-Identifier: MIT
 *
 * Redirects of mailers, mail filters and platforms that carry their target
 * in themselves.  Those that only their own server can resolve stay as they
 * are: nothing is fetched to find out.
 */
#include <config.h>

#include "url/url_i.h"

#include "base/json.h"
#include "url/url.h"

#include <string.h>

typedef char *(*Finder)(const Parts *parts, const char *argument);

typedef struct {
	const char *host; /* "example.com"; ".example.com" any below it;
			   * "google." any top-level domain after it; "" all */
	const char *path; /* how the path starts */
	Finder find;
	const char *argument;
} Wrapper;

static Part
query_value(Part query, const char *name)
{
	if (!query.s)
		return query;
	gsize n = strlen(name);
	const char *p = query.s, *end = p + query.len;
	while (p < end) {
		const char *amp = memchr(p, '&', end - p);
		gsize len = (amp ? amp : end) - p;
		if (len > 4 && memcmp(p, "amp;", 4) == 0) {
			p += 4;
			len -= 4;
		}
		if (len > n && p[n] == '=' &&
			g_ascii_strncasecmp(p, name, n) == 0)
			return (Part){ p + n + 1, len - n - 1 };
		p += len + 1;
	}
	return (Part){ 0 };
}

/* The first of some parameters (names separated by blanks) that is there. */
static Part
first_value(const Parts *parts, const char *names)
{
	g_auto(GStrv) list = g_strsplit(names, " ", -1);
	for (char **name = list; *name; name++) {
		Part value = query_value(parts->query, *name);
		if (value.s)
			return value;
	}
	return (Part){ 0 };
}

static char *
in_parameter(const Parts *parts, const char *names)
{
	Part value = first_value(parts, names);
	return value.s ? part_decode(value) : NULL;
}

static char *
in_query(const Parts *parts, const char *unused)
{
	return parts->query.s ? part_decode(parts->query) : NULL;
}

/* Base64 in either alphabet, padded or not, up to a byte that is in none. */
static char *
base64_decode(Part part)
{
	g_autoptr(GString) text = g_string_sized_new(part.len + 4);
	for (gsize i = 0; i < part.len; i++) {
		char c = part.s[i] == '-'  ? '+'
			: part.s[i] == '_' ? '/'
					   : part.s[i];
		if (!g_ascii_isalnum(c) && c != '+' && c != '/')
			break;
		g_string_append_c(text, c);
	}
	while (text->len % 4)
		g_string_append_c(text, '=');
	gsize len = 0;
	char *bytes = (char *)g_base64_decode(text->str, &len);
	bytes = g_realloc(bytes, len + 1);
	bytes[len] = '\0';
	return bytes;
}

static char *
in_base64_parameter(const Parts *parts, const char *names)
{
	Part value = first_value(parts, names);
	return value.s ? base64_decode(value) : NULL;
}

/* Bing: "a1" and base64. */
static char *
in_bing(const Parts *parts, const char *name)
{
	Part value = query_value(parts->query, name);
	if (value.len < 3)
		return NULL;
	return base64_decode((Part){ value.s + 2, value.len - 2 });
}

/* The path from after PREFIX to the next "/". */
static Part
segment_after(Part path, const char *prefix)
{
	gsize n = strlen(prefix);
	if (path.len < n || memcmp(path.s, prefix, n) != 0)
		return (Part){ 0 };
	const char *s = path.s + n;
	const char *slash = memchr(s, '/', path.len - n);
	return (Part){ s, slash ? (gsize)(slash - s) : path.len - n };
}

static char *
in_segment(const Parts *parts, const char *prefix)
{
	Part segment = segment_after(parts->path, prefix);
	return segment.s ? part_decode(segment) : NULL;
}

/* Postmark: host and path without the scheme. */
static char *
in_bare_segment(const Parts *parts, const char *prefix)
{
	g_autofree char *rest = in_segment(parts, prefix);
	return rest ? g_strconcat("https://", rest, NULL) : NULL;
}

static Part
last_segment(Part path)
{
	const char *slash = memrchr(path.s, '/', path.len);
	if (!slash)
		return (Part){ 0 };
	return (Part){ slash + 1, (gsize)(path.s + path.len - slash - 1) };
}

static char *
in_last_segment(const Parts *parts, const char *unused)
{
	Part segment = last_segment(parts->path);
	return segment.s ? part_decode(segment) : NULL;
}

static char *
in_last_base64(const Parts *parts, const char *unused)
{
	Part segment = last_segment(parts->path);
	return segment.s ? base64_decode(segment) : NULL;
}

/* The member NAME of an object in JSON. */
static char *
json_member(const char *text, const char *name)
{
	g_autoptr(json_t) object = json_loads(text, 0, NULL);
	return object ? g_strdup(json_get_string(object, name)) : NULL;
}

/* Substack: base64 of JSON, "." and a signature. */
static char *
in_json_segment(const Parts *parts, const char *name)
{
	Part segment = last_segment(parts->path);
	g_autofree char *text = segment.s ? base64_decode(segment) : NULL;
	return text ? json_member(text, name) : NULL;
}

/* A JSON Web Token: the second of three parts. */
static char *
in_token(const Parts *parts, const char *name)
{
	Part segment = last_segment(parts->path);
	const char *dot =
		segment.s ? memchr(segment.s, '.', segment.len) : NULL;
	if (!dot)
		return NULL;
	Part payload = { dot + 1, segment.len - (dot + 1 - segment.s) };
	g_autofree char *text = base64_decode(payload);
	return json_member(text, name);
}

/* Mandrill: base64 of JSON whose member "p" is JSON again. */
static char *
in_mandrill(const Parts *parts, const char *name)
{
	g_autofree char *outer = in_base64_parameter(parts, name);
	g_autofree char *inner = outer ? json_member(outer, "p") : NULL;
	return inner ? json_member(inner, "url") : NULL;
}

/* Proofpoint's second version: "-" for "%", "_" for "/". */
static char *
in_urldefense_2(const Parts *parts, const char *name)
{
	Part value = query_value(parts->query, name);
	g_autofree char *text = g_strndup(value.s ? value.s : "", value.len);
	g_strdelimit(text, "-", '%');
	g_strdelimit(text, "_", '/');
	return g_uri_unescape_string(text, NULL);
}

/* Puts a character of the replaced ones for "*", 2 to 65 for "**A" to "**_". */
static void
put_replaced(GString *out, const char **star, const char **from)
{
	static const char runs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *p = *star + 1;
	gsize n = 1;
	if (*p == '*' && p[1] && strchr(runs, p[1])) {
		n = 2 + (gsize)(strchr(runs, p[1]) - runs);
		p += 2;
	}
	const char *end = *from;
	for (; n > 0 && *end; n--)
		end += g_utf8_skip[*(const guchar *)end];
	g_string_append_len(out, *from, end - *from);
	*from = end;
	*star = p;
}

/* Proofpoint's third version: __URL__;BASE64!!…, where "*" stands for the
 * next of the characters in the base64. */
static char *
in_urldefense_3(const Parts *parts, const char *prefix)
{
	const char *start = parts->path.s + strlen(prefix);
	const char *end = strstr(start, "__;");
	if (!end)
		return NULL;
	g_autofree char *bytes =
		base64_decode((Part){ end + 3, strlen(end + 3) });
	g_autofree char *replaced = g_utf8_make_valid(bytes, -1);
	GString *out = g_string_new(NULL);
	const char *from = replaced;
	for (const char *p = start; p < end;) {
		if (*p == '*' && *from)
			put_replaced(out, &p, &from);
		else
			g_string_append_c(out, *p++);
	}
	return g_string_free(out, FALSE);
}

/* …/RU=TARGET/RK=… */
static char *
in_yahoo(const Parts *parts, const char *mark)
{
	const char *at = g_strstr_len(parts->path.s, parts->path.len, mark);
	if (!at)
		return NULL;
	Part rest = { at, parts->path.len - (gsize)(at - parts->path.s) };
	return in_segment(&(Parts){ .path = rest }, mark);
}

/* Pages of Google's cache for telephones: host and path as they are. */
static char *
in_amp(const Parts *parts, const char *prefix)
{
	return g_strconcat("https://", parts->path.s + strlen(prefix), NULL);
}

/* clang-format off */
static const Wrapper wrappers[] = {
	/* search engines */
	{ "google.", "/url", in_parameter, "q url" },
	{ "google.", "/amp/s/", in_amp, "/amp/s/" },
	{ "googleadservices.com", "/pagead/aclk", in_parameter, "adurl" },
	{ "cdn.ampproject.org", "/c/s/", in_amp, "/c/s/" },
	{ ".cdn.ampproject.org", "/c/s/", in_amp, "/c/s/" },
	{ "duckduckgo.com", "/l/", in_parameter, "uddg" },
	{ "bing.com", "/ck/a", in_bing, "u" },
	{ "r.search.yahoo.com", "/", in_yahoo, "/RU=" },
	/* platforms */
	{ "l.facebook.com", "/l.php", in_parameter, "u" },
	{ "lm.facebook.com", "/l.php", in_parameter, "u" },
	{ "facebook.com", "/flx/warn/", in_parameter, "u" },
	{ "l.instagram.com", "/", in_parameter, "u" },
	{ "l.messenger.com", "/l.php", in_parameter, "u" },
	{ "l.threads.net", "/", in_parameter, "u" },
	{ "l.threads.com", "/", in_parameter, "u" },
	{ "l.wl.co", "/l", in_parameter, "u" },
	{ "youtube.com", "/redirect", in_parameter, "q" },
	{ "youtube.com", "/attribution_link", in_parameter, "u" },
	{ "linkedin.com", "/safety/go", in_parameter, "url" },
	{ "linkedin.com", "/redir/redirect", in_parameter, "url" },
	{ "out.reddit.com", "/", in_parameter, "url" },
	{ "t.umblr.com", "/redirect", in_parameter, "z" },
	{ "href.li", "/", in_query, NULL },
	{ "steamcommunity.com", "/linkfilter", in_parameter, "url u" },
	{ "vk.com", "/away.php", in_parameter, "to" },
	{ "away.vk.com", "/away.php", in_parameter, "to" },
	{ "t.me", "/iv", in_parameter, "url" },
	{ "slack-redir.net", "/link", in_parameter, "url" },
	{ "disq.us", "/url", in_parameter, "url" },
	{ "getpocket.com", "/redirect", in_parameter, "url" },
	{ "medium.com", "/m/global-identity", in_parameter, "redirectUrl" },
	{ "medium.com", "/r/", in_parameter, "url" },
	{ "exit.sc", "/", in_parameter, "url" },
	{ "gate.sc", "/", in_parameter, "url" },
	{ "deviantart.com", "/users/outgoing", in_query, NULL },
	{ "pixiv.net", "/jump.php", in_query, NULL },
	{ "link.zhihu.com", "/", in_parameter, "target" },
	{ "link.juejin.cn", "/", in_parameter, "target" },
	{ "link.csdn.net", "/", in_parameter, "target" },
	{ "gitee.com", "/link", in_parameter, "target" },
	{ "douban.com", "/link2/", in_parameter, "url" },
	{ "anon.to", "/", in_query, NULL },
	/* advertising */
	{ "go.redirectingat.com", "/", in_parameter, "url" },
	{ "go.skimresources.com", "/", in_parameter, "url" },
	{ "redirect.viglink.com", "/", in_parameter, "u" },
	{ "click.linksynergy.com", "/deeplink", in_parameter, "murl" },
	{ "awin1.com", "/cread.php", in_parameter, "ued p" },
	/* mail filters */
	{ ".safelinks.protection.outlook.com", "/", in_parameter, "url" },
	{ "urldefense.com", "/v1/url", in_parameter, "u" },
	{ "urldefense.com", "/v2/url", in_urldefense_2, "u" },
	{ "urldefense.com", "/v3/__", in_urldefense_3, "/v3/__" },
	{ "urldefense.proofpoint.com", "/v1/url", in_parameter, "u" },
	{ "urldefense.proofpoint.com", "/v2/url", in_urldefense_2, "u" },
	{ "urldefense.us", "/v3/__", in_urldefense_3, "/v3/__" },
	{ "linkprotect.cudasvc.com", "/url", in_parameter, "a" },
	{ "clicktime.symantec.com", "/", in_parameter, "u" },
	{ "secure-web.cisco.com", "/", in_last_segment, NULL },
	{ ".protection.sophos.com", "/", in_base64_parameter, "u" },
	/* mailers */
	{ "substack.com", "/redirect/2/", in_json_segment, "e" },
	{ "flight.beehiiv.net", "/v2/clicks/", in_token, "url" },
	{ "click.convertkit-mail.com", "/", in_last_base64, NULL },
	{ "click.convertkit-mail2.com", "/", in_last_base64, NULL },
	{ "click.convertkit-mail4.com", "/", in_last_base64, NULL },
	{ "click.kit-mail3.com", "/", in_last_base64, NULL },
	{ "mandrillapp.com", "/track/click/", in_mandrill, "p" },
	{ "click.pstmrk.it", "/2s/", in_bare_segment, "/2s/" },
	{ "click.pstmrk.it", "/3s/", in_bare_segment, "/3s/" },
	/* Amazon's mailer, also under its customers' names */
	{ "", "/CL0/http", in_segment, "/CL0/" },
	{ "", "/L0/http", in_segment, "/L0/" },
};
/* clang-format on */

static bool
host_matches(Part host, const char *pattern)
{
	gsize n = strlen(pattern);
	if (n == 0)
		return true;
	if (host.len > 4 && memcmp(host.s, "www.", 4) == 0)
		host = (Part){ host.s + 4, host.len - 4 };
	if (pattern[n - 1] == '.')
		return host.len > n && memcmp(host.s, pattern, n) == 0 &&
			host.len - n <= strlen("com.au");
	if (pattern[0] == '.')
		return host.len > n &&
			memcmp(host.s + host.len - n, pattern, n) == 0;
	return part_is(host, pattern);
}

char *
unwrap(const char *url)
{
	Parts parts;
	if (!parts_of(url, &parts))
		return NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(wrappers); i++) {
		const Wrapper *w = &wrappers[i];
		/* Nearly all are told apart by the path's first letter. */
		if (parts.path.len > 1 && w->path[1] &&
			w->path[1] != parts.path.s[1])
			continue;
		gsize n = strlen(w->path);
		if (parts.path.len < n ||
			memcmp(parts.path.s, w->path, n) != 0 ||
			!host_matches(parts.host, w->host))
			continue;
		g_autofree char *target = w->find(&parts, w->argument);
		g_autofree char *found =
			url_is_web(target) ? url_resolve(NULL, target) : NULL;
		if (found && strlen(found) < strlen(url))
			return g_steal_pointer(&found);
	}
	return NULL;
}
