# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/term/libterm.a
src_term_libterm_a_CFLAGS = $(AM_CFLAGS) $(NCURSES_CFLAGS)
src_term_libterm_a_SOURCES = \
	src/term/ascii.c src/term/caps.c src/term/cell.c src/term/clipboard.c \
	src/term/frame.c src/term/grid.c src/term/grid.h \
	src/term/keys.c src/term/links.c src/term/scroll.c \
	src/term/sgr.c src/term/show.c \
	src/term/term.c src/term/term.h src/term/term_i.h

# What a program needs that uses this room.
TERM_LIBS = src/term/libterm.a $(BASE_LIBS) $(NCURSES_LIBS)
