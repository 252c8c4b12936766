/* SPDX-License-Identifier: MIT
 *
 * The floors that a refresh is measured against, and the stop-watch.
 *
 *	floor parse FILE...     libxml2's DOM over the files
 *	floor store DB FILE...  plain inserts of their entries, one transaction
 *	                        a file
 *	floor make DIR N ENTRIES BYTES   N feeds to serve
 *	floor run COMMAND...    runs it; prints seconds and peak MB; the time
 *	                        ends with the line that holds "done", if any;
 *	                        and seconds until it exited
 */
#include <config.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static xmlDoc *
read_doc(const char *file)
{
	g_autofree char *data = NULL;
	gsize len;
	g_assert_true(g_file_get_contents(file, &data, &len, NULL));
	return xmlReadMemory(data, (int)len, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_COMPACT);
}

static int
parse(int n, char **files)
{
	for (int i = 0; i < n; i++)
		xmlFreeDoc(read_doc(files[i]));
	return 0;
}

static void
bind_child(sqlite3_stmt *insert, int at, const xmlNode *item, const char *name)
{
	for (xmlNode *c = item->children; c; c = c->next) {
		if (strcmp((const char *)c->name, name) != 0)
			continue;
		xmlChar *text = xmlNodeGetContent(c);
		sqlite3_bind_text(
			insert, at, (char *)text, -1, SQLITE_TRANSIENT);
		xmlFree(text);
		return;
	}
}

static void
insert_items(sqlite3_stmt *insert, const xmlDoc *doc)
{
	const char *const names[] = { "guid", "title", "link", "pubDate",
		"description" };
	xmlNode *channel = xmlFirstElementChild(xmlDocGetRootElement(doc));
	for (xmlNode *n = channel->children; n; n = n->next) {
		if (strcmp((const char *)n->name, "item") != 0)
			continue;
		for (int i = 0; i < 5; i++)
			bind_child(insert, i + 1, n, names[i]);
		sqlite3_step(insert);
		sqlite3_reset(insert);
	}
}

/* The time of the inserts alone: the documents are read before. */
static int
store(const char *path, int n, char **files)
{
	sqlite3 *db;
	sqlite3_stmt *insert;
	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	sqlite3_exec(db,
		"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
		"CREATE TABLE a (id INTEGER PRIMARY KEY, guid UNIQUE, title,"
		" link, date, body)",
		NULL, NULL, NULL);
	sqlite3_prepare_v2(db,
		"INSERT INTO a (guid,title,link,date,body) "
		"VALUES (?,?,?,?,?)",
		-1, &insert, NULL);
	gint64 spent = 0;
	for (int i = 0; i < n; i++) {
		xmlDoc *doc = read_doc(files[i]);
		gint64 from = g_get_monotonic_time();
		sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		insert_items(insert, doc);
		sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
		spent += g_get_monotonic_time() - from;
		xmlFreeDoc(doc);
	}
	sqlite3_finalize(insert);
	sqlite3_close(db);
	printf("%.3f\n", (double)spent / G_USEC_PER_SEC);
	return 0;
}

static void
add_words(GString *s, GRand *rand, gsize bytes)
{
	gsize end = s->len + bytes;
	for (int i = 1; s->len < end; i++) {
		int n = g_rand_int_range(rand, 2, 10);
		for (int k = 0; k < n; k++)
			g_string_append_c(
				s, (char)g_rand_int_range(rand, 'a', 'z' + 1));
		g_string_append(s, i % 80 ? " " : "&lt;/p&gt;&lt;p&gt;");
		if (i % 60 == 0)
			g_string_append_printf(s,
				"&lt;a href=\"https://h%d.example/%x\"&gt;"
				"link&lt;/a&gt; ",
				g_rand_int_range(rand, 0, 500),
				g_rand_int(rand));
	}
}

static int
make(const char *dir, int n, int entries, int bytes)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	for (int i = 0; i < n; i++) {
		g_autoptr(GString) s = g_string_new(NULL);
		g_string_append_printf(s,
			"<rss version=\"2.0\"><channel><title>Feed %d</title>"
			"<link>http://f%d.test/</link>\n",
			i, i);
		for (int k = 0; k < entries; k++) {
			g_string_append_printf(s,
				"<item><guid>f%d-%d</guid><title>Entry %d of "
				"feed %d</title><link>http://f%d.test/%d"
				"</link><pubDate>Tue, %02d Nov 2023 10:00:00 "
				"GMT</pubDate><description>&lt;p&gt;",
				i, k, k, i, i, k, 1 + k % 28);
			add_words(s, rand, (gsize)bytes);
			g_string_append(s, "&lt;/p&gt;</description></item>\n");
		}
		g_string_append(s, "</channel></rss>\n");
		g_autofree char *file = g_strdup_printf("%s/%d.xml", dir, i);
		g_file_set_contents(file, s->str, (gssize)s->len, NULL);
	}
	return 0;
}

/* Copies the child's output; returns when it said that it was done, or 0. */
static gint64
listen_to(int fd)
{
	gint64 done = 0;
	char line[65536];
	FILE *in = fdopen(fd, "r");
	while (fgets(line, sizeof line, in)) {
		if (strstr(line, "\"event\":\"done\""))
			done = g_get_monotonic_time();
		fputs(line, stdout);
	}
	fclose(in);
	return done;
}

static int
run(char **argv)
{
	int pipes[2], status;
	g_assert_cmpint(pipe(pipes), ==, 0);
	gint64 from = g_get_monotonic_time();
	pid_t pid = fork();
	if (pid == 0) {
		dup2(pipes[1], 1);
		close(pipes[0]);
		close(pipes[1]);
		execvp(argv[0], argv);
		_exit(127);
	}
	close(pipes[1]);
	gint64 done = listen_to(pipes[0]);
	struct rusage usage;
	wait4(pid, &status, 0, &usage);
	gint64 end = g_get_monotonic_time();
	fprintf(stderr, "%.3f %.0f %.3f\n",
		(double)((done ? done : end) - from) / G_USEC_PER_SEC,
		(double)usage.ru_maxrss / 1024,
		(double)(end - from) / G_USEC_PER_SEC);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "parse") == 0)
		return parse(argc - 2, argv + 2);
	if (argc > 3 && strcmp(argv[1], "store") == 0)
		return store(argv[2], argc - 3, argv + 3);
	if (argc == 6 && strcmp(argv[1], "make") == 0)
		return make(
			argv[2], atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
	if (argc > 2 && strcmp(argv[1], "run") == 0)
		return run(argv + 2);
	return 2;
}
