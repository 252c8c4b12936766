# SPDX-License-Identifier: MIT
# Two rooms must not define the same external symbol: linked into one program
# they would get each other's.  Looks at the archives that are built.
. "${top_srcdir:-.}/tests/lint/tap.sh"
build=${top_builddir:-$OLDPWD}

defined() {
	for archive in "$build"/src/*/lib*.a; do
		nm -g --defined-only "$archive" 2>/dev/null |
			awk -v room="$(basename "$archive" .a)" \
				'NF == 3 && $2 ~ /^[A-Z]$/ && $2 !~ /[VW]/ &&
				 $3 !~ /^(__|_)(asan|odr|ubsan|sanitizer)/ &&
				 $3 !~ /^__/ { print $3, room }'
	done
}

if ! command -v nm >/dev/null 2>&1; then
	skip "no symbol in two rooms" "nm is missing"
elif ! ls "$build"/src/*/lib*.a >/dev/null 2>&1; then
	skip "no symbol in two rooms" "no archives are built"
else
	nothing "no symbol in two rooms" "$(defined | sort |
		awk '$1 == last { print $1 ": " room " and " $2 }
			{ last = $1; room = $2 }')"
fi

done_testing
