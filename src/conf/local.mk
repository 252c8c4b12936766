# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/conf/libconf.a
src_conf_libconf_a_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
src_conf_libconf_a_SOURCES = \
	src/conf/apply.c \
	src/conf/command.c src/conf/command.def src/conf/command.h \
	src/conf/conf.c src/conf/conf.h src/conf/conf_i.h \
	src/conf/embedded.h \
	src/conf/keymap.c src/conf/keymap.h \
	src/conf/nbfilter.c src/conf/nbfilter.h \
	src/conf/option.c src/conf/option.def src/conf/option.h \
	src/conf/paths.c src/conf/paths.h \
	src/conf/state.c src/conf/state.h \
	src/conf/subs.c src/conf/subs.h src/conf/subs_i.h src/conf/subsedit.c \
	src/conf/theme.c src/conf/theme.h
nodist_src_conf_libconf_a_SOURCES = src/conf/embedded.c

# What a program needs that uses this room.
CONF_LIBS = src/conf/libconf.a $(URL_LIBS)

# Texts in the command language, compiled in.
CONF_TEXTS = src/conf/defaults.conf \
	src/conf/presets/newsboat src/conf/presets/vim \
	src/conf/themes/catppuccin src/conf/themes/dark \
	src/conf/themes/default src/conf/themes/dracula \
	src/conf/themes/gruvbox src/conf/themes/gruvbox-light \
	src/conf/themes/high-contrast src/conf/themes/light \
	src/conf/themes/monochrome src/conf/themes/nord \
	src/conf/themes/solarized-dark src/conf/themes/solarized-light

src/conf/embedded.c: src/conf/embed.awk $(CONF_TEXTS)
	$(AM_V_GEN)$(MKDIR_P) src/conf && \
	$(AWK) -f $(srcdir)/src/conf/embed.awk \
		`for f in $(CONF_TEXTS); do echo $(srcdir)/$$f; done` >$@.tmp && \
	mv $@.tmp $@

CLEANFILES += src/conf/embedded.c
EXTRA_DIST += src/conf/embed.awk $(CONF_TEXTS)
