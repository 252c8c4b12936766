/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "conf/subs.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "../../lib/golden.h"

static const char sample[] =
	"# my feeds\n"
	"\n"
	"https://rust-trends.com/feed.xml   Tech/Rust \"~Rust Trends\"  # "
	"weekly\n"
	"https://me:s%20cret@example.org/feed news \"!\" interval=6h "
	"header=\"X-Key: a b\" header=X:1\n"
	"exec:\"odd\n"
	"\"exec:~/bin/make.sh 'a b'\" local\n"
	"filter:~/bin/clean.sh:https://example.org/rss \"two words\"\n"
	"\"query:Rust: this week\" Searches\n"
	"ftp://example.org/x\n"
	"https://rust-trends.com/feed.xml\n"
	"https://x.org/a interval=never\n"
	"https://last.org/feed";

static Subs *
parse(const char *text)
{
	return subs_parse("urls", text, strlen(text));
}

static void
test_moved(void)
{
	static const struct {
		const char *line, *to, *address;
	} cases[] = {
		{ "https://a.org/x", "https://b.org/y", "https://b.org/y" },
		{ "https://me:p@a.org/x", "https://a.org/y",
			"https://me:p@a.org/y" },
		{ "https://me:p@a.org/x", "https://b.org/y",
			"https://b.org/y" },
		{ "\"filter:cmd 'a b':http://me@a.org/x\"",
			"http://a.org/y", "filter:cmd 'a b':http://me@a.org/y" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subs) subs = parse(cases[i].line);
		const Sub *s = subs_list(subs)->pdata[0];
		g_autofree char *address = sub_moved(s, cases[i].to);
		g_assert_cmpstr(address, ==, cases[i].address);
	}
}

static void
test_read(void)
{
	g_autoptr(Subs) subs = parse(sample);
	const GPtrArray *list = subs_list(subs);
	g_assert_cmpuint(list->len, ==, 6);
	const Sub *s = list->pdata[0];
	g_assert_cmpstr(s->url, ==, "https://rust-trends.com/feed.xml");
	g_assert_cmpstr(s->title, ==, "Rust Trends");
	g_assert_cmpstr(s->groups[0], ==, "Tech/Rust");
	g_assert_cmpuint(s->line, ==, 3);
	s = list->pdata[1];
	g_assert_cmpstr(s->url, ==, "https://example.org/feed");
	g_assert_cmpstr(s->user, ==, "me");
	g_assert_cmpstr(s->password, ==, "s cret");
	g_assert_true(s->hidden);
	g_assert_cmpint(subs_number(s, SUB_INTERVAL, 1), ==, 21600);
	g_assert_cmpint(subs_number(s, SUB_KEEP_DAYS, 7), ==, 7);
	g_assert_cmpstr(s->settings[SUB_HEADER], ==, "X-Key: a b\nX:1");
	s = list->pdata[2];
	g_assert_cmpint(s->kind, ==, SUB_EXEC);
	g_assert_true(g_str_has_suffix(s->command[0], "/bin/make.sh"));
	g_assert_cmpstr(s->command[1], ==, "a b");
	s = list->pdata[3];
	g_assert_cmpint(s->kind, ==, SUB_FILTER);
	g_assert_cmpstr(s->url, ==, "https://example.org/rss");
	g_assert_cmpstr(s->groups[0], ==, "two words");
	s = list->pdata[4];
	g_assert_cmpint(s->kind, ==, SUB_QUERY);
	g_assert_cmpstr(s->title, ==, "Rust");
	g_assert_cmpstr(s->query, ==, "this week");
	s = list->pdata[5];
	g_assert_cmpstr(s->address, ==, "https://last.org/feed");
}

static void
test_problems(void)
{
	g_autoptr(Subs) subs = parse(sample);
	const char *const *p = subs_problems(subs);
	g_assert_cmpuint(g_strv_length((char **)(guintptr)p), ==, 4);
	g_assert_true(g_str_has_prefix(p[0], "urls:5: "));
	g_assert_cmpstr(p[1], ==,
		"urls:9: expected an address with http://, https:// or "
		"file://, not “ftp://example.org/x”");
	g_assert_cmpstr(
		p[2], ==, "urls:10: this address stands further up already");
	g_assert_true(g_str_has_prefix(p[3], "urls:11: interval: expected"));
}

/* In our own words: those of the shell's parser help nobody here. */
static void
test_no_command(void)
{
	g_autoptr(Subs) subs = parse("exec:\n\"filter: :http://a.test/\"\n");
	const char *const *p = subs_problems(subs);
	g_assert_cmpstr(p[0], ==, "urls:1: a command is missing");
	g_assert_cmpstr(p[1], ==, "urls:2: a command is missing");
}

