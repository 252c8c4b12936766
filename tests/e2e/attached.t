#!/bin/sh
# SPDX-License-Identifier: MIT
# What feeds attach to articles: where it is read, what is printed and saved,
# and that worker and reader count the same links.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux
need_httpd
mkdir -p "$XDG_CONFIG_HOME/courant" "$scratch/www"

cat >"$scratch/www/feed.xml" <<'END'
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Tidings</title>
<item><guid>1</guid><title>Silent sound</title>
<enclosure url="http://pod.test/1.mp3" type="audio/mpeg" length="31000000"/>
<itunes:duration>43:10</itunes:duration></item>
<item><guid>2</guid><title>Sound and paper</title>
<link>http://pod.test/2.html</link>
<description>&lt;p>Hear &lt;a href="http://pod.test/2.mp3">all of it&lt;/a> or
&lt;a href="http://pod.test/more">read on&lt;/a>.&lt;/p></description>
<enclosure url="http://pod.test/2.mp3" type="audio/mpeg" length="5000000"/>
<enclosure url="http://pod.test/notes.pdf" type="application/pdf"/>
<media:content url="http://pod.test/cover" medium="image"/></item>
<item><guid>3</guid><title>Ornaments</title>
<description>Nothing but words.</description>
<media:content url="http://pod.test/thumb.jpg" medium="image"/></item>
<item><guid>4</guid><title>Bird of the day</title>
<description>Seen this morning.</description>
<media:content url="http://pod.test/4" type="image/png" medium="image">
<media:description type="plain">A heron on one leg</media:description>
</media:content></item>
</channel></rss>
END

id() {
	"$courant" list --json "title:\"$1\"" |
		sed -n 's/.*"id": *\([0-9]*\).*/\1/p'
}
text() { "$courant" show --format "${2:-text}" "$(id "$1")"; }

arrives() {
	serve "$scratch/www" || return 1
	echo "$base/feed.xml" >"$XDG_CONFIG_HOME/courant/urls"
	says "4 new" "$courant" refresh
}
test_case "a feed with attachments is fetched" arrives

printed() {
	says "Attached: Audio, 43 min, 31.0" text "Silent sound" &&
		says "[1] http://pod.test/1.mp3" text "Silent sound" &&
		says "Attached: notes.pdf [3]" text "Sound and paper" &&
		says "A heron on one leg (Picture) [1]" text "Bird of the day" ||
		return 1
	text Ornaments >"$scratch/ornaments"
	grep -qF '[1] http://pod.test/thumb.jpg' "$scratch/ornaments" &&
		! grep -qF Attached "$scratch/ornaments"
}
test_case "it is printed, but no ornament" printed

exported() {
	says "](http://pod.test/1.mp3)" text "Silent sound" markdown &&
		says '<a href="http://pod.test/1.mp3">Audio, 43 min' \
			text "Silent sound" html &&
		says '"text":""' text "Silent sound" json
}
test_case "it is in Markdown and HTML, and no part of the text" exported

# NAME: the worker's links and the reader's.
same_links() {
	"$courant" links --json "$(id "$1")" |
		grep -o '"n": *[0-9]*\|"url": *"[^"]*"\|"text": *"[^"]*"' \
			>"$scratch/stored"
	text "$1" json | sed 's/.*"links"//' |
		grep -o '"n": *[0-9]*\|"url": *"[^"]*"\|"text": *"[^"]*"' \
			>"$scratch/read"
	[ -s "$scratch/read" ] && diff "$scratch/stored" "$scratch/read"
}
counted_alike() {
	for name in "Silent sound" "Sound and paper" Ornaments \
		"Bird of the day"; do
		same_links "$name" || return 1
	done
}
test_case "the store has the links that are read" counted_alike

not_searched() {
	[ -z "$("$courant" list attached)" ] &&
		[ -z "$("$courant" list audio)" ] &&
		says "Sound and paper" "$courant" list "hear"
}
test_case "its words are not found as the article's" not_searched

read_and_saved() {
	echo "set save-dir $scratch" >"$XDG_CONFIG_HOME/courant/config"
	terminal 100 30 "$courant" -q '"Silent sound"'
	see "Silent sound" || return 1
	keys Enter
	see "Attached: Audio, 43 min, 31.0" || return 1
	keys C-w
	see_no "Attached:" || return 1
	keys C-w
	see "Attached:" || return 1
	keys s
	see "Save" || return 1
	keys C-a C-k "$scratch/saved.md" Enter
	wait_until grep -qF 'Attached: [Audio, 43 min' "$scratch/saved.md"
}
test_case "it is read, and saved with the article" read_and_saved
test_end
