# SPDX-License-Identifier: MIT
# Subscriptions that are not on the network.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir "$dir/www"
serve "$dir/www"
courant() { # ARGUMENT...: what the reader makes of the store
	"$top_builddir/courant" --store "$dir/store.db" \
		--config "$dir/config" --urls "$dir/urls" "$@" \
		>"$dir/out" 2>"$dir/err"
}

# A copy of a feed: its addresses are relative to where it was published, or
# to nothing, and never to the folder that it lies in.
cat >"$dir/known.xml" <<'END'
<feed xmlns="http://www.w3.org/2005/Atom"><title>Known</title>
<link href="http://home.test/blog/"/>
<entry><id>1</id><title>One</title><link href="one"/>
<content type="html">&lt;a href="two">two&lt;/a></content></entry></feed>
END
sed 's/Known/Unknown/; /home.test/d' "$dir/known.xml" >"$dir/unknown.xml"
mkfifo "$dir/pipe.xml"
cat >"$dir/urls" <<END
file://$dir/known.xml
file://$dir/unknown.xml
file://$dir/pipe.xml
file:///dev/zero
END
fetch refresh
says '"title":"Known","n":1,"of":4,"status":"ok"' "a file is a feed"
says '"title":"Unknown","n":2,"of":4,"status":"ok"' "without an address, too"
[ "$(grep -c 'not a regular file' "$dir/out")" = 2 ]
ok $? "pipes and devices are not waited for"
courant list --json
says '"url":"http://home.test/blog/one"' "links lead to where it is published"
never_says "file:" "and not into the folder"
courant links --json is:unread
says 'http://home.test/blog/two' "those in a text, too"
never_says "file:" "whatever feed it is"

# A store that is a link to elsewhere.
mkdir "$dir/links" "$dir/elsewhere"
ln -s ../elsewhere/store.db "$dir/links/store.db"
linked() {
	"$top_builddir/courant-fetch" --store "$dir/links/store.db" \
		--config "$dir/config" --urls "$dir/urls" refresh \
		>"$dir/out" 2>"$dir/err"
}
linked
says '"title":"Known"' "the store may be a link"
[ "$(stat -c %a "$dir/elsewhere/store.db")" = 600 ]
ok $? "what it leads to is its owner's alone, too"

# A command that takes its time keeps nobody waiting.
rss() {
	echo "<rss version='2.0'><channel><title>$1</title></channel></rss>"
}
rss Web >"$dir/www/web.xml"
cat >"$dir/patient" <<END
#!/bin/sh
echo \$\$ >"$dir/pid"
until [ -e "$dir/go" ]; do sleep 0.05; done
cat "$dir/known.xml"
END
chmod +x "$dir/patient"
cat >"$dir/urls" <<END
exec:$dir/patient
http://web.test/web.xml
END
start refresh
wait_until told '"title":"Web"'
ok $? "the web is not kept waiting by a command"
: >"$dir/go"
ends
says '"title":"Known"' "whose feed comes when it has ended"

# Nor the end.
rm "$dir/go" "$dir/pid"
later 90000
start refresh
wait_until test -s "$dir/pid"
kill "$worker"
ends
[ "$status" -eq 0 ] && says '"event":"done"' "a command can be ended"
never_says '"status":"failed"' "which is no failure of its own"
wait_until is_gone "$(cat "$dir/pid")"
ok $? "and it is gone"
cat >"$dir/urls" <<END
http://web.test/web.xml user=me password-command="$dir/patient"
http://web2.test/web.xml user=me password-command="$dir/patient"
END
rm "$dir/pid"
later 90000
start refresh
wait_until test -s "$dir/pid"
kill "$worker"
ends
says '"event":"done"' "so can one that is asked for a password"

# As much as the setting allows passes through a command.
rss Big >"$dir/www/big.xml"
echo "/big.xml size=34000000" >"$dir/www/rules"
kill "$server"
serve "$dir/www"
echo 'set per-host 1' >"$dir/config"
cat >"$dir/urls" <<END
filter:cat:http://big.test/big.xml max-size=64
filter:cat:http://big.test/web.xml
END
later 90000
fetch refresh
says '"title":"Web"' "much input to one does no harm to the next"
never_says 'cannot be run' "nor to itself"
never_says 'too much' "nor much output"

plan
