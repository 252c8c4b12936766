/* SPDX-License-Identifier: MIT
 *
 * Changes to subscriptions: words are replaced in their line, all other
 * bytes stay.
 */
#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "conf/command.h"
#include "conf/subs_i.h"

static char *
quote_if_needed(const char *word)
{
	bool plain = *word && !strpbrk(word, " \t\"") &&
		!strchr("#!~", *word) &&
		subs_setting_at(word, word + strlen(word)) < 0;
	return plain ? g_strdup(word) : command_quoted(word);
}

static SubsLine *
find_line(Subs *subs, const char *address, guint *index)
{
	const Sub *sub = subs_find(subs, address);
	if (!sub)
		return NULL;
	*index = sub->line - 1;
	return subs_lines(subs)->pdata[*index];
}

/* Which words of a line a change is about. */
typedef bool (*Picks)(const SubsWord *word, int setting);

static bool
picks_title(const SubsWord *word, int setting)
{
	return word->setting < 0 && word->text[0] == '~';
}

static bool
picks_groups(const SubsWord *word, int setting)
{
	return word->setting < 0 && word->text[0] != '~' &&
		word->text[0] != '!';
}

static bool
picks_setting(const SubsWord *word, int setting)
{
	return word->setting == setting;
}

static bool
picks_hidden(const SubsWord *word, int setting)
{
	return word->setting < 0 && word->text[0] == '!';
}

/* Cuts a word out, with the blanks before it. */
static void
cut_word(GString *line, const SubsWord *word)
{
	gsize start = word->start;
	while (start > 0 &&
		(line->str[start - 1] == ' ' || line->str[start - 1] == '\t'))
		start--;
	g_string_erase(line, start, word->end - start);
}

/* LINE with WORDS (as they are written, blanks between; may be empty) in the
 * place of those that PICKS chooses, else behind the last word. */
static char *
replace_words(const char *line, Picks picks, int setting, const char *words)
{
	g_autoptr(GArray) all = subs_words(line);
	GString *text = g_string_new(line);
	gsize place = g_array_index(all, SubsWord, all->len - 1).end;
	for (guint i = all->len; i-- > 1;) {
		const SubsWord *word = &g_array_index(all, SubsWord, i);
		if (!picks(word, setting))
			continue;
		cut_word(text, word);
		place = g_array_index(all, SubsWord, i - 1).end;
	}
	if (*words) {
		g_string_insert(text, place, words);
		g_string_insert_c(text, place, ' ');
	}
	return g_string_free(text, FALSE);
}

static bool
change(Subs *subs, const char *address, Picks picks, int setting,
	const char *words)
{
	guint index;
	SubsLine *line = find_line(subs, address, &index);
	if (!line)
		return false;
	subs_set_line(
		subs, line, replace_words(line->text, picks, setting, words));
	return true;
}

static char *
join_groups(const char *const *groups)
{
	GString *words = g_string_new(NULL);
	for (; groups && *groups; groups++) {
		g_autofree char *clean = text_clean(*groups, -1, TEXT_LINE);
		/* Quoted or not, words with these are no groups. */
		const char *name = clean + strspn(clean, "!~ ");
		if (!*name)
			continue;
		g_autofree char *word = quote_if_needed(name);
		g_string_append_printf(
			words, "%s%s", words->len ? " " : "", word);
	}
	return g_string_free(words, FALSE);
}

static char *
title_word(const char *title)
{
	g_autofree char *clean = text_clean(title, -1, TEXT_LINE);
	if (!*clean)
		return g_strdup("");
	g_autofree char *tilde = g_strconcat("~", clean, NULL);
	return command_quoted(tilde);
}

static bool
has_groups(const Sub *sub, const char *const *groups)
{
	static const char *const none[] = { NULL };
	return sub &&
		g_strv_equal((const char *const *)sub->groups,
			groups ? groups : none);
}

/* Where a new line goes: behind its kin, else at the end. */
static guint
place_for(Subs *subs, const char *const *groups)
{
	GPtrArray *lines = subs_lines(subs);
	for (guint i = lines->len; i-- > 0;)
		if (has_groups(((SubsLine *)lines->pdata[i])->sub, groups))
			return i + 1;
	return lines->len;
}

static void
end_line(Subs *subs, guint index)
{
	SubsLine *line = subs_lines(subs)->pdata[index];
	if (!g_str_has_suffix(line->text, "\n"))
		subs_set_line(subs, line,
			g_strconcat(line->text, subs_eol(subs), NULL));
}

