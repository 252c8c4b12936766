#!/bin/sh
# SPDX-License-Identifier: MIT
# A day with the reader in a real terminal: mistakes in the settings, changes
# of the subscriptions and their undoing, sizes, suspending, the mouse,
# another program's keys, no colours, ASCII, a screen reader's mode.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux
need_httpd

# feed TITLE HOUR: of the articles, on two days.
feed() {
	cat <<-EOF
		<rss version="2.0"><channel><title>$1</title>
		<item><title>$1 one</title><guid>1</guid>
		<pubDate>Sat, 30 Aug 2025 $2:00:00 GMT</pubDate>
		<description>The text of one · with “signs”.</description></item>
		<item><title>$1 two</title><guid>2</guid>
		<pubDate>Fri, 29 Aug 2025 $2:00:00 GMT</pubDate>
		<description>&lt;p&gt;The text of two.&lt;/p&gt;</description>
		</item></channel></rss>
	EOF
}
urls=$XDG_CONFIG_HOME/courant/urls
config=$XDG_CONFIG_HOME/courant/config
line() { tmux -L "$tmux_socket" send-keys ":$*" Enter; }

set_up() {
	mkdir -p "$scratch/site" "$XDG_CONFIG_HOME/courant"
	feed Alpha 09 >"$scratch/site/a.xml"
	feed Beta 08 >"$scratch/site/b.xml"
	serve "$scratch/site" || return 1
	printf '# mine\n%s Tech "~First" mark-read=never # kept\n%s\n' \
		"$base/a.xml" "$base/b.xml" >"$urls"
	cp "$urls" "$scratch/before"
	"$courant" refresh
	[ "$("$courant" list | wc -l)" = 4 ]
}

mistakes_are_told() {
	printf 'set layot rows\n' >"$config"
	terminal 90 20 "$courant"
	see "config:1: there is no option “layot”" || return 1
	keys Q
	see "ended with 0" || return 1
	printf 'set layot rows\nbind j foo\nset feeds-pane yes\n' >"$config"
	echo 'saved-search Odd is:odd' >>"$config"
	terminal 120 20 "$courant"
	see "3 mistakes in your settings" || return 1
	see "Feeds" || return 1
	line messages
	see "config:2: there is no command “foo”" || return 1
	see "saved search “Odd”: “is:” knows only" || return 1
	keys q Q
	rm "$config"
	see "ended with 0"
}

changes_are_undone() {
	terminal 90 20 "$courant"
	see "First" || return 1
	line unsubscribe
	see "Unsubscribe from First?" || return 1
	keys y
	see "Unsubscribed from First" || return 1
	! grep -q a.xml "$urls" || return 1
	keys U
	see "First is subscribed again" || return 1
	cmp "$urls" "$scratch/before" || return 1
	line rename Other name
	see "another title now" || return 1
	line move News
	see "other groups now" || return 1
	keys 2U
	see "has its old title again" || return 1
	cmp "$urls" "$scratch/before" || return 1
	keys C-r
	see "Done again: First has another title now" || return 1
	grep -q "Other name" "$urls" || return 1
	! grep -q News "$urls" || return 1
	keys C-r
	see "Done again: Other name has other groups now" || return 1
	grep -q News "$urls" || return 1
	keys 2U
	see "has its old title again" || return 1
	cmp "$urls" "$scratch/before"
}

refuses_what_changed_meanwhile() {
	line rename Other
	see "another title now" || return 1
	echo "# by hand" >>"$urls"
	keys U
	see "have changed since" || return 1
	grep -q "by hand" "$urls" || return 1
	cp "$scratch/before" "$urls"
	line reload
	keys Q
	see "ended with 0"
}

# Said, and no failure: nothing was asked.
asked_too_soon() {
	"$courant" refresh --all b.xml || return 1
	"$courant" refresh --all b.xml >"$scratch/said" 2>&1 || return 1
	grep -q "Beta: it was asked a moment ago" "$scratch/said" ||
		{ cat "$scratch/said"; return 1; }
}

# One change of the file, whatever there was already.
lists_come_in_as_one() {
	{
		echo "$base/a.xml"
		for i in 1 2 3 4 5 6 7 8 9; do echo "$base/new$i.xml"; done
		echo "$base/b.xml"
	} >"$scratch/list"
	terminal 90 20 "$courant"
	see "First" || return 1
	line import "$scratch/list"
	see "9 feeds failed" || return 1
	line messages
	see "9 subscriptions added" || return 1
	see_no "subscribed already" || return 1
	keys q U
	see "9 subscriptions taken out again" || return 1
	cmp "$urls" "$scratch/before" || return 1
	head -1 "$scratch/list" >"$scratch/one"
	line import "$scratch/one"
	see "a.xml is subscribed already" || return 1
	keys Q
	see "ended with 0"
}

