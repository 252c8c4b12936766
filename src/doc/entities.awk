# SPDX-License-Identifier: MIT
# Writes entities.txt as tables in C.  What is ASCII becomes a reference, for
# it would be markup otherwise.
function text(codes,    n, list, i, out) {
	n = split(codes, list, ",")
	out = ""
	for (i = 1; i <= n; i++)
		if (length(list[i]) < 3 && list[i] < "A0")
			out = out "&#x" list[i] ";"
		else
			out = out "\\U" substr("00000000" list[i], length(list[i]) + 1)
	return out
}
/^#/ { next }
{
	for (i = 1; i <= NF; i++) {
		bare = index($i, ":")
		split($i, part, "[=:]")
		line = "\t{ \"" part[1] "\", \"" text(part[2]) "\" },\n"
		if (bare)
			without = without line
		else
			with = with line
	}
}
END {
	printf "static const Entity entities[] = {\n%s};\n\n", with
	printf "static const Entity bare_entities[] = {\n%s};\n", without
}