/* Problems are shown on terminals. */
static void
test_control_bytes(void)
{
	g_autoptr(Subs) subs = parse("\"exec:\x1b]0;x\a'\"\n");
	const char *problem = subs_problems(subs)[0];
	g_assert_nonnull(problem);
	g_assert_null(strpbrk(problem, "\x1b\a"));
}

static void
test_passwords(void)
{
	g_autoptr(Subs) subs = parse("https://a%40b:p%3Aq@c.org/x\n"
				     "ftp://me:secret@c.org/x\n");
	const Sub *s = subs_list(subs)->pdata[0];
	g_assert_cmpstr(s->url, ==, "https://c.org/x");
	g_assert_cmpstr(s->user, ==, "a@b");
	g_assert_cmpstr(s->password, ==, "p:q");
	g_assert_null(strstr(subs_problems(subs)[0], "secret"));
}

/* What could not be kept as it is, is not taken for a list. */
static void
test_no_text(void)
{
	g_autoptr(Subs) latin1 = parse("https://a.org/ caf\xe9\n");
	g_assert_cmpuint(subs_list(latin1)->len, ==, 0);
	g_assert_nonnull(strstr(subs_problems(latin1)[0], "UTF-8"));
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	int fd = g_file_open_tmp("subs-XXXXXX", &path, &error);
	g_assert_cmpint(write(fd, "https://a.org/\n\0x", 17), ==, 17);
	close(fd);
	g_assert_null(subs_load(path, &error));
	g_assert_nonnull(strstr(error->message, "no text file"));
	g_unlink(path);
}

static void
assert_text(const Subs *subs, const char *expected)
{
	g_autofree char *text = subs_text(subs, NULL);
	g_assert_cmpstr(text, ==, expected);
}

static void
test_edits(void)
{
	static const char *const rust[] = { "Tech/Rust", NULL };
	static const char *const two[] = { "a b", "c", NULL };
	g_autoptr(GError) error = NULL;
	g_autoptr(Subs) subs =
		parse("# top\r\n"
		      "https://a.org/\t Tech/Rust  \"~A\" # x\r\n"
		      "\r\n"
		      "https://b.org/  keep-days=3\r\n"
		      "bad line\r\n"
		      "https://c.org/");
	subs_add(subs, "https://d.org/", "The \"D\"", rust, &error);
	subs_add(subs, "https://e.org/", NULL, NULL, &error);
	g_assert_no_error(error);
	g_assert_true(subs_set_title(subs, "https://a.org/", "New A"));
	g_assert_true(subs_set_groups(subs, "https://a.org/", two));
	g_assert_true(subs_set_words(subs, "https://b.org/",
		"keep-days=9 sort=oldest password=x nonsense"));
	g_assert_true(
		subs_set_address(subs, "https://c.org/", "https://c.org/new"));
	g_assert_false(subs_remove(subs, "https://nowhere.org/"));
	assert_text(subs,
		"# top\r\n"
		"https://a.org/ \"a b\" c \"~New A\" # x\r\n"
		"https://d.org/ Tech/Rust \"~The \\\"D\\\"\"\r\n"
		"\r\n"
		"https://b.org/ keep-days=9 sort=oldest\r\n"
		"bad line\r\n"
		"https://c.org/new\r\n"
		"https://e.org/\r\n");
	g_assert_true(subs_set_title(subs, "https://a.org/", NULL));
	g_assert_true(subs_set_groups(subs, "https://a.org/", NULL));
	g_assert_true(subs_remove(subs, "https://d.org/"));
	g_assert_true(subs_remove(subs, "https://e.org/"));
	assert_text(subs,
		"# top\r\n"
		"https://a.org/ # x\r\n"
		"\r\n"
		"https://b.org/ keep-days=9 sort=oldest\r\n"
		"bad line\r\n"
		"https://c.org/new\r\n");
}

/* The first line with an address is the one that counts; the others would
 * take its place if it alone went. */
static void
test_repeated(void)
{
	g_autoptr(Subs) subs = parse("https://a.org/ one\n"
				     "https://b.org/\n"
				     "https://a.org/ two\n");
	g_assert_cmpstr(
		subs_find(subs, "https://a.org/")->groups[0], ==, "one");
	g_assert_true(subs_set_title(subs, "https://a.org/", "A"));
	assert_text(subs, "https://a.org/ one \"~A\"\n"
			  "https://b.org/\n"
			  "https://a.org/ two\n");
	g_assert_true(subs_remove(subs, "https://a.org/"));
	g_assert_null(subs_find(subs, "https://a.org/"));
	assert_text(subs, "https://b.org/\n");
	g_assert_cmpuint(subs_find(subs, "https://b.org/")->line, ==, 1);
}

