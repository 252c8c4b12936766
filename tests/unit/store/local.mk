# SPDX-License-Identifier: MIT
store_tests = \
	tests/unit/store/basics \
	tests/unit/store/feeds \
	tests/unit/store/ingest \
	tests/unit/store/marks \
	tests/unit/store/port \
	tests/unit/store/query \
	tests/unit/store/safety
check_PROGRAMS += $(store_tests)
TESTS += $(store_tests)
EXTRA_DIST += tests/unit/store/fixture.h

STORE_TEST_LDADD = tests/lib/libtest.a $(STORE_LIBS)
tests_unit_store_basics_SOURCES = tests/unit/store/basics.c
tests_unit_store_basics_LDADD = $(STORE_TEST_LDADD)
tests_unit_store_feeds_SOURCES = tests/unit/store/feeds.c
tests_unit_store_feeds_LDADD = $(STORE_TEST_LDADD)
tests_unit_store_marks_SOURCES = tests/unit/store/marks.c
tests_unit_store_marks_LDADD = $(STORE_TEST_LDADD)
tests_unit_store_port_SOURCES = tests/unit/store/port.c
tests_unit_store_port_LDADD = $(STORE_TEST_LDADD)
tests_unit_store_ingest_SOURCES = tests/unit/store/ingest.c
tests_unit_store_ingest_LDADD = $(STORE_TEST_LDADD)
tests_unit_store_query_SOURCES = tests/unit/store/query.c
tests_unit_store_query_LDADD = $(STORE_TEST_LDADD)
tests_unit_store_safety_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
tests_unit_store_safety_SOURCES = tests/unit/store/safety.c
tests_unit_store_safety_LDADD = $(STORE_TEST_LDADD)
tests_unit_store_port_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
