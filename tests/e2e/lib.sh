# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For the end-to-end tests: TAP, a home of its own, the loopback server, and
# a terminal (tmux) whose screen is looked at.  A test sources this file,
# calls test_case with a name and a function for each case, then test_end.
. "$top_srcdir/tests/e2e/wait.sh"

courant=$top_builddir/courant
corpus=$top_srcdir/../shared/corpus
scratch=$(mktemp -d)
tmux_socket=courant-test-$$
n=0 failures=0

export HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/config" \
	XDG_DATA_HOME="$scratch/data" XDG_STATE_HOME="$scratch/state" \
	XDG_RUNTIME_DIR="$scratch/run" TERM=xterm-256color
unset NO_COLOR BROWSER DISPLAY WAYLAND_DISPLAY SSH_CONNECTION TMUX VISUAL \
	EDITOR http_proxy https_proxy COURANT_NOW
mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"
# What the sanitizers have to say does not belong on the screen.
export ASAN_OPTIONS="log_path=$scratch/sanitizer" \
	UBSAN_OPTIONS="log_path=$scratch/sanitizer:print_stacktrace=1"

at_end() {
	tmux -L "$tmux_socket" kill-server 2>/dev/null
	[ -z "${httpd_pid:-}" ] || kill "$httpd_pid" 2>/dev/null
	rm -rf "$scratch"
}
trap at_end EXIT

skip_all() {
	echo "1..0 # SKIP $*"
	exit 0
}
need() {
	for program; do
		command -v "$program" >/dev/null 2>&1 ||
			skip_all "$program is not installed"
	done
}
need_httpd() {
	[ -x "$top_builddir/tests/lib/httpd" ] ||
		skip_all "built without libmicrohttpd"
}
need_corpus() {
	[ -d "$corpus" ] || skip_all "the folder of feeds is not here"
}

# test_case NAME FUNCTION: passes if the function returns 0.
test_case() {
	n=$((n + 1))
	if "$2" >"$scratch/case" 2>&1; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$scratch/case"
		failures=$((failures + 1))
	fi
}
no_complaints() {
	cat "$scratch"/sanitizer.* 2>/dev/null && return 1
	return 0
}
test_end() {
	[ -z "${SANITIZED:-}" ] ||
		test_case "the sanitizers have nothing to say" no_complaints
	echo "1..$n"
	exit "$((failures != 0))"
}

# serve FOLDER [OPTION…]: starts the server; $base is its address.
serve() {
	"$top_builddir/tests/lib/httpd" "$@" >"$scratch/port" &
	httpd_pid=$!
	wait_until test -s "$scratch/port" || return 1
	base=http://127.0.0.1:$(cat "$scratch/port")
}

# The terminal: terminal COLUMNS ROWS COMMAND…; keys KEY…; screen.  With $raw
# set all that is written to it also goes to that file.
terminal() {
	columns=$1 rows=$2
	shift 2
	# The old server may take a moment to go.
	tmux -L "$tmux_socket" kill-server 2>/dev/null
	tmux_socket=${tmux_socket}x
	tmux -L "$tmux_socket" -f /dev/null new-session -d -x "$columns" \
		-y "$rows" "$*; echo \"ended with \$?\"; cat" \
		${raw:+\; pipe-pane "cat >>$raw"}
	tmux -L "$tmux_socket" set-option -g status off
}
keys() { tmux -L "$tmux_socket" send-keys "$@"; }
screen() { tmux -L "$tmux_socket" capture-pane -p "$@"; }
shows() { screen | grep -qF -- "$1"; }
see() {
	wait_until shows "$1" && return 0
	echo "“$1” is not on the screen:"
	screen
	return 1
}
gone() { ! shows "$1"; }
see_no() { wait_until gone "$1" || { screen; return 1; }; }

# says TEXT COMMAND…: the output has TEXT in it.
says() {
	text=$1
	shift
	out=$("$@" 2>&1)
	case $out in
	*"$text"*) return 0 ;;
	esac
	echo "“$text” is not in:"
	echo "$out"
	return 1
}
