# SPDX-License-Identifier: MIT
# For the worker's end-to-end tests: a folder of its own, the loopback server
# as proxy for every http address, and TAP.
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
	while [ ! -s "$dir/port" ]; do
		kill -0 "$server" 2>/dev/null || return 1
		sleep 0.05
	done
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

# later SECONDS: what the worker takes for now
start=1700000000
export COURANT_NOW=$start
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
