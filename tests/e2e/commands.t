#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line as programs and people at odd places meet it: help, exit
# statuses, output that cannot be written, homes that are not as they should.
. "$top_srcdir/tests/e2e/lib.sh"

urls=$XDG_CONFIG_HOME/courant/urls
store=$XDG_DATA_HOME/courant/courant.db

# fails STATUS TEXT COMMAND…: ends with STATUS and says TEXT.
fails() {
	wanted=$1
	shift
	says "$@" || return 1
	shift
	"$@" >/dev/null 2>&1
	got=$?
	[ "$got" = "$wanted" ] && return 0
	echo "$*: exit status $got, not $wanted"
	return 1
}

set_up() {
	mkdir -p "$XDG_CONFIG_HOME/courant"
	cat >"$scratch/a.xml" <<-END
		<rss version="2.0"><channel><title>Alpha</title>
		<item><title>One</title><guid>1</guid>
		<pubDate>Sat, 30 Aug 2025 23:00:00 GMT</pubDate>
		<description>See &lt;a href="http://b.test/"&gt;that&lt;/a&gt;.
		</description>
		<enclosure url="http://b.test/Surf%20&amp;%20Wa%1Bves%E9.wmv"/>
		<enclosure url="http://b.test/Surf%20&amp;%20S%C3%BCden.wmv"/>
		</item></channel></rss>
	END
	echo "file://$scratch/a.xml" >"$urls"
	says "1 new article" "$courant" refresh
}

help_fits() {
	for command in "" add browse dump export feeds import links list mark \
		refresh show; do
		# shellcheck disable=SC2086
		LC_ALL=C "$courant" $command --help >"$scratch/help" || return 1
		grep -q "^  courant${command:+ $command} " "$scratch/help" ||
			{ cat "$scratch/help"; return 1; }
		awk 'length > 80 { print; bad = 1 } END { exit bad }' \
			"$scratch/help" || return 1
	done
}

wrong_usage_is_2() {
	fails 2 'no command, file or address "lst"' "$courant" lst &&
		fails 2 'file or address "no.md"' "$courant" no.md &&
		fails 1 "no.md: No such file" "$courant" show no.md &&
		fails 2 'no command "lst"' "$courant" lst x &&
		fails 2 "Unknown option" "$courant" list -x &&
		fails 2 "Usage: courant list" "$courant" list -x &&
		fails 2 "is not closed" "$courant" list '(a' &&
		fails 2 "the formats are" "$courant" show -f x 1 &&
		fails 2 "mark takes" "$courant" mark seen id:1 &&
		fails 2 "mark takes" "$courant" mark read "" &&
		fails 2 "export writes" "$courant" export xml
}
what_is_not_there_is_1() {
	fails 1 "no such article" "$courant" show 99 &&
		fails 1 "no such article" "$courant" links 99 &&
		fails 1 "no feed" "$courant" refresh nothing-like-this &&
		fails 1 "No such file" "$courant" dump doc "$scratch/none"
}
wrong_lines_are_told_once() {
	cp "$urls" "$scratch/urls"
	echo "gopher://a.test/" >>"$urls"
	for command in refresh feeds; do
		"$courant" $command >"$scratch/said" 2>&1
		[ "$(grep -c 'urls:2: expected an address' "$scratch/said")" = 1 ] ||
			{ cat "$scratch/said"; return 1; }
	done
	cp "$scratch/urls" "$urls"
}
files_are_named_as_people_do() {
	says "Surf & Süden.wmv" "$courant" links 1 &&
		says "Surf%20&%20Wa%1Bves%E9.wmv" "$courant" links 1
}
a_number_is_a_word_of_a_query() {
	"$courant" links 1 | grep -q b.test || return 1
	"$courant" links --most 1 >"$scratch/most" || return 1
	[ ! -s "$scratch/most" ]
}

