# setup: a server on loopback for the scripts, and unit tests
if SETUP
check_PROGRAMS += tests/setup/httpd
tests_setup_httpd_SOURCES = tests/setup/httpd.c
if HAVE_CMOCKA
check_PROGRAMS += tests/setup/test_sums
tests_setup_test_sums_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_setup_test_sums_SOURCES = tests/setup/test_sums.c
tests_setup_test_sums_LDADD = libfetch.a libfmt.a libbase.a $(UNIT_LIBS)
endif
endif
