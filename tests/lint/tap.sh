# SPDX-License-Identifier: MIT
# TAP for the lint scripts: nothing TITLE FINDINGS is content when there are
# no findings.
cd "${top_srcdir:-.}" || exit 1
count=0

nothing() {
	count=$((count + 1))
	if test -z "$2"; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		echo "$2" | sed 's/^/# /'
	fi
}

skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

done_testing() {
	echo "1..$count"
}
