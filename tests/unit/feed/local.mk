# SPDX-License-Identifier: MIT
check_PROGRAMS += \
	tests/unit/feed/corpus \
	tests/unit/feed/date \
	tests/unit/feed/discover \
	tests/unit/feed/guess \
	tests/unit/feed/opml \
	tests/unit/feed/parse
TESTS += \
	tests/unit/feed/corpus \
	tests/unit/feed/date \
	tests/unit/feed/discover \
	tests/unit/feed/guess \
	tests/unit/feed/opml \
	tests/unit/feed/parse
tests_unit_feed_corpus_SOURCES = tests/unit/feed/corpus.c
tests_unit_feed_corpus_LDADD = tests/lib/libtest.a $(FEED_LIBS)
tests_unit_feed_corpus_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_unit_feed_date_SOURCES = tests/unit/feed/date.c
tests_unit_feed_date_LDADD = tests/lib/libtest.a $(FEED_LIBS)
tests_unit_feed_discover_SOURCES = tests/unit/feed/discover.c
tests_unit_feed_discover_LDADD = tests/lib/libtest.a $(FEED_LIBS)
tests_unit_feed_guess_SOURCES = tests/unit/feed/guess.c
tests_unit_feed_guess_LDADD = tests/lib/libtest.a $(FEED_LIBS)
tests_unit_feed_opml_SOURCES = tests/unit/feed/opml.c
tests_unit_feed_opml_LDADD = tests/lib/libtest.a $(FEED_LIBS)
tests_unit_feed_parse_SOURCES = tests/unit/feed/parse.c
tests_unit_feed_parse_LDADD = tests/lib/libtest.a $(FEED_LIBS)
tests_unit_feed_parse_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
EXTRA_DIST += tests/golden/feed
