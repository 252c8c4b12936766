#!/bin/sh
# SPDX-License-Identifier: MIT
# Bytes and time per key of the whole reader in a terminal, at 80x24 and
# 200x50, in both layouts, hyperlinks off and on; and of newsboat and
# sfeed_curses over the same feed, when they are installed.  What cat takes to
# echo a key is the floor.
: "${top_builddir:=.}"
bin=$(cd "$top_builddir" && pwd)
keys=$bin/tests/bench/keys
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export HOME="$dir" XDG_CONFIG_HOME="$dir/config" XDG_DATA_HOME="$dir/data" \
	XDG_STATE_HOME="$dir/state" XDG_RUNTIME_DIR="$dir/run" \
	TERM=xterm-256color LC_ALL=C.UTF-8
unset COLORTERM COLORFGBG NO_COLOR TMUX SSH_CONNECTION DISPLAY COURANT_NOW
mkdir -p "$dir/config/courant" "$dir/run"
"$keys" feed "$dir/feed.xml" 300 || exit
echo "file://$dir/feed.xml" >"$dir/config/courant/urls"
"$bin/courant" refresh >/dev/null || exit

# script NAME TIMES PAUSE LIMIT KEYS: one more line.
script() { printf '%s\t%s\t%s\t%s\t%s\n' "$@" >>"$dir/script"; }
# Milliseconds of reading before the next article is asked for.
reading=300

bench_courant() {
	size=$1 layout=$2 links=$3 far=0
	printf 'set layout %s\nset hyperlinks %s\n' "$layout" "$links" \
		>"$dir/config/courant/config"
	[ "$size $layout $links" != "200x50 rows off" ] || far=1
	: >"$dir/script"
	script - 1 0 0 ':focus articles\r'
	script - 1 0 0 '\r'
	script open 20 $reading $((far * 4500)) 'hj|\r'
	script 'next article' 20 $reading $((far * 4500)) J
	script page 6 0 $((far * 3700)) '\006'
	script - 1 0 0 g
	script 'scroll a line' 50 0 $((far * 150)) '\005'
	script - 1 0 0 h
	script down 50 0 $((far * 180)) j
	script '200 keys' 3 0 $((far * 5000)) 'j*200'
	rm -rf "$dir/state"
	echo "courant, $size, layout $layout, hyperlinks $links"
	"$keys" run "$size" "$dir/script" "$bin/courant"
}

bench_newsboat() {
	[ -x "$(command -v newsboat)" ] || return
	: >"$dir/script"
	script - 1 0 0 '\r'
	script down 50 0 0 j
	script '200 keys' 3 0 0 'j*200'
	script - 1 0 0 '\r'
	script open 20 $reading 0 'qj|\r'
	script page 6 0 0 ' '
	script - 1 0 0 '\033[H'
	script 'scroll a line' 50 0 0 j
	script 'next article' 20 $reading 0 J
	echo "newsboat, $1"
	printf 'bind-key j down\nbind-key k up\nbind-key J next\n' \
		>"$dir/newsboat"
	set -- "$1" -q -u "$dir/config/courant/urls" -c "$dir/newsboat.db" \
		-C "$dir/newsboat"
	size=$1
	shift
	newsboat "$@" -x reload >/dev/null 2>&1
	"$keys" run "$size" "$dir/script" newsboat "$@"
}

bench_sfeed() {
	[ -x "$(command -v sfeed_curses)" ] || return
	sfeed <"$dir/feed.xml" >"$dir/rust-trends"
	: >"$dir/script"
	script - 1 0 0 '\t'
	script down 50 0 0 j
	script '200 keys' 3 0 0 'j*200'
	script page 6 0 0 '\006'
	echo "sfeed_curses, $1"
	"$keys" run "$1" "$dir/script" sfeed_curses "$dir/rust-trends"
}

# The way from the key to the program and back, which all have in common.
bench_floor() {
	: >"$dir/script"
	script echo 50 $reading 0 j
	echo "cat, $1"
	"$keys" run "$1" "$dir/script" sh -c 'stty raw -echo; exec cat'
}

for size in 80x24 200x50; do
	bench_floor $size
	for layout in rows columns; do
		bench_courant $size $layout off
		bench_courant $size $layout on
	done
	bench_newsboat $size
	bench_sfeed $size
done
