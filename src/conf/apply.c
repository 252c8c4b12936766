/* SPDX-License-Identifier: MIT
 *
 * What each command of the settings does.
 */
#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "conf/conf_i.h"
#include "conf/embedded.h"
#include "conf/paths.h"
#include "conf/theme.h"

typedef bool (*Apply)(
	Conf *conf, const Command *command, char **message, GError **error);

/* "name?", "name!", "name&", "noname": the option and how it ends. */
static int
find_option(const char *word, char *how)
{
	gsize n = strlen(word);
	*how = 0;
	int id = option_from_name(word);
	if (id >= 0 || n == 0)
		return id;
	if (strchr("?!&", word[n - 1])) {
		g_autofree char *name = g_strndup(word, n - 1);
		*how = word[n - 1];
		return option_from_name(name);
	}
	if (g_str_has_prefix(word, "no")) {
		*how = 'n';
		id = option_from_name(word + 2);
		if (id >= 0 && option_info(id)->type != OPTION_BOOL)
			return -1;
	}
	return id;
}

static char *
shown(const Conf *conf, OptionId id)
{
	return g_strdup_printf(
		"%s=%s", option_info(id)->name, conf_string(conf, id));
}

static bool
switch_option(Conf *conf, OptionId id, GError **error)
{
	const OptionInfo *o = option_info(id);
	int number = conf_int(conf, id);
	if (o->type == OPTION_BOOL)
		return conf_set(conf, id, number ? "no" : "yes", error);
	if (o->type == OPTION_ENUM) {
		g_auto(GStrv) words = g_strsplit(o->spec, " ", -1);
		const char *next = words[number + 1];
		return conf_set(conf, id, next ? next : words[0], error);
	}
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		_("%s: expected a value"), o->name);
	return false;
}

static bool
set_to(Conf *conf, OptionId id, const Command *c, GError **error)
{
	g_autofree char *value = NULL;
	if (c->n_args == 2) {
		value = g_strdup(c->args[1]);
	} else if (option_info(id)->type == OPTION_ARGV) {
		GString *line = g_string_new(NULL);
		for (int i = 1; i < c->n_args; i++) {
			g_autofree char *word = command_quote(c->args[i]);
			g_string_append_printf(
				line, "%s%s", i > 1 ? " " : "", word);
		}
		value = g_string_free(line, FALSE);
	} else {
		value = g_strjoinv(" ", c->args + 1);
	}
	return conf_set(conf, id, value, error);
}

/* "set name=value" as well, which fingers do by themselves. */
static Command *
split_assignment(const Command *c)
{
	const char *eq = c->n_args ? strchr(c->args[0], '=') : NULL;
	if (!eq)
		return NULL;
	Command *split = command_new(c->id);
	g_strfreev(split->args);
	split->n_args = c->n_args + 1;
	split->args = g_new0(char *, split->n_args + 1);
	split->args[0] = g_strndup(c->args[0], eq - c->args[0]);
	split->args[1] = g_strdup(eq + 1);
	for (int i = 1; i < c->n_args; i++)
		split->args[i + 1] = g_strdup(c->args[i]);
	return split;
}

static char *
all_changed(const Conf *conf)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (int i = 0; i < N_OPTIONS; i++)
		if (strcmp(option_info(i)->def, conf_string(conf, i)) != 0) {
			g_autofree char *one = shown(conf, i);
			g_string_append_printf(
				text, "%s%s", text->len ? "  " : "", one);
		}
	if (!text->len)
		return g_strdup(_("All options have their defaults"));
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static bool
set_option(Conf *conf, const Command *c, char **message, GError **error)
{
	char how;
	int id = find_option(c->args[0], &how);
	if (id < 0) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("there is no option “%s”"), c->args[0]);
		return false;
	}
	if (how && c->n_args > 1) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("expected nothing after “%s”"), c->args[0]);
		return false;
	}
	if (how == '&')
		return conf_set(conf, id, option_info(id)->def, error);
	if (how == '!')
		return switch_option(conf, id, error);
	if (how == 'n')
		return conf_set(conf, id, "no", error);
	if (c->n_args > 1)
		return set_to(conf, id, c, error);
	if (!how && option_info(id)->type == OPTION_BOOL)
		return conf_set(conf, id, "yes", error);
	*message = shown(conf, id);
	return true;
}

