/* SPDX-License-Identifier: MIT
 *
 * The table of commands and the parser of the command language.
 */
#include <config.h>

#include "conf/command.h"

#include <string.h>

#include "base/i18n.h"

#define LINE_MAX_BYTES (64 * 1024)
#define LIST_MAX 1000
#define COUNT_MAX 1000000

#define BIT(context) (1u << CTX_##context)
#define IN_LISTS (BIT(FEEDS) | BIT(ARTICLES) | BIT(LINKS))
#define IN_PANES (IN_LISTS | BIT(ARTICLE))
#define IN_ALL (IN_PANES | BIT(OVERLAY) | BIT(MENU))

static const char *const contexts[N_CONTEXTS] = {
	[CTX_GLOBAL] = "global",
	[CTX_FEEDS] = "feeds",
	[CTX_ARTICLES] = "articles",
	[CTX_ARTICLE] = "article",
	[CTX_LINKS] = "links",
	[CTX_MATCHES] = "matches",
	[CTX_OVERLAY] = "overlay",
	[CTX_MENU] = "menu",
	[CTX_PROMPT] = "prompt",
};

static CommandInfo commands[N_COMMANDS] = {
#define COMMAND(id, name_, args_, contexts_, flags_, help_)                    \
	[CMD_##id] = { .name = name_,                                          \
		.args = args_,                                                 \
		.contexts = contexts_,                                         \
		.flags = flags_,                                               \
		.help = help_ },
#include "conf/command.def"
};

/* The groups' titles between the commands that they stand above. */
static const struct {
	const char *group;
	int id;
} order[] = {
#define GROUP(title) { title, -1 },
#define COMMAND(id, name, args, contexts, flags, help) { NULL, CMD_##id },
#include "conf/command.def"
};

const char *
context_name(Context context)
{
	return contexts[context];
}

int
context_from_name(const char *name)
{
	for (int i = 0; i < N_CONTEXTS; i++)
		if (strcmp(contexts[i], name) == 0)
			return i;
	return -1;
}

static void
give_groups(void)
{
	const char *group = NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
		if (order[i].group)
			group = order[i].group;
		else
			commands[order[i].id].group = group;
	}
}

const CommandInfo *
command_info(CommandId id)
{
	if (!commands[id].group)
		give_groups();
	return &commands[id];
}

