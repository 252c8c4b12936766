/* SPDX-License-Identifier: MIT
 *
 * Dates: one tolerant reading of numbers, words and signs instead of a list
 * of layouts.
 */
#include <config.h>

#include "feed/date.h"

#include <string.h>

#define NO_ZONE G_MININT
#define MAX_NUMBERS 3
#define DAY 86400

typedef struct {
	int value, digits;
	char before; /* the sign that stood before it */
} Number;

typedef struct {
	Number numbers[MAX_NUMBERS];
	int n, month, hour, min, sec, zone;
	bool timed, am, pm, bad;
	bool after_t; /* an ISO "T" has just been read */
} Date;

/* A word that starts so is the month (compared after case folding). */
static const struct {
	const char *start;
	int month;
} months[] = {
	{ "jan", 1 },
	{ "feb", 2 },
	{ "mar", 3 },
	{ "apr", 4 },
	{ "may", 5 },
	{ "jun", 6 },
	{ "jul", 7 },
	{ "aug", 8 },
	{ "sep", 9 },
	{ "oct", 10 },
	{ "nov", 11 },
	{ "dec", 12 },
	{ "fév", 2 },
	{ "fev", 2 },
	{ "avr", 4 },
	{ "mai", 5 },
	{ "juin", 6 },
	{ "juil", 7 },
	{ "aoû", 8 },
	{ "aou", 8 },
	{ "déc", 12 },
	{ "jän", 1 },
	{ "mär", 3 },
	{ "okt", 10 },
	{ "dez", 12 },
	{ "már", 3 },
	{ "ápr", 4 },
	{ "máj", 5 },
	{ "jún", 6 },
	{ "júl", 7 },
	{ "szep", 9 },
	{ "ene", 1 },
	{ "abr", 4 },
	{ "ago", 8 },
	{ "dic", 12 },
	{ "set", 9 },
	{ "out", 10 },
	{ "gen", 1 },
	{ "mag", 5 },
	{ "giu", 6 },
	{ "lug", 7 },
	{ "ott", 10 },
	{ "mrt", 3 },
	{ "maa", 3 },
	{ "mei", 5 },
	{ "maj", 5 },
	{ "янв", 1 },
	{ "фев", 2 },
	{ "мар", 3 },
	{ "апр", 4 },
	{ "мая", 5 },
	{ "май", 5 },
	{ "июн", 6 },
	{ "июл", 7 },
	{ "авг", 8 },
	{ "сен", 9 },
	{ "окт", 10 },
	{ "ноя", 11 },
	{ "дек", 12 },
	{ "sty", 1 },
	{ "lut", 2 },
	{ "kwi", 4 },
	{ "cze", 6 },
	{ "lip", 7 },
	{ "sie", 8 },
	{ "wrz", 9 },
	{ "paź", 10 },
	{ "lis", 11 },
	{ "gru", 12 },
	{ "led", 1 },
	{ "úno", 2 },
	{ "bře", 3 },
	{ "dub", 4 },
	{ "kvě", 5 },
	{ "červenec", 7 },
	{ "července", 7 },
	{ "čer", 6 },
	{ "srp", 8 },
	{ "zář", 9 },
	{ "říj", 10 },
	{ "pro", 12 },
	{ "ιαν", 1 },
	{ "φεβ", 2 },
	{ "μαρ", 3 },
	{ "μάρ", 3 },
	{ "μάώ", 3 },
	{ "απρ", 4 },
	{ "μάι", 5 },
	{ "μαϊ", 5 },
	{ "μαι", 5 },
	{ "ιούν", 6 },
	{ "ιουν", 6 },
	{ "ιον", 6 },
	{ "ιούλ", 7 },
	{ "ιουλ", 7 },
	{ "ιολ", 7 },
	{ "αύγ", 8 },
	{ "αυγ", 8 },
	{ "σεπ", 9 },
	{ "οκτ", 10 },
	{ "νοέ", 11 },
	{ "νοε", 11 },
	{ "δεκ", 12 },
	{ "oca", 1 },
	{ "şub", 2 },
	{ "nis", 4 },
	{ "haz", 6 },
	{ "tem", 7 },
	{ "ağu", 8 },
	{ "eyl", 9 },
	{ "eki", 10 },
	{ "kas", 11 },
	{ "ara", 12 },
};

