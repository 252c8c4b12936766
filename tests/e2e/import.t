#!/bin/sh
# SPDX-License-Identifier: MIT
# Coming from another reader, and going: OPML, newsboat's files, JSON.
. "$top_srcdir/tests/e2e/lib.sh"

urls=$XDG_CONFIG_HOME/courant/urls
has() { grep -qxF -- "$1" "$urls" || { cat "$urls"; return 1; }; }
has_no() { ! grep -F -- "$1" "$urls"; }
# fresh: as on the first day
fresh() { rm -rf "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME"; }

opml_comes_in() {
	cat >"$scratch/list.opml" <<'END'
<opml version="1.0"><body>
<outline text="News"><outline text="Europe">
<outline text="One &amp; all" xmlUrl="http://one.test/feed" type="rss"/>
</outline></outline>
<outline title="Two" XMLURL="https://two.test/"/>
<outline text="x" xmlUrl="exec:touch /tmp/owned"/>
<outline text="x" xmlUrl="filter:sh:http://x.test/"/>
<outline text="x" xmlUrl="|sh"/>
<outline text="x" xmlUrl="file:///etc/passwd"/>
<outline text="x" xmlUrl="http://x.test/" filtercmd="sh"/>
<outline text="Bad" xmlUrl="http://bad.test/"
 settings="! interval=6h password-command=sh proxy=http://evil.test insecure=yes"/>
</body></opml>
END
	says "3 feeds added" "$courant" import "$scratch/list.opml" || return 1
	has 'http://one.test/feed News/Europe "~One & all"' || return 1
	has 'https://two.test/ "~Two"' || return 1
	has 'http://bad.test/ "~Bad" "!" interval=6h' || return 1
	has_no exec: && has_no filter: && has_no file: && has_no x.test
}
what_is_left_out_is_said() {
	fresh
	says "5 lines of the list were left out" \
		"$courant" import "$scratch/list.opml"
}
twice_changes_nothing() {
	cp "$urls" "$scratch/before"
	says "0 feeds added" "$courant" import "$scratch/list.opml" || return 1
	case $out in *"new article"*) return 1 ;; esac
	cmp "$urls" "$scratch/before"
}

opml_round_trip() {
	fresh
	mkdir -p "${urls%/*}"
	cat >"$urls" <<'END'
http://a.test/
http://b.test/x?a=1&b=2 "~B \"quoted\" <b>"
http://c.test/ Tech/Rust Tech/C "~C" "!" interval=6h sort=oldest
http://d.test/ "News & more" keep-days=30 password=secret
END
	"$courant" export opml >"$scratch/out.opml" || return 1
	! grep secret "$scratch/out.opml" || return 1
	if command -v xmllint >/dev/null; then
		xmllint --noout "$scratch/out.opml" || return 1
	fi
	sed 's/ password=secret//' "$urls" | sort >"$scratch/was"
	fresh
	says "4 feeds added" "$courant" import "$scratch/out.opml" || return 1
	sort "$urls" | diff "$scratch/was" -
}

newsboat_urls_come_in() {
	fresh
	cat >"$scratch/urls" <<'END'
# newsboat's
http://a.test/feed.xml news "~Mine" "!hidden"
http://me:pw@b.test/feed.xml
"query:Unread:unread = \"yes\"" searches
exec:~/bin/x
"filter:sh:http://x.test/"
END
	says "exec:, filter:" "$courant" import "$scratch/urls" || return 1
	has 'http://a.test/feed.xml news "~Mine" "!"' || return 1
	has 'http://me:pw@b.test/feed.xml' || return 1
	grep -q '^"query:Unread:' "$urls" || return 1
	has_no exec: && has_no x.test
}

# What comes through a pipe can be read once only.
pipes_are_read_once() {
	fresh
	mkfifo "$scratch/pipe"
	cat "$scratch/list.opml" >"$scratch/pipe" &
	says "3 feeds added" "$courant" import "$scratch/pipe" || return 1
	"$courant" export json >"$scratch/few.json" || return 1
	fresh
	cat "$scratch/few.json" >"$scratch/pipe" &
	says "3 feeds added" "$courant" import "$scratch/pipe"
}

