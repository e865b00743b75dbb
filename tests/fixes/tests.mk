# fixes: the tool of the fixture cases, and unit tests
check_PROGRAMS += tests/fixes/fix_tool
tests_fixes_fix_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_fixes_fix_tool_SOURCES = tests/fixes/fix_tool.c
tests_fixes_fix_tool_LDADD = libplan.a libfacts.a libbase.a $(CJSON_LIBS) \
	$(LIBINTL) -lm
check_PROGRAMS += tests/fixes/vendortree_tool
tests_fixes_vendortree_tool_CPPFLAGS = $(AM_CPPFLAGS)
tests_fixes_vendortree_tool_SOURCES = tests/fixes/vendortree_tool.c
tests_fixes_vendortree_tool_LDADD = libscan.a libfixes.a libchecks.a \
	libtraces.a libhostscan.a libhostdisk.a libplan.a libfacts.a \
	libfmt.a libbase.a $(LIBGIT2_LIBS) $(LIBCRYPTO_LIBS) $(LIBYAML_LIBS) $(CJSON_LIBS) \
	$(LIBINTL) -lm
check_PROGRAMS += tests/fixes/test_fix
tests_fixes_test_fix_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_fixes_test_fix_SOURCES = tests/fixes/test_fix.c
tests_fixes_test_fix_LDADD = libfixes.a libchecks.a libplan.a libfacts.a \
	libfmt.a libbase.a $(UNIT_LIBS)
