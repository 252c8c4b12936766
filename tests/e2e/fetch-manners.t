# SPDX-License-Identifier: MIT
# What a server sees of the worker, and what it may ask for.
. "$top_srcdir/tests/e2e/fetch-lib.sh"

mkdir "$dir/www"
feed() { # FILE TITLE [CHANNEL]
	echo "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/" \
		"syndication/'><channel><title>$2</title>$3" \
		"<item><guid>$2-1</guid><title>$2 one</title></item>" \
		"</channel></rss>" | sed 's|modules/ syn|modules/syn|' \
		>"$dir/www/$1"
}
# sent PATH TEXT: a request for PATH had the header
sent() {
	grep -qiF -- "$1 $2" "$dir/log"
}
asked() {
	grep -cF -- "$1 GET" "$dir/log"
}
new_log() {
	: >"$dir/log"
}

for f in plain odd own away secret far fresh expires pace hours big \
	insecure delta busy again other bare drifting vain kept; do
	feed $f.xml $f
done
feed pace.xml pace "<sy:updatePeriod>daily</sy:updatePeriod>\
<sy:updateFrequency>2</sy:updateFrequency>"
# 1700000000 is a Tuesday, 22:13 GMT.
feed hours.xml hours "<skipHours><hour>23</hour><hour>0</hour></skipHours>\
<skipDays><day>Wednesday</day></skipDays>"
cat >"$dir/www/rules" <<'END'
/odd.xml etag=W/"a b\"c"&modified=Sunday, once upon a time
/delta.xml status=226&etag="d"
/away.xml auth=u:p&status=302&to=http://far.test/far.xml
/fresh.xml max-age=20000
/expires.xml expires=Thu, 01 Jan 2099 00:00:00 GMT
/busy.xml status=503&retry-after=Wed, 15 Nov 2023 10:13:20 GMT
/again.xml status=503
/secret.xml auth=me:pass word
/drifting.xml etag="1"&only=1
/vain.xml plain
/kept.xml plain
END
serve "$dir/www" --log "$dir/log"

cat >"$dir/urls" <<'END'
http://a.test/plain.xml
http://b.test/odd.xml
http://c.test/own.xml user-agent="Mine/1" header="X-One: 1" header="X-Two: 2" cookie="k=v; l=w" interval=2d
http://d.test/away.xml user=u password=p header="X-Key: k" cookie="k=v"
http://me:pass%20word@e.test/secret.xml
http://f.test/fresh.xml
http://g.test/expires.xml
http://h.test/pace.xml
http://i.test/hours.xml
http://j.test/big.xml?size=2000000 max-size=1
http://k.test/delta.xml
http://l.test/busy.xml
http://l.test/other.xml
http://m.test/again.xml
http://n.test/drifting.xml
http://o.test/vain.xml
http://p.test/kept.xml interval=1h
END

fetch refresh
sent /plain.xml "user-agent: courant/"
ok $? "it says who it is"
sent /plain.xml "user-agent: courant/0.1.0 (+https://"
ok $? "and where it comes from"
sent /plain.xml "accept: application/atom+xml, application/rss+xml"
ok $? "feeds are asked for first"
sent /plain.xml "accept-encoding: "
ok $? "packed if the server can"
sent /plain.xml "a-im: feed"
ok $? "or only what is new"
! grep -qi ' referer: \|/plain.xml cookie: ' "$dir/log"
ok $? "no Referer, no cookie"
sent /own.xml "user-agent: Mine/1"
ok $? "a feed's own user agent"
sent /own.xml "x-one: 1" && sent /own.xml "x-two: 2"
ok $? "and headers"
sent /own.xml "cookie: k=v; l=w"
ok $? "and cookie"
sent /away.xml "authorization: Basic dTpw" && sent /away.xml "x-key: k"
ok $? "credentials go to the feed's host"
[ "$(asked /far.xml)" = 1 ] && ! sent /far.xml "authorization" &&
	! sent /far.xml "x-key" && ! sent /far.xml "cookie"
ok $? "and never to another one"
says '"title":"secret"' "user and password out of the address are good"
says 'larger than' "a feed's own limit of size"
says '"title":"delta","n":' "226 is a success"

later 3500
new_log
fetch refresh
says '"feeds":0' "nothing is due within the hour"

