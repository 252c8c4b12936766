/* SPDX-License-Identifier: MIT
 *
 * Keys out of bytes.  Curses knows the keys of terminfo; characters that
 * arrive in two reads, Alt, sequences that nobody knows (they must not become
 * commands), mouse reports (SGR, mode 1006), bracketed paste and answers of
 * the terminal are read here.
 */
#include <config.h>

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/clock.h"
#include "base/text.h"
#include "term/term_i.h"

#define PASTE_MAX (1024 * 1024)
#define SEQUENCE_MAX 256
#define DOUBLE_CLICK (400 * 1000) /* µs */
#define PASTE_SILENCE (2000 * 1000)
#define LATE_SEQUENCE (500 * 1000)

struct Keys {
	mbstate_t state;
	bool partial;   /* a character has begun */
	GString *paste; /* being pasted, or NULL */
	gint64 paste_at;
	int sequence;  /* '[', 'O', ']' …: one has begun; 0: none */
	GString *text; /* of the sequence so far */
	gint64 text_at;
	gint64 escape_at; /* when a lone Esc was read */
	int ahead;        /* read but not used, or -1 */
	gint64 click_at;
	int click_row, click_col;
	bool synchronised, repeats;
};

Keys *
keys_new(void)
{
	Keys *keys = g_new0(Keys, 1);
	keys->ahead = -1;
	keys->click_row = -1;
	keys->text = g_string_new(NULL);
	return keys;
}

void
keys_free(Keys *keys)
{
	if (!keys)
		return;
	if (keys->paste)
		g_string_free(keys->paste, TRUE);
	g_string_free(keys->text, TRUE);
	g_free(keys);
}

bool
keys_synchronised(const Keys *keys)
{
	return keys->synchronised;
}

bool
keys_repeats(const Keys *keys)
{
	return keys->repeats;
}

static const struct {
	int code;
	Key key;
} codes[] = {
	{ KEY_UP, K_UP },
	{ KEY_DOWN, K_DOWN },
	{ KEY_LEFT, K_LEFT },
	{ KEY_RIGHT, K_RIGHT },
	{ KEY_SR, K_UP },
	{ KEY_SF, K_DOWN },
	{ KEY_SLEFT, K_LEFT },
	{ KEY_SRIGHT, K_RIGHT },
	{ KEY_HOME, K_HOME },
	{ KEY_SHOME, K_HOME },
	{ KEY_A1, K_HOME },
	{ KEY_END, K_END },
	{ KEY_SEND, K_END },
	{ KEY_LL, K_END },
	{ KEY_C1, K_END },
	{ KEY_PPAGE, K_PGUP },
	{ KEY_SPREVIOUS, K_PGUP },
	{ KEY_A3, K_PGUP },
	{ KEY_NPAGE, K_PGDN },
	{ KEY_SNEXT, K_PGDN },
	{ KEY_C3, K_PGDN },
	{ KEY_IC, K_INSERT },
	{ KEY_DC, K_DELETE },
	{ KEY_SDC, K_DELETE },
	{ KEY_BACKSPACE, K_BACKSPACE },
	{ KEY_BTAB, K_BACKTAB },
	{ KEY_ENTER, '\r' },
};

/* The Key of a curses key, 0 if there is none. */
static Key
keys_from_curses(int code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
		if (codes[i].code == code)
			return codes[i].key;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return K_F1 + (code - KEY_F(1));
	return 0;
}

typedef struct {
	Keys *keys;
	int (*get)(void *);
	void *data;
} Source;

static int
next_code(Source *s)
{
	int code = s->keys->ahead;
	s->keys->ahead = -1;
	return code >= 0 ? code : s->get(s->data);
}

static bool
give_key(TermEvent *event, Key key)
{
	event->type = TERM_KEY;
	event->key = key;
	return key != 0;
}

static void
end_paste(Keys *keys, TermEvent *event)
{
	event->type = TERM_PASTE;
	event->key = K_PASTE;
	event->text =
		text_clean(keys->paste->str, keys->paste->len, TEXT_BLOCK);
	g_string_free(keys->paste, TRUE);
	keys->paste = NULL;
}

/* True when the paste is over; a terminal that never ends it is not waited
 * for. */
