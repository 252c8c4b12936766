#!/bin/sh
# SPDX-License-Identifier: MIT
# Links that open where the reader sits: courant on the far side of a real
# ssh connection, `courant browse` and a stub browser on this side.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux ssh ssh-keygen
sshd=$(command -v sshd || echo /usr/sbin/sshd)
[ -x "$sshd" ] || skip_all "sshd is not installed"

opened=$scratch/opened
cat >"$scratch/browser" <<END
#!/bin/sh
printf '%s\n' "\$1" >>"$opened"
END
chmod +x "$scratch/browser"

start_sshd() {
	[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
	ssh-keygen -q -t ed25519 -N '' -f "$scratch/host" &&
		ssh-keygen -q -t ed25519 -N '' -f "$scratch/key" || return 1
	cat >"$scratch/sshd_config" <<-END
	ListenAddress 127.0.0.1
	HostKey $scratch/host
	AuthorizedKeysFile $scratch/key.pub
	StrictModes no
	UsePAM no
	PidFile none
	PermitRootLogin yes
	END
	for port in 22101 22317 23571 24877 25999; do
		"$sshd" -D -e -f "$scratch/sshd_config" -p $port \
			2>"$scratch/sshd.log" &
		sshd_pid=$!
		wait_until grep -q -e listening -e Bind -e rror \
			"$scratch/sshd.log" || return 1
		grep -q listening "$scratch/sshd.log" && return 0
		kill $sshd_pid 2>/dev/null
	done
	cat "$scratch/sshd.log"
	return 1
}

start_browse() {
	BROWSER="$scratch/browser" "$courant" browse \
		--socket "$XDG_RUNTIME_DIR/home.sock" >"$scratch/browse.out" 2>&1 &
	browse_pid=$!
	wait_until test -S "$XDG_RUNTIME_DIR/home.sock"
}

# The next one needs its place.
stop_browse() {
	kill $browse_pid
	wait_until test ! -S "$XDG_RUNTIME_DIR/home.sock"
}

through_ssh() {
	terminal 100 30 ssh -t -F none -p $port -i "$scratch/key" \
		-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
		-o LogLevel=ERROR \
		-R "$scratch/far.sock:$XDG_RUNTIME_DIR/home.sock" 127.0.0.1 \
		env HOME="$HOME" XDG_CONFIG_HOME="$XDG_CONFIG_HOME" \
		XDG_DATA_HOME="$XDG_DATA_HOME" XDG_STATE_HOME="$XDG_STATE_HOME" \
		LC_ALL=C.UTF-8 COURANT_OPEN_SOCKET="$scratch/far.sock" \
		"$courant" "$scratch/page.md"
}

opens_at_home() {
	printf '# A page\n\nRead [%s](%s) and [%s](%s) now.\n' \
		this 'https://example.org/a?b=c' \
		that https://example.org/d >"$scratch/page.md"
	through_ssh
	see "A page" || return 1
	keys 1 o
	see "opened at home" || return 1
	wait_until test -s "$opened" || return 1
	cat "$opened"
	[ "$(cat "$opened")" = "https://example.org/a?b=c" ]
}

several_open_at_home() {
	: >"$opened"
	keys u v v '\;' o
	both_opened() { [ "$(wc -l <"$opened")" = 2 ]; }
	wait_until both_opened || { screen; return 1; }
	keys h
}

# The first one keeps its socket, and answers.
a_second_one_is_told() {
	start_browse || return 1
	says "cannot listen" timeout 10 "$courant" browse \
		--socket "$XDG_RUNTIME_DIR/home.sock" || return 1
	answer=$(echo "courant/1 open https://example.org/" |
		"$top_builddir/tests/lib/unixcat" "$XDG_RUNTIME_DIR/home.sock")
	stop_browse
	[ "$answer" = ok ]
}

# Nobody listens, the socket still stands: it is removed, and nothing waits.
stale_socket_is_removed() {
	"$courant" browse --socket "$scratch/stale.sock" >/dev/null &
	stale_pid=$!
	wait_until test -S "$scratch/stale.sock" || return 1
	kill -9 $stale_pid
	terminal 100 30 env -u TMUX SSH_CONNECTION=x \
		COURANT_OPEN_SOCKET="$scratch/stale.sock" \
		"$courant" "$scratch/page.md"
	see "A page" || return 1
	keys 1 o
	see "address sent to the" || return 1
	[ ! -S "$scratch/stale.sock" ] || return 1
	keys Q
	see "ended with 0"
}

# What stands where a socket should is neither used nor removed.
other_sockets_are_left_alone() {
	echo mine >"$scratch/notes"
	no_way_through "$scratch/notes" && [ -f "$scratch/notes" ] || return 1
	# Only the superuser can give one to somebody else.
	[ "$(id -u)" = 0 ] || return 0
	start_browse || return 1
	: >"$opened"
	chown 65534 "$XDG_RUNTIME_DIR/home.sock" &&
		no_way_through "$XDG_RUNTIME_DIR/home.sock" &&
		[ -S "$XDG_RUNTIME_DIR/home.sock" ] && [ ! -s "$opened" ] ||
		return 1
	stop_browse
}
no_way_through() {
	terminal 100 30 env -u TMUX SSH_CONNECTION=x \
		COURANT_OPEN_SOCKET="$1" "$courant" "$scratch/page.md"
	see "A page" || return 1
	keys 1 o
	see "address sent to the" || return 1
	keys Q
	see "ended with 0"
}

# One that says nothing holds up nobody for long.
silent_ones_are_dropped() {
	start_browse || return 1
	mkfifo "$scratch/silence"
	"$top_builddir/tests/lib/unixcat" "$XDG_RUNTIME_DIR/home.sock" \
		<"$scratch/silence" >"$scratch/nothing" &
	exec 9>"$scratch/silence"
	wait_until is_connected || return 1
	answer=$(echo "courant/1 open https://example.org/" |
		timeout 10 "$top_builddir/tests/lib/unixcat" \
			"$XDG_RUNTIME_DIR/home.sock")
	exec 9>&-
	stop_browse
	[ "$answer" = ok ]
}

is_connected() {
	[ ! -r /proc/net/unix ] ||
		[ "$(grep -c "$XDG_RUNTIME_DIR/home.sock" /proc/net/unix)" -gt 1 ]
}

asked_times() { [ "$(screen | grep -c 'example.org/ask?')" = "$1" ]; }
asks_first() {
	ask_socket=$XDG_RUNTIME_DIR/courant/ask.sock
	rm -f "$opened"
	terminal 100 30 env BROWSER="$scratch/browser" "$courant" browse --ask \
		--socket "$ask_socket"
	see "Listening" || return 1
	[ "$(stat -c %a "$ask_socket")" = 600 ] &&
		[ "$(stat -c %a "$XDG_RUNTIME_DIR/courant")" = 700 ] || return 1
	ask "$scratch/answer1" &
	see "Open https://example.org/ask?" || return 1
	keys n Enter
	wait_until grep -q "error refused" "$scratch/answer1" || return 1
	ask "$scratch/answer2" &
	wait_until asked_times 2 || return 1
	keys y Enter
	wait_until grep -q ok "$scratch/answer2" || return 1
	wait_until test -s "$opened" || return 1
}

# Who gives up sees nothing opened later.
asks_as_long_as_somebody_waits() {
	: >"$opened"
	echo "courant/1 open https://example.org/late" >"$scratch/request"
	"$top_builddir/tests/lib/unixcat" "$ask_socket" \
		<"$scratch/request" >"$scratch/answer" &
	see "Open https://example.org/late?" || return 1
	kill $!
	see "Nobody waits for it any more" || return 1
	keys y Enter
	ask "$scratch/answer" &
	wait_until asked_times 3 || return 1
	keys n Enter
	wait_until grep -q "error refused" "$scratch/answer" || return 1
	[ ! -s "$opened" ]
}

# No rest of an answer, and nothing typed ahead, agrees to the next address.
agrees_to_one_only() {
	many=$(printf %080d 0 | tr 0 y)
	keys "$many" Enter
	see "yyyyyyyy" || return 1
	: >"$opened"
	ask "$scratch/answer3" &
	wait_until asked_times 4 || return 1
	keys "n$many" Enter
	wait_until grep -q "error refused" "$scratch/answer3" || return 1
	ask "$scratch/answer4" &
	wait_until asked_times 5 || return 1
	keys n Enter
	wait_until test -s "$scratch/answer4" || return 1
	grep "error refused" "$scratch/answer4" && [ ! -s "$opened" ] ||
		return 1
	# The end is not kept waiting by a question.
	ask "$scratch/answer5" &
	wait_until asked_times 6 || return 1
	keys C-c
	see "ended with 0" && [ ! -e "$ask_socket" ]
}

# Whenever it is told to end, it does, and leaves no socket behind.
ends_at_any_time() {
	for i in 1 2 3 4 5 6 7 8; do
		"$courant" browse --socket "$scratch/brief.sock" >/dev/null &
		wait_until test -S "$scratch/brief.sock" || return 1
		kill $!
		wait $! || return 1
		[ ! -e "$scratch/brief.sock" ] || return 1
	done
}
ask() {
	echo "courant/1 open https://example.org/ask" |
		"$top_builddir/tests/lib/unixcat" "$ask_socket" >"$1"
}

# Where nobody can answer, nothing is opened.
no_answer_is_a_no() {
	: >"$opened"
	BROWSER="$scratch/browser" "$courant" browse --ask \
		--socket "$ask_socket" </dev/null >/dev/null 2>&1 &
	wait_until test -S "$ask_socket" || return 1
	ask "$scratch/answer6"
	kill $!
	grep "error refused" "$scratch/answer6" && [ ! -s "$opened" ]
}

leaves_other_files_alone() {
	echo mine >"$scratch/notes"
	! "$courant" browse --socket "$scratch/notes" >"$scratch/out" 2>&1 &&
		grep -q "cannot listen" "$scratch/out" &&
		[ "$(cat "$scratch/notes")" = mine ]
}

limits_the_rate() {
	start_browse || return 1
	i=0
	while [ $i -lt 31 ]; do
		i=$((i + 1))
		answer=$(echo "courant/1 open https://example.org/$i" |
			"$top_builddir/tests/lib/unixcat" \
				"$XDG_RUNTIME_DIR/home.sock")
	done
	stop_browse
	[ "$answer" = "error too many at once" ]
}

says_when_home_is_gone() {
	stop_browse
	wait_until test ! -S "$XDG_RUNTIME_DIR/home.sock" || return 1
	keys 1 o
	see "address" || return 1
	keys Q
	see "ended with 0"
}

refuse() {
	start_browse || return 1
	: >"$opened"
	for line in "courant/1 open file:///etc/passwd" "courant/1 open javascript:1" \
		"courant/1 run id" "courant/2 open https://example.org/" \
		"courant/1 open https://user@example.org/" "" \
		'courant/1 open https://example.org/$(id)"'; do
		answer=$(printf '%s\n' "$line" |
			"$top_builddir/tests/lib/unixcat" "$XDG_RUNTIME_DIR/home.sock")
		case $answer in
		error*) ;;
		*) echo "“$line” was answered “$answer”"; return 1 ;;
		esac
	done
	stop_browse
	[ ! -s "$opened" ]
}

prints_ssh_config() {
	says "RemoteForward" "$courant" browse --ssh-config myhost
}

stop_sshd() { kill $sshd_pid; }

test_case "sshd starts" start_sshd
test_case "courant browse listens" start_browse
test_case "a link opens in the browser at home" opens_at_home
test_case "several do, too" several_open_at_home
test_case "when nobody listens at home it says so" says_when_home_is_gone
test_case "anything but a web address is refused" refuse
test_case "a second listener is told of the first" a_second_one_is_told
test_case "a stale socket is removed" stale_socket_is_removed
test_case "what is no socket of ours is left alone" \
	other_sockets_are_left_alone
test_case "one that says nothing is dropped" silent_ones_are_dropped
test_case "a file in the socket's place is left alone" \
	leaves_other_files_alone
test_case "--ask asks first" asks_first
test_case "only as long as somebody waits for it" \
	asks_as_long_as_somebody_waits
test_case "an answer is for one address" agrees_to_one_only
test_case "nor is none at all" no_answer_is_a_no
test_case "it can be ended at any time" ends_at_any_time
test_case "thirty in ten seconds and no more" limits_the_rate
test_case "the lines for ~/.ssh/config are printed" prints_ssh_config
stop_sshd
test_end
