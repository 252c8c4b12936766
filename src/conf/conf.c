/* SPDX-License-Identifier: MIT
 *
 * Values of the options, reading of files, and what others ask for.
 */
#include <config.h>

#include "conf/conf.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "conf/conf_i.h"
#include "conf/embedded.h"
#include "conf/paths.h"
#include "conf/theme.h"

#define FILE_MAX_BYTES (1024 * 1024)
#define MAX_PROBLEMS 100
#define MAX_DEPTH 8

static void
free_rule(gpointer data)
{
	ConfRule *r = data;
	g_free(r->query);
	g_strfreev(r->actions);
	g_free(r->place);
	g_free(r);
}

static void
free_search(gpointer data)
{
	ConfSearch *s = data;
	g_free(s->name);
	g_free(s->query);
	g_free(s);
}

static void
free_opener(gpointer data)
{
	ConfOpener *o = data;
	g_regex_unref(o->pattern);
	g_strfreev(o->argv);
	g_free(o);
}

static void
set_defaults(Conf *conf)
{
	for (int i = 0; i < N_OPTIONS; i++)
		option_parse(i, option_info(i)->def, &conf->values[i], NULL);
	conf->keymap = keymap_new();
	conf->on_start =
		g_ptr_array_new_with_free_func((GDestroyNotify)command_free);
	conf->rules = g_ptr_array_new_with_free_func(free_rule);
	conf->searches = g_ptr_array_new_with_free_func(free_search);
	conf->openers = g_ptr_array_new_with_free_func(free_opener);
	conf->problems = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(conf->problems, NULL);
	conf_read_text(conf, "defaults.conf", embedded_text("defaults.conf"));
	conf->changes = 0;
}

static void
clear(Conf *conf)
{
	for (int i = 0; i < N_OPTIONS; i++)
		option_value_clear(&conf->values[i]);
	keymap_free(conf->keymap);
	g_ptr_array_unref(conf->on_start);
	g_ptr_array_unref(conf->rules);
	g_ptr_array_unref(conf->searches);
	g_ptr_array_unref(conf->openers);
	g_ptr_array_unref(conf->problems);
	g_free(conf->theme_dir);
	*conf = (Conf){ 0 };
}

Conf *
conf_new(void)
{
	Conf *conf = g_new0(Conf, 1);
	set_defaults(conf);
	return conf;
}

void
conf_free(Conf *conf)
{
	if (conf)
		clear(conf);
	g_free(conf);
}

static void
add_subscribed(Conf *conf, const char *name, const char *query)
{
	if (conf_search(conf, name))
		return;
	ConfSearch *s = g_new0(ConfSearch, 1);
	s->name = g_strdup(name);
	s->query = g_strdup(query);
	s->subscribed = true;
	g_ptr_array_add(conf->searches, s);
}

bool
conf_reload(Conf *conf, const char *path)
{
	g_autoptr(GPtrArray) before = g_ptr_array_ref(conf->searches);
	clear(conf);
	set_defaults(conf);
	bool ok = conf_load(conf, path);
	for (guint i = 0; i < before->len; i++) {
		const ConfSearch *s = before->pdata[i];
		if (s->subscribed)
			add_subscribed(conf, s->name, s->query);
	}
	conf->changes = ~0u;
	return ok;
}

char *
conf_place(const Conf *conf)
{
	if (!conf->file)
		return g_strdup(":");
	return g_strdup_printf("%s:%u", conf->file, conf->line);
}

static void
add_problem(Conf *conf, const char *text)
{
	if (conf->problems->len > MAX_PROBLEMS)
		return;
	g_autofree char *place = conf_place(conf);
	g_autofree char *line = conf->file
		? g_strdup_printf("%s: %s", place, text)
		: g_strdup(text);
	g_ptr_array_insert(conf->problems, conf->problems->len - 1,
		text_clean(line, -1, TEXT_LINE));
}

static void
run_line(Conf *conf, const char *line)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) list = command_parse(line, &error);
	if (!list) {
		add_problem(conf, error->message);
		return;
	}
	for (guint i = 0; i < list->len; i++) {
		g_autofree char *message = NULL;
		g_clear_error(&error);
		if (!conf_run(conf, list->pdata[i], &message, &error))
			add_problem(conf, error->message);
	}
}

static bool
take_continuation(char *line)
{
	gsize n = strlen(line);
	if (n == 0 || line[n - 1] != '\\' || (n > 1 && line[n - 2] == '\\'))
		return false;
	line[n - 1] = ' ';
	return true;
}

void
conf_read_text(Conf *conf, const char *name, const char *text)
{
	const char *outer = conf->file;
	guint outer_line = conf->line;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GString) joined = g_string_new(NULL);
	conf->file = name;
	conf->depth++;
	guint n = 0;
	for (char **line = lines; *line; line++, n++) {
		if (joined->len == 0)
			conf->line = n + 1;
		g_strchomp(*line);
		bool more = take_continuation(*line) && line[1];
		g_string_append(joined, *line);
		if (more)
			continue;
		run_line(conf, joined->str);
		g_string_truncate(joined, 0);
	}
	conf->depth--;
	conf->file = outer;
	conf->line = outer_line;
}

bool
conf_load_text(Conf *conf, const char *name, const char *text)
{
	guint before = conf->problems->len;
	if (g_utf8_validate(text, -1, NULL)) {
		conf_read_text(conf, name, text);
	} else {
		const char *outer = conf->file;
		guint outer_line = conf->line;
		conf->file = name;
		conf->line = 1;
		add_problem(conf, _("the file is not UTF-8 text"));
		conf->file = outer;
		conf->line = outer_line;
	}
	return conf->problems->len == before;
}

