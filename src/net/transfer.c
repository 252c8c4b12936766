/* SPDX-License-Identifier: MIT
 *
 * A request and its hops.
 */
#include <config.h>

#include "net/transfer.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "net/address.h"
#include "net/words.h"
#include "url/url.h"

/* Bytes of an error page or a redirect's body that are let pass. */
#define MAX_DROPPED (256 * 1024)

/* Bytes a second; less than that is no progress. */
#define STALL_SPEED 16L

static const char *const accepts[] = {
	[NET_FEED] = "Accept: application/atom+xml, application/rss+xml, "
		     "application/feed+json, application/rdf+xml, "
		     "application/xml;q=0.9, text/xml;q=0.9, "
		     "application/json;q=0.8, text/html;q=0.5, */*;q=0.3",
	[NET_PAGE] = "Accept: text/html, application/xhtml+xml, "
		     "text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.5",
};

const char *
net_user_agent(void)
{
	return PACKAGE_NAME "/" PACKAGE_VERSION " (+" PACKAGE_URL ")";
}

static bool
may_be_fetched(const char *url)
{
	return g_ascii_strncasecmp(url, "http://", 7) == 0 ||
		g_ascii_strncasecmp(url, "https://", 8) == 0;
}

static bool
is_secure(const char *url)
{
	return g_ascii_strncasecmp(url, "https://", 8) == 0;
}

static int
status_of(const Transfer *t)
{
	long status = 0;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	return (int)status;
}

static void
set_problem(Transfer *t, const char *words)
{
	if (!t->problem)
		t->problem = g_strdup(words);
}

static size_t
on_header(char *data, size_t size, size_t n, void *user)
{
	Transfer *t = user;
	gsize len = size * n;
	t->header_bytes += len;
	if (t->header_bytes > NET_MAX_HEADERS) {
		set_problem(t, _("the server sends too many headers"));
		return 0;
	}
	if (len > 5 && memcmp(data, "HTTP/", 5) == 0)
		headers_clear(&t->headers);
	headers_add(&t->headers, data, len);
	bool is_last = *data == '\r' || *data == '\n';
	if (is_last && headers_packed_twice(&t->headers)) {
		set_problem(t,
			_("what the server sends is packed more than "
			  "once"));
		return 0;
	}
	return len;
}

bool
transfers_are_full(const Transfers *all)
{
	return all->buffered + all->held >= all->hard_max;
}

static void
set_paused(Transfer *t, bool paused)
{
	t->all->paused += paused - t->paused;
	t->paused = paused;
}

void
transfer_resume(Transfer *t)
{
	if (!t->paused)
		return;
	set_paused(t, false);
	curl_easy_pause(t->easy, CURLPAUSE_CONT);
}

/* With too much in memory only one transfer goes on; the others wait until
 * there is room, or it has ended. */
static bool
must_pause(Transfer *t)
{
	Transfers *all = t->all;
	if (!transfers_are_full(all))
		return false;
	if (!all->leader)
		all->leader = t;
	return all->leader != t;
}

static size_t
on_body(char *data, size_t size, size_t n, void *user)
{
	Transfer *t = user;
	gsize len = size * n;
	int status = status_of(t);
	if (status < 200 || status >= 300) {
		t->dropped += len;
		return t->dropped > MAX_DROPPED ? 0 : len;
	}
	if (must_pause(t)) {
		set_paused(t, true);
		return CURL_WRITEFUNC_PAUSE;
	}
	if (!buf_append(&t->body, data, len)) {
		g_autofree char *size_words = g_format_size(t->body.max);
		/* L10N: %s is a size like "32 MB". */
		t->problem =
			g_strdup_printf(_("it is larger than %s"), size_words);
		return 0;
	}
	t->all->answering += t->body.len == len;
	t->all->buffered += len;
	return len;
}

