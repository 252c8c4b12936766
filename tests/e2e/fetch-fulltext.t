# SPDX-License-Identifier: MIT
# Articles that are fetched from their pages: all new ones of a feed, and one
# by its number.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

sentence="Nobody expects so long a sentence about the keeping of bees, but the
article has several, with commas, so that it can be told from what is around."

page() { # FILE WORDS
	cat >"$1" <<END
<!DOCTYPE html><html><head><title>$2</title></head><body>
<nav><a href="/">Home</a> <a href="/shop">Shop</a></nav>
<main><article><h1>$2</h1>
<p>The $2 begins. $sentence</p><p>$sentence</p><p>$sentence</p>
</article></main>
<footer><a href="/imprint">Imprint of the site</a></footer></body></html>
END
}

# feed FILE TITLE ENTRY...
feed() {
	file=$1
	echo "<rss version=\"2.0\"><channel><title>$2</title>" >"$file"
	shift 2
	for e; do
		echo "<item><guid>$e</guid><title>$e</title>" \
			"<link>http://site.test/$e.html</link>" \
			"<enclosure url=\"http://site.test/$e.mp3\"" \
			"type=\"audio/mpeg\" length=\"5000000\"/>" \
			"<description>A teaser.</description></item>" >>"$file"
	done
	echo "</channel></rss>" >>"$file"
}

text_of() { # ID
	"$top_builddir/courant" --store "$dir/store.db" \
		--config "$dir/config" --urls "$dir/urls" \
		show --format text "$1" >"$dir/text" 2>&1
}

shows() {
	grep -qF -- "$1" "$dir/text"
	status=$?
	[ $status -eq 0 ] || cp "$dir/text" "$dir/out"
	ok $status "$2"
}

mkdir "$dir/www"
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	page "$dir/www/long$i.html" "long$i"
done
page "$dir/www/short.html" short
feed "$dir/www/full.xml" Full long1 long2 missing
feed "$dir/www/many.xml" Many long1 long2 long3 long4 long5 long6 long7 \
	long8 long9 long10 long11 long12
feed "$dir/www/teasers.xml" Teasers short
serve "$dir/www" --log "$dir/log"
cat >"$dir/urls" <<END
http://one.test/full.xml full-text=yes
http://two.test/teasers.xml
END

fetch refresh
says '"new":4,' "both feeds are read"
[ "$(grep -c '"event":"article"' "$dir/out")" -eq 2 ]
ok $? "the pages of one are fetched"
says 'The page of 1 article could not be fetched' "a missing page is told"
tail -n 1 "$dir/out" | grep -q '"event":"done"'
ok $? "before the end"
id=$(sed -n 's/{"event":"article","id":\([0-9]*\)}/\1/p' "$dir/out" |
	head -n 1)
text_of "$id"
shows "keeping of bees" "the page's article is what is read"
! grep -qF Imprint "$dir/text"
ok $? "without what is around it"

later 90000
fetch refresh --all
never_says '"event":"article"' "only new articles' pages are asked for"

"$top_builddir/courant" --store "$dir/store.db" --config "$dir/config" \
	--urls "$dir/urls" list --json short >"$dir/out"
id=$(sed -n 's/.*"id": *\([0-9]*\).*/\1/p' "$dir/out" | head -n 1)
text_of "$id"
shows "A teaser" "the other feed's article is as it came"
fetch fulltext "$id"
says "{\"event\":\"article\",\"id\":$id}" "one page by its article's number"
text_of "$id"
shows "The short begins" "it is what is read then"
shows "[1] http://site.test/short.mp3" "and what the feed attached"
"$top_builddir/courant" --store "$dir/store.db" --config "$dir/config" \
	--urls "$dir/urls" links --json "$id" >"$dir/out"
says '"url":"http://site.test/short.mp3"' "which stays among the links"
fetch fulltext 999999
[ "$status" -eq 1 ]
ok $? "an unknown number is told"

page "$dir/www/hidden.html" hidden
feed "$dir/www/proxied.xml" Proxied hidden
cat >"$dir/urls" <<END
http://five.test/proxied.xml proxy=$http_proxy user-agent="Mine/1"
END
fetch refresh
"$top_builddir/courant" --store "$dir/store.db" --config "$dir/config" \
	--urls "$dir/urls" list --json hidden >"$dir/out"
id=$(sed -n 's/.*"id": *\([0-9]*\).*/\1/p' "$dir/out" | head -n 1)
(unset http_proxy; fetch fulltext "$id"; exit "$status")
ok $? "a page comes by the proxy of its feed"
grep -qi '/hidden.html user-agent: Mine/1' "$dir/log"
ok $? "and by the name that it is told"

echo "set full-text yes" >"$dir/config"
cat >"$dir/urls" <<END
http://three.test/many.xml
http://four.test/teasers.xml full-text=no
END
fetch refresh
[ "$(grep -c '"event":"article"' "$dir/out")" -eq 10 ]
ok $? "ten pages of a feed at most, by the general setting"

plan
