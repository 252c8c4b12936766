/* SPDX-License-Identifier: MIT
 *
 * What completes a word of the command line or of a query.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "conf/theme.h"

static void
offer(GPtrArray *out, const char *begin, const char *word)
{
	if (g_str_has_prefix(word, begin))
		g_ptr_array_add(out, g_strdup(word));
}

/* A name that somebody chose: in quotes if it needs them, or BEGIN has one. */
static void
offer_name(GPtrArray *out, const char *begin, const char *name)
{
	bool quoted = *begin == '"';
	begin += quoted;
	if (strncasecmp(name, begin, strlen(begin)) == 0)
		g_ptr_array_add(out,
			quoted || strpbrk(name, " \t\"'\\;()#")
				? command_quoted(name)
				: g_strdup(name));
}

static void
offer_words(GPtrArray *out, const char *begin, const char *words)
{
	g_auto(GStrv) all = g_strsplit(words, " ", -1);
	for (char **w = all; *w; w++)
		offer(out, begin, *w);
}

static void
offer_options(Ui *ui, GPtrArray *out, const char *begin)
{
	for (OptionId id = 0; id < N_OPTIONS; id++)
		offer(out, begin, option_info(id)->name);
}

static void
offer_values(GPtrArray *out, const char *begin, const char *option)
{
	int id = option_from_name(option);
	if (id < 0)
		return;
	const OptionInfo *info = option_info((OptionId)id);
	if (info->type == OPTION_ENUM)
		offer_words(out, begin, info->spec);
	else if (info->type == OPTION_BOOL)
		offer_words(out, begin, "yes no");
	else if (id == OPT_THEME)
		for (const char *const *t = theme_names(); *t; t++)
			offer(out, begin, *t);
}

static void
offer_commands(Ui *ui, GPtrArray *out, const char *begin)
{
	for (CommandId id = 0; id < N_COMMANDS; id++)
		if (!g_str_has_prefix(command_info(id)->name, "edit-") ||
			id == CMD_EDIT_CONFIG || id == CMD_EDIT_SUBSCRIPTIONS)
			offer(out, begin, command_info(id)->name);
}

static void
offer_roles(Ui *ui, GPtrArray *out, const char *begin)
{
	for (Role r = 0; r < N_ROLES; r++)
		offer(out, begin, role_name(r));
}

static void
offer_contexts(Ui *ui, GPtrArray *out, const char *begin)
{
	for (Context c = 0; c < N_CONTEXTS; c++)
		offer(out, begin, context_name(c));
}

static void
offer_labels(Ui *ui, GPtrArray *out, const char *begin)
{
	for (guint i = 0; ui->feeds.labels && i < ui->feeds.labels->len; i++)
		offer_name(out, begin,
			((StoreTally *)ui->feeds.labels->pdata[i])->name);
}

static void
offer_themes(Ui *ui, GPtrArray *out, const char *begin)
{
	for (const char *const *t = theme_names(); *t; t++)
		offer(out, begin, *t);
}

static void
offer_groups(Ui *ui, GPtrArray *out, const char *begin)
{
	g_autoptr(GPtrArray) groups = store_groups(ui->store, NULL);
	for (guint i = 0; groups && i < groups->len; i++)
		offer_name(out, begin, ((StoreTally *)groups->pdata[i])->name);
}

static void
offer_searches(Ui *ui, GPtrArray *out, const char *begin)
{
	const GPtrArray *searches = conf_searches(ui->conf);
	for (guint i = 0; i < searches->len; i++)
		offer_name(
			out, begin, ((ConfSearch *)searches->pdata[i])->name);
}

/* "open" is a command, too. */
static void
offer_topics(Ui *ui, GPtrArray *out, const char *begin)
{
	offer_words(out, begin, "commands keys options queries rules formats");
	offer_commands(ui, out, begin);
	offer_options(ui, out, begin);
}