later 900
new_log
fetch refresh
sent /odd.xml 'if-none-match: W/"a b\"c"'
ok $? "ETag goes back byte for byte"
sent /odd.xml 'if-modified-since: Sunday, once upon a time'
ok $? "Last-Modified, too"
[ "$(asked /plain.xml)" = 1 ]
ok $? "a feed is due after an hour"
[ "$(asked /own.xml)" = 0 ]
ok $? "or after its own interval"
[ "$(asked /fresh.xml) $(asked /expires.xml)" = "0 0" ]
ok $? "not before max-age and Expires have passed"
[ "$(asked /pace.xml)" = 0 ]
ok $? "nor before sy:updatePeriod"
[ "$(asked /hours.xml)" = 0 ]
ok $? "nor in skipHours and skipDays"
[ "$(asked /busy.xml) $(asked /other.xml)" = "0 0" ]
ok $? "Retry-After as a date holds, for the whole host"
[ "$(asked /again.xml)" = 1 ]
ok $? "without one it is tried again"
sent /drifting.xml 'if-none-match: "1"'
ok $? "a new ETag is sent"

later 7000
new_log
fetch refresh
sent /odd.xml 'if-none-match: W/"a b\"c"'
ok $? "validators outlive a 304"
[ "$(asked /vain.xml) $(asked /kept.xml)" = "0 1" ]
ok $? "what brings the same without any waits longer, if it may"
[ "$(asked /again.xml)" = 0 ]
ok $? "a second failure doubles the wait"
! sent /drifting.xml 'if-none-match: "1"'
ok $? "what the last 200 did not repeat is forgotten"

later 1800
new_log
fetch refresh
[ "$(asked /again.xml)" = 1 ]
ok $? "the doubled wait ends"

later 8000
new_log
fetch refresh
[ "$(asked /fresh.xml)" = 1 ]
ok $? "max-age has passed"
[ "$(asked /expires.xml)" = 0 ]
ok $? "Expires has not"
[ "$(asked /again.xml)" = 0 ]
ok $? "the wait grows"

later 24200
new_log
fetch refresh
[ "$(asked /other.xml)" = 1 ]
ok $? "the pause of a host ends"
[ "$(asked /pace.xml)" = 1 ]
ok $? "twice a day is twelve hours"
[ "$(asked /hours.xml)" = 0 ]
ok $? "Wednesday is skipped whole"
later 86400
new_log
fetch refresh
[ "$(asked /hours.xml) $(asked /expires.xml)" = "1 1" ]
ok $? "and no wait is longer than a day"

# Every feed, however often it is asked for, once in a while only.
new_log
fetch refresh --all
[ "$(asked /plain.xml)" = 0 ]
ok $? "asking by hand has a floor"

# Another address: the validators of the old one say nothing.
sed -i 's|http://b.test/odd.xml|http://b2.test/odd.xml|' "$dir/urls"
new_log
fetch refresh
[ "$(asked /odd.xml)" = 1 ] && ! sent /odd.xml if-none-match
ok $? "validators belong to an address"

# Those who were not asked, because their host wanted no more, have not failed.
for f in first second third; do
	feed $f.xml $f
done
cat >"$dir/www/rules" <<'END'
/first.xml status=429&retry-after=60&only=1
/forever.xml status=503&retry-after=999999999&only=1
END
feed forever.xml forever
kill "$server"
serve "$dir/www" --log "$dir/log"
echo 'set per-host 1' >"$dir/config"
cat >"$dir/urls" <<'END'
http://q.test/first.xml
http://q.test/second.xml
http://q.test/third.xml
http://r.test/forever.xml
END
new_log
fetch refresh
[ "$(asked /first.xml) $(asked /second.xml) $(asked /third.xml)" = "1 0 0" ]
ok $? "one answer holds for all of a host"
[ "$(grep -c '"status":"later"' "$dir/out")" = 2 ]
ok $? "the others are told to be fetched later"
later 120
new_log
fetch refresh
[ "$(asked /second.xml) $(asked /third.xml)" = "1 1" ]
ok $? "as soon as they may be"
[ "$(asked /forever.xml)" = 0 ]
ok $? "a long pause is kept to"
later 700000
new_log
fetch refresh
[ "$(asked /forever.xml)" = 1 ]
ok $? "but no pause is longer than a week"
rm "$dir/config"

# A way of its own.
feed via.xml via
first=$port
serve "$dir/www" --log "$dir/log2"
unset http_proxy
cat >"$dir/urls" <<END
http://nowhere.test/via.xml proxy=http://127.0.0.1:$port
END
fetch refresh
says '"title":"via"' "a feed's own proxy"
grep -q '^/via.xml host: nowhere.test' "$dir/log2"
ok $? "gets its requests"
printf 'set proxy http://127.0.0.1:%s\n' "$port" >"$dir/config"
echo "http://elsewhere.test/via.xml" >"$dir/urls"
fetch refresh
says '"title":"via"' "and one for all"
kill -0 "$first" 2>/dev/null

plan
