# SPDX-License-Identifier: MIT
# What is secret in an address goes to its host, and to nobody's eyes.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir "$dir/www"
rss() {
	echo "<rss version='2.0'><channel><title>$1</title></channel></rss>"
}
rss '' >"$dir/www/plain.xml"
rss Filtered >"$dir/www/filtered.xml"
rss Moved >"$dir/www/moved.xml"
rss Abroad >"$dir/www/abroad.xml"
cat >"$dir/www/rules" <<'END'
/old.xml auth=me:sesame&status=301&to=/moved.xml
/away.xml auth=me:sesame&status=308&to=http://other.test/abroad.xml
/key.xml status=301&to=http://other.test/abroad.xml
/filter.xml auth=me:sesame&status=301&to=/filtered.xml
/none.html auth=me:sesame&status=404
END
serve "$dir/www" --log "$dir/log"
courant() {
	"$top_builddir/courant" --store "$dir/store.db" \
		--config "$dir/config" --urls "$dir/urls" "$@" \
		>"$dir/out" 2>"$dir/err"
	status=$?
	cat "$dir/out" "$dir/err" >>"$dir/all"
}
worker() {
	fetch "$@"
	cat "$dir/out" "$dir/err" >>"$dir/all"
}

cat >"$dir/urls" <<'END'
http://me:sesame@plain.test/plain.xml
http://me:sesame@old.test/old.xml News interval=2h
http://me:sesame@away.test/away.xml
http://key.test/key.xml header="X-Key: sesame"
"filter:sed s/Filtered/Changed/:http://me:sesame@filter.test/filter.xml"
"filter:cat:http://me:sesame@gone.test/filtered.xml?status=404"
gopher://me:sesame@wrong.test/
END
worker refresh
says '"title":"Changed"' "credentials and filters are used"
courant feeds --json
says '"url":"http://plain.test/plain.xml"' "addresses are shown without them"
says '"title":"filter:cat:http://gone.test/' "and so are names made of them"
courant feeds

for unused in 1 2 3; do
	later 90000
	worker refresh
done
says '"from":"http://old.test/old.xml"' "a move is told without them"
never_says 'abroad.xml' "no secret moves to another host for good"
later 90000
courant refresh
grep -qx 'http://me:sesame@old.test/moved.xml News interval=2h' "$dir/urls"
ok $? "a line that moved has kept them"
grep -qx '"filter:sed s/Filtered/Changed/:http://me:sesame@filter.test/filtered.xml"' "$dir/urls"
ok $? "and its command"
grep -qx 'http://me:sesame@away.test/away.xml' "$dir/urls" &&
	grep -q '^http://key.test/key.xml' "$dir/urls"
ok $? "or has stayed as it was"
[ "$(grep -c '^/abroad.xml GET' "$dir/log")" -gt 5 ] &&
	! grep -i '^/abroad.xml .*\(authorization\|x-key\)' "$dir/log"
ok $? "where others are asked without any"

worker get http://me:sesame@plain.test/none.html
moans 'http://plain.test/none.html: ' "an address that fails is told without"
worker discover http://me:sesame@plain.test/none.html
moans 'http://plain.test/none.html: ' "and one without a feed"
worker get http://me:sesame@plain.test/plain.xml
says '"url":"http://plain.test/plain.xml"' "a page's address, too"
courant add http://me:sesame@new.test/filtered.xml
says 'Subscribed to http://new.test/filtered.xml' "and a new subscription's"
courant add http://me:sesame@new.test/filtered.xml
grep -q '^http://me:sesame@new.test/filtered.xml' "$dir/urls"
ok $? "whose line has all of it"
courant add gopher://me:sesame@new.test/
! grep sesame "$dir/all"
ok $? "in all that was said there is no password"

plan
