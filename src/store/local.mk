# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
src_store_libstore_a_SOURCES = 

# What a program needs that uses this room.
STORE_LIBS = src/store/libstore.a src/feed/libfeed.a $(URL_LIBS) $(XML_LIBS) $(SQLITE_LIBS)
