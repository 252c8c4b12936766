# SPDX-License-Identifier: MIT
page_test_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)
page_test_cflags = $(AM_CFLAGS) $(CMARK_CFLAGS)
page_test_show = tests/unit/page/show.c tests/unit/page/show.h
page_test_libs = tests/lib/libtest.a $(PAGE_LIBS)
page_tests = tests/unit/page/corpus tests/unit/page/golden \
	tests/unit/page/lines
check_PROGRAMS += $(page_tests)
TESTS += $(page_tests)

tests_unit_page_corpus_SOURCES = tests/unit/page/corpus.c $(page_test_show)
tests_unit_page_corpus_CPPFLAGS = $(page_test_cppflags)
tests_unit_page_corpus_CFLAGS = $(page_test_cflags)
tests_unit_page_corpus_LDADD = $(page_test_libs)

tests_unit_page_golden_SOURCES = tests/unit/page/golden.c $(page_test_show)
tests_unit_page_golden_CPPFLAGS = $(page_test_cppflags)
tests_unit_page_golden_CFLAGS = $(page_test_cflags)
tests_unit_page_golden_LDADD = $(page_test_libs)

tests_unit_page_lines_SOURCES = tests/unit/page/lines.c $(page_test_show)
tests_unit_page_lines_CPPFLAGS = $(page_test_cppflags)
tests_unit_page_lines_CFLAGS = $(page_test_cflags)
tests_unit_page_lines_LDADD = $(page_test_libs)

EXTRA_DIST += tests/golden/page
