/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "doc/article.h"

#include <string.h>

#include "base/text.h"

static const struct {
	const char *name;
	Tag tag;
	int points;
} tags[] = {
	{ "a", T_A, 0 },
	{ "address", T_OTHER, -3 },
	{ "aside", T_ASIDE, 0 },
	{ "blockquote", T_BLOCK, 3 },
	{ "body", T_BODY, 0 },
	{ "br", T_BR, 0 },
	{ "button", T_INPUT, 0 },
	{ "caption", T_TABLE_PART, 0 },
	{ "code", T_CODE, 0 },
	{ "col", T_TABLE_PART, 0 },
	{ "dd", T_OTHER, -3 },
	{ "div", T_DIV, 5 },
	{ "dl", T_BLOCK, -3 },
	{ "dt", T_OTHER, -3 },
	{ "embed", T_EMBED, 0 },
	{ "fieldset", T_FORM, 0 },
	{ "figure", T_FIGURE, 0 },
	{ "footer", T_FOOTER, 0 },
	{ "form", T_FORM, -3 },
	{ "h1", T_HEADING, -5 },
	{ "h2", T_HEADING, -5 },
	{ "h3", T_HEADING, -5 },
	{ "h4", T_HEADING, -5 },
	{ "h5", T_HEADING, -5 },
	{ "h6", T_HEADING, -5 },
	{ "head", T_UNSEEN, 0 },
	{ "iframe", T_EMBED, 0 },
	{ "img", T_IMG, 0 },
	{ "input", T_INPUT, 0 },
	{ "li", T_ITEM, -3 },
	{ "link", T_UNSEEN, 0 },
	{ "noscript", T_UNSEEN, 0 },
	{ "object", T_EMBED, 0 },
	{ "ol", T_LIST, -3 },
	{ "p", T_P, 0 },
	{ "pre", T_PRE, 3 },
	{ "script", T_UNSEEN, 0 },
	{ "section", T_SECTION, 0 },
	{ "select", T_INPUT, 0 },
	{ "style", T_UNSEEN, 0 },
	{ "table", T_TABLE, 0 },
	{ "td", T_CELL, 3 },
	{ "textarea", T_INPUT, 0 },
	{ "tfoot", T_TABLE_PART, 0 },
	{ "th", T_TABLE_PART, -5 },
	{ "thead", T_TABLE_PART, 0 },
	{ "tr", T_ROW, 0 },
	{ "ul", T_LIST, -3 },
};

/* Parts of classes and ids. */
static const char *const unlikely[] = { "-ad-", "ai2html", "banner",
	"breadcrumb", "combx", "comment", "community", "cover-wrap", "disqus",
	"extra", "footer", "gdpr", "header", "legends", "menu", "related",
	"remark", "replies", "rss", "shoutbox", "sidebar", "skyscraper",
	"social", "sponsor", "supplemental", "ad-break", "agegate",
	"pagination", "pager", "popup", "yom-remote", NULL };
static const char *const maybe[] = { "and", "article", "body", "column",
	"content", "main", "mathjax", "shadow", NULL };
static const char *const good[] = { "article", "body", "content", "entry",
	"main", "page", "post", "text", "blog", "story", NULL };
static const char *const bad[] = { "-ad-", "hidden", "banner", "combx",
	"comment", "com-", "contact", "footer", "gdpr", "masthead", "media",
	"meta", "outbrain", "promo", "related", "scroll", "share", "shoutbox",
	"sidebar", "skyscraper", "sponsor", "shopping", "tags", "widget",
	NULL };
static const char *const bylines[] = { "byline", "author", "dateline",
	"writtenby", "p-author", NULL };
static const char *const roles[] = { "menu", "menubar", "complementary",
	"navigation", "alert", "alertdialog", "dialog", NULL };
static int
compare_tags(const void *name, const void *tag)
{
	return strcmp(name, *(const char *const *)tag);
}

static void
classify(Part *part)
{
	const void *hit = bsearch(part->node->name, tags, G_N_ELEMENTS(tags),
		sizeof(tags[0]), compare_tags);
	if (!hit)
		return;
	gsize i = (gsize)((const char *)hit - (const char *)tags) /
		sizeof(tags[0]);
	part->tag = tags[i].tag;
	part->points = tags[i].points;
}

bool
names_have(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (strstr(s, *words))
			return true;
	return false;
}

