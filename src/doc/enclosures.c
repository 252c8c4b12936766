/* SPDX-License-Identifier: MIT
 *
 * What a feed attaches to an article: among its links, and as a short list
 * after its text.
 */
#include <config.h>

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "doc/builder.h"

/* Sizes outside are made up: zero, one, or a number that serves another end;
 * so are longer durations. */
static const gint64 least_size = 1000, most_size = 1000000000000;

enum { MINUTE = 60, MOST_SECONDS = 100 * 60 * MINUTE };
enum { MAX_LISTED = 12, MAX_TITLE = 200, MAX_NAME = 60 };

typedef struct {
	int number;
	Medium medium;
	char *title; /* or NULL */
	gint64 length;
	bool named; /* the feed says more than its address */
} Enclosure;

static void
enclosure_free(gpointer data)
{
	Enclosure *e = data;
	g_free(e->title);
	g_free(e);
}

Medium
medium_by_ending(const char *url)
{
	static const struct {
		Medium medium;
		const char *endings;
	} media[] = {
		{ MEDIUM_PICTURE, " jpg jpeg png gif webp avif svg " },
		{ MEDIUM_AUDIO,
			" mp3 m4a m4b aac ogg oga opus flac wav wma aif "
			"aiff " },
		{ MEDIUM_VIDEO,
			" mp4 m4v mov webm mkv avi mpg mpeg wmv ogv flv 3gp " },
		{ MEDIUM_FILE,
			" pdf epub mobi azw3 djvu ps zip gz tgz bz2 xz 7z rar "
			"torrent doc docx odt rtf xls xlsx ods csv ppt pptx "
			"odp ics apk deb rpm dmg exe iso " },
		{ MEDIUM_PLAYER, " swf " },
	};
	gsize len = strcspn(url, "?#");
	const char *dot = g_strrstr_len(url, (gssize)len, ".");
	gsize n = dot ? len - (dot - url) - 1 : 0;
	if (n < 2 || n > 7)
		return MEDIUM_UNKNOWN;
	char word[16];
	g_snprintf(word, sizeof word, " %.*s ", (int)n, dot + 1);
	for (char *p = word; *p; p++)
		*p = g_ascii_tolower(*p);
	for (gsize i = 0; i < G_N_ELEMENTS(media); i++)
		if (strstr(media[i].endings, word))
			return media[i].medium;
	return MEDIUM_UNKNOWN;
}

static Medium
medium_of(const char *type, const char *url)
{
	static const struct {
		const char *start;
		Medium medium;
	} types[] = { { "audio/", MEDIUM_AUDIO }, { "video/", MEDIUM_VIDEO },
		{ "image/", MEDIUM_PICTURE },
		{ "application/x-shockwave-flash", MEDIUM_PLAYER } };
	for (gsize i = 0; type && i < G_N_ELEMENTS(types); i++)
		if (g_ascii_strncasecmp(
			    type, types[i].start, strlen(types[i].start)) == 0)
			return types[i].medium;
	return medium_by_ending(url);
}

static char *
file_name(const DocLink *link)
{
	char *name = links_file_name(link->url);
	if (*name)
		return name;
	g_free(name);
	return g_strdup(link->host);
}

static char *
link_text(
	const DocLink *link, const char *type, gint64 length, const char *title)
{
	g_autofree char *name = file_name(link);
	g_autofree char *size =
		length > 0 ? g_format_size((guint64)length) : NULL;
	g_autoptr(GString) s = g_string_new(*title ? title : name);
	if (type && *type && size)
		g_string_append_printf(s, " (%s, %s)", type, size);
	else if ((type && *type) || size)
		g_string_append_printf(s, " (%s)", size ? size : type);
	return text_clean(s->str, -1, TEXT_LINE);
}

static void
remember(Doc *doc, const DocLink *link, const char *type, gint64 length,
	const char *title)
{
	Enclosure *e = g_new0(Enclosure, 1);
	*e = (Enclosure){ .number = link->number,
		.medium = medium_of(type, link->url),
		.length =
			length >= least_size && length < most_size ? length : 0,
		.named = (type && *type) || length > 0 };
	if (*title)
		e->title = links_some_words(title, MAX_TITLE, false);
	if (!doc->enclosures)
		doc->enclosures =
			g_ptr_array_new_with_free_func(enclosure_free);
	g_ptr_array_add(doc->enclosures, e);
}

int
doc_add_enclosure(Doc *doc, const char *url, const char *type, gint64 length,
	const char *title)
{
	links_words(doc);
	int number = links_number(doc, url, DOC_LINK_ENCLOSURE);
	if (!number)
		return 0;
	DocLink *link = doc->links->pdata[number - 1];
	if (*link->text)
		return number;
	g_autofree char *clean = text_clean(title, -1, TEXT_LINE);
	g_free(link->text);
	link->text = link_text(link, type, length, clean);
	remember(doc, link, type, length, clean);
	return number;
}

static bool
has_word(const char *s)
{
	while (*s && !g_unichar_isalnum(g_utf8_get_char(s)))
		s += g_utf8_skip[(guchar)*s];
	return *s;
}

typedef struct {
	bool words, pictures;
} Shows;

static Shows
what_shows(cmark_node *root)
{
	Shows shows = { 0 };
	cmark_iter *iter = cmark_iter_new(root);
	while (!shows.pictures && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		const char *s = cmark_node_get_literal(node);
		if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
			shows.pictures = true;
		else if (s && !shows.words)
			shows.words = has_word(s);
	}
	cmark_iter_free(iter);
	return shows;
}