bool
conf_include(Conf *conf, const char *path, GError **error)
{
	if (conf->depth >= MAX_DEPTH) {
		g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_LOOP,
			_("files include each other too deeply"));
		return false;
	}
	g_autofree char *text =
		buf_read_file(path, FILE_MAX_BYTES, NULL, error);
	if (!text)
		return false;
	conf_load_text(conf, path, text);
	return true;
}

bool
conf_load(Conf *conf, const char *path)
{
	guint before = conf->problems->len;
	g_autofree char *dir = g_path_get_dirname(path);
	g_free(conf->theme_dir);
	conf->theme_dir = g_build_filename(dir, "themes", NULL);
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return true;
	g_autoptr(GError) error = NULL;
	if (!conf_include(conf, path, &error))
		add_problem(conf, error->message);
	return conf->problems->len == before;
}

const char *const *
conf_problems(const Conf *conf)
{
	return (const char *const *)conf->problems->pdata;
}

unsigned
conf_take_changes(Conf *conf)
{
	unsigned changes = conf->changes;
	conf->changes = 0;
	return changes;
}

bool
conf_bool(const Conf *conf, OptionId id)
{
	return conf->values[id].number;
}

int
conf_int(const Conf *conf, OptionId id)
{
	return conf->values[id].number;
}

const char *
conf_string(const Conf *conf, OptionId id)
{
	return conf->values[id].text;
}

const char *const *
conf_argv(const Conf *conf, OptionId id)
{
	return (const char *const *)conf->values[id].argv;
}

bool
conf_set(Conf *conf, OptionId id, const char *text, GError **error)
{
	if (id == OPT_THEME) {
		g_autofree char *theme = conf_theme_text(conf, text, error);
		if (!theme)
			return false;
	}
	if (!option_parse(id, text, &conf->values[id], error))
		return false;
	conf->changes |= option_info(id)->changes;
	return true;
}

const Keymap *
conf_keymap(const Conf *conf)
{
	return conf->keymap;
}

const CommandList *
conf_on_start(const Conf *conf)
{
	return conf->on_start;
}

const GPtrArray *
conf_rules(const Conf *conf)
{
	return conf->rules;
}

const GPtrArray *
conf_searches(const Conf *conf)
{
	return conf->searches;
}

ConfSearch *
conf_search(const Conf *conf, const char *name)
{
	for (guint i = 0; i < conf->searches->len; i++) {
		ConfSearch *s = conf->searches->pdata[i];
		if (strcmp(s->name, name) == 0)
			return s;
	}
	return NULL;
}

void
conf_take_searches(Conf *conf, const Subs *subs)
{
	const GPtrArray *list = subs_list(subs);
	for (guint i = conf->searches->len; i-- > 0;)
		if (((ConfSearch *)conf->searches->pdata[i])->subscribed)
			g_ptr_array_remove_index(conf->searches, i);
	for (guint i = 0; i < list->len; i++) {
		const Sub *sub = list->pdata[i];
		if (sub->kind == SUB_QUERY)
			add_subscribed(conf, sub->title, sub->query);
	}
}

static char *
user_theme(const Conf *conf, const char *name, GError **error)
{
	if (!conf->theme_dir || strchr(name, '/') || *name == '.')
		return NULL;
	g_autofree char *path = g_build_filename(conf->theme_dir, name, NULL);
	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return NULL;
	Look looks[N_ROLES];
	g_autofree char *text =
		buf_read_file(path, FILE_MAX_BYTES, NULL, error);
	if (!text || theme_load(text, looks, error))
		return g_steal_pointer(&text);
	g_prefix_error(error, "%s:", path);
	return NULL;
}

char *
conf_theme_text(const Conf *conf, const char *name, GError **error)
{
	g_autoptr(GError) local = NULL;
	char *own = user_theme(conf, name, &local);
	if (own)
		return own;
	if (local) {
		g_propagate_error(error, g_steal_pointer(&local));
		return NULL;
	}
	const char *text =
		theme_text(strcmp(name, "auto") == 0 ? "default" : name);
	if (text)
		return g_strdup(text);
	g_autoptr(GString) names = g_string_new(NULL);
	for (const char *const *n = theme_names(); *n; n++)
		g_string_append_printf(
			names, "%s%s", names->len ? ", " : "", *n);
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		_("there is no theme “%s”; there are %s"), name, names->str);
	return NULL;
}

void
conf_looks(const Conf *conf, int colors, int dark, Look looks[N_ROLES])
{
	const char *name = conf_string(conf, OPT_THEME);
	if (strcmp(name, "auto") == 0)
		name = dark < 0 ? "default" : dark ? "dark" : "light";
	g_autofree char *text = conf_theme_text(conf, name, NULL);
	if (!text || !theme_load(text, looks, NULL))
		theme_load(theme_text("default"), looks, NULL);
	for (int i = 0; i < N_ROLES; i++)
		if (conf->own_set[i])
			looks[i] = conf->own[i];
	theme_reduce(looks, colors);
}

const ConfOpener *
conf_opener(const Conf *conf, const char *url)
{
	for (guint i = 0; i < conf->openers->len; i++) {
		const ConfOpener *o = conf->openers->pdata[i];
		if (g_regex_match(o->pattern, url, 0, NULL))
			return o;
	}
	return NULL;
}

char **
conf_command(const char *const *argv, const char *url)
{
	g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
	bool placed = false;
	for (; *argv; argv++) {
		if (strcmp(*argv, "%u") == 0) {
			g_ptr_array_add(out, g_strdup(url));
			placed = true;
		} else {
			const char *word = *argv;
			if (g_str_has_prefix(word, "%%"))
				word++;
			g_ptr_array_add(out, g_strdup(word));
		}
	}
	if (!placed)
		g_ptr_array_add(out, g_strdup(url));
	g_ptr_array_add(out, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&out), FALSE);
}
