/* SPDX-License-Identifier: MIT
 *
 * Lists of subscriptions in and out.
 */
#include <config.h>

#include "feed/opml.h"

#include <string.h>
#include <sys/time.h>

static const char list_text[] =
	"<?xml version='1.0'?><opml "
	"version='2.0'><head><title>x</title></head><body>"
	"<outline text='Tech'><outline text='Rust'>"
	"<outline type='rss' text='TWIR' title='This Week in Rust' "
	"xmlUrl='https://twir.example/rss.xml' "
	"htmlUrl='https://twir.example/'/>"
	"</outline><outline text='A&B' XMLURL='https://ab.example/f?a=1&b=2'/>"
	"</outline>"
	"<outline text='again' xmlUrl='https://twir.example/rss.xml' "
	"category='/News/Daily,Tech'/>"
	"<outline text='evil' xmlUrl='|rm -rf ~'/>"
	"<outline text='evil' xmlUrl='exec:~/x.sh'/>"
	"<outline text='evil' xmlUrl='https://ok.example/' filtercmd='sh -c "
	"x'/>"
	"<outline text='evil' xmlUrl='file:///etc/passwd'/>"
	"<outline text='\x1b[31mred' xmlUrl='feed:https://red.example/'/>"
	"</body></opml>";

static GPtrArray *
read_list(const char *text, int *skipped)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *list = opml_parse(text, strlen(text), skipped, &error);

	g_assert_no_error(error);
	return list;
}

static void
test_import(void)
{
	int skipped = 0;
	g_autoptr(GPtrArray) list = read_list(list_text, &skipped);
	const OpmlOutline *twir = list->pdata[0], *ab = list->pdata[1],
			  *red = list->pdata[2];

	g_assert_cmpuint(list->len, ==, 3);
	g_assert_cmpint(skipped, ==, 4);
	g_assert_cmpstr(twir->title, ==, "This Week in Rust");
	g_assert_cmpstr(twir->site, ==, "https://twir.example/");
	g_assert_cmpstr(twir->groups[0], ==, "Tech/Rust");
	g_assert_cmpstr(twir->groups[1], ==, "News/Daily");
	g_assert_cmpstr(twir->groups[2], ==, "Tech");
	g_assert_cmpstr(ab->url, ==, "https://ab.example/f?a=1&b=2");
	g_assert_cmpstr(ab->title, ==, "A&B");
	g_assert_null(strchr(red->title, 0x1b));
	g_assert_cmpstr(red->url, ==, "https://red.example/");
	g_assert_null(red->groups[0]);
}

static void
test_round_trip(void)
{
	g_autoptr(GPtrArray) list = read_list(list_text, NULL);
	g_autofree char *text = opml_write("Mine <&>", list);
	g_autoptr(GPtrArray) back = read_list(text, NULL);

	g_assert_cmpuint(back->len, ==, list->len);
	for (guint i = 0; i < list->len; i++) {
		const OpmlOutline *was = list->pdata[i], *is = NULL;

		for (guint k = 0; k < back->len; k++)
			if (strcmp(((OpmlOutline *)back->pdata[k])->url,
				    was->url) == 0)
				is = back->pdata[k];
		g_assert_nonnull(is);
		g_assert_cmpstr(is->title, ==, was->title);
		g_assert_cmpstr(is->words, ==, was->words);
		g_assert_cmpstr(is->site, ==, was->site);
		g_assert_cmpuint(g_strv_length(is->groups), ==,
			g_strv_length(was->groups));
		for (char **g = was->groups; *g; g++)
			g_assert_true(g_strv_contains(
				(const char *const *)is->groups, *g));
	}
}

static void
test_no_list(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(opml_parse("<rss/>", 6, NULL, &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_null(opml_parse("", 0, NULL, &error));
	g_assert_nonnull(error);
}

/* Looking through all groups for that of each feed would take minutes. */
static void
test_many_groups(void)
{
	enum { MANY = 300000 };
	struct itimerval limit = { .it_value = { .tv_sec = 60 } };
	struct itimerval none = { 0 };
	g_autofree char *names = g_malloc(MANY * 8);
	g_autofree char **groups = g_new0(char *, MANY + 1);
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	OpmlOutline outline = { .url = (char[]){ "https://a.test/" },
		.groups = groups };

	for (int i = 0; i < MANY; i++) {
		groups[i] = names + i * 8;
		g_snprintf(groups[i], 8, "%d", i);
	}
	g_ptr_array_add(list, &outline);
	setitimer(ITIMER_PROF, &limit, NULL);
	g_autofree char *text = opml_write("x", list);
	setitimer(ITIMER_PROF, &none, NULL);
	g_assert_nonnull(strstr(text, "<outline text=\"0\""));
	g_assert_nonnull(strstr(text, "<outline text=\"299999\""));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/opml/import", test_import);
	g_test_add_func("/opml/round-trip", test_round_trip);
	g_test_add_func("/opml/no-list", test_no_list);
	g_test_add_func("/opml/many-groups", test_many_groups);
	return g_test_run();
}
