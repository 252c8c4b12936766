# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/conf/libconf.a
src_conf_libconf_a_CFLAGS = $(AM_CFLAGS)
src_conf_libconf_a_SOURCES = 

# What a program needs that uses this room.
CONF_LIBS = src/conf/libconf.a $(URL_LIBS)
