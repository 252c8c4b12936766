# SPDX-License-Identifier: MIT
# Other parsers' expectations; skipped when their feeds are not there.
check_PROGRAMS += tests/conformance/run
tests_conformance_run_SOURCES = \
	tests/conformance/check.c tests/conformance/check.h \
	tests/conformance/compare.c tests/conformance/compare.h \
	tests/conformance/expect.c tests/conformance/expect.h \
	tests/conformance/feedparser.c \
	tests/conformance/foreign.c \
	tests/conformance/plain.c \
	tests/conformance/rows.c tests/conformance/rows.h \
	tests/conformance/run.c tests/conformance/runners.h \
	tests/conformance/suite.c tests/conformance/suite.h
tests_conformance_run_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir) $(XML_CFLAGS)
tests_conformance_run_LDADD = tests/lib/libtest.a $(FEED_LIBS)
TESTS += tests/conformance/conformance.t
EXTRA_DIST += tests/conformance/conformance.t tests/conformance/known.txt
