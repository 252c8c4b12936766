#!/bin/sh
# SPDX-License-Identifier: MIT
# Hyperlinks are on the words that they belong to, whatever was done to the
# screen; what o, y, Y and :qr do.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux
tab=$(printf '\t')

make_feed() {
	{
		echo '<rss version="2.0"><channel><title>Trends</title>'
		echo '<item><title>Many links</title><guid>1</guid>'
		echo '<link>https://example.org/article</link>'
		echo '<enclosure url="https://example.org/sound.mp3"'
		echo ' type="audio/mpeg" length="1"/><description>'
		i=0
		while [ $i -lt 60 ]; do
			i=$((i + 1))
			echo "&lt;p>Some words, and then &lt;a" \
				"href='https://example.org/n$i'>the n$i that" \
				"takes up so many words that it goes on in" \
				"the next line n$i&lt;/a>.&lt;/p>"
		done
		echo '</description></item></channel></rss>'
	} >"$scratch/feed.xml"
	mkdir -p "$XDG_CONFIG_HOME/courant"
	echo "file://$scratch/feed.xml" >"$XDG_CONFIG_HOME/courant/urls"
	says "1 new" "$courant" refresh
}
config() { printf '%s\n' "$@" >"$XDG_CONFIG_HOME/courant/config"; }

# read_it [VARIABLE=VALUE…]: the article is open.
read_it() {
	rm -rf "$XDG_STATE_HOME/courant"
	raw=$scratch/raw terminal 100 30 env "$*" "$courant"
	see "Many links" || return 1
	keys Enter
	see "Some words"
}

