# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/ui/libui.a
src_ui_libui_a_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
src_ui_libui_a_SOURCES = src/ui/document.c src/ui/document.h

# What a program needs that uses this room.
UI_LIBS = src/ui/libui.a src/page/libpage.a src/doc/libdoc.a \
	src/store/libstore.a src/feed/libfeed.a src/conf/libconf.a \
	src/term/libterm.a src/url/liburl.a $(BASE_LIBS) \
	$(XML_LIBS) $(CMARK_LIBS) $(SQLITE_LIBS) $(NCURSES_LIBS)
