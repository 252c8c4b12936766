/* SPDX-License-Identifier: MIT
 *
 * Many hosts, and one whose name nobody finds: names are looked up by the
 * test itself.
 */
#include <config.h>

#include "net/net.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "httpd.h"

enum { HOSTS = 100, AT_ONCE = 8, MAX_FD = 1024 };

static Httpd *server;

static struct {
	GMutex lock;
	GCond changed;
	bool released, gave_up;
	int waiting;
} resolver;

/* Waits for the test to end, but not for ever. */
static void
look_in_vain(void)
{
	gint64 until = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;
	g_mutex_lock(&resolver.lock);
	resolver.waiting++;
	while (!resolver.released && !resolver.gave_up)
		resolver.gave_up = !g_cond_wait_until(
			&resolver.changed, &resolver.lock, until);
	resolver.waiting--;
	g_cond_broadcast(&resolver.changed);
	g_mutex_unlock(&resolver.lock);
}

/* In the place of libc's: "slow.test" is never found, all others below "test"
 * are here. */
int
getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
	struct addrinfo **found)
{
	int (*real)(const char *, const char *, const struct addrinfo *,
		struct addrinfo **);
	*(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
	if (g_strcmp0(node, "slow.test") == 0) {
		look_in_vain();
		return EAI_AGAIN;
	}
	bool here = node && g_str_has_suffix(node, ".test");
	return real(here ? "127.0.0.1" : node, service, hints, found);
}

/* Those from this process to the server. */
static int
open_connections(void)
{
	int n = 0;
	for (int fd = 0; fd < MAX_FD; fd++) {
		struct sockaddr_in peer;
		socklen_t len = sizeof peer;
		n += getpeername(fd, (struct sockaddr *)&peer, &len) == 0 &&
			peer.sin_family == AF_INET &&
			peer.sin_port == htons((guint16)httpd_port(server));
	}
	return n;
}

static void
count(NetResponse *response, gpointer data, gpointer user)
{
	int *most = user;
	g_assert_null(response->error);
	*most = MAX(*most, open_connections());
	net_response_free(response);
}

/* Each may have but so many files open. */
static void
test_idle_connections(void)
{
	NetOptions options = { .in_flight = AT_ONCE };
	int most = 0;
	g_autoptr(Net) net = net_new(&options, count, &most);
	for (int i = 0; i < HOSTS; i++) {
		g_autofree char *url = g_strdup_printf(
			"http://h%d.test:%d/", i, httpd_port(server));
		NetRequest request = { .url = url };
		net_add(net, &request, NULL);
	}
	while (net_run(net, 1000))
		;
	g_assert_cmpint(most, >, 0);
	g_assert_cmpint(most, <=, 2 * AT_ONCE);
}

/* Who waits for a name server ends in time, and keeps nobody waiting. */
static void
test_slow_name(void)
{
	NetOptions options = { .connect_timeout = 1 };
	NetRequest request = { .url = "http://slow.test/" };
	g_autoptr(NetResponse) r = net_get(&options, &request, NULL);
	g_mutex_lock(&resolver.lock);
	bool gave_up = resolver.gave_up;
	resolver.released = true;
	g_cond_broadcast(&resolver.changed);
	while (resolver.waiting)
		g_cond_wait(&resolver.changed, &resolver.lock);
	g_mutex_unlock(&resolver.lock);
	g_assert_nonnull(strstr(r->error, "in time"));
	g_assert_false(gave_up);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	server = httpd_start(NULL, 0, false, false);
	g_test_add_func("/net/hosts/idle-connections", test_idle_connections);
	g_test_add_func("/net/hosts/slow-name", test_slow_name);
	int status = g_test_run();
	httpd_stop(server);
	return status;
}
