# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/doc/roundtrip
TESTS += tests/unit/doc/roundtrip
tests_unit_doc_roundtrip_SOURCES = tests/unit/doc/roundtrip.c \
	tests/unit/doc/tree.c tests/unit/doc/tree.h
tests_unit_doc_roundtrip_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_roundtrip_LDADD = tests/lib/libtest.a $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/spec
TESTS += tests/unit/doc/spec
tests_unit_doc_spec_SOURCES = tests/unit/doc/spec.c \
	tests/unit/doc/tree.c tests/unit/doc/tree.h
tests_unit_doc_spec_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_spec_LDADD = tests/lib/libtest.a $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/pathological
TESTS += tests/unit/doc/pathological
tests_unit_doc_pathological_SOURCES = tests/unit/doc/pathological.c
tests_unit_doc_pathological_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_pathological_LDADD = tests/lib/libtest.a $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/golden
TESTS += tests/unit/doc/golden
tests_unit_doc_golden_SOURCES = tests/unit/doc/golden.c
tests_unit_doc_golden_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_golden_LDADD = tests/lib/libtest.a $(DOC_LIBS)

EXTRA_DIST += tests/golden/doc-export tests/golden/doc-html tests/golden/doc-markdown \
	tests/golden/doc-text

check_PROGRAMS += tests/unit/doc/corpus
TESTS += tests/unit/doc/corpus
tests_unit_doc_corpus_SOURCES = tests/unit/doc/corpus.c
tests_unit_doc_corpus_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_corpus_LDADD = tests/lib/libtest.a $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/article
TESTS += tests/unit/doc/article
tests_unit_doc_article_SOURCES = tests/unit/doc/article.c
tests_unit_doc_article_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_article_LDADD = tests/lib/libtest.a $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/markdown
TESTS += tests/unit/doc/markdown
tests_unit_doc_markdown_SOURCES = tests/unit/doc/markdown.c
tests_unit_doc_markdown_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_markdown_LDADD = $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/title
TESTS += tests/unit/doc/title
tests_unit_doc_title_SOURCES = tests/unit/doc/title.c
tests_unit_doc_title_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_title_LDADD = $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/style
TESTS += tests/unit/doc/style
tests_unit_doc_style_SOURCES = tests/unit/doc/style.c
tests_unit_doc_style_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_style_LDADD = $(DOC_LIBS)

check_PROGRAMS += tests/unit/doc/enclosures
TESTS += tests/unit/doc/enclosures
tests_unit_doc_enclosures_SOURCES = tests/unit/doc/enclosures.c
tests_unit_doc_enclosures_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_unit_doc_enclosures_LDADD = $(DOC_LIBS)
