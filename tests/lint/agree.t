#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual and the tables name the same commands, options, roles and
# settings, in both directions.
cd "$top_srcdir" || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
n=0 failures=0

# agree WHAT: the files table and manual of $scratch have the same lines.
agree() {
	n=$((n + 1))
	sort -u "$scratch/table" >"$scratch/a"
	sort -u "$scratch/manual" >"$scratch/b"
	if [ -s "$scratch/a" ] && diff "$scratch/a" "$scratch/b" >"$scratch/diff"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1 (<: only in the table, >: only in the manual)"
		sed 's/^/# /' "$scratch/diff"
		failures=$((failures + 1))
	fi
}
table() { sed -n "$1" "$2" >"$scratch/table"; }
manual() { sed -n "$1" "$2" >"$scratch/manual"; }

table 's/^COMMAND([A-Z0-9_]*, "\([^"]*\)".*/\1/p' src/conf/command.def
manual 's/^\.It Ic \([^ ]*\).*/\1/p' doc/courant-config.5
agree "commands"

table 's/^OPTION([A-Z0-9_]*, "\([^"]*\)".*/\1/p' src/conf/option.def
manual 's/^\.It Cm \([^ ]*\).*/\1/p' doc/courant-config.5
agree "options"

table 's/^OPTION([A-Z0-9_]*, "\([^"]*\)", [A-Z]*, "\([^"]*\)".*/\1 \2/p' src/conf/option.def
sed -i 's/ $/ empty/' "$scratch/table"
awk '/^\.It Cm /{name=$3} /^\.Pq .*default: /{sub(/.*default: /, ""); gsub(/\\\(dq/, "\""); print name, $0}' \
	doc/courant-config.5 >"$scratch/manual"
agree "defaults of options"

table 's/.*X([A-Z0-9_]*, "\([^"]*\)").*/\1/p' src/base/role.h
sed -n '/^The roles are/,/^\.Sh/p' doc/courant-config.5 |
	sed -n 's/^\.Li \([^ ]*\).*/\1/p' >"$scratch/manual"
agree "roles"

sed -n '/settings\[N_SUB_SETTINGS\]\|\[SUB_[A-Z_]*\] =/p' src/conf/subs*.c |
	grep -o '"[a-z-]*"' | tr -d '"' >"$scratch/table"
manual 's/^\.It Li \([a-z-]*\)=$/\1/p' doc/courant-config.5
agree "settings of subscriptions"

ls src/conf/themes >"$scratch/table"
sed -n '/^\.Ic theme/,/^\.Ic color/p' doc/courant-config.5 |
	sed -n 's/^\.Cm \(.*\)/\1/p' | tr -d ',.' | tr ' ' '\n' | sed '/^$/d' >"$scratch/manual"
agree "themes"

table 's/^	{ "\([a-z]*\)", .*N_(.*/\1/p; s/^	{ "\([a-z]*\)", "[^"]*",$/\1/p' src/app/main.c
sed -n '/^\.Sh COMMANDS/,/^\.Sh KEYS/p' doc/courant.1 |
	sed -n 's/^\.It Ic \([a-z]*\).*/\1/p' >"$scratch/manual"
agree "commands of the command line"

# --help names fewer arguments than the manual, but no others.
sed -n '/^} commands\[\] = {/,/^};/p' src/app/main.c |
	awk -F'"' '/^\t{ "/ { n = split($4, word, /[^-a-zA-Z]+/)
		for (i = 1; i <= n; i++)
			if (word[i] ~ /^(--[a-z-]+|[A-Z]+)$/) print $2, word[i] }' |
	sort -u >"$scratch/table"
sed -n '/^\.Sh COMMANDS/,/^\.Sh KEYS/p' doc/courant.1 |
	awk '/^\.It Ic/ { for (i = 4; i <= NF; i++)
		if ($i ~ /^[A-Z][a-z]$/) macro = $i
		else print $3, macro == "Fl" ? "-" $i : toupper($i) }' |
	sort -u | sort - "$scratch/table" | uniq -d >"$scratch/manual"
agree "arguments on the command line"

# Keys of menus, pages and prompts are what one expects.
sed -n "/^#/d; /^bind \\(overlay\\|menu\\|prompt\\) /d
	s/^bind matches //; s/^bind feeds //; s/^bind //; s/ .*//; s/'//g; /./p" \
	src/conf/defaults.conf >"$scratch/table"
sed -n '/^\.Sh KEYS/,/^\.Sh QUERIES/s/^\.It Ic //p' doc/courant.1 |
	sed 's/ , /\n/g; s/\\(ha/^/g; s/\\&//g; s/\\-/-/g; s/\\e/\\/g' \
	>"$scratch/manual"
agree "keys"

sed -n '/^static const char \*const ways/,/^};/p' src/ui/help.c |
	tr -d '\n$' | sed 's/"[ \t]*"//g' | grep -o 'N_("[^"]*")' |
	sed 's/^N_("//; s/")$//' | cat -n >"$scratch/table"
sed -n '/^It tries, in this order/,/^\.El/p' doc/courant.1 |
	sed '1,2d; /^\.El/d; s/^\.It$/@/; s/^\.[A-Z][a-z] //' | tr '\n' ' ' |
	tr '@' '\n' | sed '/^ *$/d; s/^ *//; s/ *[;.] *$//' | cat -n >"$scratch/manual"
agree "what o does"

table 's/^	{ { "\([a-z]*\)", .*/\1:/p' src/store/query.c
sed -n '/^_courant_fields/,/^}/p' doc/bash-completion/courant |
	grep -o '[a-z]*:' >"$scratch/manual"
agree "fields of queries that bash completes"

echo "1..$n"
exit "$((failures != 0))"
