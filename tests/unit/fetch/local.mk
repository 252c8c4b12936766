# SPDX-License-Identifier: MIT
FETCH_TESTS = tests/unit/fetch/schedule tests/unit/fetch/command
check_PROGRAMS += $(FETCH_TESTS)
TESTS += $(FETCH_TESTS)
tests_unit_fetch_schedule_SOURCES = tests/unit/fetch/schedule.c
tests_unit_fetch_schedule_LDADD = $(FETCH_LIBS)
tests_unit_fetch_command_SOURCES = tests/unit/fetch/command.c
tests_unit_fetch_command_LDADD = $(FETCH_LIBS)