/* Class and id in small letters.  Those of headings are their words. */
char *
names_of(xmlNode *node)
{
	bool heading = node->name[0] == 'h' && g_ascii_isdigit(node->name[1]);
	const char *class = attr(node, "class");
	const char *id = heading ? NULL : attr(node, "id");
	if (!class && !id)
		return NULL;
	char *s = g_strconcat(class ? class : "", " ", id ? id : "", NULL);
	for (char *p = s; *p; p++)
		*p = g_ascii_tolower(*p);
	return s;
}

int
part_weight(const Finder *f, const Part *part)
{
	static const char *const where[] = { "class", "id" };
	int weight = 0;
	for (guint i = 0; f->filters.weigh && i < G_N_ELEMENTS(where); i++) {
		const char *value = attr(part->node, where[i]);
		if (!value)
			continue;
		g_autofree char *s = g_ascii_strdown(value, -1);
		weight -= names_have(s, bad) ? 25 : 0;
		weight += names_have(s, good) ? 25 : 0;
	}
	return weight;
}

static bool
is_unseen(xmlNode *node)
{
	const char *hidden = attr(node, "aria-hidden");
	const char *modal = attr(node, "aria-modal");
	if (attr(node, "hidden") || g_strcmp0(hidden, "true") == 0 ||
		g_strcmp0(modal, "true") == 0)
		return true;
	return style_hides(attr(node, "style"));
}

/* Inside a table or code, no more than three elements up. */
static bool
is_in_cells(xmlNode *node)
{
	for (int i = 0; i < 4 && node; i++, node = node->parent)
		if (is_element(node, "table") || is_element(node, "code"))
			return true;
	return false;
}

/* Without "By " or a dash. */
static const char *
name_in(const char *byline)
{
	const char *p = byline;
	while (*p && (*p == ' ' || g_ascii_ispunct(*p)))
		p++;
	if (g_ascii_strncasecmp(p, "by ", 3) == 0)
		p += 3;
	return *p ? p : byline;
}

/* The first short line that tells the author is shown above the text. */
static bool
take_byline(Finder *f, xmlNode *node, const char *names)
{
	const char *rel = attr(node, "rel");
	if (g_strcmp0(rel, "author") != 0 && !names_have(names, bylines))
		return false;
	g_autofree char *line = content_line(node);
	if (!*line || g_utf8_strlen(line, -1) >= 100)
		return false;
	if (!f->meta->author)
		f->meta->author = g_strdup(name_in(line));
	return true;
}

/* The article's own title, often with the site's name in the page's. */
static bool
is_title(const Finder *f, xmlNode *node)
{
	if (!f->meta->title)
		return false;
	g_autofree char *line = content_line(node);
	g_autofree char *a = g_utf8_casefold(line, -1);
	g_autofree char *b = g_utf8_casefold(f->meta->title, -1);
	return *a && strlen(a) * 3 >= strlen(b) && strstr(b, a) != NULL;
}

static bool
is_unwanted(Finder *f, const Part *part, bool *byline, bool *title)
{
	xmlNode *node = part->node;
	if (part->tag == T_UNSEEN || is_unseen(node))
		return true;
	g_autofree char *names = names_of(node);
	if (!*byline && take_byline(f, node, names ? names : ""))
		return *byline = true;
	if (part->tag == T_HEADING && !*title && node->name[1] <= '2' &&
		is_title(f, node))
		return *title = true;
	if (!f->filters.strip || part->tag == T_BODY || part->tag == T_A)
		return false;
	const char *role = attr(node, "role");
	if (role && g_strv_contains(roles, role))
		return true;
	return names && names_have(names, unlikely) &&
		!names_have(names, maybe) && !is_in_cells(node);
}

void
sums_add_text(Sums *sums, const char *s)
{
	bool space = true;
	for (; *s; s++) {
		guchar c = (guchar)*s;
		bool white = g_ascii_isspace(c);
		sums->length += (c & 0xC0) != 0x80 && !(white && space);
		sums->commas += c == ',';
		if (c >= 0xD8)
			sums->commas += g_str_has_prefix(s, "，") ||
				g_str_has_prefix(s, "、") ||
				g_str_has_prefix(s, "،");
		space = white;
	}
}

static void
count_element(Part *part)
{
	Sums *s = &part->own;
	switch (part->tag) {
	case T_P:
		s->paragraphs = s->blocks = 1;
		break;
	case T_DIV:
	case T_BLOCK:
	case T_LIST:
	case T_PRE:
		s->blocks = 1;
		break;
	case T_IMG:
		s->images = s->blocks = 1;
		break;
	case T_TABLE:
		s->tables = s->blocks = 1;
		break;
	case T_A:
		s->anchors = 1;
		break;
	case T_ITEM:
		s->items = 1;
		break;
	case T_INPUT:
		s->inputs = 1;
		break;
	case T_EMBED:
		s->embeds = 1;
		break;
	case T_ROW:
		s->rows = 1;
		break;
	case T_CELL:
		s->cells = 1;
		break;
	case T_TABLE_PART:
		s->table_parts = 1;
		break;
	default:
		break;
	}
}

