# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/url/strip tests/unit/url/url
TESTS += tests/unit/url/strip tests/unit/url/url
tests_unit_url_strip_SOURCES = tests/unit/url/strip.c
tests_unit_url_strip_LDADD = $(URL_LIBS)
tests_unit_url_url_SOURCES = tests/unit/url/url.c
tests_unit_url_url_LDADD = $(URL_LIBS)
