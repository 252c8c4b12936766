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
moans "$dir/absent.txt: No such file" "a missing file is told"
mkfifo "$dir/pipe.xml"
fetch get "file://$dir/pipe.xml"
moans "not a regular file" "a pipe is not waited for"
fetch get "gopher://old.test/"
moans "no address of a page or file" "other addresses are refused"

# Encodings of pages: the header's, the page's own, and those that are refused.
page() { # NAME HEAD BODY
	printf "<!doctype html><head>$2</head><p>$3" >"$dir/www/$1"
}
page russian.html '' '\317\360\350\342\345\362'
page japanese.html '<META content="text/html; charset=Shift_JIS">' \
	'\223\372\226\173'
page mail.html '<meta charset="iso-2022-jp">' '\033$BF|K\134\033(B'
page seven.html '<meta charset=utf-7>' '+ADw-b+AD4-'
page odd.html '<meta charset="iso-2022-cn-ext">' 'caf\351'
cat >"$dir/www/rules" <<'END'
/russian.html type=text/html; charset=windows-1251
/japanese.html type=text/html
/mail.html type=text/html
/seven.html type=text/html
/odd.html type=text/html
END
serve "$dir/www"
fetch get http://site.test/russian.html
says "Привет" "a page in the encoding that its header names"
fetch get http://site.test/japanese.html
says "日本" "or in the one that it names itself"
fetch get http://site.test/mail.html
says "日本" "though it be written in ASCII"
fetch get http://site.test/seven.html
says "+ADw-b+AD4-" "UTF-7 is not read"
fetch get http://site.test/odd.html
says "café" "nor what browsers do not take"

# Whoever reads what a stranger wrote has given up the rest before.
echo '<opml><body><outline xmlUrl="http://a.test/"/></body></opml>' \
	>"$dir/list.opml"
gives_up() { # WHAT COMMAND...
	what=$1
	shift
	(export COURANT_LOG="$dir/given-up" && rm -f "$COURANT_LOG" && fetch "$@")
	grep -q 'sandbox: entered' "$dir/given-up" 2>/dev/null
	ok $? "$what"
}
if (gives_up x get http://site.test/odd.html) | grep -q '^ok'; then
	gives_up "a list gives up files and programs" import "$dir/list.opml"
	gives_up "so does a file" dump-feed "$dir/feed.xml"
fi

# Nobody who gives up waits for the page.
echo '/stalled.html size=1000&stall' >"$dir/www/rules"
serve "$dir/www" --log "$dir/log"
asked() { grep -q '/stalled.html GET' "$dir/log"; }
start get http://site.test/stalled.html
wait_until asked
kill "$worker"
ends
moans 'stalled.html' "what is stopped ends"
never_says '"event":"page"' "without a page"

plan
