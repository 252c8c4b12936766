# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/ui/libui.a
src_ui_libui_a_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
src_ui_libui_a_SOURCES = \
	src/ui/ahead.c \
	src/ui/article.c \
	src/ui/article.h \
	src/ui/articles.c \
	src/ui/commands.c \
	src/ui/complete.c \
	src/ui/document.c \
	src/ui/document.h \
	src/ui/edit.c \
	src/ui/edit.h \
	src/ui/feeds.c \
	src/ui/flow.c \
	src/ui/format.c \
	src/ui/help.c \
	src/ui/hints.c \
	src/ui/keys.c \
	src/ui/layout.c \
	src/ui/layout.h \
	src/ui/lines.c \
	src/ui/links.c \
	src/ui/list.c \
	src/ui/list.h \
	src/ui/marks.c \
	src/ui/menu.c \
	src/ui/newsletter.c \
	src/ui/output.c \
	src/ui/overlay.c \
	src/ui/pages.c \
	src/ui/paint.c \
	src/ui/panes.c \
	src/ui/place.c \
	src/ui/prompt.c \
	src/ui/search.c \
	src/ui/state.h \
	src/ui/subscribe.c \
	src/ui/ui.c \
	src/ui/ui.h \
	src/ui/undo.c \
	src/ui/view.c \
	src/ui/welcome.c \
	src/ui/worker.c

# What a program needs that uses this room.
UI_LIBS = src/ui/libui.a src/page/libpage.a src/doc/libdoc.a \
	src/store/libstore.a src/feed/libfeed.a src/conf/libconf.a \
	src/term/libterm.a src/url/liburl.a $(BASE_LIBS) \
	$(XML_LIBS) $(CMARK_LIBS) $(SQLITE_LIBS) $(NCURSES_LIBS)
