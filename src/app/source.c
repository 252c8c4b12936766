/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "app/source.h"

#include "app/process.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "url/url.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void
source_clear(Source *s)
{
	g_free(s->data);
	g_free(s->name);
	g_free(s->base);
	g_free(s->mime);
	*s = (Source){ 0 };
}

/* Only a look: the worker finds out what it really is. */
static bool
looks_like_feed(const char *path)
{
	static const char *const starts[] = { "<?xml", "<rss", "<feed",
		"<rdf:RDF", "{" };
	char head[512] = "";
	FILE *f = fopen(path, "rb");
	if (!f)
		return false;
	gsize n = fread(head, 1, sizeof(head) - 1, f);
	fclose(f);
	head[n] = '\0';
	const char *p = head;
	if (g_str_has_prefix(p, "\xEF\xBB\xBF"))
		p += 3;
	g_autofree char *small = g_ascii_strdown(p, -1);
	if (strstr(small, "<html") || strstr(small, "doctype html"))
		return false;
	p += strspn(p, " \t\r\n");
	for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_str_has_prefix(p, starts[i]))
			return true;
	return false;
}

/* "notes.md" could be a host in Moldova; whoever writes it means a file. */
static bool
names_a_file(const char *what)
{
	static const char *const ends[] = { ".md", ".markdown", ".txt",
		".text", ".htm", ".html", ".xml", ".rss", ".atom", ".json" };
	g_autofree char *small = g_ascii_strdown(what, -1);
	for (gsize i = 0; !strchr(what, '/') && i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(small, ends[i]))
			return true;
	return false;
}

/* The address that is meant, or NULL. */
static char *
address_of(const char *what)
{
	return names_a_file(what) ? NULL : url_from_user(what);
}

bool
source_is_readable(const char *what)
{
	g_autofree char *url = address_of(what);
	return strcmp(what, "-") == 0 ||
		g_file_test(what, G_FILE_TEST_EXISTS) || url_is_web(url);
}

bool
source_is_local(const char *what)
{
	if (strcmp(what, "-") == 0)
		return true;
	if (g_file_test(what, G_FILE_TEST_IS_REGULAR))
		return !looks_like_feed(what);
	/* A pipe can be read only once, and only here. */
	return g_file_test(what, G_FILE_TEST_EXISTS) &&
		!g_file_test(what, G_FILE_TEST_IS_DIR);
}

bool
source_load_local(const char *what, Source *source, GError **error)
{
	source->data =
		buf_read_file(what, SOURCE_MAX_FILE, &source->len, error);
	source->name = g_strdup(what);
	return source->data != NULL;
}

char *
source_address(const char *what)
{
	if (g_file_test(what, G_FILE_TEST_EXISTS)) {
		g_autofree char *path = g_canonicalize_filename(what, NULL);
		return g_filename_to_uri(path, NULL, NULL);
	}
	char *url = address_of(what);
	return url ? url : g_strdup(what);
}

static void
take_page(const json_t *event, gpointer data)
{
	Source *s = data;
	if (g_strcmp0(json_get_string(event, "event"), "page") != 0)
		return;
	source_clear(s);
	s->data = g_strdup(json_get_string(event, "body"));
	s->len = s->data ? strlen(s->data) : 0;
	s->name = g_strdup(json_get_string(event, "url"));
	s->base = g_strdup(s->name);
	s->mime = g_strdup(json_get_string(event, "type"));
}

bool
source_load(Cli *cli, const char *what, Source *source, GError **error)
{
	if (source_is_local(what))
		return source_load_local(what, source, error);
	if (names_a_file(what) && !g_file_test(what, G_FILE_TEST_EXISTS)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: %s",
			what, g_strerror(ENOENT));
		return false;
	}
	g_autofree char *url = source_address(what);
	const char *const args[] = { "get", url, NULL };
	g_autoptr(Process) worker = process_start(cli->paths, args, error);
	if (!worker)
		return false;
	process_run(worker, take_page, source);
	if (source->data)
		return true;
	const char *words = process_words(worker);
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s",
		*words ? words : _("nothing came back"));
	return false;
}
