# SPDX-License-Identifier: MIT
# `make bench` builds what bench_programs lists, runs the programs in benches
# and then makes the targets in bench_targets.  Nothing here is a test.
bench_programs = tests/bench/text
benches = tests/bench/text
bench_targets =
EXTRA_PROGRAMS += $(bench_programs)
tests_bench_text_SOURCES = tests/bench/text.c
tests_bench_text_LDADD = $(URL_LIBS)

bench_programs += tests/bench/term
bench_targets += bench-term
tests_bench_term_SOURCES = tests/bench/term.c \
	tests/unit/term/emulator.c tests/unit/term/emulator.h
tests_bench_term_LDADD = $(TERM_LIBS)

bench-term: tests/bench/term
	LC_ALL=C.UTF-8 tests/bench/term
.PHONY: bench-term

bench_programs += tests/bench/keys
bench_targets += bench-keys
EXTRA_DIST += tests/bench/keys.sh
tests_bench_keys_SOURCES = tests/bench/keys.c
tests_bench_keys_LDADD = $(BASE_LIBS) -lutil

bench-keys: tests/bench/keys courant courant-fetch
	top_builddir=. $(SHELL) $(top_srcdir)/tests/bench/keys.sh
.PHONY: bench-keys

EXTRA_PROGRAMS += tests/bench/ui
tests_bench_ui_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
tests_bench_ui_SOURCES = tests/bench/ui.c tests/unit/ui/fixture.c
tests_bench_ui_LDADD = tests/lib/libtest.a $(UI_LIBS)

bench-ui: tests/bench/ui
	LC_ALL=C.UTF-8 tests/bench/ui
.PHONY: bench-ui

if HAVE_MICROHTTPD
EXTRA_PROGRAMS += tests/bench/floor
tests_bench_floor_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(SQLITE_CFLAGS)
tests_bench_floor_SOURCES = tests/bench/floor.c
tests_bench_floor_LDADD = $(GLIB_LIBS) $(XML_LIBS) $(SQLITE_LIBS)

bench-refresh: tests/bench/floor tests/lib/httpd courant-fetch
	for n in 100 1000; do top_builddir=. \
	$(SHELL) $(top_srcdir)/tests/bench/refresh.sh $$n || exit; done
bench_targets += bench-refresh
endif
.PHONY: bench-refresh
EXTRA_DIST += tests/bench/refresh.sh

bench_programs += tests/bench/page
bench_targets += bench-page
bench-page: tests/bench/page
	find $(top_srcdir)/../shared/corpus/html-bodies -name '*.html' \
		-exec tests/bench/page {} +
.PHONY: bench-page
tests_bench_page_SOURCES = tests/bench/page.c
tests_bench_page_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(XML_CFLAGS)
tests_bench_page_LDADD = $(PAGE_LIBS)

bench_programs += tests/bench/feed
bench_targets += bench-feed
tests_bench_feed_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS)
tests_bench_feed_SOURCES = tests/bench/feed.c
tests_bench_feed_LDADD = $(FEED_LIBS)

bench-feed: tests/bench/feed
	find $(top_srcdir)/../shared/corpus/feeds-real -name '*.xml' \
		-exec tests/bench/feed {} +
.PHONY: bench-feed

bench_programs += tests/bench/store
benches += tests/bench/store
tests_bench_store_SOURCES = tests/bench/store.c
tests_bench_store_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_bench_store_LDADD = $(STORE_LIBS)

bench_programs += tests/bench/doc
bench_targets += bench-doc
bench-doc: tests/bench/doc
	find $(top_srcdir)/../shared/corpus/html-bodies -name '*.html' \
		-exec tests/bench/doc {} +
.PHONY: bench-doc
tests_bench_doc_SOURCES = tests/bench/doc.c
tests_bench_doc_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(XML_CFLAGS)
tests_bench_doc_LDADD = $(DOC_LIBS)

bench: $(bench_programs)
	@for b in $(benches); do \
		echo "== $$b"; top_srcdir='$(top_srcdir)' $$b || exit 1; \
	done
	@for t in $(bench_targets); do \
		echo "== $$t"; $(MAKE) $(AM_MAKEFLAGS) $$t || exit 1; \
	done
.PHONY: bench
