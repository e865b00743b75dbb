check_PROGRAMS += tests/log/logread_tool
tests_log_logread_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_log_logread_tool_SOURCES = tests/log/logread_tool.c
tests_log_logread_tool_LDADD = libfacts.a libfmt.a libbase.a $(CJSON_LIBS) \
	$(LIBINTL) -lm