static bool
apply_set(Conf *conf, const Command *c, char **message, GError **error)
{
	if (c->n_args == 0) {
		*message = all_changed(conf);
		return true;
	}
	g_autoptr(Command) split = split_assignment(c);
	return set_option(conf, split ? split : c, message, error);
}

static bool
parse_keys(const char *word, Key keys[KEYMAP_DEPTH], int *n, GError **error)
{
	*n = keymap_parse(word, keys);
	if (*n == 0)
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("expected a key such as x, ^X, Space, F5 or gx, not "
			  "“%s”"),
			word);
	return *n > 0;
}

/* "articles,article" or NULL for all: bits. */
static unsigned
parse_contexts(const char *word)
{
	unsigned bits = 0;
	g_auto(GStrv) names = g_strsplit(word ? word : "global", ",", -1);
	for (char **name = names; *name; name++) {
		int context = context_from_name(*name);
		if (context >= 0)
			bits |= 1u << context;
	}
	return bits;
}

static void
bind_in(Conf *conf, unsigned contexts, const Key *keys, int n,
	const char *commands)
{
	for (int i = 0; i < N_CONTEXTS; i++)
		if (contexts & 1u << i)
			keymap_bind(conf->keymap, i, keys, n,
				commands ? command_parse(commands, NULL)
					 : NULL);
	conf->changes |= CHANGE_KEYS;
}

/* Checks that the words after a key are commands, and some. */
static bool
check_commands(const char *commands, GError **error)
{
	g_autoptr(GPtrArray) list = command_parse(commands, error);
	if (list && list->len == 0)
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("expected a command, not “%s”"), commands);
	return list && list->len > 0;
}

static bool
apply_bind(Conf *conf, const Command *c, char **message, GError **error)
{
	Key keys[KEYMAP_DEPTH];
	int n;
	bool in_context = c->n_args == 3;
	if (!parse_keys(c->args[in_context], keys, &n, error) ||
		!check_commands(c->args[in_context + 1], error))
		return false;
	bind_in(conf, parse_contexts(in_context ? c->args[0] : NULL), keys, n,
		c->args[in_context + 1]);
	return true;
}

static bool
apply_unbind(Conf *conf, const Command *c, char **message, GError **error)
{
	Key keys[KEYMAP_DEPTH];
	int n;
	bool in_context = c->n_args == 2;
	const char *word = c->args[in_context];
	unsigned contexts = parse_contexts(in_context ? c->args[0] : NULL);
	conf->changes |= CHANGE_KEYS;
	if (strcmp(word, "*") == 0) {
		for (int i = 0; i < N_CONTEXTS; i++)
			if (in_context ? contexts & 1u << i : i != CTX_PROMPT)
				keymap_clear(conf->keymap, i);
		return true;
	}
	if (!parse_keys(word, keys, &n, error))
		return false;
	bind_in(conf, contexts, keys, n, NULL);
	return true;
}

static bool
apply_macro(Conf *conf, const Command *c, char **message, GError **error)
{
	Key keys[KEYMAP_DEPTH];
	int n;
	g_autofree char *word = g_strconcat(",", c->args[0], NULL);
	if (!keymap_parse(c->args[0], keys)) {
		parse_keys(c->args[0], keys, &n, error);
		return false;
	}
	if (g_utf8_strlen(c->args[0], -1) > 1) {
		g_free(word);
		word = g_strdup_printf(",<%s>", c->args[0]);
	}
	if (!parse_keys(word, keys, &n, error) ||
		!check_commands(c->args[1], error))
		return false;
	bind_in(conf, 1u << CTX_GLOBAL, keys, n, c->args[1]);
	return true;
}

