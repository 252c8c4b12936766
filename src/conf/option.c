/* SPDX-License-Identifier: MIT
 *
 * The table of options; one reader of values for each type.
 */
#include <config.h>

#include "conf/option.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "conf/command.h"

static const OptionInfo options[N_OPTIONS] = {
#define OPTION(id, name_, type_, def_, spec_, changes_, help_)                 \
	[OPT_##id] = { .name = name_,                                          \
		.type = OPTION_##type_,                                        \
		.def = def_,                                                   \
		.spec = spec_,                                                 \
		.changes = changes_,                                           \
		.help = help_ },
#include "conf/option.def"
};

const OptionInfo *
option_info(OptionId id)
{
	return &options[id];
}

int
option_from_name(const char *name)
{
	for (int i = 0; i < N_OPTIONS; i++)
		if (strcmp(options[i].name, name) == 0)
			return i;
	return -1;
}

gint64
option_duration(const char *text)
{
	static const struct {
		const char *unit;
		int seconds;
	} units[] = { { "", 1 }, { "s", 1 }, { "m", 60 }, { "min", 60 },
		{ "h", 3600 }, { "d", 86400 }, { "w", 7 * 86400 } };
	char *end;
	if (!g_ascii_isdigit(*text))
		return -1;
	guint64 n = g_ascii_strtoull(text, &end, 10);
	if (n > G_MAXINT32)
		return -1;
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
		if (strcmp(end, units[i].unit) == 0) {
			gint64 seconds = (gint64)n * units[i].seconds;
			return seconds > G_MAXINT32 ? -1 : seconds;
		}
	return -1;
}

static void
set_expected(GError **error, const OptionInfo *o, const char *text,
	const char *expected)
{
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		/* L10N: option name, what was expected, what was given */
		_("%s: expected %s, not “%s”"), o->name, expected, text);
}

static bool
in_range(const OptionInfo *o, gint64 n)
{
	char *end;
	gint64 least = g_ascii_strtoll(o->spec, &end, 10);
	gint64 most = g_ascii_strtoll(end + 2, NULL, 10);
	return n >= least && n <= most;
}

static bool
parse_bool(const OptionInfo *o, const char *text, int *number, GError **error)
{
	static const char *const words[] = { "no", "yes", "off", "on", "false",
		"true", "0", "1" };
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(words[i], text) == 0) {
			*number = i & 1;
			return true;
		}
	set_expected(error, o, text, _("yes or no"));
	return false;
}

static bool
parse_int(const OptionInfo *o, const char *text, int *number, GError **error)
{
	char *end;
	gint64 n = g_ascii_strtoll(text, &end, 10);
	if (end != text && !*end && in_range(o, n)) {
		*number = (int)n;
		return true;
	}
	/* L10N: %s is a range such as 1..64 */
	g_autofree char *range = g_strdup_printf(_("a number in %s"), o->spec);
	set_expected(error, o, text, range);
	return false;
}

static bool
parse_duration(
	const OptionInfo *o, const char *text, int *number, GError **error)
{
	gint64 n = option_duration(text);
	if (n >= 0 && in_range(o, n)) {
		*number = (int)n;
		return true;
	}
	g_autofree char *range = g_strdup_printf(
		/* L10N: keep 30m, 6h, 7d; %s is a range in seconds */
		_("a time such as 30m, 6h or 7d (%s seconds)"), o->spec);
	set_expected(error, o, text, range);
	return false;
}

static bool
parse_enum(const OptionInfo *o, const char *text, int *number, GError **error)
{
	g_auto(GStrv) words = g_strsplit(o->spec, " ", -1);
	for (int i = 0; words[i]; i++)
		if (strcmp(words[i], text) == 0) {
			*number = i;
			return true;
		}
	g_autofree char *list = g_strjoinv(", ", words);
	/* L10N: %s is a list of words of the settings language */
	g_autofree char *expected = g_strdup_printf(_("one of %s"), list);
	set_expected(error, o, text, expected);
	return false;
}

/* "%>" and "%%" are in every format; "-" and a width may stand before a
 * field. */
static bool
parse_format(const OptionInfo *o, const char *text, GError **error)
{
	const char *p = text;
	while ((p = strchr(p, '%'))) {
		const char *field = p++;
		bool plain = *p == '>' || *p == '%';
		p += !plain && *p == '-';
		while (!plain && g_ascii_isdigit(*p))
			p++;
		if (!*p || !(plain || strchr(o->spec, *p))) {
			/* L10N: %s are the letters of fields such as %t */
			g_autofree char *fields = g_strdup_printf(
				_("%% and one of %s"), o->spec);
			set_expected(error, o, field, fields);
			return false;
		}
		p++;
	}
	return true;
}

static bool
parse_number(const OptionInfo *o, const char *text, int *number, GError **error)
{
	switch (o->type) {
	case OPTION_BOOL:
		return parse_bool(o, text, number, error);
	case OPTION_INT:
		return parse_int(o, text, number, error);
	case OPTION_ENUM:
		return parse_enum(o, text, number, error);
	case OPTION_DURATION:
		return parse_duration(o, text, number, error);
	case OPTION_STRING:
	case OPTION_FORMAT:
	case OPTION_ARGV:
		break;
	}
	return true;
}

bool
option_parse(OptionId id, const char *text, OptionValue *value, GError **error)
{
	const OptionInfo *o = option_info(id);
	OptionValue v = { 0 };
	if (!parse_number(o, text, &v.number, error))
		return false;
	if (!g_utf8_validate(text, -1, NULL)) {
		set_expected(error, o, "", _("UTF-8 text"));
		return false;
	}
	if (o->type == OPTION_FORMAT && !parse_format(o, text, error))
		return false;
	if (o->type == OPTION_ARGV) {
		v.argv = command_words(text, error);
		if (!v.argv)
			return false;
	}
	v.text = g_strdup(text);
	option_value_clear(value);
	*value = v;
	return true;
}

void
option_value_clear(OptionValue *value)
{
	g_clear_pointer(&value->text, g_free);
	g_clear_pointer(&value->argv, g_strfreev);
	value->number = 0;
}
