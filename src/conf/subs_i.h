/* SPDX-License-Identifier: MIT
 *
 * What subs.c (reading, writing) and subsedit.c (changes) share.
 */
#ifndef COURANT_CONF_SUBS_I_H
#define COURANT_CONF_SUBS_I_H

#include "conf/subs.h"

typedef struct {
	char *text; /* with its line end */
	Sub *sub;   /* NULL: comment, blank or wrong */
} SubsLine;

typedef struct {
	gsize start, end;  /* bytes of the line, quotes included */
	char *text;        /* without the quotes */
	int setting;       /* a SubSetting, or -1 */
	bool quoted, open; /* in quotes; without the closing one */
} SubsWord;

/* Array of SubsWord; words up to a comment or the end of the line. */
GArray *subs_words(const char *line);

/* The setting whose "name=" stands at P, or -1. */
int subs_setting_at(const char *p, const char *end);

GPtrArray *subs_lines(Subs *subs);
const char *subs_eol(const Subs *subs);
/* After the lines changed. */
void subs_reread(Subs *subs);

#endif
