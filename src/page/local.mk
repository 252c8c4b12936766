# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/page/libpage.a
src_page_libpage_a_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
src_page_libpage_a_SOURCES = \
	src/page/block.c \
	src/page/code.c \
	src/page/fill.c \
	src/page/find.c \
	src/page/inline.c \
	src/page/layout.c src/page/layout.h \
	src/page/list.c \
	src/page/out.c \
	src/page/page.c src/page/page.h \
	src/page/table.c

# What a program needs that uses this room.
PAGE_LIBS = src/page/libpage.a $(DOC_LIBS)
