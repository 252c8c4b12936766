# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/term/screen
TESTS += tests/unit/term/screen
tests_unit_term_screen_SOURCES = tests/unit/term/screen.c \
	tests/unit/term/emulator.c tests/unit/term/emulator.h
tests_unit_term_screen_LDADD = $(TERM_LIBS)
