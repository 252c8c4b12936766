#!/bin/sh
# SPDX-License-Identifier: MIT
# What strangers publish reaches neither the terminal nor a shell.
. "$top_srcdir/tests/e2e/lib.sh"
need tmux
need_httpd

esc=$(printf '\033') csi=$(printf '\302\233') rlo=$(printf '\342\200\256')
site=$scratch/site
mkdir -p "$site"

# The same attack spelled in the ways that XML, HTML and JSON offer.
cat >"$site/rss.xml" <<END
<?xml version="1.0"?>
<rss version="2.0"><channel><title>T&#155;31m${csi}2J&amp;#27;]0;pwned&amp;#7;</title>
<link>javascript:alert(1)</link>
<item><title>one ${esc}]0;pwned &amp;#x1b;[31m &#x9b;5m ${rlo}gnp.exe</title>
<link>http://user:secret@example.org/\$(touch%20$scratch/owned)</link>
<author>a&amp;#27;[2J</author>
<description><![CDATA[<p>two ${esc}[2J &#27;]52;c;cHduZWQ=&#7; ${csi}31m ${rlo}x</p>
<a href="javascript:alert(1)">three</a> <a href="http://example.org/&#27;[2J">four</a>
<script>five</script><iframe src="file:///etc/passwd"></iframe>]]></description>
</item></channel></rss>
END
cat >"$site/feed.json" <<'END'
{"version":"https://jsonfeed.org/version/1.1","title":"J\u001b]0;pwned\u0007",
"items":[{"id":"1","url":"https://example.org/\u001b[2J","title":"six \u001b[31m\u009b5m\u202e",
"content_html":"<b>seven</b> \u001b]0;pwned\u0007 &#x1b;[2J"}]}
END
cat >"$site/list.opml" <<END
<opml version="2.0"><body>
<outline text="x" xmlUrl="exec:touch $scratch/owned"/>
<outline text="y" xmlUrl="filter:touch $scratch/owned:https://example.org/"/>
<outline text="z" xmlUrl="|touch $scratch/owned"/>
<outline text="f" xmlUrl="file:///etc/passwd"/>
<outline text="ok${rlo}&#155;" xmlUrl="https://example.org/feed.xml"/>
</body></opml>
END
cat >"$site/rules" <<'END'
/gone.xml status=404
END

# No control byte but line ends and tabs, no C1, no bidi control.
clean() {
	if LC_ALL=C grep -aq -e "$(printf '[\001-\010\013-\037\177]')" \
		-e "$csi" -e "$rlo" "$1"; then
		echo "unclean:"
		cat -v "$1"
		return 1
	fi
}

command_line_is_clean() {
	serve "$site" || return 1
	for feed in rss.xml feed.json gone.xml; do
		"$courant" add "$base/$feed" >"$scratch/out" 2>&1
		clean "$scratch/out" || return 1
	done
	[ "$("$courant" list | wc -l)" = 2 ] || return 1
	for id in 1 2; do
		for format in text markdown html json; do
			"$courant" show --format $format $id >"$scratch/out" 2>&1
			clean "$scratch/out" || return 1
		done
		"$courant" links --json $id >"$scratch/out" 2>&1
		clean "$scratch/out" || return 1
		! grep -qi 'javascript:\|file:\|secret@' "$scratch/out" ||
			{ cat "$scratch/out"; return 1; }
	done
	for feed in rss.xml feed.json; do
		"$courant" dump feed "$site/$feed" >"$scratch/out" 2>&1
		clean "$scratch/out" || return 1
	done
	for command in "list" "list --json" "feeds" "feeds --json" \
		"export json" "export opml"; do
		# shellcheck disable=SC2086 # words
		"$courant" $command >"$scratch/out" 2>&1
		clean "$scratch/out" || return 1
	done
}

terminal_is_not_commanded() {
	terminal 100 30 "$courant"
	see "one" || return 1
	tmux -L "$tmux_socket" pipe-pane "cat >$scratch/raw"
	keys Enter
	see "seven" || return 1
	keys J
	see "two" || return 1
	keys u C-l
	keys Q
	see "ended with 0" || return 1
	! LC_ALL=C grep -aq -e "$esc]0;pwned" -e "$esc]52;c;cHduZWQ=" \
		-e "$csi" -e "$rlo" "$scratch/raw"
}

lists_bring_no_commands() {
	"$courant" import "$site/list.opml" >"$scratch/out" 2>&1
	clean "$scratch/out" || return 1
	urls=$XDG_CONFIG_HOME/courant/urls
	grep -q "https://example.org/feed.xml" "$urls" || return 1
	! grep -q 'exec:\|filter:\|file:\||touch' "$urls"
}

no_shell_saw_it() {
	[ ! -e "$scratch/owned" ]
}

test_case "the command line prints no control bytes" command_line_is_clean
test_case "the reader's terminal is not commanded" terminal_is_not_commanded
test_case "an imported list brings no commands" lists_bring_no_commands
test_case "nothing was run" no_shell_saw_it
test_end
