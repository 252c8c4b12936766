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
