# unit tests of checks
check_PROGRAMS += tests/checks/fixture_tool
tests_checks_fixture_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_checks_fixture_tool_SOURCES = tests/checks/fixture_tool.c
tests_checks_fixture_tool_LDADD = libbase.a $(CJSON_LIBS) $(LIBINTL) -lm
check_PROGRAMS += tests/checks/test_checks_env
tests_checks_test_checks_env_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_checks_test_checks_env_SOURCES = tests/checks/test_checks_env.c
tests_checks_test_checks_env_LDADD = libchecks.a libfacts.a libfmt.a libbase.a \
	$(UNIT_LIBS)
check_PROGRAMS += tests/checks/test_myths
tests_checks_test_myths_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_checks_test_myths_SOURCES = tests/checks/test_myths.c
tests_checks_test_myths_LDADD = libreport.a libfixes.a libchecks.a libtraces.a \
	libplan.a libfacts.a libfmt.a libbase.a $(UNIT_LIBS)

check_PROGRAMS += tests/checks/test_checks_repo
tests_checks_test_checks_repo_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_checks_test_checks_repo_SOURCES = tests/checks/test_checks_repo.c
tests_checks_test_checks_repo_LDADD = libchecks.a libtraces.a libfacts.a \
	libfmt.a libbase.a $(UNIT_LIBS)