int
command_from_name(const char *name)
{
	/* What fingers type behind ":" by themselves. */
	static const struct {
		const char *name;
		CommandId id;
	} shorts[] = { { "q", CMD_QUIT }, { "h", CMD_HELP } };
	for (int i = 0; i < N_COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return i;
	for (gsize i = 0; i < G_N_ELEMENTS(shorts); i++)
		if (strcmp(shorts[i].name, name) == 0)
			return (int)shorts[i].id;
	return -1;
}

Command *
command_new(CommandId id)
{
	Command *c = g_new0(Command, 1);
	c->id = id;
	c->args = g_new0(char *, 1);
	return c;
}

void
command_free(Command *c)
{
	if (!c)
		return;
	g_strfreev(c->args);
	g_free(c);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
skip_blanks(const char **p)
{
	while (is_blank(**p))
		(*p)++;
}

static GError *
wrong(const char *text)
{
	return g_error_new_literal(
		G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
}

/* Takes a quoted part; *P is behind its opening quote. */
static bool
take_quoted(const char **p, char quote, GString *word, GError **error)
{
	for (; **p && **p != quote; (*p)++) {
		if (quote == '"' && **p == '\\' && (*p)[1])
			(*p)++;
		g_string_append_c(word, **p);
	}
	if (**p != quote) {
		g_propagate_error(
			error, wrong(_("a closing quote is missing")));
		return false;
	}
	(*p)++;
	return true;
}

typedef struct {
	GString *text;
	bool plain; /* nothing in it was quoted */
} Word;

/* Takes the word at *P, which is no blank. */
static bool
take_word(const char **p, Word *word, GError **error)
{
	g_string_truncate(word->text, 0);
	word->plain = true;
	while (**p && !is_blank(**p)) {
		char c = *(*p)++;
		if (c == '"' || c == '\'') {
			word->plain = false;
			if (!take_quoted(p, c, word->text, error))
				return false;
		} else if (c == '\\' && **p) {
			word->plain = false;
			g_string_append_c(word->text, *(*p)++);
		} else {
			g_string_append_c(word->text, c);
		}
	}
	return true;
}

/* "#fff" and "#ffffff" are colours; any other "#" at the start of a word is a
 * comment. */
static bool
is_comment(const char *p)
{
	if (*p != '#')
		return false;
	gsize n = strspn(p + 1, "0123456789abcdefABCDEF");
	return (n != 3 && n != 6) || (p[n + 1] && !is_blank(p[n + 1]));
}

char **
command_words(const char *line, GError **error)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) text = g_string_new(NULL);
	Word word = { .text = text };
	const char *p = line;
	for (skip_blanks(&p); *p && !is_comment(p); skip_blanks(&p)) {
		if (!take_word(&p, &word, error))
			return NULL;
		g_ptr_array_add(words, g_strdup(text->str));
	}
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

/* One parameter of a pattern: "<x>", "[x]", with "..." inside or not. */
typedef struct {
	char name[16];
	bool needed, rest;
} Param;

enum { MAX_PARAMS = 5 };

static int
read_params(const char *pattern, Param params[MAX_PARAMS])
{
	int n = 0;
	for (const char *p = pattern; *p; n++) {
		const char *end = strpbrk(p, "]>");
		Param *param = &params[n];
		param->needed = *p == '<';
		param->rest = end - p > 3 && g_str_has_prefix(end - 3, "...");
		gsize len = end - p - 1 - (param->rest ? 3 : 0);
		g_strlcpy(param->name, p + 1, MIN(len + 1, sizeof param->name));
		p = end + 1;
		p += *p == ' ';
	}
	return n;
}

static bool
names_contexts(const char *word)
{
	g_auto(GStrv) names = g_strsplit(word, ",", -1);
	for (char **name = names; *name; name++)
		if (context_from_name(*name) < 0)
			return false;
	return *word;
}

typedef struct {
	const char *p;
	Word word;
	const CommandInfo *info;
	GPtrArray *args;
	bool ended; /* a ";" was met */
} Parser;

/* True at the end of the command: of the line, a comment, or a word ";". */
static bool
at_end(Parser *parser)
{
	skip_blanks(&parser->p);
	if (!*parser->p || is_comment(parser->p))
		return true;
	if (*parser->p == ';' && (is_blank(parser->p[1]) || !parser->p[1])) {
		parser->p++;
		parser->ended = true;
		return true;
	}
	return false;
}

static bool
next_word(Parser *parser, GError **error)
{
	GString *text = parser->word.text;
	if (!take_word(&parser->p, &parser->word, error))
		return false;
	if (text->len > 1 && text->str[text->len - 1] == ';' &&
		parser->p[-1] == ';' && parser->p[-2] != '\\') {
		g_string_truncate(text, text->len - 1);
		parser->ended = true;
	}
	return true;
}

/* Moves over the rest of the command as it stands; returns its end. */
static const char *
raw_end(Parser *parser, bool whole_line)
{
	const char *p = parser->p;
	if (whole_line) {
		parser->p += strlen(p);
		return parser->p;
	}
	char quote = 0;
	for (; *p; p++) {
		bool start = p == parser->p || is_blank(p[-1]);
		if (quote) {
			if (*p == '\\' && quote == '"' && p[1])
				p++;
			else if (*p == quote)
				quote = 0;
		} else if (*p == '"' || (*p == '\'' && start)) {
			quote = *p;
		} else if (start && is_comment(p)) {
			break;
		} else if (*p == ';' && (is_blank(p[1]) || !p[1])) {
			parser->ended = true;
			break;
		}
	}
	parser->p = p + (*p == ';');
	return p;
}

static void
take_raw(Parser *parser)
{
	skip_blanks(&parser->p);
	const char *start = parser->p;
	const char *end = raw_end(parser, parser->info->flags & COMMAND_LINE);
	while (end > start && is_blank(end[-1]))
		end--;
	if (end > start)
		g_ptr_array_add(parser->args, g_strndup(start, end - start));
}

/* LINE commands read keys: there "#" and ";" are words like others. */
static bool
at_args_end(Parser *parser)
{
	if (!(parser->info->flags & COMMAND_LINE))
		return parser->ended || at_end(parser);
	skip_blanks(&parser->p);
	return !*parser->p;
}

static bool
take_param(Parser *parser, const Param *param, GError **error)
{
	bool line = parser->info->flags & COMMAND_LINE;
	if (param->rest &&
		(parser->info->flags & (COMMAND_RAW | COMMAND_LINE))) {
		if (!parser->ended)
			take_raw(parser);
		return true;
	}
	do {
		if (at_args_end(parser))
			return true;
		const char *before = parser->p;
		if (line ? !take_word(&parser->p, &parser->word, error)
			 : !next_word(parser, error))
			return false;
		if (!param->needed && strcmp(param->name, "context") == 0 &&
			!names_contexts(parser->word.text->str)) {
			parser->p = before;
			parser->ended = false;
			return true;
		}
		g_ptr_array_add(parser->args, g_strdup(parser->word.text->str));
	} while (param->rest);
	return true;
}

static GError *
expects(const CommandInfo *info)
{
	if (!*info->args)
		return g_error_new(G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("“%s” takes no words after it"), info->name);
	/* L10N: the second %s is a pattern such as "<option> [value]" */
	return g_error_new(G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		_("expected “%s %s”"), info->name, info->args);
}

static bool
take_args(Parser *parser, GError **error)
{
	Param params[MAX_PARAMS];
	int n = read_params(parser->info->args, params);
	guint needed = 0;
	for (int i = 0; i < n; i++) {
		guint before = parser->args->len;
		if (!take_param(parser, &params[i], error))
			return false;
		/* A context that is given does not stand for the key. */
		bool context = strcmp(params[i].name, "context") == 0 &&
			parser->args->len > before;
		needed += params[i].needed || context;
	}
	if (parser->args->len >= needed && (parser->ended || at_end(parser)))
		return true;
	g_propagate_error(error, expects(parser->info));
	return false;
}

/* A leading number; 0 if the word is none. */
static int
as_count(const char *word)
{
	if (!*word || strspn(word, "0123456789") != strlen(word))
		return 0;
	return (int)MIN(g_ascii_strtoull(word, NULL, 10), COUNT_MAX);
}

static const CommandInfo *
find_command(const char *name, GError **error)
{
	int id = command_from_name(name);
	if (id >= 0)
		return command_info(id);
	for (int i = 0; i < N_COMMANDS; i++)
		if (*name && g_str_has_prefix(commands[i].name, name)) {
			g_set_error(error, G_OPTION_ERROR,
				G_OPTION_ERROR_UNKNOWN_OPTION,
				_("there is no command “%s”; “%s”?"), name,
				commands[i].name);
			return NULL;
		}
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
		_("there is no command “%s”"), name);
	return NULL;
}

/* A command of its own: "17" goes to row 17. */
static Command *
only_count(int count)
{
	Command *c = command_new(CMD_TOP);
	c->count = count;
	return c;
}

static Command *
take_command(Parser *parser, GError **error)
{
	parser->ended = false;
	if (!next_word(parser, error))
		return NULL;
	int count = as_count(parser->word.text->str);
	if (count > 0) {
		if (parser->ended || at_end(parser))
			return only_count(count);
		if (!next_word(parser, error))
			return NULL;
	}
	parser->info = find_command(parser->word.text->str, error);
	if (!parser->info)
		return NULL;
	if (count > 0 && !(parser->info->flags & COMMAND_COUNT)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
			_("“%s” takes no number before it"),
			parser->info->name);
		return NULL;
	}
	parser->args = g_ptr_array_new_with_free_func(g_free);
	if (!take_args(parser, error)) {
		g_ptr_array_unref(parser->args);
		return NULL;
	}
	Command *c = g_new0(Command, 1);
	c->id = parser->info - commands;
	c->count = count;
	c->n_args = parser->args->len;
	g_ptr_array_add(parser->args, NULL);
	c->args = (char **)g_ptr_array_free(parser->args, FALSE);
	return c;
}