/* Zones by name, in minutes east. */
static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{ "ut", 0 },
	{ "utc", 0 },
	{ "gmt", 0 },
	{ "z", 0 },
	{ "wet", 0 },
	{ "est", -300 },
	{ "edt", -240 },
	{ "et", -300 },
	{ "cst", -360 },
	{ "cdt", -300 },
	{ "ct", -360 },
	{ "mst", -420 },
	{ "mdt", -360 },
	{ "mt", -420 },
	{ "pst", -480 },
	{ "pdt", -420 },
	{ "pt", -480 },
	{ "akst", -540 },
	{ "akdt", -480 },
	{ "hst", -600 },
	{ "ast", -240 },
	{ "adt", -180 },
	{ "nst", -210 },
	{ "ndt", -150 },
	{ "brt", -180 },
	{ "art", -180 },
	{ "bst", 60 },
	{ "west", 60 },
	{ "cet", 60 },
	{ "cest", 120 },
	{ "met", 60 },
	{ "mest", 120 },
	{ "mez", 60 },
	{ "mesz", 120 },
	{ "eet", 120 },
	{ "eest", 180 },
	{ "sast", 120 },
	{ "msk", 180 },
	{ "msd", 240 },
	{ "ist", 330 },
	{ "sgt", 480 },
	{ "hkt", 480 },
	{ "awst", 480 },
	{ "jst", 540 },
	{ "kst", 540 },
	{ "acst", 570 },
	{ "aest", 600 },
	{ "aedt", 660 },
	{ "nzst", 720 },
	{ "nzdt", 780 },
};

