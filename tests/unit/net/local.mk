# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/net/address tests/unit/net/header
TESTS += tests/unit/net/address tests/unit/net/header
tests_unit_net_address_SOURCES = tests/unit/net/address.c
tests_unit_net_address_LDADD = $(NET_LIBS)
tests_unit_net_header_SOURCES = tests/unit/net/header.c
tests_unit_net_header_LDADD = $(NET_LIBS)

if HAVE_MICROHTTPD
NET_TESTS = tests/unit/net/get tests/unit/net/many tests/unit/net/hosts
check_PROGRAMS += $(NET_TESTS)
TESTS += $(NET_TESTS)
tests_unit_net_get_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/lib
tests_unit_net_get_SOURCES = tests/unit/net/get.c
tests_unit_net_get_LDADD = $(HTTPD_LIBS) $(NET_LIBS)
tests_unit_net_many_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/lib
tests_unit_net_many_SOURCES = tests/unit/net/many.c
tests_unit_net_many_LDADD = $(HTTPD_LIBS) $(NET_LIBS)
tests_unit_net_hosts_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/lib
tests_unit_net_hosts_SOURCES = tests/unit/net/hosts.c
tests_unit_net_hosts_LDADD = $(HTTPD_LIBS) $(NET_LIBS)
endif
