/* SPDX-License-Identifier: MIT
 *
 * One request against a server that does not mean well.
 */
#include <config.h>

#include "net/net.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/time.h>

#include "httpd.h"

static Httpd *server;

static NetResponse *
get_with(const char *path, const NetOptions *options, NetRequest request)
{
	g_autofree char *url = httpd_url(server, path);
	request.url = url;
	return net_get(options, &request, NULL);
}

static NetResponse *
get(const char *path)
{
	NetOptions options = { .stall_timeout = 1 };
	return get_with(path, &options, (NetRequest){ 0 });
}

static void
assert_error(const char *path, const char *words)
{
	g_autoptr(NetResponse) r = get(path);
	g_assert_nonnull(r->error);
	if (!strstr(r->error, words))
		g_test_message("%s: %s", path, r->error);
	g_assert_nonnull(strstr(r->error, words));
	g_assert_cmpint(r->len, ==, 0);
}

static void
test_plain(void)
{
	g_autoptr(NetResponse) r = get("/plain?type=text/x-y&link=<f>;rel=x");
	g_assert_null(r->error);
	g_assert_cmpint(r->status, ==, 200);
	g_assert_cmpstr(r->body, ==, "hello\n");
	g_assert_cmpint(r->len, ==, 6);
	g_assert_cmpstr(r->type, ==, "text/x-y");
	g_assert_cmpstr(r->link, ==, "<f>;rel=x");
	g_assert_null(r->moved_to);
	g_assert_true(g_str_has_prefix(r->url, "http://127.0.0.1:"));
}

static void
test_manners(void)
{
	g_autoptr(NetResponse) r = get("/manners");
	g_autofree char *agent = httpd_header(server, "/manners", "user-agent");
	g_autofree char *accept = httpd_header(server, "/manners", "accept");
	g_autofree char *im = httpd_header(server, "/manners", "a-im");
	g_assert_true(g_str_has_prefix(agent, "courant/" PACKAGE_VERSION));
	g_assert_nonnull(strstr(agent, "(+http"));
	g_assert_true(g_str_has_prefix(accept, "application/atom+xml"));
	g_assert_nonnull(strstr(accept, "*/*"));
	g_assert_cmpstr(im, ==, "feed");
	g_assert_null(httpd_header(server, "/manners", "cookie"));
	g_assert_null(httpd_header(server, "/manners", "referer"));
	g_assert_null(httpd_header(server, "/manners", "if-none-match"));
}

static void
test_validators(void)
{
	const char *path = "/v?etag=W/%22a%20%20b%22&modified=tue,+01+nOV";
	g_autoptr(NetResponse) first = get(path);
	g_assert_cmpstr(first->etag, ==, "W/\"a  b\"");
	g_assert_cmpstr(first->last_modified, ==, "tue, 01 nOV");
	NetRequest request = { .etag = first->etag,
		.last_modified = first->last_modified };
	g_autoptr(NetResponse) second = get_with(path, NULL, request);
	g_autofree char *match = httpd_header(server, "/v", "if-none-match");
	g_autofree char *since =
		httpd_header(server, "/v", "if-modified-since");
	g_assert_cmpint(second->status, ==, 304);
	g_assert_null(second->error);
	g_assert_cmpstr(match, ==, "W/\"a  b\"");
	g_assert_cmpstr(since, ==, "tue, 01 nOV");
}

static void
test_header_injection(void)
{
	NetRequest request = { .etag = "x\r\nEvil: yes" };
	g_autoptr(NetResponse) r = get_with("/inject", NULL, request);
	g_assert_null(httpd_header(server, "/inject", "evil"));
	g_assert_null(httpd_header(server, "/inject", "if-none-match"));
}

static void
test_packed(void)
{
	g_autoptr(NetResponse) r = get("/p?size=100000&gzip");
	g_assert_null(r->error);
	g_assert_cmpint(r->len, ==, 100000);
	assert_error("/p?gzip2", "packed more than once");
}

/* Some servers take the header for the encoding of letters. */
static void
test_odd_packing(void)
{
	g_autoptr(NetResponse) r = get("/odd?encoding=utf-8");
	g_assert_null(r->error);
	g_assert_cmpstr(r->body, ==, "hello\n");
	g_assert_cmpint(httpd_hits(server, "/odd"), ==, 2);
}

