/* SPDX-License-Identifier: MIT
 *
 * fulltext ARTICLE-ID: fetches an article's page and keeps the article on it.
 */
#include <config.h>

#include "base/i18n.h"
#include "fetch/digest.h"
#include "fetch/events.h"
#include "fetch/sandbox.h"
#include "fetch/worker.h"

static Digest *
read_page(const NetResponse *r, const char *title, char **html)
{
	DocSource source = {
		.format = DOC_HTML,
		.base = r->url,
		.title = title,
		.whole_page = true,
	};
	Doc *doc = doc_new(r->body, r->len, &source);
	*html = doc_to_html(doc);
	return digest_doc(doc);
}

static int
fetch_into(Worker *worker, Store *store, gint64 id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(StoreArticle) article = store_article(store, id, &error);
	if (!article)
		return worker_fails("%s", error->message);
	if (!article->row.url)
		return worker_fails("%s", _("this article has no page"));
	g_autoptr(NetResponse) r =
		worker_get(worker, article->row.url, NET_PAGE);
	if (r->error)
		return worker_fails("%s: %s", article->row.url, r->error);
	g_autofree char *html = NULL;
	g_autoptr(Digest) digest = read_page(r, article->row.title, &html);
	if (!store_set_fulltext(store, id, r->url, html, &digest->doc, &error))
		return worker_fails("%s", error->message);
	json_t *event = event_new("article");
	json_object_set_new(event, "id", json_integer(id));
	event_send(event);
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
	sandbox_enter(worker, NULL, 0, NULL);
	int status = fetch_into(worker, store, id);
	store_close(store);
	return status;
}