static bool
apply_preset(Conf *conf, const Command *c, char **message, GError **error)
{
	g_autofree char *name = g_strconcat("presets/", c->args[0], NULL);
	const char *text = embedded_text(name);
	if (!text) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("expected newsboat or vim, not “%s”"), c->args[0]);
		return false;
	}
	conf_read_text(conf, name, text);
	return true;
}

static bool
apply_color(Conf *conf, const Command *c, char **message, GError **error)
{
	if (!theme_color(c, conf->own, conf->own_set, error))
		return false;
	conf->changes |= CHANGE_COLORS;
	return true;
}

static bool
apply_theme(Conf *conf, const Command *c, char **message, GError **error)
{
	return conf_set(conf, OPT_THEME, c->args[0], error);
}

static bool
apply_opener(Conf *conf, const Command *c, char **message, GError **error)
{
	bool terminal = strcmp(c->args[0], "-t") == 0;
	if (c->n_args < 2 + terminal) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("expected a command after “%s”"),
			c->args[c->n_args - 1]);
		return false;
	}
	GRegex *pattern =
		g_regex_new(c->args[terminal], G_REGEX_CASELESS, 0, error);
	if (!pattern)
		return false;
	ConfOpener *o = g_new0(ConfOpener, 1);
	o->pattern = pattern;
	o->terminal = terminal;
	o->argv = g_strdupv(c->args + 1 + terminal);
	g_ptr_array_add(conf->openers, o);
	return true;
}

static bool
check_action(char ***word, GError **error)
{
	static const char *const actions[] = { "mark-read", "star", "hide",
		NULL };
	if (g_strv_contains(actions, **word))
		return true;
	if (strcmp(**word, "label") == 0 && (*word)[1]) {
		(*word)++;
		return true;
	}
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		_("expected mark-read, star, hide or label NAME, not “%s”"),
		**word);
	return false;
}

/* What nobody looks at any more once the program runs. */
static void
note_if_typed(const Conf *conf, const Command *c, char **message)
{
	if (!conf->file)
		*message = g_strdup_printf(
			_("“%s” counts only in the config file."),
			command_info(c->id)->name);
}

static bool
apply_rule(Conf *conf, const Command *c, char **message, GError **error)
{
	for (char **word = c->args + 1; *word; word++)
		if (!check_action(&word, error))
			return false;
	ConfRule *rule = g_new0(ConfRule, 1);
	rule->query = g_strdup(c->args[0]);
	rule->actions = g_strdupv(c->args + 1);
	rule->place = conf_place(conf);
	g_ptr_array_add(conf->rules, rule);
	note_if_typed(conf, c, message);
	return true;
}

static void
drop_search(Conf *conf, const char *name)
{
	ConfSearch *s = conf_search(conf, name);
	if (s)
		g_ptr_array_remove(conf->searches, s);
}

static bool
apply_saved_search(Conf *conf, const Command *c, char **message, GError **error)
{
	ConfSearch *s = g_new0(ConfSearch, 1);
	s->name = g_strdup(c->args[0]);
	s->query = g_strdup(c->args[1]);
	drop_search(conf, s->name);
	g_ptr_array_add(conf->searches, s);
	conf->changes |= CHANGE_LISTS;
	return true;
}

static bool
apply_on_start(Conf *conf, const Command *c, char **message, GError **error)
{
	g_autoptr(GPtrArray) list = command_parse(c->args[0], error);
	if (!list)
		return false;
	while (list->len)
		g_ptr_array_add(
			conf->on_start, g_ptr_array_steal_index(list, 0));
	note_if_typed(conf, c, message);
	return true;
}

static bool
apply_source_file(Conf *conf, const Command *c, char **message, GError **error)
{
	g_autofree char *path = paths_expand(c->args[0]);
	if (!g_path_is_absolute(path) && conf->file) {
		g_autofree char *dir = g_path_get_dirname(conf->file);
		g_autofree char *relative = path;
		path = g_build_filename(dir, relative, NULL);
	}
	guint before = conf->problems->len;
	if (!conf_include(conf, path, error))
		return false;
	if (!conf->file && conf->problems->len > before)
		*message = g_strdup(
			conf->problems->pdata[conf->problems->len - 2]);
	return true;
}

