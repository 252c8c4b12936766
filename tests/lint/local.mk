# SPDX-License-Identifier: MIT
lint_tests = \
	tests/lint/agree.t \
	tests/lint/banned.t \
	tests/lint/headers.t \
	tests/lint/man.t \
	tests/lint/po.t \
	tests/lint/rooms.t \
	tests/lint/spdx.t \
	tests/lint/symbols.t
TESTS += $(lint_tests)
EXTRA_DIST += $(lint_tests) tests/lint/tap.sh