/* A long list is not read anew with each header: that would take minutes. */
static void
test_many_headers(void)
{
	struct itimerval limit = { .it_value = { .tv_sec = 5 } };
	struct itimerval none = { 0 };
	setitimer(ITIMER_PROF, &limit, NULL);
	for (int i = 0; i < 4; i++) {
		g_autoptr(NetResponse) r = get_with(
			"/h?lines=5000&commas=30000", NULL, (NetRequest){ 0 });
		g_assert_cmpstr(r->error, ==, NULL);
	}
	setitimer(ITIMER_PROF, &none, NULL);
}

static void
test_too_large(void)
{
	NetOptions options = { .max_body = 1024 * 1024 };
	static const char *const paths[] = { "/l?bomb=64", "/l?endless",
		"/l?size=1048577" };
	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(NetResponse) r =
			get_with(paths[i], &options, (NetRequest){ 0 });
		g_assert_nonnull(r->error);
		g_assert_nonnull(strstr(r->error, "larger than 1.0"));
	}
	g_autoptr(NetResponse) r =
		get_with("/l?size=1048576", &options, (NetRequest){ 0 });
	g_assert_null(r->error);
}

static void
test_failures(void)
{
	assert_error("/f?status=404", "nothing at this address (404)");
	assert_error("/f?status=410", "gone for good (410)");
	assert_error("/f?status=503", "overloaded (503)");
	assert_error("/f?status=418", "says no (418)");
	assert_error("/f?status=599", "error of its own (599)");
	assert_error("/f?status=300", "makes no sense (300)");
	assert_error("/f?status=300&endless", "makes no sense (300)");
	assert_error("/f?status=404&endless", "nothing at this address");
	assert_error("/f?size=1000&truncate", "broke off");
	assert_error("/f?size=1000&stall", "in time");
	assert_error("/f?headers=100000", "too many headers");
}

static void
test_no_host(void)
{
	NetRequest request = { .url = "http://no-such-host.invalid/" };
	g_autoptr(NetResponse) r = net_get(NULL, &request, NULL);
	g_assert_cmpstr(r->error, ==,
		"the host name no-such-host.invalid is not known");
	request.url = "http://127.0.0.1:1/";
	g_autoptr(NetResponse) dead = net_get(NULL, &request, NULL);
	g_assert_nonnull(strstr(dead->error, "does not answer"));
}

static void
test_schemes(void)
{
	static const char *const urls[] = { "file:///etc/passwd",
		"ftp://127.0.0.1/x", "gopher://127.0.0.1/", "nonsense", "" };
	for (gsize i = 0; i < G_N_ELEMENTS(urls); i++) {
		NetRequest request = { .url = urls[i] };
		g_autoptr(NetResponse) r = net_get(NULL, &request, NULL);
		g_assert_nonnull(r->error);
		g_assert_cmpint(r->status, ==, 0);
	}
}

static void
test_redirects(void)
{
	g_autoptr(NetResponse) for_now = get("/r?status=302&to=/there");
	g_assert_null(for_now->error);
	g_assert_true(g_str_has_suffix(for_now->url, "/there"));
	g_assert_null(for_now->moved_to);

	g_autoptr(NetResponse) moved = get("/r?status=301&to=/there");
	g_assert_true(g_str_has_suffix(moved->moved_to, "/there"));

	g_autoptr(NetResponse) both =
		get("/r?status=308&to=/r%3Fstatus=302%26to=/end");
	g_assert_true(g_str_has_suffix(both->url, "/end"));
	g_assert_true(g_str_has_suffix(both->moved_to, "to=/end"));

	g_autoptr(NetResponse) late =
		get("/r?status=307&to=/r%3Fstatus=301%26to=/end");
	g_assert_null(late->moved_to);

	g_autoptr(NetResponse) gone = get("/r?status=302&to=/x%3Fstatus=410");
	g_assert_cmpint(gone->status, ==, 410);
}

