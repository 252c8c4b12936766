/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "conf/nbfilter.h"

#include <string.h>

#include "base/i18n.h"

typedef enum { IS_UNREAD, IS_AGE, IS_GROUP, IS_FIELD } Meaning;

static const struct {
	const char *name;
	Meaning meaning;
	const char *field; /* before the value */
	bool regex;        /* the field takes one */
} attributes[] = {
	{ "unread", IS_UNREAD, NULL, false },
	{ "age", IS_AGE, NULL, false },
	{ "tags", IS_GROUP, "group:", false },
	{ "title", IS_FIELD, "title:", true },
	{ "author", IS_FIELD, "author:", true },
	{ "content", IS_FIELD, "", true },
	{ "description", IS_FIELD, "", true },
	{ "link", IS_FIELD, "url:", false },
	{ "feedtitle", IS_FIELD, "feed:", false },
	{ "rssurl", IS_FIELD, "feed:", false },
	{ "feedlink", IS_FIELD, "feed:", false },
};

/* Longer ones first. */
static const char *const operators[] = { "==", "=~", "!=", "!~", "!#",
	"<=", ">=", "=", "#", "<", ">", "between" };

typedef struct {
	const char *p;
	GString *out;
} Reader;

static void
skip_blanks(Reader *r)
{
	while (*r->p == ' ' || *r->p == '\t')
		r->p++;
}

static bool
take(Reader *r, const char *word)
{
	skip_blanks(r);
	gsize n = strlen(word);
	if (g_ascii_strncasecmp(r->p, word, n) != 0 ||
		(g_ascii_isalpha(*word) && g_ascii_isalnum(r->p[n])))
		return false;
	r->p += n;
	return true;
}

static int
take_attribute(Reader *r)
{
	for (gsize i = 0; i < G_N_ELEMENTS(attributes); i++)
		if (take(r, attributes[i].name))
			return (int)i;
	return -1;
}

static const char *
take_operator(Reader *r)
{
	for (gsize i = 0; i < G_N_ELEMENTS(operators); i++)
		if (take(r, operators[i]))
			return operators[i];
	return NULL;
}

/* "text", or a number or range as it stands. */
static char *
take_value(Reader *r)
{
	GString *value = g_string_new(NULL);
	skip_blanks(r);
	if (*r->p != '"') {
		gsize n = strspn(r->p, "0123456789:");
		g_string_append_len(value, r->p, n);
		r->p += n;
		return g_string_free(value, FALSE);
	}
	for (r->p++; *r->p && *r->p != '"'; r->p++) {
		if (*r->p == '\\' && (r->p[1] == '"' || r->p[1] == '\\'))
			r->p++;
		g_string_append_c(value, *r->p);
	}
	r->p += *r->p == '"';
	return g_string_free(value, FALSE);
}

static bool
add_unread(Reader *r, bool negated, const char *value)
{
	bool yes = strcmp(value, "yes") == 0;
	if (!yes && strcmp(value, "no") != 0)
		return false;
	g_string_append(r->out, yes != negated ? "is:unread" : "is:read");
	return true;
}

static bool
add_age(Reader *r, const char *op, const char *value)
{
	const char *days = value;
	if (strcmp(op, "between") == 0) {
		if (!g_str_has_prefix(value, "0:"))
			return false;
		days += 2;
		op = "<";
	}
	if (!*days || strspn(days, "0123456789") != strlen(days) ||
		!strchr("<>", *op))
		return false;
	g_string_append_printf(
		r->out, "%s:%sd", *op == '<' ? "since" : "before", days);
	return true;
}

static bool
add_text(Reader *r, int i, const char *op, const char *value)
{
	bool regex =
		op[strlen(op) - 1] == '~' && strpbrk(value, "\\^$.[|()*+?{");
	if (!*value || strpbrk(value, "\"") || (regex && strchr(value, '/')) ||
		(regex && !attributes[i].regex))
		return false;
	if (*op == '!')
		g_string_append_c(r->out, '-');
	g_string_append(r->out, attributes[i].field);
	g_string_append_printf(r->out, regex ? "/%s/i" : "\"%s\"", value);
	return true;
}

static bool
take_comparison(Reader *r)
{
	int i = take_attribute(r);
	const char *op = i < 0 ? NULL : take_operator(r);
	if (!op)
		return false;
	g_autofree char *value = take_value(r);
	switch (attributes[i].meaning) {
	case IS_UNREAD:
		return add_unread(r, *op == '!', value);
	case IS_AGE:
		return add_age(r, op, value);
	case IS_GROUP:
	case IS_FIELD:
		break;
	}
	return !strchr("<>b", *op) && add_text(r, i, op, value);
}

static bool
translate(Reader *r)
{
	int depth = 0;
	for (;;) {
		for (; take(r, "("); depth++)
			g_string_append_c(r->out, '(');
		if (!take_comparison(r))
			return false;
		for (; depth > 0 && take(r, ")"); depth--)
			g_string_append_c(r->out, ')');
		if (take(r, "and"))
			g_string_append_c(r->out, ' ');
		else if (take(r, "or"))
			g_string_append(r->out, " OR ");
		else
			return depth == 0 && !*r->p;
	}
}

bool
nbfilter_is(const char *text)
{
	Reader r = { text, NULL };
	while (take(&r, "("))
		;
	gsize n = strspn(r.p, "abcdefghijklmnopqrstuvwxyz_");
	r.p += n;
	return n > 0 && take_operator(&r) != NULL;
}

char *
nbfilter_query(const char *text, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	Reader r = { text, out };
	if (translate(&r))
		return g_strdup(out->str);
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		_("this newsboat filter has no counterpart here: “%s”"), text);
	return NULL;
}
