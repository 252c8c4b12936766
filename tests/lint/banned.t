# SPDX-License-Identifier: MIT
# Functions and habits that this program does without.
. "${top_srcdir:-.}/tests/lint/tap.sh"

# The sources with comments taken out, as FILE:LINE:TEXT.
code() {
	awk '
	FNR == 1 { inside = 0 }
	{
		text = $0
		if (inside) {
			if (!sub(/^.*\*\//, "", text))
				next
			inside = 0
		}
		gsub(/\/\*([^*]|\*[^\/])*\*\//, "", text)
		if (sub(/\/\*.*/, "", text))
			inside = 1
		print FILENAME ":" FNR ":" text
	}' "$@"
}

everywhere() {
	nothing "$1" "$(code src/*/*.[ch] |
		grep -E "(^|[^A-Za-z0-9_.>])($2)[[:space:]]*\(")"
}

everywhere "no string functions without bounds" \
	'v?sprintf|strn?cpy|strn?cat|strtok|strtok_r|stpcpy|gets'
everywhere "no number parsing without errors" 'ato[ifl]|atoll|v?[sf]?scanf'
everywhere "no time in static buffers" 'localtime|gmtime|ctime|asctime|mktime'
everywhere "no alloca, no longjmp" 'alloca|g_alloca|g_newa|setjmp|longjmp'
everywhere "no shell" 'system|popen|g_spawn_command_line_(a?sync)'
nothing "no shell by name" "$(code src/*/*.[ch] | grep -E 'sh -c|"(/bin/)?sh"')"

speaking='^src/app/|^src/fetch/(main|events|dump|export)\.'
silent=$(ls src/*/*.[ch] | grep -vE "$speaking")
nothing "output only in app and where fetch speaks" "$(code $silent |
	grep -E '[^A-Za-z0-9_](printf|puts|putchar|perror|vprintf|g_print|g_printerr|g_message|g_warning|g_critical)[[:space:]]*\(|[^A-Za-z0-9_."](stdout|stderr)[^A-Za-z0-9_"]')"

# What is tracked: a build in the source folder writes its own paths there.
tracked() {
	git -c safe.directory='*' "$@"
}
# This folder names what it looks for.
texts() {
	tracked grep -nIE "$1" -- . ':!tests/lint'
}
if test -n "$(tracked ls-files configure.ac 2>/dev/null)"; then
	nothing "nothing is left to do in comments" \
		"$(texts '(^|[^A-Za-z])(TODO|FIXME|XXX)([^A-Za-z]|$)')"
	nothing "no paths of one machine" \
		"$(texts '/(work|root)/|/tmp/build|/home/[a-z]+/(src|work|build)')"
else
	skip "nothing is left to do in comments" "not a checkout"
	skip "no paths of one machine" "not a checkout"
fi

done_testing
