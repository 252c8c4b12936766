/* SPDX-License-Identifier: MIT
 *
 * Feeds to be refreshed, and the ones that are not on the network.
 */
#include <config.h>

#include "fetch/target.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "fetch/command.h"
#include "fetch/folder.h"
#include "url/url.h"

static const char *
setting(const Target *t, SubSetting which)
{
	return t->sub ? t->sub->settings[which] : NULL;
}

static gint64
number(const Target *t, SubSetting which, gint64 otherwise)
{
	return t->sub ? subs_number(t->sub, which, otherwise) : otherwise;
}

static void
set_kind(Target *t)
{
	if (t->sub && t->sub->kind == SUB_EXEC) {
		t->kind = TARGET_COMMAND;
	} else if (g_str_has_prefix(t->url, "file:")) {
		t->path = g_filename_from_uri(t->url, NULL, NULL);
		bool is_dir =
			t->path && g_file_test(t->path, G_FILE_TEST_IS_DIR);
		t->kind = is_dir ? TARGET_FOLDER : TARGET_FILE;
	}
}

/* The first line that a password command prints. */
static char *
ask_password(const char *command_line)
{
	g_auto(GStrv) argv = NULL;
	gsize len;
	if (!g_shell_parse_argv(command_line, NULL, &argv, NULL))
		return NULL;
	CommandLimits limits = { .max = 4096 };
	char *out = command_run(argv, NULL, 0, &limits, &len, NULL);
	if (out)
		out[strcspn(out, "\r\n")] = '\0';
	return out;
}

static void
set_credentials(Target *t)
{
	const char *user = t->sub->user, *password = t->sub->password;
	const char *command = setting(t, SUB_PASSWORD_COMMAND);
	g_autofree char *asked = NULL;
	if (!password && command)
		password = asked = ask_password(command);
	if (user)
		t->credentials =
			g_strconcat(user, ":", password ? password : "", NULL);
}

static void
set_headers(Target *t)
{
	const char *lines = setting(t, SUB_HEADER);
	const char *cookie = setting(t, SUB_COOKIE);
	g_autoptr(GStrvBuilder) all = g_strv_builder_new();
	g_auto(GStrv) own = g_strsplit(lines ? lines : "", "\n", -1);
	for (char **l = own; *l; l++)
		if (**l)
			g_strv_builder_add(all, *l);
	g_autofree char *line =
		cookie ? g_strconcat("Cookie: ", cookie, NULL) : NULL;
	if (line)
		g_strv_builder_add(all, line);
	t->headers = g_strv_builder_end(all);
}

Target *
target_new(const Worker *worker, StoreFeed *feed, const Sub *sub)
{
	Target *t = g_new0(Target, 1);
	t->feed = feed;
	t->sub = sub;
	t->url = sub && sub->url ? sub->url : feed->url;
	t->interval =
		number(t, SUB_INTERVAL, conf_int(worker->conf, OPT_INTERVAL));
	t->max_body = (gsize)number(t, SUB_MAX_SIZE,
			      conf_int(worker->conf, OPT_MAX_SIZE)) *
		1024 * 1024;
	const char *full = setting(t, SUB_FULL_TEXT);
	t->full_text = full ? strcmp(full, "yes") == 0
			    : conf_bool(worker->conf, OPT_FULL_TEXT);
	set_kind(t);
	if (sub) {
		set_credentials(t);
		set_headers(t);
	}
	return t;
}

void
target_free(Target *t)
{
	store_feed_free(t->feed);
	g_strfreev(t->headers);
	g_free(t->credentials);
	g_free(t->path);
	g_free(t);
}

NetRequest
target_request(const Target *t)
{
	const char *insecure = setting(t, SUB_INSECURE);
	return (NetRequest){
		.url = t->url,
		.etag = t->feed->etag,
		.last_modified = t->feed->last_modified,
		.validators_url = t->feed->effective,
		.user_agent = setting(t, SUB_USER_AGENT),
		.proxy = setting(t, SUB_PROXY),
		.credentials = t->credentials,
		.headers = (const char *const *)t->headers,
		.max_body = t->max_body,
		.timeout = (int)number(t, SUB_TIMEOUT, 0),
		.insecure = insecure && strcmp(insecure, "yes") == 0,
	};
}

static NetResponse *
response_new(const Target *t, char *body, gsize len, const GError *error)
{
	NetResponse *r = g_new0(NetResponse, 1);
	r->url = g_strdup(t->url);
	r->body = body ? body : g_strdup("");
	r->len = body ? len : 0;
	if (error)
		r->error = g_strdup(error->message);
	return r;
}

/* The owner's command of the line, and what it prints. */
static char *
run(const Target *t, const char *input, gsize input_len, gsize *len,
	GError **error)
{
	CommandLimits limits = { t->max_body, (int)number(t, SUB_TIMEOUT, 0) };
	return command_run(
		t->sub->command, input, input_len, &limits, len, error);
}

NetResponse *
target_read(const Target *t)
{
	g_autoptr(GError) error = NULL;
	gsize len = 0;
	char *body = NULL;
	if (t->kind == TARGET_COMMAND)
		body = run(t, NULL, 0, &len, &error);
	else if (t->kind == TARGET_FOLDER)
		body = folder_to_feed(t->path, t->max_body, &len, &error);
	else if (t->path)
		body = buf_read_regular(t->path, t->max_body, &len, &error);
	else
		g_set_error(&error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			_("this is no address of a file"));
	return response_new(t, body, len, error);
}

void
target_filter(const Target *t, NetResponse *r)
{
	if (!t->sub || t->sub->kind != SUB_FILTER || r->error || !r->len)
		return;
	g_autoptr(GError) error = NULL;
	gsize len = 0;
	char *out = run(t, r->body, r->len, &len, &error);
	if (!out) {
		r->error = g_strdup(error->message);
		return;
	}
	g_free(r->body);
	r->body = out;
	r->len = len;
}

bool
target_runs_command(const Target *t)
{
	return t->sub &&
		(t->sub->kind == SUB_EXEC || t->sub->kind == SUB_FILTER);
}
