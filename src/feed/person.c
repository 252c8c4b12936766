/* SPDX-License-Identifier: MIT
 *
 * People: notes in the header.
 */
#include <config.h>

#include "feed/person.h"

#include "base/text.h"
#include "feed/html.h"
#include "url/url.h"

#include <string.h>

#define MAX_PEOPLE 200

static char *
cleaned(const char *s)
{
	g_autofree char *text = NULL;

	if (!s)
		return NULL;
	text = html_looks_like(s) ? html_visible(s)
				  : text_clean(s, -1, TEXT_LINE);
	return *text ? g_steal_pointer(&text) : NULL;
}

static void
fill(char **slot, char **value)
{
	if (!*slot)
		*slot = g_steal_pointer(value);
}

void
person_add(
	GPtrArray *people, const char *name, const char *email, const char *uri)
{
	g_autofree char *n = cleaned(name), *m = cleaned(email),
			*u = cleaned(uri);
	FeedPerson *p = NULL;

	if ((!n && !m && !u) || people->len >= MAX_PEOPLE)
		return;
	for (guint i = 0; i < people->len; i++) {
		p = people->pdata[i];
		if ((n && g_strcmp0(p->name, n) == 0) ||
			(!n && m && g_strcmp0(p->email, m) == 0))
			break;
		p = NULL;
	}
	if (!p) {
		p = g_new0(FeedPerson, 1);
		g_ptr_array_add(people, p);
	}
	fill(&p->name, &n);
	fill(&p->email, &m);
	fill(&p->uri, &u);
}

static bool
in_address(char c)
{
	return g_ascii_isalnum(c) || (c && strchr(".!#$%&'*+/=?^_`{|}~-", c)) ||
		(guchar)c >= 0x80;
}

/* The mail address in S, or NULL. */
static char *
find_address(const char *s)
{
	for (const char *at = strchr(s, '@'); at; at = strchr(at + 1, '@')) {
		const char *from = at, *to = at + 1;

		while (from > s && in_address(from[-1]))
			from--;
		while (in_address(*to))
			to++;
		while (to > at + 1 && to[-1] == '.')
			to--;
		if (from < at && to > at + 1)
			return g_strndup(from, (gsize)(to - from));
	}
	return NULL;
}

/* What is left of LINE without the address and the signs around it. */
static char *
without(const char *line, const char *address)
{
	const char *at = strstr(line, address);
	g_autofree char *head = g_strndup(line, (gsize)(at - line));
	const char *tail = at + strlen(address);
	g_autofree char *all = NULL;
	char *p;
	gsize n;

	if (g_str_has_suffix(head, "mailto:"))
		head[strlen(head) - 7] = '\0';
	all = g_strconcat(head, " ", tail, NULL);
	for (p = all; *p && strchr(" \t\r\n<([)>],;:\"", *p); p++)
		;
	for (n = strlen(p); n > 0 && strchr(" \t\r\n>)](<[,;:\"", p[n - 1]);)
		p[--n] = '\0';
	return g_strdup(p);
}

void
person_add_line(GPtrArray *people, const char *line)
{
	g_autofree char *text = cleaned(line);
	g_autofree char *address = NULL;
	g_autofree char *name = NULL;

	if (!text)
		return;
	/* "Name <mail>" looks like a tag to none, but the address is in it. */
	if (line && strchr(line, '<') && !strchr(text, '@') &&
		strchr(line, '@')) {
		g_free(text);
		text = text_clean(line, -1, TEXT_LINE);
	}
	address = find_address(text);
	if (!address) {
		person_add(people, text, NULL, NULL);
		return;
	}
	name = without(text, address);
	if (url_is_web(name))
		person_add(people, NULL, address, name);
	else
		person_add(people, name, address, NULL);
}

char *
person_line(const FeedPerson *p)
{
	if (p->name && p->email)
		return g_strdup_printf("%s (%s)", p->name, p->email);
	return g_strdup(p->name ? p->name : p->email);
}