static bool
take_paste(Source *s, TermEvent *event)
{
	Keys *keys = s->keys;
	int code;
	while ((code = next_code(s)) >= 0) {
		keys->paste_at = clock_ticks();
		if (code == CODE_PASTE_END) {
			end_paste(keys, event);
			return true;
		}
		if (code < 256 && keys->paste->len < PASTE_MAX)
			g_string_append_c(keys->paste, (char)code);
	}
	if (clock_ticks() - keys->paste_at < PASTE_SILENCE)
		return false;
	end_paste(keys, event);
	return true;
}

/* "11;rgb:RRRR/GGGG/BBBB": the answer to what the background is. */
static bool
read_background(const char *text, TermEvent *event)
{
	unsigned v[3];
	const char *p = text + strlen("11;rgb:");
	if (!g_str_has_prefix(text, "11;rgb:"))
		return false;
	for (int i = 0; i < 3; i++) {
		char *end;
		gsize digits = strspn(p, "0123456789abcdefABCDEF");
		if (digits < 1 || digits > 4)
			return false;
		v[i] = strtoul(p, &end, 16) * 255 / ((1u << 4 * digits) - 1);
		p = *end ? end + 1 : end;
	}
	event->type = TERM_BACKGROUND;
	event->dark = 299 * v[0] + 587 * v[1] + 114 * v[2] < 128 * 1000;
	return true;
}

/* "?2026;N$": the answer (DECRPM) to what synchronized output is, where 1 is
 * on and 2 is off; else the terminal does not know it, or cannot change it. */
static void
read_mode(Keys *keys, const char *params)
{
	if (g_str_has_prefix(params, "?2026;"))
		keys->synchronised = g_str_equal(params, "?2026;1$") ||
			g_str_equal(params, "?2026;2$");
}

static bool
is_double(Keys *keys, int row, int col)
{
	gint64 now = clock_ticks();
	bool again = keys->click_row == row && keys->click_col == col &&
		now - keys->click_at < DOUBLE_CLICK;
	keys->click_row = again ? -1 : row;
	keys->click_col = col;
	keys->click_at = now;
	return again;
}

/* "<B;X;Y" and "M" (pressed, moved) or "m" (released). */
static bool
read_mouse(Keys *keys, const char *text, char last, TermEvent *event)
{
	char *end;
	unsigned long b = strtoul(text + 1, &end, 10);
	unsigned long x = *end == ';' ? strtoul(end + 1, &end, 10) : 0;
	unsigned long y = *end == ';' ? strtoul(end + 1, &end, 10) : 0;
	if (*end || x < 1 || y < 1 || x > 9999 || y > 9999)
		return false;
	event->type = TERM_MOUSE;
	event->mouse.row = (int)y - 1;
	event->mouse.col = (int)x - 1;
	event->mouse.button = b & 64 ? 0 : (int)(b & 3) + 1;
	if (b & 64) {
		if (last == 'm' || (b & 3) > 1)
			return false;
		event->mouse.action = b & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
	} else if (b & 32) {
		event->mouse.action = MOUSE_DRAG;
	} else if (last == 'm') {
		event->mouse.action = MOUSE_RELEASE;
	} else {
		event->mouse.action =
			is_double(keys, event->mouse.row, event->mouse.col)
			? MOUSE_DOUBLE
			: MOUSE_PRESS;
	}
	return (b & 3) != 3;
}

/* What terminfo did not know: keys with modifiers count as without. */
static Key
key_of_csi(const char *params, char last)
{
	static const char finals[] = "ABCDHFZ";
	static const Key keys[] = { K_UP, K_DOWN, K_RIGHT, K_LEFT, K_HOME,
		K_END, K_BACKTAB };
	static const Key tilde[] = { 0, K_HOME, K_INSERT, K_DELETE, K_END,
		K_PGUP, K_PGDN, K_HOME, K_END };
	const char *at = last ? strchr(finals, last) : NULL;
	if (at)
		return keys[at - finals];
	unsigned long n = strtoul(params, NULL, 10);
	if (last == '~' && n < G_N_ELEMENTS(tilde))
		return tilde[n];
	return 0;
}

static bool
finish_csi(Keys *keys, int last, TermEvent *event)
{
	const char *params = keys->text->str;
	if (last < 0x40 || last > 0x7e)
		return false;
	if (params[0] == '<' && (last == 'M' || last == 'm'))
		return read_mouse(keys, params, (char)last, event);
	if (last == 'y')
		read_mode(keys, params);
	if (last == 'R')
		keys->repeats = g_str_equal(params, REPEATED_TO);
	return give_key(event, key_of_csi(params, (char)last));
}

