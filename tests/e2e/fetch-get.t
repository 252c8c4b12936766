# SPDX-License-Identifier: MIT
# Files and pages that are read at once.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

shows() { # FILE TEXT WHAT
	"$top_builddir/courant" --store "$dir/store.db" \
		--config "$dir/config" --urls "$dir/urls" \
		show --format text "$1" >"$dir/out" 2>"$dir/err"
	says "$2" "$3"
}

mkdir "$dir/www" "$dir/notes"
cat >"$dir/feed.xml" <<'END'
<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>A feed</title>
<entry><id>1</id><title>One &amp; first</title>
<link href="http://one.test/a/1"/>
<content type="html">&lt;p&gt;See &lt;a href="other"&gt;this&lt;/a&gt;.
&lt;h2&gt;Inside&lt;/h2&gt;</content></entry>
<entry><id>2</id><title>Two</title><link href="http://two.test/b/2"/>
<content type="html">&lt;p&gt;And &lt;a href="other"&gt;that&lt;/a&gt;.</content>
</entry></feed>
END
cp "$dir/feed.xml" "$dir/www/"
printf '%s\n' '---' 'title: A note' '---' 'Some *text* in a note.' \
	>"$dir/notes/note.md"
printf 'Plain < text\n' >"$dir/plain.txt"
serve "$dir/www"

shows "$dir/feed.xml" "A feed" "a feed file has its title"
says "One & first" "its entries are headings"
says "http://one.test/a/other" "links are those of the first entry's page"
says "http://two.test/b/other" "and of the second's"
shows "http://site.test/feed.xml" "http://site.test/other" \
	"from the network its address is the base"
shows "file://$dir/notes/note.md" "Some text in a note." "Markdown"
shows "file://$dir/plain.txt" "Plain < text" "text"
shows "$dir/notes" "Some text in a note." "a folder of Markdown"

fetch get "file://$dir/plain.txt"
says '"type":"text/plain"' "text keeps its type"
fetch get "file://$dir/absent.txt"
moans "no such file" "a missing file is told"
fetch get "gopher://old.test/"
moans "no address of a page or file" "other addresses are refused"

plan
