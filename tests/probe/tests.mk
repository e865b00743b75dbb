PROBE_TEST_LIBS = libprobe.a libhostmain.a libhostdisk.a libplan.a libfacts.a \
	libfmt.a libbase.a $(LIBUV_LIBS) $(UNIT_LIBS)

check_PROGRAMS += tests/probe/session_tool
tests_probe_session_tool_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_probe_session_tool_SOURCES = tests/probe/session_tool.c
tests_probe_session_tool_LDADD = $(PROBE_TEST_LIBS)

check_PROGRAMS += tests/probe/test_redact
tests_probe_test_redact_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_probe_test_redact_SOURCES = tests/probe/test_redact.c
tests_probe_test_redact_LDADD = $(PROBE_TEST_LIBS)

check_PROGRAMS += tests/probe/test_rcfiles
tests_probe_test_rcfiles_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_probe_test_rcfiles_SOURCES = tests/probe/test_rcfiles.c
tests_probe_test_rcfiles_LDADD = $(PROBE_TEST_LIBS)

check_PROGRAMS += tests/probe/test_shells
tests_probe_test_shells_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_probe_test_shells_SOURCES = tests/probe/test_shells.c
tests_probe_test_shells_LDADD = $(PROBE_TEST_LIBS)

check_PROGRAMS += tests/probe/test_xtrace
tests_probe_test_xtrace_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_probe_test_xtrace_SOURCES = tests/probe/test_xtrace.c
tests_probe_test_xtrace_LDADD = $(PROBE_TEST_LIBS)

check_PROGRAMS += tests/probe/test_fixrun
tests_probe_test_fixrun_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_probe_test_fixrun_SOURCES = tests/probe/test_fixrun.c
tests_probe_test_fixrun_LDADD = $(PROBE_TEST_LIBS)

check_PROGRAMS += tests/probe/test_runlist
tests_probe_test_runlist_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_probe_test_runlist_SOURCES = tests/probe/test_runlist.c
tests_probe_test_runlist_LDADD = $(PROBE_TEST_LIBS)
