# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/page/libpage.a
src_page_libpage_a_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
src_page_libpage_a_SOURCES = 

# What a program needs that uses this room.
PAGE_LIBS = src/page/libpage.a $(DOC_LIBS)
