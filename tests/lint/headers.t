# SPDX-License-Identifier: MIT
# Each header compiles alone, after config.h, and has the guard of its path.
. "${top_srcdir:-.}/tests/lint/tap.sh"

flags=$(${PKG_CONFIG:-pkg-config} --cflags glib-2.0 jansson libcmark libxml-2.0 sqlite3 ncursesw libcurl 2>/dev/null) || {
	echo "1..0 # SKIP pkg-config does not know the libraries"
	exit 0
}

alone() {
	printf '#include "%s"\n' "${1#src/}" |
		${CC:-cc} -std=gnu17 -fsyntax-only -w -x c $flags \
			-I"${top_builddir:-.}" -Isrc -include config.h - 2>&1 |
		head -n 5
}

nothing "headers compile alone" "$(for header in src/*/*.h; do
	alone "$header"
done)"

nothing "headers have their guards" "$(for header in src/*/*.h; do
	guard=COURANT_$(echo "${header#src/}" | tr 'a-z/.-' 'A-Z___')
	grep -q "^#ifndef $guard\$" "$header" || echo "$header: no $guard"
done)"

done_testing
