/* SPDX-License-Identifier: MIT
 *
 * What leaves courant: addresses opened and copied, articles saved and piped.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "conf/paths.h"
#include "ui/article.h"
#include "url/url.h"

/* Most addresses opened at once without a question. */
enum { MANY = 5 };

static const DocLink *
link_to(const Ui *ui, const char *url)
{
	const GPtrArray *links =
		ui->article.doc ? doc_links(ui->article.doc) : NULL;
	for (guint i = 0; links && i < links->len; i++) {
		const DocLink *link = links->pdata[i];
		if (g_strcmp0(link->url, url) == 0)
			return link;
	}
	return NULL;
}

/* The links of a document have been stripped already. */
static char *
outgoing(const Ui *ui, const char *url)
{
	if (!url || !conf_bool(ui->conf, OPT_STRIP_TRACKING)) {
		const DocLink *link = link_to(ui, url);
		return url_outgoing(link ? link->original : url);
	}
	g_autofree char *stripped = url_strip(url);
	return url_outgoing(stripped ? stripped : url);
}

void
output_open(Ui *ui, const char *url, const char *kind)
{
	g_autofree char *out = url ? outgoing(ui, url) : NULL;
	if (!out) {
		ui_complain(ui, _("This address cannot be opened: %s"),
			url ? url : "");
		return;
	}
	UiEffect *effect = ui_effect(ui, UI_OPEN);
	effect->url = g_strdup(out);
	effect->path = g_strdup(kind);
	effect->text = g_strdup(url);
}

void
ui_opened(Ui *ui, const char *url)
{
	store_link_opened(ui->store, url, NULL);
	const DocLink *link = link_to(ui, url);
	if (link)
		links_opened(ui, link->number);
	ui->dirty = true;
}

static void
output_copy(Ui *ui, const char *text)
{
	ui_effect(ui, UI_COPY)->text = g_strdup(text);
}

static const DocLink *
link_by_number(Ui *ui, int number)
{
	const GPtrArray *links =
		ui->article.doc ? doc_links(ui->article.doc) : NULL;
	if (links && number > 0 && number <= (int)links->len)
		return links->pdata[number - 1];
	if (!links || !links->len)
		ui_say(ui, _("No article with links is open."));
	else
		ui_say(ui, _("There is no link %d; the last one is %u."),
			number, links->len);
	return NULL;
}

/* Address of link NUMBER, or of what the cursor is on for 0. */
static char *
output_address(Ui *ui, int number, char **title)
{
	*title = NULL;
	char *url = NULL;
	if (number) {
		const DocLink *link = link_by_number(ui, number);
		if (!link)
			return NULL;
		*title = g_strdup(link->text);
		return g_strdup(link->url);
	}
	url = ui_pane(ui->focus)->address(ui, title);
	if (!url)
		ui_say(ui, _("There is no address here."));
	return url;
}

/* The addresses that are selected: array of char *, titles in TITLES. */
static GPtrArray *
selected(Ui *ui, GPtrArray *titles)
{
	GPtrArray *urls = g_ptr_array_new_with_free_func(g_free);
	const GPtrArray *links =
		ui->article.doc ? doc_links(ui->article.doc) : NULL;
	if (ui->focus == PANE_LINKS) {
		for (guint i = 0; links && i < links->len; i++) {
			const DocLink *link = links->pdata[i];
			if (!g_hash_table_contains(ui->links.selected,
				    GINT_TO_POINTER(link->number)))
				continue;
			g_ptr_array_add(urls, g_strdup(link->url));
			g_ptr_array_add(titles, g_strdup(link->text));
		}
		return urls;
	}
	GHashTableIter iter;
	gpointer key;
	g_hash_table_iter_init(&iter, ui->articles.selected);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		g_autoptr(StoreRow) row =
			store_row(ui->store, *(gint64 *)key, NULL);
		if (!row || !row->url)
			continue;
		g_ptr_array_add(urls, g_strdup(row->url));
		g_ptr_array_add(titles, g_strdup(row->title));
	}
	return urls;
}

static void
open_selected(Ui *ui, const char *answer)
{
	g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) urls = selected(ui, titles);
	for (guint i = 0; i < urls->len; i++)
		output_open(ui, urls->pdata[i], "link");
	ui_say(ui,
		ngettext("%u address opened", "%u addresses opened", urls->len),
		urls->len);
}

