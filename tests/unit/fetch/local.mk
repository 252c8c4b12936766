# SPDX-License-Identifier: MIT
FETCH_TESTS = tests/unit/fetch/schedule tests/unit/fetch/command \
	tests/unit/fetch/sandbox tests/unit/fetch/folder tests/unit/fetch/queue
check_PROGRAMS += $(FETCH_TESTS)
TESTS += $(FETCH_TESTS)
tests_unit_fetch_schedule_SOURCES = tests/unit/fetch/schedule.c
tests_unit_fetch_schedule_LDADD = $(FETCH_LIBS)
tests_unit_fetch_command_SOURCES = tests/unit/fetch/command.c
tests_unit_fetch_command_LDADD = $(FETCH_LIBS)
tests_unit_fetch_queue_SOURCES = tests/unit/fetch/queue.c
tests_unit_fetch_queue_LDADD = $(FETCH_LIBS)
tests_unit_fetch_sandbox_SOURCES = tests/unit/fetch/sandbox.c
tests_unit_fetch_sandbox_LDADD = $(FETCH_LIBS)
tests_unit_fetch_folder_SOURCES = tests/unit/fetch/folder.c
tests_unit_fetch_folder_LDADD = tests/lib/libtest.a $(FETCH_LIBS)
