#!/bin/sh
# SPDX-License-Identifier: MIT
# While a refresh runs over ssh the line stays quiet: four updates a second
# at most, however much the worker has to tell, and nothing when it is silent.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux script
script --version 2>/dev/null | grep -q util-linux ||
	skip_all "script is another one than util-linux's"

# A worker that tells of 3,000 feeds, waits for a line, and ends.
cat >"$scratch/worker" <<END
#!/bin/sh
date +%s%N >"$scratch/started"
echo '{"event":"started","feeds":3000}'
i=0
while [ \$i -lt 3000 ]; do
	i=\$((i + 1))
	echo '{"event":"feed","n":'\$i',"of":3000,"status":"ok","new":0}'
	/bin/true
done
date +%s%N >"$scratch/told"
read go <"$scratch/go"
echo '{"event":"done","new":0,"failed":0}'
END
chmod +x "$scratch/worker"
mkfifo "$scratch/go"

start() {
	mkdir -p "$XDG_CONFIG_HOME/courant"
	cat >"$scratch/feed.xml" <<-EOF
		<rss version="2.0"><channel><title>Trends</title>
		<item><title>One</title><guid>1</guid></item></channel></rss>
	EOF
	echo "file://$scratch/feed.xml" >"$XDG_CONFIG_HOME/courant/urls"
	echo "set refresh-on-start no" >"$XDG_CONFIG_HOME/courant/config"
	says "1 new" "$courant" refresh || return 1
	terminal 100 24 "script -q -T $scratch/frames -O $scratch/bytes -f -c \
		'env -u TMUX SSH_CONNECTION=x COURANT_FETCH=$scratch/worker \
		$courant'"
	see "1 unread"
}
# script notes each piece that is written: a frame is one.
frames() { wc -l <"$scratch/frames"; }
bytes() { wc -c <"$scratch/bytes"; }

# Keys and the first and last words of a refresh have frames of their own.
few_frames() {
	before=$(frames)
	keys R
	until wait_until test -s "$scratch/told"; do
		shows "refreshing" || return 1
	done
	see "refreshing 3000/3000" || return 1
	took=$(($(cat "$scratch/told") - $(cat "$scratch/started")))
	drawn=$(($(frames) - before))
	echo "$drawn frames in $((took / 1000000)) ms"
	[ "$drawn" -gt 2 ] && [ "$drawn" -le $((took / 250000000 + 5)) ]
}

# Marks that another instance makes show that the reader is awake.
nothing_moves() {
	"$courant" mark star One && see "★" || return 1
	before=$(bytes)
	"$courant" mark unstar One && see_no "★" || return 1
	sent=$(($(bytes) - before))
	echo "$sent bytes"
	[ "$sent" -lt 200 ]
}

ends() {
	echo go >"$scratch/go"
	see "Nothing new." || return 1
	keys Q
	see "ended with 0"
}

test_case "a refresh can be started" start
test_case "3,000 events are a few frames" few_frames
test_case "a silent worker costs no bytes" nothing_moves
test_case "the refresh ends" ends
test_end