unwritten_output_is_told() {
	[ -w /dev/full ] || return 0
	for words in "list" "list --json" "show 1" "show -f json 1" "links 1" \
		"feeds" "feeds --json" "export json" "export opml" \
		"dump feed $scratch/a.xml" "dump doc $scratch/a.xml" \
		"mark read id:1" "--version"; do
		# shellcheck disable=SC2086
		if "$courant" $words >/dev/full 2>"$scratch/said"; then
			echo "$words: done"
			return 1
		fi
		grep -q "written" "$scratch/said" ||
			{ echo "$words:"; cat "$scratch/said"; return 1; }
	done
}
pipes_are_read() {
	mkfifo "$scratch/pipe" || return 1
	echo "# From a pipe" >"$scratch/pipe" &
	says "From a pipe" "$courant" show "$scratch/pipe"
}
half_read_output_is_no_matter() {
	"$courant" list --json 2>"$scratch/said" | head -c 1 >/dev/null
	[ ! -s "$scratch/said" ] || { cat "$scratch/said"; return 1; }
}
closed_descriptors_hurt_nothing() {
	"$courant" list <&- | grep -q One || return 1
	"$courant" list >&- 2>&- <&-
	"$courant" refresh --all >&- 2>&- <&-
	"$courant" mark unread id:1 >&- 2>&-
	says "One" "$courant" list
}

# The first fetch may find another's under way; the lines must all be there.
many_at_once_lose_nothing() {
	cp "$urls" "$scratch/urls"
	adders=
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		cp "$scratch/a.xml" "$scratch/a$i.xml"
		"$courant" add "exec:/bin/cat $scratch/a$i.xml" \
			>/dev/null 2>"$scratch/said$i" &
		adders="$adders $!"
	done
	# shellcheck disable=SC2086
	wait $adders
	grep -c ^exec: "$urls"
	[ "$("$courant" feeds | grep -c exec:)" = 12 ] || {
		cat "$urls" "$scratch"/said*
		return 1
	}
	cp "$scratch/urls" "$urls"
}

numbers_alone_are_ids() {
	"$courant" list --json >"$scratch/rows"
	says "1 article changed" "$courant" mark star 1 || return 1
	says '"id":1,' "$courant" list --json is:starred || return 1
	says "1 article changed" "$courant" mark unstar 1 9999 || return 1
	says "0 articles changed" "$courant" mark star 9999 || return 1
	"$courant" list --json | diff "$scratch/rows" -
}
days_agree() {
	for TZ in EAST-9 WEST5; do
		export TZ
		day=$("$courant" list | cut -f 3)
		says " ${day##*-} August 2025" "$courant" show 1 || return 1
	done
	unset TZ
}

odd_places_are_told() {
	fails 1 "$scratch: Is a directory" "$courant" --store "$scratch" list &&
		fails 1 "Not a directory" "$courant" --store /dev/null/x list &&
		fails 1 "Is a directory" "$courant" --urls "$scratch" feeds &&
		says "config: Is a directory" \
			"$courant" --config "$XDG_CONFIG_HOME" show 1
}
damage_is_told_and_kept() {
	echo "a letter to a friend" >"$scratch/letter"
	cp "$scratch/letter" "$scratch/kept"
	for command in list feeds refresh "mark read x" "export json"; do
		# shellcheck disable=SC2086
		fails 1 "left as it is" "$courant" --store "$scratch/letter" \
			$command || return 1
	done
	cmp "$scratch/letter" "$scratch/kept" || return 1
	cp "$store" "$scratch/torn"
	printf 'xxxxxxxxxxxxxxxx' |
		dd of="$scratch/torn" bs=1 seek=100 conv=notrunc 2>/dev/null
	cp "$scratch/torn" "$scratch/kept"
	fails 1 "left as it is" "$courant" --store "$scratch/torn" list &&
		cmp "$scratch/torn" "$scratch/kept"
}
homeless() { env -u HOME "$courant" list | grep -q One; }

test_case "a feed is read" set_up
test_case "help names its command and fits 80 columns" help_fits
test_case "wrong usage is said, exit status 2" wrong_usage_is_2
test_case "what is not there is said, exit status 1" what_is_not_there_is_1
test_case "a wrong line of the subscriptions is told once" \
	wrong_lines_are_told_once
test_case "attached files have readable names" files_are_named_as_people_do
test_case "links --most takes a query" a_number_is_a_word_of_a_query
test_case "output that cannot be written is told" unwritten_output_is_told
test_case "a pipe is read" pipes_are_read
test_case "output that is not read to its end is no matter" \
	half_read_output_is_no_matter
test_case "closed descriptors hurt nothing" closed_descriptors_hurt_nothing
test_case "many that subscribe at once lose nothing" many_at_once_lose_nothing
test_case "mark takes ids" numbers_alone_are_ids
test_case "list and show name the same day" days_agree
test_case "odd places are told" odd_places_are_told
test_case "what is no store, or is torn, is told and kept" \
	damage_is_told_and_kept
test_case "it works without HOME" homeless
test_end
