/* SPDX-License-Identifier: MIT
 *
 * A reader of Python expressions by recursive descent.
 */
#include <config.h>

#include "tests/conformance/expect.h"

#include "tests/conformance/compare.h"

#include <string.h>

typedef struct {
	const char *p;
	const json_t *dump;
	bool broken;
	char **why;
} Reader;

static json_t *disjunction(Reader *r);

static void
space(Reader *r)
{
	while (g_ascii_isspace(*r->p))
		r->p++;
}

static bool
accept(Reader *r, const char *word)
{
	gsize n = strlen(word);

	space(r);
	if (strncmp(r->p, word, n) != 0)
		return false;
	if (n > 0 && g_ascii_isalpha(word[n - 1]) &&
		(g_ascii_isalnum(r->p[n]) || r->p[n] == '_'))
		return false;
	r->p += n;
	return true;
}

static void
need(Reader *r, const char *word)
{
	if (!accept(r, word))
		r->broken = true;
}

static json_t *
broken(Reader *r)
{
	r->broken = true;
	return json_null();
}

static void
escape(Reader *r, GString *out)
{
	static const char from[] = "nrt0", to[] = "\n\r\t";
	char c = *r->p++;
	int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
	const char *at = strchr(from, c);

	if (digits) {
		g_autofree char *hex = g_strndup(r->p, (gsize)digits);

		g_string_append_unichar(
			out, (gunichar)g_ascii_strtoull(hex, NULL, 16));
		r->p += strlen(hex);
	} else if (c == '\n') {
		return;
	} else if (c && at && *at != '0') {
		g_string_append_c(out, to[at - from]);
	} else if (c) {
		g_string_append_c(out, c);
	} else {
		r->p--;
	}
}

static json_t *
string(Reader *r)
{
	g_autoptr(GString) out = g_string_new(NULL);
	char quote[4] = { *r->p, 0 };

	if (r->p[1] == quote[0] && r->p[2] == quote[0])
		memset(quote, quote[0], 3);
	r->p += strlen(quote);
	while (*r->p && strncmp(r->p, quote, strlen(quote)) != 0) {
		if (*r->p == '\\') {
			r->p++;
			escape(r, out);
		} else {
			g_string_append_c(out, *r->p++);
		}
	}
	need(r, quote);
	return json_stringn_nocheck(out->str, out->len);
}

static json_t *
number(Reader *r)
{
	char *end;
	double value = g_ascii_strtod(r->p, &end);

	r->p = end;
	return value == (double)(gint64)value ? json_integer((gint64)value)
					      : json_real(value);
}

/* A time.struct_time of UTC, as the moment that a dump shows. */
static json_t *
moment(json_t *list)
{
	g_autofree char *text = NULL;
	int n[6];

	if (json_array_size(list) != 9)
		return list;
	for (size_t i = 0; i < 6; i++)
		n[i] = (int)json_integer_value(json_array_get(list, i));
	text = g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", n[0], n[1],
		n[2], n[3], n[4], n[5]);
	json_decref(list);
	return json_string(text);
}

static json_t *
sequence(Reader *r, const char *close)
{
	json_t *list = json_array();
	bool comma = false;

	while (!accept(r, close) && !r->broken) {
		json_array_append_new(list, disjunction(r));
		if (accept(r, ","))
			comma = true;
		else if (*r->p != *close)
			r->broken = true;
	}
	if (*close == ')' && !comma && json_array_size(list) == 1) {
		json_t *only = json_incref(json_array_get(list, 0));

		json_decref(list);
		return only;
	}
	return moment(list);
}

static json_t *
dictionary(Reader *r)
{
	json_t *o = json_object();

	while (!accept(r, "}") && !r->broken) {
		g_autoptr(json_t) key = disjunction(r);

		need(r, ":");
		json_object_set_new(o,
			json_is_string(key) ? json_string_value(key) : "?",
			disjunction(r));
		accept(r, ",");
	}
	return o;
}