never_marks_read() {
	terminal 90 20 "$courant"
	see "Alpha one" || return 1
	keys g Enter
	see "The text of" || return 1
	keys J
	see "The text of" || return 1
	keys Q
	see "ended with 0" || return 1
	[ "$("$courant" list is:unread feed:First | wc -l)" = 2 ]
}

any_size() {
	terminal 100 30 "$courant"
	see "help" || return 1
	for size in 40x10 20x5 300x100 80x24; do
		tmux -L "$tmux_socket" resize-window -x "${size%x*}" \
			-y "${size#*x}"
		keys j k
		see "courant" || return 1
	done
	see "? help"
}

suspends_and_comes_back() {
	keys Q
	see "ended with 0" || return 1
	tmux -L "$tmux_socket" kill-server
	tmux_socket=${tmux_socket}x
	tmux -L "$tmux_socket" -f /dev/null new-session -d -x 90 -y 20 \
		"PS1='shell> ' sh -i"
	keys "$courant" Enter
	see "? help" || return 1
	keys C-z
	see "shell>" || return 1
	tmux -L "$tmux_socket" resize-window -x 60 -y 15
	keys fg Enter
	see "? help" || return 1
	keys Q
	see_no "? help"
}

mouse_works() {
	terminal 90 20 "$courant"
	see "Alpha one" || return 1
	keys g
	# SGR reports: press and release.
	at=$(screen | grep -n "Alpha two" | cut -d : -f 1)
	keys -l "$(printf '\033[<0;20;%dM\033[<0;20;%dm' "$at" "$at")"
	keys Enter
	see "The text of two" || return 1
	keys Q
	see "ended with 0"
}

newsboat_keys() {
	echo "preset newsboat" >"$config"
	terminal 90 20 "$courant"
	see "? help" || return 1
	keys F
	see "Filter:" || return 1
	keys Escape
	see_no "Filter:" || return 1
	keys Q
	rm "$config"
	see "ended with 0"
}

no_colours() {
	terminal 90 20 env NO_COLOR=1 "$courant"
	see "? help" || return 1
	screen -e >"$scratch/colours"
	! grep -qE "$(printf '\033')\\[([0-9;]*;)?([349][0-7]|[34]8;|10[0-7])" \
		"$scratch/colours" || return 1
	keys Q
	see "ended with 0"
}

