# SPDX-License-Identifier: MIT
# Unit tests are GTest programs that speak TAP, linked with only the archives
# that their room may use; scripts end in .t.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/lib/gtest.sh
TEST_EXTENSIONS = .t
T_LOG_DRIVER = $(LOG_DRIVER)
T_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = \
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
	CC='$(CC)' SANITIZED='$(SAN_CFLAGS)' \
	TZ=UTC LC_ALL=C.UTF-8 NO_COLOR= \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lib/lsan.supp:print_suppressions=0'; \
	export top_srcdir top_builddir CC SANITIZED TZ LC_ALL LSAN_OPTIONS;

check_LIBRARIES += tests/lib/libtest.a
tests_lib_libtest_a_SOURCES = tests/lib/golden.c tests/lib/golden.h \
	tests/lib/letters.c tests/lib/letters.h

if HAVE_MICROHTTPD
check_LIBRARIES += tests/lib/libhttpd.a
tests_lib_libhttpd_a_CFLAGS = $(AM_CFLAGS) $(MICROHTTPD_CFLAGS)
tests_lib_libhttpd_a_SOURCES = tests/lib/httpd.c tests/lib/httpd.h
HTTPD_LIBS = tests/lib/libhttpd.a $(MICROHTTPD_LIBS)
check_PROGRAMS += tests/lib/httpd
tests_lib_httpd_SOURCES = tests/lib/httpd-main.c
tests_lib_httpd_LDADD = $(HTTPD_LIBS) $(GLIB_LIBS)
endif

EXTRA_DIST += tests/lib/gtest.sh tests/lib/lsan.supp

golden-update: $(check_PROGRAMS)
	GOLDEN_UPDATE=1 $(MAKE) $(AM_MAKEFLAGS) check
.PHONY: golden-update

include tests/unit/base/local.mk
include tests/unit/url/local.mk
include tests/unit/conf/local.mk
include tests/unit/net/local.mk
include tests/unit/feed/local.mk
include tests/unit/corpus/local.mk
include tests/unit/doc/local.mk
include tests/unit/page/local.mk
include tests/unit/store/local.mk
include tests/unit/term/local.mk
include tests/unit/fetch/local.mk
include tests/unit/ui/local.mk
include tests/lint/local.mk
include tests/conformance/local.mk
include tests/e2e/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk
