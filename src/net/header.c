/* SPDX-License-Identifier: MIT
 *
 * Response headers.
 */
#include <config.h>

#include "net/header.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	bool is_list;
} names[N_HEADERS] = {
	[H_AGE] = { "age", false },
	[H_CACHE_CONTROL] = { "cache-control", true },
	[H_CONTENT_ENCODING] = { "content-encoding", true },
	[H_CONTENT_TYPE] = { "content-type", false },
	[H_DATE] = { "date", false },
	[H_ETAG] = { "etag", false },
	[H_EXPIRES] = { "expires", false },
	[H_LAST_MODIFIED] = { "last-modified", false },
	[H_LINK] = { "link", true },
	[H_LOCATION] = { "location", false },
	[H_RETRY_AFTER] = { "retry-after", false },
	[H_TRANSFER_ENCODING] = { "transfer-encoding", true },
};

static void
header_set(Headers *headers, HeaderName name, char *value)
{
	char **slot = &headers->value[name];
	if (names[name].is_list && *slot) {
		char *joined = g_strconcat(*slot, ", ", value, NULL);
		g_free(value);
		value = joined;
	}
	g_free(*slot);
	*slot = value;
}

void
headers_add(Headers *headers, const char *line, gsize len)
{
	const char *colon = memchr(line, ':', len);
	if (!colon)
		return;
	gsize name_len = (gsize)(colon - line);
	for (int i = 0; i < N_HEADERS; i++) {
		if (strlen(names[i].name) != name_len ||
			g_ascii_strncasecmp(line, names[i].name, name_len))
			continue;
		char *value = g_strndup(colon + 1, len - name_len - 1);
		header_set(headers, i, g_strstrip(value));
		return;
	}
}

void
headers_clear(Headers *headers)
{
	for (int i = 0; i < N_HEADERS; i++)
		g_clear_pointer(&headers->value[i], g_free);
}

static int
codings(const char *list)
{
	if (!list)
		return 0;
	int n = 0;
	g_auto(GStrv) words = g_strsplit(list, ",", -1);
	for (char **w = words; *w; w++) {
		g_strstrip(*w);
		if (**w && g_ascii_strcasecmp(*w, "identity") != 0 &&
			g_ascii_strcasecmp(*w, "chunked") != 0)
			n++;
	}
	return n;
}

bool
headers_packed_twice(const Headers *headers)
{
	return codings(headers->value[H_CONTENT_ENCODING]) +
		codings(headers->value[H_TRANSFER_ENCODING]) >
		1;
}

/* Seconds written in decimal; -1 if TEXT is something else. */
static gint64
seconds(const char *text)
{
	if (!g_ascii_isdigit(*text))
		return -1;
	guint64 n = g_ascii_strtoull(text, NULL, 10);
	return n > G_MAXINT32 ? G_MAXINT32 : (gint64)n;
}

static gint64
date(const char *text)
{
	time_t t = text ? curl_getdate(text, NULL) : -1;
	return t < 0 ? 0 : (gint64)t;
}

gint64
headers_retry_at(const Headers *headers, gint64 now)
{
	const char *text = headers->value[H_RETRY_AFTER];
	if (!text)
		return 0;
	gint64 n = seconds(text);
	return n >= 0 ? now + n : date(text);
}

static gint64
max_age(const char *cache_control)
{
	gint64 age = -1;
	g_auto(GStrv) words = g_strsplit(cache_control, ",", -1);
	for (char **w = words; *w; w++) {
		g_strstrip(*w);
		if (g_ascii_strncasecmp(*w, "no-cache", 8) == 0 ||
			g_ascii_strncasecmp(*w, "no-store", 8) == 0)
			return 0;
		if (g_ascii_strncasecmp(*w, "max-age=", 8) == 0)
			age = seconds(*w + 8 + ((*w)[8] == '"'));
	}
	return age;
}

gint64
headers_fresh(const Headers *headers, gint64 now)
{
	const char *control = headers->value[H_CACHE_CONTROL];
	gint64 fresh = control ? max_age(control) : -1;
	if (fresh >= 0) {
		const char *age = headers->value[H_AGE];
		fresh -= age ? MAX(seconds(age), 0) : 0;
	} else {
		gint64 sent = date(headers->value[H_DATE]);
		gint64 expires = date(headers->value[H_EXPIRES]);
		fresh = expires ? expires - (sent ? sent : now) : 0;
	}
	return CLAMP(fresh, 0, (gint64)G_MAXINT32);
}