# Entries such as xterm-direct know all colours.
direct_colours() {
	if ! command -v tic >/dev/null || ! command -v infocmp >/dev/null; then
		echo "no tic here"
		return 0
	fi
	number='%p1%{65536}%/%d:%p1%{256}%/%{255}%\&%d:%p1%{255}%\&%d'
	infocmp -x xterm-256color | sed "1,/|/s/^xterm-256color|[^,]*,/direct,/
		s/colors#[^,]*,/colors#0x1000000, RGB,/
		s|setaf=[^,]*,|setaf=\\\\E[%?%p1%{8}%<%t3%p1%d%e38:2::$number%;m,|
		s|setab=[^,]*,|setab=\\\\E[%?%p1%{8}%<%t4%p1%d%e48:2::$number%;m,|" |
		tic -x -o "$scratch/terminfo" - || return 1
	echo "color hints-bar #fedcba" >"$config"
	terminal 90 20 env TERM=direct TERMINFO="$scratch/terminfo" "$courant"
	see "? help" || return 1
	screen -e | grep -q '38;2;254;220;186' || { screen -e; return 1; }
	keys Q
	rm "$config"
	see "ended with 0"
}

only_ascii() {
	printf 'set ascii on\nset start-view all\n' >"$config"
	terminal 90 20 "$courant"
	see "Alpha one" || return 1
	keys Enter
	see "The text of" || return 1
	if screen | LC_ALL=C grep -n '[^ -~]'; then
		return 1
	fi
	keys Q
	see "ended with 0"
}

one_pane_for_screen_readers() {
	printf 'set linear yes\nset start-view all\n' >"$config"
	terminal 80 20 "$courant"
	see "Alpha one" || return 1
	if screen | grep '[│┌─]'; then
		return 1
	fi
	keys j
	wait_until cursor_is 0,3 || return 1
	keys Enter
	see "The text of" || return 1
	keys Q
	rm "$config"
	see "ended with 0"
}
cursor_is() {
	[ "$(tmux -L "$tmux_socket" display -p '#{cursor_x},#{cursor_y}')" = "$1" ]
}

odd_editors() {
	rm -f "$config"
	for editor in "vi '" "   "; do
		export EDITOR="$editor"
		terminal 90 20 "$courant"
		see "First" || return 1
		keys E
		see "is no command" || return 1
		keys Q
		see "ended with 0" || return 1
	done
	unset EDITOR
}

# VISUAL comes before EDITOR; what was edited is in the list.
edits_the_subscriptions() {
	cat >"$scratch/editor" <<-EOF
		#!/bin/sh
		sed 's/~First/~Edited/' "\$1" >"$scratch/edited" &&
			cat "$scratch/edited" >"\$1"
	EOF
	chmod +x "$scratch/editor"
	terminal 90 20 env VISUAL="$scratch/editor" EDITOR=false "$courant"
	see "First" || return 1
	keys E
	see "Edited" || return 1
	cp "$scratch/before" "$urls"
	line reload
	see "First" || return 1
}

# A file that is there is not written over.
saves_once() {
	line save "$scratch/article.txt"
	see "saved as" || return 1
	grep -q "The text of" "$scratch/article.txt" || return 1
	echo mine >"$scratch/article.txt"
	line save "$scratch/article.txt"
	see "not saved: File exists" || return 1
	[ "$(cat "$scratch/article.txt")" = mine ] || return 1
	keys Q
	see "ended with 0"
}

# What the worker is started with, once the option says how often.
refreshes_from_now_on() {
	cat >"$scratch/worker" <<-EOF
		#!/bin/sh
		echo "\$*" >>"$scratch/started"
	EOF
	chmod +x "$scratch/worker"
	echo "set refresh-on-start no" >"$config"
	terminal 90 20 env COURANT_FETCH="$scratch/worker" "$courant"
	see "First" || return 1
	line set refresh-interval 1
	wait_until grep -q " refresh" "$scratch/started" || return 1
	keys Q
	rm "$config"
	see "ended with 0"
}

# A worker that goes on for ever ends when it is told to, and at the end; one
# that is brought down takes nothing with it.
workers_end() {
	cat >"$scratch/worker" <<-EOF
		#!/bin/sh
		trap 'echo ended >>"$scratch/ended"; exit' TERM
		echo '{"event":"started","feeds":1}'
		while :; do sleep 0.1; done
	EOF
	rm -f "$scratch/ended"
	echo "set refresh-on-start no" >"$config"
	terminal 90 20 env COURANT_FETCH="$scratch/worker" "$courant"
	see "First" || return 1
	keys R
	see "0/1" || return 1
	line refresh-stop
	see "Fetching was stopped" || return 1
	wait_until test -s "$scratch/ended" || return 1
	rm "$scratch/ended"
	keys R
	see "0/1" || return 1
	keys Q
	see "ended with 0" || return 1
	wait_until test -s "$scratch/ended" || return 1
	printf '#!/bin/sh\nkill -SEGV $$\n' >"$scratch/worker"
	terminal 90 20 env COURANT_FETCH="$scratch/worker" "$courant"
	see "First" || return 1
	keys R
	see "Fetching broke off" || return 1
	keys Q
	rm "$config"
	see "ended with 0"
}

test_case "a site is read" set_up
test_case "mistakes in the settings are told with file and line" \
	mistakes_are_told
test_case "changes of the subscriptions are undone, byte for byte" \
	changes_are_undone
test_case "what another program changed is not undone" \
	refuses_what_changed_meanwhile
test_case "a feed that is left alone has not failed" asked_too_soon
test_case "a list comes in as one change" lists_come_in_as_one
test_case "a feed's own mark-read holds" never_marks_read
test_case "an editor that cannot be one is told" odd_editors
test_case "an editor changes the subscriptions" edits_the_subscriptions
test_case "a file is never written over" saves_once
test_case "a refresh interval that is set later holds" refreshes_from_now_on
test_case "the worker ends when it is to end" workers_end
test_case "any size will do" any_size
test_case "it suspends, and comes back at another size" suspends_and_comes_back
test_case "the mouse works" mouse_works
test_case "newsboat's keys" newsboat_keys
test_case "NO_COLOR" no_colours
test_case "direct colour" direct_colours
test_case "ASCII is all there is" only_ascii
test_case "a linear screen, the cursor on the item" one_pane_for_screen_readers
test_end
