# SPDX-License-Identifier: MIT
# A refresh that is ended in the middle, and two at once.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir "$dir/www"
for i in 1 2 3; do
	echo "<rss version='2.0'><channel><title>F$i</title><item><guid>$i" \
		"</guid><title>t</title></item></channel></rss>" \
		>"$dir/www/$i.xml"
	echo "http://h$i.test/$i.xml" >>"$dir/urls"
done
echo "/3.xml stall" >"$dir/www/rules"
serve "$dir/www"

stored() { [ "$(grep -c '"status":"ok"' "$dir/events")" -ge "$1" ]; }
background() {
	start refresh
	wait_until stored "$1"
}

background 2
fetch refresh
[ "$status" -eq 0 ]
ok $? "a second refresh is no failure"
says 'A refresh is running already.' "and says why it does nothing"

kill "$worker"
ends
says '"event":"done"' "SIGTERM ends a refresh cleanly"
says '"new":2' "with what it had"

rm "$dir/store.db"*
background 2
kill -9 "$worker"
wait "$worker" 2>/dev/null
rm "$dir/www/rules"
kill "$server"
serve "$dir/www"
fetch refresh
says '"feeds":1' "after a kill only the rest is due"
says '"title":"F3"' "and the lock is free"
[ "$status" -eq 0 ]
ok $? "and all is well"

plan