static void
open_selection(Ui *ui)
{
	guint n = g_hash_table_size(ui->focus == PANE_LINKS
			? ui->links.selected
			: ui->articles.selected);
	if (n <= MANY || !conf_bool(ui->conf, OPT_CONFIRM)) {
		open_selected(ui, NULL);
		return;
	}
	g_autofree char *question = g_strdup_printf(
		ngettext("Open %u address?", "Open %u addresses?", n), n);
	prompt_confirm(ui, question, open_selected);
}

static const char *
kind_here(const Ui *ui, int number)
{
	if (!number && ui->focus == PANE_FEEDS)
		return "site";
	bool article = !number &&
		(ui->focus == PANE_ARTICLES ||
			(ui->focus == PANE_ARTICLE && !ui->article.link));
	if (article)
		return "article";
	const DocLink *link = links_current(ui);
	return ui->focus == PANE_LINKS && !number && link &&
			link->kind == DOC_LINK_ENCLOSURE
		? "enclosure"
		: "link";
}

static void
mark_opened(Ui *ui, int number)
{
	const StoreRow *row = articles_current(ui);
	if (!number && ui->focus == PANE_ARTICLES && row &&
		feeds_mark_read(ui, row->feed_id) == MARK_READ_OPEN)
		marks_read(ui, row->id);
}

void
do_open_browser(Ui *ui, const Command *c)
{
	if (ui->applying) {
		open_selection(ui);
		return;
	}
	g_autofree char *title = NULL;
	g_autofree char *url = output_address(ui, c->count, &title);
	if (!url)
		return;
	output_open(ui, url, kind_here(ui, c->count));
	mark_opened(ui, c->count);
	if (c->id != CMD_OPEN_BROWSER_NEXT)
		return;
	if (ui->focus == PANE_ARTICLES || ui->focus == PANE_ARTICLE)
		do_done(ui, &(Command){ .id = CMD_DONE });
	else
		ui_pane(ui->focus)->move(ui, CMD_DOWN, 1);
}

static void
open_with(Ui *ui, const char *line)
{
	GError *error = NULL;
	g_auto(GStrv) argv = command_words(line, &error);
	if (!argv) {
		ui_fail(ui, error);
		return;
	}
	if (!argv[0] || !ui->target)
		return;
	UiEffect *effect = ui_effect(ui, UI_OPEN_WITH);
	effect->argv = g_steal_pointer(&argv);
	effect->url = outgoing(ui, ui->target);
}

void
do_open_with(Ui *ui, const Command *c)
{
	g_autofree char *title = NULL;
	g_free(ui->target);
	ui->target = output_address(ui, c->count, &title);
	if (!ui->target)
		return;
	if (!c->n_args) {
		prompt_open(ui, _("Open with: "), "open-with", "", open_with);
		return;
	}
	UiEffect *effect = ui_effect(ui, UI_OPEN_WITH);
	effect->argv = g_strdupv(c->args);
	effect->url = outgoing(ui, ui->target);
}

static void
open_number(Ui *ui, const char *text)
{
	const DocLink *link =
		link_by_number(ui, (int)g_ascii_strtoll(text, NULL, 10));
	if (link)
		output_open(ui, link->url, "link");
}

void
do_open_link(Ui *ui, const Command *c)
{
	const char *number = c->n_args ? c->args[0] : NULL;
	g_autofree char *count = g_strdup_printf("%d", c->count);
	if (number || c->count)
		open_number(ui, number ? number : count);
	else
		prompt_open(ui, _("Link number: "), NULL, "", open_number);
}

void
do_open_here(Ui *ui, const Command *c)
{
	g_autofree char *title = NULL;
	g_autofree char *url = c->n_args ? url_from_user(c->args[0])
					 : output_address(ui, c->count, &title);
	if (!url) {
		if (c->n_args)
			ui_complain(ui, _("“%s” is no address."), c->args[0]);
		return;
	}
	/* A file may be named by the reader, not by an article. */
	if (!c->n_args && !url_is_web(url)) {
		ui_complain(ui, _("“%s” is no address."), url);
		return;
	}
	gint64 known = store_find_url(ui->store, url);
	if (known && known != ui->article.id) {
		article_open(ui, known);
		ui_focus(ui, PANE_ARTICLE);
		return;
	}
	const char *argv[] = { "get", url, NULL };
	ui_say(ui, _("Fetching %s."), url);
	worker_start(ui, argv);
}

