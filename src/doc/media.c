/* SPDX-License-Identifier: MIT
 *
 * Pictures, and whatever plays: shown as links.
 */
#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "doc/html.h"

/* Smaller pictures count readers or hold columns apart.  Players hold each
 * other without end, and are looked into one by one. */
enum { PIXEL = 3, MAX_LOOK = 64 };

static bool
is_pixel(xmlNode *img, const Attrs *a)
{
	int width = attr_int(img, "width", 100);
	int height = attr_int(img, "height", 100);
	if ((width >= 0 && width < PIXEL) || (height >= 0 && height < PIXEL))
		return true;
	return style_is_below(a->style, "width", PIXEL) ||
		style_is_below(a->style, "height", PIXEL);
}

/* A picture of a character or a formula is read by its description. */
static bool
put_as_text(Walk *w, xmlNode *img, const Attrs *a, const char *alt)
{
	static const char *const signs[] = { "emoji", "wp-smiley", "emojione",
		"twemoji", NULL };
	static const char *const formulas[] = { "latex", "tex",
		"mwe-math-fallback-image-inline", "math",
		"ql-img-inline-formula", NULL };
	if (!alt || !*alt)
		return false;
	if (class_has(a->class, signs))
		builder_text(&w->b, alt, strlen(alt));
	else if (class_has(a->class, formulas))
		put_math(w, alt);
	else
		return false;
	return true;
}

static char *
first_of_set(const char *set)
{
	set += strspn(set, " \n\t");
	return g_strndup(set, strcspn(set, " \n\t"));
}

/* Pages that load pictures late keep the address elsewhere. */
static char *
source_of(xmlNode *img)
{
	static const char *const late[] = { "data-src", "data-lazy-src",
		"data-original", "data-orig-src", NULL };
	const char *src = attr(img, "src");
	if (src && *src && !g_str_has_prefix(src, "data:"))
		return g_strdup(src);
	for (guint i = 0; late[i]; i++) {
		const char *value = attr(img, late[i]);
		if (value && *value)
			return g_strdup(value);
	}
	const char *set = attr(img, "srcset");
	if (!set)
		set = attr(img, "data-srcset");
	return set ? first_of_set(set) : NULL;
}

static const DocLink *
link_around(const Walk *w)
{
	for (guint i = 0; i < w->b.formats->len; i++) {
		const Format *f = &g_array_index(w->b.formats, Format, i);
		if (f->type == CMARK_NODE_LINK)
			return links_get(w->doc, f->link);
	}
	return NULL;
}

/* True if the address is one of a picture, not of a wiki's page on it. */
static bool
is_picture(const char *url)
{
	return medium_by_ending(url) == MEDIUM_PICTURE &&
		!strstr(url, "/File:");
}

/* A small picture leads to itself in large: that is one thing, not two. */
static int
number_of(Walk *w, const char *src)
{
	const DocLink *link = link_around(w);
	if (link && src && is_picture(link->url))
		return link->number;
	int number = links_number(w->doc, src, DOC_LINK_IMAGE);
	if (link && number)
		links_set_around(w->doc, number, link->number);
	return number;
}

/* The copy for readers without scripts of the picture just shown. */
static bool
is_repeated(Walk *w, const char *url)
{
	cmark_node *last = w->last_image;
	return last && w->b.inner && !w->b.text->len && !w->b.space &&
		cmark_node_last_child(w->b.inner) == last &&
		g_strcmp0(cmark_node_get_url(last), url) == 0;
}

bool
enter_image(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	const char *alt = attr(node, "alt");
	if (is_pixel(node, a) || put_as_text(w, node, a, alt))
		return false;
	g_autofree char *src = source_of(node);
	int number = number_of(w, src);
	const DocLink *link = links_get(w->doc, number);
	g_autofree char *words = text_clean(alt, -1, TEXT_LINE);
	if (!link && !*words)
		return false;
	if (!link) {
		builder_text(&w->b, words, strlen(words));
		return false;
	}
	if (is_repeated(w, link->url))
		return false;
	cmark_node *image = cmark_node_new(CMARK_NODE_IMAGE);
	links_attach(w->doc, image, number);
	const char *title = attr(node, "title");
	g_autofree char *clean = text_clean(title, -1, TEXT_LINE);
	if (*clean)
		cmark_node_set_title(image, clean);
	if (*words)
		cmark_node_append_child(image, builder_text_node(words));
	builder_inline(&w->b, image);
	if (*words && !w->options.markdown)
		g_ptr_array_add(w->described, image);
	w->last_image = image;
	return false;
}

