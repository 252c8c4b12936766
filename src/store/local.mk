# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS) $(JANSSON_CFLAGS)
src_store_libstore_a_SOURCES = \
	src/store/article.c \
	src/store/db.c \
	src/store/feeds.c \
	src/store/ingest.c \
	src/store/json.c \
	src/store/links.c \
	src/store/lists.c \
	src/store/marks.c \
	src/store/newsboat.c \
	src/store/node.h \
	src/store/port.c src/store/port.h \
	src/store/query.c src/store/query.h \
	src/store/rules.c \
	src/store/schema.c \
	src/store/search.c \
	src/store/sql.c \
	src/store/store.h \
	src/store/store_i.h \
	src/store/tidy.c \
	src/store/words.c

# What a program needs that uses this room.
STORE_LIBS = src/store/libstore.a src/feed/libfeed.a $(URL_LIBS) $(XML_LIBS) $(SQLITE_LIBS)
