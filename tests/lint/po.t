# SPDX-License-Identifier: MIT
# po/POTFILES.in lists what has words to translate; catalogues are in order.
. "${top_srcdir:-.}/tests/lint/tap.sh"

nothing "POTFILES.in is complete" "$(for file in src/*/*.c src/*/*.def; do
	test "$file" = src/base/i18n.h && continue
	test -e "$file" || continue
	grep -qE '(^|[^A-Za-z0-9_])(N?_|n?gettext)\(' "$file" || continue
	grep -qx "$file" po/POTFILES.in || echo "$file is missing"
done)"

nothing "POTFILES.in names files that exist" "$(
	grep -v '^#' po/POTFILES.in | while read -r file; do
	test -z "$file" || test -e "$file" || echo "$file does not exist"
done)"

if ! command -v msgfmt >/dev/null; then
	skip "catalogues" "no msgfmt"
else
	nothing "catalogues are in order" "$(for po in po/*.po; do
		test -e "$po" || continue
		msgfmt -c -o /dev/null "$po" 2>&1
	done)"
fi

done_testing