static bool
is_worth(const Enclosure *e)
{
	return e->medium == MEDIUM_AUDIO || e->medium == MEDIUM_VIDEO ||
		e->medium == MEDIUM_FILE ||
		(e->medium == MEDIUM_UNKNOWN && e->named);
}

/* Those to be listed; owned by DOC. */
static GPtrArray *
choose(const Doc *doc)
{
	GPtrArray *worth = g_ptr_array_new();
	bool others = false;
	for (guint i = 0; i < doc->enclosures->len; i++) {
		Enclosure *e = doc->enclosures->pdata[i];
		if (is_worth(e))
			g_ptr_array_add(worth, e);
		else
			others = true;
	}
	if (!others)
		return worth;
	Shows shows = what_shows(doc->root);
	bool all = !worth->len && !shows.words && !shows.pictures;
	for (guint i = 0; i < doc->enclosures->len; i++) {
		Enclosure *e = doc->enclosures->pdata[i];
		bool described = e->medium == MEDIUM_PICTURE && e->title &&
			!shows.pictures;
		if (all || described)
			g_ptr_array_add(worth, e);
	}
	return worth;
}

static char *
duration_words(int seconds)
{
	int minutes = (seconds + MINUTE / 2) / MINUTE;
	if (seconds < MINUTE)
		/* L10N: length of a recording in seconds. */
		return g_strdup_printf(_("%d s"), seconds);
	if (minutes < MINUTE)
		return g_strdup_printf(_("%d min"), minutes);
	return g_strdup_printf(
		/* L10N: length of a recording in hours and minutes. */
		_("%d h %d min"), minutes / MINUTE, minutes % MINUTE);
}

static char *
kind_words(const Enclosure *e, const DocLink *link)
{
	switch (e->medium) {
	case MEDIUM_AUDIO:
		return g_strdup(_("Audio"));
	case MEDIUM_VIDEO:
	case MEDIUM_PLAYER:
		return g_strdup(_("Video"));
	case MEDIUM_PICTURE:
		/* L10N: a picture that is attached to an article. */
		return g_strdup(_("Picture"));
	case MEDIUM_FILE:
	case MEDIUM_UNKNOWN:
		break;
	}
	g_autofree char *name = file_name(link);
	return links_some_words(name, MAX_NAME, false);
}

static char *
words_of(const Doc *doc, const Enclosure *e, int seconds)
{
	g_autofree char *kind = kind_words(e, links_get(doc, e->number));
	bool timed = seconds > 0 && seconds <= MOST_SECONDS;
	g_autofree char *time = timed ? duration_words(seconds) : NULL;
	g_autofree char *size =
		e->length ? g_format_size((guint64)e->length) : NULL;
	g_autoptr(GString) s = g_string_new(kind);
	if (time)
		g_string_append_printf(s, ", %s", time);
	if (size)
		g_string_append_printf(s, ", %s", size);
	g_autofree char *all = e->title
		? g_strdup_printf("%s (%s)", e->title, s->str)
		: g_strdup(s->str);
	return text_clean(all, -1, TEXT_LINE);
}

static cmark_node *
put(cmark_node *parent, cmark_node *child)
{
	cmark_node_append_child(parent, child);
	return child;
}

static void
put_enclosure(Doc *doc, cmark_node *paragraph, const Enclosure *e, int *seconds)
{
	bool plays = e->medium == MEDIUM_AUDIO || e->medium == MEDIUM_VIDEO;
	g_autofree char *words = words_of(doc, e, plays ? *seconds : 0);
	cmark_node *link = put(paragraph, cmark_node_new(CMARK_NODE_LINK));
	links_attach(doc, link, e->number);
	put(link, builder_text_node(words));
	if (plays)
		*seconds = 0;
}

static cmark_node *
put_item(cmark_node *list)
{
	cmark_node *item = put(list, cmark_node_new(CMARK_NODE_ITEM));
	return put(item, cmark_node_new(CMARK_NODE_PARAGRAPH));
}

static void
put_list(Doc *doc, cmark_node *block, const GPtrArray *chosen, int seconds)
{
	cmark_node *list = put(block, cmark_node_new(CMARK_NODE_LIST));
	cmark_node_set_list_type(list, CMARK_BULLET_LIST);
	cmark_node_set_list_tight(list, 1);
	guint n = MIN(chosen->len, MAX_LISTED);
	for (guint i = 0; i < n; i++)
		put_enclosure(doc, put_item(list), chosen->pdata[i], &seconds);
	guint rest = chosen->len - n;
	if (!rest)
		return;
	g_autofree char *more = g_strdup_printf(
		/* L10N: attachments that are not listed in the text. */
		ngettext("%u more among the links", "%u more among the links",
			rest),
		rest);
	put(put_item(list), builder_text_node(more));
}

void
doc_list_enclosures(Doc *doc, int seconds)
{
	if (!doc->enclosures)
		return;
	g_autoptr(GPtrArray) chosen = choose(doc);
	if (!chosen->len)
		return;
	cmark_node *block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
	kind_set(block, (KindInfo){ .kind = KIND_ATTACHED });
	put(doc->root, block);
	cmark_node *paragraph =
		put(block, cmark_node_new(CMARK_NODE_PARAGRAPH));
	/* L10N: before attachments: "Attached: Audio, 43 min, 31 MB". */
	put(paragraph, builder_text_node(_("Attached:")));
	if (chosen->len == 1) {
		put(paragraph, builder_text_node(" "));
		put_enclosure(doc, paragraph, chosen->pdata[0], &seconds);
	} else {
		put_list(doc, block, chosen, seconds);
	}
}