/* The characters that would end a Markdown link's text. */
static char *
markdown_link(const char *title, const char *url)
{
	g_autoptr(GString) out = g_string_new("[");
	for (const char *s = title; *s; s++) {
		if (strchr("[]\\", *s))
			g_string_append_c(out, '\\');
		g_string_append_c(out, *s);
	}
	g_string_append_printf(out, "](%s)", url);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *
copied_form(const Ui *ui, CommandId id, const char *url, const char *title)
{
	g_autofree char *out = outgoing(ui, url);
	const char *address = out ? out : url;
	return id == CMD_COPY_MARKDOWN
		? markdown_link(title && *title ? title : address, address)
		: g_strdup(address);
}

static void
copy_selection(Ui *ui, CommandId id)
{
	g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) urls = selected(ui, titles);
	g_autoptr(GString) all = g_string_new(NULL);
	for (guint i = 0; i < urls->len; i++) {
		g_autofree char *one =
			copied_form(ui, id, urls->pdata[i], titles->pdata[i]);
		g_string_append_printf(all, "%s\n", one);
	}
	output_copy(ui, all->str);
}

void
do_copy(Ui *ui, const Command *c)
{
	if (ui->applying) {
		copy_selection(ui, c->id);
		return;
	}
	g_autofree char *title = NULL;
	g_autofree char *url = output_address(ui, c->count, &title);
	if (!url)
		return;
	g_autofree char *text = copied_form(ui, c->id, url, title);
	output_copy(ui, text);
}

/* As it is read, in lines of the usual length. */
static char *
plain_text(Ui *ui, const Doc *doc, const DocHead *head)
{
	int measure = conf_int(ui->conf, OPT_TEXT_WIDTH);
	PageOptions options = { .width = measure > 0 ? measure : 80,
		.wrap_code = true,
		.link_numbers = conf_bool(ui->conf, OPT_LINK_NUMBERS),
		.plain = true,
		.mark_deleted = true };
	g_autofree char *body = document_plain(doc, &options);
	g_autofree char *line = doc_head_line(head);
	return g_strconcat(head->title, *line ? "\n" : "", line,
		head->url ? "\n" : "", head->url ? head->url : "", "\n\n", body,
		NULL);
}

static char *
text_of(Ui *ui, const Doc *doc, const DocHead *head, int format)
{
	return format == SAVE_HTML    ? doc_to_page(doc, head)
		: format == SAVE_TEXT ? plain_text(ui, doc, head)
				      : doc_to_markdown_page(doc, head);
}

static DocHead
head_of(const StoreArticle *s)
{
	return (DocHead){ .title = s->row.title,
		.author = document_author(s->row.author, NULL),
		.source = s->row.feed_title,
		.url = s->row.url,
		.date = s->row.date };
}

/* The text of what the cursor is on, which need not be open. */
static char *
current_text(Ui *ui, int format, char **title)
{
	const StoreRow *row = articles_current(ui);
	const Article *a = &ui->article;
	if (ui->focus != PANE_ARTICLES || !row || row->id == a->id) {
		if (!a->doc) {
			ui_hint(ui, false,
				_("No article is open; <open> opens one."));
			return NULL;
		}
		DocHead head = a->article ? head_of(a->article)
					  : (DocHead){ .url = a->url };
		head.title = a->title;
		*title = g_strdup(a->title);
		return text_of(ui, a->doc, &head, format);
	}
	GError *error = NULL;
	g_autoptr(StoreArticle) s = store_article(ui->store, row->id, &error);
	if (!s) {
		ui_fail(ui, error);
		return NULL;
	}
	g_autoptr(Doc) doc = document_of_article(s);
	DocHead head = head_of(s);
	*title = g_strdup(s->row.title);
	return text_of(ui, doc, &head, format);
}

void
do_copy_text(Ui *ui, const Command *c)
{
	g_autofree char *title = NULL;
	g_autofree char *text = current_text(ui, SAVE_MARKDOWN, &title);
	if (text)
		output_copy(ui, text);
}

