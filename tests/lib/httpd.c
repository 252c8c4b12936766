/* SPDX-License-Identifier: MIT
 *
 * The loopback server.
 */
#include <config.h>

#include "httpd.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <zlib.h>

struct Httpd {
	struct MHD_Daemon *daemon;
	char *root;
	int latency_ms;
	bool no304;
	pthread_mutex_t lock; /* not GMutex: ThreadSanitizer sees it */
	GHashTable *rules; /* path -> words */
	GHashTable *hits;  /* path -> number */
	GHashTable *seen;  /* "path\nname" -> value */
	FILE *log;         /* or NULL */
	int stopping;
	int open; /* requests that wait for their answer */
};

/* One answer being made. */
typedef struct {
	Httpd *server;
	struct MHD_Connection *connection;
	GHashTable *words;
	char *body;
	gsize len;
	gsize shown; /* bytes that a slow reader gives before it slows down */
	bool endless, drip;
	char *etag, *modified;
	const char *type;
} Answer;

static const char *
word(const Answer *a, const char *name)
{
	return g_hash_table_lookup(a->words, name);
}

static void
add_words(GHashTable *words, const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "&", -1);
	for (char **p = parts; *p; p++) {
		char *value = strchr(*p, '=');
		if (value)
			*value++ = '\0';
		char *plain = g_uri_unescape_string(value ? value : "", NULL);
		g_hash_table_replace(
			words, g_strdup(*p), plain ? plain : g_strdup(""));
	}
}

static enum MHD_Result
take_word(void *user, enum MHD_ValueKind kind, const char *name,
	const char *value)
{
	g_hash_table_replace(
		user, g_strdup(name), g_strdup(value ? value : ""));
	return MHD_YES;
}

typedef struct {
	Httpd *server;
	const char *path;
} Seen;

static enum MHD_Result
take_header(void *user, enum MHD_ValueKind kind, const char *name,
	const char *value)
{
	const Seen *s = user;
	g_autofree char *lower = g_ascii_strdown(name, -1);
	g_hash_table_replace(s->server->seen,
		g_strconcat(s->path, "\n", lower, NULL), g_strdup(value));
	if (s->server->log)
		fprintf(s->server->log, "%s %s: %s\n", s->path, lower, value);
	return MHD_YES;
}

static gboolean
is_of_path(gpointer key, gpointer value, gpointer user)
{
	const char *const *at = user;
	const char *path = *at;
	gsize n = strlen(path);
	return strncmp(key, path, n) == 0 && ((char *)key)[n] == '\n';
}

/* Returns how often PATH was asked for, this time included. */
static int
record(Httpd *server, struct MHD_Connection *connection, const char *path)
{
	pthread_mutex_lock(&server->lock);
	int n = 1 + GPOINTER_TO_INT(g_hash_table_lookup(server->hits, path));
	g_hash_table_replace(server->hits, g_strdup(path), GINT_TO_POINTER(n));
	g_hash_table_foreach_remove(server->seen, is_of_path, &path);
	Seen s = { server, path };
	if (server->log)
		fprintf(server->log, "%s GET\n%s open: %d\n", path, path,
			g_atomic_int_get(&server->open));
	MHD_get_connection_values(connection, MHD_HEADER_KIND, take_header, &s);
	if (server->log)
		fflush(server->log);
	pthread_mutex_unlock(&server->lock);
	return n;
}

/* Packed as gzip; the caller frees. */
static char *
pack(const char *data, gsize len, gsize *packed_len)
{
	z_stream z = { 0 };
	g_assert(deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY) ==
		Z_OK);
	gsize max = deflateBound(&z, len) + 32;
	char *out = g_malloc(max);
	z.next_in = g_memdup2(data, len);
	z.avail_in = (uInt)len;
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)max;
	g_assert(deflate(&z, Z_FINISH) == Z_STREAM_END);
	*packed_len = z.total_out;
	g_free(z.next_in - len);
	deflateEnd(&z);
	return out;
}

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".xml", "application/xml" },
	{ ".json", "application/feed+json" },
	{ ".md", "text/markdown" },
	{ ".txt", "text/plain" },
};

static const char *
type_of(const char *path)
{
	for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
		if (g_str_has_suffix(path, types[i].ending))
			return types[i].type;
	return "application/octet-stream";
}

