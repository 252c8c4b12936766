# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/corpus/bodies
TESTS += tests/unit/corpus/bodies
tests_unit_corpus_bodies_SOURCES = tests/unit/corpus/bodies.c
tests_unit_corpus_bodies_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(CMARK_CFLAGS)
tests_unit_corpus_bodies_LDADD = tests/lib/libtest.a src/page/libpage.a \
	src/feed/libfeed.a $(DOC_LIBS)
