#!/bin/sh
# SPDX-License-Identifier: MIT
# How long a refresh takes, as ratios to floors measured beside it: the mere
# transfer (curl --parallel), libxml2's DOM over the same files, plain batched
# inserts.  And newsboat and sfeed_update, when they are installed.
#
# "cold" ends when every article is in the lists ("done").  "cold, to the end"
# goes on until the worker exits: doc has read every body (links, text) and
# all is in the search index; it has no floor here (tests/bench/store has the
# index beside FTS5 by itself).  The peak of memory is that of the whole run.
#
#	refresh.sh [FEEDS [ENTRIES [BYTES]]]      default 1000 30 7000
: "${top_builddir:=.}"
feeds=${1:-1000}
entries=${2:-30}
bytes=${3:-7000}
floor=$top_builddir/tests/bench/floor
dir=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null; rm -rf "$dir"' EXIT
unset https_proxy all_proxy no_proxy COURANT_NOW
mkdir "$dir/www"
"$floor" make "$dir/www" "$feeds" "$entries" "$bytes"
gzip -k -1 "$dir"/www/*.xml
echo "$feeds feeds with $entries entries each," \
	"$(cat "$dir"/www/*.xml | wc -c | awk '{printf "%.0f", $1/1e6}') MB," \
	"packed $(cat "$dir"/www/*.gz | wc -c |
		awk '{printf "%.0f", $1/1e6}') MB"

# timed COMMAND...: $seconds and $mb
timed() {
	"$floor" run "$@" 2>"$dir/time" >"$dir/said"
	set -- $(tail -n 1 "$dir/time")
	seconds=$1
	mb=$2
}

serve() {
	[ -z "$server" ] || kill "$server"
	: >"$dir/port"
	"$top_builddir/tests/lib/httpd" "$@" "$dir/www" >"$dir/port" &
	server=$!
	until [ -s "$dir/port" ]; do sleep 0.05; done
	http_proxy=http://127.0.0.1:$(cat "$dir/port")
	export http_proxy
}

row() { # WHAT SECONDS MB FLOOR
	echo "$1 $2 ${3:--} ${4:--}" | awk '{
		r = $4 > 0 ? sprintf("%.2f x floor", $2 / $4) : ""
		m = $3 != "-" ? $3 " MB" : ""
		printf "  %-34s %8.3f s  %-14s %s\n", $1, $2, r, m
	}'
}

i=0
while [ $i -lt "$feeds" ]; do
	echo "http://f$i.test/$i.xml" >>"$dir/urls"
	printf 'url = "http://f%s.test/%s.xml"\noutput = /dev/null\n' \
		$i $i >>"$dir/curl-all"
	etag=$(stat -c '%Y %s' "$dir/www/$i.xml")
	printf 'next\nurl = "http://f%s.test/%s.xml"\noutput = /dev/null\n%s\n' \
		$i $i "header = \"If-None-Match: \\\"$(printf '%x-%x' $etag)\\\"\"" \
		>>"$dir/curl-304"
	i=$((i + 1))
done
sed -i 1d "$dir/curl-304"

# timed, and the time until the worker exits in $whole
courant() { # NOW
	COURANT_NOW=$1 timed "$top_builddir/courant-fetch" \
		--store "$dir/store.db" --config "$dir/none" \
		--urls "$dir/urls" refresh --all
	whole=$(tail -n 1 "$dir/time" | cut -d' ' -f3)
}
curl_() {
	timed curl -s --parallel --parallel-immediate --parallel-max 256 \
		--compressed -K "$1"
}
best() { # COMMAND...: the best of three
	b=
	for _ in 1 2 3; do
		"$@"
		b=$(echo "${b:-1e9} $seconds" |
			awk '{print ($1 < $2) ? $1 : $2}')
	done
}

best timed "$floor" parse "$dir"/www/*.xml
parse=$b
store=1e9
for _ in 1 2 3; do
	rm -f "$dir"/floor.db*
	s=$("$floor" store "$dir/floor.db" "$dir"/www/*.xml)
	store=$(echo "$store $s" | awk '{print ($1 < $2) ? $1 : $2}')
done
row parse-floor "$parse"
row store-floor "$store"

for latency in 0 50; do
	[ $latency = 0 ] && how=--fast || how="--latency $latency"
	serve $how
	echo "latency $latency ms"
	best curl_ "$dir/curl-all"
	transfer=$b
	row transfer-floor "$transfer"
	sum=$(echo "$transfer $parse $store" | awk '{print $1 + $2 + $3}')
	cold=1e9
	for _ in 1 2 3; do
		rm -f "$dir"/store.db*
		courant 1700000000
		cold=$(echo "$cold $seconds" |
			awk '{print ($1 < $2) ? $1 : $2}')
	done
	row cold "$cold" "$mb" "$sum"
	row cold,-to-the-end "$whole" "$mb"
	best curl_ "$dir/curl-304"
	transfer=$b
	row transfer-304-floor "$transfer"
	now=1700000000
	again() {
		now=$((now + 100000))
		courant $now
	}
	best again
	row all-304 "$b" "$mb" "$transfer"
	if ! grep -q '"status":"unchanged"' "$dir/said"; then
		echo "  (not unchanged: $(tail -n 1 "$dir/said"))"
	fi
	serve $how --no304
	best curl_ "$dir/curl-all"
	row transfer-floor "$b"
	transfer=$b
	best again
	row all-200-unchanged "$b" "$mb" "$transfer"
	serve $how
	if command -v newsboat >/dev/null; then
		echo "reload-threads 64" >"$dir/nb-config"
		rm -f "$dir/nb-cache"
		for what in cold again; do
			timed newsboat -q -C "$dir/nb-config" -u "$dir/urls" \
				-c "$dir/nb-cache" -x reload
			row "newsboat-$what" "$seconds" "$mb"
		done
	fi
	if command -v sfeed_update >/dev/null; then
		{
			echo "sfeedpath=$dir/sfeed; maxjobs=64; feeds() {"
			sed 's|.*//\(.*\)/.*|feed \1 &|' "$dir/urls"
			echo "}"
		} >"$dir/sfeedrc"
		rm -rf "$dir/sfeed"
		for what in cold again; do
			timed sfeed_update "$dir/sfeedrc"
			row "sfeed_update-$what" "$seconds" "$mb"
		done
	fi
done
