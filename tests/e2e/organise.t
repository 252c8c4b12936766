#!/bin/sh
# SPDX-License-Identifier: MIT
# What keeps many feeds in order, in the running reader: an order for each
# feed, rules for what comes in, how much is kept.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux

urls=$XDG_CONFIG_HOME/courant/urls
config=$XDG_CONFIG_HOME/courant/config
line() { tmux -L "$tmux_socket" send-keys ":$*" Enter; }

# feed TITLE NUMBER=DAY…: articles "TITLE NUMBER" of days in August.
feed() {
	title=$1
	shift
	echo "<rss version='2.0'><channel><title>$title</title>"
	for item; do
		echo "<item><title>$title ${item%=*}</title>
<guid>${item%=*}</guid><pubDate>${item#*=} Aug 2025 09:00:00 GMT</pubDate>
<description>Text of ${item%=*}.</description></item>"
	done
	echo "</channel></rss>"
}
# order TEXT…: they stand below one another on the screen in this order.
order() {
	for text; do screen | grep -nF -- "$text" | head -1; done |
		cut -d: -f1 >"$scratch/rows"
	[ "$(wc -l <"$scratch/rows")" = $# ] && sort -nc "$scratch/rows"
}
see_order() {
	wait_until order "$@" && return 0
	echo "not in the order $*:"
	screen
	return 1
}

set_up() {
	mkdir -p "$scratch/site" "$XDG_CONFIG_HOME/courant"
	feed Alpha 3=10 1=9 2=8 >"$scratch/site/a.xml"
	feed Beta 3=10 1=9 2=8 >"$scratch/site/b.xml"
	feed Gamma 3=10 1=9 2=8 >"$scratch/site/c.xml"
	# Files may be asked at any moment, servers are left in peace.
	base=file://$scratch/site
	cat >"$urls" <<-EOF
		$base/a.xml sort=oldest
		$base/b.xml sort=title
		$base/c.xml
	EOF
	"$courant" refresh
	[ "$("$courant" list | wc -l)" = 9 ]
}

feeds_have_orders() {
	terminal 90 24 "$courant -q feed:Alpha"
	see_order "Alpha 3" "Alpha 1" "Alpha 2" || return 1
	keys h
	see Gamma || return 1
	line focus articles
	keys ']'
	see_order "Alpha 2" "Alpha 1" "Alpha 3" || return 1
	keys ']'
	see_order "Beta 1" "Beta 2" "Beta 3" || return 1
	keys ']'
	see_order "Gamma 3" "Gamma 1" "Gamma 2" || return 1
	line sort title
	see_order "Gamma 1" "Gamma 2" "Gamma 3" || return 1
	keys '[' '['
	see_order "Alpha 2" "Alpha 1" "Alpha 3"
}

# The reader runs while rules are written and the feeds change.
rules_sort_what_comes() {
	cat >"$config" <<-EOF
		rule 'title:sponsored' mark-read
		rule 'feed:Alpha title:kernel' star label "To read"
		rule 'title:jobs' hide
	EOF
	feed Alpha sponsored=14 kernel=13 jobs=12 plain=11 3=10 1=9 2=8 >"$scratch/site/a.xml"
	keys R
	see "4 new articles" || return 1
	line search is:starred
	see "★ " || return 1
	see "Alpha kernel" || return 1
	see_no "Alpha plain" || return 1
	line search feed:Alpha is:unread
	see "Alpha plain" || return 1
	see_no "sponsored" || return 1
	see_no "jobs" || return 1
	line search is:hidden
	see "Alpha jobs" || return 1
	line focus feeds
	keys G
	see "To read" || return 1
	"$courant" list 'tag:"To read"' | grep -q "Alpha kernel" || return 1
	# Only what is new: the articles from before are as they were.
	[ "$("$courant" list is:unread | wc -l)" = 11 ]
}

wrong_rules_are_told() {
	echo "rule 'nonsense:x' star" >>"$config"
	keys R
	see "config:4: there is no field “nonsense:”" || return 1
	sed -i '$d' "$config"
}

# In newsboat's words and in our own.
searches_are_lines_of_subscriptions() {
	cp "$urls" "$scratch/kept"
	cat >>"$urls" <<-'EOF'
		"query:Kernels:title # \"kernel\""
		"query:Nines:title:9"
	EOF
	line reload
	see "Nines" || return 1
	line delete-search Kernels
	see "“Kernels” is a line of your subscriptions" || return 1
	line focus feeds
	keys g 4j Enter
	see "▸ Kernels" || return 1
	see "Alpha kernel" || return 1
	cp "$scratch/kept" "$urls"
	line reload
	see_no "Nines"
}

# Read articles beyond three go; starred, labelled and unread ones stay; and
# none comes back, however often the feed names it.
retention_holds() {
	sed -i 's/sort=title/keep-items=3/' "$urls"
	feed Beta 9=16 8=15 7=14 6=13 5=12 4=11 3=10 1=9 2=8 >"$scratch/site/b.xml"
	line reload
	keys R
	see "6 new articles" || return 1
	"$courant" mark read 'feed:Beta' || return 1
	"$courant" mark star 'feed:Beta title:5' || return 1
	"$courant" mark unread 'feed:Beta title:2' || return 1
	echo "<!-- changed -->" >>"$scratch/site/b.xml"
	line refresh-all
	wait_until kept "9 8 7 5 2" || { "$courant" list feed:Beta; return 1; }
	feed Beta 10=17 9=16 8=15 7=14 6=13 5=12 4=11 3=10 1=9 2=8 \
		>"$scratch/site/b.xml"
	"$courant" mark read 'feed:Beta title:9' || return 1
	keys R
	see "1 new article" || return 1
	kept "10 9 8 5 2" || { "$courant" list feed:Beta; return 1; }
	line search feed:Beta
	see_order "Beta 10" "Beta 9" "Beta 8" "Beta 5" "Beta 2" || return 1
	! shows "Beta 7" || return 1
	keys Q
	see "ended with 0"
}
kept() {
	[ "$("$courant" list --json feed:Beta | sed 's/.*"title":"Beta \([0-9]*\)".*/\1/' |
		tr '\n' ' ')" = "$1 " ]
}

old_ones_go_by_age() {
	sed -i 's/keep-items=3/keep-days=30/' "$urls"
	feed Beta 11=18 >"$scratch/site/b.xml"
	"$courant" mark read 'feed:Beta' || return 1
	COURANT_NOW=$(($(date +%s) + 40 * 86400)) "$courant" refresh --all ||
		return 1
	# 11 is new and unread, 5 has its star.
	kept "11 5" || { "$courant" list feed:Beta; return 1; }
}

test_case "feeds to begin with" set_up
test_case "each feed has its own order" feeds_have_orders
test_case "rules sort what comes in while the reader runs" \
	rules_sort_what_comes
test_case "a wrong rule is told" wrong_rules_are_told
test_case "searches among the subscriptions" \
	searches_are_lines_of_subscriptions
test_case "what is read is kept by number, and never comes back" \
	retention_holds
test_case "what is read is kept by age" old_ones_go_by_age
test_end
