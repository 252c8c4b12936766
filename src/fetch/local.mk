# SPDX-License-Identifier: MIT
libexec_PROGRAMS += courant-fetch
noinst_LIBRARIES += src/fetch/libfetch.a
src_fetch_libfetch_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) $(CMARK_CFLAGS)
src_fetch_libfetch_a_SOURCES = \
	src/fetch/command.c src/fetch/command.h \
	src/fetch/digest.c src/fetch/digest.h \
	src/fetch/discover.c \
	src/fetch/dump.c \
	src/fetch/events.c src/fetch/events.h \
	src/fetch/export.c \
	src/fetch/folder.c src/fetch/folder.h \
	src/fetch/follow.c src/fetch/follow.h \
	src/fetch/fulltext.c src/fetch/fulltext.h \
	src/fetch/get.c \
	src/fetch/import.c \
	src/fetch/ingest.c src/fetch/ingest.h \
	src/fetch/keeper.c src/fetch/keeper.h \
	src/fetch/lock.c src/fetch/lock.h \
	src/fetch/queue.c src/fetch/queue.h \
	src/fetch/refresh.c \
	src/fetch/sandbox.c src/fetch/sandbox.h \
	src/fetch/schedule.c src/fetch/schedule.h \
	src/fetch/target.c src/fetch/target.h \
	src/fetch/worker.h
courant_fetch_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
courant_fetch_SOURCES = src/fetch/main.c
courant_fetch_LDADD = $(FETCH_LIBS)

# What a program needs that uses this room.
FETCH_LIBS = src/fetch/libfetch.a src/store/libstore.a src/doc/libdoc.a \
	src/net/libnet.a src/feed/libfeed.a src/conf/libconf.a \
	src/url/liburl.a $(BASE_LIBS) \
	$(XML_LIBS) $(CMARK_LIBS) $(SQLITE_LIBS) $(CURL_LIBS)
