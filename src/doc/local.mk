# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/doc/libdoc.a
src_doc_libdoc_a_CFLAGS = $(AM_CFLAGS) $(XML_CFLAGS) $(CMARK_CFLAGS)
src_doc_libdoc_a_SOURCES = 

# What a program needs that uses this room.
DOC_LIBS = src/doc/libdoc.a $(URL_LIBS) $(XML_LIBS) $(CMARK_LIBS)