/* True if CODE ends the sequence. */
static bool
ends_sequence(const Keys *keys, int code)
{
	switch (keys->sequence) {
	case '[':
		return code < 0x20 || code >= 0x40;
	case 'O':
		return true;
	default:
		return code == 7 ||
			(code == '\\' && keys->text->len &&
				keys->text->str[keys->text->len - 1] == 27);
	}
}

static bool
finish_sequence(Keys *keys, int last, TermEvent *event)
{
	int kind = keys->sequence;
	keys->sequence = 0;
	if (kind == '[' || kind == 'O')
		return finish_csi(keys, last, event);
	return kind == ']' && read_background(keys->text->str, event);
}

/* A sequence may come in pieces, as mouse reports do over a slow line: what
 * is there is kept until the rest comes, or nothing more does. */
static bool
take_sequence(Source *s, TermEvent *event)
{
	Keys *keys = s->keys;
	int code;
	while ((code = next_code(s)) >= 0) {
		keys->text_at = clock_ticks();
		if (ends_sequence(keys, code))
			return finish_sequence(keys, code, event);
		if (keys->text->len < SEQUENCE_MAX && code < 256)
			g_string_append_c(keys->text, (char)code);
	}
	return false;
}

static bool
begin_sequence(Source *s, int kind, TermEvent *event)
{
	s->keys->sequence = kind;
	s->keys->text_at = clock_ticks();
	g_string_truncate(s->keys->text, 0);
	return take_sequence(s, event);
}

static bool
begins_sequence(int code)
{
	return code > 0 && code < 256 && strchr("[O]P_^X", code);
}

/* ESC was read: alone, the start of a sequence, or Alt with a key. */
static bool
take_escape(Source *s, TermEvent *event)
{
	int code = next_code(s);
	if (code < 0) {
		s->keys->escape_at = clock_ticks();
		return give_key(event, 27);
	}
	if (begins_sequence(code))
		return begin_sequence(s, code, event);
	if (code == KEY_BACKSPACE || code == 127)
		return give_key(event, K_BACKSPACE | KEY_ALT);
	if (code > 0x20 && code < 0x7f)
		return give_key(event, (Key)code | KEY_ALT);
	s->keys->ahead = code;
	return give_key(event, 27);
}

/* A sequence whose ESC came alone a moment ago, as over a slow line. */
static bool
is_late_sequence(Source *s, int code)
{
	if ((code != '[' && code != 'O') || s->keys->escape_at == 0 ||
		clock_ticks() - s->keys->escape_at > LATE_SEQUENCE)
		return false;
	int after = next_code(s);
	if (after < 0)
		return false;
	s->keys->ahead = after;
	return true;
}

static bool
take_byte(Source *s, int code, TermEvent *event)
{
	Keys *keys = s->keys;
	char byte = (char)code;
	wchar_t c = 0;
	gsize n = mbrtowc(&c, &byte, 1, &keys->state);
	if (n == (gsize)-2)
		return false;
	if (n == (gsize)-1) {
		memset(&keys->state, 0, sizeof keys->state);
		return false;
	}
	if (c >= 0x80 && c < 0xa0)
		return false;
	return give_key(event, c == 127 ? K_BACKSPACE : (Key)c);
}

static bool
take_code(Source *s, int code, TermEvent *event)
{
	Keys *keys = s->keys;
	if (code == CODE_PASTE_START) {
		keys->paste = g_string_new(NULL);
		keys->paste_at = clock_ticks();
		return take_paste(s, event);
	}
	if (code >= 256)
		return give_key(event, keys_from_curses(code));
	if (code == 27)
		return take_escape(s, event);
	if (is_late_sequence(s, code))
		return begin_sequence(s, code, event);
	keys->escape_at = 0;
	return take_byte(s, code, event);
}

bool
keys_next(Keys *keys, int (*get)(void *), void *data, TermEvent *event)
{
	Source s = { keys, get, data };
	int code;
	memset(event, 0, sizeof *event);
	if (keys->paste)
		return take_paste(&s, event);
	if (clock_ticks() - keys->text_at > LATE_SEQUENCE)
		keys->sequence = 0;
	if (keys->sequence && take_sequence(&s, event))
		return true;
	while (!keys->sequence && !keys->paste && (code = next_code(&s)) >= 0)
		if (take_code(&s, code, event))
			return true;
	return false;
}
