# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/net/libnet.a
src_net_libnet_a_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS)
src_net_libnet_a_SOURCES = \
	src/net/address.c src/net/address.h \
	src/net/header.c src/net/header.h \
	src/net/net.c src/net/net.h \
	src/net/transfer.c src/net/transfer.h \
	src/net/words.c src/net/words.h

# What a program needs that uses this room.
NET_LIBS = src/net/libnet.a $(URL_LIBS) $(CURL_LIBS)
