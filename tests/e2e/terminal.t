#!/bin/sh
# SPDX-License-Identifier: MIT
# The reader in a real terminal: start, size, ^Z, mouse, colours, bytes.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux

make_feed() {
	{
		echo '<rss version="2.0"><channel><title>Trends</title>'
		for i in 1 2 3 4 5 6 7 8; do
			echo "<item><title>Article $i</title><guid>$i</guid>" \
				"<pubDate>0$i Jan 2025 08:00:00 GMT</pubDate>" \
				"<description>Text of $i.</description></item>"
		done
		echo '</channel></rss>'
	} >"$scratch/feed.xml"
	mkdir -p "$XDG_CONFIG_HOME/courant"
	echo "file://$scratch/feed.xml" >"$XDG_CONFIG_HOME/courant/urls"
	says "8 new" "$courant" refresh
}

needs_a_terminal() {
	says "needs a terminal" sh -c "$courant </dev/null | cat" || return 1
	says "not known" env TERM=nonsense sh -c \
		"script -qec $courant /dev/null </dev/null" || return 1
}

starts() {
	terminal 120 30 "env COLORTERM= $courant"
	see "Article 8"
}

row_of() { screen | grep -n "$1" | head -n 1 | cut -d : -f 1; }

# TERM speaks of repetitions, which this terminal may not know.
has_whole_frames() {
	terminal 100 30 env -u TMUX "$courant"
	see "────────────────────────────────────────" || return 1
	keys Q
	see "ended with 0"
}
has_colours() {
	screen -e >"$scratch/colours"
	grep -q "$(printf '\033')\[[0-9;]*3[0-7]m" "$scratch/colours" || return 1
	terminal 120 30 "env NO_COLOR=1 $courant"
	see "Article 8" || return 1
	screen -e >"$scratch/colours"
	! grep -qE "$(printf '\033')\[([0-9;]*;)?([349][0-7]|[34]8;|10[0-7])" \
		"$scratch/colours"
}

follows_the_size() {
	terminal 120 30 "$courant"
	see "Article 8" || return 1
	for size in 60x20 30x10 10x3 200x50 120x30; do
		tmux -L "$tmux_socket" resize-window -x "${size%x*}" \
			-y "${size#*x}"
		last_row_at "${size#*x}" || return 1
	done
	see "Article 8"
}
# The frame stands at the bottom, above the bar; tiny screens have none.
last_row_at() {
	[ "$1" -gt 9 ] || return 0
	bottom=$1
	bar_there() { screen | sed -n "${bottom}p" | grep -q "? help"; }
	wait_until bar_there || { screen; return 1; }
}

# A click as the terminal reports it: click ROW COLUMN.
click() {
	keys -l "$(printf '\033[<0;%d;%dM' "$2" "$1")"
	keys -l "$(printf '\033[<0;%d;%dm' "$2" "$1")"
}
takes_the_mouse() {
	printf 'set mouse on\nset layout columns\n' \
		>"$XDG_CONFIG_HOME/courant/config"
	terminal 120 30 "$courant"
	see "Article 8" || return 1
	click "$(row_of 'Article 5')" 40
	click "$(row_of 'Article 5')" 40
	see "Text of 5." || return 1
	keys -l "$(printf '\033[<65;50;9M')"
	see "Text of 5." || return 1
	rm "$XDG_CONFIG_HOME/courant/config"
}

row_in_state() {
	sed -n 's/.*"row": "\([0-9]*\)".*/\1/p' "$XDG_STATE_HOME/courant/state"
}
stops_and_goes_on() {
	printf '%s\n' 'PS1="ready "' >"$scratch/shrc"
	terminal 120 30 "env ENV=$scratch/shrc sh -i"
	see "ready" || return 1
	keys "$courant" Enter
	see "Article 8" || return 1
	# The place is written down first, however soon it stops.
	keys h g j j C-z
	see_no "Article 8" || return 1
	see "topped" || return 1
	[ "$(row_in_state)" = "$("$courant" list --json title:6 |
		sed 's/.*"id":\([0-9]*\),.*/\1/')" ] || return 1
	keys "stty -a | grep -q ' echo ' && echo it is \$((40 + 2))" Enter
	see "it is 42" || return 1
	keys "fg" Enter
	see "Article 8" || return 1
	see_no "ready" || return 1
	keys j
	keys Q
	see "ready"
}

# The terminal's own modes are back: no mouse, no paste brackets, cursor.
ends_clean() {
	raw=$scratch/raw terminal 120 30 \
		"sh -c 'echo \$\$ >$scratch/pid; exec $courant'"
	see "Article 8" || return 1
	kill -TERM "$(cat "$scratch/pid")" || return 1
	see "ended with 0" || return 1
	e=$(printf '\033')
	for end in '[?1049l' '[?2004l'; do
		grep -aqF "$e$end" "$scratch/raw" || {
			echo "no $end"
			return 1
		}
	done
}

one_frame_for_many_keys() {
	rm "$scratch/raw"
	raw=$scratch/raw terminal 120 30 "$courant"
	see "Article 8" || return 1
	keys g
	before=$(wc -c <"$scratch/raw")
	keys jjjjjjjkkkkkkkjjjjjjjkkkkkkkjjjjjjjkkkkkkkjjjjjjjkkkkkkkjjjjjjjk
	keys "?"
	see "Help" || return 1
	keys q Q
	see "ended with 0" || return 1
	[ $(($(wc -c <"$scratch/raw") - before)) -lt 9000 ]
}

test_case "a feed is fetched" make_feed
test_case "without a terminal it says what it needs" needs_a_terminal
test_case "it starts" starts
test_case "colours, and none with NO_COLOR" has_colours
test_case "it follows the terminal's size" follows_the_size
test_case "a double click opens" takes_the_mouse
test_case "^Z stops it, fg brings it back" stops_and_goes_on
test_case "SIGTERM leaves no mode behind" ends_clean
test_case "keys that come together are one frame" one_frame_for_many_keys
test_case "frames are whole" has_whole_frames
test_end
