# SPDX-License-Identifier: MIT
# Files, named on the command line, as a table of C strings.
BEGIN {
	print "/* SPDX-License-Identifier: MIT */\n/* Made by embed.awk. */"
	print "#include <config.h>\n"
	print "#include \"conf/embedded.h\"\n"
	print "#include <string.h>\n"
	print "static const struct {\n\tconst char *name, *text;\n} texts[] = {"
}
FNR == 1 {
	if (NR > 1)
		print "\t},"
	name = FILENAME
	sub(/.*src\/conf\//, "", name)
	print "\t{ \"" name "\","
}
{
	gsub(/\\/, "&&")
	gsub(/"/, "\\\\&")
	print "\t\t\"" $0 "\\n\""
}
END {
	print "\t},\n};\n"
	print "const char *\nembedded_text(const char *name)\n{"
	print "\tfor (unsigned i = 0; i < sizeof texts / sizeof *texts; i++)"
	print "\t\tif (strcmp(texts[i].name, name) == 0)"
	print "\t\t\treturn texts[i].text;"
	print "\treturn 0;\n}"
}