/* The file that PATH names for HOST, or NULL. */
static char *
find_file(const Httpd *server, const char *host, const char *path)
{
	if (strstr(path, ".."))
		return NULL;
	g_autofree char *name = g_strdup(host ? host : "");
	name[strcspn(name, ":")] = '\0';
	g_autofree char *dir = g_build_filename(server->root, name, NULL);
	const char *base = *name && g_file_test(dir, G_FILE_TEST_IS_DIR)
		? dir
		: server->root;
	g_autofree char *file = g_build_filename(base, path, NULL);
	if (g_file_test(file, G_FILE_TEST_IS_DIR))
		return g_build_filename(file, "index.html", NULL);
	return g_steal_pointer(&file);
}

static bool
accepts_gzip(struct MHD_Connection *c)
{
	const char *v = MHD_lookup_connection_value(
		c, MHD_HEADER_KIND, "Accept-Encoding");
	return v && strstr(v, "gzip");
}

static bool
load_file(Answer *a, const char *host, const char *path)
{
	g_autofree char *file = find_file(a->server, host, path);
	if (!file)
		return false;
	g_autofree char *gz = g_strconcat(file, ".gz", NULL);
	bool packed = accepts_gzip(a->connection) &&
		g_file_get_contents(gz, &a->body, &a->len, NULL);
	if (!packed && !g_file_get_contents(file, &a->body, &a->len, NULL))
		return false;
	if (packed)
		add_words(a->words, "gzipped");
	struct stat st;
	if (stat(file, &st) == 0) {
		a->etag = g_strdup_printf(
			"\"%lx-%lx\"", (long)st.st_mtime, (long)st.st_size);
		GDateTime *t = g_date_time_new_from_unix_utc(st.st_mtime);
		a->modified = g_date_time_format(t, "%a, %d %b %Y %T GMT");
		g_date_time_unref(t);
	}
	a->type = type_of(file);
	return true;
}

static void
make_body(Answer *a)
{
	const char *size = word(a, "size"), *bomb = word(a, "bomb");
	gsize n = size ? strtoul(size, NULL, 10)
		: bomb ? strtoul(bomb, NULL, 10) * 1024 * 1024
		       : 0;
	if (n) {
		g_free(a->body);
		a->body = g_malloc(n);
		memset(a->body, bomb ? 0 : 'x', n);
		a->len = n;
	}
	if (bomb || word(a, "gzip") || word(a, "gzip2")) {
		char *packed = pack(a->body, a->len, &a->len);
		g_free(a->body);
		a->body = packed;
	}
}

static void
wait_a_bit(Httpd *server, int ms)
{
	for (int i = 0; i < ms && !g_atomic_int_get(&server->stopping); i += 20)
		g_usleep(MIN(20, ms - i) * 1000);
}

static ssize_t
read_slowly(void *user, uint64_t pos, char *buf, size_t max)
{
	Answer *a = user;
	if (g_atomic_int_get(&a->server->stopping))
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (a->endless) {
		memset(buf, 'x', max);
		return (ssize_t)max;
	}
	if (pos < a->shown) {
		gsize n = MIN(max, a->shown - pos);
		memcpy(buf, a->body + pos, n);
		return (ssize_t)n;
	}
	if (word(a, "truncate"))
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (pos >= a->len)
		return MHD_CONTENT_READER_END_OF_STREAM;
	wait_a_bit(a->server, a->drip ? 40 : 60000);
	*buf = a->body[pos];
	return 1;
}

static void
answer_free(void *user)
{
	Answer *a = user;
	g_hash_table_unref(a->words);
	g_free(a->body);
	g_free(a->etag);
	g_free(a->modified);
	g_free(a);
}

/* True if REQUEST's header says that the client has this already. */
static bool
has_it(const Answer *a, const char *header, const char *value)
{
	const char *given = MHD_lookup_connection_value(
		a->connection, MHD_HEADER_KIND, header);
	return value && given && strcmp(given, value) == 0;
}

static bool
is_unchanged(const Answer *a)
{
	if (a->server->no304 || word(a, "no304"))
		return false;
	return has_it(a, "If-None-Match", a->etag) ||
		(!a->etag && has_it(a, "If-Modified-Since", a->modified));
}

static bool
is_refused(const Answer *a)
{
	const char *auth = word(a, "auth");
	if (!auth)
		return false;
	g_autofree char *coded =
		g_base64_encode((const guchar *)auth, strlen(auth));
	g_autofree char *value = g_strconcat("Basic ", coded, NULL);
	return !has_it(a, "Authorization", value);
}

static const struct {
	const char *word, *header;
} word_headers[] = {
	{ "to", "Location" },
	{ "retry-after", "Retry-After" },
	{ "expires", "Expires" },
	{ "link", "Link" },
};

