/* SPDX-License-Identifier: MIT
 *
 * fulltext ARTICLE-ID: fetches an article's page and keeps the article on it;
 * and the same for many after a refresh.
 */
#include <config.h>

#include "fetch/fulltext.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "fetch/digest.h"
#include "fetch/events.h"
#include "fetch/sandbox.h"
#include "url/url.h"

static Digest *
read_page(const NetResponse *r, const StoreArticle *article, char **html)
{
	DocSource source = {
		.format = DOC_HTML,
		.base = r->url,
		.title = article->row.title,
		.whole_page = true,
	};
	Doc *doc = doc_new(r->body, r->len, &source);
	*html = doc_to_html(doc);
	return digest_of(doc, article);
}

static bool
keep_page(Store *store, const StoreArticle *article, const NetResponse *r,
	GError **error)
{
	g_autofree char *html = NULL;
	g_autoptr(Digest) digest = read_page(r, article, &html);
	if (!store_set_fulltext(
		    store, article->row.id, r->url, html, &digest->doc, error))
		return false;
	json_t *event = event_new("article");
	json_object_set_new(event, "id", json_integer(article->row.id));
	event_send(event);
	return true;
}

/* The page of an article, by the settings of its feed, which is SUB or, NULL,
 * has none; borrows from both. */
static NetRequest
page_request(const StoreRow *article, const Sub *sub)
{
	return (NetRequest){
		.url = article->url,
		.accept = NET_PAGE,
		.user_agent = sub ? sub->settings[SUB_USER_AGENT] : NULL,
		.proxy = sub ? sub->settings[SUB_PROXY] : NULL,
	};
}

static int
fetch_into(Worker *worker, Store *store, const Subs *subs, gint64 id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(StoreArticle) article = store_article(store, id, &error);
	if (!article)
		return worker_fails("%s", error->message);
	if (!article->row.url)
		return worker_fails("%s", _("this article has no page"));
	g_autoptr(StoreFeed) feed =
		store_feed(store, article->row.feed_id, NULL);
	NetRequest request = page_request(
		&article->row, feed ? subs_find(subs, feed->url) : NULL);
	g_autoptr(NetResponse) r = worker_get(worker, &request);
	if (r->error)
		return worker_fails("%s: %s", article->row.url, r->error);
	if (!keep_page(store, article, r, &error))
		return worker_fails("%s", error->message);
	event_done(0, 0, 0);
	return 0;
}

int
command_fulltext(Worker *worker, int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	gint64 id = g_ascii_strtoll(argv[0], NULL, 10);
	Store *store = store_open(worker->paths->store, STORE_RW, &error);
	if (!store)
		return worker_fails("%s", error->message);
	g_autoptr(Subs) subs = subs_load(worker->paths->urls, &error);
	int status = 1;
	sandbox_enter(worker, NULL, 0, NULL);
	if (subs)
		status = fetch_into(worker, store, subs, id);
	else
		worker_fails("%s", error->message);
	store_close(store);
	return status;
}

typedef struct {
	Store *store;
	int failed;
} Pages;

static void
on_page(NetResponse *response, gpointer id, gpointer user)
{
	Pages *pages = user;
	g_autoptr(NetResponse) r = response;
	g_autoptr(StoreArticle) a =
		store_article(pages->store, *(const gint64 *)id, NULL);
	if (!a || r->error || !keep_page(pages->store, a, r, NULL))
		pages->failed++;
}

/* A server that has asked for a pause gets it. */
static bool
may_be_asked(Store *store, const char *url)
{
	g_autofree char *origin = url_origin(url);
	return origin && url_is_web(url) &&
		store_host(store, origin).not_before <= clock_now();
}

static bool
same_origin(const char *a, const char *b)
{
	g_autofree char *x = url_origin(a), *y = url_origin(b);
	return x && g_strcmp0(x, y) == 0;
}

static void
ask_for(Net *net, Store *store, const Subs *subs, gint64 *id)
{
	g_autoptr(StoreRow) a = store_row(store, *id, NULL);
	g_autoptr(StoreFeed) f = a ? store_feed(store, a->feed_id, NULL) : NULL;
	if (!f || !a->url || !may_be_asked(store, a->url))
		return;
	const Sub *sub = subs_find(subs, f->url);
	const char *home = sub && sub->url ? sub->url : f->url;
	NetRequest request = page_request(a, sub);
	request.stranger = !same_origin(home, a->url);
	net_add(net, &request, id);
}

void
fulltext_fetch(
	const Worker *worker, Store *store, const Subs *subs, const GArray *ids)
{
	NetOptions options = worker_net_options(worker);
	Pages pages = { store };
	g_autoptr(Net) net = net_new(&options, on_page, &pages);
	for (guint i = 0; i < ids->len; i++)
		ask_for(net, store, subs, &g_array_index(ids, gint64, i));
	while (!worker_must_end() && net_run(net, 250))
		;
	if (pages.failed)
		event_note(ngettext("The page of %d article could not be "
				    "fetched.",
				   "The pages of %d articles could not be "
				   "fetched.",
				   pages.failed),
			pages.failed);
}
