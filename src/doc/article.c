/* SPDX-License-Identifier: MIT
 *
 * Which part of a page is its article, after Readability: paragraphs give
 * points to the elements around them, links take them away, names of classes
 * say the rest.  What is dropped is unlinked from libxml2's tree.
 */
#include <config.h>

#include "doc/article.h"

#include <string.h>

/* Shorter articles make another try with fewer filters worth while. */
enum { ENOUGH = 500, ANCESTORS = 5, TOPS = 5 };

static const char *const players[] = { "youtube", "youtu.be", "vimeo",
	"dailymotion", "twitch", "bilibili", "soundcloud", "archive.org",
	NULL };

static void
give_points(Finder *f, int to, const Sums *text)
{
	if (text->length < 25)
		return;
	double points = 2 + text->commas + MIN(text->length / 100, 3);
	for (int level = 0; to >= 0 && level < ANCESTORS; level++) {
		Part *up = PART(f, to);
		if (up->parent < 0)
			return;
		if (!up->candidate) {
			bool box = up->tag == T_DIV && part_is_paragraph(up);
			up->candidate = true;
			up->score = (box ? 0 : up->points) + part_weight(f, up);
		}
		up->score += level == 0 ? points
			: level == 1    ? points / 2
					: points / (level * 3);
		to = up->parent;
	}
}

static void
end_run(Finder *f, int i, Sums *run)
{
	if (run->length > 1) {
		give_points(f, i, run);
		PART(f, i)->own.paragraphs++;
	}
	*run = (Sums){ 0 };
}

/* Text between the blocks of a box. */
static void
score_runs(Finder *f, int i)
{
	Sums run = { 0 };
	for (xmlNode *n = PART(f, i)->node->children; n; n = n->next) {
		if (n->type == XML_TEXT_NODE && n->content)
			sums_add_text(&run, (const char *)n->content);
		const Part *part = part_of(f, n);
		if (!part)
			continue;
		if (part->sums.blocks ||
			(part->tag == T_BR && follows_break(n))) {
			end_run(f, i, &run);
			continue;
		}
		run.length += part->sums.length;
		run.commas += part->sums.commas;
	}
	end_run(f, i, &run);
}

/* A box around a single paragraph counts as that paragraph. */
static void
find_alone(Finder *f)
{
	for (guint i = 1; i < f->parts->len; i++) {
		const Part *p = PART(f, i);
		Part *up = PART(f, p->parent);
		up->alone = up->tag == T_DIV && p->tag == T_P &&
			up->own.length <= 1 &&
			up->sums.length == up->own.length + p->sums.length &&
			up->sums.blocks == 1 + p->sums.blocks &&
			part_link_density(p) < 0.25;
	}
}

static void
score(Finder *f)
{
	find_alone(f);
	for (guint i = 1; i < f->parts->len; i++) {
		Part *part = PART(f, i);
		if (part->tag == T_P && PART(f, part->parent)->alone)
			continue;
		if (part_is_paragraph(part))
			give_points(f, part->parent, &part->sums);
		else if (part->tag == T_DIV || part->tag == T_CELL)
			score_runs(f, (int)i);
		if (part->tag == T_DIV && part_is_paragraph(part))
			part->own.paragraphs = 1;
	}
	for (guint i = 0; i < f->parts->len; i++)
		PART(f, i)->score *= 1 - part_link_density(PART(f, i));
}

static guint
find_tops(const Finder *f, int tops[TOPS])
{
	guint n = 0;
	for (guint i = 0; i < f->parts->len; i++) {
		if (!PART(f, i)->candidate)
			continue;
		guint at = n;
		while (at > 0 &&
			PART(f, i)->score > PART(f, tops[at - 1])->score)
			at--;
		if (at >= TOPS)
			continue;
		n = MIN(n + 1, TOPS);
		memmove(&tops[at + 1], &tops[at],
			(n - at - 1) * sizeof(tops[0]));
		tops[at] = (int)i;
	}
	return n;
}

static bool
is_within(const Finder *f, int i, int outer)
{
	return i >= outer && i < (int)PART(f, outer)->end;
}

static bool
is_body(const Finder *f, int i)
{
	return i < 0 || PART(f, i)->parent < 0 || PART(f, i)->tag == T_BODY;
}

/* What holds several that are about as good as the best. */
static int
common_box(const Finder *f, const int tops[TOPS], guint n)
{
	int near[TOPS];
	guint n_near = 0;
	for (guint i = 1; i < n; i++)
		if (PART(f, tops[i])->score >= 0.75 * PART(f, tops[0])->score)
			near[n_near++] = tops[i];
	if (n_near < 3)
		return tops[0];
	for (int i = PART(f, tops[0])->parent; !is_body(f, i);
		i = PART(f, i)->parent) {
		guint inside = 0;
		for (guint j = 0; j < n_near; j++)
			inside += near[j] != i && is_within(f, near[j], i);
		if (inside >= 3)
			return i;
	}
	return tops[0];
}

