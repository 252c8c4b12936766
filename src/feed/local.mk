# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/feed/libfeed.a
src_feed_libfeed_a_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(JANSSON_CFLAGS)
src_feed_libfeed_a_SOURCES = \
	src/feed/core.c \
	src/feed/date.c src/feed/date.h \
	src/feed/discover.c src/feed/discover.h \
	src/feed/dump.c \
	src/feed/encoding.c src/feed/encoding.h \
	src/feed/extra.c \
	src/feed/feed.c src/feed/feed.h \
	src/feed/guess.c src/feed/guess.h \
	src/feed/html.c src/feed/html.h \
	src/feed/jsonfeed.c src/feed/jsonfeed.h \
	src/feed/jsonrepair.c src/feed/jsonrepair.h \
	src/feed/media.c \
	src/feed/model.c src/feed/model.h \
	src/feed/ns.c src/feed/ns.h \
	src/feed/opml.c src/feed/opml.h \
	src/feed/person.c src/feed/person.h \
	src/feed/balance.c src/feed/balance.h \
	src/feed/repair.c src/feed/repair.h \
	src/feed/rss.c \
	src/feed/scope.c src/feed/scope.h \
	src/feed/xmlfeed.c

# What a program needs that uses this room.
FEED_LIBS = src/feed/libfeed.a $(URL_LIBS) $(XML_LIBS)
