# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/conf/libconf.a
src_conf_libconf_a_CFLAGS = $(AM_CFLAGS)
src_conf_libconf_a_SOURCES = \
	src/conf/command.def src/conf/command.h \
	src/conf/conf.h src/conf/keymap.h \
	src/conf/option.def src/conf/option.h \
	src/conf/paths.h src/conf/state.h src/conf/subs.h \
	src/conf/theme.h

# What a program needs that uses this room.
CONF_LIBS = src/conf/libconf.a $(URL_LIBS)
