# unit tests of facts
check_PROGRAMS += tests/facts/settings_tool
tests_facts_settings_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_facts_settings_tool_SOURCES = tests/facts/settings_tool.c
tests_facts_settings_tool_LDADD = libscan.a libhostscan.a libhostdisk.a libfacts.a \
	libfmt.a libbase.a $(CJSON_LIBS) $(LIBINTL) -lm
check_PROGRAMS += tests/facts/envwrite_tool
tests_facts_envwrite_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_facts_envwrite_tool_SOURCES = tests/facts/envwrite_tool.c
tests_facts_envwrite_tool_LDADD = libfacts.a libfmt.a libbase.a $(CJSON_LIBS) \
	$(LIBINTL) -lm
check_PROGRAMS += tests/facts/test_goenv tests/facts/test_toolchain
tests_facts_test_goenv_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_facts_test_goenv_SOURCES = tests/facts/test_goenv.c
tests_facts_test_goenv_LDADD = libfacts.a libfmt.a libbase.a $(UNIT_LIBS)
tests_facts_test_toolchain_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_facts_test_toolchain_SOURCES = tests/facts/test_toolchain.c
tests_facts_test_toolchain_LDADD = libfacts.a libfmt.a libbase.a \
	$(UNIT_LIBS)
check_PROGRAMS += tests/facts/test_merge
tests_facts_test_merge_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_facts_test_merge_SOURCES = tests/facts/test_merge.c
tests_facts_test_merge_LDADD = libscan.a libhostscan.a libhostdisk.a libfacts.a libfmt.a \
	libbase.a $(UNIT_LIBS)
check_PROGRAMS += tests/facts/test_origin
tests_facts_test_origin_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_facts_test_origin_SOURCES = tests/facts/test_origin.c
tests_facts_test_origin_LDADD = libfacts.a libfmt.a libbase.a $(UNIT_LIBS)
check_PROGRAMS += tests/facts/test_recording
tests_facts_test_recording_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_facts_test_recording_SOURCES = tests/facts/test_recording.c
tests_facts_test_recording_LDADD = libfacts.a libfmt.a libbase.a $(UNIT_LIBS)
check_PROGRAMS += tests/facts/test_gotable
tests_facts_test_gotable_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_facts_test_gotable_SOURCES = tests/facts/test_gotable.c
tests_facts_test_gotable_LDADD = libfacts.a libfmt.a libbase.a $(UNIT_LIBS)