static bool
is_blank_text(const xmlNode *n)
{
	const char *s = (const char *)n->content;
	return n->type == XML_TEXT_NODE && (!s || !s[strspn(s, " \t\r\n\f")]);
}

bool
follows_break(const xmlNode *n)
{
	for (n = n->prev; n && is_blank_text(n); n = n->prev)
		;
	return n && is_element(n, "br");
}

static void
add_part(Finder *f, xmlNode *node, Part *part)
{
	part->parent = node == f->top
		? -1
		: GPOINTER_TO_INT(node->parent->_private) - 1;
	if (part->parent >= 0) {
		Part *up = PART(f, part->parent);
		part->in_code = up->in_code || up->tag == T_CODE;
		part->in_figure = up->in_figure || up->tag == T_FIGURE;
		up->breaks |= part->tag == T_BR && follows_break(node);
	}
	count_element(part);
	g_array_append_val(f->parts, *part);
	node->_private = GINT_TO_POINTER(f->parts->len);
}

void
parts_gather(Finder *f)
{
	bool byline = false, title = false, into = true;
	g_array_set_size(f->parts, 0);
	g_ptr_array_set_size(f->skipped, 0);
	for (xmlNode *n = f->top; n; n = next_in(n, f->top, into)) {
		into = false;
		if (n->type == XML_TEXT_NODE && n->content && f->parts->len) {
			int up = GPOINTER_TO_INT(n->parent->_private) - 1;
			sums_add_text(
				&PART(f, up)->own, (const char *)n->content);
		}
		if (n->type != XML_ELEMENT_NODE)
			continue;
		Part part = { .node = n };
		classify(&part);
		if (n != f->top && is_unwanted(f, &part, &byline, &title)) {
			n->_private = NULL;
			g_ptr_array_add(f->skipped, n);
			continue;
		}
		add_part(f, n, &part);
		into = true;
	}
}

void
part_add(Part *up, const Part *part)
{
	Sums *to = &up->sums;
	const Sums *from = &part->sums;
	const char *href = part->tag == T_A ? attr(part->node, "href") : NULL;
	to->length += from->length;
	to->commas += from->commas;
	if (part->tag == T_A)
		to->links += from->length * (href && *href == '#' ? 0.3 : 1.0);
	else
		to->links += from->links;
	to->headings += part->tag == T_HEADING ? from->length : from->headings;
	to->lists += part->tag == T_LIST ? from->length : from->lists;
	to->anchors += from->anchors;
	to->blocks += from->blocks;
	to->paragraphs += from->paragraphs;
	to->images += from->images;
	to->items += from->items;
	to->inputs += from->inputs;
	to->embeds += from->embeds;
	to->rows += from->rows;
	to->cells += from->cells;
	to->tables += from->tables;
	to->table_parts += from->table_parts;
}

void
parts_sum(Finder *f)
{
	for (guint i = 0; i < f->parts->len; i++) {
		PART(f, i)->sums = PART(f, i)->own;
		PART(f, i)->end = i + 1;
	}
	for (guint i = f->parts->len; i-- > 1;) {
		Part *up = PART(f, PART(f, i)->parent);
		part_add(up, PART(f, i));
		up->end = MAX(up->end, PART(f, i)->end);
	}
}

double
part_link_density(const Part *part)
{
	return part->sums.length
		? MIN(1.0, part->sums.links / part->sums.length)
		: 0;
}

bool
part_is_paragraph(const Part *part)
{
	bool blocks = part->breaks || part->sums.blocks > part->own.blocks;
	if (part->tag == T_DIV)
		return part->alone || !blocks;
	return part->tag == T_P || part->tag == T_PRE ||
		part->tag == T_SECTION || part->tag == T_HEADING ||
		(part->tag == T_CELL && !blocks);
}

const Part *
part_of(const Finder *f, const xmlNode *node)
{
	int i = node->type == XML_ELEMENT_NODE
		? GPOINTER_TO_INT(node->_private) - 1
		: -1;
	return i < 0 || PART(f, i)->node != node ? NULL : PART(f, i);
}