static const char *
embed_source(xmlNode *node)
{
	static const char *const names[] = { "src", "data-src", "data",
		"data-litespeed-src", NULL };
	for (guint i = 0; names[i]; i++) {
		const char *value = attr(node, names[i]);
		if (value && *value && strcmp(value, "about:blank") != 0)
			return value;
	}
	xmlNode *n = node->children;
	for (guint i = 0; n && i < MAX_LOOK; i++, n = next_in(n, node, true))
		if (is_element(n, "source") || is_element(n, "embed")) {
			const char *value = attr(n, "src");
			if (value && *value)
				return value;
		}
	return NULL;
}

/* The page to watch a player's film on. */
static char *
watch_page(const char *src)
{
	static const struct {
		const char *player, *page;
	} players[] = {
		{ "youtube.com/embed/", "https://www.youtube.com/watch?v=" },
		{ "youtube-nocookie.com/embed/",
			"https://www.youtube.com/watch?v=" },
		{ "player.vimeo.com/video/", "https://vimeo.com/" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(players); i++) {
		const char *p = strstr(src, players[i].player);
		if (!p)
			continue;
		p += strlen(players[i].player);
		g_autofree char *id = g_strndup(p, strcspn(p, "?&#/"));
		if (strcmp(id, "videoseries") != 0)
			return g_strconcat(players[i].page, id, NULL);
	}
	return g_strdup(src);
}

static const char *
embed_word(xmlNode *node)
{
	if (is_element(node, "audio"))
		/* L10N: stands for a player of sound in an article. */
		return _("Audio");
	if (is_element(node, "video"))
		/* L10N: stands for a player of film in an article. */
		return _("Video");
	/* L10N: stands for a frame of another site in an article. */
	return _("Embedded page");
}

static char *
embed_label(xmlNode *node, const DocLink *link)
{
	const char *title = attr(node, "title");
	if (!title || !*title)
		title = attr(node, "aria-label");
	g_autofree char *words = text_clean(title, -1, TEXT_LINE);
	if (*words)
		return g_steal_pointer(&words);
	const char *word = embed_word(node);
	if (strstr(link->url, "youtube.com/watch") ||
		strstr(link->url, "//vimeo.com/"))
		word = _("Video");
	return g_strdup_printf("%s (%s)", word, link->host);
}

static void
put_embed(Walk *w, int number, const char *label)
{
	cmark_node *embed = builder_custom(
		CMARK_NODE_CUSTOM_INLINE, (KindInfo){ .kind = KIND_EMBED });
	cmark_node *node = cmark_node_new(CMARK_NODE_LINK);
	links_attach(w->doc, node, number);
	cmark_node_append_child(node, builder_text_node(label));
	cmark_node_append_child(embed, node);
	builder_inline(&w->b, embed);
}

bool
enter_embed(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	const char *src = embed_source(node);
	if (!src || is_pixel(node, a))
		return e->arg != 0;
	g_autofree char *page = watch_page(src);
	int number = links_number(w->doc, page, DOC_LINK_EMBED);
	if (!number)
		return false;
	g_autofree char *label = embed_label(node, links_get(w->doc, number));
	if (!link_around(w))
		builder_close_leaf(&w->b);
	put_embed(w, number, label);
	builder_close_leaf(&w->b);
	return false;
}

bool
enter_area(Walk *w, xmlNode *node, const Element *e, const Attrs *a, Frame *f)
{
	int number = links_number(w->doc, a->href, DOC_LINK_TEXT);
	if (!number)
		return false;
	g_autofree char *alt = text_clean(attr(node, "alt"), -1, TEXT_LINE);
	cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
	links_attach(w->doc, link, number);
	const char *label = *alt ? alt : links_get(w->doc, number)->host;
	cmark_node_append_child(link, builder_text_node(label));
	builder_inline(&w->b, link);
	w->b.space = true;
	return false;
}
