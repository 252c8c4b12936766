# SPDX-License-Identifier: MIT
FETCH_E2E = tests/e2e/fetch-discover.t tests/e2e/fetch-killed.t \
	tests/e2e/fetch-refresh.t
TESTS += $(FETCH_E2E)
EXTRA_DIST += $(FETCH_E2E) tests/e2e/fetch-lib.sh