static void
add_headers(const Answer *a, struct MHD_Response *r)
{
	for (gsize i = 0; i < G_N_ELEMENTS(word_headers); i++)
		if (word(a, word_headers[i].word))
			MHD_add_response_header(r, word_headers[i].header,
				word(a, word_headers[i].word));
	if (word(a, "max-age")) {
		g_autofree char *v =
			g_strconcat("max-age=", word(a, "max-age"), NULL);
		MHD_add_response_header(r, "Cache-Control", v);
	}
	if (a->etag)
		MHD_add_response_header(r, "ETag", a->etag);
	if (a->modified)
		MHD_add_response_header(r, "Last-Modified", a->modified);
	if (word(a, "gzip") || word(a, "bomb") || word(a, "gzipped"))
		MHD_add_response_header(r, "Content-Encoding", "gzip");
	if (word(a, "gzip2"))
		MHD_add_response_header(r, "Content-Encoding", "gzip, gzip");
	if (word(a, "encoding") && accepts_gzip(a->connection))
		MHD_add_response_header(
			r, "Content-Encoding", word(a, "encoding"));
	const char *type = word(a, "type");
	MHD_add_response_header(r, "Content-Type", type ? type : a->type);
	int extra = word(a, "headers") ? atoi(word(a, "headers")) : 0;
	for (int i = 0; i < extra; i += 1000) {
		g_autofree char *filler = g_strnfill(1000, 'h');
		MHD_add_response_header(r, "X-Filler", filler);
	}
	if (word(a, "commas")) {
		g_autofree char *list =
			g_strnfill(strtoul(word(a, "commas"), NULL, 10), ',');
		MHD_add_response_header(r, "Content-Encoding", list);
	}
	int lines = word(a, "lines") ? atoi(word(a, "lines")) : 0;
	for (int i = 0; i < lines; i++)
		MHD_add_response_header(r, "X", "y");
	if (is_refused(a))
		MHD_add_response_header(
			r, "WWW-Authenticate", "Basic realm=\"test\"");
}

static unsigned
status_of(const Answer *a, bool found)
{
	if (is_refused(a))
		return 401;
	if (word(a, "status"))
		return (unsigned)atoi(word(a, "status"));
	if (is_unchanged(a))
		return 304;
	return found ? 200 : 404;
}

static struct MHD_Response *
make_response(Answer *a, unsigned status)
{
	a->endless = word(a, "endless") != NULL;
	a->drip = word(a, "drip") != NULL;
	a->shown = word(a, "truncate") || word(a, "stall") ? a->len / 2
		: a->drip                                  ? 1
							   : a->len;
	bool slow = a->endless || a->shown < a->len;
	if (status == 304 || !slow) {
		gsize n = status == 304 ? 0 : a->len;
		struct MHD_Response *r = MHD_create_response_from_buffer(
			n, a->body, MHD_RESPMEM_MUST_COPY);
		add_headers(a, r);
		answer_free(a);
		return r;
	}
	uint64_t size = a->endless ? MHD_SIZE_UNKNOWN : a->len;
	struct MHD_Response *r = MHD_create_response_from_callback(
		size, 4096, read_slowly, a, answer_free);
	add_headers(a, r);
	return r;
}

/* The path of a URL as it stands in the request line: a proxy gets all of
 * it. */
static const char *
path_of(const char *url)
{
	const char *rest = strstr(url, "://");
	if (!rest)
		return url;
	rest = strchr(rest + 3, '/');
	return rest ? rest : "/";
}

static void
gather_words(Answer *a, const char *path, int n)
{
	MHD_get_connection_values(
		a->connection, MHD_GET_ARGUMENT_KIND, take_word, a->words);
	const char *rule = g_hash_table_lookup(a->server->rules, path);
	if (rule)
		add_words(a->words, rule);
	const char *only = word(a, "only");
	if (only && n > atoi(only))
		g_hash_table_remove_all(a->words);
}

static void
set_validators(Answer *a)
{
	if (word(a, "plain")) {
		g_clear_pointer(&a->etag, g_free);
		g_clear_pointer(&a->modified, g_free);
	}
	if (word(a, "etag")) {
		g_free(a->etag);
		a->etag = g_strdup(word(a, "etag"));
	}
	if (word(a, "modified")) {
		g_free(a->modified);
		a->modified = g_strdup(word(a, "modified"));
	}
}

