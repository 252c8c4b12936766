#!/bin/sh
# SPDX-License-Identifier: MIT
# What bash completes is what the program takes.
. "$top_srcdir/tests/e2e/lib.sh"
need bash

# completed WORD...: what the last word, which may be empty, can become
completed() {
	bash -c '. "$0"; COMP_WORDS=(courant "$@") COMP_CWORD=$#
		_courant 2>&1; printf "%s\n" "${COMPREPLY[@]}"' \
		"$top_srcdir/doc/bash-completion/courant" "$@"
}
# same WHAT A B: two lists of words
same() {
	[ -n "$2" ] && [ "$(echo "$2" | sort -u)" = "$(echo "$3" | sort -u)" ] &&
		return
	echo "$1: $2; not: $3"
	return 1
}
options() {
	"$courant" "$@" --help |
		sed -n 's/^  \(-[a-zA-Z], \)\{0,1\}\(--[a-z-]*\).*/\2/p'
}
commands() {
	LC_ALL=C "$courant" --help | sed -n '/^Commands/,/^$/p' |
		sed -n 's/^  \([a-z]\{3,\}\)\( .*\)\{0,1\}$/\1/p'
}

the_commands() {
	cd "$scratch/home" || return 1
	same commands "$(commands)" "$(completed '')" &&
		same b "$(completed b)" browse &&
		same after-an-option "$(completed -q x li)" "list
links"
}

the_options() {
	same options "$(options)" "$(completed --)" || return 1
	for c in $(commands); do
		same "$c" "$(options "$c")" "$(completed "$c" --)" || return 1
	done
}

the_arguments() {
	cd "$scratch/home" || return 1
	echo >"a page.md"
	same file "$(completed a)" "a page.md
add" &&
		same show "$(completed show --format text a)" "a page.md" &&
		same format "$(completed show --format m)" markdown &&
		same mark "$(completed mark un)" "unread
unstar" &&
		same query "$(completed mark unread au)" author: &&
		same dump "$(completed dump p)" page &&
		same export "$(completed export '')" "opml
json"
}

test_case "commands" the_commands
test_case "options of each command" the_options
test_case "arguments" the_arguments
test_end
