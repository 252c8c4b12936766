# SPDX-License-Identifier: MIT
# For the worker's end-to-end tests: a folder of its own, the loopback server
# as proxy for every http address, and TAP.
. "$top_srcdir/tests/e2e/wait.sh"

dir=$(mktemp -d)
pids=
trap 'for p in $pids; do kill "$p" 2>/dev/null; done; rm -rf "$dir"' EXIT
n=0
failed=0
unset COURANT_NOW COURANT_LOG http_proxy https_proxy all_proxy no_proxy

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

[ -x "$top_builddir/tests/lib/httpd" ] || skip_all "no libmicrohttpd"

# serve ROOT [OPTION...]: sets $port and $server
serve() {
	root=$1
	shift
	: >"$dir/port"
	"$top_builddir/tests/lib/httpd" "$@" "$root" >"$dir/port" &
	server=$!
	pids="$pids $server"
	wait_until test -s "$dir/port" || return 1
	port=$(cat "$dir/port")
	http_proxy=http://127.0.0.1:$port
	export http_proxy
}

# fetch COMMAND...: the worker's events are in $dir/out, its words in $dir/err
fetch() {
	"$top_builddir/courant-fetch" --store "$dir/store.db" \
		--config "$dir/config" --urls "$dir/urls" "$@" \
		>"$dir/out" 2>"$dir/err"
	status=$?
}

# start COMMAND...: the same in the background, as $worker; its events are in
# $dir/events until it has ended
start() {
	: >"$dir/events"
	"$top_builddir/courant-fetch" --store "$dir/store.db" \
		--config "$dir/config" --urls "$dir/urls" "$@" \
		>"$dir/events" 2>"$dir/err" &
	worker=$!
	pids="$pids $worker"
}
told() { grep -qF -- "$1" "$dir/events"; }
is_gone() { ! kill -0 "$1" 2>/dev/null; }
# Waits for it to end by itself.
ends() {
	wait_until is_gone "$worker" || kill -9 "$worker"
	wait "$worker" 2>/dev/null
	status=$?
	cp "$dir/events" "$dir/out"
}

# later SECONDS: what the worker takes for now
export COURANT_NOW=1700000000
later() {
	COURANT_NOW=$((COURANT_NOW + $1))
}

ok() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# out: /' "$dir/out"
		sed 's/^/# err: /' "$dir/err"
		failed=1
	fi
}

# says TEXT WHAT: the events hold the text
says() {
	grep -qF -- "$1" "$dir/out"
	ok $? "$2"
}

never_says() {
	! grep -qF -- "$1" "$dir/out"
	ok $? "$2"
}

moans() {
	[ "$status" -eq 1 ] && grep -qF -- "$1" "$dir/err"
	ok $? "$2"
}

plan() {
	echo "1..$n"
	exit $failed
}