/* A file name out of a title: letters, digits and single dashes. */
static char *
file_name(const char *title, int format)
{
	static const char *const endings[] = { "md", "html", "txt" };
	g_autoptr(GString) name = g_string_new(NULL);
	for (const char *s = title; *s && name->len < 80;
		s = g_utf8_find_next_char(s, NULL)) {
		gunichar c = g_utf8_get_char(s);
		if (g_unichar_isalnum(c))
			g_string_append_unichar(name, g_unichar_tolower(c));
		else if (name->len && name->str[name->len - 1] != '-')
			g_string_append_c(name, '-');
	}
	while (name->len && name->str[name->len - 1] == '-')
		g_string_truncate(name, name->len - 1);
	return g_strdup_printf(
		"%s.%s", name->len ? name->str : "article", endings[format]);
}

static int
format_for(const Ui *ui, const char *path)
{
	if (g_str_has_suffix(path, ".html") || g_str_has_suffix(path, ".htm"))
		return SAVE_HTML;
	if (g_str_has_suffix(path, ".txt"))
		return SAVE_TEXT;
	if (g_str_has_suffix(path, ".md"))
		return SAVE_MARKDOWN;
	return conf_int(ui->conf, OPT_SAVE_FORMAT);
}

static void
save_to(Ui *ui, const char *path)
{
	g_autofree char *title = NULL;
	g_autofree char *text = current_text(ui, format_for(ui, path), &title);
	if (!text || !*path)
		return;
	UiEffect *effect = ui_effect(ui, UI_SAVE);
	effect->path = paths_expand(path);
	effect->text = g_steal_pointer(&text);
}

void
do_save(Ui *ui, const Command *c)
{
	if (c->n_args) {
		save_to(ui, c->args[0]);
		return;
	}
	g_autofree char *title = NULL;
	int format = conf_int(ui->conf, OPT_SAVE_FORMAT);
	g_autofree char *text = current_text(ui, format, &title);
	if (!text)
		return;
	g_autofree char *name = file_name(title, format);
	g_autofree char *path = g_build_filename(
		conf_string(ui->conf, OPT_SAVE_DIR), name, NULL);
	prompt_open(ui, _("Save as: "), "save", path, save_to);
}

static void
pipe_to(Ui *ui, char **argv)
{
	g_autofree char *title = NULL;
	char *text = argv[0]
		? current_text(ui, conf_int(ui->conf, OPT_SAVE_FORMAT), &title)
		: NULL;
	if (!text)
		return;
	UiEffect *effect = ui_effect(ui, UI_PIPE);
	effect->argv = g_strdupv(argv);
	effect->text = text;
}

static void
pipe_accept(Ui *ui, const char *line)
{
	GError *error = NULL;
	g_auto(GStrv) argv = command_words(line, &error);
	if (argv)
		pipe_to(ui, argv);
	else
		ui_fail(ui, error);
}

void
do_pipe(Ui *ui, const Command *c)
{
	if (c->n_args)
		pipe_to(ui, c->args);
	else
		prompt_open(ui, _("Pipe to: "), "pipe", "", pipe_accept);
}

void
do_shell(Ui *ui, const Command *c)
{
	ui_effect(ui, UI_SHELL)->argv = g_strdupv(c->args);
}

void
do_qr(Ui *ui, const Command *c)
{
	g_autofree char *title = NULL;
	g_autofree char *url = output_address(ui, c->count, &title);
	if (url)
		ui_effect(ui, UI_QR)->url = outgoing(ui, url);
}

static void
choose_enclosure(Ui *ui, Menu *menu, const MenuItem *item)
{
	g_autofree char *url = g_strdup(item->value);
	menu_close(ui);
	output_open(ui, url, "enclosure");
}

static char *
enclosure_words(const StoreEnclosure *e)
{
	const char *slash = strrchr(e->url, '/');
	const char *name = e->title ? e->title : slash ? slash + 1 : e->url;
	g_autofree char *size = e->length > 0
		? g_format_size((guint64)e->length)
		: g_strdup("");
	return g_strdup_printf("%s  %s %s", name, e->type ? e->type : "", size);
}

