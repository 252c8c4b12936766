# SPDX-License-Identifier: MIT
FETCH_E2E = tests/e2e/fetch-commands.t \
	tests/e2e/fetch-discover.t tests/e2e/fetch-killed.t \
	tests/e2e/fetch-fulltext.t tests/e2e/fetch-get.t \
	tests/e2e/fetch-limits.t \
	tests/e2e/fetch-local.t tests/e2e/fetch-manners.t \
	tests/e2e/fetch-secrets.t \
	tests/e2e/fetch-refresh.t
TESTS += $(FETCH_E2E)
EXTRA_DIST += $(FETCH_E2E) tests/e2e/fetch-lib.sh
E2E_TESTS = \
	tests/e2e/attached.t \
	tests/e2e/browse.t \
	tests/e2e/commands.t \
	tests/e2e/completion.t \
	tests/e2e/hostile.t \
	tests/e2e/import.t \
	tests/e2e/links.t \
	tests/e2e/organise.t \
	tests/e2e/place.t \
	tests/e2e/quiet.t \
	tests/e2e/reader.t \
	tests/e2e/repaint.t \
	tests/e2e/session.t \
	tests/e2e/terminal.t
TESTS += $(E2E_TESTS)
EXTRA_DIST += $(E2E_TESTS) tests/e2e/lib.sh tests/e2e/wait.sh
check_PROGRAMS += tests/lib/unixcat tests/lib/cells
tests_lib_cells_SOURCES = tests/lib/cells.c $(EMULATOR)
tests_lib_cells_LDADD = $(TERM_LIBS)
tests_lib_unixcat_SOURCES = tests/lib/unixcat.c
