# SPDX-License-Identifier: MIT
# Every source file names its licence at the top.
. "${top_srcdir:-.}/tests/lint/tap.sh"

unlicensed() {
	find src tests doc bootstrap .ci configure.ac Makefile.am -type f -size +0 \( \
		-name '*.[ch]' -o -name '*.def' -o -name '*.sh' -o \
		-name '*.t' -o -name '*.mk' -o -name '*.py' -o \
		-name '*.ac' -o -name '*.am' -o -name '*.[15]' -o \
		-name bootstrap \) | while read -r file; do
		head -n 4 "$file" |
			grep -q 'SPDX-License-Identifier: MIT' || echo "$file"
	done
}

nothing "sources name their licence" "$(unlicensed)"
done_testing
