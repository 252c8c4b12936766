/* SPDX-License-Identifier: MIT
 *
 * The parser of the query language: recursive descent, bounded in depth and
 * in number of terms.
 */
#include <config.h>

#include "store/query.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "store/node.h"

G_DEFINE_QUARK(courant - query - error, query_error)

typedef struct {
	const char *text, *at;
	QueryMode mode;
	int depth, terms;
	const char *where; /* of the error */
	GError **error;
} Parser;

static Query *parse_either(Parser *p);

static Query *
node_new(NodeKind kind)
{
	Query *q = g_new0(Query, 1);
	q->refs = 1;
	q->kind = kind;
	if (kind == NODE_AND || kind == NODE_OR || kind == NODE_NOT)
		q->kids = g_ptr_array_new_with_free_func(
			(GDestroyNotify)query_unref);
	return q;
}

Query *
query_ref(const Query *query)
{
	Query *q = (Query *)(guintptr)query;
	q->refs++;
	return q;
}

void
query_unref(Query *q)
{
	if (!q || --q->refs)
		return;
	g_clear_pointer(&q->kids, g_ptr_array_unref);
	g_free(q->text);
	g_free(q);
}

static Query *fail(Parser *p, const char *where, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

static Query *
fail(Parser *p, const char *where, const char *format, ...)
{
	if (p->where)
		return NULL;
	va_list ap;
	va_start(ap, format);
	g_autofree char *words = g_strdup_vprintf(format, ap);
	va_end(ap);
	p->where = where;
	g_set_error_literal(p->error, QUERY_ERROR, 0, words);
	return NULL;
}

/* What is not finished yet is no error while it is being typed. */
static Query *
unfinished(Parser *p, const char *where, const char *words)
{
	if (p->mode == QUERY_TYPING && *p->at == '\0')
		return node_new(NODE_ALL);
	return fail(p, where, "%s", words);
}

static void
skip_space(Parser *p)
{
	while (g_ascii_isspace(*p->at))
		p->at++;
}

/* Up to CLOSE, which is eaten; a backslash takes its meaning away. */
static char *
take_quoted(Parser *p, char close, bool *closed)
{
	GString *s = g_string_new(NULL);
	while (*p->at && *p->at != close) {
		if (*p->at == '\\' && p->at[1] == close)
			p->at++;
		g_string_append_c(s, *p->at++);
	}
	*closed = *p->at == close;
	if (*closed)
		p->at++;
	return g_string_free(s, FALSE);
}

static char *
take_word(Parser *p)
{
	const char *start = p->at;
	while (*p->at && !g_ascii_isspace(*p->at) &&
		(*p->at != ')' || p->depth == 0))
		p->at++;
	return g_strndup(start, (gsize)(p->at - start));
}

static Query *
parse_regex(Parser *p, Column column)
{
	const char *start = p->at++;
	bool closed;
	Query *q = node_new(NODE_REGEX);
	q->column = column;
	q->text = take_quoted(p, '/', &closed);
	if (closed && *p->at == 'i') {
		q->prefix = true;
		p->at++;
	}
	g_autoptr(GError) err = NULL;
	g_autoptr(GRegex) re = g_regex_new(q->text, 0, 0, &err);
	if (closed && re && *q->text)
		return q;
	query_unref(q);
	if (!closed)
		return unfinished(p, start,
			_("the regular expression has no closing “/”"));
	if (err)
		return fail(p, start, "%s", err->message);
	return fail(p, start, _("the regular expression is empty"));
}

static Query *
text_node(Column column, char *text)
{
	Query *q = node_new(NODE_TEXT);
	gsize len = strlen(text);
	if (len > 1 && text[len - 1] == '*') {
		text[len - 1] = '\0';
		q->prefix = true;
	}
	q->column = column;
	q->text = text;
	return q;
}

static Query *
parse_phrase(Parser *p, Column column)
{
	const char *start = p->at++;
	bool closed;
	char *text = take_quoted(p, '"', &closed);
	if (!closed && p->mode != QUERY_TYPING) {
		g_free(text);
		return fail(p, start, _("the quote “\"” is not closed"));
	}
	Query *q = node_new(*text ? NODE_TEXT : NODE_ALL);
	q->column = column;
	q->text = text;
	q->prefix = !closed;
	return q;
}

static Query *
parse_text(Parser *p, Column column)
{
	if (*p->at == '"')
		return parse_phrase(p, column);
	if (*p->at == '/' && p->at[1] && !g_ascii_isspace(p->at[1]))
		return parse_regex(p, column);
	Query *q = text_node(column, take_word(p));
	/* A single letter begins half of all words: too much to show. */
	if (p->mode == QUERY_TYPING && *p->at == '\0' &&
		(strlen(q->text) > 1 || column != COLUMN_ANY))
		q->prefix = true;
	return q;
}

/* clang-format off */
const QueryFlag query_flags[] = {
	{ "is", "unread", "a.unread=1" },
	{ "is", "read", "a.unread=0" },
	{ "is", "starred", "a.starred=1" },
	{ "is", "updated", "a.changed=1" },
	{ "is", "hidden", "a.state=1", true },
	{ "is", "labelled", "EXISTS (SELECT 1 FROM labelled WHERE article=a.id)" },
	{ "is", "archived", "f.subscribed=0" },
	{ "has", "enclosure", "a.enclosures>0" },
	{ "has", "links", "a.links>0" },
	{ "has", "label", "EXISTS (SELECT 1 FROM labelled WHERE article=a.id)" },
	{ "has", "fulltext", "EXISTS (SELECT 1 FROM fulltext WHERE id=a.id)" },
	{ NULL }
};
/* clang-format on */

static Query *
flag_node(Parser *p, const char *start, const char *field, const char *value)
{
	GString *known = g_string_new(NULL);
	for (int i = 0; query_flags[i].field; i++) {
		if (strcmp(query_flags[i].field, field) != 0)
			continue;
		if (strcmp(query_flags[i].value, value) == 0) {
			g_string_free(known, TRUE);
			Query *q = node_new(NODE_FLAG);
			q->number = i;
			return q;
		}
		g_string_append_printf(known, "%s%s", known->len ? ", " : "",
			query_flags[i].value);
	}
	g_autofree char *list = g_string_free(known, FALSE);
	if (p->mode == QUERY_TYPING && *p->at == '\0')
		return node_new(NODE_ALL);
	return fail(p, start, _("“%s:” knows only %s"), field, list);
}

static bool
parse_date(Query *q, const char *value)
{
	int part[3] = { 1, 1, 1 }, n = 0;
	char *end;
	for (const char *at = value; n < 3; at = end + 1) {
		if (!g_ascii_isdigit(*at))
			return false;
		part[n++] = (int)MIN(g_ascii_strtoull(at, &end, 10), 99999);
		if (*end != '-')
			break;
	}
	if (*end || part[0] < 1000 || part[0] > 9999)
		return false;
	g_autoptr(GDateTime) date =
		g_date_time_new_local(part[0], part[1], part[2], 0, 0, 0);
	if (!date)
		return false;
	q->unit = 'A';
	q->number = g_date_time_to_unix(date);
	return true;
}

static bool
parse_moment(Query *q, const char *value)
{
	char *end;
	q->number = (gint64)MIN(g_ascii_strtoull(value, &end, 10), 100000);
	if (end > value && end[0] && !end[1] && strchr("hdwmy", end[0])) {
		q->unit = end[0];
		return true;
	}
	bool yesterday = strcmp(value, "yesterday") == 0;
	if (yesterday || strcmp(value, "today") == 0) {
		q->unit = 'T';
		q->number = yesterday ? -1 : 0;
		return true;
	}
	return parse_date(q, value);
}

gint64
query_moment(const Query *q, gint64 now)
{
	if (q->unit == 'A')
		return q->number;
	if (strchr("hdw", q->unit))
		return now -
			q->number *
			(q->unit == 'h'                  ? 3600
					: q->unit == 'd' ? 86400
							 : 604800);
	g_autoptr(GDateTime) here = g_date_time_new_from_unix_local(now);
	g_autoptr(GDateTime) then = NULL;
	if (q->unit == 'T') {
		g_autoptr(GDateTime) midnight = g_date_time_new_local(
			g_date_time_get_year(here), g_date_time_get_month(here),
			g_date_time_get_day_of_month(here), 0, 0, 0);
		then = g_date_time_add_days(midnight, (int)q->number);
	} else if (q->unit == 'm') {
		then = g_date_time_add_months(here, -(int)q->number);
	} else {
		then = g_date_time_add_years(here, -(int)q->number);
	}
	return then ? g_date_time_to_unix(then) : 0;
}

static Query *
moment_node(Parser *p, const char *start, NodeKind kind, const char *value)
{
	Query *q = node_new(kind);
	if (parse_moment(q, value))
		return q;
	query_unref(q);
	if (p->mode == QUERY_TYPING && *p->at == '\0')
		return node_new(NODE_ALL);
	return fail(p, start,
		_("“%s” is no date: write 7d, 2w, 2025-08-31, today or "
		  "yesterday"),
		value);
}

typedef struct {
	QueryField field;
	NodeKind kind;
	Column column;
} Field;

static const char *const is_values[] = { "unread", "read", "starred", "updated",
	"hidden", "labelled", "archived", NULL };
static const char *const has_values[] = { "enclosure", "links", "label",
	"fulltext", NULL };
static const char *const date_values[] = { "today", "yesterday", "7d", "2w",
	"3m", "1y", NULL };

/* clang-format off */
static const Field fields[] = {
	{ { "title", NULL, N_("words in the title") }, NODE_TEXT, COLUMN_TITLE },
	{ { "author", NULL, N_("by this author") }, NODE_TEXT, COLUMN_AUTHOR },
	{ { "feed", NULL, N_("from feeds with this in title or address") }, NODE_FEED },
	{ { "group", NULL, N_("from feeds of this group and those below") }, NODE_GROUP },
	{ { "label", NULL, N_("with this label of yours") }, NODE_LABEL },
	{ { "tag", NULL, N_("with this label or the publisher's category") }, NODE_TAG },
	{ { "link", NULL, N_("linking to this host, page or word") }, NODE_LINK },
	{ { "url", NULL, N_("with this in its own address") }, NODE_URL },
	{ { "is", is_values, N_("in this state") }, NODE_FLAG },
	{ { "has", has_values, N_("having this") }, NODE_FLAG },
	{ { "since", date_values, N_("from then on: 7d, 2w, 2025-08-31") }, NODE_SINCE },
	{ { "before", date_values, N_("before then") }, NODE_BEFORE },
	{ { "id", NULL, N_("this one article") }, NODE_ID },
};
/* clang-format on */

const QueryField *
query_fields(gsize *n)
{
	static QueryField plain[G_N_ELEMENTS(fields)];
	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
		plain[i] = fields[i].field;
	*n = G_N_ELEMENTS(fields);
	return plain;
}

static char *
take_value(Parser *p)
{
	bool closed;
	if (*p->at != '"')
		return take_word(p);
	p->at++;
	return take_quoted(p, '"', &closed);
}

static Query *
number_node(Parser *p, const char *start, NodeKind kind, const char *digits)
{
	char *end;
	gint64 id = g_ascii_strtoll(digits, &end, 10);
	if (*digits && !*end && id > 0) {
		Query *q = node_new(kind);
		q->number = id;
		return q;
	}
	return unfinished(p, start, _("a number was expected here"));
}

static Query *
parse_field(Parser *p, const Field *f)
{
	const char *start = p->at;
	p->at += strlen(f->field.name) + 1;
	if (*p->at == '\0' || g_ascii_isspace(*p->at) || *p->at == ')')
		return unfinished(
			p, start, _("something must follow the colon"));
	if (f->kind == NODE_TEXT)
		return parse_text(p, f->column);
	g_autofree char *value = take_value(p);
	if (f->kind == NODE_FLAG)
		return flag_node(p, start, f->field.name, value);
	if (f->kind == NODE_SINCE || f->kind == NODE_BEFORE)
		return moment_node(p, start, f->kind, value);
	if (f->kind == NODE_ID)
		return number_node(p, start, NODE_ID, value);
	if (f->kind == NODE_FEED && value[0] == '#')
		return number_node(p, start, NODE_FEED_ID, value + 1);
	Query *q = node_new(f->kind);
	q->text = g_steal_pointer(&value);
	return q;
}

static Query *
parse_word(Parser *p)
{
	gsize len = 0;
	while (g_ascii_isalpha(p->at[len]))
		len++;
	if (len == 0 || p->at[len] != ':')
		return parse_text(p, COLUMN_ANY);
	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
		if (strlen(fields[i].field.name) == len &&
			strncmp(fields[i].field.name, p->at, len) == 0)
			return parse_field(p, &fields[i]);
	/* An address that was pasted, or a time of day, is text. */
	if (!g_ascii_isalpha(p->at[len + 1]) && p->at[len + 1] != '"')
		return parse_text(p, COLUMN_ANY);
	return fail(p, p->at,
		_("there is no field “%.*s:”; in quotes it is a phrase"),
		(int)len, p->at);
}

static bool
at_operator(const Parser *p, const char *word)
{
	gsize len = strlen(word);
	return strncmp(p->at, word, len) == 0 &&
		(p->at[len] == '\0' || g_ascii_isspace(p->at[len]) ||
			p->at[len] == '(' || p->at[len] == ')');
}

static Query *
parse_group(Parser *p)
{
	const char *start = p->at++;
	if (p->depth >= QUERY_MAX_DEPTH)
		return fail(p, start, _("nested too deeply"));
	p->depth++;
	Query *q = parse_either(p);
	p->depth--;
	if (q && *p->at == ')') {
		p->at++;
		return q;
	}
	if (q && p->mode == QUERY_TYPING)
		return q;
	query_unref(q);
	return fail(p, start, _("the parenthesis is not closed"));
}

static Query *
parse_term(Parser *p)
{
	const char *start = p->at;
	bool no = false;
	while (*p->at == '-' || at_operator(p, "NOT")) {
		no = !no;
		p->at += *p->at == '-' ? 1 : 3;
		skip_space(p);
	}
	if (*p->at == '\0' || *p->at == ')')
		return unfinished(
			p, start, _("something must follow the minus sign"));
	if (++p->terms > QUERY_MAX_TERMS)
		return fail(p, start, _("too many words"));
	Query *q = *p->at == '(' ? parse_group(p) : parse_word(p);
	if (!q || !no || q->kind == NODE_ALL)
		return q;
	Query *not = node_new(NODE_NOT);
	g_ptr_array_add(not ->kids, q);
	return not ;
}

/* An AND or OR of one is that one, of none everything. */
static Query *
unwrap(Query *q)
{
	if (q->kids->len > 1)
		return q;
	Query *only = q->kids->len ? query_ref(q->kids->pdata[0])
				   : node_new(NODE_ALL);
	query_unref(q);
	return only;
}

static Query *
parse_all_of(Parser *p)
{
	Query *all = node_new(NODE_AND);
	for (skip_space(p); *p->at && *p->at != ')' && !at_operator(p, "OR");
		skip_space(p)) {
		if (at_operator(p, "AND")) {
			p->at += 3;
			continue;
		}
		Query *q = parse_term(p);
		if (!q) {
			query_unref(all);
			return NULL;
		}
		if (q->kind == NODE_ALL)
			query_unref(q);
		else
			g_ptr_array_add(all->kids, q);
	}
	return unwrap(all);
}

static Query *
parse_either(Parser *p)
{
	Query *any = node_new(NODE_OR);
	for (;;) {
		const char *start = p->at;
		Query *q = parse_all_of(p);
		bool more = q && at_operator(p, "OR");
		if (q && q->kind == NODE_ALL && (more || any->kids->len)) {
			query_unref(q);
			q = more || p->mode != QUERY_TYPING
				? fail(p, start,
					  _("“OR” needs something on both "
					    "sides"))
				: NULL;
			if (!p->where)
				return unwrap(any);
		}
		if (!q) {
			query_unref(any);
			return NULL;
		}
		g_ptr_array_add(any->kids, q);
		if (!more)
			return unwrap(any);
		p->at += 2;
	}
}

Query *
query_parse(const char *text, QueryMode mode, gsize *offset, GError **error)
{
	Parser p = { .text = text, .at = text, .mode = mode, .error = error };
	Query *q = NULL;
	if (strlen(text) > QUERY_MAX_LEN)
		fail(&p, text + QUERY_MAX_LEN, _("the query is too long"));
	else if (!g_utf8_validate(text, -1, &p.at))
		fail(&p, p.at, _("the query is not valid UTF-8"));
	else {
		p.at = text;
		q = parse_either(&p);
	}
	if (q && *p.at) {
		g_clear_pointer(&q, query_unref);
		fail(&p, p.at, _("nothing was opened that this could close"));
	}
	if (!q && offset)
		*offset = (gsize)(p.where - text);
	return q;
}

Query *
query_both(const Query *a, const Query *b)
{
	if (!a || !b) {
		const Query *one = a ? a : b;
		return one ? query_ref(one) : node_new(NODE_ALL);
	}
	Query *q = node_new(NODE_AND);
	g_ptr_array_add(q->kids, query_ref(a));
	g_ptr_array_add(q->kids, query_ref(b));
	return q;
}

Query *
query_feed(gint64 feed)
{
	Query *q = node_new(NODE_FEED_ID);
	q->number = feed;
	return q;
}

Query *
query_group(const char *group)
{
	Query *q = node_new(NODE_GROUP);
	q->text = g_strdup(group);
	return q;
}

Query *
query_label(const char *label)
{
	Query *q = node_new(NODE_LABEL);
	q->text = g_strdup(label);
	return q;
}

static void
collect_words(const Query *q, GPtrArray *words)
{
	if (q->kind == NODE_TEXT && q->column != COLUMN_AUTHOR)
		g_ptr_array_add(words, g_strdup(q->text));
	if (q->kind == NODE_AND || q->kind == NODE_OR)
		for (guint i = 0; i < q->kids->len; i++)
			collect_words(q->kids->pdata[i], words);
}

char **
query_words(const Query *query)
{
	GPtrArray *words = g_ptr_array_new();
	if (query)
		collect_words(query, words);
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}
