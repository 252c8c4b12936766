/* SPDX-License-Identifier: MIT
 *
 * Lines are kept as they came.  A change cuts words out of one line and puts
 * others in, then reads that line anew.
 */
#include <config.h>

#include "conf/subs.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "conf/nbfilter.h"
#include "conf/option.h"
#include "conf/paths.h"
#include "conf/subs_i.h"
#include "url/url.h"

#define FILE_MAX_BYTES (16 * 1024 * 1024)
#define MAX_PROBLEMS 100
/* Longer than the name of any setting. */
#define MAX_SETTING 32

struct Subs {
	char *path;
	char *read; /* the bytes as they were read, to notice others' changes */
	gsize read_len;
	bool existed;
	const char *eol;
	GPtrArray *lines;  /* SubsLine * */
	GPtrArray *list;   /* Sub *, borrowed from the lines */
	GHashTable *index; /* address → Sub *, borrowed */
	GPtrArray *problems;
};

static const char *const setting_names[N_SUB_SETTINGS] = {
	[SUB_INTERVAL] = "interval",
	[SUB_KEEP_DAYS] = "keep-days",
	[SUB_KEEP_ITEMS] = "keep-items",
	[SUB_USER_AGENT] = "user-agent",
	[SUB_PROXY] = "proxy",
	[SUB_USER] = "user",
	[SUB_PASSWORD] = "password",
	[SUB_PASSWORD_COMMAND] = "password-command",
	[SUB_HEADER] = "header",
	[SUB_COOKIE] = "cookie",
	[SUB_FULL_TEXT] = "full-text",
	[SUB_MARK_READ] = "mark-read",
	[SUB_SORT] = "sort",
	[SUB_INSECURE] = "insecure",
	[SUB_TIMEOUT] = "timeout",
	[SUB_MAX_SIZE] = "max-size",
};

const char *
sub_setting_name(SubSetting setting)
{
	return setting_names[setting];
}

static void
free_sub(Sub *sub)
{
	if (!sub)
		return;
	g_free(sub->address);
	g_free(sub->url);
	g_free(sub->user);
	g_free(sub->password);
	g_strfreev(sub->command);
	g_free(sub->query);
	g_free(sub->title);
	g_strfreev(sub->groups);
	for (int i = 0; i < N_SUB_SETTINGS; i++)
		g_free(sub->settings[i]);
	g_free(sub);
}

static void
free_line(gpointer data)
{
	SubsLine *line = data;
	g_free(line->text);
	g_free(line->problem);
	free_sub(line->sub);
	g_free(line);
}

int
subs_setting_at(const char *p, const char *end)
{
	const char *eq = memchr(p, '=', MIN(end - p, MAX_SETTING));
	for (int i = 0; eq && i < N_SUB_SETTINGS; i++)
		if (strlen(setting_names[i]) == (gsize)(eq - p) &&
			memcmp(setting_names[i], p, eq - p) == 0)
			return i;
	return -1;
}

static void
free_word(gpointer data)
{
	g_free(((SubsWord *)data)->text);
}

/* Behind the opening quote; takes the closing one too if it is there. */
static const char *
take_quoted(const char *p, const char *end, GString *text, bool *open)
{
	while (p < end && *p != '"') {
		if (*p == '\\' && p + 1 < end)
			p++;
		g_string_append_c(text, *p++);
	}
	*open = p == end;
	return p < end ? p + 1 : p;
}

GArray *
subs_words(const char *line)
{
	GArray *words = g_array_new(FALSE, TRUE, sizeof(SubsWord));
	g_array_set_clear_func(words, free_word);
	const char *end = line + strcspn(line, "\r\n");
	const char *p = line;
	for (;;) {
		while (p < end && (*p == ' ' || *p == '\t'))
			p++;
		if (p == end || *p == '#')
			return words;
		g_autoptr(GString) text = g_string_new(NULL);
		SubsWord word = { .start = p - line, .setting = -1 };
		if (*p == '"') {
			p = take_quoted(p + 1, end, text, &word.open);
			word.quoted = true;
		} else {
			word.setting =
				words->len ? subs_setting_at(p, end) : -1;
			while (p < end && *p != ' ' && *p != '\t') {
				if (*p == '"' && word.setting >= 0)
					p = take_quoted(
						p + 1, end, text, &word.open);
				else
					g_string_append_c(text, *p++);
			}
		}
		word.end = p - line;
		word.text = g_string_free(g_steal_pointer(&text), FALSE);
		g_array_append_val(words, word);
	}
}

