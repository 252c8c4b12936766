# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/doc/libdoc.a
src_doc_libdoc_a_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(CMARK_CFLAGS)
src_doc_libdoc_a_SOURCES = \
	src/doc/article.c src/doc/article.h src/doc/parts.c \
	src/doc/autolink.c \
	src/doc/builder.c src/doc/builder.h \
	src/doc/code.c \
	src/doc/doc.c src/doc/doc.h \
	src/doc/dump.c \
	src/doc/element.c \
	src/doc/enclosures.c \
	src/doc/escape.c \
	src/doc/export_html.c \
	src/doc/export_markdown.c \
	src/doc/frontmatter.c \
	src/doc/gfm.c \
	src/doc/guess.c \
	src/doc/html.c src/doc/html.h \
	src/doc/htmltree.c src/doc/htmltree.h \
	src/doc/internal.h \
	src/doc/kind.c src/doc/kind.h \
	src/doc/links.c \
	src/doc/markdown.c \
	src/doc/math.c \
	src/doc/media.c \
	src/doc/notes.c \
	src/doc/pictures.c \
	src/doc/plain.c \
	src/doc/prepass.c \
	src/doc/shortcode.c \
	src/doc/style.c \
	src/doc/tagless.c \
	src/doc/table.c \
	src/doc/text.c

# What a program needs that uses this room.
DOC_LIBS = src/doc/libdoc.a $(URL_LIBS) $(XML_LIBS) $(CMARK_LIBS)

# Tables that are compiled in.
EXTRA_DIST += src/doc/entities.awk src/doc/entities.txt
BUILT_SOURCES += src/doc/entitytables.inc
CLEANFILES += src/doc/entitytables.inc
src/doc/entitytables.inc: src/doc/entities.awk src/doc/entities.txt
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)LC_ALL=C $(AWK) -f $(srcdir)/src/doc/entities.awk \
		$(srcdir)/src/doc/entities.txt >$@.tmp && mv $@.tmp $@
src/doc/libdoc_a-prepass.$(OBJEXT): src/doc/entitytables.inc
