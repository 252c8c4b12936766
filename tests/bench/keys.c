/* SPDX-License-Identifier: MIT
 *
 * Bytes and time per key of a whole program in a pty: bytes until it is quiet
 * again, the time from the key to the last of them, and the processor's time
 * that it took.  keys.sh prepares the programs and calls this.
 *
 *	keys feed FILE ARTICLES        writes a feed with articles like a
 *	                               newsletter's
 *	keys run COLUMNSxROWS SCRIPT COMMAND...
 *
 * SCRIPT is lines of "NAME TIMES PAUSE LIMIT KEYS": KEYS is sent TIMES times,
 * each after the answer to the one before and PAUSE milliseconds of reading;
 * what the program does in these is shown as "meanwhile".  With a NAME of "-"
 * nothing is printed.
 * LIMIT is a number of bytes (0: none); where one is set, another is half a
 * millisecond of the processor for each key.  KEYS is written as in C;
 * "*200" at its end repeats it in one write; what stands before a "|" is
 * pressed before the pause.  Between the fields are tabs.
 */
#include <config.h>

#include <fcntl.h>
#include <glib.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

/* A program that says nothing for so long has answered, in milliseconds. */
#define QUIET 60
/* The processor's time that a key may take, in nanoseconds. */
#define BUSY 500000

static const char *const words[] = { "the", "compiler", "Rust", "enterprise",
	"of", "async", "borrow", "checker", "and", "release", "survey", "in",
	"memory", "safety", "a", "crate", "that", "embedded", "to", "trends" };

static void
prose(GString *s, guint *x, int n_words, int article)
{
	for (int i = 0; i < n_words; i++) {
		*x = *x * 1103515245u + 12345u;
		const char *word = words[(*x >> 9) % G_N_ELEMENTS(words)];
		if (*x >> 27 == 5)
			g_string_append_printf(s,
				"<a href=\"https://blog.rust-lang.org/2025/%02d"
				"/%u-%s.html\">%s %s</a> ",
				article % 12 + 1, *x >> 20, word, word,
				words[*x % G_N_ELEMENTS(words)]);
		else if (*x >> 27 == 3)
			g_string_append_printf(s, "<strong>%s</strong> ", word);
		else
			g_string_append_printf(s, "%s ", word);
	}
}

/* Sections of a heading, paragraphs and a list. */
static char *
body(int article)
{
	GString *s = g_string_new(NULL);
	guint x = (guint)article * 2654435761u + 17;
	for (int section = 0; section < 6; section++) {
		g_string_append(s, "<h2>");
		prose(s, &x, 4, article);
		g_string_append(s, "</h2><p>");
		prose(s, &x, 90, article);
		g_string_append(s, "</p><ul>");
		for (int item = 0; item < 4; item++) {
			g_string_append(s, "<li>");
			prose(s, &x, 14, article);
			g_string_append(s, "</li>");
		}
		g_string_append(s, "</ul><p>");
		prose(s, &x, 60, article);
		g_string_append(s, "</p>");
	}
	return g_string_free(s, FALSE);
}

static int
write_feed(const char *path, int n)
{
	g_autoptr(GString) s = g_string_new("<rss version=\"2.0\"><channel>"
					    "<title>Rust Trends</title>");
	for (int i = 0; i < n; i++) {
		g_autofree char *html = body(i);
		g_autoptr(GDateTime) day =
			g_date_time_new_utc(2024, 1, 1, 8, 0, 0);
		g_autoptr(GDateTime) date = g_date_time_add_days(day, i);
		g_autofree char *when =
			g_date_time_format(date, "%a, %d %b %Y %T +0000");
		g_string_append_printf(s,
			"<item><title>%d - %s %s %s</title><link>"
			"https://rust-trends.test/newsletter/%d</link>"
			"<pubDate>%s</pubDate><description><![CDATA[%s]]>"
			"</description></item>",
			i, words[i % 20], words[i * 7 % 20], words[i * 3 % 20],
			i, when, html);
	}
	g_string_append(s, "</channel></rss>");
	return g_file_set_contents(path, s->str, (gssize)s->len, NULL) ? 0 : 1;
}

typedef struct {
	int fd;
	pid_t pid;
	clockid_t cpu;
} Program;

typedef struct {
	gint64 bytes, wall, cpu, before; /* times in nanoseconds */
} Answer;