# Each link that is on the screen names its number and no other.
links_are_right() {
	"$top_builddir/tests/lib/cells" "${1:-30}" "${2:-100}" \
		<"$scratch/raw" >"$scratch/links"
	awk -F '\t' '
		$1 ~ /\/n[0-9]+$/ {
			sub(/.*\//, "", $1)
			rest = $2
			while (match(rest, /n[0-9]+/)) {
				if (substr(rest, RSTART, RLENGTH) != $1) {
					print "wrong: " $0
					exit 1
				}
				rest = substr(rest, RSTART + RLENGTH)
			}
		}' "$scratch/links"
}
# A prompt that opens and closes comes after all that was typed before.
rest() {
	keys :
	wait_until prompt_is_open || return 1
	keys Escape
	wait_until prompt_is_closed
}
prompt_is_open() { screen | tail -n 1 | grep -q '^ *:'; }
prompt_is_closed() { ! prompt_is_open; }

right_after_moving() {
	: >"$scratch/raw"
	config "set hyperlinks on"
	read_it || return 1
	wait_until links_are_right &&
		grep -q "example.org/n4" "$scratch/links" &&
		grep -q "example.org/article	.*Many links" "$scratch/links" ||
		{ cat "$scratch/links"; return 1; }
	for step in Space Space b C-e C-e C-e C-e C-y '?' q C-d u G k k h \
		z C-e C-e C-e z J K g L L L; do
		keys "$step"
		rest && wait_until links_are_right ||
			{ echo "after $step"; return 1; }
	done
}

same_id_on_wrapped_pieces() {
	grep -ao '8;id=[0-9a-f]*;https://example.org/n1.' "$scratch/raw" |
		sort -u | cut -d ';' -f 3 | sort | uniq -d | grep . && return 1
	return 0
}

right_after_resizing() {
	read_it || return 1
	rest || return 1
	: >"$scratch/raw"
	tmux -L "$tmux_socket" resize-window -x 70 -y 24
	rest && wait_until links_are_right 24 70 || return 1
	grep -q "example.org/n2" "$scratch/links" || return 1
	keys Q
	see "ended with 0"
}

off_sends_none() {
	: >"$scratch/raw"
	config "set hyperlinks off"
	read_it || return 1
	keys Q
	see "ended with 0" || return 1
	! grep -aq ']8;' "$scratch/raw"
}

auto_knows_terminals() {
	config "set hyperlinks auto"
	: >"$scratch/raw"
	read_it || return 1
	keys Q
	see "ended with 0" || return 1
	grep -aq ']8;id=' "$scratch/raw" || return 1
	: >"$scratch/raw"
	read_it -u TMUX TERM=screen || return 1
	keys Q
	see "ended with 0" || return 1
	! grep -aq ']8;' "$scratch/raw"
}

buffer_is() {
	[ "$(tmux -L "$tmux_socket" show-buffer 2>/dev/null)" = "$1" ]
}
copied() {
	wait_until buffer_is "$1" && return 0
	tmux -L "$tmux_socket" show-buffer
	return 1
}
copy_keys() {
	keys y
	copied "https://example.org/article" || return 1
	see "sent to the clipboard: https://example.org/article" || return 1
	keys u
	keys y
	copied "https://example.org/n1" || return 1
	keys Y
	copied "[the n1 that takes up so many words that it goes on in the next line n1](https://example.org/n1)" ||
		return 1
	keys h h Y
	copied "[Many links](https://example.org/article)" || return 1
	keys Q
	see "ended with 0"
}
copies_through_tmux() {
	read_it && copy_keys
}
copies_through_the_terminal() {
	read_it -u TMUX || return 1
	tmux -L "$tmux_socket" set-option -s set-clipboard on
	copy_keys
}
copies_by_command() {
	config "set copy-command tee $scratch/copied"
	read_it || return 1
	keys y
	wait_until test -s "$scratch/copied" || return 1
	[ "$(cat "$scratch/copied")" = "https://example.org/article" ] ||
		return 1
	keys Q
	see "ended with 0"
}

cat >"$scratch/stub" <<END
#!/bin/sh
[ ! -t 1 ] || set -- on the screen: "\$@"
printf '%s\n' "\$*" >>"$scratch/opened"
END
chmod +x "$scratch/stub"
printf '#!/bin/sh\nexec "%s" environment "$@"\n' "$scratch/stub" \
	>"$scratch/stub.environment"
chmod +x "$scratch/stub.environment"
# opened TEXT: o has run the stub with these words.
opened() {
	wait_until test -s "$scratch/opened" || { screen; return 1; }
	[ "$(cat "$scratch/opened")" = "$1" ] || { cat "$scratch/opened"; return 1; }
	: >"$scratch/opened"
}
goes() {
	: >"$scratch/opened"
	keys $1
	opened "$2" || return 1
	keys Q
	see "ended with 0"
}
# All that it could be is there: what stands first in the table is taken, and
# when that is not there any more, the next.
o_follows_the_table() {
	mkdir -p "$scratch/bin"
	printf '#!/bin/sh\nexec "%s" desktop "$@"\n' "$scratch/stub" \
		>"$scratch/bin/xdg-open"
	chmod +x "$scratch/bin/xdg-open"
	BROWSER="$scratch/stub home=%s" "$courant" browse \
		--socket "$scratch/home.sock" >"$scratch/browse.out" 2>&1 &
	browse_pid=$!
	wait_until test -S "$scratch/home.sock" || return 1
	here="BROWSER=/nowhere:$scratch/stub.environment"
	here="$here COURANT_OPEN_SOCKET=$scratch/home.sock"
	desktop="DISPLAY=:99 PATH=$scratch/bin:$PATH"
	player="set player $scratch/stub player"
	opener="opener example\\.org/(n1|sound.mp3)$ $scratch/stub opener"
	browser="set browser $scratch/stub option"
	text="set text-browser $scratch/stub text"
	config "$player" "$opener" "$browser" "$text"
	read_it SSH_CONNECTION=x $here $desktop &&
		goes "e Enter" "player https://example.org/sound.mp3" &&
		read_it SSH_CONNECTION=x $here $desktop &&
		goes "1 o" "opener https://example.org/n1" || return 1
	config "$player" "$browser" "$text"
	read_it SSH_CONNECTION=x $here $desktop &&
		goes "1 o" "option https://example.org/n1" || return 1
	config "$player" "$text"
	read_it SSH_CONNECTION=x $here $desktop &&
		goes "1 o" "home=https://example.org/n1" &&
		read_it $here $desktop &&
		goes "1 o" "environment https://example.org/n1" &&
		read_it $here &&
		goes "1 o" "on the screen: environment https://example.org/n1" || return 1
	kill $browse_pid
	read_it $desktop &&
		goes "1 o" "desktop https://example.org/n1" &&
		read_it &&
		goes "1 o" "on the screen: text https://example.org/n1" || return 1
	config ""
	read_it || return 1
	keys 1 o
	see "address sent to the" || return 1
	keys Q
	see "ended with 0" || return 1
	config "opener -t example\\.org/n1$ $scratch/stub here %u" \
		"$browser"
	read_it && goes "1 o" "on the screen: here https://example.org/n1"
}
# What is configured and cannot be started is told; nothing takes its place.
a_wrong_browser_is_told() {
	: >"$scratch/opened"
	config "set browser $scratch/nowhere" "set text-browser $scratch/stub"
	read_it || return 1
	keys 2 o
	see "$scratch/nowhere" && [ ! -s "$scratch/opened" ] || return 1
	keys Q
	see "ended with 0" || return 1
	"$courant" links --json id:1 >"$scratch/links.json"
	grep '/n2".*"opened":false' "$scratch/links.json"
}
only_allowed_schemes() {
	printf '# A page\n\n[Mail](%s), [file](%s), [web](%s).\n' \
		mailto:a@b.example file:///etc/passwd https://example.org/ \
		>"$scratch/page.md"
	config "set browser $scratch/stub"
	terminal 100 30 "$courant $scratch/page.md"
	see "Mail [1], file, web [2]." || return 1
	: >"$scratch/opened"
	keys 1 o
	see "this kind of address is not opened" || return 1
	keys 2 o
	opened https://example.org/ || return 1
	keys Q
	see "ended with 0" || return 1
	config "set browser $scratch/stub" "set open-schemes mailto"
	terminal 100 30 "$courant $scratch/page.md"
	see "A page" || return 1
	keys 2 o
	see "this kind of address is not opened" || return 1
	keys 1 o
	opened mailto:a@b.example || return 1
	keys Q
	see "ended with 0"
}
several_at_once() {
	config "set browser $scratch/stub"
	read_it || return 1
	: >"$scratch/opened"
	keys u v v '\;' o
	all_came() { [ "$(wc -l <"$scratch/opened")" = 2 ]; }
	wait_until all_came || return 1
	sort "$scratch/opened" >"$scratch/sorted"
	printf 'https://example.org/n%s\n' 1 2 | diff - "$scratch/sorted" ||
		return 1
	see "✓"
}
without_a_browser_all_are_copied() {
	config ""
	read_it || return 1
	keys u v v '\;' o
	copied "$(printf 'https://example.org/n%s\n' 1 2)" || return 1
	see "address sent to the clipboard: https://example.org/n1 …" ||
		return 1
	keys 3 o
	copied "https://example.org/n3" || return 1
	keys Q
	see "ended with 0"
}
help_shows_the_table() {
	keys : "help open" Enter
	see "the first opener whose pattern fits the address" || return 1
	keys q
}
qr_code() {
	keys : qr Enter
	wait_until code_or_words || return 1
	keys q Q
	see "ended with 0"
}
code_or_words() { shows "▄▄" || shows "libqrencode"; }
qr_too_small() {
	terminal 60 12 "$courant"
	see "? help" || return 1
	keys : qr Enter
	wait_until says_why || { screen; return 1; }
	keys Q
	see "ended with 0"
}
says_why() { shows "too long for a code" || shows "libqrencode"; }


# What two feeds link to, with their trackers or without.
shared_links() {
	for feed in a b; do
		{
			echo "<rss version=\"2.0\"><channel><title>Feed $feed"
			echo "</title><item><title>By $feed</title><description>"
			echo "&lt;a href='https://shared.example/x?utm_source=$feed'>"
			echo "Shared&lt;/a> &lt;a href='https://own.example/$feed'>"
			echo "Own&lt;/a></description></item></channel></rss>"
		} >"$scratch/$feed.xml"
		echo "file://$scratch/$feed.xml"
	done >"$XDG_CONFIG_HOME/courant/urls"
	rm -rf "$XDG_STATE_HOME/courant"
	config "set browser $scratch/stub"
	says "2 new" "$courant" refresh || return 1
	says '{"url":"https://shared.example/x","text":"Shared","feeds":2' \
		"$courant" links --json --most is:unread || return 1
	! "$courant" links --most | grep own.example || return 1
	says '"also":1' "$courant" links --json feed:a.xml || return 1
	says "2${tab}Shared${tab}https://shared.example/x" \
		"$courant" links --most || return 1
	says "1${tab}Shared${tab}https://shared.example/x${tab}" \
		"$courant" links feed:a.xml || return 1
	terminal 70 12 "$courant links --most; $courant links feed:a.xml"
	see "   2 Shared                 https://shared.example/x" || return 1
	see "   1 Shared                 https://shared.example/x" || return 1
	terminal 120 30 "$courant -q 'feed:\"Feed a\"'"
	see "By a" || return 1
	keys Enter
	see "also in Feed b: By b" || return 1
	keys M
	see "2 feeds  Shared" || return 1
	: >"$scratch/opened"
	keys Enter
	opened "https://shared.example/x" || return 1
	keys Q
	see "ended with 0" || return 1
	says '"opened":true' "$courant" links --json --most
}

test_case "a feed is fetched" make_feed
test_case "hyperlinks stay right through all moves" right_after_moving
test_case "the pieces of a link have one id" same_id_on_wrapped_pieces
test_case "and after another size" right_after_resizing
test_case "off sends none" off_sends_none
test_case "auto leaves out terminals that do not know them" auto_knows_terminals
test_case "y and Y copy through tmux" copies_through_tmux
test_case "and through the terminal" copies_through_the_terminal
test_case "and by a command" copies_by_command
test_case "o does what the table says" o_follows_the_table
test_case "a browser that cannot be started is told" a_wrong_browser_is_told
test_case "only what the settings allow is opened" only_allowed_schemes
test_case "several links open at once, and are marked" several_at_once
test_case ":help open shows the table" help_shows_the_table
test_case ":qr shows a code" qr_code
test_case "or says that there is no room" qr_too_small
test_case "several that nothing opens are copied together" \
	without_a_browser_all_are_copied
test_case "links that several feeds share" shared_links
test_end
