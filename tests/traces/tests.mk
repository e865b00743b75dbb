check_PROGRAMS += tests/traces/test_env_traces
tests_traces_test_env_traces_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_traces_test_env_traces_SOURCES = tests/traces/test_env_traces.c
tests_traces_test_env_traces_LDADD = libtraces.a libfacts.a libfmt.a \
	libbase.a $(UNIT_LIBS)
