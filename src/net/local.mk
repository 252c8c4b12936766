# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/net/libnet.a
src_net_libnet_a_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS)
src_net_libnet_a_SOURCES = 

# What a program needs that uses this room.
NET_LIBS = src/net/libnet.a $(URL_LIBS) $(CURL_LIBS)
