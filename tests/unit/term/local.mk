# SPDX-License-Identifier: MIT
TERM_TESTS = tests/unit/term/frame tests/unit/term/grid tests/unit/term/keys \
	tests/unit/term/screen
check_PROGRAMS += $(TERM_TESTS)
TESTS += $(TERM_TESTS)
EMULATOR = tests/unit/term/emulator.c tests/unit/term/emulator.h
tests_unit_term_frame_SOURCES = tests/unit/term/frame.c
tests_unit_term_frame_LDADD = $(TERM_LIBS)
tests_unit_term_grid_SOURCES = tests/unit/term/grid.c
tests_unit_term_grid_LDADD = $(TERM_LIBS)
tests_unit_term_keys_SOURCES = tests/unit/term/keys.c $(EMULATOR)
tests_unit_term_keys_LDADD = $(TERM_LIBS)
tests_unit_term_keys_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=clock_ticks
tests_unit_term_screen_SOURCES = tests/unit/term/screen.c $(EMULATOR)
tests_unit_term_screen_LDADD = $(TERM_LIBS)
