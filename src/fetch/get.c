/* SPDX-License-Identifier: MIT
 *
 * get URL: a page or a file to read at once, as UTF-8; a feed (a folder of
 * Markdown, too) comes as one page of its entries.
 */
#include <config.h>

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "feed/encoding.h"
#include "feed/feed.h"
#include "fetch/digest.h"
#include "fetch/events.h"
#include "fetch/folder.h"
#include "fetch/sandbox.h"
#include "fetch/worker.h"
#include "url/url.h"

static char *
to_utf8(const NetResponse *r)
{
	gsize len;
	const char *name, *fault = NULL;
	return encoding_to_utf8(r->body, r->len, r->type, &len, &name, &fault);
}

/* As Markdown that says nothing but the words. */
static void
add_words(GString *page, const char *words)
{
	for (const char *w = words; *w; w++) {
		if (g_ascii_ispunct(*w))
			g_string_append_c(page, '\\');
		g_string_append_c(page, *w == '\n' ? ' ' : *w);
	}
}

static void
add_entry(GString *page, const FeedEntry *e, const char *feed_url)
{
	g_autofree char *link = e->link ? url_resolve(NULL, e->link) : NULL;
	g_string_append(page, link ? "\n\n# [" : "\n\n# ");
	add_words(page, *e->title ? e->title : "…");
	if (link)
		g_string_append_printf(page, "](<%s>)", link);
	g_autoptr(Doc) doc = digest_body(e, feed_url);
	g_autofree char *body = doc_to_markdown(doc);
	g_string_append_printf(page, "\n\n%s", body);
}

/* Markdown, as a page of HTML would be searched for its article. */
static char *
feed_page(const Feed *feed, const char *url)
{
	GString *page = g_string_new("# ");
	add_words(page, feed->title ? feed->title : "");
	for (guint i = 0; i < feed->entries->len; i++)
		add_entry(page, feed->entries->pdata[i], url);
	return g_string_free(page, FALSE);
}

static bool
is_feed(const NetResponse *r)
{
	FeedSniff what = feed_sniff(r->body, r->len);
	return what == SNIFF_XML_FEED || what == SNIFF_JSON_FEED;
}

/* As a server would name it. */
static const char *
type_of_file(const char *path)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
		{ ".md", "text/markdown" },
		{ ".markdown", "text/markdown" },
		{ ".smd", "text/markdown" },
		{ ".html", "text/html" },
		{ ".htm", "text/html" },
		{ ".xhtml", "application/xhtml+xml" },
	};
	g_autofree char *lower = g_ascii_strdown(path, -1);
	for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
		if (g_str_has_suffix(lower, types[i].ending))
			return types[i].type;
	return "text/plain";
}

static char *
read_path(const char *path, gsize *len, GError **error)
{
	if (g_file_test(path, G_FILE_TEST_IS_DIR))
		return folder_to_feed(path, NET_MAX_BODY, len, error);
	return buf_read_regular(path, NET_MAX_BODY, len, error);
}

/* A file, as if the network had answered. */
static NetResponse *
read_file(const char *url)
{
	NetResponse *r = g_new0(NetResponse, 1);
	g_autoptr(GError) error = NULL;
	r->url = g_strdup(url);
	g_autofree char *path = g_filename_from_uri(url, NULL, &error);
	if (path)
		r->body = read_path(path, &r->len, &error);
	if (error)
		r->error = g_strdup(error->message);
	if (!r->body)
		r->body = g_strdup("");
	if (path)
		r->type = g_strdup(type_of_file(path));
	return r;
}

static NetResponse *
read_address(const Worker *worker, const char *url)
{
	bool is_file = g_str_has_prefix(url, "file:");
	NetRequest request = { .url = url, .accept = NET_PAGE };
	NetResponse *r = is_file ? read_file(url) : NULL;
	sandbox_enter(worker, NULL, 0, NULL);
	return r ? r : worker_get(worker, &request);
}

int
command_get(Worker *worker, int argc, char **argv)
{
	g_autofree char *url = url_from_user(argv[0]);
	if (!url || (!url_is_web(url) && !g_str_has_prefix(url, "file:")))
		return worker_fails(
			_("%s is no address of a page or file"), argv[0]);
	g_autoptr(NetResponse) r = read_address(worker, url);
	if (r->error)
		return url_is_web(url)
			? worker_fails("%s: %s", url, r->error)
			: worker_fails("%s", r->error); /* names it itself */
	json_t *event = event_new("page");
	g_autofree char *shown = url_hide_passwords(r->url);
	json_put_string(event, "url", shown);
	g_autofree char *body = NULL;
	g_autoptr(Feed) feed = NULL;
	if (is_feed(r))
		feed = feed_parse(r->body, r->len, r->type,
			url_is_web(r->url) ? r->url : NULL, NULL);
	body = feed ? feed_page(feed, r->url) : to_utf8(r);
	json_put_string(event, "type", feed ? "text/markdown" : r->type);
	json_put_string(event, "body", body);
	event_send(event);
	event_done(0, 0, 0);
	return 0;
}