/* An element farther out that is better still. */
static int
better_box(const Finder *f, int top)
{
	double last = PART(f, top)->score, floor = last / 3;
	for (int i = PART(f, top)->parent; !is_body(f, i);
		i = PART(f, i)->parent) {
		if (!PART(f, i)->candidate)
			continue;
		if (PART(f, i)->score < floor)
			break;
		if (PART(f, i)->score > last)
			return i;
		last = PART(f, i)->score;
	}
	return top;
}

static bool
is_only_child(const Finder *f, int i)
{
	const xmlNode *node = PART(f, i)->node;
	guint n = 0;
	for (xmlNode *c = node->parent->children; c; c = c->next)
		n += c->type == XML_ELEMENT_NODE && c->_private;
	return n == 1;
}

static int
find_top(Finder *f)
{
	int tops[TOPS + 1];
	guint n = find_tops(f, tops);
	if (n == 0)
		return -1;
	int top = better_box(f, common_box(f, tops, n));
	while (!is_body(f, PART(f, top)->parent) && is_only_child(f, top))
		top = PART(f, top)->parent;
	return top;
}

/* What stands beside the best and belongs to it. */
static bool
is_joined(const Finder *f, int i, int top)
{
	const Part *part = PART(f, i), *best = PART(f, top);
	if (i == top)
		return true;
	const char *class = attr(part->node, "class");
	double bonus = class && *class &&
			g_strcmp0(class, attr(best->node, "class")) == 0
		? best->score * 0.2
		: 0;
	if (part->candidate &&
		part->score + bonus >= MAX(10, best->score * 0.2))
		return true;
	if (!part_is_paragraph(part) || part->tag == T_HEADING ||
		part->tag == T_PRE)
		return false;
	double density = part_link_density(part);
	guint n = part->sums.length;
	g_autofree char *line = content_line(part->node);
	return (n > 80 && density < 0.25) ||
		(n > 0 && n <= 80 && density == 0 && strchr(line, '.'));
}

static bool
is_data(const Part *part)
{
	const Sums *s = &part->sums;
	const char *role = attr(part->node, "role");
	if (part->tag != T_TABLE || g_strcmp0(role, "presentation") == 0)
		return false;
	if (attr(part->node, "summary") || s->table_parts)
		return true;
	return s->tables == 1 &&
		(s->rows >= 10 || s->cells > 4 * MAX(1, s->rows) ||
			s->cells > 10);
}

static bool
has_player(const xmlNode *node)
{
	for (xmlAttr *a = node->properties; a; a = a->next)
		if (a->children && a->children->content &&
			names_have((const char *)a->children->content, players))
			return true;
	return false;
}

static bool
is_cluttered(const Part *part, int weight)
{
	const Sums *s = &part->sums;
	double density = part_link_density(part);
	bool list = part->tag == T_LIST || s->lists > 0.9 * s->length;
	if (s->images > 1 && s->paragraphs * 2 < s->images && !part->in_figure)
		return true;
	if (!list && s->items > s->paragraphs + 100)
		return true;
	if (s->inputs > s->paragraphs / 3)
		return true;
	if (!list && s->headings < 0.9 * s->length && s->length < 25 &&
		(s->images == 0 || s->images > 2) && !part->in_figure &&
		density > 0)
		return true;
	/* A quoted post is one long link. */
	if (s->links > 140.0 * MAX(s->anchors, 1))
		return false;
	if ((!list && weight < 25 && density > 0.2) ||
		(weight >= 25 && density > 0.5))
		return !(list && s->images == s->items);
	return (s->embeds == 1 && s->length < 75) || s->embeds > 1;
}

static bool
is_shared(const Part *part)
{
	if (part->sums.length >= ENOUGH)
		return false;
	g_autofree char *names = names_of(part->node);
	const char *p = names ? strstr(names, "share") : NULL;
	return p &&
		(p == names || !g_ascii_isalnum(p[-1]) ||
			strstr(names, "sharedaddy"));
}