/* Reading all lines anew for each that comes would take minutes. */
static void
test_many(void)
{
	struct itimerval limit = { .it_value = { .tv_sec = 60 } };
	struct itimerval none = { 0 };
	g_autoptr(Subs) subs = parse("");
	setitimer(ITIMER_PROF, &limit, NULL);
	for (int i = 0; i < 20000; i++) {
		g_autofree char *url =
			g_strdup_printf("https://h%d.org/a", i);
		subs_add(subs, url, NULL, NULL, NULL);
	}
	g_autoptr(GString) line = g_string_new("https://a.org/");
	for (int i = 0; i < 2000000; i++)
		g_string_append(line, " <a");
	g_autoptr(Subs) long_line = parse(line->str);
	setitimer(ITIMER_PROF, &none, NULL);
	g_assert_cmpuint(subs_list(long_line)->len, ==, 1);
	g_assert_cmpuint(subs_list(subs)->len, ==, 20000);
	g_assert_cmpuint(
		subs_find(subs, "https://h19999.org/a")->line, ==, 20000);
}

static const struct {
	const char *filter, *query;
} filters[] = {
	{ "unread = \\\"yes\\\"", "is:unread" },
	{ "unread != \\\"yes\\\"", "is:read" },
	{ "unread = \\\"yes\\\" and tags # \\\"Tech News\\\"",
		"is:unread group:\"Tech News\"" },
	{ "age between 0:7", "since:7d" },
	{ "(age < 2 or tags !# \\\"x\\\") and title =~ \\\"[Rr]ust\\\"",
		"(since:2d OR -group:\"x\") title:/[Rr]ust/i" },
	{ "content !~ \\\"ads\\\"", "-\"ads\"" },
	{ "rust is:unread", "rust is:unread" },
	{ "unread_count > 3", NULL },
	{ "age between 3:7", NULL },
	{ "title = \\\"a\\\\\\\"b\\\"", NULL },
	{ "(unread = \\\"yes\\\"", NULL },
	{ "flags # \\\"a\\\"", NULL },
};

static void
test_newsboat_filters(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(filters); i++) {
		g_autofree char *line = g_strdup_printf(
			"\"query:Name:%s\" tag\n", filters[i].filter);
		g_autoptr(Subs) subs = parse(line);
		const GPtrArray *list = subs_list(subs);
		g_assert_cmpuint(list->len, ==, filters[i].query != NULL);
		if (list->len)
			g_assert_cmpstr(((Sub *)list->pdata[0])->query, ==,
				filters[i].query);
		else
			g_assert_nonnull(subs_problems(subs)[0]);
	}
}

static void
test_refused(void)
{
	static const char *const bad[] = { "nonsense", "ftp://x.org/",
		"javascript:alert(1)", "https://a.org/\nexec:rm", "",
		"https://a.org/\x1b[2J", "https://here.org/" };
	g_autoptr(Subs) subs = parse("https://here.org/\n");
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_false(subs_add(subs, bad[i], NULL, NULL, &error));
		g_assert_nonnull(error);
	}
	assert_text(subs, "https://here.org/\n");
	/* Foreign titles and groups cannot add lines or settings. */
	static const char *const groups[] = { "x\ny", "password=1", "! hid",
		"~name", "#c", "!", NULL };
	g_assert_true(subs_add(subs, "https://t.org/", "a\nb", groups, NULL));
	const Sub *s = subs_find(subs, "https://t.org/");
	g_assert_cmpuint(subs_list(subs)->len, ==, 2);
	g_assert_null(s->settings[SUB_PASSWORD]);
	g_assert_cmpstr(s->title, ==, "a b");
	g_assert_false(s->hidden);
	g_autofree char *all = g_strjoinv("|", s->groups);
	g_assert_cmpstr(all, ==, "x y|password=1|hid|name|#c");
	g_assert_false(subs_set_address(
		subs, "https://t.org/", "https://t.org/2\nexec:rm"));
}