static enum MHD_Result
on_request(void *user, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *upload,
	size_t *upload_size, void **state)
{
	static char later;
	Httpd *server = user;
	const char *path = path_of(url);
	/* An answer to the first call would close the connection. */
	if (!*state) {
		*state = &later;
		return MHD_YES;
	}
	g_atomic_int_inc(&server->open);
	int n = record(server, connection, path);
	wait_a_bit(server, server->latency_ms);
	g_atomic_int_add(&server->open, -1);
	Answer *a = g_new0(Answer, 1);
	a->server = server;
	a->connection = connection;
	a->type = "text/plain";
	a->words =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	gather_words(a, path, n);
	const char *host = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, "Host");
	bool found = true;
	if (server->root)
		found = load_file(a, host, path);
	set_validators(a);
	if (!a->body) {
		a->body = g_strdup(found ? "hello\n" : "not here\n");
		a->len = strlen(a->body);
	}
	make_body(a);
	unsigned status = status_of(a, found);
	struct MHD_Response *r = make_response(a, status);
	enum MHD_Result result = MHD_queue_response(connection, status, r);
	MHD_destroy_response(r);
	return result;
}

static void
read_rules(Httpd *server)
{
	g_autofree char *file = g_build_filename(server->root, "rules", NULL);
	g_autofree char *text = NULL;
	if (!g_file_get_contents(file, &text, NULL, NULL))
		return;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (char **l = lines; *l; l++) {
		char *space = strchr(*l, ' ');
		if (**l == '#' || !space)
			continue;
		*space = '\0';
		g_hash_table_replace(server->rules, g_strdup(*l),
			g_strdup(g_strstrip(space + 1)));
	}
}

static Httpd *
server_new(const char *root, int latency_ms, bool no304)
{
	Httpd *server = g_new0(Httpd, 1);
	pthread_mutex_init(&server->lock, NULL);
	server->root = g_strdup(root);
	server->latency_ms = latency_ms;
	server->no304 = no304;
	server->rules =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	server->hits =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	server->seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	if (root)
		read_rules(server);
	return server;
}

/* On loopback, on a port of the system's choice; or on PORT of all. */
static void
listen_on(Httpd *server, int port, unsigned flags, const char *pem)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	address.sin_addr.s_addr = htonl(port ? INADDR_ANY : INADDR_LOOPBACK);
	address.sin_port = htons((guint16)port);
	server->daemon = MHD_start_daemon(
		flags | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL,
		NULL, on_request, server, MHD_OPTION_SOCK_ADDR, &address,
		MHD_OPTION_CONNECTION_LIMIT, 900u,
		MHD_OPTION_LISTEN_BACKLOG_SIZE, 1000u,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)512 * 1024,
		pem ? MHD_OPTION_HTTPS_MEM_KEY : MHD_OPTION_END, pem,
		MHD_OPTION_HTTPS_MEM_CERT, pem, MHD_OPTION_END);
	g_assert(server->daemon);
}

Httpd *
httpd_start(const char *root, int latency_ms, bool no304, bool fast)
{
	Httpd *server = server_new(root, latency_ms, no304);
	listen_on(server, 0, fast ? 0 : MHD_USE_THREAD_PER_CONNECTION, NULL);
	return server;
}

Httpd *
httpd_start_at(const char *root, int port, const char *pem)
{
	if (pem && MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES)
		return NULL;
	Httpd *server = server_new(root, 0, false);
	listen_on(server, port,
		MHD_USE_THREAD_PER_CONNECTION | (pem ? MHD_USE_TLS : 0), pem);
	return server;
}

void
httpd_stop(Httpd *server)
{
	g_atomic_int_set(&server->stopping, 1);
	MHD_stop_daemon(server->daemon);
	g_hash_table_unref(server->rules);
	g_hash_table_unref(server->hits);
	g_hash_table_unref(server->seen);
	pthread_mutex_destroy(&server->lock);
	g_free(server->root);
	g_free(server);
}

void
httpd_log(Httpd *server, FILE *log)
{
	pthread_mutex_lock(&server->lock);
	server->log = log;
	pthread_mutex_unlock(&server->lock);
}

int
httpd_port(const Httpd *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)
		->port;
}

char *
httpd_url(const Httpd *server, const char *path)
{
	return g_strdup_printf(
		"http://127.0.0.1:%d%s", httpd_port(server), path);
}

int
httpd_hits(Httpd *server, const char *path)
{
	pthread_mutex_lock(&server->lock);
	int n = GPOINTER_TO_INT(g_hash_table_lookup(server->hits, path));
	pthread_mutex_unlock(&server->lock);
	return n;
}

char *
httpd_header(Httpd *server, const char *path, const char *name)
{
	g_autofree char *key = g_strconcat(path, "\n", name, NULL);
	pthread_mutex_lock(&server->lock);
	char *value = g_strdup(g_hash_table_lookup(server->seen, key));
	pthread_mutex_unlock(&server->lock);
	return value;
}
