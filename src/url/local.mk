# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/url/liburl.a
src_url_liburl_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
src_url_liburl_a_SOURCES = \
	src/url/parts.c \
	src/url/strip.c \
	src/url/unwrap.c \
	src/url/url.c src/url/url.h src/url/url_i.h \
	src/url/user.c

# What a program needs that uses this room.
URL_LIBS = src/url/liburl.a $(BASE_LIBS)
