/* SPDX-License-Identifier: MIT
 *
 * Help, from the tables: commands with the keys in force, options with their
 * values, the query language.
 */
#include <config.h>

#include "ui/state.h"

#include <string.h>

#include "base/i18n.h"
#include "base/width.h"

/* In two lines where one has no room for both. */
static void
row(Ui *ui, const char *left, int width, const char *right)
{
	int room = ui->cols - 8;
	int used = MAX(width, width_text(left, -1) + 1);
	if (used + width_text(right, -1) <= room) {
		overlay_line(ui, ROLE_NORMAL, "  %s%*s%s", left,
			used - width_text(left, -1), "", right);
		return;
	}
	overlay_line(ui, ROLE_NORMAL, "  %s", left);
	overlay_line(ui, ROLE_META, "      %s", right);
}

static char *
keys_of(const Ui *ui, CommandId id)
{
	g_autoptr(GString) out = g_string_new(NULL);
	for (Context context = 0; context < N_CONTEXTS; context++) {
		const char *keys =
			keymap_keys(conf_keymap(ui->conf), context, id);
		if (!keys)
			continue;
		g_auto(GStrv) words = g_strsplit(keys, " ", -1);
		for (char **w = words; *w; w++) {
			g_auto(GStrv) have = g_strsplit(out->str, " ", -1);
			if (!g_strv_contains((const char *const *)have, *w))
				g_string_append_printf(
					out, "%s%s", out->len ? " " : "", *w);
		}
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
command_row(Ui *ui, CommandId id)
{
	const CommandInfo *info = command_info(id);
	g_autofree char *keys = keys_of(ui, id);
	g_autofree char *left = g_strdup_printf("%-12s :%s%s%s", keys,
		info->name, *info->args ? " " : "", info->args);
	row(ui, left, 44, _(info->help));
}

static void
commands(Ui *ui)
{
	const char *group = "";
	for (CommandId id = 0; id < N_COMMANDS; id++) {
		const CommandInfo *info = command_info(id);
		if (strcmp(info->group, group) != 0) {
			group = info->group;
			overlay_line(ui, ROLE_NORMAL, "%s", "");
			overlay_line(ui, ROLE_HEADING2, "%s", _(group));
		}
		command_row(ui, id);
	}
}

static void
option_row(Ui *ui, OptionId id)
{
	const OptionInfo *info = option_info(id);
	g_autofree char *left = g_strdup_printf(
		"%s = %s", info->name, conf_string(ui->conf, id));
	row(ui, left, 44, _(info->help));
	if (info->type == OPTION_ENUM)
		overlay_line(ui, ROLE_META, "      %s", info->spec);
}

static void
options(Ui *ui)
{
	overlay_line(ui, ROLE_NORMAL, "%s", "");
	overlay_line(ui, ROLE_HEADING2, "%s", _("Options"));
	for (OptionId id = 0; id < N_OPTIONS; id++)
		option_row(ui, id);
}

static char *
joined(const char *const *words)
{
	GString *out = g_string_new(NULL);
	for (; words && *words; words++)
		g_string_append_printf(
			out, "%s%s", out->len ? " " : "", *words);
	return g_string_free(out, FALSE);
}

static void
queries(Ui *ui)
{
	gsize n;
	const QueryField *fields = query_fields(&n);
	overlay_line(ui, ROLE_NORMAL, "%s", "");
	overlay_line(ui, ROLE_HEADING2, "%s", _("Queries"));
	row(ui, "rust async", 24, _("both words, in title or body"));
	row(ui, "\"memory safety\"", 24, _("the phrase"));
	row(ui, "-jobs   a OR b", 24, _("without; either"));
	row(ui, "/regex/", 24, _("a regular expression"));
	for (gsize i = 0; i < n; i++) {
		g_autofree char *values = joined(fields[i].values);
		g_autofree char *left =
			g_strdup_printf("%s:%s", fields[i].name, values);
		row(ui, left, 24, _(fields[i].help));
	}
}

static void
bound(Ui *ui)
{
	g_autoptr(GPtrArray) entries = keymap_entries(conf_keymap(ui->conf));
	overlay_line(ui, ROLE_NORMAL, "%s", "");
	overlay_line(ui, ROLE_HEADING2, "%s", _("Keys"));
	for (guint i = 0; i < entries->len; i++) {
		const KeymapEntry *e = entries->pdata[i];
		g_autofree char *what = command_to_string(e->list);
		g_autofree char *left = g_strdup_printf(
			"%-10s %s", context_name(e->context), e->word);
		row(ui, left, 24, what);
	}
}

/* What "o" does, in the order in which it is tried; the manual has the same
 * words. */
static const char *const ways[] = {
	N_("for an enclosure, the option player"),
	N_("the first opener whose pattern fits the address"),
	N_("the option browser"),
	N_("in an SSH session, the forwarded socket of a courant browse at "
	   "home"),
	N_("the commands in $BROWSER"),
	N_("the desktop's browser, when there is a display"),
	N_("the option text-browser"),
	N_("else it shows the address and copies it to the clipboard"),
};

static void
opening(Ui *ui)
{
	g_autofree char *title =
		keys_expand(ui, CTX_ARTICLE, _("What <open-browser> does"));
	overlay_line(ui, ROLE_HEADING2, "%s", title);
	for (guint i = 0; i < G_N_ELEMENTS(ways); i++)
		overlay_line(ui, ROLE_NORMAL, "  %u  %s", i + 1, _(ways[i]));
}

/* The fields of the options list-format and feed-format. */
static void
formats(Ui *ui)
{
	static const struct {
		const char *field, *help;
	} fields[] = {
		{ "%m", N_("marks: unread, starred, selected") },
		{ "%d", N_("the date") },
		{ "%f", N_("the feed") },
		{ "%t", N_("the title") },
		{ "%a", N_("the author") },
		{ "%l", N_("your labels") },
		{ "%n", N_("minutes to read") },
		{ "%c", N_("number of links") },
		{ "%u %T", N_("of feeds: unread articles, all articles") },
		{ "%>", N_("what follows stands at the right") },
		{ "%20t", N_("the title in 20 columns") },
		{ "%-f",
			N_("not where the list shows one feed, or is narrow") },
	};
	overlay_line(ui, ROLE_HEADING2, "%s", _("Rows of lists"));
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
		row(ui, fields[i].field, 24, _(fields[i].help));
}

static void
rules(Ui *ui)
{
	overlay_line(ui, ROLE_HEADING2, "%s", _("Rules"));
	row(ui, "rule 'title:sponsored' mark-read", 44,
		_("new articles that match are read at once"));
	row(ui, "rule 'feed:lwn kernel' star label kernel", 44,
		_("starred, and labelled"));
	row(ui, "rule 'title:jobs' hide", 44, _("in no list but is:hidden"));
}

static const struct {
	const char *topic;
	void (*fn)(Ui *ui);
} topics[] = {
	{ "commands", commands },
	{ "keys", bound },
	{ "options", options },
	{ "queries", queries },
	{ "open", opening },
	{ "formats", formats },
	{ "rules", rules },
};

static bool
one_topic(Ui *ui, const char *topic)
{
	int command = command_from_name(topic),
	    option = option_from_name(topic);
	overlay_open(ui, _("Help"));
	for (guint i = 0; i < G_N_ELEMENTS(topics); i++)
		if (g_str_equal(topics[i].topic, topic)) {
			topics[i].fn(ui);
			return true;
		}
	if (command >= 0)
		command_row(ui, (CommandId)command);
	if (option >= 0)
		option_row(ui, (OptionId)option);
	return command >= 0 || option >= 0;
}

void
do_help(Ui *ui, const Command *c)
{
	if (c->n_args && one_topic(ui, c->args[0]))
		return;
	overlay_open(ui, _("Help"));
	g_autofree char *intro = keys_expand(ui, CTX_OVERLAY,
		_("<search> searches this page, <search-next> goes on, <back> "
		  "closes it."));
	overlay_line(ui, ROLE_NORMAL, "%s", intro);
	commands(ui);
	options(ui);
	queries(ui);
	overlay_line(ui, ROLE_NORMAL, "%s", "");
	rules(ui);
	overlay_line(ui, ROLE_NORMAL, "%s", "");
	formats(ui);
	overlay_line(ui, ROLE_NORMAL, "%s", "");
	opening(ui);
	bound(ui);
	if (c->n_args)
		overlay_find(ui, c->args[0]);
}
