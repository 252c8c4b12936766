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

plan
