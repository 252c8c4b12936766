# SPDX-License-Identifier: MIT
# The rooms of doc/architecture.md: an #include may point only to a room that
# is listed for it, and each library has one home.
. "${top_srcdir:-.}/tests/lint/tap.sh"

wrong_rooms() {
	awk -v room="$1" -v may="$1 $2" '
	BEGIN {
		n = split(may, list, " ")
		for (i = 1; i <= n; i++)
			allowed[list[i]] = 1
	}
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		path = $0
		sub(/^[^"]*"/, "", path)
		sub(/".*/, "", path)
		split(path, part, "/")
		if (path !~ /\//)
			print FILENAME ":" FNR ": write the room: " path
		else if (!(part[1] in allowed))
			print FILENAME ":" FNR ": " room " may not use " path
		else if (path ~ /_i\.h$/ && part[1] != room)
			print FILENAME ":" FNR ": private header " path
	}' src/"$1"/*.[ch]
}

room() {
	if ls src/"$1"/*.[ch] >/dev/null 2>&1; then
		nothing "$1 uses only: ${2:-nothing}" "$(wrong_rooms "$1" "$2")"
	else
		skip "$1" "no sources"
	fi
}

room base ""
room url "base"
room conf "base url"
room net "base url"
room feed "base url"
room doc "base url"
room page "base doc"
room store "base url feed"
room term "base"
room fetch "base url conf net feed doc store"
room ui "base url conf doc page store term"
room app "base url conf doc page store term ui"

nothing "every folder is a room" "$(for dir in src/*/; do
	grep -q "^room $(basename "$dir") " tests/lint/rooms.t || echo "$dir"
done)"

# library PATTERN HOME...: an #include <PATTERN> only in these rooms.
library() {
	pattern=$1
	shift
	homes=$(echo "$*" | sed 's/ /|/g')
	nothing "<$pattern> only in: $*" "$(
		grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)" \
			src/*/*.[ch] | grep -vE "^src/($homes)/")"
}

library 'curl/' net
library 'libxml/' feed doc
library 'cmark' doc page
library 'sqlite3' store
library '(n?curses|ncursesw/|term\.h|termcap)' term
library 'jansson' base
library 'uni(case|conv|ctype|gbrk|lbrk|name|norm|stdio|str|types|wbrk|width)\.h' base
library 'libintl' base
library 'g(io|module|object)' none

# type PATTERN HOME...: the word in headers of these rooms only.
type() {
	pattern=$1
	shift
	homes=$(echo "$*" | sed 's/ /|/g')
	nothing "$pattern in no header outside: $*" "$(
		grep -nwE "$pattern" src/*/*.h | grep -vE "^src/($homes)/")"
}

type 'CURLM?|CURLcode|struct curl_slist' net
type 'xml(Node|Doc|Attr|Char|Parser[A-Za-z]*)(Ptr)?|html[A-Z][A-Za-z]*' feed doc
type 'sqlite3(_stmt|_value|_context)?' store
type 'WINDOW|SCREEN|cchar_t|chtype' term
type 'cmark_[a-z_]+' doc page

done_testing
