# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/term/libterm.a
src_term_libterm_a_CFLAGS = $(AM_CFLAGS) $(NCURSES_CFLAGS)
src_term_libterm_a_SOURCES = src/term/grid.c src/term/grid.h src/term/term.h

# What a program needs that uses this room.
TERM_LIBS = src/term/libterm.a $(BASE_LIBS) $(NCURSES_LIBS)
