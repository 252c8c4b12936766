# SPDX-License-Identifier: MIT
libexec_PROGRAMS += courant-fetch
courant_fetch_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
courant_fetch_SOURCES = src/fetch/main.c
courant_fetch_LDADD = src/store/libstore.a src/doc/libdoc.a src/net/libnet.a \
	src/feed/libfeed.a src/conf/libconf.a src/url/liburl.a $(BASE_LIBS) \
	$(XML_LIBS) $(CMARK_LIBS) $(SQLITE_LIBS) $(CURL_LIBS)
