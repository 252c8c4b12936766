# SPDX-License-Identifier: MIT
# From a site's address to its feed.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir -p "$dir/www/adv.test" "$dir/www/usual.test/blog" "$dir/www/none.test"
rss() {
	echo "<rss version='2.0'><channel><title>$1</title></channel></rss>"
}
atom() {
	echo "<feed xmlns='http://www.w3.org/2005/Atom'><title>$1</title></feed>"
}
rss Posts >"$dir/www/adv.test/posts.xml"
atom Comments >"$dir/www/adv.test/comments.xml"
cat >"$dir/www/adv.test/index.html" <<'END'
<!doctype html><title>x</title>
<link rel=alternate type=application/rss+xml title="All posts" href=/posts.xml>
<link rel="alternate" type="application/atom+xml" href="comments.xml">
<link rel="alternate" type="application/atom+xml" href="/missing.xml">
END
echo "<!doctype html><p>hello" >"$dir/www/usual.test/index.html"
echo "<!doctype html><p>hello" >"$dir/www/none.test/index.html"
rss Usual >"$dir/www/usual.test/feed.xml"
serve "$dir/www"

fetch discover http://adv.test/
[ "$status" -eq 0 ]
ok $? "a page's feeds are found"
head -n 1 "$dir/out" | grep -q '"url":"http://adv.test/posts.xml"'
ok $? "best first"
says '"title":"Posts"' "with the feed's own title"
says 'http://adv.test/comments.xml' "all of them"
says 'The page advertises http://adv.test/missing.xml' "what is missing is told"

fetch discover http://adv.test/posts.xml
says '"how":"the address itself"' "an address that is a feed"

fetch discover http://usual.test/
says '"url":"http://usual.test/feed.xml"' "the usual places"
says '"how":"usual place"' "told as such"

fetch discover http://none.test/
moans 'have a feed' "a site without a feed"
fetch discover 'not an address at all'
moans 'no web address' "what is no address"
fetch discover file:///etc/passwd
moans 'no web address' "files are no sites"

fetch get http://adv.test/
says '"event":"page"' "get gives a page"
fetch get http://adv.test/posts.xml
says '"body":"# Posts' "and a feed as one"

# Sites whose pages know more than their addresses: a channel's handle, a
# person of the Fediverse, a newsletter under a name of its own.
export https_proxy="$http_proxy"
mkdir -p "$dir/www/www.youtube.com/feeds" "$dir/www/social.test" \
	"$dir/www/letter.test"
echo '<link rel="alternate" type="application/rss+xml" title="RSS"' \
	'href="/feeds/videos.xml?channel_id=UCx">' \
	>"$dir/www/www.youtube.com/@someone"
atom Videos >"$dir/www/www.youtube.com/feeds/videos.xml"
echo '<link href="/users/someone.rss" rel="alternate"' \
	'type="application/rss+xml">' >"$dir/www/social.test/@someone"
mkdir "$dir/www/social.test/users"
rss Posts >"$dir/www/social.test/users/someone.rss"
echo '<p>A letter.' >"$dir/www/letter.test/index.html"
rss Letter >"$dir/www/letter.test/feed"
fetch discover http://www.youtube.com/@someone
says '"url":"http://www.youtube.com/feeds/videos.xml?channel_id=UCx"' \
	"the handle of a channel"
fetch discover http://social.test/@someone
says '"url":"http://social.test/users/someone.rss"' "a person elsewhere"
fetch discover http://letter.test/
says '"url":"http://letter.test/feed"' "a newsletter under its own name"

# Several feeds are a choice: asked for on a terminal, else the best.
add() { # COMMAND...: what is said, and what is subscribed to
	rm -f "$dir/urls"
	"$@" >"$dir/out" 2>"$dir/err"
	cat "$dir/urls" >>"$dir/out"
}
courant="$top_builddir/courant --store $dir/store.db --config $dir/config \
	--urls $dir/urls"
add $courant add http://adv.test/ Group </dev/null
says ' 2  Comments  http://adv.test/comments.xml (advertised by the page)' \
	"all are shown"
says 'http://adv.test/posts.xml Group' "and the best one is taken"
if command -v script >/dev/null; then
	choose() { echo 2 | script -qec "$courant add http://adv.test/" /dev/null; }
	add choose
	says 'Which one? [1]' "or the reader is asked"
	grep -qx 'http://adv.test/comments.xml' "$dir/urls"
	ok $? "and gets the one that was chosen"
fi

corpus=$top_srcdir/../shared/corpus/rust-trends
if [ -d "$corpus" ]; then
	mkdir "$dir/rt"
	ln -s "$(cd "$corpus" && pwd)" "$dir/rt/rust-trends.com"
	serve "$dir/rt"
	fetch discover http://rust-trends.com/
	says '"url":"http://rust-trends.com/rss.xml"' "Rust Trends is found"
	says 'atom.xml' "and what its page promises in vain is told"
	echo http://rust-trends.com/rss.xml >"$dir/urls"
	fetch refresh
	says '"title":"Rust Trends"' "and fetched"
	says '"new":82' "with all its issues"
fi

plan
