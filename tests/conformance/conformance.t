#!/bin/sh
# SPDX-License-Identifier: MIT
# The conformance runner as one TAP test.
echo 1..1
"$top_builddir"/tests/conformance/run >conformance.$$ 2>&1
status=$?
sed 's/^/# /' conformance.$$
rm -f conformance.$$
case $status in
0) echo 'ok 1 - conformance' ;;
77) echo 'ok 1 - conformance # SKIP the corpus is not here' ;;
*) echo 'not ok 1 - conformance' ;;
esac