/* feedparser's words for what the dump calls otherwise. */
static const struct {
	const char *theirs, *ours;
} words[] = {
	{ "tagline", "subtitle" },
	{ "tagline_detail", "subtitle_detail" },
	{ "copyright", "rights" },
	{ "copyright_detail", "rights_detail" },
	{ "guid", "id" },
	{ "modified", "updated" },
	{ "date", "updated" },
	{ "issued", "published" },
	{ "url", "href" },
	{ "homepage", "href" },
	{ "updated_parsed", "updated" },
	{ "published_parsed", "published" },
	{ "created_parsed", "created" },
	{ "modified_parsed", "updated" },
	{ "date_parsed", "updated" },
	{ "issued_parsed", "published" },
	{ "wfw_commentrss", "comments_feed" },
	{ "logo", "image" },
	{ "itunes_explicit", "explicit" },
	{ "thr_total", "comment_count" },
	{ "validity_start_parsed", "validity_start" },
	{ "validity_end_parsed", "validity_end" },
};

static const char *
our_word(const char *key, const json_t *in)
{
	if (json_object_get(in, key))
		return key;
	if (strcmp(key, "description") == 0)
		return json_object_get(in, "summary") ? "summary" : "subtitle";
	if (strcmp(key, "description_detail") == 0)
		return json_object_get(in, "summary_detail")
			? "summary_detail"
			: "subtitle_detail";
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(words[i].theirs, key) == 0)
			return words[i].ours;
	return key;
}

static json_t *
member(const json_t *in, const char *key)
{
	const json_t *found;

	if (strcmp(key, "author_detail") == 0)
		found = json_array_get(json_object_get(in, "authors"), 0);
	else if (strcmp(key, "category") == 0)
		found = json_object_get(
			json_array_get(json_object_get(in, "tags"), 0), "term");
	else if (strcmp(key, "publisher_detail") == 0)
		found = json_array_get(json_object_get(in, "publishers"), 0);
	else if (strcmp(key, "media_thumbnail") == 0)
		return json_pack("[O*]", json_object_get(in, "image"));
	else if (strcmp(key, "psc_chapters") == 0)
		found = in;
	else if (strcmp(key, "start_parsed") == 0)
		found = json_object_get(in, "start");
	else
		found = json_object_get(in, our_word(key, in));
	/* A picture is one address where they have no object. */
	if (strcmp(key, "logo") == 0)
		found = json_is_object(found) ? json_object_get(found, "href")
					      : found;
	return found ? json_incref((json_t *)(gintptr)found) : json_null();
}

static json_t *
item(const json_t *in, const json_t *index)
{
	const json_t *found;

	if (json_is_string(index))
		return member(in, json_string_value(index));
	found = json_array_get(in, (size_t)json_integer_value(index));
	return found ? json_incref((json_t *)(gintptr)found) : json_null();
}

static char *
identifier(Reader *r)
{
	const char *start = r->p;

	while (g_ascii_isalnum(*r->p) || *r->p == '_')
		r->p++;
	return g_strndup(start, (gsize)(r->p - start));
}

/* What follows a value: [key], .name, .get(key). */
static json_t *
trailers(Reader *r, json_t *value)
{
	for (;;) {
		json_t *next = NULL;

		if (accept(r, "[")) {
			g_autoptr(json_t) index = disjunction(r);

			need(r, "]");
			next = item(value, index);
		} else if (accept(r, ".get(")) {
			g_autoptr(json_t) key = disjunction(r);

			need(r, ")");
			next = item(value, key);
		} else if (accept(r, ".")) {
			g_autofree char *name = identifier(r);

			if (*r->p == '(')
				r->broken = true;
			next = member(value, name);
		} else {
			return value;
		}
		json_decref(value);
		value = next;
	}
}

static json_t *
call_len(Reader *r)
{
	g_autoptr(json_t) of = disjunction(r);

	need(r, ")");
	return json_integer(
		json_is_array(of) ? (gint64)json_array_size(of) : 0);
}

static json_t *
name(Reader *r)
{
	static const char *const roots[] = { "feed", "entries", "bozo",
		"encoding", "version", NULL };
	g_autofree char *word = NULL;
	const json_t *found;

	if (accept(r, "True"))
		return json_true();
	if (accept(r, "False"))
		return json_false();
	if (accept(r, "None"))
		return json_null();
	if (accept(r, "len("))
		return call_len(r);
	if (accept(r, "datetime.timedelta(0,")) {
		g_autoptr(json_t) seconds = number(r);
		g_autoptr(json_t) micro = accept(r, ",") ? (space(r), number(r))
							 : json_integer(0);

		need(r, ")");
		return json_real(json_number_value(seconds) +
			json_number_value(micro) / 1e6);
	}
	word = identifier(r);
	if (!g_strv_contains(roots, word))
		return broken(r);
	found = json_object_get(r->dump, word);
	return found ? json_incref((json_t *)(gintptr)found) : json_null();
}