make_newsboat_cache() {
	mkdir -p "$scratch/www" "$scratch/nb"
	cat >"$scratch/www/nb.xml" <<'END'
<rss version="2.0"><channel><title>From newsboat</title>
<link>http://nb.test/</link>
<item><guid>g1</guid><title>Read one</title><link>http://nb.test/1</link>
<description>Body &lt;b>one&lt;/b></description></item>
<item><guid>g2</guid><title>Flagged one</title><link>http://nb.test/2</link>
<description>Body two</description></item>
<item><title>Without id</title><link>http://nb.test/3</link>
<pubDate>Sun, 01 Jan 2023 10:00:00 GMT</pubDate></item>
<item><guid>g4</guid><title>Deleted one</title></item>
</channel></rss>
END
	serve "$scratch/www" || return 1
	echo "$base/nb.xml" >"$scratch/nb/urls"
	: >"$scratch/nb/config"
	newsboat -u "$scratch/nb/urls" -c "$scratch/nb/cache.db" \
		-C "$scratch/nb/config" -x reload || return 1
	sqlite3 "$scratch/nb/cache.db" <<'END'
UPDATE rss_item SET unread=0 WHERE guid='g1';
UPDATE rss_item SET flags='ab' WHERE guid='g2';
UPDATE rss_item SET deleted=1 WHERE guid='g4';
END
}
newsboat_cache_comes_in() {
	fresh
	make_newsboat_cache || return 1
	"$courant" import "$scratch/nb/cache.db" >"$scratch/said" || return 1
	grep -q "cache.db: 1 feed added" "$scratch/said" || return 1
	grep -q "cache.db: 3 new articles" "$scratch/said" || return 1
	has "$base/nb.xml" || return 1
	"$courant" list >"$scratch/all"
	[ "$(wc -l <"$scratch/all")" = 3 ] || { cat "$scratch/all"; return 1; }
	says "Read one" "$courant" list is:read || return 1
	says "Flagged one" "$courant" list is:starred || return 1
	says "Flagged one" "$courant" list label:flag-b || return 1
	says "Body one" "$courant" list body:one --json >/dev/null ||
		says "Read one" "$courant" list body
}
and_the_feed_goes_on() {
	says "0 new articles" "$courant" refresh --all || return 1
	says "cache.db: 0 new articles" \
		"$courant" import "$scratch/nb/cache.db" || return 1
	[ "$("$courant" list | wc -l)" = 3 ] || { "$courant" list; return 1; }
	says "Read one" "$courant" list is:read
}

json_round_trip() {
	id=$("$courant" list title:Without | cut -f1)
	"$courant" mark star "$id"
	echo "http://quiet.test/ Tech \"~Quiet\" \"!\" interval=6h" >>"$urls"
	"$courant" feeds >/dev/null
	cp "$urls" "$scratch/was"
	"$courant" list --json >"$scratch/list" || return 1
	"$courant" export json >"$scratch/all.json" || return 1
	fresh
	says "2 feeds added" "$courant" import "$scratch/all.json" || return 1
	diff "$scratch/was" "$urls" || return 1
	"$courant" list --json | diff "$scratch/list" -
}
json_comes_in_twice() {
	"$courant" import "$scratch/all.json" || return 1
	"$courant" list --json | diff "$scratch/list" -
}

test_case "OPML comes in, and nothing that runs" opml_comes_in
test_case "what is left out is said" what_is_left_out_is_said
test_case "a second time it changes nothing" twice_changes_nothing
test_case "OPML round trip" opml_round_trip
test_case "lists through a pipe" pipes_are_read_once
test_case "newsboat's urls" newsboat_urls_come_in
if [ -x "$top_builddir/tests/lib/httpd" ] && command -v newsboat sqlite3 \
	>/dev/null; then
	test_case "newsboat's cache.db" newsboat_cache_comes_in
	test_case "the feed goes on where newsboat stopped" and_the_feed_goes_on
	test_case "JSON round trip" json_round_trip
	test_case "JSON a second time" json_comes_in_twice
fi
test_end