/* Days from 1970-01-01 in the proleptic Gregorian calendar. */
static gint64
days_from_civil(gint64 y, int m, int d)
{
	gint64 era, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	doe = (y - era * 400) * 365 + (y - era * 400) / 4 -
		(y - era * 400) / 100 + (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 +
		d - 1;
	return era * 146097 + doe - 719468;
}

static int
digits(const char **p, int *count)
{
	int value = 0;

	for (*count = 0; g_ascii_isdigit(**p) && *count < 9; ++*count)
		value = value * 10 + *(*p)++ - '0';
	return value;
}

/* hh:mm[:ss[.fraction]], HOUR has been read. */
static void
read_time(Date *d, const char **p, int hour)
{
	int n;

	d->hour = hour;
	++*p;
	d->min = digits(p, &n);
	d->bad = d->bad || n == 0 || n > 2;
	if (**p == ':' && g_ascii_isdigit((*p)[1])) {
		++*p;
		d->sec = digits(p, &n);
		d->bad = d->bad || n > 2;
	}
	if ((**p == '.' || **p == ',') && g_ascii_isdigit((*p)[1]))
		for (++*p; g_ascii_isdigit(**p);)
			++*p;
	d->timed = true;
}

/* hhmm or hhmmss */
static void
basic_time(Date *d, int value, int n)
{
	d->hour = n == 6 ? value / 10000 : n == 4 ? value / 100 : value;
	d->min = n == 6 ? value / 100 % 100 : n == 4 ? value % 100 : 0;
	d->sec = n == 6 ? value % 100 : 0;
	d->timed = true;
}

static void
push(Date *d, int value, int n, char before)
{
	if (d->n < MAX_NUMBERS)
		d->numbers[d->n++] = (Number){ value, n, before };
}

static void
read_number(Date *d, const char **p, char before)
{
	int n, value = digits(p, &n);

	if (**p == ':' && g_ascii_isdigit((*p)[1]) && !d->timed && n <= 2) {
		read_time(d, p, value);
	} else if (d->after_t && (n == 2 || n == 4 || n == 6)) {
		basic_time(d, value, n);
	} else if (n == 8 && d->n == 0) {
		push(d, value / 10000, 4, before);
		push(d, value / 100 % 100, 2, '-');
		push(d, value % 100, 2, '-');
	} else if (n == 7 && d->n == 0) {
		push(d, value / 1000, 4, before);
		push(d, value % 1000, 3, '-');
	} else if (n <= 4) {
		push(d, value, n, before);
	} else {
		d->bad = true;
	}
	d->after_t = false;
}

/* +hhmm, +hh:mm, +hh */
static void
read_offset(Date *d, const char **p)
{
	int sign = **p == '-' ? -1 : 1;
	int n, value;

	++*p;
	value = digits(p, &n);
	if (n > 4)
		return;
	if (n == 3 || n == 4) {
		value = value / 100 * 60 + value % 100;
	} else {
		int minutes = 0, k;

		if (**p == ':') {
			++*p;
			minutes = digits(p, &k) % 60;
		}
		value = value * 60 + minutes;
	}
	if (value > 26 * 60)
		return;
	d->zone = sign * value;
}

static void
read_word(Date *d, const char *word)
{
	/* Unlike lower case, that of a Turkish reader too has an "i". */
	g_autofree char *fold = g_utf8_casefold(word, -1);

	d->after_t = strcmp(fold, "t") == 0 && !d->timed;
	d->am = d->am || strcmp(fold, "am") == 0 || strcmp(fold, "오전") == 0 ||
		strcmp(fold, "上午") == 0;
	d->pm = d->pm || strcmp(fold, "pm") == 0 || strcmp(fold, "오후") == 0 ||
		strcmp(fold, "下午") == 0;
	if (d->timed && d->zone == NO_ZONE)
		for (gsize i = 0; i < G_N_ELEMENTS(zones); i++)
			if (strcmp(zones[i].name, fold) == 0) {
				d->zone = zones[i].minutes;
				return;
			}
	for (gsize i = 0; i < G_N_ELEMENTS(months); i++)
		if (g_str_has_prefix(fold, months[i].start)) {
			d->month = months[i].month;
			return;
		}
}

static void
read_all(Date *d, const char *p)
{
	char before = ' ';

	while (*p) {
		if (g_ascii_isdigit(*p)) {
			read_number(d, &p, before);
			before = ' ';
		} else if ((*p == '+' || *p == '-') && d->timed &&
			g_ascii_isdigit(p[1])) {
			read_offset(d, &p);
		} else if (g_ascii_isalpha(*p) || (guchar)*p >= 0x80) {
			const char *start = p;
			g_autofree char *word = NULL;

			while (*p &&
				(g_ascii_isalpha(*p) || (guchar)*p >= 0x80))
				p++;
			word = g_strndup(start, (gsize)(p - start));
			read_word(d, word);
		} else {
			before = *p++;
		}
	}
}

static int
full_year(Number y)
{
	if (y.digits > 2)
		return y.value;
	return y.value + (y.value < 50 ? 2000 : 1900);
}

/* A month's name stood beside the numbers. */
static bool
order_named(const Date *d, int *year, int *day)
{
	const Number *n = d->numbers;

	if (d->n < 1)
		return false;
	if (d->n == 1) {
		*year = full_year(n[0]);
		*day = 1;
		return n[0].digits == 4;
	}
	if (n[0].digits > 2 || n[0].value > 31) {
		*year = full_year(n[0]);
		*day = n[1].value;
	} else {
		*day = n[0].value;
		*year = full_year(n[1]);
	}
	return true;
}

static bool
order_numbers(const Date *d, int *year, int *month, int *day)
{
	const Number *n = d->numbers;

	if (d->n == 0)
		return false;
	if (n[0].digits == 4 ||
		(d->n == 3 && n[1].before == '-' && n[2].digits == 2)) {
		*year = full_year(n[0]);
		*month = d->n > 1 && n[1].digits < 3 ? n[1].value : 1;
		*day = d->n > 2 ? n[2].value : 1;
		if (d->n > 1 && n[1].digits == 3)
			*day = n[1].value;
		return d->n > 1 || !d->timed;
	}
	if (d->n < 3)
		return false;
	*year = full_year(n[2]);
	if (n[1].before == '.' || n[0].value > 12) {
		*day = n[0].value;
		*month = n[1].value;
	} else {
		*month = n[0].value;
		*day = n[1].value;
	}
	return true;
}

static gint64
assemble(const Date *d)
{
	int year, month = d->month, day, hour = d->hour;
	bool known = month ? order_named(d, &year, &day)
			   : order_numbers(d, &year, &month, &day);

	if (!known || d->bad || month < 1 || month > 12 || day < 1 || year < 1)
		return 0;
	if (day > 31 && !(month == 1 && d->n == 2 && day <= 366))
		return 0;
	if (d->pm && hour < 12)
		hour += 12;
	if (d->am && hour == 12)
		hour = 0;
	if (hour > 24 || d->min > 59 || d->sec > 60)
		return days_from_civil(year, month, day) * DAY;
	return days_from_civil(year, month, day) * DAY + hour * 3600 +
		d->min * 60 + d->sec - (d->zone == NO_ZONE ? 0 : d->zone * 60);
}

static bool
is_epoch(const char *s, gint64 *t)
{
	char *end;
	gsize n = strspn(s, "0123456789");

	if (n < 9 || n > 13 || n == 12 ||
		s[n + strspn(s + n, " \t\r\n")] != '\0')
		return false;
	*t = g_ascii_strtoll(s, &end, 10);
	if (n == 13)
		*t /= 1000;
	return true;
}

gint64
date_parse(const char *s)
{
	Date d = { .zone = NO_ZONE };
	gint64 t;
	gsize n;

	if (!s)
		return 0;
	while (g_ascii_isspace(*s))
		s++;
	n = strlen(s);
	if (n < 4 || n > 100 || !g_utf8_validate(s, -1, NULL))
		return 0;
	if (is_epoch(s, &t))
		return t;
	n = strspn(s, "0123456789");
	if (n == 14 || n == 12) {
		g_autofree char *iso = g_strdup_printf("%.8sT%s", s, s + 8);

		read_all(&d, iso);
	} else {
		read_all(&d, s);
	}
	return assemble(&d);
}

double
date_offset(const char *s)
{
	double total = 0;

	if (!s)
		return 0;
	while (g_ascii_isspace(*s))
		s++;
	for (int part = 0; part < 4 && g_ascii_isdigit(*s); part++) {
		char *end;
		double value = g_ascii_strtod(s, &end);

		total = total * 60 + value;
		if (*end != ':')
			break;
		s = end + 1;
	}
	return total >= 0 && total < 1e9 ? total : 0;
}

int
date_duration(const char *s)
{
	return (int)date_offset(s);
}
