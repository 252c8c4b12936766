# SPDX-License-Identifier: MIT
CONF_TESTS = tests/unit/conf/command tests/unit/conf/conf \
	tests/unit/conf/state tests/unit/conf/subs \
	tests/unit/conf/themes
check_PROGRAMS += $(CONF_TESTS)
TESTS += $(CONF_TESTS)
tests_unit_conf_command_SOURCES = tests/unit/conf/command.c
tests_unit_conf_command_LDADD = $(CONF_LIBS)
tests_unit_conf_conf_SOURCES = tests/unit/conf/conf.c
tests_unit_conf_conf_LDADD = $(CONF_LIBS)
tests_unit_conf_state_SOURCES = tests/unit/conf/state.c
tests_unit_conf_state_LDADD = $(CONF_LIBS)
tests_unit_conf_subs_SOURCES = tests/unit/conf/subs.c
tests_unit_conf_subs_LDADD = tests/lib/libtest.a $(CONF_LIBS)
tests_unit_conf_themes_SOURCES = tests/unit/conf/themes.c
tests_unit_conf_themes_LDADD = $(CONF_LIBS) -lm
