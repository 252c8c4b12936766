# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
src_base_libbase_a_SOURCES = \
	src/base/base_i.h src/base/chars.c \
	src/base/breaks.c src/base/breaks.h \
	src/base/buf.c src/base/buf.h \
	src/base/clock.c src/base/clock.h \
	src/base/color.c src/base/color.h \
	src/base/hash.c src/base/hash.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/json.c src/base/json.h \
	src/base/key.c src/base/key.h \
	src/base/log.c src/base/log.h \
	src/base/role.c src/base/role.h \
	src/base/text.c src/base/text.h \
	src/base/twice.c src/base/twice.h \
	src/base/width.c src/base/width.h

# What a program needs that uses this room.
BASE_LIBS = src/base/libbase.a $(GLIB_LIBS) $(UNISTRING_LIBS) $(JANSSON_LIBS) $(LTLIBINTL)
