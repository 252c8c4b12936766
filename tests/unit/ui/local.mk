# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/ui/screens
TESTS += tests/unit/ui/screens
tests_unit_ui_screens_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_ui_screens_SOURCES = tests/unit/ui/screens.c \
	tests/unit/ui/fixture.c tests/unit/ui/fixture.h
tests_unit_ui_screens_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=command_handler \
	-Wl,--wrap=store_count
tests_unit_ui_screens_LDADD = tests/lib/libtest.a $(UI_LIBS)
EXTRA_DIST += tests/golden/ui

check_PROGRAMS += tests/unit/ui/parts
TESTS += tests/unit/ui/parts
tests_unit_ui_parts_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_ui_parts_SOURCES = tests/unit/ui/parts.c
tests_unit_ui_parts_LDADD = $(UI_LIBS)

check_PROGRAMS += tests/unit/ui/languages
TESTS += tests/unit/ui/languages
tests_unit_ui_languages_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_ui_languages_SOURCES = tests/unit/ui/languages.c \
	tests/unit/ui/catalogue.c tests/unit/ui/catalogue.h \
	tests/unit/ui/fixture.c tests/unit/ui/fixture.h
tests_unit_ui_languages_LDADD = tests/lib/libtest.a $(UI_LIBS)

check_PROGRAMS += tests/unit/ui/locales
TESTS += tests/unit/ui/locales
tests_unit_ui_locales_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_ui_locales_SOURCES = tests/unit/ui/locales.c \
	tests/unit/ui/catalogue.c tests/unit/ui/catalogue.h \
	tests/unit/ui/fixture.c tests/unit/ui/fixture.h
tests_unit_ui_locales_LDADD = tests/lib/libtest.a $(UI_LIBS)