static const struct {
	CommandId id;
	Apply apply;
} table[] = {
	{ CMD_SET, apply_set },
	{ CMD_BIND, apply_bind },
	{ CMD_UNBIND, apply_unbind },
	{ CMD_MACRO, apply_macro },
	{ CMD_PRESET, apply_preset },
	{ CMD_COLOR, apply_color },
	{ CMD_THEME, apply_theme },
	{ CMD_OPENER, apply_opener },
	{ CMD_RULE, apply_rule },
	{ CMD_SAVED_SEARCH, apply_saved_search },
	{ CMD_ON_START, apply_on_start },
	{ CMD_SOURCE_FILE, apply_source_file },
};

bool
conf_run(Conf *conf, const Command *command, char **message, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
		if (table[i].id == command->id)
			return table[i].apply(conf, command, message, error);
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		_("“%s” is no setting; bind it to a key, or run it with "
		  "“on-start”"),
		command_info(command->id)->name);
	return false;
}

static bool
is_search_line(const char *line, const char *name)
{
	g_autoptr(GPtrArray) list = command_parse(line, NULL);
	if (!list || list->len != 1)
		return false;
	const Command *c = list->pdata[0];
	return c->id == CMD_SAVED_SEARCH && strcmp(c->args[0], name) == 0;
}

/* The file's text with the line of the search replaced, taken out or added. */
static char *
edit_searches(const char *text, const char *name, const char *line)
{
	GString *out = g_string_new(NULL);
	for (const char *p = text; *p;) {
		const char *end = strchr(p, '\n');
		gsize n = end ? (gsize)(end - p) : strlen(p);
		g_autofree char *old = g_strndup(p, n);
		if (!is_search_line(old, name)) {
			g_string_append_len(out, p, n + (end != NULL));
		} else if (line) {
			g_string_append_printf(out, "%s\n", line);
			line = NULL;
		}
		p += n + (end != NULL);
	}
	if (line) {
		if (out->len && out->str[out->len - 1] != '\n')
			g_string_append_c(out, '\n');
		g_string_append_printf(out, "%s\n", line);
	}
	return g_string_free(out, FALSE);
}

/* Puts LINE, or nothing, in the place of the search's line in the file. */
static bool
write_search(
	const char *path, const char *name, const char *line, GError **error)
{
	if (!paths_make_parent(path, error))
		return false;
	g_auto(PathsLock) lock = paths_lock(path);
	g_autofree char *text = NULL;
	if (g_file_test(path, G_FILE_TEST_EXISTS) &&
		!g_file_get_contents(path, &text, NULL, error))
		return false;
	g_autofree char *edited = edit_searches(text ? text : "", name, line);
	return paths_write(path, edited, strlen(edited), 0644, error);
}

static bool
take_search_away(Conf *conf, const char *name, GError **error)
{
	const ConfSearch *s = conf_search(conf, name);
	if (s && s->subscribed) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("“%s” is a line of your subscriptions; "
			  ":edit-subscriptions opens them."),
			name);
		return false;
	}
	drop_search(conf, name);
	conf->changes |= CHANGE_LISTS;
	return true;
}

bool
conf_save_search(Conf *conf, const char *path, const char *name,
	const char *query, GError **error)
{
	g_autofree char *line = NULL;
	if (query) {
		g_autofree char *quoted = command_quote(name);
		line = g_strdup_printf("saved-search %s %s", quoted, query);
		g_autoptr(GPtrArray) list = command_parse(line, error);
		if (!list)
			return false;
		if (!is_search_line(line, name)) {
			g_set_error(error, G_OPTION_ERROR,
				G_OPTION_ERROR_BAD_VALUE,
				_("cannot be kept in a file: “%s”"), query);
			return false;
		}
		if (!conf_run(conf, list->pdata[0], NULL, error))
			return false;
	} else if (!take_search_away(conf, name, error)) {
		return false;
	}
	return write_search(path, name, line, error);
}