/* Splits "scheme://user:pass@host/…"; the credentials are decoded. */
static char *
take_credentials(const char *address, Sub *sub)
{
	const char *host = strstr(address, "://");
	if (!host)
		return g_strdup(address);
	host += 3;
	const char *end = host + strcspn(host, "/?#");
	const char *at = g_strrstr_len(host, end - host, "@");
	if (!at)
		return g_strdup(address);
	const char *colon = memchr(host, ':', at - host);
	g_autofree char *user = g_strndup(host, (colon ? colon : at) - host);
	sub->user = g_uri_unescape_string(user, NULL);
	if (colon) {
		g_autofree char *pass = g_strndup(colon + 1, at - colon - 1);
		sub->password = g_uri_unescape_string(pass, NULL);
	}
	g_autofree char *scheme = g_strndup(address, host - address);
	return g_strconcat(scheme, at + 1, NULL);
}

/* Where the URL begins in what filter: lines have, or in a URL itself. */
static const char *
address_in(const char *text)
{
	const char *scheme = strstr(text, "://");
	while (scheme && scheme > text && scheme[-1] != ':')
		scheme--;
	return scheme;
}

static bool
read_url(Sub *sub, const char *address, GError **error)
{
	g_autofree char *bare = take_credentials(address, sub);
	sub->url = url_resolve(NULL, bare);
	if (sub->url &&
		(url_is_web(sub->url) || g_str_has_prefix(sub->url, "file:")))
		return true;
	g_autofree char *hidden = url_hide_passwords(address);
	g_autofree char *shown = text_clean(hidden, -1, TEXT_LINE);
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		_("expected an address with http://, https:// or file://, "
		  "not “%s”"),
		shown);
	return false;
}

char *
sub_moved(const Sub *sub, const char *to)
{
	const char *old = address_in(sub->address);
	const char *host = old ? strstr(old, "://") : NULL;
	const char *new_host = strstr(to, "://");
	if (!host || !new_host)
		return g_strdup(to);
	host += strlen("://");
	new_host += strlen("://");
	g_autofree char *here = url_origin(sub->url), *there = url_origin(to);
	const char *end = host + strcspn(host, "/?#");
	const char *at = g_strrstr_len(host, end - host, "@");
	gsize user = at && g_strcmp0(here, there) == 0 ? at + 1 - host : 0;
	return g_strdup_printf("%.*s%.*s%.*s%s", (int)(old - sub->address),
		sub->address, (int)(new_host - to), to, (int)user, host,
		new_host);
}

static bool
read_command(Sub *sub, const char *text, GError **error)
{
	if (!text[strspn(text, " \t")]) {
		g_set_error_literal(error, G_OPTION_ERROR,
			G_OPTION_ERROR_BAD_VALUE, _("a command is missing"));
		return false;
	}
	if (!g_shell_parse_argv(text, NULL, &sub->command, error))
		return false;
	for (char **word = sub->command; *word; word++) {
		char *plain = *word;
		*word = paths_expand(plain);
		g_free(plain);
	}
	return true;
}

static bool
read_filter(Sub *sub, const char *text, GError **error)
{
	const char *scheme = address_in(text);
	if (!scheme || scheme <= text + 1) {
		g_set_error_literal(error, G_OPTION_ERROR,
			G_OPTION_ERROR_BAD_VALUE,
			_("expected filter:COMMAND:ADDRESS"));
		return false;
	}
	g_autofree char *command = g_strndup(text, scheme - 1 - text);
	return read_command(sub, command, error) &&
		read_url(sub, scheme, error);
}

