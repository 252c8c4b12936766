/* SPDX-License-Identifier: MIT
 *
 * The newsletter of the first start, block by block, so that it can be
 * translated like any other text.
 */
#include <config.h>

#include "ui/state.h"

#include "base/i18n.h"

static const struct {
	const char *keys; /* then it is a row of a table */
	const char *text;
} blocks[] = {
	/* L10N: The welcome newsletter is Markdown: leave "#", "-", "*" and
	 * "`" where they are.  Here and in all other texts, a word in angle
	 * brackets such as <read-on> is a command, and stands for the key
	 * that it is bound to: leave it as it is. */
	{ NULL, N_("You are reading a newsletter in your terminal. This one "
		   "came with the program, and it is also the tour of the "
		   "keys: everything it says you can try right here.") },
	{ NULL, N_("## Reading") },
	{ NULL, N_("Press **<read-on>** to read on. At the end of an article "
		   "it goes to the next unread one, whatever feed that is in: "
		   "you can read everything with one key.") },
	{ "`<down>` `<up>`", N_("down and up") },
	{ "`<read-on>` `<page-up>`", N_("a page on, a page back") },
	{ "`<top>` `<bottom>`", N_("to the top, to the end") },
	{ "`<next-heading>` `<prev-heading>`",
		N_("next and previous heading") },
	{ "`<next-article>` `<prev-article>`",
		N_("next and previous article") },
	{ "`<next-unread>` `<prev-unread>`",
		N_("next and previous *unread* article") },
	{ NULL, N_("## Moving around") },
	{ NULL, N_("The screen has up to four panes: feeds, articles, the "
		   "article, its links. `<focus-in>` goes further in, "
		   "`<focus-out>` goes back out; `<next-pane>` goes around. "
		   "`<zoom>` gives the whole screen to the pane you are in. "
		   "`<back>` goes back, and quits at the end.") },
	{ NULL, N_("## Links") },
	{ NULL, N_("Every link has a number, and the links pane lists them "
		   "all under the headings they belong to. This one goes to "
		   "[the CommonMark site](https://commonmark.org/).") },
	{ NULL, N_("- `1<open-browser>` opens link 1 in your browser; "
		   "`<open-browser>` alone opens the article's page.") },
	{ NULL, N_("- `<hints>` puts letters on the links you see; type one "
		   "to open it.") },
	{ NULL, N_("- `<links>` goes to the links pane.") },
	{ NULL, N_("- `<copy>` copies the address, `<copy-markdown>` a "
		   "Markdown link, even over SSH.") },
	{ NULL, N_("If you are reading over SSH, links can open in the "
		   "browser *at home*: run `courant browse` there; `man "
		   "courant` says how.") },
	{ NULL, N_("## Keeping") },
	{ "`<toggle-star>`", N_("star") },
	{ "`<label>`", N_("label") },
	{ "`<done>`", N_("read, and on to the next") },
	{ "`<toggle-read>`", N_("read or unread") },
	{ "`<undo>`", N_("**undo**, whatever it was") },
	{ NULL, N_("## Finding") },
	{ NULL, N_("`<search>` searches, in an article or in all of them: "
		   "`rust since:7d -title:jobs`. `<filter>` narrows the list. "
		   "`<help>` is the help: all keys, and all commands of "
		   "`<command-line>`.") },
	{ NULL, N_("## Your first feeds") },
	{ NULL, N_("Press `<add>` and type the address of a newsletter or a "
		   "blog, or just of its site: courant finds the feed. Or "
		   "take the starter list: a few newsletters and blogs of the "
		   "Rust world. Press `<refresh>` to fetch the feed you are "
		   "in, `<refresh-all>` to fetch all.") },
	{ NULL, N_("If you come from another reader: `courant import FILE` "
		   "takes OPML, newsboat's `urls`, and its `cache.db` with "
		   "everything you have read and flagged. `:preset newsboat` "
		   "and `:preset vim` bring keys that you know.") },
	{ NULL, N_("Enjoy the reading.") },
};

static void
add_row(GString *out, bool first, const char *keys, const char *text)
{
	if (first)
		g_string_append_printf(out, "| %s | %s |\n|---|---|\n",
			/* L10N: heads of the columns with keys and with what
			 * they do */
			_("key"), _("does"));
	g_string_append_printf(out, "| %s | %s |\n", keys, text);
}

char *
newsletter_text(const Ui *ui)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_string_append_printf(out, "---\ntitle: %s\nauthor: %s\n---\n\n",
		_("Welcome to courant"), _("The courant authors"));
	for (guint i = 0; i < G_N_ELEMENTS(blocks); i++) {
		bool table = i > 0 && blocks[i - 1].keys;
		if (blocks[i].keys) {
			add_row(out, !table, blocks[i].keys,
				_(blocks[i].text));
			continue;
		}
		if (table)
			g_string_append_c(out, '\n');
		g_string_append_printf(out, "%s\n\n", _(blocks[i].text));
	}
	return keys_expand(ui, CTX_ARTICLE, out->str);
}
