/* SPDX-License-Identifier: MIT
 *
 * Comparing: notes in the header.
 */
#include <config.h>

#include "tests/conformance/compare.h"

#include "base/text.h"
#include "feed/date.h"
#include "feed/html.h"
#include "url/url.h"

#include <stdlib.h>
#include <string.h>

static gboolean
add_url(const GMatchInfo *match, GString *result, gpointer list)
{
	g_autofree char *raw = g_match_info_fetch(match, 1);

	g_ptr_array_add(list, html_unescape(raw));
	return FALSE;
}

/* The URLs of links and pictures, in order. */
static char *
urls_of(const char *html)
{
	static GRegex *regex;
	g_autofree char *clean = html_clean(html, NULL, NULL);
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *rest = NULL;

	if (!regex)
		regex = g_regex_new(" (?:href|src)=\"([^\"]*)\"", 0, 0, NULL);
	rest = g_regex_replace_eval(
		regex, clean, -1, 0, 0, add_url, list, NULL);
	g_ptr_array_add(list, NULL);
	return g_strjoinv(" ", (char **)list->pdata);
}

static bool
has_scheme(const char *url)
{
	gsize n = strspn(
		url, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.");

	return n > 1 && url[n] == ':';
}

/* A relative URL without the steps up that it begins with. */
static const char *
inner_part(const char *url)
{
	while (g_str_has_prefix(url, "./") || g_str_has_prefix(url, "../"))
		url = strchr(url, '/') + 1;
	return url;
}

/* Equal when written in the one way that courant writes URLs, or one being
 * relative where the other has been resolved. */
static bool
urls_equal(const char *e, const char *a)
{
	g_autofree char *en = NULL, *an = NULL;

	if (strcmp(e, a) == 0)
		return true;
	if (!has_scheme(e) && has_scheme(a) && *e)
		return g_str_has_suffix(a, inner_part(e));
	if (!has_scheme(a) && has_scheme(e) && *a)
		return g_str_has_suffix(e, inner_part(a));
	en = url_resolve(NULL, e);
	an = url_resolve(NULL, a);
	return en && an && strcmp(en, an) == 0;
}

static bool
url_lists_equal(const char *e, const char *a)
{
	g_auto(GStrv) es = g_strsplit(e, " ", -1), as = g_strsplit(a, " ", -1);
	guint n = g_strv_length(es);

	if (n != g_strv_length(as))
		return false;
	for (guint i = 0; i < n; i++)
		if (!urls_equal(es[i], as[i]))
			return false;
	return true;
}

static bool
strings_equal(const char *e, const char *a)
{
	g_autofree char *el = text_clean(e, -1, TEXT_LINE);
	g_autofree char *al = text_clean(a, -1, TEXT_LINE);
	g_autofree char *ev = html_visible(e);
	g_autofree char *av = html_visible(a);
	g_autofree char *eu = NULL;
	g_autofree char *au = NULL;

	if (strcmp(el, al) == 0 ||
		(!strpbrk(el, " <") && !strpbrk(al, " <") &&
			(strstr(el, "://") || strstr(al, "://")) &&
			urls_equal(el, al)))
		return true;
	if (strcmp(ev, av) != 0 && strcmp(ev, al) != 0 && strcmp(el, av) != 0)
		return false;
	if (!strchr(e, '<'))
		return true;
	eu = urls_of(e);
	au = urls_of(a);
	return url_lists_equal(eu, au);
}

static char *
as_text(const json_t *v)
{
	if (json_is_string(v))
		return g_strdup(json_string_value(v));
	if (json_is_integer(v))
		return g_strdup_printf(
			"%" JSON_INTEGER_FORMAT, json_integer_value(v));
	if (json_is_real(v))
		return g_strdup_printf("%g", json_real_value(v));
	if (json_is_boolean(v))
		return g_strdup(json_is_true(v) ? "true" : "false");
	return NULL;
}

static bool
is_moment(const char *s)
{
	return s && strlen(s) == 20 && s[10] == 'T' && s[19] == 'Z';
}

static bool
objects_equal(const json_t *expected, const json_t *actual)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(gintptr)expected, key,
		value) if (!compare_equal(value,
				   json_object_get(actual, key))) return false;
	return true;
}

bool
compare_equal(const json_t *expected, const json_t *actual)
{
	g_autofree char *e = as_text(expected);
	g_autofree char *a = as_text(actual);

	if (json_is_object(expected) && json_is_object(actual))
		return objects_equal(expected, actual);
	if (!e)
		return !actual || json_is_null(actual) ||
			json_equal((json_t *)(gintptr)expected,
				(json_t *)(gintptr)actual);
	if (!a)
		return !*e ||
			(json_is_integer(expected) &&
				!json_integer_value(expected)) ||
			json_is_false(expected);
	if (json_is_boolean(expected) || json_is_boolean(actual))
		return (json_is_true(expected) ||
			       json_integer_value(expected)) ==
			(json_is_true(actual) || json_integer_value(actual));
	if (json_is_integer(expected) && json_is_real(actual))
		return json_integer_value(expected) ==
			(json_int_t)json_real_value(actual);
	if (json_is_number(expected) && json_is_number(actual))
		return json_number_value(expected) == json_number_value(actual);
	if (is_moment(a) || is_moment(e))
		return date_parse(e) == date_parse(a);
	return strings_equal(e, a);
}

char *
compare_show(const json_t *value)
{
	char *dumped = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT)
			     : NULL;
	char *line = g_strdup_printf("%.160s", dumped ? dumped : "nothing");

	free(dumped);
	return line;
}
