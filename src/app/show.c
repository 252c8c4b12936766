/* SPDX-License-Identifier: MIT
 *
 * The command show: an article, a file or an address as text.
 */
#include <config.h>

#include "app/cli.h"

#include "app/source.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/width.h"
#include "doc/doc.h"
#include "page/page.h"
#include "ui/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
	Cli *cli;
	Doc *doc;
	char *title, *source, *author, *url;
	gint64 date;
	int width;
} Shown;

static void
shown_clear(Shown *s)
{
	doc_free(s->doc);
	g_free(s->title);
	g_free(s->source);
	g_free(s->author);
	g_free(s->url);
}

static bool
show_article(Shown *s, gint64 id, GError **error)
{
	Store *store = cli_store(s->cli, STORE_RW, error);
	g_autoptr(StoreArticle) article =
		store ? store_article(store, id, error) : NULL;
	store_close(store);
	if (!article)
		return false;
	s->doc = document_of_article(article);
	s->title = g_strdup(article->row.title);
	s->source = g_strdup(article->row.feed_title);
	s->author = g_strdup(article->row.author);
	s->url = g_strdup(article->row.url);
	s->date = article->row.date;
	return true;
}

static bool
show_source(Shown *s, const char *what, GError **error)
{
	g_auto(Source) source = { 0 };
	if (!source_load(s->cli, what, &source, error))
		return false;
	s->doc = document_of_bytes(
		source.data, source.len, source.mime, source.name, source.base);
	const DocMeta *meta = doc_meta(s->doc);
	s->title = g_strdup(meta->title);
	s->author = g_strdup(meta->author);
	s->url = g_strdup(meta->url ? meta->url : source.base);
	s->date = meta->date;
	return true;
}

static char *
meta_line(const Shown *s)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
	int minutes = doc_minutes(s->doc);
	if (s->source)
		g_ptr_array_add(parts, g_strdup(s->source));
	if (document_author(s->author, s->source))
		g_ptr_array_add(parts, g_strdup(s->author));
	if (s->date) {
		g_autoptr(GDateTime) day =
			g_date_time_new_from_unix_local(s->date);
		g_ptr_array_add(parts, g_date_time_format(day, "%-d %B %Y"));
	}
	g_ptr_array_add(parts,
		g_strdup_printf(ngettext("%d minute", "%d minutes",
					(unsigned long)minutes),
			minutes));
	g_ptr_array_add(parts, NULL);
	return g_strjoinv(" · ", (char **)parts->pdata);
}

static void
print_head(const Shown *s, const char *before, const char *after)
{
	g_autofree char *meta = meta_line(s);
	if (s->title && *s->title)
		printf("%s%s%s\n", before, s->title, after);
	printf("%s\n\n", meta);
}

static bool
is_set(const char *variable)
{
	const char *value = g_getenv(variable);
	return value && *value;
}

static PageOptions
page_options(const Shown *s, bool plain)
{
	return (PageOptions){ .width = s->width,
		.measure = conf_int(s->cli->conf, OPT_TEXT_WIDTH),
		.wrap_code = true,
		.link_numbers = true,
		.linear = conf_bool(s->cli->conf, OPT_LINEAR),
		.plain = plain,
		.mark_deleted = plain,
		.ascii = !i18n_is_utf8() };
}

static void
print_text(const Shown *s)
{
	PageOptions options = page_options(s, true);
	g_autofree char *text = document_plain(s->doc, &options);
	print_head(s, "", "");
	fputs(text, stdout);
}

static void
print_ansi(const Shown *s)
{
	Look looks[N_ROLES];
	const char *depth = g_getenv("COLORTERM");
	bool many = depth && *depth;
	PageOptions options = page_options(s, false);
	conf_looks(s->cli->conf,
		is_set("NO_COLOR") ? 0
			: many     ? 1 << 24
				   : 256,
		-1, looks);
	g_autoptr(Page) page = page_new(s->doc, &options);
	g_autofree char *text = page_to_ansi(page, looks,
		conf_int(s->cli->conf, OPT_HYPERLINKS) != SWITCH_OFF);
	g_autofree char *links = document_links(s->doc);
	print_head(s, "\033[1m", "\033[m");
	fputs(text, stdout);
	fputs(links, stdout);
}

