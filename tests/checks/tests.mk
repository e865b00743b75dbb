# unit tests of checks
check_PROGRAMS += tests/checks/fixture_tool
tests_checks_fixture_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_checks_fixture_tool_SOURCES = tests/checks/fixture_tool.c
tests_checks_fixture_tool_LDADD = libbase.a $(CJSON_LIBS) $(LIBINTL) -lm
