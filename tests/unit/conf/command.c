/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "conf/command.h"

#include <string.h>

/* What a line is read as: "3*down[] set[a|b c]", or "error: …". */
static char *
dump(const char *line)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) list = command_parse(line, &error);
	if (!list)
		return g_strdup_printf("error: %s", error->message);
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < list->len; i++) {
		const Command *c = list->pdata[i];
		g_autofree char *args = g_strjoinv("|", c->args);
		if (c->count)
			g_string_append_printf(out, "%d*", c->count);
		g_string_append_printf(
			out, "%s[%s]", command_info(c->id)->name, args);
		if (i + 1 < list->len)
			g_string_append_c(out, ' ');
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *line, *read;
} cases[] = {
	{ "", "" },
	{ "   # nothing", "" },
	{ "down", "down[]" },
	{ "  down  # a comment", "down[]" },
	{ "5 down", "5*down[]" },
	{ "17", "17*top[]" },
	{ "down; up ; top", "down[] up[] top[]" },
	{ "; down ;; up", "error: “down” takes no words after it" },
	{ "color link #fff #001122 bold #x", "color[link|#fff|#001122|bold]" },
	{ "#add x", "" },
	{ "set layout rows", "set[layout|rows]" },
	{ "set browser \"w3m -o a=b\"", "set[browser|w3m -o a=b]" },
	{ "set save-dir 'a \"b\" \\c'", "set[save-dir|a \"b\" \\c]" },
	{ "set save-dir a\\ b\\;", "set[save-dir|a b;]" },
	{ "set save-dir \"a\\\"b\"", "set[save-dir|a\"b]" },
	{ "set title \"open", "error: a closing quote is missing" },
	{ "bind j down", "bind[j|down]" },
	{ "bind ; apply", "bind[;|apply]" },
	{ "bind # open-link", "bind[#|open-link]" },
	{ "bind '\\' filter", "bind[\\|filter]" },
	{ "bind x done; down # both", "bind[x|done; down # both]" },
	{ "bind links o open-browser", "bind[links|o|open-browser]" },
	{ "bind articles,article o open-browser",
		"bind[articles,article|o|open-browser]" },
	{ "bind", "error: expected “bind [context] <key> <commands...>”" },
	{ "bind links o",
		"error: expected “bind [context] <key> "
		"<commands...>”" },
	{ "unbind ';'", "unbind[;]" },
	{ "filter rust \"memory safety\" -x",
		"filter[rust \"memory safety\" "
		"-x]" },
	{ "filter a \"b ; c\" ; down", "filter[a \"b ; c\"] down[]" },
	{ "filter", "filter[]" },
	{ "filter don't ; down", "filter[don't] down[]" },
	{ "save-search \"My week\" rust since:7d # all",
		"save-search[My week|rust since:7d]" },
	{ "apply done; down", "apply[done; down]" },
	{ "add https://example.org/?a;b Tech Rust",
		"add[https://example.org/?a;b|Tech|Rust]" },
	{ "layout", "layout[]" },
	{ "layout rows", "layout[rows]" },
	{ "layout rows now", "error: expected “layout [layout]”" },
	{ "focus", "error: expected “focus <pane>”" },
	{ "quit now", "error: “quit” takes no words after it" },
	{ "3 quit", "error: “quit” takes no number before it" },
	{ "dwn", "error: there is no command “dwn”" },
	{ "q", "quit[]" },
	{ "h queries", "help[queries]" },
	{ "ope", "error: there is no command “ope”; “open”?" },
	{ "99999999999999999999 down", "1000000*down[]" },
};

static void
test_parse(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *read = dump(cases[i].line);
		g_assert_cmpstr(read, ==, cases[i].read);
	}
}

static void
test_round_trip(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) list = command_parse(cases[i].line, NULL);
		if (!list)
			continue;
		g_autofree char *line = command_to_string(list);
		g_autofree char *again = dump(line);
		g_assert_cmpstr(again, ==, cases[i].read);
	}
}

static void
test_quote(void)
{
	static const char *const words[] = { "plain", "", "two words",
		"a\"b\\c", "#x", "a;", "tab\there", "it's" };
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autofree char *quoted = command_quote(words[i]);
		g_auto(GStrv) read = command_words(quoted, NULL);
		g_assert_cmpuint(g_strv_length(read), ==, 1);
		g_assert_cmpstr(read[0], ==, words[i]);
	}
}

static void
test_limits(void)
{
	g_autofree char *longest = g_strnfill(70000, 'x');
	g_autofree char *first = dump(longest);
	g_assert_cmpstr(first, ==, "error: the line is too long");
	g_autoptr(GString) many = g_string_new(NULL);
	for (int i = 0; i < 2000; i++)
		g_string_append(many, "down ; ");
	g_autofree char *second = dump(many->str);
	g_assert_cmpstr(second, ==, "error: too many commands in a line");
}

static void
test_table(void)
{
	for (int i = 0; i < N_COMMANDS; i++) {
		const CommandInfo *info = command_info(i);
		g_assert_cmpint(command_from_name(info->name), ==, i);
		g_assert_nonnull(info->group);
		g_assert_true(*info->help);
		g_assert_cmpuint(info->contexts, !=, 0);
		/* Raw text can only be the last argument. */
		if (info->flags & (COMMAND_RAW | COMMAND_LINE))
			g_assert_nonnull(strstr(info->args, "..."));
	}
	for (int i = 0; i < N_CONTEXTS; i++)
		g_assert_cmpint(context_from_name(context_name(i)), ==, i);
	g_assert_cmpint(context_from_name("nowhere"), ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/command/parse", test_parse);
	g_test_add_func("/command/round-trip", test_round_trip);
	g_test_add_func("/command/quote", test_quote);
	g_test_add_func("/command/limits", test_limits);
	g_test_add_func("/command/table", test_table);
	return g_test_run();
}
