#!/bin/sh
# SPDX-License-Identifier: MIT
# Never lost: a reader that is killed, or whose line drops, comes back where
# it was; several at once see each other's marks.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux

# An article of 300 paragraphs, and another.
make_feed() {
	{
		echo '<rss version="2.0"><channel><title>Trends</title>'
		echo '<item><title>Long one</title><guid>1</guid>'
		echo '<link>https://example.org/1</link><description>'
		i=0
		while [ $i -lt 300 ]; do
			i=$((i + 1))
			echo "&lt;p>Paragraph $i.&lt;/p>"
		done
		echo '&lt;a href="https://example.org/one">Link one&lt;/a>'
		echo '&lt;a href="https://example.org/two">Link two&lt;/a>'
		echo '</description></item>'
		echo '<item><title>Other one</title><guid>2</guid>'
		echo '<description>Short.</description></item>'
		echo '</channel></rss>'
	} >"$scratch/feed.xml"
	mkdir -p "$XDG_CONFIG_HOME/courant"
	echo "file://$scratch/feed.xml" >"$XDG_CONFIG_HOME/courant/urls"
	says "2 new" "$courant" refresh
}

start() {
	terminal 100 30 \
		"sh -c 'echo \$\$ >$scratch/pid; exec $courant'"
	see "Trends"
}
state_has() { grep -q "$1" "$XDG_STATE_HOME/courant/state"; }

# Reads some pages into the article, the cursor on its second link.
read_on() {
	start || return 1
	keys /
	see "Search:" || return 1
	keys "Long" Enter
	see "Long one" || return 1
	keys Enter
	see "Paragraph 1." || return 1
	keys Space Space Space
	see "Paragraph 35." || return 1
	screen >"$scratch/before"
	wait_until state_has '"pane": "2"'
}

same_place() {
	start || return 1
	wait_until same_screen
}
same_screen() {
	screen >"$scratch/after"
	diff "$scratch/before" "$scratch/after"
}

after_kill_9() {
	read_on || return 1
	keys l h
	# What comes last is written last.
	wait_until state_has '"pane": "2"' && keys l &&
		wait_until state_has '"pane": "3"' && keys h &&
		wait_until state_has '"pane": "2"' || return 1
	screen >"$scratch/before"
	kill -9 "$(cat "$scratch/pid")"
	wait_until ended "$(cat "$scratch/pid")" || return 1
	same_place
}

after_a_dropped_line() {
	keys Space l
	wait_until state_has '"pane": "3"' || return 1
	keys h
	see "Paragraph 46." || return 1
	screen >"$scratch/before"
	pid=$(cat "$scratch/pid")
	tmux -L "$tmux_socket" kill-server
	wait_until ended "$pid" || return 1
	same_place
}
ended() { ! kill -0 "$1" 2>/dev/null; }

history_is_kept() {
	keys h
	wait_until state_has '"pane": "1"' || return 1
	keys /
	see "Search:" || return 1
	keys Up
	see "Search: Long" || return 1
	keys Escape
}

half_a_line_is_kept() {
	see_no "Search:" || return 1
	keys :
	wait_until state_has '"pane": "1"' || return 1
	keys "rename Half a na"
	wait_until state_has "rename Half a na" || return 1
	kill -9 "$(cat "$scratch/pid")"
	wait_until ended "$(cat "$scratch/pid")" || return 1
	start || return 1
	keys : Up
	see ":rename Half a na" || return 1
	keys Escape
	see_no "Half a na"
}

sigterm_restores_the_terminal() {
	kill "$(cat "$scratch/pid")"
	see "ended with 0" || return 1
	gone "Paragraph"
}

both_see_marks() {
	terminal 100 60 "$courant -q feed:Trends"
	tmux -L "$tmux_socket" split-window -v "$courant -q feed:Trends; cat"
	both_show "│●.*Other one" || return 1
	keys g D
	both_show "│ .*Other one"
}
count() {
	for pane in 0 1; do
		tmux -L "$tmux_socket" capture-pane -p -t "$pane"
	done | grep -c "$1"
}
two_have() { [ "$(count "$1")" -ge 2 ]; }
both_show() {
	wait_until two_have "$1" && return 0
	screen -t 0
	screen -t 1
	return 1
}

# A file is where the folder should be.
a_place_that_cannot_be_kept_is_told() {
	: >"$scratch/no-folder"
	terminal 100 20 "XDG_STATE_HOME=$scratch/no-folder $courant"
	see "Trends" || return 1
	keys Q
	see "no-folder/courant" && see "ended with 0"
}

test_case "a feed is fetched" make_feed
test_case "after kill -9 the pane, article and line are the same" after_kill_9
test_case "after a dropped line, too" after_a_dropped_line
test_case "what was searched is remembered" history_is_kept
test_case "so is what was being typed" half_a_line_is_kept
test_case "SIGTERM leaves the terminal as it was" sigterm_restores_the_terminal
test_case "a place that cannot be kept is told at the end" \
	a_place_that_cannot_be_kept_is_told
test_case "two at once see each other's marks" both_see_marks
test_end