static bool
read_query(Sub *sub, const char *text, GError **error)
{
	const char *colon = strchr(text, ':');
	if (!colon || colon == text || !colon[1]) {
		g_set_error_literal(error, G_OPTION_ERROR,
			G_OPTION_ERROR_BAD_VALUE,
			_("expected \"query:NAME:QUERY\""));
		return false;
	}
	g_autofree char *name = g_strndup(text, colon - text);
	sub->title = text_clean(name, -1, TEXT_LINE);
	sub->query = text_clean(colon + 1, -1, TEXT_LINE);
	if (!nbfilter_is(sub->query))
		return true;
	char *query = nbfilter_query(sub->query, error);
	g_free(sub->query);
	sub->query = query;
	return query != NULL;
}

static bool
read_address(Sub *sub, GError **error)
{
	const char *a = sub->address;
	if (g_str_has_prefix(a, "query:")) {
		sub->kind = SUB_QUERY;
		return read_query(sub, a + 6, error);
	}
	if (g_str_has_prefix(a, "exec:")) {
		sub->kind = SUB_EXEC;
		return read_command(sub, a + 5, error);
	}
	if (g_str_has_prefix(a, "filter:")) {
		sub->kind = SUB_FILTER;
		return read_filter(sub, a + 7, error);
	}
	return read_url(sub, a, error);
}

static bool
check_setting(SubSetting setting, const char *value, GError **error)
{
	static const char *const options[N_SUB_SETTINGS] = {
		[SUB_INTERVAL] = "interval",
		[SUB_KEEP_DAYS] = "keep-days",
		[SUB_KEEP_ITEMS] = "keep-items",
		[SUB_FULL_TEXT] = "full-text",
		[SUB_MARK_READ] = "mark-read",
		[SUB_SORT] = "sort",
		[SUB_INSECURE] = "full-text",
		[SUB_TIMEOUT] = "timeout",
		[SUB_MAX_SIZE] = "max-size",
	};
	if (!options[setting])
		return true;
	OptionValue v = { 0 };
	bool ok = option_parse(
		option_from_name(options[setting]), value, &v, error);
	option_value_clear(&v);
	return ok;
}

static bool
read_setting(Sub *sub, const SubsWord *word, GError **error)
{
	char **slot = &sub->settings[word->setting];
	const char *value = strchr(word->text, '=') + 1;
	if (!check_setting(word->setting, value, error))
		return false;
	/* A line end in a header would be a second header. */
	g_autofree char *clean = text_clean(value, -1, TEXT_INLINE);
	char *joined = word->setting == SUB_HEADER && *slot
		? g_strconcat(*slot, "\n", clean, NULL)
		: g_strdup(clean);
	g_free(*slot);
	*slot = joined;
	return true;
}

static bool
read_words(Sub *sub, const GArray *words, GError **error)
{
	g_autoptr(GPtrArray) groups = g_ptr_array_new();
	bool ok = true;
	for (guint i = 1; i < words->len && ok; i++) {
		const SubsWord *word = &g_array_index(words, SubsWord, i);
		if (word->setting >= 0) {
			ok = read_setting(sub, word, error);
		} else if (word->text[0] == '~') {
			g_free(sub->title);
			sub->title = text_clean(word->text + 1, -1, TEXT_LINE);
		} else if (word->text[0] == '!') {
			sub->hidden = true;
		} else {
			g_ptr_array_add(
				groups, text_clean(word->text, -1, TEXT_LINE));
		}
	}
	g_ptr_array_add(groups, NULL);
	sub->groups =
		(char **)g_ptr_array_free(g_steal_pointer(&groups), FALSE);
	return ok;
}

static void
override(char **field, const char *setting)
{
	if (!setting)
		return;
	g_free(*field);
	*field = g_strdup(setting);
}

