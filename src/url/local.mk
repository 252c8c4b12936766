# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/url/liburl.a
src_url_liburl_a_CFLAGS = $(AM_CFLAGS)
src_url_liburl_a_SOURCES = src/url/url.c src/url/url.h

# What a program needs that uses this room.
URL_LIBS = src/url/liburl.a $(BASE_LIBS)
