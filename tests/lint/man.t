# SPDX-License-Identifier: MIT
# The manual pages are correct mdoc(7).
. "${top_srcdir:-.}/tests/lint/tap.sh"

if ! command -v mandoc >/dev/null; then
	echo "1..0 # SKIP no mandoc"
	exit 0
fi
for page in doc/*.[15]; do
	test -s "$page" || continue
	nothing "$page" "$(mandoc -T lint -W warning "$page" 2>&1)"
done
done_testing