static json_t *
primary(Reader *r)
{
	json_t *value;

	space(r);
	if ((*r->p == 'u' || *r->p == 'b' || *r->p == 'r') &&
		(r->p[1] == '\'' || r->p[1] == '"'))
		r->p++;
	if (*r->p == '\'' || *r->p == '"')
		value = string(r);
	else if (g_ascii_isdigit(*r->p) || *r->p == '-')
		value = number(r);
	else if (accept(r, "("))
		value = sequence(r, ")");
	else if (accept(r, "["))
		value = sequence(r, "]");
	else if (accept(r, "{"))
		value = dictionary(r);
	else if (g_ascii_isalpha(*r->p))
		value = name(r);
	else
		value = broken(r);
	return trailers(r, value);
}

static bool
truth(const json_t *v)
{
	return json_is_true(v) ||
		(json_is_string(v) && *json_string_value(v)) ||
		(json_is_number(v) && json_number_value(v) != 0) ||
		json_array_size(v) > 0 || json_object_size(v) > 0;
}

/* Names of encodings know no case (RFC 2978 §2.3). */
static bool
same_name(const Reader *r, const json_t *left, const json_t *right)
{
	return left == json_object_get(r->dump, "encoding") &&
		json_is_string(left) && json_is_string(right) &&
		g_ascii_strcasecmp(
			json_string_value(left), json_string_value(right)) == 0;
}

static bool
compare(Reader *r, const json_t *left, const json_t *right, bool wanted)
{
	g_autofree char *l = NULL;
	g_autofree char *e = NULL;

	if ((compare_equal(right, left) || same_name(r, left, right)) == wanted)
		return true;
	l = compare_show(left);
	e = compare_show(right);
	if (!*r->why)
		*r->why = g_strdup_printf("expected %s, got %s", e, l);
	return false;
}

static json_t *
comparison(Reader *r)
{
	json_t *left = primary(r);
	bool all = true, any = false;

	for (;;) {
		json_t *right;
		bool wanted;

		if (accept(r, "==") || (accept(r, "is") && !accept(r, "not")))
			wanted = true;
		else if (accept(r, "!="))
			wanted = false;
		else
			break;
		right = primary(r);
		all = compare(r, left, right, wanted) && all;
		any = true;
		json_decref(left);
		left = right;
	}
	if (!any)
		return left;
	json_decref(left);
	return json_boolean(all);
}

static json_t *
negation(Reader *r)
{
	if (accept(r, "not")) {
		g_autoptr(json_t) v = negation(r);

		return json_boolean(!truth(v));
	}
	return comparison(r);
}

static json_t *
conjunction(Reader *r)
{
	json_t *v = negation(r);

	while (accept(r, "and")) {
		g_autoptr(json_t) left = v;
		g_autoptr(json_t) right = negation(r);

		v = json_boolean(truth(left) && truth(right));
	}
	return v;
}

static json_t *
disjunction(Reader *r)
{
	json_t *v = conjunction(r);

	while (accept(r, "or")) {
		g_autoptr(json_t) left = v;
		g_autoptr(json_t) right = conjunction(r);

		v = json_boolean(truth(left) || truth(right));
	}
	return v;
}

Expectation
expect_evaluate(const char *expression, const json_t *dump, char **why)
{
	Reader r = { .p = expression, .dump = dump, .why = why };
	g_autoptr(json_t) v = disjunction(&r);

	space(&r);
	if (r.broken || *r.p)
		return EXPECT_UNREADABLE;
	if (!truth(v) && !*why)
		*why = g_strdup(json_is_true(json_object_get(dump, "bozo"))
				? json_string_value(
					  json_object_get(dump, "bozo_reason"))
				: "not so");
	return truth(v) ? EXPECT_TRUE : EXPECT_FALSE;
}
