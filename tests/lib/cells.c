/* SPDX-License-Identifier: MIT
 *
 * cells ROWS COLUMNS: takes what a program wrote to its terminal and prints
 * the hyperlinks that stand on the screen at the end, a run of cells a line:
 * address, tab, text.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/term/emulator.h"

static void
print_run(const char *link, GString *text)
{
	g_strchomp(text->str);
	if (link && *text->str)
		printf("%s\t%s\n", link, text->str);
	g_string_truncate(text, 0);
}

int
main(int argc, char **argv)
{
	Emulator em;
	char buf[65536];
	ssize_t n;
	setlocale(LC_ALL, "C.UTF-8");
	if (argc != 3)
		return 2;
	em_init(&em, atoi(argv[1]), atoi(argv[2]));
	while ((n = read(0, buf, sizeof buf)) > 0)
		em_feed(&em, buf, (gsize)n);
	g_autoptr(GString) text = g_string_new(NULL);
	for (int row = 0; row < em.rows; row++) {
		const char *link = NULL;
		for (int col = 0; col < em.cols; col++) {
			const EmCell *cell = &em.cells[row * em.cols + col];
			if (cell->link != link)
				print_run(link, text);
			link = cell->link;
			g_string_append(text, cell->text);
		}
		print_run(link, text);
	}
	em_clear(&em);
	return 0;
}
