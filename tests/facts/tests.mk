# unit tests of facts
check_PROGRAMS += tests/facts/settings_tool
tests_facts_settings_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_facts_settings_tool_SOURCES = tests/facts/settings_tool.c
tests_facts_settings_tool_LDADD = libscan.a libhostscan.a libfacts.a \
	libfmt.a libbase.a $(CJSON_LIBS) $(LIBINTL) -lm