static void
test_bad_redirects(void)
{
	assert_error("/loop?status=302&to=/loop%3Fstatus=302%26to=/loop"
		     "%253Fstatus=302%2526to=/nowhere%25253Fstatus=404",
		"nothing at this address");
	assert_error("/b?status=302&to=file:///etc/passwd", "no web address");
	assert_error("/b?status=302&to=ftp://127.0.0.1/", "no web address");
	assert_error("/b?status=302", "makes no sense (302)");
}

/* Nobody wants the body of a redirect, so it may be anything. */
static void
test_redirect_bodies(void)
{
	static const char *const paths[] = { "/rb?status=302&to=/there&endless",
		"/rb?status=301&to=/there&size=1000000",
		"/rb?status=302&to=/there&size=1000&truncate",
		"/rb?status=307&to=/there&size=1000&stall" };
	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(NetResponse) r = get(paths[i]);
		g_assert_cmpstr(r->error, ==, NULL);
		g_assert_true(g_str_has_suffix(r->url, "/there"));
		g_assert_cmpstr(r->body, ==, "hello\n");
	}
}

static void
test_redirect_loop(void)
{
	g_autofree char *root = g_dir_make_tmp("courant-XXXXXX", NULL);
	g_autofree char *rules = g_build_filename(root, "rules", NULL);
	g_file_set_contents(rules, "/a status=302&to=/a\n", -1, NULL);
	Httpd *looping = httpd_start(root, 0, false, false);
	g_autofree char *url = httpd_url(looping, "/a");
	NetRequest request = { .url = url };
	g_autoptr(NetResponse) r = net_get(NULL, &request, NULL);
	g_assert_nonnull(strstr(r->error, "again and again"));
	g_assert_cmpint(httpd_hits(looping, "/a"), ==, NET_MAX_REDIRECTS + 1);
	httpd_stop(looping);
	g_assert_cmpint(g_remove(rules), ==, 0);
	g_assert_cmpint(g_rmdir(root), ==, 0);
}

/* A redirect to another origin takes neither password nor headers along. */
static void
test_credentials(void)
{
	const char *const headers[] = { "X-Key: 1", NULL };
	NetRequest request = { .credentials = "me:secret", .headers = headers };
	g_autoptr(NetResponse) r = get_with("/c?auth=me:secret", NULL, request);
	g_assert_null(r->error);
	g_autofree char *key = httpd_header(server, "/c", "x-key");
	g_assert_cmpstr(key, ==, "1");

	/* Nor when that asks for them. */
	Httpd *other = httpd_start(NULL, 0, false, false);
	g_autofree char *there = httpd_url(other, "/there?auth=me:secret");
	g_autofree char *path = g_strconcat("/c2?status=302&to=", there, NULL);
	g_autoptr(NetResponse) away = get_with(path, NULL, request);
	g_assert_cmpint(away->status, ==, 401);
	g_assert_cmpint(httpd_hits(other, "/there"), ==, 1);
	g_assert_null(httpd_header(other, "/there", "authorization"));
	g_assert_null(httpd_header(other, "/there", "x-key"));
	httpd_stop(other);
	assert_error("/c?auth=me:secret", "user name and password (401)");
}

/* Validators are sent where they came from, and nowhere else. */
static void
test_validators_redirected(void)
{
	Httpd *other = httpd_start(NULL, 0, false, false);
	g_autofree char *there = httpd_url(other, "/new?etag=%22n%22");
	g_autofree char *path = g_strconcat(
		"/old?etag=%22n%22&no304&status=302&to=", there, NULL);
	NetRequest request = { .etag = "\"n\"", .last_modified = "x" };
	g_autoptr(NetResponse) moved = get_with(path, NULL, request);
	g_autofree char *home =
		httpd_header(server, "/old", "if-modified-since");
	g_assert_cmpint(moved->status, ==, 200);
	g_assert_cmpstr(home, ==, "x");
	g_assert_null(httpd_header(other, "/new", "if-none-match"));
	g_assert_null(httpd_header(other, "/new", "if-modified-since"));

	g_autofree char *came_from = httpd_url(other, "/new?token=1");
	request.validators_url = came_from;
	g_autoptr(NetResponse) again = get_with(path, NULL, request);
	g_autofree char *match = httpd_header(other, "/new", "if-none-match");
	g_assert_cmpint(again->status, ==, 304);
	g_assert_cmpstr(match, ==, "\"n\"");
	g_assert_null(httpd_header(server, "/old", "if-none-match"));
	httpd_stop(other);
}