static bool
is_clutter(const Finder *f, const Part *part)
{
	switch (part->tag) {
	case T_ASIDE:
	case T_FOOTER:
	case T_INPUT:
		return true;
	case T_EMBED:
		return !has_player(part->node);
	case T_HEADING:
		return part_weight(f, part) < 0;
	case T_DIV:
	case T_FORM:
	case T_LIST:
	case T_TABLE:
		break;
	default:
		return is_shared(part);
	}
	if (is_shared(part))
		return true;
	if (!f->filters.clean || part->in_data || part->in_code ||
		(part->tag == T_DIV && part_is_paragraph(part)))
		return false;
	int weight = part_weight(f, part);
	if (weight < 0)
		return true;
	return part->sums.commas < 10 && is_cluttered(part, weight);
}

/* Drops what is no text from the parts FROM to TO - 1. */
static void
clean(Finder *f, guint from, guint to)
{
	for (guint i = from; i < to; i++) {
		Part *part = PART(f, i);
		part->in_data = is_data(part) ||
			(i > from && PART(f, part->parent)->in_data);
		part->sums = part->own;
		if (part->tag == T_EMBED && has_player(part->node))
			part->sums.embeds = 0;
	}
	for (guint i = to; i-- > from;) {
		Part *part = PART(f, i);
		part->dropped = is_clutter(f, part) && i > from;
		if (!part->dropped && i > from)
			part_add(PART(f, part->parent), part);
	}
}

/* The parts that make up the article; returns the length of its text. */
static guint
choose(Finder *f, GArray *chosen)
{
	guint length = 0;
	g_array_set_size(chosen, 0);
	parts_gather(f);
	parts_sum(f);
	score(f);
	int top = find_top(f);
	if (top < 0)
		return 0;
	int box = PART(f, top)->parent;
	for (guint i = (guint)box + 1; i < f->parts->len; i++) {
		if (PART(f, i)->parent != box || !is_joined(f, (int)i, top))
			continue;
		clean(f, i, PART(f, i)->end);
		length += PART(f, i)->sums.length;
		g_array_append_val(chosen, i);
	}
	return length;
}

/* Rows, cells and bodies mean nothing outside. */
static bool
stands_alone(const Part *part)
{
	return part->tag != T_CELL && part->tag != T_ROW &&
		part->tag != T_TABLE_PART && part->tag != T_BODY &&
		!is_element(part->node, "tbody");
}

/* Puts the chosen parts into a box of their own. */
static xmlNode *
put_together(HtmlTree *tree, Finder *f, const GArray *chosen)
{
	xmlNode *box = htmltree_element(tree, "div");
	for (guint i = 0; i < f->skipped->len; i++)
		xmlUnlinkNode(f->skipped->pdata[i]);
	for (guint i = 0; i < chosen->len; i++) {
		guint at = g_array_index(chosen, guint, i);
		const Part *part = PART(f, at);
		for (guint inner = part->end; --inner > at;)
			if (PART(f, inner)->dropped)
				xmlUnlinkNode(PART(f, inner)->node);
		xmlUnlinkNode(part->node);
		if (!stands_alone(part))
			part->node->name = box->name;
		xmlAddChild(box, part->node);
	}
	xmlAddChild(f->top, box);
	return box;
}

/* A mail is all article: tables for its columns, and nothing of what pages
 * have around theirs. */
static bool
is_mail(xmlNode *top)
{
	static const char *const of_pages[] = { "script", "nav", "main",
		"article", "form", "header", "aside", "section", "link", NULL };
	guint tables = 0;
	for (xmlNode *n = top; n; n = next_in(n, top, true)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (g_strv_contains(of_pages, (const char *)n->name))
			return false;
		tables += is_element(n, "table");
	}
	return tables > 3;
}

xmlNode *
article_find(HtmlTree *tree, DocMeta *meta)
{
	static const Filters tries[] = { { true, true, true },
		{ false, true, true }, { false, false, true },
		{ false, false, false } };
	Finder f = { .top = htmltree_root(tree), .meta = meta };
	if (is_mail(f.top))
		return f.top;
	f.parts = g_array_new(FALSE, TRUE, sizeof(Part));
	f.skipped = g_ptr_array_new();
	g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(guint));
	guint best = 0, length = 0;
	for (guint i = 0; i < G_N_ELEMENTS(tries) && length < ENOUGH; i++) {
		f.filters = tries[i];
		guint n = choose(&f, chosen);
		if (n > length)
			best = i;
		length = MAX(n, length);
	}
	if (f.filters.strip != tries[best].strip ||
		f.filters.weigh != tries[best].weigh ||
		f.filters.clean != tries[best].clean) {
		f.filters = tries[best];
		choose(&f, chosen);
	}
	xmlNode *found = chosen->len ? put_together(tree, &f, chosen) : f.top;
	g_array_free(f.parts, TRUE);
	g_ptr_array_free(f.skipped, TRUE);
	return found;
}