/* NULL without ERROR for a line without a subscription. */
static Sub *
read_line(const char *text, GError **error)
{
	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error_literal(error, G_OPTION_ERROR,
			G_OPTION_ERROR_BAD_VALUE, _("expected UTF-8 text"));
		return NULL;
	}
	g_autoptr(GArray) words = subs_words(text);
	if (!words->len)
		return NULL;
	if (g_array_index(words, SubsWord, words->len - 1).open) {
		g_set_error_literal(error, G_OPTION_ERROR,
			G_OPTION_ERROR_BAD_VALUE,
			_("a closing quote is missing"));
		return NULL;
	}
	Sub *sub = g_new0(Sub, 1);
	sub->address = g_strdup(g_array_index(words, SubsWord, 0).text);
	if (!read_address(sub, error) || !read_words(sub, words, error)) {
		free_sub(sub);
		return NULL;
	}
	override(&sub->user, sub->settings[SUB_USER]);
	override(&sub->password, sub->settings[SUB_PASSWORD]);
	return sub;
}

static void
add_problem(Subs *subs, guint number, const char *message)
{
	if (subs->problems->len > MAX_PROBLEMS)
		return;
	g_autofree char *text = g_strdup_printf(
		"%s:%u: %s", subs->path ? subs->path : "urls", number, message);
	g_ptr_array_insert(subs->problems, subs->problems->len - 1,
		text_clean(text, -1, TEXT_LINE));
}

/* What follows from where a line stands: its number, its place in the list and
 * among the problems. */
static void
number_line(Subs *subs, guint i)
{
	const SubsLine *line = subs->lines->pdata[i];
	if (line->sub)
		line->sub->line = i + 1;
	if (line->listed)
		g_ptr_array_add(subs->list, line->sub);
	else if (line->problem)
		add_problem(subs, i + 1, line->problem);
	else if (line->sub)
		add_problem(subs, i + 1,
			_("this address stands further up already"));
}

static void
number_all(Subs *subs)
{
	g_ptr_array_set_size(subs->list, 0);
	g_ptr_array_set_size(subs->problems, 0);
	g_ptr_array_add(subs->problems, NULL);
	for (guint i = 0; i < subs->lines->len; i++)
		number_line(subs, i);
}

static void
put_in_index(Subs *subs, SubsLine *line)
{
	line->listed = line->sub &&
		!g_hash_table_contains(subs->index, line->sub->address);
	if (line->listed)
		g_hash_table_insert(subs->index, line->sub->address, line->sub);
}

void
subs_reindex(Subs *subs)
{
	g_hash_table_remove_all(subs->index);
	for (guint i = 0; i < subs->lines->len; i++)
		put_in_index(subs, subs->lines->pdata[i]);
	number_all(subs);
}

static void
set_text(SubsLine *line, char *text)
{
	g_autoptr(GError) error = NULL;
	g_free(line->text);
	free_sub(line->sub);
	line->text = text;
	line->sub = read_line(text, &error);
	g_free(line->problem);
	line->problem = error ? g_strdup(error->message) : NULL;
}

void
subs_insert(Subs *subs, guint place, char *text)
{
	SubsLine *line = g_new0(SubsLine, 1);
	set_text(line, text);
	g_ptr_array_insert(subs->lines, place, line);
	put_in_index(subs, line);
	/* An import comes here for each that it adds. */
	if (place == subs->lines->len - 1)
		number_line(subs, place);
	else
		number_all(subs);
}

void
subs_set_line(Subs *subs, SubsLine *line, char *text)
{
	if (line->listed)
		g_hash_table_remove(subs->index, line->sub->address);
	set_text(line, text);
	put_in_index(subs, line);
	number_all(subs);
}

static void
split_lines(Subs *subs, const char *text, gsize len)
{
	const char *end = text + len;
	for (const char *p = text; p < end;) {
		const char *nl = memchr(p, '\n', end - p);
		const char *next = nl ? nl + 1 : end;
		SubsLine *line = g_new0(SubsLine, 1);
		set_text(line, g_strndup(p, next - p));
		g_ptr_array_add(subs->lines, line);
		p = next;
	}
	subs_reindex(subs);
}

