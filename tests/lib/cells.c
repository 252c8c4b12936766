/* SPDX-License-Identifier: MIT
 *
 * cells ROWS COLUMNS: takes what a program wrote to its terminal and prints
 * the hyperlinks that stand on the screen at the end, a run of cells a line:
 * address, tab, text.
 * cells ROWS COLUMNS repaint: succeeds if the screen looks at the end as it
 * did before it was last cleared; else prints the cells that do not.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/term/emulator.h"

#define CLEAR "\033[2J"

static void
print_run(const char *link, GString *text)
{
	g_strchomp(text->str);
	if (link && *text->str)
		printf("%s\t%s\n", link, text->str);
	g_string_truncate(text, 0);
}

static void
print_links(const Emulator *em)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (int row = 0; row < em->rows; row++) {
		const char *link = NULL;
		for (int col = 0; col < em->cols; col++) {
			const EmCell *cell = &em->cells[row * em->cols + col];
			if (cell->link != link)
				print_run(link, text);
			link = cell->link;
			g_string_append(text, cell->text);
		}
		print_run(link, text);
	}
}

/* Of a blank only some attributes can be seen, and its colour with them. */
static char *
describe(const EmCell *cell)
{
	bool blank = !*cell->text || *cell->text == ' ';
	guint shows = blank ? 1 << 4 | 1 << 7 | 1 << 9 : ~0u;
	guint attrs = cell->sgr.attrs & shows;
	return g_strdup_printf("“%s” %x %x %x %s", blank ? " " : cell->text,
		attrs, blank && !attrs ? -1u : (guint)cell->sgr.fg,
		(guint)cell->sgr.bg, cell->link ? cell->link : "");
}

static GPtrArray *
describe_all(const Emulator *em)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
	for (int i = 0; i < em->rows * em->cols; i++)
		g_ptr_array_add(all, describe(&em->cells[i]));
	return all;
}

static int
compare_repaint(Emulator *em, const GString *bytes)
{
	const char *clear =
		g_strrstr_len(bytes->str, (gssize)bytes->len, CLEAR);
	gsize before = clear ? (gsize)(clear - bytes->str) : 0;
	em_feed(em, bytes->str, before);
	g_autoptr(GPtrArray) old = describe_all(em);
	em_feed(em, bytes->str + before, bytes->len - before);
	g_autoptr(GPtrArray) new = describe_all(em);
	int wrong = 0;
	for (guint i = 0; i < old->len; i++) {
		if (g_str_equal(old->pdata[i], new->pdata[i]))
			continue;
		printf("%u,%u: %s, repainted %s\n", i / (guint)em->cols,
			i % (guint)em->cols, (char *)old->pdata[i],
			(char *)new->pdata[i]);
		wrong++;
	}
	return wrong > 0;
}

int
main(int argc, char **argv)
{
	Emulator em = { .keeps_background = true };
	char buf[65536];
	ssize_t n;
	int status = 0;
	setlocale(LC_ALL, "C.UTF-8");
	if (argc < 3)
		return 2;
	g_autoptr(GString) bytes = g_string_new(NULL);
	while ((n = read(0, buf, sizeof buf)) > 0)
		g_string_append_len(bytes, buf, n);
	em_init(&em, atoi(argv[1]), atoi(argv[2]));
	if (argc > 3) {
		status = compare_repaint(&em, bytes);
	} else {
		em_feed(&em, bytes->str, bytes->len);
		print_links(&em);
	}
	em_clear(&em);
	return status;
}