bool
subs_add(Subs *subs, const char *address, const char *title,
	const char *const *groups, GError **error)
{
	g_autofree char *first = quote_if_needed(address);
	g_autofree char *name = title_word(title);
	g_autofree char *tags = join_groups(groups);
	g_autofree char *text = g_strconcat(first, *tags ? " " : "", tags,
		*name ? " " : "", name, subs_eol(subs), NULL);
	if (subs_find(subs, address)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("%s is subscribed already"), address);
		return false;
	}
	g_autoptr(Subs) trial = subs_parse(NULL, text, strlen(text));
	if (!text_is_clean(address, -1, TEXT_INLINE) ||
		subs_list(trial)->len != 1) {
		const char *problem = subs_problems(trial)[0];
		g_set_error_literal(error, G_OPTION_ERROR,
			G_OPTION_ERROR_BAD_VALUE,
			problem ? problem + strlen("urls:1: ")
				: _("this is no address"));
		return false;
	}
	guint place = place_for(subs, groups);
	if (place > 0)
		end_line(subs, place - 1);
	subs_insert(subs, place, g_steal_pointer(&text));
	return true;
}

bool
subs_remove(Subs *subs, const char *address)
{
	GPtrArray *lines = subs_lines(subs);
	g_autofree char *gone = g_strdup(address);
	if (!subs_find(subs, gone))
		return false;
	/* A second line with it, passed over so far, would bring it back. */
	for (guint i = lines->len; i-- > 0;) {
		const Sub *sub = ((SubsLine *)lines->pdata[i])->sub;
		if (sub && strcmp(sub->address, gone) == 0)
			g_ptr_array_remove_index(lines, i);
	}
	subs_reindex(subs);
	return true;
}

bool
subs_set_address(Subs *subs, const char *address, const char *new_address)
{
	guint index;
	SubsLine *line = find_line(subs, address, &index);
	if (!line || !text_is_clean(new_address, -1, TEXT_INLINE) ||
		!*new_address)
		return false;
	g_autoptr(GArray) words = subs_words(line->text);
	const SubsWord *first = &g_array_index(words, SubsWord, 0);
	g_autofree char *word = quote_if_needed(new_address);
	GString *text = g_string_new(line->text);
	g_string_erase(text, first->start, first->end - first->start);
	g_string_insert(text, first->start, word);
	subs_set_line(subs, line, g_string_free(text, FALSE));
	subs_reindex(subs);
	return true;
}

bool
subs_set_title(Subs *subs, const char *address, const char *title)
{
	g_autofree char *word = title_word(title);
	return change(subs, address, picks_title, 0, word);
}

bool
subs_set_groups(Subs *subs, const char *address, const char *const *groups)
{
	g_autofree char *words = join_groups(groups);
	return change(subs, address, picks_groups, 0, words);
}

static bool
subs_set_hidden(Subs *subs, const char *address, bool hidden)
{
	return change(subs, address, picks_hidden, 0, hidden ? "\"!\"" : "");
}

static char *
setting_word(SubSetting setting, const char *value)
{
	g_autofree char *clean = text_clean(value, -1, TEXT_INLINE);
	g_autofree char *safe = *clean && !strpbrk(clean, " \t\"")
		? g_strdup(clean)
		: command_quoted(clean);
	return g_strconcat(sub_setting_name(setting), "=", safe, NULL);
}

static void
set_setting(
	Subs *subs, const char *address, SubSetting setting, const char *value)
{
	g_autofree char *word = setting_word(setting, value);
	change(subs, address, picks_setting, setting, word);
}

static const SubSetting harmless[] = { SUB_INTERVAL, SUB_KEEP_DAYS,
	SUB_KEEP_ITEMS, SUB_FULL_TEXT, SUB_MARK_READ, SUB_SORT, SUB_TIMEOUT,
	SUB_MAX_SIZE };

char *
sub_settings(const Sub *sub)
{
	GString *words = g_string_new(NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(harmless); i++) {
		const char *value = sub->settings[harmless[i]];
		if (!value)
			continue;
		g_autofree char *word = setting_word(harmless[i], value);
		g_string_append_printf(
			words, "%s%s", words->len ? " " : "", word);
	}
	return g_string_free(words, !words->len);
}

char *
sub_words(const Sub *sub)
{
	char *settings = sub_settings(sub);
	if (!sub->hidden)
		return settings;
	char *words = g_strconcat(
		"!", settings ? " " : "", settings ? settings : "", NULL);
	g_free(settings);
	return words;
}

bool
subs_set_words(Subs *subs, const char *address, const char *words)
{
	g_autofree char *clean = text_clean(words, -1, TEXT_LINE);
	g_autofree char *line = g_strconcat("http://x/ ", clean, NULL);
	g_autoptr(Subs) others = subs_parse(NULL, line, strlen(line));
	const Sub *sub = subs_find(others, "http://x/");
	if (!subs_find(subs, address))
		return false;
	if (sub && sub->hidden)
		subs_set_hidden(subs, address, true);
	for (gsize i = 0; sub && i < G_N_ELEMENTS(harmless); i++)
		if (sub->settings[harmless[i]])
			set_setting(subs, address, harmless[i],
				sub->settings[harmless[i]]);
	return true;
}
