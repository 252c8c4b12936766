#!/bin/sh
# SPDX-License-Identifier: MIT
# The whole path: from a newsletter's address to its article and links on the
# screen, with the real site's own files.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux
need_httpd
need_corpus

add_finds_the_feed() {
	serve "$corpus/rust-trends" || return 1
	says "/rss.xml" "$courant" add "$base/" || return 1
	says "82 new articles" "$courant" list >/dev/null
	[ "$("$courant" list | wc -l)" = 82 ]
}

article_is_shown() {
	terminal 100 30 "$courant"
	see "79 - Rust" || return 1
	keys /
	see "earch" || return 1
	keys "Enterprise Breakthrough" Enter
	see "1 article matches" || return 1
	keys Enter
	see "69 - Rust's Enterprise Breakthrough Year" || return 1
	see "The Enterprise Surge: 68.75% Growth" || return 1
	keys Space
	see "Results [1]" || return 1
	keys u
	see "Official 2024 State of Rust Survey Results" || return 1
	see "blog.rust-lang.org" || return 1
	keys G
	see "crates.io" || return 1
	see_no "utm_"
}

quits_and_leaves_the_terminal() {
	keys Q
	see "ended with 0"
}

links_are_listed() {
	id=$("$courant" list 'title:"Enterprise Breakthrough"' | cut -f1)
	says "Shopify became the Rust Foundation" "$courant" links "$id" ||
		return 1
	"$courant" links "$id" | grep -q "infoq.com" || return 1
	! "$courant" links "$id" | grep utm_
}

a_file_stands_alone() {
	printf '# A page\n\nSome [text](https://example.org/).\n' \
		>"$scratch/page.md"
	terminal 100 30 "$courant" "$scratch/page.md"
	see "A page" || return 1
	shows "69 - Rust" && return 1
	keys h
	see "69 - Rust" || return 1
	keys Tab q
	see "ended with 0"
}

test_case "add finds the feed that the page does not advertise" add_finds_the_feed
test_case "the article is shown with headings and links" article_is_shown
test_case "Q quits" quits_and_leaves_the_terminal
test_case "links are listed without trackers" links_are_listed
test_case "a file is shown alone, and q ends" a_file_stands_alone
test_end