static const struct {
	const char *argument;
	void (*offer)(Ui *ui, GPtrArray *out, const char *begin);
	const char *words;
} kinds[] = {
	{ "option", offer_options, NULL },
	{ "command", offer_commands, NULL },
	{ "commands", offer_commands, NULL },
	{ "topic", offer_topics, NULL },
	{ "role", offer_roles, NULL },
	{ "context", offer_contexts, NULL },
	{ "label", offer_labels, NULL },
	{ "theme", offer_themes, NULL },
	{ "group", offer_groups, NULL },
	{ "name", offer_searches, NULL },
	{ "preset", NULL, "newsboat vim" },
	{ "layout", NULL, "auto columns rows single" },
	{ "order", NULL, "newest oldest arrived title feed shortest longest" },
	{ "pane", NULL, "feeds articles article links" },
	{ "action", NULL, "mark-read star label hide" },
};

static void
offer_kind(Ui *ui, GPtrArray *out, const char *begin, const char *argument)
{
	g_autofree char *name = g_strdup(argument + strspn(argument, "<["));
	name[strcspn(name, ".>]")] = '\0';
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (strcmp(kinds[i].argument, name) != 0)
			continue;
		if (kinds[i].words)
			offer_words(out, begin, kinds[i].words);
		else
			kinds[i].offer(ui, out, begin);
	}
}

/* Start of the last command on the line, and of the word at its end. */
static const char *
last_command(const char *text)
{
	const char *semicolon = strrchr(text, ';');
	const char *start = semicolon ? semicolon + 1 : text;
	return start + strspn(start, " 0123456789");
}

/* Start of the word at the end of LINE: behind the last of STOPS that is in no
 * quotes. */
static const char *
last_word(const char *line, const char *stops)
{
	const char *start = line;
	bool quoted = false;
	for (const char *p = line; *p; p++) {
		if (*p == '"')
			quoted = !quoted;
		else if (!quoted && strchr(stops, *p))
			start = p + 1;
	}
	return start;
}

GPtrArray *
complete_command(Ui *ui, const char *text, gsize at, gsize *from)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *line = g_strndup(text, at);
	const char *command = last_command(line);
	const char *begin = last_word(command, " ");
	*from = (gsize)(begin - line);
	if (begin == command) {
		offer_commands(ui, out, begin);
		return out;
	}
	g_autofree char *done =
		g_strndup(command, (gsize)(begin - 1 - command));
	g_auto(GStrv) words = g_strsplit(done, " ", -1);
	guint n = g_strv_length(words);
	int id = n ? command_from_name(words[0]) : -1;
	if (id == CMD_SET && n == 2) {
		offer_values(out, begin, words[1]);
		return out;
	}
	if (id < 0)
		return out;
	g_auto(GStrv) args =
		g_strsplit(command_info((CommandId)id)->args, " ", -1);
	guint n_args = g_strv_length(args);
	if (n_args)
		offer_kind(ui, out, begin, args[MIN(n - 1, n_args - 1)]);
	return out;
}

static void
offer_field_values(
	Ui *ui, GPtrArray *out, const QueryField *field, const char *begin)
{
	for (const char *const *v = field->values; v && *v; v++)
		offer(out, begin, *v);
	if (strcmp(field->name, "label") == 0 ||
		strcmp(field->name, "tag") == 0)
		offer_labels(ui, out, begin);
	if (strcmp(field->name, "group") == 0)
		offer_groups(ui, out, begin);
	for (guint i = 0;
		strcmp(field->name, "feed") == 0 && i < ui->feeds.all->len;
		i++) {
		const StoreFeed *feed = ui->feeds.all->pdata[i];
		offer_name(out, begin, feed->label);
	}
}

GPtrArray *
complete_query(Ui *ui, const char *text, gsize at, gsize *from)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *line = g_strndup(text, at);
	const char *begin = last_word(line, " (");
	begin += *begin == '-';
	gsize n;
	const QueryField *fields = query_fields(&n);
	const char *colon = strchr(begin, ':');
	*from = (gsize)(begin - line);
	for (gsize i = 0; i < n; i++) {
		gsize len = strlen(fields[i].name);
		if (colon && len == (gsize)(colon - begin) &&
			memcmp(fields[i].name, begin, len) == 0) {
			*from = (gsize)(colon + 1 - line);
			offer_field_values(ui, out, &fields[i], colon + 1);
		} else if (!colon && g_str_has_prefix(fields[i].name, begin)) {
			g_ptr_array_add(
				out, g_strconcat(fields[i].name, ":", NULL));
		}
	}
	return out;
}