static void
test_user_agent(void)
{
	NetRequest request = { .user_agent = "own/1" };
	g_autoptr(NetResponse) r = get_with("/ua", NULL, request);
	g_autofree char *agent = httpd_header(server, "/ua", "user-agent");
	g_assert_cmpstr(agent, ==, "own/1");
}

static void
test_stranger(void)
{
	NetRequest request = { .stranger = true };
	g_autoptr(NetResponse) r = get_with("/inside", NULL, request);
	g_assert_nonnull(strstr(r->error, "private network"));
	g_assert_cmpint(httpd_hits(server, "/inside"), ==, 0);
}

/* A proxy for https says nothing of http; nor does one with no name. */
static void
test_stranger_proxies(void)
{
	static const char *const variables[] = { "https_proxy", "http_proxy" };
	static const char *const values[] = { "http://127.0.0.1:1", "" };
	NetRequest request = { .stranger = true };
	for (gsize i = 0; i < G_N_ELEMENTS(variables); i++) {
		g_setenv(variables[i], values[i], TRUE);
		g_autoptr(NetResponse) r = get_with("/inside", NULL, request);
		g_unsetenv(variables[i]);
		g_assert_nonnull(r->error);
		g_assert_nonnull(strstr(r->error, "private network"));
	}
	g_assert_cmpint(httpd_hits(server, "/inside"), ==, 0);
}

/* Where there is a proxy, no_proxy is no way round it. */
static void
test_stranger_no_proxy(void)
{
	NetRequest request = { .stranger = true };
	g_setenv("http_proxy", "http://127.0.0.1:1", TRUE);
	g_setenv("no_proxy", "127.0.0.1", TRUE);
	g_autoptr(NetResponse) r = get_with("/inside", NULL, request);
	g_unsetenv("http_proxy");
	g_unsetenv("no_proxy");
	g_assert_nonnull(r->error);
	g_assert_cmpint(httpd_hits(server, "/inside"), ==, 0);
}

static bool
at_once(void)
{
	return true;
}

static void
test_stopped(void)
{
	g_autofree char *url = httpd_url(server, "/s?size=1000&stall");
	NetRequest request = { .url = url };
	g_autoptr(NetResponse) r = net_get(NULL, &request, at_once);
	g_assert_nonnull(r->error);
	g_assert_cmpint(r->status, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	server = httpd_start(NULL, 0, false, false);
	g_test_add_func("/net/get/plain", test_plain);
	g_test_add_func("/net/get/manners", test_manners);
	g_test_add_func("/net/get/validators", test_validators);
	g_test_add_func(
		"/net/get/validators-redirected", test_validators_redirected);
	g_test_add_func("/net/get/header-injection", test_header_injection);
	g_test_add_func("/net/get/packed", test_packed);
	g_test_add_func("/net/get/odd-packing", test_odd_packing);
	g_test_add_func("/net/get/many-headers", test_many_headers);
	g_test_add_func("/net/get/too-large", test_too_large);
	g_test_add_func("/net/get/failures", test_failures);
	g_test_add_func("/net/get/no-host", test_no_host);
	g_test_add_func("/net/get/schemes", test_schemes);
	g_test_add_func("/net/get/redirects", test_redirects);
	g_test_add_func("/net/get/bad-redirects", test_bad_redirects);
	g_test_add_func("/net/get/redirect-loop", test_redirect_loop);
	g_test_add_func("/net/get/redirect-bodies", test_redirect_bodies);
	g_test_add_func("/net/get/credentials", test_credentials);
	g_test_add_func("/net/get/user-agent", test_user_agent);
	g_test_add_func("/net/get/stranger", test_stranger);
	g_test_add_func("/net/get/stranger-proxies", test_stranger_proxies);
	g_test_add_func("/net/get/stranger-no-proxy", test_stranger_no_proxy);
	g_test_add_func("/net/get/stopped", test_stopped);
	int status = g_test_run();
	httpd_stop(server);
	return status;
}
