/* SPDX-License-Identifier: MIT
 *
 * What subs.c (reading, writing) and subsedit.c (changes) share.
 */
#ifndef COURANT_CONF_SUBS_I_H
#define COURANT_CONF_SUBS_I_H

#include "conf/subs.h"

typedef struct {
	char *text;    /* with its line end */
	Sub *sub;      /* NULL: comment, blank or wrong */
	char *problem; /* what is wrong, or NULL */
	bool listed;   /* the first line with this address */
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

/* Puts a new line (TEXT is taken over) at PLACE; its address, if it has one,
 * is on no other line. */
void subs_insert(Subs *subs, guint place, char *text);

/* Gives LINE another text (taken over), with the same address. */
void subs_set_line(Subs *subs, SubsLine *line, char *text);

/* After lines went or got another address. */
void subs_reindex(Subs *subs);

#endif
