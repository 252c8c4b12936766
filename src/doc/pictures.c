/* SPDX-License-Identifier: MIT
 *
 * What is said in the place of a picture: its description once only, and
 * without one the words of its file's name.
 */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "doc/internal.h"

/* A description with fewer letters says little when it comes twice. */
enum { MIN_LETTERS = 12, MAX_NAME = 48, MIN_WORD = 3 };

static cmark_node *
next_node(cmark_node *node, bool into)
{
	cmark_node *next = into ? cmark_node_first_child(node) : NULL;
	for (; !next && node; node = cmark_node_parent(node))
		next = cmark_node_next(node);
	return next;
}

static const char *
after_char(const char *s)
{
	return s + g_utf8_skip[(guchar)*s];
}

static const char *
next_letter(const char *s)
{
	while (*s && !g_unichar_isalnum(g_utf8_get_char(s)))
		s = after_char(s);
	return s;
}

/* Skips the letters of S at *ALT; false at the first other one. */
static bool
skip_letters(const char **alt, const char *s)
{
	for (s = next_letter(s); *s && **alt;
		s = next_letter(after_char(s))) {
		gunichar a = g_utf8_get_char(*alt), b = g_utf8_get_char(s);
		if (g_unichar_tolower(a) != g_unichar_tolower(b))
			return false;
		*alt = next_letter(after_char(*alt));
	}
	return true;
}

/* True if the text from NODE on, before END, starts as ALT.  Looks at no more
 * nodes than ALT is long. */
static bool
repeats(const char *alt, cmark_node *node, cmark_node *end)
{
	gsize budget = 16 + strlen(alt);
	alt = next_letter(alt);
	while (node && node != end && *alt && budget-- > 0) {
		cmark_node_type type = cmark_node_get_type(node);
		const char *s = cmark_node_get_literal(node);
		if (type != CMARK_NODE_IMAGE && s && !skip_letters(&alt, s))
			return false;
		node = next_node(node, type != CMARK_NODE_IMAGE);
	}
	return !*alt;
}

static gsize
count_letters(const char *s)
{
	gsize n = 0;
	for (s = next_letter(s); *s; s = next_letter(after_char(s)))
		n++;
	return n;
}

static cmark_node *
block_before(cmark_node *node)
{
	while (node && cmark_node_get_type(node) >= CMARK_NODE_FIRST_INLINE)
		node = cmark_node_parent(node);
	return node ? cmark_node_previous(node) : NULL;
}

void
picture_say_once(cmark_node *image)
{
	cmark_node *words = cmark_node_first_child(image);
	const char *alt = words ? cmark_node_get_literal(words) : NULL;
	if (!alt || count_letters(alt) < MIN_LETTERS)
		return;
	cmark_node *before = block_before(image);
	if (!repeats(alt, next_node(image, false), NULL) &&
		!(before && repeats(alt, before, image)))
		return;
	if (!*cmark_node_get_title(image))
		cmark_node_set_title(image, alt);
	cmark_node_unlink(words);
	cmark_node_free(words);
}

/* Names of machines' making: numbers, and letters in no order. */
static bool
is_word(const char *s, gsize len)
{
	static const char *const nothing[] = { "image", "images", "img",
		"screen", "shot", "screenshot", "photo", "pic", "picture",
		"unnamed", "untitled", "scaled", "copy", "file", "thumb",
		"thumbnail", "original", "default", "spacer", "blank", "pixel",
		"group", "asset", "frame", NULL };
	g_autofree char *lower = g_ascii_strdown(s, (gssize)len);
	if (len < MIN_WORD || g_strv_contains(nothing, lower))
		return false;
	if (strspn(lower, "abcdef") == len)
		return false;
	bool beyond = false;
	guint turns = 0;
	for (gsize i = 0; i < len; i++) {
		beyond |= (guchar)s[i] >= 0x80;
		turns += i > 0 && g_ascii_isupper(s[i]) &&
			g_ascii_islower(s[i - 1]);
	}
	return beyond || (turns < 3 && strpbrk(lower, "aeiouy"));
}

/* Length of the piece of a name at S; *MIXED if numbers are among letters. */
static gsize
piece_length(const char *s, bool *mixed)
{
	gsize n = 0;
	bool digits = false, letters = false;
	*mixed = false;
	for (; s[n] && !strchr(" -_.+,()~@", s[n]); n++) {
		bool digit = g_ascii_isdigit(s[n]);
		*mixed |= letters && digits && !digit;
		digits |= digit;
		letters |= !digit;
	}
	return n;
}

static void
add_words(GString *out, const char *name)
{
	while (*name) {
		bool mixed;
		gsize n = piece_length(name, &mixed);
		gsize first = strspn(name, "0123456789");
		gsize last = first;
		while (last < n && !g_ascii_isdigit(name[last]))
			last++;
		if (!mixed && first < n &&
			is_word(name + first, last - first) &&
			out->len + (last - first) < MAX_NAME) {
			if (out->len)
				g_string_append_c(out, ' ');
			g_string_append_len(
				out, name + first, (gssize)(last - first));
		}
		name += n + (name[n] != '\0');
	}
}

char *
doc_picture_name(cmark_node *image)
{
	const char *url = cmark_node_get_url(image);
	gsize len = url ? strcspn(url, "?#") : 0;
	g_autofree char *path =
		url ? g_uri_unescape_segment(url, url + len, NULL) : NULL;
	const char *slash = path ? strrchr(path, '/') : NULL;
	if (!slash || *cmark_node_get_title(image))
		return NULL;
	g_autofree char *name = text_clean(slash + 1, -1, TEXT_LINE);
	char *dot = strrchr(name, '.');
	if (dot)
		*dot = '\0';
	GString *out = g_string_new(NULL);
	add_words(out, name);
	return g_string_free(out, out->len == 0);
}
