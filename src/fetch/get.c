/* SPDX-License-Identifier: MIT
 *
 * get URL: a page to read at once, as UTF-8; a feed comes as one page of its
 * entries.
 */
#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "feed/feed.h"
#include "fetch/events.h"
#include "fetch/sandbox.h"
#include "fetch/worker.h"
#include "url/url.h"

/* How far into a page its <meta charset> is looked for (as browsers do). */
#define META_REACH 1024

static char *
charset_after(const char *text, gsize len)
{
	const char *at = g_strstr_len(text, (gssize)len, "charset=");
	if (!at)
		return NULL;
	const char *end = text + len;
	at += strlen("charset=");
	while (at < end && (*at == '"' || *at == '\''))
		at++;
	const char *stop = at;
	while (stop < end && (g_ascii_isalnum(*stop) || strchr("-_.:", *stop)))
		stop++;
	return stop > at ? g_strndup(at, (gsize)(stop - at)) : NULL;
}

/* Valid UTF-8 wins over any label; what has none is windows-1252. */
static char *
to_utf8(const NetResponse *r)
{
	if (g_utf8_validate(r->body, (gssize)r->len, NULL))
		return g_strndup(r->body, r->len);
	g_autofree char *charset = NULL;
	if (r->type)
		charset = charset_after(r->type, strlen(r->type));
	if (!charset)
		charset = charset_after(r->body, MIN(r->len, META_REACH));
	if (!charset || g_ascii_strcasecmp(charset, "iso-8859-1") == 0) {
		g_free(charset);
		charset = g_strdup("windows-1252");
	}
	char *text = NULL;
	if (g_ascii_strcasecmp(charset, "utf-8") != 0)
		text = g_convert_with_fallback(r->body, (gssize)r->len, "UTF-8",
			charset, "\xef\xbf\xbd", NULL, NULL, NULL);
	return text ? text : g_utf8_make_valid(r->body, (gssize)r->len);
}

static void
add_entry(GString *page, const FeedEntry *e)
{
	g_autofree char *title =
		g_markup_escape_text(*e->title ? e->title : "…", -1);
	if (e->link) {
		g_autofree char *link = g_markup_escape_text(e->link, -1);
		g_string_append_printf(
			page, "<h2><a href=\"%s\">%s</a></h2>", link, title);
	} else {
		g_string_append_printf(page, "<h2>%s</h2>", title);
	}
	const FeedContent *c =
		e->contents && e->contents->len ? e->contents->pdata[0] : NULL;
	if (c && g_strcmp0(c->type, "text/plain") == 0) {
		g_autofree char *text = g_markup_escape_text(c->value, -1);
		g_string_append_printf(page, "<pre>%s</pre>", text);
	} else if (c) {
		g_string_append_printf(page, "<div>%s</div>", c->value);
	}
}

static char *
feed_page(const Feed *feed)
{
	GString *page = g_string_new("<!DOCTYPE html>");
	g_autofree char *title =
		g_markup_escape_text(feed->title ? feed->title : "", -1);
	g_string_append_printf(
		page, "<title>%s</title><h1>%s</h1>", title, title);
	for (guint i = 0; i < feed->entries->len; i++)
		add_entry(page, feed->entries->pdata[i]);
	return g_string_free(page, FALSE);
}

static bool
is_feed(const NetResponse *r)
{
	FeedSniff what = feed_sniff(r->body, r->len);
	return what == SNIFF_XML_FEED || what == SNIFF_JSON_FEED;
}

int
command_get(Worker *worker, int argc, char **argv)
{
	g_autofree char *url = url_from_user(argv[0]);
	if (!url || !url_is_web(url))
		return worker_fails(_("%s is no web address"), argv[0]);
	sandbox_enter(worker, NULL, 0, NULL);
	g_autoptr(NetResponse) r = worker_get(worker, url, NET_PAGE);
	if (r->error)
		return worker_fails("%s: %s", url, r->error);
	json_t *event = event_new("page");
	json_put_string(event, "url", r->url);
	g_autofree char *body = NULL;
	g_autoptr(Feed) feed = NULL;
	if (is_feed(r))
		feed = feed_parse(r->body, r->len, r->type, r->url, NULL);
	body = feed ? feed_page(feed) : to_utf8(r);
	json_put_string(event, "type", feed ? "text/html" : r->type);
	json_put_string(event, "body", body);
	event_send(event);
	event_done(0, 0, 0);
	return 0;
}
