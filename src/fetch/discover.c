/* SPDX-License-Identifier: MIT
 *
 * discover URL: from a site's address to its feeds.  Known sites first, then
 * the address itself, what its page advertises, and the usual places; only
 * what really is a feed is told.
 */
#include <config.h>

#include "feed/discover.h"

#include <string.h>

#include "base/i18n.h"
#include "feed/feed.h"
#include "fetch/events.h"
#include "fetch/sandbox.h"
#include "fetch/worker.h"
#include "url/url.h"

/* Most candidates that are tried of one kind. */
#define MAX_TRIED 12

typedef struct {
	const FeedCandidate *candidate;
	NetResponse *response;
} Try;

typedef struct {
	Worker *worker;
	GHashTable *told; /* url_key of the feeds told */
	GPtrArray *notes; /* what was not as advertised */
	bool untrusted;   /* somebody else may stand in the way */
} Discovery;

static const char *const hows[] = {
	[FOUND_KNOWN_SITE] = N_("known place of this site"),
	[FOUND_LINK] = N_("advertised by the page"),
	[FOUND_ANCHOR] = N_("linked from the page"),
	[FOUND_USUAL_PLACE] = N_("usual place"),
};

static void
keep(NetResponse *response, gpointer request_data, gpointer user_data)
{
	Try *try = request_data;
	try->response = response;
}

static Feed *
parse(const NetResponse *r)
{
	if (r->error)
		return NULL;
	FeedSniff what = feed_sniff(r->body, r->len);
	if (what != SNIFF_XML_FEED && what != SNIFF_JSON_FEED)
		return NULL;
	return feed_parse(r->body, r->len, r->type, r->url, NULL);
}

static bool
tell(Discovery *d, const NetResponse *r, const char *url, const char *title,
	const char *how)
{
	g_autoptr(Feed) feed = parse(r);
	if (!feed)
		return false;
	const char *place = r->moved_to ? r->moved_to : url;
	char *key = url_key(place);
	if (!key || !g_hash_table_add(d->told, key))
		return true;
	json_t *event = event_new("found");
	json_put_string(event, "url", place);
	json_put_string(event, "title",
		feed->title && *feed->title ? feed->title : title);
	json_put_string(event, "how", how);
	event_send(event);
	return true;
}

static void
note_absent(Discovery *d, const FeedCandidate *c, const NetResponse *r)
{
	g_ptr_array_add(d->notes,
		r->error ? g_strdup_printf(_("The page advertises %s, but %s."),
				   c->url, r->error)
			 : g_strdup_printf(_("The page advertises %s, which is "
					     "no feed."),
				   c->url));
}

static void
fetch_all(Discovery *d, Try *tries, guint n, bool by_stranger)
{
	NetOptions options = worker_net_options(d->worker);
	g_autoptr(Net) net = net_new(&options, keep, NULL);
	for (guint i = 0; i < n; i++) {
		NetRequest request = { .url = tries[i].candidate->url,
			.stranger = by_stranger };
		net_add(net, &request, &tries[i]);
	}
	while (net_run(net, 250) && !worker_must_end())
		;
}

/* Tries all at once, and tells the good ones in the order given.  BY_STRANGER:
 * somebody out there has named them. */
static bool
try_all(Discovery *d, const GPtrArray *candidates, bool by_stranger)
{
	guint n = MIN(candidates->len, MAX_TRIED);
	g_autofree Try *tries = g_new0(Try, n + 1);
	for (guint i = 0; i < n; i++)
		tries[i].candidate = candidates->pdata[i];
	fetch_all(d, tries, n, by_stranger);
	bool found = false;
	for (guint i = 0; i < n; i++) {
		const FeedCandidate *c = tries[i].candidate;
		NetResponse *r = tries[i].response;
		if (!r)
			continue;
		bool good = tell(d, r, c->url, c->title, _(hows[c->how]));
		if (!good && c->how == FOUND_LINK)
			note_absent(d, c, r);
		found |= good;
		net_response_free(r);
	}
	return found;
}

static void
say_notes(Discovery *d)
{
	for (guint i = 0; i < d->notes->len; i++)
		event_note("%s", (const char *)d->notes->pdata[i]);
	g_ptr_array_set_size(d->notes, 0);
}

static bool
in_page(Discovery *d, const NetResponse *page)
{
	g_autoptr(GPtrArray) advertised =
		discover_in_page(page->body, page->len, page->link, page->url);
	return try_all(d, advertised, !page->inside);
}

static bool
in_usual_places(Discovery *d, const char *url)
{
	g_autoptr(GPtrArray) places = discover_usual_places(url);
	return try_all(d, places, false);
}

static bool
at_known_site(Discovery *d, const char *url)
{
	g_autoptr(GPtrArray) places = discover_known_site(url);
	return places->len > 0 && try_all(d, places, false);
}

static bool
look(Discovery *d, const char *url, char **why_not)
{
	if (at_known_site(d, url))
		return true;
	NetRequest request = { .url = url };
	g_autoptr(NetResponse) page = worker_get(d->worker, &request);
	d->untrusted |= page->untrusted;
	if (page->error && !page->status) {
		*why_not = g_strdup(page->error);
		return false;
	}
	if (tell(d, page, url, NULL, _("the address itself")))
		return true;
	if (!page->error && in_page(d, page))
		return true;
	if (in_usual_places(d, page->url))
		return true;
	*why_not = g_strdup(page->error
			? page->error
			: _("neither the page nor the usual places have a "
			    "feed"));
	return false;
}

/* A person who types a bare host name means whatever answers there; but a bad
 * certificate is no reason to do without any. */
static bool
look_everywhere(Discovery *d, const char *text, const char *url, char **why_not)
{
	if (look(d, url, why_not))
		return true;
	if (strstr(text, "://") || !g_str_has_prefix(url, "https://") ||
		d->untrusted)
		return false;
	g_autofree char *plain = g_strconcat("http://", url + 8, NULL);
	g_autofree char *second = NULL;
	if (!look(d, plain, &second))
		return false;
	g_ptr_array_add(d->notes,
		/* L10N: an address, and what is wrong with it. */
		g_strdup_printf(_("%s: %s. The feed comes by http, which is "
				  "not encrypted."),
			url, *why_not));
	return true;
}

int
command_discover(Worker *worker, int argc, char **argv)
{
	g_autofree char *url = url_from_user(argv[0]), *why_not = NULL;
	if (!url || !url_is_web(url))
		return worker_fails(_("%s is no web address"), argv[0]);
	Discovery d = { worker };
	d.told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	d.notes = g_ptr_array_new_with_free_func(g_free);
	sandbox_enter(worker, NULL, 0, NULL);
	bool found = look_everywhere(&d, argv[0], url, &why_not);
	int status = 0;
	if (found) {
		say_notes(&d);
		event_done(0, 0, 0);
	} else {
		for (guint i = 0; i < d.notes->len; i++)
			worker_fails("%s", (const char *)d.notes->pdata[i]);
		status = worker_fails("%s: %s", url, why_not);
	}
	g_hash_table_unref(d.told);
	g_ptr_array_unref(d.notes);
	return status;
}