static DocHead
head_of(const Shown *s)
{
	return (DocHead){ .title = s->title,
		.author = document_author(s->author, NULL),
		.source = s->source,
		.url = s->url,
		.date = s->date };
}

static void
print_markdown(const Shown *s)
{
	DocHead head = head_of(s);
	g_autofree char *text = doc_to_markdown_page(s->doc, &head);
	fputs(text, stdout);
}

static void
print_html(const Shown *s)
{
	DocHead head = head_of(s);
	g_autofree char *text = doc_to_page(s->doc, &head);
	fputs(text, stdout);
}

static json_t *
links_to_json(const Doc *doc)
{
	json_t *array = json_array();
	const GPtrArray *links = doc_links(doc);
	for (guint i = 0; i < links->len; i++) {
		const DocLink *link = links->pdata[i];
		json_t *o = json_object();
		json_object_set_new(o, "n", json_integer(link->number));
		json_put_string(o, "url", link->url);
		json_put_string(o, "text", link->text);
		json_put_string(o, "host", link->host);
		json_put_string(o, "heading", link->heading);
		json_array_append_new(array, o);
	}
	return array;
}

static void
print_json(const Shown *s)
{
	g_autoptr(json_t) o = json_object();
	g_autofree char *text = doc_text(s->doc);
	g_autofree char *markdown = doc_to_markdown(s->doc);
	const DocMeta *meta = doc_meta(s->doc);
	json_put_string(o, "title", s->title);
	json_put_string(o, "feed_title", s->source);
	json_put_string(o, "author", s->author);
	json_put_string(o, "url", s->url);
	json_put_time(o, "published", s->date);
	json_object_set_new(o, "minutes", json_integer(doc_minutes(s->doc)));
	if (meta->tags) {
		json_t *tags = json_array();
		for (char **t = meta->tags; *t; t++)
			json_array_append_new(tags, json_string(*t));
		json_object_set_new(o, "tags", tags);
	}
	json_put_string(o, "text", text);
	json_put_string(o, "markdown", markdown);
	json_object_set_new(o, "links", links_to_json(s->doc));
	json_write_line(stdout, o);
}

static const struct {
	const char *name;
	void (*print)(const Shown *s);
} formats[] = { { "text", print_text }, { "ansi", print_ansi },
	{ "markdown", print_markdown }, { "html", print_html },
	{ "json", print_json } };

static const char *
default_format(void)
{
	return isatty(STDOUT_FILENO) && !is_set("NO_COLOR") && is_set("TERM") &&
			strcmp(g_getenv("TERM"), "dumb") != 0
		? "ansi"
		: "text";
}

static int
print_as(const Shown *s, const char *format)
{
	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (strcmp(format, formats[i].name) == 0) {
			formats[i].print(s);
			return CLI_DONE;
		}
	cli_fail(_("the formats are text, ansi, markdown, html and json"));
	return CLI_USAGE;
}

int
cli_show(Cli *cli, int argc, char **argv)
{
	int status;
	g_autofree char *format = NULL;
	g_autoptr(GError) error = NULL;
	Shown s = { .cli = cli };
	const GOptionEntry entries[] = {
		{ "format", 'f', 0, G_OPTION_ARG_STRING, &format,
			N_("text, ansi, markdown, html or json"),
			N_("FORMAT") },
		{ "width", 'w', 0, G_OPTION_ARG_INT, &s.width,
			N_("columns of a line"), N_("N") },
		{ 0 }
	};
	if (!cli_options(entries, _("ID|FILE|URL|-"), &argc, &argv, &status))
		return status;
	if (argc != 2) {
		cli_fail(_("show takes one article's id, a file, an address "
			   "or -"));
		return CLI_USAGE;
	}
	cli_conf(cli);
	s.width = cli_width(s.width);
	gint64 id = cli_parse_id(argv[1]);
	if (id ? show_article(&s, id, &error)
	       : show_source(&s, argv[1], &error))
		status = print_as(&s, format ? format : default_format());
	else
		status = cli_fail_error(error);
	shown_clear(&s);
	return status;
}
