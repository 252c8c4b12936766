# SPDX-License-Identifier: MIT
base_tests = \
	tests/unit/base/breaks \
	tests/unit/base/buf \
	tests/unit/base/key \
	tests/unit/base/misc \
	tests/unit/base/text \
	tests/unit/base/twice \
	tests/unit/base/width
check_PROGRAMS += $(base_tests)
TESTS += $(base_tests)
tests_unit_base_breaks_SOURCES = tests/unit/base/breaks.c
tests_unit_base_breaks_LDADD = $(BASE_LIBS)
tests_unit_base_buf_SOURCES = tests/unit/base/buf.c
tests_unit_base_buf_LDADD = $(BASE_LIBS)
tests_unit_base_key_SOURCES = tests/unit/base/key.c
tests_unit_base_key_LDADD = $(BASE_LIBS)
tests_unit_base_misc_SOURCES = tests/unit/base/misc.c
tests_unit_base_misc_LDADD = $(BASE_LIBS)
tests_unit_base_text_SOURCES = tests/unit/base/text.c
tests_unit_base_text_LDADD = $(BASE_LIBS)
tests_unit_base_twice_SOURCES = tests/unit/base/twice.c
tests_unit_base_twice_LDADD = $(BASE_LIBS)
tests_unit_base_width_SOURCES = tests/unit/base/width.c
tests_unit_base_width_LDADD = $(BASE_LIBS)
tests_unit_base_misc_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
