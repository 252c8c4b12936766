# SPDX-License-Identifier: MIT
# What bounds a refresh: certificates, times, connections, private networks.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir "$dir/www"
rss() {
	echo "<rss version='2.0'><channel><title>$1</title></channel></rss>"
}
for f in one two three four inside stalled; do
	rss $f >"$dir/www/$f.xml"
done
cat >"$dir/www/rules" <<'END'
/stalled.xml size=1000&stall
/hop.xml status=302&to=http://127.0.0.1/inside.xml
END
skip() { # WHAT WHY
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
worst() { # the most requests that were open at once
	sed -n 's/.* open: //p' "$dir/log" | sort -n | tail -n 1
}

# Certificates.
if openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=nobody \
	-keyout "$dir/pem" -out "$dir/cert" 2>/dev/null &&
	cat "$dir/cert" >>"$dir/pem" && serve "$dir/www" --tls "$dir/pem"; then
	unset http_proxy
	cat >"$dir/urls" <<-END
	https://127.0.0.1:$port/one.xml
	https://127.0.0.1:$port/two.xml insecure=yes
	https://127.0.0.1:$port/a?status=302&to=https://localhost:$port/inside.xml insecure=yes
	https://127.0.0.1:$port/b?status=302&to=http://127.0.0.1:$port/inside.xml insecure=yes
	END
	fetch refresh
	says '"title":"two"' "insecure feeds come whatever the certificate is"
	never_says '"title":"one"' "others do not"
	says 'certificate' "which is said"
	never_says '"title":"inside"' "nor do those that they redirect to"
	says 'redirects from https to http' "and none leads out of https"
else
	skip "certificates" "no openssl, or libmicrohttpd without TLS"
fi

serve "$dir/www" --log "$dir/log" --latency 60
unset http_proxy

# Times.
echo "http://127.0.0.1:$port/stalled.xml timeout=1" >"$dir/urls"
fetch refresh
says 'does not answer in time' "a feed's own timeout"

# Connections.
for f in one two three four; do
	echo "http://127.0.0.1:$port/$f.xml"
done >"$dir/urls"
: >"$dir/log"
fetch refresh
[ "$(worst)" = 2 ]
ok $? "a host gets two requests at once"
echo 'set per-host 1' >"$dir/config"
later 90000
: >"$dir/log"
fetch refresh
[ "$(worst)" = 1 ]
ok $? "or as many as the settings say"
rm "$dir/config"

# On a network of its own, whose only addresses are public.test and loopback.
# Where their names stand is a link out of /etc, as some systems have it.
elsewhere=$(mktemp -d)
echo '203.0.113.7 public.test' >"$elsewhere/hosts"
mkdir "$elsewhere/etc"
cp -RP /etc/nsswitch.conf /etc/ssl "$elsewhere/etc" 2>/dev/null
ln -s "$elsewhere/hosts" "$elsewhere/etc/hosts"
cat >"$dir/alone" <<'END'
. "$top_srcdir/tests/e2e/wait.sh"
ip addr add 203.0.113.7/32 dev lo && ip link set lo up || exit 77
mount --bind "$elsewhere/etc" /etc || exit 77
shift
serve() { # PORT [OPTION...]
	: >"$dir/port"
	"$top_builddir/tests/lib/httpd" --log "$dir/log" --port "$@" \
		"$dir/www" >"$dir/port" &
	wait_until test -s "$dir/port" || exit 77
}
serve 80
[ -z "$tls" ] || serve 443 --tls "$dir/pem"
"$top_builddir/courant-fetch" --store "$dir/store.db" --config "$dir/config" \
	--urls "$dir/urls" "$@" >"$dir/out" 2>"$dir/err"
END
# alone TLS COMMAND...: as fetch; TLS empty: there is no https
export dir elsewhere
alone() {
	: >"$dir/log"
	rm -f "$dir/out" "$dir/err"
	tls=$1 unshare -rnm --kill-child --fork sh "$dir/alone" "$@"
	status=$?
}
alone '' refresh 2>/dev/null
if ! [ -e "$dir/out" ]; then
	rm -rf "$elsewhere"
	skip "a network of its own" "it is not to be had"
	plan
fi

# A public address that redirects to a private one.
cat >"$dir/urls" <<'END'
http://public.test/one.xml
http://public.test/hop.xml
http://127.0.0.1/two.xml
END
alone '' refresh
says '"title":"one"' "a public address is fetched"
says '"title":"two"' "so is a private one that the owner names"
says 'redirects to a private network, which is refused' \
	"no redirect leads from the one to the other"
! grep -q '^/inside.xml' "$dir/log"
ok $? "and nobody is asked there"

# A page out there names no address in here; one in here does.
for f in outside inner; do
	echo "<!doctype html><link rel=alternate type=application/rss+xml" \
		"href=http://127.0.0.1/inside.xml>" >"$dir/www/$f.html"
done
alone '' discover http://public.test/outside.html
moans 'private network, which is refused' "a page's links lead into no private network"
! grep -q '^/inside.xml' "$dir/log"
ok $? "nobody is asked there"
alone '' discover http://127.0.0.1/inner.html
says '"url":"http://127.0.0.1/inside.xml"' "unless it is in there itself"

# A bare name means https first.
alone '' discover public.test/one.xml
says '"url":"http://public.test/one.xml"' "a bare name may mean http"
says 'by http, which is not encrypted' "which is said, too"
alone '' discover https://public.test/one.xml
moans 'does not answer' "but not if https was typed"
if [ -s "$dir/pem" ]; then
	alone yes discover public.test/one.xml
	moans 'certificate' "nor if the certificate is bad"
	! grep -q '/one.xml' "$dir/log"
	ok $? "it is not even tried then"
fi

rm -rf "$elsewhere"
plan
