check_PROGRAMS += tests/base/test_base
tests_base_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_base_test_base_SOURCES = tests/base/test_base.c
tests_base_test_base_LDADD = libbase.a $(UNIT_LIBS)
check_PROGRAMS += tests/base/test_diff
tests_base_test_diff_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_base_test_diff_SOURCES = tests/base/test_diff.c
tests_base_test_diff_LDADD = libbase.a $(UNIT_LIBS)