static void
test_reading_settings(void)
{
	static const char text[] =
		"https://a.org/ sort=oldest mark-read=never password=x\n"
		"https://b.org/ user=me\n";
	g_autoptr(Subs) subs = subs_parse(NULL, text, strlen(text));
	const GPtrArray *list = subs_list(subs);
	g_autofree char *a = sub_settings(list->pdata[0]);
	g_autofree char *b = sub_settings(list->pdata[1]);
	g_assert_cmpstr(a, ==, "mark-read=never sort=oldest");
	g_assert_null(b);
	g_autofree char *sort = sub_reading_setting(a, SUB_SORT);
	g_autofree char *mark = sub_reading_setting(a, SUB_MARK_READ);
	g_assert_cmpstr(sort, ==, "oldest");
	g_assert_cmpstr(mark, ==, "never");
	g_assert_null(sub_reading_setting(NULL, SUB_SORT));
	g_assert_null(sub_reading_setting("sort=title", SUB_MARK_READ));
	g_assert_true(subs_set_words(subs, "https://b.org/",
		"! interval=6h proxy=http://evil.org password-command=sh"));
	g_autofree char *words = sub_words(subs_list(subs)->pdata[1]);
	g_assert_cmpstr(words, ==, "! interval=6h");
	g_autofree char *all = subs_text(subs, NULL);
	g_assert_null(strstr(all, "evil"));
}

static void
test_set_text(void)
{
	static const char text[] = "# mine\nhttps://a.org/ \"~A\" x=y\n";
	g_autoptr(Subs) subs = subs_parse(NULL, text, strlen(text));
	g_assert_true(subs_remove(subs, "https://a.org/"));
	subs_set_text(subs, text, strlen(text));
	assert_text(subs, text);
	g_assert_nonnull(subs_find(subs, "https://a.org/"));
}

static void
test_save(void)
{
	g_autofree char *dir = g_dir_make_tmp("subs-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "real", NULL);
	g_autofree char *link = g_build_filename(dir, "urls", NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	g_assert_cmpint(symlink("real", link), ==, 0);
	g_autoptr(Subs) subs = subs_load(link, &error);
	g_assert_true(subs_add(subs, "https://a.org/", NULL, NULL, &error));
	g_assert_true(subs_save(subs, &error));
	g_assert_no_error(error);
	g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "https://a.org/\n");
	GStatBuf st;
	g_assert_cmpint(g_stat(path, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 0777, ==, 0600);
	/* Whatever the umask says. */
	g_assert_cmpint(g_chmod(path, 0660), ==, 0);
	g_assert_true(subs_remove(subs, "https://a.org/"));
	g_assert_true(subs_save(subs, &error));
	g_assert_cmpint(g_stat(path, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 0777, ==, 0660);
	/* Another program's change is not written over. */
	g_assert_true(g_file_set_contents(path, "# other\n", -1, NULL));
	g_assert_false(subs_save(subs, &error));
	g_assert_nonnull(error);
	g_remove(link);
	g_remove(path);
	g_rmdir(dir);
}

static void
check_file(const char *path)
{
	g_autofree char *text = NULL;
	gsize len;
	g_assert_true(g_file_get_contents(path, &text, &len, NULL));
	if (memchr(text, '\0', len))
		return;
	g_autoptr(Subs) subs = subs_parse(path, text, len);
	assert_text(subs, text);
}

static void
test_corpus(void)
{
	static const char *const folders[] = { "newsboat", "newsraft" };
	if (!corpus_dir()) {
		g_test_skip("no corpus");
		return;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *dir = g_build_filename(
			corpus_dir(), "opml", folders[i], NULL);
		GDir *d = g_dir_open(dir, 0, NULL);
		for (const char *n; d && (n = g_dir_read_name(d));) {
			g_autofree char *path = g_build_filename(dir, n, NULL);
			if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
				check_file(path);
		}
		if (d)
			g_dir_close(d);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/subs/read", test_read);
	g_test_add_func("/subs/problems", test_problems);
	g_test_add_func("/subs/no-command", test_no_command);
	g_test_add_func("/subs/edits", test_edits);
	g_test_add_func("/subs/repeated", test_repeated);
	g_test_add_func("/subs/many", test_many);
	g_test_add_func("/subs/control-bytes", test_control_bytes);
	g_test_add_func("/subs/passwords", test_passwords);
	g_test_add_func("/subs/no-text", test_no_text);
	g_test_add_func("/subs/newsboat-filters", test_newsboat_filters);
	g_test_add_func("/subs/refused", test_refused);
	g_test_add_func("/subs/reading-settings", test_reading_settings);
	g_test_add_func("/subs/set-text", test_set_text);
	g_test_add_func("/subs/save", test_save);
	g_test_add_func("/subs/corpus", test_corpus);
	g_test_add_func("/subs/moved", test_moved);
	return g_test_run();
}
