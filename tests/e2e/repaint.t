#!/bin/sh
# SPDX-License-Identifier: MIT
# After any keys the screen is as if it were painted anew, in the terminal
# (its text) and in the bytes that went there (all looks and links).
. "$top_srcdir/tests/e2e/lib.sh"
need tmux

words='Rust 漢字 日本語の文 été aaa aaa weekly → 🦀 🇩🇪 ✅ ⭐ नमस्ते
	สวัสดี 한국어 العربية compiler memory supercalifragilistic of the'
# draw N: a number below N in $drawn, the same ones in each run.
number=7
draw() {
	number=$(((number * 1103515245 + 12345) % 2147483648))
	drawn=$((number / 65536 % $1))
}
# some WORD…: one of them, in $some.
some() {
	draw $#
	shift "$drawn"
	some=$1
}
# sentence N: of $words, some of them links, bold or code.
sentence() {
	sentence=
	left=$1
	while [ "$left" -gt 0 ]; do
		left=$((left - 1))
		# shellcheck disable=SC2086
		some $words
		word=$some
		draw 8
		case $drawn in
		0) word="&lt;a href='https://example.org/$number'>$word $word&lt;/a>" ;;
		1) word="&lt;b>$word&lt;/b>" ;;
		2) word="&lt;code>$word&lt;/code>" ;;
		esac
		sentence="$sentence $word"
	done
}
# Lines that begin anywhere.
verse() {
	echo "&lt;pre>"
	for line in 1 2 3 4 5 6 7; do
		draw 25
		printf "%${drawn}s漢字漢字の文\n" ""
	done
	echo "&lt;/pre>"
}
make_feed() {
	{
		echo '<rss version="2.0"><channel><title>Trends 漢字</title>'
		for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
			# shellcheck disable=SC2086
			some $words
			echo "<item><title>$some $i 日本 $some</title><guid>$i" \
				"</guid><description>"
			for k in 1 2 3 4 5 6 7 8; do
				draw 12
				sentence $((drawn + 2))
				echo "&lt;p>$sentence&lt;/p>&lt;h2>$some&lt;/h2>"
				verse
			done
			echo "</description></item>"
		done
		echo '</channel></rss>'
	} >"$scratch/feed.xml"
	mkdir -p "$XDG_CONFIG_HOME/courant"
	echo "file://$scratch/feed.xml" >"$XDG_CONFIG_HOME/courant/urls"
	says "12 new" "$courant" refresh
}

clears() { tr '\033' '\n' <"$scratch/raw" | grep -ac '^\[2J'; }
cleared() { [ "$(clears)" -gt "$before" ]; }
same_text() { screen >"$scratch/after"; cmp -s "$scratch/text" "$scratch/after"; }
same_looks() {
	"$top_builddir/tests/lib/cells" "$rows" "$columns" repaint \
		<"$scratch/raw" >"$scratch/looks"
}
# A prompt comes after all that was typed before it.
is_as_painted_anew() {
	keys : "mark$1"
	see ":mark$1" || return 1
	screen >"$scratch/text"
	before=$(clears)
	kill -WINCH "$(cat "$scratch/pid")"
	wait_until cleared && wait_until same_text && wait_until same_looks &&
		keys Escape && see_no ":mark$1" && return 0
	diff "$scratch/text" "$scratch/after"
	head -n 20 "$scratch/looks"
	return 1
}

# layout TERM COLUMNS ROWS SETTING…
layout() {
	name=$1 columns=$2 rows=$3
	shift 3
	printf 'set %s\n' 'refresh-on-start no' 'hyperlinks on' "$@" \
		>"$XDG_CONFIG_HOME/courant/config"
	rm -rf "$XDG_STATE_HOME/courant" "$scratch/raw"
	raw=$scratch/raw terminal "$columns" "$rows" \
		"TERM=$name sh -c 'echo \$\$ >$scratch/pid; exec $courant'"
	see "日本" || return 1
	for i in 1 2 3 4 5 6 7 8; do
		some articles article article article links
		typed=" in $some"
		keys ":focus $some" Enter
		for k in 1 2 3 4 5 6; do
			some j k J J K g G Space b C-d C-u C-e C-y z F D v
			keys "$some"
			typed="$typed $some"
		done
		is_as_painted_anew "$i" && continue
		echo "after$typed"
		return 1
	done
	keys Q
	see "ended with 0"
}
in_rows() { layout xterm-256color 90 30 'layout rows' 'theme light'; }
in_columns() { layout tmux-256color 120 24 'layout columns'; }
in_one_pane() { layout screen 40 12 'layout single' 'theme dark'; }

test_case "a feed is fetched" make_feed
test_case "rows, in a theme with a background" in_rows
test_case "columns" in_columns
test_case "one pane at a time" in_one_pane
test_end