void
do_enclosures(Ui *ui, const Command *c)
{
	const StoreRow *row = articles_current(ui);
	gint64 id =
		ui->focus == PANE_ARTICLES && row ? row->id : ui->article.id;
	g_autoptr(StoreArticle) s =
		id ? store_article(ui->store, id, NULL) : NULL;
	if (!s || !s->enclosures->len) {
		ui_say(ui, _("The article has no enclosures."));
		return;
	}
	Menu *menu = menu_open(ui, _("Enclosures"), choose_enclosure);
	for (guint i = 0; i < s->enclosures->len; i++) {
		const StoreEnclosure *e = s->enclosures->pdata[i];
		g_autofree char *words = enclosure_words(e);
		menu_add(menu, words, e->url, i);
	}
}

void
do_comments(Ui *ui, const Command *c)
{
	g_autoptr(GArray) ids = articles_chosen(ui, 1);
	g_autoptr(StoreArticle) s = ids->len
		? store_article(ui->store, g_array_index(ids, gint64, 0), NULL)
		: NULL;
	if (s && s->comments)
		output_open(ui, s->comments, "comments");
	else
		ui_say(ui, _("The article has no comments page."));
}

void
do_open_site(Ui *ui, const Command *c)
{
	const FeedsRow *row = feeds_current(ui);
	const StoreRow *article = articles_current(ui);
	gint64 id = ui->focus == PANE_FEEDS ? (row ? row->view.feed : 0)
		: ui->article.article && ui->focus != PANE_ARTICLES
		? ui->article.article->row.feed_id
		: article ? article->feed_id
			  : 0;
	const StoreFeed *feed = feeds_find(ui, id);
	if (feed && feed->site)
		output_open(ui, feed->site, "site");
	else
		ui_say(ui, _("The feed tells no site."));
}

void
do_full_text(Ui *ui, const Command *c)
{
	const StoreRow *row = articles_current(ui);
	if (ui->focus == PANE_ARTICLES && row)
		article_open(ui, row->id);
	if (!ui->article.article) {
		ui_say(ui, _("Only articles of feeds have a page to fetch."));
		return;
	}
	if (ui->article.article->fulltext) {
		article_set_kind(ui,
			ui->article.kind == TEXT_FULL ? TEXT_FEED : TEXT_FULL);
		return;
	}
	g_autofree char *id =
		g_strdup_printf("%" G_GINT64_FORMAT, ui->article.id);
	const char *argv[] = { "fulltext", id, NULL };
	ui_say(ui, _("Fetching the whole article."));
	worker_start(ui, argv);
}

void
do_source(Ui *ui, const Command *c)
{
	const StoreRow *row = articles_current(ui);
	if (ui->focus == PANE_ARTICLES && row) {
		article_open(ui, row->id);
		ui_focus(ui, PANE_ARTICLE);
	}
	if (!ui->article.article)
		ui_say(ui, _("Only articles of feeds have a source."));
	else
		article_set_kind(ui,
			ui->article.kind != TEXT_SOURCE         ? TEXT_SOURCE
				: ui->article.article->fulltext ? TEXT_FULL
								: TEXT_FEED);
}

void
do_hints(Ui *ui, const Command *c)
{
	hints_open(ui, c->id == CMD_HINTS_COPY);
}

static int
next_number(Ui *ui, int by)
{
	const GPtrArray *links = doc_links(ui->article.doc);
	int n = (int)links->len;
	if (ui->article.link)
		return CLAMP(ui->article.link + by, 1, n);
	guint32 first, end;
	article_lines_shown(ui, &first, &end);
	for (int i = 1; i <= n; i++)
		if (page_link_line(ui->article.page, i) >= first)
			return i;
	return 1;
}

void
do_link(Ui *ui, const Command *c)
{
	int by = (c->id == CMD_NEXT_LINK ? 1 : -1) * CLAMP(c->count, 1, 10000);
	if (ui->focus == PANE_LINKS) {
		links_pane.move(ui, by > 0 ? CMD_DOWN : CMD_UP, ABS(by));
		return;
	}
	if (!ui->article.page || !doc_links(ui->article.doc)->len) {
		ui_say(ui, _("The article has no links."));
		return;
	}
	ui->article.link = next_number(ui, by);
	article_show_line(
		ui, page_link_line(ui->article.page, ui->article.link));
	links_go(ui, ui->article.link);
}
