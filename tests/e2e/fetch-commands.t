# SPDX-License-Identifier: MIT
# Commands of the subscriptions: passwords that are asked for, filters that
# fail; validators, which belong to where they came from; and when a move is
# one for good.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir "$dir/www"
rss() {
	cat <<-END
	<rss version='2.0'><channel><title>$1</title>
	<item><title>$1</title></item></channel></rss>
	END
}
for f in asked given failing gone there new; do
	rss $f >"$dir/www/$f.xml"
done
cat >"$dir/www/rules" <<'END'
/asked.xml auth=me:sesame
/given.xml auth=me:sesame
/gone.xml status=404
/here.xml status=302&to=http://there.test/there.xml
/there.xml etag="t"
/moved.xml status=301&to=http://there.test/new.xml
END
serve "$dir/www" --log "$dir/log"
cat >"$dir/filter" <<END
#!/bin/sh
echo run >>"$dir/filtered"
cat
END
printf '#!/bin/sh\necho sesame; echo the rest\n' >"$dir/secret"
chmod +x "$dir/filter" "$dir/secret"
cat >"$dir/urls" <<END
http://asked.test/asked.xml user=me password-command="$dir/secret"
http://me:sesame@given.test/given.xml password-command="touch $dir/touched"
filter:false:http://failing.test/failing.xml
filter:$dir/filter:http://gone.test/gone.xml
http://here.test/here.xml
END
fetch refresh
says '"title":"asked"' "a password is the first line of what is printed"
says '"title":"given"' "one that is there"
[ ! -e "$dir/touched" ]
ok $? "is not asked for"
says 'the command fails' "a filter that fails is told"
never_says '"title":"failing"' "and nothing comes in past it"
[ ! -e "$dir/filtered" ]
ok $? "what is not there is not filtered"
says '"title":"there"' "a redirect for now is followed"
stat -c %a "$dir/store.db.lock" | grep -qx 600
ok $? "the lock is the owner's alone"

later 90000
: >"$dir/log"
fetch refresh
grep -q '^/there.xml if-none-match: "t"' "$dir/log" &&
	! grep '^/here.xml if-none-match' "$dir/log"
ok $? "validators go where they came from"

echo http://moved.test/moved.xml >"$dir/urls"
fetch refresh
later 90000
fetch refresh
never_says '"event":"moved"' "a move that was seen twice is none yet"
echo http://moved.test/moved.xml?again >"$dir/urls"
for unused in 1 2 3 4; do
	later 4000
	fetch refresh --all
done
never_says '"event":"moved"' "nor is one that is not a day old"
later 90000
fetch refresh
says '"to":"http://there.test/new.xml"' "then it is"

plan
