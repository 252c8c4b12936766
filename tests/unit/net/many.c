/* SPDX-License-Identifier: MIT
 *
 * Many requests at once.
 */
#include <config.h>

#include "net/net.h"

#include <string.h>

#include "httpd.h"

static Httpd *server;

typedef struct {
	int ok, failed, not_asked;
	gsize bytes;
	Net *net;
} Sum;

static void
count(NetResponse *r, gpointer data, gpointer user)
{
	Sum *sum = user;
	if (r->error)
		sum->failed++;
	else
		sum->ok++;
	sum->not_asked += r->not_asked;
	sum->bytes += r->len;
	net_response_free(r);
}

static void
add(Net *net, const char *path)
{
	g_autofree char *url = httpd_url(server, path);
	NetRequest request = { .url = url };
	net_add(net, &request, NULL);
}

static Sum
run(const NetOptions *options, const char *path, int n)
{
	Sum sum = { 0 };
	g_autoptr(Net) net = net_new(options, count, &sum);
	for (int i = 0; i < n; i++)
		add(net, path);
	while (net_run(net, 1000))
		;
	return sum;
}

static void
test_all(void)
{
	Sum sum = run(NULL, "/all?size=1000", 300);
	g_assert_cmpint(sum.ok, ==, 300);
	g_assert_cmpint(sum.bytes, ==, 300000);
}

/* Bodies of 40 MB in all pass through a memory of half a megabyte. */
static void
test_little_memory(void)
{
	NetOptions options = { .max_memory = 512 * 1024, .per_host = 50 };
	Sum sum = run(&options, "/m?size=1000000", 40);
	g_assert_cmpint(sum.ok, ==, 40);
	g_assert_cmpint(sum.bytes, ==, 40000000);
}

/* One that came while memory was short does not stop the others once there is
 * room again, however long it takes itself. */
static void
test_room_again(void)
{
	NetOptions options = { .max_memory = 100000, .per_host = 4 };
	Sum sum = { 0 };
	g_autoptr(Net) net = net_new(&options, count, &sum);
	net_set_held(net, 150000);
	add(net, "/slow?size=200000&stall");
	for (int i = 0; i < 50; i++)
		net_run(net, 20);
	add(net, "/one?size=90000");
	add(net, "/two?size=90000");
	while (httpd_hits(server, "/two") == 0)
		net_run(net, 20);
	for (int i = 0; i < 10; i++)
		net_run(net, 20);
	net_set_held(net, 0);
	while (sum.ok < 2 && sum.failed == 0)
		net_run(net, 20);
	g_assert_cmpint(sum.failed, ==, 0);
}

static void
test_one_bad(void)
{
	NetOptions options = { .stall_timeout = 1 };
	Sum sum = { 0 };
	g_autoptr(Net) net = net_new(&options, count, &sum);
	add(net, "/bad?size=10&stall");
	add(net, "/bad?status=500");
	for (int i = 0; i < 20; i++)
		add(net, "/good");
	while (net_run(net, 1000))
		;
	g_assert_cmpint(sum.ok, ==, 20);
	g_assert_cmpint(sum.failed, ==, 2);
}

/* After a 429 with Retry-After nobody else at that host is asked. */
static void
test_whole_host(void)
{
	NetOptions options = { .per_host = 1 };
	Sum sum = run(&options, "/busy?status=429&retry-after=60", 10);
	g_assert_cmpint(sum.failed, ==, 10);
	g_assert_cmpint(sum.not_asked, ==, 9);
	g_assert_cmpint(httpd_hits(server, "/busy"), ==, 1);
}

static void
add_more(NetResponse *r, gpointer data, gpointer user)
{
	Sum *sum = user;
	if (++sum->ok < 5)
		add(sum->net, "/more");
	net_response_free(r);
}

static void
test_added_meanwhile(void)
{
	Sum sum = { 0 };
	g_autoptr(Net) net = net_new(NULL, add_more, &sum);
	sum.net = net;
	add(net, "/more");
	while (net_run(net, 1000))
		;
	g_assert_cmpint(sum.ok, ==, 5);
}

static void
test_dropped(void)
{
	Sum sum = { 0 };
	g_autoptr(Net) net = net_new(NULL, count, &sum);
	for (int i = 0; i < 20; i++)
		add(net, "/dropped?size=1000&stall");
	net_run(net, 10);
	g_assert_cmpint(sum.ok, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	server = httpd_start(NULL, 0, false, false);
	g_test_add_func("/net/many/all", test_all);
	g_test_add_func("/net/many/little-memory", test_little_memory);
	g_test_add_func("/net/many/room-again", test_room_again);
	g_test_add_func("/net/many/one-bad", test_one_bad);
	g_test_add_func("/net/many/whole-host", test_whole_host);
	g_test_add_func("/net/many/added-meanwhile", test_added_meanwhile);
	g_test_add_func("/net/many/dropped", test_dropped);
	int status = g_test_run();
	httpd_stop(server);
	return status;
}
