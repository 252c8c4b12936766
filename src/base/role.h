/* SPDX-License-Identifier: MIT
 *
 * What a piece of text on the screen is: its role.  page and ui give roles,
 * conf's themes say how each looks, term paints the look.  Attributes that
 * the text itself brings (emphasis inside a heading) are added to the role's.
 */
#ifndef COURANT_BASE_ROLE_H
#define COURANT_BASE_ROLE_H

#include <glib.h>

/* X(identifier, name as in ":color NAME …") */
#define ROLE_LIST(X)                                                          \
	X(NORMAL, "normal")                                                   \
	X(TITLE, "title")                                                     \
	X(META, "meta")                                                       \
	X(HEADING1, "heading1")                                               \
	X(HEADING2, "heading2")                                               \
	X(HEADING3, "heading3")                                               \
	X(HEADING4, "heading4")                                               \
	X(HEADING5, "heading5")                                               \
	X(HEADING6, "heading6")                                               \
	X(EMPHASIS, "emphasis")                                               \
	X(STRONG, "strong")                                                   \
	X(CODE, "code")                                                       \
	X(CODE_BLOCK, "code-block")                                           \
	X(QUOTE, "quote")                                                     \
	X(QUOTE_BAR, "quote-bar")                                             \
	X(RULE, "rule")                                                       \
	X(MARKER, "list-marker")                                              \
	X(LINK, "link")                                                       \
	X(LINK_VISITED, "link-visited")                                       \
	X(LINK_NUMBER, "link-number")                                         \
	X(IMAGE, "image")                                                     \
	X(TABLE_BORDER, "table-border")                                       \
	X(TABLE_HEAD, "table-head")                                           \
	X(CAPTION, "caption")                                                 \
	X(KEYCAP, "kbd")                                                      \
	X(HIGHLIGHT, "mark")                                                  \
	X(INSERTED, "ins")                                                    \
	X(DELETED, "del")                                                     \
	X(FOOTNOTE, "footnote")                                               \
	X(MATCH, "match")                                                     \
	X(MATCH_CURRENT, "match-current")                                     \
	X(HINT, "hint")                                                       \
	X(BAR, "bar")                                                         \
	X(BAR_ERROR, "bar-error")                                             \
	X(HINTS_BAR, "hints-bar")                                             \
	X(BORDER, "border")                                                   \
	X(BORDER_FOCUS, "border-focus")                                       \
	X(PANE_TITLE, "pane-title")                                           \
	X(CURSOR, "cursor")                                                   \
	X(CURSOR_UNFOCUSED, "cursor-unfocused")                               \
	X(SELECTED, "selected")                                               \
	X(UNREAD, "unread")                                                   \
	X(READ, "read")                                                       \
	X(STARRED, "starred")                                                 \
	X(DATE, "date")                                                       \
	X(SOURCE, "source")                                                   \
	X(LABEL, "label")                                                     \
	X(GROUP, "group")                                                     \
	X(COUNT, "count")                                                     \
	X(ERROR, "error")                                                     \
	X(PROMPT, "prompt")

typedef enum {
#define X(id, name) ROLE_##id,
	ROLE_LIST(X)
#undef X
	N_ROLES
} Role;

enum {
	ATTR_BOLD = 1 << 0,
	ATTR_ITALIC = 1 << 1,
	ATTR_UNDERLINE = 1 << 2,
	ATTR_REVERSE = 1 << 3,
	ATTR_DIM = 1 << 4,
	ATTR_STRIKE = 1 << 5
};

/* A colour: COLOR_DEFAULT, 0–255 in the terminal's palette, or COLOR_RGB. */
typedef gint32 Color;
#define COLOR_DEFAULT ((Color)-1)
#define COLOR_RGB(rgb) ((Color)(0x1000000 | (rgb)))
#define COLOR_IS_RGB(c) ((c) >= 0x1000000)

typedef struct {
	Color fg, bg;
	guint16 attrs;
} Look;

/* The name of a role, and the role of a name (-1: none). */
const char *role_name(Role role);
int role_from_name(const char *name);

#endif
