# SPDX-License-Identifier: MIT
bin_PROGRAMS += courant
courant_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(CMARK_CFLAGS)
courant_SOURCES = src/app/main.c
courant_LDADD = $(UI_LIBS)