/* Whether a proxy stands before it, as libcurl reads the environment. */
static bool
has_proxy(const Transfer *t)
{
	static const char *const plain[] = { "http_proxy", "all_proxy",
		"ALL_PROXY", NULL };
	static const char *const secure[] = { "https_proxy", "HTTPS_PROXY",
		"all_proxy", "ALL_PROXY", NULL };
	if (t->proxy)
		return *t->proxy != '\0';
	const char *const *names = is_secure(t->url) ? secure : plain;
	for (; *names; names++) {
		const char *value = g_getenv(*names);
		if (value && *value)
			return true;
	}
	return false;
}

static curl_socket_t
on_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
	Transfer *t = user;
	bool barred = t->stranger || (t->hops > 0 && t->from_public);
	if (purpose == CURLSOCKTYPE_IPCXN && barred &&
		address_is_private(&address->addr) && !has_proxy(t)) {
		set_problem(t,
			t->hops ? _("the server redirects to a private "
				    "network, which is refused")
				: _("the address leads into a private "
				    "network, which is refused"));
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		address->protocol);
}

static char **
copy_lines(const char *const *lines)
{
	g_autoptr(GStrvBuilder) copy = g_strv_builder_new();
	for (; lines && *lines; lines++)
		g_strv_builder_add(copy, *lines);
	return g_strv_builder_end(copy);
}

Transfer *
transfer_new(Transfers *all, const NetRequest *request, gpointer data)
{
	Transfer *t = g_new0(Transfer, 1);
	t->all = all;
	t->data = data;
	t->url = g_strdup(request->url);
	t->origin = url_origin(t->url);
	t->first_origin = g_strdup(t->origin);
	t->etag = g_strdup(request->etag);
	t->last_modified = g_strdup(request->last_modified);
	t->validators_url =
		g_strdup(request->validators_url ? request->validators_url
						 : request->url);
	t->user_agent = g_strdup(request->user_agent ? request->user_agent
						     : all->options.user_agent);
	t->proxy =
		g_strdup(request->proxy ? request->proxy : all->options.proxy);
	t->credentials = g_strdup(request->credentials);
	t->extra_headers = copy_lines(request->headers);
	t->accept = request->accept;
	t->insecure = request->insecure;
	t->stranger = request->stranger;
	t->timeout = request->timeout ? request->timeout : all->options.timeout;
	t->only_permanent = true;
	buf_init(&t->body,
		request->max_body ? request->max_body : all->options.max_body);
	return t;
}

/* Its body is somebody else's, or nobody's. */
static void
uncount_body(Transfer *t)
{
	t->all->buffered -= t->body.len;
	t->all->answering -= t->body.len > 0;
}

static void
drop_body(Transfer *t)
{
	uncount_body(t);
	buf_clear(&t->body);
}

void
transfer_free(Transfer *t)
{
	drop_body(t);
	set_paused(t, false);
	if (t->all->leader == t)
		t->all->leader = NULL;
	if (t->easy)
		curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->header_lines);
	headers_clear(&t->headers);
	g_strfreev(t->extra_headers);
	char *strings[] = { t->url, t->origin, t->first_origin, t->etag,
		t->last_modified, t->validators_url, t->user_agent, t->proxy,
		t->credentials, t->moved_to, t->problem };
	for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
		g_free(strings[i]);
	g_free(t);
}

static void
add_line(Transfer *t, const char *name, const char *value)
{
	/* A line end in a value would be a header of a stranger's. */
	if (!value || strpbrk(value, "\r\n"))
		return;
	g_autofree char *line = g_strconcat(name, value, NULL);
	t->header_lines = curl_slist_append(t->header_lines, line);
}

/* Some redirects lead to an address with another token each time. */
static bool
same_place(const char *a, const char *b)
{
	gsize n = strcspn(a, "?#");
	return n == strcspn(b, "?#") && memcmp(a, b, n) == 0;
}

static void
prepare_headers(Transfer *t, bool at_home)
{
	g_clear_pointer(&t->header_lines, curl_slist_free_all);
	add_line(t, accepts[t->accept], "");
	if (t->accept == NET_FEED)
		add_line(t, "A-IM: feed", "");
	if (same_place(t->url, t->validators_url)) {
		add_line(t, "If-None-Match: ", t->etag);
		add_line(t, "If-Modified-Since: ", t->last_modified);
	}
	for (char **h = t->extra_headers; at_home && *h; h++)
		add_line(t, "", *h);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->header_lines);
}

