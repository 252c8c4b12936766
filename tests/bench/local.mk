# SPDX-License-Identifier: MIT
EXTRA_PROGRAMS += tests/bench/term
tests_bench_term_SOURCES = tests/bench/term.c \
	tests/unit/term/emulator.c tests/unit/term/emulator.h
tests_bench_term_LDADD = $(TERM_LIBS)
