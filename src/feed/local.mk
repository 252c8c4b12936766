# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/feed/libfeed.a
src_feed_libfeed_a_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(JANSSON_CFLAGS)
src_feed_libfeed_a_SOURCES = 

# What a program needs that uses this room.
FEED_LIBS = src/feed/libfeed.a $(URL_LIBS) $(XML_LIBS)