CommandList *
command_parse(const char *line, GError **error)
{
	if (strlen(line) > LINE_MAX_BYTES) {
		g_propagate_error(error, wrong(_("the line is too long")));
		return NULL;
	}
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)command_free);
	g_autoptr(GString) text = g_string_new(NULL);
	Parser parser = { .p = line, .word = { .text = text } };
	while (list->len < LIST_MAX) {
		parser.ended = false;
		skip_blanks(&parser.p);
		if (*parser.p == '#')
			return g_steal_pointer(&list);
		if (at_end(&parser)) {
			if (parser.ended)
				continue;
			return g_steal_pointer(&list);
		}
		Command *c = take_command(&parser, error);
		if (!c)
			return NULL;
		g_ptr_array_add(list, c);
	}
	g_propagate_error(error, wrong(_("too many commands in a line")));
	return NULL;
}

char *
command_quoted(const char *word)
{
	GString *out = g_string_new("\"");
	for (const char *p = word; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
	return g_string_free(out, FALSE);
}

char *
command_quote(const char *word)
{
	bool plain = *word && *word != '#' && !strpbrk(word, " \t\r\n\"'\\;");
	return plain ? g_strdup(word) : command_quoted(word);
}

char *
command_to_string(const CommandList *list)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < list->len; i++) {
		const Command *c = list->pdata[i];
		const CommandInfo *info = command_info(c->id);
		bool raw = info->flags & (COMMAND_RAW | COMMAND_LINE);
		if (i > 0)
			g_string_append(out, " ; ");
		if (c->count > 0)
			g_string_append_printf(out, "%d ", c->count);
		g_string_append(out, info->name);
		for (int a = 0; a < c->n_args; a++) {
			g_autofree char *word = raw && a == c->n_args - 1
				? g_strdup(c->args[a])
				: command_quote(c->args[a]);
			g_string_append_printf(out, " %s", word);
		}
	}
	return g_string_free(out, FALSE);
}
