# SPDX-License-Identifier: MIT
bin_PROGRAMS += courant
courant_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(CMARK_CFLAGS) $(QRENCODE_CFLAGS)
courant_SOURCES = \
	src/app/articles.c \
	src/app/browse.c \
	src/app/browser.c src/app/browser.h \
	src/app/cli.c src/app/cli.h \
	src/app/dump.c \
	src/app/effects.c \
	src/app/feeds.c \
	src/app/loop.c \
	src/app/main.c \
	src/app/opening.c \
	src/app/openwire.c src/app/openwire.h \
	src/app/qr.c src/app/qr.h \
	src/app/reader.c src/app/reader.h src/app/reader_i.h \
	src/app/show.c \
	src/app/source.c src/app/source.h \
	src/app/subschange.c \
	src/app/subscribe.c \
	src/app/subscriptions.c src/app/subscriptions.h \
	src/app/process.c src/app/process.h
courant_LDADD = $(UI_LIBS) $(QRENCODE_LIBS)