Subs *
subs_parse(const char *path, const char *text, gsize len)
{
	Subs *subs = g_new0(Subs, 1);
	const char *nl = memchr(text, '\n', len);
	subs->path = g_strdup(path);
	/* What NUL cuts off would be lost with the next change. */
	subs->read_len = strnlen(text, len);
	subs->read = g_strndup(text, subs->read_len);
	subs->eol = nl && nl > text && nl[-1] == '\r' ? "\r\n" : "\n";
	subs->lines = g_ptr_array_new_with_free_func(free_line);
	subs->list = g_ptr_array_new();
	subs->index = g_hash_table_new(g_str_hash, g_str_equal);
	subs->problems = g_ptr_array_new_with_free_func(g_free);
	split_lines(subs, subs->read, subs->read_len);
	return subs;
}

Subs *
subs_load(const char *path, GError **error)
{
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return subs_parse(path, "", 0);
	gsize len = 0;
	g_autofree char *text =
		buf_read_file(path, FILE_MAX_BYTES, &len, error);
	if (!text)
		return NULL;
	if (memchr(text, '\0', len)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
			_("%s: this is no text file"), path);
		return NULL;
	}
	Subs *subs = subs_parse(path, text, len);
	subs->existed = true;
	return subs;
}

void
subs_free(Subs *subs)
{
	if (!subs)
		return;
	g_hash_table_unref(subs->index);
	g_ptr_array_unref(subs->list);
	g_ptr_array_unref(subs->lines);
	g_ptr_array_unref(subs->problems);
	g_free(subs->read);
	g_free(subs->path);
	g_free(subs);
}

const GPtrArray *
subs_list(const Subs *subs)
{
	return subs->list;
}

const Sub *
subs_find(const Subs *subs, const char *address)
{
	return g_hash_table_lookup(subs->index, address);
}

const char *const *
subs_problems(const Subs *subs)
{
	return (const char *const *)subs->problems->pdata;
}

gint64
subs_number(const Sub *sub, SubSetting setting, gint64 otherwise)
{
	const char *value = sub->settings[setting];
	gint64 n = value ? option_duration(value) : -1;
	return n < 0 ? otherwise : n;
}

GPtrArray *
subs_lines(Subs *subs)
{
	return subs->lines;
}

const char *
subs_eol(const Subs *subs)
{
	return subs->eol;
}

char *
subs_text(const Subs *subs, gsize *len)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < subs->lines->len; i++)
		g_string_append(
			text, ((SubsLine *)subs->lines->pdata[i])->text);
	if (len)
		*len = text->len;
	return g_string_free(text, FALSE);
}

void
subs_set_text(Subs *subs, const char *text, gsize len)
{
	g_ptr_array_set_size(subs->lines, 0);
	split_lines(subs, text, strnlen(text, len));
}

char *
sub_reading_setting(const char *text, SubSetting setting)
{
	g_auto(GStrv) words = g_strsplit(text ? text : "", " ", -1);
	const char *name = sub_setting_name(setting);
	gsize len = strlen(name);
	for (char **w = words; *w; w++)
		if (g_str_has_prefix(*w, name) && (*w)[len] == '=')
			return g_strdup(*w + len + 1);
	return NULL;
}

/* True if the file still is what was read. */
static bool
is_unchanged(const Subs *subs, GError **error)
{
	gsize len = 0;
	bool exists = g_file_test(subs->path, G_FILE_TEST_EXISTS);
	if (!exists && !subs->existed)
		return true;
	g_autofree char *now = exists
		? buf_read_file(subs->path, FILE_MAX_BYTES, &len, error)
		: NULL;
	if (exists && !now)
		return false;
	if (exists && len == subs->read_len &&
		memcmp(now, subs->read, len) == 0)
		return true;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
		_("%s was changed by another program; try again"), subs->path);
	return false;
}

bool
subs_save(Subs *subs, GError **error)
{
	gsize len;
	g_autofree char *text = subs_text(subs, &len);
	if (!is_unchanged(subs, error) ||
		!paths_make_parent(subs->path, error) ||
		!paths_write(subs->path, text, len, 0600, error))
		return false;
	g_free(subs->read);
	subs->read = g_steal_pointer(&text);
	subs->read_len = len;
	subs->existed = true;
	return true;
}