static gint64
now(clockid_t clock)
{
	struct timespec t = { 0 };
	clock_gettime(clock, &t);
	return (gint64)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* All that comes until it is quiet. */
static Answer
drain(const Program *p, gint64 start, int quiet)
{
	char buf[65536];
	Answer a = { 0 };
	gint64 cpu = now(p->cpu);
	for (;;) {
		struct pollfd fd = { p->fd, POLLIN, 0 };
		if (poll(&fd, 1, quiet) <= 0)
			break;
		ssize_t n = read(p->fd, buf, sizeof buf);
		if (n <= 0)
			break;
		/* As xterm answers where a repetition took its cursor. */
		if (memmem(buf, (gsize)n, "\033[6n", 4) &&
			write(p->fd, "\033[1;22R", 7) < 0)
			break;
		a.bytes += n;
		a.wall = now(CLOCK_MONOTONIC) - start;
	}
	a.cpu = now(p->cpu) - cpu;
	return a;
}

static Answer
press(const Program *p, const char *keys, gsize len, int pause)
{
	gint64 before = now(p->cpu);
	if (pause)
		g_usleep((gulong)pause * 1000);
	gint64 start = now(CLOCK_MONOTONIC);
	gint64 cpu = now(p->cpu);
	if (write(p->fd, keys, len) != (ssize_t)len)
		exit(1);
	Answer a = drain(p, start, QUIET);
	a.cpu = now(p->cpu) - cpu;
	a.before = cpu - before;
	return a;
}

static int
by_value(const void *a, const void *b)
{
	gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
	return x < y ? -1 : x > y;
}

static gint64
quantile(gint64 *values, int n, int percent)
{
	qsort(values, (gsize)n, sizeof *values, by_value);
	return values[MIN(n * percent / 100, n - 1)];
}

static void
print(const char *name, const Answer *answers, int n, gint64 limit, int presses)
{
	g_autofree gint64 *bytes = g_new(gint64, n);
	g_autofree gint64 *wall = g_new(gint64, n);
	g_autofree gint64 *cpu = g_new(gint64, n);
	g_autofree gint64 *before = g_new(gint64, n);
	for (int i = 0; i < n; i++) {
		bytes[i] = answers[i].bytes;
		wall[i] = answers[i].wall;
		cpu[i] = answers[i].cpu;
		before[i] = answers[i].before;
	}
	gint64 median = quantile(bytes, n, 50);
	gint64 busy = quantile(cpu, n, 50);
	printf("  %-14s %6" G_GINT64_FORMAT " B  most %6" G_GINT64_FORMAT
	       " B   %6.2f ms  99%% %6.2f ms   processor %5.2f ms  99%% "
	       "%5.2f ms",
		name, median, quantile(bytes, n, 100),
		(double)quantile(wall, n, 50) / 1e6,
		(double)quantile(wall, n, 99) / 1e6, (double)busy / 1e6,
		(double)quantile(cpu, n, 99) / 1e6);
	gint64 meanwhile = quantile(before, n, 50);
	if (meanwhile)
		printf("  meanwhile %5.2f ms", (double)meanwhile / 1e6);
	if (limit)
		printf("   at most %" G_GINT64_FORMAT " B: %s, %.1f ms: %s",
			limit, median <= limit ? "yes" : "NO",
			(double)BUSY / 1e6,
			busy / presses <= BUSY ? "yes" : "NO");
	putchar('\n');
	fflush(stdout);
}

/* The bytes that KEYS stands for, and how many presses of a key they are. */
static GString *
spell(const char *keys, int *presses)
{
	g_auto(GStrv) parts = g_strsplit(keys, "*", 2);
	g_autofree char *plain = g_strcompress(parts[0]);
	GString *s = g_string_new(NULL);
	*presses = parts[1] ? MAX(atoi(parts[1]), 1) : 1;
	for (int i = 0; i < *presses; i++)
		g_string_append(s, plain);
	return s;
}

static void
run_line(const Program *p, const char *line)
{
	g_auto(GStrv) f = g_strsplit(line, "\t", 5);
	if (g_strv_length(f) != 5)
		return;
	int n = MAX(atoi(f[1]), 1), pause = atoi(f[2]), presses;
	char *bar = strchr(f[4], '|');
	g_autofree char *way =
		g_strndup(f[4], bar ? (gsize)(bar - f[4]) : 0);
	g_autoptr(GString) keys = spell(bar ? bar + 1 : f[4], &presses);
	g_autofree Answer *answers = g_new0(Answer, n);
	for (int i = 0; i < n; i++) {
		for (const char *key = way; *key; key++)
			press(p, key, 1, 0);
		answers[i] = press(p, keys->str, keys->len, pause);
	}
	if (strcmp(f[0], "-") != 0)
		print(f[0], answers, n, atoi(f[3]), presses);
}

static int
run(const char *size, const char *script, char **argv)
{
	struct winsize ws = { 0 };
	g_autofree char *text = NULL;
	char *rows;
	ws.ws_col = (unsigned short)strtol(size, &rows, 10);
	ws.ws_row = *rows ? (unsigned short)strtol(rows + 1, NULL, 10) : 0;
	if (!ws.ws_col || !ws.ws_row ||
		!g_file_get_contents(script, &text, NULL, NULL))
		return 2;
	Program p;
	p.pid = forkpty(&p.fd, NULL, NULL, &ws);
	if (p.pid == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	clock_getcpuclockid(p.pid, &p.cpu);
	drain(&p, now(CLOCK_MONOTONIC), 1500);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line; line++)
		run_line(&p, *line);
	kill(p.pid, SIGTERM);
	drain(&p, 0, 300);
	close(p.fd);
	waitpid(p.pid, NULL, 0);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "feed") == 0)
		return write_feed(argv[2], atoi(argv[3]));
	if (argc > 4 && strcmp(argv[1], "run") == 0)
		return run(argv[2], argv[3], argv + 4);
	fputs("see keys.c\n", stderr);
	return 2;
}