static void
prepare_limits(const Transfer *t)
{
	CURL *easy = t->easy;
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT,
		(long)t->all->options.connect_timeout);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* Else everybody waits for a name server that does not answer, long
	 * after the time for connecting is over. */
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, STALL_SPEED);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
		(long)t->all->options.stall_timeout);
	/* A server that drips a byte a second must end as well. */
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)t->timeout);
}

/* libcurl 7.88 loses the end of HTTP/2 streams under load. */
static long
http_version(int http2)
{
	if (http2)
		return http2 == 1 ? CURL_HTTP_VERSION_1_1
				  : CURL_HTTP_VERSION_2TLS;
	bool new_enough =
		curl_version_info(CURLVERSION_NOW)->version_num >= 0x080000;
	return new_enough ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1;
}

static void
prepare_callbacks(Transfer *t)
{
	CURL *easy = t->easy;
	curl_easy_setopt(easy, CURLOPT_PRIVATE, t);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

static void
prepare_access(Transfer *t, bool at_home)
{
	CURL *easy = t->easy;
	if (t->insecure && at_home) {
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
	}
	if (t->proxy)
		curl_easy_setopt(easy, CURLOPT_PROXY, t->proxy);
	/* What no_proxy names is inside. */
	if (t->stranger)
		curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	if (t->credentials && at_home) {
		curl_easy_setopt(easy, CURLOPT_USERPWD, t->credentials);
		curl_easy_setopt(easy, CURLOPT_HTTPAUTH,
			CURLAUTH_BASIC | CURLAUTH_DIGEST);
	}
}

void
transfer_prepare(Transfer *t)
{
	if (!t->easy)
		t->easy = curl_easy_init();
	else
		curl_easy_reset(t->easy);
	bool at_home = g_strcmp0(t->origin, t->first_origin) == 0;
	prepare_callbacks(t);
	prepare_limits(t);
	prepare_headers(t, at_home);
	CURL *easy = t->easy;
	curl_easy_setopt(easy, CURLOPT_URL, t->url);
	curl_easy_setopt(easy, CURLOPT_USERAGENT,
		t->user_agent ? t->user_agent : net_user_agent());
	if (!t->unpacked)
		curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
		t->again ? CURL_HTTP_VERSION_1_1
			 : http_version(t->all->options.http2));
	/* on_socket() must see each new origin's address. */
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT,
		(long)(t->again || !at_home || t->stranger));
	prepare_access(t, at_home);
	t->header_bytes = t->dropped = 0;
	headers_clear(&t->headers);
}

static bool
is_redirect(int status)
{
	return status == 301 || status == 302 || status == 303 ||
		status == 307 || status == 308;
}

/* Where this hop's answer came from; NULL: nobody was reached. */
static const char *
address_of(const Transfer *t)
{
	const char *ip = NULL;
	curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &ip);
	return ip && *ip ? ip : NULL;
}

static void
note_first_address(Transfer *t)
{
	const char *ip = address_of(t);
	t->from_public = ip && !address_text_is_private(ip);
}

static bool
is_inside(const Transfer *t)
{
	const char *ip = address_of(t);
	return ip && address_text_is_private(ip) && !has_proxy(t);
}

/* libcurl tells it only where the body, which nobody wants, came whole. */
static char *
redirect_target(const Transfer *t)
{
	const char *next = NULL, *location = t->headers.value[H_LOCATION];
	curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &next);
	if (next)
		return g_strdup(next);
	return location ? url_resolve(t->url, location) : NULL;
}

