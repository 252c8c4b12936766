# SPDX-License-Identifier: MIT
# The worker's refresh, against a server that is every host.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir "$dir/www" "$dir/notes"
feed() { # FILE TITLE ENTRY...
	file=$1
	echo "<rss version=\"2.0\"><channel><title>$2</title>" >"$file"
	shift 2
	for e; do
		echo "<item><guid>$e</guid><title>$e</title>" \
			"<link>http://site.test/$e</link><description>" \
			"&lt;a href='http://other.test/$e'>$e&lt;/a>" \
			"</description></item>" >>"$file"
	done
	echo "</channel></rss>" >>"$file"
}
feed "$dir/www/one.xml" One a b c
feed "$dir/www/moved.xml" Moved m
feed "$dir/www/slow.xml" Slow s
feed "$dir/www/filtered.xml" Filtered f
feed "$dir/www/ttl.xml" Patient t
sed -i 's|<channel>|&<ttl>600</ttl>|' "$dir/www/ttl.xml"
feed "$dir/local.xml" Local l
echo "<html><p>no feed</html>" >"$dir/www/page.html"
cat >"$dir/www/rules" <<'END'
/gone.xml status=410
/busy.xml status=429&retry-after=7200
/old.xml status=301&to=/moved.xml
END
printf '%s\n' '+++' 'title = "A note"' 'date = 2025-01-02' \
	'[taxonomies]' 'tags = ["x"]' '+++' 'Some *text*.' >"$dir/notes/a.md"
printf '%s\n' '---' 'title: Draft' 'draft: true' '---' 'no' >"$dir/notes/b.md"
mkdir "$dir/notes/drafts"
cp "$dir/notes/a.md" "$dir/notes/drafts/c.md"
serve "$dir/www"

cat >"$dir/urls" <<END
http://one.test/one.xml News
http://me:secret@gone.test/gone.xml
http://busy.test/busy.xml
http://busy.test/one.xml?second
http://page.test/page.html
http://nowhere.test:1/none.xml
http://site.test/old.xml
http://ttl.test/ttl.xml
file://$dir/local.xml
file://$dir/notes
"exec:cat $dir/local.xml"
"filter:sed s/Filtered/Changed/:http://f.test/filtered.xml"
"query:Rust:rust"
gopher://old.test/
END

fetch refresh
[ "$status" -eq 1 ]
ok $? "failures give exit status 1"
says '"feeds":12' "all are due at first"
says 'urls:14: expected an address' "a wrong line is told"
says '"title":"One","n":' "a feed is told by its title"
says '"status":"ok","new":3' "its entries are new"
says '"status":"gone"' "410 is gone"
never_says 'secret' "a password in an address is not told"
says 'fewer requests (429); next try at' "429 names the next try"
says '"error":"there is nothing at this address (404)"' "404 in words"
says '"title":"Local"' "file: and exec: are read"
says '"title":"Changed"' "filter: changes what is fetched"
says '"title":"notes"' "a folder is a feed"
says '"new":12,' "all entries in the sum"
never_says '"event":"moved"' "one permanent redirect is not enough"

fetch refresh
says '"feeds":0' "nothing is due a moment later"
fetch refresh --all
says 'it was asked a moment ago' "nor may it be asked for so soon"

later 4000
fetch refresh
says '"status":"unchanged"' "304 is unchanged"
says '"new":0,"updated":0' "and brings nothing"
never_says '"title":"Patient"' "ttl is kept to"
never_says 'gone.test' "what is gone is not asked again"
says 'the server has asked for a pause' "Retry-After holds for the whole host"

feed "$dir/www/one.xml" One a b c d
later 4000
fetch refresh --all
says '"title":"One"' "it is asked again"
says '"status":"ok","new":1,"updated":0' "one entry is new"

later 90000
fetch refresh --all
says '{"event":"moved"' "a lasting permanent redirect is told"
says '"to":"http://site.test/moved.xml"' "with the new address"
sed -i 's|/old.xml|/moved.xml|' "$dir/urls"
later 90000
fetch refresh
says '"url":"http://site.test/moved.xml"' "the rewritten line is followed"
says '"title":"Moved"' "by the same feed"
never_says '"status":"ok","new":1' "whose articles are known"

id=$(sed -n 's/.*"id":\([0-9]*\).*one\.test.*/\1/p' "$dir/out" | head -n 1)
later 100
fetch refresh "$id"
says '"feeds":1' "one feed alone can be asked for"
fetch refresh nonsense
moans "numbers of feeds" "wrong arguments are told"

# A page that nothing reads is overwritten.
{
	echo '<rss version="2.0"><channel><title>Long</title>'
	for i in 1 2 3 4 5 6 7 8 9; do
		echo "<item><guid>long$i</guid><description>marker-$i" \
			"$(printf '%01500d' "$i")</description></item>"
	done
	echo '</channel></rss>'
} >"$dir/www/long.xml"
echo http://long.test/long.xml >"$dir/long-urls"
long() {
	"$top_builddir/courant-fetch" --store "$dir/long.db" \
		--urls "$dir/long-urls" --config "$dir/config" refresh \
		>"$dir/out" 2>"$dir/err"
}
long
says '"new":9' "many articles come in"
never_says 'damaged' "and the store is whole"
at=$(grep -abo marker-5 "$dir/long.db" | head -n 1 | cut -d: -f1)
printf '\377\377\377\377\377\377\377\377' | dd of="$dir/long.db" bs=1 \
	seek=$((at / 4096 * 4096)) conv=notrunc 2>/dev/null
later 4000
long
never_says 'damaged' "it is looked over once in a while only"
later 700000
long
says 'the file is damaged; it was left as it is' "but then damage is told"

# Feeds are stored several at a time.
if command -v sqlite3 >/dev/null; then
	feed "$dir/www/one.xml" One e
	feed "$dir/www/moved.xml" Moved refused
	feed "$dir/local.xml" Local k
	sqlite3 "$dir/store.db" "CREATE TRIGGER refusal BEFORE INSERT ON
		article WHEN new.title='refused' BEGIN
		SELECT RAISE(ABORT,'we do not want it'); END"
	later 90000
	fetch refresh --all
	says 'we do not want it' "a feed that cannot be stored is told"
	says '"new":4,' "and takes no other with it"
	sqlite3 "$dir/store.db" "DROP TRIGGER refusal"
fi

kill "$server"
later 90000
fetch refresh --all
says 'does not answer' "a dead server is told in words"
says '"title":"Local"' "and the rest goes on"

plan
