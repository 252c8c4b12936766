# SPDX-License-Identifier: MIT
# A fuzz target is tests/fuzz/NAME.c with LLVMFuzzerTestOneInput() (body.c for
# the three formats of bodies) and a small corpus in tests/fuzz/corpus/NAME/,
# which `make check` replays.  Configured with --enable-fuzzers (clang) the same
# programs are linked with libFuzzer, and `make fuzz` runs each for
# FUZZ_SECONDS; what it finds is in fuzz-NAME/.  To add one, append it to
# fuzz_targets and give it SOURCES and LDADD as text has them.
fuzz_targets = \
	tests/fuzz/date \
	tests/fuzz/discover \
	tests/fuzz/feed \
	tests/fuzz/header \
	tests/fuzz/html \
	tests/fuzz/keys \
	tests/fuzz/markdown \
	tests/fuzz/opml \
	tests/fuzz/page \
	tests/fuzz/plain \
	tests/fuzz/query \
	tests/fuzz/rc \
	tests/fuzz/screen \
	tests/fuzz/text \
	tests/fuzz/url \
	tests/fuzz/urls

FUZZ_SECONDS = 60

if FUZZERS
AM_CFLAGS += -fsanitize=fuzzer-no-link
FUZZ_MAIN =
noinst_PROGRAMS += $(fuzz_targets)
else
FUZZ_MAIN = tests/fuzz/standalone.c
check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
endif

tests_fuzz_date_SOURCES = tests/fuzz/date.c $(FUZZ_MAIN)
tests_fuzz_date_LDADD = $(FEED_LIBS) $(FUZZ_LIBS)
tests_fuzz_discover_SOURCES = tests/fuzz/discover.c $(FUZZ_MAIN)
tests_fuzz_discover_LDADD = $(FEED_LIBS) $(FUZZ_LIBS)
tests_fuzz_feed_SOURCES = tests/fuzz/feed.c $(FUZZ_MAIN)
tests_fuzz_feed_LDADD = $(FEED_LIBS) $(FUZZ_LIBS)
tests_fuzz_header_SOURCES = tests/fuzz/header.c $(FUZZ_MAIN)
tests_fuzz_header_LDADD = $(NET_LIBS) $(FUZZ_LIBS)
tests_fuzz_opml_SOURCES = tests/fuzz/opml.c $(FUZZ_MAIN)
tests_fuzz_opml_LDADD = $(FEED_LIBS) $(FUZZ_LIBS)
tests_fuzz_html_SOURCES = tests/fuzz/body.c $(FUZZ_MAIN)
tests_fuzz_html_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) \
	-DFUZZ_FORMAT=DOC_HTML
tests_fuzz_html_LDADD = $(DOC_LIBS) $(FUZZ_LIBS)
tests_fuzz_markdown_SOURCES = tests/fuzz/body.c $(FUZZ_MAIN)
tests_fuzz_markdown_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) \
	-DFUZZ_FORMAT=DOC_MARKDOWN
tests_fuzz_markdown_LDADD = $(DOC_LIBS) $(FUZZ_LIBS)
tests_fuzz_plain_SOURCES = tests/fuzz/body.c $(FUZZ_MAIN)
tests_fuzz_plain_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) \
	-DFUZZ_FORMAT=DOC_TEXT
tests_fuzz_plain_LDADD = $(DOC_LIBS) $(FUZZ_LIBS)
tests_fuzz_page_SOURCES = tests/fuzz/page.c $(FUZZ_MAIN)
tests_fuzz_page_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_fuzz_page_LDADD = $(PAGE_LIBS) $(FUZZ_LIBS)
tests_fuzz_keys_SOURCES = tests/fuzz/keys.c $(FUZZ_MAIN)
tests_fuzz_keys_LDADD = $(TERM_LIBS) $(FUZZ_LIBS)
tests_fuzz_query_SOURCES = tests/fuzz/query.c $(FUZZ_MAIN)
tests_fuzz_query_LDADD = $(STORE_LIBS) $(FUZZ_LIBS)
tests_fuzz_rc_SOURCES = tests/fuzz/rc.c $(FUZZ_MAIN)
tests_fuzz_rc_LDADD = $(CONF_LIBS) $(FUZZ_LIBS)
tests_fuzz_screen_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS) $(JANSSON_CFLAGS)
tests_fuzz_screen_SOURCES = tests/fuzz/screen.c tests/unit/ui/fixture.c \
	$(FUZZ_MAIN)
tests_fuzz_screen_LDADD = tests/lib/libtest.a $(UI_LIBS) $(FUZZ_LIBS)
tests_fuzz_text_SOURCES = tests/fuzz/text.c $(FUZZ_MAIN)
tests_fuzz_text_LDADD = $(BASE_LIBS) $(FUZZ_LIBS)
tests_fuzz_url_SOURCES = tests/fuzz/url.c $(FUZZ_MAIN)
tests_fuzz_url_LDADD = $(URL_LIBS) $(FUZZ_LIBS)
tests_fuzz_urls_SOURCES = tests/fuzz/urls.c $(FUZZ_MAIN)
tests_fuzz_urls_LDADD = $(CONF_LIBS) $(FUZZ_LIBS)

fuzz: $(fuzz_targets)
	@for t in $(fuzz_targets); do \
		name=$${t##*/}; mkdir -p fuzz-$$name; \
		top_srcdir=$(top_srcdir) $$t \
			-max_total_time=$(FUZZ_SECONDS) -timeout=10 \
			-artifact_prefix=fuzz-$$name/ fuzz-$$name \
			$(srcdir)/tests/fuzz/corpus/$$name || exit 1; \
	done
.PHONY: fuzz

EXTRA_DIST += tests/fuzz/corpus