static bool
next_hop(Transfer *t, int status)
{
	g_autofree char *next = redirect_target(t);
	if (!next)
		return false;
	if (++t->hops > NET_MAX_REDIRECTS) {
		set_problem(t, _("the server redirects again and again"));
	} else if (!may_be_fetched(next)) {
		set_problem(t,
			_("the server redirects to something that is "
			  "no web address"));
	} else if (is_secure(t->url) && !is_secure(next)) {
		set_problem(t,
			_("the server redirects from https to http, "
			  "which is refused"));
	}
	if (t->problem)
		return false;
	if (t->hops == 1)
		note_first_address(t);
	t->only_permanent &= status == 301 || status == 308;
	if (t->only_permanent) {
		g_free(t->moved_to);
		t->moved_to = g_strdup(next);
	}
	g_free(t->url);
	t->url = g_steal_pointer(&next);
	g_free(t->origin);
	t->origin = url_origin(t->url);
	return true;
}

/* Connections that broke off are worth a second try; so is what cannot be
 * unpacked: some servers name a packing that is none ("utf-8"). */
static bool
try_again(Transfer *t, CURLcode code)
{
	static const CURLcode codes[] = { CURLE_GOT_NOTHING, CURLE_RECV_ERROR,
		CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM,
		CURLE_BAD_CONTENT_ENCODING };
	if (t->again)
		return false;
	long version = 0;
	curl_easy_getinfo(t->easy, CURLINFO_HTTP_VERSION, &version);
	bool worth = code == CURLE_OPERATION_TIMEDOUT &&
		version > CURL_HTTP_VERSION_1_1;
	for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
		worth |= code == codes[i];
	t->again = worth;
	t->unpacked = code == CURLE_BAD_CONTENT_ENCODING;
	return worth;
}

bool
transfer_goes_on(Transfer *t, CURLcode code)
{
	set_paused(t, false);
	if (t->problem)
		return false;
	int status = status_of(t);
	bool on = is_redirect(status) ? next_hop(t, status)
				      : code != CURLE_OK && try_again(t, code);
	if (on)
		drop_body(t);
	return on;
}

static char *
host_of(const char *url)
{
	g_autofree char *host = url_host(url);
	return g_strdup(host && *host ? host : url);
}

static char *
what_is_wrong(Transfer *t, CURLcode code, int status)
{
	if (t->problem)
		return g_steal_pointer(&t->problem);
	if (status >= 400)
		return words_for_status(status);
	bool is_of_use = (status >= 200 && status < 300) || status == 304;
	if (code != CURLE_OK && (is_of_use || !status)) {
		g_autofree char *host = host_of(t->url);
		return words_for_code((int)code, host);
	}
	if (is_of_use)
		return NULL;
	return g_strdup_printf(
		_("the server's answer makes no sense (%d)"), status);
}

static char *
take_header(Transfer *t, HeaderName name)
{
	return g_steal_pointer(&t->headers.value[name]);
}

NetResponse *
transfer_response(Transfer *t, CURLcode code)
{
	NetResponse *r = g_new0(NetResponse, 1);
	gint64 now = clock_now();
	r->status = status_of(t);
	r->url = g_strdup(t->url);
	r->moved_to = g_steal_pointer(&t->moved_to);
	r->retry_at = headers_retry_at(&t->headers, now);
	r->fresh = headers_fresh(&t->headers, now);
	r->type = take_header(t, H_CONTENT_TYPE);
	r->etag = take_header(t, H_ETAG);
	r->last_modified = take_header(t, H_LAST_MODIFIED);
	r->link = take_header(t, H_LINK);
	r->untrusted = code == CURLE_PEER_FAILED_VERIFICATION;
	r->inside = is_inside(t);
	r->error = what_is_wrong(t, code, r->status);
	if (r->error)
		drop_body(t);
	uncount_body(t);
	r->body = buf_take(&t->body, &r->len);
	return r;
}

NetResponse *
transfer_unasked(const char *url, char *error)
{
	NetResponse *r = g_new0(NetResponse, 1);
	r->url = g_strdup(url);
	r->body = g_strdup("");
	r->error = error;
	return r;
}

void
net_response_free(NetResponse *r)
{
	if (!r)
		return;
	char *strings[] = { r->url, r->moved_to, r->body, r->type, r->etag,
		r->last_modified, r->link, r->error };
	for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
		g_free(strings[i]);
	g_free(r);
}
